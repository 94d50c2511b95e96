"""Who may see and do what: three roles, and what makes somebody have one."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from ingest.errors import PstError


class Role(StrEnum):
    """Who uses the application.

    A citizen needs no account and reads public documents only; staff read all, draft, add documents and correct them;
    an administrator also sees health, what everybody asks and thinks, and changes what holds for every document.
    """

    CITIZEN = "citoyen"
    STAFF = "agent"
    ADMINISTRATOR = "administrateur"

    @property
    def rank(self) -> int:
        """Higher roles may do all that lower ones may."""
        return list(Role).index(self)

    def may(self, needed: "Role") -> bool:
        """Whether this role may do what another is needed for."""
        return self.rank >= needed.rank


class AccessError(PstError):
    """What is asked for is not for this reader."""


_REFUSALS = {Role.STAFF: ("agents", "agent"), Role.ADMINISTRATOR: ("administrateurs", "administrateur")}


def require(role: Role, needed: Role) -> None:
    """Refuse what is kept for another role.

    Raises:
        AccessError: If the role may not.
    """
    if not role.may(needed):
        who, account = _REFUSALS[needed]
        raise AccessError(f"Cette action est réservée aux {who}.", f"Connectez-vous avec un compte d'{account}.")


@dataclass(frozen=True, slots=True)
class Rule:
    """What makes somebody belong: an address, every address of a domain, or a claim of the identity provider.

    Attributes:
        claim: `email`, or the name of a claim; a dot leads into a claim: `realm_access.roles`.
        value: What it has to be; « @domain » for the addresses of a domain. Addresses are compared without case.
    """

    claim: str
    value: str

    def holds(self, claims: Mapping[str, object]) -> bool:
        """Whether somebody with these claims belongs.

        An address that the provider says it did not verify is nobody's.
        """
        if self.claim != "email":
            return self.value in _values(claims, self.claim)
        address = claims.get("email")
        if not isinstance(address, str) or str(claims.get("email_verified", True)).lower() != "true":
            return False
        address = address.strip().lower()
        if not self.value.startswith("@"):
            return address == self.value
        name, _, domain = address.rpartition("@")
        return bool(name) and f"@{domain}" == self.value


def rules(text: str) -> tuple[Rule, ...]:
    """The rules of a setting: `marie@cpas.be, @cpas.be, groups=pst-agents`.

    Raises:
        ValueError: If one is none of these.
    """
    return tuple(_rule(part.strip()) for part in text.split(",") if part.strip())


def role_of(claims: Mapping[str, object], staff: tuple[Rule, ...], administrators: tuple[Rule, ...]) -> Role:
    """The role of who logged in.

    Args:
        claims: What the identity provider says of them.
        staff: What makes somebody staff.
        administrators: What makes somebody an administrator.

    Returns:
        The highest role that a rule gives; a citizen's where none does.
    """
    for role, every in ((Role.ADMINISTRATOR, administrators), (Role.STAFF, staff)):
        if any(rule.holds(claims) for rule in every):
            return role
    return Role.CITIZEN


def _rule(text: str) -> Rule:
    claim, equals, value = (part.strip() for part in text.partition("="))
    if equals and claim and value:
        return Rule(claim, value.lower() if claim == "email" else value)
    name, at, domain = text.rpartition("@")
    if not equals and at and "." in domain and "@" not in name and not any(one.isspace() for one in text):
        return Rule("email", text.lower())
    raise ValueError(f"« {text} » n'est ni une adresse, ni « @domaine », ni « attribut=valeur »")


def _values(claims: Mapping[str, object], name: str) -> tuple[object, ...]:
    """The values of a claim, which may be a list, and may stand inside another one."""
    found: object = claims.get(name)
    if found is None and "." in name:
        found = claims
        for part in name.split("."):
            found = found.get(part) if isinstance(found, Mapping) else None
    return tuple(found) if isinstance(found, list | tuple) else () if found is None else (found,)

"""Roles: what gives one, and what it may."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.access import AccessError, Role, require, role_of, rules

STAFF, ADMINISTRATORS = rules("@cpas-andenne.be, marie@commune.be , realm_access.roles=pst"), rules("groups=pst-admin")


@pytest.mark.parametrize(
    ("claims", "role"),
    [
        ({}, Role.CITIZEN),
        ({"email": "luc@exemple.org"}, Role.CITIZEN),
        ({"email": "Luc@CPAS-Andenne.be"}, Role.STAFF),
        ({"email": "luc@cpas-andenne.be.exemple.org"}, Role.CITIZEN),
        ({"email": "luc@sous.cpas-andenne.be"}, Role.CITIZEN),
        ({"email": "luc@moncpas-andenne.be"}, Role.CITIZEN),
        ({"email": "@cpas-andenne.be"}, Role.CITIZEN),
        ({"email": "luc@exemple.org@cpas-andenne.be", "email_verified": False}, Role.CITIZEN),
        ({"email": "marie@commune.be"}, Role.STAFF),
        ({"email": "xmarie@commune.be"}, Role.CITIZEN),
        ({"email": "marie@commune.be", "email_verified": True}, Role.STAFF),
        ({"email": "marie@commune.be", "email_verified": False}, Role.CITIZEN),
        ({"email": "marie@commune.be", "email_verified": "false"}, Role.CITIZEN),
        ({"email": ["marie@commune.be"]}, Role.CITIZEN),
        ({"realm_access": {"roles": ["autre", "pst"]}}, Role.STAFF),
        ({"realm_access": {"roles": "pst-x"}}, Role.CITIZEN),
        ({"realm_access": "pst"}, Role.CITIZEN),
        ({"groups": ["pst-admin"]}, Role.ADMINISTRATOR),
        ({"groups": "pst-admin"}, Role.ADMINISTRATOR),
        ({"groups": "pst-administrateurs"}, Role.CITIZEN),
        ({"groups": {"pst-admin": True}}, Role.CITIZEN),
        ({"groups": ["pst-admin"], "email": "marie@commune.be"}, Role.ADMINISTRATOR),
    ],
)
def test_the_role_of_who_logged_in(claims: dict[str, object], role: Role) -> None:
    assert role_of(claims, STAFF, ADMINISTRATORS) is role


@given(
    st.dictionaries(
        st.sampled_from(["email", "email_verified", "groups", "realm_access", "sub"]),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.text(max_size=12),
            lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
            max_leaves=5,
        ),
    )
)
def test_claims_that_no_rule_names_give_nothing(claims: dict[str, object]) -> None:
    assert role_of(claims, rules("@cpas-andenne.be"), rules("groups=la-direction-du-cpas")) is Role.CITIZEN
    assert role_of(claims, (), ()) is Role.CITIZEN


@pytest.mark.parametrize(
    "text", ["cpas.be", "marie", "=x", "groupe=", "@", "marie@", "a b@cpas.be", "@cpas", "a@b@c.be"]
)
def test_a_rule_that_cannot_be_meant_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="ni une adresse"):
        rules(text)


def test_no_rule_is_no_rule() -> None:
    assert rules("") == rules(" , ") == ()


@given(st.sampled_from(Role), st.sampled_from(Role))
def test_higher_roles_may_all_that_lower_ones_may(role: Role, needed: Role) -> None:
    if role.rank >= needed.rank:
        require(role, needed)
    else:
        with pytest.raises(AccessError, match="réservée"):
            require(role, needed)

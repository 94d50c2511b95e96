"""`pst serve` and `pst key`: run the API, and keep its keys."""

from datetime import datetime
from typing import TYPE_CHECKING

import click

from assistant import options
from assistant.console import Group, print_json

if TYPE_CHECKING:
    from assistant.api.keys import Key, Keys

_PACKAGES = ("fastapi", "uvicorn", "limits", "prometheus_client", "python_multipart")


@click.command()
@click.option("--host", metavar="ADRESSE", help="Où écouter (PST_API_HOST ; 127.0.0.1 : cette machine seule).")
@click.option("--port", type=click.IntRange(1, 65535), metavar="PORT", help="Le port (PST_API_PORT ; 8502).")
def serve(host: str | None, port: int | None) -> int:
    """Ouvre l'API HTTP, que tout client de dialogue compatible OpenAI peut utiliser (127.0.0.1:8502)."""
    from importlib.util import find_spec

    from ingest.errors import SettingsError

    missing = [name for name in _PACKAGES if find_spec(name) is None]
    if missing:
        raise SettingsError(
            f"L'API demande des paquets qui ne sont pas installés ({', '.join(missing)}).",
            "Installez l'extra « api » du produit : pip install '.[api]' (docs/api.md).",
        )
    from assistant.api.server import run
    from assistant.presence import present
    from assistant.retention import keep_purging
    from assistant.service import Assistant
    from assistant.settings import load_settings

    chosen = {name: value for name, value in (("api_host", host), ("api_port", port)) if value is not None}
    settings = load_settings().model_copy(update=chosen)
    click.echo(f"API : http://{settings.api_host}:{settings.api_port} (Ctrl-C pour l'arrêter)", err=True)
    for line in _advice(settings.api_local, settings.api_anonymous):
        click.echo(line, err=True)
    with present(settings.home):
        keep_purging(settings)
        run(Assistant(settings))
    return 0


@click.group(cls=Group)
def key() -> None:
    """Gère les clés de l'API : create, list, revoke."""


@key.command()
@click.argument("label", metavar="LIBELLÉ")
@click.option(
    "--role",
    type=click.Choice(["citoyen", "agent", "administrateur"]),
    default="citoyen",
    show_default=True,
    help="Ce que la clé permet.",
)
@click.option("--expire", metavar="AAAA-MM-JJ", help="Le dernier jour où elle vaut.")
@options.as_json
def create(label: str, role: str, expire: str | None, as_json: bool) -> int:
    """Crée une clé ; elle n'est montrée qu'une fois."""
    from assistant.access import Role

    expires = None
    if expire is not None:
        try:
            expires = datetime.strptime(expire, "%Y-%m-%d").date()
        except ValueError as error:
            raise click.UsageError(f"« {expire} » n'est pas une date : AAAA-MM-JJ, par exemple 2027-12-31.") from error
    made, secret = _keys().create(label, Role(role), expires)
    if as_json:
        print_json({**_as_data(made), "key": secret})
    else:
        click.echo(secret)
        until = f", valable jusqu'au {expires:%d/%m/%Y}" if expires else ""
        click.echo(
            f"Clé {made.id} « {made.label} » ({made.role.value}{until}). Notez-la : elle ne sera plus montrée.",
            err=True,
        )
    return 0


@key.command(name="list")
@options.as_json
def list_keys(as_json: bool) -> int:
    """Liste les clés, sans les montrer."""
    found = _keys().every()
    if as_json:
        print_json([_as_data(one) for one in found])
        return 0
    if not found:
        click.echo("Aucune clé. Créez-en une avec « pst key create ».")
    today = datetime.now().date()
    for one in found:
        until = f"jusqu'au {one.expires:%d/%m/%Y}" if one.expires else "sans limite"
        click.echo(f"{one.id}  {one.role.value:<15} {one.state(today):<9} {until:<20} {one.label}")
    return 0


@key.command()
@click.argument("name", metavar="CLÉ")
def revoke(name: str) -> int:
    """Révoque une clé, par son identifiant ou son libellé : elle n'ouvre plus rien, aussitôt."""
    gone = _keys().revoke(name)
    click.echo(f"Révoquée : {gone.id} « {gone.label} »")
    return 0


def _keys() -> "Keys":
    from assistant.api.keys import Keys
    from assistant.settings import load_settings

    return Keys(load_settings().api_keys)


def _as_data(one: "Key") -> dict[str, str | None]:
    return {
        "id": one.id,
        "label": one.label,
        "role": one.role.value,
        "created": one.created.isoformat(),
        "expires": one.expires.isoformat() if one.expires else None,
        "state": one.state(datetime.now().date()),
    }


def _advice(local: bool, anonymous: bool | None) -> list[str]:
    """What whoever starts the server should know of who may enter."""
    keys = len([one for one in _keys().every() if one.opens(datetime.now().date())])
    if anonymous:
        return ["Sans clé : droits d'un citoyen, documents publics (PST_API_ANONYMOUS)."]
    if keys:
        return [f"Clés valables : {keys}. Sans clé : refusé."]
    if local and anonymous is None:
        return ["Aucune clé : droits d'un citoyen, pour cette machine seule. « pst key create » crée une clé d'agent."]
    return ["Aucune clé valable : personne ne peut entrer. Créez-en une avec « pst key create »."]


COMMANDS = (serve, key)
"""In the order of the help page."""

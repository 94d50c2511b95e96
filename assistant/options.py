"""Options that several commands share, and the service that they run on."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

if TYPE_CHECKING:
    from assistant.service import Assistant

_F = TypeVar("_F", bound=Callable[..., object])

as_json = click.option("--json", "as_json", is_flag=True, help="Écrit un document JSON sur la sortie standard.")
language_model = click.option("--model", default=None, metavar="NOM|none", help="Modèle de langue (docs/model.md).")


def output(words: str, *, required: bool = False) -> Callable[[_F], _F]:
    """The option that names the file to write; its suffix is its format.

    Args:
        words: Its help.
        required: Whether it has to be given.
    """
    kind = click.Path(path_type=Path, dir_okay=False)
    return click.option("-o", "--output", type=kind, metavar="FICHIER", required=required, help=words)


def service(model: str | None = None) -> "Assistant":
    """The service, opened with the installation's settings.

    Args:
        model: The language model instead of the settings' own.
    """
    from assistant.service import Assistant
    from assistant.settings import load_settings

    settings = load_settings()
    return Assistant(settings if model is None else settings.with_model(model))

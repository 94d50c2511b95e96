"""The `pst privacy` commands: hand over or erase what is kept about a person, erase what is too old."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from assistant import options
from assistant.console import PARTIAL, Group, print_json

if TYPE_CHECKING:
    from assistant.personal import Held, Person

_SUMMARY = (
    ("conversations", "conversations, avec leurs échanges"),
    ("opinions", "avis sur des réponses"),
    ("questions", "questions sans réponse, dans le journal"),
    ("drafts", "projets de plan"),
    ("titled", "projets dont le titre seul est concerné (le projet reste)"),
)
_SHOWN = 70


@click.group(cls=Group)
def privacy() -> None:
    """Remet ou efface les données d'une personne : export, erase, purge (docs/security.md)."""


def _person_options(command: click.Command) -> click.Command:
    """The ways to say who, of which one is given."""
    for option in reversed(
        (
            click.option("--compte", "account", metavar="IDENTIFIANT", help="Un compte, ou sa référence."),
            click.option("--navigateur", "browser", metavar="RÉFÉRENCE", help="La référence qu'« À propos » montre."),
            click.option("--conversation", metavar="ID|ADRESSE", help="Une conversation."),
            click.option("--mot", "words", metavar="TEXTE", help="Un nom, où qu'il ait été écrit."),
        )
    ):
        command = option(command)
    return command


@privacy.command()
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    metavar="FICHIER.json",
    help="Un nouveau fichier.",
)
@options.as_json
def export(output: Path, as_json: bool, **who: str | None) -> int:
    """Écrit ce qui est conservé d'une personne, en JSON."""
    from assistant.personal import held
    from assistant.personal_record import record, write
    from assistant.settings import load_settings

    settings, person = load_settings(), _person(who)
    found = held(settings, person)
    if not found:
        return _nothing(as_json)
    write(output, record(settings, found))
    if as_json:
        print_json({"file": str(output), **_counts(found)})
    else:
        click.echo("\n".join((*_told(found), f"Écrit : {output} (lisible de vous seul ; effacez-le une fois remis).")))
    return 0


@privacy.command()
@click.option("--oui", "sure", is_flag=True, help="Efface ; sans cette option, dit seulement ce qui le serait.")
@options.as_json
def erase(sure: bool, as_json: bool, **who: str | None) -> int:
    """Résume, puis efface ce qui est conservé d'une personne."""
    from assistant import personal
    from assistant.settings import load_settings

    settings, person = load_settings(), _person(who)
    found = personal.held(settings, person)
    if not found:
        return _nothing(as_json)
    if not as_json:
        click.echo("\n".join((*_told(found), *_listed(found))))
    clean = personal.erase(settings, found) if sure else False
    if as_json:
        print_json({**_counts(found), "erased": sure, "files_cleaned": clean})
    elif not sure:
        click.echo("Rien n'est effacé. Relisez, puis ajoutez --oui.")
    else:
        click.echo("Effacé. Les sauvegardes faites jusqu'ici le contiennent encore (docs/security.md).")
        if not clean:
            click.echo(
                "La base était occupée : des restes s'y trouvent encore ; relancez « pst privacy purge ».", err=True
            )
    return 0 if clean or not sure else PARTIAL


@privacy.command()
@options.as_json
def purge(as_json: bool) -> int:
    """Efface ce qui est trop ancien ; l'application et l'API le font chaque jour."""
    from assistant.retention import purge as run
    from assistant.scrubbing import scrub_all
    from assistant.settings import load_settings

    settings = load_settings()
    run(settings)
    clean = scrub_all(settings)
    if as_json:
        print_json({"files_cleaned": clean})
    else:
        click.echo("Fait." if clean else "Fait ; la base était occupée et garde des restes : recommencez plus tard.")
    return 0 if clean else PARTIAL


for _command in (export, erase):
    _person_options(_command)

COMMANDS = (privacy,)


def _person(who: dict[str, str | None]) -> "Person":
    from assistant import personal

    given = {name: value for name, value in who.items() if value is not None}
    if len(given) != 1:
        raise click.UsageError("Dites qui, d'une seule façon : --compte, --navigateur, --conversation ou --mot.")
    ((name, value),) = given.items()
    ways = {
        "account": personal.account,
        "browser": personal.browser,
        "conversation": personal.conversation,
        "words": personal.words,
    }
    return ways[name](value)


def _nothing(as_json: bool) -> int:
    if as_json:
        print_json({"found": False})
    else:
        click.echo("Rien n'est conservé de cette personne, ou elle n'est pas reconnue ainsi.")
    return 0


def _counts(found: "Held") -> dict[str, int]:
    return {name: len(getattr(found, name)) for name, _ in _SUMMARY}


def _told(found: "Held") -> list[str]:
    counts = _counts(found)
    return [f"{counts[name]} {words}" for name, words in _SUMMARY if counts[name]]


def _listed(found: "Held") -> list[str]:
    """What would be erased, a line each, for who has to decide."""
    return [
        *(f"  conversation du {one.created_at} : {_short(one.questions)}" for one in found.conversations),
        *(f"  avis : {_short((one.opinion.comment,))}" for one in found.opinions if one.opinion.comment),
        *(f"  question : {_short((one,))}" for one in found.questions),
        *(f"  projet : {_short((one.title,))}" for one in found.drafts),
        *(f"  titre : {_short((one.title, *one.versions))}" for one in found.titled),
    ]


def _short(texts: tuple[str, ...]) -> str:
    first = " ".join(next((one for one in texts if one.strip()), "(vide)").split())
    return first if len(first) <= _SHOWN else f"{first[: _SHOWN - 1]}…"

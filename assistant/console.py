"""What the commands print: French lines for people, JSON for scripts; progress goes to the error stream."""

import json
from collections.abc import Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

import click

from vectorstore.context import breadcrumb, organisation_name

if TYPE_CHECKING:  # What prints must not slow down the start: the store and its libraries load with the command.
    from assistant.answer import Answer
    from assistant.summary import DocumentSummary
    from vectorstore.doctor import Finding
    from vectorstore.library import Hit

PARTIAL = 3

_HELP_IN_FRENCH = (
    ("Usage:", "Usage :"),
    ("Options:", "Options :"),
    ("Commands:", "Commandes :"),
    ("Show this message and exit.", "Affiche cette aide."),
    ("[default: ", "[défaut : "),
)


class _FrenchHelp:
    """Click's help pages, whose few fixed words are put in French."""

    def get_help(self, ctx: click.Context) -> str:
        """The command's help page."""
        page: str = super().get_help(ctx)  # type: ignore[misc]
        for english, french in _HELP_IN_FRENCH:
            page = page.replace(english, french)
        return page


class Command(_FrenchHelp, click.Command):
    """A command whose help is in French."""


class Group(_FrenchHelp, click.Group):
    """A group whose help is in French, and which names the commands near an unknown one."""

    command_class = Command

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """What follows the group's name in its line of usage."""
        return [piece.replace("COMMAND [ARGS]...", "COMMANDE…") for piece in super().collect_usage_pieces(ctx)]

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that the arguments name."""
        if not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            ctx.fail(f"commande inconnue : {args[0]}.{_near(get_close_matches(args[0], self.commands))}")
        return super().resolve_command(ctx, args)


def usage_error(error: click.ClickException) -> str:
    """A usage error in one French line: what, where, what to do."""
    context = getattr(error, "ctx", None)
    help_line = f"Voir « {context.command_path if context else 'pst'} --help »."
    message = error.format_message()
    if isinstance(error, click.NoSuchOption):
        message = f"option inconnue : {error.option_name}.{_near(error.possibilities or [])}"
    elif isinstance(error, click.BadOptionUsage):
        has_none = "does not take" in message
        message = f"l'option {error.option_name} {'ne prend pas de' if has_none else 'attend une'} valeur."
    elif isinstance(error, click.MissingParameter):
        message = f"il manque l'argument {_name(error.param)}."
    elif isinstance(error, click.BadParameter):
        message = f"valeur non admise pour {_name(error.param)}.{_expected(error.param)}"
    elif message.startswith("Got unexpected extra argument"):
        message = f"argument en trop : {message[message.find('(') + 1 :].rstrip('.)')}."
    return f"{message} {help_line}"


def _near(names: Sequence[str]) -> str:
    return f" Vouliez-vous dire {' ou '.join(sorted(names))} ?" if names else ""


def _name(param: click.Parameter | None) -> str:
    if isinstance(param, click.Option):
        return max(param.opts, key=len)
    return param.human_readable_name if param else ""


def _expected(param: click.Parameter | None) -> str:
    kind = param.type if param else None
    if isinstance(kind, click.Choice):
        return f" Valeurs admises : {', '.join(map(str, kind.choices))}."
    if isinstance(kind, click.IntRange):
        return f" Un nombre entier de {kind.min} à {kind.max} est attendu."
    return " Un fichier est attendu." if isinstance(kind, click.Path) else ""


def print_error(message: object) -> None:
    """An error on one line of printable characters, whatever the file names in it hold."""
    printable = "".join(c if c.isprintable() or c.isspace() else "\ufffd" for c in f"Erreur : {message}")
    click.echo(" ".join(printable.split()), err=True)


def print_json(value: object) -> None:
    """One JSON document on the standard output."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=1))


def print_documents(documents: "Sequence[DocumentSummary]", as_document: bool) -> None:
    """The library's documents."""
    if as_document:
        print_json([document.model_dump(mode="json") for document in documents])
        return
    if not documents:
        click.echo("La bibliothèque est vide. Ajoutez des documents avec « pst ingest ».")
    width = max((len(document.id) for document in documents), default=0)
    for document in documents:
        period = (
            f"{document.period.start}-{document.period.end}"
            if document.period
            else ""
            if document.note
            else "période non indiquée"
        )
        owner = "note juridique" if document.note else document.organisation or "organisation non nommée"
        size = f"{document.nodes} élément{'s' if document.nodes > 1 else ''}"
        kind = "projet" if document.draft else document.kind
        aside = "" if document.visibility == "public" else "  interne"
        click.echo(f"{document.id:<{width}} {kind:<6} {owner:<24} {period:<22} {size}{aside}")


def print_hits(hits: "Sequence[Hit]", as_document: bool) -> None:
    """Ranked nodes."""
    if as_document:
        print_json([_hit_json(hit) for hit in hits])
        return
    for rank, hit in enumerate(hits, start=1):
        click.echo(
            f"{rank:>2}. {hit.score:.2f}  {organisation_name(hit.document)}, ligne {hit.node.line} : {hit.node.text}"
        )


def _hit_json(hit: "Hit") -> dict[str, Any]:
    return {
        "document": hit.document.id,
        "organisation": hit.document.identity.organisation.value if hit.document.identity.organisation else None,
        "breadcrumb": breadcrumb(hit.document, hit.node),
        "node": hit.node.id,
        "level": hit.node.level.value,
        "text": hit.node.text,
        "line": hit.node.line,
        "start": hit.node.start,
        "end": hit.node.end,
        "score": round(hit.score, 4),
        "lexical": round(hit.lexical, 4),
        "dense": round(hit.dense, 4),
    }


def print_answer(answer: "Answer", as_document: bool) -> None:
    """An answer with its sources."""
    if as_document:
        print_json(answer.model_dump(mode="json"))
        return
    click.echo(f"({answer.understood})\n")
    click.echo(answer.answer)
    if answer.citations:
        click.echo("\nSources")
        for one in answer.citations:
            path = " › ".join(one.breadcrumb)
            click.echo(f"[{one.n}] {one.document}, ligne {one.line}{f' — {path}' if path else ''}")
    for notice in answer.notices:
        click.echo(f"\nÀ savoir : {notice}")
    if answer.usage is not None:
        from assistant.generation.usage import in_words

        for struck in answer.struck:
            click.echo(f"\nÉcarté ({struck.reason}) : {struck.text}")
        click.echo(f"\nModèle : {answer.model or 'interrogé pour la question seule'} ({in_words(answer.usage)})")
    for question in answer.followups:
        click.echo(f"→ {question}")


def print_findings(findings: "Sequence[Finding]", as_document: bool) -> None:
    """The doctor's findings."""
    if as_document:
        fields = ("id", "label", "severity", "ok", "detail", "remedy")
        print_json([{name: getattr(one, name) for name in fields} for one in findings])
        return
    for one in findings:
        mark = "✔" if one.ok else {"info": "i", "avertissement": "!", "erreur": "✘"}[one.severity]
        click.echo(
            f"{mark} {one.label} : {one.detail}" + (f"\n    → {one.remedy}" if one.remedy and not one.ok else "")
        )

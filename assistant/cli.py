"""The `pst` command. Each command's work is in the service; here are its options, its prints and its exit codes."""

import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assistant import backup_commands, console, database_commands, options, plan_commands, privacy_commands
from assistant.api import commands as api_commands
from assistant.console import PARTIAL, Group
from ingest.disk import full, is_full
from ingest.errors import PstError

if TYPE_CHECKING:
    from assistant.answer import Audience

_CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 110}


@click.group(cls=Group, context_settings=_CONTEXT)
@click.option("--debug", is_flag=True, help="Montre la trace complète des erreurs.")
def cli(debug: bool) -> None:
    """Assistant pour les programmes stratégiques transversaux (PST) des CPAS et communes."""
    # `run` takes the flag wherever it stands; it is declared here for the help page.
    assert not debug


@cli.command()
@click.argument("places", nargs=-1, metavar="[CHEMIN|ADRESSE…]")
@click.option("--rebuild", is_flag=True, help="Reconstruit la bibliothèque, sans rien y ajouter si aucun chemin.")
@click.option("--interne", "internal", is_flag=True, help="Réserve ces documents aux agents.")
@options.as_json
def ingest(places: tuple[str, ...], rebuild: bool, internal: bool, as_json: bool) -> int:
    """Ajoute ou rafraîchit des documents ; sans chemin : le corpus de référence."""
    from assistant.progress import print_report, progress

    service = options.service()
    with progress() as shown:
        report = service.ingest(list(places), shown, shown.announce, rebuild=rebuild, internal=internal)
    try:
        documents = service.documents()
    except PstError:
        if not report.failed:
            raise
        documents = ()  # nothing could be read nor built anew: the report says of which documents
    print_report(report, as_json, {one.id: one.verdict for one in documents})
    if rebuild and not as_json and not (report.failed and not documents):
        empty = "La bibliothèque est vide : rien n'est à reconstruire."
        click.echo(f"Bibliothèque reconstruite. Documents : {len(documents)}." if documents else empty)
    if not report.failed:
        return 0
    return PARTIAL if report.added or report.updated or report.unchanged else 1


@cli.command()
@click.argument("document")
def remove(document: str) -> int:
    """Oublie un document partout, vecteurs et texte compris."""
    from assistant.progress import progress

    with progress() as shown:
        removed = options.service().remove(document, shown)
    click.echo(f"Retiré : {removed}")
    return 0


@cli.command()
@options.as_json
def documents(as_json: bool) -> int:
    """Liste les documents de la bibliothèque."""
    console.print_documents(options.service().documents(), as_json)
    return 0


@cli.command()
@click.argument("document")
@click.option(
    "--raisons", "with_reasons", is_flag=True, help="Dit de chaque élément sa ligne, son identifiant, pourquoi."
)
@options.as_json
def tree(document: str, with_reasons: bool, as_json: bool) -> int:
    """Montre l'arbre d'un document : volets, objectifs, actions ; « ? » marque ce qui est douteux."""
    from assistant.tree import print_tree, tree_json

    found = options.service().tree(document)
    if as_json:
        console.print_json(tree_json(found))
    else:
        print_tree(found, with_reasons)
    return 0


@cli.command()
@click.argument("document")
@options.as_json
def report(document: str, as_json: bool) -> int:
    """Dit ce qui a été compris d'un document, avec quelle confiance, et ce qui est à vérifier."""
    from assistant.quality import print_quality, quality_json

    found = options.service().report(document)
    if as_json:
        console.print_json(quality_json(found))
    else:
        print_quality(found)
    return 0


@cli.command()
@click.argument("document")
@click.argument("elements", nargs=-1, metavar="[ÉLÉMENT…]")
@click.option("--kind", metavar="TYPE", help="Le type du document : pst, dps, loi, bilan, page, autre.")
@click.option("--organisation", metavar="NOM", help="L'organisation, par exemple « CPAS de Hannut ».")
@click.option("--period", metavar="ANNÉES", help="La période du document, par exemple 2025-2030.")
@click.option("--term", metavar="ANNÉES", help="La mandature, pour un document qui n'a pas de période.")
@click.option("--visibilite", "visibility", metavar="publique|interne", help="Qui peut lire le document.")
@click.option("--level", metavar="NIVEAU", help="Le niveau d'un élément : volet, os, oo, action…")
@click.option("--title", metavar="MOTS", help="L'intitulé d'un élément.")
@click.option("--parent", metavar="ÉLÉMENT", help="L'élément sous lequel le ranger, ou « aucun ».")
@click.option("--passage", is_flag=True, help="Ce n'est pas un élément du plan, mais un passage de texte.")
@click.option("--list", "listed", is_flag=True, help="Montre les corrections du document.")
@click.option("--undo", metavar="N|all", help="Annule une correction, ou toutes.")
@options.as_json
def correct(document: str, elements: tuple[str, ...], as_json: bool, **wishes: "str | bool | None") -> int:
    """Corrige ce qui a été mal compris d'un document : type, organisation, période, niveau, intitulé, place."""
    from assistant.correction_commands import run_correct

    return run_correct(options.service(), document, elements, wishes, as_json)


@cli.command()
@click.argument("query", metavar="QUESTION")
@click.option("-k", default=10, show_default=True, type=click.IntRange(1, 1000), help="Nombre de résultats.")
@options.as_json
def search(query: str, k: int, as_json: bool) -> int:
    """Cherche des éléments, sans rédiger de réponse."""
    console.print_hits(options.service().search(query, k), as_json)
    return 0


@cli.command()
@click.argument("question", required=False)
@click.option("--batch", type=click.Path(path_type=Path, dir_okay=False), help="Fichier JSONL de questions.")
@click.option(
    "--audience",
    type=click.Choice(["agent", "citoyen"]),
    default="agent",
    show_default=True,
    help="Qui pose la question.",
)
@options.language_model
@click.option("--conversation", default=None, metavar="ID", help="Poursuit une conversation.")
@options.as_json
def ask(
    question: str | None,
    batch: Path | None,
    audience: "Audience",
    model: str | None,
    conversation: str | None,
    as_json: bool,
) -> int:
    """Répond à une question, avec ses sources."""
    from assistant import asking

    if (question is None) == (batch is None) or (question is not None and not question.strip()):
        raise click.UsageError("Donnez une question, ou un fichier de questions avec --batch.")
    service = options.service(model)
    if batch is not None:
        return asking.run_batch(service, batch, audience)
    assert question is not None
    answer = asking.ask_once(service, question, audience, conversation)
    console.print_answer(answer, as_json)
    return 0 if answer.status != "refused" else PARTIAL


@cli.command(name="eval")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), metavar="FICHIER.jsonl")
@click.option("--failures", is_flag=True, help="Montre ce que chaque cas manque, cite de trop ou fait de travers.")
@options.as_json
def evaluate(file: Path, failures: bool, as_json: bool) -> int:
    """Mesure les réponses contre un fichier de cas, et dit ce qui a changé depuis la dernière fois."""
    from assistant.evaluation.command import run_eval

    return run_eval(options.service(), file, failures, as_json)


@cli.command()
@options.as_json
def doctor(as_json: bool) -> int:
    """Vérifie la bibliothèque et la configuration."""
    from assistant.generation.doctor import examine_model
    from vectorstore.doctor import examine

    service = options.service()
    findings = [*examine(service.shelf), *examine_model(service.model)]
    console.print_findings(findings, as_json)
    return 0 if all(one.ok or one.severity != "erreur" for one in findings) else PARTIAL


@cli.command()
def app() -> int:
    """Lance l'application : ouvrez http://127.0.0.1:8501 dans votre navigateur."""
    from assistant.launch import run_app

    return run_app()


@cli.command()
@click.option("--http", is_flag=True, help="Sert en HTTP, à l'adresse /mcp, au lieu de l'entrée et de la sortie.")
@click.option("--port", default=8503, show_default=True, type=click.IntRange(0, 65535), help="Avec --http : le port.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Avec --http : l'adresse écoutée.")
@click.option("--nom", "names", multiple=True, metavar="NOM", help="Avec --http : un autre nom de ce serveur.")
@click.option("--role", type=click.Choice(["agent", "citoyen"]), help="Les droits de qui n'a pas de clé.")
@options.language_model
def mcp(http: bool, port: int, host: str, names: tuple[str, ...], role: str | None, model: str | None) -> int:
    """Sert la bibliothèque aux assistants d'IA (Model Context Protocol, docs/mcp.md)."""
    from assistant.mcp_server.command import run_mcp

    return run_mcp(options.service(model), http=http, host=host, port=port, names=names, role=role)


_COMMANDS = (
    *plan_commands.COMMANDS,
    *api_commands.COMMANDS,
    *database_commands.COMMANDS,
    *privacy_commands.COMMANDS,
    *backup_commands.COMMANDS,
)
for command in _COMMANDS:
    cli.add_command(command)


def main() -> None:
    """Run the command line: one French line for an error, the contract's exit codes."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run one command.

    Args:
        arguments: The command line, without the program's name.

    Returns:
        The exit code: 0 done, 2 wrong usage, 3 refusal or partial failure, 1 anything else.
    """
    debug = "--debug" in arguments
    arguments = [argument for argument in arguments if argument != "--debug"]
    try:
        result = cli.main(arguments, prog_name="pst", standalone_mode=False)
        return result if isinstance(result, int) else 0
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        return 2
    except click.ClickException as error:
        console.print_error(console.usage_error(error))
        return 2
    except (click.Abort, KeyboardInterrupt):
        click.echo("Interrompu ; la bibliothèque est inchangée.", err=True)
        return 1
    except BrokenPipeError:
        return 1
    except Exception as error:
        if debug:
            traceback.print_exc()
        console.print_error(_told(error))
        return error.exit_code if isinstance(error, PstError) else 1


def _told(error: Exception) -> str:
    """An error in French: what, where, what to do."""
    if isinstance(error, PstError):
        return str(error)
    if is_full(error):
        return str(full())
    if isinstance(error, OSError) and error.filename is not None:
        remedy = "Vérifiez le réglage PST_HOME, les droits d'accès et l'espace disque."
        return f"« {error.filename} » ne peut pas être lu ou écrit ({error.strerror}). {remedy}"
    return f"panne inattendue ({type(error).__name__}). Relancez avec « pst --debug … » et signalez-la."


if __name__ == "__main__":
    main()

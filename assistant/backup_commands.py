"""The commands that keep an installation in one file, and take it back from it."""

from pathlib import Path

import click

from assistant import options

_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command()
@click.argument("file", type=_FILE, metavar="FICHIER")
def backup(file: Path) -> int:
    """Sauvegarde toute l'installation dans un seul fichier."""
    from assistant.backup import backup as write
    from assistant.progress import progress

    service = options.service()
    with progress() as shown:
        made = write(service.settings, service.shelf, file, shown)
    size = f"{made.size / 1e6:.1f}".replace(".", ",")
    click.echo(f"Sauvegardé : {made.path} ({made.files} fichiers, {size} Mo).")
    if service.settings.database.get_secret_value():
        click.echo(
            "Les conversations, les avis, le journal et les projets sont dans PostgreSQL (PST_DATABASE) : ils ne sont "
            "pas dans ce fichier. Sauvegardez cette base avec pg_dump.",
            err=True,
        )
    return 0


@click.command()
@click.argument("file", type=_FILE, metavar="FICHIER")
@click.option("--remplacer", "replace", is_flag=True, help="Remplace l'installation qui est déjà là.")
def restore(file: Path, replace: bool) -> int:
    """Reprend toute l'installation d'un fichier de « pst backup »."""
    from assistant.progress import progress
    from assistant.restoration import restore as take_back
    from assistant.settings import load_settings

    settings = load_settings()
    with progress() as shown:
        contents = take_back(settings.home, file, shown, replace=replace)
    day = contents.created.astimezone()
    click.echo(f"Restauré : {len(contents.files)} fichiers du {day:%d/%m/%Y à %H:%M} dans « {settings.home} ».")
    if settings.database.get_secret_value():
        click.echo("La base PostgreSQL (PST_DATABASE) se restaure à part, avec pg_restore ou psql.", err=True)
    return 0


COMMANDS = (backup, restore)
"""In the order of the help page."""

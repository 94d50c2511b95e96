"""The command on the database: `pst database copy`."""

import click

from assistant import options
from assistant.console import Group, print_json


@click.group(cls=Group)
def database() -> None:
    """Tient la base PostgreSQL des conversations, avis et projets (réglage PST_DATABASE)."""


@database.command()
@options.as_json
def copy(as_json: bool) -> int:
    """Copie les fichiers SQLite dans la base PostgreSQL, encore vide ; les fichiers restent en place."""
    from assistant.database_copy import copied
    from assistant.settings import load_settings

    counts = copied(load_settings())
    if as_json:
        print_json(counts)
    else:
        click.echo("\n".join(f"{table} : {count}" for table, count in counts.items()))
        click.echo("Copié. Les fichiers SQLite ne servent plus : gardez-les le temps de vérifier, puis effacez-les.")
    return 0


COMMANDS = (database,)

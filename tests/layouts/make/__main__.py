"""Writes every layout document and its gold tree: `python -m tests.layouts.make [NAME...]`."""

import sys

from tests.layouts.make.registry import BUILDERS


def main(names: list[str]) -> None:
    for name in names or list(BUILDERS):
        plan = BUILDERS[name]()
        sys.stdout.write(f"{plan.target().name}: {len(plan.nodes())} nodes\n")


if __name__ == "__main__":
    main(sys.argv[1:])

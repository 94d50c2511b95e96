"""Prints the mean F1 of each format and of all documents; `tests/test_layouts.py` names the errors."""

import sys
from statistics import mean

from tests.layouts_more.scores import by_format, scores


def main() -> None:
    rows = list(scores().values())
    for kind, score in by_format(rows).items():
        sys.stdout.write(f"{kind:5} {score:.3f}\n")
    sys.stdout.write(f"mean  {mean(score for _, score in rows):.3f} ({len(rows)} documents)\n")


if __name__ == "__main__":
    main()

"""Prints the mean F1 of each format and of all documents, and no error: nothing to tune on."""

import sys
from statistics import mean

from tests.layouts_held_out.scores import scores
from tests.layouts_more.scores import by_format


def main() -> None:
    rows = list(scores().values())
    for kind, score in by_format(rows).items():
        sys.stdout.write(f"{kind:5} {score:.3f}\n")
    sys.stdout.write(f"mean  {mean(score for _, score in rows):.3f} ({len(rows)} documents)\n")


if __name__ == "__main__":
    main()

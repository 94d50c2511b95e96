"""Prints how far the tagger agrees with the hand: `python -m tests.themes [--details dev]`.

Without `--details`, figures only: reading the misses of the held-out half would make it a second dev half.
"""

import argparse
import sys

from ingest.themes import thesaurus
from tests.themes.score import HALVES, Score, read, score


def _row(half: str, result: Score) -> str:
    wrong, missed = (sum(map(len, texts.values())) for texts in (result.wrong, result.missed))
    return (
        f"{half:9} precision {result.precision:.3f} (doubtful held wrong: {result.strict_precision:.3f})"
        f"  recall {result.recall:.3f}  right {result.right.total()} wrong {wrong} missed {missed}"
        f" doubtful {result.doubtful}"
    )


def _details(result: Score) -> str:
    lines = []
    for concept in sorted({*result.wrong, *result.missed}):
        lines.append(f"\n{concept} (right: {result.right[concept]})")
        for sign, texts in (("+", result.wrong.get(concept, ())), ("-", result.missed.get(concept, ()))):
            lines.extend(f"  {sign} {text[:140]}" for text in texts)
    return "\n".join(lines)


def main() -> None:
    """Prints the figures of each half, then the wrong (+) and missed (-) texts by concept where asked."""
    parser = argparse.ArgumentParser(prog="python -m tests.themes", description=__doc__)
    parser.add_argument("--details", choices=sorted(HALVES), action="append", default=[], help="half to detail")
    asked = parser.parse_args()
    results = {half: score(read(half), thesaurus().tag) for half in HALVES}
    lines = [_row(half, result) for half, result in results.items()]
    for half in asked.details:
        lines.append(f"\n== {half}: + wrong, - missed\n{_details(results[half])}")
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()

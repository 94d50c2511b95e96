"""Reads each file again and checks its gold tree: `python -m tests.layouts_held_out.make.check`.

The judges are those of `layouts_more`: they share no code with the modules that wrote the files, nor with the product.
"""

import json
import sys

from tests.layouts.make.check import shape
from tests.layouts_held_out.make.plans import OUT
from tests.layouts_more.make.check import LIMIT, outside, places, texts


def main() -> int:
    bad = 0
    for gold_path in sorted(OUT.glob("*.gold.json")):
        gold = json.loads(gold_path.read_text(encoding="utf-8"))
        path = OUT / gold["file"]
        errors = [error for judge in (shape, texts, places, outside) for error in judge(gold, path)]
        if gold.get("automatic_numbers"):
            errors = [error for error in errors if not error.startswith("number not in the document")]
        if path.stat().st_size > LIMIT:
            errors.append(f"{path.stat().st_size} bytes")
        bad += len(errors)
        sys.stdout.write(f"{path.name}: {len(gold['nodes'])} nodes\n")
        sys.stdout.writelines(f"    {error}\n" for error in errors)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())

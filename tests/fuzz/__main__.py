"""`make fuzz SEED=… COUNT=…`: a long run; what it finds is reduced and put into tests/fuzz/found/."""

import argparse
import sys
import time
from pathlib import Path

from tests.fuzz.harness import Failure, check, run

FOUND = Path(__file__).parent / "found"


def reduced(failure: Failure) -> bytes:
    """The smallest part of the file that still fails alike, found by leaving out ever smaller pieces."""
    data, kind = failure.data, failure.what[:12]
    size = len(data) // 2
    while size:
        start = 0
        while start < len(data):
            shorter = data[:start] + data[start + size :]
            what = check(failure.name, shorter)
            if what is not None and what[:12] == kind:
                data = shorter
            else:
                start += size
        size //= 2
    return data


def main() -> int:
    """Run, report, keep what was found."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--reduce", action="store_true", help="reduce what was found: text formats only, slow")
    arguments = parser.parse_args()
    started, failures = time.monotonic(), 0
    for failure in run(arguments.count, arguments.seed):
        failures += 1
        data = reduced(failure) if arguments.reduce else failure.data
        FOUND.mkdir(exist_ok=True)
        (FOUND / f"{arguments.seed}-{failure.number}-{failure.name}").write_bytes(data)
        print(f"{failure.number} {failure.name} ({len(data)} bytes): {failure.what}", flush=True)  # noqa: T201
    print(f"{arguments.count} files, {failures} failures, {time.monotonic() - started:.0f} s")  # noqa: T201
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())

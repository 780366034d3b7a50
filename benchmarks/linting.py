"""How long editors wait for `gazetteer lint`: all of a generated gazetteer, and one file of it.

    python benchmarks/linting.py [--entries 3000] [--runs 3]

Every run is a process of its own, as an editor starts it. Prints the least wall time and the least CPU time of the
runs, in seconds, and what lint says at the end.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage

import generated


def run(*words: str) -> tuple[float, float, str]:
    """Wall time, CPU time and the last line of ``entitynorm gazetteer lint``."""
    before, start = getrusage(RUSAGE_CHILDREN), time.perf_counter()
    command = [sys.executable, "-m", "entitynorm", "gazetteer", "lint", *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    wall, after = time.perf_counter() - start, getrusage(RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return wall, cpu, (done.stdout or done.stderr).splitlines()[-1]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--entries", type=int, default=3000)
    parser.add_argument("--runs", type=int, default=3)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        generated.write(folder, args.entries)
        one = sorted((folder / "officials").rglob("*.yaml"))[0]
        print(f"{'job':<22} {'wall s':>7} {'CPU s':>7}")
        for job, path in ((f"all {args.entries} entries", folder), ("one file of them", one)):
            runs = [run(str(path)) for _ in range(args.runs)]
            print(f"{job:<22} {min(r[0] for r in runs):>7.2f} {min(r[1] for r in runs):>7.2f}  {runs[0][2]}")


if __name__ == "__main__":
    main()

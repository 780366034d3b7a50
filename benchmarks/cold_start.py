"""How long a new process takes to import the library and to answer a first mention by sound, beside a bare one.

    python benchmarks/cold_start.py [--runs 15]

Run it with the interpreter of an environment where the wheel is installed: a checkout compiles its modules anew.
Prints the least and the median of the runs in milliseconds, and the ratio to ``python -c pass``.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time

JOBS = {
    "bare interpreter": "pass",
    "import entitynorm": "import entitynorm",
    "first answer, Latin": "import entitynorm; entitynorm.load().normalize('Biéloussof', lang='fr')",
    "first answer, Cyrillic": "import entitynorm; entitynorm.load().normalize('Белоусовым', lang='ru')",
}


def run(code: str, runs: int) -> list[float]:
    """Wall time of new processes that run ``code``, in milliseconds."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", code], check=True)
        times.append((time.perf_counter() - start) * 1000)
    return times


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=15)
    args = parser.parse_args()
    bare = 0.0
    print(f"{'job':<24} {'least ms':>9} {'median ms':>10} {'ratio':>6}")
    for job, code in JOBS.items():
        times = run(code, args.runs)
        bare = bare or min(times)
        print(f"{job:<24} {min(times):>9.1f} {statistics.median(times):>10.1f} {min(times) / bare:>6.1f}")


if __name__ == "__main__":
    main()

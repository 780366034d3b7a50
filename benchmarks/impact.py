"""How long an editor waits for `gazetteer impact` after a change of a few entries of a generated gazetteer.

    python benchmarks/impact.py [--entries 3000] [--edited 10] [--mentions 200]

Prints the wall time and the CPU time of one run, in seconds, and what it says at the end. Both sides are compiled anew.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage

import generated


def git(folder: Path, *words: str) -> None:
    """Run git in a folder as somebody."""
    somebody = ["-c", "user.name=Somebody", "-c", "user.email=somebody@example.org"]
    subprocess.run(["git", "-C", str(folder), *somebody, *words], check=True, capture_output=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--entries", type=int, default=3000)
    parser.add_argument("--edited", type=int, default=10)
    parser.add_argument("--mentions", type=int, default=200)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "gazetteers"
        generated.write(folder, args.entries)
        git(Path(name), "init", "-q")
        git(Path(name), "add", ".")
        git(Path(name), "commit", "-qm", "Generated")
        officials = sorted((folder / "officials").rglob("*.yaml"))
        names = [path.read_text(encoding="utf-8").partition("name: ")[2].partition("\n")[0] for path in officials]
        mentions = Path(name) / "mentions.jsonl"
        rows = (json.dumps({"mention": name}) for name in names[: args.mentions])
        mentions.write_text("\n".join(rows), encoding="utf-8")
        for path, other in zip(officials[: args.edited], reversed(names), strict=False):
            path.write_text(
                path.read_text(encoding="utf-8").replace("names:\n", f"names:\n  en: [{other}]\n", 1), "utf-8"
            )
        command = [sys.executable, "-m", "entitynorm", "gazetteer", "impact", "--folder", str(folder), str(mentions)]
        start = time.perf_counter()
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        wall, used = time.perf_counter() - start, getrusage(RUSAGE_CHILDREN)
        print(f"{'wall s':>7} {'CPU s':>7}\n{wall:>7.2f} {used.ru_utime + used.ru_stime:>7.2f}")
        print((done.stdout or done.stderr).splitlines()[-1])


if __name__ == "__main__":
    main()

"""Accuracy beside other libraries: the same queries, the same measures, one table, written into ``docs/peers.md``.

    python benchmarks/peers_accuracy.py EVAL [--peer-python .venv-peers/bin/python] [--queries 1000] [--no-write]

EVAL is the folder of the evaluation sets with their ``score.py``. Peers run in an environment of their own, which the
extra ``peers`` fills; ``make peers EVAL=...`` makes it and runs this. Every set is sampled by a fixed seed.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent / "tools"))

from devsets import SETS, gold, index, queries, scorer

from entitynorm.normalizer import Normalizer
from entitynorm.text.tables import Tables, tables

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "peers.md"
PEOPLE = ("slavicner", "nerel")  # sets with other kinds too, whose people get a row
MEASURES = ("acc@1", "bestF1", "R@P95")
MARKS = "<!-- peers: made by benchmarks/peers_accuracy.py -->", "<!-- end of peers -->"

Answers = list[tuple[str | None, float]]  # for each query the best entity and its score


def ours(folder: Path, name: str, asked: list[dict[str, Any]], known: Tables) -> tuple[Answers, float]:
    """Our answers from mention and language alone, and the seconds of CPU that they took."""
    normalizer = Normalizer([index(folder, name, known)], known)
    start = time.process_time()
    results = [normalizer.normalize(query["mention"], lang=query.get("lang") or "") for query in asked]
    seconds = time.process_time() - start
    return [(result.matches[0].id if result.matches else None, result.score) for result in results], seconds


def theirs(folder: Path, name: str, asked: list[dict[str, Any]], python: str) -> dict[str, Any]:
    """What `peer_answers.py` writes for the same queries."""
    command = [python, str(Path(__file__).with_name("peer_answers.py")), str(folder / f"{name}.entities.jsonl")]
    lines = "".join(json.dumps(query) + "\n" for query in asked)
    try:
        done = subprocess.run(command, input=lines, capture_output=True, encoding="utf-8")
    except FileNotFoundError:
        raise SystemExit(f"{python}: no such interpreter; `make peers` makes the environment of the peers") from None
    if done.returncode:
        raise SystemExit(f"{' '.join(command)}\n{done.stderr}")
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def cell(measured: dict[str, float], micros: float | None) -> str:
    """The three measures, and the time if it is known."""
    figures = " / ".join(f"{measured[name]:.3f}".lstrip("0") for name in MEASURES)
    return figures if micros is None else f"{figures}, {micros:,.0f} µs"


def rows(name: str, asked: list[dict[str, Any]], answers: dict[str, Answers], cpu: dict[str, float],
         measure: Any) -> dict[str, list[str]]:  # fmt: skip
    """The rows of a set, a cell for each system in the order of ``answers``."""

    def measured(kind: str) -> list[dict[str, float]]:
        return [
            measure([(gold(q) or None, id, id, score) for q, (id, score) in zip(asked, found, strict=True)
                     if kind in ("", q.get("kind"))])
            for found in answers.values()
        ]  # fmt: skip

    times = [1e6 * cpu[system] / len(asked) for system in answers]
    found = {name: [cell(m, micros) for m, micros in zip(measured(""), times, strict=True)]}
    if name in PEOPLE:
        found[f"{name}, people"] = [cell(m, None) for m in measured("person")]
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--peer-python", default=str(ROOT / ".venv-peers" / "bin" / "python"))
    parser.add_argument("--queries", type=int, default=1000, help="of each set, drawn by a seed; 0 for all")
    parser.add_argument("--no-write", action="store_true", help="only print the table")
    args = parser.parse_args()
    measure, known = scorer(args.folder).measure, tables()
    lines: list[str] = []
    versions: dict[str, str] = {}
    for name in SETS:
        asked = queries(args.folder, name, args.queries)
        peers = theirs(args.folder, name, asked, args.peer_python)
        own, seconds = ours(args.folder, name, asked, known)
        systems = {"entitynorm": own, **peers["answers"]}
        versions = peers["versions"]
        if not lines:
            lines = ["| " + " | ".join(["set", *systems]) + " |", "|" + "---|" * (len(systems) + 1)]
            print(*lines, sep="\n")
        made = rows(name, asked, systems, {"entitynorm": seconds, **peers["cpu"]}, measure)
        lines += ["| " + " | ".join([row, *cells]) + " |" for row, cells in made.items()]
        print(*lines[-len(made) :], sep="\n", flush=True)
    sampled = f"{args.queries:,} queries of each set, drawn by a seed" if args.queries else "All queries of each set"
    packages = ", ".join(f"{package} {number}" for package, number in versions.items())
    lines += ["", f"{sampled}. Versions: {packages}."]
    print(*lines[-2:], sep="\n")
    if not args.no_write:
        write("\n".join(lines))


def write(body: str) -> None:
    """Put the table between its marks in the documentation."""
    start, end = MARKS
    text = PAGE.read_text(encoding="utf-8")
    if start not in text or end not in text:
        raise SystemExit(f"{PAGE}: no place for the table between {start} and {end}")
    pattern = re.compile(re.escape(start) + ".*" + re.escape(end), re.DOTALL)
    PAGE.write_text(pattern.sub(lambda _: f"{start}\n{body}\n{end}", text), encoding="utf-8")


if __name__ == "__main__":
    main()

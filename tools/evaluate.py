"""Score the normalizer on the dev sets and write the table of figures into ``docs/figures.md`` and the README.

    python tools/evaluate.py EVAL [--queries 0] [--no-write]

Every query of every set is resolved as `entitynorm normalize --jsonl` does, with nothing but its mention and language;
the measures are those of ``score.py`` beside the sets. With ``--no-write`` the tables are only printed.
"""

from __future__ import annotations

import argparse
import re
import time
from pathlib import Path
from typing import Any

from devsets import SETS, gold, index, queries, scorer

from entitynorm.normalizer import Normalizer
from entitynorm.text.tables import tables

ROOT = Path(__file__).parent.parent
MEASURES = ("acc@1", "bestF1", "R@P95", "P", "NILrej", "ECE")
PEERS = {  # best fuzzy baseline, nomenklatura logic-v2: acc@1 on other entities of the same sources
    "everypolitician": (0.661, 0.618), "epofficials": (0.723, 0.884), "eusanctions": (0.475, 0.588),
    "slavicner": (0.533, 0.550), "slavicner, people": (0.628, 0.732), "nerel": (0.666, 0.730),
    "nerel, people": (0.706, 0.866), "nefull_hebrew": (0.596, 0.570), "nefull_korean": (0.559, 0.441),
}  # fmt: skip
LEAST = 30  # queries of a script below which it gets no row


def answers(folder: Path, most: int) -> dict[str, list[tuple[dict[str, Any], Any]]]:
    """Set -> (query, what the scorer reads of the result) of every query."""
    known = tables()
    found: dict[str, list[tuple[dict[str, Any], Any]]] = {}
    for name in SETS:
        normalizer = Normalizer([index(folder, name, known)], known)
        start = time.process_time()
        rows = []
        for query in queries(folder, name, most):
            result = normalizer.normalize(query["mention"], lang=query.get("lang") or "")
            first = result.matches[0].id if result.matches else None
            rows.append((query, (gold(query) or None, result.id, first, result.score)))
        found[name] = rows
        print(f"{name}: {1000 * (time.process_time() - start) / len(rows):.1f} ms of CPU a query", flush=True)
    return found


def table(rows: dict[str, Any], peers: bool) -> str:
    """A Markdown table of measures, one row a set or script."""
    head = ["set" if peers else "script", "queries (NIL)", *MEASURES] + (["best fuzzy", "logic-v2"] if peers else [])
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    for name, m in rows.items():
        cells = [name, f"{m['n']} ({m['nil']})", *(f"{m[k]:.3f}" for k in MEASURES)]
        if peers:
            cells += [f"{v:.3f}" for v in PEERS[name]]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--queries", type=int, default=0, help="of each set, drawn by a seed; 0 for all")
    parser.add_argument("--no-write", action="store_true")
    args = parser.parse_args()
    measure = scorer(args.folder).measure
    found = answers(args.folder, args.queries)
    sets: dict[str, Any] = {}
    for name, rows in found.items():
        sets[name] = measure([item for _, item in rows])
        if name in ("slavicner", "nerel"):
            sets[f"{name}, people"] = measure([item for query, item in rows if query.get("kind") == "person"])
    by_script: dict[str, list[Any]] = {}
    for query, item in found["everypolitician"]:
        by_script.setdefault(query["script"], []).append(item)
    scripts = {s: measure(items) for s, items in sorted(by_script.items()) if len(items) >= LEAST}
    main_table, script_table = table(sets, True), table(scripts, False)
    print(main_table, "", script_table, sep="\n")
    if not args.no_write:
        write(main_table, script_table)


def write(main_table: str, script_table: str) -> None:
    """Put the tables between their marks in the documentation."""
    for path, name, body in (
        (ROOT / "README.md", "figures", main_table),
        (ROOT / "docs" / "figures.md", "figures", main_table),
        (ROOT / "docs" / "figures.md", "scripts", script_table),
        (ROOT / "docs" / "explanation" / "scripts.md", "scripts", script_table),
    ):
        if not path.is_file():
            continue
        text = path.read_text(encoding="utf-8")
        start, end = f"<!-- {name}: made by tools/evaluate.py -->", f"<!-- end of {name} -->"
        pattern = re.compile(re.escape(start) + ".*?" + re.escape(end), re.S)
        path.write_text(pattern.sub(lambda _: f"{start}\n{body}\n{end}", text), encoding="utf-8")  # noqa: B023


if __name__ == "__main__":
    main()

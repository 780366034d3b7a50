"""Resolve names at 2k, 100k and 1M beside what else one would use, all in one run.

    make bench                                            # the peers, pinned, in an environment of their own
    .venv-bench/bin/python benchmarks/peers_resolve.py DATA [--sizes 2k 100k 1m] [--only entitynorm tantivy]

DATA is a folder with ``names-1m.tsv.xz`` (``name<TAB>locale`` a line; a size is the first so many) and
``queries-SIZE.jsonl`` (``{"mention", "row", "class"}``; ``row`` is null when no name is right). Each resolver runs in
processes of its own: one that makes its files, one that opens them and answers. Times are CPU times a query, without
repeats; ``fuzzy`` is the median of the misspelt, transliterated and reordered ones. Accuracy is of the first match,
answered or not, over the queries that have a right name. ``neg`` is the share of the others that are refused at the
score which keeps 95 % of the right first matches. Memory is what the answering process has for itself when it is done
(anonymous pages). The peers prepare all text alike: anyascii + NFKC + casefold.
"""

from __future__ import annotations

import argparse
import importlib
import json
import multiprocessing
import random
import re
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple

from resolvers.source import Source

SIZES = {"2k": 2_000, "15k": 15_000, "100k": 100_000, "1m": 1_000_000}
CLASSES = ("exact", "misspelt", "translit", "reorder")
WARM = 200  # queries asked before those that are measured
KEPT = 0.95  # of the right first matches, where refusal is measured
BATCH = 50  # queries compared with every name in one call of cdist
RESOLVERS = {  # as they are printed -> module of `resolvers`
    "entitynorm": "own",
    "dict": "dictionary",
    "tantivy": "trigrams",
    "symspellpy": "symspell",
    "cdist": "cdist",
    "wratio": "wratio",
}


class Query(NamedTuple):
    """What is asked, the row that is right, and what is difficult about it."""

    mention: str
    row: int | None
    kind: str


class Outcome(NamedTuple):
    """What a resolver did: (row, score, CPU nanoseconds) by query, and what it cost."""

    answers: list[tuple[int | None, float, float]]
    build: float | None  # CPU seconds of making files, or of filling memory; None when they were there
    open: float  # wall seconds from nothing to the first answer, files made
    file: int | None  # bytes on disk
    memory: int | None  # bytes


# --- running one resolver


def measure(name: str, source: Source, queries: list[Query], seconds: float, keep: Path | None) -> Outcome:
    """Make the files of a resolver, unless they were kept, then ask it."""
    folder = Path(tempfile.mkdtemp()) if keep is None else keep / f"{name}-{source.size}"
    module = RESOLVERS[name]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        made = None if any(folder.iterdir()) else in_process(make, module, source, folder)
        outcome: Outcome = in_process(ask, module, source, folder, [query.mention for query in queries], seconds)
        size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
        if size:
            outcome = outcome._replace(file=size, build=made)
        return outcome
    finally:
        if keep is None:
            shutil.rmtree(folder, ignore_errors=True)


def in_process(job: Callable[..., Any], *values: object) -> Any:
    """What a function gives in a new process."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(job, values)


def make(module: str, source: Source, folder: Path) -> float:
    """CPU seconds of making a resolver's files, its own processes included; nothing is made where none are needed."""
    import resource

    resolver = importlib.import_module(f"resolvers.{module}")
    if hasattr(resolver, "make"):
        resolver.make(source, folder)
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def ask(module: str, source: Source, folder: Path, mentions: list[str], seconds: float) -> Outcome:
    """The answers to the mentions, as many as ``seconds`` of CPU allow but at least two batches."""
    began, used = time.perf_counter(), time.process_time()
    resolver = importlib.import_module(f"resolvers.{module}").open(source, folder)
    one = module != "cdist"
    resolver(mentions[0]) if one else resolver(mentions[:1])
    opened, built = time.perf_counter() - began, time.process_time() - used
    clock, answers = time.process_time_ns, []
    warm = time.process_time()
    for mention in mentions[1:WARM] if one else ():
        resolver(mention)
        if time.process_time() - warm > seconds / 10:
            break
    until = time.process_time() + seconds
    if one:
        for mention in mentions:
            start = clock()
            row, score = resolver(mention)
            answers.append((row, score, float(clock() - start)))
            if len(answers) % BATCH == 0 and len(answers) > BATCH and time.process_time() > until:
                break
    else:
        for first in range(0, len(mentions), BATCH):
            batch = mentions[first : first + BATCH]
            start = clock()
            found = resolver(batch)
            each = (clock() - start) / len(batch)
            answers += [(row, score, each) for row, score in found]
            if first and time.process_time() > until:
                break
    return Outcome(answers, built, opened, None, private())


def private() -> int | None:
    """Bytes of memory that are this process's own, not those of a file that others map too; None where not told."""
    try:
        status = Path("/proc/self/status").read_text()
    except OSError:
        return None
    found = re.search(r"RssAnon:\s*(\d+) kB", status)
    return int(found[1]) * 1024 if found else None


# --- what is printed


def summary(outcome: Outcome, queries: list[Query], names: list[str]) -> dict[str, float | None]:
    """The figures of a resolver."""
    asked = list(zip(queries, outcome.answers, strict=False))
    right = [
        (query, cpu, score, row is not None and query.row is not None and names[row] == names[query.row])
        for query, (row, score, cpu) in asked
    ]
    times = sorted(cpu / 1000 for _, cpu, _, _ in right)
    known = [one for one in right if one[0].row is not None]
    sure = sorted(score for _, _, score, good in known if good)
    fuzzy = [cpu / 1000 for query, cpu, _, _ in known if query.kind != "exact"]
    edge = sure[int(len(sure) * (1 - KEPT))] if sure else 0.0
    absent = [score < edge for query, _, score, _ in right if query.row is None]
    found: dict[str, float | None] = {
        "asked": len(asked),
        "p50": statistics.median(times),
        "fuzzy": statistics.median(fuzzy) if fuzzy else None,
        "p99": times[min(int(len(times) * 0.99), len(times) - 1)],
        "mean": statistics.fmean(times),
        "acc": share(good for *_, good in known),
        "neg": share(absent),
        "build": outcome.build,
        "open": outcome.open,
        "bytes": None if outcome.file is None else outcome.file / len(names),
        "memory": None if outcome.memory is None else outcome.memory / 1e6,
    }
    for kind in (*CLASSES, "neg"):
        of_kind = [one for one in right if one[0].kind == kind]
        if kind in CLASSES:
            found[f"acc {kind}"] = share(good for *_, good in of_kind)
        found[f"mean {kind}"] = statistics.fmean(cpu / 1000 for _, cpu, _, _ in of_kind) if of_kind else None
    return found


def share(said: Iterable[bool]) -> float | None:
    """How many of them are true, from 0 to 1; None when there are none."""
    kept = list(said)
    return sum(kept) / len(kept) if kept else None


def show(figures: dict[str, dict[str, float | None]], size: str) -> None:
    """Three tables: cost, accuracy and cost by class, ratios to this library."""
    print(f"\n## {size} names\n")
    units = {
        "p50": "us",
        "fuzzy": "p50 us",
        "p99": "us",
        "mean": "us",
        "build": "s",
        "open": "s",
        "memory": "MB",
        "bytes": "a name",
    }
    columns = ["asked", "p50", "fuzzy", "p99", "mean", "acc", "neg", "build", "open", "bytes", "memory"]
    table([f"{name} {units[name]}" if name in units else name for name in columns], columns, figures)
    print()
    by_class = [f"{what} {kind}" for what in ("acc", "mean") for kind in CLASSES] + ["mean neg"]
    table([name.replace("mean", "us") for name in by_class], by_class, figures)
    own = figures.get("entitynorm")
    if own and len(figures) > 1:
        print("\nentitynorm / peer (less is better; errors are 1 - acc):\n")
        columns = ["p50", "fuzzy", "p99", "mean", "mean exact", "errors", "build", "bytes", "memory"]
        for each in figures.values():
            each["errors"] = None if each["acc"] is None else 1 - each["acc"]
        ratios = {
            peer: {name: ratio(own[name], theirs[name]) for name in columns}
            for peer, theirs in figures.items()
            if peer != "entitynorm"
        }
        table(columns, columns, ratios)


def ratio(own: float | None, theirs: float | None) -> float | None:
    """One figure by another, where both are known."""
    return own / theirs if own is not None and theirs else None


def table(heads: list[str], columns: list[str], rows: dict[str, dict[str, float | None]]) -> None:
    """Print a Markdown table."""
    print("| resolver | " + " | ".join(heads) + " |\n|---|" + "---|" * len(heads))
    for name, found in rows.items():
        print(f"| {name} | " + " | ".join(written(found[column]) for column in columns) + " |")


def written(value: float | None) -> str:
    """Three digits that say something.

    >>> written(0.12345), written(12.345), written(1234.5), written(None)
    ('0.123', '12.3', '1234', '–')
    """
    if value is None:
        return "–"
    return f"{value:.4g}" if value < 1 and value > 0.9 else f"{value:.3g}" if abs(value) < 1000 else f"{value:.0f}"


def asked(data: Path, size: str) -> list[Query]:
    """The queries of a size, shuffled by a fixed seed; a size without queries of its own takes its share of others'."""
    path = data / f"queries-{size}.jsonl"
    whole = path.is_file()
    lines = (path if whole else data / "queries-100k.jsonl").read_text(encoding="utf-8").splitlines()
    queries = [Query(row["mention"], row["row"], row["class"]) for row in map(json.loads, lines)]
    random.Random(5).shuffle(queries)
    if whole:
        return queries
    share = SIZES[size] / SIZES["100k"]
    absent = iter(range(round(share * sum(query.row is None for query in queries))))
    return [q for q in queries if (next(absent, None) is not None if q.row is None else q.row < SIZES[size])]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="folder of names and queries")
    parser.add_argument("--sizes", nargs="+", choices=SIZES, default=["2k", "100k"])
    parser.add_argument("--only", nargs="+", choices=RESOLVERS, default=list(RESOLVERS), metavar="RESOLVER")
    parser.add_argument("--queries", type=int, default=10_000, help="at most so many of a size, drawn by a fixed seed")
    parser.add_argument("--seconds", type=float, default=30.0, help="CPU that a resolver may use for its answers")
    parser.add_argument("--keep", type=Path, help="folder where built files stay, and are used again as they are")
    parser.add_argument("--json", type=Path, help="file for the figures")
    args = parser.parse_args()
    everything: dict[str, dict[str, dict[str, float | None]]] = {}
    for size in args.sizes:
        source = Source(args.data / "names-1m.tsv.xz", SIZES[size])
        names = [name for name, _ in source.rows()]
        queries = asked(args.data, size)[: args.queries]
        figures = everything[size] = {}
        for name in args.only:
            print(f"{size}: {name} ...", file=sys.stderr, flush=True)
            figures[name] = summary(measure(name, source, queries, args.seconds, args.keep), queries, names)
        show(figures, size)
    if args.json:
        args.json.write_text(json.dumps(everything, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

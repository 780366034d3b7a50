"""Rows a second in each engine beside a plain loop, in one run.

    make integrations                                     # the engines, in an environment of their own
    .venv-integrations/bin/python benchmarks/carry.py DATA [--names 2000] [--rows 2000] [--repeats 1]

DATA is a folder with ``names-1m.tsv.xz`` (``name<TAB>locale`` a line) and ``queries-*.jsonl`` (``{"mention"}``). The
index holds the first so many names. A round has so many rows of mentions that no round before it had, each
``--repeats`` times, shuffled. Each engine lives in a process of its own and takes its turn in every round. The loop
sums up what `normalize_many` gives, in one process. CPU is that of the engine with all its processes (from /proc), a
row; its share is the loop's CPU by the engine's: 100 % adds nothing. Wall is of the rounds, with the start of the
processes of ``jobs=2``; its share is the loop's time by the engine's, for two processes by two.
"""

from __future__ import annotations

import argparse
import json
import lzma
import multiprocessing.connection
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from itertools import islice
from pathlib import Path

PARTITIONS = 8  # of Spark's data frame: whoever is done early takes another

Job = Callable[[list[str]], int]
"""From mentions to how many of them have an ID."""


def loop(index: Path) -> Job:
    """One process, no engine."""
    import entitynorm

    normalizer = entitynorm.load(index)

    def run(mentions: list[str]) -> int:
        return sum(result.id is not None for result in normalizer.normalize_many(mentions))

    return run


def jobs(index: Path) -> Job:
    """Two processes, no engine."""
    import entitynorm

    normalizer = entitynorm.load(index)

    def run(mentions: list[str]) -> int:
        return sum(result.id is not None for result in normalizer.normalize_many(mentions, jobs=2))

    return run


def pandas(index: Path) -> Job:
    """A Series."""
    import pandas

    import entitynorm
    from entitynorm.integrations.pandas import normalize

    normalizer = entitynorm.load(index)
    return lambda mentions: int(normalize(pandas.Series(mentions), normalizer)["id"].notna().sum())


def polars(index: Path) -> Job:
    """A Series."""
    import polars

    import entitynorm
    from entitynorm.integrations.polars import normalize

    normalizer = entitynorm.load(index)
    return lambda mentions: normalize(polars.Series(mentions), normalizer).struct.field("id").count()


def duckdb(index: Path) -> Job:
    """A query over an Arrow table."""
    import duckdb
    import pyarrow

    import entitynorm
    from entitynorm.integrations.duckdb import register

    normalizer = entitynorm.load(index)

    def run(mentions: list[str]) -> int:
        with duckdb.connect() as connection:
            register(connection, normalizer)
            connection.register("speeches", pyarrow.table({"speaker": mentions}))
            row = connection.execute("SELECT count(entitynorm(speaker).id) FROM speeches").fetchone()
            return int(row[0]) if row else 0

    return run


def spark(index: Path) -> Job:
    """A data frame in `local[2]`, from Parquet, as Spark reads its rows."""
    import pyarrow
    import pyarrow.parquet
    from pyspark.sql import SparkSession

    import entitynorm
    from entitynorm.integrations.spark import normalize

    os.environ["PYSPARK_PYTHON"] = sys.executable
    builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    session = builder.config("spark.log.level", "ERROR").config("spark.driver.host", "127.0.0.1").getOrCreate()
    normalizer = entitynorm.load(index)

    def run(mentions: list[str]) -> int:
        with tempfile.TemporaryDirectory() as folder:
            for part in (0, 1):
                table = pyarrow.table({"speaker": mentions[part::2]})
                pyarrow.parquet.write_table(table, Path(folder, f"{part}.parquet"))
            frame = session.read.option("recursiveFileLookup", "true").parquet(folder).repartition(PARTITIONS)
            counted = normalize(frame, "speaker", normalizer).selectExpr("count(entity.id) AS found").collect()
            return int(counted[0].found)

    return run


ENGINES = {"loop": (loop, 1), "pandas": (pandas, 1), "polars": (polars, 1), "duckdb": (duckdb, 1)}
ENGINES |= {"jobs=2": (jobs, 2), "spark local[2]": (spark, 2)}


def serve(name: str, index: Path, pipe: multiprocessing.connection.Connection) -> None:
    """A process that times what it is sent, until it is sent None."""
    run = ENGINES[name][0](index)
    while (mentions := pipe.recv()) is not None:
        start, used = time.perf_counter(), cpu(os.getpid())
        found = run(mentions)
        pipe.send((time.perf_counter() - start, cpu(os.getpid()) - used, found))


def cpu(process: int) -> float:
    """CPU seconds of a process, of those that it started, and of those of them that ended."""
    ticks = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[11:15]
    total = sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")
    for task in Path(f"/proc/{process}/task").iterdir():
        with suppress(OSError):
            total += sum(cpu(int(child)) for child in (task / "children").read_text().split())
    return total


def build(data: Path, names: int, folder: Path) -> Path:
    """An index of the first names."""
    from entitynorm.normalizer import compile_sources

    source, index = folder / "names.jsonl", folder / "names.index"
    with lzma.open(data / "names-1m.tsv.xz", "rt", encoding="utf-8") as lines, source.open("w") as out:
        for row, line in enumerate(islice(lines, names)):
            name, _, locale = line.rstrip("\n").partition("\t")
            kind = "organisation" if locale.startswith("org_") else "person"
            out.write(json.dumps({"id": str(row), "kind": kind, "names": [{"name": name}]}) + "\n")
    index.write_bytes(compile_sources([source]))
    return index


def rounds(data: Path, count: int, repeats: int) -> list[list[str]]:
    """Rounds of distinct mentions, so many times each, in a fixed random order."""
    files = sorted(data.glob("queries-*.jsonl"), key=lambda path: path.stat().st_size)
    lines = [line for path in files for line in path.read_text(encoding="utf-8").splitlines()]
    distinct = list(dict.fromkeys(json.loads(line)["mention"] for line in lines))
    size, chance = count // repeats, random.Random(5)
    chance.shuffle(distinct)
    made = [distinct[start : start + size] * repeats for start in range(0, len(distinct) - size + 1, size)]
    for mentions in made:
        chance.shuffle(mentions)
    return made


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="folder of names and queries")
    parser.add_argument("--names", type=int, default=2_000, help="names in the index")
    parser.add_argument("--rows", type=int, default=2_000, help="rows of a round")
    parser.add_argument("--repeats", type=int, default=1, help="how often each mention occurs in a round")
    parser.add_argument("--rounds", type=int, default=3, help="rounds that count; one of 200 rows comes before them")
    parser.add_argument("--only", nargs="+", choices=ENGINES, default=list(ENGINES), metavar="ENGINE")
    args = parser.parse_args()
    asked = rounds(args.data, args.rows, args.repeats)[: args.rounds]
    warm = rounds(args.data, args.rows, args.repeats)[-1][:200]
    spawn = multiprocessing.get_context("spawn")
    spent = {name: [0.0, 0.0, 0] for name in args.only}
    with tempfile.TemporaryDirectory() as folder:
        index = build(args.data, args.names, Path(folder))
        ends = {}
        for name in args.only:
            ends[name], theirs = spawn.Pipe()
            spawn.Process(target=serve, args=(name, index, theirs), daemon=True).start()
        for number, mentions in enumerate([warm, *asked]):
            for name, pipe in ends.items():
                pipe.send(mentions)
                wall, used, found = pipe.recv()
                if number:
                    spent[name] = [spent[name][0] + wall, spent[name][1] + used, spent[name][2] + found]
        for pipe in ends.values():
            pipe.send(None)
    count = sum(map(len, asked))
    print(f"{count:,} rows, {count // args.repeats:,} distinct, {args.names:,} names\n")
    print(
        "| engine | rows a second | of the loop | CPU us a row | of the loop | with an ID |\n|---|---|---|---|---|---|"
    )
    plain = spent.get("loop")
    for name, (wall, used, found) in spent.items():
        shares = [f"{plain[0] / wall / ENGINES[name][1]:.0%}", f"{plain[1] / used:.0%}"] if plain else ["–", "–"]
        rate, each = f"{count / wall:.0f}", f"{used / count * 1e6:.0f}"
        print(f"| {name} | {rate} | {shares[0]} | {each} | {shares[1]} | {found} |")


if __name__ == "__main__":
    main()

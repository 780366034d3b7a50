"""How cost grows with the number of names: to build an index, to keep it, to open it, to ask it.

    python benchmarks/growth.py DATA [--sizes 1k 10k 100k 1m] [--write]
    python tools/plot_growth.py                            # docs/images/growth.svg, of the table in docs

DATA is a folder with ``names-1m.tsv.xz`` (``name<TAB>locale`` a line) and ``queries-{2k,100k,1m}.jsonl``
(``{"mention"}``). Of more than a million names the others are made of the first word of one and the rest of another of
the same locale, by a fixed seed. Each size is built by the command line in a process of its own, and asked in another.
Memory of a build is the most that all its processes had at one time (from /proc); private memory of asking is what no
other process shares. Start-up is the least of five processes, by the least of five that do nothing. ``--write`` puts
the table into docs/explanation/size.md, in the place of rows of the same size.
"""

from __future__ import annotations

import argparse
import json
import lzma
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path

PAGE = Path(__file__).parent.parent / "docs" / "explanation" / "size.md"
START, END = "<!-- growth: made by benchmarks/growth.py -->", "<!-- end of growth -->"
HEADS = ("names", "build s", "build CPU us a name", "build MB", "bytes a name", "opened in ms", "private MB, opened",
         "private MB, asked", "CPU us an answer", "first answer, ratio")  # fmt: skip
GIVEN = 1_000_000
ASKED = 300
RUNS = 5

ASK = """
import json, sys, time
from entitynorm.index import Index
from entitynorm.normalizer import Normalizer
from entitynorm.text.tables import tables
def own():
    lines = open("/proc/self/status").read().splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("RssAnon")) / 1000
tables()
before, times = own(), []
for _ in range(5):
    start = time.perf_counter()
    index = Index.open(sys.argv[1])
    times.append(time.perf_counter() - start)
opened = own()
normalizer = Normalizer([index])
mentions = json.load(sys.stdin)
for mention in mentions[:20]:
    normalizer.normalize(mention)
start = time.process_time()
for mention in mentions[20:]:
    normalizer.normalize(mention)
each = (time.process_time() - start) / (len(mentions) - 20)
print(json.dumps([min(times) * 1e3, opened, own(), each * 1e6]))
"""


def names(data: Path, size: int) -> Iterator[tuple[str, str]]:
    """So many names with their locales."""
    by_locale: dict[str, list[str]] = {}
    with lzma.open(data / "names-1m.tsv.xz", "rt", encoding="utf-8") as lines:
        for line in islice(lines, size):
            name, _, locale = line.rstrip("\n").partition("\t")
            yield name, locale
            if size > GIVEN and " " in name:
                by_locale.setdefault(locale, []).append(name)
    draw = random.Random(3)
    locales = [locale for locale, known in by_locale.items() for _ in range(len(known) // 1000)]
    for _ in range(size - GIVEN):
        locale = draw.choice(locales)
        one, other = draw.choices(by_locale[locale], k=2)
        yield f"{one.partition(' ')[0]} {other.partition(' ')[2]}", locale


def build(source: Path, index: Path, jobs: int) -> tuple[float, float, float]:
    """Wall and CPU seconds of a build, and the most memory in MB that its processes had at one time."""
    command = [sys.executable, "-m", "entitynorm", "build", str(source), "-o", str(index), "--jobs", str(jobs)]
    used, start = spent(), time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    most = 0.0
    while process.poll() is None:
        most = max(most, held(process.pid))
        time.sleep(0.1)
    if process.returncode:
        raise SystemExit(process.returncode)
    return time.perf_counter() - start, spent() - used, most


def spent() -> float:
    """CPU seconds of processes that ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def held(process: int) -> float:
    """Memory in MB of a process and of those that it started, pages that they share counted once each process."""
    total = 0.0
    with suppress(OSError, IndexError):
        found = re.search(r"VmRSS:\s*(\d+)", Path(f"/proc/{process}/status").read_text())
        total = int(found[1]) / 1000 if found else 0.0
        for task in Path(f"/proc/{process}/task").iterdir():
            total += sum(held(int(child)) for child in (task / "children").read_text().split())
    return total


def started(code: str, *words: str) -> float:
    """The least seconds of a few new processes that run ``code``."""
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", code, *words], check=True)
        times.append(time.perf_counter() - start)
    return min(times)


def measure(data: Path, size: int, jobs: int, folder: Path) -> list[str]:
    """A row of the table."""
    source, index = folder / "names.jsonl", folder / "names.index"
    with source.open("w", encoding="utf-8") as out:
        for row, (name, locale) in enumerate(names(data, size)):
            kind = "organisation" if locale.startswith("org_") else "person"
            out.write(json.dumps({"id": str(row), "kind": kind, "names": [{"name": name}]}) + "\n")
    wall, cpu, memory = build(source, index, jobs)
    source.unlink()
    asked = "1m" if size >= GIVEN else "100k" if size >= 100_000 else "2k"
    lines = (data / f"queries-{asked}.jsonl").read_text(encoding="utf-8").splitlines()
    mentions = [json.loads(line)["mention"] for line in random.Random(5).sample(lines, ASKED)]
    done = subprocess.run([sys.executable, "-c", ASK, str(index)], input=json.dumps(mentions), text=True, check=True,
                          stdout=subprocess.PIPE)  # fmt: skip
    opened, fresh, warm, each = json.loads(done.stdout)
    first = "import entitynorm, sys; entitynorm.load(sys.argv[1]).normalize('Kristina Melnikow')"
    ratio = started(first, str(index)) / started("pass")
    return [f"{size:,}", f"{wall:.1f}", f"{cpu / size * 1e6:.0f}", f"{memory:.0f}",
            f"{index.stat().st_size / size:.0f}", f"{opened:.2f}", f"{fresh:.0f}", f"{warm:.0f}", f"{each:.0f}",
            f"{ratio:.1f}"]  # fmt: skip


def number(text: str) -> int:
    """A size as people write it.

    >>> number("100k"), number("1m"), number("20")
    (100000, 1000000, 20)
    """
    return int(float(text.rstrip("km")) * {"k": 1_000, "m": 1_000_000}.get(text[-1], 1))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="folder of names and queries")
    parser.add_argument("--sizes", nargs="+", type=number, default=[1_000, 10_000, 100_000, GIVEN], metavar="N")
    parser.add_argument("--jobs", type=int, default=2, help="processes of a build")
    parser.add_argument("--write", action="store_true", help="put the table into the documentation")
    args = parser.parse_args()
    head = ["| " + " | ".join(HEADS) + " |", "|---" * len(HEADS) + "|"]
    print("\n".join(head))
    for size in args.sizes:
        with tempfile.TemporaryDirectory(prefix="growth-") as folder:
            row = "| " + " | ".join(measure(args.data, size, args.jobs, Path(folder))) + " |"
        print(row, flush=True)
        if args.write:
            text = PAGE.read_text(encoding="utf-8")
            before, _, rest = text.partition(START)
            known, _, after = rest.partition(END)
            rows = {int(old.split()[1].replace(",", "")): old for old in known.strip().splitlines()[2:]}
            rows[size] = row
            table = [*head, *(rows[size] for size in sorted(rows))]
            PAGE.write_text("\n".join([before + START, *table, END]) + after, encoding="utf-8")


if __name__ == "__main__":
    main()

"""How long all the keys of a name take, beside Unidecode and a Metaphone of each word, in one run.

    python benchmarks/keys.py NAMES [--names 3000] [--rounds 5]

NAMES is a file of ``name<TAB>...`` lines, which may be compressed with xz. *Cold* works every word out anew, *warm*
remembers the words that it has met, as the library does: given names repeat. The peer gives one Latin form and one code
a word; ours gives numerals, stems, every Latin reading and every skeleton too. CPU times of the fastest round.
"""

from __future__ import annotations

import argparse
import lzma
import random
import time
from collections.abc import Callable
from pathlib import Path

import jellyfish
from unidecode import unidecode

from entitynorm.text import keys
from entitynorm.text.script import UNKNOWN, script_of
from entitynorm.text.tables import tables

WARMING = 5_000  # names that are read before those that are measured


def read(path: Path) -> list[str]:
    body = path.read_bytes()
    text = (lzma.decompress(body) if path.suffix == ".xz" else body).decode()
    return list(dict.fromkeys(line.split("\t")[0] for line in text.splitlines()))


def peer(name: str) -> list[str]:
    """One Latin form of a name and one code of each of its words."""
    return [jellyfish.metaphone(word) for word in unidecode(name).lower().split()]


def warm(name: str) -> None:
    for word in keys.name_words(name, "", tables()):
        word.keys()


def cold(name: str) -> None:
    keys.word.cache_clear()
    warm(name)


def microseconds(job: Callable[[str], object], names: list[str], rounds: int) -> float:
    """CPU time a name, in the fastest round."""
    times = []
    for _ in range(rounds):
        start = time.process_time()
        for name in names:
            job(name)
        times.append(time.process_time() - start)
    return min(times) / len(names) * 1e6


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names_file", metavar="NAMES", type=Path)
    parser.add_argument("--names", type=int, default=3_000, help="how many of each group are measured")
    parser.add_argument("--rounds", type=int, default=5)
    args = parser.parse_args()
    names = read(args.names_file)
    random.Random(1).shuffle(names)
    groups = {
        "ASCII": [name for name in names if name.isascii()],
        "marked Latin": [name for name in names if not name.isascii() and script_of(name) == "Latn"],
        "other scripts": [name for name in names if script_of(name) not in ("Latn", UNKNOWN)],
        "as they come": names,
    }
    print(f"{'us a name':<16}{'cold':>8}{'warm':>8}{'peer':>8}{'cold / peer':>13}{'warm / peer':>13}")
    for group, members in groups.items():
        measured, others = members[: args.names], members[args.names : args.names + WARMING]
        if not measured:
            continue
        for name in (*others, *measured):  # tables are read and filled outside the measure
            warm(name)
            peer(name)
        first = microseconds(cold, measured, args.rounds)
        keys.word.cache_clear()
        for name in others:
            warm(name)
        again = microseconds(warm, measured, 1)  # in a second round every word would be known
        other = microseconds(peer, measured, args.rounds)
        print(f"{group:<16}{first:8.1f}{again:8.1f}{other:8.1f}{first / other:12.2f}x{again / other:12.2f}x")


if __name__ == "__main__":
    main()

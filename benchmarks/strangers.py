"""Names of strangers that are answered: how often somebody whom no gazetteer knows is taken for an official.

    python benchmarks/strangers.py NAMES [--names 3000] [--seed 5] [--shown 40]

NAMES is a file of ``name<TAB>locale`` lines, which may be compressed with xz; a locale that begins with ``org`` is that
of a title. So many names are drawn by the seed and resolved with their mention alone, over the shipped gazetteers.
Names that somebody in the gazetteers happens to have are counted, too.
"""

from __future__ import annotations

import argparse
import lzma
import random
from collections import Counter
from pathlib import Path

import entitynorm


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", metavar="NAMES", type=Path)
    parser.add_argument("--names", type=int, default=3000)
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--shown", type=int, default=40, help="of the names that are answered")
    args = parser.parse_args()
    body = args.file.read_bytes()
    lines = (lzma.decompress(body) if args.file.suffix == ".xz" else body).decode().splitlines()
    random.Random(args.seed).shuffle(lines)
    normalizer = entitynorm.load()
    asked, answered = Counter[str](), Counter[str]()
    shown = []
    for line in lines[: args.names]:
        name, _, locale = line.partition("\t")
        kind = "titles" if locale.startswith("org") else "people"
        result = normalizer.normalize(name)
        asked[kind] += 1
        if result.id:
            answered[kind] += 1
            shown.append(f"| {name} | {result.id} | {result.matches[0].candidate.alias.text} | {result.score:.2f} |")
    print("| names of | asked | answered | share |\n|---|---|---|---|")
    for kind in sorted(asked):
        print(f"| {kind} | {asked[kind]:,} | {answered[kind]:,} | {answered[kind] / asked[kind]:.1%} |")
    print("\n| name | taken for | by | score |\n|---|---|---|---|")
    print("\n".join(shown[: args.shown]))


if __name__ == "__main__":
    main()

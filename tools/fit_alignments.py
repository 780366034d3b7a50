"""Learn what letters become what across scripts, from pairs of names, and write ``data/alignments/*.tsv``.

    python tools/fit_alignments.py EVAL [--script Arab] [--pairs 12000] [--rounds 5]

Pairs: ``train/netranslit_*.tsv`` (single words) and the answered queries of the dev sets (names cut into words
and paired).
The source is the word as our tables romanise it, the target is Latin as our table of Latin letters reads it.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "src"))

from entitynorm.match.align import ALIGNMENTS, bounded, costs, distance, rows_of
from entitynorm.text.keys import Word, name_words

GROUPS = ((1, 1), (1, 0), (0, 1), (2, 1), (1, 2), (2, 2))  # letters of the source and of the target
START = {(1, 1): 3.0, (1, 0): 4.0, (0, 1): 4.0, (2, 1): 7.0, (1, 2): 7.0, (2, 2): 9.0}
TRAIN = {"arabic": "ar", "chinese": "zh", "hebrew": "he", "katakana": "ja", "korean": "ko", "russian": "ru"}
SETS = ("everypolitician", "epofficials", "eusanctions", "slavicner", "nerel", "nefull_hebrew", "nefull_korean")
WHOLE = 0.12  # cost a letter of a whole word that is always so; more for rarer readings
COMMON, RARE, TOLD = 6, 0.04, 0.5  # a word is kept when so often seen, so usual, and so badly told by its letters
SMOOTH = 0.5
NEAR = 1.2  # cost a letter of words of two names that are taken for the same
KEPT = 3  # a group of two letters must be seen so often


def best_path(
    source: str, target: str, cost: dict[tuple[str, str], float], unseen: dict[tuple[int, int], float]
) -> list[tuple[str, str]]:
    """The letter groups of the cheapest alignment of two words."""
    rows, columns = len(source), len(target)
    total = [[math.inf] * (columns + 1) for _ in range(rows + 1)]
    step: list[list[tuple[int, int]]] = [[(0, 0)] * (columns + 1) for _ in range(rows + 1)]
    total[0][0] = 0.0
    for i in range(rows + 1):
        for j in range(columns + 1):
            so_far = total[i][j]
            for a, b in GROUPS:
                if i + a <= rows and j + b <= columns:
                    price = so_far + cost.get((source[i : i + a], target[j : j + b]), unseen[a, b])
                    if price < total[i + a][j + b]:
                        total[i + a][j + b], step[i + a][j + b] = price, (a, b)
    used, i, j = [], rows, columns
    while i or j:
        a, b = step[i][j]
        used.append((source[i - a : i], target[j - b : j]))
        i, j = i - a, j - b
    return used


def train(pairs: list[tuple[str, str]], rounds: int) -> dict[tuple[str, str], float]:
    """Costs of letter groups: minus the log of the geometric mean of both conditional probabilities."""
    cost = {(letter, letter): 0.1 for letter in "abcdefghijklmnopqrstuvwxyz$"}
    unseen = START
    for _ in range(rounds):
        counts: Counter[tuple[str, str]] = Counter()
        for source, target in pairs:
            counts.update(best_path(source, target, cost, unseen))
        kept = {g: n for g, n in counts.items() if n >= KEPT or max(map(len, g)) <= 1}
        left: defaultdict[str, float] = defaultdict(float)
        right: defaultdict[str, float] = defaultdict(float)
        for (a, b), n in kept.items():
            left[a] += n
            right[b] += n
        everything = sum(kept.values())
        cost = {
            (a, b): -math.log(
                (n / ((left[a] if a else everything) + SMOOTH)) * (n / ((right[b] if b else everything) + SMOOTH))
            )
            / 2
            for (a, b), n in kept.items()
        }
        unseen = {group: 5.0 if sum(group) <= 2 else 12.0 for group in GROUPS}
    return cost


def whole_words(folder: Path) -> None:
    """Write ``<script>.words.tsv``: common words whose Latin spelling the letters do not tell, with their costs."""
    seen: defaultdict[str, defaultdict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for one, two, count in (*training(folder), *answered(folder)):
        if one.roman.isascii() and two.text.isascii() and one.script != "Latn" and two.script == "Latn":
            for table in (seen[one.script], seen["Zyyy"]):
                table[one.roman][two.text] += count
    for script, table in seen.items():
        rows = []
        for source, targets in sorted(table.items()):
            total = sum(targets.values())
            kept = [
                (latin, WHOLE + WHOLE * -math.log(n / total))
                for latin, n in targets.most_common(6)
                if n >= COMMON and n / total >= RARE and distance(source, latin, script) > TOLD
            ]
            if kept:
                rows.append("\t".join([source, *(f"{latin} {cost:.2f}" for latin, cost in kept)]))
        if rows:
            note = f"# {script}: common words that letters do not tell; made by tools/fit_alignments.py"
            (ALIGNMENTS / f"{script}.words.tsv").write_text("\n".join([note, *rows]) + "\n", encoding="utf-8")
            print(f"{script}: {len(rows)} whole words", flush=True)


def training(folder: Path) -> Iterator[tuple[Word, Word, int]]:
    """The pairs of single words of the training files, with how often each was seen."""
    for name, lang in TRAIN.items():
        for line in (folder / "train" / f"netranslit_{name}.tsv").read_text(encoding="utf-8").splitlines():
            latin, other, count = line.split("\t")
            one, two = name_words(other.strip(","), lang), name_words(latin)
            if len(one) == len(two) == 1:
                yield one[0], two[0], int(count)


def answered(folder: Path) -> Iterator[tuple[Word, Word, int]]:
    """The pairs of words of answered queries of the dev sets and the names that they mean."""
    for name in SETS:
        queries = [json.loads(line) for line in (folder / f"{name}.queries.jsonl").open(encoding="utf-8")]
        names = {
            e["id"]: e["names"][0] for e in map(json.loads, (folder / f"{name}.entities.jsonl").open(encoding="utf-8"))
        }
        for query in queries:
            if query.get("id") in names and query.get("kind") in ("person", None):
                found = names[query["id"]]
                one, two = name_words(query["mention"], query.get("lang", "")), name_words(found["name"], found["lang"])
                for a, b in aligned(one, two):
                    yield a, b, 1


def word_pairs(folder: Path) -> dict[str, list[tuple[str, str]]]:
    """Script -> (romanised word, Latin word) pairs of every training file and dev set."""
    pairs: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for one, two, _ in (*training(folder), *answered(folder)):
        if one.roman.isascii() and two.roman.isascii() and two.script == "Latn":
            pairs[one.script].append((one.roman, two.roman))
    return pairs


def aligned(one: tuple[Word, ...], two: tuple[Word, ...]) -> list[tuple[Word, Word]]:
    """Words of two names paired by their letters: only those that are near, or what is left alone on both sides."""
    near = sorted(
        (distance(a.roman, b.roman, a.script, (), NEAR), i, j) for i, a in enumerate(one) for j, b in enumerate(two)
    )
    left, rest = dict(enumerate(one)), dict(enumerate(two))
    out = [(left.pop(i), rest.pop(j)) for cost, i, j in near if cost <= NEAR and i in left and j in rest]
    if len(left) == len(rest) == 1 and out:
        a, b = *left.values(), *rest.values()
        if min(len(a.roman), len(b.roman)) > 2:
            out.append((a, b))
    return [(a, b) for a, b in out if not a.number and not b.number and not a.initial and not b.initial]


def write(path: Path, cost: dict[tuple[str, str], float], note: str) -> None:
    rows = sorted((a, b, c) for (a, b), c in cost.items() if c < 5.0)
    lines = [f"# {note}", *(f"{a}\t{b}\t{c:.2f}" for a, b, c in rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--script")
    parser.add_argument("--pairs", type=int, default=12000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument(
        "--words-only", action="store_true", help="only the whole words, by the letter costs that are there"
    )
    args = parser.parse_args()
    if args.words_only:
        whole_words(args.folder)
        return
    chance = random.Random(1)
    everything = word_pairs(args.folder)
    mixture: list[tuple[str, str]] = []
    ALIGNMENTS.mkdir(exist_ok=True)
    for script, pairs in sorted(everything.items()):
        pairs = [(bounded(a), bounded(b)) for a, b in pairs if a and b and max(len(a), len(b)) <= 24]
        pairs = chance.sample(pairs, min(args.pairs, len(pairs)))
        if script != "Latn":
            mixture += pairs[:1500]
        if len(pairs) < 150 or (args.script and script != args.script):
            continue
        cost = train(pairs, args.rounds)
        write(
            ALIGNMENTS / f"{script}.tsv",
            cost,
            f"{script} to Latn: {len(pairs)} word pairs, made by tools/fit_alignments.py",
        )
        costs.cache_clear()
        rows_of.cache_clear()
        mean = sum(distance(a[:-1], b[:-1], script) for a, b in pairs) / len(pairs)
        print(f"{script}: {len(pairs)} pairs, {len(cost)} groups, mean cost a letter {mean:.3f}", flush=True)
    if not args.script:
        write(
            ALIGNMENTS / "Zyyy.tsv",
            train(mixture, args.rounds),
            f"any script to Latn: {len(mixture)} word pairs, made by tools/fit_alignments.py",
        )
        print(f"generic: {len(mixture)} pairs")
        costs.cache_clear()
        rows_of.cache_clear()
        whole_words(args.folder)


if __name__ == "__main__":
    main()

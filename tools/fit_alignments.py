"""Learn what letters become what across scripts, from pairs of names, and write ``data/alignments/*.tsv``.

    python tools/fit_alignments.py EVAL [--script Arab] [--pairs 12000] [--rounds 8] [--leave 0 --to FOLDER]

Pairs: ``train/netranslit_*.tsv`` (single words), the answered queries of the dev sets (names cut into words and
paired), and the ``foreign_names`` of the language files. The source is the word as our tables romanise it, the target
is Latin as our table of Latin letters reads it. Every way to align a pair counts as much as it is likely (forward and
backward sums over all alignments), so that a rare way is learnt beside the usual one. With ``--leave`` the queries of
one fold of three are left out: figures of these can then be measured without their entities having been seen.
Needs numpy.
"""

from __future__ import annotations

import argparse
import math
import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from devsets import SETS, fold, lines

from entitynorm import datafile
from entitynorm.match import align
from entitynorm.match.align import bounded, distance, source_of
from entitynorm.text.keys import Word, name_words
from entitynorm.text.tables import DATA

GROUPS = ((1, 1), (1, 0), (0, 1), (2, 1), (1, 2), (2, 2))  # letters of the source and of the target
TRAIN = {"arabic": "ar", "chinese": "zh", "hebrew": "he", "katakana": "ja", "korean": "ko", "russian": "ru"}
FOLDS = 3
WHOLE = 0.12  # cost a letter of a whole word that is always so; more for rarer readings
RARE = 0.04  # a reading of a word is kept when it is at least so usual
COMMON, TOLD = 3, 0.25  # and when it was so often seen, and is so badly told by its letters
COMMON_GENERIC, TOLD_GENERIC = 6, 0.5  # the same for scripts that have no table of their own
SMOOTH = 0.5
NEAR = 1.2  # cost a letter of words of two names that are taken for the same
KEPT = 3  # a group of two letters must be seen so often
DEAREST = 5.0  # groups that cost more are not written
GAIN = 0.1  # nor those that are so little cheaper than their letters one by one
FIRST_SAME, FIRST_LETTER = 0.3, math.exp(-3)  # likelihood before training: of a letter as itself, of every letter else
OWN = 5.0  # how much a pair of a dev set or of a language file counts, to 1.0 and more of a training pair

LONGEST = 24  # letters of a word that is learnt from
FEWEST, MIXED = 150, 1500  # pairs, or words, of a script that has a table of its own; pairs of each for the generic one

LETTERS = "abcdefghijklmnopqrstuvwxyz$"
BASE = len(LETTERS) + 1  # a group of letters is a number in this base, 0 for none
CODE = {letter: number for number, letter in enumerate(LETTERS, 1)}
WIDTH = BASE * BASE

Pair = tuple[str, str, float]  # a romanised word, its Latin spelling, how much it counts


def text_of(code: int) -> str:
    """The letters of a group."""
    return (LETTERS[code // BASE - 1] if code >= BASE else "") + (LETTERS[code % BASE - 1] if code else "")


def first() -> Any:
    """The likelihoods of all groups before training."""
    codes = np.arange(WIDTH)
    size = np.where(codes >= BASE, 2, np.where(codes > 0, 1, 0))
    whole = (codes == 0) | (codes % BASE > 0)  # a code that ends with no letter is none
    likely = FIRST_LETTER ** (size[:, None] + size[None, :]) * (whole[:, None] & whole[None, :])
    likely[size == 2, 0] = likely[0, size == 2] = likely[0, 0] = 0.0
    letters = codes[1:BASE]
    likely[letters, letters] = FIRST_SAME
    return likely


def batches(pairs: Sequence[Pair]) -> Iterator[tuple[Any, Any, Any]]:
    """Pairs of words of the same lengths together: letters of the sources, of the targets, and what each counts."""
    shapes: defaultdict[tuple[int, int], list[Pair]] = defaultdict(list)
    for pair in pairs:
        shapes[len(pair[0]), len(pair[1])].append(pair)
    for same in shapes.values():
        one = [[CODE[letter] for letter in source] for source, _, _ in same]
        two = [[CODE[letter] for letter in target] for _, target, _ in same]
        yield np.array(one), np.array(two), np.array([counts for _, _, counts in same])


def groups_at(words: Any) -> dict[tuple[int, int], Any]:
    """(place, letters) -> the codes of the group that stands there in each word."""
    length = words.shape[1]
    found = {(i, 0): np.zeros(len(words), int) for i in range(length + 1)}
    found |= {(i, 1): words[:, i] for i in range(length)}
    return found | {(i, 2): words[:, i] * BASE + words[:, i + 1] for i in range(length - 1)}


def expected(one: Any, two: Any, counts: Any, likely: Any) -> tuple[Any, Any]:
    """How often each group is used by all alignments of a batch, as codes and counts."""
    rows, columns = one.shape[1], two.shape[1]
    source, target = groups_at(one), groups_at(two)
    forward = np.zeros((rows + 1, columns + 1, len(one)))
    backward = np.zeros_like(forward)
    forward[0, 0] = backward[rows, columns] = 1.0
    steps = [
        (i, j, i + a, j + b, source[i, a] * WIDTH + target[j, b])
        for i in range(rows + 1)
        for j in range(columns + 1)
        for a, b in GROUPS
        if i + a <= rows and j + b <= columns
    ]
    flat = likely.ravel()
    chances = [flat[codes] for *_, codes in steps]
    for (i, j, k, m, _), chance in zip(steps, chances, strict=True):
        forward[k, m] += forward[i, j] * chance
    for (i, j, k, m, _), chance in zip(reversed(steps), reversed(chances), strict=True):
        backward[i, j] += backward[k, m] * chance
    scale = counts / np.maximum(forward[rows, columns], 1e-300)
    used = [forward[i, j] * backward[k, m] * p * scale for (i, j, k, m, _), p in zip(steps, chances, strict=True)]
    return np.concatenate([codes for *_, codes in steps]), np.concatenate(used)


def train(pairs: Sequence[Pair], rounds: int) -> dict[tuple[str, str], float]:
    """Costs of letter groups: minus the log of the geometric mean of both conditional probabilities."""
    likely = first()
    ready = list(batches(pairs))
    for _ in range(rounds):
        found = [expected(*batch, likely) for batch in ready]
        uses = np.bincount(
            np.concatenate([codes for codes, _ in found]), np.concatenate([used for _, used in found]), WIDTH * WIDTH
        )
        likely = (uses / uses.sum()).reshape(WIDTH, WIDTH)
    uses = uses.reshape(WIDTH, WIDTH)
    uses[BASE:, :][uses[BASE:, :] < KEPT] = 0.0
    uses[:, BASE:][uses[:, BASE:] < KEPT] = 0.0
    left, right, everything = uses.sum(1), uses.sum(0), uses.sum()
    left[0] = right[0] = everything
    cost = {}
    for a, b in zip(*(axis.tolist() for axis in np.nonzero(uses)), strict=True):
        share = uses[a, b] / (left[a] + SMOOTH) * (uses[a, b] / (right[b] + SMOOTH))
        if share > 0 and -math.log(share) / 2 < DEAREST:
            cost[text_of(a), text_of(b)] = -math.log(share) / 2
    return {
        (a, b): price for (a, b), price in cost.items() if len(a) + len(b) <= 2 or price < one_by_one(a, b, cost) - GAIN
    }


def one_by_one(a: str, b: str, cost: Mapping[tuple[str, str], float]) -> float:
    """The cost of a group put together from smaller ones."""
    return min(
        cost.get((a[:i], b[:j]), align.UNSEEN) + cost.get((a[i:], b[j:]), align.UNSEEN)
        for i in range(len(a) + 1)
        for j in range(len(b) + 1)
        if (i or j) and (i < len(a) or j < len(b)) and (i, j) != (0, 2) and (len(a) - i, len(b) - j) != (0, 2)
    )


def whole_words(seen: Sequence[tuple[Word, Word, int]]) -> None:
    """Write ``<script>.words.tsv``: common words whose Latin spelling the letters do not tell, with their costs."""
    tally: defaultdict[str, defaultdict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for one, two, count in seen:
        if one.roman.isascii() and two.text.isascii() and one.script != "Latn" and two.script == "Latn":
            for table in (tally[one.script], tally[align.GENERIC]):
                table[one.roman][two.text] += count
    for script, table in tally.items():
        rows = []
        common, told = (COMMON_GENERIC, TOLD_GENERIC) if script == align.GENERIC else (COMMON, TOLD)
        for source, targets in sorted(table.items()):
            total = sum(targets.values())
            kept = [
                (latin, WHOLE + WHOLE * -math.log(n / total))
                for latin, n in targets.most_common(6)
                if n >= common and n / total >= RARE and distance(source, latin, script) > told
            ]
            if kept:
                rows.append("\t".join([source, *(f"{latin} {cost:.2f}" for latin, cost in kept)]))
        path = align.ALIGNMENTS / f"{script}.words.tsv"
        path.unlink(missing_ok=True)
        if len(rows) >= FEWEST:  # else those of all scripts together say more
            note = f"# {script}: common words that letters do not tell; made by tools/fit_alignments.py"
            path.write_text("\n".join([note, *rows]) + "\n", encoding="utf-8")
            print(f"{script}: {len(rows)} whole words", flush=True)


def training(folder: Path) -> Iterator[tuple[Word, Word, int]]:
    """The pairs of single words of the training files, with how often each was seen."""
    for name, lang in TRAIN.items():
        for line in (folder / "train" / f"netranslit_{name}.tsv").read_text(encoding="utf-8").splitlines():
            latin, other, count = line.split("\t")
            one, two = name_words(other.strip(","), lang), name_words(latin)
            if len(one) == len(two) == 1:
                yield one[0], two[0], int(count)


def answered(folder: Path, leave: int) -> Iterator[tuple[Word, Word, int]]:
    """The pairs of words of answered queries of the dev sets and the names that they mean, but for one fold."""
    for name in SETS:
        names = {e["id"]: e["names"][0] for e in lines(folder / f"{name}.entities.jsonl")}
        for query in lines(folder / f"{name}.queries.jsonl"):
            if query.get("id") in names and query.get("kind") in ("person", None) and fold(query, FOLDS) != leave:
                found = names[query["id"]]
                one, two = name_words(query["mention"], query.get("lang", "")), name_words(found["name"], found["lang"])
                for a, b in aligned(one, two):
                    yield a, b, 1


def listed() -> Iterator[tuple[Word, Word, int]]:
    """The foreign names of the language files."""
    for path in sorted((DATA / "languages").glob("*.yaml")):
        names: Any = datafile.read(path).data.get("foreign_names", {})
        for latin, spellings in names.items():
            for spelling in spellings:
                one, two = name_words(spelling, path.stem), name_words(latin)
                if len(one) == len(two) == 1:
                    yield one[0], two[0], 1


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


def word_pairs(seen: Sequence[tuple[Word, Word, int]], weight: float) -> dict[str, list[Pair]]:
    """Script -> pairs of words with what each counts: ``weight``, and more the oftener it was seen."""
    pairs: defaultdict[str, list[Pair]] = defaultdict(list)
    for one, two, count in seen:
        a, b = one.roman, two.roman
        plain = a.isascii() and a.isalpha() and b.isascii() and b.isalpha()
        if two.script == "Latn" and plain and max(len(a), len(b)) <= LONGEST:
            pairs[one.script].append((source_of(a, one.script), bounded(b), weight * (1 + math.log(count))))
    return pairs


def write(script: str, pairs: Sequence[Pair], rounds: int) -> None:
    """Learn the costs of a script and write them."""
    cost = train(pairs, rounds)
    what = "any script" if script == align.GENERIC else script
    rows = [f"# {what} to Latn: {len(pairs)} word pairs, made by tools/fit_alignments.py"]
    rows += [f"{a}\t{b}\t{price:.2f}" for (a, b), price in sorted(cost.items())]
    (align.ALIGNMENTS / f"{script}.tsv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    forget()
    mean = sum(distance(a[:-1], b[:-1], script) for a, b, _ in pairs) / len(pairs)
    print(f"{script}: {len(pairs)} pairs, {len(cost)} groups, mean cost a letter {mean:.3f}", flush=True)


def forget() -> None:
    """The tables that were read before the files changed."""
    for table in (align.costs, align.group, align.rows_of, align.columns_of):
        table.cache_clear()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--script", action="append", help="only this one; may be said more than once")
    parser.add_argument("--pairs", type=int, default=12000, help="training pairs of a script, drawn by a seed")
    parser.add_argument("--rounds", type=int, default=8)
    parser.add_argument("--leave", type=int, default=-1, help="a fold of the dev queries to leave out")
    parser.add_argument("--to", type=Path, default=align.ALIGNMENTS, help="the folder to write into")
    parser.add_argument("--words-only", action="store_true", help="only the whole words, by the letter costs there")
    args = parser.parse_args()
    taught, own = list(training(args.folder)), [*answered(args.folder, args.leave), *listed()]
    align.ALIGNMENTS = args.to
    forget()
    chance = random.Random(1)
    many, few = word_pairs(taught, 1.0), word_pairs(own, OWN)
    mixture: list[Pair] = []
    for script in sorted({*many, *few} if not args.words_only else ()):
        pairs = chance.sample(many.get(script, []), min(args.pairs, len(many.get(script, []))))
        mine = chance.sample(few.get(script, []), min(args.pairs, len(few.get(script, []))))
        if script != "Latn":
            mixture += chance.sample([*pairs, *mine], min(MIXED, len(pairs) + len(mine)))
        if len(pairs) + len(mine) >= FEWEST and (not args.script or script in args.script):
            write(script, [*pairs, *mine], args.rounds)
    if not args.script and not args.words_only:
        write(align.GENERIC, mixture, args.rounds)
    whole_words([*taught, *own])


if __name__ == "__main__":
    main()

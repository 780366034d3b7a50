"""Step 9: what speaks for and against a name: its words paired with those of the mention, and what stays unpaired."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import Jaro

from entitynorm.index import Index
from entitynorm.match.candidates import Hits
from entitynorm.match.phonetic import sound_alike
from entitynorm.match.spelling import INFLECTED, POOR, pair_cost, word_cost
from entitynorm.model import KINDS, PEOPLE, AliasType
from entitynorm.text.keys import Word, initialism
from entitynorm.text.numerals import compatible, numeral, regnal
from entitynorm.text.script import script_of
from entitynorm.text.sound import skeleton
from entitynorm.text.tables import Tables, tables

SURE = 0.1  # words at so little cost a letter are the same, and no other is aligned with either
NEAR, JOINED = 0.3, 0.7  # words so near one another are no part of a longer one; likeness of two words to one
JOINED_POOR = 1.0  # cost a letter from which two words are not one
SIMILAR = 0.7  # words that no key brought together are aligned only when they look so much alike
CONTENT = 4  # letters of a word that says something
SMALL = 0.25  # how much a word in small letters counts against a person, to a capital one's 1.0
PATRONYMIC = 0.3  # how much a patronymic says, to a family name's 1.0
NEAR_ENOUGH = 1.1  # cost a letter of words of one script that may well be one name
TELLING = 5  # letters of words whose likeness tells
FAR_OFF = 0.5  # cost a letter of a pair that is doubtful when the word of the mention is known as it stands
USUAL = 6  # names of an official who is no more written about than others
INITIALISM = 0.51  # cost a letter of an acronym that the words of a title give
INITIAL = 0.7  # cost a letter of an initial that fits


@dataclass(frozen=True, slots=True)
class Pair:
    """Words of the mention and of a name that are taken for the same."""

    mine: tuple[int, ...]  # positions in the mention
    theirs: tuple[int, ...]  # positions in the name
    cost: float  # a letter
    letters: int
    initial: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """A mention as one sequence of words; a mention may have several."""

    words: tuple[Word, ...]
    light: tuple[float, ...]  # how much each word says: titles and function words say little
    small: tuple[bool, ...] = ()  # which words are in small letters, where others have a capital
    aside: float = 0.0  # how far it is beside the point: only what stands in brackets, or only what stands before them


def pairs(
    words: tuple[Word, ...], theirs: Sequence[int], hits: Sequence[Hits], index: Index, person: bool, known: Tables
) -> list[Pair]:
    """The best one-to-one pairing of the words of a mention and a name, two words for one where they are written so."""
    edges: list[Pair] = []
    if not person and len(words) == 1 and len(theirs) > 1:
        word = words[0]
        if word.text == initialism([index.word_text(w) for w in theirs], known):
            return [Pair((0,), tuple(range(len(theirs))), INITIALISM, len(word.text))]
    texts = [index.word_text(other) for other in theirs]
    sure_i: set[int] = set()
    sure_j: set[int] = set()
    for i, word in enumerate(words):
        known_costs = hits[i].known
        for j, other in enumerate(theirs):
            text = texts[j]
            if word.number and not (person and len(word.text) == 1):
                number = numeral(text)
                if number and compatible(word.number, number):
                    edges.append(Pair((i,), (j,), 0.0, 4))
                    sure_i.add(i)
                    sure_j.add(j)
                    continue
            if person and (word.initial or len(text) == 1) and word.text != text:
                if word.roman[:1] == index.word_roman(other)[:1] and not regnal(text):
                    edges.append(Pair((i,), (j,), INITIAL, 1, True))
                continue
            cost = known_costs.get(other, POOR)
            if cost < POOR:
                edges.append(Pair((i,), (j,), cost, max(len(word.roman), 1)))
                if cost <= SURE:
                    sure_i.add(i)
                    sure_j.add(j)
    for i, word in enumerate(words):
        if i in sure_i or (person and word.initial):
            continue
        heard = hits[i].heard
        for j, other in enumerate(theirs):
            if j in sure_j or other in hits[i].known or (person and len(texts[j]) == 1):
                continue
            if other not in heard:
                roman = index.word_roman(other)
                if Jaro.similarity(word.roman, roman) < SIMILAR and not _sound_near(word, roman):
                    continue
            cost = pair_cost(word, index, other)
            if cost < POOR:
                edges.append(Pair((i,), (j,), cost, max(len(word.roman), 1)))
    _joins(words, theirs, index, edges)
    edges.sort(key=lambda e: (e.initial, e.cost - 0.02 * e.letters, e.mine, e.theirs))
    mine: set[int] = set()
    used: set[int] = set()
    chosen = []
    for edge in edges:
        if mine.isdisjoint(edge.mine) and used.isdisjoint(edge.theirs):
            mine.update(edge.mine)
            used.update(edge.theirs)
            chosen.append(edge)
    return chosen


def _sound_near(word: Word, roman: str) -> bool:
    """Whether a word of another script has nearly the consonants of a Latin one."""
    if word.script == "Latn" or not word.sounds:
        return False
    return Jaro.similarity(word.sounds[0], _skeleton(roman)) >= SIMILAR


@lru_cache(maxsize=1 << 16)
def _skeleton(roman: str) -> str:
    return skeleton(roman, tables().hearing)


def _joins(words: tuple[Word, ...], theirs: Sequence[int], index: Index, edges: list[Pair]) -> None:
    """Add pairs in which two neighbouring words of one side are one word of the other."""
    near = [e for e in edges if e.cost < NEAR and not e.initial]
    mine = [i for i in range(len(words)) if not words[i].number and all(e.mine != (i,) for e in near)]
    open_ = [j for j in range(len(theirs)) if all(e.theirs != (j,) for e in near)]
    for i in mine:
        word = words[i]
        if len(word.roman) < 3:
            continue
        for j in open_:
            if j + 1 in open_:
                both = index.word_roman(theirs[j]) + index.word_roman(theirs[j + 1])
                if abs(len(both) - len(word.roman)) <= 4 and Jaro.similarity(both, word.roman) > JOINED:
                    cost = word_cost(word.romans, (), word.script, both, script_of(index.word_text(theirs[j])))
                    if cost < JOINED_POOR:
                        edges.append(Pair((i,), (j, j + 1), cost, len(word.roman)))
    for i in mine:
        if i + 1 in mine:
            both = words[i].roman + words[i + 1].roman
            for j in open_:
                roman = index.word_roman(theirs[j])
                if abs(len(both) - len(roman)) <= 4 and Jaro.similarity(both, roman) > JOINED:
                    cost = word_cost((both,), (), words[i].script, roman, script_of(index.word_text(theirs[j])))
                    if cost < JOINED_POOR:
                        edges.append(Pair((i, i + 1), (j,), cost, len(both)))


def _is_family(at: int, theirs: Sequence[int], name: int, index: Index) -> bool:
    """Whether a word stands where the family name does: last, or before the comma."""
    before, comma, _ = index.alias(name).text.partition(",")
    return at < len(before.split()) if comma else at == len(theirs) - 1


def is_patronymic(roman: str, known: Tables) -> bool:
    """Whether a Latin reading ends as patronymics do."""
    return roman.endswith(known.patronymics)


def features(reading: Reading, hits: Sequence[Hits], name: int, index: Index, known: Tables) -> dict[str, float]:
    """Raw values of every feature of a name for a reading of a mention; weights make reasons of them."""
    words = reading.words
    theirs = index.words_of(name)
    kind = index.kind_of(index.name_entity[name])
    person = kind in PEOPLE
    chosen = pairs(words, theirs, hits, index, person, known)
    total = math.log(index.entities + 2)
    rarity = [index.rarity(w) for w in theirs]
    mine = {i for e in chosen for i in e.mine}
    used = {j for e in chosen for j in e.theirs}
    values: dict[str, float] = {"aside": reading.aside} if reading.aside else {}
    letters = sum(e.letters for e in chosen)
    full = [e for e in chosen if not e.initial]
    if any(e.cost == INITIALISM for e in chosen):
        values["initialism"] = 1.0
    values["spelling"] = sum(e.cost * e.letters for e in chosen) / letters if letters else POOR
    values["worst"] = max((e.cost for e in full), default=POOR)
    values["same_words"] = sum(e.letters for e in full if e.cost == 0.0) / letters if letters else 0.0
    unlike = [e for e in full if e.cost > 0.0 and len(e.mine) == len(e.theirs) == 1]
    heard = sum(e.letters for e in unlike if sound_alike(words[e.mine[0]].text, index.word_text(theirs[e.theirs[0]])))
    if heard:
        values["phonetic"] = heard / letters
    left = [i for i in range(len(words)) if i not in mine]
    open_ = [j for j in range(len(theirs)) if j not in used]
    soft: set[int] = set()  # patronymics of the name: they say little, and may be absent
    if person and len(theirs) > 2:
        soft = {j for j in range(len(theirs)) if is_patronymic(index.word_roman(theirs[j]), known)}
        mine_too = [i for i in left if len(words) > 2 and is_patronymic(words[i].roman, known)]
        if mine_too and not soft.isdisjoint(open_):
            values["patronymic"] = 1.0
        elif mine_too and not soft:
            left = [i for i in left if i not in mine_too]
        open_ = [j for j in open_ if j not in soft]
    elif person and len(words) > 2:
        left = [i for i in left if not is_patronymic(words[i].roman, known)]
    weight = reading.light
    if person and reading.small:
        weight = tuple(SMALL * w if small else w for w, small in zip(weight, reading.small, strict=True))
    worth = [r * (PATRONYMIC if j in soft else 1.0) for j, r in enumerate(rarity)]
    values["extra"] = sum(weight[i] for i in left) / (sum(weight) or 1.0)
    values["missing"] = sum(worth[j] for j in open_) / (sum(worth) or 1.0)
    evidence = sum(worth[j] * max(0.0, 1 - e.cost / POOR) for e in full for j in e.theirs) - total
    values["evidence"] = max(-8.0, min(8.0, evidence)) / 4
    if person and full and not any(reading.light[i] == 1.0 and not regnal(words[i].text) for e in full for i in e.mine):
        values["title_only"] = 1.0
    values["few_letters"] = max(0.0, 1 - letters / 8)
    type = index.alias_type(name)
    if len(chosen) == 1 and (len(theirs) > 1 or (person and type is AliasType.WEAK)):
        values["one_word"] = 1.0
        if type is AliasType.WEAK and any(weight[i] == 1.0 and not words[i].initial for i in left):
            values["stranger"] = 1.0
    if person and len(theirs) > 1 and len(full) == 1 and not _is_family(full[0].theirs[-1], theirs, name, index):
        values["given_only"] = 1.0
        if kind in KINDS:
            values["given_alone"] = 1.0
    if kind in KINDS and person and type is AliasType.WEAK and values["worst"] > INFLECTED:
        values["weak_heard"] = 1.0
    if words and words[0].script != "Latn" and theirs and script_of(index.word_text(theirs[0])) != words[0].script:
        values["script"] = 1.0
    initials = sum(e.initial for e in chosen)
    if initials:
        values["initials"] = float(initials)
    in_order = [e.theirs[0] for e in sorted(chosen, key=lambda e: e.mine)]
    if in_order != sorted(in_order):
        values["order"] = 1.0
    if not left and not open_ and values["worst"] == 0.0 and not initials:
        values["same"] = 1.0
    _numbers(words, theirs, mine, used, index, person, values)
    if type is AliasType.WEAK and not person:
        values["metonym" if kind == "state" else "weak"] = 0.5 if index.is_printed(name) else 1.0
    elif type is AliasType.ACRONYM:
        values["acronym"] = 1.0
    if kind in KINDS and person and "script" not in values and full:
        values["unlike"] = max(0.0, *(e.cost - NEAR_ENOUGH for e in full if e.letters >= TELLING), 0.0)
    if kind in KINDS and any(e.cost > FAR_OFF and 0.0 in hits[e.mine[0]].known.values() for e in full):
        values["other_word"] = 1.0
    if kind in KINDS and person and type is AliasType.WEAK:
        values["prominence"] = prominence(index.name_count(index.name_entity[name]))
    if kind in KINDS:
        if not left and not open_ and values["worst"] <= INFLECTED and not initials:
            weak = type is AliasType.WEAK and not index.is_printed(name)
            if not weak or "weak" not in values:
                values["listed"] = (0.5 if weak else 1.0) * (1.0 if "same" in values else 0.35 if weak else 0.75)
        elif not person and (open_ or "initialism" in values) and _content(full, reading) <= 1:
            values["fragment"] = 1.0
    return values


def prominence(names: int) -> float:
    """How much is written about an official, from how many names editors found worth listing: -1.0 to 2.0.

    >>> prominence(2), prominence(6), prominence(200)
    (-1.0, 0.0, 2.0)
    """
    return max(-1.0, min(2.0, math.log(names / USUAL)))


def _content(paired: Sequence[Pair], reading: Reading) -> int:
    """How many paired words are neither titles nor function words, nor so short as these are."""
    return sum(pair.letters >= CONTENT and any(reading.light[i] == 1.0 for i in pair.mine) for pair in paired)


def _numbers(
    words: tuple[Word, ...], theirs: Sequence[int], mine: set[int], used: set[int], index: Index, person: bool,
    values: dict[str, float],
) -> None:  # fmt: skip
    """A numeral discriminates: one that contradicts vetoes, one that is missing on a side counts against."""
    if person:
        asked = [number for i, w in enumerate(words) if i not in mine and i and (number := regnal(w.text))]
        held = [n for j, w in enumerate(theirs) if j not in used and j and (n := regnal(index.word_text(w)))]
    else:
        asked = [w.number for i, w in enumerate(words) if w.number and i not in mine]
        held = [n for j, w in enumerate(theirs) if j not in used and (n := numeral(index.word_text(w)))]
    if asked and held:
        values["numeral"] = 1.0
    elif asked:
        values["numeral_extra"] = 1.0
    elif held:
        values["numeral_missing"] = 1.0


def weighted(values: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """The logit of a name against "none of them": the bias and every value times its weight."""
    return weights.get("bias", 0.0) + sum(value * weights.get(name, 0.0) for name, value in values.items())

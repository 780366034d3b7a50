"""Step 9: the words of a mention paired with those of a name, one for one or two for one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import OSA, Jaro

from entitynorm.index import Index, Term
from entitynorm.match.candidates import Hits
from entitynorm.match.spelling import POOR, pair_cost, word_cost
from entitynorm.text.keys import Word, initialism
from entitynorm.text.numerals import compatible, numeral
from entitynorm.text.sound import skeleton
from entitynorm.text.tables import Tables, tables

SURE = 0.1  # words at so little cost a letter are the same, and no other is aligned with either
NEAR, JOINED = 0.3, 0.7  # words so near one another are no part of a longer one; likeness of two words to one
JOINED_POOR = 1.0  # cost a letter from which two words are not one
SIMILAR = 0.7  # words that no key brought together are aligned only when they look so much alike
INITIALISM = 0.51  # cost a letter of an acronym that the words of a title give
WHOLE = 0.25  # cost a letter up to which one letter is a whole name: I for Lee
INITIAL = 0.7  # cost a letter of an initial that fits
NUMERAL = 4  # letters that a numeral counts for


class Pair(NamedTuple):
    """Words of the mention and of a name that are taken for the same."""

    mine: tuple[int, ...]  # positions in the mention
    theirs: tuple[int, ...]  # positions in the name
    cost: float  # a letter
    letters: int
    initial: bool = False


def pairs(
    words: tuple[Word, ...],
    theirs: Sequence[int],
    terms: Sequence[Term],
    hits: Sequence[Hits],
    index: Index,
    person: bool,
    known: Tables,
) -> list[Pair]:
    """The best one-to-one pairing of the words of a mention and a name, two words for one where they are written so."""
    if not person and len(words) == 1 and len(theirs) > 1:
        text = words[0].text
        if text == initialism([term.text for term in terms], known):
            return [Pair((0,), tuple(range(len(theirs))), INITIALISM, len(text))]
    if [word.text for word in words] == [term.text for term in terms]:
        return [Pair((i,), (i,), 0.0, _letters(word, person)) for i, word in enumerate(words)]
    edges: list[Pair] = []
    known_costs = [own.known if person or not own.meant else {**own.meant, **own.known} for own in hits]
    unsure: list[int] = []  # words of the mention that may be aligned
    sure: set[int] = set()  # words of the name that are found
    for i, word in enumerate(words):
        costs = known_costs[i]
        initial = person and word.initial
        number, letters = _number(word, person), max(len(word.roman), 1)
        found = False
        for j, other in enumerate(theirs):
            value = _number(terms[j], person)
            if number and value:  # numerals are the same or they are not
                if compatible(number, value):
                    edges.append(Pair((i,), (j,), 0.0, NUMERAL))
                    sure.add(j)
                    found = True
                continue
            if person and (initial or len(terms[j].text) == 1) and word.text != terms[j].text:
                if word.roman[:1] == terms[j].roman[:1] and not terms[j].regnal:
                    edges.append(Pair((i,), (j,), INITIAL, 1, True))
                elif initial and costs.get(other, POOR) <= WHOLE:
                    edges.append(Pair((i,), (j,), costs[other], 1))
                continue
            cost = costs.get(other, POOR)
            if cost < POOR:
                edges.append(Pair((i,), (j,), cost, letters))
                if cost <= SURE:
                    sure.add(j)
                    found = True
        if not (found or initial):
            unsure.append(i)
    for i in unsure if len(sure) < len(theirs) else ():
        word, costs, heard = words[i], known_costs[i], hits[i].heard
        for j, other in enumerate(theirs):
            if j in sure or other in costs or (person and len(terms[j].text) == 1):
                continue
            if word.number and numeral(terms[j].text, known.numerals):
                continue  # "second" is not "third", however alike they look
            if other not in heard and not _alike(word, terms[j].roman):
                continue
            cost = pair_cost(word, index, other)
            if cost < POOR:
                edges.append(Pair((i,), (j,), cost, max(len(word.roman), 1)))
    if unsure or len(sure) < len(theirs):
        _joins(words, terms, edges)
    if len(edges) > 1:
        edges.sort(key=_preference)
    mine: set[int] = set()
    used: set[int] = set()
    chosen = []
    for edge in edges:
        if mine.isdisjoint(edge.mine) and used.isdisjoint(edge.theirs):
            mine.update(edge.mine)
            used.update(edge.theirs)
            chosen.append(edge)
    return chosen


def _number(word: Word | Term, person: bool) -> str:
    """The value of a numeral; one letter in a person's name is none."""
    return "" if person and len(word.text) == 1 else word.number


def _letters(word: Word, person: bool) -> int:
    """How many letters a word counts for that stands letter for letter in a name."""
    return NUMERAL if _number(word, person) else max(len(word.roman), 1)


def _preference(edge: Pair) -> tuple[bool, float, tuple[int, ...], tuple[int, ...]]:
    return edge.initial, edge.cost - 0.02 * edge.letters, edge.mine, edge.theirs


def _alike(word: Word, roman: str) -> bool:
    """Whether a Latin word has nearly the letters of a word or, if that is of another script, its consonants."""
    if Jaro.similarity(word.roman, roman) >= SIMILAR or OSA.distance(word.roman, roman, score_cutoff=1) <= 1:
        return True
    if word.script == "Latn" or not word.sounds:
        return False
    return Jaro.similarity(word.sounds[0], _skeleton(roman)) >= SIMILAR


@lru_cache(maxsize=1 << 12)
def _skeleton(roman: str) -> str:
    return skeleton(roman, tables().hearing)


def _joins(words: tuple[Word, ...], terms: Sequence[Term], edges: list[Pair]) -> None:
    """Add pairs in which two neighbouring words of one side are one word of the other."""
    near = [e for e in edges if e.cost < NEAR and not e.initial]
    taken, held = {e.mine for e in near}, {e.theirs for e in near}
    mine = [i for i in range(len(words)) if (i,) not in taken and not words[i].number]
    open_ = [j for j in range(len(terms)) if (j,) not in held]
    if len(mine) < 2 and len(open_) < 2:
        return
    for j in open_:
        if j + 1 in open_:
            both = terms[j].roman + terms[j + 1].roman
            for i in mine:
                if len(words[i].roman) >= 3:
                    cost = _joined_cost(words[i].romans, words[i].script, both, terms[j].script)
                    if cost < JOINED_POOR:
                        edges.append(Pair((i,), (j, j + 1), cost, len(words[i].roman)))
    for i in mine:
        if i + 1 in mine:
            both = words[i].roman + words[i + 1].roman
            for j in open_:
                cost = _joined_cost((both,), words[i].script, terms[j].roman, terms[j].script)
                if cost < JOINED_POOR:
                    edges.append(Pair((i, i + 1), (j,), cost, len(both)))


def _joined_cost(romans: tuple[str, ...], script: str, other: str, other_script: str) -> float:
    """Cost a letter of taking two words written together for one, where they look much alike."""
    if abs(len(other) - len(romans[0])) > 4 or Jaro.similarity(other, romans[0]) <= JOINED:
        return POOR
    return word_cost(romans, (), script, other, other_script)

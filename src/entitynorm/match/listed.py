"""Step 11i: resolve a stretch of text among the names that hold its words: what else they may be is not sought far."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from heapq import nsmallest
from itertools import chain

from entitynorm.index import Index
from entitynorm.match.candidates import ENOUGH, Depth, Hits, all_hits, letter_for_letter, names, word_hits
from entitynorm.match.context import hints
from entitynorm.match.contradict import contradicts
from entitynorm.match.features import Reading
from entitynorm.match.lexicon import CASED, LETTERS
from entitynorm.match.readings import light
from entitynorm.match.resolve import Weighed, decide, is_acronym, weigh_name
from entitynorm.match.score import probabilities, reasons
from entitynorm.match.spelling import INFLECTED, POOR
from entitynorm.model import KINDS, PEOPLE, AliasType, Match, Mention, Result
from entitynorm.text.keys import Word, exact_text, name_words
from entitynorm.text.tables import Tables, script_is_unspaced

FEW = 8  # names that are weighed; where more share a word no one of them is meant by it alone
FOREIGN_PEOPLE = PEOPLE - frozenset(KINDS)  # of other knowledge bases, which know nothing of offices and dates
HEARD = 10  # words that a word is taken for by its sound or by what stands beside it
LOOKED_THROUGH = 2_000  # names that hold a word
MORE = 64  # times as many names with another word, from which the words of each name cost less than those names
_NONE = Hits({}, {}, {})
KEPT, NEARLY = 12, 3  # entities looked at, and weighed, for words that are not spelt as they are listed


def listed(mention: Mention, index: Index, known: Tables, threshold: Callable[[Result], float]) -> Result | None:
    """What a mention names; None when it takes a closer look.

    As `resolve`, but when every word is spelt as the index spells it only names count that hold them all, else no word
    is sought among those that sound almost like it.
    """
    words = name_words(mention.text, mention.context.lang, known)
    if not words:
        return None
    if any(script_is_unspaced(word.script) for word in words):
        return _whole(words, mention, index, known, threshold)
    if any(word.script == "Hang" for word in words):
        return None
    if any(mark in mention.text for mark in "([."):
        return None
    exact = index.exact(exact_text(words))
    if any(index.alias_type(name) is AliasType.NOT for name in exact):
        return None
    whole = letter_for_letter(words, exact, index) if len(words) > 1 else []
    hits: Sequence[Hits] = whole or all_hits(words, index, Depth.KNOWN)
    spelt = [[number for number, cost in own.known.items() if cost <= INFLECTED] for own in hits]
    chosen = _spelt(words, spelt, exact, index) if all(spelt) else None
    if chosen == ():
        return Result(mention)
    reading = Reading(words, light(words, known, index.nations), written=mention.text)
    if chosen is None:
        if all(spelt) and _apart(hits, reading.light, index):
            return Result(mention)
        hits = _sought(words, hits, index, is_acronym(mention.text))
        telling = _without_common(hits, reading.light, index)
        chosen = _nearly(names(telling, reading.light, index, exact, KEPT), index)
    return _weighed(reading, hits, chosen, mention, index, known, threshold)


def _whole(
    words: tuple[Word, ...], mention: Mention, index: Index, known: Tables, threshold: Callable[[Result], float]
) -> Result | None:
    """Who is named letter for letter in a script without spaces; None when anything else is, or nothing."""
    names = index.exact(exact_text(words))
    if not names or any(
        index.alias_type(name) is not AliasType.NAME or index.kind_of(index.name_entity[name]) not in FOREIGN_PEOPLE
        for name in names
    ):
        return None
    reading, hits = Reading(words, light(words, known, index.nations)), letter_for_letter(words, names, index)
    return _weighed(reading, hits, names, mention, index, known, threshold)


def _spelt(
    words: Sequence[Word], spelt: Sequence[Sequence[int]], exact: Sequence[int], index: Index
) -> Sequence[int] | None:
    """The names that hold words which are spelt as the index spells them; None when others may be meant as well."""
    names = _holding(spelt, index)
    if names is None:
        return () if len(words) == 1 and not exact else None
    whole = [*exact, *(name for name in names if index.name_length(name) == len(words))]
    if not whole and (len(words) > 1 or len(names) <= FEW) and not _telling(words, names):
        return None
    if not whole and len(names) > FEW:
        return ()
    return list(dict.fromkeys((*whole, *names)))[: max(FEW, len(whole))]


def _apart(hits: Sequence[Hits], light: Sequence[float], index: Index) -> bool:
    """Whether no name holds all the words that say something; what means the same may do for words of titles."""
    if len(hits) == 1 or any(own.meant for own in hits):
        return False
    known = [[number for number, cost in own.known.items() if cost <= ENOUGH] for own in hits]
    return _holding([own for own, share in zip(known, light, strict=True) if share == 1.0], index) == []


def _without_common(hits: Sequence[Hits], light: Sequence[float], index: Index) -> Sequence[Hits]:
    """The hits of words, without those of words that say little and are in very many names: "of", « de »."""
    if max(light) == min(light):
        return hits
    return [
        own if share == 1.0 or sum(map(index.count, own.known)) <= LOOKED_THROUGH else _NONE
        for own, share in zip(hits, light, strict=True)
    ]


def _nearly(promising: Iterable[tuple[int, float]], index: Index) -> list[int]:
    """The names of the few entities that promise most."""
    entities: set[int] = set()
    chosen = []
    for name, _ in promising:
        entities.add(index.name_entity[name])
        if len(entities) > NEARLY:
            break
        chosen.append(name)
    return chosen


def _sought(words: Sequence[Word], hits: Sequence[Hits], index: Index, acronym: bool) -> Sequence[Hits]:
    """The hits of words, those of which nothing is known by what stands beside the others and by their sound, too."""
    if acronym:
        return hits
    found = all_hits(words, index, Depth.BESIDE)
    for at, (word, own) in enumerate(zip(words, hits, strict=True)):
        if not (min(own.known.values(), default=POOR) <= ENOUGH or own.meant or word.initial or word.number):
            heard = {**found[at].heard, **word_hits(word, index).heard}
            likely = nsmallest(HEARD, heard, key=lambda number: (heard[number], number))
            found[at] = Hits(own.known, {number: heard[number] for number in likely}, own.meant)
    return found


def _telling(words: Sequence[Word], names: Sequence[int]) -> bool:
    """Whether words are long enough to be no accident."""
    return bool(names) and all(len(word.text) >= LETTERS and word.script in CASED for word in words)


def _holding(spelt: Sequence[Sequence[int]], index: Index) -> list[int] | None:
    """The names that hold a word of each list; None when there are too many to look through."""
    found: set[int] | None = None
    for count, numbers in sorted((sum(map(index.count, own)), own) for own in spelt):
        if found is None:
            if count > LOOKED_THROUGH:
                return None
            found = set(chain.from_iterable(map(index.names_with, numbers)))
        elif count < MORE * len(found):
            found.intersection_update(chain.from_iterable(map(index.names_with, numbers)))
        else:
            own = set(numbers)
            found = {name for name in found if not own.isdisjoint(index.words_of(name))}
    return sorted(found or ())


def _weighed(
    reading: Reading, hits: Sequence[Hits], names: Sequence[int], mention: Mention, index: Index, known: Tables,
    threshold: Callable[[Result], float],
) -> Result:  # fmt: skip
    told: dict[int, bool] = {}

    def contradicted(entity: int) -> bool:
        found = told.get(entity)
        if found is None:
            found = told[entity] = contradicts(reading, hits, entity, index, known)
        return found

    best: dict[int, Weighed] = {}
    hinted = hints(reading, known)
    for name in names:
        one = weigh_name(reading, hits, hinted, contradicted, name, mention, index, known)
        entity = index.name_entity[name]
        if one is not None and (entity not in best or one.logit > best[entity].logit):
            best[entity] = one
    ranked = sorted(best.items(), key=lambda item: (-item[1].logit, index.entity_id(item[0])))
    scores = probabilities([one.logit for _, one in ranked])
    matches = tuple(
        Match(index.candidate(one.name), score, reasons(one.values, one.weights, rivals))
        for (_, one), (score, rivals) in zip(ranked, scores, strict=True)
    )
    result = Result(mention, matches)
    return Result(mention, matches, decide([score for score, _ in scores], threshold(result)))

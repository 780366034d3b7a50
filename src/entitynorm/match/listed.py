"""Step 11d: resolve a stretch that is spelt as the index spells it, without seeking what else its words may be."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

from entitynorm.index import Index
from entitynorm.match.candidates import Depth, Hits, all_hits
from entitynorm.match.context import hints
from entitynorm.match.contradict import contradicts
from entitynorm.match.features import Reading
from entitynorm.match.lexicon import CASED, LETTERS
from entitynorm.match.readings import light
from entitynorm.match.resolve import Weighed, decide, weigh_name
from entitynorm.match.score import probabilities, reasons
from entitynorm.match.spelling import INFLECTED
from entitynorm.model import AliasType, Match, Mention, Result
from entitynorm.text.keys import Word, exact_text, name_words
from entitynorm.text.tables import Tables, script_is_unspaced

FEW = 8  # names that are weighed; where more share a word no one of them is meant by it alone
LOOKED_THROUGH = 2_000  # names that hold a word


def listed(mention: Mention, index: Index, known: Tables, threshold: Callable[[Result], float]) -> Result | None:
    """What a mention names when its words are those of names; None when it takes a closer look.

    As `resolve`, but that only names count which hold every word of the mention.
    """
    words = name_words(mention.text, mention.context.lang, known)
    if not words or any(script_is_unspaced(word.script) or word.script == "Hang" for word in words):
        return None
    hits = all_hits(words, index, Depth.KNOWN)
    spelt = [[number for number, cost in own.known.items() if cost <= INFLECTED] for own in hits]
    if not all(spelt) or any(mark in mention.text for mark in "(["):
        return None
    exact = index.exact(exact_text(words))
    if any(index.alias_type(name) is AliasType.NOT for name in exact):
        return None
    names = _holding(spelt, index)
    if names is None:
        return Result(mention) if len(words) == 1 and not exact else None
    whole = [*exact, *(name for name in names if index.name_length(name) == len(words))]
    if not whole and (len(words) > 1 or len(names) <= FEW) and not _telling(words, names):
        return None
    if not whole and len(names) > FEW:
        return Result(mention)
    chosen = list(dict.fromkeys((*whole, *names)))[: max(FEW, len(whole))]
    reading = Reading(words, light(words, known, index.nations))
    return _weighed(reading, hits, chosen, mention, index, known, threshold)


def _telling(words: Sequence[Word], names: Sequence[int]) -> bool:
    """Whether words are long enough to be no accident."""
    return bool(names) and all(len(word.text) >= LETTERS and word.script in CASED for word in words)


def _holding(spelt: Sequence[Sequence[int]], index: Index) -> list[int] | None:
    """The names that hold a word of each list; None when there are too many to look through."""
    found: set[int] | None = None
    for numbers in sorted(spelt, key=lambda own: sum(map(index.count, own))):
        if found is None:
            if sum(map(index.count, numbers)) > LOOKED_THROUGH:
                return None
            found = {name for number in numbers for name in index.names_with(number)}
        else:
            own = set(numbers)
            found = {name for name in found if not own.isdisjoint(index.words_of(name))}
    return sorted(found or ())


def _weighed(
    reading: Reading, hits: Sequence[Hits], names: Sequence[int], mention: Mention, index: Index, known: Tables,
    threshold: Callable[[Result], float],
) -> Result:  # fmt: skip
    @cache
    def contradicted(entity: int) -> bool:
        return contradicts(reading, hits, entity, index, known)

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

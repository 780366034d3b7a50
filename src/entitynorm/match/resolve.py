"""Steps 8 to 10 together: one mention in, ranked matches and one status out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from entitynorm.index import Index
from entitynorm.match.candidates import names, word_hits
from entitynorm.match.context import context_features, hints
from entitynorm.match.features import Hits, Reading, features, weighted
from entitynorm.match.readings import readings
from entitynorm.match.score import probabilities, reasons
from entitynorm.model import PEOPLE, AliasType, Feature, Match, Mention, Result, Status
from entitynorm.text.clean import mixed_words
from entitynorm.text.keys import exact_form, exact_text
from entitynorm.text.numerals import numeral
from entitynorm.text.tables import Tables

SHOWN = 5  # matches that a result keeps
ACRONYM = 4  # letters of an acronym, at most, that no sound may match
MARGIN = 2.0  # how many times as likely as the second one the best must be
VETO = 12.0  # logits that a listed look-alike loses


def resolve(mention: Mention, indexes: Sequence[Index], known: Tables, threshold: float) -> Result:
    """The matches of a mention over all indexes, and what is decided.

    ``match`` when the best score reaches the threshold and is twice the second; ``ambiguous`` when only the scores of
    all candidates together reach it; else ``nil``.
    """
    best: dict[str, tuple[float, int, Index, dict[str, float], Mapping[str, float]]] = {}
    denied: set[str] = set()
    halves: dict[str, set[float]] = {}  # readings of half a mention ("name (acronym)") that know an entity
    initials = is_acronym(mention.text)
    nations = frozenset().union(*(index.nations for index in indexes)) if len(indexes) > 1 else indexes[0].nations
    is_state = partial(_is_state, indexes)
    for reading in readings(mention.text, mention.context.lang, known, is_state, nations):
        hinted = hints(reading, known)
        for index in indexes:
            denied |= _denied(reading, index)
            hits = [word_hits(word, index, by_sound=not initials) for word in reading.words]
            for name in names(hits, index, exact_text(reading.words)):
                id = index.entity_id(index.name_entity[name])
                scored = score_name(reading, hits, hinted, name, mention, index, known)
                if scored is None:
                    continue
                logit, values, weights = scored
                if reading.aside and logit > reading.aside * weights["aside"]:
                    halves.setdefault(id, set()).add(reading.aside)
                if id not in best or logit > best[id][0]:
                    best[id] = (logit, name, index, values, weights)
    for id in (id for id, known_by in halves.items() if len(known_by) == 2):
        logit, name, index, values, weights = best[id]
        if values.pop("aside", 0.0):  # both halves say so
            best[id] = (weighted(values, weights), name, index, values, weights)
    for id in denied & best.keys():
        logit, name, index, values, weights = best[id]
        best[id] = (logit - VETO, name, index, {**values, "not": 1.0}, {**weights, "not": -VETO})
    ranked = sorted(best.items(), key=lambda item: (-item[1][0], item[0]))
    scores = probabilities([logit for _, (logit, *_) in ranked])
    notes = repaired(mention.text)
    matches = tuple(
        Match(index.candidate(name), score, (*reasons(values, dict(weights), rivals), *notes))
        for (_, (_, name, index, values, weights)), (score, rivals) in list(zip(ranked, scores, strict=True))[:SHOWN]
    )
    return Result(mention, matches, decide([score for score, _ in scores], threshold))


def score_name(
    reading: Reading,
    hits: Hits,
    hinted: tuple[frozenset[str], frozenset[str]],
    name: int,
    mention: Mention,
    index: Index,
    known: Tables,
) -> tuple[float, dict[str, float], Mapping[str, float]] | None:
    """The logit of one name with its features and weights; None when the name cannot be meant at all."""
    values = features(reading, hits, name, index, known)
    type = index.alias_type(name)
    if type is AliasType.NOT or (type is AliasType.ACRONYM and not _spelt(reading, values, name, index)):
        return None
    if "weak" in values and mention.text.islower():
        values["small"] = 1.0
    values |= context_features(mention.context, hinted, name, index)
    person = index.kind_of(index.name_entity[name]) in PEOPLE
    weights = known.grammar_weights(person)
    return weighted(values, weights), values, weights


def repaired(text: str) -> tuple[Feature, ...]:
    """A note for each word whose look-alike letters were repaired: it weighs nothing, and a reader should know.

    >>> repaired("Пyтин")
    (Feature(name='look_alikes', value=0.0, detail='Пyтин mixes Latin and Cyrillic letters'),)
    """
    if text.isascii():
        return ()
    return tuple(Feature("look_alikes", 0.0, f"{word} mixes Latin and Cyrillic letters") for word in mixed_words(text))


def is_acronym(text: str) -> bool:
    """Whether a text is one short word in capitals: it is then matched by its letters, never by sound.

    >>> is_acronym("NBC"), is_acronym("Rutte"), is_acronym("PUTIN")
    (True, False, False)
    """
    return text.isupper() and text.isalpha() and len(text) <= ACRONYM


def _is_state(indexes: Sequence[Index], text: str) -> bool:
    form = exact_form(text)
    return any(index.kind_of(index.name_entity[name]) == "state" for index in indexes for name in index.exact(form))


def _spelt(reading: Reading, values: Mapping[str, float], name: int, index: Index) -> bool:
    """Whether a mention has every letter of an acronym, in its own script or letter for letter in another."""
    if values["missing"]:
        return False
    texts = {form for w in reading.words for form in (w.text, *w.stems)}
    romans = {form for w in reading.words for form in (*w.romans, *w.stem_romans)}
    numbers = {w.number for w in reading.words} - {""}
    return all(
        (text := index.word_text(word)) in texts or index.word_roman(word) in romans or numeral(text) in numbers
        for word in index.words_of(name)
    )


def _denied(reading: Reading, index: Index) -> set[str]:
    """The IDs that list the whole mention as a look-alike."""
    return {
        index.entity_id(index.name_entity[name])
        for name in index.exact(exact_text(reading.words))
        if index.alias_type(name) is AliasType.NOT
    }


def decide(scores: Sequence[float], threshold: float) -> Status:
    """One rule: enough for the best, and twice what the second has, is a match; enough for all is ambiguous; else nil.

    >>> decide([0.9, 0.05], 0.6), decide([0.45, 0.4], 0.6), decide([0.3], 0.6)
    (<Status.MATCH: 'match'>, <Status.AMBIGUOUS: 'ambiguous'>, <Status.NIL: 'nil'>)
    """
    if scores and scores[0] >= threshold and (len(scores) == 1 or scores[0] >= MARGIN * scores[1]):
        return Status.MATCH
    return Status.AMBIGUOUS if len(scores) > 1 and sum(scores) >= threshold else Status.NIL

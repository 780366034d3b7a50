"""Steps 8 to 10 together: one mention in, ranked matches and one status out."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from entitynorm.index import Index
from entitynorm.match.candidates import Depth, Hits, all_hits, depths, letter_for_letter, names
from entitynorm.match.context import context_features, hints, state_named
from entitynorm.match.contradict import contradicts
from entitynorm.match.deny import denies
from entitynorm.match.features import Reading, features, weighted
from entitynorm.match.readings import readings
from entitynorm.match.respace import respaced, written_together
from entitynorm.match.score import probabilities, reasons
from entitynorm.match.segment import segmented
from entitynorm.match.spelling import INFLECTED
from entitynorm.model import KINDS, PEOPLE, AliasType, Feature, Match, Mention, Result, Status
from entitynorm.text.clean import mixed_words
from entitynorm.text.keys import exact_text
from entitynorm.text.numerals import numeral
from entitynorm.text.script import script_of
from entitynorm.text.tables import Tables

SHOWN = 5  # matches that a result keeps
SHORTEST = 3  # letters of an acronym, at least, that may be written in another script
ACRONYM = 4  # letters of an acronym, at most, that no sound may match
MARGIN = 3.0  # how many times as likely as the second one the best must be
FEWEST = 3  # names of each reading that are always weighed
# by how much, at the least, what a name promises (see `names`) is more than its logit, for people and other things; of
# a mention in Latin letters likeness tells more
OVERPROMISED, OVERPROMISED_LATIN = (6.7, 7.0), (8.0, 9.5)
BEHIND = 6.0  # by how much a name promises less than a likely one that is no rival of it
BEHIND_PERSON = 4.0  # the same for a person's name, whose words are told apart more surely than those of titles
UNLIKELY = -2.0  # logit of a name that is hardly worth a look
LIKELY = 1.0  # logit of a name after which words that are known are not sought by sound, too
CLEAR = math.log(MARGIN)  # by how much a name is likelier than one that does not matter
UNHEARD = 1.0  # cost a letter from which the halves of one word are not the two names of an official
VETO = 12.0  # logits that a listed look-alike loses


class Weighed(NamedTuple):
    """A name of the index with what speaks for and against it."""

    name: int
    logit: float  # against "none of them"
    values: Mapping[str, float]
    weights: Mapping[str, float]


def resolve(mention: Mention, index: Index, known: Tables, threshold: float | None = None) -> Result:
    """The matches of a mention, and what is decided.

    ``match`` when the best score reaches the threshold and is three times the second; ``ambiguous`` when only the
    scores of all candidates together reach it; else ``nil``. The threshold is the fitted one of the best candidate's
    kind unless said.
    """
    best = meant(mention, index, known)
    ranked = sorted(best.items(), key=lambda item: (-item[1].logit, item[0]))
    scores = probabilities([one.logit for _, one in ranked])
    notes = repaired(mention.text)
    matches = tuple(
        Match(index.candidate(one.name), score, (*reasons(one.values, one.weights, rivals), *notes))
        for (_, one), (score, rivals) in list(zip(ranked, scores, strict=True))[:SHOWN]
    )
    if threshold is None:
        threshold = fitted_threshold(matches, known)
    return Result(mention, matches, decide([score for score, _ in scores], threshold))


def meant(mention: Mention, index: Index, known: Tables) -> dict[str, Weighed]:
    """The entities that a mention may mean, by ID, each by its best name."""
    best: dict[str, Weighed] = {}
    denied: set[str] = set()
    halves: dict[str, set[float]] = {}  # readings of half a mention ("name (acronym)") that know an entity
    lang = mention.context.lang

    def likely() -> bool:
        return any(one.logit >= LIKELY for one in best.values())

    def take(reading: Reading, same: Sequence[int], known_alone: bool) -> None:
        for weighed in weigh(reading, same, mention, index, known, known_alone):
            if reading.respaced and weighed.values["extra"]:
                continue  # a piece that names nothing shows that the spaces stood right
            id = index.entity_id(index.name_entity[weighed.name])
            if reading.aside and weighed.logit > reading.aside * weighed.weights["aside"]:
                halves.setdefault(id, set()).add(reading.aside)
            if id not in best or weighed.logit > best[id].logit:
                best[id] = weighed

    for reading in readings(mention.text, lang, known, lambda text: bool(state_named(text, index)), index.nations):
        same = spelt_the_same(reading, index)
        denied.update(index.entity_id(index.name_entity[name]) for name in same if denies(name, lang, index))
        found = likely()
        if not (found and reading.spelled_out):
            take(reading, same, found)
    if not likely():
        for reading in respaced(mention.text, lang, index, known):
            take(reading, spelt_the_same(reading, index), True)
        for reading in (
            *written_together(mention.text, lang, index, known),
            *segmented(mention.text, lang, index, known),
        ):
            take(reading, spelt_the_same(reading, index), False)
    for id in (id for id, known_by in halves.items() if len(known_by) == 2):
        one = best[id]
        values = {name: value for name, value in one.values.items() if name != "aside"}  # both halves say so
        best[id] = one._replace(logit=weighted(values, one.weights), values=values)
    for id in denied & best.keys():
        one = best[id]
        best[id] = Weighed(one.name, one.logit - VETO, {**one.values, "not": 1.0}, {**one.weights, "not": -VETO})
    return best


def fitted_threshold(matches: Sequence[Match], known: Tables) -> float:
    """The score from which the best of these matches is answered, unless a caller says another."""
    kind = matches[0].candidate.kind if matches else ""
    return known.threshold("person" if kind in PEOPLE else "curated" if kind in KINDS else "phrase")


def spelt_the_same(reading: Reading, index: Index) -> list[int]:
    """The names that are letter for letter a reading of a mention."""
    return index.exact(exact_text(reading.words))


def weigh(
    reading: Reading, same: Sequence[int], mention: Mention, index: Index, known: Tables, likely: bool = False
) -> Iterable[Weighed]:
    """The names of an index that a reading of a mention may mean, weighed; ``same`` are those spelt the same.

    A full name that is spelt the same is looked no further than. Words are sought by sound only when what is known of
    them explains the mention badly, and not at all when another reading is likely. Names that promise too little beside
    the best one are left out.
    """
    hinted = hints(reading, known)
    if len(reading.words) > 1 and any(index.alias_type(name) is AliasType.NAME for name in same):
        alone = _listed_so(reading, same, hinted, mention, index, known)
        if any(one.logit >= LIKELY for one in alone):
            return alone
    found: dict[int, Weighed] = {}
    top, promised = UNLIKELY, 0.0
    of_people, of_things = OVERPROMISED_LATIN if reading.words[0].script == "Latn" else OVERPROMISED
    spelt = sought = all_hits(reading.words, index, Depth.KNOWN)

    @cache
    def contradicted(entity: int) -> bool:
        return contradicts(reading, spelt, entity, index, known)

    for depth in (Depth.KNOWN,) if likely or is_acronym(mention.text) else depths(reading.words, spelt):
        before = None if sought is spelt else sought
        hits = spelt if depth is Depth.KNOWN else all_hits(reading.words, index, depth, before)
        heard: set[int] = set()  # a name that has a word which was not heard before is weighed again
        for now, then in zip(hits, sought, strict=True) if found else ():
            heard |= now.heard.keys() - then.heard.keys()
        sought = hits
        for tried, (name, promise) in enumerate(names(hits, reading.light, index, same)):
            if top >= LIKELY:
                least_of_people, least = promised - BEHIND_PERSON, promised - BEHIND
            elif tried >= FEWEST:
                least_of_people, least = top + of_people, top + of_things
            else:
                least_of_people = least = promise
            if promise < least and promise < least_of_people:
                break  # nor can any that promises less
            if promise < (least_of_people if _is_person(name, index) else least):
                continue
            one = found.get(name)
            if one is None or not heard.isdisjoint(index.words_of(name)):
                one = weigh_name(reading, hits, hinted, contradicted, name, mention, index, known)
            if one is not None:
                found[name] = one
                if one.logit > top:
                    top, promised = one.logit, promise
        if top >= LIKELY and _settled(found.values(), index):
            break
    return found.values()


def _settled(found: Collection[Weighed], index: Index) -> bool:
    """Whether the likeliest name is a person's, explains all of a mention, or is likelier by far than the others.

    Many titles differ in one word: where nothing is known of it, all of them are likely until it is sought further.
    """
    best = max(found, key=lambda one: one.logit)
    entity = index.name_entity[best.name]
    if index.kind_of(entity) in PEOPLE or (not best.values["extra"] and best.values["worst"] <= INFLECTED):
        return True
    return all(one.logit < best.logit - CLEAR or index.name_entity[one.name] == entity for one in found)


def _listed_so(
    reading: Reading,
    same: Sequence[int],
    hinted: tuple[frozenset[str], frozenset[str]],
    mention: Mention,
    index: Index,
    known: Tables,
) -> list[Weighed]:
    """The names that are spelt the same as a reading, weighed as such: no word of it is sought elsewhere."""
    hits = letter_for_letter(reading.words, same, index)
    if not hits:
        return []

    def contradicted(entity: int) -> bool:
        return contradicts(reading, hits, entity, index, known)

    weighed = (weigh_name(reading, hits, hinted, contradicted, name, mention, index, known) for name in same)
    return [one for one in weighed if one is not None]


def weigh_name(
    reading: Reading,
    hits: Sequence[Hits],
    hinted: tuple[frozenset[str], frozenset[str]],
    contradicted: Callable[[int], bool],
    name: int,
    mention: Mention,
    index: Index,
    known: Tables,
) -> Weighed | None:
    """One name weighed; None when it cannot be meant at all."""
    entity = index.name_entity[name]
    person = index.kind_of(entity) in PEOPLE
    if reading.family_and_given and not person:
        return None
    values = features(reading, hits, name, index, known)
    if reading.family_and_given and values["worst"] > UNHEARD and index.kind_of(entity) in KINDS:
        return None
    type = index.alias_type(name)
    if type is AliasType.NOT or (type is AliasType.ACRONYM and not _spelt(mention.text, reading, values, name, index)):
        return None
    if type is AliasType.ACRONYM and reading.low and exact_text(reading.words) in known.ordinary(mention.context.lang):
        return None  # "who", «un»
    if "weak" in values and mention.text.islower():
        values["small"] = 1.0
    values |= context_features(mention.context, hinted, name, index)
    if person and type is AliasType.WEAK and is_acronym(mention.text):
        values["capitals"] = 1.0
    if hinted[1] and not person and (values["extra"] or values["missing"]):
        values["office_word"] = 1.0
    weights = known.grammar_weights(person)
    logit = weighted(values, weights)
    if person and logit > UNLIKELY and contradicted(entity):
        values["contradiction"] = 1.0
        logit += weights["contradiction"]
    return Weighed(name, logit, values, weights)


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


def _is_person(name: int, index: Index) -> bool:
    return index.kind_of(index.name_entity[name]) in PEOPLE


def _spelt(text: str, reading: Reading, values: Mapping[str, float], name: int, index: Index) -> bool:
    """Whether a mention has every letter of an acronym, in its own script or letter for letter in another.

    A word in capitals that has more letters is none: its ending would be in small ones (NATOs, and not NAME for NAM).
    """
    if values["missing"]:
        return False
    own = index.words_of(name)
    first = index.word_text(own[0])
    if len(own) == 1 and text.isupper() and text.isalpha() and len(text) > len(first):
        return False
    if len(first) < SHORTEST and script_of(first) != reading.words[0].script:
        return False
    texts = {form for w in reading.words for form in (w.text, *w.stems)}
    romans = {form for w in reading.words for form in (*w.romans, *w.stem_romans)}
    numbers = {w.number for w in reading.words} - {""}
    return all(
        (form := index.word_text(word)) in texts or index.word_roman(word) in romans or numeral(form) in numbers
        for word in own
    )


def decide(scores: Sequence[float], threshold: float) -> Status:
    """Enough for the best, and three times what the second has, is a match; enough for all is ambiguous; else nil.

    >>> decide([0.9, 0.05], 0.6), decide([0.45, 0.4], 0.6), decide([0.3], 0.6)
    (<Status.MATCH: 'match'>, <Status.AMBIGUOUS: 'ambiguous'>, <Status.NIL: 'nil'>)
    """
    if scores and scores[0] >= threshold and (len(scores) == 1 or scores[0] >= MARGIN * scores[1]):
        return Status.MATCH
    return Status.AMBIGUOUS if len(scores) > 1 and sum(scores) >= threshold else Status.NIL

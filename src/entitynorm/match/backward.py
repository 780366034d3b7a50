"""Step 11m: what a text calls a thing that it named before: "the treaty", « l'alliance », «договора»."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import lru_cache
from itertools import pairwise

import regex

from entitynorm.index import Index
from entitynorm.match.coref import lifted
from entitynorm.match.deny import same_language
from entitynorm.match.judge import Judged
from entitynorm.match.lexicon import form_of
from entitynorm.match.sieve import office_forms
from entitynorm.match.sift import Sifted, inside, standing
from entitynorm.match.spelling import INFLECTED
from entitynorm.match.spot import Words, words_of
from entitynorm.model import PEOPLE, Match, Mention, Result
from entitynorm.text.clean import clean
from entitynorm.text.script import script_of
from entitynorm.text.tables import Tables, script_is_unspaced

KINDS = ("alliance", "treaty", "exercise")
LEAST = 0.1  # the score of a short form by itself
NEAR = 400  # characters back to the thing, for a short form without an article
STEM = 5  # letters that the forms of a word share
OFTEN = 3  # names in which a word binds what follows
SHORTEST = 3  # characters of a short form in a script without spaces
_OPENING = frozenset("«„“\"‘'《「『‹")
_AFTER = regex.compile(r"[ \u00a0]([«„“\"‘'《「『‹]|[\p{L}\p{M}]+)")

Phrases = Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]  # last word -> phrases that end with it, their kinds


def referring(sure: Sequence[Result], judged: Judged, part: Sifted) -> list[Result]:
    """Short forms of the things that a text named before, where one alone fits: by its kind, and by its names.

    A treaty or an alliance fits when the short form is a word of its names; an exercise always does. « Le traité de … »
    and "the Treaty «X»" name something of their own, and are none.
    """
    things = [r for r in sure if r.id and r.matches[0].candidate.kind in KINDS and judged.fits(r.matches[0])]
    if not things:
        return []
    taken = sorted((r.mention.start, r.mention.end) for r in sure)
    people = people_at(sure)
    found: list[Result] = []
    sieve = part.sieve
    phrases = short_forms(sieve.lang, sieve.known)
    if not phrases:
        return []
    found += _unspaced(part, things, taken, judged)
    pieces = {
        piece for piece in part.distinct.every if any(_heads(word, part, phrases) for _, word in sieve.cut(piece))
    }
    for first, last in standing(part, pieces):
        words = words_of(part, first, last, hear=False)
        for at in range(len(words)):
            for start, kind, bare in _phrases(at, words, phrases):
                if (
                    inside(words.end(at) - 1, taken)
                    or inside(start, taken)
                    or inside(start - 2, taken)  # « New-START-Vertrag »
                    or goes_on(words.text, words.end(at), people, words.lang, words.index, words.known)
                ):
                    continue
                if bare and kind == "exercise" and not _begins_phrase(at, words):
                    continue  # « военные учения » may be any
                match = _meant(at, start, kind, bare, things, words)
                if match is not None:
                    mention = Mention(words.text[start : words.end(at)], judged.context, start, words.end(at))
                    found.append(lifted(Result(mention, (match,)), match))
                    break
    return found


@lru_cache(maxsize=64)
def short_forms(lang: str, known: Tables) -> Phrases:
    """Last word of a short form -> the short forms of a language that end with it, each with its kind."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for kind, phrases in known.language(lang).get("short_forms", {}).items():
        for phrase in phrases:
            words = tuple(phrase.split())
            found.setdefault(words[-1], []).append((words, kind))
    return {head: tuple(sorted(own, key=lambda one: -len(one[0]))) for head, own in found.items()}


def _heads(word: str, part: Sifted, phrases: Phrases) -> list[str]:
    return [form for form in office_forms(word, part.sieve.lang, part.sieve.known) if form in phrases]


def _phrases(at: int, words: Words, phrases: Phrases) -> Iterator[tuple[int, str, bool]]:
    """Where short forms that end with a word begin, without their article; their kinds; whether they have none."""
    surface = words.surfaces[at]
    for head in office_forms(surface, words.lang, words.known):
        for phrase, kind in phrases.get(head, ()):
            first = at - len(phrase) + 1
            before = [clean(words.surfaces[n]) for n in range(max(0, first), at)]
            if first < 0 or before != list(phrase[:-1]) or any(words.between(n).strip() for n in range(first, at)):
                continue
            while first < at and clean(words.surfaces[first]) in words.known.function_words:
                first += 1
            cut = len(surface) - len(surface.replace("’", "'").rpartition("'")[2]) if "'" in head else 0
            start = words.starts[first] + (cut if first == at else 0)
            yield start, kind, len(phrase) == 1 and not cut


def _begins_phrase(at: int, words: Words) -> bool:
    """Whether nothing but a function word or the end of another phrase stands before a word."""
    if at == 0 or words.between(at - 1).strip(" \u00a0"):
        return True
    return words.form(at - 1).word.text in words.known.function_words


def people_at(results: Sequence[Result]) -> frozenset[int]:
    """Where people are named."""
    return frozenset(r.mention.start for r in results if r.matches[0].candidate.kind in PEOPLE)


def goes_on(text: str, end: int, people: Set[int], lang: str, index: Index, known: Tables) -> bool:
    """Whether what follows a short form tells which one is meant: a name, quotation marks, or a word that binds one.

    ``people`` is where people are named: « генсек альянса Марк Рутте » is about no alliance Mark.
    """
    after = _AFTER.match(text, end)
    if after is None or after.start(1) in people:
        return False
    word = after[1]
    return word[0] in _OPENING or word[0].isupper() or clean(word) in _complements(lang, index, known)


@lru_cache(maxsize=16)
def _complements(lang: str, index: Index, known: Tables) -> frozenset[str]:
    """The function words that follow words for kinds in names of a language: « Договор о … », "Organization for …"."""
    found: Counter[str] = Counter()
    for entity in range(index.entities):
        for name in index.names_of(entity) if index.kind_of(entity) in KINDS else ():
            if lang and not same_language(index.lang_of(name), lang):
                continue
            own = [index.word_text(number) for number in index.words_of(name)]
            found.update(two for one, two in pairwise(own) if one in known.kinds)
    return frozenset(word for word, count in found.items() if count >= OFTEN and word in known.function_words)


def _meant(at: int, start: int, kind: str, bare: bool, things: Sequence[Result], words: Words) -> Match | None:
    """The one thing named before that a short form fits; None when nothing does, or several do."""
    heads: set[int] = set()
    for text in _alike(words.surfaces[at], kind, words.lang, words.known):
        form = form_of(text, words.lang, words.index, words.known)
        heads.update(number for number, cost in form.hits.items() if cost <= INFLECTED)
    fitting: dict[str, Match] = {}
    for thing in things:
        match = thing.matches[0]
        if thing.mention.end > start or match.candidate.kind != kind or (bare and start - thing.mention.end > NEAR):
            continue
        if kind == "exercise" or _named_so(match.id, heads, words.index):
            fitting[match.id] = match
    for id in [*fitting]:  # an edition, and its series
        series = words.index.record(entity).get("series") if (entity := words.index.find_id(id)) is not None else ""
        fitting.pop(series or "", None)
    if len(fitting) != 1:
        return None
    (match,) = fitting.values()
    return Match(match.candidate, LEAST, ())


@lru_cache(maxsize=1 << 12)
def _alike(surface: str, kind: str, lang: str, known: Tables) -> list[str]:
    """A word and the other forms of it among the short forms: « Bündnisses », « bündnis »."""
    start = clean(surface)[:STEM]
    heads = (head for head, own in short_forms(lang, known).items() if any(kind == of for _, of in own))
    return [surface, *(head for head in heads if head.startswith(start))]


def _unspaced(
    part: Sifted, things: Sequence[Result], taken: Sequence[tuple[int, int]], judged: Judged
) -> Iterator[Result]:
    """Short forms in scripts without spaces, whose first character says that something named is meant: ``该条约``."""
    index, text = part.sieve.index, part.text
    for phrase, kind in _whole(part.sieve.lang, part.sieve.known):
        at = text.find(phrase, part.start, part.stop)
        while at >= 0:
            fitting = {
                r.matches[0].id: r.matches[0]
                for r in things
                if r.mention.end <= at
                and r.matches[0].candidate.kind == kind
                and (kind == "exercise" or _spelt_with(r.matches[0].id, phrase[1:], index))
            }
            if len(fitting) == 1 and not inside(at, taken):
                (match,) = fitting.values()
                mention = Mention(phrase, judged.context, at, at + len(phrase))
                yield lifted(Result(mention, (Match(match.candidate, LEAST, ()),)), Match(match.candidate, LEAST, ()))
            at = text.find(phrase, at + len(phrase), part.stop)


@lru_cache(maxsize=64)
def _whole(lang: str, known: Tables) -> tuple[tuple[str, str], ...]:
    return tuple(
        (phrase, kind)
        for own in short_forms(lang, known).values()
        for (phrase, *rest), kind in own
        if not rest and len(phrase) >= SHORTEST and script_is_unspaced(script_of(phrase))
    )


def _spelt_with(id: str, head: str, index: Index) -> bool:
    entity = index.find_id(id)
    return entity is not None and any(head in index.alias(name).text for name in index.names_of(entity))


def _named_so(id: str, heads: set[int], index: Index) -> bool:
    """Whether a name of an entity has one of some words."""
    entity = index.find_id(id)
    names = index.names_of(entity) if entity is not None else ()
    return any(not heads.isdisjoint(index.words_of(name)) for name in names)

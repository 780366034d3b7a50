"""Step 11h: whether a stretch of text is a mention: its case, its neighbours, quotation marks, titles, its score."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from entitynorm.index import Index
from entitynorm.match.context import same_kind, state_named
from entitynorm.match.doubt import accident, doubtful, doubtful_run
from entitynorm.match.lexicon import (
    LISTED,
    TRANSLITERATED,
    Form,
    guess,
    is_given_name,
    looks_like,
    person_kinds,
    weak_names,
)
from entitynorm.match.spelling import INFLECTED
from entitynorm.match.spot import Spot, Words, starts_sentence
from entitynorm.model import PEOPLE, Alias, AliasType, Context, Match, Mention, Result, Status
from entitynorm.text.clean import clean
from entitynorm.text.keys import exact_form
from entitynorm.text.tables import Tables

GUESSED = 0.15  # cost a letter beyond which a word is only guessed: alone it is no mention without support
SHORT = 4  # letters below which a lone family name is as likely another word
LETTERS = 5  # of a lone word of a script without capitals
SYLLABIC = frozenset({"Hang", "Ethi"})  # scripts whose letters are syllables
LONG_EVENT = 6  # letters of the whole name of an event that may be written small
TITLED = frozenset({"treaty", "alliance"})
TITLE = 4  # words of a title that stands in small letters, at least
HALF_LISTED = 1.5  # logits of a name that is listed, but weak
SURE = 0.8  # the score from which a lone word that is only guessed is a mention
EVENT = "event"  # a kind of other knowledge bases, whose names are common nouns in many languages
SOME = 2  # people whose names begin with a word from whom it is a given name
BESIDE = 2  # capitalised words on each side that may be of the same name
OWN_NAME = 0.35  # a wider stretch that is so likely the same person does not make it another one
REFERS = 0.05  # the score of an ordinary word in small letters: it is a mention only of what the text names elsewhere

_OPENING, _CLOSING = frozenset("«„“\"”‘'《「『‹([("), frozenset("»“”\"’'》」』›)]")


@dataclass(slots=True)
class Judged:
    """What a text is looked through for, and what has been found so far."""

    context: Context
    kinds: tuple[str, ...]
    known: Tables
    resolve: Callable[[Mention], Result]
    sure: list[Result] = field(default_factory=list)
    weak: list[Result] = field(default_factory=list)  # what the text's other mentions may yet explain
    strangers: list[tuple[int, Form]] = field(default_factory=list)  # where others bear a family name

    def take(self, result: Result) -> None:
        """Keep a result if it is of a kind that is looked for."""
        if result.matches and self.fits(result.matches[0]):
            (self.sure if result.status is Status.MATCH else self.weak).append(result)

    def fits(self, match: Match) -> bool:
        """Whether a match is of a kind that is looked for."""
        return self.fits_kind(match.candidate.kind)

    def fits_kind(self, kind: str) -> bool:
        """Whether a kind is looked for."""
        return not self.kinds or any(same_kind(asked, kind) for asked in self.kinds)


def judge(spot: Spot, words: Words, judged: Judged) -> None:
    """Resolve a stretch and keep it unless its case, its neighbours or its score speak against it."""
    inside = [words.form(at) for at in range(spot.first, spot.last + 1)]
    if not any(len(form.word.text) > 1 and not form.text.isdecimal() for form in inside) and not _mixed(inside):
        return  # a number or an initial alone names nothing
    cased = [form for form in inside if form.cased]
    lone = inside[0] if len(inside) == 1 else None
    if lone and not judged.known.light_words[0].isdisjoint((lone.word.text, *lone.word.stems)):
        return  # a title alone names nobody
    if lone and lone.word.number and not lone.text.isupper():
        return  # « Три »
    if lone and "state" in words.index.kinds and _of_a_state(spot.first, words):
        return  # « كوريا » of North Korea
    if cased and not any(form.capital for form in cased):
        _small(spot, words, judged, lone)
        return
    if lone and not lone.cased and not _certain(lone) and not titled(spot.first, spot.last, words):
        return
    if lone and is_given_name(lone) and not _stands_alone(lone, words.index):
        return
    people, things = _kinds(spot, words, lone, judged)
    if not people and not things:
        return
    result = None
    if people and sum(form.capital for form in cased) < 3:
        result = _person(spot, words, judged, lone)
        if result is None and not things:
            return
    if result is None:
        result = judged.resolve(mention_of(spot.first, spot.last, words, judged))
    if not result.matches or not judged.fits(result.matches[0]):
        return
    best = result.matches[0].candidate
    surface = result.mention.text
    if lone and guess(lone, best.id, words.index) > GUESSED and not _supported(spot, result, words):
        return
    if best.kind in PEOPLE:
        if cased and not all(form.capital for form in cased if len(form.word.text) > 3):
            return
        if lone and not people:
            return
        if result.mention.end == words.end(spot.last) and _given_alone(spot, words) and _leads(spot.last, words):
            return  # « le ministre Jean Dupuis » is nobody whose family name is Jean
        if lone and lone.cased and len(lone.word.text) < SHORT and not titled(spot.first, spot.last, words):
            result = replace(result, status=Status.AMBIGUOUS)  # « May », « He »: only if the text names them in full
    elif cased and _is_acronym(best.alias) and not _written_as(surface, best.alias.text):
        return
    elif best.alias.type is AliasType.WEAK and _marked_off(result, words.text) and result.status is not Status.MATCH:
        result = judged.resolve(replace(result.mention, context=replace(judged.context, kind=best.kind)))
    ordinary = lone and best.alias.type is AliasType.WEAK and best.kind not in PEOPLE
    if ordinary and starts_sentence(words.text, result.mention.start) and not _marked_off(result, words.text):
        result = replace(result, status=Status.AMBIGUOUS)
    if lone and best.kind in PEOPLE and accident(spot.first, None, words):
        return
    if result.status is Status.MATCH:
        near = titled(spot.first, spot.last, words)
        if doubtful(spot, result.matches[0], words, titled=near, marked=_marked_off(result, words.text)):
            result = replace(result, status=Status.AMBIGUOUS)  # only if the text names it elsewhere
    judged.take(result)


def judge_run(place: tuple[int, int], words: Words, judged: Judged) -> None:
    """Resolve a name in a script without spaces, and keep it unless it may as well be part of other words."""
    result = judged.resolve(Mention(words.text[slice(*place)], judged.context, *place))
    if result.status is Status.MATCH and doubtful_run(*place, result.matches[0], words):
        result = replace(result, status=Status.AMBIGUOUS)
    judged.take(result)


def stands_alone(form: Form, index: Index, judged: Judged) -> bool:
    """Whether a word may be a mention with nothing beside it: judging would else be in vain.

    What may refer to somebody whom the text names in full is for others to say.
    """
    if not judged.known.light_words[0].isdisjoint((form.word.text, *form.word.stems)):
        return False
    if is_given_name(form) and not _stands_alone(form, index):
        return False
    if any(index.kind_of(index.name_entity[name]) not in PEOPLE for name in form.names):
        return True
    if form.least > GUESSED:
        return False
    nearest = max(form.least, INFLECTED)
    names = [n for number, cost in form.hits.items() if cost <= nearest for n in index.names_with(number)[:LISTED]]
    several = len({index.name_entity[name] for name in names}) > 1 and "official" not in index.kinds
    if several and (form.spelt or all(index.name_length(name) > 1 for name in names)):
        return False  # nor does the context tell them apart
    result = judged.resolve(Mention(form.text, judged.context, 0, len(form.text)))
    return result.status is Status.MATCH


def _kinds(spot: Spot, words: Words, lone: Form | None, judged: Judged) -> tuple[bool, bool]:
    """Whether names of people, and whether names of other things, may be meant; a few words of a title are none."""
    index = words.index
    if len(person_kinds(index)) == len(index.kinds):
        return True, False
    people, things = not spot.names, False
    hits: set[int] = set()
    for at in range(spot.first, spot.last + 1):
        hits.update(words.form(at).hits)
    for name in spot.names:
        kind = index.kind_of(index.name_entity[name])
        if kind in PEOPLE:
            people = True
        elif not things:
            own = index.words_of(name)
            if kind == "state" and "state" not in judged.kinds and judged.kinds:
                continue
            things = (len(own) == 1 if lone else _covered(own, hits, words)) or hits.isdisjoint(own)
    return people, things


def _of_a_state(at: int, words: Words) -> bool:
    """Whether a word and the one before or after it are the name of a state or of its capital."""
    return any(
        first >= 0
        and first + 1 < len(words)
        and state_named(words.text[words.start(first) : words.end(first + 1)], words.index)
        for first in (at - 1, at)
    )


def _covered(own: Sequence[int], hits: set[int], words: Words) -> bool:
    """Whether a stretch holds at least half of the words of a title that say something."""
    function = words.known.function_words
    content = [number for number in own if words.index.word_text(number) not in function]
    return 2 * sum(number in hits for number in content) >= len(content)


def _mixed(inside: list[Form]) -> bool:
    """Whether a stretch is letters and digits that are a name together: G20, Kh-55."""
    return any(form.text.isdecimal() for form in inside) and any(form.capital for form in inside)


def mention_of(first: int, last: int, words: Words, judged: Judged) -> Mention:
    """The stretch from one word to another as a mention."""
    start, end = words.start(first), words.end(last)
    return Mention(words.text[start:end], judged.context, start, end)


def _small(spot: Spot, words: Words, judged: Judged, lone: Form | None) -> None:
    """Words in small letters: they may refer back to what is no person (« альянса »), or be an event (« brexit »)."""
    mention = mention_of(spot.first, spot.last, words, judged)
    if lone:
        index = words.index
        names = {index.name_entity[name]: name for name in weak_names(lone, INFLECTED, index)}
        found = (Match(index.candidate(name), REFERS, ()) for name in names.values())
        short = tuple(match for match in found if match.candidate.kind not in PEOPLE and judged.fits(match))
        if short:
            judged.weak.append(Result(mention, short))
            return
    elif spot.last - spot.first + 1 >= TITLE and any(_is_title(name, words.index) for name in spot.names):
        result = judged.resolve(mention)
        if result.matches and judged.fits(result.matches[0]) and _is_whole(result):
            judged.take(result)  # «договор о нераспространении ядерного оружия»
        return
    if len(mention.text) >= LONG_EVENT and any(_is_event(name, words) for name in spot.names):
        result = judged.resolve(mention)
        if result.matches and result.matches[0].candidate.kind == EVENT:
            judged.take(result)


def _is_title(name: int, index: Index) -> bool:
    """Whether a name is that of a treaty or a body, in several words."""
    return index.kind_of(index.name_entity[name]) in TITLED and index.name_length(name) >= TITLE


def _is_whole(result: Result) -> bool:
    """Whether a mention is a whole listed name of a treaty or a body, but for the endings of its words."""
    best = result.matches[0]
    return best.candidate.kind in TITLED and any(f.name == "listed" and f.value > HALF_LISTED for f in best.features)


def _is_event(name: int, words: Words) -> bool:
    index = words.index
    return index.kind_of(index.name_entity[name]) == EVENT and index.name_length(name) <= 2


def _person(spot: Spot, words: Words, judged: Judged, lone: Form | None) -> Result | None:
    """Whom a stretch names together with the capitalised words beside it; None when it is the name of another."""
    if not lone and _is_whole_name(spot, words):
        return judged.resolve(mention_of(spot.first, spot.last, words, judged))
    before, after = _open(spot.first, -1, words, judged), _open(spot.last, 1, words, judged)
    first, last = spot.first - before, spot.last + after
    stranger = False
    for wider in dict.fromkeys([(first, last), (first, spot.last), (spot.first, last)]):
        if wider == (spot.first, spot.last):
            continue
        if not _plausible(spot, wider, words):
            stranger = True
            continue
        result = judged.resolve(mention_of(*wider, words, judged))
        if result.matches and result.matches[0].score > OWN_NAME and _is_person(result):
            return result
        stranger = True
    if lone and stranger and len(person_kinds(words.index)) == len(words.index.kinds):
        judged.strangers.append((words.start(spot.first), lone))
        return None  # nor can it be the name of a thing
    own = judged.resolve(mention_of(spot.first, spot.last, words, judged))
    if lone and stranger and not (own.matches and own.matches[0].candidate.kind not in PEOPLE):
        judged.strangers.append((words.start(spot.first), lone))
        return None
    return own


def _given_alone(spot: Spot, words: Words) -> bool:
    """Whether the last word of a stretch is a given name, and the others are titles."""
    titles = words.known.light_words[0]
    before = (words.form(at).word for at in range(spot.first, spot.last))
    form = words.form(spot.last)
    given = is_given_name(form) or _begins_names(form, words.index)
    return given and all(not titles.isdisjoint((one.text, *one.stems)) for one in before)


def _begins_names(form: Form, index: Index) -> bool:
    """Whether the names of some people begin with a word: it is a given name, though no table lists it."""
    people: set[int] = set()
    for number, cost in form.hits.items():
        if cost <= INFLECTED:
            people |= _people_from(number, index)
    return len(people) >= SOME


@lru_cache(maxsize=1 << 14)
def _people_from(number: int, index: Index) -> frozenset[int]:
    """People whose names begin with a word."""
    people = set()
    for name in index.names_with(number)[:LISTED]:
        own = index.words_of(name)
        if len(own) > 1 and own[0] == number and index.kind_of(index.name_entity[name]) in PEOPLE:
            people.add(index.name_entity[name])
    return frozenset(people)


def _leads(at: int, words: Words) -> bool:
    """Whether a word with a capital follows that may be the family name to a given name."""
    if at + 1 >= len(words) or words.between(at) not in (" ", "\u00a0", "-"):
        return False
    form = words.form(at + 1)
    return form.capital and len(form.text) > 1 and not form.text.isupper()


def _is_whole_name(spot: Spot, words: Words) -> bool:
    """Whether a stretch is a name letter for letter, and no hyphen binds it to another word."""
    text, start, end = words.text, words.start(spot.first), words.end(spot.last)
    if text[start - 1 : start] == "-" or text[end : end + 1] == "-":
        return False
    return bool(words.index.exact(exact_form(text[start:end])))


def _stands_alone(form: Form, index: Index) -> bool:
    """Whether a given name is a whole name, or the family name of somebody, too."""
    spelt = (number for number, cost in form.hits.items() if cost <= TRANSLITERATED + INFLECTED)
    return any(_ends_name(number, index) for number in spelt)


@lru_cache(maxsize=1 << 14)
def _ends_name(number: int, index: Index) -> bool:
    """Whether a word is the last of a name."""
    return any(index.words_of(name)[-1:] == (number,) for name in index.names_with(number)[:LISTED])


def _is_person(result: Result) -> bool:
    """Whether a mention most likely names a person, and every word of it is one of the name's."""
    best = result.matches[0]
    return best.candidate.kind in PEOPLE and not any(feature.name == "extra" for feature in best.features)


def _open(at: int, step: int, words: Words, judged: Judged) -> int:
    """How many capitalised words beside a word may be of the same name: given names, initials, a second family name."""
    count = 0
    light = judged.known.light_words
    while count < BESIDE:
        other = at + step
        if not 0 <= other < len(words):
            break
        form = words.form(other)
        between = words.between(min(at, other))
        joints = (" ", "\u00a0", "-", "\n") if not form.word.initial else (" ", "\u00a0", "-", ". ", ".", ".\u00a0")
        forms = (form.word.text, *form.word.stems)
        if not form.capital or (form.word.number and not form.word.initial) or between not in joints:
            break
        if len(form.text) > 1 and form.text.isupper() and not words.form(at).text.isupper():
            break  # an acronym is no given name
        if any(f in light[0] or f in light[1] or f in words.index.nations for f in forms):
            break
        if not is_given_name(form) and not form.word.initial:
            if words.capitals or (step < 0 and starts_sentence(words.text, words.start(other)) and not form.hits):
                break
            if _is_own_name(form, words):
                break
        count += 1
        at = other
    return count


def _is_own_name(form: Form, words: Words) -> bool:
    """Whether a word is by its letters a whole name of something: then it is a mention of its own."""
    return any(_is_name(number, words.index) for number, cost in form.hits.items() if cost <= INFLECTED)


@lru_cache(maxsize=1 << 14)
def _is_name(number: int, index: Index) -> bool:
    """Whether a word is a name."""
    return any(index.name_length(name) == 1 for name in index.names_anchored(number))


def _plausible(spot: Spot, wider: tuple[int, int], words: Words) -> bool:
    """Whether a name with a word of the stretch may also have one that stands beside it."""
    beside = [words.form(at) for at in range(wider[0], wider[1] + 1) if not spot.first <= at <= spot.last]
    for at in range(spot.first, spot.last + 1):
        own = words.form(at)
        if any(looks_like(form, own, words.index) for form in beside):
            return True
    return False


def titled(first: int, last: int, words: Words) -> bool:
    """Whether a title or office stands right before or after."""
    titles, function = words.known.light_words[0], words.known.function_words
    near = (words.form(at) for at in (first - 1, last + 1) if 0 <= at < len(words))
    forms = (form for one in near for form in (clean(one.text), *one.word.stems))
    return any(form in titles and form not in function for form in forms)


def _certain(form: Form) -> bool:
    """Whether a lone word of a script without capitals is the very word of a name, and too long for an accident."""
    least = LETTERS - 3 if form.word.script in SYLLABIC else LETTERS
    return len(form.word.text) >= least and min(form.hits.values(), default=1.0) <= INFLECTED


def _supported(spot: Spot, result: Result, words: Words) -> bool:
    """Whether a guess is very sure, or what stands beside it speaks for a name: a title, or quotation marks.

    Every letter of an acronym was compared already.
    """
    best = result.matches[0]
    if best.score >= SURE or best.candidate.alias.type is AliasType.ACRONYM:
        return True
    if best.candidate.kind in PEOPLE:
        return titled(spot.first, spot.last, words)
    return _marked_off(result, words.text)


def _is_acronym(alias: Alias) -> bool:
    """Whether an alias is an acronym, or written as one in a knowledge base that does not tell."""
    return alias.type is AliasType.ACRONYM or (
        alias.text.isupper() and alias.text.isalpha() and len(alias.text) < LETTERS
    )


def _written_as(surface: str, acronym: str) -> bool:
    """Whether a text writes an acronym as one: in capitals, or long and as a proper name (Nato)."""
    letters = [c for c in surface if c.isalpha()]
    if surface.isupper():
        return True
    capitals = sum(c.isupper() for c in letters)
    return capitals >= 2 or (bool(capitals) and len(acronym) >= 4) or not any(c.isupper() for c in acronym)


def _marked_off(result: Result, text: str) -> bool:
    """Whether a mention stands in quotation marks."""
    start, end = result.mention.start, result.mention.end
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    spaced = text[max(0, start - 2) : start].strip(), text[end : end + 2].strip()
    return (before in _OPENING and after in _CLOSING and bool(before and after)) or (
        spaced[0] in ("«", "„", "“") and spaced[1] in ("»", "“", "”")
    )

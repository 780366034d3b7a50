"""Step 11o: which state a word of a text names, or is the adjective of."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from entitynorm.index import Index
from entitynorm.match.context import state_named
from entitynorm.match.lexicon import TRANSLITERATED, form_of
from entitynorm.match.sieve import office_forms
from entitynorm.match.spelling import INFLECTED
from entitynorm.match.spot import Words
from entitynorm.text.clean import clean
from entitynorm.text.inflect import stems
from entitynorm.text.script import script_of
from entitynorm.text.tables import MANNERS, Tables

BEFORE = 5  # words before a name that may say which office its bearer holds
LONGEST = 4  # words of the name of a state
_BREAKS = frozenset(".,;:!?…\n")
SHORTEST_ADJECTIVE = 4  # letters of an adjective that may take more letters at its end


def state_of(surface: str, words: Words) -> str:
    """The ID of the state that a word names or is the adjective of; '' when there is none."""
    return _state_of(surface, words.lang, words.index, words.known)


def state_at(at: int, words: Words) -> tuple[str, int, int]:
    """The state that a word names alone or with those beside it ("South Korea", « Corée du Sud »), and from which word
    to which; '' when there is none.
    """
    index = words.index
    if "state" not in index.kinds:
        return "", at, at
    near = range(max(0, at - LONGEST + 1), min(len(words), at + LONGEST))
    for name in dict.fromkeys(name for other in near for name in words.form(other).names):
        length = index.name_length(name)
        if 1 < length <= LONGEST and index.kind_of(index.name_entity[name]) == "state":
            for first in range(max(0, at - length + 1), min(at, len(words) - length) + 1):
                if _is_name(index.words_of(name), first, words):
                    return index.entity_id(index.name_entity[name]), first, first + length - 1
    for first, last in ((at - 1, at), (at, at + 1)):
        if first >= 0 and last < len(words) and words.between(first) == ".":
            of = state_named(words.text[words.start(first) : words.end(last)], index)
            of = of or state_named(words.text[words.start(first) : words.end(last) + 1], index)
            if of:
                return of, first, last
        if first >= 0 and last < len(words) and words.between(first) in (" ", "-", "\u00a0"):
            of = adjective_of(f"{_small(first, words)} {_small(last, words)}", words.lang, index, words.known)
            if of:
                return of, first, last
    return state_of(words.surfaces[at], words), at, at


def _small(at: int, words: Words) -> str:
    return clean(words.form(at).text)


def _is_name(own: Sequence[int], first: int, words: Words) -> bool:
    """Whether the words of a name stand from a word on, with a capital, in any of their forms."""
    if not words.form(first).capital and words.form(first).cased:
        return False
    return all(
        words.form(first + n).hits.get(number, 1.0) <= TRANSLITERATED + INFLECTED for n, number in enumerate(own)
    )


def claimed(at: int, words: Words) -> frozenset[str]:
    """The states whose adjectives stand right before a name, with its bearer's office: "Austrian defence minister"."""
    titles, function = words.known.light_words
    found: set[str] = set()
    other, titled = at - 1, False
    while other >= max(0, at - BEFORE) and not any(c in _BREAKS for c in words.between(other)):
        form = words.form(other)
        of = adjective_of(clean(form.text), words.lang, words.index, words.known)
        is_title = not titles.isdisjoint((form.word.text, *form.word.stems))
        if of:
            found.add(of)
        elif not is_title and form.word.text not in function:
            break
        titled = titled or is_title
        other -= 1
    return frozenset(found) if titled else frozenset()


def said_before(at: int, words: Words) -> tuple[frozenset[str], frozenset[str]]:
    """The offices and the states that the few words before a name speak of: « le ministre russe de la Défense »."""
    first = at
    while first > max(0, at - BEFORE) and not any(c in _BREAKS for c in words.between(first - 1)):
        first -= 1
    near = words.surfaces[first:at]
    text = " " + clean(" ".join(near)) + " "
    states = {state_of(surface, words) for surface in near} - {""}
    roles = {
        role_in(state, phrase, role, words.known)
        for surface in near
        for form in office_forms(surface, words.lang, words.known)
        for phrase, role in words.known.offices.get(form, ())
        if role not in MANNERS and (f" {phrase} " in text or " " not in phrase)
        for state in states or ("",)
    }
    return frozenset(roles), frozenset(states)


def role_in(of: str, phrase: str, role: str, known: Tables) -> str:
    """The office that a phrase is the word for in a state, where it is another one elsewhere.

    >>> from entitynorm.text.tables import tables
    >>> [role_in(of, "canciller", "foreign-minister", tables()) for of in ("state/ar", "state/de")]
    ['foreign-minister', 'head-of-government']
    """
    return known.offices_of.get(phrase, {}).get(of, role)


@lru_cache(maxsize=1 << 14)
def _state_of(surface: str, lang: str, index: Index, known: Tables) -> str:
    form = form_of(surface, lang, index, known)
    for name in form.names:
        entity = index.name_entity[name]
        if index.kind_of(entity) == "state" and index.name_length(name) == 1:
            (number,) = index.words_of(name)
            if form.hits.get(number, 1.0) <= TRANSLITERATED and (form.capital or not form.cased):
                return index.entity_id(entity)
    return adjective_of(clean(surface), lang, index, known)


def adjective_of(text: str, lang: str, index: Index, known: Tables) -> str:
    """The ID of the state that a word is an adjective of, in any of its forms."""
    table = _adjectives(index, lang.lower().partition("-")[0], known)
    script = script_of(text)
    found = {table[form] for form in (text, *stems_of(text, lang, script, known)) if form in table}
    if not found and len(text) > SHORTEST_ADJECTIVE:
        found = {table[text[:-n]] for n in (1, 2) if len(text) - n >= SHORTEST_ADJECTIVE and text[:-n] in table}
    return found.pop() if len(found) == 1 else ""


def stems_of(text: str, lang: str, script: str, known: Tables) -> list[str]:
    """A cleaned word without the endings of a language."""
    return stems(text, known.endings(lang, script), known.clitics(lang, script) if script != "Latn" else ())


@lru_cache(maxsize=64)
def _adjectives(index: Index, lang: str, known: Tables) -> dict[str, str]:
    """Forms of the adjectives of states in a language, or in all of them, that mean one state."""
    found: dict[str, str] = {}
    for entity in range(index.entities) if "state" in index.kinds else ():
        if index.kind_of(entity) != "state":
            continue
        for text, of in index.record(entity).get("adjectives", ()):
            if lang and of.partition("-")[0] != lang:
                continue
            adjective = clean(text)
            bare = [adjective[:-1]] if len(adjective) > SHORTEST_ADJECTIVE + 1 and adjective[-1] in "oaeiyа" else []
            for form in (adjective, *bare, *stems_of(adjective, of, script_of(adjective), known)):
                found[form] = index.entity_id(entity) if found.get(form, "") in ("", index.entity_id(entity)) else ""
    return {form: id for form, id in found.items() if id}

"""Checks between entities: names that one and the same mention would match, by every matcher but sound.

Family names and other weak aliases may be shared: context tells them apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from entitynorm.gazetteer.lint.finding import Finding
from entitynorm.gazetteer.lint.shelf import Name, Shelf
from entitynorm.model import AliasType
from entitynorm.text.clean import marked
from entitynorm.text.keys import Word, word
from entitynorm.text.numerals import numeral
from entitynorm.text.romanize import romanize
from entitynorm.text.script import UNKNOWN, script_of
from entitynorm.text.tables import Tables, script_is_unspaced
from entitynorm.text.tokens import words

ROMAN = frozenset("ivx")
START = 3  # letters of a word's Latin reading that all its forms share


def same_name(shelf: Shelf) -> Iterator[Finding]:
    """E201, W201: two entities have one full name."""
    for names in _by_key(shelf, AliasType.NAME).values():
        for name, others in _clashes(names):
            # The worst clash of an alias is enough: two written names of one language.
            other = min(others, key=lambda other: _apart(name, other))
            code = "W201" if _apart(name, other) else "E201"
            problem = f"'{name.alias.text}' is a full name of {_whose(other)} too; make one of them weak"
            yield name.found(code, problem)


def same_acronym(shelf: Shelf) -> Iterator[Finding]:
    """W204: two entities have one acronym, or one has the other's acronym for a full name."""
    for names in _by_key(shelf, AliasType.ACRONYM, AliasType.NAME).values():
        if any(name.alias.type is AliasType.ACRONYM for name in names):
            for name, others in _clashes(names):
                known = [o for o in others if AliasType.ACRONYM in (o.alias.type, name.alias.type)]
                if known and not any(_one_family(name, other) for other in known):
                    other = known[0]
                    said = "an acronym" if other.alias.type is AliasType.ACRONYM else "a full name"
                    yield name.found("W204", f"'{name.alias.text}' is {said} of {_whose(other)} too")


def alike(shelf: Shelf) -> Iterator[Finding]:
    """W203: two full names differ in their case endings or their script alone."""
    reader = _Reader(shelf.tables)
    groups: dict[tuple[str, ...], list[Name]] = defaultdict(list)
    for name in shelf.names(AliasType.NAME):
        if start := reader.start(name):
            groups[start].append(name)
    told: set[tuple[str, str]] = set()  # once for two entities: their names in many languages are alike together
    for names in groups.values():
        if len({name.entity.id for name in names}) < 2:
            continue
        for name, others in _clashes(names):
            for other in others:
                pair = (name.entity.id, other.entity.id)
                if pair not in told and name.key != other.key and reader.alike(name, other):
                    told.add(pair)
                    problem = f"'{name.alias.text}' reads like '{other.alias.text}', a full name of {_whose(other)}"
                    yield name.found("W203", problem)


class _Reader:
    """Latin readings of words, each worked out once."""

    def __init__(self, known: Tables) -> None:
        self.known = known
        self.starts: dict[tuple[str, str], str] = {}
        self.names: dict[tuple[str, str], list[Word]] = {}

    def start(self, name: Name) -> tuple[str, ...]:
        """How the words of a name start, in any order; empty for Han and other scripts without spaces."""
        lang, found = name.alias.lang, []
        for token in name.key.split():
            head = token if token.isdecimal() or ROMAN.issuperset(token) else token[: START + 1]
            start = self.starts.get((head, lang))
            if start is None:
                start = self.starts[head, lang] = self._start(head, lang)
            if start == UNKNOWN:
                return ()
            found.append(start)
        return tuple(sorted(found))

    def _start(self, head: str, lang: str) -> str:
        if number := numeral(head):
            return number
        script = script_of(head)
        if script_is_unspaced(script):
            return UNKNOWN
        if script not in ("Latn", UNKNOWN):
            head = romanize(head.replace("'", ""), self.known.scheme(lang, script))
        return head[:START]

    def alike(self, one: Name, other: Name) -> bool:
        """Whether each word of one name is a form of a word of the other."""
        rest = list(self._words(other))
        near = one.alias.lang.partition("-")[0] == other.alias.lang.partition("-")[0]
        for found in self._words(one):
            partner = next((word for word in rest if _forms(found, word, near)), None)
            if partner is None:
                return False
            rest.remove(partner)
        return not rest

    def _words(self, name: Name) -> list[Word]:
        asked = name.key, name.alias.lang
        if asked not in self.names:
            self.names[asked] = [word(token, asked[1], self.known) for token in words(marked(name.alias.text))]
        return self.names[asked]


def _forms(one: Word, other: Word, near: bool) -> bool:
    """Whether two words are spelt alike in Latin letters or, in one language, one is the other with an ending."""
    if one.number or other.number:
        return one.number == other.number
    if one.text == other.text or one.roman == other.roman:
        return True
    if one.script != other.script:
        return other.roman in one.romans or one.roman in other.romans
    return near and (one.text in other.stems or other.text in one.stems)


def _by_key(shelf: Shelf, *types: AliasType) -> dict[str, list[Name]]:
    found: dict[str, list[Name]] = defaultdict(list)
    for name in shelf.names(*types):
        found[name.key].append(name)
    return found


def _clashes(names: list[Name]) -> Iterator[tuple[Name, list[Name]]]:
    """Each name with those before it that are another entity's."""
    if len(names) > 1:
        for number, name in enumerate(names):
            others = [other for other in names[:number] if other.entity.id != name.entity.id]
            if others:
                yield name, others


def _whose(name: Name) -> str:
    return f"{name.entity.id} ({name.alias.lang or 'any language'})"


def _apart(one: Name, other: Name) -> bool:
    """Whether two names that look alike differ in language or are not both written by an editor."""
    languages = {one.alias.lang.partition("-")[0], other.alias.lang.partition("-")[0]}
    return (len(languages) > 1 and "" not in languages) or one.place is None or other.place is None


def _one_family(one: Name, other: Name) -> bool:
    """Whether two entities are a series and its edition, or a body and its part."""
    return one.entity.series == other.entity.id or other.entity.series == one.entity.id

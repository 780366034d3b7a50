"""What an entity is filed under, worked out apart from all others, so that several processes may share the work."""

from __future__ import annotations

import json
import marshal
import os
from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import TypeVar

from entitynorm.errors import DataError, EntitynormError
from entitynorm.index.digest import NAME_KEY, PREFIX, SHORTENED_KEY, TYPES, digest
from entitynorm.model import PEOPLE, Alias, AliasType, Entity, KeyType
from entitynorm.text.keys import Word, exact_text, initialism, joined, name_words
from entitynorm.text.sound import shortened
from entitynorm.text.tables import Tables, tables

AT_HAND = 1 << 16  # words that a filer knows by the value itself
TOLD = 1 << 20  # words whose numbers and keys it remembers to have told: after so many it tells them again

NUMBERS = {type: number for number, type in enumerate(TYPES)}

Item = TypeVar("Item")
Decode = Callable[[Item], tuple[Iterable[Entity], Sequence[DataError]]]
Name = tuple[str, str, int, "int | None", tuple[int, ...], tuple[int, ...]]
"""Text, language, number of the type, digest of the whole, its words, the other words that it is filed under."""


@dataclass(frozen=True, slots=True)
class Filed:
    """Some entities, and what is new of their words. Words are numbered by their filer, from 0, as it tells them."""

    filer: int
    words: list[bytes]
    keys: array[int]  # the number of a word, a digest that it is filed under; and so on
    near: array[int]  # digest of a skeleton with one class left out << 32 | digest of the whole one
    nations: set[str]
    entities: list[tuple[str, bytes]]  # IDs, and `marshal` of filer, kind, record and names
    problems: Sequence[DataError]  # of what they were read from


def opener(decode: Decode[Item], fingerprint: str) -> Callable[[list[Item]], list[Filed]]:
    """The work of a process: from what entities are read from, by ``decode``, to what they are filed under."""
    known = tables()
    if known.fingerprint != fingerprint:
        raise EntitynormError(f"other language tables ({fingerprint}) than the library's own need one process")
    file = Filer(known)
    return lambda items: [file(*decode(item)) for item in items]


class Filer:
    """Works out the words of names, and their keys; what it told of a word it does not tell again."""

    def __init__(self, known: Tables) -> None:
        self.known = known
        self._filer = os.getpid()
        self._number = 0
        self._at_hand: tuple[dict[int, tuple[int, Word]], ...] = ({}, {})  # by identity; those of acronyms apart
        self._numbers: dict[tuple[str, str], int] = {}
        self._marks: set[tuple[str, str]] = set()
        self._sounds: set[str] = set()
        self._titled: set[tuple[int, Sequence[str]]] = set()  # words, with their stems, whose meanings were told
        self._forget()

    def _forget(self) -> None:
        self._words: list[bytes] = []
        self._keys, self._near = array("I"), array("Q")
        self._nations: set[str] = set()

    def __call__(self, entities: Iterable[Entity], problems: Sequence[DataError] = ()) -> Filed:
        listed = [(entity.id, self._entity(entity)) for entity in entities]
        done = Filed(self._filer, self._words, self._keys, self._near, self._nations, listed, problems)
        self._forget()
        return done

    def _entity(self, entity: Entity) -> bytes:
        if entity.kind == "state":
            self._nation(entity)
        listed: Iterable[Alias] = entity.aliases
        first = entity.aliases[0] if entity.aliases else None
        if first is None or len(entity.aliases) > 1 or first.text != entity.name or first.type is AliasType.NOT:
            printed = next((a for a in listed if a.text == entity.name and a.type is not AliasType.NOT), None)
            listed = dict.fromkeys((printed or Alias(entity.name), *listed))
        whole = entity.kind in PEOPLE
        names = [self._name(alias, whole) for alias in listed]
        return marshal.dumps((self._filer, entity.kind, record(entity), names))

    def _nation(self, entity: Entity) -> None:
        """Remember what says of which state something is, in one word: beside a name it is no part of the name."""
        for alias in (*entity.aliases, *entity.adjectives):
            found = name_words(alias.text, alias.lang, self.known)
            if len(found) == 1 and alias.type is not AliasType.NOT:
                self._nations.update((found[0].text, *found[0].stems))

    def _name(self, alias: Alias, of_a_person: bool) -> Name:
        text, lang, type = alias.text, alias.lang, alias.type
        found = name_words(text, lang, self.known)
        spelling_only = type is AliasType.ACRONYM
        at_hand = self._at_hand[spelling_only]
        own = tuple([(at_hand.get(id(w)) or self._met(w, spelling_only))[0] for w in found])
        if not (spelling_only or of_a_person):
            self._meant(found, own)
        others: list[int] = []
        if not spelling_only and type is not AliasType.NOT and len(found) > 1:
            others = [self._met(w, False)[0] for w in joined(found, text, lang, self.known)]
            if not of_a_person and (short := initialism([w.text for w in found], self.known)):
                others += [self._met(w, True)[0] for w in name_words(short, lang, self.known)]
        whole = digest(NAME_KEY + exact_text(found)) if found else None
        return text, lang, NUMBERS[type], whole, own, tuple(others)

    def _meant(self, found: Sequence[Word], numbers: Sequence[int]) -> None:
        """Tell what the words of a title mean, too: names of people are not sought by meaning."""
        for word, number in zip(found, numbers, strict=True):
            if (number, word.stems) not in self._titled:
                self._titled.add((number, word.stems))
                for concept in self.known.meanings((word.text, *word.stems)):
                    self._keys.extend((number, digest(PREFIX[KeyType.MEANING] + concept)))

    def _met(self, found: Word, spelling_only: bool) -> tuple[int, Word]:
        """The number of a word, and the word: while it is kept, no other value takes its identity."""
        at_hand = self._at_hand[spelling_only]
        known = at_hand.get(id(found))
        if known is None:
            if len(at_hand) >= AT_HAND:
                at_hand.clear()
            known = at_hand[id(found)] = self._tell(found, spelling_only), found
        return known

    def _tell(self, found: Word, spelling_only: bool) -> int:
        for told in (self._numbers, self._marks, self._sounds, self._titled):
            if len(told) >= TOLD:
                told.clear()
        identity = (found.text, found.roman)
        number = self._numbers.get(identity)
        if number is None:
            number = self._numbers[identity] = self._number
            self._number += 1
            self._words.append((found.text if found.text == found.roman else "\0".join(identity)).encode())
        forms = () if spelling_only else ("", *found.stems, *found.romans, *found.sounds)
        mark = (found.text, "\n".join((found.roman, *forms)))
        if mark not in self._marks:
            self._marks.add(mark)
            self._file(found, number, spelling_only)
        return number

    def _file(self, found: Word, number: int, spelling_only: bool) -> None:
        for key in found.keys():
            if spelling_only and key.type not in (KeyType.EXACT, KeyType.ROMAN):
                continue
            at = digest(PREFIX[key.type] + key.value)
            self._keys.extend((number, at))
            if key.type is KeyType.SOUND and len(key.value) >= 3 and key.value not in self._sounds:
                self._sounds.add(key.value)
                self._near.extend(digest(SHORTENED_KEY + short) << 32 | at for short in shortened(key.value))


_beyond_names = attrgetter(
    "periods", "countries", "form", "series", "edition", "wikidata", "sources", "note", "adjectives"
)


def record(entity: Entity) -> str:
    """What results print of an entity beyond its names; '' when there is nothing."""
    if not any(_beyond_names(entity)):
        return ""
    fields = {
        "periods": [[p.start, p.end, p.role, p.of] for p in entity.periods],
        "countries": list(entity.countries),
        "form": entity.form,
        "series": entity.series,
        "edition": entity.edition,
        "wikidata": entity.wikidata,
        "sources": list(entity.sources),
        "note": entity.note,
        "adjectives": [[a.text, a.lang] for a in entity.adjectives],
    }
    said = {name: value for name, value in fields.items() if value}
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")) if said else ""

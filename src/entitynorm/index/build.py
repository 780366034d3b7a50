"""File every name of every entity under its keys, and pack it all into one index file."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate
from zlib import crc32

from entitynorm.index.layout import Section, pack, packed
from entitynorm.model import PEOPLE, Alias, AliasType, Entity, KeyType
from entitynorm.text.keys import Word, exact_text, initialism, joined, name_words
from entitynorm.text.sound import shortened
from entitynorm.text.tables import Tables, tables

TYPES = (AliasType.NAME, AliasType.ACRONYM, AliasType.WEAK, AliasType.NOT)
PREFIX = {KeyType.EXACT: "x", KeyType.STEM: "t", KeyType.ROMAN: "r", KeyType.SOUND: "s", KeyType.MEANING: "m"}
NAME_KEY, SHORTENED_KEY, ID_KEY = "N", "d", "#"
HALF = 16  # bits of half a digest
SHARED = 1 << 15  # bytes of the dictionary that packed records share
RADIX_LOAD = 3  # the table of hash prefixes has about one entry for 2**3 keys


def digest(key: str) -> int:
    """The 32-bit value that a key is filed under; what is found there is compared with what was sought."""
    return crc32(key.encode())


def build(
    entities: Iterable[Entity], *, retired: Mapping[str, str] | None = None, known: Tables | None = None
) -> bytes:
    """The bytes of an index file of these entities; their order does not change what it answers."""
    builder = _Builder(known or tables())
    for entity in sorted(entities, key=lambda entity: entity.id):  # ties are broken by number
        builder.add(entity)
    return builder.pack(dict(retired or {}))


class _Builder:
    """Flat arrays that grow by one entity at a time."""

    def __init__(self, known: Tables) -> None:
        self.known = known
        self.ids: list[str] = []
        self.kinds: dict[str, int] = {}
        self.langs: dict[str, int] = {}
        self.entity_kind = array("B")
        self.entity_name = array("I")
        self.records: list[str] = []
        self.texts: list[str] = []
        self.name_entity, self.name_lang, self.name_type = array("I"), array("H"), array("B")
        self.name_words, self.name_start = array("I"), array("I", [0])
        self.vocabulary: dict[tuple[str, str], int] = {}
        self.postings: list[array[int]] = []
        self.word_keys: set[int] = set()  # digest << 32 | word
        self.shortened: set[int] = set()  # digest << 32 | digest of the whole skeleton
        self.name_keys = array("Q")
        self.done: set[tuple[str, str]] = set()
        self.nations: set[str] = set()
        self.kind = ""  # of the entity whose names are being filed

    def add(self, entity: Entity) -> None:
        number = len(self.ids)
        self.kind = entity.kind
        self.ids.append(entity.id)
        self.entity_kind.append(self.kinds.setdefault(entity.kind, len(self.kinds)))
        self.entity_name.append(len(self.texts))
        self.records.append(_record(entity))
        if entity.kind == "state":
            self._nation(entity)
        printed = next((a for a in entity.aliases if a.text == entity.name and a.type is not AliasType.NOT), None)
        for alias in dict.fromkeys((printed or Alias(entity.name), *entity.aliases)):
            self._name(number, alias)

    def _nation(self, entity: Entity) -> None:
        """Remember what says of which state something is, in one word: beside a name it is no part of the name."""
        for alias in (*entity.aliases, *entity.adjectives):
            found = name_words(alias.text, alias.lang, self.known)
            if len(found) == 1 and alias.type is not AliasType.NOT:
                self.nations.update((found[0].text, *found[0].stems))

    def _name(self, entity: int, alias: Alias) -> None:
        number = len(self.texts)
        found = name_words(alias.text, alias.lang, self.known)
        self.texts.append(alias.text)
        self.name_entity.append(entity)
        self.name_lang.append(self.langs.setdefault(alias.lang, len(self.langs)))
        self.name_type.append(TYPES.index(alias.type))
        if found:
            self.name_keys.append(digest(NAME_KEY + exact_text(found)) << 32 | number)
        spelling_only = alias.type is AliasType.ACRONYM
        own = [self._word(w, spelling_only) for w in found]
        self.name_words.extend(own)
        self.name_start.append(len(self.name_words))
        if alias.type is AliasType.NOT:
            return
        others = [] if spelling_only else joined(found, alias.text, alias.lang, self.known)
        filed = [*own, *(self._word(w, False) for w in others)]
        if not spelling_only and self.kind not in PEOPLE:
            short = initialism([w.text for w in found], self.known)
            filed += [self._word(w, True) for w in name_words(short, alias.lang, self.known)]
        for w in dict.fromkeys(filed):
            self.postings[w].append(number)

    def _word(self, found: Word, spelling_only: bool) -> int:
        identity = (found.text, found.roman)
        number = self.vocabulary.get(identity)
        if number is None:
            number = self.vocabulary[identity] = len(self.vocabulary)
            self.postings.append(array("I"))
        mark = (found.text, "" if spelling_only else "\n".join((*found.stems, *found.romans, *found.sounds)))
        if mark not in self.done:
            self.done.add(mark)
            self._file(found, number, spelling_only)
        return number

    def _file(self, found: Word, number: int, spelling_only: bool) -> None:
        for key in found.keys():
            if spelling_only and key.type not in (KeyType.EXACT, KeyType.ROMAN):
                continue
            at = digest(PREFIX[key.type] + key.value)
            self.word_keys.add(at << 32 | number)
            if key.type is KeyType.SOUND and len(key.value) >= 3:
                self.shortened.update(digest(SHORTENED_KEY + s) << 32 | at for s in shortened(key.value))
        if not spelling_only:
            for concept in self.known.meanings((found.text, *found.stems)):
                self.word_keys.add(digest(PREFIX[KeyType.MEANING] + concept) << 32 | number)

    def pack(self, retired: dict[str, str]) -> bytes:
        info = {
            "tables": self.known.fingerprint,
            "kinds": list(self.kinds),
            "langs": list(self.langs),
            "retired": retired,
            "entities": len(self.ids),
            "names": len(self.texts),
            "words": len(self.vocabulary),
        }
        sections: dict[str, Section] = {
            "entity.kind": self.entity_kind,
            "entity.name": self.entity_name,
            "name.entity": self.name_entity,
            "name.lang": _narrow(self.name_lang),
            "name.type": self.name_type,
            "name.words": self.name_words,
            "name.start": self.name_start,
            "word.entities": self._entity_counts(),
            "posting.start": array("I", accumulate(map(len, self.postings), initial=0)),
        }
        sections["anchor.count"] = _narrow(self._anchor())
        sections["posting.names"] = _flat(self.postings)
        sections["nations"] = "\n".join(sorted(self.nations)).encode()
        sections |= _strings("entity.id", self.ids) | _records(self.records)
        sections |= _strings("name.text", self.texts)
        words = (text if text == roman else f"{text}\0{roman}" for text, roman in self.vocabulary)
        sections |= _strings("word", words)
        sections |= _pairs("key", self.word_keys) | _pairs("near", self.shortened)
        sections |= _pairs("exact", self.name_keys)
        sections |= _pairs("id", (digest(ID_KEY + id) << 32 | n for n, id in enumerate(self.ids)))
        return pack(info, sections)

    def _entity_counts(self) -> array[int]:
        """For each word how many entities have it in a name: how little it says."""
        entities = self.name_entity
        return _narrow(array("I", (len({entities[name] for name in names}) for names in self.postings)))

    def _anchor(self) -> array[int]:
        """Put first, for each word, the names whose rarest word it is, and count them: there a scan of text starts."""
        anchors = [array("I") for _ in self.postings]
        counts = [len(names) for names in self.postings]
        starts, never = self.name_start, TYPES.index(AliasType.NOT)
        for name in range(len(self.texts)):
            own = self.name_words[starts[name] : starts[name + 1]]
            if own and self.name_type[name] != never:
                anchors[min(own, key=lambda word: (counts[word], word))].append(name)
        for word, first in enumerate(anchors):
            if first:
                self.postings[word] = array("I", dict.fromkeys((*first, *self.postings[word])))
        return array("I", map(len, anchors))


def _record(entity: Entity) -> str:
    """What results print of an entity beyond its names; '' when there is nothing."""
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


def _flat(lists: Iterable[array[int]]) -> array[int]:
    out = array("I")
    for one in lists:
        out.extend(one)
    return out


def _strings(name: str, texts: Iterable[str]) -> dict[str, Section]:
    return _bytes(name, [text.encode() for text in texts])


def _bytes(name: str, bodies: Sequence[bytes]) -> dict[str, Section]:
    return {name: b"".join(bodies), name + ".start": array("I", accumulate(map(len, bodies), initial=0))}


def _records(records: Sequence[str]) -> dict[str, Section]:
    """The records, each packed by itself with some of them as the dictionary that all share."""
    said = [record.encode() for record in records if record]
    step = max(1, len(said) * 200 // SHARED)
    shared = b"".join(said[::step])[:SHARED]
    return {"record.shared": shared, **_bytes("entity.record", [packed(record, shared) for record in records])}


def _narrow(numbers: array[int]) -> array[int]:
    """The numbers in as few bytes each as the largest one needs."""
    largest = max(numbers, default=0)
    return array("B" if largest < 1 << 8 else "H" if largest < 1 << 16 else "I", numbers)


def _pairs(name: str, pairs: Iterable[int]) -> dict[str, Section]:
    """Sorted (digest, value) pairs as two arrays, with a table from the first bits of a digest to where they start.

    Of many pairs the table tells the first half of every digest, so that only the other half is kept.
    """
    ordered = sorted(pairs)
    halved = len(ordered) >= 1 << 17
    bits = HALF if halved else max(1, min(HALF, len(ordered).bit_length() - RADIX_LOAD))
    counts = array("I", bytes(4 * ((1 << bits) + 1)))
    for pair in ordered:
        counts[(pair >> (64 - bits)) + 1] += 1
    return {
        name + ".digest": array("H", (pair >> 32 & 0xFFFF for pair in ordered))
        if halved
        else array("I", (pair >> 32 for pair in ordered)),
        name + ".value": array("I", (pair & 0xFFFFFFFF for pair in ordered)),
        name + ".radix": array("I", accumulate(counts)),
    }

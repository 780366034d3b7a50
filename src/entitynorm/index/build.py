"""File every name of every entity under its keys, and pack it all into one index file.

Entities may come in any order and be worked out by several processes: they are brought into the order of their IDs
before anything of them is numbered, so the bytes of the file are the same.
"""

from __future__ import annotations

import marshal
import zlib
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack
from functools import partial
from itertools import accumulate, chain, islice
from sys import byteorder
from typing import Any

from entitynorm.errors import DataError, DataErrors
from entitynorm.index.digest import ID_KEY, TYPES, digest
from entitynorm.index.filed import Decode, Filed, Filer, Item, Name, opener
from entitynorm.index.layout import Body, pack, packed
from entitynorm.index.spill import Column, Pairs, Runs, Texts
from entitynorm.model import AliasType, Entity
from entitynorm.text.tables import Tables, tables
from entitynorm.workers import each

HALF = 16  # bits of half a digest
MANY = 1 << 17  # so many pairs have the first half of their digests told by their place
SHARED = 1 << 15  # bytes of the dictionary that packed records share
RADIX_LOAD = 3  # the table of hash prefixes has about one entry for 2**3 keys
PROBLEMS = 100  # so many say that a source is something else
SETTLED = 1 << 12  # names after which what is held is looked at
UNMET = 0xFFFFFFFF
NEVER = TYPES.index(AliasType.NOT)

Progress = Callable[[str, int, int], None]
"""What is being done, how much of it is done, and of how much (0: not known)."""


def build(
    entities: Iterable[Entity], *, retired: Mapping[str, str] | None = None, known: Tables | None = None
) -> bytes:
    """The bytes of an index file of these entities; their order does not change what it answers."""
    own = known or tables()
    return b"".join(built([Filer(own)(entities)], own.fingerprint, retired or {}))


def filed(items: Iterable[Item], decode: Decode[Item], known: Tables, jobs: int = 1) -> Iterator[Filed]:
    """What the entities that are read from each item are filed under, in order, by so many processes."""
    items = iter(items)
    first = list(islice(items, 2))
    if jobs == 1 or len(first) < 2:
        file = Filer(known)
        return (file(*decode(item)) for item in chain(first, items))
    return each(partial(opener, decode, known.fingerprint), chain(first, items), jobs)


def built(
    found: Iterable[Filed], fingerprint: str, retired: Mapping[str, str], progress: Progress = lambda *_: None
) -> Iterator[bytes]:
    """The bytes of an index file, piece by piece; raises DataErrors with what was wrong with the sources."""
    problems: list[DataError] = []
    with ExitStack() as files:
        builder = _Builder(files, progress)
        for part in found:
            problems += part.problems
            if len(problems) >= PROBLEMS:
                raise DataErrors(problems[:PROBLEMS])
            builder.take(part)
        if problems:
            raise DataErrors(problems)
        builder.number()
        info, sections = builder.sections()
    progress("writing", 0, 0)
    return pack({"tables": fingerprint, "retired": dict(retired), **info}, sections)


class _Builder:
    """First takes what entities are filed under, in any order; then numbers all in the order of their IDs."""

    def __init__(self, files: ExitStack, progress: Progress) -> None:
        self.files, self.progress = files, progress
        self.runs = Runs(files)
        self.met: dict[bytes, int] = {}  # each word with the number of when it was met
        self.told: dict[int, array[int]] = {}  # for each filer that of its words
        self.word_keys, self.near = Pairs(files), Pairs(files)
        self.nations: set[str] = set()
        self.said = 0  # records that are not empty
        # what is numbered in the order of IDs
        self.kinds: dict[str, int] = {}
        self.sorts: dict[tuple[str, int], int] = {}  # languages and types of names
        self.ids, self.records, self.texts = Texts(files), Texts(files), Texts(files)
        self.entity_kind, self.entity_name = Column("H", files), Column("I", files)
        self.name_sort = Column("H", files)
        self.name_words, self.name_start = Column("I", files), Column("I", files)
        self.name_start.recent.append(0)
        self.more = Column("Q", files)  # name << 32 | word that it does not hold and is filed under
        self.id_keys, self.name_keys = Pairs(files), Pairs(files)
        self.all_words: list[bytes] = []  # by when they were met
        self.order: list[bytes] = []  # words by their numbers
        self.number_of = array("I")  # for each word, by when it was met
        self.counts, self.entities_of = array("I"), array("I")  # names, entities that are filed under each word
        self.last = array("I")  # the last entity of each word
        self.entities = self.names = self.held_words = 0

    def take(self, part: Filed) -> None:
        """Keep what some entities are filed under."""
        told, met = self.told.setdefault(part.filer, array("I")), self.met
        told.extend(met.setdefault(word, len(met)) for word in part.words)
        keys = part.keys
        self.word_keys.extend(at << 32 | told[word] for word, at in zip(keys[::2], keys[1::2], strict=True))
        self.near.extend(part.near)
        self.nations |= part.nations
        self.runs.extend(part.entities)
        self.word_keys.settle()
        self.near.settle()

    def number(self) -> None:
        """Number entities, names and words."""
        self.number_of = array("I", [UNMET]) * len(self.met)
        self.all_words = list(self.met)
        self.met.clear()
        settled = SETTLED
        for id, same in self.runs:
            listed = [marshal.loads(rest) for rest in same]
            if len(listed) > 1:
                listed.sort(key=_content)
            for filer, kind, record, names in listed:
                self._entity(id, kind, record)
                self._names(names, self.told[filer])
            if self.names >= settled:
                settled = self.names + SETTLED
                self._settle()

    def _settle(self) -> None:
        self.progress("numbering", self.entities, self.runs.count)
        for held in (self.ids, self.records, self.texts, self.entity_kind, self.entity_name, self.name_sort,
                     self.name_words, self.name_start, self.more, self.id_keys, self.name_keys):  # fmt: skip
            held.settle()

    def _entity(self, id: str, kind: str, record: str) -> None:
        self.id_keys.append(digest(ID_KEY + id) << 32 | self.entities)
        self.ids.append(id.encode())
        self.entity_kind.recent.append(self.kinds.setdefault(kind, len(self.kinds)))
        self.entity_name.recent.append(self.names)
        self.records.append(record.encode())
        self.said += bool(record)
        self.entities += 1

    def _names(self, names: list[Name], told: array[int]) -> None:
        """Number the names of the entity that was numbered last, and their words."""
        number_of, counts, entities_of, last = self.number_of, self.counts, self.entities_of, self.last
        entity, name = self.entities - 1, self.names
        for text, lang, type, whole, own, others in names:
            words = [number_of[told[at]] for at in own + others]
            if UNMET in words:
                words = [self._number(told[at]) for at in own + others]
            if type != NEVER:
                for word in set(words):
                    counts[word] += 1
                    if last[word] != entity:
                        last[word] = entity
                        entities_of[word] += 1
                if others:
                    held = words[: len(own)]
                    self.more.recent.extend(name << 32 | w for w in dict.fromkeys(words) if w not in held)
                    words = held
            if whole is not None:
                self.name_keys.append(whole << 32 | name)
            self.texts.append(text.encode())
            self.name_sort.recent.append(self.sorts.setdefault((lang, type), len(self.sorts)))
            self.name_words.recent.extend(words)
            self.held_words += len(words)
            self.name_start.recent.append(self.held_words)
            name += 1
        self.names = name

    def _number(self, met: int) -> int:
        """The number of a word by when it was met; a new one when it has none."""
        word = self.number_of[met]
        if word == UNMET:
            word = self.number_of[met] = len(self.order)
            self.order.append(self.all_words[met])
            self.counts.append(0)
            self.entities_of.append(0)
            self.last.append(UNMET)
        return word

    def sections(self) -> tuple[dict[str, Any], dict[str, Body]]:
        """What the header says, and all sections."""
        info = {
            "kinds": list(self.kinds),
            "sorts": list(self.sorts),
            "entities": self.entities,
            "names": self.names,
            "words": len(self.order),
        }
        words = Texts(self.files)
        for word in self.order:
            words.append(word)
        sections: dict[str, Body] = {
            "entity.kind": _narrow(self.entity_kind.view()),
            "entity.name": self.entity_name.view(),
            "name.sort": _narrow(self.name_sort.view()),
            "name.words": self.name_words.view(),
            "name.start": self.name_start.view(),
            "word.entities": _narrow(self.entities_of),
            **self._postings(),
            "nations": zlib.compress("\n".join(sorted(self.nations)).encode(), 9),
            **self.ids.sections("entity.id"),
            **_records(self.records.sections("raw"), self.said, self.files),
            **self.texts.sections("name.text"),
            **words.sections("word"),
        }
        tables = {"key": (self.word_keys, memoryview(self.number_of)), "near": (self.near, None)}
        tables |= {"exact": (self.name_keys, None), "id": (self.id_keys, None)}
        for done, (name, (pairs, numbers)) in enumerate(tables.items()):
            self.progress("sorting", done, len(tables))
            sections |= _pairs(name, *pairs.sorted(numbers))
        return info, sections

    def _postings(self) -> dict[str, Body]:
        """The names of each word, first those whose rarest word it is: there a scan of text starts."""
        counts = self.counts
        words, starts = self.name_words.view(), self.name_start.view()
        sorts, more = self.name_sort.view(), self.more.view()
        never = {number for (_, type), number in self.sorts.items() if type == NEVER}
        anchors, anchored = array("I", [UNMET]) * self.names, array("I", bytes(4 * len(counts)))
        end = 0
        for name, sort in enumerate(sorts):
            start, end = end, starts[name + 1]
            if start == end or sort in never:
                continue
            rarest = words[start]
            if end - start > 1:
                least = counts[rarest]
                for word in words[start + 1 : end]:
                    if (count := counts[word]) < least or (count == least and word < rarest):
                        least, rarest = count, word
            anchors[name] = rarest
            anchored[rarest] += 1
            if not name % SETTLED:
                self.progress("filing", name, 2 * self.names)
        begins = array("I", accumulate(counts, initial=0))
        first = begins[:-1]
        then = array("I", map(int.__add__, first, anchored))
        names = array("I", bytes(4 * begins[-1]))
        further = iter(more)
        other = next(further, UNMET << 32)
        end = 0
        for name, rarest in enumerate(anchors):
            start, end = end, starts[name + 1]
            filed = set() if sorts[name] in never else set(words[start:end])
            while other >> 32 == name:
                filed.add(other & 0xFFFFFFFF)
                other = next(further, UNMET << 32)
            for word in filed:
                if word == rarest:
                    names[first[word]] = name
                    first[word] += 1
                else:
                    names[then[word]] = name
                    then[word] += 1
            if not name % SETTLED:
                self.progress("filing", self.names + name, 2 * self.names)
        return {"posting.start": begins, "posting.names": names, "anchor.count": _narrow(anchored)}


def _content(entity: tuple[int, str, str, list[Name]]) -> tuple[str, str, list[tuple[str, str, int]]]:
    """What tells entities of one ID apart, whoever filed them."""
    _, kind, record, names = entity
    return kind, record, [name[:3] for name in names]


def _records(raw: Mapping[str, memoryview], said: int, files: ExitStack) -> dict[str, Body]:
    """The records, each packed by itself with some of them as the dictionary that all share."""
    body, starts = raw["raw"], raw["raw.start"]
    if not said:
        return {"record.shared": b"", "entity.record": body, "entity.record.start": starts}
    step, found = max(1, said * 200 // SHARED), Texts(files)
    spoken = (number for number in range(len(starts) - 1) if starts[number] < starts[number + 1])
    chosen = [number for place, number in enumerate(spoken) if not place % step]
    shared = b"".join(bytes(body[starts[number] : starts[number + 1]]) for number in chosen)[:SHARED]
    for number in range(len(starts) - 1):
        found.append(packed(str(body[starts[number] : starts[number + 1]], "utf-8"), shared))
        if not number % SETTLED:
            found.settle()
    return {"record.shared": shared, **found.sections("entity.record")}


def _narrow(numbers: memoryview | array[int]) -> array[int]:
    """The numbers in as few bytes each as the largest one needs."""
    largest = max(numbers, default=0)
    return array("B" if largest < 1 << 8 else "H" if largest < 1 << 16 else "I", numbers)


def _pairs(name: str, digests: array[int], values: array[int]) -> dict[str, Body]:
    """Sorted (digest, value) pairs as two arrays, with a table from the first bits of a digest to where they start.

    Of many pairs the table tells the first half of every digest, so that only the other half is kept.
    """
    bits = HALF if len(digests) >= MANY else max(1, min(HALF, len(digests).bit_length() - RADIX_LOAD))
    radix = array("I", (bisect_left(digests, place << 32 - bits) for place in range(1 << bits)))
    radix.append(len(digests))
    kept = digests
    if len(digests) >= MANY:
        kept = array("H")
        kept.frombytes(memoryview(digests).cast("B").cast("H")[byteorder == "big" :: 2].tobytes())
    return {name + ".digest": kept, name + ".value": values, name + ".radix": radix}

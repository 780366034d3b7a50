"""Open an index file and look things up in it; nothing is parsed but its header.

What is read is compared with its checksum the first time, see `layout.Section`.
"""

from __future__ import annotations

import json
import math
import mmap
import zlib
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property, lru_cache
from itertools import chain, pairwise
from operator import sub
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from entitynorm.errors import IndexFileError
from entitynorm.index.digest import ID_KEY, NAME_KEY, PREFIX, SHORTENED_KEY, TYPES, digest
from entitynorm.index.layout import Section, unpack, unpacked, verify
from entitynorm.model import PEOPLE, Alias, AliasType, Candidate, Entity, KeyType, Period
from entitynorm.text.numerals import numeral, regnal
from entitynorm.text.script import script_of
from entitynorm.text.tables import Tables, script_is_unspaced, tables

WORDS, NAMES, ENTITIES = 1 << 13, 1 << 13, 1 << 12  # what is remembered of each once it was read
READINGS = 1 << 16  # Latin readings, which are compared by the thousand
FEW = 1 << 9  # names that are read block by block, before the whole of a section is compared
MANY = 1 << 14  # texts that are read so
COMMONEST = 0.3  # what the commonest word tells
_FAR_SCRIPTS = 0xE0  # the least first byte, in UTF-8, of a letter of a script without spaces


class Term(NamedTuple):
    """A word of an index with all that matching asks of it."""

    text: str
    roman: str  # its Latin reading
    script: str  # ISO 15924
    number: str  # the value of a numeral, or ''
    regnal: str  # the same in the name of a person
    rarity: float  # how much it tells


class Column(Protocol):
    """A number for each of the things of an index that are numbered from 0."""

    def __getitem__(self, number: int, /) -> int: ...


class Filed(Protocol):
    """Numbers that are filed under digests."""

    def values(self, digest: int) -> list[int]: ...

    def holds(self, digest: int) -> bool: ...

    def every(self) -> Iterator[int]: ...


class Index:
    """A read-only index; words, names and entities are numbered from 0."""

    order: Callable[[tuple[bool, float, int]], Any] | None = None  # of names that promise as much: by their numbers

    def __init__(self, body: memoryview, path: str = "(memory)", known: Tables | None = None) -> None:
        info, sections = unpack(body, path)
        fingerprint = (known or tables()).fingerprint
        if info["tables"] != fingerprint:
            raise IndexFileError(
                f"{path}: built with other language tables ({info['tables']}, here {fingerprint}): build it again"
            )
        self.path = path
        self.info: dict[str, Any] = info
        self._body = body
        self.entities: int = info["entities"]
        self.names: int = info["names"]
        self.words: int = info["words"]
        self._sections = sections
        texts = ("word", "name.text", "entity.id")
        self._texts = {name: _Slices(sections[name], sections[name + ".start"]) for name in texts}
        self._unread = FEW
        self.name_entity: Column = _Owners(sections["entity.name"], self.names)
        # the languages and types of names, numbered
        self.sorts: list[tuple[str, AliasType]] = [(lang, TYPES[type]) for lang, type in info["sorts"]]
        self.name_sort: Column = sections["name.sort"]
        self._name_start: Column = sections["name.start"]
        self._name_words = sections["name.words"]
        self._posting_start: Column = sections["posting.start"]
        self._posting_names = sections["posting.names"]
        self._starts, self._names = sections["posting.start"].numbers, self._posting_names.numbers
        self._read = bytearray(self.words)  # words whose postings were compared: they are read most often of all
        self._anchor_count = sections["anchor.count"]
        self.kinds: list[str] = info["kinds"]
        self.entity_kind: Column = sections["entity.kind"]
        self._entity_name: Column = sections["entity.name"]
        self._frequency: Column = sections["word.entities"]
        self._key: Filed = _Pairs(sections, "key")
        self._near: Filed = _Pairs(sections, "near")
        self._exact: Filed = _Pairs(sections, "exact")
        self._id: Filed = _Pairs(sections, "id")
        self._remember()

    def _remember(self) -> None:
        """Make room for what is remembered once it was read."""
        self.word_text = lru_cache(WORDS)(self._word_text)
        self.term = lru_cache(WORDS)(self._term)
        self.rarity = lru_cache(WORDS)(self._rarity)
        self.words_of = lru_cache(NAMES)(self._words_of)
        self.find_id = lru_cache(ENTITIES)(self._find_id)
        self._readings: list[str] = []  # by word, '' while it was not read; a list takes the least room
        self._read_of = 0  # how many are
        self.most = math.log(self.entities + 2)  # how much a word tells that one entity has
        self.memory: dict[Any, Any] = {}  # what matching remembers of words that were sought here

    @classmethod
    def open(cls, path: str | Path, known: Tables | None = None) -> Index:
        """Open a file through mmap; raises IndexFileError when it is not a whole index of this version."""
        try:
            with Path(path).open("rb") as file:
                mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except ValueError as error:
            raise IndexFileError(f"{path}: not an entitynorm index: the file is empty") from error
        except OSError as error:
            raise IndexFileError(f"{path}: cannot be opened: {error.strerror}") from error
        return cls(memoryview(mapped), str(path), known)

    @property
    def size(self) -> int:
        """How many bytes the file has."""
        return len(self._body)

    def check(self) -> None:
        """Compare every checksum of the file; raises IndexFileError when a bit of it changed."""
        verify(self._body, self.path)

    def _string(self, section: str, number: int) -> str:
        return str(self._texts[section][number], "utf-8")

    def spelling(self, word: int) -> str:
        """What tells a word from every other: its text, and its Latin reading where that is another."""
        return self._string("word", word)

    def find_word(self, spelling: str) -> int | None:
        """The word with this text and Latin reading (see `spelling`), or None."""
        same = self._key.values(digest(PREFIX[KeyType.EXACT] + spelling.partition("\0")[0]))
        return next((word for word in same if self._string("word", word) == spelling), None)

    def _word_text(self, word: int) -> str:
        return self._string("word", word).partition("\0")[0]

    def word_roman(self, word: int) -> str:
        """The Latin reading of a word."""
        try:
            return self._readings[word] or self._word_roman(word)
        except IndexError:
            return self._word_roman(word)

    def word_romans(self, words: Iterable[int]) -> list[str]:
        """The Latin readings of words."""
        readings, read = self._readings, self._word_roman
        return [readings[word] or read(word) for word in words] if readings else [read(word) for word in words]

    def _word_roman(self, word: int) -> str:
        if not self._readings or self._read_of >= READINGS:
            self._readings, self._read_of = [""] * self.words, 0
        text, _, roman = self._string("word", word).partition("\0")
        self._readings[word] = found = roman or text
        self._read_of += 1
        return found

    def _term(self, word: int) -> Term:
        text, _, roman = self._string("word", word).partition("\0")
        return Term(text, roman or text, script_of(text), numeral(text), regnal(text), self.rarity(word))

    def words_under(self, type: KeyType, value: str) -> list[int]:
        """The words filed under a key of one word (a rare stranger whose digest is the same may be among them)."""
        found = self._key.values(digest(PREFIX[type] + value))
        if type is KeyType.ROMAN:  # a word that is written in Latin as it is read has no other key
            found += self._key.values(digest(PREFIX[KeyType.EXACT] + value))
        return found

    def holds(self, digest: int) -> bool:
        """Whether any word is filed under the digest of a key: much cheaper than asking which."""
        return self._key.holds(digest)

    @cached_property
    def digests(self) -> frozenset[int]:
        """The digests of all keys of words, for who asks for very many."""
        return frozenset(self._key.every())

    def words_near(self, skeleton: str, shortened: Iterable[str]) -> list[int]:
        """The words whose skeleton differs from this one by one class: more, less, or another."""
        wholes: dict[int, None] = {}
        for short in shortened:
            wholes.update(dict.fromkeys(self._near.values(digest(SHORTENED_KEY + short))))
            wholes[digest(PREFIX[KeyType.SOUND] + short)] = None
        wholes.update(dict.fromkeys(self._near.values(digest(SHORTENED_KEY + skeleton))))
        found: dict[int, None] = {}
        for whole in wholes:
            found.update(dict.fromkeys(self._key.values(whole)))
        return list(found)

    def count(self, word: int) -> int:
        """How many names hold a word."""
        return self._posting_start[word + 1] - self._posting_start[word]

    def entity_count(self, word: int) -> int:
        """How many entities are filed under a word."""
        return self._frequency[word]

    def _rarity(self, word: int) -> float:
        """How much a word tells: minus the log of the share of entities that have it, and never quite nothing."""
        return max(COMMONEST, self.most - math.log(self.entity_count(word) + 1))

    def names_with(self, word: int) -> memoryview:
        """The names that hold a word."""
        if not self._read[word]:
            self._posting_names.part(self._posting_start[word], self._posting_start[word + 1])
            self._read[word] = 1
        starts = self._starts
        return self._names[starts[word] : starts[word + 1]]

    def names_anchored(self, word: int) -> memoryview:
        """The names whose rarest word this is."""
        start = self._posting_start[word]
        return self._posting_names.part(start, start + self._anchor_count[word])

    def _words_of(self, name: int) -> tuple[int, ...]:
        """The words of a name, in their order."""
        if self._unread:
            self._unread -= 1
            if not self._unread:
                self._read_whole()
        starts = self._name_start
        return tuple(self._name_words.part(starts[name], starts[name + 1]))

    def _read_whole(self) -> None:
        """Compare the whole of what is read most often: from then on it is read without a look at its checksums."""
        sections = self._sections
        self._name_start = starts = sections["name.start"].whole()
        words = self._name_words.whole()
        self.words_of = lru_cache(NAMES)(lambda name: tuple(words[starts[name] : starts[name + 1]]))
        self.name_sort, self.entity_kind = sections["name.sort"].whole(), sections["entity.kind"].whole()
        self._posting_start, self._frequency = sections["posting.start"].whole(), sections["word.entities"].whole()

    @cached_property
    def nations(self) -> frozenset[str]:
        """Words that say of which state something is: names, adjectives and capitals of states, and their stems."""
        packed = self._sections["nations"].whole()
        return frozenset(str(zlib.decompress(packed), "utf-8").split("\n")) - {""}

    @cached_property
    def unspaced(self) -> dict[str, int]:
        """The first two characters of names written without spaces -> how many characters the longest of them has."""
        found: dict[str, int] = {}
        starts, letters = self._sections["word.start"].whole(), self._sections["word"].whole()
        firsts, words = self._sections["name.start"].whole(), self._name_words.whole()
        for word in range(self.words):
            if starts[word] < starts[word + 1] and letters[starts[word]] >= _FAR_SCRIPTS:
                text = self.word_text(word)
                if script_is_unspaced(script_of(text)):
                    for name in self.names_with(word):
                        first = firsts[name]
                        if words[first] == word and self.alias_type(name) is not AliasType.NOT:
                            own = words[first : firsts[name + 1]]
                            size = sum(len(self.word_text(number)) + 1 for number in own)
                            found[text[:2]] = max(size, found.get(text[:2], 0))
        return found

    def name_length(self, name: int) -> int:
        """How many words a name has."""
        return self._name_start[name + 1] - self._name_start[name]

    def name_lengths(self, names: Iterable[int]) -> list[int]:
        """How many words each of some names has."""
        starts = self._name_start
        return [starts[name + 1] - starts[name] for name in names]

    @cached_property
    def longest_name(self) -> int:
        """How many words the longest name has."""
        starts = self._sections["name.start"].whole()
        return max(map(sub, starts[1:], starts), default=0)

    def exact(self, text: str) -> list[int]:
        """The names whose words are exactly these (see `keys.exact_text`)."""
        return [
            name
            for name in self._exact.values(digest(NAME_KEY + text))
            if " ".join(map(self.word_text, self.words_of(name))) == text
        ]

    def alias_type(self, name: int) -> AliasType:
        """The type of a name."""
        return self.sorts[self.name_sort[name]][1]

    def lang_of(self, name: int) -> str:
        """The language of a name; '' when it is not known."""
        return self.sorts[self.name_sort[name]][0]

    def alias(self, name: int) -> Alias:
        """A name as its source has it."""
        return Alias(self._string("name.text", name), *self.sorts[self.name_sort[name]])

    def is_printed(self, name: int) -> bool:
        """Whether a name is the one that is printed of its entity."""
        return self._entity_name[self.name_entity[name]] == name

    def entity_id(self, entity: int) -> str:
        """The ID of an entity."""
        return self._string("entity.id", entity)

    def kind_of(self, entity: int) -> str:
        """The kind of an entity."""
        return self.kinds[self.entity_kind[entity]]

    def candidate(self, name: int) -> Candidate:
        """What a match prints for a name."""
        entity = self.name_entity[name]
        printed = self._string("name.text", self._entity_name[entity])
        return Candidate(self.entity_id(entity), printed, self.kind_of(entity), self.alias(name))

    @cached_property
    def titled(self) -> bool:
        """Whether anything but people has names here: their words are sought by meaning, too."""
        return not PEOPLE.issuperset(self.kinds)

    def _find_id(self, id: str) -> int | None:
        """The number of the entity with this ID, or None."""
        return next((e for e in self._id.values(digest(ID_KEY + id)) if self.entity_id(e) == id), None)

    def record(self, entity: int) -> dict[str, Any]:
        """What the index keeps of an entity beyond its names, as plain values."""
        starts = self._sections["entity.record.start"]
        body = self._sections["entity.record"].part(starts[entity], starts[entity + 1])
        text = unpacked(body, self._sections["record.shared"].whole())
        return json.loads(text) if text else {}

    def names_of(self, entity: int) -> Iterator[int]:
        """The names of an entity: they stand together, its printed name first."""
        name = self._entity_name[entity]
        while name < self.names and self.name_entity[name] == entity:
            yield name
            name += 1

    def name_count(self, entity: int) -> int:
        """How many names an entity has."""
        starts = self._entity_name
        return (starts[entity + 1] if entity + 1 < self.entities else self.names) - starts[entity]

    def entity(self, number: int) -> Entity:
        """An entity with all that the index keeps of it."""
        record = self.record(number)
        aliases = tuple(map(self.alias, self.names_of(number)))
        return Entity(
            self.entity_id(number),
            aliases[0].text,
            self.kind_of(number),
            aliases[1:],
            tuple(Period(*period) for period in record.get("periods", ())),
            tuple(record.get("countries", ())),
            record.get("form", ""),
            record.get("series", ""),
            record.get("edition", ""),
            record.get("wikidata", ""),
            tuple(record.get("sources", ())),
            record.get("note", ""),
        )


class _Owners:
    """The entity of each name: the names of one stand together, and its first one is known."""

    def __init__(self, firsts: Section, names: int) -> None:
        self._section = firsts
        self._alone = len(firsts) == names  # every entity has one name
        self._asked = 0
        self._firsts: memoryview | None = None  # until they were compared

    def __getitem__(self, name: int, /) -> int:
        if self._alone:
            return name
        if self._firsts is None:
            if self._asked < FEW:
                self._asked += 1
                return bisect_right(self._section, name) - 1
            self._firsts = self._section.whole()
        return bisect_right(self._firsts, name) - 1


class _Slices:
    """The parts of a section, each from its start, which another section holds, to the start of the next."""

    __slots__ = ("_asked", "_bodies", "_numbers", "_starts", "_where")

    def __init__(self, bodies: Section, starts: Section) -> None:
        self._bodies, self._starts = bodies, starts
        self._numbers, self._where = bodies.numbers, starts.numbers
        self._asked = 0

    def __getitem__(self, number: int) -> memoryview:
        if self._asked < MANY:
            self._asked += 1
            if self._asked == MANY:
                self._bodies.whole()
                self._starts.whole()
            return self._bodies.part(self._starts[number], self._starts[number + 1])
        where = self._where
        return self._numbers[where[number] : where[number + 1]]


class _Pairs:
    """Sorted (digest, value) pairs, probed through a table of the first bits of the digest."""

    def __init__(self, sections: dict[str, Section], name: str) -> None:
        self._digests, self._values = sections[name + ".digest"], sections[name + ".value"]
        self._radix = sections[name + ".radix"]
        self._shift = 32 - (len(self._radix) - 1).bit_length() + 1
        self._mask = (1 << 8 * self._digests.numbers.itemsize) - 1  # of many pairs half the digest is kept
        self._places, self._found = self._radix.numbers, self._digests.numbers
        self._read = bytearray(len(self._radix))  # places whose pairs were compared

    def values(self, digest: int) -> list[int]:
        """Every value filed under a digest."""
        place, kept = digest >> self._shift, digest & self._mask
        if not self._read[place]:
            start, end = self._radix[place], self._radix[place + 1]
            self._digests.part(start, end)
            self._values.part(start, end)
            self._read[place] = 1
        end, found = self._places[place + 1], self._found
        first = last = bisect_left(found, kept, self._places[place], end)
        while last < end and found[last] == kept:
            last += 1
        return self._values.numbers[first:last].tolist() if last > first else []

    def holds(self, digest: int) -> bool:
        """Whether any value is filed under a digest."""
        place, kept = digest >> self._shift, digest & self._mask
        end = self._radix[place + 1]
        first = bisect_left(self._digests.whole(), kept, self._radix[place], end)
        return first < end and bool(self._found[first] == kept)

    def every(self) -> Iterator[int]:
        """All digests, whole again where half of each is kept."""
        digests = self._digests.whole()
        if self._mask == 0xFFFFFFFF:
            return iter(digests)
        ends = pairwise(self._radix.whole())
        parts = (map((place << self._shift).__or__, digests[a:b]) for place, (a, b) in enumerate(ends) if b > a)
        return chain.from_iterable(parts)

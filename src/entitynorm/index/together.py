"""Several indexes searched as one: they answer as one that was built of all their entities would.

Entities, names and words of the first index keep their numbers, those of the next ones follow. A word that several
indexes have is one word, numbered where it comes first: how rare it is counts the entities of all.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import accumulate, chain
from typing import Any

from entitynorm.index.read import WORDS, Index

POSTINGS = 1 << 10  # words whose names are remembered
UNMET = 0xFFFFFFFF

Place = tuple[int, int]  # which of the indexes, and a number there


class Together(Index):
    """Indexes as one, without a file of its own."""

    def __init__(self, parts: Sequence[Index]) -> None:
        self.parts = tuple(parts)
        self.path = ", ".join(part.path for part in parts)
        self.info: dict[str, Any] = {
            **parts[0].info, "retired": dict(chain.from_iterable(part.info["retired"].items() for part in parts))
        }  # fmt: skip
        self._of_entity, self._of_name, self._of_word = (
            _Numbers([getattr(part, what) for part in parts]) for what in ("entities", "names", "words")
        )
        self.entities, self.names, self.words = self._of_entity.total, self._of_name.total, self._of_word.total
        self.sorts = list(dict.fromkeys(sort for part in parts for sort in part.sorts))
        self.kinds = list(dict.fromkeys(kind for part in parts for kind in part.kinds))
        sorts = [[self.sorts.index(sort) for sort in part.sorts] for part in parts]
        kinds = [[self.kinds.index(kind) for kind in part.kinds] for part in parts]
        owners, firsts = self._of_entity.ranges(), self._of_name.ranges()
        self.name_entity = _Column(self._of_name, [part.name_entity for part in parts], owners)
        self.name_sort = _Column(self._of_name, [part.name_sort for part in parts], sorts)
        self.entity_kind = _Column(self._of_entity, [part.entity_kind for part in parts], kinds)
        self._entity_name = _Column(self._of_entity, [part._entity_name for part in parts], firsts)
        self._key = _Filed([part._key for part in parts], self._here, self._rank)
        self._near = _Filed([part._near for part in parts], lambda at, skeleton: skeleton, int)
        self._exact = _Filed([part._exact for part in parts], self._of_name.number, int)
        self._id = _Filed([part._id for part in parts], self._of_entity.number, int)
        self._met = [array("I", [UNMET]) * part.words for part in parts]  # the number here of each word of each part
        self._places = lru_cache(WORDS)(self._places_of)
        self._rank_of = lru_cache(WORDS)(self._first_met)
        self._postings = lru_cache(POSTINGS)(self._names_with)
        self._remember()

    def _here(self, at: int, word: int) -> int:
        """The number of a word of one of the indexes: its own, or that of the same word in an earlier index."""
        found = self._met[at][word]
        if found == UNMET:
            found = self._of_word.number(at, word)
            for earlier in range(at):
                twin = self.parts[earlier].find_word(self.parts[at].spelling(word))
                if twin is not None:
                    found = self._of_word.number(earlier, twin)
                    break
            self._met[at][word] = found
        return found

    def _places_of(self, word: int) -> tuple[Place, ...]:
        """Where a word stands: in its own index, and in those after it that have it, too."""
        at, own = self._of_word.place(word)
        spelling = self.parts[at].spelling(own)
        others = [(later, self.parts[later].find_word(spelling)) for later in range(at + 1, len(self.parts))]
        return ((at, own), *((later, other) for later, other in others if other is not None))

    def _rank(self, word: int) -> tuple[str, int, int]:
        return self._rank_of(word)

    def _first_met(self, word: int) -> tuple[str, int, int]:
        """What puts words into the order in which one index numbers them: where each is first met."""
        found = []
        for at, own in self._places(word):
            part = self.parts[at]
            names, anchored = part.names_with(own), len(part.names_anchored(own))
            firsts = [names[place] for place in {0, anchored} if place < len(names)]
            if firsts:
                first = min(firsts)
                entity = part.name_entity[first]
                found.append((part.entity_id(entity), first - part._entity_name[entity], own))
        return min(found, default=("", 0, word))

    def order(self, promise: tuple[bool, float, int]) -> tuple[bool, float, str, int]:
        """What puts names that promise as much into the order in which one index numbers them."""
        later, less, name = promise
        return later, less, self.entity_id(self.name_entity[name]), name

    def _string(self, section: str, number: int) -> str:
        numbers = {"word": self._of_word, "name.text": self._of_name}.get(section, self._of_entity)
        at, own = numbers.place(number)
        return self.parts[at]._string(section, own)

    @property
    def size(self) -> int:
        """How many bytes the files have."""
        return sum(part.size for part in self.parts)

    def check(self) -> None:
        """Compare every checksum of the files; raises IndexFileError when a bit of one changed."""
        for part in self.parts:
            part.check()

    def count(self, word: int) -> int:
        """How many names hold a word."""
        return sum([self.parts[at].count(own) for at, own in self._places(word)])

    def entity_count(self, word: int) -> int:
        """How many entities are filed under a word."""
        return sum([self.parts[at].entity_count(own) for at, own in self._places(word)])

    def names_with(self, word: int) -> memoryview:
        """The names that hold a word."""
        return self._postings(word)

    def _names_with(self, word: int) -> memoryview:
        return self._joined([(at, self.parts[at].names_with(own)) for at, own in self._places(word)])

    def names_anchored(self, word: int) -> memoryview:
        """The names whose rarest word, in their own index, this is."""
        return self._joined([(at, self.parts[at].names_anchored(own)) for at, own in self._places(word)])

    def _joined(self, names: Sequence[tuple[int, memoryview]]) -> memoryview:
        if len(names) == 1 and names[0][0] == 0:
            return names[0][1]
        firsts = self._of_name.firsts
        return memoryview(array("I", [firsts[at] + name for at, own in names for name in own]))

    def _words_of(self, name: int) -> tuple[int, ...]:
        at, own = self._of_name.place(name)
        return tuple([self._here(at, word) for word in self.parts[at].words_of(own)])

    @cached_property
    def nations(self) -> frozenset[str]:
        """Words that say of which state something is: names, adjectives and capitals of states, and their stems."""
        return frozenset().union(*(part.nations for part in self.parts))

    @cached_property
    def unspaced(self) -> dict[str, int]:
        """The first two characters of names written without spaces -> how many characters the longest of them has."""
        found: dict[str, int] = {}
        for start, size in chain.from_iterable(part.unspaced.items() for part in self.parts):
            found[start] = max(size, found.get(start, 0))
        return found

    def name_length(self, name: int) -> int:
        """How many words a name has."""
        at, own = self._of_name.place(name)
        return self.parts[at].name_length(own)

    def name_lengths(self, names: Iterable[int]) -> list[int]:
        """How many words each of some names has."""
        return list(map(self.name_length, names))

    @cached_property
    def longest_name(self) -> int:
        """How many words the longest name has."""
        return max(part.longest_name for part in self.parts)

    def record(self, entity: int) -> dict[str, Any]:
        """What the index keeps of an entity beyond its names, as plain values."""
        at, own = self._of_entity.place(entity)
        return self.parts[at].record(own)


class _Numbers:
    """How things of several indexes are numbered: those of each one from its first number on."""

    def __init__(self, counts: Sequence[int]) -> None:
        *self.firsts, self.total = accumulate(counts, initial=0)

    def place(self, number: int) -> Place:
        """Which index has what is numbered so here, and its number there."""
        at = bisect_right(self.firsts, number) - 1
        return at, number - self.firsts[at]

    def number(self, at: int, own: int) -> int:
        """The number here of what has a number in one of the indexes."""
        return self.firsts[at] + own

    def ranges(self) -> list[range]:
        """The numbers of each index."""
        return [range(first, end) for first, end in zip(self.firsts, (*self.firsts[1:], self.total), strict=True)]


class _Column:
    """A column of several indexes, one after the other; what each says is told in the numbers of all together."""

    def __init__(self, numbers: _Numbers, columns: Sequence[Any], said: Sequence[Sequence[int]]) -> None:
        self._numbers, self._columns, self._said = numbers, columns, said

    def __getitem__(self, number: int, /) -> int:
        at, own = self._numbers.place(number)
        found: int = self._said[at][self._columns[at][own]]
        return found


class _Filed:
    """What several indexes have filed under digests, by the numbers that it has here and in their order."""

    def __init__(self, parts: Sequence[Any], here: Callable[[int, int], int], order: Callable[[int], Any]) -> None:
        self._parts, self._here, self._order = parts, here, order

    def values(self, digest: int) -> list[int]:
        """Every value filed under a digest."""
        parts = [(at, values) for at, part in enumerate(self._parts) if (values := part.values(digest))]
        found = [self._here(at, value) for at, values in parts for value in values]
        return sorted(set(found), key=self._order) if len(parts) > 1 else found

    def holds(self, digest: int) -> bool:
        """Whether any value is filed under a digest."""
        return any(part.holds(digest) for part in self._parts)

    def every(self) -> Iterator[int]:
        """All digests."""
        digests: Iterable[Iterable[int]] = (part.every() for part in self._parts)
        return chain.from_iterable(digests)

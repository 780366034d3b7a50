"""What is too much for memory while an index is built goes to temporary files: numbers, pairs, and runs of entities."""

from __future__ import annotations

import marshal
import mmap
import sys
from array import array
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from heapq import merge
from itertools import accumulate, groupby
from operator import itemgetter
from tempfile import TemporaryFile
from typing import IO, Any

HELD = 1 << 22  # bytes of a column that are held in memory
RUN = 1 << 18  # entities that are sorted in memory
BATCH = 1 << 10  # entities of a run that are read at a time
PARTS = 4  # pairs are parted by so many of their first bits, and sorted part by part
LOW, HIGH = (0, 1) if sys.byteorder == "little" else (1, 0)  # the halves of a 64-bit number

Filed = tuple[str, bytes]  # the ID of an entity, and the rest of it


def temporary(files: ExitStack) -> IO[bytes]:
    """A file that is gone when ``files`` are closed."""
    return files.enter_context(TemporaryFile(prefix="entitynorm-"))


class Column:
    """Numbers one after the other; append to ``recent``, and let it `settle` from time to time."""

    def __init__(self, code: str, files: ExitStack, shared: int = 1) -> None:
        self.recent = array(code)
        self._files = files
        self._most = max(1, HELD // shared // self.recent.itemsize)
        self._file: IO[bytes] | None = None
        self._view: memoryview | None = None

    def settle(self) -> None:
        """Move what is held to disk if it is much."""
        if len(self.recent) >= self._most:
            self._write()

    def _write(self) -> None:
        if self._file is None:
            self._file = temporary(self._files)
        self.recent.tofile(self._file)
        del self.recent[:]

    def view(self) -> memoryview:
        """All numbers; nothing may be appended any more."""
        if self._view is None:
            self._view = memoryview(self.recent) if self._file is None else self._mapped(self._file)
        return self._view

    def _mapped(self, written: IO[bytes]) -> memoryview:
        self._write()
        with written as file:
            file.flush()
            mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        code: Any = self.recent.typecode
        return memoryview(mapped).cast(code)


class Texts:
    """Texts one after the other, and where each begins."""

    def __init__(self, files: ExitStack) -> None:
        self._bytes, self._starts = Column("B", files), Column("I", files)
        self._starts.recent.append(0)
        self._end = 0
        self._met: list[bytes] = []
        self.append = self._met.append  # add the bytes of a text: called for every name

    def _take(self) -> None:
        self._bytes.recent.frombytes(b"".join(self._met))
        ends = array("I", accumulate(map(len, self._met), initial=self._end))
        self._starts.recent += ends[1:]
        self._end = ends[-1]
        self._met.clear()

    def settle(self) -> None:
        """Move what is held to disk if it is much."""
        self._take()
        self._bytes.settle()
        self._starts.settle()

    def sections(self, name: str) -> dict[str, memoryview]:
        """The two sections of the file."""
        self._take()
        return {name: self._bytes.view(), name + ".start": self._starts.view()}


class Pairs:
    """Pairs of 32-bit numbers, each one number of 64 bits, in parts that are sorted one by one."""

    def __init__(self, files: ExitStack) -> None:
        self._parts = [Column("Q", files, 1 << PARTS) for _ in range(1 << PARTS)]
        self._met: list[int] = []
        self.append, self.extend = self._met.append, self._met.extend  # add pairs, in any order, repeated or not

    def _take(self) -> None:
        put = [part.recent.append for part in self._parts]
        for pair in self._met:
            put[pair >> 64 - PARTS](pair)
        self._met.clear()

    def settle(self) -> None:
        """Move what is held to disk if it is much."""
        self._take()
        for part in self._parts:
            part.settle()

    def sorted(self, seconds: memoryview | None = None) -> tuple[array[int], array[int]]:
        """The first and the second numbers in the order of the pairs, each pair once; the second ones looked up."""
        self._take()
        firsts, values = array("I"), array("I")
        while self._parts:
            pairs: Iterable[int] = self._parts.pop(0).view()
            if seconds is not None:
                pairs = (pair & 0xFFFFFFFF00000000 | seconds[pair & 0xFFFFFFFF] for pair in pairs)
            halves = memoryview(array("Q", sorted(set(pairs)))).cast("B").cast("I")
            firsts.frombytes(halves[HIGH::2].tobytes())
            values.frombytes(halves[LOW::2].tobytes())
        return firsts, values


class Runs:
    """Entities in the order of their IDs: sorted in memory, or where they are many in runs on disk that are merged."""

    def __init__(self, files: ExitStack) -> None:
        self._stack = files
        self._recent: list[Filed] = []
        self._files: list[IO[bytes]] = []
        self.count = 0

    def extend(self, entities: list[Filed]) -> None:
        """Add entities in any order."""
        self._recent += entities
        self.count += len(entities)
        if len(self._recent) >= RUN:
            self._write()

    def _write(self) -> None:
        self._recent.sort()
        file = temporary(self._stack)
        for start in range(0, len(self._recent), BATCH):
            body = marshal.dumps(self._recent[start : start + BATCH])
            file.write(len(body).to_bytes(4, "little") + body)
        self._files.append(file)
        self._recent = []

    def __iter__(self) -> Iterator[tuple[str, list[bytes]]]:
        """Each ID, in order, with the rest of the entities that have it, of which there is usually one."""
        ordered: Iterable[Filed] = self._recent
        self._recent.sort()
        if self._files:
            ordered = merge(self._recent, *map(_read, self._files))
        for id, same in groupby(ordered, itemgetter(0)):
            yield id, [rest for _, rest in same]


def _read(file: IO[bytes]) -> Iterator[Filed]:
    """The entities of a run."""
    file.seek(0)
    while size := file.read(4):
        yield from marshal.loads(file.read(int.from_bytes(size, "little")))

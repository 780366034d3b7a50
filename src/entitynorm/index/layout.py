"""The file: magic, version, length and checksum of the header, JSON header, checksums of blocks, flat arrays."""

from __future__ import annotations

import json
import struct
import sys
import zlib
from array import array
from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from entitynorm.errors import IndexFileError

MAGIC = b"ENTNORM\x00"
VERSION = 6
BLOCK = 11  # a checksum is that of 2**11 bytes of a section
CHUNK = 1 << 20  # bytes that are written at a time: whole blocks
_HEAD = struct.Struct("<8sIII")  # magic, version, length of the header, checksum of the header
_WIDTH = {"B": 1, "H": 2, "I": 4, "Q": 8}
_SHIFT = {"B": 0, "H": 1, "I": 2, "Q": 3}

Body: TypeAlias = "bytes | bytearray | array[int] | memoryview"


def pack(info: Mapping[str, Any], sections: Mapping[str, Body]) -> Iterator[bytes]:
    """The bytes of an index file, piece by piece: ``info`` goes into the header, a section is bytes or numbers."""
    placed: dict[str, tuple[int, int, str]] = {}
    checks, at = array("I"), 0
    for name, section in sections.items():
        view = memoryview(section)
        placed[name] = (at, view.nbytes, view.format if view.format in _WIDTH else "B")
        for piece in _pieces(view):
            checks.extend(zlib.crc32(piece[start : start + (1 << BLOCK)]) for start in range(0, len(piece), 1 << BLOCK))
            at += len(piece)
    table = b"".join(_pieces(memoryview(checks)))
    said = {**info, "sections": placed, "blocks": len(checks), "length": len(table) + at, "check": zlib.crc32(table)}
    header = json.dumps(said, ensure_ascii=False).encode()
    header += b" " * (-(_HEAD.size + len(header)) % 8)
    yield _HEAD.pack(MAGIC, VERSION, len(header), zlib.crc32(header)) + header + table
    for section in sections.values():
        yield from _pieces(memoryview(section))


def _pieces(view: memoryview) -> Iterator[bytes]:
    """The little-endian bytes of a section, with zeros up to a multiple of eight."""
    if sys.byteorder == "big" and view.itemsize > 1:  # pragma: no cover
        turned = array(view.format, view.tobytes())
        turned.byteswap()
        view = memoryview(turned)
    raw = view.cast("B") if view.nbytes else view
    for start in range(0, view.nbytes, CHUNK):
        piece = bytes(raw[start : start + CHUNK])
        yield piece + bytes(-len(piece) % 8)


class Section:
    """The numbers of a section; a block of them is compared with its checksum before it is first read."""

    __slots__ = ("_checks", "_compared", "_name", "_raw", "numbers", "shift")

    def __init__(self, raw: memoryview, code: str, checks: memoryview, name: str) -> None:
        self.numbers = _numbers(raw, code)
        self.shift = BLOCK - _SHIFT[code]
        self._compared = bytearray(len(checks)) + b"\1"  # one flag for each block, and nothing is after the last
        self._raw, self._checks, self._name = raw, checks, name

    def __len__(self) -> int:
        return len(self.numbers)

    def __getitem__(self, number: int) -> int:
        if not self._compared[number >> self.shift]:
            self._compare(number >> self.shift)
        return self.numbers[number]

    def part(self, start: int, end: int) -> memoryview:
        """The numbers from one place up to another."""
        shift, compared = self.shift, self._compared
        if not (compared[start >> shift] and compared[end - 1 >> shift]) or end - start > 1 << shift:
            self.compare(start, end)
        return self.numbers[start:end]

    def whole(self) -> memoryview:
        """All numbers."""
        self.compare(0, len(self.numbers))
        return self.numbers

    def compare(self, start: int, end: int) -> None:
        """Compare the blocks of these numbers; raises IndexFileError when one was altered."""
        first, stop = start >> self.shift, (end - 1 >> self.shift) + 1
        block = self._compared.find(0, first, stop)
        while block >= 0:
            self._compare(block)
            block = self._compared.find(0, block + 1, stop)

    def _compare(self, block: int) -> None:
        body = self._raw[block << BLOCK : (block + 1) << BLOCK]
        check = zlib.crc32(body)
        if len(body) & 7:  # what was written has zeros up to a multiple of eight
            check = zlib.crc32(bytes(-len(body) % 8), check)
        if check != self._checks[block]:
            raise IndexFileError(f"{self._name} is damaged (block {block}): build the index again")
        self._compared[block] = 1

    def compared(self) -> list[int]:
        """The blocks that were compared."""
        return [block for block in range(len(self._checks)) if self._compared[block]]


def unpack(body: memoryview, path: str) -> tuple[dict[str, Any], dict[str, Section]]:
    """The header and the sections of an index file; raises IndexFileError unless every part lies inside the file."""
    if len(body) < _HEAD.size or bytes(body[:8]) != MAGIC:
        raise IndexFileError(f"{path}: not an entitynorm index")
    _, version, size, check = _HEAD.unpack(body[: _HEAD.size])
    if version != VERSION:
        raise IndexFileError(f"{path}: index format {version}, this library reads {VERSION}: build it again")
    header = body[_HEAD.size : _HEAD.size + size]
    if len(header) != size or zlib.crc32(header) != check:
        raise IndexFileError(f"{path}: the header is damaged or cut off")
    info = json.loads(bytes(header))
    start = _HEAD.size + size
    if len(body) != start + info["length"]:
        raise IndexFileError(f"{path}: {len(body)} bytes long, expected {start + info['length']}: cut off or altered")
    blocks = info["blocks"]
    table = body[start : start + blocks * 4 + blocks % 2 * 4]
    if zlib.crc32(table) != info["check"]:
        raise IndexFileError(f"{path}: the table of checksums is damaged")
    checks, start = _numbers(table, "I"), start + len(table)
    sections, done = {}, 0
    for name, (at, length, code) in info["sections"].items():
        raw = body[start + at : start + at + length]
        own = -(-length // (1 << BLOCK))
        if at % 8 or len(raw) != length or length % _WIDTH[code] or done + own > blocks:
            raise IndexFileError(f"{path}: section {name} does not lie in the file")
        sections[name] = Section(raw, code, checks[done : done + own], f"{path}: section {name}")
        done += own
    return info, sections


def verify(body: memoryview, path: str) -> None:
    """Compare every checksum, and what lies between the sections; raises IndexFileError when a bit of it changed."""
    info, sections = unpack(body, path)
    for section in sections.values():
        section.whole()
    start = len(body) - info["length"] + (info["blocks"] + info["blocks"] % 2) * 4
    ends = [(at + length, at + length + -length % 8) for at, length, _ in info["sections"].values()]
    if any(any(body[start + end : start + padded]) for end, padded in ends):
        raise IndexFileError(f"{path}: the space between sections is damaged")


def packed(text: str, shared: bytes) -> bytes:
    """A text in fewer bytes; ``shared`` is a dictionary of what such texts have in common. See `unpacked`."""
    if not text:
        return b""
    worker = zlib.compressobj(9, wbits=-15, zdict=shared)
    return worker.compress(text.encode()) + worker.flush()


def unpacked(body: memoryview, shared: memoryview) -> str:
    """The text that `packed` made these bytes of.

    >>> unpacked(memoryview(packed("to and fro", b"to and")), memoryview(b"to and"))
    'to and fro'
    """
    return zlib.decompressobj(wbits=-15, zdict=shared).decompress(body).decode() if body else ""


def _numbers(part: memoryview, code: str) -> memoryview:
    if code == "B" or sys.byteorder == "little":
        return part.cast(code)  # type: ignore[call-overload, no-any-return]
    turned = array(code, part.tobytes())  # pragma: no cover
    turned.byteswap()  # pragma: no cover
    return memoryview(turned)  # pragma: no cover

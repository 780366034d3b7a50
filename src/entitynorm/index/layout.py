"""The file: magic, version, length and checksum of the header, JSON header, then flat little-endian arrays."""

from __future__ import annotations

import json
import struct
import sys
import zlib
from array import array
from collections.abc import Mapping
from typing import Any, TypeAlias

from entitynorm.errors import IndexFileError

MAGIC = b"ENTNORM\x00"
VERSION = 3
_HEAD = struct.Struct("<8sIII")  # magic, version, length of the header, checksum of the header
_WIDTH = {"B": 1, "H": 2, "I": 4, "Q": 8}

Section: TypeAlias = "bytes | bytearray | array[int]"


def pack(info: Mapping[str, Any], sections: Mapping[str, Section]) -> bytes:
    """The bytes of an index file: ``info`` goes into the header, a section is bytes or an array of numbers."""
    if sys.byteorder == "big":  # pragma: no cover
        for section in sections.values():
            if isinstance(section, array):
                section.byteswap()
    bodies = {name: bytes(section) for name, section in sections.items()}
    placed: dict[str, tuple[int, int, str]] = {}
    at, check = 0, 0
    parts = []
    for name, body in bodies.items():
        section = sections[name]
        code = section.typecode if isinstance(section, array) else "B"
        placed[name] = (at, len(body), code)
        padded = body + bytes(-len(body) % 8)
        check = zlib.crc32(padded, check)
        parts.append(padded)
        at += len(padded)
    header = json.dumps({**info, "sections": placed, "length": at, "check": check}, ensure_ascii=False).encode()
    header += b" " * (-(_HEAD.size + len(header)) % 8)
    return b"".join([_HEAD.pack(MAGIC, VERSION, len(header), zlib.crc32(header)), header, *parts])


def unpack(body: memoryview, path: str) -> tuple[dict[str, Any], dict[str, memoryview]]:
    """The header and the arrays of an index file; raises IndexFileError unless every part lies inside the file."""
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
    arrays = {}
    for name, (at, length, code) in info["sections"].items():
        if at % 8 or at + length > info["length"] or length % _WIDTH[code]:
            raise IndexFileError(f"{path}: section {name} does not lie in the file")
        arrays[name] = _numbers(body[start + at : start + at + length], code)
    return info, arrays


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


def verify(body: memoryview, path: str) -> None:
    """Compare the checksum of the whole body; raises IndexFileError when a bit of it changed."""
    info, _ = unpack(body, path)
    if zlib.crc32(body[len(body) - info["length"] :]) != info["check"]:
        raise IndexFileError(f"{path}: the body is damaged: its checksum differs")

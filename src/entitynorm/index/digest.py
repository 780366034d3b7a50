"""What a key is filed under: 32 bits of it, and of the letter that says what kind of key it is."""

from __future__ import annotations

from zlib import crc32

from entitynorm.model import AliasType, KeyType

TYPES = (AliasType.NAME, AliasType.ACRONYM, AliasType.WEAK, AliasType.NOT)  # as the file numbers them
PREFIX = {KeyType.EXACT: "x", KeyType.STEM: "t", KeyType.ROMAN: "r", KeyType.SOUND: "s", KeyType.MEANING: "m"}
NAME_KEY, SHORTENED_KEY, ID_KEY = "N", "d", "#"


def digest(key: str) -> int:
    """The 32-bit value that a key is filed under; what is found there is compared with what was sought."""
    return crc32(key.encode())

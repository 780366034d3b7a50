"""What encoding a file is in: its mark says so, or its bytes fit one alone, or a library tells; else it is refused."""

from __future__ import annotations

import unicodedata
from importlib.util import find_spec

from entitynorm.errors import DataError
from entitynorm.text.script import script_of_char

# The mark of UTF-32 begins as that of UTF-16 does: it is looked for first.
MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
WIDE = (("utf-32-le", 4), ("utf-32-be", 4), ("utf-16-le", 2), ("utf-16-be", 2))
SAMPLE = 1 << 16  # characters that are looked at
GUESSED_FROM = 1 << 18  # bytes from which an old encoding is told
ADVICE = "save it as UTF-8, or name its encoding with --encoding"


def decode(data: bytes, name: str) -> str:
    """The text of bytes in UTF-8, UTF-16 or UTF-32, or in what their letters tell; raises DataError for others.

    >>> decode("\\ufeffНАТО".encode("utf-16-be"), "a.txt"), decode("НАТО и ОДКБ".encode("utf-32-le"), "a.txt")
    ('НАТО', 'НАТО и ОДКБ')
    """
    mark, encoding = next(((m, e) for m, e in MARKS if data.startswith(m)), (b"", ""))
    body = data[len(mark) :]
    try:
        text = body.decode(encoding or "utf-8")
    except UnicodeDecodeError as error:
        if mark:
            line = body[: error.start].decode(encoding, "replace").count("\n") + 1
            raise DataError(name, line, f"not text in {encoding.upper()}, as its first bytes say it is") from error
        return guessed(data, name, error)
    if "\0" not in text:
        return text
    found = "" if mark else unmarked(data)
    if not found:
        raise DataError(name, text[: text.index("\0")].count("\n") + 1, "not text: holds a zero byte")
    return data.decode(found)


def unmarked(data: bytes) -> str:
    """The wide encoding of bytes without a mark, by what all their characters are; '' when none fits alone.

    Spaces, line ends and digits tell: read in the wrong order they are letters that nobody writes together.

    >>> unmarked("Запад 2025\\n".encode("utf-16-le")), unmarked(b"GIF89a\\x00\\x01")
    ('utf-16-le', '')
    """
    best, most = "", 0
    for encoding, width in WIDE:
        if len(data) % width:
            continue
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        plain = sum(c.isascii() for c in text[:SAMPLE])
        if plain > most and is_text(text[:SAMPLE]):
            best, most = encoding, plain
    return best


def is_text(text: str) -> bool:
    """Whether all characters are such as a text holds: no control characters and none that Unicode does not assign."""
    return all(c.isspace() or unicodedata.category(c) not in ("Cc", "Cn", "Co", "Cs") for c in text)


def guessed(data: bytes, name: str, error: UnicodeDecodeError) -> str:
    """The text of bytes that are no UTF-8: wide ones without a mark, or in a legacy encoding that a library tells."""
    wide = unmarked(data) if b"\0" in data else ""
    if wide:
        return data.decode(wide)
    line = data[: error.start].count(b"\n") + 1
    if b"\0" in data:
        raise DataError(name, line, "not text: holds a zero byte") from error
    if find_spec("charset_normalizer") is None:
        raise DataError(
            name, line, f"not text in UTF-8: {ADVICE}, or install entitynorm[encodings], which tells old encodings"
        ) from error
    from charset_normalizer import from_bytes

    best = from_bytes(data[:GUESSED_FROM], threshold=0.1).best()
    if best is None:
        raise DataError(name, line, f"not text in UTF-8, nor in an encoding that can be told: {ADVICE}") from error
    try:
        text = data.decode(best.encoding)
    except UnicodeDecodeError:
        text = ""
    if not text or not is_text(text[:SAMPLE]):
        raise DataError(name, line, f"not text in UTF-8, nor in an encoding that can be told: {ADVICE}") from error
    if mostly_latin(text[:SAMPLE]):
        raise DataError(
            name, line, f"not text in UTF-8: old encodings of Latin letters are too alike to be told apart: {ADVICE}"
        ) from error
    return text


def mostly_latin(text: str) -> bool:
    """Whether the letters beyond ASCII are Latin ones: é in one old encoding is ť in another, and both are words.

    >>> mostly_latin("à l'été"), mostly_latin("Белоусов, OTAN, é")
    (True, False)
    """
    letters = [c for c in text if not c.isascii() and c.isalpha()]
    return 2 * sum(script_of_char(c) == "Latn" for c in letters) >= len(letters)

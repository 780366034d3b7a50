"""What comes in and goes out: JSON lines on the standard streams, text files, files written whole."""

from __future__ import annotations

import io
import json
import os
import select
import signal
import stat
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import IO, Any, TypeVar

from entitynorm import cache
from entitynorm.cli.encodings import decode
from entitynorm.errors import DataError, MentionError

STDIN = "-"
Row = dict[str, Any]
Reply = tuple[bytes, str]  # a line of JSON, or what is wrong

Line = TypeVar("Line", bytes, bytes | None)  # None: the next is not there yet

_BLOCK = 1 << 16

_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode
_escape = json.JSONEncoder(ensure_ascii=True, allow_nan=False).encode
_MARK = b"\xef\xbb\xbf"  # of UTF-8


def answer(reply: Callable[[Row], Mapping[str, object]]) -> int:
    """Reply to every JSON object on standard input with one on standard output, in order; returns how many failed.

    A line that is no JSON object, or whose reply raises MentionError, gets ``{"error", "line"}`` in its place.
    """
    source = sys.stdin.buffer
    return give((said(line, reply) for line in unmarked(source)), at_once=not is_file(source))


def answer_many(opener: Callable[[], Callable[[list[bytes]], Sequence[Reply]]], jobs: int) -> int:
    """As `answer`, by several processes; each gives `said` for its lines. A line that waits for more is answered."""
    from entitynorm.workers import spread

    source = sys.stdin.buffer
    return give(spread(opener, unmarked(arriving(source)), jobs), at_once=not is_file(source))


def said(line: bytes, reply: Callable[[Row], Mapping[str, object]]) -> Reply:
    """What is said to a line: a line of JSON, or what is wrong with it."""
    try:
        return encode(reply(parse(line))), ""
    except MentionError as error:
        return b"", str(error)
    except UnicodeEncodeError:
        return b"", "not Unicode text: half of a surrogate pair"


def give(replies: Iterable[Reply], *, at_once: bool) -> int:
    """Write the replies, an error with the number of its line in place of one; returns how many errors."""
    failed = 0
    with whole_lines(sys.stdout.buffer, at_once=at_once) as write:
        for number, (line, problem) in enumerate(replies, 1):
            if problem:
                failed += 1
                line = encode({"error": problem, "line": number})
            write(line)
    return failed


def unmarked(lines: Iterable[Line]) -> Iterator[Line]:
    """Lines without the mark that some programs put before the first.

    >>> list(unmarked([b"\\xef\\xbb\\xbfa", b"b"]))
    [b'a', b'b']
    """
    first = True
    for line in lines:
        if first and line is not None:
            line, first = line.removeprefix(_MARK), False
        yield line


def arriving(source: IO[bytes]) -> Iterator[bytes | None]:
    """The lines of a stream, and None again and again while the next one is not there yet."""
    begun: list[bytes] = []  # of a line whose end is not read yet
    while True:
        while not at_hand(source):
            yield None
        block = source.read1(_BLOCK) if isinstance(source, io.BufferedReader) else source.read(_BLOCK)
        *lines, rest = block.split(b"\n")
        for line in lines:
            yield b"".join([*begun, line, b"\n"])
            begun.clear()
        if rest:
            begun.append(rest)
        if not block:
            break
    if begun:
        yield b"".join(begun)


def at_hand(stream: IO[bytes], patience: float = 0.02) -> bool:
    """Whether reading would not wait; true where that cannot be told."""
    try:
        return bool(select.select([stream], [], [], patience)[0])
    except (OSError, ValueError):
        return True


def parse(line: bytes) -> Row:
    """The object on a line; raises MentionError when there is none.

    >>> parse(b'{"mention": "NATO"}')
    {'mention': 'NATO'}
    """
    try:
        row = json.loads(line.decode())
    except UnicodeDecodeError as error:
        raise MentionError(f"not UTF-8 text: byte {error.start + 1} of the line") from error
    except json.JSONDecodeError as error:
        raise MentionError(f"not JSON: {error.msg}, character {error.pos + 1}") from error
    except (ValueError, RecursionError) as error:
        raise MentionError(f"not JSON that can be read: {error}") from error
    if not isinstance(row, dict):
        raise MentionError("not a JSON object")
    return row


def field(row: Mapping[str, object], name: str) -> str:
    """A text field of an object, '' when it is absent or null; raises MentionError when it is anything else."""
    value = row.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise MentionError(f"{name}: expected a text, not {type(value).__name__}")
    return value


def encode(body: Mapping[str, object]) -> bytes:
    """One line of JSON, as UTF-8; halves of surrogate pairs, which UTF-8 has no way to write, are escaped.

    >>> encode({"mention": "ё"}).decode(), encode({"mention": "\\ud800"})
    ('{"mention": "ё"}\\n', b'{"mention": "\\\\ud800"}\\n')
    """
    try:
        return _encode(body).encode() + b"\n"
    except UnicodeEncodeError:
        return _escape(body).encode() + b"\n"


def write_json(body: Mapping[str, object]) -> None:
    """Write one line of JSON on standard output."""
    sys.stdout.buffer.write(encode(body))
    sys.stdout.buffer.flush()


@contextmanager
def whole_lines(sink: IO[bytes], *, at_once: bool) -> Iterator[Callable[[bytes], None]]:
    """A function that writes a line; an interrupt waits until the line is out, so that none is cut.

    ``at_once`` hands every line on as soon as it is written, for whoever asks one line at a time.
    """
    writing = interrupted = False

    def interrupt(number: int, frame: FrameType | None) -> None:
        nonlocal interrupted
        if not writing or interrupted:  # a second one does not wait
            raise KeyboardInterrupt
        interrupted = True

    def write(line: bytes) -> None:
        nonlocal writing
        writing = True
        rest = memoryview(line)
        while rest:  # unbuffered (python -u), a write comes back when a signal arrives
            rest = rest[sink.write(rest) :]
        if at_once:
            sink.flush()
        writing = False
        if interrupted:
            raise KeyboardInterrupt

    # Whoever had interrupts ignored (nohup, a job in the background) keeps them so.
    ours = signal.getsignal(signal.SIGINT) is signal.default_int_handler
    if ours:
        signal.signal(signal.SIGINT, interrupt)
    try:
        yield write
    finally:
        sink.flush()
        if ours:
            signal.signal(signal.SIGINT, signal.default_int_handler)


def is_file(stream: IO[bytes]) -> bool:
    """Whether a stream reads a file on disk, where nobody waits for answers before asking on."""
    try:
        return stat.S_ISREG(os.fstat(stream.fileno()).st_mode)
    except OSError:
        return False


def piped() -> bool:
    """Whether something is piped in."""
    return not sys.stdin.isatty()


def read_text(name: str, encoding: str = "") -> str:
    """The text of a file, or of standard input for ``-``, in an encoding if one is told; raises DataError."""
    try:
        data = sys.stdin.buffer.read() if name == STDIN else Path(name).read_bytes()
    except OSError as error:
        raise DataError(name, 1, f"cannot be read: {error.strerror}") from error
    if encoding:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError as error:
            line = data[: error.start].count(b"\n") + 1
            raise DataError(name, line, f"not text in {encoding}: {error.reason}") from error
    return decode(data, name)


def write_file(path: Path, body: bytes | Iterable[bytes]) -> None:
    """Write a file whole or not at all; a device or a pipe is written to as it is. Raises DataError."""
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(body if isinstance(body, bytes) else b"".join(body))
        else:
            cache.write(path.resolve(), body)
    except OSError as error:
        raise DataError(str(path), 1, f"cannot be written: {error.strerror}") from error

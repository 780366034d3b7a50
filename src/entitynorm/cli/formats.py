"""Mentions as text for other programs: JSON lines, stand-off annotations, CoNLL columns."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence

from entitynorm.cli.compare import Found, surface
from entitynorm.text.tokens import cut

OUTSIDE = "O"


def mentions(found: Found) -> list[dict[str, object]]:
    """What programs are told of the mentions in a text."""
    return [
        {
            "start": result.mention.start,
            "end": result.mention.end,
            "surface": result.mention.text,
            "id": match.id,
            "kind": match.candidate.kind,
            "score": round(match.score, 4),
        }
        for result, match in found.matches()
    ]


def jsonl(files: Iterable[Found]) -> Iterator[str]:
    """A line of JSON for each text: its file and its mentions."""
    for found in files:
        yield json.dumps({"file": found.file, "mentions": mentions(found)}, ensure_ascii=False) + "\n"


def standoff(files: Sequence[Found]) -> Iterator[str]:
    """Stand-off annotations as the brat tool reads them: ``T`` for a stretch, ``N`` for the entity that it names.

    A stretch with line breaks has one part for each line, as that format asks. Several texts are parted by a comment.
    """
    for found in files:
        if len(files) > 1:
            yield f"# {found.file}\n"
        for number, (result, match) in enumerate(found.matches(), 1):
            parts = ";".join(f"{start} {end}" for start, end in _lines(result.mention.text, result.mention.start))
            yield f"T{number}\t{match.candidate.kind} {parts}\t{surface(result)}\n"
            yield f"N{number}\tReference T{number} entitynorm:{match.id}\t{match.candidate.name}\n"


def _lines(text: str, start: int) -> Iterator[tuple[int, int]]:
    at = 0
    for line in text.splitlines(keepends=True):
        bare = line.strip()
        if bare:
            first = at + line.index(bare)
            yield start + first, start + first + len(bare)
        at += len(line)


def conll(files: Sequence[Found]) -> Iterator[str]:
    """A word a line, its tag (B- and I- with the kind, O for none) and the ID, parted by tabs; lines by a blank one.

    Words of scripts without spaces are whole runs, but for the mentions in them.
    """
    for found in files:
        if len(files) > 1:
            yield f"# {found.file}\n"
        spans = [(r.mention.start, r.mention.end, m.candidate.kind, m.id) for r, m in found.matches()]
        after, blank = 0, True
        for start, end in _pieces(found.text, spans):
            while after < len(spans) and spans[after][1] <= start:
                after += 1
            piece = found.text[start:end]
            if "\n" in piece and not blank:
                yield "\n"
                blank = True
            if not piece.strip():
                continue
            inside = after < len(spans) and spans[after][0] < end
            first, _, kind, id = spans[after] if inside else (0, 0, "", "_")
            tag = f"{'B' if first == start else 'I'}-{kind}" if inside else OUTSIDE
            yield f"{piece.strip()}\t{tag}\t{id}\n"
            blank = False
        if not blank:
            yield "\n"


def _pieces(text: str, spans: Sequence[tuple[int, int, str, str]]) -> Iterator[tuple[int, int]]:
    """Words, marks and spaces of a text, cut where mentions begin and end."""
    edges = sorted({edge for start, end, *_ in spans for edge in (start, end)})
    at, next_edge = 0, 0
    for piece in cut(text):
        stop = at + len(piece)
        while at < stop:
            while next_edge < len(edges) and edges[next_edge] <= at:
                next_edge += 1
            end = min(stop, edges[next_edge]) if next_edge < len(edges) else stop
            chunk = text[at:end]
            if len(chunk) > 1 and not chunk[0].isalnum():  # marks between words: one by one, spaces together
                space = len(chunk) - len(chunk.lstrip())
                end = at + (space or 1)
            yield at, end
            at = end

"""The texts that a command is given: files, folders, patterns and standard input; text, HTML and JSON lines."""

from __future__ import annotations

import glob
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

from entitynorm.cli.streams import STDIN, field, parse, read_text
from entitynorm.errors import DataError, MentionError

SUFFIXES = (".txt", ".html", ".htm", ".jsonl", ".ndjson")  # of the files that are read in a folder
HIDDEN = frozenset({"script", "style", "head", "title", "template", "noscript"})  # elements whose text nobody reads
BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "br",
        "dd",
        "div",
        "dl",
        "dt",
        "figcaption",
        "figure",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "td",
        "th",
        "tr",
        "ul",
    ]
)


@dataclass(frozen=True, slots=True)
class Document:
    """One text with where it is from, and what it says of its language and date."""

    name: str
    text: str
    lang: str = ""
    date: str = ""


def paths_of(names: Iterable[str]) -> list[str]:
    """The files that names mean, each once: a folder means the texts under it, a pattern what it matches.

    A name of nothing stays, so that reading it says what is wrong.
    """
    found: dict[str, None] = {}
    for name in names:
        path = Path(name)
        if name != STDIN and path.is_dir():
            inside = sorted(p for p in path.rglob("*") if p.suffix.lower() in SUFFIXES and p.is_file())
            found.update(dict.fromkeys(map(str, inside)))
        elif name != STDIN and not path.exists() and any(c in name for c in "*?["):
            found.update(dict.fromkeys(sorted(glob.glob(name, recursive=True)) or [name]))  # noqa: PTH207  (absolute, too)
        else:
            found[name] = None
    return list(found)


def documents(name: str, encoding: str = "") -> Iterator[Document]:
    """The texts of a file: one, or one a line of a JSON Lines file; raises DataError when it cannot be read."""
    text = read_text(name, encoding)
    suffix = Path(name).suffix.lower()
    if suffix in (".jsonl", ".ndjson"):
        for number, line in enumerate(text.splitlines(), 1):
            if not line.strip():
                continue
            try:
                row = parse(line.encode())
                if not isinstance(row.get("text"), str):
                    raise MentionError("text: a text is needed")
                yield Document(f"{name}:{number}", row["text"], field(row, "lang"), field(row, "date"))
            except MentionError as error:
                raise DataError(name, number, str(error)) from error
    elif suffix in (".html", ".htm"):
        yield Document(name, visible(text))
    else:
        yield Document(name, text)


def visible(page: str) -> str:
    """What a reader sees of an HTML page, a line for every block.

    >>> visible("<p>Kyiv &amp; <b>Minsk</b></p><script>no()</script><p>Moscow")
    'Kyiv & Minsk\\nMoscow\\n'
    """
    parser = _Visible()
    parser.feed(page)
    parser.close()
    lines = (" ".join(line.split()) for line in "".join(parser.pieces).split("\n"))
    return "".join(line + "\n" for line in lines if line)


class _Visible(HTMLParser):
    """Collects text, with a line break for each block; what stands in hidden elements is left out."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in HIDDEN:
            self._hidden += 1
        elif tag in BLOCKS:
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in HIDDEN:
            self._hidden = max(0, self._hidden - 1)
        elif tag in BLOCKS:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.pieces.append(data.replace("\n", " "))

"""``find``: who and what a text names, and how each of several texts spells it."""

from __future__ import annotations

import codecs
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from entitynorm.cli import formats
from entitynorm.cli.compare import Found, Row, as_json, compare
from entitynorm.cli.documents import Document, documents, paths_of
from entitynorm.cli.formats import mentions
from entitynorm.cli.options import (
    check_kinds,
    date_option,
    index_option,
    json_option,
    kinds_of,
    lang_option,
    open_normalizer,
)
from entitynorm.cli.streams import STDIN, answer, field, piped, write_file, write_json
from entitynorm.errors import DataError, MentionError
from entitynorm.normalizer import Normalizer

CONTEXT, CONTEXTS = 40, 3  # characters on each side of a name that is not known; contexts of one name
FORMATS = ("table", "json", "jsonl", "html", "standoff", "conll")


@click.command(short_help="Find who and what texts name, and how they spell it.")
@click.argument("files", metavar="[FILE]...", nargs=-1)
@click.option("--jsonl", is_flag=True, help="Read JSON lines on standard input, write JSON lines, for programs.")
@lang_option
@date_option
@click.option("--kinds", metavar="LIST", default="", help="Kinds to find: official,treaty. States only if asked for.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="table", help="How to print what is found.")
@click.option("--html", metavar="FILE", type=click.Path(path_type=Path), help="Write a page with the mentions marked.")
@click.option("--unresolved", is_flag=True, help="Print what looks like a name and is not known, as JSON lines.")
@click.option("--encoding", metavar="NAME", default="", help="Encoding of the files, if not Unicode.")
@click.option("--jobs", metavar="N", type=click.IntRange(1), default=1, help="Processes that share the files.")
@json_option
@index_option
@click.pass_context
def find(
    ctx: click.Context,
    files: tuple[str, ...],
    jsonl: bool,
    lang: str,
    date: str,
    kinds: str,
    form: str,
    html: Path | None,
    unresolved: bool,
    encoding: str,
    jobs: int,
    for_program: bool,
    indexes: tuple[Path, ...],
) -> None:
    """Find the entities that each text FILE names, and compare how the files spell them.

    \b
    entitynorm find le-monde.txt le-figaro.txt
    entitynorm find articles/ --lang fr --date 2025-10-15 --html names.html
    entitynorm find '**/*.html' --format conll --jobs 2
    echo '{"text": "Белоусов прибыл в НАТО"}' | entitynorm find --jsonl

    A FILE may be a folder, which means the .txt, .html and .jsonl files under it, or a pattern; - is standard input.
    HTML is read without its tags; a .jsonl file has a {"text", "lang"?, "date"?} a line, each a text of its own. Files
    are UTF-8, UTF-16, UTF-32, or in --encoding; old encodings are told when entitynorm[encodings] is installed. One
    that cannot be read is told of, the others are done, and the exit status is 2.

    With --jsonl a line is {"text", "lang"?, "date"?}; options stand in for what a line does not say. Its answer is
    {"mentions": [{"start", "end", "surface", "id", "kind", "score"}]}, with offsets in characters of the text; a line
    that cannot be read gets {"error", "line"}, and the exit status is 1.
    """
    if jsonl and (files or html or for_program or unresolved or form != "table"):
        raise click.UsageError("with --jsonl texts are read from standard input and answered by line, with no FILE")
    if not jsonl and not files and not piped():
        raise click.UsageError("name a FILE, or pipe a text in")
    check_encoding(encoding)
    normalizer = open_normalizer(indexes)
    wanted = tuple(filter(None, (kind.strip() for kind in kinds.split(","))))
    check_kinds(wanted, normalizer, "--kinds")
    # States are context and found only when asked for; whatever else an index holds is found.
    wanted = wanted or tuple(kind for kind in kinds_of(normalizer) if kind != "state")

    if jsonl:

        def reply(row: dict[str, Any]) -> dict[str, object]:
            if not isinstance(row.get("text"), str):
                raise MentionError("text: a text is needed")
            own = {"lang": field(row, "lang") or lang, "date": field(row, "date") or date}
            return {
                "mentions": mentions(Found("", row["text"], tuple(normalizer.find(row["text"], **own, kinds=wanted))))
            }

        ctx.exit(1 if answer(reply) else 0)

    texts, unread = read_all(files, lang, date, encoding)
    if unresolved:
        for line in unknown_names(texts, normalizer, wanted):
            click.echo(line)
        ctx.exit(2 if unread else 0)
    found = find_all(texts, normalizer, wanted, indexes, jobs)
    rows = compare(found)
    if html:
        from entitynorm.cli.page import page

        write_file(html, page(found, rows, lang).encode())
    if found:
        write(found, rows, "json" if for_program else form, lang)
    elif for_program or form == "json":
        write_json(as_json(found, rows))
    ctx.exit(2 if unread else 0)


def check_encoding(name: str) -> None:
    """Refuse the name of an encoding that nobody knows."""
    try:
        codecs.lookup(name or "utf-8")
    except LookupError:
        raise click.BadParameter(f"no such encoding: {name!r}", param_hint="--encoding") from None


def read_all(names: Sequence[str], lang: str, date: str, encoding: str) -> tuple[list[Document], int]:
    """The texts of all files with their language and date, and how many files could not be read."""
    texts: list[Document] = []
    unread = 0
    for name in paths_of(names or (STDIN,)):
        try:
            own = list(documents(name, encoding))
        except DataError as error:
            unread += 1
            click.echo(str(error), err=True)
            continue
        texts += [replace(one, lang=one.lang or lang, date=one.date or date) for one in own]
    return texts, unread


def find_all(
    texts: Sequence[Document], normalizer: Normalizer, kinds: tuple[str, ...], indexes: tuple[Path, ...], jobs: int
) -> list[Found]:
    """What every text names, in their order, with how far it is on standard error when that is a terminal."""
    total = len(texts)
    found: list[Found] = []
    if jobs > 1 and total > 1:
        from concurrent.futures import ProcessPoolExecutor
        from multiprocessing import get_context

        context = get_context("spawn")  # no state of this process, its open files and threads least of all, is copied
        with ProcessPoolExecutor(min(jobs, total), context, initializer=_open, initargs=(indexes,)) as pool:
            for one in pool.map(_find, texts, [kinds] * total):
                found.append(one)
                _tell(len(found), total)
    else:
        for text in texts:
            found.append(_found(normalizer, text, kinds))
            _tell(len(found), total)
    return found


_normalizers: list[Normalizer] = []  # of a process that shares the work


def _open(indexes: tuple[Path, ...]) -> None:
    _normalizers.append(open_normalizer(indexes))


def _find(text: Document, kinds: tuple[str, ...]) -> Found:
    return _found(_normalizers[0], text, kinds)


def _found(normalizer: Normalizer, text: Document, kinds: tuple[str, ...]) -> Found:
    return Found(text.name, text.text, tuple(normalizer.find(text.text, lang=text.lang, date=text.date, kinds=kinds)))


def _tell(done: int, total: int) -> None:
    if total > 1 and sys.stderr.isatty():
        click.echo(f"\r{done:,} of {total:,} texts" + ("\n" if done == total else ""), err=True, nl=False)


def unknown_names(texts: Sequence[Document], normalizer: Normalizer, kinds: tuple[str, ...]) -> Iterator[str]:
    """A line of JSON for each name that no entity explains, the most frequent first, with the first contexts."""
    counts: Counter[tuple[str, str]] = Counter()
    contexts: dict[tuple[str, str], list[dict[str, object]]] = {}
    for text in texts:
        for one in normalizer.unresolved(text.text, lang=text.lang, date=text.date, kinds=kinds):
            key = one.kind, " ".join(one.text.split())
            counts[key] += 1
            around = text.text[max(0, one.start - CONTEXT) : one.end + CONTEXT]
            own = contexts.setdefault(key, [])
            if len(own) < CONTEXTS:
                place = {"file": text.name, "start": one.start, "end": one.end}
                own.append({**place, "reason": one.reason, "text": " ".join(around.split())})
    for (kind, surface), count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        row = {"surface": surface, "kind": kind, "count": count, "contexts": contexts[kind, surface]}
        yield json.dumps(row, ensure_ascii=False)


def write(found: list[Found], rows: list[Row], form: str, lang: str) -> None:
    """Print what was found in one of the formats."""
    if form == "table":
        show(found, rows)
    elif form == "json":
        write_json(as_json(found, rows))
    elif form == "html":
        from entitynorm.cli.page import page

        click.echo(page(found, rows, lang), nl=False)
    else:
        for line in {"jsonl": formats.jsonl, "standoff": formats.standoff, "conll": formats.conll}[form](found):
            click.echo(line, nl=False)


def show(files: Sequence[Found], rows: Sequence[Row]) -> None:
    """Print one table of entities, with a column for every file."""
    from entitynorm.cli.table import draw

    if not rows:
        click.echo("Nothing that the gazetteers know is named here.")
        return
    draw(
        ["entity", "kind", "id", *(found.file for found in files)],
        ([row.name, row.kind, row.id, *map(spelt, row.spellings)] for row in rows),
    )


def spelt(spellings: Counter[str]) -> str:
    """Spellings with how often each occurs, the usual one first.

    >>> spelt(Counter(["Belousov", "Biélooussov", "Biélooussov"]))
    'Biélooussov ×2, Belousov ×1'
    """
    return ", ".join(f"{text} ×{count}" for text, count in spellings.most_common()) or "–"

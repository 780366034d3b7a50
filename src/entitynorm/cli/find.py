"""``find``: who and what a text names, and how each of several texts spells it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from entitynorm.cli.compare import Found, Row, as_json, compare
from entitynorm.cli.options import (
    check_kinds,
    date_option,
    index_option,
    json_option,
    kinds_of,
    lang_option,
    open_normalizer,
)
from entitynorm.cli.streams import STDIN, answer, field, piped, read_text, write_file, write_json
from entitynorm.errors import DataError, MentionError


@click.command(short_help="Find who and what texts name, and how they spell it.")
@click.argument("files", metavar="[FILE]...", nargs=-1)
@click.option("--jsonl", is_flag=True, help="Read JSON lines on standard input, write JSON lines, for programs.")
@lang_option
@date_option
@click.option("--kinds", metavar="LIST", default="", help="Kinds to find: official,treaty. States only if asked for.")
@click.option("--html", metavar="FILE", type=click.Path(path_type=Path), help="Write a page with the mentions marked.")
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
    html: Path | None,
    for_program: bool,
    indexes: tuple[Path, ...],
) -> None:
    """Find the entities that each text FILE names, and compare how the files spell them.

    \b
    entitynorm find le-monde.txt le-figaro.txt
    entitynorm find *.txt --lang fr --date 2025-10-15 --html names.html
    echo '{"text": "Белоусов прибыл в НАТО"}' | entitynorm find --jsonl

    Files are UTF-8, or UTF-16 with a byte order mark; - is standard input. One that cannot be read is told of, the
    others are done, and the exit status is 2.

    With --jsonl a line is {"text", "lang"?, "date"?}; options stand in for what a line does not say. Its answer is
    {"mentions": [{"start", "end", "surface", "id", "kind", "score"}]}, with offsets in characters of the text; a line
    that cannot be read gets {"error", "line"}, and the exit status is 1.
    """
    if jsonl and (files or html or for_program):
        raise click.UsageError("with --jsonl texts are read from standard input and answered by line, with no FILE")
    if not jsonl and not files and not piped():
        raise click.UsageError("name a FILE, or pipe a text in")
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

    found, unread = [], 0
    for name in dict.fromkeys(files or (STDIN,)):
        try:
            text = read_text(name)
        except DataError as error:
            unread += 1
            click.echo(str(error), err=True)
            continue
        found.append(Found(name, text, tuple(normalizer.find(text, lang=lang, date=date, kinds=wanted))))
    rows = compare(found)
    if html:
        from entitynorm.cli.page import page

        write_file(html, page(found, rows, lang).encode())
    if for_program:
        write_json(as_json(found, rows))
    elif found:
        show(found, rows)
    ctx.exit(2 if unread else 0)


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

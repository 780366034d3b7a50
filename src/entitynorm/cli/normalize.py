"""``normalize``: mentions in, canonical IDs out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import click

from entitynorm.cli.options import check_kinds, context_options, index_option, jobs_option, open_normalizer
from entitynorm.cli.streams import STDIN, Reply, Row, answer, answer_many, piped, read_text, said
from entitynorm.model import Context, Mention, Result, Status
from entitynorm.normalizer import Normalizer


@click.command(short_help="Give the canonical ID of mentions.")
@click.argument("mentions", metavar="[MENTION]...", nargs=-1)
@click.option("--jsonl", is_flag=True, help="Read JSON lines on standard input, write JSON lines, for programs.")
@jobs_option
@context_options
@index_option
@click.pass_context
def normalize(
    ctx: click.Context,
    /,
    mentions: tuple[str, ...],
    jsonl: bool,
    jobs: int,
    indexes: tuple[Path, ...],
    kind: str,
    **known: str,
) -> None:
    """Give the canonical ID of each MENTION, or of each line on standard input.

    \b
    entitynorm normalize Biélooussov --lang fr --date 2025-10-15
    entitynorm normalize < names.txt
    echo '{"mention": "DSNV", "lang": "fr"}' | entitynorm normalize --jsonl

    With --jsonl a line is {"mention", "lang"?, "date"?, "kind"?, "country"?, "role"?}; options stand in for what a line
    does not say. Its answer is {"mention", "id", "status", "score", "matches": [{"id", "name", "score"}]}; a line that
    cannot be read gets {"error", "line"}, and the exit status is 1.
    """
    if jsonl and mentions:
        raise click.UsageError("with --jsonl mentions are read from standard input, not from the command line")
    if not jsonl and not mentions and not piped():
        raise click.UsageError("name a MENTION, or pipe in one a line")
    normalizer = open_normalizer(indexes)
    check_kinds([kind] if kind else [], normalizer, "--kind")
    context = {name: value for name, value in {**known, "kind": kind}.items() if value}
    if jsonl and jobs > 1:
        with normalizer.on_disk() as files:
            ctx.exit(1 if answer_many(partial(liner, files, context), jobs) else 0)
    if jsonl:
        ctx.exit(1 if answer(replier(normalizer, context)) else 0)
    texts = mentions or lines(read_text(STDIN))
    show(normalizer.normalize_many((Mention(text, Context(**context)) for text in texts), jobs=jobs))


def replier(normalizer: Normalizer, context: dict[str, str]) -> Callable[[Row], dict[str, object]]:
    """What is replied to a line; ``context`` stands in for what it does not say."""

    def reply(row: Row) -> dict[str, object]:
        if context:
            row = context | {name: value for name, value in row.items() if value is not None}
        (result,) = normalizer.normalize_many([row])
        return as_json(result)

    return reply


def liner(normalizer: Normalizer, context: dict[str, str]) -> Callable[[list[bytes]], list[Reply]]:
    """The work of one process of several: from lines to what is said to them."""
    reply = replier(normalizer, context)
    return lambda lines: [said(line, reply) for line in lines]


def lines(text: str) -> Iterator[str]:
    """The lines of a text that are not blank."""
    return (line.strip() for line in text.splitlines() if line.strip())


def as_json(result: Result) -> dict[str, object]:
    """What programs are told of a result."""
    return {
        "mention": result.mention.text,
        "id": result.id,
        "status": str(result.status),
        "score": round(result.score, 4),
        "matches": [
            {"id": match.id, "name": match.candidate.name, "score": round(match.score, 4)} for match in result.matches
        ],
    }


def show(results: Iterator[Result]) -> None:
    """Print a table of results; where it is not clear who is meant, with the names that come into question."""
    from entitynorm.cli.table import STATUS_STYLE, console, one_line, table

    made = table("mention", "id", "score", "status", "name", right=["score"])
    for result in results:
        names = [match.candidate.name for match in result.matches]
        said = {Status.MATCH: names[:1], Status.AMBIGUOUS: names, Status.NIL: []}[result.status]
        cells = result.mention.text, result.id or "–", f"{result.score:.3f}", str(result.status), " or ".join(said)
        made.add_row(*map(one_line, cells), style=STATUS_STYLE[result.status])
    console().print(made)

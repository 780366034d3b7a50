"""``gazetteer impact``: what a change of YAML does, before it is merged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from entitynorm import cache
from entitynorm.cli.lint import shown
from entitynorm.cli.options import date_option, json_option, lang_option
from entitynorm.cli.streams import write_json

if TYPE_CHECKING:
    from entitynorm.impact import Answer, Change, Impact, Unreachable

Table = tuple[str, Sequence[str], list[tuple[str, ...]]]  # heading, names of columns, rows


@click.command(short_help="Show what a change of the gazetteers does.")
@click.argument("files", metavar="[FILE]...", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--base", metavar="REV", default="HEAD", show_default=True, help="Revision of git to compare with.")
@click.option(
    "--folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The gazetteer as it is now; the shipped one unless said.",
)
@click.option("--cases/--no-cases", default=True, help="Ask the cases in tests/cases of the repository too, or not.")
@click.option("--accept", is_flag=True, help="Exit with 0 even if answered IDs change.")
@click.option("--markdown", is_flag=True, help="Print Markdown, for a pull request.")
@lang_option
@date_option
@json_option
@click.pass_context
def impact(
    ctx: click.Context,
    files: tuple[Path, ...],
    base: str,
    folder: Path | None,
    cases: bool,
    accept: bool,
    markdown: bool,
    lang: str,
    date: str,
    for_program: bool,
) -> None:
    """Show what the gazetteers in the working folder answer otherwise than those of a revision.

    \b
    entitynorm gazetteer impact
    entitynorm gazetteer impact --base main articles/*.txt names.jsonl --markdown

    Asked are the cases of the library's tests and each FILE: running text, JSON lines with `mention` or `text`, or YAML
    with `cases`. Told are mentions that resolve otherwise, names that collide or are out of reach now, and IDs that
    are retired or vanish. The exit status is 1 when an answered ID changes or an ID vanishes, unless --accept.
    """
    from entitynorm.impact import compare, read_questions, revision

    if markdown and for_program:
        raise click.UsageError("--markdown and --json do not go together")
    now = folder or cache.gazetteers()
    own = sorted((now.absolute().parent / "tests" / "cases").glob("*.yaml")) if cases else []
    questions = read_questions([*own, *files], lang, date)
    with revision(now, base) as before:
        found = compare(before, now, questions)
    if for_program:
        write_json(as_json(found, base))
    elif markdown:
        click.echo("\n".join(as_markdown(found, base)))
    else:
        show(found, base)
    ctx.exit(1 if found.breaks and not accept else 0)


def summary(found: Impact, base: str) -> str:
    """What happened, in a sentence."""
    parts = [
        f"{len(found.added)} IDs added",
        f"{len(found.edited)} edited",
        f"{len(found.retired)} retired",
        f"{len(found.vanished)} vanished",
    ]
    breaking = sum(change.breaks for change in found.changes)
    asked = f"{found.asked} mentions and texts asked: {len(found.changes)} answers differ, {breaking} lose their ID"
    return f"Since {base}: {', '.join(parts)}. {asked}."


def tables(found: Impact) -> Iterator[Table]:
    """Everything found, as tables; those that would be empty are left out."""
    rows = [_change(change) for change in found.changes]
    if rows:
        yield "Answers that differ", ("mention", "language", "before", "now", "from"), rows
    rows = [(one.code, one.message, f"{shown(one.path)}:{one.line}") for one in found.collisions]
    if rows:
        yield "Names that collide now", ("code", "finding", "from"), rows
    rows = [_unreachable(one) for one in found.unreachable]
    if rows:
        yield "Names out of reach", ("name", "language", "of", "before", "now"), rows
    rows = [(id, heir) for id, heir in found.retired.items()]
    if rows:
        yield "IDs that are retired", ("ID", "leads to"), rows
    if found.vanished:
        yield "IDs that vanish", ("ID",), [(id,) for id in found.vanished]
    if found.errors:
        yield "Left out, because it cannot be read", ("problem",), [(error,) for error in found.errors]


def _change(change: Change) -> tuple[str, ...]:
    now = _said(change.after) + (" (redirected)" if change.redirected else " (ID lost)" if change.breaks else "")
    where = f"{Path(change.question.path).name}:{change.question.line}"
    return change.surface, change.question.context.lang, _said(change.before), now, where


def _unreachable(one: Unreachable) -> tuple[str, ...]:
    before = _said(one.before) if one.before else "new name"
    return one.alias.text, one.alias.lang, one.id, before, _said(one.after)


def _said(answer: Answer) -> str:
    return answer.id or answer.status


def show(found: Impact, base: str) -> None:
    """Print the tables and the summary for a person."""
    from entitynorm.cli.table import draw

    for heading, columns, rows in tables(found):
        click.echo(heading)
        draw(columns, rows)
    click.echo(summary(found, base))


def as_markdown(found: Impact, base: str) -> Iterator[str]:
    """The same for a pull request.

    >>> list(markdown_table(("name",), [("a|b",)]))
    ['| name |', '|---|', '| a\\\\|b |']
    """
    yield "### Impact on the gazetteers"
    yield ""
    yield summary(found, base)
    for heading, columns, rows in tables(found):
        yield ""
        yield f"#### {heading}"
        yield ""
        yield from markdown_table(columns, rows)


def markdown_table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """The lines of a table; what would end a cell is escaped."""
    yield f"| {' | '.join(columns)} |"
    yield f"|{'---|' * len(columns)}"
    for row in rows:
        yield f"| {' | '.join(' '.join(cell.split()).replace('|', chr(92) + '|') for cell in row)} |"


def as_json(found: Impact, base: str) -> dict[str, object]:
    """The same for programs."""
    return {
        "base": base,
        "asked": found.asked,
        "breaks": found.breaks,
        "added": list(found.added),
        "edited": list(found.edited),
        "retired": dict(found.retired),
        "vanished": list(found.vanished),
        "changes": [
            {
                "mention": change.surface,
                "lang": change.question.context.lang,
                "path": change.question.path,
                "line": change.question.line,
                "before": _row(change.before),
                "after": _row(change.after),
                "redirected": change.redirected,
                "breaks": change.breaks,
            }
            for change in found.changes
        ],
        "collisions": [
            {"path": one.path, "line": one.line, "code": one.code, "message": one.message} for one in found.collisions
        ],
        "unreachable": [
            {
                "id": one.id,
                "name": one.alias.text,
                "lang": one.alias.lang,
                "before": _row(one.before) if one.before else None,
                "after": _row(one.after),
            }
            for one in found.unreachable
        ],
        "errors": list(found.errors),
    }


def _row(answer: Answer) -> dict[str, object]:
    return {"id": answer.id or None, "status": answer.status, "score": round(answer.score, 4)}

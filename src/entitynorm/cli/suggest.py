"""``gazetteer suggest``: what the gazetteers lack of the names in real texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from entitynorm import cache
from entitynorm.cli.find import check_encoding, read_all
from entitynorm.cli.options import date_option, json_option, lang_option
from entitynorm.cli.streams import write_file, write_json
from entitynorm.errors import DataError

if TYPE_CHECKING:
    from entitynorm.normalizer import Normalizer
    from entitynorm.suggest import Proposal, Sighting

LINES = (".jsonl", ".ndjson")
SHOWN = 3  # contexts in the table


@click.command(short_help="Find what the gazetteers lack of the names in texts.")
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.option(
    "--folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The gazetteer to look names up in; the shipped one unless said.",
)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="Write all proposals to this .yaml or .jsonl file."
)
@click.option("--sure", metavar="SCORE", type=click.FloatRange(0, 1), default=0.9, show_default=True,
              help="Matches below this score are looked at again.")  # fmt: skip
@click.option("--least", metavar="N", type=click.IntRange(1), default=1, help="Only names that occur so often.")
@click.option("--top", metavar="N", type=click.IntRange(1), default=50, show_default=True, help="Rows of the table.")
@click.option("--later", is_flag=True, help="Ask again what was put off.")
@click.option("--encoding", metavar="NAME", default="", help="Encoding of texts, if not UTF-8 or UTF-16.")
@lang_option
@date_option
@json_option
@click.pass_context
def suggest(
    ctx: click.Context,
    files: tuple[str, ...],
    folder: Path | None,
    output: Path | None,
    sure: float,
    least: int,
    top: int,
    later: bool,
    encoding: str,
    lang: str,
    date: str,
    for_program: bool,
) -> None:
    """Propose new names and new entries from FILEs: what they name and no entity explains, or none well.

    \b
    entitynorm gazetteer suggest articles/ --lang fr
    entitynorm gazetteer suggest mentions.jsonl -o proposals.yaml
    entitynorm gazetteer review proposals.yaml

    A FILE is a text, a page of HTML, a folder of them or a pattern, or JSON lines with `mention` or `text`, and `lang`,
    `date`, `kind`, `country`, `role` if known. Spellings of one name, in any language, are one proposal: a new name of
    an entity, or a new entity. What is judged in judgements.yaml is not asked again.
    """
    from entitynorm.gazetteer.judgements import JUDGEMENTS, read
    from entitynorm.gazetteer.load import load
    from entitynorm.normalizer import Normalizer, open_source, shipped
    from entitynorm.suggest import propose
    from entitynorm.suggest.keep import SUFFIXES, row, written
    from entitynorm.text.tables import tables

    if output and output.suffix not in SUFFIXES:
        raise click.BadParameter(f"its name must end in {', '.join(SUFFIXES)}", param_hint="--output")
    check_encoding(encoding)
    known = tables()
    normalizer = Normalizer([open_source(folder, known) if folder else shipped(known)], known)
    gazetteer = folder or cache.gazetteers()
    judgements, _ = read(gazetteer / JUDGEMENTS)
    retired = load(gazetteer, strict=False, only=()).retired if judgements else {}
    unread: list[str] = []
    seen = list(sightings(files, normalizer, sure, lang, date, encoding, unread))
    found = propose(seen, known, judgements, retired, least=least, again=later)
    if output:
        write_file(output, written(found, output).encode())
    if for_program:
        write_json({"proposals": [row(one) for one in found]})
    else:
        show(found[:top])
        click.echo(summary(found, len(seen), top, output))
    ctx.exit(2 if unread else 0)


def sightings(
    names: Sequence[str], normalizer: Normalizer, sure: float, lang: str, date: str, encoding: str, unread: list[str]
) -> Iterator[Sighting]:
    """What is not known well in each file; a file that cannot be read is told of, and named in ``unread``."""
    from entitynorm.cli.documents import paths_of
    from entitynorm.impact import read_questions
    from entitynorm.model import Context
    from entitynorm.suggest import in_mention, in_text

    for name in paths_of(names):
        if Path(name).suffix.lower() in LINES:
            try:
                questions = read_questions([Path(name)], lang, date)
            except DataError as error:
                click.echo(str(error), err=True)
                unread.append(name)
                continue
            for one in questions:
                look = in_text if one.running else in_mention
                yield from look(one.text, one.context, f"{name}:{one.line}", normalizer, sure)
            continue
        texts, failed = read_all([name], lang, date, encoding)
        unread += [name] * failed
        for text in texts:
            yield from in_text(text.text, Context(lang=text.lang, date=text.date), text.name, normalizer, sure)


def show(found: Sequence[Proposal]) -> None:
    """Print a table, one proposal a row."""
    from entitynorm.cli.table import draw

    if found:
        rows = [
            (str(number), question(one), spelt(one), str(one.count), str(one.texts), "; ".join(one.reasons[:SHOWN]),
             one.contexts[0].text if one.contexts else "")
            for number, one in enumerate(found, 1)
        ]  # fmt: skip
        headers = ("#", "question", "spellings", "mentions", "texts", "why", "for example")
        draw(headers, rows, right=("#", "mentions", "texts"))


def question(one: Proposal) -> str:
    """What is asked."""
    return f"new name of {one.name} ({one.id})?" if one.id else f"new {one.kind or 'entity'}?"


def spelt(one: Proposal) -> str:
    """The spellings with their languages and how often each occurs."""
    return ", ".join(f"{form.surface} [{form.lang or 'und'}] ×{form.count}" for form in one.forms)


def summary(found: Sequence[Proposal], seen: int, top: int, output: Path | None) -> str:
    """How much was found, and where it is."""
    names = sum(bool(one.id) for one in found)
    line = f"{seen} mentions are not known well: {names} new names and {len(found) - names} new entities proposed"
    if len(found) > top:
        line += f", {top} shown"
    return line + (f"; written to {output}" if output else "")

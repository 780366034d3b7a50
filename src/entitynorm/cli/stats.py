"""``gazetteer stats``: what a gazetteer covers, as tables, JSON and a picture."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from entitynorm import cache
from entitynorm.cli.options import json_option
from entitynorm.cli.streams import write_file, write_json
from entitynorm.model import KINDS

if TYPE_CHECKING:
    from entitynorm.gazetteer.stats import Kind, Row, Stats


@click.command(short_help="Count what a gazetteer covers.")
@click.argument("folder", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--top", metavar="N", default=20, show_default=True, type=click.IntRange(1), help="Rows of long tables.")
@click.option("--plot", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path), help="Draw it, as SVG.")
@json_option
def stats(folder: Path | None, top: int, plot: Path | None, for_program: bool) -> None:
    """Count what a gazetteer FOLDER covers, the shipped one when none is named.

    \b
    entitynorm gazetteer stats
    entitynorm gazetteer stats my-gazetteer --plot coverage.svg

    Counted are entries by kind, drawer, country, language, year, source and age of `checked`, and those that rest on
    general knowledge alone.
    """
    from entitynorm.gazetteer.chart import chart
    from entitynorm.gazetteer.load import load
    from entitynorm.gazetteer.stats import stats as count

    counted = count(load(folder or cache.gazetteers(), strict=False))
    if plot:
        write_file(plot, chart(counted).encode())
    if for_program:
        write_json(as_json(counted))
    else:
        show(counted, top)


def show(counted: Stats, top: int) -> None:
    """Print the tables for a person."""
    from entitynorm.cli.table import draw

    heads = ("kind", "entries", "aliases", "languages", "general knowledge alone", "no source")
    draw(heads, map(_kind, counted.kinds), right=heads[1:])
    for title, rows in tables(counted):
        shown = rows[-top:] if title == "year" else rows[:top]
        draw((title, "all", *KINDS), map(_row, shown), right=("all", *KINDS))
        if len(rows) > top:
            click.echo(f"{len(rows) - top} more: --top {len(rows)}\n")


def tables(counted: Stats) -> list[tuple[str, Sequence[Row]]]:
    """The tables that count entries of each kind."""
    return [
        ("drawer", counted.drawers),
        ("country", counted.countries),
        ("language", counted.languages),
        ("year", counted.years),
        ("source", counted.sources),
        ("checked at most … ago", counted.ages),
    ]


def _kind(one: Kind) -> tuple[str, ...]:
    share = f"{one.general} ({one.general / one.entries:.0%})"
    return one.kind, str(one.entries), str(one.aliases), f"{one.languages:g}", share, str(one.unsourced)


def _row(row: Row) -> tuple[str, ...]:
    return row.label, str(row.total), *(str(row.counts.get(kind, "")) for kind in KINDS)


def as_json(counted: Stats) -> dict[str, object]:
    """The same for programs, every table whole."""

    def rows(table: Sequence[Row]) -> dict[str, dict[str, int]]:
        return {row.label: {"all": row.total, **row.counts} for row in table}

    kinds = {
        one.kind: {
            "entries": one.entries,
            "aliases": one.aliases,
            "languages": one.languages,
            "general_knowledge_alone": one.general,
            "no_source": one.unsourced,
        }
        for one in counted.kinds
    }
    names = ("drawers", "countries", "languages", "years", "sources", "ages")
    return {"kinds": kinds, **{name: rows(getattr(counted, name)) for name in names}}

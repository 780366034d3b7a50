"""``explain``, ``show`` and ``spellings``: why a mention was resolved as it was, and what is known of an entity."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from entitynorm.cli.normalize import as_json
from entitynorm.cli.options import (
    check_kinds,
    context_options,
    index_option,
    json_option,
    lang_option,
    open_normalizer,
)
from entitynorm.cli.streams import write_json
from entitynorm.model import Alias, AliasType, Entity, Match, Period, Result


@click.command(short_help="Show the reasons for and against each match of a mention.")
@click.argument("mention")
@context_options
@json_option
@index_option
def explain(mention: str, for_program: bool, indexes: tuple[Path, ...], **context: str) -> None:
    """Show every match of MENTION with its reasons. They add up to the logit of its score.

    \b
    entitynorm explain Biélooussov --lang fr
    entitynorm explain "Захід-2025" --date 2025-09-12 --json
    """
    normalizer = open_normalizer(indexes)
    check_kinds(filter(None, [context["kind"]]), normalizer, "--kind")
    result = normalizer.normalize(mention, **context)
    if for_program:
        body = as_json(result) | {
            "threshold": normalizer.threshold_for(result),
            "matches": list(map(reasons, result.matches)),
        }
        write_json(body)
    else:
        draw_reasons(result, normalizer.threshold_for(result))


def reasons(match: Match) -> dict[str, object]:
    """What programs are told of a match and of the reasons for it."""
    return {
        "id": match.id,
        "name": match.candidate.name,
        "kind": match.candidate.kind,
        "score": round(match.score, 4),
        "alias": asdict(match.candidate.alias),
        "sum": round(total(match), 4),
        "features": [{"name": f.name, "value": round(f.value, 4), "detail": f.detail} for f in match.features],
    }


def total(match: Match) -> float:
    """The sum of the reasons."""
    return sum(feature.value for feature in match.features)


def draw_reasons(result: Result, threshold: float) -> None:
    """Print the matches of a mention one below the other, each with its reasons and their sum."""
    from entitynorm.cli.table import STATUS_STYLE, console, one_line, table

    out = console()
    decided = f" {result.id}" if result.id else ""
    out.print(f"{one_line(result.mention.text)}: {result.status}{decided}", style=STATUS_STYLE[result.status])
    made = table("match", "reason", "value", "detail", right=["value"])
    for rank, match in enumerate(result.matches, 1):
        found = f"{match.candidate.name}, by {noted(match.candidate.alias, lang=True)}"
        made.add_row(f"{rank}. {match.id}", "", "", one_line(found), style="bold")
        for feature in match.features:
            made.add_row("", feature.name, f"{feature.value:+.2f}", one_line(feature.detail))
        made.add_row("", "sum", f"{total(match):+.2f}", f"score {match.score:.3f}", end_section=True)
    if result.matches:
        out.print(made)
        out.print(f"An ID is given from a score of {threshold:.3f}.")


@click.command(short_help="Show what is known of an entity.")
@click.argument("id")
@json_option
@index_option
def show(id: str, for_program: bool, indexes: tuple[Path, ...]) -> None:
    """Show the entity with this ID: its names by language, dates, roles and sources. A retired ID leads to its heir.

    \b
    entitynorm show treaty/new-start
    entitynorm show official/andrey-belousov --json
    """
    entity = open_normalizer(indexes).entity(id)
    if for_program:
        body = {name: value for name, value in asdict(entity).items() if value}
        write_json(body | ({"asked": id} if id != entity.id else {}))
        return
    from entitynorm.cli.table import draw

    if id != entity.id:
        click.echo(f"{id} is retired: it is now {entity.id}")
    draw([entity.id, entity.name], facts(entity))


def facts(entity: Entity) -> list[tuple[str, str]]:
    """What is known of an entity, a line each: a label, said once for lines of one sort, and a text."""
    rows = [("kind", entity.kind), ("form", entity.form)]
    by_language: dict[str, list[str]] = {}
    for alias in entity.aliases:
        by_language.setdefault(alias.lang, []).append(noted(alias))
    rows += [(f"names, {lang or 'any language'}", "; ".join(names)) for lang, names in by_language.items()]
    if entity.adjectives:
        rows.append(("adjectives", "; ".join(f"{alias.text} [{alias.lang}]" for alias in entity.adjectives)))
    rows += [("period", in_words(period)) for period in entity.periods]
    rows += [("countries", ", ".join(entity.countries)), ("series", entity.series), ("edition", entity.edition)]
    rows += [("wikidata", entity.wikidata), ("note", entity.note)]
    rows += [("source", source) for source in entity.sources]
    said = [(label, text) for label, text in rows if text]
    return [(label if n == 0 or said[n - 1][0] != label else "", text) for n, (label, text) in enumerate(said)]


def noted(alias: Alias, *, lang: bool = False) -> str:
    """An alias with what is particular about it.

    >>> noted(Alias("Запад", "ru", AliasType.WEAK), lang=True)
    'Запад [ru, weak]'
    """
    type = "" if alias.type is AliasType.NAME else str(alias.type)
    notes = ", ".join(filter(None, [alias.lang if lang else "", type]))
    return f"{alias.text} [{notes}]" if notes else alias.text


def in_words(period: Period) -> str:
    """A period as a person writes it.

    >>> in_words(Period("2024-05-14", role="defence-minister", of="state/ru"))
    '2024-05-14 – …, defence-minister of state/ru'
    """
    office = " of ".join(filter(None, [period.role, period.of]))
    return ", ".join(filter(None, [f"{period.start or '…'} – {period.end or '…'}", office]))


@click.command(short_help="List every expected spelling of an entity.")
@click.argument("id")
@lang_option
@index_option
def spellings(id: str, lang: str, indexes: tuple[Path, ...]) -> None:
    """List every spelling that texts may have for the entity with this ID, one a line, to search by.

    \b
    entitynorm spellings official/andrey-belousov --lang fr
    """
    for spelling in open_normalizer(indexes).spellings(id, lang):
        click.echo(spelling)

"""Options that several commands share, and the normalizer that they ask for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from entitynorm.model import KINDS
from entitynorm.normalizer import Normalizer, load

Command = TypeVar("Command", bound=Callable[..., Any])

_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?", re.ASCII)


def check_date(ctx: click.Context, param: click.Parameter, value: str) -> str:
    """Refuse what is no day, month or year."""
    if not value:
        return value
    try:
        if not _DATE.fullmatch(value):
            raise ValueError
        date.fromisoformat(value + "-01-01"[len(value) - 4 :] if len(value) < 10 else value)
    except ValueError:
        raise click.BadParameter(f"{value!r} is no date like 2025-10-15, 2025-10 or 2025") from None
    return value


def index_option(command: Command) -> Command:
    """``--index``: where names are looked up."""
    return click.option(
        "--index",
        "indexes",
        metavar="FILE",
        multiple=True,
        type=click.Path(path_type=Path),
        help="Index file, gazetteer folder or JSONL file to look names up in, instead of the shipped gazetteers. "
        "May be given several times.",
    )(command)


def lang_option(command: Command) -> Command:
    """``--lang``: what language a text is in."""
    return click.option("--lang", metavar="TAG", default="", help="Language of the text, like fr or zh-Hant.")(command)


def date_option(command: Command) -> Command:
    """``--date``: when a text was written."""
    told = "When it was written: 2025-10-15, 2025-10 or 2025."
    return click.option("--date", metavar="DATE", callback=check_date, default="", help=told)(command)


def context_options(command: Command) -> Command:
    """What is known of a mention besides its spelling."""
    command = click.option("--kind", metavar="KIND", default="", help=f"What is meant: {', '.join(KINDS)}.")(command)
    command = click.option("--role", metavar="ROLE", default="", help="Office held, like defence-minister.")(command)
    command = click.option(
        "--country", metavar="CODE", default="", help="Country that it has to do with: ru or state/ru."
    )(command)
    return lang_option(date_option(command))


def jobs_option(command: Command) -> Command:
    """``--jobs``: how many processes share the work."""
    told = "Processes that share the work; each reads the index from its file."
    return click.option("--jobs", metavar="N", type=click.IntRange(1), default=1, help=told)(command)


def json_option(command: Command) -> Command:
    """``--json``: for programs."""
    return click.option("--json", "for_program", is_flag=True, help="Print JSON, for programs.")(command)


def open_normalizer(indexes: Iterable[Path]) -> Normalizer:
    """A normalizer over the files that were named, or over the shipped gazetteers."""
    return load(*indexes)


def kinds_of(normalizer: Normalizer) -> tuple[str, ...]:
    """The kinds of entities that the indexes hold."""
    return tuple(dict.fromkeys(kind for index in normalizer.indexes for kind in index.kinds))


def check_kinds(kinds: Iterable[str], normalizer: Normalizer, option: str) -> None:
    """Refuse a kind that neither the library nor an index knows."""
    known = dict.fromkeys([*KINDS, *kinds_of(normalizer)])
    for kind in kinds:
        if kind not in known:
            raise click.BadParameter(f"no such kind: {kind!r}; the choices are {', '.join(known)}", param_hint=option)

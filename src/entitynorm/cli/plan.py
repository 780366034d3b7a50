"""How a change of entries is carried out: shown, asked about, written."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from entitynorm import cache
from entitynorm.cli import Problem

if TYPE_CHECKING:
    from entitynorm.gazetteer.edit import Plan
    from entitynorm.gazetteer.write import Change

Command = TypeVar("Command", bound=Callable[..., Any])
COLOURS = {"+": "green", "-": "red", "@": "cyan"}


def write_options(command: Command) -> Command:
    """``--folder``, ``--yes`` and ``--dry-run``, of every command that changes entries."""
    command = click.option("--dry-run", is_flag=True, help="Show what would change, write nothing.")(command)
    command = click.option("-y", "--yes", is_flag=True, help="Write without asking.")(command)
    return click.option(
        "--folder",
        metavar="FOLDER",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        help="Gazetteer to change: ./gazetteers, or that of the checkout, unless said.",
    )(command)


def own_folder(folder: Path | None) -> Path:
    """The gazetteer that is to be changed; never the copy inside an installed package."""
    if folder:
        return folder
    if (here := Path("gazetteers")).is_dir():
        return here
    if cache.is_checkout():
        return Path(os.path.relpath(cache.gazetteers()))
    raise click.UsageError("no folder gazetteers here: name the one to change with --folder")


def carry_out(plan: Plan, *, yes: bool, dry_run: bool) -> None:
    """Show what would change, ask, and write it."""
    show(plan.changes)
    for remark in plan.remarks:
        click.echo(f"note: {remark}", err=True)
    if dry_run:
        return
    if not yes and not click.confirm("Write this?", default=True, err=True):
        raise Problem("nothing was written")
    from entitynorm.gazetteer.write import write

    write(plan.changes)


def show(changes: Iterable[Change]) -> None:
    """Print changes as a unified diff."""
    from entitynorm.gazetteer.write import diff

    for line in diff(changes):
        click.secho(line, fg=COLOURS.get(line[:1]))

"""``gazetteer``: what editors do with the YAML files of entities."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from entitynorm import cache
from entitynorm.cli import draft, edit
from entitynorm.cli.options import json_option
from entitynorm.cli.streams import write_json

if TYPE_CHECKING:
    from entitynorm.gazetteer import Finding


@click.group(short_help="Check and edit gazetteers.")
def gazetteer() -> None:
    """Check and edit gazetteers, the folders of YAML files from which an index is built."""


for command in (edit.format, draft.new, draft.draft, edit.add, edit.merge, edit.retire, edit.rename, edit.schema):
    gazetteer.add_command(command)


@gazetteer.command(short_help="Report what is wrong in a gazetteer.")
@click.argument("folder", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path))
@json_option
@click.pass_context
def lint(ctx: click.Context, folder: Path | None, for_program: bool) -> None:
    """Report what is wrong in a gazetteer FOLDER; the shipped one when none is named.

    \b
    entitynorm gazetteer lint
    entitynorm gazetteer lint my-gazetteer --json

    Each finding is a line `path:line: CODE message`; codes with E are errors, those with W warnings. The exit status
    is 1 when there are errors.
    """
    from entitynorm.gazetteer import lint as findings
    from entitynorm.gazetteer import load

    loaded = load(folder or cache.gazetteers(), strict=False)
    found = findings(loaded)
    errors = sum(finding.level == "error" for finding in found)
    if for_program:
        write_json(as_json(found, len(loaded.entities)))
    else:
        for finding in found:
            click.echo(str(finding))
        click.echo(f"{len(loaded.entities)} entries: {errors} errors, {len(found) - errors} warnings")
    ctx.exit(1 if errors else 0)


def as_json(found: Sequence[Finding], entries: int) -> dict[str, object]:
    """What programs are told of the findings."""
    return {
        "entries": entries,
        "findings": [
            {"path": f.path, "line": f.line, "code": f.code, "level": f.level, "message": f.message} for f in found
        ],
    }

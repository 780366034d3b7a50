"""``gazetteer``: what editors do with the YAML files of entities."""

from __future__ import annotations

import click

from entitynorm.cli import draft, edit
from entitynorm.cli.impact import impact
from entitynorm.cli.lint import lint
from entitynorm.cli.review import review
from entitynorm.cli.stats import stats
from entitynorm.cli.suggest import suggest


@click.group(short_help="Check and edit gazetteers.")
def gazetteer() -> None:
    """Check and edit gazetteers, the folders of YAML files from which an index is built."""


for command in (edit.format, draft.new, draft.draft, edit.add, edit.merge, edit.retire, edit.rename, edit.schema):
    gazetteer.add_command(command)
for command in (lint, suggest, review, impact, stats):
    gazetteer.add_command(command)

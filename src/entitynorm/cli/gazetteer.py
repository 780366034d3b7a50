"""``gazetteer``: what editors do with the YAML files of entities."""

from __future__ import annotations

import click

from entitynorm.cli.impact import impact
from entitynorm.cli.lint import lint
from entitynorm.cli.stats import stats


@click.group(short_help="Check and edit gazetteers.")
def gazetteer() -> None:
    """Check and edit gazetteers, the folders of YAML files from which an index is built."""


gazetteer.add_command(lint)
gazetteer.add_command(impact)
gazetteer.add_command(stats)

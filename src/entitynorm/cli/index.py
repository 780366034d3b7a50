"""``index``: whether an index file is whole, and what is in it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from time import perf_counter
from typing import Any

import click

from entitynorm.cli.build import working
from entitynorm.cli.options import json_option
from entitynorm.cli.streams import write_json


@click.group(short_help="Check index files.")
def index() -> None:
    """Check index files, which build makes, and show what is in them.

    \b
    entitynorm index check names.index
    entitynorm index info names.index
    """


@index.command(short_help="Compare all checksums of index files.")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
def check(files: tuple[Path, ...]) -> None:
    """Read each FILE from end to end and compare its checksums; exit status 2 when one is damaged.

    \b
    entitynorm index check names.index

    Using an index compares what it reads with its checksums, so a damaged one gives an error, never a wrong answer;
    this says so of all of it, before it is sent to other machines.
    """
    from entitynorm.index import Index

    for path in files:
        began = perf_counter()
        with working(f"Checking {path}"):
            found = Index.open(path)
            found.check()
        seconds = perf_counter() - began
        click.echo(f"{path}: whole: {found.names:,} names, {found.size:,} bytes, {seconds:.1f} s")


@index.command(short_help="Show what an index file holds.")
@click.argument("file", type=click.Path(path_type=Path))
@json_option
def info(file: Path, for_program: bool) -> None:
    """Show how many entities, names and words FILE holds, of which kinds, and how many bytes each part takes.

    \b
    entitynorm index info names.index --json
    """
    from entitynorm.index import Index
    from entitynorm.index.layout import VERSION

    found = Index.open(file)
    counted = Counter(map(found.entity_kind.__getitem__, range(found.entities)))
    said: dict[str, Any] = {
        "format": VERSION,
        "tables": found.info["tables"],
        "bytes": found.size,
        "bytes_a_name": round(found.size / max(1, found.names), 1),
        "entities": found.entities,
        "names": found.names,
        "words": found.words,
        "languages": len({lang for lang, _ in found.sorts} - {""}),
        "kinds": {kind: counted[number] for number, kind in enumerate(found.kinds)},
        "sections": {name: length for name, (_, length, _) in found.info["sections"].items()},
    }
    if for_program:
        write_json(said)
        return
    from entitynorm.cli.table import draw

    plain = [(name.replace("_", " "), value) for name, value in said.items() if not isinstance(value, dict)]
    draw((str(file), ""), [(name, value if isinstance(value, str) else f"{value:,}") for name, value in plain])
    for title, counts in (("kind", said["kinds"]), ("section", said["sections"])):
        draw((title, "bytes" if title == "section" else "entities"), [(n, f"{c:,}") for n, c in counts.items()],
             right=("bytes", "entities"))  # fmt: skip

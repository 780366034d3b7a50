"""``build``: gazetteers in, one index file out."""

from __future__ import annotations

import sys
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from time import perf_counter

import click

from entitynorm.cli.streams import write_file


@click.command(short_help="Compile gazetteers into one index file.")
@click.argument("sources", metavar="SOURCE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", metavar="FILE", required=True, type=click.Path(path_type=Path), help="Index file to write."
)
def build(sources: tuple[Path, ...], output: Path) -> None:
    """Compile every SOURCE, a gazetteer folder or a JSONL file, into one index file.

    \b
    entitynorm build gazetteers/ people.jsonl -o names.index
    entitynorm normalize --index names.index "J. Stoltenberg"

    A line of JSONL is {"id", "kind", "names": [{"name", "lang"?, "type"?}]}; type is name, acronym, weak or not. Any
    kind is accepted: person gets the grammar of people's names, others that of phrases.
    """
    from entitynorm.index import Index
    from entitynorm.normalizer import compile_sources

    if output.exists() and any(source.exists() and source.samefile(output) for source in sources):
        raise click.UsageError(f"{output} is a source: name another file to write")
    began = perf_counter()
    with working(f"Compiling {', '.join(map(str, sources))}"):
        body = compile_sources(sources)
        write_file(output, body)
    index = Index(memoryview(body), str(output))
    seconds = perf_counter() - began
    click.echo(f"{output}: {index.entities:,} entities, {index.names:,} names, {len(body):,} bytes, {seconds:.1f} s")


def working(what: str) -> AbstractContextManager[object]:
    """A sign of life on a terminal, for as long as something takes."""
    if not sys.stderr.isatty():
        return nullcontext()
    from rich.console import Console

    return Console(stderr=True, markup=False).status(what)

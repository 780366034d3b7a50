"""``build``: gazetteers in, one index file out."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from time import perf_counter

import click

from entitynorm.cli.streams import write_file

Progress = Callable[[str, int, int], None]
TELL = 0.1  # seconds between two signs of progress


@click.command(short_help="Compile gazetteers into one index file.")
@click.argument("sources", metavar="SOURCE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", metavar="FILE", required=True, type=click.Path(path_type=Path), help="Index file to write."
)
@click.option(
    "--jobs", metavar="N", type=click.IntRange(1), help="Processes that share the work; unless said one a core."
)
def build(sources: tuple[Path, ...], output: Path, jobs: int | None) -> None:
    """Compile every SOURCE, a gazetteer folder or a JSONL file, into one index file.

    \b
    entitynorm build gazetteers/ people.jsonl -o names.index
    entitynorm normalize --index names.index "J. Stoltenberg"

    A line of JSONL is {"id", "kind", "names": [{"name", "lang"?, "type"?}]}; type is name, acronym, weak or not. Any
    kind is accepted: person gets the grammar of people's names, others that of phrases.
    """
    from entitynorm.index import Index
    from entitynorm.normalizer import compile_pieces

    if output.exists() and any(source.exists() and source.samefile(output) for source in sources):
        raise click.UsageError(f"{output} is a source: name another file to write")
    began, size = perf_counter(), 0

    def counted(pieces: Iterator[bytes]) -> Iterator[bytes]:
        nonlocal size
        for piece in pieces:
            size += len(piece)
            yield piece

    with progress(f"Compiling {', '.join(map(str, sources))}") as tell:
        write_file(output, counted(compile_pieces(sources, jobs=jobs or cores(), progress=tell)))
    seconds = perf_counter() - began
    told = f"{size:,} bytes, {seconds:.1f} s"
    if output.is_file():
        index = Index.open(output)
        told = f"{index.entities:,} entities, {index.names:,} names, {told}"
    click.echo(f"{output}: {told}")


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def working(what: str) -> AbstractContextManager[object]:
    """A sign of life on a terminal, for as long as something takes."""
    if not sys.stderr.isatty():
        return nullcontext()
    from rich.console import Console

    return Console(stderr=True, markup=False).status(what)


@contextmanager
def progress(what: str) -> Iterator[Progress | None]:
    """A bar on a terminal that a function moves: what is being done, how much of it is done, and of how much."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task, last = bar.add_task(what, total=None), 0.0

        def tell(step: str, done: int, whole: int) -> None:
            nonlocal last
            if (now := perf_counter()) - last > TELL:
                last = now
                bar.update(task, description=f"{what}: {step}", completed=done, total=whole or None)

        yield tell

"""``gazetteer lint``: what is wrong in a gazetteer, for editors, programs and code hosts."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from entitynorm import cache
from entitynorm.cli.options import json_option
from entitynorm.cli.streams import write_json

if TYPE_CHECKING:
    from entitynorm.gazetteer.lint import Finding, Report


@click.command(short_help="Report what is wrong in a gazetteer.")
@click.argument("paths", metavar="[FOLDER | FILE...]", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--code", "codes", metavar="CODE", multiple=True, help="Only findings whose code begins so: W5.")
@click.option("--github", is_flag=True, help="Print annotations, as GitHub shows them beside the lines.")
@json_option
@click.pass_context
def lint(ctx: click.Context, paths: tuple[Path, ...], codes: tuple[str, ...], github: bool, for_program: bool) -> None:
    """Report what is wrong in a gazetteer FOLDER, the shipped one when none is named, or in some FILEs of one.

    \b
    entitynorm gazetteer lint
    entitynorm gazetteer lint my-gazetteer --code E
    entitynorm gazetteer lint my-gazetteer/treaties/pact.yaml

    Each finding is a line `path:line: CODE message`; codes with E are errors, those with W warnings, and the
    documentation (reference/checks.md) says what each means. A comment `# lint: allow CODE reason` in a file allows a
    finding. Of files, clashes are looked for in the whole gazetteer, but only they are told of. The exit status is 1
    when there are errors.
    """
    if github and for_program:
        raise click.UsageError("--github and --json do not go together")
    found, entries = findings(paths)
    if codes:
        chosen = tuple(one for one in found.findings if one.code.startswith(codes))
        found = type(found)(chosen, tuple(one for one in found.allowed if one.finding.code.startswith(codes)))
    if for_program:
        write_json(as_json(found, entries))
    else:
        for one in found.findings:
            one = replace(one, path=shown(one.path))
            click.echo(annotation(one) if github else str(one))
        click.echo(summary(found, entries))
    ctx.exit(1 if found.count("error") else 0)


def findings(paths: tuple[Path, ...]) -> tuple[Report, int]:
    """What is found in the folder or the files, and how many entries were asked for."""
    from entitynorm.gazetteer.lint import report
    from entitynorm.gazetteer.lint.neighbours import load_near, root
    from entitynorm.gazetteer.load import load

    files = [path for path in paths if not path.is_dir()]
    if not files:
        if len(paths) > 1:
            raise click.UsageError("name one FOLDER, or FILEs")
        loaded = load(paths[0] if paths else cache.gazetteers(), strict=False)
        return report(loaded), len(loaded.entities)
    roots = {root(path.absolute()) for path in files}
    if len(roots) > 1 or len(files) < len(paths):
        raise click.UsageError("name one FOLDER, or FILEs of one gazetteer")
    own = frozenset(path.absolute() for path in files)
    loaded = load_near(next(iter(roots)), own)
    return report(loaded, only=frozenset(map(str, own))), len(own)


def summary(found: Report, entries: int) -> str:
    """How much was found, and how much of each code."""
    errors, warnings = found.count("error"), found.count("warning")
    line = f"{entries} entries: {errors} errors, {warnings} warnings"
    if found.allowed:
        line += f", {len(found.allowed)} allowed"
    counts = Counter(one.code for one in found.findings)
    codes = ", ".join(f"{code} {count}" for code, count in sorted(counts.items()))
    return f"{line} ({codes})" if codes else line


def annotation(found: Finding) -> str:
    """A finding as a workflow command of GitHub.

    >>> from entitynorm.gazetteer.lint import Finding
    >>> annotation(Finding("a,b.yaml", 3, "W401", "100 % missing"))
    '::warning file=a%2Cb.yaml,line=3,title=W401::100 %25 missing'
    """
    file = _escaped(found.path).replace(":", "%3A").replace(",", "%2C")
    return f"::{found.level} file={file},line={found.line},title={found.code}::{_escaped(found.message)}"


def shown(path: str) -> str:
    """A path as seen from the working folder, if it is below it."""
    here = Path.cwd()
    return Path(path).relative_to(here).as_posix() if Path(path).is_relative_to(here) else path


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def as_json(found: Report, entries: int) -> dict[str, object]:
    """What programs are told of the findings."""
    return {
        "entries": entries,
        "errors": found.count("error"),
        "warnings": found.count("warning"),
        "findings": [_row(one) for one in found.findings],
        "allowed": [{**_row(one.finding), "reason": one.reason} for one in found.allowed],
    }


def _row(one: Finding) -> dict[str, object]:
    return {"path": one.path, "line": one.line, "code": one.code, "level": one.level, "message": one.message}

"""``gazetteer review``: proposals are walked through by keyboard or by a script, and carried out at once."""

from __future__ import annotations

import getpass
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from entitynorm.cli import Problem
from entitynorm.cli.plan import own_folder, show
from entitynorm.cli.streams import STDIN, piped, read_text
from entitynorm.cli.table import one_line
from entitynorm.errors import EntitynormError

if TYPE_CHECKING:
    from entitynorm.suggest.review import Session
    from entitynorm.text.tables import Tables

KEYS = "[y]es  [n]o  [l]ater  [e]dit  [u]ndo  [q]uit"
Lines = Iterator[tuple[str, str]]  # an answer, and where it is from


@click.command(short_help="Answer proposals of suggest, one by one.")
@click.argument("file", metavar="PROPOSALS", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--answers", metavar="FILE", default="", help="Read answers from a file, one a line; - is standard input."
)
@click.option("--who", metavar="NAME", default="", help="Who judges: your name in git unless said.")
@click.option("--later", is_flag=True, help="Ask again what was put off.")
@click.option(
    "--folder",
    metavar="FOLDER",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Gazetteer to change: ./gazetteers, or that of the checkout, unless said.",
)
def review(file: Path, answers: str, who: str, later: bool, folder: Path | None) -> None:
    """Walk through the PROPOSALS that `gazetteer suggest -o` wrote, and answer each.

    \b
    entitynorm gazetteer review proposals.yaml
    printf 'yes\\nno a namesake\\nlater\\n' | entitynorm gazetteer review proposals.yaml

    yes adds the names to the entry, or writes a draft of a new one; no is a rule that matching obeys; later puts it off
    until --later. undo takes the last answer back; edit says what is to be otherwise, as in `edit lang=fr drop=2`; quit
    ends. Each answer is written at once, to the entry and to judgements.yaml, and nothing that stands there is asked
    again: quit and go on whenever you like. Without a terminal answers are read from standard input, one a line.
    """
    from entitynorm.gazetteer.load import load
    from entitynorm.suggest import keep
    from entitynorm.suggest.review import begin
    from entitynorm.text.tables import tables

    own = own_folder(folder)
    session = begin(own, load(own, strict=False), keep.read(file), again=later)
    by_key = not answers and not piped()
    lines = pressed() if by_key else said(answers or STDIN)
    session = walk(session, lines, who or person(), tables(), by_key=by_key)
    from entitynorm.gazetteer.judgements import Verdict

    counts = ", ".join(f"{session.count(verdict)} {verdict}" for verdict in Verdict)
    click.echo(f"{counts}; {len(session.left)} left")


def walk(session: Session, lines: Lines, who: str, known: Tables, *, by_key: bool) -> Session:
    """Ask what is left until there are no more answers; an answer that cannot be is told of, and ends a script."""
    from entitynorm.gazetteer.judgements import JUDGEMENTS
    from entitynorm.gazetteer.write import write
    from entitynorm.suggest.answer import understood
    from entitynorm.suggest.review import answered, asked, edited, undone

    told: Session | None = None  # the state of which the question was printed
    while session.left or session.done:
        if session is not told:
            told = session
            for line in asked(session) if session.left else ("Nothing is left: undo, or quit.",):
                click.echo(" " * (len(line) - len(line.lstrip())) + one_line(line))
        found = next(lines, None)
        if found is None:
            break
        try:
            answer = understood(found[0])
            if answer.word == "quit":
                break
            if answer.word == "undo":
                before, changes = undone(session)
                write(changes)
                session = before
                click.echo("taken back")
            elif answer.word == "edit":
                session = edited(session, answer.said)
            else:
                after = answered(session, answer, who, date.today().isoformat(), known)
                write(after.done[-1].changes)
                session = after
                show(change for change in session.done[-1].changes if change.path.name != JUDGEMENTS)
                for remark in session.done[-1].remarks:
                    click.echo(f"note: {remark}", err=True)
        except EntitynormError as error:
            if not by_key:
                raise Problem(f"{found[1]}: {error}") from error
            click.echo(str(error), err=True)
    return session


def pressed() -> Lines:
    """Answers by single keys of a terminal; a no may have a reason, an edit says what."""
    from entitynorm.suggest.answer import EDITED

    while True:
        click.echo(KEYS + " ", nl=False)
        key = click.getchar()
        click.echo(key if key.isprintable() else "")
        if key in ("\x03", "\x04", "\x1b"):
            return
        if key.lower() == "e":
            click.echo("".join(f"  {field}=  {meaning}\n" for field, meaning in EDITED.items()), nl=False)
        more = {"n": "why (empty for none)", "e": "field=value ..."}.get(key.lower())
        rest = click.prompt(more, default="", show_default=False) if more else ""
        yield f"{key} {rest}".strip(), "keyboard"


def said(name: str) -> Lines:
    """The answers of a file, one a line; empty lines and those with # are none."""
    for number, line in enumerate(read_text(name).splitlines(), 1):
        if line.strip() and not line.lstrip().startswith("#"):
            yield line.strip(), f"{'standard input' if name == STDIN else name}:{number}"


def person() -> str:
    """The name that git knows the user by, else that of the account."""
    try:
        told = subprocess.run(["git", "config", "user.name"], capture_output=True, text=True, check=False).stdout
    except OSError:
        told = ""
    return told.strip() or getpass.getuser()

"""``gazetteer new`` and ``draft``: entries made by answering questions, or of what other sources hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, TypeVar

import click

from entitynorm.cli.plan import carry_out, own_folder, write_options
from entitynorm.errors import DataError, DataErrors, EntitynormError
from entitynorm.model import KINDS

if TYPE_CHECKING:
    from entitynorm.gazetteer import Gazetteer
    from entitynorm.gazetteer.draft import Draft

Command = TypeVar("Command", bound=Callable[..., Any])

ANSWERS = {  # option -> what is asked, and said in the help
    "native": "Names in other languages, like cs=Jana Černochová; several with |",
    "acronym": "Acronyms, like fr=OTAN; several with |",
    "role": "Office, like defence-minister",
    "of": "Of which state or organisation, like cz or alliance/nato",
    "from": "Since when: in office, or held, like 2021-12-17, 2021-12 or 2021",
    "to": "Until when",
    "born": "Date of birth",
    "signed": "When it was signed",
    "in_force": "When it came into force",
    "parties": "Parties, like us|ru",
    "series": "Of an edition: its series, like exercise/zapad",
    "edition": "Of an edition: its number",
    "countries": "Who takes part, two-letter codes, like pl|us",
    "form": "What sort of body, like organisation, format or mission",
    "founded": "When it was founded",
    "members": "Members, like fr|de",
    "part_of": "What it is part of, like alliance/nato",
    "wikidata": "Its item on Wikidata, like Q42",
    "source": "Source, an address or a title; several with |",
    "checked": "The day when you compared this with its sources, if not today",
    "note": "Anything that the next editor should know",
    "drawer": "Folder within that of the kind, by country or field",
}
ASKED = {
    "official": ("native", "role", "of", "from", "to", "born", "source"),
    "treaty": ("native", "acronym", "signed", "in_force", "parties", "source", "drawer"),
    "exercise": ("native", "countries", "source"),
    "edition": ("from", "to", "countries", "source"),
    "alliance": ("native", "acronym", "form", "founded", "members", "source", "drawer"),
    "state": ("native", "source"),
}
COLUMNS = {"source": "sources"}


def answer_options(command: Command) -> Command:
    """An option for every question."""
    for name, told in reversed(ANSWERS.items()):
        flag = f"--{name.replace('_', '-')}"
        command = click.option(flag, f"answer_{name}", metavar="TEXT", help=f"{told}.")(command)
    return command


@click.command(short_help="Write a new entry.")
@click.option("--kind", type=click.Choice(KINDS), help="What it is.")
@click.option("--name", metavar="TEXT", help="The form that is printed: English, as the press writes it.")
@click.option("--id", metavar="ID", default="", help="Its ID, if not the one that follows from the name.")
@answer_options
@write_options
def new(
    kind: str | None, name: str | None, id: str, folder: Path | None, yes: bool, dry_run: bool, **said: str | None
) -> None:
    """Write a new entry: asks for what options do not say, proposes the ID, and fills in what follows from the answers.

    \b
    entitynorm gazetteer new
    entitynorm gazetteer new --kind official --name "Jana Černochová" --role defence-minister --of cz --from 2021-12-17

    With --yes nothing is asked. An ID that exists, or ever did, is refused.
    """
    from entitynorm.gazetteer.draft import draft as drafted
    from entitynorm.gazetteer.draft import edition_of, plan
    from entitynorm.gazetteer.load import load
    from entitynorm.text.tables import tables

    known = tables()
    folder = own_folder(folder)
    gazetteer = load(folder, strict=False)
    asks = not yes
    kind = kind or (click.prompt("Kind", type=click.Choice(KINDS), err=True) if asks else None)
    name = name or (click.prompt("Name, in English, as the press writes it", err=True) if asks else None)
    if not kind or not name:
        raise click.UsageError("with --yes say --kind and --name")
    answers = {key.removeprefix("answer_"): value for key, value in said.items() if value}
    flat = {key: check(kind, key, value, gazetteer) for key, value in answers.items()}
    if asks and not id:
        id = ask_id(kind, name, gazetteer)
    edition = kind == "exercise" and ("series" in flat or edition_of(name, gazetteer.entities) is not None)
    for key in ASKED["edition" if edition else kind] if asks else ():
        if key not in flat and (value := ask(kind, key, gazetteer)):
            flat[key] = value
    drawer = flat.pop("drawer", "")
    flat.setdefault("checked", date.today().isoformat())
    entry = {**entry_of(kind, flat, gazetteer), "id": id, "name": name.strip()}
    made = drafted(kind, entry, gazetteer, known, drawer)
    carry_out(plan([made], folder, noted=False), yes=yes, dry_run=dry_run)


def ask_id(kind: str, name: str, gazetteer: Gazetteer) -> str:
    """The ID that is proposed, or another one."""
    from entitynorm.gazetteer.draft import propose_id
    from entitynorm.text.tables import tables

    try:
        proposed = propose_id(kind, {"name": name}, tables(), gazetteer)
    except EntitynormError as error:
        click.echo(str(error), err=True)
        proposed = None
    answer: str = click.prompt("ID", default=proposed, err=True)
    return answer


def ask(kind: str, key: str, gazetteer: Gazetteer) -> str:
    """The answer to a question, '' for none; asked again while there is something wrong with it."""
    answer: str = click.prompt(
        f"{ANSWERS[key]} (empty to leave out)",
        default="",
        show_default=False,
        err=True,
        value_proc=lambda value: check(kind, key, value, gazetteer) if value.strip() else "",
    )
    return answer


def check(kind: str, key: str, value: str, gazetteer: Gazetteer) -> str:
    """An answer as it may stand in a table; raises BadParameter."""
    from entitynorm.gazetteer.schema import SHAPES, references

    if key in ("parties", "members", "countries"):
        value = value.replace(",", "|")
    option = f"--{key.replace('_', '-')}"
    try:
        said = entry_of(kind, {key: value}, gazetteer) if key != "drawer" else {}
    except ValueError as problem:
        raise click.BadParameter(str(problem), param_hint=option) from problem
    for _, fault in SHAPES[kind].check({"id": f"{kind}/x", "name": "X", **said}):
        if not fault.endswith(" is missing"):  # what another question is for
            raise click.BadParameter(fault, param_hint=option)
    whole = {field: value for field, value in said.items() if field != "roles" or key == "of"}
    if "roles" in whole:
        whole["roles"] = [{"role": "other", **role} for role in whole["roles"]]
    live = {entity.id for entity in gazetteer.entities}
    for id in (id for id, _ in references(whole) if id not in live):
        raise click.BadParameter(f"{id} does not exist{suggest(id, live)}", param_hint=option)
    return value


def suggest(id: str, live: set[str]) -> str:
    """IDs that look like one, for the end of a message."""
    from difflib import get_close_matches

    near = get_close_matches(id, live, n=3)
    return f"; did you mean {' or '.join(near)}?" if near else ""


def entry_of(kind: str, flat: Mapping[str, str], gazetteer: Gazetteer) -> dict[str, Any]:
    """Fields of an entry from answers; raises ValueError."""
    from entitynorm.gazetteer.sheet import SEPARATOR, fields, languages

    flat = dict(flat)
    named = {"names": flat.pop("native", ""), "acronyms": flat.pop("acronym", "")}
    said = {field: languages(tuple(text.split(SEPARATOR))) for field, text in named.items() if text}
    return {**said, **fields(kind, {COLUMNS.get(key, key): value for key, value in flat.items()}, gazetteer)}


@click.command(short_help="Draft entries from a Wikidata file or a table.")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--kind", type=click.Choice(KINDS), default=None, help="What they are, where the file does not say.")
@click.option("--drawer", metavar="FOLDER", default="", help="Folder within that of the kind, by country or field.")
@write_options
def draft(file: Path, kind: str | None, drawer: str, folder: Path | None, yes: bool, dry_run: bool) -> None:
    """Draft entries from FILE: JSON of an entity of Wikidata, or CSV with a field a column.

    \b
    entitynorm gazetteer draft Q42.json
    entitynorm gazetteer draft ministers.csv --kind official

    Columns are fields: kind, name, names.fr, acronyms.en, role, of, from, to, born, signed, sources, ...; values of one
    cell are parted by |. What is left to check stands at the top of each draft. Entities that exist are left alone.
    """
    from entitynorm.gazetteer.draft import plan
    from entitynorm.gazetteer.edit import remarked
    from entitynorm.gazetteer.load import load

    folder = own_folder(folder)
    gazetteer = load(folder, strict=False)
    skipped: list[str] = []
    made = list(drafts(file, kind or "", drawer, gazetteer, skipped))
    if not made:
        raise DataErrors([DataError(str(file), 1, f"nothing to draft{': ' if skipped else ''}{'; '.join(skipped)}")])
    carry_out(remarked(plan(made, folder, noted=True), skipped), yes=yes, dry_run=dry_run)


def drafts(file: Path, kind: str, drawer: str, gazetteer: Gazetteer, skipped: list[str]) -> Iterator[Draft]:
    """A draft of every entity in a file that is new; what is not is told in ``skipped``."""
    from entitynorm.cli.streams import read_text
    from entitynorm.gazetteer import sheet, wikidata
    from entitynorm.gazetteer.draft import draft as drafted
    from entitynorm.gazetteer.edit import EditError
    from entitynorm.text.tables import tables

    known = tables()
    text = read_text(str(file))
    found: list[tuple[int, str, Mapping[str, Any], str, tuple[str, ...]]]
    if file.suffix.lower() == ".json" or text.lstrip().startswith("{"):
        items = wikidata.read(text, str(file), gazetteer, known, kind)
        found = [(1, one.kind, one.said, drawer, one.left) for one in items]
    else:
        rows = sheet.read(text, str(file), gazetteer, kind)
        found = [(one.line, one.kind, one.said, one.drawer or drawer, ()) for one in rows]
    items_known = {entity.wikidata: entity.id for entity in gazetteer.entities if entity.wikidata}
    problems: list[DataError] = []
    seen: set[PurePath] = set()
    for line, own, said, into, left in found:
        if (there := items_known.get(str(said.get("wikidata")))) is not None:
            skipped.append(f"{said['name']}: is {there} already, by its item on Wikidata")
            continue
        try:
            made = drafted(own, said, gazetteer, known, into)
        except EditError as error:
            skipped.append(str(error))
            continue
        except DataErrors as error:
            problems += [DataError(str(file), line, one.problem) for one in error.errors]
            continue
        if made.path in seen:
            problems.append(DataError(str(file), line, f"{made.id}: another row makes this entry already"))
        else:
            seen.add(made.path)
            yield replace(made, left=(*left, *made.left))
    if problems:
        raise DataErrors(problems)

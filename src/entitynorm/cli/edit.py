"""``gazetteer format``, ``add``, ``merge``, ``retire``, ``rename``, ``schema``: entries are changed, and seen to be."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from entitynorm.cli import Problem
from entitynorm.cli.plan import carry_out, own_folder, show, write_options

if TYPE_CHECKING:
    from entitynorm.model import Entity


@click.command(short_help="Bring entries into the one layout.")
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--check", is_flag=True, help="Write nothing; list the files that would change, exit with 1 if any would."
)
@click.option(
    "--diff", "as_diff", is_flag=True, help="Write nothing; show what would change, exit with 1 if any would."
)
@click.pass_context
def format(ctx: click.Context, paths: tuple[Path, ...], check: bool, as_diff: bool) -> None:
    """Bring the files and folders PATHS into the one layout; ./gazetteers, or that of the checkout, when none is named.

    \b
    entitynorm gazetteer format
    entitynorm gazetteer format gazetteers/treaties --check

    Comments and the order of names stay as they are. A file that is no YAML is told of, the others are done, and the
    exit status is 2.
    """
    from entitynorm.gazetteer.format import files, look_at
    from entitynorm.gazetteer.write import write

    looked = list(look_at(list(files(paths or [own_folder(None)]))))
    changes = [file.change for file in looked if file.change]
    if as_diff:
        show(changes)
    else:
        if not check:
            write(changes)
        for change in changes:
            click.echo(f"{'would change' if check else 'changed'}: {change.path}")
    broken = [file.problems for file in looked if file.problems]
    for problems in broken:
        click.echo(problems, err=True)
    would = "would change" if check or as_diff else "changed"
    click.echo(f"{len(looked)} files: {len(changes)} {would}, {len(broken)} cannot be read", err=True)
    ctx.exit(2 if broken else 1 if changes and (check or as_diff) else 0)


@click.command(short_help="Give an entity one more name.")
@click.argument("id")
@click.argument("alias")
@click.option("--lang", metavar="TAG", default="", help="Language of the name, like fr or zh-Hant.")
@click.option(
    "--type",
    default="name",
    type=click.Choice(["name", "acronym", "weak", "family", "not"]),
    help="A full name; an acronym; a word that needs its context; a family name; a look-alike that is not meant.",
)
@click.option("--source", metavar="SOURCE", default="", help="Where the name was seen: an address, or a title.")
@write_options
def add(id: str, alias: str, lang: str, type: str, source: str, folder: Path | None, yes: bool, dry_run: bool) -> None:
    """Give the entity ID the name ALIAS.

    \b
    entitynorm gazetteer add official/andrey-belousov "Andreï Biélooussov" --lang fr
    entitynorm gazetteer add treaty/new-start DSNV --lang fr --type acronym --source https://www.lemonde.fr/...

    A name that it has already is refused. You are told who else is called so, and when the name is found without being
    listed: then there is no need for it.
    """
    from entitynorm.gazetteer import edit
    from entitynorm.gazetteer.load import load

    if not lang and type != "not":
        raise click.UsageError("say with --lang in which language that is")
    gazetteer = load(own_folder(folder), strict=False)
    plan = edit.add(gazetteer, id, alias, lang, type, source)
    if type in ("name", "weak", "family"):
        plan = edit.remarked(plan, derived(gazetteer.entities, id, alias, lang))
    carry_out(plan, yes=yes, dry_run=dry_run)


def derived(entities: Sequence[Entity], id: str, alias: str, lang: str) -> list[str]:
    """A remark, if an alias is found without being listed; others with a word of it are looked at beside its entity."""
    from entitynorm.index import Index
    from entitynorm.index.build import build
    from entitynorm.normalizer import Normalizer
    from entitynorm.text.clean import clean

    words = set(clean(alias).split())
    near = [
        entity
        for entity in entities
        if entity.id == id or any(words & set(clean(other.text).split()) for other in entity.aliases)
    ]
    normalizer = Normalizer([Index(memoryview(build(near)))])
    if clean(alias) in map(clean, normalizer.spellings(id, lang)):
        return [f"'{alias}' is worked out from other names already: there is no need to list it"]
    result = normalizer.normalize(alias, lang=lang)
    if result.id == id:
        by = result.matches[0].candidate.alias
        found = f"by '{by.text}' [{by.lang}], with {result.score:.2f}"
        return [f"'{alias}' is found already, {found}: list it only to be sure"]
    return []


@click.command(short_help="Make two entries one.")
@click.argument("old")
@click.argument("new")
@write_options
def merge(old: str, new: str, folder: Path | None, yes: bool, dry_run: bool) -> None:
    """Make the entries OLD and NEW one, NEW: it gets the names, offices and sources that only OLD has.

    \b
    entitynorm gazetteer merge treaty/start-iii treaty/new-start

    The ID OLD leads to NEW for ever, by gazetteers/retired.yaml, and every entry that refers to it is rewritten. Where
    the two say otherwise, NEW is right and you are told.
    """
    from entitynorm.gazetteer import load
    from entitynorm.gazetteer.merge import merge as plan

    folder = own_folder(folder)
    carry_out(plan(load(folder, strict=False), folder, old, new), yes=yes, dry_run=dry_run)


@click.command(short_help="Give up an entry; its ID leads to another.")
@click.argument("id")
@click.option(
    "--into", metavar="ID", default="", help="Where it leads: the series of an edition, what a part is of, unless said."
)
@write_options
def retire(id: str, into: str, folder: Path | None, yes: bool, dry_run: bool) -> None:
    """Give up the entry ID with its names. The ID leads to another entity for ever, and references are rewritten.

    \b
    entitynorm gazetteer retire exercise/zapad-2023 --into exercise/zapad
    """
    from entitynorm.gazetteer import load
    from entitynorm.gazetteer.merge import retire as plan

    folder = own_folder(folder)
    carry_out(plan(load(folder, strict=False), folder, id, into), yes=yes, dry_run=dry_run)


@click.command(short_help="Refused: says what to do instead.")
@click.argument("id")
@click.argument("new", required=False)
def rename(id: str, new: str | None) -> None:
    """Say why the ID of an entry is never renamed, and what to do instead.

    \b
    entitynorm gazetteer rename treaty/start-iii treaty/new-start
    """
    from entitynorm.gazetteer.merge import RENAMING

    raise Problem(f"{id}: {RENAMING}")


@click.command(short_help="Write the JSON Schema of every kind.")
@click.option(
    "-o",
    "--output",
    metavar="FOLDER",
    default="schemas",
    type=click.Path(path_type=Path),
    help="Where to; ./schemas unless said.",
)
def schema(output: Path) -> None:
    """Write the JSON Schema of every kind into a folder, for programs in which entries are written.

    \b
    entitynorm gazetteer schema
    """
    from entitynorm.cli.streams import write_file
    from entitynorm.gazetteer import json_schema
    from entitynorm.model import KINDS

    for kind in KINDS:
        path = output / f"{kind}.schema.json"
        write_file(path, (json.dumps(json_schema(kind), ensure_ascii=False, indent=2) + "\n").encode())
        click.echo(path)

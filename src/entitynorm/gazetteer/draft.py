"""Draft an entry from what is said of an entity: its ID and file, what follows from the rest, what is left to check."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any

from rapidfuzz.fuzz import ratio

from entitynorm import datafile
from entitynorm.errors import DataErrors
from entitynorm.gazetteer.edit import EditError, Plan, collisions, heir
from entitynorm.gazetteer.layout import layout
from entitynorm.gazetteer.load import Gazetteer
from entitynorm.gazetteer.schema import FIELDS, FOLDERS, aliases, entity, references
from entitynorm.gazetteer.shape import identifier
from entitynorm.gazetteer.tree import Group, Item, tree
from entitynorm.gazetteer.write import Change
from entitynorm.model import AliasType, Entity
from entitynorm.text.clean import clean
from entitynorm.text.romanize import romanize
from entitynorm.text.script import script_of
from entitynorm.text.tables import Tables, script_is_unspaced

FOLDER_OF = {kind: folder for folder, kind in FOLDERS.items()}
ALIKE = 60.0  # per cent of letters that two spellings of one family name share at least
YEAR_OF = {"official": "born", "treaty": "signed"}  # what tells namesakes apart
TO_CHECK = "# to check: "


@dataclass(frozen=True, slots=True)
class Draft:
    """A new entry: its file within the gazetteer, its text, and what a person has to check or add."""

    id: str
    path: PurePath
    entry: Mapping[str, Any]
    left: tuple[str, ...] = ()

    def text(self, *, noted: bool) -> str:
        """The entry in the one layout; what is left to check stands above it if it is to be ``noted``."""
        root = tree(dict(self.entry))
        assert isinstance(root, Group)
        first, *others = root.items
        comments = tuple(TO_CHECK + one for one in self.left) if noted else ()
        return layout(Group((Item(first.value, first.key, comments), *others)), self.id.partition("/")[0])


def draft(kind: str, said: Mapping[str, Any], gazetteer: Gazetteer, known: Tables, drawer: str = "") -> Draft:
    """An entry of a kind from some of its fields, of which only ``name`` is needed; raises EditError if it exists."""
    entry = {field: value for field, value in said.items() if value}
    if not str(entry.get("name", "")).strip():
        raise EditError(f"{kind}: a name is needed, in English, as the press writes it")
    name = str(entry["name"])
    series = None
    if kind == "exercise" and (found := edition_of(name, gazetteer.entities)):
        series = found[0]
        entry = {"series": series.id, "edition": found[1], **entry}
    if kind == "official" and "family" not in entry and (family := families(entry, known)):
        entry["family"] = family
    id = str(entry.get("id") or propose_id(kind, entry, known, gazetteer))
    _check_id(id, kind, gazetteer)
    entry = {"id": id, **{field: value for field, value in entry.items() if field != "id"}}
    path = PurePath(FOLDER_OF[kind], drawer or _drawer(kind, entry, series, gazetteer), f"{id.partition('/')[2]}.yaml")
    made = Draft(id, path, entry, tuple(_left(kind, entry, said, gazetteer)))
    document = datafile.parse(made.text(noted=False), str(path))
    own, problems = entity(document, kind)
    if problems:
        raise DataErrors(problems)
    full = [alias for alias, _ in aliases(entry) if alias.type in (AliasType.NAME, AliasType.ACRONYM)]
    shared = [told for alias in full for told in collisions(gazetteer, own, alias)]
    return Draft(id, path, entry, (*made.left, *dict.fromkeys(shared)))


def plan(drafts: Iterable[Draft], folder: Path, *, noted: bool) -> Plan:
    """The files of new entries."""
    drafts = list(drafts)
    remarks = [f"{one.id}: {left}" for one in drafts for left in one.left]
    return Plan(tuple(Change(folder / one.path, None, one.text(noted=noted)) for one in drafts), tuple(remarks))


def slug(name: str, known: Tables) -> str:
    """The part of an ID that is made of a name.

    >>> from entitynorm.text.tables import tables
    >>> slug("Jana Černochová", tables()), slug("Traité de l'Élysée", tables()), slug("Захад-2025", tables())
    ('jana-cernochova', 'traite-de-lelysee', 'zakhad-2025')
    """
    words = (romanize(word, known.scheme("", script_of(word))) for word in clean(name).replace("'", "").split())
    return "-".join(re.findall("[a-z0-9]+", " ".join(words)))


def propose_id(kind: str, entry: Mapping[str, Any], known: Tables, gazetteer: Gazetteer) -> str:
    """An ID that is free: of the name, and for a namesake of the year of birth or signature; raises EditError."""
    taken = {found.id: found.name for found in gazetteer.entities}
    if kind == "state":
        raise EditError("a state's ID is its code of ISO 3166, like state/pl: say which with --id")
    id = f"{kind}/{slug(entry['name'], known)}"
    year = str(entry.get(YEAR_OF.get(kind, ""), ""))[:4]
    choices = [id, *([f"{id}-{year}"] if year else [])]
    for choice in choices:
        if choice not in taken and choice not in gazetteer.retired:
            return choice
    named = taken.get(id, f"retired: {heir(gazetteer, id)}")
    raise EditError(
        f"{id}: is taken ({named}). The same one? `gazetteer add` gives it another name. If not, say with --id by what "
        "the two differ for ever, like a year of birth"
    )


def edition_of(name: str, entities: Iterable[Entity]) -> tuple[Entity, str] | None:
    """The series of which a name with a number at its end names an edition, and that number.

    >>> from entitynorm.model import Alias
    >>> zapad = Entity("exercise/zapad", "Zapad", "exercise", (Alias("Zapad", "en"),))
    >>> edition_of("ZAPAD-2025", [zapad]) == (zapad, "2025")
    True
    """
    found = re.fullmatch(r"(.*\D)(\d{1,4}[A-Z]?)", name)
    if not found:
        return None
    base = clean(found[1])
    for one in entities:
        if one.kind == "exercise" and not one.series and base in {clean(alias.text) for alias in one.aliases}:
            return one, found[2]
    return None


def families(entry: Mapping[str, Any], known: Tables) -> dict[str, str]:
    """The family name by language: the last word of the name, and what looks like it in names of other languages.

    Nothing is guessed of names with particles, nor of people whose family name may come first.

    >>> from entitynorm.text.tables import tables
    >>> families({"name": "Viktor Orbán", "names": {"hu": ["Orbán Viktor"], "ru": ["Виктор Орбан"]}}, tables())
    {'en': 'Orbán', 'hu': 'Orbán', 'ru': 'Орбан'}
    """
    words = str(entry["name"]).split()
    names = {lang: _text(forms[0]) for lang, forms in entry.get("names", {}).items() if isinstance(forms, list)}
    first = any(script_is_unspaced(script) or script == "Hang" for script in map(script_of, names.values()))
    if len(words) < 2 or first or any(clean(word) in known.function_words for word in words):
        return {}
    found = {"en": words[-1]}
    own = _latin(words[-1], known)
    for lang, name in names.items():
        scored = [(ratio(own, _latin(word, known)), word) for word in name.split()]
        if len(scored) > 1 and max(scored)[0] >= ALIKE:
            found[lang] = max(scored)[1]
    return found


def full_id(value: str, kinds: Iterable[str], gazetteer: Gazetteer) -> str:
    """An ID of which the kind may have been left out: ``ru`` is ``state/ru``."""
    if "/" in value:
        return value
    live = {found.id for found in gazetteer.entities}
    return next((id for kind in kinds if (id := f"{kind}/{value.lower()}") in live), value)


def _latin(word: str, known: Tables) -> str:
    return romanize(clean(word), known.scheme("", script_of(clean(word))))


def _text(form: Any) -> str:
    return str(form["text"] if isinstance(form, Mapping) else form)


def _check_id(id: str, kind: str, gazetteer: Gazetteer) -> None:
    for _, problem in identifier(kind).check(id):
        raise EditError(f"{id}: {problem}")
    for found in gazetteer.entities:
        if found.id == id:
            raise EditError(f"{id}: exists already: {found.name}. `gazetteer add` gives it another name")
    if id in gazetteer.retired:
        raise EditError(f"{id}: is retired and never used again; it leads to {heir(gazetteer, id)}")


def _drawer(kind: str, entry: Mapping[str, Any], series: Entity | None, gazetteer: Gazetteer) -> str:
    """The folder within that of the kind: of an office, of a series; none for what an editor has to choose."""
    if kind == "official" and entry.get("roles"):
        return str(entry["roles"][-1]["of"]).rpartition("/")[2]
    if kind == "exercise":
        id = str(entry.get("series", series.id if series else ""))
        for found, document in zip(gazetteer.entities, gazetteer.documents, strict=True):
            if id and found.id == id:
                parts = Path(document.path).parent.parts
                start = len(parts) - 1 - parts[::-1].index(FOLDER_OF[kind])
                return "/".join(parts[start + 1 :])
        return str(entry["id"]).partition("/")[2]
    return ""


def _left(kind: str, entry: Mapping[str, Any], said: Mapping[str, Any], gazetteer: Gazetteer) -> Iterator[str]:
    """What an editor still has to look at."""
    if "family" in entry and "family" not in said:
        yield f"family: taken from the name ({', '.join(entry['family'].values())}): is that the family name alone?"
    elif kind == "official" and "family" not in entry:
        yield "family: which part of the name is the family name?"
    if "series" in entry and "series" not in said:
        yield f"series: taken to be edition {entry['edition']} of {entry['series']}, from which it has its names"
    for field in WANTED[kind]:
        if field not in entry and not (field == "names" and "series" in entry):
            if field == "held" and "series" not in entry:
                continue
            yield f"{field}: missing. {next(one.description for one in FIELDS[kind] if one.name == field)}"
    live = {found.id for found in gazetteer.entities}
    for id, place in _references(entry):
        if id not in live:
            now = f"is retired; it is now {heir(gazetteer, id)}" if id in gazetteer.retired else "does not exist yet"
            yield f"{'.'.join(map(str, place))}: {id} {now}"


def _references(entry: Mapping[str, Any]) -> Iterator[tuple[str, datafile.Place]]:
    try:
        yield from references(entry)
    except (KeyError, TypeError):
        return  # the schema will say what is wrong


WANTED = {
    "official": ("names", "roles", "sources", "checked"),
    "treaty": ("names", "signed", "sources", "checked"),
    "exercise": ("names", "held", "countries", "sources", "checked"),
    "alliance": ("names", "form", "founded", "sources", "checked"),
    "state": ("names", "adjectives", "capital", "sources", "checked"),
}

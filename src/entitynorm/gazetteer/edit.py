"""Give an entity one more alias. An edit is a plan, a value, which nothing but `write` carries out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path

from entitynorm import datafile
from entitynorm.datafile import Document
from entitynorm.errors import DataErrors, EntitynormError, UnknownEntityError
from entitynorm.gazetteer.format import read_text
from entitynorm.gazetteer.layout import layout
from entitynorm.gazetteer.load import Gazetteer
from entitynorm.gazetteer.schema import aliases, entity
from entitynorm.gazetteer.shape import TEXT, by_language
from entitynorm.gazetteer.tree import Group, Item, Node, listed, put, read, tree
from entitynorm.gazetteer.write import Change
from entitynorm.model import Alias, AliasType, Entity
from entitynorm.text.clean import clean, marked

FIELD_OF = {"name": "names", "acronym": "acronyms", "weak": "weak", "family": "family", "not": "not"}


class EditError(EntitynormError):
    """What was asked for would not be right; its text says why."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What an edit does to files, in the order of writing, and what a person should know of it."""

    changes: tuple[Change, ...]
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a gazetteer with its file."""

    entity: Entity
    document: Document

    @property
    def path(self) -> Path:
        """Where it is written."""
        return Path(self.document.path)


def entry(gazetteer: Gazetteer, id: str) -> Entry:
    """The entry of an ID in use; raises UnknownEntityError, which says where a retired one leads, or what is near."""
    for found, document in zip(gazetteer.entities, gazetteer.documents, strict=True):
        if found.id == id:
            return Entry(found, document)
    if id in gazetteer.retired:
        raise UnknownEntityError(f"{id}: is retired; it is now {heir(gazetteer, id)}")
    near = get_close_matches(id, [found.id for found in gazetteer.entities], n=3)
    raise UnknownEntityError(f"{id}: no such entity{'; did you mean ' + ' or '.join(near) + '?' if near else ''}")


def heir(gazetteer: Gazetteer, id: str) -> str:
    """Where an ID leads, by however many redirects."""
    seen = {id}
    while (id := gazetteer.retired.get(id, id)) not in seen:
        seen.add(id)
    return id


def add(gazetteer: Gazetteer, id: str, text: str, lang: str, type: str = "name", source: str = "") -> Plan:
    """Give an entity one more alias; raises EditError if it has it already."""
    own = entry(gazetteer, id)
    _check_alias(own, text, lang, type)
    remarks = collisions(gazetteer, own.entity, Alias(text, lang)) if type in ("name", "acronym") else []
    old = read_text(own.path)
    root = read(old, str(own.path))
    alias: Node = tree({"text": text, "source": source}) if source and type != "not" else text
    field = FIELD_OF[type]
    if type == "not":
        root = put(root, field, with_items(listed(root.get(field)), alias))
        if source:
            root = put(root, "sources", with_items(listed(root.get("sources")), source))
    else:
        root = with_alias(root, field, lang, alias)
    return Plan((change(own, old, root),), tuple(remarks))


def add_all(gazetteer: Gazetteer, id: str, forms: Iterable[tuple[str, str, str]]) -> Plan:
    """Give an entity aliases, each a text, language and type, in one change; raises EditError if it has one already."""
    own = entry(gazetteer, id)
    old = read_text(own.path)
    root = read(old, str(own.path))
    remarks: list[str] = []
    for text, lang, type in forms:
        _check_alias(own, text, lang, type)
        root = with_alias(root, FIELD_OF[type], lang, text)
        if type in ("name", "acronym"):
            remarks += collisions(gazetteer, own.entity, Alias(text, lang))
    return Plan((change(own, old, root),), tuple(remarks))


def remarked(plan: Plan, remarks: Iterable[str]) -> Plan:
    """A plan with more remarks."""
    return replace(plan, remarks=(*plan.remarks, *remarks))


def collisions(gazetteer: Gazetteer, own: Entity, alias: Alias) -> list[str]:
    """What else is called so."""
    cleaned = clean(alias.text)
    return [
        f"'{alias.text}' is {_NOUNS[other.type]} of {found.id} ({found.name}) too"
        + (f", in {other.lang}" if other.lang != alias.lang else "")
        for found in gazetteer.entities
        if found.id != own.id and own.id not in (found.series,)
        for other in found.aliases
        if other.type is not AliasType.NOT and clean(other.text) == cleaned
    ]


_NOUNS = {AliasType.NAME: "a full name", AliasType.ACRONYM: "an acronym", AliasType.WEAK: "a weak alias"}


def _check_alias(own: Entry, text: str, lang: str, type: str) -> None:
    at = f"{own.entity.id}: "
    for problem in (p for _, p in TEXT.check(text)):
        raise EditError(f"{at}the alias {problem}")
    if type != "not":
        for problem in (p for _, p in by_language(TEXT).check({lang: text})):
            raise EditError(at + problem)
    if type == "family" and own.entity.kind != "official":
        raise EditError(f"{at}only officials have a family name; a short form that others share is --type weak")
    for alias, place in aliases(own.document.data):
        where = f"{own.path}:{own.document.lines.get(place, 1)}: '{alias.text}'"
        if (alias.type is AliasType.NOT) != (type == "not"):
            if clean(alias.text) == clean(text):
                what = "is listed under `not`, as the name of somebody else" if type != "not" else "is an alias"
                raise EditError(f"{where} {what}: take it out there first")
        elif marked(alias.text) == marked(text) and (type == "not" or (alias.lang == lang and place != ("name",))):
            raise EditError(f"{where} is given already by {'.'.join(map(str, place))}")


def with_items(group: Group, *values: Node) -> Group:
    """A list with more items."""
    return replace(group, items=(*group.items, *(Item(value) for value in values)))


def with_alias(root: Group, field: str, lang: str, *forms: Node) -> Group:
    """An entry with more forms in a language, after those that it has."""
    found = root.get(field)
    by_lang = found if isinstance(found, Group) else Group()
    before = by_lang.get(lang)
    # A field that may hold one text by language does so as long as there is one.
    alone = before is None and len(forms) == 1 and field not in ("names", "acronyms", "weak")
    return put(root, field, put(by_lang, lang, forms[0] if alone else with_items(listed(before), *forms)))


def change(one: Entry, old: str, root: Group) -> Change:
    """A change of an entry, which has to be as sound after it as before."""
    new = layout(root, one.entity.kind)
    _, problems = entity(datafile.parse(new, str(one.path)), one.entity.kind)
    known = {error.problem for error in entity(one.document, one.entity.kind)[1]}
    if fresh := [problem for problem in problems if problem.problem not in known]:
        raise DataErrors(fresh)
    return Change(one.path, old, new)

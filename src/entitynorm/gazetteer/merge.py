"""Make two entries one, or retire one: the ID that goes leads to the one that stays, for ever, and so do references."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from entitynorm.errors import DataErrors, UnknownEntityError
from entitynorm.gazetteer.edit import EditError, Entry, Plan, change, entry, with_alias
from entitynorm.gazetteer.format import read_text
from entitynorm.gazetteer.layout import layout
from entitynorm.gazetteer.load import RETIRED, Gazetteer
from entitynorm.gazetteer.schema import ALIAS_TYPES, aliases, references
from entitynorm.gazetteer.tree import Group, Item, Node, drop, listed, plain, put, read, tree
from entitynorm.gazetteer.write import Change
from entitynorm.model import AliasType, Entity
from entitynorm.text.clean import clean, marked

RENAMING = (
    "an ID never changes: it stands in indexes, in other entries and in what people made with them, and none of them "
    "would learn of it. Change the entry's `name` instead, which is what gets printed. If the ID itself misleads, make "
    "a new entry with `gazetteer new` and `gazetteer merge` the old one into it: the old ID then leads there for ever"
)


def merge(gazetteer: Gazetteer, folder: Path, old_id: str, new_id: str) -> Plan:
    """Make two entries one: the new one gets all that only the old one says, and the old ID leads to it for ever."""
    old = entry(gazetteer, old_id)
    try:
        new = entry(gazetteer, new_id)
    except UnknownEntityError as error:
        raise EditError(f"{error}. If this was to rename {old_id}: {RENAMING}") from error
    if old_id == new_id:
        raise EditError(f"{old_id}: is one entry already")
    if old.entity.kind != new.entity.kind:
        raise EditError(
            f"{old_id} and {new_id} are of two kinds, whose fields differ: move by hand what is worth keeping, "
            f"then `gazetteer retire {old_id} --into {new_id}`"
        )
    if bool(old.entity.series) != bool(new.entity.series):
        raise EditError(f"{old_id} and {new_id}: one is a series and the other an edition, which is no reason to merge")
    text = read_text(new.path)
    carried, remarks = _carried(read(read_text(old.path), str(old.path)), read(text, str(new.path)))
    carried = _derived(old.entity, new.entity, carried)
    return _redirect(gazetteer, folder, old, new, {new.path: carried}, remarks)


def retire(gazetteer: Gazetteer, folder: Path, id: str, into: str = "") -> Plan:
    """Give up an entry: its ID leads to another for ever, and what refers to it is rewritten. Its names go with it.

    Without ``into`` an edition leads to its series, and what is part of one alliance to that.
    """
    old = entry(gazetteer, id)
    if not into:
        parents = (
            [old.entity.series] if old.entity.series else plain(listed(tree(old.document.data.get("part_of", []))))
        )
        if len(parents) != 1:
            raise EditError(
                f"{id}: who looks the ID up must still get an answer: say with --into which entity comes nearest. "
                "An ID that was never published may simply be deleted with its file"
            )
        into = parents[0]
    if into == id:
        raise EditError(f"{id}: cannot lead to itself")
    remarks = [f"its names are given up: {', '.join(dict.fromkeys(a.text for a, _ in aliases(old.document.data)))}"]
    return _redirect(gazetteer, folder, old, entry(gazetteer, into), {}, remarks)


def _redirect(
    gazetteer: Gazetteer, folder: Path, old: Entry, new: Entry, changed: dict[Path, Group], remarks: list[str]
) -> Plan:
    """What is changed already, every reference, the list of retired IDs, and last the file that goes."""
    if gazetteer.errors:  # a reference in a file that cannot be read would be missed
        raise DataErrors(gazetteer.errors)
    changes: list[Change] = []
    for found, document in zip(gazetteer.entities, gazetteer.documents, strict=True):
        one = Entry(found, document)
        refers = any(id == old.entity.id for id, _ in references(document.data))
        if found.id == old.entity.id or not (refers or one.path in changed):
            continue
        text = read_text(one.path)
        root = changed.get(one.path) or read(text, str(one.path))
        root = _rewritten(root, old.entity.id, new.entity.id)
        if found.id == new.entity.id:
            root = _without_self(root, new.entity.id)
        elif refers:
            remarks.append(f"{found.id} now refers to {new.entity.id}")
        changes.append(change(one, text, root))
    changes.sort(key=lambda change: change.path != new.path)  # nobody refers to what has not got its names yet
    changes.append(_retired(folder / RETIRED, old.entity.id, new.entity.id))
    gone = Change(old.path, read_text(old.path), None)
    return Plan((*changes, gone), tuple(remarks))


_LANGUAGES = (*(field for field in ALIAS_TYPES if field != "not"), "adjectives")


def _carried(old: Group, new: Group) -> tuple[Group, list[str]]:
    """The new entry with all that only the old one says; and what the two say otherwise."""
    remarks = []
    have = {(alias.lang, marked(alias.text)) for alias, _ in aliases(plain(new)) if alias.type is not AliasType.NOT}
    for field in _LANGUAGES:
        for item in _items(old.get(field)):
            for form in listed(item.value).items:
                key = (item.key, marked(_form(form.value)))
                if key not in have or field == "adjectives":
                    if field == "adjectives" and key in _adjectives(new):
                        continue
                    have.add(key)
                    new = _with_form(new, field, item.key, form)
    name = plain(old).get("name", "")
    if name and ("en", marked(name)) not in have:
        new = with_alias(new, "names", "en", name)
    new = _look_alikes(old, new)
    for field in ("sources", "roles"):
        there = plain(listed(new.get(field)))
        more = [item for item in listed(old.get(field)).items if plain(item.value) not in there]
        if more:
            both = listed(new.get(field))
            new = put(new, field, replace(both, items=(*both.items, *more)))
    for item in old.items:
        if item.key in (*_LANGUAGES, "id", "name", "not", "sources", "roles"):
            continue
        if (own := new.get(item.key)) is None:
            new = replace(new, items=(*new.items, item))
        elif plain(own) != plain(item.value):
            remarks.append(f"{item.key}: {_said(own)} is kept, the other entry says {_said(item.value)}")
    return new, remarks


def _look_alikes(old: Group, new: Group) -> Group:
    """The look-alikes of both, but for what is now an alias."""
    own = {clean(alias.text) for alias, _ in aliases(plain(new)) if alias.type is not AliasType.NOT}
    both = {clean(str(plain(i.value))): i for group in (new, old) for i in reversed(listed(group.get("not")).items)}
    kept = tuple(item for text, item in both.items() if text not in own)
    if not kept:
        return drop(new, "not")
    return put(new, "not", replace(listed(new.get("not")), items=kept))


def _derived(old: Entity, new: Entity, root: Group) -> Group:
    """With the names that an edition had from its series and its number, if the other one has others."""
    if old.series and (old.series, old.edition) != (new.series, new.edition):
        have = {(alias.lang, marked(alias.text)) for alias in (*new.aliases, *(a for a, _ in aliases(plain(root))))}
        for alias in old.aliases:
            if alias.type is AliasType.NAME and (alias.lang, marked(alias.text)) not in have:
                root = with_alias(root, "names", alias.lang, alias.text)
    return root


def _with_form(root: Group, field: str, lang: str, form: Item) -> Group:
    """As `_with_alias`, with the comments of a form."""
    if not (form.above or form.beside):
        return with_alias(root, field, lang, form.value)
    found = root.get(field)
    by_lang = found if isinstance(found, Group) else Group()
    before = listed(by_lang.get(lang))
    return put(root, field, put(by_lang, lang, replace(before, items=(*before.items, form))))


def _items(node: Node | None) -> tuple[Item, ...]:
    return node.items if isinstance(node, Group) else ()


def _adjectives(root: Group) -> set[tuple[str, str]]:
    return {
        (item.key, marked(_form(form.value)))
        for item in _items(root.get("adjectives"))
        for form in listed(item.value).items
    }


def _form(node: Node) -> str:
    return node if isinstance(node, str) else str(node.get("text"))


def _said(node: Node) -> str:
    value = plain(node)
    return (
        value if isinstance(value, str) else ", ".join(map(str, value if isinstance(value, list) else value.values()))
    )


def _rewritten(root: Group, old: str, new: str) -> Group:
    """An entry in which every reference to an ID is one to another; a list does not say twice what it says then."""
    if isinstance(roles := root.get("roles"), Group):
        items = tuple(replace(item, value=_swapped(item.value, "of", old, new)) for item in roles.items)
        root = put(root, "roles", replace(roles, items=items))
    root = _swapped(root, "series", old, new)
    for field in ("parties", "members", "part_of", "countries"):
        value = root.get(field)
        # Countries are said by their codes alone.
        before, after = (id.removeprefix("state/") if field == "countries" else id for id in (old, new))
        if isinstance(value, str):
            root = _swapped(root, field, before, after)
        elif isinstance(value, Group):
            root = put(root, field, replace(value, items=tuple(_once(value.items, before, after))))
    return root


def _swapped(node: Node, field: str, old: str, new: str) -> Any:
    return put(node, field, new) if isinstance(node, Group) and node.get(field) == old else node


def _once(items: tuple[Item, ...], old: str, new: str) -> Iterator[Item]:
    there = new in [item.value for item in items]
    for item in items:
        if item.value != old:
            yield item
        elif not there:
            yield replace(item, value=new)


def _without_self(root: Group, id: str) -> Group:
    """Nothing is a part or a member of itself."""
    for field in ("part_of", "members", "parties", "series"):
        value = root.get(field)
        kept = tuple(item for item in listed(value).items if item.value != id)
        if value is not None and len(kept) < len(listed(value).items):
            root = put(root, field, replace(listed(value), items=kept)) if kept else drop(root, field)
    return root


def _retired(path: Path, old: str, new: str) -> Change:
    """The list of retired IDs with one more; those that led to it lead on at once."""
    text = read_text(path) if path.exists() else None
    root = Group() if text is None else read(text, str(path))
    root = replace(root, items=tuple(replace(item, value=new) if item.value == old else item for item in root.items))
    return Change(path, text, layout(put(root, old, new)))

"""The one layout of an entry: fields in the order of the schema, short lists on one line, quotes where they are needed.

A list or mapping of texts alone stands on one line if that is not too long; any other has a line for each item. A text
is quoted if it holds a character that may be taken for structure, or looks like a number, a date or a truth value; a
date is not, where one is meant. Comments keep their places: above or beside what they speak of.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

from entitynorm.gazetteer.json_schema import json_schema
from entitynorm.gazetteer.shape import DATE
from entitynorm.gazetteer.tree import Group, Item

WIDTH = 120
Schema = Mapping[str, Any]

_schema = lru_cache(json_schema)


def layout(entry: Group, kind: str = "") -> str:
    """The text of an entry of a kind, or of any other mapping, which is then sorted by its keys.

    >>> from entitynorm.gazetteer.tree import read
    >>> print(layout(read("names: {en: [NPT, 'A: B']}  # two\\nid: treaty/npt", "npt.yaml"), "treaty"), end="")
    id: treaty/npt
    names:  # two
      en: [NPT, "A: B"]
    """
    if kind:
        schema: Schema = _schema(kind)
    else:
        schema = {"type": "object", "properties": {key: {} for key in sorted(item.key for item in entry.items)}}
    lines = list(_lines(_items(entry, schema, 0), 0)) if entry.items else ["{}"]
    return "\n".join([*lines, *entry.below]) + "\n"


def _lines(items: Iterable[tuple[list[str], list[str]]], indent: int) -> Iterator[str]:
    """The lines of items, one below the other."""
    for above, lines in items:
        for comment in above:
            yield " " * indent + comment
        yield from lines


def _items(group: Group, schema: Schema, indent: int) -> Iterator[tuple[list[str], list[str]]]:
    """For each item of a group, in order, the comments above it and its lines."""
    option = _option(schema, "object" if group.keyed else "array")
    if not group.keyed:
        for item in group.items:
            yield _item(item, "-", option.get("items", {}), indent)
        return
    for item in _ordered(group, option):
        yield _item(item, f"{_key(item.key)}:", _field(option, item.key), indent)


def _item(item: Item, head: str, schema: Schema, indent: int) -> tuple[list[str], list[str]]:
    above, beside = [*item.above, *item.beside[:-1]], list(item.beside[-1:])
    start, tail = " " * indent + head, "".join(f"  {comment}" for comment in beside)
    value = item.value
    if head == "-" and isinstance(value, Group) and value.items:
        # The first item shares the line of the hyphen, so that comments above it have to stand above both.
        first, *others = _ordered(value, _option(schema, "object")) if value.keyed else value.items
        above += first.above
        value = replace(value, items=(replace(first, above=()), *others))
    if isinstance(value, str):
        if head != "-" and (folded := _paragraph(value, indent + 2, len(start) + 1)):
            return above, [f"{start} {folded[0]}{tail}", *folded[1:]]
        return above, [f"{start} {_text(value, schema)}{tail}"]
    if not value.items:
        return [*above, *value.below], [f"{start} {'{}' if value.keyed else '[]'}{tail}"]
    line = _one_line(value, schema)
    if line and len(start) + 1 + len(line) <= WIDTH:
        return above, [f"{start} {line}{tail}"]
    below = [" " * (indent + 2) + comment for comment in value.below]
    if head != "-":
        return above, [start + tail, *_lines(_items(value, schema, indent + 2), indent + 2), *below]
    (first_above, first_lines), *rest = _items(value, schema, indent + 2)
    lines = [*first_lines, *_lines(rest, indent + 2), *below]
    return [*above, *beside, *first_above], [f"{start} {lines[0][indent + 2 :]}", *lines[1:]]


def _one_line(group: Group, schema: Schema) -> str:
    """A group of texts on one line; '' when something in it needs lines of its own."""
    if group.below or any(item.above or item.beside or not isinstance(item.value, str) for item in group.items):
        return ""
    option = _option(schema, "object" if group.keyed else "array")
    if group.keyed:
        return f"{{{', '.join(_pair(item, option) for item in _ordered(group, option))}}}"
    return f"[{', '.join(_text(str(item.value), option.get('items', {})) for item in group.items)}]"


def _pair(item: Item, option: Schema) -> str:
    return f"{_key(item.key)}: {_text(str(item.value), _field(option, item.key))}"


def _option(schema: Schema, type: str) -> Schema:
    """Of the values that a schema allows, those of a type."""
    options: list[Schema] = schema.get("anyOf", [schema])
    return next((option for option in options if option.get("type") == type), {})


def _field(option: Schema, key: str) -> Schema:
    found: Schema | None = option.get("properties", {}).get(key)
    return found or next(iter(option.get("patternProperties", {}).values()), {})


def _ordered(group: Group, option: Schema) -> list[Item]:
    """The items in the order of the schema; those that it does not name follow as they are."""
    if not (properties := option.get("properties")):
        return list(group.items)
    order = {key: place for place, key in enumerate(properties)}
    return sorted(group.items, key=lambda item: order.get(item.key, len(order)))


_DATE = DATE.json["pattern"]
_FOREIGN = "[^\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
_ESCAPED = re.compile(_FOREIGN)  # what YAML wants escaped, or takes for the end of a line
_QUOTED = re.compile("[,\\[\\]{}?]|:(?![\\w/])|\\s#|^[-?:&*!|>'\"%@`~=<#\\s]|\\s$|" + _FOREIGN)
_OTHER = re.compile(
    r"[-+]?\.?[0-9][0-9a-fox_.:+ tz-]*|null|true|false|yes|no|on|off|y|n|[-+]?\.inf|\.nan", re.IGNORECASE
)


def _text(value: str, schema: Schema) -> str:
    if schema.get("pattern") != _DATE and _OTHER.fullmatch(value):
        return f'"{value}"'
    return _quoted(value)


def _quoted(value: str) -> str:
    """A text as it may stand anywhere, quoted when it has to be.

    >>> _quoted("Traité de l'ANZUS"), _quoted("https://x.org"), _quoted("A, B"), _quoted('"A"\\tB')
    ("Traité de l'ANZUS", 'https://x.org', '"A, B"', '"\\\\"A\\\\"\\\\tB"')
    """
    if value and not _QUOTED.search(value):
        return value
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{_ESCAPED.sub(_escaped, escaped)}"'


_key = lru_cache(_quoted)  # of which there are few


def _escaped(found: re.Match[str]) -> str:
    char = found[0]
    return {"\n": "\\n", "\t": "\\t"}.get(char) or (
        f"\\u{ord(char):04x}" if char <= "\uffff" else f"\\U{ord(char):08x}"
    )


_BREAK = re.compile(r"(?<=\S) (?=\S)")


def _paragraph(value: str, indent: int, before: int) -> list[str]:
    """A long text over several lines, and one that has lines of its own; [] for what fits on a line as it is."""
    pad = " " * indent
    lines = value.split("\n")
    if any(_ESCAPED.search(line) or line != line.strip() for line in lines):
        return []
    if len(lines) > 1:
        return ["|-", *(pad + line if line else "" for line in lines)] if lines[0] and lines[-1] else []
    if before + len(_quoted(value)) <= WIDTH:
        return []
    folded = [""]
    for word in _BREAK.split(value):
        if folded[-1] and len(pad) + len(folded[-1]) + 1 + len(word) > WIDTH:
            folded.append(word)
        else:
            folded[-1] = f"{folded[-1]} {word}".lstrip(" ")
    return [">-", *(pad + line for line in folded)] if len(folded) > 1 else []

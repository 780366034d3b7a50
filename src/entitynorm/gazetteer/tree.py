"""Read the YAML of one file with its comments, each of them beside or above what it speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import yaml

from entitynorm import datafile

LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(frozen=True, slots=True)
class Item:
    """An element of a list, or of a mapping if it has a key; with comments on lines of their own, and beside it."""

    value: Node
    key: str = ""
    above: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """A list, or a mapping if it is ``keyed``; ``below`` are the comments after its last item."""

    items: tuple[Item, ...] = ()
    keyed: bool = True
    below: tuple[str, ...] = ()

    def get(self, key: str) -> Node | None:
        """The value of a key, or None."""
        return next((item.value for item in self.items if item.key == key), None)


Node = str | Group


def read(text: str, path: str) -> Group:
    """The mapping that a file holds, with every comment; raises DataErrors with every problem of its form.

    >>> tree = read("name: X  # as printed\\n# the treaty\\nparties: [state/ru]", "x.yaml")
    >>> [(item.key, item.above, item.beside) for item in tree.items]
    [('name', (), ('# as printed',)), ('parties', ('# the treaty',), ())]
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    data = datafile.parse(text, path).data
    found = _Reader(text).document() if "#" in text else tree(data)
    assert isinstance(found, Group)
    return found


def tree(value: Any) -> Node:
    """A plain value as a tree without comments.

    >>> tree({"en": ["NPT"]})
    Group(items=(Item(value=Group(items=(Item(value='NPT', key='', above=(), beside=()),), keyed=False, below=()), \
key='en', above=(), beside=()),), keyed=True, below=())
    """
    if isinstance(value, dict):
        return Group(tuple(Item(tree(inner), str(key)) for key, inner in value.items()))
    if isinstance(value, list):
        return Group(tuple(Item(tree(inner)) for inner in value), keyed=False)
    return str(value)


def plain(node: Node) -> Any:
    """The value of a tree, without its comments.

    >>> plain(read("names: {en: [NPT]}  # 1968", "x.yaml"))
    {'names': {'en': ['NPT']}}
    """
    if isinstance(node, str):
        return node
    if node.keyed:
        return {item.key: plain(item.value) for item in node.items}
    return [plain(item.value) for item in node.items]


def comments(node: Node) -> Iterator[str]:
    """Every comment of a tree."""
    if isinstance(node, Group):
        for item in node.items:
            yield from item.above
            yield from item.beside
            yield from comments(item.value)
        yield from node.below


def put(group: Group, key: str, value: Node) -> Group:
    """A mapping with another value for a key, whose comments stay; or with the key after all others.

    >>> plain(put(read("name: X", "x.yaml"), "signed", "1968"))
    {'name': 'X', 'signed': '1968'}
    """
    if group.get(key) is None:
        return replace(group, items=(*group.items, Item(value, key)))
    return replace(group, items=tuple(replace(item, value=value) if item.key == key else item for item in group.items))


def drop(group: Group, key: str) -> Group:
    """A mapping without a key."""
    return replace(group, items=tuple(item for item in group.items if item.key != key))


def listed(node: Node | None) -> Group:
    """A list as it is, one text as a list of it, nothing as an empty list."""
    if isinstance(node, Group) and not node.keyed:
        return node
    return Group(() if node is None else (Item(node),), keyed=False)


@dataclass(slots=True)
class _Item:
    """An item while it is read."""

    key: str = ""
    value: str | _Group = ""
    above: list[str] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)

    def done(self) -> Item:
        value = self.value if isinstance(self.value, str) else self.value.done()
        return Item(value, self.key, tuple(self.above), tuple(self.beside))


@dataclass(slots=True)
class _Group:
    """A list or mapping while it is read."""

    keyed: bool
    items: list[_Item] = field(default_factory=list)
    below: list[str] = field(default_factory=list)

    def done(self) -> Group:
        return Group(tuple(item.done() for item in self.items), self.keyed, tuple(self.below))


_COMMENT = re.compile("#[^\n\x85\u2028\u2029]*")
_HEADER = re.compile(r"[|>][^\s#]*[ \t]+(#.*)")


class _Reader:
    """Turns the parser's events into a tree. What lies between two events is structure, space and comments."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.events = yaml.parse(text, Loader=LOADER)
        self.start = self.end = 0  # of the last event
        self.last: _Item | None = None  # what a comment on the rest of the line belongs to
        self.pending: list[tuple[int, str]] = []  # comments on lines of their own, with their columns

    def document(self) -> Group:
        while not isinstance(event := self._next(), yaml.MappingStartEvent):
            pass
        root = self._group(event, _Item(), -1)
        while not isinstance(self._next(), yaml.StreamEndEvent):
            pass
        root.below += self._take()
        return root.done()

    def _next(self) -> Any:
        event: Any = next(self.events)
        self.start = event.start_mark.index
        for found in _COMMENT.finditer(self.text, self.end, max(self.start, self.end)):
            self._comment(found)
        self.end = max(self.end, event.end_mark.index)
        return event

    def _comment(self, found: re.Match[str]) -> None:
        line = self.text.rfind("\n", 0, found.start()) + 1
        before = self.text[line : found.start()]
        if self.last is None or not before.strip(" \t-?"):
            self.pending.append((len(before), found[0].rstrip()))
        else:
            self.last.beside.append(found[0].rstrip())

    def _take(self) -> list[str]:
        taken = [comment for _, comment in self.pending]
        self.pending.clear()
        return taken

    def _value(self, event: Any, holder: _Item, column: int) -> str | _Group:
        if not isinstance(event, yaml.ScalarEvent):
            return self._group(event, holder, column)
        holder.above += self._take()
        header = _HEADER.match(self.text, self.start) if event.style in ("|", ">") else None
        if header:
            holder.beside.append(header[1].rstrip())
        return str(event.value)

    def _group(self, start: Any, holder: _Item, parent: int) -> _Group:
        """Read to the end of a list or mapping; ``parent`` is the column of the one that it is in."""
        made = _Group(isinstance(start, yaml.MappingStartEvent))
        column = start.start_mark.column
        ends = (yaml.MappingEndEvent, yaml.SequenceEndEvent)
        while not isinstance(event := self._next(), ends):
            item = _Item(event.value if made.keyed else "", above=self._take())
            made.items.append(item)
            self.last = item
            if made.keyed:
                event = self._next()
            item.value = self._value(event, item, column)
        if start.flow_style:
            made.below += self._take()
            self.last = holder
        else:
            # Comments that are indented like the items still belong to them, others to what follows.
            least = column if column > parent else column + 1
            while self.pending and self.pending[0][0] >= least:
                made.below.append(self.pending.pop(0)[1])
        return made

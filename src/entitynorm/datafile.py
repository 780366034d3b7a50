"""Read YAML strictly: every scalar is a string, every key occurs once, every value knows its line.

YAML 1.1 reads the language code ``no`` as False and 2021-09-10 as a date. Names are text, so nothing here is converted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import yaml

from entitynorm.errors import DataError, DataErrors

Place = tuple["str | int", ...]
# How a value must look: a text (`str`), a text that is a whole number (`int`), anything (`object`), a list of values of
# one shape, or a mapping with a shape for each key; "*" stands for every other key.
Shape: TypeAlias = "type | list[Shape] | Mapping[str, Shape]"

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed file: its data and, for every place in it, the line where that stands."""

    path: str
    data: dict[str, object]
    lines: dict[Place, int]

    def error(self, problem: str, *place: str | int) -> DataError:
        """An error at a place, which is the nearest enclosing one whose line is known."""
        for size in range(len(place), -1, -1):
            if place[:size] in self.lines:
                return DataError(self.path, self.lines[place[:size]], problem)
        return DataError(self.path, 1, problem)


def read(path: Path) -> Document:
    """Read one YAML file whose top level is a mapping; raises DataErrors with every problem of its form."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise DataErrors([DataError(str(path), line, "not UTF-8 text")]) from error
    except OSError as error:
        raise DataErrors([DataError(str(path), 1, f"cannot be read: {error.strerror}")]) from error
    return parse(text, str(path))


def parse(text: str, path: str) -> Document:
    """Parse YAML text; ``path`` is what errors name.

    >>> parse("names: {no: [Norge]}", "x.yaml").data
    {'names': {'no': ['Norge']}}
    """
    try:
        builder = _Builder(path)
        events = yaml.parse(text, Loader=_LOADER)
        data = builder.document(events)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise DataErrors([DataError(path, mark.line + 1 if mark else 1, error.problem or "not YAML")]) from error
    except (yaml.YAMLError, ValueError) as error:
        raise DataErrors([DataError(path, 1, f"not YAML: {' '.join(str(error).split())}")]) from error
    if builder.errors:
        raise DataErrors(builder.errors)
    if not isinstance(data, dict):
        raise DataErrors([DataError(path, 1, "expected a mapping at the top level")])
    return Document(path, data, builder.lines)


def problems(document: Document, shape: Mapping[str, Shape]) -> list[DataError]:
    """What of a document is not as it must be: unknown names, values of another shape.

    >>> french = parse("{stop: [le], kinds: {treaty: pacte}}", "fr.yaml")
    >>> [error.problem for error in problems(french, {"kinds": {"*": [str]}})]
    ['stop: no such field; the fields are kinds', 'kinds.treaty: expected a list']
    """
    return [document.error(problem, *place) for place, problem in _misshapen(document.data, shape, ())]


def _misshapen(value: object, shape: Shape, place: Place) -> Iterator[tuple[Place, str]]:
    name = ".".join(map(str, place))
    if isinstance(shape, list):
        if isinstance(value, list):
            for at, item in enumerate(value):
                yield from _misshapen(item, shape[0], (*place, at))
        else:
            yield place, f"{name}: expected a list"
    elif isinstance(shape, Mapping):
        if isinstance(value, dict):
            for key, inner in value.items():
                if key in shape or "*" in shape:
                    yield from _misshapen(inner, shape.get(key, shape.get("*", object)), (*place, key))
                else:
                    path = f"{name}.{key}" if name else key
                    yield (*place, key), f"{path}: no such field; the fields are {', '.join(shape)}"
        else:
            yield place, f"{name}: expected a mapping"
    elif shape is not object and not isinstance(value, str):
        yield place, f"{name}: expected a text"
    elif shape is int and not str(value).isdecimal():
        yield place, f"{name}: expected a whole number, not {value!r}"


class _Builder:
    """Turns the parser's events into plain values, remembering lines and collecting problems."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.lines: dict[Place, int] = {}
        self.errors: list[DataError] = []

    def document(self, events: Iterator[yaml.Event]) -> object:
        data: object = None
        seen = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                seen += 1
                if seen > 1:
                    self._problem(event, "a second document in one file")
                value = self._value(next(events), events, ())
                data = value if seen == 1 else data
        return data

    def _problem(self, event: yaml.Event, problem: str) -> None:
        self.errors.append(DataError(self.path, _line(event), problem))

    def _value(self, event: yaml.Event, events: Iterator[yaml.Event], place: Place) -> object:
        self.lines.setdefault(place, _line(event))
        if getattr(event, "anchor", None) is not None:
            self._problem(event, "anchors and aliases are not used here: write the value out")
        if (tag := getattr(event, "tag", None)) is not None:
            self._problem(event, f"tags are not used here: {tag}")
        if isinstance(event, yaml.ScalarEvent):
            return event.value
        if isinstance(event, yaml.SequenceStartEvent):
            items: list[object] = []
            while not isinstance(inner := next(events), yaml.SequenceEndEvent):
                items.append(self._value(inner, events, (*place, len(items))))
            return items
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(events, place)
        return ""  # an alias event, reported above

    def _mapping(self, events: Iterator[yaml.Event], place: Place) -> dict[str, object]:
        out: dict[str, object] = {}
        while not isinstance(key := next(events), yaml.MappingEndEvent):
            if not isinstance(key, yaml.ScalarEvent):
                self._problem(key, "a key must be a plain word")
                self._value(key, events, (*place, "?"))
                self._value(next(events), events, (*place, "?"))
                continue
            if key.value in out:
                self._problem(key, f"{key.value}: occurs twice")
            inner = (*place, key.value)
            self.lines.setdefault(inner, _line(key))
            value = self._value(next(events), events, inner)
            out.setdefault(key.value, value)
        return out


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1

"""What a field may hold: how a value is checked, and how JSON Schema says the same."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from entitynorm.datafile import Place
from entitynorm.model import KINDS

Problem = tuple[Place, str]  # where inside the value, and what is wrong there
Json = Mapping[str, object]
UNKNOWN_FIELD, MISORDERED = "no such field for", "is before"  # words by which the linter knows these problems


@dataclass(frozen=True, slots=True)
class Shape:
    """A check, which tells every problem of a value, and the JSON Schema of the values that it passes."""

    check: Callable[[object], Iterable[Problem]]
    json: Json


@dataclass(frozen=True, slots=True)
class Field:
    """One row of a table of fields."""

    name: str
    shape: Shape
    description: str
    required: bool = False


def text(expected: str = "a text", pattern: str = "", *, number: bool = False) -> Shape:
    """A text, whole of which fits ``pattern``; ``number`` if a program that reads YAML by other rules may see a number.

    >>> list(text("a Wikidata ID like Q42", "Q[1-9][0-9]*").check("42"))
    [((), "expected a Wikidata ID like Q42, not '42'")]
    """
    fits = re.compile(pattern or r"(?s:.*\S.*)").fullmatch

    def check(value: object) -> Iterator[Problem]:
        if not isinstance(value, str):
            yield (), f"expected {expected}, not {_noun(value)}"
        elif not value.strip():
            yield (), "is empty"
        elif not fits(value):
            yield (), f"expected {expected}, not '{value}'"

    types: object = ["string", "integer"] if number else "string"
    return Shape(check, {"type": types, "pattern": f"^(?:{pattern})$" if pattern else r"\S"})


def choice(words: Mapping[str, str], noun: str) -> Shape:
    """One word of a vocabulary.

    >>> list(choice({"envoy": "", "governor": ""}, "role").check("envoi"))
    [((), "no such role: 'envoi'; did you mean envoy?")]
    """

    def check(value: object) -> Iterator[Problem]:
        if not isinstance(value, str):
            yield (), f"expected a {noun}, not {_noun(value)}"
        elif value not in words:
            yield (), f"no such {noun}: '{value}'{suggestion(value, words)}"

    options = [{"const": word, "description": meaning} for word, meaning in words.items()]
    return Shape(check, {"type": "string", "oneOf": options})


def identifier(*kinds: str) -> Shape:
    """The ID of an entity of one of these kinds, or of any."""
    pattern = rf"(?:{'|'.join(kinds or KINDS)})/[a-z0-9]+(?:-[a-z0-9]+)*"
    return text(f"an ID like {' or '.join(kinds) or 'kind'}/some-name", pattern)


def list_of(shape: Shape) -> Shape:
    """A list that is not empty."""

    def check(value: object) -> Iterator[Problem]:
        if not isinstance(value, list):
            yield (), f"expected a list, not {_noun(value)}"
        elif not value:
            yield (), "is empty"
        else:
            for number, item in enumerate(value):
                yield from _within(number, shape.check(item))

    return Shape(check, {"type": "array", "minItems": 1, "items": shape.json})


def one_or_list(shape: Shape) -> Shape:
    """One value, or a list of them that is not empty."""
    several = list_of(shape)

    def check(value: object) -> Iterable[Problem]:
        return (several if isinstance(value, list) else shape).check(value)

    return Shape(check, {"anyOf": [shape.json, several.json]})


def by_language(shape: Shape) -> Shape:
    """A mapping from language tags, as BCP 47 spells them, to values.

    >>> list(by_language(text()).check({"zh-hant": "北約"}))
    [(('zh-hant',), "'zh-hant' is not a language tag like en, zh-Hant, pt-BR")]
    """

    def check(value: object) -> Iterator[Problem]:
        if not isinstance(value, dict):
            yield (), f"expected languages, like {{en: ...}}, not {_noun(value)}"
        elif not value:
            yield (), "is empty"
        else:
            for lang, inner in value.items():
                if not _LANGUAGE(lang):
                    yield (lang,), f"'{lang}' is not a language tag like en, zh-Hant, pt-BR"
                yield from _within(lang, shape.check(inner))

    pattern = f"^(?:{_LANGUAGE_PATTERN})$"
    schema = {"type": "object", "minProperties": 1, "additionalProperties": False}
    return Shape(check, {**schema, "patternProperties": {pattern: shape.json}})


def record(noun: str, fields: Iterable[Field], spans: Iterable[tuple[str, str]] = ()) -> Shape:
    """A mapping with the fields of a table; each span names two dates, of which the second may not be the earlier.

    >>> place = record("place", [Field("capital", text(), "Its first city")])
    >>> list(place.check({"captial": "Minsk"}))
    [(('captial',), 'no such field for place; did you mean capital?')]
    """
    table = {field.name: field for field in fields}
    pairs = tuple(spans)

    def check(value: object) -> Iterator[Problem]:
        if not isinstance(value, dict):
            yield (), f"expected fields, like {{{next(iter(table))}: ...}}, not {_noun(value)}"
            return
        for name in value:
            if name not in table:
                yield (name,), f"{UNKNOWN_FIELD} {noun}{suggestion(name, table)}"
        for name, field in table.items():
            if name in value:
                yield from _within(name, field.shape.check(value[name]))
            elif field.required:
                yield (), f"{name} is missing"
        for start, end in pairs:
            first, last = value.get(start), value.get(end)
            if isinstance(first, str) and isinstance(last, str) and before(last, first):
                yield (end,), f"{last} {MISORDERED} {start}, {first}"

    properties = {field.name: {**field.shape.json, "description": field.description} for field in table.values()}
    required = [field.name for field in table.values() if field.required]
    schema: Json = {"type": "object", "properties": properties, "additionalProperties": False}
    return Shape(check, {**schema, "required": required} if required else schema)


def either(simple: Shape, full: Shape) -> Shape:
    """A text, or a mapping that says more of it."""

    def check(value: object) -> Iterable[Problem]:
        return (full if isinstance(value, dict) else simple).check(value)

    return Shape(check, {"anyOf": [simple.json, full.json]})


def before(one: str, other: str) -> bool:
    """Whether all days that a date may mean are before those of another; False if either is no date.

    >>> before("2024-04", "2024-05-14"), before("2024-05", "2024-05-14"), before("1", "2")
    (True, False, False)
    """
    return bool(_DATE(one) and _DATE(other)) and one < other and not other.startswith(one)


def suggestion(word: str, words: Iterable[str]) -> str:
    """The end of a message about an unknown word.

    >>> suggestion("nmaes", ["name", "names", "note"]), suggestion("x", ["name"])
    ('; did you mean names?', '; the choices are name')
    """
    close = get_close_matches(word, words := list(words), n=1)
    return f"; did you mean {close[0]}?" if close else f"; the choices are {', '.join(words)}"


def _date_problems(value: object) -> Iterator[Problem]:
    if not isinstance(value, str) or not _DATE(value):
        yield (), f"expected a date like 2024-05-14, 2024-05 or 2024, not {_noun(value)}"
        return
    try:
        date.fromisoformat((value + "-01-01")[:10])
    except ValueError:
        yield (), f"no such day: {value}"


def _within(step: str | int, problems: Iterable[Problem]) -> Iterator[Problem]:
    for place, problem in problems:
        yield (step, *place), problem


def _noun(value: object) -> str:
    if isinstance(value, list):
        return "a list"
    if isinstance(value, dict):
        return "a mapping"
    return f"'{value}'" if value else "nothing"


_LANGUAGE_PATTERN = "[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*"
_LANGUAGE = re.compile(_LANGUAGE_PATTERN).fullmatch
_DATE_PATTERN = "[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?"
_DATE = re.compile(_DATE_PATTERN).fullmatch

TEXT = text()
LANGUAGE = text("a language tag like en, zh-Hant, pt-BR", _LANGUAGE_PATTERN)
DATE = Shape(_date_problems, {"type": ["string", "integer"], "pattern": f"^(?:{_DATE_PATTERN})$"})

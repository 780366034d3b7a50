"""The fields of each kind of entity: one table, from which entries are read and checked and JSON Schema is made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from entitynorm.datafile import Document, Place
from entitynorm.errors import DataError
from entitynorm.gazetteer.shape import (
    DATE,
    TEXT,
    Field,
    Shape,
    by_language,
    choice,
    either,
    identifier,
    list_of,
    one_or_list,
    record,
    suggestion,
    text,
)
from entitynorm.model import KINDS, Alias, AliasType, Entity, Period

FOLDERS = {"officials": "official", "treaties": "treaty", "exercises": "exercise", "alliances": "alliance",
           "states": "state"}  # fmt: skip

ROLES = {
    "head-of-state": "president, monarch; a president of the US kind is head of government too",
    "head-of-government": "prime minister, chancellor",
    "supreme-leader": "above the head of state",
    "vice-president": "deputy of the head of state",
    "deputy-head-of-government": "deputy prime minister, vice-chancellor",
    "foreign-minister": "minister of foreign affairs",
    "defence-minister": "minister of defence",
    "interior-minister": "minister of the interior",
    "finance-minister": "minister of finance",
    "minister": "any other minister",
    "deputy-minister": "deputy of a minister, state secretary",
    "chief-of-defence": "chief of the general staff, chairman of the joint chiefs",
    "commander": "of a service, a command or a front",
    "secretary-general": "head of an international organisation",
    "deputy-secretary-general": "deputy of one",
    "eu-commissioner": "member of the European Commission",
    "speaker": "of a parliament or one of its houses",
    "legislator": "member of a parliament",
    "national-security-adviser": "and secretary of a security council",
    "intelligence-chief": "head of a secret service",
    "chief-of-staff": "of a leader's office",
    "spokesperson": "who speaks for a leader, ministry or organisation",
    "ambassador": "permanent representative too",
    "envoy": "special representative",
    "adviser": "of a leader",
    "governor": "head of a region",
    "other": "any other office",
}
FORMS = {
    "alliance": "bound to defend one another",
    "organisation": "has a charter and a secretariat",
    "union": "has powers of its members",
    "format": "meets, without a charter",
    "coalition": "formed for one purpose",
    "mission": "sent out by an alliance, organisation or coalition",
    "programme": "of work, help or procurement",
    "organ": "part of an organisation",
    "agency": "part of an organisation with a task of its own",
    "court": "or tribunal",
}

_ALIAS = either(
    TEXT,
    record(
        "alias",
        [
            Field("text", TEXT, "The alias itself", required=True),
            Field("source", TEXT, "Where this spelling comes from"),
            Field("from", DATE, "When it came into use"),
            Field("to", DATE, "When it went out of use"),
        ],
        [("from", "to")],
    ),
)
_FORMS = by_language(list_of(_ALIAS))
_WORDS = by_language(one_or_list(_ALIAS))
_COUNTRY = text("two small letters of ISO 3166, like pl", "[a-z]{2}")
_MEMBERS = list_of(identifier("state", "alliance"))
_FROM = Field("from", DATE, "First day, month or year")
_TO = Field("to", DATE, "Last day, month or year")
_ROLE = record(
    "role",
    [
        Field("role", choice(ROLES, "role"), "What the office is", required=True),
        Field("of", identifier("state", "alliance"), "Of which state or organisation, an ID", required=True),
        _FROM,
        Field("to", DATE, "Last day, month or year; left out while in office"),
    ],
    [("from", "to")],
)

_FIRST = (
    Field("id", identifier(), "<kind>/<name of this file>; never changes", required=True),
    Field("name", TEXT, "The form that is printed: English, as the press writes it", required=True),
    Field("names", _FORMS, "Full forms by language, in the nominative, without titles"),
)
_FAMILY = Field("family", _WORDS, "Family name alone, by language; others may share it")
_LOOK = (
    Field("acronyms", _FORMS, "By language; matched by spelling only"),
    Field("weak", _FORMS, "Ordinary words and shared names, by language; need context"),
    Field("not", list_of(TEXT), "Look-alikes that are not this entity"),
)
_LAST = (
    Field("wikidata", text("a Wikidata ID like Q42", "Q[1-9][0-9]*"), "Its item on Wikidata"),
    Field("sources", list_of(TEXT), "Where names and dates come from: what was opened, or general knowledge"),
    Field("checked", DATE, "The day when somebody last compared this with the sources"),
    Field("note", TEXT, "Anything that the next editor should know"),
)

FIELDS: Mapping[str, tuple[Field, ...]] = {
    "official": (
        *_FIRST,
        _FAMILY,
        *_LOOK,
        Field("roles", list_of(_ROLE), "Offices held, with dates"),
        Field("born", DATE, "Day, month or year of birth"),
        *_LAST,
    ),
    "treaty": (
        *_FIRST,
        *_LOOK,
        Field("signed", DATE, "When it was signed or adopted"),
        Field("in_force", DATE, "When it came into force"),
        Field("ended", DATE, "When it ended"),
        Field("parties", _MEMBERS, "IDs of its parties; left out when very many"),
        *_LAST,
    ),
    "exercise": (
        *_FIRST,
        *_LOOK,
        Field("series", identifier("exercise"), "Of an edition: the ID of its series"),
        Field("edition", text("a number", number=True), "Of an edition: its number as names have it: 2025, 25, 2024A"),
        Field("held", record("held", [_FROM, _TO], [("from", "to")]), "Of an edition: when"),
        Field("countries", list_of(_COUNTRY), "Who takes part or holds it, ISO 3166"),
        *_LAST,
    ),
    "alliance": (
        *_FIRST,
        *_LOOK,
        Field("form", choice(FORMS, "form"), "What sort of body it is"),
        Field("founded", DATE, "When it began"),
        Field("dissolved", DATE, "When it ended"),
        Field("members", _MEMBERS, "IDs of its members"),
        Field("part_of", one_or_list(identifier("alliance")), "ID of what it is an organ, mission or programme of"),
        *_LAST,
    ),
    "state": (
        *_FIRST,
        *_LOOK,
        Field("adjectives", _WORDS, "By language: Russian, russe, российский"),
        Field("capital", _WORDS, "By language; stands for the government"),
        Field("metonyms", _WORDS, "By language: the Kremlin"),
        *_LAST,
    ),
}
_SPANS = {
    "treaty": [("signed", "ended"), ("in_force", "ended")],
    "alliance": [("founded", "dissolved")],
}
SHAPES: Mapping[str, Shape] = {kind: record(kind, FIELDS[kind], _SPANS.get(kind, ())) for kind in KINDS}

ALIAS_TYPES = {
    "names": AliasType.NAME,
    "family": AliasType.WEAK,
    "acronyms": AliasType.ACRONYM,
    "weak": AliasType.WEAK,
    "capital": AliasType.WEAK,
    "metonyms": AliasType.WEAK,
    "not": AliasType.NOT,
}
_COUNTRIES = frozenset({"parties", "members", "countries", "part_of"})


def entity(document: Document, kind: str = "") -> tuple[Entity, list[DataError]]:
    """Read one entry; with all its problems at once, and without the fields that have one.

    ``kind`` is the one that the folder stands for, if it is known.

    >>> from entitynorm.datafile import parse
    >>> found, problems = entity(parse("id: treaty/npt\\nname: NPT\\nsigned: 1968-13", "npt.yaml"))
    >>> found.name, [str(problem) for problem in problems]
    ('NPT', ['npt.yaml:3: signed: no such day: 1968-13'])
    """
    slug = Path(document.path).stem
    said = document.data.get("id")
    own = said.partition("/")[0] if isinstance(said, str) else ""
    expected = f"{kind or (own if own in FIELDS else 'kind')}/{slug}"
    errors = [] if said is None or said == expected else [document.error(_disagrees(said, expected, kind), "id")]
    kind = kind or own
    if kind not in FIELDS:
        return Entity("", "", ""), errors or [document.error("id is missing")]
    bad = {"id"} if errors else set()
    for place, problem in SHAPES[kind].check(document.data):
        if place != ("id",) or not errors:
            errors.append(document.error(f"{'.'.join(map(str, place))}: {problem}" if place else problem, *place))
        bad.update(map(str, place[:1]))
    if "edition" in document.data and "series" not in document.data:
        errors.append(document.error("edition: needs series, the ID of the series that it is an edition of", "edition"))
    good: dict[str, Any] = {name: value for name, value in document.data.items() if name not in bad}
    return _entity(kind, {"id": expected, **good}), sorted(errors, key=lambda error: error.line)


def _disagrees(said: object, expected: str, kind: str) -> str:
    if isinstance(said, str) and not kind and said.partition("/")[0] not in FIELDS:
        return f"id: no such kind: '{said.partition('/')[0]}'{suggestion(said.partition('/')[0], KINDS)}"
    return f"id: expected {expected}, as the file is called, not {said or 'nothing'}"


def aliases(data: Mapping[str, Any]) -> Iterator[tuple[Alias, Place]]:
    """Every alias that a sound entry gives, and its place; the printed name first.

    The printed name is a full name, unless the entry lists it as an acronym or a weak alias only.
    """
    rest = [found for field, type in ALIAS_TYPES.items() for found in aliases_of(data, field, type)]
    if name := data.get("name"):
        types = {
            alias.type for alias, place in rest if alias.text == name and place[0] in ("names", "acronyms", "weak")
        }
        yield Alias(name, "en", min(types, key=list(AliasType).index, default=AliasType.NAME)), ("name",)
    yield from rest


def aliases_of(data: Mapping[str, Any], field: str, type: AliasType) -> Iterator[tuple[Alias, Place]]:
    """The aliases of one field, and their places."""
    value = data.get(field, {})
    for lang, forms in value.items() if isinstance(value, dict) else [("", value)]:
        place = (field, lang) if lang else (field,)
        for number, form in enumerate(_list(forms)):
            at = (*place, number) if isinstance(forms, list) else place
            yield Alias(form["text"] if isinstance(form, dict) else form, lang, type), at


def references(data: Mapping[str, Any]) -> Iterator[tuple[str, Place]]:
    """Every ID of another entity that a sound entry names, and its place."""
    for number, role in enumerate(data.get("roles", ())):
        yield role["of"], ("roles", number, "of")
    for field in ("parties", "members"):
        for number, id in enumerate(data.get(field, ())):
            yield id, (field, number)
    for number, code in enumerate(data.get("countries", ())):
        yield f"state/{code}", ("countries", number)
    for field in ("part_of", "series"):
        for id in _list(data.get(field, [])):
            yield id, (field,)


def _entity(kind: str, data: Mapping[str, Any]) -> Entity:
    adjectives = aliases_of(data, "adjectives", AliasType.WEAK)
    return Entity(
        id=data["id"],
        name=data.get("name", ""),
        kind=kind,
        aliases=tuple(dict.fromkeys(alias for alias, _ in aliases(data))),
        periods=tuple(_periods(data)),
        countries=tuple(dict.fromkeys(id for id, place in references(data) if place[0] in _COUNTRIES)),
        form=data.get("form", ""),
        series=data.get("series", ""),
        edition=data.get("edition", ""),
        wikidata=data.get("wikidata", ""),
        sources=tuple(data.get("sources", ())),
        note=data.get("note", ""),
        adjectives=tuple(dict.fromkeys(alias for alias, _ in adjectives)),
    )


def _periods(data: Mapping[str, Any]) -> Iterator[Period]:
    for role in data.get("roles", ()):
        yield Period(role.get("from", ""), role.get("to", ""), role["role"], role["of"])
    if held := data.get("held"):
        # Nobody holds an exercise until further notice: an end that is not known is as near as the start is known.
        yield Period(held.get("from", ""), held.get("to", held.get("from", "")))
    for start, end in ((data.get("signed", data.get("in_force", "")), "ended"), (data.get("founded", ""), "dissolved")):
        if start or end in data:
            yield Period(start, data.get(end, ""))


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]

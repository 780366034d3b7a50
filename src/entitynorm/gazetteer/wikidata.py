"""Read entities from an entity file of Wikidata: labels, aliases, dates, and offices as far as the file tells them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from entitynorm.errors import DataError, DataErrors
from entitynorm.gazetteer.load import Gazetteer
from entitynorm.gazetteer.schema import FIELDS
from entitynorm.gazetteer.shape import DATE, TEXT, by_language
from entitynorm.text.clean import clean
from entitynorm.text.tables import MANNERS, Tables

HUMAN = "Q5"
INSTANCE, POSITION, SHORT_NAME, ISO = "P31", "P39", "P1813", "P297"
START, END, POINT, OF, JURISDICTION, COUNTRY = "P580", "P582", "P585", "P642", "P1001", "P17"
DATES = {  # field -> properties that say it, the best first
    "born": ("P569",),
    "signed": ("P585", "P571"),
    "in_force": ("P7588", "P580"),
    "ended": ("P576", "P582"),
    "founded": ("P571",),
    "dissolved": ("P576",),
}
# Codes of Wikidata that BCP 47 writes otherwise, and those that are not the name of a language.
TAGS = {"zh-hans": "zh", "zh-cn": "zh", "zh-tw": "zh-Hant", "zh-hk": "zh-Hant", "be-x-old": "be-tarask", "nb": "no",
        "sr-ec": "sr", "sr-el": "sr-Latn", "simple": "en", "mul": "", "en-gb": "en", "en-ca": "en"}  # fmt: skip
PRECISION = {9: 4, 10: 7, 11: 10}  # of a time -> how much of an ISO date it says


@dataclass(frozen=True, slots=True)
class Found:
    """What a file says of one entity; ``left`` is what it says and nothing here can be made of."""

    qid: str
    kind: str
    said: Mapping[str, Any]
    left: tuple[str, ...] = ()


def read(text: str, path: str, gazetteer: Gazetteer, known: Tables, kind: str = "") -> list[Found]:
    """The entities of a file as ``Special:EntityData`` gives it, or of one entity object; raises DataErrors.

    ``kind`` is the kind of those of which the file does not tell. Items that only explain others (positions, countries)
    are used for that alone.
    """
    try:
        body = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else 1
        problem = error.msg if isinstance(error, json.JSONDecodeError) else "nested too deeply"
        raise DataErrors([DataError(path, line, f"not JSON: {problem}")]) from error
    items = body.get("entities") if isinstance(body, dict) else None
    items = items if isinstance(items, dict) else {"": body}
    every = {
        str(item["id"]): item for item in items.values() if isinstance(item, dict) and "labels" in item and "id" in item
    }
    if not every:
        raise DataErrors([DataError(path, 1, 'no entity of Wikidata: expected {"id", "labels", "claims"}')])
    reader = _Reader(every, gazetteer, known)
    explained = {value for item in every.values() for value in _mentioned(item)}
    wanted = [qid for qid in every if qid not in explained] or list(every)[:1]
    found, errors = [], []
    for qid in wanted:
        own = reader.kind(qid) or kind
        if own:
            found.append(reader.entity(qid, own))
        else:
            errors.append(DataError(path, 1, f"{qid}: the file does not tell of what kind it is: name it with --kind"))
    if errors:
        raise DataErrors(errors)
    return found


@dataclass(frozen=True, slots=True)
class _Reader:
    items: Mapping[str, Any]
    gazetteer: Gazetteer
    known: Tables
    ids: dict[str, str] = field(default_factory=dict)  # item of Wikidata -> our ID

    def __post_init__(self) -> None:
        self.ids.update((entity.wikidata, entity.id) for entity in self.gazetteer.entities if entity.wikidata)

    def kind(self, qid: str) -> str:
        item = self.items[qid]
        classes = list(_values(item, INSTANCE))
        if HUMAN in classes:
            return "official"
        if any(_values(item, ISO)):
            return "state"
        labels = [clean(label).split() for one in classes if (label := self.label(one))]
        kinds = {kind for words in labels for kind in self.known.kinds.get(words[-1], ())}
        return kinds.pop() if len(kinds) == 1 else ""

    def label(self, qid: str) -> str:
        """What an item is called in English, if the file holds it."""
        labels = self.items.get(qid, {}).get("labels", {})
        return str(next((labels[lang]["value"] for lang in ("en", "mul", "en-gb") if lang in labels), ""))

    def entity(self, qid: str, kind: str) -> Found:
        item = self.items[qid]
        name = self.label(qid) or next((one["value"] for one in item["labels"].values()), "")
        left: list[str] = [] if self.label(qid) else ["name: Wikidata has no English label"]
        said: dict[str, Any] = {"name": name, "wikidata": qid, "sources": [f"wikidata:{qid}"]}
        names, acronyms, odd = self.names(item, name, kind)
        said["names"], said["acronyms"] = names, acronyms
        if odd:
            left.append(f"names: in languages that nothing is known of here, left out: {', '.join(odd)}")
        own = {one.name for one in FIELDS[kind]}
        said |= {field: date for field, ways in DATES.items() if field in own and (date := _date(item, ways))}
        if kind == "exercise" and (held := _span(item.get("claims", {}))):
            said["held"] = held
        if kind == "state" and (code := next(_values(item, ISO), "")):
            said["id"] = f"state/{code.lower()}"
        if kind == "official":
            said["roles"], unclear = self.roles(item)
            left += unclear
        return Found(qid, kind, said, tuple(left))

    def names(self, item: Any, printed: str, kind: str) -> tuple[dict[str, list[str]], dict[str, list[str]], list[str]]:
        """Full names and acronyms by language, and the languages that were left out."""
        names: dict[str, list[str]] = {}
        acronyms: dict[str, list[str]] = {}
        odd: dict[str, None] = {}
        short = {(one.get("language"), one.get("text")) for one in _values(item, SHORT_NAME) if isinstance(one, dict)}
        labels = item.get("labels", {}).values()
        aliases = (one for own in item.get("aliases", {}).values() for one in own)
        for one in (*labels, *aliases, *({"language": lang, "value": text} for lang, text in short)):
            text, lang = str(one["value"]).strip(), tag(str(one["language"]))
            if not lang or any(TEXT.check(text)):
                continue
            if not self.known.language(lang) or any(by_language(TEXT).check({lang: text})):
                odd[lang] = None
                continue
            if kind == "official" and clean(text) == clean(printed):
                continue  # as it is printed: nothing that a reader of another language could not work out
            into = (
                acronyms
                if kind != "official" and re.fullmatch(r"[^\W\d_a-z]{2,10}", text) and text.isupper()
                else names
            )
            if all(clean(text) != clean(other) for other in into.get(lang, ())):
                into.setdefault(lang, []).append(text)
        return names, acronyms, list(odd)

    def roles(self, item: Any) -> tuple[list[dict[str, str]], list[str]]:
        """Offices of which both what they are and of whom is known; the others in words."""
        roles, left = [], []
        for claim in _claims(item, POSITION):
            qid = _value(claim)
            if not isinstance(qid, str):
                continue
            span = _span(claim.get("qualifiers", {}))
            role, of = self.role(qid), self.whose(qid, claim)
            if role and of:
                roles.append({"role": role, "of": of, **span})
                left.append(f"roles: {role} of {of}, made of '{self.label(qid)}': is it that?")
            else:
                when = f"{span.get('from', '…')} to {span.get('to', '…')}"
                unknown = " and ".join([*([] if role else ["which role"]), *([] if of else ["of whom"])])
                left.append(f"roles: {self.label(qid) or qid}, {when}: {unknown}?")
        return sorted(roles, key=lambda role: role.get("from", "")), left

    def role(self, qid: str) -> str:
        """The role of a position, by the longest word for an office that its English label begins with."""
        label = f"{clean(self.label(qid))} "
        phrases = self.known.offices.get(label.partition(" ")[0], ())
        fitting = ((len(phrase), role) for phrase, role in phrases if label.startswith(f"{phrase} "))
        role = max(fitting, default=(0, ""))[1]
        return "" if role in MANNERS else role

    def whose(self, qid: str, claim: Any) -> str:
        """The state or alliance of a position, by what the statement or the position's own item says of it."""
        places = [claim.get("qualifiers", {}), self.items.get(qid, {}).get("claims", {})]
        owners = (value for place in places for way in (OF, JURISDICTION, COUNTRY) for value in _snaks(place, way))
        ids = (self.ids.get(str(owner), "") for owner in owners)
        return next((id for id in ids if id.startswith(("state/", "alliance/"))), "")


def tag(code: str) -> str:
    """The BCP 47 tag of a language of Wikidata, '' for what is none.

    >>> tag("zh-hant"), tag("pt-br"), tag("nb"), tag("mul")
    ('zh-Hant', 'pt-BR', 'no', '')
    """
    if code in TAGS:
        return TAGS[code]
    first, *rest = code.split("-")
    return "-".join(
        [first, *(part.title() if len(part) == 4 else part.upper() if len(part) == 2 else part for part in rest)]
    )


def _claims(item: Any, way: str) -> Iterator[Any]:
    """The statements of a property, but for those that are known to be wrong."""
    claims = item.get("claims", {})
    yield from (
        one for one in (claims.get(way, ()) if isinstance(claims, dict) else ()) if one.get("rank") != "deprecated"
    )


def _values(item: Any, way: str) -> Iterator[Any]:
    yield from (value for claim in _claims(item, way) if (value := _value(claim)))


def _value(claim: Any) -> Any:
    """The value of a statement or qualifier: an item as its ID, anything else as it is; None when it is not known."""
    value = claim.get("mainsnak", claim).get("datavalue", {}).get("value")
    if isinstance(value, dict) and "id" in value:
        return value["id"]
    return value


def _snaks(place: Any, way: str) -> Iterator[Any]:
    found = place.get(way, ()) if isinstance(place, dict) else ()
    yield from (value for one in found if (value := _value(one)))


def _mentioned(item: Any) -> Iterator[str]:
    """The items by which the statements of one are explained."""
    for way in (INSTANCE, POSITION, COUNTRY, JURISDICTION, OF):
        for claim in _claims(item, way):
            yield from (value for value in [_value(claim)] if isinstance(value, str))
            for how in (OF, JURISDICTION, COUNTRY):
                yield from (value for value in _snaks(claim.get("qualifiers", {}), how) if isinstance(value, str))


def _date(item: Any, ways: Iterable[str]) -> str:
    for way in ways:
        for claim in sorted(_claims(item, way), key=lambda claim: claim.get("rank") != "preferred"):
            if date := iso(_value(claim)):
                return date
    return ""


def _span(place: Any) -> dict[str, str]:
    """From when to when."""
    found = {}
    for name, ways in (("from", (START, POINT)), ("to", (END,))):
        dates = (date for way in ways for value in _snaks(place, way) if (date := iso(value)))
        if date := next(dates, ""):
            found[name] = date
    return found


def iso(time: Any) -> str:
    """A time of Wikidata as precise as it is; '' when it is before our calendar or less precise than a year.

    >>> iso({"time": "+2024-05-14T00:00:00Z", "precision": 11}), iso({"time": "+2024-05-00T00:00:00Z", "precision": 10})
    ('2024-05-14', '2024-05')
    """
    if not isinstance(time, dict):
        return ""
    date = str(time.get("time", ""))[1:11][: PRECISION.get(time.get("precision", 0), 0)]
    return "" if not date or str(time["time"])[0] == "-" or any(DATE.check(date)) else date

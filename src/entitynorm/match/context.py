"""Step 9d: what the context and the words around a name say for and against a candidate.

The dev sets have no contexts to fit these on: their weights are set by reason, in ``data/weights.yaml``.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from entitynorm.index import Index
from entitynorm.match.features import Reading
from entitynorm.model import PEOPLE, AliasType, Context, Period
from entitynorm.text.keys import exact_form
from entitynorm.text.tables import MANNERS, Tables

NEAR_DAYS = 60  # an edition is meant when the text is dated so near to it


def same_kind(asked: str, kind: str) -> bool:
    """Whether a kind is the one asked for; every kind of person is one kind.

    >>> same_kind("person", "official"), same_kind("treaty", "alliance")
    (True, False)
    """
    return asked == kind or (asked in PEOPLE and kind in PEOPLE)


@lru_cache(maxsize=1 << 14)
def state_named(text: str, index: Index) -> str:
    """The ID of the state that a text names letter for letter; '' when there is none."""
    for name in index.exact(exact_form(text)):
        entity = index.name_entity[name]
        if index.kind_of(entity) == "state":
            return index.entity_id(entity)
    return ""


def hints(reading: Reading, known: Tables) -> tuple[frozenset[str], frozenset[str]]:
    """The kinds and the roles that words of the mention itself speak of (« traité », "minister of defence")."""
    found: set[str] = set()
    offices: set[str] = set()
    kinds = known.kinds
    for w in reading.words:
        forms = (w.text, *w.stems)
        for form in () if kinds.keys().isdisjoint(forms) else forms:
            found.update(kinds.get(form, ()))
    texts = [w.text for w in reading.words]
    if len(texts) > 1 and not known.offices.keys().isdisjoint(texts):
        padded = f" {' '.join(texts)} "
        for w in reading.words:
            for phrase, role in known.offices.get(w.text, ()):
                if role not in MANNERS and f" {phrase} " in padded:
                    offices.update((role, *known.offices_of.get(phrase, {}).values()))
    return frozenset(found), frozenset(offices)


def context_features(
    context: Context, hinted: tuple[frozenset[str], frozenset[str]], name: int, index: Index
) -> dict[str, float]:
    """Raw values of the features of context for one name; empty when nothing is known."""
    values: dict[str, float] = {}
    entity = index.name_entity[name]
    kind = index.kind_of(entity)
    type = index.alias_type(name)
    if context.kind:
        if not same_kind(context.kind, kind):
            values["kind_differs"] = 1.0
        elif type is AliasType.WEAK:
            values["kind_given"] = 1.0
    if context.lang:
        own = index.lang_of(name).partition("-")[0]
        if own == context.lang.lower().partition("-")[0]:
            values["language"] = 1.0
        elif own and kind not in PEOPLE and type in (AliasType.WEAK, AliasType.ACRONYM):
            values["language_differs"] = 1.0
    kinds, roles = hinted
    if kinds:
        values["kind_word" if kind in kinds else "kind_word_differs"] = 1.0
    if not (context.date or context.country or context.role or roles):
        return values
    record = index.record(entity)
    periods = [Period(*period) for period in record.get("periods", ())]
    asked = roles | ({context.role} if context.role else set())
    if asked and periods and kind in PEOPLE:
        values["role" if any(p.role in asked for p in periods) else "role_differs"] = 1.0
    if context.date and periods:
        _date(context.date, kind, periods, values)
    if context.country:
        country = context.country if "/" in context.country else f"state/{context.country.lower()}"
        own_countries = {p.of for p in periods} | set(record.get("countries", ()))
        if own_countries - {""}:
            values["country" if country in own_countries else "country_differs"] = 1.0
    return values


def _date(date: str, kind: str, periods: list[Period], values: dict[str, float]) -> None:
    covered = any(p.covers(date) for p in periods)
    if kind in PEOPLE:
        if covered:
            values["in_office"] = 1.0
    elif kind == "treaty":
        if all(p.start and date < p.start[: len(date)] for p in periods):
            values["not_yet"] = 1.0
    elif kind == "exercise" and covered:
        values["held_then"] = 1.0


def days(date: str) -> int:
    """Days since year 0, roughly; a month or year counts from its middle.

    >>> days("2025-09-16") - days("2025-09-12"), days("2025") == days("2025-07")
    (4, True)
    """
    parts = [int(part) for part in date.split("-") if part.isdigit()]
    year = parts[0] if parts else 0
    month = parts[1] if len(parts) > 1 else 7
    day = parts[2] if len(parts) > 2 else 15
    return year * 365 + (month - 1) * 30 + day


def edition_for(date: str, series: str, editions: Mapping[str, list[tuple[str, Period]]]) -> str:
    """The ID of the edition of a series that a text of this date speaks of, or ''."""
    near = [
        (abs(days(period.start or period.end) - days(date)), id)
        for id, period in editions.get(series, ())
        if period.start or period.end
    ]
    best = min(near, default=(NEAR_DAYS + 1, ""))
    return best[1] if best[0] <= NEAR_DAYS else ""

"""Check of reach: whether what the news writes about most has names in the languages that it is written in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from entitynorm.gazetteer.lint.finding import Finding
from entitynorm.gazetteer.lint.shelf import Entry, Shelf
from entitynorm.gazetteer.schema import references
from entitynorm.model import PEOPLE, AliasType
from entitynorm.text.tables import Tables

WANTED = ("en", "fr", "de", "es", "it", "pt", "pl", "ru", "uk", "be", "ar", "he", "fa", "tr", "zh", "ja", "ko")
MOST = {"state": 25, "alliance": 15, "exercise": 15}  # so many of a kind, those that most entries name, are important
GREAT = 10  # so many states have leaders who are
FEWEST = 5  # entries that name what is important
LEADING = frozenset({"supreme-leader", "head-of-state", "head-of-government", "foreign-minister", "defence-minister"})
HEADING = "secretary-general"
SINCE = "2020"  # leaders of before are history
CROSSING = PEOPLE | {"exercise"}  # kinds whose names are written alike in the languages of one script


def languages(shelf: Shelf) -> Iterator[Finding]:
    """W601: an important entity has no name in some of the languages wanted; told once an entry."""
    named: Counter[str] = Counter()
    for entry in shelf.entries:
        # Who takes part in exercises says little: those of one alliance have the same countries year after year.
        named.update({id for id, place in references(entry.document.data) if place[0] != "countries"})
    important = frozenset().union(*(_most(named, kind, most) for kind, most in MOST.items()))
    great = _most(named, "state", GREAT)
    for entry in shelf.entries:
        why = f"named by {named[entry.entity.id]} entries" if entry.entity.id in important else ""
        why = why or _leads(entry, great, important)
        if why and (missing := _missing(entry, shelf.tables)):
            yield entry.found("W601", f"{why}, but has no name in {', '.join(missing)}", "names")


def _most(named: Counter[str], kind: str, most: int) -> frozenset[str]:
    """The entities of a kind that most entries name."""
    counts = [(count, id) for id, count in named.items() if id.startswith(f"{kind}/") and count >= FEWEST]
    return frozenset(id for _, id in sorted(counts, key=lambda one: (-one[0], one[1]))[:most])


def _leads(entry: Entry, great: frozenset[str], important: frozenset[str]) -> str:
    """Which office makes an official important; '' if none does."""
    for period in entry.entity.periods:
        if not period.end or period.end >= SINCE:
            state = period.role in LEADING and period.of in great
            body = period.role == HEADING and period.of in important
            if state or body:
                return f"{period.role} of {period.of}"
    return ""


def _missing(entry: Entry, known: Tables) -> list[str]:
    """The languages wanted in which an entity has no name; some names cross languages of one script."""
    aliases = [name.alias for name in entry.names if name.alias.type is not AliasType.NOT]
    listed = {alias.lang.partition("-")[0] for alias in aliases}
    missing = [lang for lang in WANTED if lang not in listed]
    if entry.entity.kind in CROSSING:
        scripts = {tuple(known.language(lang).get("scripts", ()))[:1] for lang in listed}
        missing = [lang for lang in missing if tuple(known.language(lang).get("scripts", ()))[:1] not in scripts]
    return missing

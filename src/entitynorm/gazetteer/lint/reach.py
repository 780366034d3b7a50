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
NAMED_BY = 30  # entries that name what is important
GREAT = 60  # entries that name a state whose leaders are important
LEADING = frozenset({"supreme-leader", "head-of-state", "head-of-government", "foreign-minister", "defence-minister"})
SINCE = "2020"  # leaders of before are history


def languages(shelf: Shelf) -> Iterator[Finding]:
    """W601: an important entity has no name in some of the languages wanted; told once an entry."""
    named: Counter[str] = Counter()
    for entry in shelf.entries:
        named.update({id for id, _ in references(entry.document.data)})
    for entry in shelf.entries:
        why = _importance(entry, named)
        if why and (missing := _missing(entry, shelf.tables)):
            yield entry.found("W601", f"{why}, but has no name in {', '.join(missing)}", "names")


def _importance(entry: Entry, named: Counter[str]) -> str:
    """Why an entity is important; '' when nothing here says that it is."""
    count = named[entry.entity.id]
    if count >= NAMED_BY:
        return f"named by {count} entries"
    for period in entry.entity.periods:
        now = not period.end or period.end >= SINCE
        if now and ((period.role in LEADING and named[period.of] >= GREAT) or _heads(period.role, period.of, named)):
            return f"{period.role} of {period.of}"
    return ""


def _heads(role: str, of: str, named: Counter[str]) -> bool:
    return role == "secretary-general" and named[of] >= NAMED_BY // 3


def _missing(entry: Entry, known: Tables) -> list[str]:
    """The languages wanted in which an entity has no name; a person's name crosses languages of one script."""
    aliases = [name.alias for name in entry.names if name.alias.type not in (AliasType.NOT,)]
    listed = {alias.lang.partition("-")[0] for alias in aliases}
    missing = [lang for lang in WANTED if lang not in listed]
    if entry.entity.kind in PEOPLE:
        scripts = {tuple(known.language(lang).get("scripts", ()))[:1] for lang in listed}
        missing = [lang for lang in missing if tuple(known.language(lang).get("scripts", ()))[:1] not in scripts]
    return missing

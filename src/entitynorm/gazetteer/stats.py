"""Count what a gazetteer covers: by kind, drawer, country, language, year, source and age."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit

from entitynorm.datafile import Document
from entitynorm.gazetteer.load import Gazetteer
from entitynorm.gazetteer.schema import FOLDERS, aliases
from entitynorm.model import KINDS, AliasType, Entity

GENERAL = "general knowledge"
FIRST_YEAR = 1945
AGES = {"a month": 31, "half a year": 183, "a year": 366, "two years": 731, "five years": 1827}  # days, at most

Counts = Mapping[str, int]  # kind -> entries


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: how many entries of which kind."""

    label: str
    counts: Counts

    @property
    def total(self) -> int:
        """The entries of all kinds."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class Kind:
    """How wide, deep and well founded the entries of a kind are; of every kind together if it is called ``all``."""

    kind: str
    entries: int
    aliases: int
    languages: float  # of an entry that is no edition, in the middle: half have more
    general: int  # entries that rest on general knowledge alone
    unsourced: int


@dataclass(frozen=True, slots=True)
class Stats:
    """All counts. A row of languages counts entries that have a name in it, one of years those that lasted then."""

    kinds: tuple[Kind, ...]
    drawers: tuple[Row, ...]
    countries: tuple[Row, ...]
    languages: tuple[Row, ...]
    years: tuple[Row, ...]
    sources: tuple[Row, ...]
    ages: tuple[Row, ...]


def stats(gazetteer: Gazetteer, today: str = "") -> Stats:
    """Count everything; ``today`` is the day from which ages are counted."""
    entries = list(zip(gazetteer.entities, gazetteer.documents, strict=True))
    now = date.fromisoformat(today) if today else date.today()
    tables: dict[str, dict[str, Counter[str]]] = {}

    def table(name: str, labels: Callable[[Entity, Document], Iterable[str]]) -> dict[str, Counter[str]]:
        found = tables.setdefault(name, {})
        for entity, document in entries:
            for label in dict.fromkeys(labels(entity, document)):
                found.setdefault(label, Counter())[entity.kind] += 1
        return found

    ages = table("ages", lambda entity, document: [age(document, now)])
    return Stats(
        kinds=tuple(_kinds(entries)),
        drawers=_most(table("drawers", lambda entity, document: [drawer(entity, document)])),
        countries=_most(table("countries", lambda entity, document: countries(entity))),
        languages=_most(table("languages", lambda entity, document: languages(document))),
        years=_rows(sorted(table("years", lambda entity, document: years(entity, now.year)).items())),
        sources=_most(table("sources", lambda entity, document: sources(entity))),
        ages=_rows((label, ages[label]) for label in (*AGES, "longer", "never") if label in ages),
    )


def _kinds(entries: list[tuple[Entity, Document]]) -> Iterator[Kind]:
    for kind in ("all", *KINDS):
        own = [(entity, document) for entity, document in entries if kind in ("all", entity.kind)]
        widths = [len(list(languages(document))) for entity, document in own if not entity.series]
        if own:
            yield Kind(
                kind,
                len(own),
                sum(len(list(aliases(document.data))) for _, document in own),
                float(median(widths)) if widths else 0.0,
                sum(rests_on_general_knowledge(entity) for entity, _ in own),
                sum(not entity.sources for entity, _ in own),
            )


def rests_on_general_knowledge(entity: Entity) -> bool:
    """Whether an entry names general knowledge as its only source.

    >>> rests_on_general_knowledge(Entity("treaty/a", "A", "treaty", sources=("general knowledge", "https://un.org")))
    False
    """
    return bool(entity.sources) and all(source.strip().casefold() == GENERAL for source in entity.sources)


def drawer(entity: Entity, document: Document) -> str:
    """The folder of an entry: the first one below that of its kind, '–' if there is none; an exercise has one a series.

    >>> from entitynorm.datafile import parse
    >>> drawer(Entity("official/a", "A", "official"), parse("id: official/a", "g/officials/ru/a.yaml"))
    'officials/ru'
    """
    parts = Path(document.path).parts
    at = max((number for number, part in enumerate(parts) if part in FOLDERS), default=len(parts) - 1)
    inner = parts[at + 1] if len(parts) > at + 2 and entity.kind != "exercise" else "–"
    return f"{parts[at]}/{inner}"


def countries(entity: Entity) -> Iterator[str]:
    """The codes of the states that an entity serves, that hold it or are its members; a state's own."""
    ids = (entity.id, *(period.of for period in entity.periods), *entity.countries)
    return (id.removeprefix("state/") for id in ids if id.startswith("state/"))


def languages(document: Document) -> Iterator[str]:
    """The languages in which an entry has a name, an acronym or a weak alias."""
    found = (alias.lang for alias, _ in aliases(document.data) if alias.type is not AliasType.NOT)
    return iter(dict.fromkeys(lang for lang in found if lang))


def years(entity: Entity, last: int) -> Iterator[str]:
    """The years in which an official was in office, a treaty or an alliance lasted, an exercise was held."""
    for period in entity.periods:
        if period.start:
            end = int(period.end[:4]) if period.end else last
            yield from map(str, range(max(FIRST_YEAR, int(period.start[:4])), min(end, last) + 1))


def sources(entity: Entity) -> Iterator[str]:
    """Where an entry comes from, each source by its site or its first word.

    >>> list(sources(Entity("treaty/a", "A", "treaty", sources=("https://www.un.org/a", "wikidata:Q42"))))
    ['un.org', 'wikidata']
    """
    for source in entity.sources or ("none",):
        host = urlsplit(source).netloc if source.startswith(("http://", "https://")) else ""
        yield host.removeprefix("www.") or source.partition(":")[0].strip()


def age(document: Document, now: date) -> str:
    """Since when an entry was checked, at most."""
    text = str(document.data.get("checked", ""))
    try:
        days = (now - date.fromisoformat((text + "-01-01")[:10])).days
    except ValueError:
        return "never"
    return next((label for label, most in AGES.items() if days <= most), "longer")


def _rows(counts: Iterable[tuple[str, Counter[str]]]) -> tuple[Row, ...]:
    return tuple(Row(label, dict(counted)) for label, counted in counts)


def _most(counts: Mapping[str, Counter[str]]) -> tuple[Row, ...]:
    """The rows with most entries first."""
    return _rows(sorted(counts.items(), key=lambda item: (-item[1].total(), item[0])))

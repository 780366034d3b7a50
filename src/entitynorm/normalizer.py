"""The library's front door: load gazetteers, resolve mentions, find them in text, look entities up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from entitynorm import cache
from entitynorm.errors import MentionError, UnknownEntityError
from entitynorm.index import Index
from entitynorm.index.layout import VERSION
from entitynorm.match.context import edition_for
from entitynorm.match.resolve import resolve
from entitynorm.model import Context, Entity, Mention, Period, Result
from entitynorm.text.tables import Tables, tables

if TYPE_CHECKING:
    from entitynorm.match.unresolved import Unknown

SHIPPED = cache.PACKAGE / "data" / "compiled" / "shipped.index"
REMEMBERED = 1 << 16  # answers to repeated mentions that `normalize_many` keeps

MentionLike = str | Mention | Mapping[str, object]


def load(*sources: str | Path, threshold: float | None = None) -> Normalizer:
    """A normalizer over the shipped gazetteers, or over the given gazetteer folders, JSONL and index files.

    ``threshold`` is the score from which a match is answered; the fitted one unless said.
    Raises EntitynormError with one clear line for a source that cannot be read.
    """
    known = tables()
    indexes = [open_source(Path(source), known) for source in sources] if sources else [shipped(known)]
    return Normalizer(indexes, known, threshold)


def open_source(path: Path, known: Tables) -> Index:
    """An index opened from its file, or built in memory from a gazetteer folder or a JSONL file."""
    if path.is_dir() or path.suffix in (".jsonl", ".ndjson"):
        return Index(memoryview(compile_sources([path], known)), str(path), known)
    return Index.open(path, known)


def compile_sources(paths: Iterable[str | Path], known: Tables | None = None) -> bytes:
    """One index file's bytes of gazetteer folders and JSONL files together."""
    from entitynorm.gazetteer.jsonl import read
    from entitynorm.gazetteer.load import load
    from entitynorm.index.build import build

    entities: list[Entity] = []
    retired: dict[str, str] = {}
    for source in paths:
        path = Path(source)
        if path.is_dir():
            loaded = load(path)
            entities += loaded.entities
            retired |= loaded.retired
        else:
            entities += read(path)
    return build(entities, retired=retired, known=known)


def shipped(known: Tables) -> Index:
    """The index of the shipped gazetteers: the wheel's, or in a checkout the cached one, built when YAML is newer."""
    if not cache.is_checkout():
        return Index.open(SHIPPED, known)
    path = cache.folder() / f"shipped-{VERSION}-{known.fingerprint}.index"
    if cache.stale(path, [cache.gazetteers()]):
        cache.write(path, compile_sources([cache.gazetteers()], known))
        for old in path.parent.glob("shipped-*.index"):
            if old != path:
                old.unlink(missing_ok=True)
    return Index.open(path, known)


class Normalizer:
    """Resolves mentions against one or more indexes."""

    def __init__(self, indexes: Iterable[Index], known: Tables | None = None, threshold: float | None = None) -> None:
        self.indexes = tuple(indexes)
        self.tables = known or tables()
        self.threshold = float(self.tables.weights["threshold"]) if threshold is None else threshold
        self._remembered: dict[tuple[str, Context], Result] = {}

    def normalize(
        self, mention: MentionLike, *, lang: str = "", date: str = "", country: str = "", role: str = "", kind: str = ""
    ) -> Result:
        """The entity that a mention names, with every reason; ``result.id`` is None unless it is sure enough.

        ``lang`` is a BCP 47 tag, ``date`` ISO 8601 (a day, month or year), ``country`` an ISO 3166 code or the ID of a
        state, ``role`` an office such as ``defence-minister``, ``kind`` one of the kinds. All are optional.
        """
        asked = as_mention(mention, Context(lang, country, role, date, kind))
        result = resolve(asked, self.indexes, self.tables, self.threshold)
        return self._edition(result) if asked.context.date and result.id else result

    def normalize_many(self, mentions: Iterable[MentionLike]) -> Iterator[Result]:
        """Results in the order of the mentions; a repeated mention is resolved once."""
        known = self._remembered
        for mention in mentions:
            asked = as_mention(mention, Context())
            key = (asked.text, asked.context)
            result = known.get(key)
            if result is None:
                if len(known) >= REMEMBERED:
                    known.clear()
                result = known[key] = self.normalize(asked)
            yield result

    def find(self, text: str, *, lang: str = "", date: str = "", kinds: Iterable[str] | None = None) -> list[Result]:
        """Mentions in running text, in their order, the best reading of overlaps; ``text[start:end]`` is the surface.

        ``kinds`` are the kinds looked for; by default every kind of the indexes but states, which are context.
        """
        from entitynorm.match.find import find  # imported when used: resolving names alone starts sooner without it

        every = dict.fromkeys(kind for index in self.indexes for kind in index.kinds if kind != "state")
        wanted = tuple(every if kinds is None else kinds)
        context = Context(lang=lang, date=date)
        return find(text, context, wanted, self.indexes, self.tables, self._resolved, self.threshold)

    def unresolved(
        self, text: str, *, lang: str = "", date: str = "", kinds: Iterable[str] | None = None
    ) -> list[Unknown]:
        """What a text seems to name and no entity explains, each with its kind and why: food for new entries.

        Names of people after titles or with a known given name; what stands in quotation marks after a word for a
        treaty, an exercise or an alliance.
        """
        from entitynorm.match.unresolved import unresolved

        found = self.find(text, lang=lang, date=date, kinds=(kind for index in self.indexes for kind in index.kinds))
        return unresolved(text, lang, found, self.indexes[0], self.tables, tuple(kinds or ()))

    def _resolved(self, mention: Mention) -> Result:
        """As `normalize`, remembering what was resolved before; offsets are those of this mention."""
        result = next(self.normalize_many([replace(mention, start=0, end=0)]))
        return replace(result, mention=mention)

    def _edition(self, result: Result) -> Result:
        """A series becomes the edition that a text of this date speaks of."""
        id = result.id or ""
        edition = edition_for(result.mention.context.date, id, self._editions)
        found = self._find(edition) if edition else None
        if found is None:
            return result
        index, number = found
        first = result.matches[0]
        candidate = index.candidate(next(index.names_of(number)))
        best = replace(first, candidate=replace(candidate, alias=first.candidate.alias))
        rest = tuple(match for match in result.matches[1:] if match.id != edition)
        return replace(result, matches=(best, *rest))

    @cached_property
    def _editions(self) -> dict[str, list[tuple[str, Period]]]:
        """Series -> its editions with the dates on which they were held."""
        found: dict[str, list[tuple[str, Period]]] = {}
        for index in self.indexes:
            if "exercise" not in index.kinds:
                continue
            exercise = index.kinds.index("exercise")
            for number in range(index.entities):
                if index.entity_kind[number] == exercise:
                    record = index.record(number)
                    if record.get("series") and record.get("periods"):
                        own = (index.entity_id(number), Period(*record["periods"][0]))
                        found.setdefault(record["series"], []).append(own)
        return found

    def _find(self, id: str) -> tuple[Index, int] | None:
        retired = {old: new for index in self.indexes for old, new in index.info["retired"].items()}
        seen = set()
        while id in retired and id not in seen:
            seen.add(id)
            id = retired[id]
        return next(((index, n) for index in self.indexes if (n := index.find_id(id)) is not None), None)

    def entity(self, id: str) -> Entity:
        """The entity with this ID, following redirects of retired IDs; raises UnknownEntityError."""
        found = self._find(id)
        if found is None:
            raise UnknownEntityError(f"{id}: no such entity")
        return found[0].entity(found[1])

    def spellings(self, id: str, lang: str = "") -> list[str]:
        """Every expected spelling of an entity in a language (BCP 47), or in all of them; raises UnknownEntityError.

        The listed forms come first, then what the language makes of the native names; see `match.spellings`.
        """
        from entitynorm.match.spellings import spellings

        found = self._find(id)
        if found is None:
            raise UnknownEntityError(f"{id}: no such entity")
        index, number = found
        names = tuple(map(index.alias, index.names_of(number)))  # the printed name with its language among them
        return list(spellings(replace(index.entity(number), aliases=names), lang, self.tables))

    def entities(self) -> Iterator[Entity]:
        """Every entity of every index."""
        for index in self.indexes:
            for number in range(index.entities):
                yield index.entity(number)

    def holders(self, role: str, *, of: str, date: str = "") -> list[Entity]:
        """Who held an office of a state or organisation on a date (any day that it may mean), or ever."""
        found = []
        for index in self.indexes:
            for number in range(index.entities):
                periods = index.record(number).get("periods", ())
                if any(r == role and o == of and (not date or Period(s, e).covers(date)) for s, e, r, o in periods):
                    found.append(index.entity(number))
        return found


def as_mention(mention: MentionLike, context: Context) -> Mention:
    """A mention from text, from a mapping (as the JSONL interface reads) or as it is; raises MentionError."""
    if isinstance(mention, str):
        return Mention(mention, context)
    if isinstance(mention, Mention):
        return mention
    if not isinstance(mention, Mapping):
        raise MentionError(f"a mention is a text or an object, not {type(mention).__name__}")
    text = mention.get("mention")
    if not isinstance(text, str):
        raise MentionError("mention: a text is needed")
    values = {}
    for name in ("lang", "country", "role", "date", "kind"):
        value = mention.get(name)
        if value is not None and not isinstance(value, str):
            raise MentionError(f"{name}: expected a text, not {type(value).__name__}")
        values[name] = value or ""
    return Mention(text, Context(**values))


__all__ = ["Normalizer", "compile_sources", "load", "open_source", "shipped"]

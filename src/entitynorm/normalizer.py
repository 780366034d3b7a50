"""The library's front door: load gazetteers, resolve mentions, find them in text, look entities up."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property, lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from entitynorm import cache
from entitynorm.collector import collector_off
from entitynorm.errors import MentionError, UnknownEntityError
from entitynorm.index import Index
from entitynorm.index.layout import VERSION
from entitynorm.match.context import edition_for
from entitynorm.match.resolve import fitted_threshold, resolve
from entitynorm.model import Context, Entity, Mention, Period, Result
from entitynorm.text.tables import Tables, tables

if TYPE_CHECKING:
    from entitynorm.index.build import Progress
    from entitynorm.match.unresolved import Unknown

SHIPPED = cache.PACKAGE / "data" / "compiled" / "shipped.index"
LINES = (".jsonl", ".ndjson")  # endings of files that are compiled when they are loaded
REMEMBERED = 1 << 16  # answers to repeated mentions that `normalize_many` keeps

MentionLike = str | Mention | Mapping[str, object]


def load(*sources: str | Path, threshold: float | None = None) -> Normalizer:
    """A normalizer over the shipped gazetteers, or over the given gazetteer folders, JSONL and index files.

    ``threshold`` is the score from which a match is answered; unless said the fitted one of each kind.
    Raises EntitynormError with one clear line for a source that cannot be read.
    """
    known = tables()
    indexes = [open_source(Path(source), known) for source in sources] if sources else [shipped(known)]
    return Normalizer(indexes, known, threshold)


def open_source(path: Path, known: Tables) -> Index:
    """An index opened from its file, or built in memory from a gazetteer folder or a JSONL file."""
    if path.is_dir() or path.suffix in LINES:
        return Index(memoryview(compile_sources([path], known)), str(path), known)
    return Index.open(path, known)


def compile_sources(paths: Iterable[str | Path], known: Tables | None = None) -> bytes:
    """One index file's bytes of gazetteer folders and JSONL files together."""
    return b"".join(compile_pieces(paths, known))


def compile_pieces(
    paths: Iterable[str | Path], known: Tables | None = None, *, jobs: int = 1, progress: Progress | None = None
) -> Iterator[bytes]:
    """As `compile_sources`, piece by piece, by so many processes; what memory cannot hold waits in temporary files.

    The bytes are the same whatever the order of the entities and the number of processes. All is worked out before the
    first piece. ``progress`` is told what is being done, how much of it is done, and of how much (0: not known).
    """
    from entitynorm.gazetteer.compile import decoded, parts
    from entitynorm.index.build import built, filed

    own, retired = known or tables(), dict[str, str]()
    tell = progress or (lambda *_: None)
    found = filed(parts(list(map(Path, paths)), retired, tell), decoded, own, jobs)
    with collector_off():
        return built(found, own.fingerprint, retired, tell)


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
        self.threshold = threshold
        self._remembered: dict[tuple[str, Context], Result] = {}
        self._fresh = True  # nothing was asked yet

    def normalize(
        self, mention: MentionLike, *, lang: str = "", date: str = "", country: str = "", role: str = "", kind: str = ""
    ) -> Result:
        """The entity that a mention names, with every reason; ``result.id`` is None unless it is sure enough.

        ``lang`` is a BCP 47 tag, ``date`` ISO 8601 (a day, month or year), ``country`` an ISO 3166 code or the ID of a
        state, ``role`` an office such as ``defence-minister``, ``kind`` one of the kinds. All are optional.
        """
        asked = as_mention(mention, Context(lang, country, role, date, kind))
        if self._fresh:  # a first answer unpacks tables, which stay
            self._fresh = False
            with collector_off():
                result = resolve(asked, self.searched, self.tables, self.threshold)
        else:
            result = resolve(asked, self.searched, self.tables, self.threshold)
        return self._edition(result) if asked.context.date and result.id else result

    @cached_property
    def searched(self) -> Index:
        """What mentions are sought in: the index, or all of them as one."""
        if len(self.indexes) == 1:
            return self.indexes[0]
        from entitynorm.index.together import Together  # imported when used: one index is the rule

        return Together(self.indexes)

    def threshold_for(self, result: Result) -> float:
        """The score from which the best match of a result is answered."""
        return fitted_threshold(result.matches, self.tables) if self.threshold is None else self.threshold

    def normalize_many(self, mentions: Iterable[MentionLike], *, jobs: int = 1) -> Iterator[Result]:
        """Results in the order of the mentions; a repeated mention is resolved once (of the last 65,536).

        With more than one job, so many processes share the work; each opens the files of the indexes itself. Mentions
        are then read ahead, 2,048 at most. An error in one is raised when all before it are answered.
        """
        if jobs < 1:
            raise ValueError(f"jobs: expected 1 or more, not {jobs}")
        asked = (as_mention(mention, Context()) for mention in mentions)
        return self._resolve_many(asked) if jobs == 1 else self._spread(asked, jobs)

    def _resolve_many(self, mentions: Iterable[Mention]) -> Iterator[Result]:
        known = self._remembered
        for asked in mentions:
            key = (asked.text, asked.context)
            result = known.get(key)
            if result is None:
                if len(known) >= REMEMBERED:
                    known.clear()
                result = known[key] = self.normalize(asked)
            elif (asked.start, asked.end) != (result.mention.start, result.mention.end):
                result = replace(result, mention=asked)
            yield result

    def _spread(self, mentions: Iterable[Mention], jobs: int) -> Iterator[Result]:
        from entitynorm.workers import spread

        with self.on_disk() as files:
            yield from spread(partial(resolver, files), mentions, jobs)

    @contextmanager
    def on_disk(self) -> Iterator[Normalizer]:
        """A normalizer that other processes may open: this one, or one over temporary files where it is in memory.

        A normalizer over files is pickled as their paths; whoever unpickles it opens them.
        """
        if all(map(is_file, self.indexes)):
            yield self
            return
        from tempfile import TemporaryDirectory

        with TemporaryDirectory(prefix="entitynorm-", ignore_cleanup_errors=True) as folder:
            files = []
            for number, index in enumerate(self.indexes):
                if not is_file(index):
                    path = Path(folder, f"{number}.index")
                    path.write_bytes(index._body)
                    index = Index.open(path, self.tables)
                files.append(index)
            yield Normalizer(files, self.tables, self.threshold)

    def __reduce__(self) -> tuple[Callable[..., Normalizer], tuple[tuple[str, ...], float | None]]:
        for index in self.indexes:
            if not is_file(index):
                from pickle import PicklingError

                raise PicklingError(f"{index.path}: in memory, which no other process sees: build an index file of it")
        return reopened, (tuple(str(Path(index.path).absolute()) for index in self.indexes), self.threshold)

    def find(self, text: str, *, lang: str = "", date: str = "", kinds: Iterable[str] | None = None) -> list[Result]:
        """Mentions in running text, in their order, the best reading of overlaps; ``text[start:end]`` is the surface.

        ``kinds`` are the kinds looked for; by default every kind of the indexes but states, which are context.
        """
        from entitynorm.match.find import find  # imported when used: resolving names alone starts sooner without it

        every = dict.fromkeys(kind for index in self.indexes for kind in index.kinds if kind != "state")
        wanted = tuple(every if kinds is None else kinds)
        context = Context(lang=lang, date=date)
        return find(text, context, wanted, self.searched, self.tables, self._resolved, self.threshold_for)

    def unresolved(
        self, text: str, *, lang: str = "", date: str = "", kinds: Iterable[str] | None = None
    ) -> list[Unknown]:
        """What a text seems to name and no entity explains, each with its kind and why: food for new entries.

        Names of people after titles or with a known given name; what stands in quotation marks after a word for a
        treaty, an exercise or an alliance.
        """
        from entitynorm.match.unresolved import unresolved

        found = self.find(text, lang=lang, date=date, kinds=(kind for index in self.indexes for kind in index.kinds))
        return unresolved(text, lang, found, self.searched, self.tables, tuple(kinds or ()))

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
        """Who held an office of a state or organisation on a date (any day that it may mean), or ever.

        On the day of a handover it is who takes over.
        """
        found: dict[tuple[Index, int], list[Period]] = {}
        for index in self.indexes:
            for number in range(index.entities):
                for start, end, held, whose in index.record(number).get("periods", ()):
                    period = Period(start, end)
                    if held == role and whose == of and (not date or period.covers(date)):
                        found.setdefault((index, number), []).append(period)
        taken_over = bool(date) and any(period.start == date for periods in found.values() for period in periods)
        return [
            index.entity(number)
            for (index, number), periods in found.items()
            if not taken_over or any(period.end != date or period.start == date for period in periods)
        ]


def is_file(index: Index) -> bool:
    """Whether an index was opened from a file, which other processes may open too."""
    path = Path(index.path)
    return path.suffix not in LINES and path.is_file()


@lru_cache(maxsize=8)
def reopened(paths: tuple[str, ...], threshold: float | None) -> Normalizer:
    """A normalizer over index files that another process named; one for all that ask in this process."""
    return load(*paths, threshold=threshold)


def resolver(normalizer: Normalizer) -> Callable[[list[Mention]], list[Result]]:
    """The work of a process: from mentions to results."""
    return lambda mentions: list(normalizer.normalize_many(mentions))


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

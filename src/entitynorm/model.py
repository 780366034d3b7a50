"""The nouns of the library: frozen values, tuples inside, '' for "not said"."""

from __future__ import annotations

import copyreg
from dataclasses import dataclass, field, fields
from enum import StrEnum
from operator import attrgetter
from typing import NamedTuple

KINDS = ("official", "treaty", "exercise", "alliance", "state")
PEOPLE = frozenset({"official", "person"})  # kinds whose names have the grammar of people's names


class AliasType(StrEnum):
    """How an alias may be matched."""

    NAME = "name"  # a full form: by every key
    ACRONYM = "acronym"  # by spelling only, never by sound
    WEAK = "weak"  # an ordinary word or a shared name: needs context
    NOT = "not"  # a look-alike: never this entity


class Status(StrEnum):
    """What became of a mention."""

    MATCH = "match"
    AMBIGUOUS = "ambiguous"
    NIL = "nil"


class KeyType(StrEnum):
    """What a name is filed under, the most precise first."""

    EXACT = "exact"
    ACRONYM = "acronym"
    STEM = "stem"
    ROMAN = "roman"
    MEANING = "meaning"
    SOUND = "sound"


@dataclass(frozen=True, slots=True)
class Alias:
    """One surface form of an entity: its text, language (BCP 47, '' when not known) and type."""

    text: str
    lang: str = ""
    type: AliasType = AliasType.NAME


@dataclass(frozen=True, slots=True)
class Period:
    """When, as what and of what an entity was what it is; dates are ISO 8601, as precise as is known.

    >>> Period("2024-05-14", role="defence-minister", of="state/ru").covers("2025-10")
    True
    >>> Period("2012", "2018-06").covers("2018-06-30"), Period("2012", "2018-06").covers("2019")
    (True, False)
    """

    start: str = ""
    end: str = ""
    role: str = ""
    of: str = ""

    def covers(self, date: str) -> bool:
        """Whether any day that ``date`` may mean (a day, month or year) lies in the period."""
        after_start = not self.start or date >= self.start or self.start.startswith(date)
        before_end = not self.end or date <= self.end or date.startswith(self.end)
        return after_start and before_end


@dataclass(frozen=True, slots=True)
class Entity:
    """What an ID names, with every alias under which it is known."""

    id: str
    name: str
    kind: str
    aliases: tuple[Alias, ...] = ()
    periods: tuple[Period, ...] = ()  # roles; signed to ended; held; founded to dissolved
    countries: tuple[str, ...] = ()  # IDs of states (and alliances) that it belongs to
    form: str = ""  # of an alliance: organisation, coalition, programme, ...
    series: str = ""  # of an edition of an exercise: the ID of its series
    edition: str = ""  # of an edition: its number, as its usual name has it
    wikidata: str = ""
    sources: tuple[str, ...] = ()
    note: str = ""
    adjectives: tuple[Alias, ...] = ()  # of a state: "Russian"; context for other names, no names themselves


@dataclass(frozen=True, slots=True)
class Context:
    """What a caller knows about a mention besides its spelling; every field is optional."""

    lang: str = ""
    country: str = ""
    role: str = ""
    date: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """A surface form to resolve; ``start`` and ``end`` are offsets in the text that it was found in."""

    text: str
    context: Context = Context()
    start: int = 0
    end: int = 0


class Key(NamedTuple):  # made for every form of every word that is filed
    """What a name is filed under and looked up by."""

    type: KeyType
    value: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entity that a mention might name, by which of its aliases."""

    id: str
    name: str
    kind: str
    alias: Alias


@dataclass(frozen=True, slots=True)
class Feature:
    """One signed reason for or against a candidate; values add up to the logit of the score."""

    name: str
    value: float
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """A candidate with its score, a calibrated probability, and every reason for it."""

    candidate: Candidate
    score: float
    features: tuple[Feature, ...] = ()

    @property
    def id(self) -> str:
        """The ID of the candidate."""
        return self.candidate.id


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one mention: its ranked matches, best first, and one status."""

    mention: Mention
    matches: tuple[Match, ...] = field(default=())
    status: Status = Status.NIL

    @property
    def id(self) -> str | None:
        """The canonical ID, or None unless the status is ``match``."""
        return self.matches[0].id if self.status is Status.MATCH else None

    @property
    def score(self) -> float:
        """The probability that the best match is right; 0.0 when there is none."""
        return self.matches[0].score if self.matches else 0.0

    def explain(self) -> str:
        """The matches and their reasons as plain lines for a person to read."""
        lines = [f"{self.mention.text}: {self.status}" + (f" {self.id}" if self.id else "")]
        for match in self.matches:
            alias = match.candidate.alias
            tag = f"{alias.text} [{alias.lang or 'und'}, {alias.type}]"
            lines.append(f"  {match.score:.3f}  {match.id}  by {tag}")
            lines += [f"    {f.value:+6.2f}  {f.name:<12} {f.detail}".rstrip() for f in match.features]
        return "\n".join(lines)


def _pickle_by_fields(kind: type) -> None:
    """Pickle a type as a call with its fields: cheaper than what frozen dataclasses with slots do by themselves."""
    values = attrgetter(*(field.name for field in fields(kind)))
    copyreg.pickle(kind, lambda value: (kind, values(value)))


for _kind in (Alias, Period, Entity, Context, Mention, Candidate, Feature, Match, Result):
    _pickle_by_fields(_kind)

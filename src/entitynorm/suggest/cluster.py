"""Step 2: spellings of one name, brought together across endings, languages and scripts by the matcher itself."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from entitynorm.index import Index
from entitynorm.index.build import build
from entitynorm.model import Alias, AliasType, Entity, Match
from entitynorm.normalizer import Normalizer
from entitynorm.suggest.sight import Sighting
from entitynorm.text.keys import exact_form
from entitynorm.text.tables import Tables

LIKE = 0.0  # logit, rivals aside, from which one spelling is taken for another
ACRONYM = 6  # letters of a word in capitals that is taken for an acronym
PEOPLE_WORDS = range(2, 4)  # words of a name of no known kind that is read as a person's


@dataclass(frozen=True, slots=True)
class Spelling:
    """A spelling in a language, of a kind if that is known, with every place where it stands."""

    surface: str
    lang: str
    kind: str
    sightings: tuple[Sighting, ...]


def spellings(sightings: Iterable[Sighting]) -> list[Spelling]:
    """Every distinct spelling, the most frequent first; the kind is the one that most of its places say."""
    places: dict[tuple[str, str], list[Sighting]] = defaultdict(list)
    for one in sightings:
        if form := exact_form(one.surface):
            places[form, one.lang].append(one)
    found = []
    for (_, lang), own in places.items():
        surfaces = Counter(one.surface for one in own)
        kinds = Counter(one.kind for one in own if one.kind)
        surface = min(surfaces, key=lambda text: (-surfaces[text], text.isupper(), text))
        kind = min(kinds, key=lambda name: (-kinds[name], name), default="")
        found.append(Spelling(surface, lang, kind, tuple(own)))
    return sorted(found, key=lambda one: (-len(one.sightings), one.surface, one.lang))


def clusters(found: Sequence[Spelling], known: Tables) -> list[tuple[Spelling, ...]]:
    """The spellings, those of one name together; each is looked up among the others as if they were entities.

    A single word joins others only if all that it is like belong together: a family name tells no namesakes apart.
    """
    if not found:
        return []
    entities = [
        Entity(f"x/{number}", one.surface, grammar(one), (Alias(one.surface, one.lang, alias_type(one.surface)),))
        for number, one in enumerate(found)
    ]
    normalizer = Normalizer([Index(memoryview(build(entities, known=known)), "spellings", known)], known)
    of = list(range(len(found)))  # number of a spelling -> the least number that it is together with

    def first(number: int) -> int:
        while of[number] != number:
            number = of[number]
        return number

    for number in sorted(range(len(found)), key=lambda n: (len(found[n].surface.split()) < 2, n)):
        one = found[number]
        result = normalizer.normalize(one.surface, lang=one.lang)
        near = [int(match.id.partition("/")[2]) for match in result.matches if is_like(match)]
        groups = {first(other) for other in near if other != number and _fit(one, found[other])} - {first(number)}
        if len(one.surface.split()) < 2 and len({group for group in groups if _is_full(group, found, first)}) > 1:
            continue
        least = min((*groups, first(number)))
        for group in (*groups, first(number)):
            of[group] = least
    together: dict[int, list[Spelling]] = defaultdict(list)
    for number, one in enumerate(found):
        together[first(number)].append(one)
    return [tuple(own) for own in together.values()]


def is_like(match: Match) -> bool:
    """Whether a match would stand if it had no rivals."""
    return sum(feature.value for feature in match.features if feature.name != "rivals") >= LIKE


def grammar(one: Spelling) -> str:
    """The kind whose grammar a spelling is read by: its own, that of what it may be, or what it looks like.

    >>> grammar(Spelling("Jan Novák", "cs", "", ())), grammar(Spelling("Pakt o přátelství mezi lidmi", "cs", "", ()))
    ('official', 'treaty')
    """
    guessed = next((guess.kind for sighting in one.sightings for guess in sighting.guesses), "")
    looks = "official" if len(one.surface.split()) in PEOPLE_WORDS else "treaty"
    return one.kind or guessed or looks


def alias_type(surface: str) -> AliasType:
    """How a spelling is matched.

    >>> alias_type("NATO").value, alias_type("Nato").value
    ('acronym', 'name')
    """
    short = len(surface) <= ACRONYM and surface.isalpha() and surface.isupper()
    return AliasType.ACRONYM if short else AliasType.NAME


def _fit(one: Spelling, other: Spelling) -> bool:
    return not one.kind or not other.kind or one.kind == other.kind


def _is_full(group: int, found: Sequence[Spelling], first: Callable[[int], int]) -> bool:
    """Whether a group holds a spelling of more than one word."""
    return any(len(one.surface.split()) > 1 for n, one in enumerate(found) if first(n) == group)

"""Step 2: spellings of one name, brought together across endings, languages and scripts by the matcher itself."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from entitynorm.index import Index
from entitynorm.index.build import build
from entitynorm.model import Alias, AliasType, Entity, Match
from entitynorm.normalizer import Normalizer
from entitynorm.suggest.sight import Sighting
from entitynorm.text.keys import exact_form
from entitynorm.text.tables import Tables

LIKE = 1.0  # logit, rivals aside, from which one spelling is taken for another: about three in four are
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

    A single word joins full names only if all that it is like belong together: a family name tells no namesakes apart.
    """
    near = alike(found, known)
    of = list(range(len(found)))  # number of a spelling -> a lower one that it is together with, at last the lowest

    def first(number: int) -> int:
        while of[number] != number:
            number = of[number]
        return number

    single = [len(one.surface.split()) < 2 for one in found]
    for one, other in sorted(near):
        if single[one] == single[other]:
            low, high = sorted((first(one), first(other)))
            of[high] = low
    full: dict[int, set[int]] = defaultdict(set)  # single words that are together -> the full names that they are like
    for one, other in near:
        if single[one] != single[other]:
            word, name = (one, other) if single[one] else (other, one)
            full[first(word)].add(first(name))
    for word, names in sorted(full.items()):
        if len(names) == 1:
            low, high = sorted((word, first(names.pop())))
            of[high] = low
    together: dict[int, list[Spelling]] = defaultdict(list)
    for number, spelling in enumerate(found):
        together[first(number)].append(spelling)
    return [tuple(own) for own in together.values()]


def alike(found: Sequence[Spelling], known: Tables) -> set[tuple[int, int]]:
    """Pairs of numbers of spellings of which one is taken for the other.

    What is sure hides what is likely, and nothing is surer than a spelling itself. So each is looked up among those
    whose numbers differ from its own in the last binary digit, then the last but one, and so on: any two meet.
    """
    entities = [
        Entity(str(number), one.surface, grammar(one), (Alias(one.surface, one.lang, alias_type(one.surface)),))
        for number, one in enumerate(found)
    ]
    pairs: set[tuple[int, int]] = set()
    for digit in range((len(found) - 1).bit_length() if found else 0):
        for side in (0, 1):
            others = [one for number, one in enumerate(entities) if number >> digit & 1 != side]
            index = Index(memoryview(build(others, known=known)), "spellings", known)
            normalizer = Normalizer([index], known)
            for number, one in enumerate(found):
                if number >> digit & 1 == side:
                    result = normalizer.normalize(one.surface, lang=one.lang)
                    near = (int(match.id) for match in result.matches if is_like(match))
                    pairs.update((number, other) for other in near if _fit(one, found[other]))
    return pairs


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

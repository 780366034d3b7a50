"""Step 7b: the ways to read a mention as words: as it stands, and cut where names are written together."""

from __future__ import annotations

import re
from collections.abc import Callable

from entitynorm.match.features import Reading
from entitynorm.match.rewrite import rewritten
from entitynorm.text.clean import clean
from entitynorm.text.han import cuts
from entitynorm.text.keys import Word, name_words, word
from entitynorm.text.pattern import Pattern
from entitynorm.text.tables import Tables, script_is_unspaced
from entitynorm.text.tokens import words

TITLE = 0.12  # how much a title that no name explains counts against a person
FUNCTION = 0.25  # the same for function words and kind words
TOGETHER = frozenset({"Hani", "Hang", "Hira", "Kana"})  # scripts that write family and given name as one word
_BRACKET = re.compile(r"^(.+?)\s*[(（\[](.+?)[)）\]]\s*$")  # a name and its acronym: each is a reading
_CLOSING = frozenset(")）]")
BEFORE, INSIDE = 0.5, 1.0  # how far beside the point each half of "a name (its acronym)" is when read alone
APART = 4.0  # the same for a name before what tells it from a namesake: "(mathematician)"
_HYPHENED = Pattern(r"(\p{L}+)-(?=(\p{L}+))")
_DOTTED = Pattern(r"\b([\p{L}\p{M}]+)\.")
LONGEST_TITLE, SHORTEST_NAME = 40, 2
SHORT_WORD = 2  # letters of a word, at most, that is a title only beside the others of a title: «и. о.»
STEM = 4  # letters of a stem that may be a nation's


def readings(
    text: str,
    lang: str,
    known: Tables,
    is_state: Callable[[str], bool] = lambda text: False,
    nations: frozenset[str] = frozenset(),
) -> list[Reading]:
    """Every reading of a mention, the plain one first; none when it has no word.

    ``is_state`` tells whether a text names a state: such a name may be written together with a title. ``nations`` are
    words that say of which state something is: they count no more than a title does.

    >>> from entitynorm.text.tables import tables
    >>> [len(r.words) for r in readings("习近平", "zh", tables())]
    [1, 2, 3]
    """
    text = spelled_initials(text, known)
    words = name_words(text, lang, known)
    if not words:
        return []
    cut = _cut(words, text, lang, known)
    found = [words, *cut]
    if any(script_is_unspaced(w.script) for w in (words[0], words[-1])):
        bare = _untitled(text, known, is_state)
        if bare != text:
            part = name_words(bare, lang, known)
            more = _cut(part, bare, lang, known)
            cut += more
            found += [one for one in (part, *more) if one]
    found += [one for other in rewritten(text, lang, known) if (one := name_words(other, lang, known))]
    spelled = _spelled_out(words, lang, known)
    asides: list[tuple[tuple[Word, ...], float]] = []
    bracket, apart = _BRACKET.search(text) if not _CLOSING.isdisjoint(text) else None, False
    if bracket:
        apart = _tells_apart(bracket[2], lang, known, nations)
        parts = zip(bracket.groups(), (APART if apart else BEFORE, INSIDE), strict=True)
        asides = [(part, aside) for piece, aside in parts if (part := name_words(piece, lang, known))]
    every = [*((one, APART if apart else 0.0) for one in dict.fromkeys(found)), *asides]
    if spelled != words:
        every.append((spelled, 0.0))
    low = _small(text)

    capitals = _capitals(text)
    hyphened = frozenset((clean(a), clean(b)) for a, b in _HYPHENED.findall(text)) if "-" in text else frozenset()

    def reading(one: tuple[Word, ...], aside: float) -> Reading:
        share = shares(one, known, nations)
        generic = max(share) < 1.0
        return Reading(
            one,
            _told(share),
            tuple(w.text in low for w in one) if low else (),
            one is spelled,
            aside,
            generic,
            text.islower(),
            hyphened,
            capitals,
            text,
            family_and_given=one in cut,
        )

    return [reading(one, aside) for one, aside in every]


def spelled_initials(text: str, known: Tables) -> str:
    """A text with initials in place of the names of letters that a full stop follows.

    >>> from entitynorm.text.tables import tables
    >>> spelled_initials("جورج دبلیو. بوش", tables())
    'جورج W. بوش'
    """
    if "." not in text or text.isascii():
        return text
    letters = known.initials
    spelled: str = _DOTTED.sub(lambda dotted: letters.get(clean(dotted[1]), dotted[1]) + ".", text)
    return spelled


def _cut(words: tuple[Word, ...], text: str, lang: str, known: Tables) -> list[tuple[Word, ...]]:
    """A family and a given name that are written as one word, cut in every way that the name tables allow."""
    if len(words) != 1 or words[0].script not in TOGETHER:
        return []
    whole = clean(text)  # as it was written, not the simplified form that the word is filed under
    return [tuple(word(part, of, known) for part in parts) for parts, of in cuts(whole, words[0].script, lang)]


def _spelled_out(words: tuple[Word, ...], lang: str, known: Tables) -> tuple[Word, ...]:
    """The words of a mention with what short ones stand for (``Минобороны России``: министерство обороны России)."""
    short = known.compounds(lang)
    if all(short.keys().isdisjoint((one.text, *one.stems)) for one in words):
        return words
    found: list[Word] = []
    for one in words:
        phrase = next((short[form] for form in (one.text, *one.stems) if form in short), "")
        found += name_words(phrase, lang, known) if phrase else (one,)
    return tuple(found) if len(found) > len(words) else words


def _capitals(text: str) -> frozenset[str]:
    """The words in capitals of a mention that has others, too: acronyms."""
    parts = text.split()
    found = [part for part in parts if len(part) > 1 and part.isupper() and part.isalpha()]
    return frozenset(map(clean, found)) if len(found) < len(parts) else frozenset()


def _tells_apart(text: str, lang: str, known: Tables, nations: frozenset[str]) -> bool:
    """Whether what stands in brackets is in small letters, and no office, kind of thing or nation."""
    found = name_words(text, lang, known)
    if not text.islower() or any(w.number or len(w.text) < STEM for w in found):
        return False
    return bool(found) and min(shares(found, known, nations)) == 1.0


def _small(text: str) -> frozenset[str]:
    """The words in small letters of a mention that has words with a capital, too."""
    parts = text.split()
    low = [part for part in parts if part.islower()]
    if not low or not any(part[:1].isupper() for part in parts):
        return frozenset()
    return frozenset(words(clean(" ".join(low))))


def _untitled(text: str, known: Tables, is_state: Callable[[str], bool]) -> str:
    """A name without the titles and states written together with it (``プーチン大統領``, ``俄罗斯总统普京``)."""
    titles = known.joined_titles
    bare, titled = text, False
    while True:
        for size in range(min(LONGEST_TITLE, len(bare) - SHORTEST_NAME), 0, -1):
            head, tail = bare[:size], bare[-size:]
            if head in titles or tail in titles:
                bare = bare[size:] if head in titles else bare[:-size]
                titled = True
                break
            if is_state(head) or (titled and is_state(tail)):
                bare = bare[size:] if is_state(head) else bare[:-size]
                break
        else:
            return bare if titled else text


def light(words: tuple[Word, ...], known: Tables, nations: frozenset[str]) -> tuple[float, ...]:
    """How much each word says: a title, a nation or a function word little, any other (or all, if all are such) 1.0.

    >>> from entitynorm.text.tables import tables
    >>> [light(name_words(text), tables(), frozenset()) for text in ("и. о. министра Белоусов", "И. Белоусов")]
    [(0.12, 0.12, 0.12, 1.0), (0.25, 1.0)]
    """
    return _told(shares(words, known, nations))


def _told(share: tuple[float, ...]) -> tuple[float, ...]:
    return share if max(share) == 1.0 else (1.0,) * len(share)


def shares(words: tuple[Word, ...], known: Tables, nations: frozenset[str]) -> tuple[float, ...]:
    """How much each word says, even if none says all it might (see `light`)."""
    titles, function = known.light_words
    lone, within = known.lone_titles, _in_phrases(words, known)

    def says_little(forms: tuple[str, ...]) -> bool:  # of most words one look tells that no form is listed
        if not lone.isdisjoint(forms):
            return True
        if not titles.isdisjoint(forms) and any(form in titles and len(form) > SHORT_WORD for form in forms):
            return True
        return not nations.isdisjoint(forms) and any(
            form in nations and (form == forms[0] or len(form) >= STEM) for form in forms
        )

    out = []
    for i, w in enumerate(words):
        forms = (w.text, *w.stems)
        if i in within or says_little(forms):
            out.append(TITLE)
        else:
            out.append(1.0 if function.isdisjoint(forms) else FUNCTION)
    return tuple(out)


def _in_phrases(words: tuple[Word, ...], known: Tables) -> set[int]:
    """The positions of words that stand in a title of several words."""
    found: set[int] = set()
    phrases = known.title_phrases
    for i, first in enumerate(words[:-1]):
        forms = (first.text, *first.stems)
        for form in () if phrases.keys().isdisjoint(forms) else forms:
            for phrase in phrases.get(form, ()):
                parts = phrase.split()
                if len(parts) <= len(words) - i and all(
                    part == w.text or part in w.stems for part, w in zip(parts, words[i:], strict=False)
                ):
                    found.update(range(i, i + len(parts)))
    return found

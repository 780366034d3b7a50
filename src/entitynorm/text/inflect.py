"""Step 4: take case endings and clitics off a word; no dictionary, only the endings of a language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

Affixes = frozenset[str] | tuple[str, ...]

MIN_STEM = 3  # shorter stems name too many things
FIRST_HANGUL, AFTER_HANGUL = "\uac00", "\ud7a4"  # a letter of Hangul is a syllable: two are enough
LONGEST = 12  # letters of an ending or clitic
MOST = 6  # stems of one word; the shortest endings first
STEM_LETTERS, STEM_SHARE = 4, 0.6  # a stem stands for a word when it is so long, and so much of it


def stands_for(stem: str, word: str) -> bool:
    """Whether a stem is enough of a word to tell it.

    >>> stands_for("белоусов", "белоусовым"), stands_for("мин", "минам"), stands_for("мини", "министерству")
    (True, False, False)
    """
    return len(stem) >= STEM_LETTERS and len(stem) >= STEM_SHARE * len(word)


def stems(word: str, endings: Affixes, clitics: Affixes = ()) -> list[str]:
    """Every stem that one ending, one clitic, or an apostrophe leaves; the least that is taken off comes first.

    >>> stems("белоусовым", ("а", "ым", "ом"))
    ['белоусов']
    >>> stems("l'otan", ()), stems("nato'nun", ()), stems("o'brien", ())
    (['otan'], ['nato', 'nun'], ['brien'])
    >>> stems("nato'nun", ("nun",))
    ['nato']
    >>> stems("وبوتين", (), ("و", "ال"))
    ['بوتين']
    """
    if not (endings or clitics or "'" in word):
        return []
    found: list[str] = []
    shortest = MIN_STEM - 1 if FIRST_HANGUL <= word < AFTER_HANGUL else MIN_STEM
    if "'" in word:
        head, _, tail = word.partition("'")
        found += [part for part in (head, tail) if len(part) >= MIN_STEM and not (part == tail and tail in endings)]
        word = word.replace("'", "")
    if endings:
        sizes = _sizes(endings, True)
        for size in sizes.get(word[-2:]) or sizes.get(word[-1:]) or ():
            if size <= len(word) - shortest and word[-size:] in endings:
                found.append(word[:-size])
    if clitics:
        sizes = _sizes(clitics, False)
        for size in sizes.get(word[:2]) or sizes.get(word[:1]) or ():
            if size <= len(word) - MIN_STEM and word[:size] in clitics:
                found.append(word[size:])
    return list(dict.fromkeys(found))[:MOST] if len(found) > 1 else found


@lru_cache(maxsize=512)
def _sizes(affixes: Affixes, endings: bool) -> Mapping[str, Sequence[int]]:
    """The two letters that affixes have at the edge of a word, or the one -> their lengths, the shortest first."""
    found: dict[str, set[int]] = {}
    for affix in affixes:
        if 0 < len(affix) <= LONGEST:
            found.setdefault(affix[-2:] if endings else affix[:2], set()).add(len(affix))
    for edge, sizes in found.items():
        if len(edge) > 1:
            sizes |= found.get(edge[1] if endings else edge[0], set())
    return {edge: sorted(sizes) for edge, sizes in found.items()}

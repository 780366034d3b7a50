"""Step 4: take case endings and clitics off a word; no dictionary, only the endings of a language."""

from __future__ import annotations

from collections.abc import Collection

MIN_STEM = 3  # shorter stems name too many things
HANGUL = "\uac00", "\ud7a3"  # a letter of Hangul is a syllable: two are enough
LONGEST = 12  # letters of an ending or clitic
MOST = 6  # stems of one word; the shortest endings first


def stems(word: str, endings: Collection[str], clitics: Collection[str] = ()) -> list[str]:
    """Every stem that one ending, one clitic, or an apostrophe leaves; the least that is taken off comes first.

    >>> stems("белоусовым", ["а", "ым", "ом"])
    ['белоусов']
    >>> stems("l'otan", []), stems("nato'nun", []), stems("o'brien", [])
    (['otan'], ['nato', 'nun'], ['brien'])
    >>> stems("nato'nun", ["nun"])
    ['nato']
    >>> stems("وبوتين", [], ["و", "ال"])
    ['بوتين']
    """
    found: list[str] = []
    shortest = MIN_STEM - 1 if word and HANGUL[0] <= word[0] <= HANGUL[1] else MIN_STEM
    if "'" in word:
        head, _, tail = word.partition("'")
        found += [part for part in (head, tail) if len(part) >= MIN_STEM and not (part == tail and tail in endings)]
        word = word.replace("'", "")
    longest = min(len(word) - shortest, LONGEST)
    found += [word[:-size] for size in range(1, longest + 1) if word[-size:] in endings]
    if clitics:
        found += [word[size:] for size in range(1, min(len(word) - MIN_STEM, LONGEST) + 1) if word[:size] in clitics]
    return list(dict.fromkeys(found))[:MOST] if len(found) > 1 else found

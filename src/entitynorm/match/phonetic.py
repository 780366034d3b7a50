"""Step 9a: classic phonetic codes as evidence, for words in Latin letters alone."""

from __future__ import annotations

from functools import lru_cache

from jellyfish import match_rating_codex, metaphone


@lru_cache(maxsize=1 << 12)
def codes(word: str) -> frozenset[str]:
    """The Metaphone and Match Rating codes of a cleaned Latin word; none for other scripts or when they are empty.

    Lawrence Philips, "Hanging on the Metaphone" (1990); Moore and others, "Accessing individual records from personal
    data files using non-unique identifiers" (1977).

    >>> sorted(codes("smith")), codes("смит"), codes("")
    (['mra:SMTH', 'phone:SM0'], frozenset(), frozenset())
    """
    if not word.isascii() or not word.isalpha():
        return frozenset()
    found = {f"phone:{metaphone(word)}", f"mra:{match_rating_codex(word)}"}
    return frozenset(code for code in found if not code.endswith(":"))


def sound_alike(one: str, other: str) -> bool:
    """Whether two Latin words share a phonetic code; an empty code is no evidence.

    >>> sound_alike("smith", "smyth"), sound_alike("putin", "merkel"), sound_alike("путин", "путин")
    (True, False, False)
    """
    return not codes(one).isdisjoint(codes(other))

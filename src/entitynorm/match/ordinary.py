"""Step 11q: whether a lone word may as well be an ordinary one: « Но », "Long", « Friday »."""

from __future__ import annotations

from collections.abc import Container
from functools import lru_cache

from entitynorm.text.clean import clean
from entitynorm.text.tables import DATA

ORDINARY = DATA / "ordinary"
CALENDAR = "# The calendar."
STOP = "# Stop words of spaCy 3.8 (MIT)."
_AFTER = ("", ",", ".", ";", ":", "!", "?")  # what may stand right behind a word


@lru_cache(maxsize=64)
def ordinary_words(lang: str) -> frozenset[str]:
    """Cleaned words that begin sentences of a language and are no names there; those of all when none is said.

    >>> "friday" in ordinary_words("en-GB"), "friday" in ordinary_words("fr"), "friday" in ordinary_words("")
    (True, False, True)
    """
    return frozenset(word for words in _sections(lang).values() for word in words)


@lru_cache(maxsize=64)
def calendar_words(lang: str) -> frozenset[str]:
    """Cleaned names of months and days, which some languages write with a capital wherever they stand.

    >>> "friday" in calendar_words("en"), "long" in calendar_words("en")
    (True, False)
    """
    return frozenset(_sections(lang).get(CALENDAR, ()))


@lru_cache(maxsize=64)
def stop_words(lang: str) -> frozenset[str]:
    """Cleaned stop words of a language; none when it is not said.

    >>> "seine" in stop_words("de"), "könig" in stop_words("de"), stop_words("")
    (True, False, frozenset())
    """
    return frozenset(_sections(lang).get(STOP, ()) if lang else ())


@lru_cache(maxsize=64)
def _sections(lang: str) -> dict[str, list[str]]:
    """The words of the files of a language by the heading over them."""
    path = ORDINARY / f"{lang.lower().partition('-')[0]}.txt"
    paths = [path] if lang else sorted(ORDINARY.glob("*.txt"))
    found: dict[str, list[str]] = {}
    for one in paths:
        heading = ""
        for line in one.read_text(encoding="utf-8").splitlines() if one.is_file() else ():
            if line.startswith("#"):
                heading = line
            else:
                found.setdefault(heading, []).extend(map(clean, line.split()))
    return found


def written_small(word: str, pieces: Container[str]) -> bool:
    """Whether the pieces of a text hold a word with a capital in small letters, too: its capital says nothing.

    >>> written_small("Rice", {"Rice", "and", "rice,"}), written_small("Rice", {"Rice"})
    (True, False)
    """
    small = word.lower()
    return small != word and any(small + mark in pieces for mark in _AFTER)

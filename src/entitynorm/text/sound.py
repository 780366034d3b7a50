"""Step 6: fold neutral Latin to a skeleton of consonant classes, shared by spellings that sound alike."""

from __future__ import annotations

import re
import string
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

LONGEST = 40  # letters of a word that are heard: no name is longer, and time must not grow faster than texts do


class Hearing(NamedTuple):
    """How Latin letters are heard: groups of letters first, then single ones; classes are capital letters."""

    groups: re.Pattern[str]
    become: Callable[[re.Match[str]], str]
    letters: Mapping[int, str | None]  # every ASCII character: `str.translate` is slow where one is missing or ""


def hearing(groups: Mapping[str, str], classes: Mapping[str, str]) -> Hearing:
    """Compile ``data/sounds.yaml``."""
    heard = {letter: name.upper() for name, letters in classes.items() for letter in letters}
    heard |= {group: sound.upper() for group, sound in groups.items()}
    long = _groups_that_tell(heard)
    stay = {code: chr(code) for code in range(128)}
    silent = {ord(c): None for c in string.ascii_lowercase}
    single = {ord(g): sound for g, sound in heard.items() if len(g) == 1}
    return Hearing(re.compile("|".join(long) or "(?!)"), lambda group: heard[group[0]], {**stay, **silent, **single})


def _groups_that_tell(heard: Mapping[str, str]) -> list[str]:
    """The groups of letters, the longest first, without those that are heard as their letters are one by one.

    One stays in which another may start: szh is sz and h, not s and zh.
    """
    groups = sorted((g for g in heard if len(g) > 1), key=lambda g: (-len(g), g))
    for group in groups:
        starts = {other[0] for other in groups}
        if starts.isdisjoint(group[1:]) and _run_once("".join(heard.get(c, "") for c in group)) == heard[group]:
            return _groups_that_tell({g: sound for g, sound in heard.items() if g != group})
    return groups


def skeleton(latin: str, heard: Hearing) -> str:
    """The classes of the consonants of ``latin`` in order, runs of one class once; digits stay. Empty: no evidence.

    >>> plain = hearing({"sh": "s", "kh": "k"}, {"p": "p", "k": "k", "s": "s", "l": "l", "r": "r"})
    >>> skeleton("shakespeare", plain), skeleton("ouaie", plain)
    ('SKSPR', '')
    """
    return _classes(latin[:LONGEST], heard)


def skeletons(readings: Sequence[str], heard: Hearing) -> tuple[str, ...]:
    """The distinct skeletons of the readings of one word, none of them empty: one pass over all of them.

    >>> skeletons(["lee", "yi", "rhee"], hearing({}, {"l": "l", "r": "r"}))
    ('L', 'R')
    """
    if len(readings) == 1:
        only = skeleton(readings[0], heard)
        return (only,) if only else ()
    latin = "\n".join(readings)
    if len(latin) > LONGEST:
        latin = "\n".join([reading[:LONGEST] for reading in readings])
    found = dict.fromkeys(_classes(latin, heard).split("\n"))
    found.pop("", None)
    return tuple(found)


def _classes(latin: str, heard: Hearing) -> str:
    classes = heard.groups.sub(heard.become, latin).translate(heard.letters)
    return _run_once(classes) if _RUN.search(classes) else classes


_RUN = re.compile(r"(.)\1")


def _run_once(classes: str) -> str:
    once = last = ""
    for name in classes:
        if name != last:
            once += name
            last = name
    return once


def shortened(skeleton: str) -> list[str]:
    """The skeleton with one class left out, each way: two words that differ in one class share one of these.

    >>> shortened("PLK")
    ['LK', 'PK', 'PL']
    """
    return list(dict.fromkeys(skeleton[:i] + skeleton[i + 1 :] for i in range(len(skeleton))))

"""Step 6: fold neutral Latin to a skeleton of consonant classes, shared by spellings that sound alike."""

from __future__ import annotations

import re
import string
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

LONGEST = (
    40  # letters of a word that are heard: no name is longer, and what follows must not cost more than linear time
)
_RUN = re.compile(r"(.)\1+")


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to hear Latin letters: groups of letters first, then single ones; classes are capital letters."""

    groups: re.Pattern[str]
    classes: Mapping[str, str]
    letters: Mapping[int, str]
    changed: tuple[str, ...]  # what it hears otherwise than the plain reading


def readings(
    groups: Mapping[str, str], classes: Mapping[str, str], alternatives: Sequence[Mapping[str, str]]
) -> tuple[Reading, ...]:
    """Compile ``data/sounds.yaml``: the plain reading first, then each alternative over it."""
    plain = {letter: name for name, letters in classes.items() for letter in letters} | dict(groups)
    return tuple(_reading({**plain, **other}, tuple(other)) for other in ({}, *alternatives))


def _reading(heard: Mapping[str, str], changed: tuple[str, ...]) -> Reading:
    upper = {group: kind.upper() for group, kind in heard.items()}
    long = sorted((g for g in upper if len(g) > 1), key=lambda g: (-len(g), g))
    silent = {ord(c): "" for c in string.ascii_lowercase}
    return Reading(
        re.compile("|".join(long) or "(?!)"),
        upper,
        {**silent, **{ord(g): kind for g, kind in upper.items() if len(g) == 1}},
        changed,
    )


def skeleton(latin: str, reading: Reading) -> str:
    """The classes of the consonants of ``latin`` in order, runs of one class once; digits stay.

    >>> plain = readings({"sh": "s", "kh": "k"}, {"p": "bp", "k": "kg", "s": "s", "l": "lr"}, [])[0]
    >>> skeleton("shakespeare", plain), skeleton("ouaie", plain)
    ('SKSPL', '')
    """
    heard = reading.groups.sub(lambda match: reading.classes[match.group()], latin).translate(reading.letters)
    return _RUN.sub(r"\1", heard)


def skeletons(latin: str, readings: Sequence[Reading]) -> list[str]:
    """The distinct skeletons of a word, the plain one first; an empty one is no evidence and is left out."""
    latin = latin[:LONGEST]
    found = {skeleton(latin, readings[0]): None}
    for reading in readings[1:]:
        if any(group in latin for group in reading.changed):
            found[skeleton(latin, reading)] = None
    found.pop("", None)
    return list(found)


def shortened(skeleton: str) -> set[str]:
    """The skeleton with one class left out, each way: two words that differ in one class share one of these.

    >>> sorted(shortened("PLK"))
    ['LK', 'PK', 'PL']
    """
    return {skeleton[:i] + skeleton[i + 1 :] for i in range(len(skeleton))}

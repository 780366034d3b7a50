"""Step 6: fold neutral Latin to a skeleton of consonant classes, shared by spellings that sound alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import regex


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to hear Latin letters: a pattern of letter groups, and the class of each group and letter."""

    pattern: regex.Pattern[str]
    classes: Mapping[str, str]


def readings(
    groups: Mapping[str, str], classes: Mapping[str, str], alternatives: Sequence[Mapping[str, str]]
) -> tuple[Reading, ...]:
    """Compile ``data/sounds.yaml``: the plain reading first, then each alternative over it."""
    plain = {letter: name for name, letters in classes.items() for letter in letters} | dict(groups)
    return tuple(_reading({**plain, **other}) for other in ({}, *alternatives))


def _reading(classes: Mapping[str, str]) -> Reading:
    longest_first = sorted(classes, key=lambda group: (-len(group), group))
    return Reading(regex.compile("|".join(longest_first) + r"|[0-9]|."), classes)


def skeleton(latin: str, reading: Reading) -> str:
    """The classes of the consonants of ``latin`` in order, runs of one class once; digits stay.

    >>> plain = readings({"sh": "s", "kh": "k"}, {"p": "bp", "k": "kg", "s": "s", "l": "lr"}, [])[0]
    >>> skeleton("shakespeare", plain), skeleton("ouaie", plain)
    ('skspl', '')
    """
    classes = reading.classes
    out = last = ""
    for part in reading.pattern.findall(latin):
        kind = classes.get(part, part if part.isdigit() else "")
        for letter in kind:
            if letter != last:
                out += letter
                last = letter
    return out


def skeletons(latin: str, readings: Sequence[Reading]) -> list[str]:
    """The distinct skeletons of a word, the plain one first; an empty one is no evidence and is left out."""
    return [s for s in dict.fromkeys(skeleton(latin, reading) for reading in readings) if s]


def shortened(skeleton: str) -> set[str]:
    """The skeleton with one class left out, each way: two words that differ in one class share one of these.

    >>> sorted(shortened("plk"))
    ['lk', 'pk', 'pl']
    """
    return {skeleton[:i] + skeleton[i + 1 :] for i in range(len(skeleton))}

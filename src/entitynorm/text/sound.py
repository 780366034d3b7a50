"""Step 6: fold neutral Latin to a skeleton of consonant classes, shared by spellings that sound alike."""

from __future__ import annotations

import re
import string
from collections.abc import Mapping
from typing import NamedTuple

LONGEST = 40  # letters of a word that are heard: no name is longer, and time must not grow faster than texts do


class Hearing(NamedTuple):
    """How Latin letters are heard: groups of letters first, then single ones; classes are capital letters."""

    groups: re.Pattern[str]
    classes: Mapping[str, str]
    letters: Mapping[int, str]


def hearing(groups: Mapping[str, str], classes: Mapping[str, str]) -> Hearing:
    """Compile ``data/sounds.yaml``."""
    heard = {letter: name.upper() for name, letters in classes.items() for letter in letters}
    heard |= {group: sound.upper() for group, sound in groups.items()}
    long = sorted((g for g in heard if len(g) > 1), key=lambda g: (-len(g), g))
    silent = {ord(c): "" for c in string.ascii_lowercase}
    single = {ord(g): sound for g, sound in heard.items() if len(g) == 1}
    return Hearing(re.compile("|".join(long) or "(?!)"), heard, {**silent, **single})


def skeleton(latin: str, heard: Hearing) -> str:
    """The classes of the consonants of ``latin`` in order, runs of one class once; digits stay. Empty: no evidence.

    >>> plain = hearing({"sh": "s", "kh": "k"}, {"p": "p", "k": "k", "s": "s", "l": "l", "r": "r"})
    >>> skeleton("shakespeare", plain), skeleton("ouaie", plain)
    ('SKSPR', '')
    """
    sound_of = heard.classes
    classes = heard.groups.sub(lambda group: sound_of[group[0]], latin[:LONGEST]).translate(heard.letters)
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

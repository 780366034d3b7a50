"""Step 5: write a word in Latin letters, by the table of its script and language."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import regex

Fallback = Callable[[str], str]

try:  # the one place that knows Unidecode: without it, what no table covers is kept
    from unidecode import unidecode

    _fallback: Fallback = unidecode
except ImportError:  # pragma: no cover
    _fallback = str


Rule = tuple["regex.Pattern[str]", str]


class Letters(dict[int, str]):
    """A ``str.translate`` table: the given letters, and for every other code point what the fallback says.

    A letter with marks is read as the given letter without; what was only remembered counts for nothing here, or a word
    would be read by what was read before it.
    """

    def __init__(self, letters: Mapping[int, str]) -> None:
        super().__init__(letters)
        self._met: set[int] = set()

    def __missing__(self, code: int) -> str:
        char = chr(code)
        base = ord(unicodedata.normalize("NFD", char)[0])
        known = base < 128 or (base in self and base not in self._met)
        self._met.add(code)
        if base != code and known:
            self[code] = out = chr(base) if base < 128 else self[base]
            return out
        latin = "".join(c for c in _fallback(char).lower() if c.isalnum())
        out = char if char.isascii() or not (latin or char.isalpha()) else latin
        if unicodedata.category(char)[0] == "M" and not latin:
            out = ""
        self[code] = out or ("" if unicodedata.category(char)[0] in "MC" else char)
        return self[code]


@dataclass(frozen=True, slots=True)
class Scheme:
    """One way to write a script in Latin letters."""

    letters: Letters
    runs: Mapping[str, str] = field(default_factory=dict)
    before: Sequence[Rule] = ()
    after: Sequence[Rule] = ()
    form: str = "NFC"
    pattern: regex.Pattern[str] | None = None


def scheme(
    letters: Mapping[str, str],
    runs: Mapping[str, str] | None = None,
    before: Sequence[Sequence[str]] = (),
    after: Sequence[Sequence[str]] = (),
    form: str = "NFC",
) -> Scheme:
    """Compile tables as data files hold them; a run may start with ``^`` or end with ``$`` (edges of a word)."""
    runs = dict(runs or {})
    return Scheme(
        Letters({ord(letter): latin for letter, latin in letters.items()}),
        runs,
        tuple((regex.compile(pattern), replacement) for pattern, replacement in before),
        tuple((regex.compile(pattern), replacement) for pattern, replacement in after),
        form,
        run_pattern(runs),
    )


def run_pattern(runs: Mapping[str, str]) -> regex.Pattern[str] | None:
    """One pattern that finds the longest run at each place, or None when there are no runs."""
    if not runs:
        return None
    ordered = sorted(runs, key=lambda run: (-len(run.strip("^$")), not run.startswith("^"), not run.endswith("$"), run))
    return regex.compile("|".join(_edge(run) for run in ordered))


def _edge(run: str) -> str:
    start, end = run.startswith("^"), run.endswith("$")
    body: str = regex.escape(run.strip("^$"))
    return ("^" if start else "") + body + ("$" if end else "")


def run_replacer(runs: Mapping[str, str]) -> Callable[[regex.Match[str]], str]:
    """What a match of `run_pattern` becomes: the run with the edges that it met."""

    def replace(match: regex.Match[str]) -> str:
        text: str = match.group()
        start, end = match.start() == 0, match.end() == len(match.string)
        for key, met in ((f"^{text}$", start and end), (f"^{text}", start), (f"{text}$", end), (text, True)):
            if met and key in runs:
                return runs[key]
        return text  # pragma: no cover: the pattern finds nothing else

    return replace


def romanize(word: str, scheme: Scheme) -> str:
    """One cleaned word in Latin letters.

    >>> romanize("щука", scheme({"щ": "shch", "у": "u", "к": "k", "а": "a"}))
    'shchuka'
    >>> hindi = scheme({"म": "mA", "द": "dA", "ो": "<o", "ी": "<i"}, after=[["a$", ""]])
    >>> romanize("मोदी", hindi)
    'modi'
    """
    if scheme.form == "NFD":
        word = unicodedata.normalize("NFD", word)
    for pattern, replacement in scheme.before:
        word = pattern.sub(replacement, word)
    if scheme.pattern is not None:
        word = scheme.pattern.sub(run_replacer(scheme.runs), word)
    latin: str = word.translate(scheme.letters)
    if "A" in latin or "<" in latin:
        latin = latin.replace("A<", "").replace("<", "").replace("A", "a")
    for pattern, replacement in scheme.after:
        latin = pattern.sub(replacement, latin)
    return latin

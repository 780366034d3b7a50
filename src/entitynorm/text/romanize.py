"""Step 5: write a word in Latin letters, by the table of its script and language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

from entitynorm.text.pattern import Pattern

Fallback = Callable[[str], str]

try:  # the one place that knows Unidecode: without it, what no table covers is kept
    from unidecode import unidecode

    _fallback: Fallback = unidecode
except ImportError:  # pragma: no cover
    _fallback = str


class Rule(NamedTuple):
    """A pattern and what its matches become."""

    needs: str  # a text that every match has: most words lack it, and are not searched
    pattern: Any  # of `re` or `regex`
    becomes: str | Callable[[Any], str]


class Letters(dict[int, str]):
    """A ``str.translate`` table: the given letters, and for every other code point what the fallback says.

    A letter with marks is read as the given letter without; what was only remembered counts for nothing here, or a word
    would be read by what was read before it.
    """

    def __init__(self, given: Mapping[int, str]) -> None:
        super().__init__(given)
        self._met: set[int] = set()  # since then: they must not change how other letters are read

    def __missing__(self, code: int) -> str:
        char = chr(code)
        base = ord(unicodedata.normalize("NFD", char)[0])
        if base != code and (base < 128 or self.gives(base)):
            return self._remember(code, chr(base) if base < 128 else self[base])
        latin = "".join(c for c in _fallback(char).lower() if c.isalnum())
        out = char if char.isascii() or not (latin or char.isalpha()) else latin
        if unicodedata.category(char)[0] == "M" and not latin:
            out = ""
        return self._remember(code, out or ("" if unicodedata.category(char)[0] in "MC" else char))

    def gives(self, code: int) -> bool:
        """Whether a letter is a given one."""
        return code in self and code not in self._met

    def _remember(self, code: int, latin: str) -> str:
        self[code] = latin
        self._met.add(code)
        return latin


class Listed(Letters):
    """Letters given as lines of a reading and all characters that have it, each sought when it is first met.

    >>> "ab中".translate(Listed("zhong\\t中忠\\nguo\\t国"))
    'abzhong'
    """

    def __init__(self, lines: str) -> None:
        super().__init__({})
        self._lines = "\n" + lines

    def __missing__(self, code: int) -> str:
        if not self.gives(code):
            return super().__missing__(code)
        lines = self._lines
        start = lines.rfind("\n", 0, lines.rfind(chr(code))) + 1
        self[code] = reading = lines[start : lines.find("\t", start)]
        return reading

    def gives(self, code: int) -> bool:
        """Whether a character is in the lines: none of ASCII, as readings are."""
        return code >= 128 and chr(code) in self._lines


class Runs(NamedTuple):
    """Runs of letters and what each becomes, ready for ``pattern.sub(become, word)``."""

    pattern: re.Pattern[str]  # finds the longest run at each place
    become: Callable[[re.Match[str]], str]
    needs: str  # as of a rule


class Scheme(NamedTuple):
    """One way to write a script in Latin letters."""

    letters: Letters
    runs: Runs | None = None
    before: Sequence[Rule] = ()
    after: Sequence[Rule] = ()
    form: str = "NFC"
    keeps_ascii: bool = False  # nothing in it changes a word of small ASCII letters


def scheme(
    letters: Mapping[str, str],
    runs: Mapping[str, str] | None = None,
    before: Sequence[Sequence[str]] = (),
    after: Sequence[Sequence[str]] = (),
    form: str = "NFC",
) -> Scheme:
    """Compile tables as data files hold them; a run may start with ``^`` or end with ``$`` (edges of a word)."""
    runs = runs or {}
    return Scheme(
        Letters({ord(letter): latin for letter, latin in letters.items()}),
        compiled_runs(runs) if runs else None,
        tuple(rule(pattern, replacement) for pattern, replacement in before),
        tuple(rule(pattern, replacement) for pattern, replacement in after),
        form,
        not (before or after or any(map(str.isascii, (*letters, *runs)))),
    )


def rule(pattern: str, replacement: str) -> Rule:
    """A rule of a data file; `regex` starts and runs slower than `re`, so it is asked only where `re` cannot do it."""
    becomes: str | Callable[[Any], str] = replacement
    if "\\" in replacement:  # a text with groups would be parsed for every word, matched or not
        becomes = partial(_expanded, replacement)
    try:
        return Rule(needed(pattern), re.compile(pattern), becomes)
    except re.error:
        return Rule(needed(pattern), Pattern(pattern), becomes)


_ODD = re.compile(r"\(\?\w*[ix]")  # flags by which a letter stands for others, or for none
_INNER = re.compile(r"\\.|\[\^?\]?[^]]*\]|\([^()]*\)", re.DOTALL)  # an escape, a class, a group
_LOOSE = re.compile(r".(?:[?*]|\{[^}]*\})[?+]?|\+[?+]?|[\0^$.]", re.DOTALL)


def needed(pattern: str) -> str:
    """The longest text that all matches of a pattern are seen to have; '' for none.

    >>> needed("(?<=[bcd])iy$"), needed("q([bcd])"), needed("aa+"), needed("เอะ?|เิ"), needed(r"[ab]\\.")
    ('iy', 'q', 'aa', '', '')
    """
    plain, outer = pattern, _INNER.sub("\0", pattern)
    while outer != plain:
        plain, outer = outer, _INNER.sub("\0", outer)
    odd = _ODD.search(pattern) or any(sign in plain for sign in "|[]()")
    return "" if odd else max(_LOOSE.split(plain), key=len)


def _expanded(replacement: str, match: Any) -> str:
    expanded: str = match.expand(replacement)
    return expanded


def compiled_runs(runs: Mapping[str, str]) -> Runs:
    """Runs as data files hold them, the longest tried first and of two equally long ones the one that needs an edge.

    What a run became is not read again.

    >>> runs = compiled_runs({"ж": "zh", "^ж": "j", "жё": "zhyo"})
    >>> runs.pattern.sub(runs.become, "жажёж")
    'jаzhyozh'
    """
    ordered = sorted(runs, key=lambda run: (-len(run.strip("^$")), not run.startswith("^"), not run.endswith("$"), run))
    anywhere = {run: latin for run, latin in runs.items() if run == run.strip("^$")}
    edged = {run.strip("^$") for run in runs if run not in anywhere}

    def become(match: re.Match[str]) -> str:
        text = match[0]
        return _at_edge(match, runs) if text in edged else anywhere[text]

    source = "|".join(map(_with_edges, ordered))
    return Runs(re.compile(source), become, needed(source))


def _with_edges(run: str) -> str:
    return ("^" if run.startswith("^") else "") + re.escape(run.strip("^$")) + ("$" if run.endswith("$") else "")


def _at_edge(match: re.Match[str], runs: Mapping[str, str]) -> str:
    """What a run becomes that has other values at the edges of a word: the value for the edges that it met."""
    text = match[0]
    first, last = match.start() == 0, match.end() == len(match.string)
    met = ((f"^{text}$", first and last), (f"^{text}", first), (f"{text}$", last), (text, True))
    return next(runs[run] for run, is_met in met if is_met and run in runs)


def romanize(word: str, scheme: Scheme) -> str:
    """One cleaned word in Latin letters.

    >>> romanize("щука", scheme({"щ": "shch", "у": "u", "к": "k", "а": "a"}))
    'shchuka'
    >>> hindi = scheme({"म": "mA", "द": "dA", "ो": "<o", "ी": "<i"}, after=[["a$", ""]])
    >>> romanize("मोदी", hindi)
    'modi'
    """
    if scheme.keeps_ascii and word.isascii():
        return word
    if scheme.form == "NFD":
        word = unicodedata.normalize("NFD", word)
    for needs, pattern, becomes in scheme.before:
        if needs in word:
            word = pattern.sub(becomes, word)
    if (runs := scheme.runs) is not None and runs.needs in word:
        word = runs.pattern.sub(runs.become, word)
    latin: str = word.translate(scheme.letters)
    if "A" in latin or "<" in latin:
        latin = latin.replace("A<", "").replace("<", "").replace("A", "a")
    for needs, pattern, becomes in scheme.after:
        if needs in latin:
            latin = pattern.sub(becomes, latin)
    return latin

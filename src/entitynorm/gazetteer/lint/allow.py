"""Comments that allow a finding: ``# lint: allow W501 a presidency of three``.

On a line of its own the comment allows the code in the whole file; after a value, on that line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from entitynorm.gazetteer.lint.finding import Finding
from entitynorm.gazetteer.shape import suggestion

_COMMENT = re.compile(r"^(?P<before>(?:.*\s)?)#\s*lint:\s*(?P<said>.*?)\s*$")
_SAID = re.compile(r"allow\s+(?P<code>[A-Z]\d{3})(?:\s+(?P<reason>\S.*))?")
NEVER = frozenset({"E001", "E002", "E003", "E101"})  # such a gazetteer cannot be compiled: a comment would not help


@dataclass(frozen=True, slots=True)
class Allowance:
    """A comment that allows one code, in a file or on a line of it."""

    path: str
    line: int
    code: str
    reason: str
    whole: bool  # the file

    def covers(self, found: Finding) -> bool:
        """Whether it allows a finding."""
        return found.path == self.path and found.code == self.code and (self.whole or found.line == self.line)


@dataclass(frozen=True, slots=True)
class Allowed:
    """A finding that a comment allows."""

    finding: Finding
    reason: str


def allow(
    findings: Iterable[Finding],
    paths: Iterable[str],
    codes: Mapping[str, str],
    unsure: frozenset[str] = frozenset(),
) -> tuple[list[Finding], list[Allowed]]:
    """What is left of the findings, with W701 and W702 for comments that are wrong; and what comments allow.

    Of the ``unsure`` codes not all findings are known, so that a comment that allows none of them may yet be right.
    """
    by_path: dict[str, list[Allowance]] = {}
    left: list[Finding] = []
    for path in dict.fromkeys(paths):
        own, wrong = allowances(path, codes)
        left += wrong
        if own:
            by_path[path] = own
    allowed: list[Allowed] = []
    used: set[Allowance] = set()
    for found in findings:
        covering = [allowance for allowance in by_path.get(found.path, ()) if allowance.covers(found)]
        if covering:
            allowed.append(Allowed(found, covering[0].reason))
            used.update(covering)
        else:
            left.append(found)
    for own in by_path.values():
        for unused in (one for one in own if one not in used and one.code not in unsure):
            where = "in this file" if unused.whole else "on this line"
            problem = f"allows {unused.code}, but there is none {where}: take the comment out"
            left.append(Finding(unused.path, unused.line, "W701", problem))
    return sorted(left), sorted(allowed, key=lambda one: one.finding)


def allowances(path: str, codes: Mapping[str, str]) -> tuple[list[Allowance], list[Finding]]:
    """The comments of a file, and what is wrong with them."""
    try:
        body = Path(path).read_bytes()
    except OSError:
        return [], []  # it is told of as a file that cannot be read
    if b"lint:" not in body:
        return [], []
    found, wrong = [], []
    for number, line in enumerate(body.decode("utf-8", "replace").splitlines(), 1):
        comment = _COMMENT.match(line)
        if comment is None:
            continue
        said = _SAID.fullmatch(comment["said"])
        problem = _problem(said, codes)
        if problem:
            wrong.append(Finding(path, number, "W702", f"'# lint: {comment['said']}': {problem}"))
        elif said is not None:
            found.append(Allowance(path, number, said["code"], said["reason"], not comment["before"].strip()))
    return found, wrong


def _problem(said: re.Match[str] | None, codes: Mapping[str, str]) -> str:
    if said is None:
        return "expected 'allow CODE reason'"
    if said["code"] not in codes:
        return f"no such code{suggestion(said['code'], codes)}"
    if said["code"] in NEVER:
        return f"{said['code']} cannot be allowed: the entry cannot be read"
    return "" if said["reason"] else "say why: 'allow CODE reason'"

"""Checks of offices that one person holds at a time: two at once, or nobody."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from entitynorm.gazetteer.lint.finding import Finding
from entitynorm.gazetteer.lint.shelf import Entry, Shelf
from entitynorm.model import Period

SINGLE = frozenset({
    "head-of-state", "head-of-government", "supreme-leader", "foreign-minister", "defence-minister",
    "interior-minister", "finance-minister", "chief-of-defence", "secretary-general",
})  # fmt: skip
LONGEST = 62  # days that an office may stand empty, or be led by a caretaker, without anybody asking
LOOSE = {4: 366, 7: 31, 10: 0}  # letters of a date -> days by which it may be off


@dataclass(frozen=True, slots=True)
class _Term:
    """A period in an office, with the place where it is written."""

    entry: Entry
    number: int
    period: Period

    def found(self, code: str, message: str) -> Finding:
        return self.entry.found(code, message, "roles", self.number)

    @property
    def first(self) -> int:
        return _day(self.period.start, last=False)

    @property
    def last(self) -> int:
        return _day(self.period.end, last=True) if self.period.end else _NEVER


def holders(shelf: Shelf) -> Iterator[Finding]:
    """W501, W502: an office has two holders for more than a day, or none between two of them."""
    for (role, of), terms in _terms(shelf).items():
        ordered = sorted(terms, key=lambda term: (term.period.start, term.period.end or "9999"))
        until: _Term | None = None  # the term that lasts longest so far
        for term in ordered:
            if until is not None and until.entry is not term.entry:
                yield from _between(until, term, f"{role} of {of}")
            if until is None or term.last >= until.last:
                until = term


def _between(one: _Term, two: _Term, office: str) -> Iterator[Finding]:
    if _surely_before(two.period.start, one.period.end):
        left = f"holds it to {one.period.end}" if one.period.end else "holds it without an end"
        problem = f"{office}: {two.entry.entity.id} from {two.period.start}, but {one.entry.entity.id} {left}"
        yield two.found("W501", problem)
    elif one.period.end and two.first - _day(one.period.end, last=True) > LONGEST:
        problem = f"{office}: nobody between {one.entry.entity.id}, to {one.period.end}, and {two.period.start}"
        yield two.found("W502", problem)


def _terms(shelf: Shelf) -> dict[tuple[str, str], list[_Term]]:
    """Single-holder offices -> who held them when, as far as it is known since when."""
    found: dict[tuple[str, str], list[_Term]] = defaultdict(list)
    for entry in shelf.entries:
        for number, period in enumerate(entry.entity.periods):
            if period.role in SINGLE and period.start:
                found[period.role, period.of].append(_Term(entry, number, period))
    return found


def _surely_before(start: str, end: str) -> bool:
    """Whether a term starts before another ends, however the dates that are not exact are read; a day does not count.

    >>> _surely_before("2024-05-14", "2024-05"), _surely_before("2024-05-14", "2024-06"), _surely_before("2024", "")
    (False, True, True)
    """
    return _day(start, last=True) < (_day(end, last=False) if end else _NEVER)


def _day(text: str, *, last: bool) -> int:
    """The first or the last day that a date may mean, as a number."""
    day = date.fromisoformat((text + "-01-01")[:10]).toordinal()
    return day + LOOSE[len(text)] if last else day


_NEVER = date.max.toordinal()

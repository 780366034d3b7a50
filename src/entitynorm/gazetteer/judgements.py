"""What people judged of names that texts hold: yes, no, later. A no is a rule that the matcher obeys."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

import yaml

from entitynorm import datafile
from entitynorm.datafile import Document
from entitynorm.errors import DataError, DataErrors
from entitynorm.gazetteer.shape import DATE, LANGUAGE, TEXT, Field, choice, identifier, list_of, record
from entitynorm.model import Alias, AliasType, Entity
from entitynorm.text.clean import clean

JUDGEMENTS = "judgements.yaml"


class Verdict(StrEnum):
    """What somebody said when asked."""

    YES = "yes"
    NO = "no"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether a spelling names an entity; without an ID: whether it names one that should have an entry."""

    surface: str
    lang: str  # '': in any language
    verdict: Verdict
    id: str = ""
    who: str = ""
    when: str = ""
    why: str = ""
    line: int = field(default=1, compare=False)  # of the file

    @property
    def asked(self) -> tuple[str, str, str]:
        """What was judged, whoever did it and however: cleaned spelling, language, ID."""
        return clean(self.surface), self.lang, self.id


FIELDS = (
    Field("surface", TEXT, "The spelling, as texts have it", required=True),
    Field("lang", LANGUAGE, "Its language; left out: in any language"),
    Field("id", identifier(), "Whether it names this entity; left out: whether it should have an entry"),
    Field(
        "verdict",
        choice({"yes": "it does", "no": "it does not", "later": "not decided"}, "verdict"),
        "What was decided",
        required=True,
    ),
    Field("who", TEXT, "Who decided", required=True),
    Field("when", DATE, "On which day", required=True),
    Field("why", TEXT, "For what reason"),
)
_SHAPE = record(
    "file of judgements", [Field("judgements", list_of(record("judgement", FIELDS)), "One a line", required=True)]
)


def read(path: Path) -> tuple[tuple[Judgement, ...], list[DataError]]:
    """The sound judgements of a file, and its problems; none of either if there is no such file."""
    if not path.exists():
        return (), []
    try:
        document = datafile.read(path)
    except DataErrors as broken:
        return (), list(broken.errors)
    return parsed(document)


def parsed(document: Document) -> tuple[tuple[Judgement, ...], list[DataError]]:
    """The sound judgements of a document, and its problems.

    >>> text = "judgements:\\n- {surface: Belousow, lang: de, id: official/b, verdict: nein, who: A, when: 2026-11-22}"
    >>> [str(problem) for problem in parsed(datafile.parse(text, "judgements.yaml"))[1]]
    ["judgements.yaml:2: judgements.0.verdict: no such verdict: 'nein'; the choices are yes, no, later"]
    """
    errors: list[DataError] = []
    bad: set[object] = set()
    for place, problem in _SHAPE.check(document.data):
        errors.append(document.error(f"{'.'.join(map(str, place))}: {problem}" if place else problem, *place))
        bad.add(place[1] if len(place) > 1 else None)
    rows = document.data.get("judgements")
    found: list[Judgement] = []
    if isinstance(rows, list) and None not in bad:
        for number, row in enumerate(rows):
            if number not in bad:
                said = {"lang": "", **row, "verdict": Verdict(row["verdict"])}
                found.append(Judgement(**said, line=document.lines.get(("judgements", number), 1)))
    return tuple(found), sorted(errors, key=lambda error: error.line)


def appended(text: str | None, new: Sequence[Judgement], path: str) -> str:
    """The text of a file with more judgements at its end, everything before as it was; raises DataErrors.

    >>> print(appended(None, [Judgement("Ivan", "ru", Verdict.NO, who="A", when="2026-11-22")], "x"), end="")
    judgements:
    - {surface: Ivan, lang: ru, verdict: 'no', who: A, when: '2026-11-22'}
    """
    before, problems = ((), []) if text is None else parsed(datafile.parse(text, path))
    if problems:
        raise DataErrors(problems)
    head = "judgements:\n" if text is None else text if text.endswith("\n") else text + "\n"
    rows = [_row(one) for one in new]
    made = head + yaml.safe_dump(rows, allow_unicode=True, sort_keys=False, default_flow_style=None, width=1 << 20)
    try:
        after, problems = parsed(datafile.parse(made, path))
    except DataErrors:
        after = ()
    if problems or after != (*before, *new):
        last = len((text or "").splitlines()) or 1
        told = "a judgement cannot be added: let `judgements` be the last field, and each `- {...}` begin its line"
        raise DataErrors([DataError(path, last, told)])
    return made


def _row(one: Judgement) -> dict[str, str]:
    values = {name.name: str(getattr(one, name.name)) for name in FIELDS}
    return {name: value for name, value in values.items() if value}


def with_denials(
    entities: Iterable[Entity], judgements: Iterable[Judgement], retired: Mapping[str, str]
) -> Iterator[Entity]:
    """The entities, with a look-alike for each spelling that was judged not to name them.

    >>> no = Judgement("A. Belousow", "de", Verdict.NO, "official/old")
    >>> list(with_denials([Entity("official/b", "B", "official")], [no], {"official/old": "official/b"}))[0].aliases
    (Alias(text='A. Belousow', lang='de', type=<AliasType.NOT: 'not'>),)
    """
    denied: dict[str, list[Alias]] = {}
    for one in judgements:
        if one.verdict is Verdict.NO and one.id:
            denied.setdefault(heir(one.id, retired), []).append(Alias(one.surface, one.lang, AliasType.NOT))
    for found in entities:
        more = denied.get(found.id)
        yield replace(found, aliases=tuple(dict.fromkeys((*found.aliases, *more)))) if more else found


def heir(id: str, retired: Mapping[str, str]) -> str:
    """Where an ID leads, by however many redirects."""
    seen = {id}
    while (id := retired.get(id, id)) not in seen:
        seen.add(id)
    return id

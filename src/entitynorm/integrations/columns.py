"""Columns of mentions in, columns of answers out: what all engines share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from entitynorm.model import Result
from entitynorm.normalizer import Normalizer, load

FIELDS = ("id", "name", "kind", "score", "status")  # of an answer; all texts but the score
CONTEXT = ("lang", "date", "country", "role", "kind")  # what may be known of a mention

Column = Sequence[object]


def answers(normalizer: Normalizer | None, asked: Mapping[str, Column], jobs: int = 1) -> dict[str, list[object]]:
    """The fields of the answers to a column ``mention``, with columns of what is known of each beside it.

    A mention that is None has no answer: None in every field. Name and kind are those of the ID. Raises MentionError.

    >>> answers(None, {"mention": ["DSNV", None], "lang": ["fr", "fr"]})["id"]
    ['treaty/new-start', None]
    """
    check_context(name for name in asked if name != "mention")
    rows = [dict(zip(asked, row, strict=True)) for row in zip(*asked.values(), strict=True)]
    mentions = (row for row in rows if row["mention"] is not None)
    results = (normalizer or load()).normalize_many(mentions, jobs=jobs)
    told = [fields(next(results)) if row["mention"] is not None else (None,) * len(FIELDS) for row in rows]
    return {name: [row[place] for row in told] for place, name in enumerate(FIELDS)}


def fields(result: Result) -> tuple[object, ...]:
    """What a table says of a result."""
    best = result.matches[0].candidate if result.id else None
    return result.id, best and best.name, best and best.kind, result.score, str(result.status)


def check_context(names: Iterable[str]) -> None:
    """Refuse what is no field of a context."""
    for name in names:
        if name not in CONTEXT:
            raise TypeError(f"no such context: {name!r}; the choices are {', '.join(CONTEXT)}")

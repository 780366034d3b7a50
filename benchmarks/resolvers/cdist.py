"""rapidfuzz: every name compared with sorted words, queries in batches, two threads."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy
from rapidfuzz import fuzz, process

from resolvers.prepare import in_order_of_letters, prepared
from resolvers.source import Answer, Source


def open(source: Source, folder: Path) -> Callable[[list[str]], list[Answer]]:
    """A function from a mention to the best row."""
    names = [in_order_of_letters(prepared(name)) for name, _ in source.rows()]

    def ask_all(mentions: list[str]) -> list[Answer]:
        texts = [in_order_of_letters(prepared(mention)) for mention in mentions]
        scores = process.cdist(texts, names, scorer=fuzz.ratio, dtype=numpy.uint8, workers=2)
        best = scores.argmax(axis=1).tolist()
        return [(row, float(scores[number, row]) / 100) for number, row in enumerate(best)]

    return ask_all

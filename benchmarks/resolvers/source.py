"""The names that every resolver is given."""

from __future__ import annotations

import itertools
import lzma
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

Answer = tuple[int | None, float]  # the row of the best name, and how good it is from 0 to 1
Ask = Callable[[str], Answer]


class Source(NamedTuple):
    """Where names come from, and how many of them are used."""

    path: Path
    size: int

    def rows(self) -> Iterator[tuple[str, str]]:
        """Names with their locales."""
        with lzma.open(self.path, "rt", encoding="utf-8") as lines:
            for line in itertools.islice(lines, self.size):
                name, _, locale = line.rstrip("\n").partition("\t")
                yield name, locale

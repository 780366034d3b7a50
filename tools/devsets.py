"""The dev sets: their knowledge bases as indexes, their queries, and the scorer that reads answers."""

from __future__ import annotations

import importlib.util
import json
import random
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent / "src"))

from entitynorm.index import Index
from entitynorm.normalizer import compile_sources
from entitynorm.text.tables import Tables

SETS = ("everypolitician", "epofficials", "eusanctions", "slavicner", "nerel", "nefull_hebrew", "nefull_korean")

Query = dict[str, Any]


def lines(path: Path) -> Iterator[Query]:
    """Every JSON object of a JSONL file."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            if line.strip():
                yield json.loads(line)


def index(folder: Path, name: str, known: Tables) -> Index:
    """The knowledge base of a dev set."""
    return Index(memoryview(compile_sources([folder / f"{name}.entities.jsonl"], known)), name, known)


def queries(folder: Path, name: str, most: int = 0, seed: int = 1) -> list[Query]:
    """The queries of a dev set, or ``most`` of them drawn by a seed."""
    found = list(lines(folder / f"{name}.queries.jsonl"))
    return random.Random(seed).sample(found, most) if 0 < most < len(found) else found


def gold(query: Query) -> set[str]:
    """Every right ID; empty for NIL."""
    return set(query.get("ids") or [query["id"]]) if query.get("id") else set()


def fold(query: Query, folds: int) -> int:
    """Which fold of a cross-validation a query is in: all queries of one entity are in the same."""
    return zlib.crc32(str(sorted(gold(query)) or query["mention"]).encode()) % folds


def scorer(folder: Path) -> Any:
    """The module ``score.py`` that stands beside the dev sets."""
    spec = importlib.util.spec_from_file_location("score", folder / "score.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"{folder}: no score.py there")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module

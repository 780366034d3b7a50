"""How often a name that no gazetteer lists is still found: names are left out, and then asked for.

    python tools/left_out.py [--share 0.25] [--queries 1500] [--seed 7] [--no-write]

A share of the names of the shipped entities, by kind and language, is left out of an index that is built of all others;
each is then resolved with its language alone. Only names that differ from all that stays, of entities that keep three
or more, are left out; case endings and transliterations that the engine writes itself would be no test. The table goes
into ``docs/figures.md``.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import tempfile
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import entitynorm
from entitynorm.index import Index
from entitynorm.model import AliasType, Entity
from entitynorm.normalizer import Normalizer, compile_sources
from entitynorm.text.keys import exact_form

PAGE = Path(__file__).parent.parent / "docs" / "figures.md"
KINDS = ("official", "treaty", "alliance")  # editions of exercises are named after their series
KEPT = 3  # names that an entity keeps, at least
LEAST = 40  # names of a language below which it gets no row


class Query(NamedTuple):
    """A name that was left out."""

    text: str
    lang: str
    entity: Entity


def halves(entities: Iterable[Entity], share: float, draw: random.Random) -> tuple[list[str], list[Query]]:
    """JSON lines of the entities with what they keep, and what was left out."""
    lines, left = [], []
    for entity in entities:
        kept = list(entity.aliases)
        for alias in entity.aliases:
            enough = sum(one.type is AliasType.NAME for one in kept) > KEPT
            fits = alias.type is AliasType.NAME and alias.lang and alias.text != entity.name
            if fits and entity.kind in KINDS and enough and draw.random() < share:
                rest = [one for one in kept if one is not alias]
                if exact_form(alias.text) not in {exact_form(one.text) for one in rest}:
                    kept = rest
                    left.append(Query(alias.text, alias.lang, entity))
        names = [{"name": one.text, "lang": one.lang, "type": one.type.value} for one in kept]
        if names:
            lines.append(json.dumps({"id": entity.id, "kind": entity.kind, "names": names}, ensure_ascii=False))
    return lines, left


def figures(queries: Iterable[Query], normalizer: Normalizer) -> dict[str, list[tuple[bool, bool, bool]]]:
    """Kind, and kind and language -> of each query whether it is first, answered, and answered wrong."""
    found: dict[str, list[tuple[bool, bool, bool]]] = defaultdict(list)
    for query in queries:
        result = normalizer.normalize(query.text, lang=query.lang)
        first = bool(result.matches) and result.matches[0].id == query.entity.id
        row = (first, result.id == query.entity.id, bool(result.id) and result.id != query.entity.id)
        found[query.entity.kind].append(row)
        found[f"{query.entity.kind}, {query.lang.partition('-')[0]}"].append(row)
    return found


def table(found: dict[str, list[tuple[bool, bool, bool]]]) -> str:
    """A Markdown table, a row for each kind and for each language of it with enough names."""
    lines = ["| kind | names | first | answered right | answered wrong |", "|---|---|---|---|---|"]
    for name, rows in sorted(found.items(), key=lambda one: (one[0].partition(",")[0], -len(one[1]))):
        if len(rows) >= LEAST:
            shares = [sum(column) / len(rows) for column in zip(*rows, strict=True)]
            lines.append(f"| {name} | {len(rows)} | " + " | ".join(f"{share:.2f}" for share in shares) + " |")
    return "\n".join(lines)


def main() -> None:
    """Print the table and write it into the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--share", type=float, default=0.25, help="of the names that are left out")
    parser.add_argument("--queries", type=int, default=1500, help="names of each kind that are asked for")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--no-write", action="store_true")
    args = parser.parse_args()
    draw = random.Random(args.seed)
    lines, left = halves(entitynorm.load().entities(), args.share, draw)
    draw.shuffle(left)
    asked = [query for kind in KINDS for query in [one for one in left if one.entity.kind == kind][: args.queries]]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "kept.jsonl")
        path.write_text("\n".join(lines), encoding="utf-8")
        index = Index(memoryview(compile_sources([path])), str(path))
    text = table(figures(asked, Normalizer([index])))
    print(text)
    if not args.no_write:
        page = PAGE.read_text(encoding="utf-8")
        marked = re.compile(r"(<!-- left out: made by tools/left_out.py -->\n).*?(<!-- end of left out -->)", re.DOTALL)
        PAGE.write_text(marked.sub(lambda found: f"{found[1]}{text}\n{found[2]}", page), encoding="utf-8")


if __name__ == "__main__":
    main()

"""Answer queries as other libraries do; `peers_accuracy.py` runs this with the interpreter of the peers' environment.

    python benchmarks/peer_answers.py ENTITIES.jsonl < QUERIES.jsonl > ANSWERS.json

The JSON object that is written has `answers` (peer -> for each query the best entity's ID and its score from 0 to 1),
`cpu` (peer -> seconds) and `versions` (package -> version). Fuzzy peers compare a mention with every name as Unidecode
writes the two, in small letters and without punctuation; logic-v2 compares it with the entities that these find.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

import jellyfish
from followthemoney import EntityProxy, model
from nomenklatura.matching import LogicV2
from rapidfuzz import fuzz, process, utils
from unidecode import unidecode

POOL = 60  # entities that logic-v2 compares a mention with
PACKAGES = ("rapidfuzz", "jellyfish", "Unidecode", "nomenklatura", "followthemoney", "rigour", "PyICU")

Ranking = dict[str, float]  # entity -> score, best first
Rank = Callable[[str], Ranking]


def plain(text: str) -> str:
    """A name as fuzzy peers read it."""
    return utils.default_process(unidecode(text))


def sorted_words(text: str) -> str:
    """A plain name with its words in the order of the alphabet."""
    return " ".join(sorted(plain(text).split()))


def jaro_winkler(one: str, other: str, **_: Any) -> float:
    """Likeness from 0 to 100, as rapidfuzz's ratios are."""
    return 100 * jellyfish.jaro_winkler_similarity(one, other)


FUZZY = {
    "WRatio": (fuzz.WRatio, plain),
    "token_sort": (fuzz.token_sort_ratio, plain),
    "token_set": (fuzz.token_set_ratio, plain),
    "Jaro-Winkler": (jaro_winkler, sorted_words),
}  # fmt: skip


def fuzzy(scorer: Callable[..., float], read: Callable[[str], str], entities: dict[str, Any]) -> Rank:
    """Ranks the entities by the likeness of their names."""
    listed = [(read(name), id) for id, entity in entities.items() for name in names(entity)]
    texts = [text for text, _ in listed]

    def rank(mention: str) -> Ranking:
        asked = read(mention)
        if not asked:
            return {}
        found: Ranking = {}
        for _, score, at in process.extract(asked, texts, scorer=scorer, limit=3 * POOL):
            found.setdefault(listed[at][1], score / 100)
        return dict(list(found.items())[:POOL])

    return rank


def names(entity: dict[str, Any]) -> Iterator[str]:
    for name in entity["names"]:
        yield name["name"]


def proxy(id: str, schema: str, texts: list[str]) -> EntityProxy:
    """An entity as nomenklatura compares them."""
    return EntityProxy(model[schema], {"id": id, "properties": {"name": texts}}, cleaned=True)


def logic(pools: list[Ranking], mention: str, known: dict[str, EntityProxy]) -> Ranking:
    """The entities that other rankings have in front, ranked by logic-v2: taken from them in turn until enough."""
    depth = max((len(pool) for pool in pools), default=0)
    pooled = dict.fromkeys(id for at in range(depth) for pool in pools for id in list(pool)[at : at + 1])
    config = LogicV2.default_config()
    asked = {  # an ID of its own for each mention: nomenklatura remembers the names of an ID
        schema: proxy(f"{schema}: {mention}", schema, [mention]) for schema in ("Person", "Organization")
    }
    scored = {id: LogicV2.compare(asked[known[id].schema.name], known[id], config).score for id in list(pooled)[:POOL]}
    return dict(sorted(scored.items(), key=lambda item: -item[1]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("entities", type=Path)
    args = parser.parse_args()
    entities = {entity["id"]: entity for entity in map(json.loads, args.entities.read_text("utf-8").splitlines())}
    mentions = [json.loads(line)["mention"] for line in sys.stdin]
    cpu: dict[str, float] = {}
    rankings: dict[str, list[Ranking]] = {}
    for peer, (scorer, read) in FUZZY.items():
        rank = fuzzy(scorer, read, entities)
        start = time.process_time()
        rankings[peer] = [rank(mention) for mention in mentions]
        cpu[peer] = time.process_time() - start
    known = {
        id: proxy(id, "Person" if entity["kind"] == "person" else "Organization", list(names(entity)))
        for id, entity in entities.items()
    }
    pools = list(zip(*rankings.values(), strict=True))
    logic(list(pools[0]), mentions[0], known)  # its tables of names are read at first use
    start = time.process_time()
    rankings["logic-v2"] = [logic(list(pool), mention, known) for pool, mention in zip(pools, mentions, strict=True)]
    cpu["logic-v2"] = time.process_time() - start + sum(cpu.values())
    answers = {
        peer: [next(iter(ranking.items()), (None, 0.0)) for ranking in found] for peer, found in rankings.items()
    }
    print(json.dumps({"answers": answers, "cpu": cpu, "versions": {name: version(name) for name in PACKAGES}}))


if __name__ == "__main__":
    main()

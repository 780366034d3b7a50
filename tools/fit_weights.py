"""Fit the weights of the score on the dev sets and write them into ``data/weights.yaml``.

    python tools/fit_weights.py EVAL [--queries 800] [--tables F0 F1 ...] [--dry-run]

Conditional logit: for each query the right candidate, or "none of them", competes with all candidates, and the weights
are those under which the right answers are most probable (L-BFGS, a little L2, signs bounded so that no feature turns
against its meaning). Printed figures are cross-validated: no query is scored by weights that saw its entity. With
``--tables`` the letter costs have not seen it either: these are the folders that ``fit_alignments.py --leave 0|1|2``
wrote, and each fold of the queries is weighed with the costs that were learnt without it, as strangers will be.
The weights under ``context`` are set by reason and are not touched. Needs numpy and scipy.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from devsets import SETS, Query, fold, gold, index, queries, scorer
from scipy.optimize import minimize

from entitynorm.match import align, heard, spelling
from entitynorm.match.resolve import meant
from entitynorm.model import PEOPLE, Context, Mention
from entitynorm.text.tables import DATA, Tables, tables

WEIGHTS = DATA / "weights.yaml"
FOLDS = 3
L2 = 0.3
AGAINST = {
"extra", "few_letters", "given_only", "initials", "missing", "one_word", "order", "patronymic", "spelling", "worst",
}  # fmt: skip
FOR = {"evidence", "phonetic", "same", "same_words"}

Candidates = list[tuple[str, bool, Mapping[str, float]]]


def candidates(query: Query, base: Any, known: Tables) -> Candidates:
    """The best name of each candidate entity with its features, as `match.resolve` chooses it."""
    mention = Mention(query["mention"], Context(query.get("lang") or ""))
    found = meant(mention, base, known).items()
    return [(id, base.kind_of(base.name_entity[one.name]) in PEOPLE, one.values) for id, one in found]


def learnt_from(folder: Path) -> None:
    """Read the costs of letters and the known words from another folder."""
    align.ALIGNMENTS = folder
    for remembered in (
        align.costs, align.group, align.rows_of, align.columns_of, align.whole_words,
        heard.choice, heard.heard_as, spelling.word_cost,
    ):  # fmt: skip
        remembered.cache_clear()


def weighed(
    folder: Path, name: str, most: int, learnt: list[Path], known: Tables
) -> list[tuple[str, Query, Candidates]]:
    """The queries of a set with their candidates: each fold that has tables learnt without it, by these."""
    base = index(folder, name, known)
    drawn = queries(folder, name, most)
    found = []
    for number, tables_folder in enumerate(learnt or [align.ALIGNMENTS]):
        learnt_from(tables_folder)
        base.memory.clear()
        found += [(name, q, candidates(q, base, known)) for q in drawn if not learnt or fold(q, FOLDS) == number]
    return found


class Problem:
    """All candidates of all queries as one matrix, and the likelihood of the right ones."""

    def __init__(self, found: list[tuple[str, Query, Candidates]]) -> None:
        self.found = found
        by_reason = frozenset(tables().weights["context"])
        self.columns = sorted({f for _, _, cs in found for _, _, v in cs for f in v} - by_reason)
        self.columns.append("bias")
        self.width = len(self.columns)
        place = {name: n for n, name in enumerate(self.columns)}
        rows, self.fixed, right, self.query_of = [], [], [], []
        known = tables()
        for number, (_, query, cs) in enumerate(found):
            wanted = gold(query)
            for id, person, values in cs:
                row = np.zeros(2 * self.width)
                offset = 0 if person else self.width
                for name, value in values.items():
                    if name in place:
                        row[offset + place[name]] = value
                row[offset + place["bias"]] = 1.0
                rows.append(row)
                context = known.weights["context"]
                self.fixed.append(sum(v * context.get(n, 0.0) for n, v in values.items() if n in by_reason))
                right.append(id in wanted)
                self.query_of.append(number)
        self.x, self.add, self.right = np.array(rows), np.array(self.fixed), np.array(right)
        self.of = np.array(self.query_of)
        self.nil = 1.0 - np.minimum(1.0, np.bincount(self.of, self.right, len(found)))
        self.folds = np.array([fold(query, FOLDS) for _, query, _ in found])

    def probabilities(self, weights: Any) -> Any:
        grown = np.exp(np.clip(self.x @ weights + self.add, -30, 30))
        return grown / (1 + np.bincount(self.of, grown, len(self.found)))[self.of]

    def fit(self, mask: Any) -> Any:
        def loss(weights: Any) -> tuple[float, Any]:
            grown = np.exp(np.clip(self.x @ weights + self.add, -30, 30)) * mask[self.of]
            total = 1 + np.bincount(self.of, grown, len(mask))
            hit = np.bincount(self.of, grown * self.right, len(mask)) + self.nil
            value = (mask * (np.log(total) - np.log(np.maximum(hit, 1e-12)))).sum()
            slope = grown / total[self.of] - np.where(self.right, grown / np.maximum(hit[self.of], 1e-12), 0.0)
            return value + L2 * weights @ weights, self.x.T @ slope + 2 * L2 * weights

        bounds = [
            (None, 0.0) if name in AGAINST else (0.0, None) if name in FOR else (None, None) for name in self.columns
        ] * 2
        start = np.zeros(2 * self.width)
        return minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 500}).x


def report(problem: Problem, scores: Any, measure: Any, known: Tables) -> None:
    """Cross-validated figures of each set."""
    first: dict[int, tuple[float, str, bool]] = {}
    at = 0
    for number, (_, _, cs) in enumerate(problem.found):
        for id, person, _ in cs:
            if number not in first or scores[at] > first[number][0]:
                first[number] = (float(scores[at]), id, person)
            at += 1
    groups: dict[str, list[Any]] = {}
    for number, (name, query, _) in enumerate(problem.found):
        score, id, person = first.get(number, (0.0, "", True))
        item = (
            gold(query) or None,
            id if score >= known.threshold("person" if person else "phrase") else None,
            id or None,
            score,
        )
        groups.setdefault(name, []).append(item)
        if query.get("kind") == "person" and name in ("slavicner", "nerel"):
            groups.setdefault(name + " people", []).append(item)
    for name, items in groups.items():
        m = measure(items)
        print(f"{name:<18}" + "  ".join(f"{k}={m[k]:.3f}" for k in ("acc@1", "bestF1", "R@P95", "P", "NILrej", "ECE")))


def write(columns: list[str], weights: Any) -> None:
    """Replace the fitted sections of the weights file."""
    text = re.sub(r"^person:\n.*", "", WEIGHTS.read_text(encoding="utf-8"), flags=re.S | re.M)
    width = len(columns)
    for section, offset in (("person", 0), ("phrase", width)):
        rows = "".join(
            f"  {n}: {weights[offset + i]:.3f}\n" for i, n in enumerate(columns) if abs(weights[offset + i]) > 5e-4
        )
        text += f"{section}:\n{rows}"
    WEIGHTS.write_text(text, encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--queries", type=int, default=800, help="of each set, drawn by a seed; 0 for all")
    parser.add_argument("--tables", type=Path, nargs="+", default=[], help="alignments learnt without fold 0, 1, 2")
    parser.add_argument("--dry-run", action="store_true", help="print figures, write nothing")
    args = parser.parse_args()
    known = tables()
    found = []
    for name in SETS:
        found += weighed(args.folder, name, args.queries, args.tables, known)
        print(f"{name}: read", flush=True)
    problem = Problem(found)
    scores = np.zeros(len(problem.of))
    for one in range(FOLDS):
        weights = problem.fit((problem.folds != one).astype(float))
        held_out = (problem.folds == one)[problem.of]
        scores[held_out] = problem.probabilities(weights)[held_out]
    report(problem, scores, scorer(args.folder).measure, known)
    weights = problem.fit(np.ones(len(found)))
    for i, name in enumerate(problem.columns):
        print(f"  {name:<14} person {weights[i]:+7.2f}   phrase {weights[problem.width + i]:+7.2f}")
    if not args.dry_run:
        write(problem.columns, weights)


if __name__ == "__main__":
    main()

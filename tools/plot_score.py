"""Draw how far the score is a probability: ``docs/images/reliability.svg`` and ``docs/images/precision-recall.svg``.

    python tools/plot_score.py EVAL [--queries 1500]

EVAL is the folder of the evaluation sets with their ``score.py``. Needs the extra ``plots``. Every query is resolved
with its mention and language alone, and the pictures are the same whenever the answers are.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import matplotlib
from devsets import SETS, gold, index, queries, scorer
from matplotlib import pyplot
from matplotlib.axes import Axes

from entitynorm.normalizer import Normalizer
from entitynorm.text.tables import Tables, tables

IMAGES = Path(__file__).parent.parent / "docs" / "images"
BINS = 10
PRECISION = 0.95  # what answers at the shipped threshold shall reach
ALL = "all, equal shares"
BLUE, GREY, RED = "#3b6ea5", "#777777", "#b5433b"
SETTINGS: dict[Any, Any] = {
    "svg.hashsalt": "entitynorm",
    "svg.fonttype": "none",
    "font.family": "sans-serif",
    "font.sans-serif": ["DejaVu Sans", "Verdana", "sans-serif"],
    "font.size": 8,
    "axes.titlesize": 9,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "figure.facecolor": "white",  # pages may be dark
}

Item = tuple[set[str] | None, str | None, str | None, float]  # as `score.py` measures them


def items(folder: Path, name: str, most: int, known: Tables) -> list[Item]:
    """For each query of a set what is right, what was answered, the first match and its score."""
    normalizer = Normalizer([index(folder, name, known)], known)
    found: list[Item] = []
    for query in queries(folder, name, most):
        result = normalizer.normalize(query["mention"], lang=query.get("lang") or "")
        first = result.matches[0].id if result.matches else None
        found.append((gold(query) or None, result.id, first, result.score))
    return found


def ranked(answers: list[Item]) -> list[tuple[float, bool]]:
    """Score and rightness of every first match, the surest first."""
    first = [(score, right is not None and id in right) for right, _, id, score in answers if id is not None]
    return sorted(first, key=lambda one: -one[0])


def bins(answers: list[Item]) -> Iterator[tuple[int, float, float, int]]:
    """Number, mean score, share of right ones and size of each bin of scores that has any."""
    held: dict[int, list[tuple[float, bool]]] = {}
    for score, right in ranked(answers):
        held.setdefault(min(BINS - 1, int(score * BINS)), []).append((score, right))
    for number, inside in sorted(held.items()):
        size = len(inside)
        yield number, sum(score for score, _ in inside) / size, sum(right for _, right in inside) / size, size


def reliability(axes: Axes, answers: list[Item], measured: dict[str, float]) -> None:
    """Bars: how often first matches of a score are right; the dashed line is where they should end."""
    axes.plot([0, 1], [0, 1], color=GREY, linewidth=0.8, linestyle="--")
    for number, score, share, size in bins(answers):
        middle = (number + 0.5) / BINS
        axes.bar(middle, share, width=0.9 / BINS, color=BLUE, alpha=0.55)
        axes.plot(score, share, marker="o", markersize=3, color=BLUE, clip_on=False, zorder=3)
        axes.text(middle, 1.03, f"{size}", ha="center", va="bottom", fontsize=5.5, color=GREY, rotation=45)
    axes.text(0.03, 0.93, f"ECE {measured['ECE']:.3f}", va="top", fontweight="bold")
    axes.set(xlim=(0, 1), ylim=(0, 1), xlabel="score", ylabel="share right")


def curve(axes: Axes, answers: list[Item], measured: dict[str, float]) -> None:
    """Precision over recall as the threshold falls; a point is the shipped rule."""
    known = sum(right is not None for right, *_ in answers)
    first = ranked(answers)
    recalls, precisions, hits = [], [], 0
    for position, (score, right) in enumerate(first, 1):
        hits += right
        if position == len(first) or first[position][0] != score:  # equal scores stand or fall together
            recalls.append(hits / known)
            precisions.append(hits / position)
    axes.axhline(PRECISION, color=GREY, linewidth=0.8, linestyle="--")
    axes.plot(recalls, precisions, color=BLUE, linewidth=1.4)
    axes.plot(measured["R"], measured["P"], marker="o", markersize=5, color=RED)
    axes.text(0.04, 0.44, f"P {measured['P']:.3f}  R {measured['R']:.3f}", color=RED, fontweight="bold")
    axes.text(0.04, 0.5, f"R@P95 {measured['R@P95']:.3f}")
    axes.set(xlim=(0, 1), ylim=(0.4, 1.005), xlabel="recall", ylabel="precision")


def draw(path: Path, title: str, panel: Callable[[Axes, list[Item], dict[str, float]], None],
         answers: dict[str, list[Item]], measure: Callable[[list[Item]], dict[str, Any]]) -> None:  # fmt: skip
    """One picture with a panel for each set."""
    figure, grid = pyplot.subplots(2, 4, figsize=(11, 5.8))
    for axes, (name, found) in zip(grid.flat, answers.items(), strict=True):
        measured = measure(found)
        panel(axes, found, measured)
        axes.set_title(f"{name} ({measured['n']}, NIL {measured['nil']})", pad=22 if panel is reliability else 6)
    figure.suptitle(title)
    figure.tight_layout(h_pad=1.5)
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path, metadata={"Date": None})
    pyplot.close(figure)
    path.write_text("\n".join(line.rstrip() for line in path.read_text("utf-8").splitlines()) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--queries", type=int, default=1500, help="of each set, drawn by a seed; 0 for all")
    args = parser.parse_args()
    matplotlib.use("svg")
    matplotlib.rcParams.update(SETTINGS)
    measure, known = scorer(args.folder).measure, tables()
    answers: dict[str, list[Item]] = {}
    for name in SETS:
        answers[name] = items(args.folder, name, args.queries, known)
        print(f"{name}: ECE {measure(answers[name])['ECE']:.3f}", flush=True)
    share = min(map(len, answers.values()))
    chance = random.Random(1)
    answers[ALL] = [item for found in list(answers.values()) for item in chance.sample(found, share)]
    told = "first matches in ten bins of their score; the number above a bar is how many there are"
    draw(IMAGES / "reliability.svg", f"Reliability: {told}", reliability, answers, measure)
    told = "as the threshold falls; the point is what the shipped rule answers"
    draw(IMAGES / "precision-recall.svg", f"Precision and recall {told}", curve, answers, measure)


if __name__ == "__main__":
    main()

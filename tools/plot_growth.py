"""Draw how cost grows with the number of names: ``docs/images/growth.svg``, of the table in docs/explanation/size.md.

    python tools/plot_growth.py

Needs the extra ``plots``. The table is made by ``benchmarks/growth.py``; the picture is the same whenever the table is.
"""

from __future__ import annotations

from pathlib import Path

import matplotlib
from matplotlib import pyplot
from plot_score import BLUE, GREY, IMAGES, RED, SETTINGS

PAGE = Path(__file__).parent.parent / "docs" / "explanation" / "size.md"
PANELS = (  # column of the table, title, goal at 1M names, and whether the axis is logarithmic
    ("build CPU us a name", "to build, CPU µs a name", 240.0, True),  # two cores, 120 seconds
    ("build MB", "to build, MB of memory, all processes", 2000.0, True),
    ("bytes a name", "to keep, bytes a name", 200.0, False),
    ("opened in ms", "to open, milliseconds", 5.0, False),
    ("private MB, asked", "to ask, private MB", 60.0, False),
    ("CPU us an answer", "to ask, CPU µs an answer", None, True),
)


def read(text: str) -> dict[str, list[float]]:
    """The columns of the table of a page.

    >>> read("<!-- growth: x -->\\n| names | build s |\\n|---|---|\\n| 1,000 | 0.4 |\\n<!-- end of growth -->")
    {'names': [1000.0], 'build s': [0.4]}
    """
    lines = text.partition("<!-- growth:")[2].partition("<!-- end of growth -->")[0].strip().splitlines()[1:]
    cells = [[cell.strip() for cell in line.strip("| ").split("|")] for line in lines]
    heads, rows = cells[0], cells[2:]
    return {head: [float(row[place].replace(",", "")) for row in rows] for place, head in enumerate(heads)}


def main() -> None:
    matplotlib.use("svg")
    matplotlib.rcParams.update(SETTINGS)
    columns = read(PAGE.read_text(encoding="utf-8"))
    figure, grid = pyplot.subplots(2, 3, figsize=(9, 5))
    for axes, (column, title, goal, logarithmic) in zip(grid.flat, PANELS, strict=True):
        axes.plot(columns["names"], columns[column], marker="o", markersize=4, color=BLUE, linewidth=1.4)
        axes.set_xscale("log")
        if logarithmic:
            axes.set_yscale("log")
        else:
            axes.set_ylim(0, max(*columns[column], goal or 0) * 1.15)
        if goal is not None:
            axes.axhline(goal, color=RED, linewidth=0.8, linestyle="--")
        axes.grid(color=GREY, alpha=0.25, linewidth=0.5)
        axes.set(title=title, xlabel="names")
    figure.suptitle("How cost grows with the number of names; the dashed line is the goal")
    figure.tight_layout(h_pad=1.5)
    path = IMAGES / "growth.svg"
    figure.savefig(path, metadata={"Date": None})
    path.write_text("\n".join(line.rstrip() for line in path.read_text("utf-8").splitlines()) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

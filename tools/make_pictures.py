"""Make the pictures under ``docs/images``.

    python tools/make_pictures.py

``find.svg`` is what ``entitynorm find examples/*.txt`` prints on a terminal: the command runs as anybody runs it, told
by its environment that it writes to a terminal of a given width. ``coverage.svg`` is what ``gazetteer stats`` draws.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from io import StringIO
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import DEFAULT_TERMINAL_THEME
from rich.text import Text

from entitynorm.gazetteer.chart import chart
from entitynorm.gazetteer.load import load
from entitynorm.gazetteer.stats import stats

ROOT = Path(__file__).parent.parent
PICTURE = ROOT / "docs" / "images" / "find.svg"
COVERAGE = ROOT / "docs" / "images" / "coverage.svg"
COLUMNS = 196
TITLE = "entitynorm find examples/*.txt"
RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff]+(?:(?: |&#160;)[\u0590-\u08ff]+)*")
MARK = "\u200e"  # left-to-right, after a name that is not: the cells behind it stay where they are
FONTS = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)  # a picture asks nothing of the network


def printed() -> str:
    """What the command prints, with its colours."""
    files = [str(path.relative_to(ROOT)) for path in sorted((ROOT / "examples").glob("*.txt"))]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "COLUMNS": str(COLUMNS), "FORCE_COLOR": "1"}
    command = [sys.executable, "-m", "entitynorm", "find", *files]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", check=True)
    return done.stdout


def draw(text: str, path: Path) -> None:
    """Write terminal output as a picture."""
    console = Console(record=True, width=COLUMNS, file=StringIO(), force_terminal=True)
    console.print(Text.from_ansi(text.strip("\n")))
    svg = FONTS.sub("", console.export_svg(title=TITLE, theme=DEFAULT_TERMINAL_THEME, unique_id="find"))
    svg = RIGHT_TO_LEFT.sub(lambda run: run[0] + MARK, svg)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(line.rstrip() for line in svg.splitlines()) + "\n", encoding="utf-8")


if __name__ == "__main__":
    draw(printed(), PICTURE)
    COVERAGE.write_text(chart(stats(load(ROOT / "gazetteers"))), encoding="utf-8")
    for path in (PICTURE, COVERAGE):
        print(path.relative_to(ROOT))

"""Draw what a gazetteer covers as one SVG picture.

Bars need no plotting library: the picture is small, the same for the same gazetteer, and its text is text, so that a
reader can search it and a review can compare it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from entitynorm.gazetteer.stats import GENERAL, Row, Stats
from entitynorm.model import KINDS

COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00")  # of the kinds; told apart by the colour-blind too
WIDTH, MARGIN, LABEL, LINE = 960, 24, 150, 17
HEIGHT = 150  # of columns
GAP = 44  # above each part


def chart(counted: Stats) -> str:
    """The picture of all tables; of long ones the first rows."""
    parts: list[str] = []
    y = 64.0
    kinds = [Row(kind.kind, {kind.kind: kind.entries}) for kind in counted.kinds if kind.kind != "all"]
    general = [Row(kind.kind, {kind.kind: kind.general}) for kind in counted.kinds if kind.kind != "all"]
    half = (WIDTH - 3 * MARGIN) / 2
    pairs = (
        (10, ("Entries", kinds), (f"Entries that rest on {GENERAL} alone", general)),
        (30, ("Entries with a name in a language", counted.languages), ("Entries by country", counted.countries)),
        (10, ("Entries by source", counted.sources), ("Checked at most … ago", counted.ages)),
    )
    for most, left, right in pairs:
        bottoms = []
        for x, (title, rows) in ((MARGIN, left), (2 * MARGIN + half, right)):
            shown = rows[:most]
            more = f" (first {most} of {len(rows)})" if len(rows) > most else ""
            parts += bars(title + more, shown, x, y, half)
            bottoms.append(y + GAP + LINE * len(shown))
        y = max(bottoms)
    if counted.years:
        parts += columns("By year: in office, in force, in being, held", counted.years, y)
        y += GAP + HEIGHT + 2 * LINE
    total = sum(kind.entries for kind in counted.kinds if kind.kind == "all")
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {y + MARGIN:.0f}" width="{WIDTH}" '
            f'role="img" aria-label="What the gazetteers cover: {total} entries">',
            "<style>text{font:12px system-ui,sans-serif;fill:#222}.t{font-weight:600;font-size:14px}.n{fill:#666}"
            "@media(prefers-color-scheme:dark){.b{fill:#16181c}text{fill:#ddd}.n{fill:#aaa}}</style>",
            '<rect class="b" width="100%" height="100%" fill="#fff"/>',
            *legend(),
            *parts,
            "</svg>\n",
        ]
    )


def legend() -> Iterator[str]:
    """Which colour is which kind."""
    for number, (kind, colour) in enumerate(zip(KINDS, COLOURS, strict=True)):
        x = MARGIN + number * 100
        yield f'<rect x="{x}" y="22" width="12" height="12" fill="{colour}"/>{text(x + 18, 33, kind)}'


def bars(title: str, rows: Sequence[Row], x: float, y: float, width: float) -> Iterator[str]:
    """One bar a row, lying, its kinds side by side, the number of entries after it."""
    yield text(x, y + GAP - 2 * LINE + 10, title, "t")
    longest = max((row.total for row in rows), default=1) or 1
    scale = (width - LABEL - 50) / longest
    for number, row in enumerate(rows):
        top = y + GAP - LINE / 2 + number * LINE
        label = row.label if len(row.label) <= 22 else row.label[:21] + "…"
        yield text(x + LABEL - 8, top + 11, label, anchor="end")
        at = x + LABEL
        for kind, colour in zip(KINDS, COLOURS, strict=True):
            if count := row.counts.get(kind, 0):
                yield rectangle(at, top, count * scale, LINE - 4, colour, f"{row.label}, {kind}: {count}")
                at += count * scale
        yield text(at + 5, top + 11, f"{row.total:,}", "n")


def columns(title: str, rows: Sequence[Row], y: float) -> Iterator[str]:
    """One column a row, standing, for rows that follow one another as years do."""
    yield text(MARGIN, y + GAP - 2 * LINE + 10, title, "t")
    highest = max((row.total for row in rows), default=1) or 1
    step = (WIDTH - 2 * MARGIN) / len(rows)
    bottom = y + GAP + HEIGHT
    for number, row in enumerate(rows):
        x, top = MARGIN + number * step, bottom
        for kind, colour in zip(KINDS, COLOURS, strict=True):
            if count := row.counts.get(kind, 0):
                high = count * HEIGHT / highest
                top -= high
                yield rectangle(x, top, max(step - 1.5, 0.5), high, colour, f"{row.label}, {kind}: {count}")
        if row.label.endswith(("0", "5")) or len(rows) <= 20:
            yield text(x + step / 2, bottom + LINE, row.label, "n", "middle")
        if row.total == highest:
            yield text(x + step / 2, top - 5, f"{row.total:,}", "n", "middle")


def rectangle(x: float, y: float, width: float, height: float, colour: str, told: str) -> str:
    """A piece of a bar, which tells what it counts when pointed at."""
    place = f'x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}"'
    return f'<rect {place} fill="{colour}"><title>{escape(told)}</title></rect>'


def text(x: float, y: float, words: str, style: str = "", anchor: str = "") -> str:
    """Words in the picture.

    >>> text(1, 2, "a < b", "t")
    '<text x="1.0" y="2.0" class="t">a &lt; b</text>'
    """
    more = (f' class="{style}"' if style else "") + (f' text-anchor="{anchor}"' if anchor else "")
    return f'<text x="{x:.1f}" y="{y:.1f}"{more}>{escape(words)}</text>'

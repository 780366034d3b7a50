"""Tables for people: coloured and fitted on a terminal; plain, and as wide as need be, anywhere else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING
from unicodedata import category

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

WIDE = 1 << 20
STATUS_STYLE = {"match": "green", "ambiguous": "yellow", "nil": "dim"}


def console() -> Console:
    """Where tables are printed; texts are never read as markup."""
    from rich.console import Console

    made = Console(markup=False, emoji=False, highlight=False)
    if not made.is_terminal:
        made.width = WIDE
    return made


def table(*headers: str, right: Iterable[str] = ()) -> Table:
    """An empty table that wraps and never shortens; the columns named by ``right`` hold numbers."""
    from rich import box
    from rich.table import Table

    made = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for header in headers:
        made.add_column(header, overflow="fold", justify="right" if header in right else "left")
    return made


def draw(headers: Sequence[str], rows: Iterable[Sequence[str]], right: Iterable[str] = ()) -> None:
    """Print one table of texts."""
    made = table(*headers, right=right)
    for row in rows:
        made.add_row(*map(one_line, row))
    console().print(made)


def one_line(text: str) -> str:
    """A text on one line, without what steers a terminal or is no character.

    >>> one_line("Andreï\\n Biélooussov\\x1b[31m")
    'Andreï Biélooussov�[31m'
    """
    joined = " ".join(text.split())
    return joined if joined.isprintable() else "".join("�" if category(c) in ("Cc", "Cs") else c for c in joined)

"""symspellpy: names within two edits, words sorted."""

from __future__ import annotations

from pathlib import Path

import symspellpy
from symspellpy import Verbosity

from resolvers.prepare import in_order_of_letters, prepared
from resolvers.source import Answer, Ask, Source


def open(source: Source, folder: Path) -> Ask:
    """A function from a mention to the best row."""
    rows: dict[str, int] = {}
    spell = symspellpy.SymSpell(max_dictionary_edit_distance=2, prefix_length=10)
    for row, (name, _) in enumerate(source.rows()):
        text = in_order_of_letters(prepared(name))
        if text not in rows:
            rows[text] = row
            spell.create_dictionary_entry(text, 1)

    def ask(mention: str) -> Answer:
        text = in_order_of_letters(prepared(mention))
        found = spell.lookup(text, Verbosity.TOP, max_edit_distance=2)
        return (rows[found[0].term], 1 - found[0].distance / max(len(text), 1)) if found else (None, 0.0)

    return ask

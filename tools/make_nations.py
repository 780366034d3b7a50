"""Make ``data/meanings/nations.yaml``: what languages call a state and what is of it.

    python tools/make_nations.py gazetteers src/entitynorm/data/meanings/nations.yaml

A name of a state and the adjective made of it stand for each other in titles (Japan, Japanese, 日本). They are read
from ``gazetteers/states``, where they are curated.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from entitynorm.gazetteer.load import load
from entitynorm.model import AliasType
from entitynorm.text.clean import clean
from entitynorm.text.tables import tables

HEAD = """\
# What languages call a state and what is of it.
# Made by tools/make_nations.py from gazetteers/states; edit these.
"""


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gazetteers", type=Path)
    parser.add_argument("target", type=Path)
    args = parser.parse_args()
    known = tables()
    lines = [HEAD]
    for entity in sorted(load(args.gazetteers).entities, key=lambda one: one.id):
        if entity.kind != "state":
            continue
        column: dict[str, dict[str, None]] = {}
        names = [alias for alias in entity.aliases if alias.type in (AliasType.NAME, AliasType.ACRONYM)]
        for alias in (*names, *entity.adjectives):
            word = clean(alias.text).replace("'", "")
            tag = alias.lang.lower().partition("-")[0]
            if word.replace(" ", "").isalpha() and len(word) > 1 and tag in known.languages:
                column.setdefault(tag, {})[word] = None
        said = ", ".join(f"{tag}: [{', '.join(words)}]" for tag, words in sorted(column.items()))
        lines.append(f"{entity.id.replace('/', '-')}: {{{said}}}\n")
    args.target.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()

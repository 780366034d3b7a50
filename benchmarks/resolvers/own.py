"""This library, by its command line and its front door."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import entitynorm
from resolvers.source import Answer, Ask, Source


def make(source: Source, folder: Path) -> None:
    """Write the files."""
    listed = folder / "names.jsonl"
    with listed.open("w", encoding="utf-8") as out:
        for row, (name, locale) in enumerate(source.rows()):
            country, _, lang = locale.partition("_") if locale.startswith("org_") else ("", "", locale[:2])
            kind = "organisation" if country else "person"
            entity = {"id": str(row), "kind": kind, "names": [{"name": name, "lang": lang}]}
            out.write(json.dumps(entity, ensure_ascii=False) + "\n")
    command = [sys.executable, "-m", "entitynorm", "build", str(listed), "-o", str(folder / "names.index")]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    listed.unlink()


def open(source: Source, folder: Path) -> Ask:
    """A function from a mention to the best row."""
    normalizer = entitynorm.load(folder / "names.index")

    def ask(mention: str) -> Answer:
        matches = normalizer.normalize(mention).matches
        return (int(matches[0].id), matches[0].score) if matches else (None, 0.0)

    return ask

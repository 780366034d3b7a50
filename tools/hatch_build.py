"""The wheel's build hook: compile the language tables and the shipped gazetteers, and put both into the wheel."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).parent.parent


class CompileHook(BuildHookInterface[Any]):
    """Makes ``data/compiled/tables.tsv`` and ``data/compiled/shipped.index``."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile into a temporary folder; an editable install compiles into the user's cache when first used."""
        if version == "editable":
            return
        sys.path.insert(0, str(ROOT / "src"))
        from entitynorm.normalizer import compile_sources
        from entitynorm.text import tables

        folder = Path(tempfile.mkdtemp(prefix="entitynorm-build-"))
        compiled = folder / "tables.tsv"
        compiled.write_bytes(tables.compiled().encode())
        known = tables.load(compiled)
        index = folder / "shipped.index"
        index.write_bytes(compile_sources([ROOT / "gazetteers"], known))
        build_data["force_include"][str(compiled)] = "entitynorm/data/compiled/tables.tsv"
        build_data["force_include"][str(index)] = "entitynorm/data/compiled/shipped.index"

"""Patterns that are compiled when first used: `regex` loads slowly, and most names need none."""

from __future__ import annotations

from importlib import import_module
from typing import Any


class Pattern:
    """A pattern of `regex`, or of `re` where that can do it, not compiled before one of its methods is used.

    >>> Pattern(r"\\p{Greek}+").findall("πούτιν, Putin")
    ['πούτιν']
    """

    def __init__(self, source: str, engine: str = "regex") -> None:
        self.source = source
        self.engine = engine

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        method = getattr(import_module(self.engine).compile(self.source), name)
        setattr(self, name, method)  # found before `__getattr__` from now on
        return method

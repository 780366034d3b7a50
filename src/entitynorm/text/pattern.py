"""Patterns with properties of Unicode, compiled when first used: `regex` loads slowly, and most names need none."""

from __future__ import annotations

from typing import Any


class Pattern:
    """A pattern of `regex` that is not compiled before one of its methods is used.

    >>> Pattern(r"\\p{Greek}+").findall("πούτιν, Putin")
    ['πούτιν']
    """

    def __init__(self, source: str) -> None:
        self.source = source

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        import regex

        method = getattr(regex.compile(self.source), name)
        setattr(self, name, method)  # found before `__getattr__` from now on
        return method

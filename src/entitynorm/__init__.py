"""Map any spelling of an official, treaty, exercise or alliance, in any language and script, to one canonical ID."""

from __future__ import annotations

from importlib import import_module

TYPE_CHECKING = False  # type checkers take it as true, and `typing` is long to import
if TYPE_CHECKING:
    from entitynorm.errors import (
        DataError,
        DataErrors,
        EntitynormError,
        IndexFileError,
        MentionError,
        UnknownEntityError,
    )
    from entitynorm.model import (
        Alias,
        AliasType,
        Candidate,
        Context,
        Entity,
        Feature,
        Match,
        Mention,
        Period,
        Result,
        Status,
    )
    from entitynorm.normalizer import Normalizer, load

__version__ = "0.1.0"

__all__ = [
    "Alias",
    "AliasType",
    "Candidate",
    "Context",
    "DataError",
    "DataErrors",
    "Entity",
    "EntitynormError",
    "Feature",
    "IndexFileError",
    "Match",
    "Mention",
    "MentionError",
    "Normalizer",
    "Period",
    "Result",
    "Status",
    "UnknownEntityError",
    "load",
]


def __getattr__(name: str) -> object:
    """Import a public name when it is first used, so that `import entitynorm` costs next to nothing."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from entitynorm.collector import collector_off  # importing makes much, too: without it takes a sixth more time

    with collector_off():
        for module in ("errors", "model", "normalizer"):
            found = vars(import_module(f"entitynorm.{module}")).get(name)
            if found is not None and getattr(found, "__module__", "") == f"entitynorm.{module}":
                globals()[name] = found
                return found
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")  # pragma: no cover


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})

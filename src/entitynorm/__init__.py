"""Map any spelling of an official, treaty, exercise or alliance, in any language and script, to one canonical ID."""

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

"""Which files a check of a few files must read: those that may clash with them, found by their text alone.

Reading every entry takes seconds; looking for a name in the text of every file takes a fraction of one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from entitynorm.errors import DataError
from entitynorm.gazetteer.judgements import JUDGEMENTS, heir
from entitynorm.gazetteer.lint.offices import SINGLE
from entitynorm.gazetteer.load import RETIRED, Gazetteer, load
from entitynorm.gazetteer.schema import FOLDERS
from entitynorm.model import AliasType, Entity

Need = tuple[str, ...]  # what a file that matters holds: all of these, in small letters


def root(path: Path) -> Path:
    """The folder of the gazetteer that a file belongs to; raises DataError when it is in none.

    >>> root(Path("gazetteers/officials/ru/andrey-belousov.yaml")).as_posix()
    'gazetteers'
    >>> root(Path("gazetteers/treaties/alliances/anzus.yaml")).as_posix()  # a drawer with the name of a folder
    'gazetteers'
    """
    if path.name in (RETIRED, JUDGEMENTS):
        return path.parent
    for folder in path.parents:
        if folder.name in FOLDERS:
            return folder.parent.parent if folder.parent.name in FOLDERS else folder.parent
    raise DataError(str(path), 1, f"in no gazetteer: an entry is in a folder {', '.join(FOLDERS)}")


def load_near(folder: Path, files: Collection[Path]) -> Gazetteer:
    """The entries of some files of a gazetteer, and those that a check of them needs to see."""
    own = load(folder, strict=False, only=files)
    sought = dict.fromkeys(need for entity in own.entities for need in _needs(entity))
    words = [need[0] for need in sought if len(need) == 1]
    pairs = [need for need in sought if len(need) > 1]
    near = set(files)
    series = {entity.series for entity in own.entities}
    near |= {Path(own.files[id]) for id in series if id in own.files}
    if any(path.name == JUDGEMENTS for path in files):
        judged = {heir(one.id, own.retired) for one in own.judgements if one.id}
        near |= {Path(own.files[id]) for id in judged if id in own.files}
    known = set(map(str, near))
    for path in own.files.values():
        if path not in known:
            try:
                with open(path, encoding="utf-8") as file:  # noqa: PTH123  (thousands of files)
                    text = file.read().casefold()
            except (OSError, UnicodeDecodeError):
                continue  # a check of all files tells of it
            if any(map(text.__contains__, words)) or any(all(map(text.__contains__, pair)) for pair in pairs):
                near.add(Path(path))
    return load(folder, strict=False, only=near)


def _needs(entity: Entity) -> Iterator[Need]:
    """What the text of a file holds that names something alike, or whose official holds an office of the entity's."""
    for name in dict.fromkeys((entity.name, *(alias.text for alias in entity.aliases if alias.type in _STRONG))):
        if name:
            yield (name.casefold(),)
    for period in entity.periods:
        if period.role in SINGLE:
            yield period.role, period.of


_STRONG = (AliasType.NAME, AliasType.ACRONYM)

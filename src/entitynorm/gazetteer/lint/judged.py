"""Checks of judgements: what they are of, and whether they agree."""

from __future__ import annotations

from collections.abc import Iterator

from entitynorm.errors import DataError
from entitynorm.gazetteer.judgements import Judgement, Verdict, heir
from entitynorm.gazetteer.lint.finding import Finding, finding
from entitynorm.gazetteer.lint.shelf import Name, Shelf
from entitynorm.model import AliasType


def known(shelf: Shelf) -> Iterator[Finding]:
    """E107: an ID names no entity, nor leads to one."""
    for one in shelf.gazetteer.judgements:
        if one.id and heir(one.id, shelf.gazetteer.retired) not in shelf.folders:
            yield _found("E107", one, f"{one.id} does not exist", shelf)


def contradictions(shelf: Shelf) -> Iterator[Finding]:
    """E204: one says yes and another no; an entry gives as a name what was judged not to be one."""
    first: dict[tuple[str, str, str], Judgement] = {}
    names: dict[tuple[str, str], list[Name]] = {}
    if any(one.verdict is Verdict.NO for one in shelf.gazetteer.judgements):
        for name in shelf.names(AliasType.NAME, AliasType.ACRONYM, AliasType.WEAK):
            names.setdefault((name.entity.id, name.key), []).append(name)
    for one in shelf.gazetteer.judgements:
        if one.verdict is Verdict.LATER:
            continue
        surface, lang, id = one.asked
        id = heir(id, shelf.gazetteer.retired)
        earlier = first.setdefault((surface, lang, id), one)
        if earlier.verdict is not one.verdict:
            yield _found("E204", one, f"'{one.surface}' was judged {earlier.verdict} in line {earlier.line}", shelf)
        if one.verdict is Verdict.NO and id:
            for name in names.get((id, surface), ()):
                if not lang or name.alias.lang in ("", lang):
                    yield _found("E204", one, f"'{one.surface}' is a name of {id}: {name.document.path}", shelf)
                    break


def _found(code: str, one: Judgement, message: str, shelf: Shelf) -> Finding:
    return finding(code, DataError(shelf.gazetteer.judgements_path, one.line, message))

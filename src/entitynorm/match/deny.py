"""Step 9a: whether a name of the index is a look-alike that keeps a mention from being its entity."""

from __future__ import annotations

from entitynorm.index import Index
from entitynorm.model import AliasType, Result


def denies(name: int, lang: str, index: Index) -> bool:
    """Whether a name is a look-alike, and of the language of a mention: a look-alike of no language is one in all."""
    if index.alias_type(name) is not AliasType.NOT:
        return False
    own = index.langs[index.name_lang[name]]
    return not own or not lang or same_language(own, lang)


def same_language(one: str, other: str) -> bool:
    """Whether two tags are of one language, whatever the script or country.

    >>> same_language("zh-Hant", "zh"), same_language("sr", "hr")
    (True, False)
    """
    return one.partition("-")[0].lower() == other.partition("-")[0].lower()


def denied(result: Result, text: str, lang: str, index: Index) -> bool:
    """Whether a mention that was found in a text lies in a look-alike of its entity, as the text has it."""
    entity = index.find_id(result.id or "")
    if entity is None:
        return False
    start, end = result.mention.start, result.mention.end
    for name in index.names_of(entity):
        if denies(name, lang, index):
            alias = index.alias(name).text
            at = text.find(alias, max(0, end - len(alias)), start + len(alias))
            if at >= 0:  # it begins no later than the mention and ends no earlier
                return True
    return False

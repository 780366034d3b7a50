"""Step 9c: whether a name of the index is a look-alike that keeps a mention from being its entity."""

from __future__ import annotations

from functools import lru_cache

from entitynorm.index import Index
from entitynorm.model import AliasType, Result
from entitynorm.text.tables import simplified_forms


def denies(name: int, lang: str, index: Index) -> bool:
    """Whether a name is a look-alike, and of the language of a mention: a look-alike of no language is one in all."""
    if index.alias_type(name) is not AliasType.NOT:
        return False
    own = index.lang_of(name)
    return not own or not lang or same_language(own, lang)


def same_language(one: str, other: str) -> bool:
    """Whether two tags are of one language, whatever the script or country.

    >>> same_language("zh-Hant", "zh"), same_language("sr", "hr")
    (True, False)
    """
    return one.partition("-")[0].lower() == other.partition("-")[0].lower()


def denied(result: Result, text: str, lang: str, index: Index) -> bool:
    """Whether a mention that was found in a text lies in a look-alike of its entity, as the text has it."""
    start, end = result.mention.start, result.mention.end
    for alias in look_alikes(result.id or "", lang, index):
        around = text[max(0, end - len(alias)) : start + len(alias)]
        if alias in around.translate(simplified_forms()):  # it begins no later than the mention and ends no earlier
            return True
    return False


@lru_cache(maxsize=1 << 14)
def look_alikes(id: str, lang: str, index: Index) -> tuple[str, ...]:
    """The names that look like an entity's and are not, in a language, as listed but in simplified characters."""
    entity = index.find_id(id)
    names = index.names_of(entity) if entity is not None else ()
    return tuple(index.alias(name).text.translate(simplified_forms()) for name in names if denies(name, lang, index))

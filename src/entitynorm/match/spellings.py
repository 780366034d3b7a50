"""Every expected spelling of an entity in a language: what a search for it should ask for (query expansion)."""

from __future__ import annotations

from collections.abc import Iterator

from entitynorm.match.deny import same_language
from entitynorm.match.features import is_patronymic
from entitynorm.model import PEOPLE, Alias, AliasType, Entity
from entitynorm.text.clean import clean
from entitynorm.text.keys import name_words
from entitynorm.text.script import UNKNOWN, script_of, script_of_char
from entitynorm.text.tables import Tables
from entitynorm.text.transcribe import conventions, transcribe

_ORDER = (AliasType.NAME, AliasType.ACRONYM, AliasType.WEAK)


def spellings(entity: Entity, lang: str, known: Tables) -> tuple[str, ...]:
    """The listed names, acronyms and weak names, then what the conventions of the language make of native names.

    ``lang`` is a BCP 47 tag; '' means every language. A language in Latin letters that lists no name may use the
    printed one. Case endings are not added: matching takes them off.

    >>> from entitynorm.text.tables import tables
    >>> belousov = Entity("official/b", "Andrey Belousov", "official", (Alias("Андрей Рэмович Белоусов", "ru"),))
    >>> spellings(belousov, "es", tables())
    ('Andrei Belousov', 'Andrei Removich Belousov', 'Belousov', 'Andrey Belousov')
    """
    printed = _printed(entity)
    aliases = tuple(dict.fromkeys((printed, *entity.aliases)))
    denied = {clean(a.text) for a in aliases if a.type is AliasType.NOT and (not a.lang or same_language(a.lang, lang))}
    own = listed(aliases, lang)
    found = [alias.text for alias in own]
    for target in (lang,) if lang else known.languages:
        found += derived(entity, target, known)
    latin = "Latn" in known.language(lang).get("scripts", ())[:1]
    if latin and script_of(printed.text) == "Latn" and all(alias.type is not AliasType.NAME for alias in own):
        found.append(printed.text)
        if entity.kind in PEOPLE:
            found += [a.text for a in aliases if a.type is AliasType.WEAK and a.lang == printed.lang]
    return tuple(text for text in dict.fromkeys(found) if clean(text) not in denied)


def listed(aliases: tuple[Alias, ...], lang: str) -> list[Alias]:
    """The aliases of a language and its varieties, or of the nearest language that it is a variety of."""
    asked = lang.lower().replace("_", "-")
    own: list[Alias] = []
    while not own:
        own = [alias for alias in aliases if not asked or f"{alias.lang.lower()}-".startswith(f"{asked}-")]
        asked, more, _ = asked.rpartition("-")
        if not more:
            break
    return [alias for type in _ORDER for alias in own if alias.type is type]


def derived(entity: Entity, target: str, known: Tables) -> Iterator[str]:
    """Native names as the target language writes them: full names of every convention, then family names alone."""
    forms = [(alias, form) for alias in natives(entity, known) for form in _forms(entity, alias, known)]
    own = known.language(target)
    scripts = frozenset(own.get("scripts", ()))
    at_home = any(known.language(alias.lang) is own for alias, _ in forms)
    tables = () if at_home else tuple(conventions(target, known, entity.kind in PEOPLE).values())
    for whole in (True, False):
        for alias, (form, full) in forms:
            if full is not whole:
                continue
            source = known.language(alias.lang)
            if source is own:
                yield form
            for convention in tables:
                if known.language(convention.source) is source:
                    written = transcribe(form, convention)
                    if {script_of_char(c) for c in written} <= scripts | {UNKNOWN}:
                        yield written


def natives(entity: Entity, known: Tables) -> list[Alias]:
    """The aliases from which other languages make theirs, those of the entity's own state first.

    Of a person, the names in the languages of the states served; when no state is known, every name counts by its tag,
    and a patronymic shows in any case which language is spoken at home. What is no person is usually translated: its
    native name travels only if it is known abroad by that very name (« Запад », "Zapad").
    """
    home = dict.fromkeys(lang for state in _states(entity) for lang in known.raw["names"]["native"].get(state, ()))
    person = entity.kind in PEOPLE
    for alias in entity.aliases if person else ():
        if _without_patronymic(alias, known) != alias.text:
            home.setdefault(str(known.language(alias.lang)["tag"]))
    stateless = not entity.countries and not any(period.of for period in entity.periods)
    abroad = set() if person else _readings_abroad(entity, known)
    found: dict[str, list[Alias]] = {lang: [] for lang in home}  # in the order of the languages
    for alias in entity.aliases:
        source = known.language(alias.lang)
        lang = str(source.get("tag", ""))
        usual = source.get("scripts", [""])[0]
        if alias.type not in (AliasType.NAME, AliasType.WEAK) or script_of(alias.text) != usual or usual == "Latn":
            continue
        at_home = lang in home or (person and stateless)
        if at_home and (person or _reading(alias, known) in abroad):
            found.setdefault(lang, []).append(alias)
    return [alias for aliases in found.values() for alias in aliases]


def _states(entity: Entity) -> list[str]:
    ids = (*(period.of for period in entity.periods), *entity.countries)
    return list(dict.fromkeys(id.removeprefix("state/") for id in ids if id.startswith("state/")))


def _forms(entity: Entity, alias: Alias, known: Tables) -> Iterator[tuple[str, bool]]:
    """The shapes in which a native name is used, and whether each is a full name."""
    if entity.kind not in PEOPLE:
        yield alias.text, True
    elif alias.type is AliasType.WEAK:
        yield alias.text, False
    else:
        short = _without_patronymic(alias, known)
        yield short, True
        yield alias.text, True
        tagged = {other.lang for other in entity.aliases if other.type is AliasType.WEAK}
        if alias.lang not in tagged and " " in short:
            yield short.split()[-1], False


def _without_patronymic(alias: Alias, known: Tables) -> str:
    """A person's name without the patronymic in its middle, if its language has any."""
    words = alias.text.split()
    if known.language(alias.lang).get("tag") not in known.raw["names"]["patronymic_languages"]:
        return alias.text
    middle = [w for w in words[1:-1] if not is_patronymic(_reading(Alias(w, alias.lang), known), known)]
    return " ".join((words[0], *middle, words[-1])) if len(words) > 2 else alias.text


def _printed(entity: Entity) -> Alias:
    return next((alias for alias in entity.aliases if alias.text == entity.name), Alias(entity.name))


def _readings_abroad(entity: Entity, known: Tables) -> set[str]:
    """How the names in the language of the printed one read; cognates of other languages prove nothing."""
    printed = _printed(entity)
    names = (printed, *(a for a in entity.aliases if a.lang == printed.lang and a.type is not AliasType.NOT))
    return {_reading(alias, known) for alias in names if script_of(alias.text) == "Latn"}


def _reading(alias: Alias, known: Tables) -> str:
    return " ".join(word.roman for word in name_words(alias.text, alias.lang, known))

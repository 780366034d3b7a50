"""Step 9e: what a mention says of a person or thing that every name of the entity contradicts.

A short alias ("Putin", "King Charles") leaves an initial, a patronymic or a numeral of the mention unexplained. Whether
that is only more than the alias says, or somebody else, is told by the entity's other names.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set

from entitynorm.index import Index
from entitynorm.match.align import distance
from entitynorm.match.candidates import ENOUGH, Hits, given_names
from entitynorm.match.features import Reading, is_patronymic, patronymics
from entitynorm.match.readings import TITLE
from entitynorm.match.spelling import POOR, pair_cost
from entitynorm.model import KINDS, AliasType
from entitynorm.text.keys import Word
from entitynorm.text.numerals import compatible, regnal
from entitynorm.text.script import script_of
from entitynorm.text.tables import Tables

SAME = 2.2  # cost a letter up to which two patronymics are of one given name, their endings taken off
BEARERS = frozenset({"Cyrl", "Latn"})  # scripts of languages in which a middle name is a patronymic
FULL = 2  # words of a name that tells a given name
LONG = 4  # letters of a family name that tells


def contradicts(reading: Reading, hits: Sequence[Hits], entity: int, index: Index, known: Tables) -> bool:
    """Whether an initial, a patronymic or a numeral of a mention fits no name of a person that tells better."""
    words, small = reading.words, reading.small
    numbers = [n for i, w in enumerate(words) if i and (n := w.number if i == len(words) - 1 else regnal(w.text))]
    initials = [
        i
        for i, word in enumerate(words)
        if word.initial and (not small[i] if small else reading.light[i] > TITLE)  # «г. Путин», « ο Πούτιν »
    ]
    fathers = [
        word
        for i, word in enumerate(words)
        if i and len(words) > FULL and word.script in BEARERS and reading.light[i] == 1.0
        if patronymics(word, known)
    ]
    longer = len(words) > FULL and _tells(reading, len(words) - 1, known)
    if not (numbers or initials or fathers or longer):
        return False
    names = [index.words_of(n) for n in index.names_of(entity) if index.alias_type(n) is not AliasType.NOT]
    held = {number for name in names for w in name if (number := regnal(index.word_text(w)))}
    if numbers and held and not any(compatible(a, b) for a in numbers for b in held):
        return True
    full = [name for name in names if len(name) >= FULL]
    own = {number for name in full for number in name}
    initials = [i for i in initials if own.isdisjoint(hits[i].known)]  # I Jae-myung: Lee in one letter
    if initials and full and not _fit(reading, hits, initials, names, index, known):
        return True
    if any(not _known_patronymic(word, full, index, known) for word in fathers):
        return True
    return longer and _other_family(reading, hits, full, index.kind_of(entity) in KINDS, index, known)


def _fit(
    reading: Reading,
    hits: Sequence[Hits],
    initials: Sequence[int],
    names: Sequence[tuple[int, ...]],
    index: Index,
    known: Tables,
) -> bool:
    """Whether the initials of a mention may stand for words of the entity's full names, as far as these tell."""
    words = reading.words
    script = words[initials[0]].script
    spelled = {
        number
        for i, word in enumerate(words)
        if not word.initial
        for number, cost in hits[i].known.items()
        if cost <= ENOUGH
    }
    family = spelled | {name[0] for name in names if len(name) == 1}
    own = [given for name in names if len(name) >= FULL and (given := _given(name, family, script, index))]
    if not own:
        return True  # an initial of another script tells too little
    letters = {index.word_text(number)[0] for given in own for number in given}
    romans = {index.word_roman(number)[:1] for given in own for number in given}
    romans |= {letter for given in own for letter in _first_letters(index.word_roman(given[0]))}
    fits = [words[i].text in letters or words[i].roman[:1] in romans for i in initials]
    if any(is_patronymic(index.word_roman(number), known) for given in own for number in given):
        return all(fits)
    full = {number for name in names if len(name) >= FULL for number in name}
    alone = {name[0] for name in names if len(name) == 1} | {name[-1] for name in names if name}  # family names
    told = not spelled.isdisjoint(full - alone)
    return told or fits[0]


def _given(name: Sequence[int], family: Set[int], script: str, index: Index) -> tuple[int, ...]:
    """The words of a name of a script that are no family name: all but those that are known to be, or the last."""
    if script_of(index.word_text(name[0])) != script:
        return ()
    given = tuple(number for number in name if number not in family)
    return given if len(given) < len(name) else tuple(name[:-1])


def _first_letters(roman: str) -> Iterable[str]:
    """The letters that a word may begin with: its own, and those of the same given name in other languages."""
    yield roman[:1]
    for group, _ in given_names().get(roman, ()):
        for other in group:
            yield other[:1]


def _other_family(
    reading: Reading,
    hits: Sequence[Hits],
    names: Sequence[tuple[int, ...]],
    curated: bool,
    index: Index,
    known: Tables,
) -> bool:
    """Whether a mention goes on after given and family name, and a fuller name of the entity goes on otherwise.

    Pedro Sánchez Gutiérrez is not Pedro Sánchez Pérez-Castejón. A clause of a genealogy ("bin Abdulaziz") may follow
    or be left out, as a title may: then nothing is told.
    """
    words = reading.words
    own = {number for name in names for number in name}
    told = [i for i, word in enumerate(hits) if not own.isdisjoint(word.known)]
    rest = range(told[-1] + 1, len(words)) if len(told) >= FULL else range(0)
    if not rest or not all(_tells(reading, i, known) for i in rest):
        return False
    spelled = {number for word in hits for number in word.known}
    script = words[rest[0]].script
    if not (curated or any(name[-1] in spelled and len(spelled.intersection(name)) >= FULL for name in names)):
        return False  # no shorter name of those in a list shows that what follows may be left out
    otherwise = False
    for name in names:
        at = [j for j, number in enumerate(name) if number in spelled]
        more = name[at[-1] + 1 :] if len(at) >= FULL else ()
        texts = [index.word_text(number) for number in more]
        if not all(len(text) >= LONG and script_of(text) == script for text in texts):
            continue
        if not more or not known.light_words[1].isdisjoint(texts):
            continue
        if any(pair_cost(words[i], index, number) < POOR for i in rest for number in more):
            return False
        otherwise = True
    return otherwise


def _tells(reading: Reading, at: int, known: Tables) -> bool:
    """Whether a word may be a family name: neither short nor small, no numeral, title or function word."""
    word = reading.words[at]
    if len(word.text) < LONG or word.number or (reading.small and reading.small[at]):
        return False
    forms = {word.text, *word.stems}  # «guerra» is in titles, and is none
    return forms.isdisjoint(known.lone_titles) and word.text not in known.function_words


def _known_patronymic(word: Word, full: Sequence[tuple[int, ...]], index: Index, known: Tables) -> bool:
    """Whether a patronymic of a mention is one of the entity's, or the entity has none to compare it with."""
    held = [number for name in full for number in name[1:] if is_patronymic(index.word_roman(number), known)]
    middle = {number for name in full if len(name) > FULL for number in name[1:]}
    own = [number for number in held if number in middle]
    return not own or any(_same_father(word, index, number, known) for number in own)


def _same_father(word: Word, index: Index, other: int, known: Tables) -> bool:
    """Whether two patronymics are of one given name, whatever ending they have."""
    two = _father(index.word_roman(other), known)
    return any(
        one == two or distance(one, two, word.script) <= SAME
        for one in {_father(roman, known) for roman in patronymics(word, known)}
    )


def _father(patronymic: str, known: Tables) -> str:
    """What stands before the ending of a patronymic.

    >>> from entitynorm.text.tables import tables
    >>> _father("ivanovich", tables())
    'ivan'
    """
    endings = [ending for ending in known.patronymics if patronymic.endswith(ending)]
    return patronymic[: -len(max(endings, key=len))] if endings else patronymic

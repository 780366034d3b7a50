"""Step 11g: what speaks against a likely mention: its word is an ordinary one, its capital says nothing, words lack.

A mention in doubt is not lost: it is one when the text names its entity elsewhere beyond doubt.
"""

from __future__ import annotations

from collections.abc import Mapping

from entitynorm.index import Index
from entitynorm.match.lexicon import Form, is_given_name
from entitynorm.match.nations import claimed, state_at
from entitynorm.match.ordinary import calendar_words, ordinary_words, written_small
from entitynorm.match.spot import Spot, Words, starts_sentence
from entitynorm.model import PEOPLE, AliasType, Match
from entitynorm.text.clean import clean
from entitynorm.text.script import script_of

NOUNS = frozenset({"de", "lb"})  # languages that write every noun with a capital
OWN_KINDS = frozenset({"treaty", "exercise", "alliance"})
UNLIKE = -1.2  # logits of a spelling that is too far from the name
ACRONYM = 4  # letters of an acronym that may be one of another script
GUESSED = 0.2  # cost a letter of a word that is only heard
TITLE = 6  # characters of a title beside a name in a script without spaces
SHORT = 2  # characters of a Japanese family name
PARTICLES = frozenset("はがもをにとのでへやらさ")


def writes_nouns_small(lang: str) -> bool:
    """Whether a capital inside a sentence tells a name in a language.

    >>> writes_nouns_small("fr"), writes_nouns_small("de-AT")
    (True, False)
    """
    return lang.partition("-")[0] not in NOUNS


def doubtful(spot: Spot, match: Match, words: Words, *, titled: bool, marked: bool) -> bool:
    """Whether a stretch that most likely names an entity may as well be something else."""
    lone = words.form(spot.first) if spot.first == spot.last else None
    if match.candidate.kind in PEOPLE and lone is None:
        return _half_guessed(spot, match, words)
    if match.candidate.kind in PEOPLE:
        return lone is not None and (
            _no_surname(lone, spot.first, match, words, titled)
            or _of_another_state(spot.first, match, words)
            or state_at(spot.first, words)[1:] != (spot.first, spot.first)  # « Кореи » of « Южной Кореи »
        )
    if marked or match.candidate.kind not in OWN_KINDS:
        return False
    if lone is not None:
        return _no_name(lone, spot.first, match, words)
    telling = [
        at for at in range(spot.first, spot.last + 1) if words.form(at).word.text not in words.known.function_words
    ]
    if len(telling) == 1 and match.candidate.alias.type is AliasType.WEAK:
        form = words.form(telling[0])
        return not form.capital or _no_name(form, telling[0], match, words)
    return _part_of_title(spot, match, words)


def _half_guessed(spot: Spot, match: Match, words: Words) -> bool:
    """Whether of several words in a script without capitals one is guessed and the others are none of the name's."""
    forms = [words.form(at) for at in range(spot.first, spot.last + 1)]
    entity = words.index.find_id(match.id)
    if entity is None or any(form.cased for form in forms):
        return False
    own = {n for name in words.index.names_of(entity) for n in words.index.words_of(name)}
    full = {number for number in own if len(words.index.word_text(number)) > 1}
    costs = [min((cost for number, cost in form.hits.items() if number in full), default=None) for form in forms]
    known = [cost for cost in costs if cost is not None]
    return len(known) < 2 and all(cost > GUESSED for cost in known)


def doubtful_run(start: int, end: int, match: Match, words: Words) -> bool:
    """Whether a lone family name in a script without spaces may as well be part of other words."""
    alias = match.candidate.alias
    if match.candidate.kind not in PEOPLE or alias.type is not AliasType.WEAK:
        return False
    text, titles = words.text, words.known.light_words[0]
    if any(text[start - n : start] in titles or text[end : end + n] in titles for n in range(1, TITLE + 1)):
        return False
    if text[start:end] in ordinary_words(words.lang):
        return True
    if not words.lang.startswith("ja") or end - start > SHORT or _script(text[start]) != "Hani":
        return False
    after = text[end : end + 1]
    return (start > 0 and _script(text[start - 1]) == "Hani") or (after.isalpha() and after not in PARTICLES)


def _script(letter: str) -> str:
    return script_of(letter) if letter.isalpha() else ""


def _part_of_title(spot: Spot, match: Match, words: Words) -> bool:
    """Whether a stretch is too little of a title, or too unlike it, with no word for its kind in it or beside it."""
    values = {feature.name: feature.value for feature in match.features}
    if values.get("spelling", 0.0) <= UNLIKE:
        return True
    if "missing" not in values:
        return False
    kinds = words.known.kinds
    near = range(max(0, spot.first - 1), min(len(words), spot.last + 2))
    own = ((form.word.text, *form.word.stems) for form in map(words.form, near))
    return not any(match.candidate.kind in kinds.get(text, ()) for forms in own for text in forms)


def accident(at: int, near: Mapping[int, object] | None, words: Words) -> bool:
    """Whether a word is an ordinary one that a name is only like: « März » is no form of Merz.

    ``near`` holds the words of the index that are meant; None: any.
    """
    form = words.form(at)
    if any(cost == 0.0 and (near is None or number in near) for number, cost in form.hits.items()):
        return False
    return is_ordinary(form, words) if _is_bare(at, words) else clean(form.text) in calendar_words(words.lang)


def _is_bare(at: int, words: Words) -> bool:
    """Whether a capital says nothing of a word, or it has none because of its script."""
    if not words.form(at).cased or words.capitals or not writes_nouns_small(words.lang):
        return True
    return starts_sentence(words.text, words.start(at))


def _no_surname(form: Form, at: int, match: Match, words: Words, titled: bool) -> bool:
    """Whether a lone word that may be a family name may as well be no name, or somebody's given name.

    After a title an ordinary word is a name if it is spelt as one; the club's president is no « Nadi ».
    """
    begins = not form.cased or starts_sentence(words.text, words.start(at))
    spelt = _is_spelt(form, match, words.index)
    bare = _is_bare(at, words)
    if titled:
        known = spelt and (form.cased or _stands_alone(form, match, words.index))
        return bare and not known and is_ordinary(form, words)
    if is_given_name(form) or (begins and not spelt):
        return True
    if bare:
        return is_ordinary(form, words)
    return clean(form.text) in calendar_words(words.lang)


def _of_another_state(at: int, match: Match, words: Words) -> bool:
    """Whether the office before a name is said to be of a state that its bearer never held one of."""
    entity = words.index.find_id(match.id)
    periods = words.index.record(entity).get("periods", ()) if entity is not None else ()
    states = {of for _, _, _, of in periods if of.startswith("state/")}
    return bool(states) and bool(said := claimed(at, words)) and states.isdisjoint(said)


def _no_name(form: Form, at: int, match: Match, words: Words) -> bool:
    """Whether a lone word that may name a treaty, an exercise or an alliance may as well be an ordinary one."""
    if form.text.isupper() and len(form.text) > 1:
        # Letter for letter: a short acronym has no sound, and few letters of another script tell nothing.
        return len(form.text) < ACRONYM and not _is_spelt(form, match, words.index)
    begins = not form.cased or words.capitals or starts_sentence(words.text, words.start(at))
    return begins and (
        not _is_spelt(form, match, words.index)
        or is_ordinary(form, words)
        or _is_weak(form, words.index.find_id(match.id), words.index)
    )


def _is_spelt(form: Form, match: Match, index: Index) -> bool:
    """Whether a word is one of an entity's, letter for letter but for endings that it has more."""
    entity, own = index.find_id(match.id), (form.word.text, *form.word.stems)
    return entity is not None and any(
        index.word_text(number) in own for name in index.names_of(entity) for number in index.words_of(name)
    )


def _stands_alone(form: Form, match: Match, index: Index) -> bool:
    """Whether a word by itself is a name of an entity, in its own letters."""
    entity, own = index.find_id(match.id), (form.word.text, *form.word.stems)
    return entity is not None and any(
        index.name_length(name) == 1 and index.word_text(index.words_of(name)[0]) in own
        for name in index.names_of(entity)
    )


def _is_weak(form: Form, entity: int | None, index: Index) -> bool:
    """Whether an entity has a word as a weak name, in any language."""
    for name in index.names_of(entity) if entity is not None else ():
        if index.alias_type(name) is AliasType.WEAK and index.name_length(name) == 1:
            (number,) = index.words_of(name)
            if form.hits.get(number, 9.0) == 0.0:
                return True
    return False


def is_ordinary(form: Form, words: Words) -> bool:
    """Whether a word is one that begins sentences of its language, or stands in the text in small letters, too."""
    own = ordinary_words(words.lang)
    text = clean(form.text)
    if text in own or (not form.cased and not own.isdisjoint(form.word.stems)):
        return True
    return form.cased and written_small(form.text, words.pieces)

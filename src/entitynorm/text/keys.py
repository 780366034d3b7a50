"""Step 7: all the keys of a name: the one function that both building and looking up call.

A spelling that is filed can therefore always be found. Keys are made word by word; a name is the list of its words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache, partial
from itertools import pairwise
from typing import NamedTuple

from entitynorm.model import Key, KeyType
from entitynorm.text import han
from entitynorm.text.clean import clean, is_plain, marked
from entitynorm.text.inflect import stems
from entitynorm.text.numerals import numeral, regnal
from entitynorm.text.pattern import Pattern
from entitynorm.text.romanize import Scheme, romanize
from entitynorm.text.script import UNKNOWN, script_of
from entitynorm.text.sound import skeletons
from entitynorm.text.tables import Tables, script_is_unspaced, simplified_forms, tables
from entitynorm.text.tokens import words

_HYPHEN = Pattern(r"(?<=[\p{L}\p{M}])[-\u2010\u2011](?=\p{L})")
INITIALS = 6  # letters of an acronym that a title may give, at most
SHORT = 4  # two neighbouring words of at most so many letters are also filed as one (Jong Un, Jongun)


EXACT, STEM, ROMAN, SOUND = KeyType.EXACT, KeyType.STEM, KeyType.ROMAN, KeyType.SOUND  # an enum's attributes are slow
_key: Callable[[tuple[KeyType, str]], Key] = partial(tuple.__new__, Key)  # `Key._make`, all of it in C


class Word(NamedTuple):  # made for every word of a text: a tuple is made and hashed in a third of a dataclass's time
    """One word of a name with every form that matching needs."""

    text: str  # cleaned, apostrophes out
    script: str  # ISO 15924
    number: str  # the value of a numeral, or ''
    stems: tuple[str, ...]  # in its own script
    romans: tuple[str, ...]  # Latin readings of the text, the table's first, then as its language sounds
    stem_romans: tuple[str, ...]  # Latin readings of the stems
    sounds: tuple[str, ...]  # skeletons of all readings

    @property
    def roman(self) -> str:
        """The Latin reading by the table of script and language."""
        return self.romans[0]

    @property
    def initial(self) -> bool:
        """Whether it is one letter: an initial, when it stands in a person's name."""
        if len(self.text) != 1 or not self.text.isalpha():
            return False
        return self.script != "Hang" and not script_is_unspaced(self.script)

    @property
    def figure(self) -> bool:
        """Whether it is a numeral and nothing else; Li, Otto and Neli are names as well as numerals."""
        return bool(self.number) and bool(regnal(self.text))

    def keys(self) -> list[Key]:
        """Every key of the word, the most precise first."""
        return list(map(_key, self._keys()))

    def _keys(self) -> Iterator[tuple[KeyType, str]]:
        text, _, number, stems, romans, stem_romans, sounds = self
        yield EXACT, text
        for stem in stems:
            yield STEM, stem
        if number:
            yield EXACT, "#" + number
            if len(number) == 4 and number[:2] in ("19", "20"):
                yield EXACT, "#" + number[2:]
            if self.figure:
                return
        for roman in romans + stem_romans:
            if roman and roman != text:  # is filed as it is written
                yield ROMAN, roman
        for sound in sounds:
            yield SOUND, sound


_word: Callable[[tuple[object, ...]], Word] = partial(tuple.__new__, Word)  # as `_key`


@lru_cache(maxsize=1 << 14)
def word(token: str, lang: str, known: Tables) -> Word:
    """Work out one word; ``token`` is marked text (see `clean.marked`), ``lang`` a BCP 47 tag or ''."""
    if token.isascii() and token.islower() and token.isalpha():
        with_apostrophe = text = token
        script = "Latn"
    elif is_plain(token):
        with_apostrophe = text = token
        script = script_of(text)
    else:
        with_apostrophe = clean(token)
        text = with_apostrophe.replace("'", "")
        script = script_of(text)
    number = numeral(text, known.numerals)
    if script == UNKNOWN:
        return Word(text, script, number, (), (text,), (), ())
    endings, clitics, scheme, as_sounded = known.writing(lang, script)
    cut = stems(with_apostrophe, endings, clitics)
    romans: tuple[str, ...]
    if script == "Latn":
        sounding = token.replace("'", "")
        romans = (romanize(sounding, scheme),)
        if as_sounded is not None and (sounded := romanize(sounding, as_sounded)) != romans[0]:
            romans += (sounded,)
    elif script == "Hani":
        romans = han.readings(text, lang, known)
        text = text.translate(simplified_forms())  # one identity; the readings are those of the form that was written
    elif script in han.KANA:
        romans = han.after_kana(text, scheme)
    else:
        romans = (romanize(with_apostrophe, scheme).replace("'", ""),)
        if script == "Hang":
            romans = han.hangul(text, romans[0], known)
    stem_romans = _stem_romans(cut, romans, scheme, as_sounded) if cut else ()
    sounds = skeletons(romans + stem_romans, known.hearing)
    return _word((text, script, number, tuple(cut), romans, stem_romans, sounds))


def _stem_romans(
    cut: Sequence[str], romans: tuple[str, ...], scheme: Scheme, as_sounded: Scheme | None
) -> tuple[str, ...]:
    """The Latin readings of stems that the word itself does not have."""
    found: dict[str, None] = {}
    for own in (scheme,) if as_sounded is None else (scheme, as_sounded):
        for stem in cut:
            roman = romanize(stem, own)
            if roman and roman not in romans:
                found[roman] = None
    return tuple(found)


def name_words(text: str, lang: str = "", known: Tables | None = None) -> tuple[Word, ...]:
    """The words of a name, each with its forms.

    >>> [w.roman for w in name_words("Андрей Белоусов", "ru")]
    ['andrei', 'belousov']
    """
    known = known or tables()
    return tuple([word(token, lang, known) for token in words(marked(text))])


def exact_text(found: tuple[Word, ...]) -> str:
    """The whole name as it is filed under its exact key."""
    return " ".join([w.text for w in found])


def initialism(texts: Sequence[str], known: Tables) -> str:
    """The acronym that the words of a title would give, function words left out; '' when it would be none.

    >>> initialism(["international", "committee", "of", "the", "red", "cross"], tables())
    'icrc'
    """
    letters = "".join(text[0] for text in texts if text and text not in known.function_words)
    return letters if len(texts) > 1 and letters.isalpha() and 2 <= len(letters) <= INITIALS else ""


def exact_form(text: str) -> str:
    """What `exact_text` gives for the words of a raw name, without working the words out.

    >>> exact_form("Запад-2025"), exact_form("紹伊古")
    ('запад 2025', '绍伊古')
    """
    found = " ".join(w.replace("'", "") for w in words(clean(text)))
    return found if found.isascii() or is_plain(found) else found.translate(simplified_forms())


def joined(found: tuple[Word, ...], text: str, lang: str, known: Tables) -> list[Word]:
    """Neighbouring words that are also written as one: hyphenated ones and pairs of short ones."""
    if len(found) < 2:
        return []
    letters_only = text.isascii() and text.replace(" ", "").isalpha()
    closed = {w.text for w in found} if letters_only else set(words(clean(_HYPHEN.sub("", text))))
    out = []
    for one, two in pairwise(found):
        if one.number or two.number or one.script != two.script:
            continue
        both = one.text + two.text
        short = len(one.text) <= SHORT and len(two.text) <= SHORT and not (one.initial or two.initial)
        if short or both in closed:
            out.append(word(both, lang, known))
    return out

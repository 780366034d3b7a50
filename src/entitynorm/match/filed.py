"""Step 11a: which words of a text no index can know: they are told before anything is made of them that costs more.

A word is known by the digests of its forms. Those of all new words of one script are worked out in one go, so that most
of the work is done in C.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from functools import lru_cache
from itertools import compress, repeat
from types import MappingProxyType
from zlib import crc32

from entitynorm.index import Index
from entitynorm.index.digest import PREFIX, digest
from entitynorm.match.align import whole_words
from entitynorm.match.candidates import given_names
from entitynorm.model import KeyType
from entitynorm.text.clean import clean, marked
from entitynorm.text.inflect import stems
from entitynorm.text.keys import Word, word
from entitynorm.text.numerals import numeral
from entitynorm.text.romanize import romanize
from entitynorm.text.tables import Tables
from entitynorm.text.tokens import words

REMEMBERED = 1 << 17  # distinct words

_EXACT, _STEM, _ROMAN = (digest(PREFIX[type]) for type in (KeyType.EXACT, KeyType.STEM, KeyType.ROMAN))
_NUMBER = digest(PREFIX[KeyType.EXACT] + "#")
_NUMERALS = frozenset("ivxlіхӏ")
_NO_ENDINGS: frozenset[str] = frozenset()
_NOTHING: Mapping[str, object] = MappingProxyType({})
NO_WORD = Word("", "Zyyy", "", (), ("",), (), ())


@lru_cache(maxsize=REMEMBERED)
def word_of(text: str, lang: str, known: Tables) -> Word:
    """What matching needs of a word of a text."""
    parts = words(marked(text))
    return word(parts[0], lang, known) if parts else NO_WORD


@lru_cache(maxsize=16)
def given_filed(index: Index) -> frozenset[str]:
    """The given names that are words of an index."""
    return frozenset(name for name in given_names() if index.holds(crc32(name.encode(), _EXACT)))


@lru_cache(maxsize=16)
def given_here(index: Index) -> frozenset[str]:
    """The given names for which one that an index knows may stand."""
    table, filed = given_names(), given_filed(index)
    return frozenset(form for form, groups in table.items() if any(not filed.isdisjoint(group) for group, _ in groups))


def is_filed(text: str, script: str, lang: str, holds: Callable[[int], bool], given: Set[str], known: Tables) -> bool:
    """Whether any form of a word may be filed in an index, before anything is made of it that costs more.

    ``holds`` tells whether a digest is the one of a key, ``given`` are given names that may stand for one of the index.
    What this refuses no index knows by its letters; what it lets through is looked at with care.
    """
    endings = known.endings(lang, script) if lang or script != "Latn" else _NO_ENDINGS
    read = known.sounds(lang) if lang and script == "Latn" else None
    if not endings and read is None and text.isascii():
        plain = text.lower()
        if "'" not in plain:
            return is_keyed(plain, holds, given, known)
        return is_keyed(plain.replace("'", ""), holds, given, known) or any(map(_part(holds, given), plain.split("'")))
    plain = clean(text)
    bare = plain.replace("'", "")
    if is_keyed(bare, holds, given, known):
        return True
    cut = stems(plain, endings, known.clitics(lang, script) if script != "Latn" else ())
    for form in cut:
        data = form.encode()
        if holds(crc32(data, _EXACT)) or holds(crc32(data, _STEM)):
            return True
    if script in ("Hani", "Hang"):
        own = word_of(text, lang, known)
        romans = {*own.romans, *own.stem_romans}
    else:
        scheme = known.scheme(lang, script)
        whole = marked(text).replace("'", "") if script == "Latn" else plain if "'" in plain else bare
        romans = {romanize(form, scheme).replace("'", "") for form in (whole, *cut)}
        if read is not None:
            romans.update([romanize(form, read) for form in (whole, *cut)])
    romans.discard(bare)
    learnt = whole_words(script) if script != "Latn" else _NOTHING
    for roman in romans:
        data = roman.encode()
        if holds(crc32(data, _EXACT)) or holds(crc32(data, _ROMAN)) or roman in given or roman in learnt:
            return True
    return False


def is_keyed(form: str, holds: Callable[[int], bool], given: Set[str], known: Tables) -> bool:
    """Whether a form of a word is a key, a given name that may stand for one, or a numeral that is one."""
    data = form.encode()
    if holds(crc32(data, _EXACT)) or holds(crc32(data, _STEM)) or holds(crc32(data, _ROMAN)) or form in given:
        return True
    return _is_number(form, holds, known)


def _is_number(form: str, holds: Callable[[int], bool], known: Tables) -> bool:
    """Whether a form of a word is a numeral that is a key."""
    if form[:1] in _NUMERALS or form in known.numerals or form[:1].isnumeric():
        number = numeral(form, known.numerals)
        return bool(number) and holds(crc32(number.encode(), _NUMBER))
    return False


def _part(holds: Callable[[int], bool], given: Set[str]) -> Callable[[str], bool]:
    """Whether a part of a word between apostrophes is a key: what stands before or after one is a stem."""

    def is_key(part: str) -> bool:
        data = part.encode()
        return any(holds(crc32(data, prefix)) for prefix in (_EXACT, _STEM, _ROMAN)) or part in given

    return is_key


def filed_among(
    own: Sequence[str], script: str, lang: str, holds: Callable[[int], bool], given: Set[str], known: Tables
) -> list[str]:
    """The words of one script among some that may be filed: what `is_filed` says of each, said of all in one go.

    They are letters of this script and marks, or digits, and nothing else.
    """
    latin, text = script == "Latn", " ".join(own)
    plain, whole = clean(text).split(" "), marked(text).split(" ") if latin else []
    if script in ("Hani", "Hang") or len(plain) != len(own) or (latin and len(whole) != len(own)):
        return [word for word in own if is_filed(word, script, lang, holds, given, known)]
    endings = known.endings(lang, script) if lang or not latin else _NO_ENDINGS
    clitics = known.clitics(lang, script) if not latin else ()
    read = known.sounds(lang) if lang and latin else None
    places = list(range(len(own)))
    found = {at for at, form in enumerate(plain) if _is_number(form, holds, known)}
    found.update(compress(places, map(given.__contains__, plain)))
    found.update(_held(plain, places, (_EXACT, _STEM, _ROMAN), holds))
    if not endings and read is None and text.isascii():
        return [own[at] for at in sorted(found)]
    owners, forms = [*places], whole or [*plain]
    for at, form in enumerate(plain) if endings or clitics else ():
        for stem in stems(form, endings, clitics):
            owners.append(at)
            forms.append(stem)
    found.update(_held(forms[len(own) :], owners[len(own) :], (_EXACT, _STEM), holds))
    learnt = whole_words(script) if not latin else _NOTHING
    for scheme in (known.scheme(lang, script), read):
        if scheme is None:
            continue
        romans = [romanize(form, scheme).replace("'", "") for form in forms]
        found.update(_held(romans, owners, (_EXACT, _ROMAN), holds))
        found.update(compress(owners, map(given.__contains__, romans)))
        if learnt:
            alike = compress(zip(owners, romans, strict=True), map(learnt.__contains__, romans))
            found.update(at for at, roman in alike if roman != plain[at])
    return [own[at] for at in sorted(found)]


def _held(
    forms: Sequence[str], owners: Sequence[int], prefixes: Iterable[int], holds: Callable[[int], bool]
) -> Iterable[int]:
    """The owners of the forms that are keys of any of some types."""
    data = "\n".join(forms).encode().split(b"\n")
    for prefix in prefixes:
        yield from compress(owners, map(holds, map(crc32, data, repeat(prefix))))

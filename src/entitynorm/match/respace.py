"""Step 7c: where the spaces of a mention may have slipped: ``XiJinping``, ``Vladimi rPutin``, ``Bai Bo Wen``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from entitynorm.index import Index
from entitynorm.match.features import Reading
from entitynorm.match.readings import light
from entitynorm.model import KeyType
from entitynorm.text.clean import clean
from entitynorm.text.keys import word
from entitynorm.text.numerals import regnal
from entitynorm.text.script import script_of
from entitynorm.text.tables import Tables, script_is_unspaced
from entitynorm.text.tokens import words

MOST = 4  # words of a mention whose spaces may have slipped
SHORTEST, LONGEST = 3, 40  # letters of a part that is cut off where no capital tells; of a mention
CAMEL = re.compile(r"(?<=[^\W\d_])(?=[A-ZА-ЯΑ-Ω])")

LONGEST_RUN = 60  # letters of a title in a script without spaces that is written in Latin ones

Parts = tuple[str, ...]


def respaced(text: str, lang: str, index: Index, known: Tables) -> list[Reading]:
    """Readings of a mention with a space more, less or one letter aside, whose every word the index knows."""
    tokens = words(clean(text))
    letters = "".join(tokens)
    if not tokens or len(tokens) > MOST or len(letters) > LONGEST or not letters.isalpha():
        return []
    if any(len(token) == 1 or regnal(token) or script_is_unspaced(script_of(token)) for token in tokens):
        return []  # an initial and a numeral stand by themselves
    found = []
    for parts in dict.fromkeys(_ways(tokens, text)):
        if all(_known(part, index) for part in parts):
            own = tuple(word(part, lang, known) for part in parts)
            found.append(Reading(own, light(own, known, index.nations), low=text.islower(), respaced=True))
    return found


def written_together(text: str, lang: str, index: Index, known: Tables) -> list[Reading]:
    """The reading of a mention in Latin letters as one word, if one of a script without spaces is read or sounds so.

    A title of such a script is one word there (シラクーサ条約), and several in Latin letters (Shirakūsa Jōyaku).
    """
    tokens = words(clean(text))
    together = "".join(tokens)
    if len(tokens) < 2 or len(together) > LONGEST_RUN or any(script_of(token) != "Latn" for token in tokens):
        return []
    if any(len(part) == 1 or (part.isupper() and regnal(part.lower())) for part in text.split()):
        return []  # as above; Li and Si are syllables
    own = word(together, lang, known)
    alike = index.words_under(KeyType.ROMAN, own.roman)
    alike += [number for sound in own.sounds for number in index.words_under(KeyType.SOUND, sound)]
    if not any(script_is_unspaced(script_of(index.word_text(number))) for number in alike):
        return []
    return [Reading((own,), (1.0,), low=text.islower(), respaced=True)]


def _ways(tokens: Sequence[str], text: str) -> Iterator[Parts]:
    """Each way to set the spaces.

    >>> list(_ways(["bai", "bo"], "Bai Bo"))
    [('baibo',), ('ba', 'ibo'), ('baib', 'o')]
    >>> list(_ways(["rutte"], "Rutte")), next(_ways(["xijinping"], "XiJinping"))
    ([], ('xi', 'jinping'))
    """
    if len(tokens) == 1:
        camel = tuple(words(clean(CAMEL.sub(" ", text))))
        if 1 < len(camel) <= MOST:
            yield camel
        (whole,) = tokens
        for at in range(SHORTEST, len(whole) - SHORTEST + 1):
            yield whole[:at], whole[at:]
        return
    yield ("".join(tokens),)
    for at, (one, two) in enumerate(pairwise(tokens)):
        before, after = tokens[:at], tokens[at + 2 :]
        if before or after:
            yield (*before, one + two, *after)
        if len(one) > 1:
            yield (*before, one[:-1], one[-1] + two, *after)
        if len(two) > 1:
            yield (*before, one + two[0], two[1:], *after)


def _known(part: str, index: Index) -> bool:
    """Whether a word of the index is written or read so."""
    return len(part) > 1 and bool(index.words_under(KeyType.ROMAN, part))

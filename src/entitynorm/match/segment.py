"""Step 7d: titles that are written without spaces, cut into the words that they are made of (国际|民用|航空|组织)."""

from __future__ import annotations

from collections.abc import Mapping

from entitynorm.index import Index
from entitynorm.match.features import Reading
from entitynorm.match.readings import light, shares
from entitynorm.model import KeyType
from entitynorm.text.keys import name_words, word
from entitynorm.text.tables import Tables, script_is_unspaced

SHORTEST, LONGEST = 4, 60  # letters of a run that is cut
PIECE = 8  # letters of a piece, at most
LEAST = 0.5  # share of a run that known words make up
LONE = 0.5  # what a known word of one letter is worth; of more letters each is worth 1.0
NAMED = 0.2  # what a word of the index is worth less, to a word of titles
CUT = 0.1  # what each piece costs


def segmented(text: str, lang: str, index: Index, known: Tables) -> list[Reading]:
    """The reading of a mention with its runs cut into words of titles, of states and of the index; none if it has none.

    The cut that explains most letters with the fewest words is taken; letters that no word explains stay together.
    """
    words = name_words(text, lang, known)
    parts: list[str] = []
    told = False
    for one in words:
        runs = script_is_unspaced(one.script) or one.script == "Hang"
        pieces = cut(one.text, lang, index, known) if runs and SHORTEST <= len(one.text) <= LONGEST else ()
        told |= len(pieces) > 1
        parts += pieces or (one.text,)
    if not told:
        return []
    short = known.compounds(lang)
    own = tuple(word(short.get(part, part), lang, known) for part in parts)
    generic = max(shares(own, known, index.nations)) < 1.0
    return [Reading(own, light(own, known, index.nations), spelled_out=True, generic=generic)]


def cut(run: str, lang: str, index: Index, known: Tables) -> tuple[str, ...]:
    """The words of a run; () when too little of it is known."""
    short = known.compounds(lang)
    worths = [0.0]
    lasts = [(0, False)]  # where the last piece begins, and whether it is known
    for end in range(1, len(run) + 1):
        worth, last = worths[-1], (end - 1, False)
        for start in range(max(0, end - PIECE, end - len(run) + 1), end):
            more = _worth(run[start:end], short, index, known)
            if more and worths[start] + more - CUT > worth:
                worth, last = worths[start] + more - CUT, (start, True)
        worths.append(worth)
        lasts.append(last)
    if worths[-1] < LEAST * len(run):
        return ()
    pieces: list[str] = []
    end, joined = len(run), False
    while end:
        start, is_known = lasts[end]
        if not is_known and joined:
            pieces[-1] = run[start:end] + pieces[-1]
        else:
            pieces.append(run[start:end])
        joined = not is_known
        end = start
    return tuple(reversed(pieces))


def _worth(piece: str, short: Mapping[str, str], index: Index, known: Tables) -> float:
    """How many letters of a run a piece explains."""
    if len(piece) == 1:
        return LONE if piece in short or known.meanings((piece,)) or piece in known.function_words else 0.0
    if piece in short or known.meanings((piece,)) or piece in known.function_words:
        return float(len(piece))
    return len(piece) - NAMED if index.words_under(KeyType.EXACT, piece) else 0.0

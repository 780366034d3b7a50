"""Step 11b: mentions in running text: resolve what may name something, and judge by case, neighbours and score."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import regex

from entitynorm.index import Index
from entitynorm.match.candidates import given_names
from entitynorm.match.context import same_kind
from entitynorm.match.settle import linked, settle
from entitynorm.match.spelling import INFLECTED
from entitynorm.match.spot import CASED, LETTERS, Spot, Token, elided, runs, spots, tokens_of
from entitynorm.model import PEOPLE, AliasType, Context, Match, Mention, Result, Status
from entitynorm.text.clean import marked
from entitynorm.text.tables import Tables
from entitynorm.text.tokens import spans

GUESSED = 0.3  # cost a letter beyond which a word is only guessed
SENTENCE = 8  # characters before a word in which the end of the sentence before would show
SYLLABIC = frozenset({"Hang", "Ethi"})  # scripts whose letters are syllables

_SENTENCE_END = regex.compile(r"[.!?…:\n\r]\s*[\"'«»“”„(\[–—-]*\s*$")
_OPENING, _CLOSING = frozenset("«„“\"”‘'《「『‹(["), frozenset("»“”\"’'》」』›)]")

Resolver = Callable[[Mention], Result]


def find(
    text: str, context: Context, kinds: Sequence[str], indexes: Sequence[Index], known: Tables, resolver: Resolver
) -> list[Result]:
    """Mentions of entities of these kinds, in the order of the text, each with exact offsets and its reasons."""
    found: list[Result] = []
    weak: list[Result] = []
    for index in indexes:
        tokens = tokens_of(text, context.lang, index, known)
        for spot in spots(tokens, text, index, known):
            _judge(spot, tokens, text, context, kinds, known, resolver, found, weak)
        for start, end in runs(text, index):
            _take(Mention(text[start:end], context, start, end), kinds, resolver, found, weak)
    settled = settle(found)
    return [_trimmed(result, known, resolver) for result in settle([*settled, *linked(settled, weak)])]


def _trimmed(result: Result, known: Tables, resolver: Resolver) -> Result:
    """The span is the name: kind words, titles and articles at its edges go while the rest still names the same."""
    titles, function = known.light_words
    mention = result.mention
    while True:
        inner = list(spans(mention.text))
        if len(inner) < 2:
            return result
        start, stop = inner[0]
        edge = marked(mention.text[start:stop])
        if edge not in titles and edge not in function:
            return result
        cut = inner[1][0] + elided(mention.text[slice(*inner[1])])
        mention = Mention(mention.text[cut:], mention.context, mention.start + cut, mention.end)
        shorter = resolver(mention)
        if shorter.id != result.id:
            return result
        result = shorter


def _judge(
    spot: Spot, tokens: list[Token], text: str, context: Context, kinds: Sequence[str], known: Tables,
    resolver: Resolver, found: list[Result], weak: list[Result],
) -> None:  # fmt: skip
    """Resolve a spot and keep it unless its case, its neighbours or its score speak against it."""
    inside = tokens[spot.first : spot.last + 1]
    cased = [t for t in inside if t.word.script in CASED]
    if len(inside) == 1 and known.light_words[0].intersection((inside[0].word.text, *inside[0].word.stems)):
        return  # a title alone names nobody
    if cased and not any(t.capital for t in cased):
        if len(inside) == 1 and min(inside[0].hits.values()) <= INFLECTED:  # it may yet refer back: « альянса »
            _refer_back(Mention(text[spot.start : spot.end], context, spot.start, spot.end), kinds, resolver, weak)
        return
    if not cased and len(inside) == 1 and not _certain(inside[0]) and not _titled(spot, tokens, known):
        return
    result = resolver(Mention(text[spot.start : spot.end], context, spot.start, spot.end))
    if not result.matches or not _kind_fits(result.matches[0], kinds):
        return
    best = result.matches[0].candidate
    if best.kind in PEOPLE:
        if cased and not all(t.capital for t in cased if len(t.word.text) > 3):
            return
        if len(inside) == 1 and _unlikely(inside[0], text) and not _titled(spot, tokens, known):
            return
        if len(inside) == 1 and _other_name(spot, tokens, text, context, resolver, best.id):
            return
    elif (
        best.alias.type is AliasType.ACRONYM and cased and not _written_as(text[spot.start : spot.end], best.alias.text)
    ):
        return
    elif best.alias.type is AliasType.WEAK and _marked_off(spot, text) and result.status is not Status.MATCH:
        result = resolver(replace(result.mention, context=replace(context, kind=best.kind)))
    _keep(result, found, weak)


def _refer_back(mention: Mention, kinds: Sequence[str], resolver: Resolver, weak: list[Result]) -> None:
    """Keep a word in small letters only as a possible short form of something that is no person."""
    result = resolver(replace(mention, text=mention.text.capitalize()))
    short = [m for m in result.matches if m.candidate.alias.type is AliasType.WEAK and m.candidate.kind not in PEOPLE]
    short = [match for match in short if _kind_fits(match, kinds)]
    if short:
        weak.append(Result(mention, tuple(short)))


def _unlikely(token: Token, text: str) -> bool:
    """Whether a lone word only sounds like a name where any word has a capital: at the start of a sentence."""
    return min(token.hits.values()) > GUESSED and _starts_sentence(token, text)


def _starts_sentence(token: Token, text: str) -> bool:
    """Whether a word begins the text or a sentence of it, where any word has a capital."""
    before = text[max(0, token.start - SENTENCE) : token.start]
    return not before or bool(_SENTENCE_END.search(before))


def _titled(spot: Spot, tokens: list[Token], known: Tables) -> bool:
    """Whether a title or office stands right before or after."""
    titles = known.light_words[0]
    near = (tokens[at].word for at in (spot.first - 1, spot.last + 1) if 0 <= at < len(tokens))
    return any(form in titles for word in near for form in (word.text, *word.stems))


def _certain(token: Token) -> bool:
    """Whether a lone word of a script without capitals is the very word of a name, and too long for an accident."""
    syllabic = token.word.script in SYLLABIC
    least = LETTERS - 3 if syllabic else LETTERS - 1
    return len(token.word.text) >= least and min(token.hits.values(), default=1.0) <= INFLECTED


def _take(mention: Mention, kinds: Sequence[str], resolver: Resolver, found: list[Result], weak: list[Result]) -> None:
    result = resolver(mention)
    if result.matches and _kind_fits(result.matches[0], kinds):
        _keep(result, found, weak)


def _keep(result: Result, found: list[Result], weak: list[Result]) -> None:
    (found if result.status is Status.MATCH else weak).append(result)


def _kind_fits(match: Match, kinds: Sequence[str]) -> bool:
    return not kinds or any(same_kind(kind, match.candidate.kind) for kind in kinds)


def _written_as(surface: str, acronym: str) -> bool:
    """Whether a text writes an acronym as one: in capitals, or long and as a proper name (Nato)."""
    letters = [c for c in surface if c.isalpha()]
    if surface.isupper():
        return True
    capitals = sum(c.isupper() for c in letters)
    return capitals >= 2 or (bool(capitals) and len(acronym) >= 4) or not any(c.isupper() for c in acronym)


def _marked_off(spot: Spot, text: str) -> bool:
    """Whether the stretch stands in quotation marks."""
    before, after = text[spot.start - 1 : spot.start], text[spot.end : spot.end + 1]
    spaced = text[max(0, spot.start - 2) : spot.start].strip(), text[spot.end : spot.end + 2].strip()
    return (before in _OPENING and after in _CLOSING and bool(before and after)) or (
        spaced[0] in ("«", "„", "“") and spaced[1] in ("»", "“", "”")
    )


def _other_name(spot: Spot, tokens: list[Token], text: str, context: Context, resolver: Resolver, id: str) -> bool:
    """Whether a capitalised neighbour makes it the name of somebody else (« Sergueï Belousov »)."""
    at = spot.first
    for other in (at - 1, at + 1):
        if not 0 <= other < len(tokens):
            continue
        neighbour = tokens[other]
        one, two = (neighbour, tokens[at]) if other < at else (tokens[at], neighbour)
        between = text[one.end : two.start]
        joint = (" ", "\u00a0", "-", ". ", ".") if neighbour.word.initial else (" ", "\u00a0", "-")
        if not neighbour.capital or neighbour.word.number or between not in joint:
            continue
        if len(neighbour.word.text) > 1 and text[neighbour.start : neighbour.end].isupper():
            continue  # an acronym is no given name
        if other < at and _starts_sentence(neighbour, text) and not _given_name(neighbour):
            continue
        alone = resolver(Mention(text[neighbour.start : neighbour.end], context, neighbour.start, neighbour.end))
        if alone.id not in (None, id):
            continue  # it is a mention of its own
        wider = resolver(Mention(text[one.start : two.end], context, one.start, two.end))
        if wider.id != id and not (wider.matches and wider.matches[0].id == id and wider.score > 0.35):
            return True
    return False


def _given_name(token: Token) -> bool:
    """Whether a word is known as a given name."""
    known = given_names()
    return any(form in known for form in (token.word.text, *token.word.romans))

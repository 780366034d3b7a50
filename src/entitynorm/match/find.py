"""Step 11: mentions in running text: spot known words, extend, resolve, settle overlaps, link short forms."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

import regex

from entitynorm.index import Index
from entitynorm.match.candidates import given_names, word_hits
from entitynorm.match.context import same_kind
from entitynorm.match.spelling import INFLECTED
from entitynorm.model import PEOPLE, AliasType, Context, Match, Mention, Result, Status
from entitynorm.text.clean import marked
from entitynorm.text.keys import Word, exact_form, word
from entitynorm.text.script import script_of
from entitynorm.text.tables import Tables, script_is_unspaced
from entitynorm.text.tokens import spans, words

ALIKE = 0.9  # cost a letter up to which a word may be part of a mention
LETTERS = 5  # and so long
TOO_SHORT = 4  # letters below which a word is never taken for one of another script
LONGEST_RUN = 24  # characters of a name in a script without spaces
ARTICLES = frozenset(
    {"L", "Un", "All", "Dell", "Nell", "Sull", "Dall"}
)  # elided before a name at the start of a sentence
SENTENCE = 8  # characters before a word in which the end of the sentence before would show
SYLLABIC = frozenset({"Hang", "Ethi"})  # scripts whose letters are syllables
CASED = frozenset({"Latn", "Grek", "Cyrl", "Armn"})

_RUN = regex.compile(
    r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\u30fc\u3005]"
    r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\p{M}\u30fc\u3005\p{N}\p{Latin}·・‧•＝-]*"
)
_JOINT = regex.compile(
    r"[\s\u00a0]{0,2}|\s?[»”\"]?\s?[-\u2010-\u2015'’ʼ·/−]\s?[«“\"]?|\s[«“\"]|[»”\"]\s"
)  # between words of one name
_SENTENCE_END = regex.compile(r"[.!?…:\n\r]\s*[\"'«»“”„(\[–—-]*\s*$")
_OPENING, _CLOSING = frozenset("«„“\"”‘'《「『‹(["), frozenset("»“”\"’'》」』›)]")

Resolver = Callable[[Mention], Result]


@dataclass(frozen=True, slots=True)
class Token:
    """A word of the text with where it stands and what it may be in the index."""

    start: int
    end: int
    word: Word
    capital: bool
    hits: dict[int, float]


@dataclass(frozen=True, slots=True)
class Spot:
    """A stretch of the text that may be a mention."""

    start: int
    end: int
    first: int  # tokens
    last: int


def find(
    text: str, context: Context, kinds: Sequence[str], indexes: Sequence[Index], known: Tables, resolver: Resolver
) -> list[Result]:
    """Mentions of entities of these kinds, in the order of the text, each with exact offsets and its reasons."""
    found: list[Result] = []
    weak: list[Result] = []
    for index in indexes:
        tokens = _tokens(text, context.lang, index, known)
        for spot in _spots(tokens, text, index, known):
            _judge(spot, tokens, text, context, kinds, known, resolver, found, weak)
        for start, end in _runs(text, index):
            _take(Mention(text[start:end], context, start, end), kinds, resolver, found, weak)
    settled = settle(found)
    return [_trimmed(result, known, resolver) for result in settle([*settled, *_linked(settled, weak)])]


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
        cut = inner[1][0] + _elided(mention.text[slice(*inner[1])])
        mention = Mention(mention.text[cut:], mention.context, mention.start + cut, mention.end)
        shorter = resolver(mention)
        if shorter.id != result.id:
            return result
        result = shorter


def _tokens(text: str, lang: str, index: Index, known: Tables) -> list[Token]:
    tokens = []
    seen: dict[str, tuple[Word, dict[int, float]]] = {}
    for start, end in spans(text):
        surface = text[start:end]
        if script_is_unspaced(script_of(surface)):
            continue
        start += _elided(surface)
        surface = text[start:end]
        if surface not in seen:
            seen[surface] = _look_up(surface, lang, index, known)
        own, hits = seen[surface]
        tokens.append(Token(start, end, own, surface[:1].isupper(), hits))
    return tokens


def _look_up(surface: str, lang: str, index: Index, known: Tables) -> tuple[Word, dict[int, float]]:
    """The word and the words of the index that it may be; by sound only what looks like a name."""
    parts = words(marked(surface))
    own = word(parts[0] if parts else "", lang, known)
    if not parts:
        return own, {}
    cased = own.script in CASED
    fuzzy = len(own.text) >= LETTERS and (not cased or not surface.islower())
    hits = word_hits(own, index, by_sound=fuzzy)
    strict = len(own.text) < LETTERS  # a short word is not guessed across scripts
    return own, {
        number: cost
        for number, cost in hits.items()
        if cost <= ALIKE and not (strict and cost > 0.0 and _stranger(own, number, index))
    }


def _stranger(own: Word, number: int, index: Index) -> bool:
    """Whether a word of the index is of another script and not the same letter for letter, and long enough to tell."""
    if script_of(index.word_text(number)) == own.script:
        return False
    return len(own.text) < TOO_SHORT or index.word_roman(number) not in own.romans


def _elided(surface: str) -> int:
    """How many characters an elided article takes (``l'OTAN``, ``L’Alliance``): they are not part of the name.

    >>> _elided("l'OTAN"), _elided("dell’Alleanza"), _elided("O'Brien"), _elided("NATO'nun")
    (2, 5, 0, 0)
    """
    for mark in "'’ʼ":
        head, _, tail = surface.partition(mark)
        if tail[:1].isupper() and len(head) <= 4 and (head.islower() or head in ARTICLES):
            return len(head) + 1
    return 0


def _spots(tokens: list[Token], text: str, index: Index, known: Tables) -> list[Spot]:
    """Stretches of neighbouring tokens that hold words of one name, its rarest word among them."""
    found: dict[tuple[int, int], Spot] = {}
    function = known.function_words
    for at, token in enumerate(tokens):
        if token.word.text in function:
            continue
        for number in token.hits:
            for name in index.names_anchored(number):
                first, last = _extent(tokens, at, set(index.words_of(name)) - {number}, text)
                found.setdefault((first, last), Spot(tokens[first].start, tokens[last].end, first, last))
    return sorted(found.values(), key=lambda spot: (spot.start, -spot.end))


def _joint(one: Token, two: Token, text: str) -> bool:
    """Whether two neighbouring words may belong to one name: no punctuation stands between them but what names have."""
    between = text[one.end : two.start]
    return bool(_JOINT.fullmatch(between)) or (one.word.initial and between in (".", ". ", ".\u00a0"))


def _extent(tokens: list[Token], at: int, wanted: set[int], text: str) -> tuple[int, int]:
    """The longest run of neighbours of a token that hold other words of the name, in any order."""
    first = last = at
    left = set(wanted)
    grown = True
    while left and grown:
        grown = False
        if last + 1 < len(tokens) and _joint(tokens[last], tokens[last + 1], text):
            hit = next((n for n in tokens[last + 1].hits if n in left), None)
            if hit is not None:
                left.discard(hit)
                last, grown = last + 1, True
        if left and first > 0 and _joint(tokens[first - 1], tokens[first], text):
            hit = next((n for n in tokens[first - 1].hits if n in left), None)
            if hit is not None:
                left.discard(hit)
                first, grown = first - 1, True
    return first, last


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
            result = resolver(Mention(text[spot.start : spot.end], context, spot.start, spot.end))
            if result.matches and result.matches[0].candidate.alias.type is AliasType.WEAK:
                _refer_back(result, kinds, weak)
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
        if spot.first == spot.last and _other_name(spot, tokens, text, context, resolver, best.id):
            return
    elif (
        best.alias.type is AliasType.ACRONYM and cased and not _written_as(text[spot.start : spot.end], best.alias.text)
    ):
        return
    elif best.alias.type is AliasType.WEAK and _marked_off(spot, text) and result.status is not Status.MATCH:
        result = resolver(replace(result.mention, context=replace(context, kind=best.kind)))
    _keep(result, found, weak)


def _refer_back(result: Result, kinds: Sequence[str], weak: list[Result]) -> None:
    """Keep a word in small letters only as a possible short form of something that is no person."""
    best = result.matches[0]
    if best.candidate.kind not in PEOPLE and _kind_fits(best, kinds):
        weak.append(result)


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
        before = text[max(0, neighbour.start - SENTENCE) : neighbour.start]
        starts = other < at and (not before or _SENTENCE_END.search(before))
        if starts and not _given_name(neighbour):
            continue  # any word has a capital there
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


def _runs(text: str, index: Index) -> Iterable[tuple[int, int]]:
    """Where names stand in the runs of scripts without spaces: the longest name filed at each place."""
    starts = index.unspaced_starts
    for run in _RUN.finditer(text):
        at, end = run.span()
        while at < end:
            if exact_form(text[at : at + 2])[:2] not in starts:
                at += 1
                continue
            for stop in range(min(end, at + LONGEST_RUN), at + 1, -1):
                if index.exact(exact_form(text[at:stop])):
                    yield at, stop
                    at = stop - 1
                    break
            at += 1


def settle(results: Iterable[Result]) -> list[Result]:
    """The best reading of overlapping mentions as a whole: the set without overlaps that is worth most."""
    unique = {(r.mention.start, r.mention.end): r for r in sorted(results, key=lambda r: r.score)}
    ordered = sorted(unique.values(), key=lambda r: (r.mention.end, r.mention.start))
    best: list[tuple[float, int]] = [(0.0, -1)]  # best worth of the first n, and which one was taken last
    before: list[int] = []
    for n, result in enumerate(ordered):
        k = n
        while k and ordered[k - 1].mention.end > result.mention.start:
            k -= 1
        before.append(k)
        worth = best[k][0] + _worth(result)
        best.append(max((worth, n), (best[n][0], -1)))
    chosen = []
    n = len(ordered)
    while n:
        if best[n][1] < 0:
            n -= 1
        else:
            chosen.append(ordered[n - 1])
            n = before[n - 1]
    return chosen[::-1]


def _worth(result: Result) -> float:
    """What a mention is worth in a reading: its length as far as it is sure, less a price that favours one over two."""
    return result.score * (result.mention.end - result.mention.start) - PRICE


def _linked(settled: Sequence[Result], weak: Iterable[Result]) -> list[Result]:
    """Short and weak forms that only one entity already named in the text explains."""
    named = {r.id for r in settled}
    out = []
    for result in weak:
        fitting = [m for m in result.matches if m.id in named and m.score > LEAST and _short_form(m)]
        if len(fitting) == 1:
            link = fitting[0]
            out.append(Result(result.mention, (replace(link, score=max(link.score, LINKED)),), Status.MATCH))
    return out


def _short_form(match: Match) -> bool:
    """Whether a match is by a whole alias in its own letters, or by one name of a person; exercises need more."""
    values = {f.name: f.value for f in match.features}
    if match.candidate.kind == "exercise" or "extra" in values:
        return False
    return match.candidate.kind in PEOPLE or "missing" not in values


PRICE = 0.5  # characters
LEAST = 0.02  # a weak form must at least be this likely before the text's other mentions lift it
LINKED = 0.8  # the score of a short form whose full form stands in the same text

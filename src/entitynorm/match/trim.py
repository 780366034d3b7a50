"""Step 11l: the span is the name: titles, kind words and articles at its edges go when the rest is a whole name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

import regex

from entitynorm.match.lexicon import elided
from entitynorm.model import Mention, Result
from entitynorm.text.clean import clean
from entitynorm.text.tables import Tables
from entitynorm.text.tokens import spans

THINGS = frozenset({"treaty", "exercise", "alliance"})
_ELIDED = regex.compile(r"(\p{L}{1,5})['’ʼ](?=\p{L}{2})")


def trimmed(
    result: Result, known: Tables, resolve: Callable[[Mention], Result], name_count: Callable[[str], int]
) -> Result:
    """A result whose mention is the shortest stretch that is still a whole name of the same entity.

    « traité New START » becomes « New START », which is a name; in « Lisbon Treaty » nothing goes. ``name_count`` tells
    how many names an entity has.
    """
    if _whole(result) and result.id and name_count(result.id) == 1:
        return result  # it has no shorter name
    titles, function = known.light_words
    result = without_article(result, known)
    if result.mention.text.islower():
        return result  # no capital tells the name from the word for its kind: «договор о нераспространении …»
    while True:
        mention = result.mention
        inner = list(spans(mention.text))
        if len(inner) < 2:
            return result
        head = mention.text[slice(*inner[0])]
        tail = mention.text[slice(*inner[-1])]
        cuts = []
        if (form := clean(head)) in titles or form in function:
            cuts.append((inner[1][0] + elided(mention.text[slice(*inner[1])]), len(mention.text)))
        if (form := clean(tail)) in titles or form in function:
            cuts.append((0, inner[-2][1]))
        for first, last in cuts:
            part = replace(
                mention, text=mention.text[first:last], start=mention.start + first, end=mention.start + last
            )
            shorter = resolve(part)
            if shorter.id == result.id and (result.mention.text.islower() or _whole(shorter) or not _whole(result)):
                result = shorter
                break
        else:
            return result


def _whole(result: Result) -> bool:
    """Whether a mention has a whole name and nothing else."""
    return not any(feature.name in ("missing", "extra") for feature in result.matches[0].features)


def without_article(result: Result, known: Tables) -> Result:
    """A result for a thing without an article before its name: "the Alliance"; people keep particles."""
    mention = result.mention
    if not result.matches or result.matches[0].candidate.kind not in THINGS:
        return result
    first = 0
    inner = list(spans(mention.text))
    if len(inner) > 1 and clean(mention.text[slice(*inner[0])]) in articles(known):
        first = inner[1][0]
    mark = _ELIDED.match(mention.text, first)
    if mark and mark[1].lower() in articles(known):
        first = mark.end()
    if not first:
        return result
    return replace(result, mention=replace(mention, text=mention.text[first:], start=mention.start + first))


@lru_cache(maxsize=4)
def articles(known: Tables) -> frozenset[str]:
    """The words before a noun, and what is elided before it, in the short forms of all languages.

    >>> from entitynorm.text.tables import tables
    >>> {"the", "les", "das", "dell"} <= articles(tables()), "nato" in articles(tables())
    (True, False)
    """
    found: set[str] = set()
    for language in known.languages.values():
        for phrases in language.get("short_forms", {}).values():
            for phrase in phrases:
                head, mark, _ = phrase.partition("'")
                first, space, _ = phrase.partition(" ")
                if space or mark:
                    found.add(first if space else head)
    return frozenset(found & known.function_words)

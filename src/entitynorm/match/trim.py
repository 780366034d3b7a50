"""Step 11f: the span is the name: titles, kind words and articles at its edges go when the rest is a whole name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from entitynorm.match.lexicon import elided
from entitynorm.model import Mention, Result
from entitynorm.text.clean import clean
from entitynorm.text.tables import Tables
from entitynorm.text.tokens import spans


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

"""Step 9f: which states the words of a title speak of: they tell one treaty or mission from the next as numerals do."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache

from entitynorm.index import Index
from entitynorm.text.keys import Word, word
from entitynorm.text.tables import STATE, tables

NONE_SAID = 0.4  # how far a name is of another state that has other words instead

Said = tuple[tuple[frozenset[int], str], ...]  # words, by their place, and the state that they are the name of


def other_state(
    words: tuple[Word, ...], left: Collection[int], theirs: Sequence[int], open_: Collection[int], index: Index
) -> float:
    """How far a name is of another state: words that it leaves open in a mention speak of one, those it adds do not.

    1.0 when what it adds speaks of another state, less when of none, 0.0 when the mention speaks of no other.
    """
    asked = {state for places, state in said(words) if not places.isdisjoint(left)}
    if not asked:
        return 0.0
    own = tuple(word(index.word_text(number), "", tables()) for number in theirs)
    held = {state for places, state in said(own) if not places.isdisjoint(open_)}
    if not held:
        return NONE_SAID
    return 1.0 if asked.isdisjoint(held) else 0.0


@lru_cache(maxsize=1 << 12)
def said(words: tuple[Word, ...]) -> Said:
    """The states that the words of a title speak of, by names of one word and of several."""
    return tuple(_said(words))


def _said(words: tuple[Word, ...]) -> Iterator[tuple[frozenset[int], str]]:
    known = tables()
    longer = known.state_names
    taken: set[int] = set()
    for at, first in enumerate(words):
        for phrase, state in (one for form in (first.text, *first.stems) for one in longer.get(form, ())):
            places = range(at, at + len(phrase))
            if places[-1] < len(words) and all(
                not {words[place].text, *words[place].stems}.isdisjoint(forms)
                for place, forms in zip(places, phrase, strict=True)
            ):
                taken.update(places)
                yield frozenset(places), state
    for at, one in enumerate(words):
        if at not in taken:
            for concept in known.meanings((one.text, *one.stems)):
                if concept.startswith(STATE):
                    yield frozenset((at,)), concept

"""Step 8b: how a name of one script may sound in the Latin spelling of another: likely skeletons, by the learnt costs.

What one script makes of another's sounds (Arabic b of p, Japanese r of l) stands in the costs of letter groups that
`match.align` reads. Here they are folded to classes of consonants, and the likeliest sequences are found by a beam
search over the letters of a word.
"""

from __future__ import annotations

from functools import lru_cache

from entitynorm.match.align import UNSEEN, bounded, costs
from entitynorm.text.sound import skeleton
from entitynorm.text.tables import tables

BEAM = 10  # skeletons that are followed from letter to letter
CHOICES, SPREAD = 4, 2.6  # what a letter group may become: so many classes, so much dearer than the likeliest
KEPT, FARTHEST = 12, 3.0  # skeletons of a word: so many, so much dearer than the likeliest


@lru_cache(maxsize=1 << 13)
def choice(source: str, script: str) -> tuple[tuple[str, float], ...]:
    """The classes that a letter group of romanised words of a script may become, with costs; none when it has none."""
    targets = costs(script).get(source)
    if targets is None or "$" in source:
        return ()
    heard = tables().hearing
    best = {"": UNSEEN} if len(source) == 1 else {}
    for target, cost in targets.items():
        if "$" not in target:
            classes = skeleton(target, heard)
            best[classes] = min(cost, best.get(classes, UNSEEN))
    least = min(best.values(), default=0.0)
    likely = sorted((cost, classes) for classes, cost in best.items() if cost <= least + SPREAD)
    return tuple((classes, cost) for cost, classes in likely[:CHOICES])


@lru_cache(maxsize=1 << 14)
def heard_as(roman: str, script: str) -> tuple[tuple[str, float], ...]:
    """The likeliest skeletons of a romanised word's Latin spelling, with their costs, the cheapest first.

    >>> [classes for classes, _ in heard_as("botin", "Arab")][:2]
    ['BTN', 'PTN']
    """
    word = bounded(roman)[:-1]
    own = tables().hearing
    steps: list[dict[str, float]] = [{"": 0.0}, *({} for _ in range(len(word) + 1))]
    for i, letter in enumerate(word):
        here = steps[i]
        if len(here) > BEAM:
            here = dict(sorted(here.items(), key=_cost)[:BEAM])
        one = choice(letter, script) or ((skeleton(letter, own), 0.0),)
        for step, group in ((steps[i + 1], one), (steps[i + 2], choice(word[i : i + 2], script))):
            for so_far, cost in here.items():
                for classes, more in group:
                    if not classes:
                        whole = so_far
                    elif so_far and so_far[-1] == classes[0]:
                        whole = so_far + classes[1:]
                    else:
                        whole = so_far + classes
                    total = cost + more
                    if total < step.get(whole, UNSEEN * len(word)):
                        step[whole] = total
    last = sorted(steps[len(word)].items(), key=_cost)[:KEPT]
    return tuple((classes, cost) for classes, cost in last if classes and cost <= last[0][1] + FARTHEST)


def _cost(item: tuple[str, float]) -> float:
    return item[1]

"""Step 11j: what the text around a mention adds to the reasons for and against its candidates."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from entitynorm.match.resolve import SHOWN, decide
from entitynorm.match.score import probabilities
from entitynorm.model import PEOPLE, AliasType, Feature, Match, Result

WHOLE = 1.0  # logits for an entity when a mention has its whole name, neither more nor less

Reason = Callable[[Match], Feature | None]
Threshold = Callable[[Result], float]  # the score from which the best match of a result is answered


def weighed(result: Result, threshold: Threshold, *reasons: Reason) -> Result:
    """A result with more reasons for its candidates: ranked, scored and decided anew; the reasons still add up.

    Candidates beyond those that a result keeps no longer count as rivals.
    """
    if not result.matches:
        return result
    kept = []
    for match in result.matches:
        features = [f for f in match.features if f.name != "rivals"]
        features += [feature for reason in reasons if (feature := reason(match)) is not None]
        kept.append((sum(f.value for f in features), features, match))
    kept.sort(key=lambda one: (-one[0], one[2].id))
    scores = probabilities([logit for logit, _, _ in kept])
    matches = tuple(
        replace(match, score=score, features=(*features, *_rivals(rivals)))
        for (_, features, match), (score, rivals) in zip(kept, scores, strict=True)
    )
    made = replace(result, matches=matches)
    return replace(made, status=decide([match.score for match in matches], threshold(made)))


def _rivals(value: float) -> tuple[Feature, ...]:
    return (Feature("rivals", value, "other candidates"),) if value else ()


def decided(result: Result, threshold: Threshold) -> Result:
    """The result of a stretch of text: the whole of a name speaks for it, against names that it is only part of."""
    capital = result.mention.text[:1].isupper()

    def reason(match: Match) -> Feature | None:
        ordinary = match.candidate.alias.type is AliasType.WEAK and not capital
        return None if ordinary else whole(match)

    if len(result.matches) < SHOWN and all(match.candidate.kind in PEOPLE for match in result.matches):
        return result  # nothing is added, and no rival is left out
    return weighed(result, threshold, reason)


def whole(match: Match) -> Feature | None:
    """A reason for a candidate whose whole name is there, when it is no person (people go by one name of two)."""
    if match.candidate.kind in PEOPLE:
        return None
    if any(f.name in ("missing", "extra") for f in match.features):
        return None
    return Feature("whole", WHOLE, "the whole name stands in the text")

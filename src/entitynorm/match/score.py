"""Step 10: weigh the features, and turn candidates into ranked matches and one decision.

Candidates and "none of them" compete for the mention: the probability of candidate i is
exp(z_i) / (1 + sum of exp(z_j)), where z is the weighted sum of its features. The logit of that probability is z_i less
log(1 + sum over its rivals of exp(z_j)), so the printed reasons, ``rivals`` among them, add up to it exactly.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from entitynorm.model import Feature

LIMIT = 30.0


def probabilities(logits: Sequence[float]) -> list[tuple[float, float]]:
    """For each logit against "none": its probability among all, and what its rivals take off its logit.

    >>> [(round(p, 3), round(r, 2)) for p, r in probabilities([3.0, 0.0])]
    [(0.909, -0.69), (0.045, -3.05)]
    """
    grown = [math.exp(max(-LIMIT, min(LIMIT, z))) for z in logits]
    everything = 1.0 + sum(grown)
    return [(g / everything, -math.log(max(everything - g, 1.0))) for g in grown]


def reasons(values: Mapping[str, float], weights: Mapping[str, float], rivals: float) -> tuple[Feature, ...]:
    """Every feature as a signed reason; together they are the logit of the score."""
    found = [Feature("bias", weights.get("bias", 0.0), "before anything is known")]
    found += [
        Feature(name, value * weights[name], f"{value:.2f}")
        for name, value in values.items()
        if value and weights.get(name)
    ]
    if rivals:
        found.append(Feature("rivals", rivals, "other candidates"))
    return tuple(found)

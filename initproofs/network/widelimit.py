"""The limit of wide layers: variances and an activation go in, logarithms of second moments come
out; for activations that have no exact recursion. Nothing is refused.

In the limit a layer's pre-activations are Gaussian (Neal, 1996), so that q' = nσ² E φ(√q u)² and
the gradient's variance shrinks by n'σ² E φ′(√q u)² a layer (Schoenholz and others, 2017).
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from .activations import ACTIVATIONS, Activation, Array

NODES = np.linspace(-9, 9, 3601)
WEIGHTS = np.exp(-(NODES**2) / 2) * (NODES[1] - NODES[0]) / math.sqrt(2 * math.pi)


def mean_square(function: Activation, variance: float, slope: bool = False) -> float:
    """E φ(z)², or E φ′(z)², for z ~ N(0, variance)."""
    values = (function.slope if slope else function.value)(math.sqrt(variance) * NODES)
    return float(WEIGHTS @ values**2)


def wide_limit(
    widths: Sequence[int], variances: Sequence[float], activation: str
) -> tuple[Array, Array]:
    """ln E a² and ln E δ² of one unit of every layer, for an input with mean square 1, a linear
    output layer, and an independent output gradient of variance 1."""
    hidden, linear = ACTIVATIONS[activation], ACTIVATIONS["identity"]
    signal, square, slopes = [], 1.0, []
    for place, variance in enumerate(variances):
        function = hidden if place < len(variances) - 1 else linear
        spread = widths[place] * variance * square
        square = mean_square(function, spread)
        signal.append(square)
        slopes.append(mean_square(function, spread, slope=True))
    with np.errstate(divide="ignore"):
        gains = np.log([
            widths[place + 1] * variances[place] * slopes[place - 1]
            for place in range(1, len(variances))
        ])  # fmt: skip
        return np.log(signal), np.append(np.cumsum(gains[::-1])[::-1], 0.0)

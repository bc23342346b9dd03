"""What may be measured of random networks, by name: a network, the value claimed for every layer
and a margin go in, a procedure and its sampler come out; laws that are not known are refused.

Each is the mean, given the layer below, of a quantity of one layer, so that no heavy tail of deep
networks is averaged. A *gain* is a ratio of mean squares, of this layer to the one below.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from ...network.ensemble import RandomNetwork
from .networks import backward_gains, drawn, forward_gains, gain_variance, mean_gains
from .procedures import KnownVariance, Scale
from .run import Procedure, Sampler

CHUNK = 20  # networks at a time
# E R, E R², E R³, E R⁴ of R = φ(u)² for u ~ N(0, 1): the even moments of a normal, halved by ReLU.
UNIT_MOMENTS = {"identity": (1.0, 3.0, 15.0, 105.0), "relu": (0.5, 1.5, 7.5, 52.5)}
Statistic = Callable[[RandomNetwork, Sequence[float], float], tuple[Procedure, Sampler]]


def gain(
    network: RandomNetwork, claimed: Sequence[float], margin: float
) -> tuple[Procedure, Sampler]:
    """Of the pre-activations over the activations below: exactly χ² if the weights are Gaussian."""
    variances = [value / below for value, below in zip(claimed, network.widths, strict=False)]
    if network.gaussian:
        return Scale(margin), forward_gains(network, variances, CHUNK)
    procedure = KnownVariance(gain_variance(network), margin)
    return procedure, mean_gains(network, variances, CHUNK)


def gradient_gain(
    network: RandomNetwork, claimed: Sequence[float], margin: float
) -> tuple[Procedure, Sampler]:
    """Of the gradient in a layer's inputs over the gradient in its pre-activations, outside the
    span of the inputs, where the weights are fresh."""
    _gaussian(network)
    variances = [value / above for value, above in zip(claimed, network.widths[1:], strict=True)]
    return Scale(margin), backward_gains(network, variances, CHUNK)


def activation_gain(
    network: RandomNetwork, claimed: Sequence[float], margin: float
) -> tuple[Procedure, Sampler]:
    """Of the activations over the activations below."""
    return _powers(network, claimed, margin, 1)


def squared_activation_gain(
    network: RandomNetwork, claimed: Sequence[float], margin: float
) -> tuple[Procedure, Sampler]:
    """The square of the gain of the activations, whose mean tells how much the gain scatters."""
    return _powers(network, claimed, margin, 2)


STATISTICS: dict[str, Statistic] = {
    "gain": gain,
    "gradient gain": gradient_gain,
    "activation gain": activation_gain,
    "squared activation gain": squared_activation_gain,
}


def _gaussian(network: RandomNetwork) -> None:
    if not network.gaussian:
        raise ValueError("the law of this statistic is known for normal weights only")


def _powers(
    network: RandomNetwork, claimed: Sequence[float], margin: float, power: int
) -> tuple[Procedure, Sampler]:
    _gaussian(network)
    if network.activation not in UNIT_MOMENTS or network.output != network.activation:
        raise ValueError(f"this statistic is known for {' and '.join(UNIT_MOMENTS)} only")
    moments = sum_moments(UNIT_MOMENTS[network.activation], min(network.widths[1:]))
    spread = moments[2 * power] / moments[power] ** 2 - 1

    def sampler(stream: np.random.Generator) -> tuple[Any, ...]:
        signal = drawn(network, CHUNK, stream).signal
        below = np.concatenate([np.zeros((CHUNK, 1)), signal[:, :-1]], axis=1)
        with np.errstate(invalid="ignore"):  # −∞ − (−∞), of two dead layers
            gains = np.exp(power * (signal - below)) / np.asarray(claimed)
        return (gains[np.isfinite(below)],)

    return KnownVariance(spread, margin), sampler


def sum_moments(unit: Sequence[float], count: int) -> list[float]:
    """E S^p for p = 0 … 4, S a sum of ``count`` independent copies of R with E R^p = ``unit``."""
    series = [1.0, *(moment / math.factorial(p) for p, moment in enumerate(unit, 1))]
    total = [1.0, 0.0, 0.0, 0.0, 0.0]
    for _ in range(count):
        total = [sum(total[i] * series[p - i] for i in range(p + 1)) for p in range(5)]
    return [value * math.factorial(p) for p, value in enumerate(total)]

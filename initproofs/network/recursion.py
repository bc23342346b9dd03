"""Exact moments of the signal, layer by layer: variances and fans go in, logarithms of second and
fourth moments come out; activations that are not positively homogeneous are refused.

Weights have mean zero, variance s, kurtosis κ and a symmetric law; they are independent of each
other and of the inputs, and there is no bias. φ(z) is z for z > 0 and αz below. With A = E|v|⁴ and
B = E Σ v_i⁴ of a layer's inputs v, E z_j⁴ = s²(3A + (κ − 3)B) and E z_j² z_l² = s²A, and the signs
of the rows are fair and independent coins. Logarithms keep ten thousand layers finite.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .activations import ACTIVATIONS, Array


@dataclass(frozen=True)
class Signal:
    """``log_square`` is ln E|v|², ``log_fourth`` ln E|v|⁴, ``spread`` E Σ v_i⁴ / E|v|⁴."""

    log_square: float
    log_fourth: float
    spread: float

    @property
    def log_relative(self) -> float:
        """ln(1 + Var|v|² / (E|v|²)²): naive means need this many networks for one per cent²."""
        return self.log_fourth - 2 * self.log_square


def known(v: Array) -> Signal:
    """The moments of a vector that is not random, and not zero."""
    square = float(v @ v)
    if not 0 < square < math.inf:
        raise ValueError(f"an input vector has a finite length greater than zero, not {square}")
    return Signal(math.log(square), 2 * math.log(square), float((v**4).sum()) / square**2)


def leak_of(activation: str) -> float:
    """α of a positively homogeneous activation; the others have no exact recursion."""
    leak = ACTIVATIONS[activation].leak
    if leak is None:
        raise ValueError(f"{activation} is not positively homogeneous: no exact recursion is known")
    return float(leak)


def after(v: Signal, fan_out: int, variance: float, kurtosis: float, leak: float) -> Signal:
    """The moments of a = φ(Wv)."""
    second, fourth = (1 + leak**2) / 2, (1 + leak**4) / 2
    own = fourth * fan_out * (3 + (kurtosis - 3) * v.spread)
    total = own + second**2 * fan_out * (fan_out - 1)
    return Signal(
        v.log_square + math.log(second * fan_out * variance),
        v.log_fourth + math.log(total) + 2 * math.log(variance),
        own / total,
    )


def signals(
    inputs: Signal,
    widths: Sequence[int],
    variances: Sequence[float],
    activation: str,
    output: str = "identity",
    kurtosis: float = 3.0,
) -> tuple[Signal, ...]:
    """The moments of every layer's activations, from the first hidden layer to the outputs.

    ``widths`` begin with the inputs, ``variances`` are those of one weight of each layer.
    """
    found, here = [], inputs
    for place, variance in enumerate(variances, 1):
        name = activation if place < len(variances) else output
        here = after(here, widths[place], variance, kurtosis, leak_of(name))
        found.append(here)
    return tuple(found)


def gradients(
    widths: Sequence[int], variances: Sequence[float], activation: str, output: str = "identity"
) -> Array:
    """ln E δ_j² of one unit of every layer, δ the gradient in its pre-activations.

    The gradient in the outputs is taken to have uncorrelated entries of mean zero and variance one
    and to be independent of the network, and the weights to have a continuous symmetric law.
    Then every mask is a fair coin, and dead layers cost nothing: a unit that is alive has a live
    layer below it. Without that independence this recursion is false (at the top, by (2H + 1)/H).
    """
    slopes = [leak_of(activation)] * (len(variances) - 1) + [leak_of(output)]
    log_gradient = math.log((1 + slopes[-1] ** 2) / 2)
    found = [log_gradient]
    for place in range(len(variances) - 1, 0, -1):
        slope = (1 + slopes[place - 1] ** 2) / 2
        log_gradient += math.log(widths[place + 1] * variances[place] * slope)
        found.append(log_gradient)
    return np.array(found[::-1])

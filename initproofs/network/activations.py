"""Activation functions: a name goes in, the function and its slope come out; unknown names are
refused.

Every function takes real arrays, complex ones (it is analytic on each side of a kink, so that the
complex step differentiates it), and, where it is piecewise linear, arrays of exact numbers.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import special

Array = npt.NDArray[Any]

LEAK = Fraction(1, 100)  # slope of the leaky ReLU below zero (Maas, Hannun and Ng, 2013)
SELU_SCALE = 1.0507009873554805  # Klambauer and others, 2017: the fixed point (0, 1) of
SELU_ALPHA = 1.6732632423543772  # mean and variance


@dataclass(frozen=True)
class Activation:
    """An elementwise function φ and its slope φ′.

    ``kink`` says what φ′ is taken to be where φ has no derivative. ``leak`` is α when
    φ(z) = z for z > 0 and αz for z ≤ 0, which makes φ positively homogeneous; None otherwise.
    ``steepest`` is the largest |φ′| when φ is bounded, against which saturation is measured.
    """

    name: str
    value: Callable[[Array], Array]
    slope: Callable[[Array], Array]
    kink: str = ""
    leak: Fraction | None = None
    steepest: float | None = None


def right(z: Array) -> Array:
    """Where z lies to the right of zero (by its real part, when z is complex)."""
    return np.asarray((z.real if np.iscomplexobj(z) else z) > 0)


def leaning(leak: Fraction) -> tuple[Callable[[Array], Array], Callable[[Array], Array]]:
    """The function z for z > 0 and ``leak``·z for z ≤ 0, and its slope."""

    def low(z: Array) -> Any:
        return leak if z.dtype == object else z.dtype.type(float(leak))

    def value(z: Array) -> Array:
        if leak == 0 and z.dtype.kind == "f":
            return np.asarray(np.maximum(z, 0))
        return np.where(right(z), z, z * low(z))

    def slope(z: Array) -> Array:
        one: Any = Fraction(1) if z.dtype == object else z.dtype.type(1)
        return np.where(right(z), one, low(z))

    return value, slope


def sigmoid(z: Array) -> Array:
    """1/(1 + e^−z), computed so that no exponential overflows."""
    decay = np.exp(np.where(right(z), -z, z))
    return np.where(right(z), 1 / (1 + decay), decay / (1 + decay))


def softplus(z: Array) -> Array:
    """ln(1 + e^z), computed so that no exponential overflows."""
    return np.where(right(z), z, 0) + np.log1p(np.exp(np.where(right(z), -z, z)))


def elu(z: Array, alpha: float = 1.0) -> Array:
    """z for z > 0, α(e^z − 1) below (Clevert, Unterthiner and Hochreiter, 2016)."""
    return np.where(right(z), z, alpha * np.expm1(np.where(right(z), 0, z)))


def elu_slope(z: Array, alpha: float = 1.0) -> Array:
    """1 for z > 0, αe^z for z ≤ 0."""
    return np.where(right(z), 1.0, alpha * np.exp(np.where(right(z), 0, z)))


def bell(z: Array) -> Array:
    """Density of N(0, 1)."""
    return np.exp(-z * z / 2) / np.sqrt(2 * np.pi)


def cumulative(z: Array) -> Array:
    """Φ(z), by the complementary error function where z is real, so that its left tail keeps
    its digits."""
    if np.iscomplexobj(z):
        return (1 + special.erf(z / np.sqrt(2))) / 2
    return np.asarray(special.ndtr(z))


def _identity(z: Array) -> Array:
    return z


def _one(z: Array) -> Array:
    return np.ones_like(z)


def _tanh_slope(z: Array) -> Array:
    return 1 - np.tanh(z) ** 2


def _sigmoid_slope(z: Array) -> Array:
    s = sigmoid(z)
    return s * (1 - s)


def _selu(z: Array) -> Array:
    return SELU_SCALE * elu(z, SELU_ALPHA)


def _selu_slope(z: Array) -> Array:
    return SELU_SCALE * elu_slope(z, SELU_ALPHA)


def _gelu(z: Array) -> Array:
    return z * cumulative(z)


def _gelu_slope(z: Array) -> Array:
    return cumulative(z) + z * bell(z)


def _silu(z: Array) -> Array:
    return z * sigmoid(z)


def _silu_slope(z: Array) -> Array:
    s = sigmoid(z)
    return s * (1 + z * (1 - s))


ACTIVATIONS: dict[str, Activation] = {
    activation.name: activation
    for activation in (
        Activation("identity", _identity, _one, leak=Fraction(1)),
        Activation("relu", *leaning(Fraction(0)), kink="0 at 0", leak=Fraction(0)),
        Activation("leaky-relu", *leaning(LEAK), kink="0.01 at 0", leak=LEAK),
        Activation("tanh", np.tanh, _tanh_slope, steepest=1.0),
        Activation("sigmoid", sigmoid, _sigmoid_slope, steepest=0.25),
        Activation("softplus", softplus, sigmoid),
        Activation("elu", elu, elu_slope),
        Activation("selu", _selu, _selu_slope, kink="the left slope, 1.758, at 0"),
        Activation("gelu", _gelu, _gelu_slope),  # exact, by Φ (Hendrycks and Gimpel, 2016)
        Activation("silu", _silu, _silu_slope),
    )
}

"""Initialisers: the shape of a layer and a random stream go in, its weights come out; unknown
schemes, laws and scales that are not finite numbers are refused.

A scheme fixes the variance of one weight from the fans, a law its shape; every law here has mean
zero and exactly the variance asked for, the truncated normal too.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from .activations import Array

# Standard deviation of N(0, 1) cut at ±2: √(1 − 4φ(2)/(2Φ(2) − 1)).
TRUNCATED_DEVIATION = 0.8796256610342398


SCHEMES: dict[str, Callable[[int, int], float]] = {
    "zeros": lambda _fan_in, _fan_out: 0.0,
    "lecun": lambda fan_in, _: 1 / fan_in,  # LeCun, Bottou, Orr and Müller, 1998
    "glorot": lambda fan_in, fan_out: 2 / (fan_in + fan_out),  # Glorot and Bengio, 2010
    "he": lambda fan_in, _: 2 / fan_in,  # He, Zhang, Ren and Sun, 2015
}


def _normal(stream: np.random.Generator, shape: tuple[int, ...]) -> Array:
    return stream.standard_normal(shape)


def _uniform(stream: np.random.Generator, shape: tuple[int, ...]) -> Array:
    return stream.uniform(-math.sqrt(3), math.sqrt(3), shape)


def _truncated(stream: np.random.Generator, shape: tuple[int, ...]) -> Array:
    draws = stream.standard_normal(shape)
    while (far := np.abs(draws) > 2).any():
        draws[far] = stream.standard_normal(int(far.sum()))
    return draws / TRUNCATED_DEVIATION


def _rademacher(stream: np.random.Generator, shape: tuple[int, ...]) -> Array:
    return 2.0 * stream.integers(0, 2, shape) - 1


def _orthogonal(stream: np.random.Generator, shape: tuple[int, ...]) -> Array:
    """Haar-distributed orthonormal rows or columns, scaled to entries of variance one.

    Q of a Gaussian matrix, with the signs of R's diagonal taken out (Mezzadri, 2007; the scheme:
    Saxe, McClelland and Ganguli, 2014).
    """
    tall = max(shape[-2:]), min(shape[-2:])
    q, r = np.linalg.qr(stream.standard_normal((*shape[:-2], *tall)))
    q = q * np.where(np.diagonal(r, axis1=-2, axis2=-1) < 0, -1.0, 1.0)[..., None, :]
    q = q if shape[-2:] == tall else q.swapaxes(-1, -2)
    return np.asarray(q * math.sqrt(tall[0]))


@dataclass(frozen=True)
class Law:
    """A law with mean zero and variance one. ``kurtosis`` is E w⁴, ``independent`` says that the
    entries of a matrix are; the distribution is symmetric in every case."""

    name: str
    draw: Callable[[np.random.Generator, tuple[int, ...]], Array]
    kurtosis: float
    independent: bool = True
    continuous: bool = True


def _truncated_kurtosis() -> float:
    """E w⁴ of N(0, 1) cut at ±2, in units of its variance: the density at 2 gives both."""
    edge = math.exp(-2) / math.sqrt(2 * math.pi) / math.erf(math.sqrt(2))
    variance = 1 - 4 * edge
    return (3 * variance - 16 * edge) / variance**2


LAWS: dict[str, Law] = {
    law.name: law
    for law in (
        Law("normal", _normal, 3.0),
        Law("uniform", _uniform, 1.8),
        Law("truncated-normal", _truncated, _truncated_kurtosis()),
        Law("rademacher", _rademacher, 1.0, continuous=False),
        Law("orthogonal", _orthogonal, math.nan, independent=False),
    )
}


@dataclass(frozen=True)
class Initialiser:
    """A scheme (or the ``deviation`` of one weight, dimensionless), and the law of the weights."""

    scheme: str = "he"
    law: str = "normal"
    deviation: float | None = None

    def __post_init__(self) -> None:
        if self.scheme not in SCHEMES and self.deviation is None:
            raise ValueError(f"there is no scheme {self.scheme!r}; known: {', '.join(SCHEMES)}")
        if self.law not in LAWS:
            raise ValueError(f"there is no law {self.law!r}; known: {', '.join(LAWS)}")
        if self.deviation is not None and not (0 <= self.deviation < math.inf):
            raise ValueError(f"a standard deviation is finite and not negative: {self.deviation}")

    def variance(self, fan_in: int, fan_out: int) -> float:
        """Variance of one weight of a layer with these fans."""
        if self.deviation is not None:
            return self.deviation**2
        return SCHEMES[self.scheme](fan_in, fan_out)

    def draw(
        self, stream: np.random.Generator, fan_in: int, fan_out: int, ensemble: tuple[int, ...] = ()
    ) -> Array:
        """Weights (*ensemble, fan_out, fan_in) for examples in columns, float64.

        Transpose them for examples in rows. Orthogonal ones are Haar, rows or columns orthogonal.
        """
        shape = (*ensemble, fan_out, fan_in)
        return math.sqrt(self.variance(fan_in, fan_out)) * LAWS[self.law].draw(stream, shape)


def constant(value: Any, fan_in: int, fan_out: int, ensemble: tuple[int, ...] = ()) -> Array:
    """Every weight the same number, in that number's own type: the symmetric start."""
    return np.full((*ensemble, fan_out, fan_in), value)

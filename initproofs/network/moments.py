"""Moments of streams of numbers: blocks go in, mean and central sums to the fourth order come out,
in float64 and in a fixed order; nothing is refused.

Each block is centred on its own mean, and blocks are merged by the pairwise formulas (Chan, Golub
and LeVeque, 1983; Pébay, 2008), so that neither a large mean nor a long stream costs digits.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from .activations import Array

BLOCK = 1 << 14


@dataclass(frozen=True)
class Moments:
    """Of ``count`` numbers the ``mean``, and the sums of the 2nd, 3rd and 4th powers about it."""

    count: int = 0
    mean: float = 0.0
    second: float = 0.0
    third: float = 0.0
    fourth: float = 0.0

    @property
    def variance(self) -> float:
        """Mean square about the mean (divided by the count)."""
        return self.second / self.count if self.count else math.nan

    @property
    def kurtosis(self) -> float:
        """Fourth central moment over the squared variance: 3 for a Gaussian."""
        return self.count * self.fourth / self.second**2 if self.second else math.nan

    @property
    def square(self) -> float:
        """Mean square about zero."""
        return self.variance + self.mean**2

    def merge(self, other: Moments) -> Moments:
        """The moments of both streams together; not bit for bit commutative, so keep the order."""
        if not self.count or not other.count:
            return self if self.count else other
        a, b = self.count, other.count
        n, away = a + b, other.mean - self.mean
        step = away / n
        return Moments(
            n,
            self.mean + step * b,
            self.second + other.second + away * step * a * b,
            self.third + other.third + away * step**2 * a * b * (a - b)
            + 3 * step * (a * other.second - b * self.second),
            self.fourth + other.fourth + away * step**3 * a * b * (a * a - a * b + b * b)
            + 6 * step**2 * (a * a * other.second + b * b * self.second)
            + 4 * step * (a * other.third - b * self.third),
        )  # fmt: skip


def of_block(block: Array) -> Moments:
    """Two passes over one block, float64 inside."""
    mean = float(block.mean(dtype=np.float64))
    away = block - mean if block.dtype == np.float64 else block.astype(np.float64) - mean
    square = away * away
    return Moments(
        block.size,
        mean,
        float(square.sum()),
        float(np.vdot(square, away)),
        float(np.vdot(square, square)),
    )


def moments(numbers: Array) -> Moments:
    """The moments of all the entries of an array, block by block."""
    flat, found = numbers.reshape(-1), Moments()
    for start in range(0, flat.size, BLOCK):
        found = found.merge(of_block(flat[start : start + BLOCK]))
    return found

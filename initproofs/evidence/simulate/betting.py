"""Tests for bounded quantities by betting, and for laws by their distribution functions: draws in a
declared range go in, evidence comes out; draws outside it are refused.

Capital Π(1 + λZ_i) is a supermartingale under E Z ≤ 0 as long as it cannot go bankrupt
(Waudby-Smith and Ramdas, 2024). The stakes λ are a fixed grid and their capitals averaged, so that
nothing is tuned to the data.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from .procedures import GRID, Array, Evidence, mixture, within_unit

EIGHT = 8  # factors of which one logarithm is taken


def wealth(gains: Array, lowest: float) -> Array:
    """Σ ln(1 + λZ) over the last axis for each stake λ on E Z > 0, where Z ≥ ``lowest``."""
    stakes = GRID / -lowest
    return np.stack([_log_product(1 + stake * gains) for stake in stakes], axis=-1)


def _log_product(factors: Array) -> Array:
    """Σ ln over the last axis, by one logarithm for eight factors: they neither vanish nor end."""
    products = np.ones((*factors.shape[:-1], -(-factors.shape[-1] // EIGHT)))
    for first in range(EIGHT):
        part = factors[..., first::EIGHT]
        products[..., : part.shape[-1]] *= part
    found: Array = np.log(products).sum(-1)
    return found


@dataclass(frozen=True)
class Ratio:
    """(e) E X = θρ E Y for X in [0, ``x_high``] and Y in [0, ``y_high``]; the claim is θ = 1.

    No delta method: the bets are on ρ(1 + δ)Y − X and X − ρ(1 − δ)Y, which are bounded themselves.
    """

    x_high: float
    y_high: float
    ratio: float = 1.0
    margin: float = 0.01
    count: Any = 0
    x_total: Any = 0.0
    y_total: Any = 0.0
    square: Any = 0.0  # Σ (X − ρY)², for the detectable error only
    up: Any = 0.0
    down: Any = 0.0
    above: Any = 0.0
    below: Any = 0.0

    def __post_init__(self) -> None:
        within_unit("margin", self.margin)
        if not all(0 < end < math.inf for end in (self.x_high, self.y_high, self.ratio)):
            raise ValueError("bounds and ratio are finite and positive")

    def observe(self, x: Any, y: Any) -> Ratio:
        x, y = np.broadcast_arrays(np.asarray(x, dtype=float), np.asarray(y, dtype=float))
        for draws, end in ((x, self.x_high), (y, self.y_high)):
            if not ((draws >= 0) & (draws <= end)).all():
                raise ValueError(f"a draw lies outside [0, {end}], the range that was declared")
        high, low = self.ratio * (1 + self.margin), self.ratio * (1 - self.margin)
        off = x - self.ratio * y
        return replace(
            self,
            count=self.count + x.shape[-1],
            x_total=self.x_total + x.sum(-1),
            y_total=self.y_total + y.sum(-1),
            square=self.square + (off * off).sum(-1),
            up=self.up + wealth(high * y - x, -self.x_high),
            down=self.down + wealth(x - low * y, -low * self.y_high),
            above=self.above + wealth(off, -self.ratio * self.y_high),
            below=self.below + wealth(-off, -self.x_high),
        )

    def evidence(self) -> Evidence:
        if not np.ndim(self.up):
            return 0.0, 0.0
        both = np.concatenate([self.above, self.below], axis=-1)
        return np.minimum(mixture(self.up), mixture(self.down)), mixture(both)

    @property
    def samples(self) -> Any:
        return self.count

    @property
    def estimate(self) -> Any:
        """θ, the ratio of the means over the ratio claimed."""
        return self.x_total / self.y_total / self.ratio

    def against_typical(self, error: float) -> float:
        drift = error * self.ratio * self.y_total / self.count
        square = self.square / self.count + drift**2
        gain = [
            stakes * drift * sign - stakes**2 * square / 2
            for stakes, sign in ((GRID / (self.ratio * self.y_high), 1), (GRID / self.x_high, -1))
        ]
        return float(mixture(self.count * np.concatenate(gain)))


def bounded(high: float, margin: float = 0.01) -> Ratio:
    """(d) θ = E X for X in [0, ``high``], the claim θ = 1: a ratio to the constant 1.

    Observe it with ``y=1.0``.
    """
    return Ratio(high, 1.0, 1.0, margin)


@dataclass(frozen=True)
class Law:
    """(f) The distribution function of the draws is ``cdf``, up to ``margin`` everywhere.

    The inequality of Dvoretzky, Kiefer and Wolfowitz (1956) with Massart's constant (1990). It is
    valid at one look only, so that there is no ``observe`` twice.
    """

    cdf: Callable[[Array], Array]
    margin: float = 0.01
    draws: Array | None = None

    def __post_init__(self) -> None:
        within_unit("margin", self.margin)

    def observe(self, draws: Any) -> Law:
        if self.draws is not None:
            raise ValueError("a test of a law looks at its data once")
        return replace(self, draws=np.sort(np.asarray(draws, dtype=float)))

    @property
    def samples(self) -> int:
        return 0 if self.draws is None else int(self.draws.size)

    @property
    def estimate(self) -> float:
        """The largest distance between the two distribution functions."""
        if self.draws is None:
            return math.nan
        n, values = self.draws.size, self.cdf(self.draws)
        steps = np.arange(1, n + 1) / n
        return float(max((steps - values).max(), (values - steps + 1 / n).max()))

    def evidence(self) -> Evidence:
        """ln(1/α) for the smallest α at which the claim would be confirmed, and refuted."""
        distance = self.estimate
        if math.isnan(distance):
            return 0.0, 0.0
        room = max(self.margin - distance, 0.0)
        return self._level(room), self._level(distance)

    def _level(self, half_width: float) -> float:
        return 2 * self.samples * half_width**2 - math.log(2)

    def against_typical(self, error: float) -> float:
        return self._level(error)

"""Sequential tests: sufficient statistics go in, the logarithms of the evidence for and against a
claim come out; margins outside (0, 1) and data outside their declared range are refused.

A claim says that a normalised quantity θ is 1 (or 0). *Confirmed* means |θ − 1| < δ, and its
evidence is a supermartingale under every θ outside that margin, *refuted* θ ≠ 1, and its evidence
one under θ = 1: by Ville's inequality (1939) evidence ≥ 1/α ever, at whatever look, is wrong with
probability at most α. Fields may be arrays: independent repetitions, side by side.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import special

Array = npt.NDArray[np.float64]
Evidence = tuple[Any, Any]  # ln evidence for (confirm), against (refute)

PRIORS = (0.5, 20.0, 1000.0, 50_000.0)  # shapes of the mixture over scales, coarse to fine
GRID = 0.5 ** np.arange(1, 13)  # bets, as shares of the largest one that cannot go bankrupt


def within_unit(name: str, number: float) -> None:
    """Refuses a margin or a rate that is not strictly between 0 and 1."""
    if not 0 < number < 1:
        raise ValueError(f"the {name} lies between 0 and 1, not {number}")


def mixture(logs: Array) -> Any:
    """ln of the mean of exp(logs) over the last axis."""
    largest = logs.max(axis=-1, keepdims=True)
    largest = np.where(np.isfinite(largest), largest, 0.0)
    with np.errstate(divide="ignore", over="ignore"):  # the logarithm of nothing is -inf
        return np.log(np.exp(logs - largest).mean(axis=-1)) + largest[..., 0]


@dataclass(frozen=True)
class Scale:
    """(a) θ = E[T]/ν where T/θ ~ χ²_ν exactly: ``total`` of T, ``dof`` of ν.

    Likelihood ratios against 1 ± δ; a Gamma mixture over scales (Robbins, 1970) against 1.
    """

    margin: float = 0.01
    dof: Any = 0.0
    total: Any = 0.0

    def __post_init__(self) -> None:
        within_unit("margin", self.margin)

    def observe(self, statistic: Any, dof: Any) -> Scale:
        """Adds independent χ² statistics, summed over the last axis, and their degrees."""
        total, degrees = np.sum(statistic, axis=-1), np.sum(dof, axis=-1)
        if not ((total >= 0) & (total < math.inf)).all():
            raise ValueError("a χ² statistic is finite and not negative")
        return replace(self, total=self.total + total, dof=self.dof + degrees)

    def evidence(self) -> Evidence:
        sides = [
            self.dof / 2 * math.log(end) - self.total / 2 * (1 - 1 / end)
            for end in (1 + self.margin, 1 - self.margin)
        ]
        return np.minimum(*sides), self._against(self.total)

    def _against(self, total: Any) -> Any:
        half = self.dof / 2
        logs = [
            a * math.log(a) - special.gammaln(a) + special.gammaln(a + half)
            - (a + half) * np.log(a + total / 2) + total / 2
            for a in PRIORS
        ]  # fmt: skip
        return mixture(np.stack(np.broadcast_arrays(*logs), axis=-1))

    @property
    def samples(self) -> Any:
        return self.dof

    @property
    def estimate(self) -> Any:
        return self.total / self.dof

    def against_typical(self, error: float) -> float:
        """ln evidence against the claim if θ were 1 + error and the data typical of it."""
        return float(self._against(self.dof * (1 + error)))


@dataclass(frozen=True)
class Zero:
    """(b) θ = E u where u ~ N(θ, 1) exactly; the claim is θ = 0."""

    margin: float = 0.01
    count: Any = 0
    total: Any = 0.0
    tuned: float = 1000.0  # the number of samples at which refutation is sharpest

    def __post_init__(self) -> None:
        within_unit("margin", self.margin)

    def observe(self, draws: Any) -> Zero:
        draws = np.asarray(draws)
        return replace(self, count=self.count + draws.shape[-1], total=self.total + draws.sum(-1))

    def evidence(self) -> Evidence:
        drift = self.count * self.margin**2 / 2
        return drift - self.margin * np.abs(self.total), self._against(self.total)

    def _against(self, total: Any) -> Any:
        wide = 1 / self.tuned
        spread = 1 + self.count * wide
        return -math.log(spread) / 2 + wide * total**2 / (2 * spread)

    @property
    def samples(self) -> Any:
        return self.count

    @property
    def estimate(self) -> Any:
        return self.total / self.count

    def against_typical(self, error: float) -> float:
        return float(self._against(self.count * error))


def truncated(y: Array) -> Array:
    """ψ(y) = ln(1 + y + y²/2) from −1 on and ln ½ below: monotone, and e^ψ ≤ 1 + y + y²/2.

    Monotone is what makes a bet hold for every θ beyond the margin; without the truncation
    (Catoni, 2012) the parabola turns up again and confirms θ = 0, 2 and 10.
    """
    y = np.maximum(y, -1)
    return np.log1p(y + y * y / 2)


@dataclass(frozen=True)
class KnownVariance:
    """(c) T = θR with R ≥ 0, E R = 1 and Var R ≤ ``variance``: the shape of the law is known.

    ``up`` and ``down`` are the sums of ψ, their price taken off; ``bets`` those against θ = 1.
    """

    variance: float
    margin: float = 0.01
    count: Any = 0
    total: Any = 0.0
    up: Any = 0.0
    down: Any = 0.0
    bets: Any = 0.0

    def __post_init__(self) -> None:
        within_unit("margin", self.margin)
        if not 0 < self.variance < math.inf:
            raise ValueError(f"a relative variance is finite and positive, not {self.variance}")

    @property
    def stakes(self) -> Array:
        """The bets against θ = 1, on either side of it."""
        return np.array([-4, -1, -0.25, 0.25, 1, 4]) * self.margin / self.variance

    def observe(self, draws: Any) -> KnownVariance:
        draws = np.asarray(draws, dtype=float)
        if not (draws >= 0).all():
            raise ValueError("a statistic with T = θR, R ≥ 0 cannot be negative or NaN")
        n, stake = draws.shape[-1], self.margin / self.variance
        high, low = 1 + self.margin, 1 - self.margin
        price = [n * math.log1p((stake * end) ** 2 * self.variance / 2) for end in (high, low)]
        return replace(
            self,
            count=self.count + n,
            total=self.total + draws.sum(-1),
            up=self.up + truncated(stake * (high - draws)).sum(-1) - price[0],
            down=self.down + truncated(stake * (draws - low)).sum(-1) - price[1],
            bets=self.bets + self._winnings(draws),
        )

    def _winnings(self, draws: Array) -> Array:
        """Σ ln(1 + λY + λ²Y²/2) − n ln(1 + λ²v/2) for every stake λ, on a new last axis."""
        won = []
        for stake in self.stakes:
            y = stake * (draws - 1)
            price = draws.shape[-1] * math.log1p(stake**2 * self.variance / 2)
            won.append(np.log1p(y + y * y / 2).sum(-1) - price)
        return np.stack(won, axis=-1)

    def evidence(self) -> Evidence:
        against = mixture(np.asarray(self.bets)) if np.ndim(self.bets) else 0.0
        return np.minimum(self.up, self.down), against

    @property
    def samples(self) -> Any:
        return self.count

    @property
    def estimate(self) -> Any:
        return self.total / self.count

    def against_typical(self, error: float) -> float:
        # ln(1 + y + y²/2) is y up to its cube, so a bet gains λ·error and pays its price.
        price = np.log1p(self.stakes**2 * self.variance / 2)
        return float(mixture(self.count * (self.stakes * error - price)))

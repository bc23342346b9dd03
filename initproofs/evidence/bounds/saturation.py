"""The mean slope of a sigmoid behind a Gaussian of scale s, enclosed: how many scales agreed.

(1 − π²/(6s²)) / (s√2π) ≤ E σ′(sG) < 1 / (s√2π): σ′ is the logistic density, whose variance is π²/3,
and 1 − x²/(2s²) ≤ exp(−x²/(2s²)) ≤ 1.
"""

from __future__ import annotations

from fractions import Fraction

from ...terms import Applied, Head, Symbol
from ..symmetry.cases import Disagrees
from .balls import as_real
from .gaussian import expectation

SCALES = (1, 3, 10, 100)
LETTER = Head("z")


def mean_slopes(_seed: int = 0) -> int:
    """Nothing is drawn: every scale is enclosed."""
    import flint

    slope = Applied("sigmoid", (Symbol(LETTER),), 1)
    for scale in SCALES:
        found = expectation(slope, LETTER, Fraction(scale))
        bound = 1 / (scale * (2 * flint.arb.pi()).sqrt())
        least = as_real(bound * (1 - flint.arb.pi() ** 2 / (6 * scale**2)))
        if not least.high <= found.low <= found.high < as_real(bound).low:
            raise Disagrees(f"saturation is slow: scale {scale}")
    return len(SCALES)

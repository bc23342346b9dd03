"""With one hidden layer and all weights zero: the second derivatives have both signs."""

from __future__ import annotations

from ...terms import Index
from ..gradients.functions import symbol
from ..gradients.sums import IndexSum, closed, number
from .definitions import EXAMPLES
from .network import Network
from .rewriting import PHI, entry, letter

HIDDEN, TOP, INPUTS = Index("", 1), Index("", 2), Index("", 0)


def saddle(net: Network) -> None:
    """Along W^1 = x U and W^2 = y V the quadratic form is 2 c x y + d y² with c ≠ 0."""
    t = letter("t")
    slope = symbol(PHI, 1, entry("b", HIDDEN, "i"))
    nothing, upper = number(0), t * entry("V", TOP, "i", "◆")
    errors, drift = entry("δ", TOP, "◇", "◆"), entry("E", TOP, "◇", "◆")
    at_rest = _by_first_weight(
        net, errors + t * drift, nothing, symbol(PHI, 1, entry("Z", HIDDEN, "◇", "i"))
    )
    net.equal("W^2 = 0", at_rest, nothing, "∂²L/∂W^1∂W^1 = 0: the slope is zero for every W^1")
    moved = _by_first_weight(net, errors + t * drift, upper, slope)
    cross = _by_first_weight(net, errors, entry("V", TOP, "i", "◆"), slope)
    rest = _by_first_weight(net, drift, entry("V", TOP, "i", "◆"), slope)
    says = "∂²L/∂W^1_ki∂W^2_ij = φ′(b_i) Σ_s x_sk δ_sj"
    net.equal(
        "W^2 = t V, δ = δ(0) + t E, to first order in t", moved - t * cross, t * t * rest, says
    )
    c, d = letter("c"), letter("d")
    net.equal("the determinant of (0 c; c d)", nothing * d - c * c, -(c * c), "it is −c²")
    weighted = closed(
        entry("x", INPUTS, "◇", "k") * entry("δ", TOP, "◇", "j"), {"◇": net.side(EXAMPLES)}
    )
    net.suppose_sign("φ′(b_i) ≠ 0 for a hidden unit i", slope)
    net.suppose_sign("Σ_s x_s δ_s ≠ 0", weighted)
    rule = "c for one entry k, i of W^1 and one entry i, j of W^2: −c² < 0, a saddle"
    net.not_zero(rule, slope * weighted, slope, weighted)


def _by_first_weight(net: Network, errors: IndexSum, upper: IndexSum, slope: IndexSum) -> IndexSum:
    """∂L/∂W^1_ki = Σ_s x_sk Σ_j δ_sj W^2_ij φ′(Z_si)."""
    each = entry("x", INPUTS, "◇", "k") * errors * upper * slope
    return closed(each, {"◆": net.side(TOP), "◇": net.side(EXAMPLES)})

"""The order in η of the first motion of each layer, and that what stands before it is not zero.

Of each quantity the leading part is carried along: a power of η times a sum over indices. What is
left over is smaller where φ and φ′ are continuous at the biases, and the errors in the outputs.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from ...terms import Index
from ..gradients.sums import IndexSum, closed, number
from .definitions import EXAMPLES, LAST
from .network import Network
from .rewriting import entry, letter

BELOW, HERE, ABOVE = Index("l", -1), Index("l", 0), Index("l", 1)
SMOOTH = "φ and φ′ are continuous at the biases, and the errors in the outputs"


@dataclass(frozen=True)
class Leading:
    """η^(c e + d) times a sum over indices, and what is smaller; ``order`` is (c, d)."""

    order: tuple[int, int]
    lead: IndexSum

    def times(self, other: Leading) -> Leading:
        (c, d), (e, f) = self.order, other.order
        return Leading((c + e, d + f), self.lead * other.lead)

    def over(self, letter: str, side: int) -> Leading:
        return Leading(self.order, closed(self.lead, {letter: side}))


def plain(of: IndexSum) -> Leading:
    """What does not depend on η."""
    return Leading((0, 0), of)


DOWN = Leading((0, 1), number(-1))  # a step of rate η against the gradient


@dataclass(frozen=True)
class Parts:
    """a = φ(b) and g = φ(b) φ′(b) layer by layer; D_s the errors of the outputs at the start, D
    their sum; κ and λ positive numbers."""

    net: Network

    @cached_property
    def error(self) -> IndexSum:
        return entry("D", LAST, "s", "r")

    @cached_property
    def whole(self) -> IndexSum:
        return closed(self.error, {"s": self.net.side(EXAMPLES)})

    @cached_property
    def along(self) -> IndexSum:
        """D_s · D"""
        return closed(self.error * self.whole, {"r": self.net.side(LAST)})

    @cached_property
    def square(self) -> IndexSum:
        """|D|²"""
        return closed(self.whole * self.whole, {"r": self.net.side(LAST)})

    @cached_property
    def units(self) -> IndexSum:
        """|g|² of the layer above."""
        g = entry("g", ABOVE, "r")
        return closed(g * g, {"r": self.net.side(ABOVE)})


KAPPA, LAMBDA = letter("κ"), letter("λ")
A, F, G = entry("a", HERE, "j"), entry("f", HERE, "j"), entry("g", HERE, "j")


def first_motions(net: Network) -> None:
    """W = η^e λ |D|² aᵀ g and δ_s = −η^(e-1) κ (D_s · D) g in every layer that has moved, where e
    is one in the last layer and doubles from each to the one below."""
    parts = Parts(net)
    net.suppose_sign("a step goes down a sum of gradients with positive weights", LAMBDA, True)
    net.suppose_sign("Σ_s δ_s ≠ 0", parts.whole)
    net.square_sum("a square", parts.square, parts.whole, {"r": net.side(LAST)})
    unit = "φ(b) ≠ 0 and φ′(b) ≠ 0 for a unit of every hidden layer"
    for one in (entry("a", BELOW, "k"), G, entry("g", ABOVE, "r")):
        net.suppose_sign(unit, one)
    net.square_sum("a square", parts.units, entry("g", ABOVE, "r"), {"r": net.side(ABOVE)})
    net.signs[KAPPA] = True  # as the induction supposes; it begins with λ
    _at_the_top(parts)
    _passed_on(parts)
    _moved(parts)
    net.step("e_0 = 1 and e_(k+1) = 2 e_k", "e_k = 2^k", _doubles())


def _leads(
    net: Network, rule: str, says: str, found: Leading, order: tuple[int, int], lead: IndexSum
) -> None:
    """A leading part is what it is said to be; products of leading parts are leading."""
    net.step(rule, says, net.given(SMOOTH) and found == Leading(order, lead))


def _at_the_top(parts: Parts) -> None:
    net, outputs = parts.net, parts.net.side(LAST)
    step = DOWN.times(plain(LAMBDA * entry("a", HERE, "j") * parts.whole))
    back = plain(parts.error).times(step).over("r", outputs).times(plain(F))
    rule = "δ^L = D_s, W^L = −η λ aᵀ D, δ^(L-1) = δ^L (W^L)ᵀ ⊙ φ′(b), g = a φ′(b)"
    _leads(net, rule, "δ^(L-1) = −η λ (D_s · D) g", back, (0, 1), -(LAMBDA * parts.along * A * F))
    first = entry("a", BELOW, "k") * parts.whole
    net.not_zero("W^L moves at once", first, entry("a", BELOW, "k"), parts.whole)


def _passed_on(parts: Parts) -> None:
    net = parts.net
    g = entry("g", ABOVE, "r")
    error = Leading((1, -1), -(KAPPA * parts.along * g))
    weight = Leading((1, 0), LAMBDA * parts.square * A * g)
    back = error.times(weight).over("r", net.side(ABOVE)).times(plain(F))
    new = KAPPA * LAMBDA * parts.square * parts.units
    rule = "δ^l = δ^(l+1) (W^(l+1))ᵀ ⊙ φ′(b)"
    says = "δ^l = −η^(2e-1) κ λ |D|² |g|² (D_s · D) g"
    _leads(net, rule, says, back, (2, -1), -(new * parts.along * A * F))
    factors = KAPPA, LAMBDA, parts.square, parts.units
    net.not_zero("a product", new, *factors, positive=True, says="κ λ |D|² |g|² > 0, the new κ")


def _moved(parts: Parts) -> None:
    net, examples = parts.net, parts.net.side(EXAMPLES)
    error = Leading((1, -1), -(KAPPA * parts.along * G))
    for below, hypothesis in ((entry("a", BELOW, "k"), ""), (entry("x", BELOW, "s", "k"), "x")):
        seen = closed(below * parts.along, {"s": examples})
        step = DOWN.times(plain(below)).times(error).over("s", examples)
        rule = "W^l moves by −η (A^(l-1))ᵀ δ^l" if not hypothesis else "W^1 moves by −η Xᵀ δ^1"
        _leads(net, rule, "by η^e κ Σ_s A_s (D_s · D) g", step, (1, 0), KAPPA * seen * G)
        if hypothesis:
            net.suppose_sign("Σ_s (D_s · D) x_s ≠ 0", seen)
        else:
            net.not_zero("A_s = a", seen, entry("a", BELOW, "k"), parts.square)
        net.not_zero("a product", KAPPA * seen * G, KAPPA, seen, G)


def _doubles() -> bool:
    import sympy

    k = sympy.Symbol("k", integer=True, nonnegative=True)
    power = 2**k
    return bool(power.subs(k, 0) == 1 and sympy.simplify(power.subs(k, k + 1) - 2 * power) == 0)

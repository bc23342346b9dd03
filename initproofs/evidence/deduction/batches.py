"""A batch that is normalised, with other weights before it: for any number of examples."""

from __future__ import annotations

from ..gradients.monomials import ENTRY, Atom
from ..gradients.sums import IndexSum, closed, counted, factor, number
from .rewriting import letter
from .steps import NOTHING, Deduction, Dropped

EXAMPLES = 2  # how far an index runs: a symbol
SCALE, SHIFT, ADDED = letter("c"), letter("b"), letter("ε")


def forgets_the_scale(dropped: Dropped = NOTHING) -> Deduction:
    """c z + b is normalised to what z is."""
    proof = Deduction(dropped)
    z = factor(Atom(ENTRY, "z"), ("s",))
    other = SCALE * z + SHIFT
    added = number(0) if proof.given("nothing is added to the variance") else ADDED
    proof.equal(
        "linearity", mean(other), SCALE * mean(z) + SHIFT, "the mean is c times the mean, plus b"
    )
    rest, first = other - mean(other), z - mean(z)
    proof.equal("less the mean", rest, SCALE * first, "c z_s + b − (c μ + b) = c (z_s − μ)")
    spread, whole = mean(rest * rest) + added, SCALE * SCALE * (mean(first * first) + added)
    proof.equal("the mean of the squares", spread, whole, "the variance is c² times the variance")
    proof.step("c > 0", "√(c² v) = c √v", _root(proof.given("the factor is positive")))
    root, left = letter("r"), letter("d")
    proof.equal(
        "c cancels",
        SCALE * left / (SCALE * root),
        left / root,
        "c (z_s − μ) / (c √v) = (z_s − μ) / √v",
    )
    return proof


def mean(of: IndexSum) -> IndexSum:
    return closed(of, {"s": EXAMPLES}) / counted(EXAMPLES)


def _root(positive: bool) -> bool:
    import sympy

    c = sympy.Symbol("c", positive=True) if positive else sympy.Symbol("c", real=True)
    v = sympy.Symbol("v", nonnegative=True)
    return bool(sympy.sqrt(c**2 * v) - c * sympy.sqrt(v) == 0)

"""Integrals under the bell and under the slope of the sigmoid, by antiderivatives that are checked:
a cut normal law, and the mean slope of a sigmoid at any scale.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from ..instances.laws import FACTOR, cut_deviation
from .steps import NOTHING, Deduction, Dropped

DIGITS = 16


def cut_normal(dropped: Dropped = NOTHING, cut: int = 2, written: str = FACTOR) -> Deduction:
    """The deviation of a normal number that is drawn again until |w| ≤ a, and what it is at 2."""
    import sympy

    proof = Deduction(dropped)
    x, a = sympy.Symbol("x", real=True), sympy.Symbol("a", positive=True)
    bell = sympy.exp(-(x**2) / 2) / sympy.sqrt(2 * sympy.pi)
    _antiderivative(proof, "−φ′(x) = x φ(x)", -bell, x * bell, x)
    even = proof.given("the cut is the same on both sides")
    low = -a if even else sympy.Symbol("a_1", negative=True)
    mean = (-bell).subs(x, a) - (-bell).subs(x, low)
    proof.step("φ(−a) = φ(a)", "E[w] = 0", sympy.simplify(mean) == 0)
    says = "(−x φ(x))′ = (x² − 1) φ(x)"
    _antiderivative(proof, says, -x * bell, (x**2 - 1) * bell, x)
    mass = sympy.erf(a / sympy.sqrt(2))
    ends = (-x * bell).subs(x, a) - (-x * bell).subs(x, -a)
    kept = sympy.simplify(sympy.diff(mass, a) - 2 * bell.subs(x, a)) == 0 and mass.subs(a, 0) == 0
    proof.step("its derivative is 2 φ(a), and it is 0 at 0", "P(|w| ≤ a) = 2 Φ(a) − 1", kept)
    whole = mass if proof.given("what is cut off is drawn again") else sympy.Integer(1)
    rest = sympy.simplify((mass + ends) / whole - (1 - 2 * a * bell.subs(x, a) / mass))
    says = "Var(w) = 1 − 2 a φ(a) / (2 Φ(a) − 1)"
    proof.step("divide by the mass that is kept", says, rest == 0)
    found = cut_deviation(cut)
    near = abs(found.middle - Fraction(written)) + (found.high - found.low) / 2
    half = Fraction(1, 2 * 10**DIGITS)
    proof.step(
        f"at a = {cut}, in ball arithmetic", f"the deviation is {written}, rounded", near <= half
    )
    return proof


def mean_slope(dropped: Dropped = NOTHING, part: Fraction = Fraction(1, 6)) -> Deduction:
    """(1 − part π²/s²) / (s √(2π)) ≤ E[σ′(s z)] < 1 / (s √(2π)) for every scale s > 0."""
    import sympy

    proof = Deduction(dropped)
    u, s = sympy.Symbol("u", real=True), sympy.Symbol("s", positive=True)
    sigmoid = 1 / (1 + sympy.exp(-u))
    slope = sympy.exp(-u) / (1 + sympy.exp(-u)) ** 2
    _antiderivative(proof, "σ′(u) = e^(−u) / (1 + e^(−u))²", sigmoid, slope, u)
    proof.step("a quotient of positive numbers", "σ′ > 0", bool(slope.is_positive))
    area = sympy.limit(sigmoid, u, sympy.oo) - sympy.limit(sigmoid, u, -sympy.oo)
    proof.step("the limits of σ", "∫ σ′ = 1", area == 1)
    even = sympy.simplify(slope - slope.subs(u, -u)) == 0
    proof.step("σ′(−u) = σ′(u)", "∫ u² σ′ is twice that up to 0", even)
    proof.step("an antiderivative", "∫ u² σ′ = π²/3", _second_moment(u, slope) == sympy.pi**2 / 3)
    _bell_between(proof)
    normal = proof.given("z is normal with the deviation 1")
    density = sympy.exp(-((u / s) ** 2) / 2) / sympy.sqrt(2 * sympy.pi) / s
    same = sympy.simplify(
        density - sympy.exp(-(u**2) / (2 * s**2)) / (s * sympy.sqrt(2 * sympy.pi))
    )
    proof.step("u = s z", "E[σ′(s z)] = ∫ σ′(u) e^(−u²/(2s²)) du / (s √(2π))", normal and same == 0)
    least = sympy.simplify(
        1 - sympy.pi**2 / 3 / (2 * s**2) - (1 - _rational(part) * sympy.pi**2 / s**2)
    )
    proof.step("integrate both bounds", f"1 − {part} π²/s² ≤ s √(2π) E[σ′(s z)] < 1", least == 0)
    return proof


def _antiderivative(proof: Deduction, says: str, whole: Any, slope: Any, by: Any) -> None:
    import sympy

    same = sympy.simplify(sympy.diff(whole, by) - slope) == 0
    proof.step("differentiate", says, same)


def _second_moment(u: Any, slope: Any) -> Any:
    """Twice the integral of u² σ′ from −∞ to 0, by u² σ − 2 u ln(1 + e^u) − 2 Li₂(−e^u)."""
    import sympy

    sigmoid = sympy.exp(u) / (1 + sympy.exp(u))
    whole = u**2 * sigmoid - 2 * u * sympy.log(1 + sympy.exp(u))
    whole -= 2 * sympy.polylog(2, -sympy.exp(u))
    rest = sympy.expand_func(sympy.diff(whole, u)) - u**2 * slope
    if sympy.simplify(rest) != 0:
        return None
    ends = whole.subs(u, 0), sympy.limit(whole, u, -sympy.oo)
    return 2 * sympy.expand_func(ends[0] - ends[1])


def _bell_between(proof: Deduction) -> None:
    """1 − t ≤ e^(−t) ≤ 1 for t ≥ 0: e^(−t) − 1 + t and its slope are 0 at 0, and its curvature is
    positive; 1 − e^(−t) is 0 at 0, and its slope is positive."""
    import sympy

    t = sympy.Symbol("t", real=True)
    above, below = sympy.exp(-t) - 1 + t, 1 - sympy.exp(-t)
    starts = (above.subs(t, 0), sympy.diff(above, t).subs(t, 0), below.subs(t, 0))
    grows = sympy.diff(above, t, 2).is_positive and sympy.diff(below, t).is_positive
    proof.step("t = u²/(2s²) ≥ 0", "1 − t ≤ e^(−t) ≤ 1", bool(grows and set(starts) == {0}))


def _rational(of: Fraction) -> Any:
    import sympy

    return sympy.Rational(of.numerator, of.denominator)

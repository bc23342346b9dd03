"""Is a term never negative, for every real z? A certificate by Sturm, or by derivatives from 0.

In: a term in one letter that is a quotient of polynomials in z and e^z. Out: the steps of a proof,
or None: nothing is ever refuted here. Handles polynomials in t = e^z > 0 (and in z alone) by Sturm
sequences, and mixtures on z ≥ 0 by differentiating until every term is positive.
"""

from __future__ import annotations

from fractions import Fraction

from ...terms import Applied, Head, Symbol, Term
from .building import neg, sub
from .normal import NoNormalForm, Normal, Ratio
from .pieces import NotSplit, linear, on, pieces
from .polynomials import Generator, Polynomial, TooLarge, collect, multiply, power_of
from .slopes import NoSlope, plain
from .sturm import Coefficients, never_negative

Steps = tuple[tuple[str, str], ...]
MOST_DERIVATIVES = 12


def at_most(left: Term, right: Term, variable: Head, strictly: bool = False) -> Steps | None:
    """left ≤ right for every real value of the letter (left < right, if ``strictly``)."""
    if (
        isinstance(left, Applied)
        and left.function == "abs"
        and _curved(left.arguments[0], variable)
    ):
        one = at_most(left.arguments[0], right, variable, strictly)
        other = at_most(neg(left.arguments[0]), right, variable, strictly)
        return (*one, *other) if one is not None and other is not None else None
    return _on_pieces(left, right, variable, (), strictly) or _on_pieces(
        left, right, variable, (plain(Applied("abs", (Symbol(variable),))),), strictly
    )


def _curved(term: Term, variable: Head) -> bool:
    try:
        linear(term, variable)
    except NotSplit:
        return True
    return False


def _on_pieces(
    left: Term, right: Term, variable: Head, cuts: tuple[Term, ...], strictly: bool
) -> Steps | None:
    try:
        gap = plain(sub(right, left))
        steps: Steps = ()
        for piece in pieces((gap, *cuts), variable):
            here = on(piece, gap, variable)
            found = _on_piece(here, variable, piece.low, piece.high, strictly)
            if found is None:
                return None
            steps += found
    except (NoNormalForm, NoSlope, NotSplit, TooLarge):
        return None
    return steps


def _on_piece(
    gap: Term, variable: Head, low: Fraction | None, high: Fraction | None, strictly: bool
) -> Steps | None:
    normal = Normal()
    form = normal(gap)
    top, bottom = _cleared(form)
    one = _signed(bottom, variable, low, high, True)
    if one is None:
        return None
    found = _signed(top, variable, low, high, strictly)
    return None if found is None else (*found, ("positive denominator", f"{bottom} > 0"))


def _cleared(form: Ratio) -> tuple[Polynomial, Polynomial]:
    """Numerator and denominator, both divided by the denominator's sign and lowest powers."""
    top, bottom = form.top, form.bottom
    if bottom.terms[0][1] < 0:
        top, bottom = -top, -bottom
    return top, bottom


def _signed(
    polynomial: Polynomial,
    variable: Head,
    low: Fraction | None,
    high: Fraction | None,
    strictly: bool,
) -> Steps | None:
    value = polynomial.constant
    if value is not None:
        holds = value > 0 or (value == 0 and not strictly)
        return (("a number", f"{value} {'>' if value else '≥'} 0"),) if holds else None
    z, e = Generator("x", str(variable)), Generator("e", str(variable))
    if polynomial.generators() <= {e}:
        return _of_exponential(polynomial, e, low, high, strictly)
    if polynomial.generators() <= {z, e}:
        return _of_both(polynomial, z, e, low, high, strictly)
    return None


def _of_exponential(
    polynomial: Polynomial,
    e: Generator,
    low: Fraction | None,
    high: Fraction | None,
    strictly: bool,
) -> Steps | None:
    """A polynomial in t = e^z: on (0, ∞), (0, 1) or (1, ∞) as z runs over all, below or above 0."""
    coefficients = dense(polynomial, e)
    if coefficients is None or not {low, high} <= {None, Fraction(0)}:
        return None
    start = Fraction(1) if low is not None else Fraction(0)
    end = Fraction(1) if high is not None else None
    if low is not None and low == high:
        holds = sum(coefficients) > 0 or (sum(coefficients) == 0 and not strictly)
        return (("value at 0", f"{sum(coefficients)}"),) if holds else None
    if not never_negative(coefficients, start, end, strictly):
        return None
    shown = " + ".join(f"{c}·t^{i}" for i, c in enumerate(coefficients) if c)
    sign = ">" if strictly else "≥"
    return (("Sturm's theorem, t = e^z > 0", f"{shown} {sign} 0"),)


def dense(polynomial: Polynomial, generator: Generator) -> Coefficients | None:
    """Its coefficients by powers of one generator, the lowest power taken out (it is positive)."""
    powers = {dict(m).get(generator, Fraction(0)): c for m, c in polynomial.terms}
    lowest = min(powers)
    common = 1
    for exponent in powers:
        common = max(common, (exponent - lowest).denominator)
    scaled = {(exponent - lowest) * common: c for exponent, c in powers.items()}
    if any(k.denominator != 1 for k in scaled) or max(scaled) > 60:
        return None
    return [scaled.get(Fraction(k), Fraction(0)) for k in range(int(max(scaled)) + 1)]


def _of_both(
    polynomial: Polynomial,
    z: Generator,
    e: Generator,
    low: Fraction | None,
    high: Fraction | None,
    strictly: bool,
) -> Steps | None:
    """A polynomial in z and e^z on z > 0 or z < 0, by the signs of its derivatives at 0."""
    if (low, high) == (None, Fraction(0)):
        mirrored = _mirror(polynomial, z, e)
        found = _of_both(mirrored, z, e, Fraction(0), None, strictly)
        return None if found is None else (("put -z for z", str(mirrored)), *found)
    if (low, high) != (Fraction(0), None):
        return None
    here, count = _lowest_taken_out(polynomial, e), 0
    while count < MOST_DERIVATIVES:
        if all(c > 0 for _, c in here.terms) and here.terms:
            steps = f"{count} derivatives are ≥ 0 at z = 0, and then every term is positive"
            return (("nonnegative with its derivatives at 0", steps),)
        if _at_zero(here, e) < 0:
            return None
        here = _lowest_taken_out(_differentiated(here, z, e), e)
        count += 1
    return None


def _mirror(polynomial: Polynomial, z: Generator, e: Generator) -> Polynomial:
    terms = []
    for monomial, c in polynomial.terms:
        powers = dict(monomial)
        sign = -1 if powers.get(z, Fraction(0)) % 2 else 1
        kept = tuple((g, -p if g == e else p) for g, p in monomial)
        terms.append((kept, c * sign))
    return collect(terms)


def _lowest_taken_out(polynomial: Polynomial, e: Generator) -> Polynomial:
    """Divided by its lowest power of e^z, which is positive."""
    if polynomial.is_zero:
        return polynomial
    lowest = min(dict(m).get(e, Fraction(0)) for m, _ in polynomial.terms)
    return polynomial * power_of(e, -lowest) if lowest else polynomial


def _at_zero(polynomial: Polynomial, e: Generator) -> Fraction:
    return sum((c for m, c in polynomial.terms if all(g == e for g, _ in m)), Fraction(0))


def _differentiated(polynomial: Polynomial, z: Generator, e: Generator) -> Polynomial:
    terms = []
    for monomial, c in polynomial.terms:
        powers = dict(monomial)
        if powers.get(e):
            terms.append((monomial, c * powers[e]))
        if powers.get(z):
            terms.append((multiply(monomial, ((z, Fraction(-1)),)), c * powers[z]))
    return collect(terms)

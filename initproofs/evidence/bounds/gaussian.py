"""E f(s·G + m) for a standard normal G and a function of the catalogue: a rigorous enclosure.

In: a term in one letter, the mean and the deviation. Out: a ``Real`` that contains the expectation.
The integral over [−R, R] is Arb's (Johansson 2018, “Numerical integration in arbitrary-precision
ball arithmetic”), cut at every kink; the tails are bounded by |f(x)| ≤ growth·(1 + x²), which is
true of squares of activations that grow no faster than their argument. Refuses (``NoValue``) other
functions.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from ...arithmetic.enclosure import Real
from ...terms import Applied, Head, Number, Power, Product, Quotient, Sum, Symbol, Term, heads
from ..functions.pieces import NotSplit, on, pieces
from ..functions.slopes import NoSlope, plain
from .balls import NoValue, as_real, ball

RADIUS = 14  # the normal density beyond it is below 10⁻⁴²
GROWTH = 16  # |f(x)| ≤ GROWTH·(1 + x²): squares and slopes of the catalogue's activations
PRECISION = 100  # bits
TAME = frozenset(
    [
        *"identity sigmoid tanh relu softplus silu gelu selu softsign abs step".split(),
        "leaky relu",
        "unit elu",
    ]
)

BOUNDED = frozenset({"sigmoid", "tanh"})  # by 1, and so are their slopes


def expectation(term: Term, letter: Head, deviation: Fraction = Fraction(1)) -> Real:
    """E term, where the letter is deviation·G."""
    import flint

    if not is_tame(term, letter):
        raise NoValue("the tails of its integral are not bounded here")
    before = flint.ctx.prec
    flint.ctx.prec = PRECISION
    try:
        total = _tails(deviation)
        for low, high, here in _parts(term, letter, deviation):
            total += _integral(here, letter, low, high, deviation)
        return as_real(total)
    finally:
        flint.ctx.prec = before


def is_tame(term: Term, letter: Head) -> bool:
    """Does it grow no faster than x²: a square, product or sum of activations of the letter?"""
    match term:
        case Number():
            return True
        case Symbol(head):
            return head == letter
        case Applied(name, (Symbol(head),), primes):
            return name in TAME and head == letter and primes <= 1
        case Applied(name, (inside,), primes):
            return name in BOUNDED and primes <= 1 and set(heads(inside)) == {letter}
        case Power(base, Number(value)):
            return value in (1, 2) and _is_linear(base, letter)
        case Sum(terms):
            return all(is_tame(part, letter) for _, part in terms)
        case Product(left, right):
            one, other = _is_linear(left, letter), _is_linear(right, letter)
            numbers = [isinstance(side, Number) for side in (left, right)]
            both = is_tame(left, letter) and is_tame(right, letter)
            return (one and other) or (any(numbers) and both)
        case Quotient(top, Number(value)):
            return value != 0 and is_tame(top, letter)
    return False


def _is_linear(term: Term, letter: Head) -> bool:
    """Does it grow no faster than x, with a factor of at most 2?"""
    match term:
        case Symbol(head):
            return head == letter
        case Applied():
            return is_tame(term, letter)
        case Number(value):
            return abs(value) <= 2
    return False


def _parts(term: Term, letter: Head, deviation: Fraction) -> list[tuple[Fraction, Fraction, Term]]:
    """[−R, R], in units of the letter, cut at the kinks; each part with its own formula."""
    reach = RADIUS * deviation
    try:
        body = plain(term)
        found = []
        for piece in pieces((body,), letter):
            low = -reach if piece.low is None else max(-reach, piece.low)
            high = reach if piece.high is None else min(reach, piece.high)
            if low < high:
                found.append((low, high, on(piece, body, letter)))
    except (NoSlope, NotSplit) as trouble:
        raise NoValue(str(trouble)) from trouble
    return found


def _tails(deviation: Fraction) -> Any:
    """A ball about 0 of the size of ∫_{|x|>R} GROWTH(1 + s²x²) φ(x) dx, both tails.

    ∫_R^∞ φ ≤ φ(R)/R and ∫_R^∞ x²φ = Rφ(R) + ∫_R^∞ φ.
    """
    import flint

    r = flint.arb(RADIUS)
    density = (-r * r / 2).exp() / (2 * flint.arb.pi()).sqrt()
    square = ball(deviation) ** 2
    size = 2 * GROWTH * (density / r + square * (r * density + density / r))
    return flint.arb(0, size.upper())


def _integral(term: Term, letter: Head, low: Fraction, high: Fraction, deviation: Fraction) -> Any:
    import flint

    scale = flint.acb(ball(deviation))
    weight = 1 / (scale * (2 * flint.acb.pi()).sqrt())

    def integrand(x: Any, analytic: bool) -> Any:
        y = x / scale  # poles Arb sees by itself; of branches it has to be told
        return _complex(term, letter, x, analytic) * (-(y * y) / 2).exp() * weight

    found = flint.acb.integral(integrand, flint.acb(ball(low)), flint.acb(ball(high)))
    if not found.is_finite():
        raise NoValue("the integral could not be enclosed")
    return found.real


def _complex(term: Term, letter: Head, x: Any, analytic: bool) -> Any:
    """The value of a term without cases at a complex ball."""
    import flint

    match term:
        case Number(value):
            return flint.acb(ball(value))
        case Symbol(head):
            if head == letter:
                return x
            return flint.acb.pi() if str(head) == "π" else flint.acb(1).exp()
        case Sum(terms):
            total = flint.acb(0)
            for sign, part in terms:
                value = _complex(part, letter, x, analytic)
                total = total + value if sign > 0 else total - value
            return total
        case Product(left, right):
            return _complex(left, letter, x, analytic) * _complex(right, letter, x, analytic)
        case Quotient(top, bottom):
            return _complex(top, letter, x, analytic) / _complex(bottom, letter, x, analytic)
        case Power(base, Number(value)) if value.denominator == 1:
            return _complex(base, letter, x, analytic) ** int(value)
        case Power(base, exponent):
            return _complex(base, letter, x, analytic) ** _complex(exponent, letter, x, analytic)
        case Applied("exp", (inside,)):
            return _complex(inside, letter, x, analytic).exp()
        case Applied("ln", (inside,)):
            return _complex(inside, letter, x, analytic).log(analytic=analytic)
        case Applied("Φ", (inside,)):
            root = flint.acb(2).sqrt()
            return (1 + (_complex(inside, letter, x, analytic) / root).erf()) / 2
    raise NoValue("it cannot be integrated here")

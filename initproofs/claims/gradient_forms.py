"""A formula for a loss → which of the usual losses it is, whatever it says of the examples.

``-(1/m) Σ_i [y^(i) log a^(i) + (1 − y^(i)) log(1 − a^(i))]`` is the cross-entropy with a sigmoid. A
loss of which only this much can be read still has a derivative by what the network puts out.
Refused (None): every other formula.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ..given.differentials import NORM_SQUARED
from ..given.examples import ENTRY, EXAMPLE
from ..given.totals import OVER_EXAMPLES
from ..terms import Applied, Indexed, Number, Power, Product, Quotient, Sum, Symbol, Term, walk
from .gradient_readings import CROSS_ENTROPY, HALF_SQUARES, SOFTMAX, SQUARES

LOGARITHMS = frozenset(["log", "ln", "np.log"])
HALF = Fraction(1, 2)


def form(body: Term) -> str | None:
    """The loss that a formula is, up to a mean over the examples."""
    factor, core = _without_factors(body)
    if _is_square(core):
        return {HALF: HALF_SQUARES, Fraction(1): SQUARES}.get(factor)
    logs = [(factor * sign, *_logarithm(term)) for sign, term in _terms(core)]
    if any(weight is None or scale != -1 for scale, weight, _ in logs):
        return None
    kinds = sorted((_is_complement(weight), _is_complement(inside)) for _, weight, inside in logs)
    return {((False, False),): SOFTMAX, ((False, False), (True, True)): CROSS_ENTROPY}.get(
        tuple(kinds)
    )


def _without_factors(term: Term) -> tuple[Fraction, Term]:
    """Numbers, counts and sums in front of what is added up."""
    match term:
        case Sum(((sign, inner),)):
            factor, core = _without_factors(inner)
            return sign * factor, core
        case Indexed(_, inner):
            return _without_factors(inner)
        case Applied(function, (inner,)) if function == OVER_EXAMPLES:
            return _without_factors(inner)
        case Product(left, right) if _number(left) is not None:
            factor, core = _without_factors(right)
            return (_number(left) or 0) * factor, core
        case Quotient(top, bottom) if _number(bottom) is not None:
            factor, core = _without_factors(top)
            return factor / (_number(bottom) or 1), core
    return Fraction(1), term


def is_mean(body: Term) -> bool | None:
    """Is a formula for a loss a mean over the examples, or a sum? None where it is of one."""
    if any(map(_counts, walk(body))):
        return True
    summed = any(isinstance(p, Symbol) and len(p.head.indices) == 2 for p in walk(body))
    return False if summed else None


def _counts(term: Term) -> bool:
    bare = isinstance(term, Symbol) and term.head.label is None and not term.head.indices
    return bare and isinstance(term, Symbol) and term.head.name in ("m", "n", "N", "M", "B")


def _number(term: Term) -> Fraction | None:
    """The number that a factor is, where the count of the examples is taken for 1."""
    match term:
        case Number(value):
            return value
        case Symbol() if _counts(term):
            return Fraction(1)
        case Quotient(left, right) | Product(left, right):
            one, other = _number(left), _number(right)
            if one is None or not other:
                return None
            return one / other if isinstance(term, Quotient) else one * other
        case Sum(((sign, inner),)):
            found = _number(inner)
            return None if found is None else sign * found
    return None


def _is_square(term: Term) -> bool:
    match term:
        case Power(inner, Number(value)) if value == 2:
            return _is_difference(inner)
        case Applied(name, (inner,)) if name == NORM_SQUARED:
            return _is_difference(inner)
    return False


def _is_difference(term: Term) -> bool:
    match term:
        case Sum(((1, one), (-1, other))):
            return _is_name(one) and _is_name(other)
    return False


def _is_name(term: Term) -> bool:
    """A name, or that of one example or entry."""
    if isinstance(term, Applied) and term.function in (EXAMPLE, ENTRY):
        return _is_name(term.arguments[0])
    return isinstance(term, Symbol)


def _terms(term: Term) -> Iterator[tuple[int, Term]]:
    if isinstance(term, Sum):
        for sign, inner in term.terms:
            for own, part in _terms(inner):
                yield sign * own, part
    elif isinstance(term, Indexed):
        yield from _terms(term.body)
    elif isinstance(term, Applied) and term.function == OVER_EXAMPLES:
        yield from _terms(term.arguments[0])
    else:
        yield 1, term


def _logarithm(term: Term) -> tuple[Term | None, Term | None]:
    """What stands before a logarithm, and what within it."""
    match term:
        case Product(weight, Applied(name, (inside,), 0)) if name in LOGARITHMS:
            return weight, inside
    return None, None


def _is_complement(term: Term | None) -> bool:
    """``1 − y`` and ``1 − ŷ``."""
    match term:
        case Sum(((1, Number(value)), (-1, inner))):
            return value == 1 and _is_name(inner)
    return False

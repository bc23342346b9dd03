"""Are two terms equal for all values of their letters? A proof, a separation, or neither.

In: two terms (functions of the catalogue included). Out: ``Equal`` with the steps of a proof,
``Apart`` with a rational point at which rigorous enclosures of the sides are disjoint, or ``Open``
with the reason. ``Apart.everywhere``: the sides differ at all but few points.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import islice

from ...arithmetic.enclosure import Real
from ...terms import Applied, Head, Number, Term, heads, walk
from ..bounds.balls import NoValue, enclose
from .catalogue import DEFINITIONS, TITLES
from .normal import NoNormalForm, Normal, Ratio
from .pieces import NotSplit, on, pieces
from .polynomials import Polynomial, TooLarge
from .show import show
from .slopes import NoSlope, fits, leaking, plain

Conditions = tuple[Term, ...]
MOST_WRITTEN = 250  # parts of a side
UNDEFINED = Applied("undefined", ())
CONSTANTS = frozenset({"e", "π"})
# Where sides are compared: dyadic numbers of every size and sign that are no kinks or zeros.
VALUES = tuple(
    Fraction(top, 64) for top in (21, 45, 83, 141, 275, -19, -47, -75, -133, -239, 7, 103, -9, 350)
)
PLAIN = tuple(map(Fraction, ("1", "2", "-1", "1/2")))  # tried first: an example to show


@dataclass(frozen=True, slots=True)
class Equal:
    steps: tuple[tuple[str, str], ...]
    off: tuple[str, ...] = ()  # kinks at which the two differ: a convention
    demands: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Apart:
    at: tuple[tuple[Head, Fraction], ...]
    left: Real
    right: Real
    everywhere: bool


@dataclass(frozen=True, slots=True)
class Open:
    why: str


def letters(*terms: Term) -> list[Head]:
    """The letters that stand for any number, in the order of their first appearance."""
    found: dict[Head, None] = {}
    for term in terms:
        for head in heads(term):
            if str(head) not in CONSTANTS:
                found.setdefault(head)
    return list(found)


def compare(left: Term, right: Term, conditions: Conditions = ()) -> Equal | Apart | Open:
    """left = right, for all values of their letters that satisfy the conditions."""
    if not (fits(left, MOST_WRITTEN) and fits(right, MOST_WRITTEN)):
        return Open("the formula is too long")
    try:
        one, other = _under(plain(left), conditions), _under(plain(right), conditions)
    except NoSlope as trouble:
        return Open(str(trouble))
    apart = separate(one, other)
    if apart is not None and apart.everywhere:
        return apart
    try:
        proof = _prove(left, right, one, other)
    except (NoNormalForm, TooLarge, NotSplit) as trouble:
        return apart or Open(str(trouble))
    return proof or apart or Open("no proof was found")


def _under(term: Term, conditions: Conditions) -> Term:
    """A term that is undefined where a condition fails."""
    for condition in conditions:
        term = Applied("cases", (term, plain(condition), UNDEFINED))
    return term


def _prove(left: Term, right: Term, one: Term, other: Term) -> Equal | None:
    steps = definitions(left, right)
    if not _has_cases(one, other):
        form = agree(one, other)
        return Equal((*steps, *form[0]), (), form[1]) if form else None
    names = letters(one, other)
    split = [head for head in names if _splits(head, one, other)]
    if len(split) > 1:
        return None
    off: list[str] = []
    variable = split[0] if split else names[0]
    for piece in pieces((one, other), variable):
        sides = on(piece, one, variable), on(piece, other, variable)
        if UNDEFINED in sides and (piece.is_point or sides[0] == sides[1]):
            continue
        form = agree(*sides)
        where = piece.said(str(variable))
        if form is None:
            if not piece.is_point or not _kinked(left, right):
                return None
            off.append(where)
            continue
        steps += ((f"case {where}", form[0][-1][1]),)
    return Equal(steps, tuple(off))


def _kinked(*terms: Term) -> bool:
    """Is one side the derivative of a function that has a kink?"""
    return any(
        isinstance(part, Applied) and (part.primes or part.function == "d/d")
        for term in terms
        for part in walk(term)
    )


def _has_cases(*terms: Term) -> bool:
    return any(isinstance(p, Applied) and p.function == "cases" for t in terms for p in walk(t))


def _splits(head: Head, *terms: Term) -> bool:
    conditions = [
        condition
        for term in terms
        for part in walk(term)
        if isinstance(part, Applied) and part.function == "cases"
        for condition in part.arguments[1:-1:2]
    ]
    return any(head in heads(condition) for condition in conditions)


def agree(one: Term, other: Term) -> tuple[tuple[tuple[str, str], ...], tuple[str, ...]] | None:
    """The normal forms of two terms without cases, if they are the same; what they demand."""
    normal = Normal()
    first, second = normal(one), normal(other)
    difference = normal.folded(first + -second)
    if not difference.top.is_zero:
        return None
    logged = _logged(one, other)
    needed = tuple(
        text
        for text, polynomial in normal.demands.items()
        if not positive(polynomial) and text not in logged
    )
    shown = str(second.top) if second.bottom.constant == 1 else _quotient(second)
    rule = "normal form over ℚ of both sides"
    return ((rule, f"both are {shown}" if len(shown) < 120 else "their difference is 0"),), needed


def _quotient(ratio: Ratio) -> str:
    return f"({ratio.top})/({ratio.bottom})"


def _logged(*terms: Term) -> frozenset[str]:
    """What the author takes a logarithm of is positive: the natural domain of the formula."""
    found = set()
    for term in terms:
        for part in walk(term):
            if isinstance(part, Applied) and part.function == "ln":
                inside = Normal()(part.arguments[0]).whole()
                if inside is not None and inside.terms:
                    found |= {str(inside), str(inside.scaled(1 / inside.terms[0][1]))}
    return frozenset(found)


def positive(polynomial: Polynomial) -> bool:
    """Is every coefficient positive, and every generator at hand a positive number?"""
    return all(
        coefficient > 0
        and all(g.kind in "enrs" or (e.denominator == 1 and e % 2 == 0) for g, e in monomial)
        for monomial, coefficient in polynomial.terms
    ) and any(all(g.kind in "enrs" for g, _ in m) for m, _ in polynomial.terms)


def definitions(*terms: Term) -> tuple[tuple[str, str], ...]:
    """The steps that put definitions in place of names, each named once."""
    found: dict[str, str] = {}
    for term in terms:
        for part in walk(term):
            if not isinstance(part, Applied):
                continue
            if part.function in TITLES:
                found.setdefault(f"definition of {TITLES[part.function]}", part.function)
            if part.primes or part.function == "d/d":
                found.setdefault("rules of differentiation", "")
    return tuple(
        (rule, f"{name}(z) = {show(DEFINITIONS[name])}" if name else "sums, products, chains")
        for rule, name in found.items()
    )


def separate(one: Term, other: Term) -> Apart | None:
    """A point at which rigorous enclosures of the two sides are disjoint."""
    names = letters(one, other)
    tried, apart = 0, []
    for point in islice(_points(names), 28):
        try:
            left, right = enclose(one, point), enclose(other, point)
        except NoValue:
            continue
        tried += 1
        if not left.meets(right):
            apart.append(Apart(tuple(point.items()), left, right, False))
    if not apart:
        return None
    first = apart[0]
    enough = tried >= 4 or not names
    nearly = len(apart) >= tried - tried // 10  # two curves may meet at a point
    return Apart(first.at, first.left, first.right, enough and nearly)


def _points(names: list[Head]) -> list[dict[Head, Fraction]]:
    if not names:
        return [{}]
    count = len(VALUES)
    shifts = (1, 3, 5, 9, 11, 13, 2, 4)
    mixed = [
        {h: VALUES[(k + i * shifts[k % len(shifts)]) % count] for i, h in enumerate(names)}
        for k in range(count)
    ]
    simple = [{h: value * (2 * i + 1) for i, h in enumerate(names)} for value in PLAIN]
    # probabilities, widths and variances are positive: all letters in (0, 1), then above 1
    small = [{h: Fraction(5 + 9 * i + 4 * k, 128) for i, h in enumerate(names)} for k in range(5)]
    large = [{h: Fraction(9 + 5 * i + 6 * k, 4) for i, h in enumerate(names)} for k in range(5)]
    return [*simple, *small, *large, *mixed]


def leaks_otherwise(left: Term, right: Term) -> bool:
    """Are the sides equal with another leak of leaky ReLU than 0.01: one that ``right`` names?"""
    if not any(isinstance(p, Applied) and p.function == "leaky relu" for p in walk(left)):
        return False
    leaks = {p.value for p in walk(right) if isinstance(p, Number) and 0 < p.value < 1}
    return any(isinstance(compare(leaking(left, leak), right), Equal) for leak in leaks)

"""What a right-hand side says: a small tree of names and operations, and its exact value.

In go trees and the matrices their names stand for, out come matrices; an operation on shapes that
do not fit raises ``MisfitError``, a name without a value ``KeyError``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from fractions import Fraction

from .exact import (
    Matrix,
    Sigmoid,
    added,
    entrywise,
    mapped,
    multiplied,
    number,
    scaled,
    shape,
    sigmoid,
    transposed,
)


@dataclass(frozen=True, slots=True)
class Name:
    """``W``, ``dZ``, ``Yhat``… of a layer: a number, a letter such as ``l-1``, or none."""

    symbol: str
    layer: int | str | None = None


@dataclass(frozen=True, slots=True)
class Literal:
    """A matrix written out."""

    matrix: Matrix


@dataclass(frozen=True, slots=True)
class Times:
    left: Term
    right: Term


@dataclass(frozen=True, slots=True)
class Hadamard:
    left: Term
    right: Term


@dataclass(frozen=True, slots=True)
class Plus:
    left: Term
    right: Term


@dataclass(frozen=True, slots=True)
class Minus:
    left: Term
    right: Term


@dataclass(frozen=True, slots=True)
class Transpose:
    body: Term


@dataclass(frozen=True, slots=True)
class Scaled:
    """A factor times a matrix: a number, or ``mean`` for 1/m, or ``rate`` for the step size."""

    factor: str | Fraction
    body: Term


@dataclass(frozen=True, slots=True)
class Apply:
    """An activation, entry by entry."""

    function: str
    body: Term
    layer: int | str | None = None


@dataclass(frozen=True, slots=True)
class Slope:
    """The derivative of an activation, entry by entry."""

    function: str
    body: Term
    layer: int | str | None = None


@dataclass(frozen=True, slots=True)
class OverExamples:
    """The sum over all examples: of the rows (axis 0) or of the columns (axis 1)."""

    body: Term
    axis: int


Term = (
    Name
    | Literal
    | Times
    | Hadamard
    | Plus
    | Minus
    | Transpose
    | Scaled
    | Apply
    | Slope
    | OverExamples
)
Values = Mapping[Name, Matrix]
Factors = Mapping[str, Fraction]

FUNCTIONS: dict[str, Callable[[Fraction], Fraction | Sigmoid]] = {
    "identity": lambda z: z,
    "relu": lambda z: max(z, Fraction(0)),
    "sigmoid": Sigmoid,
    "tanh": lambda z: 2 * sigmoid(2 * z) - 1,
}
SLOPES: dict[str, Callable[[Fraction], Fraction]] = {
    "identity": lambda _: Fraction(1),
    "relu": lambda z: Fraction(z > 0),
}


def value(term: Term, values: Values, factors: Factors) -> Matrix:
    """The matrix a term stands for."""

    def of(part: Term) -> Matrix:
        return value(part, values, factors)

    match term:
        case Name():
            return values[term]
        case Literal(matrix):
            return matrix
        case Times(left, right):
            return multiplied(of(left), of(right))
        case Hadamard(left, right):
            return entrywise(of(left), of(right), lambda a, b: a * b)
        case Plus(left, right):
            return added(of(left), of(right))
        case Minus(left, right):
            return added(of(left), of(right), -1)
        case Transpose(body):
            return transposed(of(body))
        case Scaled(factor, body):
            known = factor if isinstance(factor, Fraction) else factors[factor]
            return scaled(known, of(body))
        case Apply(function, body):
            return mapped(of(body), lambda entry: FUNCTIONS[function](number(entry)))
        case Slope(function, body):
            return mapped(of(body), lambda entry: SLOPES[function](number(entry)))
        case OverExamples(body, axis):
            ones = Fraction(1)
            if axis == 0:
                return multiplied(((ones,) * shape(of(body))[0],), of(body))
            return multiplied(of(body), ((ones,),) * shape(of(body))[1])


def children(term: Term) -> Iterator[tuple[str, Term]]:
    """The terms inside a term, with the names of their fields."""
    for each in fields(term):
        inside = getattr(term, each.name)
        if isinstance(inside, Term):
            yield each.name, inside


def names(term: Term) -> Iterator[Name]:
    """Every name in a term, from left to right."""
    if isinstance(term, Name):
        yield term
    for _, inside in children(term):
        yield from names(inside)


def places(term: Term) -> Iterator[tuple[Term, Callable[[Term], Term]]]:
    """Every part of a term, and how to put another in its place."""
    yield term, lambda new: new
    for field, inside in children(term):
        for part, put in places(inside):
            yield part, lambda new, put=put, field=field: replace(term, **{field: put(new)})


def filled(term: Term, values: Values, factors: Factors, early: bool = True) -> Term:
    """The term with numbers for its names; a transposed name is written transposed if ``early``."""
    match term:
        case Name():
            return Literal(values[term])
        case Transpose(Name() as body) if early:
            return Literal(transposed(values[body]))
        case Slope():
            return Literal(value(term, values, factors))
        case Scaled(factor, body) if not isinstance(factor, Fraction):
            return Scaled(factors[factor], filled(body, values, factors, early))
    parts = {field: filled(inside, values, factors, early) for field, inside in children(term)}
    return replace(term, **parts)

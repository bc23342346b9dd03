"""The mistakes people make in worked examples, as changes of a term or of a stated matrix.

In goes what is right, out come named alternatives; whether one really changes the truth is for
``truth`` to say.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from random import Random

from .exact import Entry, Matrix, Sigmoid, scaled, shape, transposed
from .terms import (
    Apply,
    Hadamard,
    Literal,
    Minus,
    Name,
    Plus,
    Scaled,
    Slope,
    Term,
    Times,
    Transpose,
    names,
    places,
)

# Of each name, those that are taken for it by mistake: (symbol, shift of the layer).
CONFUSED: dict[str, tuple[tuple[str, int], ...]] = {
    "W": (("dW", 0), ("W", 1), ("W", -1)),
    "A": (("Z", 0), ("A", 1), ("A", -1), ("X", 0)),
    "X": (("A", 1), ("Z", 1)),
    "Z": (("A", 0), ("Z", 1), ("Z", -1)),
    "dZ": (("dA", 0), ("dZ", 1), ("dZ", -1), ("Z", 0)),
    "dA": (("dA", 1), ("A", 0), ("dZ", 0)),
    "dW": (("W", 0), ("dW", 1), ("dW", -1)),
    "b": (("b", 1), ("b", -1)),
    "Yhat": (("Z", 0),),
}
ONE = Literal(((Fraction(1),),))


def faulty_terms(term: Term, depth: int) -> Iterator[tuple[str, Term]]:
    """Every single change of one part of a term."""
    for part, put in places(term):
        for fault, changed in faulty_parts(part, depth):
            yield fault, put(changed)
    yield "doubled", Scaled(Fraction(2), term)


def faulty_parts(part: Term, depth: int) -> Iterator[tuple[str, Term]]:
    match part:
        case Scaled(factor, body):
            yield ("no 1/m" if factor == "mean" else "no factor"), body
        case Transpose(body):
            yield "not transposed", body
        case Times(left, right):
            yield "factors swapped", Times(right, left)
            yield "entrywise for matrix product", Hadamard(left, right)
        case Hadamard(left, Slope(_, body)):
            yield "mask forgotten", left
            yield "value for slope", Hadamard(left, body)
            yield "matrix product for entrywise", Times(left, body)
            if part.right.function != "identity":  # whose slope is the number 1
                yield "matrix product for entrywise", Times(left, part.right)
        case Plus(left, right):
            yield "bias forgotten", left
            yield "wrong sign", Minus(left, right)
        case Minus(left, right):
            yield "wrong sign", Plus(left, right)
            yield "wrong sign", Minus(right, left)
        case Apply(_, body):
            yield "activation forgotten", body
        case Name():
            yield from confused(part, depth)
            yield "transposed", Transpose(part)


def constant_slopes(term: Term) -> Term:
    """A term in which g' of the identity, which is 1 everywhere, does not say where it is taken."""
    for part, put in places(term):
        if isinstance(part, Slope) and part.function == "identity" and part.body != ONE:
            return constant_slopes(put(replace(part, body=ONE)))
    return term


def confused(name: Name, depth: int) -> Iterator[tuple[str, Term]]:
    for symbol, shift in CONFUSED.get(name.symbol, ()):
        fault = "wrong layer" if symbol == name.symbol else "wrong operand"
        if symbol == "X":
            yield fault, Name("X")
        elif isinstance(name.layer, int) and 1 <= name.layer + shift <= depth:
            yield fault, replace(name, symbol=symbol, layer=name.layer + shift)
        elif name.layer is None and not shift:
            yield fault, replace(name, symbol=symbol)
        elif name.symbol == "X":
            yield fault, Name(symbol, 1 if depth > 1 else None)


def nudged(entry: Entry, rng: Random, unit: Fraction) -> Entry:
    """Another number, near enough to be overlooked."""
    if isinstance(entry, Sigmoid):
        return Sigmoid(entry.argument + rng.choice((-2, -1, 1, 3)))
    steps = (-10, -2, -1, 1, 2, 9, 10)
    return entry + rng.choice(steps) * unit


def replaced(matrix: Matrix, row: int, column: int, entry: Entry) -> Matrix:
    lines = [list(line) for line in matrix]
    lines[row][column] = entry
    return tuple(map(tuple, lines))


def faulty_values(
    matrix: Matrix, rng: Random, digits: int | None, reshaped: bool
) -> Iterator[tuple[str, Matrix]]:
    """Every kind of slip in one stated matrix; changes of shape only where nobody uses it later."""
    rows, columns = shape(matrix)
    row, column = rng.randrange(rows), rng.randrange(columns)
    old = matrix[row][column]
    unit = Fraction(1) if digits is None else Fraction(1, 10**digits)
    yield "wrong entry", replaced(matrix, row, column, nudged(old, rng, unit))
    if rows > 1:
        yield "rows swapped", (matrix[1], matrix[0], *matrix[2:])
    if isinstance(old, Fraction):
        yield "wrong sign", replaced(matrix, row, column, -old)
        yield "all signs", scaled(Fraction(-1), matrix)
        yield "doubled", scaled(Fraction(2), matrix)
        if digits is not None:
            yield "last digit", replaced(matrix, row, column, old + rng.choice((-1, 1)) * unit)
    else:
        yield "wrong sign", replaced(matrix, row, column, Sigmoid(-old.argument))
    if reshaped:
        yield from reshapings(matrix, row)


def reshapings(matrix: Matrix, row: int) -> Iterator[tuple[str, Matrix]]:
    rows, columns = shape(matrix)
    yield "extra row", (*matrix[: row + 1], *matrix[row:])
    yield "extra column", tuple((*line, line[-1]) for line in matrix)
    if rows > 1:
        yield "missing row", matrix[:row] + matrix[row + 1 :]
    if columns > 1:
        yield "missing column", tuple(line[:-1] for line in matrix)
    if rows != columns:
        yield "result transposed", transposed(matrix)


def miscopied(term: Term, rng: Random) -> Iterator[tuple[str, Term]]:
    """A shown product with one entry of one factor copied wrongly."""
    for part, put in places(term):
        if isinstance(part, Literal):
            rows, columns = shape(part.matrix)
            row, column = rng.randrange(rows), rng.randrange(columns)
            wrong = nudged(part.matrix[row][column], rng, Fraction(1))
            yield "miscopied factor", put(Literal(replaced(part.matrix, row, column, wrong)))


def usable(term: Term, known: set[Name]) -> bool:
    return all(name in known for name in names(term))

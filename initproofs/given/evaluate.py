"""Term → value: numbers and matrices over any exact field, with shapes checked and readings open.

The same evaluator runs a note over fractions with enclosures, and over the residues of a prime.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from fractions import Fraction
from typing import Any, Protocol

from ..arithmetic.grids import (
    Grid,
    NoShape,
    combine,
    entry,
    entrywise,
    is_matrix,
    matmul,
    shape,
    transpose,
)
from ..terms import (
    Applied,
    Head,
    Index,
    Matrix,
    Number,
    Obscure,
    Power,
    Product,
    Quotient,
    Sum,
    Symbol,
    Term,
    Transposed,
    walk,
)
from .choices import Absent, Choices
from .names import ONES

Value = Any  # an element of the field, or a Grid of them

LARGEST_PRODUCT = 250_000  # multiplications in one matrix product
ELEMENTWISE, MATRIX = "entry by entry", "matrix product"
STAR = "“*” between matrices"
DOT = "a product with an activation's derivative"
VECTOR = "a vector in round brackets"
ROW, COLUMN = "a row", "a column"


class Field(Protocol):
    """Where numbers live, and what elementary functions do there.

    Where there are oracles every function that goes entry by entry has values.
    """

    has_oracles: bool

    def drawn(self, source: random.Random) -> Any: ...

    def number(self, value: Fraction) -> Any: ...

    def power(self, base: Any, exponent: Any) -> Any: ...

    def function(self, name: str, primes: int, choices: Choices) -> Callable[[Any], Any] | None: ...


class Surroundings(Protocol):
    """What is in force: values of heads, and what a function's name stands for."""

    star_is_entrywise: bool
    hadamard_is_written: bool
    star: str  # what “*” means between matrices, if the course says so: hadamard or matrix

    def value(self, head: Head, run: Evaluation) -> Value: ...

    def activation(
        self, name: str, label: Index | None, choices: Choices
    ) -> str | tuple[str, Term]: ...


class Evaluation:
    """One run: a field, the surroundings, and the choices of one reading."""

    def __init__(self, field: Field, given: Surroundings, choices: Choices) -> None:
        self.field = field
        self.given = given
        self.choices = choices
        self.running: list[Head] = []
        self.env: dict[str, int] = {}
        self.bound: dict[str, Value] = {}

    def __call__(self, term: Term) -> Value:
        match term:
            case Number(value):
                return self.field.number(value)
            case Symbol(head):
                return self.symbol(head)
            case Sum(terms):
                return self._sum(terms)
            case Product():
                return self._product(term)
            case Quotient(top, bottom):
                return self._quotient(self(top), self(bottom))
            case Power(Symbol(Head("e", None, ())), exponent):
                return self._applied(Applied("exp", (exponent,)))
            case Power(base, exponent):
                return self._power(self(base), self(exponent))
            case Transposed(inner):
                value = self(inner)
                return transpose(value) if is_grid(value) else value
            case Applied():
                return self._applied(term)
            case Matrix(rows):
                return tuple(tuple(self._entry(entry) for entry in row) for row in rows)
            case Obscure(why):
                raise Absent(why)

    def symbol(self, head: Head) -> Value:
        if head.name in self.bound and head.label is None and not head.indices:
            return self.bound[head.name]
        return self.given.value(head, self)

    def _entry(self, term: Term) -> Value:
        value = self(term)
        if is_grid(value):
            raise Absent("a matrix stands inside a matrix")
        return value

    def _sum(self, terms: tuple[tuple[int, Term], ...]) -> Value:
        total: Value = None
        for sign, term in terms:
            value = self(term)
            if sign < 0:
                value = entrywise(lambda e: -e, value) if is_grid(value) else -value
            total = value if total is None else self.together(lambda a, b: a + b, total, value)
        return total

    def together(self, function: Callable[[Any, Any], Any], left: Value, right: Value) -> Value:
        """Entry by entry, a number or a bias being repeated."""
        if is_grid(left) and is_grid(right):
            return combine(function, left, right, broadcast=True)
        if is_grid(left):
            return entrywise(lambda e: function(e, right), left)
        if is_grid(right):
            return entrywise(lambda e: function(left, e), right)
        return function(left, right)

    def _product(self, term: Product) -> Value:
        if is_ones(term.left) or is_ones(term.right):
            return self._with_ones(term)
        if isinstance(term.left, Product) and is_ones(term.left.right):  # (1/m) 𝟏ᵀ A
            inner = Product(term.left.right, term.right, term.sign)
            return self._product(Product(term.left.left, inner, term.left.sign))
        left, right = self._factors(term)
        if not (is_grid(left) and is_grid(right)):
            return self.together(lambda a, b: a * b, left, right)
        if self._entrywise(term):
            return combine(lambda a, b: a * b, left, right, broadcast=True)
        (rows, shared), (_, columns) = shape(left), shape(right)
        if rows * shared * columns > LARGEST_PRODUCT:
            raise Absent("the matrices are too large to be multiplied here")
        single = _inner_product(left, right)
        return matmul(left, right) if single is None else single

    def _with_ones(self, term: Product) -> Value:
        """``𝟏ᵀA`` sums the columns of A, and ``A𝟏`` its rows, whatever the length of 𝟏."""
        before = is_ones(term.left)
        value = self(term.right if before else term.left)
        if not is_grid(value):
            raise Absent("the length of 𝟏 is not said")
        one = self.field.number(Fraction(1))
        length = len(value) if before else len(value[0])
        if self._examples() not in (None, self.field.number(Fraction(length))):
            raise NoShape(f"𝟏 has an entry for each example, and {length} are needed here")
        if before:
            return matmul(((one,) * length,), value)
        return matmul(value, ((one,),) * length)

    def _examples(self) -> Value:
        """The number of examples, None where it is not known."""
        try:
            return self.given.value(Head("m"), self)
        except Absent:
            return None

    def _factors(self, term: Product) -> tuple[Value, Value]:
        """Both factors; nothing need be known of what is multiplied by the number zero."""
        found: list[Value] = []
        unknown: list[Absent] = []
        for factor in (term.left, term.right):
            try:
                found.append(self(factor))
            except Absent as trouble:
                unknown.append(trouble)
        if len(found) == 2:
            return found[0], found[1]
        zero = self.field.number(Fraction(0))
        named = all(isinstance(part, Symbol | Product | Power | Number) for part in walk(term))
        if found and named and found[0] == zero:
            return zero, zero
        raise unknown[0]

    def _entrywise(self, term: Product) -> bool:
        if term.sign in "⊙∘@":
            return term.sign != "@"
        derivative = any(isinstance(p, Applied) and p.primes for p in walk(term))
        if term.sign == "×" and derivative:
            return True
        if term.sign in "*⋆":
            if self.given.star:
                return self.given.star == "hadamard"
            if derivative or self.given.star_is_entrywise:
                return True
            return self.choices.choose(STAR, (ELEMENTWISE, MATRIX)) == ELEMENTWISE
        if derivative and not self.given.hadamard_is_written:
            return self.choices.choose(DOT, (MATRIX, ELEMENTWISE)) == ELEMENTWISE
        return False

    def _quotient(self, top: Value, bottom: Value) -> Value:
        if is_grid(bottom) and is_grid(top):
            return combine(lambda a, b: a / b, top, bottom, broadcast=False)
        return self.together(lambda a, b: a / b, top, bottom)

    def _power(self, base: Value, exponent: Value) -> Value:
        if not is_grid(base) and not is_grid(exponent):
            return self.field.power(base, exponent)
        if is_grid(exponent) or len(set(shape(base))) == 1:
            raise Absent("a power of a matrix may be meant entry by entry or not")
        return entrywise(lambda entry: self.field.power(entry, exponent), base)

    def _applied(self, term: Applied) -> Value:
        if term.function == "vector":
            row = tuple(self._entry(argument) for argument in term.arguments)
            columns = self.choices.choose(VECTOR, (COLUMN, ROW)) == COLUMN
            return tuple((entry,) for entry in row) if columns else (row,)
        label = term.label.at(self.env) if term.label else None
        meaning = self.given.activation(term.function, label, self.choices)
        if not isinstance(meaning, str):
            return self._defined(term, *meaning)
        if meaning == "max" and len(term.arguments) == 2:
            larger = self.field.function("max", 0, self.choices)
            if larger is None:
                raise Absent("“max” has no value here")
            return self.together(_pairwise(larger), *map(self, term.arguments))
        function = self.field.function(meaning, term.primes, self.choices)
        if function is None or len(term.arguments) != 1:
            raise Absent(f"“{term.function}” is not a function that I can compute")
        value = self(term.arguments[0])
        return entrywise(function, value) if is_grid(value) else function(value)

    def _defined(self, term: Applied, parameter: str, body: Term) -> Value:
        """A function that the note defines by a formula, applied entry by entry."""
        if term.primes or len(term.arguments) != 1:
            raise Absent(f"the derivative of “{term.function}” is not given")
        argument = self(term.arguments[0])
        outer = self.bound

        def at(entry: Value) -> Value:
            self.bound = {**outer, parameter: entry}
            try:
                return self(body)
            finally:
                self.bound = outer

        return entrywise(at, argument) if is_grid(argument) else at(argument)


def is_ones(term: Term) -> bool:
    """The vector whose entries are all 1, as a row or as a column."""
    inner = term.term if isinstance(term, Transposed) else term
    return isinstance(inner, Symbol) and inner.head == Head(ONES)


def _inner_product(left: Value, right: Value) -> Value:
    """``w · x`` of two columns or two rows, which has no other meaning; None for all else."""
    size, other = shape(left), shape(right)
    if size != other or 1 not in size or size == (1, 1):
        return None
    row = left if size[0] == 1 else transpose(left)
    column = right if size[1] == 1 else transpose(right)
    return entry(matmul(row, column), 0, 0)


def _pairwise(function: Callable[[Any], Any]) -> Callable[[Any, Any], Any]:
    return lambda a, b: function((a, b))


def is_grid(value: Value) -> bool:
    return is_matrix(value)


def size(value: Value) -> tuple[int, int] | None:
    """The shape of a matrix, None of a number."""
    return shape(value) if is_grid(value) else None


__all__ = ["Absent", "Evaluation", "Field", "Grid", "NoShape", "Surroundings", "Value", "is_grid"]

"""Terms with derivatives and sums over an index → values, in a program that can be differentiated.

A product of derivatives that link (∂L/∂a · ∂a/∂z) is the chain rule: each is applied to what the
one before it gives, for numbers, vectors and matrices alike. Derivatives of matrices that do not
link have no product: ``NoShape``. What an index runs over is the side of the matrices it stands at.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import Any, Protocol

from ..arithmetic import grids
from ..arithmetic.grids import NoShape, combine, entrywise, matmul, transpose
from ..terms import (
    Applied,
    Derivative,
    Head,
    Index,
    Indexed,
    Number,
    Product,
    Symbol,
    Term,
    walk,
)
from .choices import Absent, Choices
from .differentials import COMPOSED, NORM_SQUARED
from .equations import KRONECKER
from .evaluate import ELEMENTWISE, Evaluation, Field, Surroundings, Value, is_grid, size
from .free_letters import layer_letters
from .rewriting import flat
from .totals import OVER_EXAMPLES

JACOBIAN = "the derivative of a vector by a vector"
POWER, LENGTH = "the square of a vector", "of its length"
BY_ROWS, BY_COLUMNS = "a row for each entry above", "a column for each entry above"
SUMS = frozenset(["np.sum", "sum"])
JOINED = ("·", COMPOSED, "*", "×")  # by nothing, a dot, or “prod”
DIAGONAL = frozenset(["diag", "Diag"])
LAYER = "l"


class Differentiable(Surroundings, Protocol):
    """A program that knows the derivatives of what it computes."""

    examples: int | None
    layers: int

    def derivative(self, of: Term, by: Value, run: Calculus) -> Value: ...

    def gradients_are_rows(self) -> bool: ...

    def composed(self, seed: Value, of: Value, by: Value) -> Value: ...

    def joint(self, name: str, arguments: list[Any]) -> Any: ...

    def is_joint(self, term: Applied) -> bool: ...

    def length(self, head: Head, place: int, run: Calculus) -> int: ...

    def over_units(self, value: Value) -> int: ...


class Calculus(Evaluation):
    """One run in which derivatives have values."""

    def __init__(self, field: Field, given: Differentiable, choices: Choices) -> None:
        super().__init__(field, given, choices)
        self.program = given

    def __call__(self, term: Term) -> Value:
        match term:
            case Derivative(of, by):
                return self.program.derivative(of, self(by), self)
            case Indexed():
                return self._summed(term)
            case Applied("entry", (inner, Symbol(Head(index)))):
                return self._entry_of(self(inner), index)
            case Applied("example", (inner, Symbol(Head(index)))):
                return self._example_of(self(inner), self.env.get(index, 0))
        return super().__call__(term)

    def _summed(self, term: Indexed) -> Value:
        total: Value = self.field.number(Fraction(0))
        if term.index == LAYER and LAYER in layer_letters(term.body):
            return self._over_layers(term)
        left_out = term.without.at(self.env).offset if term.without else None
        outer = self.env
        try:
            for place in range(1, self.reach(term.index, term.body, term.without) + 1):
                if place != left_out:
                    self.env = {**outer, term.index: place}
                    value = self(term.body)
                    total = self.together(lambda a, b: a + b, total, value)
        finally:
            self.env = outer
        return total

    def _over_layers(self, term: Indexed) -> Value:
        """``Σ_l ‖W^[l]‖²``"""
        total: Value = self.field.number(Fraction(0))
        outer = self.env
        try:
            for layer in range(1, self.program.layers + 1):
                self.env = {**outer, term.index: layer}
                total = self.together(lambda a, b: a + b, total, self(term.body))
        finally:
            self.env = outer
        return total

    def reach(self, index: str, body: Term, without: Index | None = None) -> int:
        """How many values an index takes: the entries along its side, or those of another index."""
        lengths = {
            self.program.length(part.head, place, self)
            for part in walk(body)
            if isinstance(part, Symbol) and part.head.name != KRONECKER
            for place, at in enumerate(part.head.indices)
            if at.base == index
        }
        lengths |= self._further(index, body)
        if not lengths and without is not None and without.base:
            return self.reach(without.base, body)
        if len(lengths) > 1:
            raise NoShape(f"{index} would have to run to {min(lengths)} and to {max(lengths)}")
        if not lengths:
            raise Absent(f"what {index} runs over is not said")
        return lengths.pop()

    def _further(self, index: str, body: Term) -> set[int]:
        """The number of the examples, or of the entries of one, where an index counts these."""
        found = set()
        for part in walk(body):
            match part:
                case Applied("example", (_, Symbol(Head(counted)))) if counted == index:
                    found.add(self.program.examples or 0)
                case Applied("entry", (Applied("example", (whole, _)), Symbol(Head(counted)))):
                    if counted == index:
                        value = self(whole)
                        if not is_grid(value):
                            raise Absent("the entries of a number")
                        side = self.program.over_units(value)
                        found.add(len(value) if side == 0 else len(value[0]))
        return found - {0}

    def _example_of(self, value: Value, place: int) -> Value:
        """What stands for one example: a column, or a row."""
        if not is_grid(value):
            raise Absent("an example of what is the same for all")
        columns = self.program.over_units(value) == 0
        grid = transpose(value) if columns else value
        if not 0 < place <= len(grid) or len(grid) != self.program.examples:
            raise Absent("the examples of what has none")
        row = (grid[place - 1],)
        return transpose(row) if columns else row

    def _entry_of(self, value: Value, index: str) -> Value:
        place = int(index) if index.isdigit() else self.env.get(index, 0)
        entries = [entry for row in value for entry in row] if is_grid(value) else []
        if is_grid(value) and 1 in (len(value), len(value[0])) and 0 < place <= len(entries):
            return entries[place - 1]
        raise Absent("the entry of something that is no vector")

    def _product(self, term: Product) -> Value:
        linked = self._chain_rule(flat(term, JOINED))
        if linked is not None:
            return linked
        if term.sign == COMPOSED:
            raise Absent("what “prod” multiplies does not link")
        derivatives = isinstance(term.left, Derivative) and isinstance(term.right, Derivative)
        try:
            return super()._product(term)
        except NoShape:
            left, right = self(term.left), self(term.right)
            if derivatives:
                return self.together(lambda a, b: a * b, left, right)
            turned = term.sign in "⊙∘" and (size(right) or ())[::-1] == size(left)
            if turned and self.program.gradients_are_rows():
                return combine(lambda a, b: a * b, left, transpose(right), broadcast=False)
            if (1, 1) in (size(left), size(right)):  # ``(ŷ - y) x``: the only entry is a number
                return combine(lambda a, b: a * b, left, right, broadcast=True)
            raise

    def _chain_rule(self, factors: list[Term]) -> Value | None:
        """∂L/∂a · ∂a/∂z · …, with what may stand behind them; None where nothing links."""
        count = 0
        while count < len(factors) and isinstance(factors[count], Derivative):
            count += 1
        links = [factor for factor in factors[:count] if isinstance(factor, Derivative)]
        if count < 2:
            return None
        if not self._links(links):
            if not self._links(links[::-1]):
                return None
            links = links[::-1]
        value = self(links[0])
        for link in links[1:]:
            value = self.program.composed(value, self(link.of), self(link.by))
        for factor in factors[count:]:
            value = self._times(value, self(factor))
        return value

    def _links(self, links: list[Derivative]) -> bool:
        return all(
            before.by == after.of or self._same(before.by, after.of)
            for before, after in pairwise(links)
        )

    def _same(self, one: Term, other: Term) -> bool:
        try:
            return bool(self(one) == self(other))
        except Absent:
            return False

    def _times(self, left: Value, right: Value) -> Value:
        if is_grid(left) and is_grid(right):
            return matmul(left, right)
        return self.together(lambda a, b: a * b, left, right)

    def _power(self, base: Value, exponent: Value) -> Value:
        """``1 − h^2`` goes entry by entry; of a vector the square may be the one of its length."""
        if is_grid(exponent) or not is_grid(base) or len(set(grids.shape(base))) == 1:
            return super()._power(base, exponent)
        squared = exponent == self.field.number(Fraction(2)) and 1 in grids.shape(base)
        if squared and self.choices.choose(POWER, (ELEMENTWISE, LENGTH)) == LENGTH:
            return self._squares(base)
        return entrywise(lambda e: self.field.power(e, exponent), base)

    def _applied(self, term: Applied) -> Value:
        if term.function == NORM_SQUARED:
            return self._squares(self(term.arguments[0]))
        if term.function in DIAGONAL and not term.primes:
            return self._diagonal(self(term.arguments[0]))
        if term.function in SUMS:
            return self._sums(term)
        if term.function == OVER_EXAMPLES:
            return self._over_examples(self(term.arguments[0]))
        if term.function in ("softmax", "Softmax") and not term.primes:
            return self._softmax(self(term.arguments[0]))
        if self.program.is_joint(term):
            return self.program.joint(term.function, self._known(term.arguments))
        return super()._applied(term)

    def _known(self, arguments: tuple[Term, ...]) -> list[Any]:
        """Every entry of the arguments that have a value here."""
        found: list[Any] = []
        for argument in arguments:
            try:
                value = self(argument)
            except Absent:
                continue
            found += [entry for row in value for entry in row] if is_grid(value) else [value]
        return found

    def _diagonal(self, value: Value) -> Value:
        """The matrix with a vector on its diagonal: ``diag(g'(z)) W^T δ``."""
        if 1 not in (size(value) or ()):
            raise Absent("the diagonal of a matrix")
        return grids.diagonal(value, self.field.number(Fraction(0)))

    def _squares(self, value: Value) -> Value:
        entries = [entry for row in value for entry in row] if is_grid(value) else [value]
        return grids.total([entry * entry for entry in entries])

    def _sums(self, term: Applied) -> Value:
        """``np.sum(dZ, axis=1, keepdims=True)``, with its axis as a second argument."""
        value = self(term.arguments[0])
        if not is_grid(value):
            return value
        axis = next((a.value for a in term.arguments[1:] if isinstance(a, Number)), None)
        if axis is None:
            return grids.total(tuple(grids.total(row) for row in value))
        return self._along(value, int(axis))

    def _over_examples(self, value: Value) -> Value:
        """What stands for each example added up; all of it where they cannot be told apart."""
        if not is_grid(value):
            raise Absent("what is added up is not said")
        return self._along(value, 1 if self.program.over_units(value) == 0 else 0)

    def _along(self, value: Value, axis: int) -> Value:
        """Σ down the columns (0) or along the rows (1)."""
        return grids.along(value, axis)

    def _softmax(self, value: Value) -> Value:
        """Over the units: down a column, or along a row, as the examples stand."""
        function = self.field.function("exp", 0, self.choices)
        if not is_grid(value) or function is None:
            raise Absent("the softmax of a number")
        columns = self.program.over_units(value) == 0
        grid = entrywise(function, transpose(value) if columns else value)
        totals = tuple((grids.total(row),) for row in grid)
        found = combine(lambda a, b: a / b, grid, totals, broadcast=True)
        return transpose(found) if columns else found

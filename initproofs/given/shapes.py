"""Rules at concrete layers → the sides of every matrix in them, by unification, with no numbers.

Every side is a variable until a rule makes two of them one, or a literal matrix says how long it
is. Rows or columns as examples come out by themselves. Refused (``NoShape``): sides that would have
to be two numbers at once, and examples that would have to be as many as units.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from ..arithmetic.grids import NoShape
from ..terms import (
    Applied,
    Derivative,
    Head,
    Indexed,
    Matrix,
    Number,
    Obscure,
    Over,
    Power,
    Product,
    Quotient,
    Sum,
    Symbol,
    Term,
    Transposed,
    walk,
)
from .differentials import NORM_SQUARED
from .evaluate import COLUMN, ROW, VECTOR, is_ones
from .families import PARAMETERS
from .log import Fact
from .program import INPUT, Program, letter_of
from .sides import Sides
from .variables_of import is_forward, is_state, subject

Shape = tuple[int, int] | None  # two sides, or a number
EULER = Head("e")


class Shapes:
    """The shape of every head that some wanted heads rest on."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.sides = Sides()
        self.of: dict[Head, Shape] = {}
        self.leaves: dict[Head, None] = {}
        self.used: dict[Head, Fact] = {}
        self.added: list[tuple[Head, tuple[int, int]]] = []  # bare, to a product: perhaps a bias
        self.factors: dict[Head, bool] = {}  # leaves in matrix products; in a forward rule?
        self.biases: dict[Head, None] = {}
        self.examples: int | None = None
        self.entries: list[Shape] = []  # of what has single entries
        self.vectors, self._rule = set[Head](), list[Head]()  # weights of a single unit

    def settle(self) -> None:
        """The last word: gradients are shaped like their variables, biases are repeated."""
        for head in list(self.of):
            variable = subject(head)
            self._alike(
                self.of[head], self.of.get(self.program.meant(variable)) if variable else None
            )
        for head, target in self.added:
            if head in self.factors:
                self._alike(self.of[head], target)
        self.examples = self._examples()
        for shape in self.entries if self.examples is None else ():
            self.sides.unify(shape[1], self.sides.fresh(1)) if shape else None
        self._stand_below()
        for head, target in self.added:
            if head not in self.factors:
                self.biases[head] = None
                self._repeat(head, target)
        self._keep_apart()

    def _stand_below(self) -> None:
        """What only a softmax is taken of is a column for every example."""
        alone = self.leaves.keys() & (self.program.normalised - self.factors.keys())
        for shape in filter(None, map(self.of.get, alone)):
            self.sides.unify(shape[1], self.examples or self.sides.fresh(1))

    def head(self, head: Head) -> Shape:
        head = self.program.meant(head)
        if head in self.of:
            return self.of[head]
        found = None if head in self._rule else self.program.rule(head)
        if found is None:
            self.leaves[head] = None
        if found is None or not self.program.keeps_shape(found[0].body or Obscure("")):
            self.of[head] = self._by_name(head)
            return self.of[head]
        fact, env = found
        assert fact.body is not None
        self.used[head] = fact
        self._rule.append(head)
        shape = self.term(fact.body, env)
        self._rule.pop()
        self.leaves.pop(head, None)  # it was met in its own rule
        self._alike(shape, self.of.get(head))
        self.of[head] = shape
        return shape

    def _by_name(self, head: Head) -> Shape:
        if self.program.is_number(head):
            return None
        return self.sides.fresh(), self.sides.fresh()

    def term(self, term: Term, env: dict[str, int]) -> Shape:
        match term:
            case Number() | Obscure() | Over() | Derivative():
                return None
            case Indexed(_, body):
                self._indexed(body, env)
                return None
            case Symbol(head):
                return self.head(head.at(env))
            case Sum(terms):
                return self._sum([inner for _, inner in terms], env)
            case Product():
                return self._product(term, env)
            case Quotient(top, bottom):
                return self._alike(self.term(top, env), self.term(bottom, env))
            case Power(base, exponent):
                above = self.term(exponent, env)
                return above if base == Symbol(EULER) else self.term(base, env)
            case Transposed(inner):
                shape = self.term(inner, env)
                return (shape[1], shape[0]) if shape else None
            case Applied():
                return self._applied(term, env)
            case Matrix(rows):
                for entry in (entry for row in rows for entry in row):
                    self.term(entry, env)
                return self.sides.fresh(len(rows)), self.sides.fresh(len(rows[0]))

    def _alike(self, one: Shape, other: Shape) -> Shape:
        """Entry by entry: a number goes with every entry."""
        if one is None or other is None:
            return one or other
        for side, across in zip(one, other, strict=True):
            self.sides.unify(side, across)
        return one

    def _sum(self, terms: list[Term], env: dict[str, int]) -> Shape:
        product = any(isinstance(term, Product) for term in terms)
        total: Shape = None
        bare: list[Head] = []
        for term in terms:
            shape = self.term(term, env)
            head = self.program.meant(term.head.at(env)) if isinstance(term, Symbol) else None
            if head in self.leaves and head is not None and product and shape:
                bare.append(head)
            else:
                total = self._alike(total, shape)
        for head in bare:
            if total is None:
                total = self.of[head]
            else:
                self.added.append((head, total))
        return total

    def _product(self, term: Product, env: dict[str, int]) -> Shape:
        if is_ones(term.left) or is_ones(term.right):
            shape = self.term(term.right if is_ones(term.left) else term.left, env)
            one = self.sides.fresh(1)
            return shape and ((one, shape[1]) if is_ones(term.left) else (shape[0], one))
        if isinstance(term.left, Product) and is_ones(term.left.right):
            inner = Product(term.left.right, term.right, term.sign)
            return self._product(Product(term.left.left, inner, term.left.sign), env)
        left, right = self.term(term.left, env), self.term(term.right, env)
        if left is None or right is None:
            return left or right
        if self.program.is_entrywise(term):
            return self._alike(left, right)
        for factor in (term.left, term.right):
            self._note_factor(factor, env)
        if self._is_vector(term.left, env):
            self.sides.unify(left[0], self.sides.fresh(1))
        self.sides.unify(left[1], right[0])
        return left[0], right[1]

    def _is_vector(self, factor: Term, env: dict[str, int]) -> bool:
        """``w`` of ``w^T x``: a small letter without a layer holds the weights of one unit."""
        if not isinstance(factor, Transposed) or not isinstance(factor.term, Symbol):
            return False
        head = factor.term.head.at(env)
        small = letter_of(head)[0].islower() and head.label is None and is_forward(head)
        found = small and is_forward(self._rule[-1])
        if found:
            self.vectors.add(head)
        return found

    def _note_factor(self, factor: Term, env: dict[str, int]) -> None:
        inner = factor.term if isinstance(factor, Transposed) else factor
        if isinstance(inner, Symbol):
            head = self.program.meant(inner.head.at(env))
            if head in self.leaves:
                self.factors[head] = self.factors.get(head, False) or is_forward(self._rule[-1])

    def _indexed(self, body: Term, env: dict[str, int]) -> None:
        """``Σ_j (y_j − a_j)``: vectors that carry the same index are alike."""
        like: dict[str, Shape] = {}
        for part in walk(body):
            if isinstance(part, Symbol) and any(i.base for i in part.head.indices):
                shape = self.head(replace(part.head.at(env), indices=()))
                if len(part.head.indices) == 1:
                    index = part.head.indices[0].base
                    like[index] = self._alike(shape, like.get(index))
                    self.entries.append(shape)

    def _applied(self, term: Applied, env: dict[str, int]) -> Shape:
        shapes = [self.term(argument, env) for argument in term.arguments]
        if term.function == NORM_SQUARED:
            return None
        if term.function == "vector":
            column = self.program.choices.choose(VECTOR, (COLUMN, ROW)) == COLUMN
            long, one = self.sides.fresh(len(shapes)), self.sides.fresh(1)
            return (long, one) if column else (one, long)
        shape: Shape = None
        for other in shapes:
            shape = self._alike(shape, other)
        return shape

    def classes(self, head: Head) -> tuple[int, ...]:
        shape = self.of[head]
        return tuple(map(self.sides.find, shape)) if shape else ()

    def _is_input(self, head: Head) -> bool:
        """``X``, or what is called layer 0."""
        first = head.label == INPUT and head.name not in PARAMETERS
        return first or (head.label is None and head.name in self.program.inputs)

    def _inputs(self) -> list[Head]:
        return [head for head in self.leaves if self._is_input(head) and is_forward(head)]

    def _examples(self) -> int | None:
        return next(iter(self.example_sides()), None)

    def example_sides(self) -> list[int]:
        """The side of each input that every layer has too: as many entries as examples."""
        found = []
        for head in self._inputs():
            sides = self.classes(head)
            others = [set(self.classes(h)) for h in self.used if is_forward(h)]
            counts = Counter(side for other in others for side in other if side in sides)
            ranked = counts.most_common(2)
            if ranked and (len(ranked) == 1 or ranked[0][1] > ranked[1][1]):
                found += [ranked[0][0]] if ranked[0][0] not in self.sides.known else []
        return found

    def bare_sides(self) -> list[int]:
        """Without any input: the second side of what is in no product, a column then."""
        if self._inputs() or self.factors:
            return []
        pairs = [self.classes(head) for head in self.leaves]
        return [pair[1] for pair in pairs if pair and pair[1] not in self.sides.known]

    def _repeat(self, head: Head, target: tuple[int, int]) -> None:
        """A bias is the same for every example: its side along the examples has length 1."""
        shape = self.of[head]
        assert shape is not None
        for side, across in zip(shape, target, strict=True):
            if self.sides.find(side) == self.sides.find(across):
                continue
            if not self._is_examples(across):
                self.sides.unify(across, side)
            elif self.sides.known.get(self.sides.find(side)) != 1:
                self.sides.unify(side, self.sides.fresh(1))

    def _is_examples(self, side: int) -> bool:
        return self.examples is not None and self.sides.find(side) == self.sides.find(self.examples)

    def weights(self) -> list[Head]:
        """What the inputs and the layers are multiplied with."""
        matrices = [h for h, forward in self.factors.items() if forward and h not in self.vectors]
        return [head for head in matrices if not (self._is_input(head) or is_state(head))]

    def _keep_apart(self) -> None:
        for head in self._inputs():
            sides = self.classes(head)
            if len(sides) == 2 and sides[0] == sides[1] and sides[0] not in self.sides.known:
                raise NoShape(f"{head} would have to have as many rows as columns")
        for head in self.weights():
            if any(map(self._is_examples, self.classes(head))):
                raise NoShape(f"a side of {head} would have to count the examples")

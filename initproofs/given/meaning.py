"""Faithful tree → term, under the document’s names. What has no meaning here is ``Obscure``."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from ..nouns import Formula, Node, Span
from ..terms import (
    Applied,
    Head,
    Matrix,
    Number,
    Obscure,
    Power,
    Product,
    Quotient,
    Sum,
    Symbol,
    Term,
)
from .letters import letter
from .names import KNOWN_FUNCTIONS, Names
from .scripts import Scripts, sorted_scripts, stripped

PRODUCTS = frozenset({"dot", "matmul", "np.dot", "np.matmul"})
LARGEST_EXPONENT = 400  # of a number written like 1e400
ROUND = ("( )", "[ ]", "{ }")  # brackets that only hold together what stands in them
LONGEST_NUMBER = 4000  # digits of a number that is written out


class Meaning:
    """One formula's trees understood under one document's names."""

    def __init__(self, formula: Formula, names: Names) -> None:
        self.formula = formula
        self.names = names

    def span(self, node: Node) -> Span:
        return self.formula.span(node)

    def joint_span(self, first: Node, last: Node) -> Span:
        return Span(self.span(first).start, self.span(last).end)

    def term(self, node: Node) -> Term:
        method = getattr(self, f"_{node.kind}", None)
        if method is None:
            return self.obscure(node, "this notation")
        term: Term = method(node)
        return term

    def obscure(self, node: Node, what: str) -> Obscure:
        return Obscure(f"{what} has no meaning here that I can compute", self.span(node))

    def _open(self, node: Node) -> Term:
        return Obscure("it is open how far the sum reaches", self.span(node))

    def _number(self, node: Node) -> Term:
        mantissa, _, exponent = node.value.partition("e")
        if len(mantissa) > LONGEST_NUMBER or (exponent and abs(int(exponent)) > LARGEST_EXPONENT):
            return self.obscure(node, "so large a number")
        decimals = len(mantissa.partition(".")[2]) - int(exponent or 0)
        written = decimals if "." in mantissa or decimals > 0 else None
        return Number(Fraction(node.value), written, self.span(node))

    def _name(self, node: Node) -> Term:
        pieces = self.names.split(node.value)
        term: Term = Symbol(Head(pieces[0]), self.span(node))
        for piece in pieces[1:]:
            term = Product(term, Symbol(Head(piece), self.span(node)), "·", self.span(node))
        return term

    def _symbol(self, node: Node) -> Term:
        if node.value in "…⋮⋱":
            return self.obscure(node, f"“{node.value}”")
        return Symbol(Head(node.value), self.span(node))

    def _text(self, node: Node) -> Term:
        return Symbol(Head(node.value), self.span(node))

    def _dressed(self, node: Node) -> Term:
        name = letter(node)
        return Symbol(Head(name), self.span(node)) if name else self.obscure(node, "this name")

    _font = _dressed
    _accent = _dressed

    def _group(self, node: Node) -> Term:
        return self.term(node.children[0])

    def _fence(self, node: Node) -> Term:
        inner = stripped(node.children[0])
        if node.value not in ROUND or len(node.children) != 1:
            return self.obscure(node, "this bracket")
        if inner.kind == "list":
            return self._tuple(inner, node)
        return self.term(inner)

    def _tuple(self, node: Node, whole: Node) -> Term:
        """``(1, 2, 3)`` is a vector; ``[[1, 2], [3, 4]]`` and ``[1, 2; 3, 4]`` are matrices."""
        rows: list[list[Term]] = [[]]
        for child in node.children:
            if child.kind == "op" and child.value == ";":
                rows.append([])
            elif child.kind != "op":
                rows[-1].append(self.term(child))
            elif child.value != ",":
                return self.obscure(whole, "this list")
        listed = [e.arguments for e in rows[0] if isinstance(e, Applied) and e.function == "vector"]
        if len(rows) == 1 and len(listed) == len(rows[0]) > 0:
            return self._rectangle([list(row) for row in listed], whole)
        if len(rows) > 1:
            return self._rectangle(rows, whole)
        return Applied("vector", tuple(rows[0]), span=self.span(whole))

    def _rectangle(self, rows: list[list[Term]], node: Node) -> Term:
        rows = [row for row in rows if row]
        if not rows or len({len(row) for row in rows}) > 1:
            return Obscure("its rows do not all have the same length", self.span(node))
        return Matrix(tuple(map(tuple, rows)), self.span(node))

    def _matrix(self, node: Node) -> Term:
        if ("matrix" not in node.value and node.value != "array") or node.value[0] in "vV":
            return self.obscure(node, f"“{node.value}”")
        rows = [
            row for row in node.children if any(cell.children or cell.own for cell in row.children)
        ]
        ends = [row for row in rows if not _is_empty(row.children[-1])]
        cut = 0 if ends else 1  # every row ends with a superfluous &
        cells = [[self.term(c) for c in row.children[: len(row.children) - cut]] for row in rows]
        return self._rectangle(cells, node)

    def _root(self, node: Node) -> Term:
        if len(node.children) > 1:
            return self.obscure(node, "this root")
        half = Number(Fraction(1, 2))
        return Power(self.term(node.children[0]), half, self.span(node))

    def _fraction(self, node: Node) -> Term:
        derivative = self.derivative(stripped(node.children[0]), stripped(node.children[1]), node)
        if derivative is not None:
            return derivative
        top, bottom = map(self.term, node.children)
        return Quotient(top, bottom, self.span(node))

    def derivative(self, top: Node, bottom: Node, node: Node) -> Term | None:
        """``∂L/∂W^[1]`` is one name, labelled as its denominator is."""
        above, below = both_after_d(top, bottom)
        if above is None or below is None:
            return None
        what, by = self.term(above), self.term(below)
        if not isinstance(what, Symbol) or not isinstance(by, Symbol):
            return self.obscure(node, "this derivative")
        name = f"∂{what.head}/∂{by.head.name}"
        head = Head(name, by.head.label, by.head.indices, by.head.brackets)
        return Symbol(head, self.span(node))

    def _sum(self, node: Node) -> Term:
        terms: list[tuple[int, Term]] = []
        sign = 1
        for child in node.children:
            if child.kind != "op":
                terms.append((sign, self.term(child)))
            elif child.value not in "+-":
                return self.obscure(node, f"“{child.value}”")
            sign = -1 if child.kind == "op" and child.value == "-" else 1
        return Sum(tuple(terms), self.span(node))

    def _product(self, node: Node) -> Term:
        from .products import product_term

        return product_term(self, node)

    def fused(self, first: Node, second: Node) -> Term | None:
        """Two factors that are one name, if they are."""
        from .products import fuse

        return fuse(self, first, second)

    def _juxtaposed(self, node: Node) -> Term:
        head, bracket = node.children
        name = letter(head.children[0] if head.kind == "script" else head)
        if self.names.is_function(head):
            return self._apply(head, bracket, node)
        if self.names.multiplies(node):
            left, right = self.term(head), self.term(bracket)
            return Product(left, right, "·", self.span(node))
        return Obscure(f"“{name}(…)” may be a product or a function", self.span(node))

    def _call(self, node: Node) -> Term:
        return self._apply(node.children[0], node.children[1], node)

    def _apply(self, head: Node, bracket: Node, node: Node) -> Term:
        base = head.children[0] if head.kind == "script" else head
        found = (
            sorted_scripts(head, self.names, letter(base)) if head.kind == "script" else Scripts()
        )
        inner = stripped(bracket)
        arguments: tuple[Node, ...] = (inner,)
        if inner.kind == "fence" and inner.value in ROUND:
            inside = stripped(inner.children[0])
            listed = inside.children if inside.kind == "list" else (inside,)
            if any(child.kind == "op" and child.value != "," for child in listed):
                return self.obscure(node, "this list of arguments")
            arguments = tuple(child for child in listed if child.kind != "op")
        if found.why or found.powers or found.indices or found.decoration or found.transposed:
            return self.obscure(node, "this function")
        terms = tuple(self.term(argument) for argument in arguments)
        if letter(base) in PRODUCTS and len(terms) == 2 and not found.primes:
            return Product(terms[0], terms[1], "·", self.span(node))
        return Applied(letter(base), terms, found.primes, found.label, self.span(node))

    def _script(self, node: Node) -> Term:
        from .products import scripted_term

        return scripted_term(self, node)


def _is_empty(cell: Node) -> bool:
    return cell.kind == "list" and not cell.children


def both_after_d(top: Node, bottom: Node) -> tuple[Node | None, Node | None]:
    """What stands behind the ∂ of both sides of a derivative, or behind a δ for want of it."""
    above, below = after_d(top, "δ"), after_d(bottom, "δ")
    return (above, below) if above and below else (after_d(top), after_d(bottom))


def after_d(node: Node, *more: str) -> Node | None:
    """What stands behind the ∂ or d of one side of a derivative."""
    if node.kind == "product" and len(node.children) == 2:
        first, second = node.children
        if first.kind in ("symbol", "name") and first.value in ("∂", "d", *more):
            return second
    if node.kind == "juxtaposed" and node.children[0].kind == "name":  # df(x)
        name = after_d(node.children[0])
        return replace(node, children=(name, *node.children[1:])) if name else None
    if node.kind == "name" and len(node.value) == 2 and node.value[0] == "d":
        return Node("name", node.start, node.end, node.value[1], (), node.own)
    if node.kind == "script" and node.children[0].kind == "name":  # dW_2, dw_{ij}
        base = after_d(node.children[0])
        return replace(node, children=(base, *node.children[1:])) if base else None
    return None


__all__ = ["KNOWN_FUNCTIONS", "Meaning"]

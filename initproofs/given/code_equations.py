"""Lines of NumPy → equations in the terms that maths is read into; nothing is executed.

``W[2]`` and ``W2`` carry a layer; ``*`` goes entry by entry, ``@``, ``dot`` and ``matmul`` multiply
matrices; in a sketch, and before a weight, a ``*`` may do either. What has no meaning as a formula
(slices, keywords, other calls) is left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from ..notation import Reading
from ..notation.code import CodeLine
from ..nouns import Block, Document, Node, Span
from ..terms import (
    Applied,
    Derivative,
    Head,
    Index,
    Number,
    Obscure,
    Power,
    Product,
    Quotient,
    Sum,
    Symbol,
    Term,
    Transposed,
    is_obscure,
    walk,
)
from .code import code_lines, sketch_lines
from .equations import NO_GRADIENT, Equation, parts_of, subject_of
from .families import SUMS as SUMS_OF_UNITS
from .families import WEIGHTS
from .rewriting import mapped
from .scripts import as_index, stripped
from .sketches import ACTIVATION, PRIME, TOGETHER
from .totals import OVER_EXAMPLES

PRODUCTS = frozenset(["np.dot", "np.matmul", "numpy.dot", "numpy.matmul"])
ENTRYWISE = frozenset(["np.multiply", "numpy.multiply"])
SUMS = frozenset(["np.sum", "numpy.sum"])
FUNCTIONS = {
    "np.exp": "exp",
    "math.exp": "exp",
    "np.log": "ln",
    "math.log": "ln",
    "np.tanh": "tanh",
    "sigmoid": "sigmoid",
    "relu": "relu",
    "tanh": "tanh",
    "softmax": "softmax",
}
_RATIO = re.compile(r"d(\w+?)d(\w+)")
_NUMBERED = re.compile(r"(d?[A-Za-z])_?(\d)")


def code_equations(document: Document) -> Iterator[list[Equation]]:
    """The single equalities of the code under each heading, with the number of their block.

    Names that are added to (``dx += …``) or given twice are no formulas and are left out.
    """
    forward: dict[Term, Equation] = {}  # of the sketches of the sections before
    for blocks in _sections(document):
        section: list[Equation] = []
        twice: set[str] = set()
        for number, block in blocks:
            for line in sketch_lines(block) or code_lines(block):
                if isinstance(line.reading, Reading) and not line.keyword:
                    section += _equation(line, block, number)
                    twice |= _added_to(line.reading.tree)
        if section:
            sketch = any(sketch_lines(document.blocks[e.block]) for e in section)
            own = {e.left: e for e in section if not _is_backward(e)}
            before = [e for left, e in forward.items() if left not in own] if sketch else []
            yield _named([*before, *section], twice, sketch)
            forward |= own if sketch else {}


def _sections(document: Document) -> Iterator[list[tuple[int, Block]]]:
    numbered = list(enumerate(document.blocks))
    heads = [0, *(number for number, block in numbered if block.heading), len(numbered)]
    for first, end in pairwise(heads):
        yield numbered[first:end]


def _is_backward(equation: Equation) -> bool:
    """A section of such lines alone goes by the forward pass of the section before it."""
    return isinstance(equation.left, Symbol) and bool(subject_of(equation.left.head.name))


def _added_to(tree: Node) -> set[str]:
    joints = [c.value for c in tree.children if c.kind == "op"]
    augmented = tree.kind == "chain" and joints and joints[0] in ("+=", "-=")
    return {tree.children[0].value} if augmented else set()


def _named(section: list[Equation], twice: set[str], again: bool) -> list[Equation]:
    """With ``dfdx`` as the derivative that it is, ``dz`` as that of Z, and ``den`` as a name."""
    given = Counter(e.left.head for e in section if isinstance(e.left, Symbol))
    kept = [
        e
        for e in section
        if isinstance(e.left, Symbol) and e.left.head.name not in twice
        if given[e.left.head] == 1 or (again and _is_backward(e) and e.left not in walk(e.right))
    ]
    names = {part.head.name for part in parts_of(kept) if isinstance(part, Symbol)}

    def meant(term: Term) -> Term:
        if not isinstance(term, Symbol):
            return mapped(term, meant)
        name = term.head.name
        for of, by in _RATIO.findall(name):
            if {of, by} <= names:
                return Derivative(Symbol(Head(of)), Symbol(Head(by)), term.span)
        subject = subject_of(name)
        if subject in names:
            mark = NO_GRADIENT if subject_of(subject) and subject_of(subject) not in names else ""
            return replace(term, head=replace(term.head, name="d" + mark + subject))
        if not subject:
            return term
        if subject.swapcase() in names and len(subject) == 1:
            return replace(term, head=replace(term.head, name="d" + subject.swapcase()))
        if len(subject) == 1:
            return term
        return replace(term, head=replace(term.head, name=NO_GRADIENT + name))

    return [replace(e, left=meant(e.left), right=meant(e.right)) for e in kept]


def _equation(line: CodeLine, block: Block, number: int) -> Iterator[Equation]:
    assert isinstance(line.reading, Reading)
    tree, words = line.reading.tree, line.reading.tokens
    if tree.kind != "chain" or [c.value for c in tree.children if c.kind == "op"] != ["="]:
        return

    def span(node: Node) -> Span:
        return block.at(words[node.start].start, words[node.end - 1].end)

    left, right = tree.children[0], tree.children[2]
    code = _Code(span, "*" if sketch_lines(block) else "⊙")
    sides = code.term(left), code.term(right)
    if not any(map(is_obscure, sides)):
        whole = Span(span(left).start, span(right).end)
        places = (span(left), span(right))
        yield Equation(sides[0], _sketched(*sides), whole, places, number, "=")


def _sketched(left: Term, right: Term) -> Term:
    """``Z = W * X + b`` of a sketch multiplies matrices."""
    forward = isinstance(left, Symbol) and not left.head.name.startswith("d")
    if isinstance(right, Sum) and forward:
        terms = tuple((sign, _sketched(left, inner)) for sign, inner in right.terms)
        return Sum(terms, right.span)
    if not (isinstance(right, Product) and forward and isinstance(right.left, Symbol)):
        return right
    sketched = right.left.head.name in WEIGHTS and right.sign == "⊙"
    return Product(right.left, right.right, "·", right.span) if sketched else right


class _Code:
    """One line's tree understood as NumPy."""

    def __init__(self, span: Callable[[Node], Span], star: str) -> None:
        self.span = span
        self.star = star  # in a sketch it may multiply matrices

    def term(self, node: Node) -> Term:
        method = getattr(self, f"_{node.kind}", None)
        found: Term = method(node) if method else Obscure("this code")
        return found

    def _number(self, node: Node) -> Term:
        return Number(Fraction(node.value), None, self.span(node))

    def _name(self, node: Node) -> Term:
        numbered, both = _NUMBERED.fullmatch(node.value), TOGETHER.fullmatch(node.value)
        place = self.span(node)
        if both and self.star == "*":
            left, right = (self._name(replace(node, value=name)) for name in both.groups())
            return Product(left, right, "·", place)
        if numbered:
            label = Index("", int(numbered[2]))
            return Symbol(Head(numbered[1], label, (), "[]"), place)
        return Symbol(Head(node.value), place)

    def _group(self, node: Node) -> Term:
        return self.term(node.children[0])

    def _fence(self, node: Node) -> Term:
        inner = stripped(node.children[0])
        if node.value != "( )" or inner.kind == "list":
            return Obscure("a list")
        return self.term(inner)

    def _sum(self, node: Node) -> Term:
        terms: list[tuple[int, Term]] = []
        sign = 1
        for child in node.children:
            if child.kind == "op":
                sign = -1 if child.value == "-" else 1
            else:
                terms.append((sign, self.term(child)))
                sign = 1
        return Sum(tuple(terms), self.span(node))

    def _product(self, node: Node) -> Term:
        found: Term | None = None
        sign = ""
        for child in node.children:
            if child.kind == "op":
                sign = child.value
                continue
            term = self.term(child)
            if found is None:
                found = term
            elif sign == "/":
                found = Quotient(found, term, self.span(node))
            elif sign in ("*", "@"):
                joint = self.star if sign == "*" else "·"
                found = Product(found, term, joint, self.span(node))
            else:
                return Obscure(f"“{sign}”")
        return found or Obscure("nothing")

    def _script(self, node: Node) -> Term:
        base, above = node.children[0], node.children[-1]
        if above.kind == "name" and above.value == "T":
            return Transposed(self.term(base), self.span(node))
        if above.kind == "number" and node.value == "^":
            return Power(self.term(base), self.term(above), self.span(node))
        return Obscure("this code")

    def _juxtaposed(self, node: Node) -> Term:
        head, bracket = node.children
        if head.kind != "name" or bracket.kind != "fence" or bracket.value != "[ ]":
            return Obscure("this code")
        index = as_index(bracket.children[0])
        if index is None or len(head.value) > 2:
            return Obscure("a slice")
        return Symbol(Head(head.value, index, (), "[]"), self.span(node))

    def _call(self, node: Node) -> Term:
        head, bracket = node.children
        inner = stripped(bracket.children[0]) if bracket.children else bracket
        listed = inner.children if inner.kind == "list" else (inner,)
        arguments = [child for child in listed if child.kind != "op"]
        name, place = head.value, self.span(node)
        if name in PRODUCTS | ENTRYWISE and len(arguments) == 2:
            sign = "·" if name in PRODUCTS else "⊙"
            return Product(self.term(arguments[0]), self.term(arguments[1]), sign, place)
        if name.endswith(".dot") and len(arguments) == 1:
            first = self._method(name.removesuffix(".dot"), head)
            return Product(first, self.term(arguments[0]), "·", place)
        if name in SUMS:
            return self._total(arguments, place)
        if name in FUNCTIONS and len(arguments) == 1:
            return Applied(FUNCTIONS[name], (self.term(arguments[0]),), span=place)
        if name.lower() == "sum" and self.star == "*":
            if len(arguments) > 1:
                return self._total(arguments, place)
            return Applied(OVER_EXAMPLES, (self.term(arguments[0]),), span=place)
        return self._activated(name, arguments, place)

    def _activated(self, name: str, arguments: list[Node], place: Span) -> Term:
        """``g1(Z1)``, ``g'(Z)`` of a sketch, ``relu_derivative(Z1)``: entry by entry."""
        found = ACTIVATION.fullmatch(name)
        inner = self.term(arguments[0]) if len(arguments) == 1 else Obscure("this call")
        if not found or not isinstance(inner, Symbol) or inner.head.name not in SUMS_OF_UNITS:
            return Obscure("this call")
        function, primes = found["name"], int(PRIME in name or bool(found["slope"]))
        function = FUNCTIONS.get(function.lower(), function)
        label = Index("", int(found["layer"])) if found["layer"] else None
        return Applied(function, (inner,), primes, label, place)

    def _method(self, name: str, node: Node) -> Term:
        """``W.T`` of ``W.T.dot``."""
        bare = name.removesuffix(".T")
        symbol = self._name(Node("name", node.start, node.end, bare))
        return symbol if bare == name else Transposed(symbol, symbol.span)

    def _total(self, arguments: list[Node], place: Span) -> Term:
        """``np.sum(dZ, axis=1, keepdims=True)``; without ``keepdims`` the axis is gone."""
        found: list[Term] = [self.term(arguments[0])]
        for option in arguments[1:]:
            if option.kind != "chain" or len(option.children) != 3:
                return Obscure("this call")
            name, _, value = option.children
            if name.value == "axis" and value.kind == "number":
                found.append(self._number(value))
            elif name.value != "keepdims":
                return Obscure("this call")
        return Applied("np.sum", tuple(found), span=place)

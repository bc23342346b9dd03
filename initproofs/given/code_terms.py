"""Trees of NumPy lines → terms: what is called, looked up and multiplied, as formulas have it.

``W[2]`` and ``W2`` carry a layer; ``*`` goes entry by entry, ``@``, ``dot`` and ``matmul`` multiply
matrices; ``g[l]'(Z[l])`` is a slope. Slices, keywords and other calls stay obscure.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

from ..nouns import Node, Span
from ..terms import (
    Applied,
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
)
from .families import SUMS as SUMS_OF_UNITS
from .scripts import as_index, stripped
from .sketches import ACTIVATION, PRIME, TOGETHER
from .totals import OVER_EXAMPLES

PRODUCTS = frozenset(["np.dot", "np.matmul", "numpy.dot", "numpy.matmul"])
ENTRYWISE = frozenset(["np.multiply", "numpy.multiply"])
POWERS = frozenset(["np.power", "numpy.power", "torch.pow"])
SQUARES = frozenset(["np.square", "numpy.square", "torch.square"])
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
ACTIVATIONS = frozenset("g f h phi sigma act activation relu sigmoid tanh".split())
_LAYERED = re.compile(r"\w{1,2}|d[A-Za-z]_[a-z]{2}\w*")  # ``W[l]``, and ``dW_regularised[l]``
_NUMBERED = re.compile(r"(d?[A-Za-z])_?(\d)")


class CodeTerms:
    """One line's tree understood as NumPy."""

    def __init__(self, span: Callable[[Node], Span], star: str = "⊙") -> None:
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
                if _is_one(found) and _is_one(term):
                    return Obscure("1 / 1: it has lost the brackets of what it divides by")
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
            return self._power(self.term(base), self.term(above), self.span(node))
        return Obscure("this code")

    def _power(self, base: Term, exponent: Term, place: Span) -> Term:
        """``A1**2`` and ``np.power(A1, 2)`` go entry by entry; a sketch leaves it open."""
        squared = isinstance(exponent, Number) and exponent.value == 2
        if squared and isinstance(base, Symbol) and self.star != "*":
            return Product(base, base, "⊙", place)
        return Power(base, exponent, place)

    def _juxtaposed(self, node: Node) -> Term:
        head, bracket = node.children
        if head.kind != "name" or bracket.kind != "fence" or bracket.value != "[ ]":
            return Obscure("this code")
        index = as_index(bracket.children[0])
        if index is None or not _LAYERED.fullmatch(head.value):
            return Obscure("a slice")
        return Symbol(Head(head.value, index, (), "[]"), self.span(node))

    def _call(self, node: Node) -> Term:
        head, bracket = node.children
        inner = stripped(bracket.children[0]) if bracket.children else bracket
        listed = inner.children if inner.kind == "list" else (inner,)
        arguments = [child for child in listed if child.kind != "op"]
        name, place = head.value, self.span(node)
        if head.kind != "name":
            return self._activation(head, arguments, place)
        if name in PRODUCTS | ENTRYWISE and len(arguments) == 2:
            sign = "·" if name in PRODUCTS else "⊙"
            return Product(self.term(arguments[0]), self.term(arguments[1]), sign, place)
        if name in POWERS and len(arguments) == 2:
            return self._power(self.term(arguments[0]), self.term(arguments[1]), place)
        if name in SQUARES and len(arguments) == 1:
            return self._power(self.term(arguments[0]), Number(Fraction(2)), place)
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
        return self._of_units(name, arguments, place) or self._activation(head, arguments, place)

    def _of_units(self, name: str, arguments: list[Node], place: Span) -> Term | None:
        """``g1(Z1)``, ``g1'(Z1)`` of a sketch, ``relu_derivative(Z1)``: entry by entry."""
        found = ACTIVATION.fullmatch(name)
        inner = self.term(arguments[0]) if len(arguments) == 1 else Obscure("this call")
        if not found or not isinstance(inner, Symbol) or inner.head.name not in SUMS_OF_UNITS:
            return None
        function, primes = found["name"], int(PRIME in name or bool(found["slope"]))
        function = FUNCTIONS.get(function.lower(), function)
        label = Index("", int(found["layer"])) if found["layer"] else None
        return Applied(function, (inner,), primes, label, place)

    def _activation(self, head: Node, arguments: list[Node], place: Span) -> Term:
        """``g'(z)``, ``g[l]'(Z[l])`` and ``g'[1](Z[1])``: the slope of an activation."""
        primes, label = 0, None
        while head.kind in ("primed", "juxtaposed"):
            if head.kind == "primed":
                primes += len(head.value)
            else:
                bracket = head.children[1]
                index = as_index(bracket.children[0]) if bracket.value == "[ ]" else None
                if index is None or label is not None:
                    return Obscure("this call")
                label = index
            head = head.children[0]
        if head.kind != "name" or head.value not in ACTIVATIONS or len(arguments) != 1:
            return Obscure("this call")
        name = FUNCTIONS.get(head.value, head.value)
        return Applied(name, (self.term(arguments[0]),), primes, label, place)

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


def _is_one(term: Term) -> bool:
    return isinstance(term, Number) and term.value == 1

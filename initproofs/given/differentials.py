r"""Formula → terms in which derivatives, sums over an index and norms have their meaning.

``\frac{\partial L}{\partial w}`` is the derivative of one thing by another and no name; ``∇_W J``
and ``\frac{\partial}{\partial w}(…)`` are too. What only some notes mean by a sign stays obscure.
"""

from __future__ import annotations

import re
from dataclasses import replace

from ..nouns import Node, Span
from ..terms import (
    Applied,
    Derivative,
    Head,
    Index,
    Indexed,
    Obscure,
    Power,
    Product,
    Quotient,
    Sum,
    Symbol,
    Term,
)
from .families import names_loss
from .letters import letter, scripts
from .meaning import Meaning, after_d, both_after_d
from .products import DERIVING, fuse
from .scripts import as_index, stripped
from .totals import (
    OVER_EXAMPLES,
    arguments_of,
    function_of,
    is_total,
    over_examples,
    without_range,
)

NORM_SQUARED = "‖·‖²"
ENTRY = "entry"
COMPOSED = "prod"  # d2l's operator: multiply, after whatever transposition and swap is needed
ERROR = frozenset("δ")
LAYERS = frozenset("lL")  # ``f_l`` is the activation of a layer, and no other function
PARAMETERS = frozenset("W w b B A Z z a θ Θ".split())
LEARNT = frozenset("W w b θ Θ".split())
# Activations by the names that notes write below a letter: ``g_{ReLU}(Z)``.
ACTIVATIONS = {name.lower(): name for name in ("ReLU", "softmax", "sigmoid", "tanh", "identity")}


class Differentials(Meaning):
    """One formula's trees understood as calculus understands them."""

    def derivative(self, top: Node, bottom: Node, node: Node) -> Term | None:
        above, below = both_after_d(top, bottom)
        if below is None:
            return None
        by = self.term(below)
        if above is None:
            return None
        of = self.term(above)
        if not isinstance(by, Symbol):
            return self.obscure(node, "this derivative")
        return Derivative(of, by, self.span(node))

    def fused(self, first: Node, second: Node) -> Term | None:
        if first.kind == "script" and first.value == "_" and first.children[0].value in DERIVING:
            by, of = self.term(first.children[1]), self.term(second)
            lost = isinstance(of, Symbol) and names_loss(of.head.name)
            if isinstance(of, Product) and second.kind == "juxtaposed":
                return self.obscure(second, "how far this derivative reaches")
            if isinstance(by, Symbol) and (lost or first.children[0].value == "∇"):
                return Derivative(of, by, self.span(first))
            return None
        if first.kind == "symbol" and first.value == "Σ":  # the letter, where no sum was at hand
            added = self.term(second)
            if isinstance(added, Symbol) and re.match(r"d[A-Za-z]", added.head.name):
                return Applied(OVER_EXAMPLES, (added,), span=self.span(second))
        if first.kind == "symbol" and first.value in ERROR:
            return self._gradient(self.term(second), self.joint_span(first, second))
        by_operator = self._operator(first)
        if by_operator is not None and second.kind != "op":
            return Derivative(self.term(second), by_operator, self.span(second))
        return fuse(self, first, second)

    def _gradient(self, named: Term, whole: Span) -> Term | None:
        """``δW`` is the gradient by W, and ``δW^2`` its square."""
        match named:
            case Symbol(head) if head.name.partition("^")[0] in PARAMETERS:
                return Symbol(Head("d" + head.name, head.label, head.indices), whole)
            case Power(Symbol(head) as base, exponent) if head.name in LEARNT:
                inner = self._gradient(base, Span(whole.start, base.span.end))
                return inner and Power(inner, exponent, whole)
        return None

    def _operator(self, node: Node) -> Symbol | None:
        r"""The variable of ``\frac{\partial}{\partial w}``, which awaits what it is applied to."""
        if node.kind != "fraction":
            return None
        top, bottom = (stripped(child) for child in node.children)
        below = after_d(bottom, top.value)
        if top.kind not in ("symbol", "name") or top.value not in ("∂", "d", "δ") or below is None:
            return None
        by = self.term(below)
        return by if isinstance(by, Symbol) else None

    def _big(self, node: Node) -> Term:
        head, body = node.children
        sign = head.children[0] if head.kind == "script" else head
        if sign.value == "lim":
            return self._limit(node, body)
        if sign.value != "Σ":
            return self.obscure(node, f"“{sign.value}”")
        marks = scripts(head) if head.kind == "script" else []
        low = next((stripped(below) for mark, below in marks if mark == "_"), None)
        if not marks:
            return without_range(self.term(body), self.span(node))
        if low is not None and over_examples(low):
            return Applied(OVER_EXAMPLES, (self.term(body),), span=self.span(node))
        found = _range(low) if low is not None else None
        if found is None:
            return self.obscure(node, "this range of a sum")
        return Indexed(found[0], self.term(body), found[1], self.span(node))

    def _limit(self, node: Node, body: Node) -> Term:
        """``lim (f(x + h) − f(x)) / h`` is what a derivative is; no other limit is read."""
        match self.term(body):
            case Quotient(Sum(((1, Applied(name, (moved,))), (-1, still))), Symbol() as step):
                match moved:
                    case Sum(((1, Symbol() as x), (1, other))) if other == step:
                        if still == Applied(name, (x,)):
                            return Derivative(still, x, self.span(node))
        return self.obscure(node, "this limit")

    def _apply(self, head: Node, bracket: Node, node: Node) -> Term:
        """``f_c(x)`` is another function than ``f(x)``."""
        if head.kind == "script" and head.value == "_":
            index = as_index(head.children[1])
            found = super()._apply(head.children[0], bracket, node)
            if index is not None and index.base in LAYERS and isinstance(found, Applied):
                return replace(found, label=index)
            if index is not None and isinstance(found, Applied):
                return replace(found, function=f"{found.function}_{index}")
            named = letter(stripped(head.children[1]))
            if named.lower() in ACTIVATIONS and isinstance(found, Applied):
                return replace(found, function=ACTIVATIONS[named.lower()])
        found = super()._apply(head, bracket, node)
        if isinstance(found, Applied) and found.function.lower() in ACTIVATIONS:
            return replace(found, function=ACTIVATIONS[found.function.lower()])
        return found

    def _juxtaposed(self, node: Node) -> Term:
        """``l(o, y)``: what has several arguments is a function of them."""
        head, bracket = node.children
        added = arguments_of(bracket) if is_total(node) else None
        if added is not None:
            summed = (self.term(added[0]), *added[1])
            return Applied(function_of(node, added[1]), summed, span=self.span(node))
        found = super()._juxtaposed(node)
        listed = bracket.kind == "fence" and stripped(bracket.children[0]).kind == "list"
        if isinstance(found, Obscure) and listed and bracket.value == "( )":
            return self._apply(head, bracket, node)
        return found

    def _call(self, node: Node) -> Term:
        if letter(node.children[0]) == COMPOSED:
            found = self._apply(node.children[0], node.children[1], node)
            if isinstance(found, Applied) and len(found.arguments) == 2:
                return Product(*found.arguments, "prod", self.span(node))
        return super()._call(node)

    def _script(self, node: Node) -> Term:
        inner = stripped(node.children[0])
        marks = scripts(node)
        if inner.kind == "fence" and inner.value in ("‖ ‖", "∥ ∥"):
            squared = any(mark == "^" and stripped(above).value == "2" for mark, above in marks)
            if squared:
                return Applied(NORM_SQUARED, (self.term(inner.children[0]),), span=self.span(node))
        if inner.kind in ("call", "juxtaposed", "fence") and [mark for mark, _ in marks] == ["_"]:
            index = as_index(marks[0][1])
            if index is not None:
                place = Symbol(Head(index.base or str(index.offset)))
                return Applied(ENTRY, (self.term(inner), place), span=self.span(node))
        return super()._script(node)


def _range(low: Node) -> tuple[str, Index | None] | None:
    """``k``, ``k=1`` and ``k \\neq i``: the index, and the value that it does not take."""
    if low.kind in ("name", "symbol") and len(low.value) == 1:
        return low.value, None
    if low.kind == "chain" and len(low.children) == 3:
        first, relation, last = low.children
        if first.kind != "name" or len(first.value) != 1:
            return None
        if relation.value == "=" and last.value == "1":
            return first.value, None
        if relation.value == "≠":
            index = as_index(last)
            return (first.value, index) if index else None
    return None

"""Trees → terms in which derivatives, cases, limits, extremes and absolute values have a meaning.

In: the formulas of a note. Out: terms (``d/d``, ``cases``, ``lim``, ``max over``, ``abs``, ``Σ``,
``entry``) beside those of every other formula. What has no meaning stays ``Obscure``.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from ..nouns import Node
from ..terms import Applied, Head, Index, Number, Obscure, Power, Product, Quotient, Symbol, Term
from .letters import letter, nodes
from .meaning import Meaning
from .names import USUAL_FUNCTIONS
from .scripts import Scripts, sorted_scripts, stripped
from .statements import NOTHING

IMPLICIT = Symbol(Head("·"))  # the argument of a function that is named without one
CONDITIONS = frozenset("if for when as where with".split())
COMPARISONS = frozenset("<>≤≥=≠")
# Names under which notes call functions that the catalogue knows.
SPELLINGS = {
    "sigmoid": "sigmoid",
    "Sigmoid": "sigmoid",
    "sigm": "sigmoid",
    "logistic": "sigmoid",
    "tanh": "tanh",
    "Tanh": "tanh",
    "ReLU": "relu",
    "relu": "relu",
    "Relu": "relu",
    "ReLu": "relu",
    "RELU": "relu",
    "LeakyReLU": "leaky relu",
    "softplus": "softplus",
    "Softplus": "softplus",
    "SiLU": "silu",
    "silu": "silu",
    "swish": "silu",
    "Swish": "silu",
    "GELU": "gelu",
    "gelu": "gelu",
    "softsign": "softsign",
    "SELU": "selu",
    "selu": "selu",
    "exp": "exp",
    "np.exp": "exp",
    "log": "ln",
    "ln": "ln",
    "sinh": "sinh",
    "cosh": "cosh",
    "sech": "sech",
    "coth": "coth",
    "np.tanh": "tanh",
    "np.log": "ln",
    "max": "max",
    "min": "min",
    "np.maximum": "max",
    "np.minimum": "min",
    "softmax": "softmax",
    "Softmax": "softmax",
}
LOGARITHMS = frozenset({"log", "ln"})
ONES = frozenset({"1", "𝟙", "𝟏", "𝕀", "I"})  # before a condition: 1 where it holds, else 0
COEFFICIENTS = frozenset("αβγλκ")  # letters that multiply a bracket
EXTREMES = ("max", "min", "sup", "inf")


class Analysis(Meaning):
    """One formula's trees, understood as functions of real variables."""

    def term(self, node: Node) -> Term:
        return Obscure(NOTHING, self.span(node)) if node.kind == "hole" else super().term(node)

    def condition(self, node: Node) -> Term:
        node = self._uncomma(stripped(node))
        if node.kind == "list" and node.children[0].value in CONDITIONS:
            node = self._uncomma(replace(node, children=node.children[1:]))
            node = node.children[0] if node.kind == "list" and len(node.children) == 1 else node
        if node.kind != "chain" or len(node.children) != 3:
            return self.obscure(node, "this condition")
        left, relation, right = node.children
        return Applied(relation.value, (self.term(left), self.term(right)), span=self.span(node))

    def _fence(self, node: Node) -> Term:
        if node.value == "| |" and len(node.children) == 1:
            return Applied("abs", (self.term(node.children[0]),), span=self.span(node))
        return super()._fence(node)

    def _matrix(self, node: Node) -> Term:
        if node.value not in ("cases", "dcases", "rcases"):
            return super()._matrix(node)
        parts: list[Term] = []
        for row in node.children:
            cells = [cell for cell in row.children if cell.children or cell.own or cell.value]
            if len(cells) != 2:
                return self.obscure(node, "these cases")
            value, condition = map(stripped, cells)
            last = self._uncomma(condition).value in ("otherwise", "else")
            parts.append(self.term(self._uncomma(value)))
            if last and row is node.children[-1]:
                return Applied("cases", tuple(parts), span=self.span(node))
            parts.append(self.condition(condition))
        return Applied("cases", (*parts, Applied("undefined", ())), span=self.span(node))

    @staticmethod
    def _uncomma(node: Node) -> Node:
        """``z, & z > 0``: the comma at the end of a cell says nothing."""
        if node.kind == "list" and len(node.children) == 2 and node.children[1].value == ",":
            return node.children[0]
        return node

    def derivative(self, top: Node, bottom: Node, node: Node) -> Term | None:
        """``dσ(x)/dx`` and ``∂a/∂z``: the derivative of what stands above."""
        by = self._differential(bottom)
        if by is None:
            return None
        if top.kind in ("name", "symbol") and top.value in ("d", "∂"):
            return Applied("d/d of", (by,), span=self.span(node))
        operand = self._behind_d(top)
        if operand is None:
            return None
        term = self.term(operand)
        if isinstance(term, Symbol) and term.head.name in (*USUAL_FUNCTIONS, *SPELLINGS):
            term = Applied(term.head.name, (by,), span=term.span)
        return Applied("d/d", (term, by), span=self.span(node))

    def _differential(self, node: Node) -> Symbol | None:
        inner = self._behind_d(node)
        term = self.term(inner) if inner is not None else None
        return term if isinstance(term, Symbol) else None

    @staticmethod
    def _behind_d(node: Node) -> Node | None:
        node = stripped(node)
        if node.kind == "name" and len(node.value) == 2 and node.value[0] == "d":
            return Node("name", node.start, node.end, node.value[1], (), node.own)
        if node.kind == "script" and stripped(node.children[0]).value[:1] == "d":
            base = Analysis._behind_d(node.children[0])
            return None if base is None else replace(node, children=(base, *node.children[1:]))
        if node.kind == "product" and len(node.children) == 2:
            first, second = node.children
            if first.kind in ("symbol", "name") and first.value in ("∂", "d"):
                return second
        return None

    def _product(self, node: Node) -> Term:
        """``\\frac{d}{dz} f(z)``: what stands behind the operator is differentiated."""
        for place, child in enumerate(node.children[:-1]):
            if child.kind != "fraction":
                continue
            top, bottom = map(stripped, child.children)
            found = self.derivative(top, bottom, child)
            if isinstance(found, Applied) and found.function == "d/d of":
                if place or any(c.kind == "op" for c in node.children[1:]):
                    return self.obscure(node, "this derivative")
                rest = node.children[1:]
                whole = Node("product", rest[0].start, rest[-1].end, "", rest)
                operand = self.term(rest[0] if len(rest) == 1 else whole)
                return Applied("d/d", (operand, *found.arguments), span=self.span(node))
        first, last = node.children[0], node.children[-1]
        if len(node.children) == 2 and first.value == "1" and last.kind == "fence":
            return self._indicator(last.children[0]) or super()._product(node)
        if last.kind == "big" and len(node.children) > 1 and node.children[-2].value in LOGARITHMS:
            whole = Node("call", node.children[-2].start, node.end, "", node.children[-2:])
            inside = Applied("log", (self.term(last),), span=self.span(whole))
            rest = node.children[:-2]
            if not rest:
                return inside
            if not any(child.kind == "op" for child in rest):
                before = Node("product", rest[0].start, rest[-1].end, "", rest)
                left = self.term(rest[0] if len(rest) == 1 else before)
                return Product(left, inside, "·", self.span(node))
        return super()._product(node)

    def _indicator(self, node: Node) -> Term | None:
        """``1_{i = j}``, ``1\\{i = j\\}``, ``𝟏[i = j]``: Kronecker’s δ_ij."""
        chain = stripped(node)
        if chain.kind != "chain" or [c.value for c in chain.children if c.kind == "op"] != ["="]:
            return None
        sides = (chain.children[0], chain.children[-1])
        if any(side.kind != "name" or len(side.value) != 1 for side in sides):
            return None
        one, other = (Index(side.value, 0) for side in sides)
        return Symbol(Head("δ", None, (one, other)), self.span(node))

    def _juxtaposed(self, node: Node) -> Term:
        head, bracket = node.children
        base = head.children[0] if head.kind == "script" else head
        name = letter(base)
        if name in ONES and (found := self._indicator(bracket.children[0])) is not None:
            return found
        if name and len(name) == 1 and _stands_bare(name, bracket):
            left = Symbol(Head(name), self.span(head)) if head is base else self.term(head)
            return Product(left, self.term(bracket), "·", self.span(node))
        usual = name in USUAL_FUNCTIONS and name not in self.names.values
        if name in SPELLINGS or name == "Φ" or usual:
            return self._apply(head, bracket, node)
        if name in COEFFICIENTS and name not in self.names.functions and head is base:
            left = Symbol(Head(name), self.span(head))
            return Product(left, self.term(bracket), "·", self.span(node))
        return super()._juxtaposed(node)

    def _apply(self, head: Node, bracket: Node, node: Node) -> Term:
        base = head.children[0] if head.kind == "script" else head
        name = letter(base)
        found = sorted_scripts(head, self.names, name) if head.kind == "script" else Scripts()
        if len(found.powers) == 1 and not (found.why or found.indices or found.transposed):
            exponent = self.term(found.powers[0])
            bare = super()._apply(base, bracket, node)
            if isinstance(exponent, Number) and exponent.value > 0 and isinstance(bare, Applied):
                bare = replace(bare, primes=found.primes, label=found.label)
                return Power(bare, exponent, self.span(node))
            return self.obscure(node, "this power of a function")
        if name == "log" and len(found.indices) == 1 and not found.powers:
            whole = super()._apply(base, bracket, node)
            radix = Number(Fraction(found.indices[0].offset))
            if found.indices[0].base or not isinstance(whole, Applied):
                return self.obscure(node, "this logarithm")
            return Quotient(whole, Applied("ln", (radix,)), self.span(node))
        return super()._apply(head, bracket, node)

    def _script(self, node: Node) -> Term:
        base = node.children[0]
        name = letter(base)
        if base.kind in ("symbol", "name", "function", "font", "text") and (
            name in USUAL_FUNCTIONS or name in SPELLINGS
        ):
            found = sorted_scripts(node, self.names, name)
            if found.primes and not (found.why or found.indices or found.transposed):
                slope = Applied(name, (IMPLICIT,), found.primes, found.label, self.span(node))
                return slope if not found.powers else self.obscure(node, "this power")
        if (letter(base) or base.value) in ONES and node.value == "_":
            return self._indicator(node.children[1]) or super()._script(node)
        if base.kind in ("juxtaposed", "call") and node.value == "_":
            return Applied("entry", tuple(map(self.term, node.children)), span=self.span(node))
        return super()._script(node)

    def _big(self, node: Node) -> Term:
        head, body = node.children[0], node.children[-1]
        base = head.children[0] if head.kind == "script" else head
        name = letter(base)
        limits = ("_", "_^") if name == "Σ" else ("_",)
        if len(node.children) != 2 or (head.kind == "script" and head.value not in limits):
            return self.obscure(node, f"“{name}”")
        below = stripped(head.children[1]) if head.kind == "script" else None
        if name == "lim" and below is not None and below.kind == "chain":
            toward = self.condition(below)
            return Applied("lim", (self.term(body), toward), span=self.span(node))
        if name in EXTREMES:
            by = self.term(below) if below is not None else IMPLICIT
            return Applied(f"{name} over", (self.term(body), by), span=self.span(node))
        if name == "Σ" and below is not None:
            first = below.kind == "chain" and below.children[-1].value in ("0", "1")
            index = below.children[0] if first else below
            if index.kind == "name" and len(index.value) == 1:
                over = Symbol(Head(index.value))
                return Applied("Σ", (self.term(body), over), span=self.span(node))
        return self.obscure(node, f"“{name}”")


def _stands_bare(name: str, bracket: Node) -> bool:
    """Does a letter stand in a bracket without being applied: ``a(1 - a)`` is a product."""
    called = {
        id(n.children[0]) for n in nodes(bracket) if n.kind in ("juxtaposed", "call") and n.children
    }
    return any(
        n.kind in ("name", "symbol") and n.value == name and id(n) not in called
        for n in nodes(bracket)
    )

r"""Faithful tree → term, where E, Var, Cov and Std are operators and Σ and Π run over an index.

Every spelling of an operator (``\mathbb E``, ``\operatorname{Var}``, ``V``, ``⟨X⟩``; any bracket
or none) gives one ``Applied``; conditions follow as ``Applied("given", …)``. Where it
is open how far an operator reaches, the term is ``Obscure``.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from ..nouns import Formula, Node
from ..terms import (
    Applied,
    Head,
    Number,
    Obscure,
    Power,
    Product,
    Symbol,
    Term,
    is_obscure,
    parts,
)
from .index_meaning import OfIndices, scripts_of
from .letters import letter
from .names import Names, rebound
from .scripts import stripped
from .statements import Chain, Notes, chains_of
from .variables import averaged, is_factor, named_moment, rejoined

OPERATORS: dict[str, str] = {
    name: operator
    for operator, names in {
        "E": "E 𝐄 𝖤 𝔼",
        "Var": "Var var VAR 𝐕𝐚𝐫 𝖵𝖺𝗋 𝕍",
        "Cov": "Cov cov COV 𝐂𝐨𝐯 𝖢𝗈𝗏",
        "Std": "Std std STD SD sd Sd stdev 𝖲𝗍𝖽 𝐒𝐭𝐝",
        "Corr": "Corr corr Cor",
    }.items()
    for name in names.split()
}
LAWS = {"N": "N", "𝒩": "N", "U": "U", "𝒰": "U", "Normal": "N", "Uniform": "U"}
COEFFICIENTS = frozenset("abc")  # aw is a times w, though w alone is written elsewhere
BLACKBOARD = {"V": "Var", "D": "Var", "E": "E"}


class OfMoments(OfIndices):
    """One formula understood as a statement about random variables."""

    def __init__(self, formula: Formula, names: Names) -> None:
        numbers = names.single | (COEFFICIENTS - names.whole)
        super().__init__(formula, replace(names, single=numbers))
        self.energy = "E" in names.values  # E is given a value: an error, no expectation
        self.averaged = averaged(formula.tree)

    def operator(self, head: Node) -> str:
        """Which operator a head spells, if any."""
        base = head.children[0] if head.kind == "script" else head
        if base.kind == "macro" and base.children:
            base = base.children[-1]
        name = letter(base)
        board = _blackboard(base)
        if board:
            return BLACKBOARD.get(name, "")
        if name == "E" and self.energy:
            return ""
        if name == "V" and name not in self.names.values:
            return "" if name in self.averaged else "Var"
        return OPERATORS.get(name, "")

    def _call(self, node: Node) -> Term:
        operator = self.operator(node.children[0])
        if not operator:
            return super()._call(node)
        return self._operated(operator, node.children[0], node.children[1], node)

    def _juxtaposed(self, node: Node) -> Term:
        head, bracket = node.children
        operator = self.operator(head)
        if operator and bracket.kind == "fence":
            return self._operated(operator, head, bracket, node)
        if letter(head) in LAWS and bracket.kind == "fence":
            arguments = self._arguments(bracket)
            if len(arguments) == 2:  # two things in a bracket multiply nothing
                return Applied(LAWS[letter(head)], arguments, span=self.span(node))
        if is_factor(self.formula.tree, node):
            return Product(self.term(head), self.term(bracket), "·", self.span(node))
        return super()._juxtaposed(node)

    def _operated(self, operator: str, head: Node, bracket: Node, node: Node) -> Term:
        arguments = self._arguments(bracket)
        if not arguments or getattr(arguments[0], "function", "") == "given":
            return self.obscure(node, "a moment of nothing")
        if any(is_obscure(argument) for argument in arguments):
            return next(a for a in arguments if is_obscure(a))
        found: Term = Applied(operator, arguments, span=self.span(node))
        for mark, script in scripts_of(head):
            if mark == "^":
                found = Power(found, self.term(script), self.span(node))
            elif not self._names_what_is_averaged(script, arguments):
                return self.obscure(node, "an average over some of the variables only")
        return found

    def _names_what_is_averaged(self, script: Node, arguments: tuple[Term, ...]) -> bool:
        """``E_X[g(X)]``, ``E_{X,Y}[…]``, ``E_{x∼p}``: all that is random inside is named below."""
        below = {c.value for c in _leaves(script)}
        inside = {h.name for a in arguments for h in _heads(a)}
        return inside <= below

    def _apply(self, head: Node, bracket: Node, node: Node) -> Term:
        """``max(0, x)`` is the ReLU of x."""
        found = super()._apply(head, bracket, node)
        if isinstance(found, Applied) and found.function == "max" and len(found.arguments) == 2:
            others = [a for a in found.arguments if a != Number(Fraction(0))]
            if len(others) == 1:
                return Applied("relu", tuple(others), span=self.span(node))
        return found

    def _arguments(self, bracket: Node) -> tuple[Term, ...]:
        inner = stripped(bracket)
        if inner.kind != "fence" or inner.value == "| |":
            return (self.term(inner),)
        pieces = list(inner.children)
        if len(pieces) == 3 and pieces[1].value == "∣":
            return (*self._listed(pieces[0]), self._condition(pieces[2]))
        inside = stripped(pieces[0])
        if inside.kind == "list":
            return self._conditioned(list(inside.children))
        return self._conditioned([inside])

    def _conditioned(self, items: list[Node]) -> tuple[Term, ...]:
        """``X, Y | Z, U``: what stands behind the bar is given."""
        found: list[Term] = []
        given: list[Term] = []
        for item in items:
            if item.kind == "op":
                if item.value != ",":
                    return (self.obscure(item, "this list"),)
                continue
            bar = item.kind == "chain" and len(item.children) == 3
            if bar and item.children[1].value == "∣":
                found.append(self.term(item.children[0]))
                given.append(self.term(item.children[2]))
            else:
                (given or found).append(self.term(item))
        return (*found, Applied("given", tuple(given))) if given else tuple(found)

    def _listed(self, node: Node) -> tuple[Term, ...]:
        inside = stripped(node)
        if inside.kind == "list":
            return tuple(self.term(c) for c in inside.children if c.kind != "op")
        return (self.term(inside),)

    def _condition(self, node: Node) -> Term:
        return Applied("given", self._listed(node))

    def _fence(self, node: Node) -> Term:
        single = len(node.children) == 1 and stripped(node.children[0]).kind != "list"
        if node.value == "| |" and single:
            return Applied("abs", (self.term(stripped(node.children[0])),), span=self.span(node))
        if node.value == "⟨ ⟩" and single:
            return Applied("E", (self.term(stripped(node.children[0])),), span=self.span(node))
        return super()._fence(node)

    def _name(self, node: Node) -> Term:
        rest = self._behind_e(node)
        if rest is not None:
            return Applied("E", (self.term(rest),), span=self.span(node))
        return super()._name(node)

    def _script(self, node: Node) -> Term:
        rest = self._behind_e(node.children[0])
        if rest is not None:  # EX² is the mean of the square
            inner = replace(node, children=(rest, *node.children[1:]))
            return Applied("E", (self.term(inner),), span=self.span(node))
        base = node.children[0]
        if base.kind == "juxtaposed" and is_factor(self.formula.tree, base):
            left, right = rebound(node).children
            return Product(self.term(left), self.term(right), "·", self.span(node))
        return named_moment(self, node) or super()._script(node)

    def _behind_e(self, node: Node) -> Node | None:
        """``EX`` and ``EXY``: what follows the E of a run of capitals."""
        run = node.value if node.kind == "name" else ""
        plain = len(run) in (2, 3) and run[0] == "E" and run.isupper() and not self.energy
        return replace(node, value=run[1:]) if plain and run not in self.names.whole else None

    def _product(self, node: Node) -> Term:
        children = _joined_to_delta(self._applied_to_braces(tuple(rejoined(list(node.children)))))
        node = replace(node, children=tuple(children))
        if len(children) == 1:
            return self.term(children[0])
        for place, child in enumerate(children[:-1]):
            bare = child.kind == "call" and self.operator(child.children[0])
            if not bare or stripped(child.children[1]).kind == "fence":
                continue
            after = children[place + 1]
            if after.kind in ("name", "script", "symbol") and self.operator(child.children[0]):
                return self._reaching(node, place)
        blackboard = [c for c in children if _blackboard(c) and self.operator(c) == "Var"]
        if blackboard and len(children) == 2 and children[0] is blackboard[0]:
            return self._operated("Var", children[0], children[1], node)
        return super()._product(node)

    def _applied_to_braces(self, children: tuple[Node, ...]) -> list[Node]:
        r"""``V\{X\}``: a curly bracket behind an operator holds its argument."""
        found: list[Node] = []
        for child in children:
            head = found[-1] if found else None
            curly = child.children[0] if child.kind == "script" else child
            if head is None or curly.kind != "fence" or curly.value != "{ }":
                found.append(child)
            elif head.kind in ("name", "font", "script") and self.operator(head):
                call = Node("call", head.start, curly.end, "", (head, curly))
                inside = (call, *child.children[1:])
                found[-1] = call if child is curly else replace(child, children=inside)
            else:
                found.append(child)
        return found

    def _reaching(self, node: Node, place: int) -> Term:
        """``E X Y``: capitals behind a bare operator belong to it; of anything else it is open."""
        child, *behind = node.children[place:]
        capitals = [_is_capital(c) for c in behind]
        if place or not all(capitals):
            return Obscure("it is open how far the operator reaches", self.span(node))
        inner = Node("product", child.children[1].start, node.end, "", (child.children[1], *behind))
        whole = self.operator(child.children[0])
        return Applied(whole, (self.term(inner),), span=self.span(node))


def _joined_to_delta(children: list[Node]) -> list[Node]:
    """``Δx_l`` is one name: the gradient that arrives at x_l."""
    found: list[Node] = []
    for child in children:
        base = child.children[0] if child.kind == "script" else child
        base = _unstyled(base)
        delta = found[-1] if found else None
        if delta is None or delta.value != "Δ" or base.kind != "name" or len(base.value) != 1:
            found.append(child)
            continue
        whole = Node("text", delta.start, base.end, "Δ" + base.value)
        scripts = (whole, *child.children[1:])
        script = replace(child, start=delta.start, children=scripts)
        found[-1] = script if child.kind == "script" else whole
    return found


def _unstyled(node: Node) -> Node:
    """``𝐱`` is an x: in a moment a vector stands for any of its entries."""
    while node.kind in ("font", "group") and len(node.children) == 1:
        node = node.children[0]
    return node


def _blackboard(node: Node) -> bool:
    while node.kind in ("font", "group") and node.children:
        if node.kind == "font" and node.value == "bb":
            return True
        node = node.children[0]
    return False


def _leaves(node: Node) -> list[Node]:
    if not node.children:
        return [node]
    return [leaf for child in node.children for leaf in _leaves(child)]


def _heads(term: Term) -> list[Head]:
    found = [term.head] if isinstance(term, Symbol) else []
    return found + [h for part in parts(term) for h in _heads(part)]


def _is_capital(node: Node) -> bool:
    base = node.children[0] if node.kind == "script" else node
    return base.kind == "name" and len(base.value) == 1 and base.value.isupper()


def moment_chains(notes: Notes) -> tuple[Chain, ...]:
    """The document's chains, read as statements about random variables."""
    return tuple(chains_of(notes.document, notes.formulas, notes.readings, notes.names, OfMoments))

r"""Spellings that only a statement about random variables has: faithful nodes → what they mean.

``\mathbb{V}\mathrm{ar}(X)`` is one operator, ``σ_{X_2}`` the deviation of X_2, and X before a
bracket is a factor where X stands alone in the same formula. Refuses all else, with None or False.
"""

from __future__ import annotations

from ..nouns import Node
from ..terms import Applied, Power, Symbol, Term
from .letters import letter, scripts
from .meaning import Meaning
from .scripts import stripped

SPLIT = {"ar": "Var", "ov": "Cov"}  # what follows a blackboard V or C
BOARD = ("V", "𝕍", "C", "ℂ")
MOMENTS = ("E", "Var", "var", "Cov", "cov")
NAMED = {"σ": "Std", "μ": "E"}
FUNCTIONS = frozenset("f g h F G φ ϕ σ ψ ρ δ p q P Q".split())  # letters that are often functions


def rejoined(children: list[Node]) -> list[Node]:
    r"""``\mathbb{V}`` and ``\mathrm{ar}(X)`` put together."""
    found: list[Node] = []
    for child in children:
        called = child.children[0] if child.kind == "script" else child
        head = found[-1] if found else None
        rest = letter(called.children[0]) if called.kind in ("juxtaposed", "call") else ""
        if head is None or rest not in SPLIT or head.kind != "font" or letter(head) not in BOARD:
            found.append(child)
            continue
        whole = Node("text", head.start, called.children[0].end, SPLIT[rest])
        call = Node("call", head.start, called.end, "", (whole, *called.children[1:]))
        scripted = Node("script", call.start, child.end, child.value, (call, *child.children[1:]))
        found[-1] = call if called is child else scripted
    return found


def named_moment(meaning: Meaning, node: Node) -> Term | None:
    """``σ_{X_2}^2``: the moment that a letter names, of a variable that has an index itself."""
    operator = NAMED.get(letter(node.children[0]), "")
    marks = scripts(node)
    below = [stripped(script) for mark, script in marks if mark == "_"]
    above = [script for mark, script in marks if mark == "^"]
    if not operator or len(below) != 1 or len(above) + 1 != len(marks) or len(above) > 1:
        return None
    variable = meaning.term(below[0]) if below[0].kind == "script" else None
    if not isinstance(variable, Symbol):
        return None
    found = Applied(operator, (variable,), span=meaning.span(node))
    return Power(found, meaning.term(above[0]), meaning.span(node)) if above else found


def averaged(node: Node) -> frozenset[str]:
    """The names that stand before no bracket inside a mean or a variance: ``E[V X]`` has V."""
    found: set[str] = set()
    if node.kind in ("juxtaposed", "call") and _averages(node.children[0]):
        found |= _alone(node.children[1])
    return frozenset(found.union(*map(averaged, node.children)))


def is_factor(formula: Node, node: Node) -> bool:
    """``X (Y + 1)``: is X a variable, which stands without a bracket somewhere else?

    And ``σ_x² (E[y])²``: no activation is applied to a mean.
    """
    head, bracket = node.children
    base = head.children[0] if head.kind == "script" else head
    name = letter(base)
    inside = stripped(bracket.children[0]) if bracket.kind == "fence" else bracket
    if name in NAMED and head.kind == "script" and "_" in head.value:
        return bracket.kind == "fence" and _averages(inside)
    if len(name) != 1 or name in FUNCTIONS or inside.kind != "sum":
        return False
    return name in _alone(formula)


def _averages(node: Node) -> bool:
    """Does it begin with a mean, a variance, or a letter for one?"""
    first = node
    while first.children:
        if first.kind == "font" and first.value == "bb":
            return True
        first = first.children[0]
    return letter(first) in (*NAMED, *MOMENTS)


def _alone(node: Node, called: bool = False) -> set[str]:
    """The names in a formula that stand before no bracket."""
    if node.kind in ("name", "symbol"):
        return set() if called else {node.value}
    first = node.kind in ("juxtaposed", "call")
    found: set[str] = set()
    for place, child in enumerate(node.children):
        found |= _alone(child, (first and place == 0) or (called and place == 0))
    return found

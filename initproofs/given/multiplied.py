"""Trees → which names before a bracket multiply it: matrices, by where else they stand.

In: the trees of a document, or a bracket. Out: the names that are factors elsewhere, or transposed;
and whether a bracket holds what is no argument of a function: a gradient, a sum of matrices.
Refused: names of losses and of anything else that notes apply to something.
"""

from __future__ import annotations

from collections.abc import Iterable, Set
from unicodedata import normalize

from ..notation import vocabulary as v
from ..nouns import Node
from .families import HIDDEN, INPUTS, OUTPUTS, SUMS, WEIGHTS
from .letters import letter, nodes, scripts

MATRICES = frozenset((*WEIGHTS, *INPUTS, *OUTPUTS, *SUMS, *HIDDEN))
TRAINED = frozenset((*WEIGHTS, *INPUTS, *HIDDEN))
GRADIENTS = frozenset("∂∇δ𝛅")


def matrix_names(trees: Iterable[Node]) -> set[str]:
    """Names that stand beside another factor, or transposed, without a bracket behind them."""
    found = set()
    for node in (node for tree in trees for node in nodes(tree)):
        if node.kind == "product":
            found |= {letter(child) for child in node.children}
        if node.kind == "script" and is_turned(node):
            found.add(letter(node.children[0]))
    return found & MATRICES


def is_turned(node: Node) -> bool:
    """Is the last script of a name a transposition?"""
    above = [script for mark, script in scripts(node) if mark == "^"]
    last = above[-1] if above else None
    while last is not None and last.kind in ("group", "font"):
        last = last.children[0]
    return last is not None and last.kind in ("name", "symbol") and last.value in v.TRANSPOSES


def primes_turn(trees: Iterable[Node]) -> bool:
    """``(W^{(2)})'``, where no transposition has a sign of its own."""
    found = [node for tree in trees for node in nodes(tree) if node.kind == "script"]
    turned = any(map(_is_primed_matrix, found))
    return turned and not any(map(is_turned, found))


def _is_primed_matrix(node: Node) -> bool:
    inside = node.children[0]
    if node.value != "'" or inside.kind != "fence":
        return False
    inner = inside.children[0]
    return inner.kind == "script" and "^" in inner.value and letter(inner) in MATRICES


def derived(trees: Iterable[Node]) -> set[str]:
    """``h`` of ``h'(z)``, where it stands before brackets only: a function, whatever its letter."""
    found = [node for tree in trees for node in nodes(tree)]
    called = [node.children[0] for node in found if node.kind == "juxtaposed"]
    before = {id(part) for head in called for part in nodes(head)}
    alone = {letter(node) for node in found if id(node) not in before}
    primed = {letter(h.children[0]) for h in called if h.kind == "script" and set(h.value) == {"'"}}
    return primed - alone - {""}


def holds_a_factor(name: str, bracket: Node) -> bool:
    """``X (δ)^T``, ``W (∂L/∂z)``: nothing is applied to a gradient; ``X^T``'s X to no ``A − Y``."""
    inside = nodes(bracket)
    if any(letter(node) in GRADIENTS or _is_differential(node) for node in inside):
        return True
    inner = bracket.children[0] if bracket.kind == "fence" else bracket
    capital = normalize("NFKD", name)[0].isupper()
    added = [letter(child) for child in inner.children if child.kind != "op"]
    return name in TRAINED and capital and inner.kind == "sum" and all(map(_is_large, added))


def _is_differential(node: Node) -> bool:
    return node.kind == "name" and len(node.value) < 3 and node.value[0] == "d"


def _is_large(name: str) -> bool:
    return normalize("NFKD", name)[:1].isupper()


def is_factor(name: str, bracket: Node, scaled: Set[tuple[str, str]]) -> bool:
    """``y_k (p_i)`` is a product, too, beside ``y_i (1 - p_i)``; ``p_k (o_i)`` may be none."""
    inside = _entries_in(bracket)
    return is_plain_factor(bracket) or bool(inside and {(name, x) for x in inside} <= scaled)


def is_indexed(node: Node) -> bool:
    return node.kind == "script" and "_" in node.value


def is_plain_factor(bracket: Node) -> bool:
    """``(1 - p_i)``, ``(\\sum_k y_k)``: seldom an argument, and never one of an entry."""
    inside = bracket.children[0] if bracket.kind == "fence" else bracket
    if inside.kind == "sum":
        return any(child.kind == "number" for child in inside.children)
    return inside.kind == "big"


def _entries_in(bracket: Node) -> set[str]:
    """The letters of ``(p_i)`` and ``(-p_k p_i)``, if nothing but entries stands in a bracket."""
    if bracket.kind in ("sum", "product"):
        found = [_entries_in(child) for child in bracket.children if child.kind != "op"]
        return set().union(*found) if all(found) else set()
    if bracket.kind in ("fence", "group") and len(bracket.children) == 1:
        return _entries_in(bracket.children[0])
    return {letter(bracket.children[0])} if is_indexed(bracket) else set()


def scaled_entries(trees: Iterable[Node]) -> set[tuple[str, str]]:
    """Entries that stand before a bracket which is seldom an argument, and the entries in it."""
    found = [node for tree in trees for node in nodes(tree) if node.kind == "juxtaposed"]
    pairs = [(node.children[0], node.children[1]) for node in found]
    return {
        (letter(head.children[0]), letter(entry.children[0]))
        for head, bracket in pairs
        if is_indexed(head) and is_plain_factor(bracket)
        for entry in nodes(bracket)
        if is_indexed(entry)
    }

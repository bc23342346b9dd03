r"""How far ``Σ`` reaches: over all summands that know its index, ``Σ_i a_i b_i + c_i d_i``.

Comes in: the faithful tree of a formula, in which ``Σ`` ends at the first ``+``. Goes out: a tree
in which it ends behind the last summand that has its index. Refuses, by a node ``open``, to say how
far it reaches where the index stands outside of the sum too, or on a summand that is a lone name:
``z_i = \sum_j w_{ij} x_j + b_j`` may be a slip.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..nouns import Node
from .scripts import stripped

OPEN = "open"


def reaching(tree: Node) -> Node:
    """The tree with every sum as far as its index is known."""
    return _reached(tree, tree)


def _reached(node: Node, root: Node) -> Node:
    children = tuple(_reached(child, root) for child in node.children)
    if any(new is not old for new, old in zip(children, node.children, strict=True)):
        node = replace(node, children=children)
    return _gathered(node, root) if node.kind == "sum" else node


def _gathered(node: Node, root: Node) -> Node:
    for place, child in enumerate(node.children):
        for big in _bigs_at_the_end(child):
            letter = _letter(big.children[0])
            behind = node.children[place + 1 :]
            known = [at for at, other in enumerate(behind) if letter and _knows(other, letter)]
            if not letter or not known:
                continue
            mine, rest = behind[: known[-1] + 1], behind[known[-1] + 1 :]
            if _is_open(big, mine, len(known), letter, root):
                return Node(OPEN, node.start, node.end, "", node.children)
            new = _extended(child, big, mine)
            whole = (*node.children[:place], new, *rest)
            return whole[0] if len(whole) == 1 else replace(node, children=whole)
    return node


def _is_open(big: Node, mine: tuple[Node, ...], known: int, letter: str, root: Node) -> bool:
    terms = [node for node in mine if node.kind != "op"]
    lone = any(term.kind in ("name", "symbol", "script", "font") for term in terms)
    outside = any(not big.start <= place < mine[-1].end for place in _free(root, letter))
    return lone or outside or len(terms) != known


def _extended(node: Node, big: Node, more: tuple[Node, ...]) -> Node:
    """``node``, at whose end ``big`` stands, with more summands in its body."""
    end = more[-1].end
    if node is big:
        head, body = big.children
        summands = body.children if body.kind == "sum" else (body,)
        return replace(
            big, end=end, children=(head, Node("sum", body.start, end, "", (*summands, *more)))
        )
    return replace(
        node, end=end, children=(*node.children[:-1], _extended(node.children[-1], big, more))
    )


def _bigs_at_the_end(node: Node) -> Iterator[Node]:
    """``Σ_i`` and ``Σ_j`` of ``a Σ_i b Σ_j c``, the first one first."""
    while node.children and node.kind in ("product", "big"):
        if node.kind == "big":
            yield node
        node = node.children[-1]


def _below(head: Node) -> Node | None:
    """What stands below a sum sign."""
    if head.kind != "script" or head.children[0].value != "Σ":
        return None
    below = dict(zip(head.value, head.children[1:], strict=True)).get("_")
    return stripped(below) if below is not None else None


def _letter(head: Node) -> str:
    """The letter that a sum runs over; none if this is no sum over one letter."""
    inner = _below(head)
    if inner is not None and inner.kind == "chain" and inner.children[1].value in ("=", "∈"):
        inner = inner.children[0]
    return inner.value if inner is not None and inner.kind == "name" else ""


def _bound(head: Node) -> set[str]:
    """``Σ_(i≠j)`` binds both."""
    inner = _below(head)
    return {leaf.value for leaf in _leaves(inner)} if inner is not None else set()


def _knows(node: Node, letter: str) -> bool:
    return any(True for _ in _free(node, letter))


def _free(node: Node, letter: str) -> Iterator[int]:
    """The tokens at which the letter is a script and belongs to no sum inside."""
    if node.kind == "big" and letter in _bound(node.children[0]):
        return
    base, *scripts = node.children or (None,)
    if node.kind == "script":
        for script in scripts:
            yield from (leaf.start for leaf in _leaves(script) if leaf.value == letter)
        scripts = []
    for child in (base, *scripts):
        if child is not None:
            yield from _free(child, letter)


def _leaves(node: Node) -> Iterator[Node]:
    if not node.children:
        yield node
    for child in node.children:
        yield from _leaves(child)

"""Parts of a formula that states a scale: its left side, its brackets, the words in it.

In: nodes of a tree. Out: the node that matters, or whether it is the variance of a weight.
"""

from __future__ import annotations

import re

from ..given.scales import flat
from ..nouns import Node

_WEIGHT = re.compile(r"(?:[wWθω𝐖𝐰𝑊𝑤]|[wW]eights?|[wW](?:ij|i|l|1|2|k))(?:[_^\[(].*)?")
VARIANCES = frozenset({"Var", "var", "V", "𝕍", "Variance", "VAR", "np.var", "variance"})
_TAG = re.compile(r"\(.*\)$|(?:for|with|by)\b")


def last_of_words(node: Node) -> Node:
    """``σ`` of ``\\text{He: } σ``, ``var`` of ``Xavier / Glorot var``."""
    if node.kind != "product":
        return node
    *words, last = node.children
    names = [word for word in words if word.kind != "op"]
    signs = {word.value for word in words if word.kind == "op"}
    spoken = all(word.kind in ("name", "text") and len(word.value) > 1 for word in names)
    return last if spoken and words[-1].kind != "op" and signs <= {"/"} else node


def untagged(node: Node) -> Node:
    """Without “(He)” or “for ReLU” behind it."""
    if node.kind == "product" and len(node.children) == 2 and node.children[1].kind == "text":
        return node.children[0] if _TAG.match(node.children[1].value) else node
    return node


def of_weights(node: Node) -> str:
    """``Var`` of ``Var(W)``; nothing where it is not of a weight."""
    if node.kind not in ("call", "juxtaposed") or len(node.children) != 2:
        return ""
    head, inside = node.children
    return flat(head) if inside.kind == "fence" and _WEIGHT.fullmatch(_inner(inside)) else ""


def variance_of(node: Node) -> str:
    """``z`` of ``Var(z)``; nothing where it is no variance, or one of more than a name."""
    if node.kind not in ("call", "juxtaposed") or len(node.children) != 2:
        return ""
    head, inside = node.children
    return _inner(inside) if flat(head) in VARIANCES and inside.kind == "fence" else ""


def is_variance(node: Node) -> bool:
    """Is it the variance of a weight?"""
    return of_weights(node) in VARIANCES


def opened(node: Node) -> Node:
    """Without the braces of TeX around it."""
    while node.kind == "group" and len(node.children) == 1:
        node = node.children[0]
    return node


def _inner(fence: Node) -> str:
    return flat(opened(fence.children[0])) if fence.children else ""


def base_of(node: Node) -> str:
    base = flat(node.children[0])
    return base.partition("_")[0]


def between_commas(fence: Node) -> list[Node]:
    """What stands between the commas of a bracket."""
    inside = opened(fence.children[0]) if fence.children else fence
    if inside.kind == "list":
        return [child for child in inside.children if child.kind != "op"]
    return [inside]

"""Which names carry a layer above without a bracket, as ``Z^1`` does; elsewhere it is a power.

Refuses in doubt: ``x^2 = 4`` alone raises x to a power.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from ..nouns import Node
from .letters import letter, nodes, scripts

# Small letters that carry a layer as often as capitals do.
LAYERED = frozenset("a b h s u v w z δ".split())
# Nobody writes these as powers.
FIRST = frozenset("01")
# Its superscript is an exponent, whatever stands in it.
EULER = "e"


def labelled_names(heads: Sequence[Node], trees: Sequence[Node]) -> set[str]:
    """Names whose bare superscript is a layer, from what is stated of them."""
    given = {letter(head) for head in heads if head.kind not in ("script", "juxtaposed")}
    stated = _superscripts(heads)
    if not stated:
        return set()
    written = _superscripts([node for tree in trees for node in nodes(tree)])
    labelled = {
        name
        for name, above in stated.items()
        if _counts_layers(name, above, written[name], name in given)
    }
    if labelled:  # W^1 beside Z^1
        labelled |= {n for n in written if _may_be_layered(n) and written[n] & FIRST}
    if len(labelled) > 1:  # b^2 beside Z^1 and W^1
        labelled |= {name for name in written if _may_be_layered(name)}
    return labelled


def _superscripts(found: Sequence[Node]) -> dict[str, set[str]]:
    """For each name what stands bare above it: a number, a letter, or “+” for ``l+1``."""
    above: dict[str, set[str]] = defaultdict(set)
    for node in found:
        name = letter(node.children[0]) if node.kind == "script" else ""
        if name and name != EULER:
            for mark, script in scripts(node):
                if label := _bare_label(mark, script):
                    above[name].add(label)
    return above


def _counts_layers(name: str, stated: set[str], written: set[str], given: bool) -> bool:
    """Is there a layer 0 or 1, several of them, or a square of what has no value itself?"""
    numbers = {label for label in stated if label.isdigit()}
    if numbers < stated or written & FIRST:
        return True
    if len(numbers) > 1:
        return _may_be_layered(name)
    return (name[:1].isupper() and not given) or _is_gradient(name)


def _may_be_layered(name: str) -> bool:
    return name[:1].isupper() or name in LAYERED or _is_gradient(name)


def _is_gradient(name: str) -> bool:
    return name[:1] == "d" and len(name) > 1


def _bare_label(mark: str, node: Node) -> str:
    """``Z^1``, ``a^{l}``, ``z^{l+1}``: above, without a bracket, and neither T, star nor prime."""
    while node.kind == "group":
        node = node.children[0]
    if mark != "^":
        return ""
    if node.kind == "sum" and len(node.children) == 3:
        first, _, last = node.children
        return "+" if first.kind == "name" and last.kind == "number" else ""
    one = node.kind in ("name", "number") and len(node.value) == 1 and node.value != "T"
    return node.value if one else ""

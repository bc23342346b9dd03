r"""What only decorates a formula: ``\boxed{3.155}``, ``\underbrace{Wx}_{z}``, ``\color{red}{y}``.

Comes in: the faithful tree of a formula. Goes out: the same tree with a group, as wide as the
decoration, in the place of each: what is meant is what stands inside. What a brace is labelled with
is a remark. Leaves ``\cancel`` and signs set over others as they are: these change what is said.
"""

from __future__ import annotations

from dataclasses import replace

from ..nouns import Node

DECORATIONS = frozenset({r"\boxed", r"\underbrace", r"\overbrace", r"\textcolor"})
BRACES = frozenset({r"\underbrace", r"\overbrace"})


def undecorated(node: Node) -> Node:
    children = tuple(map(undecorated, node.children))
    if any(new is not old for new, old in zip(children, node.children, strict=True)):
        node = replace(node, children=children)
    if node.kind == "macro" and node.value in DECORATIONS:
        return _inside(node, node)
    if node.kind == "script" and children[0].kind == "group" and _is_braced(node.children[0]):
        return _inside(node, children[0])
    return node


def _inside(whole: Node, node: Node) -> Node:
    inner = node.children[-1]
    value = node.value if node.value in BRACES else ""
    return Node("group", whole.start, whole.end, value, (inner,), whole.own)


def _is_braced(node: Node) -> bool:
    """A group that was a brace: its script is a remark, and no index."""
    return node.value in BRACES

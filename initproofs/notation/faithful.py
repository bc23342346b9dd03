"""The first guard: a tree, spelled from the fields that meaning is read from, gives its tokens."""

from __future__ import annotations

from ..nouns import Node
from .cursor import Cursor


def is_faithful(tree: Node, cursor: Cursor) -> bool:
    """Every token is in the tree exactly once, in order, under the symbol that was written."""
    placed = _placed(tree)
    order = [place for place, _ in placed]
    if order != [i for i in range(len(cursor.tokens)) if i not in cursor.aside]:
        return False
    return all(not symbol or symbol == cursor.tokens[place].symbol for place, symbol in placed)


def _placed(tree: Node) -> list[tuple[int, str]]:
    """Each token's place with the symbol that the tree's fields say stands there."""
    found: list[tuple[int, str]] = []
    stack = [tree]
    while stack:
        node = stack.pop()
        found += zip(node.own, _symbols(node), strict=True)
        stack += node.children
    return sorted(found)


def _symbols(node: Node) -> list[str]:
    """What a node says of its own tokens; the empty string where punctuation speaks for itself."""
    if node.kind == "fence":
        return node.value.split(" ")
    if node.kind == "group":
        return ["{", "}"]
    if node.kind == "script":
        return [""] * len(node.own)
    if not node.children and len(node.own) == 1:
        return ["" if node.value in ("∣", "T") else node.value]
    if node.kind == "primed":
        return [node.value]
    if node.kind in ("font", "accent", "fraction", "macro", "root"):
        return [node.value, *[""] * (len(node.own) - 1)]
    return [""] * len(node.own)

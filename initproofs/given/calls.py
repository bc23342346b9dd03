"""Tree of a line → the calls in it: a function by its full name, and what it is called with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from ..nouns import Node
from .letters import nodes
from .scales import flat


@dataclass(frozen=True)
class Call:
    """A function by its full name, and its arguments in order; those with a name apart."""

    name: str
    node: Node
    head: Node
    bracket: Node

    @cached_property
    def _all(self) -> list[Node]:
        inside = self.bracket.children[0] if self.bracket.children else self.bracket
        while inside.kind == "group" and len(inside.children) == 1:
            inside = inside.children[0]
        if inside.kind == "list":
            return [child for child in inside.children if child.kind != "op"]
        return [inside] if inside.kind != "hole" else []

    @property
    def positional(self) -> list[Node]:
        return [a for a in self._all if not _keyword(a)]

    @property
    def keywords(self) -> dict[str, Node]:
        return {a.children[0].value: a.children[2] for a in self._all if _keyword(a)}


def _keyword(node: Node) -> bool:
    return (
        node.kind == "chain"
        and len(node.children) == 3
        and node.children[0].kind == "name"
        and node.children[1].value == "="
    )


def calls(tree: Node) -> Iterator[Call]:
    for node in nodes(tree):
        if node.kind in ("call", "juxtaposed") and len(node.children) == 2:
            head, bracket = node.children
            name = flat(head)
            if name and bracket.kind == "fence" and bracket.value == "( )":
                yield Call(name, node, head, bracket)

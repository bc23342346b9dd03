"""``1 / 1 + np.exp(-z)``: a quotient that lost the brackets of what it divides by.

In: one line of code. Out: what is wrong with it. Nobody divides one by one, so the sum behind it
was meant to stand below; any other quotient is left alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..given.letters import nodes
from ..nouns import Node
from .lines import Line
from .raising import Fault

EXPONENTIALS = frozenset({"np.exp", "numpy.exp", "math.exp", "torch.exp", "exp"})


def division_faults(line: Line, source: str) -> Iterator[Fault]:
    for node in nodes(line.body) if line.python and line.targets else ():
        if node.kind == "sum" and len(node.children) == 3 and _is_one(node.children[0]):
            whole, below = (line.where(part) for part in (node, node.children[2]))
            if any(call.value in EXPONENTIALS for call in nodes(node.children[2])):
                written = source[whole.start : whole.end]
                right = f"1 / (1 {node.children[1].value} {source[below.start : below.end]})"
                yield Fault(
                    whole,
                    "1 / 1 is 1: brackets are missing around what is divided by",
                    written,
                    right,
                    "Python divides before it adds",
                    right,
                    (("z = 0", "1 / 1 + exp(0) = 2, and 1 / (1 + exp(0)) = 0.5"),),
                )


def _is_one(node: Node) -> bool:
    """``1 / 1``"""
    return node.kind == "product" and [c.value for c in node.children] == ["1", "/", "1"]

"""Trees of code → products of two matrices, and sums of one along an axis.

``1/m * np.dot(dZ[l], A[l-1].T)``, ``W.T.dot(dZ)``, ``X @ W``. A number of examples among the
factors is counted; what has other factors, or names that no matrix has, is refused with None.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from ..given.calls import calls
from ..given.scales import flat
from ..nouns import Node

PRODUCTS = frozenset({"np.dot", "np.matmul", "numpy.dot", "numpy.matmul", "torch.matmul"})
SUMS = frozenset({"np.sum", "numpy.sum"})
COUNTS = frozenset({"m", "N", "batch_size", "m_train", "n_samples"})  # of examples
_NAME = re.compile(
    r"(?P<base>[A-Za-z]\w*)(?:\[(?P<label>[a-zA-Z]|\d+)?(?P<offset>[+-]?\d+)?\])?(?P<turned>\^T)?"
)


@dataclass(frozen=True, slots=True)
class Factor:
    """``W[l+1].T``: base, letter and number of the label, and whether it is transposed."""

    base: str
    letter: str = ""
    number: int = 0
    labelled: bool = False
    turned: bool = False

    @property
    def name(self) -> str:
        if not self.labelled:
            return self.base
        offset = f"{self.number:+d}" if self.letter and self.number else ""
        return (
            f"{self.base}[{self.letter}{offset}]" if self.letter else f"{self.base}[{self.number}]"
        )

    def transposed(self) -> Factor:
        return Factor(self.base, self.letter, self.number, self.labelled, not self.turned)

    def at(self, letter: str, number: int) -> Factor:
        """With its own label letter replaced by another letter and a number."""
        if not self.letter:
            return self
        return Factor(self.base, letter, self.number + number, self.labelled, self.turned)

    def __str__(self) -> str:
        return f"{self.name}.T" if self.turned else self.name


@dataclass(frozen=True)
class Written:
    """A product of two factors, perhaps divided by the number of examples."""

    factors: tuple[Factor, ...]
    averaged: int


def factor_of(name: str) -> Factor | None:
    match = _NAME.fullmatch(name)
    if not match:
        return None
    label, offset, turned = match["label"], match["offset"], bool(match["turned"])
    if label is None:
        return None if offset else Factor(match["base"], turned=turned)
    if label.isdigit():
        return None if offset else Factor(match["base"], "", int(label), True, turned)
    return Factor(match["base"], label, int(offset or 0), True, turned)


def written(node: Node, star: bool = False) -> Written | None:
    """``1/m * np.dot(a, b)``, ``a.dot(b)``, ``a @ b``; ``W * x`` where ``star`` allows it."""
    parts, averaged = _scalars(node)
    if len(parts) == 2 and star and flat(parts[0])[:1] in ("W", "w"):
        pair = parts
    elif len(parts) == 1:
        pair = _pair(parts[0])
    else:
        return None
    factors = [factor for part in pair if (factor := factor_of(flat(part))) is not None]
    return Written(tuple(factors), averaged) if len(factors) == 2 else None


def averaged(node: Node) -> int:
    """How often a line is divided by the number of examples."""
    return _scalars(node)[1]


def _scalars(node: Node) -> tuple[list[Node], int]:
    """The factors that are no numbers, and how often 1/m stands among them."""
    node = _opened(node)
    if node.kind != "product":
        return [node], 0
    if any(child.value == "@" for child in node.children):
        return _beside_matrices(node)
    rest: list[Node] = []
    averaged, below = 0, False
    for child in node.children:
        if child.kind == "op":
            below = child.value == "/"
            continue
        inner = _opened(child)
        if below and flat(inner) in COUNTS:
            averaged += 1
        elif below:
            return [], 0
        elif inner.kind == "product":
            deeper, more = _scalars(inner)
            rest, averaged = rest + deeper, averaged + more
        elif not (inner.kind == "number" and float(inner.value) == 1):
            rest.append(inner)
    return rest, averaged


def _beside_matrices(node: Node) -> tuple[list[Node], int]:
    """``dZ @ A.T / m`` and ``1/m * dZ @ A.T``: a product of two matrices, and how it is divided."""
    signs = [child.value for child in node.children if child.kind == "op"]
    if signs == ["@", "/"] and flat(_opened(node.children[4])) in COUNTS:
        return [replace(node, children=node.children[:3])], 1
    if signs == ["*", "@"]:
        rest, averaged = _scalars(node.children[0])
        if not rest and averaged:
            return [replace(node, children=node.children[2:])], averaged
    return [node], 0


def _pair(node: Node) -> list[Node]:
    if node.kind == "product" and [c.value for c in node.children if c.kind == "op"] == ["@"]:
        return [node.children[0], node.children[2]]
    if node.kind not in ("call", "juxtaposed"):
        return []
    call = next(calls(node), None)
    if call is None or call.node is not node:
        return []
    if call.name in PRODUCTS and len(call.positional) == 2:
        return call.positional
    return []


def _opened(node: Node) -> Node:
    while node.kind == "fence" and node.value == "( )" and node.children[0].kind != "list":
        node = node.children[0]
    return node


def method(node: Node) -> Written | None:
    """``W.T.dot(dD)``: the first factor is in the name of what is called."""
    parts, averaged = _scalars(node)
    call = next(calls(parts[0]), None) if len(parts) == 1 else None
    if call is None or call.node is not parts[0] or not call.name.endswith(".dot"):
        return None
    if len(call.positional) != 1:
        return None
    first, second = call.name.removesuffix(".dot"), flat(call.positional[0])
    factors = [factor for name in (first, second) if (factor := factor_of(name)) is not None]
    return Written(tuple(factors), averaged) if len(factors) == 2 and first != "np" else None


def summed(node: Node) -> tuple[Factor, str] | None:
    """``1/m * np.sum(dZ, axis=1)``: of what, and along which axis."""
    parts, _ = _scalars(node)
    call = next(calls(parts[0]), None) if len(parts) == 1 else None
    if call is None or call.name not in SUMS or call.node is not parts[0] or not call.positional:
        return None
    factor = factor_of(flat(call.positional[0]))
    axis = call.keywords.get("axis") or (call.positional[1] if len(call.positional) > 1 else None)
    return (factor, flat(axis) or axis.value if axis else "") if factor else None

"""Sums without a range and calls that add up → terms; an axis stands as a second argument.

``Σ dZ`` and ``Σ_rows dZ`` add up what belongs to the examples, ``np.sum(dZ, axis=1)`` the entries
of every row. A sum over something that carries a single letter below runs over that letter.
"""

from __future__ import annotations

from fractions import Fraction

from ..nouns import Node, Span
from ..terms import Applied, Indexed, Number, Symbol, Term, walk
from .letters import letter
from .scripts import stripped

OVER_EXAMPLES = "Σ"
CALLS = frozenset(["np.sum", "numpy.sum", "sum", "Sum", "SUM"])
EXAMPLES = frozenset("rows columns cols examples samples batch data inputs all".split())
AXES = frozenset([0, 1])


def is_total(node: Node) -> bool:
    """``np.sum(…)`` and ``Sum(…)``, in letters, in text or in roman type."""
    return node.kind == "juxtaposed" and letter(node.children[0]) in CALLS


def arguments_of(bracket: Node) -> tuple[Node, tuple[Term, ...]] | None:
    """What is added up, and along which axis; ``keepdims`` changes nothing that we compute."""
    if bracket.kind != "fence":
        return None
    inner = stripped(bracket.children[0])
    listed = [c for c in inner.children if c.kind != "op"] if inner.kind == "list" else [inner]
    axes: list[Term] = []
    for option in listed[1:]:
        if option.kind != "chain" or len(option.children) != 3:
            return None
        name, value = letter(option.children[0]), option.children[2]
        if name == "axis" and value.kind == "number" and int(value.value) in AXES:
            axes.append(Number(Fraction(value.value)))
        elif name != "keepdims":
            return None
    return listed[0], tuple(axes)


def without_range(body: Term, span: Span) -> Term:
    """``Σ e^{z_j}`` runs over j, ``Σ dZ`` over the examples."""
    letters = {
        index.base
        for part in walk(body)
        if isinstance(part, Symbol) and len(part.head.indices) == 1
        for index in part.head.indices
        if index.base
    }
    if len(letters) == 1:
        return Indexed(letters.pop(), body, None, span)
    return Applied(OVER_EXAMPLES, (body,), span=span)


def function_of(call: Node, axes: tuple[Term, ...]) -> str:
    """``np.sum`` without an axis adds up everything; ``sum`` in a formula, the examples."""
    numpy = letter(call.children[0]) in ("np.sum", "numpy.sum")
    return "np.sum" if axes or numpy else OVER_EXAMPLES


def over_examples(low: Node) -> bool:
    """``\\text{rows}`` below a sum: in words what everybody sums a gradient over."""
    return low.kind == "text" and low.value.lower() in EXAMPLES

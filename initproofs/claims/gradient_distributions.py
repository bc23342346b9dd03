"""Does a note say, in words or in a formula, that the entries of its targets add up to one?"""

from __future__ import annotations

from ..given.equations import Equation
from ..terms import Indexed, Number, Symbol

# Words for targets of which the entries add up to one.
DISTRIBUTIONS = (
    *("one hot", "onehot", "sum to one", "sum to 1", "sums to one", "sums to 1"),
    *("add up to one", "add up to 1", "probability vector", "distribution over"),
)


def adds_up(source: str, found: list[Equation], targets: frozenset[str]) -> bool:
    """``Σ_k y_k = 1``, or the words for it."""
    text = " ".join(source.lower().replace("-", " ").split())
    if any(word in text for word in DISTRIBUTIONS):
        return True
    return any(
        isinstance(e.left, Indexed)
        and isinstance(e.left.body, Symbol)
        and e.left.body.head.name in targets
        and isinstance(e.right, Number)
        and e.right.value == 1
        for e in found
    )

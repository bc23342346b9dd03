"""What a dense network computes, layer by layer, forward and backward: its definitions.

Rows are examples: ``Z^l_sj = Σ_k A^(l-1)_sk W^l_kj + b^l_j``, ``A^l = φ(Z^l)``, and δ^l is the
gradient of the loss at Z^l; A^0 is the input, and δ^L is whatever the loss makes of the outputs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ...terms import Index
from ..gradients.functions import symbol
from ..gradients.sums import IndexSum, summed
from .levels import shifted
from .rewriting import PHI, Fact, entry

INPUT, FIRST, LAST = Index("", 0), Index("", 1), Index("L", 0)
EXAMPLES = Index("m", 0)


def definitions(side: Callable[[Index], int], star: str) -> Iterator[Fact]:
    """Where each kind is defined, and as what."""
    below_last = shifted(LAST, -1)
    w, b, z, a, d = (f"{kind}{star}" for kind in ("W", "b", "Z", "A", "δ"))

    def pre(layer: Index, at: tuple[str, ...]) -> IndexSum:
        below = shifted(layer, -1)
        each = entry(a, below, at[0], "◇") * entry(w, layer, "◇", at[1])
        return summed(each, "◇", side(below)) + entry(b, layer, at[1])

    def post(layer: Index, at: tuple[str, ...]) -> IndexSum:
        return symbol(PHI, 0, entry(z, layer, *at))

    def error(layer: Index, at: tuple[str, ...]) -> IndexSum:
        above = shifted(layer, 1)
        each = entry(d, above, at[0], "◇") * entry(w, above, at[1], "◇")
        back = summed(each, "◇", side(above))
        return back * symbol(PHI, 1, entry(z, layer, *at))

    def by_weight(layer: Index, at: tuple[str, ...]) -> IndexSum:
        each = entry(a, shifted(layer, -1), "◇", at[0]) * entry(d, layer, "◇", at[1])
        return summed(each, "◇", side(EXAMPLES))

    def by_bias(layer: Index, at: tuple[str, ...]) -> IndexSum:
        return summed(entry(d, layer, "◇", at[0]), "◇", side(EXAMPLES))

    yield Fact(z, FIRST, LAST, pre)
    yield Fact(a, FIRST, below_last, post)
    yield Fact(d, FIRST, below_last, error)
    yield Fact(f"d{w}", FIRST, LAST, by_weight)
    yield Fact(f"d{b}", FIRST, LAST, by_bias)

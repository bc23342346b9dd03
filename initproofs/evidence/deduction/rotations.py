"""Orthogonal weights, as maps: what they keep, for any number of units and of layers."""

from __future__ import annotations

from fractions import Fraction

from ...terms import Index
from ..gradients.monomials import ENTRY, Monomial
from ..gradients.sums import IndexSum, closed, delta, factor, number, opened
from .definitions import FIRST, INPUT, LAST
from .levels import shifted
from .network import Network
from .rewriting import Fact, entry
from .steps import NOTHING, Dropped

ROWS, COLUMNS = Index("n", 0), Index("c", 0)
MATRIX = Index("l", 0)


def orthogonal_weights(dropped: Dropped = NOTHING) -> Network:
    """|Q x|² = |x|² and |Qᵀ δ|² = |δ|²; layer by layer so for any number of layers."""
    net = Network(dropped)
    turns, square = net.given("QᵀQ = 1"), net.given("Q is square")
    rows = net.side(ROWS)
    columns = rows if square else net.side(COLUMNS)
    x = entry("x", MATRIX, "k")
    forward = closed(entry("Q", MATRIX, "i", "k") * x, {"k": columns})
    length = closed(forward * forward, {"i": rows})
    kept = orthogonal(length) if turns else length
    net.equal("Σ_i Q_ij Q_ik = δ_jk", kept, closed(x * x, {"k": columns}), "|Q x|² = |x|²")
    gap = _gram(columns) - delta("i", "j")
    total = closed(gap * gap, {"i": rows, "j": rows})
    says = "Σ_ij ((Q Qᵀ)_ij − δ_ij)² = n − 2 n + n = 0, so Q Qᵀ = 1"
    net.equal("Σ_i Q_ij Q_ik = δ_jk, n rows and n columns", orthogonal(total), number(0), says)
    error = entry("δ", MATRIX, "i")
    back = closed(entry("Q", MATRIX, "i", "k") * error, {"i": rows})
    kept, whole = (
        orthogonal(closed(back * back, {"k": columns}), 1),
        closed(error * error, {"i": rows}),
    )
    net.equal("Σ_k Q_ik Q_jk = δ_ij", kept, whole, "|Qᵀ δ|² = |δ|²")
    net.facts.append(Fact("q", FIRST, LAST, lambda layer, _: entry("q", shifted(layer, -1))))
    net.up("q^l = |x^l|² = |x^(l-1)|²", "q", INPUT, LAST, lambda *_: entry("q", INPUT))
    return net


def _gram(columns: int) -> IndexSum:
    """(Q Qᵀ)_ij"""
    return closed(entry("Q", MATRIX, "i", "◇") * entry("Q", MATRIX, "j", "◇"), {"◇": columns})


def orthogonal(of: IndexSum, over: int = 0) -> IndexSum:
    """Σ_i Q_ij Q_ik → δ_jk, where nothing else has the index i; with ``over`` 1, Σ_k Q_ik Q_jk."""
    total = number(0)
    for one, value in of.terms.items():
        total = total + _contracted(one, over) * number(value)
    return total if total == of else orthogonal(total, over)


def _contracted(one: Monomial, over: int) -> IndexSum:
    factors, letters = opened(one)
    for index in letters:
        having = [found for found in factors if index in found[1]]
        places = [at for _, at, power in having for _ in range(power)]
        ours = all(atom.kind == ENTRY and atom.name == f"Q^{MATRIX}" for atom, _, _ in having)
        if (
            not ours
            or len(places) != 2
            or any(at.index(index) != over or at.count(index) > 1 for at in places)
        ):
            continue
        first, second = (at[1 - over] for at in places)
        rest = delta(first, second)
        for found in factors:
            if found not in having:
                rest = rest * factor(*found)
        return closed(rest, {name: side for name, side in letters.items() if name != index})
    return IndexSum({one: Fraction(1)})

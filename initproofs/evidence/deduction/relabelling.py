"""A network whose hidden units are put into another order, beside the network itself."""

from __future__ import annotations

from ...terms import Index
from ..gradients.sums import IndexSum, summed
from .definitions import FIRST, INPUT, LAST
from .levels import shifted
from .network import Network
from .permutations import P, carried_out
from .rewriting import Value, entry
from .steps import NOTHING, Dropped
from .units import HERE, NEXT

BELOW, BEYOND, BEFORE_LAST = shifted(HERE, -1), shifted(HERE, 2), shifted(LAST, -1)


def relabelled_units(dropped: Dropped = NOTHING) -> Network:
    """The outputs stay as they are, and the gradients are put into the same order."""
    net = Network(dropped, stars=("", "*"))
    net.order = net.order.also((FIRST, HERE), (NEXT, LAST))
    if net.given("the same activation, applied entry by entry"):
        net.tidy = carried_out
    net.suppose("the same inputs", "A*", INPUT, INPUT, same("A"))
    for low, high in ((FIRST, BELOW), (BEYOND, LAST)):
        net.suppose("all other weights are the same", "W*", low, high, same("W"))
    for low, high in ((FIRST, BELOW), (NEXT, LAST)):
        net.suppose("all other biases are the same", "b*", low, high, same("b"))
    net.suppose("the columns below in another order", "W*", HERE, HERE, columns(net, "W"))
    net.suppose("the biases in the same order", "b*", HERE, HERE, columns(net, "b"))
    net.suppose("the rows above in the same order", "W*", NEXT, NEXT, rows(net, "W"))
    net.up("below them all is the same", "A*", INPUT, BELOW, same("A"), by=("Z*", "A", "Z"))
    net.show("W P, b P", "Z*", HERE, HERE, columns(net, "Z"), by=("Z",))
    net.show("φ(Z P) = φ(Z) P", "A*", HERE, HERE, columns(net, "A"), by=("A",))
    net.show("A P Pᵀ W = A W", "Z*", NEXT, NEXT, same("Z"), by=("Z",))
    net.up("above them all is the same", "Z*", NEXT, LAST, same("Z"), by=("Z", "A*", "A"))
    net.same_loss("one loss of the same outputs")
    net.down("the same errors", "δ*", NEXT, LAST, same("δ"), by=("δ",))
    net.show("(δ Wᵀ P) ⊙ φ′(Z P)", "δ*", HERE, HERE, columns(net, "δ"), by=("δ",))
    net.show("Aᵀ δ P", "dW*", HERE, HERE, columns(net, "dW"), by=("dW",))
    net.show("1ᵀ δ P", "db*", HERE, HERE, columns(net, "db"), by=("db",))
    net.show("(A P)ᵀ δ", "dW*", NEXT, NEXT, rows(net, "dW"), by=("dW",))
    net.show("as before", "Z*", FIRST, BELOW, same("Z"), by=("Z",))
    net.down("δ P (W P)ᵀ = δ Wᵀ", "δ*", FIRST, BELOW, same("δ"), by=("δ",))
    net.show("the same φ of equal numbers", "A*", NEXT, BEFORE_LAST, same("A"), by=("A",))
    for low, high in ((FIRST, BELOW), (BEYOND, LAST)):
        net.show("the same factors", "dW*", low, high, same("dW"), by=("dW",))
    for low, high in ((FIRST, BELOW), (NEXT, LAST)):
        net.show("the same errors", "db*", low, high, same("db"), by=("db",))
    return net


def same(kind: str) -> Value:
    """An entry of the network itself."""
    return lambda layer, at: entry(kind, layer, *at)


def columns(net: Network, kind: str) -> Value:
    """``X P``: column j is that whose place it takes."""

    def value(layer: Index, at: tuple[str, ...]) -> IndexSum:
        each = entry(kind, layer, *at[:-1], "◇") * entry(P, HERE, "◇", at[-1])
        return summed(each, "◇", net.side(HERE))

    return value


def rows(net: Network, kind: str) -> Value:
    """``Pᵀ X``"""

    def value(layer: Index, at: tuple[str, ...]) -> IndexSum:
        each = entry(P, HERE, "◇", at[0]) * entry(kind, layer, "◇", *at[1:])
        return summed(each, "◇", net.side(HERE))

    return value

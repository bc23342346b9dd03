"""Starts at zero: what never moves, and what waits, proved for any depth, widths and loss."""

from __future__ import annotations

from functools import partial

from ...terms import Index
from ..gradients.functions import symbol
from ..gradients.sums import IndexSum, counted, number, summed
from .levels import shifted
from .network import EXAMPLES, FIRST, LAST, Network, one_example
from .rewriting import PHI, entry
from .saddle import saddle
from .steps import NOTHING, Dropped

P, Q = Index("p", 0), Index("q", 0)
THROUGH_ZERO = "φ(0) = 0"
BELOW_LAST = shifted(LAST, -1)


def through_zero(net: Network) -> None:
    if net.given(THROUGH_ZERO):
        net.at_zero[PHI] = number(0)


def two_zero_layers_freeze(dropped: Dropped = NOTHING) -> Network:
    """The first q weight matrices never move, and the output is the same for every input."""
    net = Network(dropped)
    net.layers("1 ≤ p < q ≤ L", (FIRST, P), (P, shifted(Q, -1)), (Q, LAST))
    net.suppose("the weights of layer p are zero", "W", P, P)
    net.suppose("the weights of layer q are zero", "W", Q, Q)
    below = shifted(Q, -1)
    net.suppose("the biases below layer q are zero", "b", FIRST, below)
    through_zero(net)
    net.up("W^p = 0, b = 0, φ(0) = 0", "A", P, below, by=("Z",))
    net.down("W^q = 0", "δ", FIRST, below)
    net.show("δ^l = 0", "dW", FIRST, below)
    net.show("A^(q-1) = 0", "dW", Q, Q)
    net.show("δ^l = 0", "db", FIRST, below)
    net.for_ever(("W", FIRST, Q), ("b", FIRST, below))
    net.up("A^(q-1) = 0", "Z", Q, LAST, one_example("Z"), by=("Z", "A"))
    return net


def balanced_labels(dropped: Dropped = NOTHING) -> Network:
    """Every gradient is zero; with one hidden layer the start is a saddle."""
    net = Network(dropped)
    net.layers("a hidden layer", (FIRST, BELOW_LAST))
    net.suppose("all weights are zero", "W", FIRST, LAST)
    net.suppose("the errors are predictions less labels", "δ", LAST, LAST, _error)
    net.show("W^L = 0", "Z", LAST, LAST, one_example("Z"), by=("Z",))
    net.alike("ŷ_s is a function of Z^L_s", "ŷ", "Z", LAST)
    mean = "the output bias gives the mean of the labels"
    net.suppose(mean, "ŷ", LAST, LAST, partial(_mean_label, net), at="oj")
    net.show("Σ_s δ_s = 0", "db", LAST, LAST)
    net.show("W^(L-1) = 0", "Z", FIRST, BELOW_LAST, bias, by=("Z",))
    net.show("A^(L-1) = φ(b), and Σ_s δ_s = 0", "dW", LAST, LAST, by=("A",))
    net.down("W^L = 0", "δ", FIRST, BELOW_LAST)
    net.show("δ^l = 0", "dW", FIRST, BELOW_LAST)
    net.show("δ^l = 0", "db", FIRST, BELOW_LAST)
    saddle(net)
    return net


def _error(layer: Index, at: tuple[str, ...]) -> IndexSum:
    return entry("ŷ", layer, *at) - entry("y", layer, *at)


def _mean_label(net: Network, layer: Index, at: tuple[str, ...]) -> IndexSum:
    examples = net.side(EXAMPLES)
    return summed(entry("y", layer, "◇", at[1]), "◇", examples) / counted(examples)


def bias(layer: Index, at: tuple[str, ...]) -> IndexSum:
    return entry("b", layer, at[1])

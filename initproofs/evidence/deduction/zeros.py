"""Starts at zero: what never moves, and what waits, proved for any depth, widths and loss."""

from __future__ import annotations

from functools import partial

from ...terms import Index
from ..gradients.sums import IndexSum, counted, number, summed
from .definitions import EXAMPLES, FIRST, LAST
from .levels import shifted
from .network import Network, one_example
from .rewriting import PHI, entry, letter
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


def zero_start(dropped: Dropped = NOTHING) -> Network:
    """All zero and φ(0) = 0: the output bias alone moves, and the output is one constant."""
    net = Network(dropped)
    net.layers("a hidden layer", (FIRST, BELOW_LAST))
    net.suppose("all weights are zero", "W", FIRST, LAST)
    net.suppose("all hidden biases are zero", "b", FIRST, BELOW_LAST)
    through_zero(net)
    net.show("W = 0, b = 0", "Z", FIRST, BELOW_LAST)
    net.show("φ(0) = 0", "A", FIRST, BELOW_LAST)
    net.down("W^L = 0", "δ", FIRST, BELOW_LAST)
    net.show("δ^l = 0", "dW", FIRST, BELOW_LAST)
    net.show("δ^l = 0", "db", FIRST, BELOW_LAST)
    net.show("A^(L-1) = 0", "dW", LAST, LAST)
    net.for_ever(("W", FIRST, LAST), ("b", FIRST, BELOW_LAST))
    net.show("W^L = 0", "Z", LAST, LAST, bias)
    return net


def zero_layer(dropped: Dropped = NOTHING) -> Network:
    """One zero layer p: one output for all inputs, no gradient below it in the first step, and one
    in the second."""
    net = Network(dropped)
    net.order = net.order.also((FIRST, P), (P, LAST))
    below = shifted(P, -1)
    net.suppose("the weights of layer p are zero", "W", P, P)
    net.up("W^p = 0", "Z", P, LAST, one_example("Z"), by=("Z", "A"))
    net.down("W^p = 0", "δ", FIRST, below)
    net.show("δ^l = 0", "dW", FIRST, below)
    net.show("δ^l = 0", "db", FIRST, below)
    slope = net.value_by_definition("dW", P, "kj")
    net.suppose_sign("Σ_s a_s δ_s ≠ 0 at layer p", slope)
    rate = letter("η")
    net.suppose_sign("the rate is not zero", rate)
    net.not_zero("the first step: W^p = −η Σ_s a_s δ_s", rate * slope, rate, slope)
    _arrives_again(net, rate)
    return net


def _arrives_again(net: Network, rate: IndexSum) -> None:
    """What passes back through W^p in the second step: δ′ are the errors above it by then."""
    examples, units = net.side(EXAMPLES), net.side(P)
    first = summed(entry("A", P, "t", "j") * entry("δ", P, "t", "◇"), "t", examples)
    back = summed(entry("δ′", P, "s", "◇") * -(rate * first), "◇", units)
    along = summed(entry("δ′", P, "s", "◇") * entry("δ", P, "t", "◇"), "◇", units)
    whole = -(rate * summed(along * entry("A", P, "t", "j"), "t", examples))
    says = "δ_sj = −η Σ_t (δ′_s · δ_t) a_tj φ′(Z_sj) below layer p"
    net.equal("the second step", back, whole, says)


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

"""The gradient front: which update reaches which layer, and how far it moves it."""

from __future__ import annotations

from ...terms import Index
from .definitions import FIRST, LAST
from .levels import shifted
from .network import Network
from .orders import first_motions
from .steps import NOTHING, Dropped
from .zeros import bias

REACHED = Index("M", 0)  # the highest layer that is still zero


def gradient_front(dropped: Dropped = NOTHING) -> Network:
    """Update k + 1 moves layer L − k for the first time, by Θ(η^(2^k))."""
    net = Network(dropped)
    _waits(net)
    first_motions(net)
    return net


def _waits(net: Network) -> None:
    """While the weights of the layers 1 … M are zero, those of 1 … M − 1 do not move."""
    net.order = net.order.also((FIRST, REACHED), (REACHED, LAST))
    below = shifted(REACHED, -1)
    net.suppose("all weights are zero", "W", FIRST, REACHED)
    net.show("W^l = 0", "Z", FIRST, REACHED, bias)
    net.down("W^M = 0", "δ", FIRST, below)
    net.show("δ^l = 0", "dW", FIRST, below)
    net.show("δ^l = 0", "db", FIRST, below)
    net.for_ever(("W", FIRST, below), ("b", FIRST, below), falls=1)

"""The direct cores: every weight is drawn, in any law; with matrices for wide layers, with the
networks side by side for layers too narrow for matrix products to pay. They refuse nothing.

Fresh weights are the cost, so a cache's worth is drawn at a time into buffers that are used again,
and ‖∂J/∂W‖² is computed as ⟨AᵀA, ΔᵀΔ⟩ without forming ∂J/∂W wherever that is cheaper.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from .activations import Array
from .ensemble import RandomNetwork
from .measure import Core, Room, squares
from .streams import fill

CACHE = 512_000  # bytes of one layer's weights at a time
NARROW = 16  # widths up to which the networks, not the units, are the axis to vectorise over


def _block(network: RandomNetwork, _examples: int, dtype: Any) -> int:
    largest = max(fan_in * fan_out for fan_in, fan_out in network.architecture.fans)
    return max(1, int(CACHE // (largest * np.dtype(dtype).itemsize)))


def _narrow_block(network: RandomNetwork, _examples: int, dtype: Any) -> int:
    return 2 * _block(network, _examples, dtype)


def _shapes(network: RandomNetwork, block: int) -> list[tuple[int, ...]]:
    return [(block, out, into) for into, out in network.architecture.fans]


def _push(network: RandomNetwork, place: int, room: Room, stream: np.random.Generator) -> None:
    weights = room.weights[place]
    fill(stream, weights, network.variances[place] ** 0.5, network.initialiser.law)
    np.matmul(weights, room.post[place], out=room.pre[place])


def _pull(_network: RandomNetwork, place: int, room: Room, _stream: np.random.Generator) -> None:
    np.matmul(room.weights[place].swapaxes(1, 2), room.delta[place], out=room.gradient[place])


def product(below: Array, delta: Array) -> Array:
    """‖ΔAᵀ‖² of every network."""
    if below.shape[2] >= min(below.shape[1], delta.shape[1]):
        return squares(delta @ below.swapaxes(1, 2))
    inner, outer = below.swapaxes(1, 2) @ below, delta.swapaxes(1, 2) @ delta
    return np.einsum("nij,nij->n", inner, outer).astype(np.float64)


def _narrow_shapes(network: RandomNetwork, block: int) -> list[tuple[int, ...]]:
    return [(out, into, block) for into, out in network.architecture.fans]


def _narrow_push(
    network: RandomNetwork, place: int, room: Room, stream: np.random.Generator
) -> None:
    weights = room.weights[place]
    by_network = weights.transpose(2, 0, 1)
    if network.gaussian:
        fill(stream, weights, network.variances[place] ** 0.5)
    else:
        fill(stream, by_network, network.variances[place] ** 0.5, network.initialiser.law)
    below, pre = (array.transpose(1, 2, 0) for array in (room.post[place], room.pre[place]))
    np.einsum("ijn,jbn->ibn", weights, below, out=pre)


def _narrow_pull(
    _network: RandomNetwork, place: int, room: Room, _stream: np.random.Generator
) -> None:
    delta, gradient = (
        array.transpose(1, 2, 0) for array in (room.delta[place], room.gradient[place])
    )
    np.einsum("ijn,ibn->jbn", room.weights[place], delta, out=gradient)


def _narrow_product(below: Array, delta: Array) -> Array:
    a, d = below.transpose(1, 2, 0), delta.transpose(1, 2, 0)
    formed = np.einsum("ibn,jbn->ijn", d, a)
    return np.einsum("ijn,ijn->n", formed, formed).astype(np.float64)


WIDE = Core(_block, _shapes, _push, _pull, product)
SLIM = Core(_narrow_block, _narrow_shapes, _narrow_push, _narrow_pull, _narrow_product, last=True)


def direct(network: RandomNetwork, examples: int) -> Core:
    """The direct core that suits the widths and the batch, by measurement."""
    return SLIM if examples == 1 and max(network.widths) <= NARROW else WIDE

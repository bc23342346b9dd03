"""Measuring an ensemble: a random network, inputs, a stream and a core go in, a `Sample` comes out;
batches that do not fit and signals that leave floating point are refused.

A core says how a layer's pre-activations and its backward products are drawn; what is done with
them is the same for every core, and done here. Blocks of networks share buffers sized to the cache.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from .activations import Activation, Array
from .ensemble import RandomNetwork, Sample, blank
from .streams import fill_normals

MEMORY, LARGEST = 1e9, 8e9  # bytes for a block of networks, and for a single one
SATURATED = 0.1  # a unit is saturated when its slope is below this share of the steepest


@dataclass(frozen=True)
class Room:
    """Arrays of one block of networks, used again for every block.

    All but ``weights`` and ``spare``, which are the core's own, are (networks, units, examples),
    whatever their order in memory. ``gram`` and ``inverse`` are AᵀA of a layer's inputs and its
    pseudo-inverse, where the core needs them.
    """

    weights: list[Array]
    pre: list[Array]
    post: list[Array]
    delta: list[Array]
    gradient: list[Array]  # in the activations of layers 0 … depth − 1
    squared: Array  # |a|² after rescaling, (networks, depth + 1)
    scale: Array  # the logarithms of the factors taken out of a, (networks, depth + 1)
    inverse: list[Array]


@dataclass(frozen=True)
class Core:
    """One way of drawing layers: ``push`` fills ``pre[place]`` from ``post[place]``, ``pull`` fills
    ``gradient[place]`` from ``delta[place]``, ``product`` gives ‖ΔAᵀ‖² of every network.

    ``block`` is the number of networks at a time, ``shapes`` those of their weights, and ``last``
    says that the networks are the last axis in memory.
    """

    block: Callable[[RandomNetwork, int, Any], int]
    shapes: Callable[[RandomNetwork, int], list[tuple[int, ...]]]
    push: Callable[[RandomNetwork, int, Room, np.random.Generator], None]
    pull: Callable[[RandomNetwork, int, Room, np.random.Generator], None]
    product: Callable[[Array, Array], Array]
    last: bool = False


def make_room(core: Core, network: RandomNetwork, block: int, inputs: Array, dtype: Any) -> Room:
    """Room for one block of networks on a batch of inputs."""
    examples = inputs.shape[1]

    def columns(width: int) -> Array:
        if core.last:
            return np.empty((width, examples, block), dtype).transpose(2, 0, 1)
        return np.empty((block, width, examples), dtype)

    widths = network.widths
    room = Room(
        [np.empty(shape, dtype) for shape in core.shapes(network, block)],
        [columns(width) for width in widths[1:]],
        [columns(width) for width in widths],
        [columns(width) for width in widths[1:]],
        [columns(width) for width in widths[:-1]],
        np.empty((network.depth + 1, block)).T,
        np.zeros((network.depth + 1, block)).T,
        [np.empty((block, examples, examples)) for _ in widths[1:]],
    )
    room.post[0][...] = inputs
    return room


def room_for(core: Core, network: RandomNetwork, examples: int, dtype: Any) -> int:
    """Networks at a time: what the core likes, as far as memory goes."""
    weights = sum(math.prod(shape) for shape in core.shapes(network, 1))
    numbers = 4 * examples * sum(network.widths) + weights
    one = numbers * np.dtype(dtype).itemsize
    if one > LARGEST:
        raise MemoryError(
            f"one such network needs {one / 1e9:.0f} GB of memory, and I take 8 at most"
        )
    return max(1, min(core.block(network, examples, dtype), int(MEMORY // one)))


def check_batch(network: RandomNetwork, inputs: Array, output_gradient: Array | None) -> None:
    """Refuses inputs or gradients that do not fit or are not finite."""
    ends = [("inputs", inputs, network.widths[0])]
    if output_gradient is not None:
        ends.append(("output gradient", output_gradient, network.widths[-1]))
    for name, array, units in ends:
        if array.ndim != 2 or array.shape != (units, inputs.shape[-1]):
            raise ValueError(f"the {name} have shape {array.shape}, not ({units}, examples)")
        if not np.isfinite(array).all():
            raise ValueError(f"the {name} contain a number that is not finite")


def measure(
    core: Core,
    network: RandomNetwork,
    networks: int,
    stream: np.random.Generator,
    inputs: Array,
    output_gradient: Array | None = None,
    dtype: Any = np.float64,
    shares: bool = True,
) -> Sample:
    """Measures ``networks`` fresh networks on ``inputs`` (units, examples).

    ``output_gradient`` (outputs, examples) is ∂J/∂A of the last layer, the same for every network;
    without it each network gets independent N(0, 1) entries. ``shares`` of zeros and of saturated
    units cost a pass over the activations.
    """
    check_batch(network, inputs, output_gradient)
    if networks < 1:
        raise ValueError(f"an ensemble has at least one network, not {networks}")
    blocks = -(-networks // room_for(core, network, inputs.shape[1], dtype))
    block = -(-networks // blocks)  # equal blocks, so that the last is not mostly thrown away
    found = blank(blocks * block, network.depth)
    room = make_room(core, network, block, inputs, dtype)
    # Dead layers have logarithms and quotients of 0, and that is what they are to have.
    with np.errstate(divide="ignore", invalid="ignore"):
        for start in range(0, blocks * block, block):
            part = Sample(*(column[start : start + block] for column in vars(found).values()))
            _one_block(core, network, room, stream, part, output_gradient, shares)
    return Sample(*(column[:networks] for column in vars(found).values()))


def _one_block(
    core: Core,
    network: RandomNetwork,
    room: Room,
    stream: np.random.Generator,
    part: Sample,
    output_gradient: Array | None,
    shares: bool,
) -> None:
    """Draws and measures one block of networks, there and back."""
    room.scale[:] = 0
    room.squared[:, 0] = squares(room.post[0])
    for place in range(network.depth):
        core.push(network, place, room, stream)
        _forward(network, place, room, part, shares)
    _backward(core, network, room, stream, part, output_gradient)


def _forward(network: RandomNetwork, place: int, room: Room, part: Sample, shares: bool) -> None:
    """Activates one layer and measures it."""
    activation = network.activations[place]
    pre, post, scale = room.pre[place], room.post[place + 1], room.scale
    if post.shape[-1] == 1:
        expected = network.variances[place] * room.squared[:, place]
        part.forward[:, place] = squares(pre) / expected
    apply(activation, pre, post)
    scale[:, place + 1] = scale[:, place]
    room.squared[:, place + 1] = settle(
        post, squares(post), scale[:, place + 1], network.homogeneous, place + 1
    )
    size = post.shape[1] * post.shape[2]
    part.signal[:, place] = np.log(room.squared[:, place + 1] / size) + 2 * scale[:, place + 1]
    if shares:
        part.zeros[:, place] = (post == 0).mean((1, 2))
        if activation.steepest is not None:
            flat = np.abs(activation.slope(pre)) < SATURATED * activation.steepest
            part.saturated[:, place] = flat.mean((1, 2))


def _backward(
    core: Core,
    network: RandomNetwork,
    room: Room,
    stream: np.random.Generator,
    part: Sample,
    output_gradient: Array | None,
) -> None:
    """Backpropagation, each layer measured. Gradients are linear in the output's, so they may be
    rescaled whatever the activation."""
    activations, scale = network.activations, np.zeros(len(room.scale))
    if output_gradient is None:
        gradient = np.empty(room.delta[-1].shape, room.delta[-1].dtype)
        fill_normals(stream, gradient, 1.0)
    else:
        gradient = np.broadcast_to(output_gradient, room.delta[-1].shape)
    for place in range(network.depth - 1, -1, -1):
        delta, below = room.delta[place], room.post[place]
        mask(activations[place], room.pre[place], gradient, delta)
        square = settle(delta, squares(delta), scale, True, place + 1)
        size = delta.shape[1] * delta.shape[2]
        part.gradient[:, place] = np.log(square / size) + 2 * scale
        if below.shape[2] == 1:
            product = room.squared[:, place] * square
        else:
            product = core.product(below, delta)
        part.weights[:, place] = np.log(product) + 2 * scale + 2 * room.scale[:, place]
        if place:
            core.pull(network, place, room, stream)
            gradient = room.gradient[place]
            if below.shape[2] == 1:
                expected = network.variances[place] * square
                part.backward[:, place] = outside(below, gradient, room.squared[:, place], expected)


def outside(below: Array, gradient: Array, square: Array, expected: Array) -> Array:
    """|P⊥Wᵀδ|²/(σ²|δ|²) for one example: χ² with fan_in − 1 degrees of freedom."""
    along = np.einsum("nub,nub->n", below, gradient).astype(np.float64)
    return np.maximum(squares(gradient) - along**2 / square, 0) / expected


def squares(values: Array) -> Array:
    """|v|² of every network of (networks, units, examples), in float64."""
    return np.einsum("nub,nub->n", values, values).astype(np.float64)


def settle(values: Array, square: Array, scale: Array, may_rescale: bool, place: int) -> Array:
    """Brings networks back to size one whose mean square has drifted far from it.

    ``values`` (networks first) change in place, along with ``scale``, the logarithms of the factors
    taken out; their squares as they are now are returned. A signal that may not be rescaled is
    refused where its squares lose their digits.
    """
    single = values.dtype == np.float32
    limit = (1e-8 if single else 1e-100) if may_rescale else (1e-30 if single else 1e-290)
    size = values.size / square.size
    near = (square >= limit * size) & (square <= size / limit)
    if near.all():
        return square
    mean, dead = square / size, square == 0
    far = ~dead & ~near
    lost = values[dead].any()
    if not far.any() and not lost:
        return square
    if lost or not may_rescale or not np.isfinite(mean).all():
        raise OverflowError(
            f"the signal of layer {place} leaves the range of floating point; "
            "use another initialiser, or fewer layers"
        )
    root = np.where(far, np.sqrt(mean), 1.0)
    values /= root.astype(values.dtype).reshape(-1, *[1] * (values.ndim - 1))
    scale += np.log(root)
    return square / root**2


def apply(activation: Activation, pre: Array, out: Array) -> None:
    """φ(Z) into ``out``."""
    if activation.leak == 0:
        np.maximum(pre, 0, out=out)
    else:
        out[...] = activation.value(pre)


def mask(activation: Activation, pre: Array, gradient: Array, out: Array) -> None:
    """gradient ⊙ φ′(Z) into ``out``."""
    slope = pre > 0 if activation.leak == 0 else activation.slope(pre)
    np.multiply(gradient, slope, out=out)

"""Training steps: parameters and their gradients go in, the next parameters come out.

Every optimiser is elementwise, so it commutes with any permutation of hidden units. Rates that are
not positive numbers are refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import starmap
from typing import Any

import numpy as np

from .activations import Array
from .layers import Architecture, Layer, Parameters, Product, backward, forward
from .losses import LOSSES, examples

Update = Callable[..., Array]


def each(update: Update, *parameters: Parameters) -> Parameters:
    """Applies ``update`` to the weights of every layer, and to its bias."""

    def layer(*parts: Layer) -> Layer:
        return Layer(update(*(p.weights for p in parts)), update(*(p.bias for p in parts)))

    return tuple(starmap(layer, zip(*parameters, strict=True)))


def _positive(rate: Any) -> None:
    if not rate > 0:
        raise ValueError(f"a learning rate is a positive number, not {rate}")


@dataclass(frozen=True)
class Descent:
    """θ ← θ − rate·g. ``rate`` may be a Fraction or a residue's integer, for exact steps."""

    rate: Any

    def __post_init__(self) -> None:
        _positive(self.rate)

    def start(self, _parameters: Parameters) -> Any:
        return None

    def step(
        self, parameters: Parameters, slopes: Parameters, _state: Any
    ) -> tuple[Parameters, Any]:
        return each(lambda p, g: p - self.rate * g, parameters, slopes), None


@dataclass(frozen=True)
class Momentum:
    """v ← decay·v + g; θ ← θ − rate·v (Polyak, 1964)."""

    rate: Any
    decay: Any = 0.9

    def __post_init__(self) -> None:
        _positive(self.rate)

    def start(self, parameters: Parameters) -> Any:
        return each(lambda p: 0 * p, parameters)

    def step(
        self, parameters: Parameters, slopes: Parameters, state: Any
    ) -> tuple[Parameters, Any]:
        speed = each(lambda v, g: self.decay * v + g, state, slopes)
        return each(lambda p, v: p - self.rate * v, parameters, speed), speed


@dataclass(frozen=True)
class Adam:
    """Adam with bias correction (Kingma and Ba, 2015)."""

    rate: float = 1e-3
    first: float = 0.9
    second: float = 0.999
    floor: float = 1e-8

    def __post_init__(self) -> None:
        _positive(self.rate)

    def start(self, parameters: Parameters) -> Any:
        zero = each(np.zeros_like, parameters)
        return 0, zero, zero

    def step(
        self, parameters: Parameters, slopes: Parameters, state: Any
    ) -> tuple[Parameters, Any]:
        steps, mean, square = state
        count = steps + 1
        mean = each(lambda m, g: self.first * m + (1 - self.first) * g, mean, slopes)
        square = each(lambda s, g: self.second * s + (1 - self.second) * g * g, square, slopes)

        def move(p: Array, m: Array, s: Array) -> Array:
            root = np.sqrt(s / (1 - self.second**count)) + self.floor
            return p - self.rate * (m / (1 - self.first**count)) / root

        return each(move, parameters, mean, square), (count, mean, square)


Optimiser = Descent | Momentum | Adam


def slopes(
    architecture: Architecture,
    parameters: Parameters,
    batch: Array,
    targets: Array,
    loss: str,
    product: Product = np.matmul,
) -> tuple[Array, Parameters]:
    """The mean loss of each network of the ensemble, and its gradient in the parameters' shapes."""
    seen = forward(architecture, parameters, batch, product)
    chosen, units = LOSSES[loss], architecture.units
    slope = chosen.slope(seen.post[-1], targets, units)
    total = backward(architecture, parameters, seen, slope, product).layers
    count = examples(seen.post[-1], units)
    return chosen.value(seen.post[-1], targets, units), each(lambda g: g / count, total)


def train(
    architecture: Architecture,
    parameters: Parameters,
    batch: Array,
    targets: Array,
    loss: str,
    optimiser: Optimiser,
    product: Product = np.matmul,
) -> Iterator[tuple[Array, Parameters]]:
    """Full-batch training without end: before each step, the loss and the parameters it is of."""
    state = optimiser.start(parameters)
    while True:
        value, gradient = slopes(architecture, parameters, batch, targets, loss, product)
        yield value, parameters
        parameters, state = optimiser.step(parameters, gradient, state)

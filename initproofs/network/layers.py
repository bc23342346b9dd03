"""Dense layers, forward and backward: parameters and a batch go in; pre-activations, activations
and gradients come out; shapes that do not fit and unknown names are refused.

Everything is vectorised over the examples of a batch and over leading axes: an ensemble of
independent networks is computed at once. With ``layout="column"`` an example is a column,
Z = W A + b and W is (fan_out, fan_in); with ``"row"`` it is a row, Z = A W + b and W is
(fan_in, fan_out). The arithmetic is that of the arrays' own numbers: floats, complex numbers,
Fractions, residues.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import numpy as np

from .activations import ACTIVATIONS, Activation, Array

Layout = Literal["column", "row"]
Product = Callable[[Array, Array], Array]


def in_order(a: Array, b: Array) -> Array:
    """A B with every entry summed in the same order, so that equal columns stay bit-identical.

    BLAS does not promise this: its kernels treat the columns at an edge differently.
    """
    return np.einsum("...ij,...jk->...ik", a, b, optimize=False)


@dataclass(frozen=True)
class Architecture:
    """Widths from inputs to outputs, the hidden activation, and that of the output layer."""

    widths: tuple[int, ...]
    activation: str = "relu"
    output: str = "identity"
    layout: Layout = "column"

    def __post_init__(self) -> None:
        if len(self.widths) < 2:
            raise ValueError("a network needs an input and an output layer, so two widths or more")
        for place, width in enumerate(self.widths, 1):
            if width < 1:
                raise ValueError(f"a layer needs at least one unit, and layer {place} has {width}")
        for name in (self.activation, self.output):
            if name not in ACTIVATIONS:
                raise ValueError(
                    f"there is no activation {name!r}; known: {', '.join(ACTIVATIONS)}"
                )

    @property
    def units(self) -> int:
        """The axis of the units in a batch: −2 for columns, −1 for rows."""
        return -2 if self.layout == "column" else -1

    @property
    def fans(self) -> tuple[tuple[int, int], ...]:
        """(fan_in, fan_out) of every layer."""
        return tuple(pairwise(self.widths))

    def activations(self) -> tuple[Activation, ...]:
        """The activation of every layer, the output layer's last."""
        hidden = ACTIVATIONS[self.activation]
        return (hidden,) * (len(self.widths) - 2) + (ACTIVATIONS[self.output],)


@dataclass(frozen=True)
class Layer:
    """Weights (…, fan_out, fan_in) in columns or (…, fan_in, fan_out) in rows; bias (…, fan_out).

    The same shapes hold the gradients of a layer's parameters.
    """

    weights: Array
    bias: Array


Parameters = tuple[Layer, ...]


@dataclass(frozen=True)
class Pass:
    """One forward pass: ``pre[k]`` is Z of layer k + 1, ``post[0]`` the batch, ``post[k]`` φ(Z)."""

    pre: tuple[Array, ...]
    post: tuple[Array, ...]


@dataclass(frozen=True)
class Gradients:
    """Derivatives of the loss: ``layers`` with respect to the parameters, ``pre[k]`` with respect
    to Z of layer k + 1, ``inputs`` with respect to the batch."""

    layers: Parameters
    pre: tuple[Array, ...]
    inputs: Array


def _fit(architecture: Architecture, parameters: Parameters, batch: Array) -> None:
    """Refuses parameters or a batch whose shapes are not those of the architecture."""
    if batch.ndim < 2 or batch.shape[architecture.units] != architecture.widths[0]:
        raise ValueError(f"a batch of shape {batch.shape} has not {architecture.widths[0]} inputs")
    if len(parameters) != len(architecture.fans):
        raise ValueError(f"{len(parameters)} layers given, {len(architecture.fans)} expected")
    for place, (layer, (fan_in, fan_out)) in enumerate(
        zip(parameters, architecture.fans, strict=True), 1
    ):
        shape = (fan_out, fan_in) if architecture.layout == "column" else (fan_in, fan_out)
        if layer.weights.shape[-2:] != shape or layer.bias.shape[-1:] != (fan_out,):
            raise ValueError(
                f"layer {place} wants weights {shape} and a bias of {fan_out}, "
                f"not {layer.weights.shape} and {layer.bias.shape}"
            )


def forward(
    architecture: Architecture, parameters: Parameters, batch: Array, product: Product = np.matmul
) -> Pass:
    """Z^k = W^k A^(k−1) + b^k and A^k = φ(Z^k), for k = 1 … K (transposed for rows).

    ``batch`` is (…, inputs, examples) in columns, (…, examples, inputs) in rows.
    """
    _fit(architecture, parameters, batch)
    pre: list[Array] = []
    post = [batch]
    for layer, activation in zip(parameters, architecture.activations(), strict=True):
        if architecture.layout == "column":
            pre.append(product(layer.weights, post[-1]) + layer.bias[..., :, None])
        else:
            pre.append(product(post[-1], layer.weights) + layer.bias[..., None, :])
        post.append(activation.value(pre[-1]))
    return Pass(tuple(pre), tuple(post))


def backward(
    architecture: Architecture,
    parameters: Parameters,
    seen: Pass,
    output_gradient: Array,
    product: Product = np.matmul,
) -> Gradients:
    """Backpropagation (Rumelhart, Hinton and Williams, 1986) of ∂J/∂A^K, shaped as the outputs.

    Gradients of parameters are summed over the examples: a mean over them is the loss's affair.
    """
    column = architecture.layout == "column"
    layers: list[Layer] = []
    deltas: list[Array] = []
    gradient = output_gradient
    for place in range(len(parameters) - 1, -1, -1):
        delta = gradient * architecture.activations()[place].slope(seen.pre[place])
        below, weights = seen.post[place].swapaxes(-1, -2), parameters[place].weights
        dw = product(delta, below) if column else product(below, delta)
        layers.append(Layer(dw, delta.sum(-1 if column else -2)))
        turned = weights.swapaxes(-1, -2)
        gradient = product(turned, delta) if column else product(delta, turned)
        deltas.append(delta)
    return Gradients(tuple(reversed(layers)), tuple(reversed(deltas)), gradient)

"""Small dense networks over exact numbers: weights, an activation and a rule for the errors go in;
every activation and gradient comes out; nothing is rounded.

Examples are rows: Z = A W + b, column j of W is unit j. An activation may be an *oracle*, which
draws value and slope afresh for every new argument: what holds for it holds for every elementwise
activation, differentiable or not. In the same way an oracle of errors stands for every loss.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise
from random import Random
from typing import Any

from ...arithmetic.grids import combine, entrywise, matmul, transpose
from ...arithmetic.residues import PRIME, Residue

Grid = tuple[tuple[Any, ...], ...]
Errors = Callable[[Grid], Grid]  # of the outputs: the gradient of the loss at the output's Z


@dataclass(frozen=True)
class Activation:
    """φ and φ′, applied to every unit alike."""

    value: Callable[[Any], Any]
    slope: Callable[[Any], Any]


IDENTITY = Activation(lambda z: z, lambda z: z - z + 1)
SQUARE = Activation(lambda z: z * z, lambda z: z + z)
SHIFTED = Activation(lambda z: z + 1, lambda z: z - z + 1)  # φ(0) = 1, φ′(0) = 1


def oracle(seed: int, at_zero: int | None = None) -> Activation:
    """An elementwise function about which nothing is known, but φ(0) if it is given."""
    values: dict[Residue, tuple[Residue, Residue]] = {}
    random = Random(seed)  # noqa: S311

    def drawn(z: Residue) -> tuple[Residue, Residue]:
        if z not in values:
            values[z] = random_residue(random), random_residue(random)
            if at_zero is not None and z.value == 0:
                values[z] = Residue.of(at_zero), values[z][1]
        return values[z]

    return Activation(lambda z: drawn(z)[0], lambda z: drawn(z)[1])


def random_residue(random: Random) -> Residue:
    return Residue(random.randrange(1, PRIME))


def loss_oracle(seed: int) -> Errors:
    """Errors about which nothing is known, but that they depend on the outputs and the example."""
    random = Random(seed)  # noqa: S311
    drawn: dict[tuple[int, int, tuple[Any, ...]], Residue] = {}

    def errors(outputs: Grid) -> Grid:
        return tuple(
            tuple(drawn.setdefault((s, k, row), random_residue(random)) for k in range(len(row)))
            for s, row in enumerate(outputs)
        )

    return errors


def squared(targets: Grid) -> Errors:
    """The loss ½|ŷ − y|², summed over the examples."""
    return lambda outputs: combine(lambda o, t: o - t, outputs, targets, broadcast=False)


@dataclass(frozen=True)
class Net:
    """Layers 1 … L: ``weights[l − 1]`` is fan_in × fan_out, ``biases[l − 1]`` one row. The output
    layer has no activation: that of the note belongs to its loss."""

    weights: tuple[Grid, ...]
    biases: tuple[Grid, ...]

    @property
    def depth(self) -> int:
        return len(self.weights)


@dataclass(frozen=True)
class Seen:
    """``pre[l − 1]`` is Z^l, ``post[l]`` is A^l, and ``post[0]`` the inputs."""

    pre: tuple[Grid, ...]
    post: tuple[Grid, ...]

    @property
    def outputs(self) -> Grid:
        return self.pre[-1]


def forward(net: Net, inputs: Grid, activation: Activation) -> Seen:
    pre: list[Grid] = []
    post = [inputs]
    for weights, bias in zip(net.weights, net.biases, strict=True):
        z = combine(lambda a, b: a + b, matmul(post[-1], weights), bias, broadcast=True)
        pre.append(z)
        post.append(entrywise(activation.value, z))
    return Seen(tuple(pre), tuple(post))


def gradients(net: Net, inputs: Grid, activation: Activation, errors: Errors) -> Net:
    """dW^l = (A^(l−1))ᵀ dZ^l and db^l = 1ᵀ dZ^l, in the shape of the network."""
    seen = forward(net, inputs, activation)
    delta = errors(seen.outputs)
    weights: list[Grid] = []
    biases: list[Grid] = []
    for layer in range(net.depth - 1, -1, -1):
        weights.append(matmul(transpose(seen.post[layer]), delta))
        ones = ((_one(delta),) * len(delta),)
        biases.append(matmul(ones, delta))
        if layer:
            back = matmul(delta, transpose(net.weights[layer]))
            slopes = entrywise(activation.slope, seen.pre[layer - 1])
            delta = combine(lambda a, b: a * b, back, slopes, broadcast=False)
    return Net(tuple(reversed(weights)), tuple(reversed(biases)))


def _one(grid: Grid) -> Any:
    return Residue(1) if isinstance(grid[0][0], Residue) else Fraction(1)


def step(net: Net, slope: Net, rate: Any) -> Net:
    """θ ← θ − rate·g."""

    def moved(old: Grid, by: Grid) -> Grid:
        return combine(lambda p, g: p - rate * g, old, by, broadcast=False)

    pairs = zip(net.weights, slope.weights, strict=True)
    others = zip(net.biases, slope.biases, strict=True)
    return Net(tuple(moved(*pair) for pair in pairs), tuple(moved(*pair) for pair in others))


def descend(
    net: Net, inputs: Grid, activation: Activation, errors: Errors, rate: Any, steps: int
) -> list[Net]:
    """The network before each step of gradient descent, and after the last one."""
    path = [net]
    for _ in range(steps):
        path.append(step(path[-1], gradients(path[-1], inputs, activation, errors), rate))
    return path


def random_net(widths: tuple[int, ...], random: Random) -> Net:
    """Every weight and bias a random residue."""
    layers = list(pairwise(widths))
    return Net(
        tuple(random_grid(rows, columns, random) for rows, columns in layers),
        tuple(random_grid(1, columns, random) for _, columns in layers),
    )


def random_grid(rows: int, columns: int, random: Random) -> Grid:
    return tuple(tuple(random_residue(random) for _ in range(columns)) for _ in range(rows))


def filled(rows: int, columns: int, entry: Any) -> Grid:
    return ((entry,) * columns,) * rows


def with_twins(net: Net, layer: int, first: int, second: int, outgoing: bool = True) -> Net:
    """Unit ``second`` of a layer (counted from 1) made equal to ``first``: column, bias, row."""

    def copied(grid: Grid) -> Grid:
        return tuple(
            tuple(row[first] if j == second else e for j, e in enumerate(row)) for row in grid
        )

    weights, biases = list(net.weights), list(net.biases)
    weights[layer - 1] = copied(weights[layer - 1])
    biases[layer - 1] = copied(biases[layer - 1])
    if outgoing:
        weights[layer] = transpose(copied(transpose(weights[layer])))
    return replace(net, weights=tuple(weights), biases=tuple(biases))


def twins(net: Net, layer: int, first: int, second: int) -> bool:
    """Have two units of a layer equal columns, biases and outgoing rows?"""
    above = net.weights[layer]
    return (
        all(row[first] == row[second] for row in net.weights[layer - 1])
        and net.biases[layer - 1][0][first] == net.biases[layer - 1][0][second]
        and above[first] == above[second]
    )


def still(net: Net, later: Net, layer: int) -> bool:
    """Has a layer's weight matrix not moved?"""
    return net.weights[layer - 1] == later.weights[layer - 1]

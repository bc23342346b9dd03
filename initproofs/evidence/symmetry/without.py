"""What fails when a hypothesis is dropped: for each the smallest network of small integers that
shows it, computed exactly; a sentence with its figures comes out.

Where the failure is found by a search, the search goes through small integers in order, and the
first network that fails is the one shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from itertools import product

from .nets import (
    IDENTITY,
    SHIFTED,
    SQUARE,
    Activation,
    Errors,
    Grid,
    Net,
    forward,
    gradients,
    squared,
    step,
)

SMALL = (0, 1, 2, -1, 3)


def grid(*rows: tuple[int, ...]) -> Grid:
    return tuple(tuple(Fraction(entry) for entry in row) for row in rows)


def spelled(matrix: Grid) -> str:
    """``(1 2; 3 4)``, rows split by semicolons; a column is written as a row transposed."""
    if len(matrix) > 1 and len(matrix[0]) == 1:
        return f"({', '.join(str(row[0]) for row in matrix)})^T"
    return "(" + "; ".join(" ".join(map(str, row)) for row in matrix) + ")"


def one_hidden(w1: Grid, b1: Grid, w2: Grid) -> Net:
    return Net((w1, w2), (b1, grid((0,) * len(w2[0]))))


def same_errors(error: int = 1) -> Errors:
    """dZ of the output, given: the same number for every output and example."""
    return lambda outputs: tuple(tuple(Fraction(error) for _ in row) for row in outputs)


def small_nets() -> Iterator[Net]:
    """One input, two hidden units, one output: positive numbers first, and of these the small."""
    found = product(product(SMALL, repeat=2), repeat=3)
    for w, b, v in sorted(found, key=_size):
        yield one_hidden(grid(w), grid(b), grid((v[0],), (v[1],)))


def _size(numbers: tuple[tuple[int, ...], ...]) -> tuple[bool, int]:
    entries = [entry for pair in numbers for entry in pair]
    return any(entry < 0 for entry in entries), sum(map(abs, entries))


@cache
def first_apart(activation: Activation, bias: bool, outgoing: bool) -> tuple[Net, Grid]:
    """The first small network with equal incoming weights whose two gradients differ, with equal
    biases and outgoing weights only where asked for; and its dW^[1]."""
    for net in small_nets():
        equal = net.weights[0][0][0] == net.weights[0][0][1] != 0
        b, v = net.biases[0][0], net.weights[1]
        dead = v[0] == (0,) or v[1] == (0,)
        if not equal or dead or (bias and b[0] != b[1]) or (outgoing and v[0] != v[1]):
            continue
        slope = gradients(net, grid((1,)), activation, same_errors()).weights[0]
        if slope[0][0] != slope[0][1]:
            return net, slope
    raise LookupError("no small network fails")


def equal_outgoing() -> str:
    net, slope = first_apart(IDENTITY, bias=True, outgoing=False)
    return (
        f"x = 1, g(z) = z, dZ^[2] = 1, W^[1] = {spelled(net.weights[0])}, "
        f"W^[2] = {spelled(net.weights[1])} gives dW^[1] = {spelled(slope)}: "
        "the units start alike and part in the first step"
    )


def equal_biases() -> str:
    net = one_hidden(grid((1, 1)), grid((0, 1)), grid((1,), (1,)))
    seen = forward(net, grid((1,)), IDENTITY)
    return (
        f"x = 1, W = {spelled(net.weights[0])}, b = {spelled(net.biases[0])} "
        f"gives Z = {spelled(seen.pre[0])}"
    )


def equivariance() -> str:
    """A step that moves one unit only, as random coordinate descent does, or dropout."""
    net = one_hidden(grid((1, 1)), grid((0, 0)), grid((1,), (1,)))
    slope = gradients(net, grid((1,)), IDENTITY, same_errors()).weights[0]
    moved = net.weights[0][0][0] - slope[0][0], net.weights[0][0][1]
    return (
        "dropout, noise and random coordinate descent part equal units: with dropout of unit 2, "
        f"W^[1] = {spelled(net.weights[0])} becomes {spelled((moved,))} after one step of rate 1"
    )


def twins_stay() -> str:
    net = one_hidden(grid((3, 3)), grid((0, 0)), grid((1,), (1,)))
    slope = gradients(net, grid((1,)), IDENTITY, same_errors())
    later = step(net, slope, Fraction(1))
    return (
        f"x = 1, g(z) = z, dZ^[2] = 1: W^[1] = {spelled(net.weights[0])} becomes "
        f"{spelled(later.weights[0])}, the same for both units, at this step and every other"
    )


def injective() -> str:
    values = [max(0, w * 1) for w in (-1, -2)]
    return f"ReLU, x = 1, w = -1 and w = -2: both give a = {values[0]}; and x = 0 gives equal a"


def constant_weights() -> str:
    net = one_hidden(grid((1,), (1,)), grid((0,)), grid((1,)))
    first, second = (forward(net, x, IDENTITY).outputs[0][0] for x in (grid((1, 0)), grid((1, 1))))
    return f"all weights 1, g(z) = z: x = (1, 0) gives {first}, x = (1, 1) gives {second}"


def output_bias() -> str:
    net = one_hidden(grid((0,)), grid((0,)), grid((0,)))
    slope = gradients(net, grid((1,)), IDENTITY, same_errors(-1))
    return (
        f"one example with y = 1: every weight has gradient {slope.weights[0][0][0]}, "
        f"and the output bias has {slope.biases[1][0][0]}: it moves by the learning rate"
    )


def through_zero() -> str:
    net = one_hidden(grid((0,)), grid((0,)), grid((0,)))
    slope = gradients(net, grid((1,)), SHIFTED, same_errors())
    return f"g(z) = z + 1: dW^[2] = g(0) · 1 = {slope.weights[1][0][0]}, so W^[2] moves"


def balanced() -> str:
    net = one_hidden(grid((0,)), grid((1,)), grid((0,)))
    slope = gradients(net, grid((1,), (-1,)), IDENTITY, squared(grid((-1,), (1,))))
    return (
        "two examples with errors 1 and -1, which cancel: "
        f"dW^[2] = {slope.weights[1][0][0]}, db^[2] = {slope.biases[1][0][0]}, and nothing moves"
    )


def monotone() -> str:
    return (
        "regression: with the identity at the output one hidden unit gives f(x) = v σ(wx + b) + c, "
        "no linear function; and g(z) = exp(-(z - 1)²) separates labels 0, 1, 0 on a line"
    )


def saddle() -> str:
    """The second derivatives of the loss of v tanh(w x) at w = v = 0: only the mixed one stays."""
    inputs, errors = (1, -1), (Fraction(-1, 2), Fraction(1, 2))
    mixed = sum(x * e for x, e in zip(inputs, errors, strict=True)) / 2
    return (
        "x = 1 and -1 with y = 1 and 0, one tanh unit, cross-entropy: the second derivatives are "
        f"(0 {mixed}; {mixed} 0), with the eigenvalues ±{abs(mixed)}"
    )


def one_zero_layer() -> str:
    net = one_hidden(grid((1,)), grid((0,)), grid((0,)))
    loss = squared(grid((1,)))
    later = step(net, gradients(net, grid((1,)), IDENTITY, loss), Fraction(1))
    slope = gradients(later, grid((1,)), IDENTITY, loss).weights[0]
    return (
        f"W^[1] = 1, W^[2] = 0, x = 1, y = 1: after one step W^[2] = {later.weights[1][0][0]}, "
        f"and then dW^[1] = {slope[0][0]}"
    )


def same_activation() -> str:
    """Units with activations of their own: z and z²."""
    outputs = [activation.value(Fraction(3)) for activation in (IDENTITY, SQUARE)]
    return f"unit 1 with g(z) = z, unit 2 with g(z) = z²: z = 3 gives {outputs[0]} and {outputs[1]}"


def two_inputs() -> str:
    """Constant weights, two inputs: the gradients of one unit's weights differ."""
    net = one_hidden(grid((1, 1), (1, 1)), grid((0, 0)), grid((1,), (1,)))
    slope = gradients(net, grid((1, 2)), IDENTITY, same_errors())
    shown = spelled(slope.weights[0])
    start = "x = (1, 2), all weights 1, g(z) = z, dZ^[2] = 1"
    return f"{start} gives dW^[1] = {shown}: equal columns, unequal rows"

"""Each theorem held against random networks, exactly: a seed goes in; how many cases agreed comes
out, and the first that did not is named in an error.

Over the field with 2⁶¹ − 1 elements activations, losses and optimisers are oracles, so that a case
that agrees agrees for every elementwise activation, every loss and every elementwise optimiser, but
for a chance of about 2⁻⁵⁰. What needs small numbers is done in fractions.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from random import Random

from ...arithmetic.residues import Residue
from . import zero_checks
from .cases import EXAMPLES, ONE, STEPS, data, each
from .nets import (
    SQUARE,
    Grid,
    Net,
    Seen,
    filled,
    forward,
    gradients,
    loss_oracle,
    oracle,
    random_grid,
    random_net,
    random_residue,
    squared,
    step,
    twins,
    with_twins,
)


def equal_activations(seed: int = 0) -> int:
    """Equal columns and biases alone: equal columns of Z and A, for any activation."""

    def holds(widths: tuple[int, ...], random: Random) -> bool:
        hidden = [layer for layer in range(1, len(widths) - 1) if widths[layer] > 1]
        net = random_net(widths, random)
        for layer in hidden:
            net = with_twins(net, layer, 0, 1, outgoing=False)
        seen = forward(net, data(widths, random), oracle(seed))
        return all(_column(seen, layer, 0) == _column(seen, layer, 1) for layer in hidden)

    return each(holds, "equal activations", seed)


def _column(seen: Seen, layer: int, unit: int) -> tuple[object, ...]:
    return tuple(row[unit] for row in seen.post[layer])


def twins_stay(seed: int = 0) -> int:
    """Through several steps of an optimiser about which nothing is known but that it acts entry by
    entry on the gradient, the weight and what it remembers."""

    def holds(widths: tuple[int, ...], random: Random) -> bool:
        layer = next(layer for layer in range(1, len(widths)) if widths[layer] > 1)
        net = with_twins(random_net(widths, random), layer, 0, widths[layer] - 1)
        optimiser, inputs = oracle(seed + 1).value, data(widths, random)
        for _ in range(STEPS):
            slope = gradients(net, inputs, oracle(seed), loss_oracle(seed))
            net = _changed(net, slope, optimiser)
            if not twins(net, layer, 0, widths[layer] - 1):
                return False
        return True

    return each(holds, "twins stay twins", seed)


def _changed(net: Net, slope: Net, optimiser: Callable[[Residue], Residue]) -> Net:
    """θ ← F(θ, g), with F an oracle of a random combination of the two."""

    def moved(old: Grid, by: Grid) -> Grid:
        rows = zip(old, by, strict=True)
        return tuple(
            tuple(optimiser(p + Residue(7919) * g) for p, g in zip(row, line, strict=True))
            for row, line in rows
        )

    return Net(
        tuple(map(moved, net.weights, slope.weights)),
        tuple(map(moved, net.biases, slope.biases)),
    )


def one_unit(seed: int = 0, units: int = 3) -> int:
    """k twins (w, b, v) under rate η act, at every step, as one unit (w, b, kv) under rates η/k for
    w and b and kη for its outgoing weights."""

    def holds(widths: tuple[int, ...], random: Random) -> bool:
        fan_in, fan_out = widths[0], widths[-1]
        w, b, v = (random_grid(*size, random) for size in ((fan_in, 1), (1, 1), (1, fan_out)))
        top = random_grid(1, fan_out, random)
        many = Net((tuple(row * units for row in w), v * units), ((b[0] * units,), top))
        k = Residue(units)
        one = Net((w, tuple(tuple(k * e for e in row) for row in v)), (b, top))
        inputs, loss = data(widths, random), squared(random_grid(EXAMPLES, fan_out, random))
        eta = random_residue(random)
        for _ in range(STEPS):
            first = forward(many, inputs, SQUARE).outputs
            if first != forward(one, inputs, SQUARE).outputs:
                return False
            many = step(many, gradients(many, inputs, SQUARE, loss), eta)
            one = _with_rates(one, gradients(one, inputs, SQUARE, loss), eta, k)
        return True

    return each(holds, "k twins act as one", seed)


def _with_rates(net: Net, slope: Net, eta: Residue, k: Residue) -> Net:
    slow, fast = step(net, slope, eta / k), step(net, slope, eta * k)
    plain = step(net, slope, eta)
    return Net((slow.weights[0], fast.weights[1]), (slow.biases[0], plain.biases[1]))


def sum_of_inputs(seed: int = 0) -> int:
    """W^1 constant: inputs with one sum have one output, others another."""

    def holds(widths: tuple[int, ...], random: Random) -> bool:
        net = random_net(widths, random)
        constant = filled(widths[0], widths[1], random_residue(random))
        net = replace(net, weights=(constant, *net.weights[1:]))
        row = data(widths, random)[0]
        turned = (*row[1:], row[0])
        other = (row[0] + ONE, *row[1:])
        outputs = forward(net, (row, turned, other), oracle(seed)).outputs
        return outputs[0] == outputs[1] != outputs[2]

    return each(holds, "constant weights see the sum", seed)


@cache
def cross_checked(theorem: str) -> int:
    """How many random networks agreed with a theorem; 0 where there is nothing to compute."""
    return CHECKS[theorem](0) if theorem in CHECKS else 0


CHECKS: dict[str, Callable[[int], int]] = {
    "equal weights, equal activations": equal_activations,
    "equal units, equal gradients": twins_stay,
    "twins stay twins": twins_stay,
    "k twins act as one unit": one_unit,
    "a zero layer forgets the input": zero_checks.zero_layer_is_constant,
    "a zero layer passes no gradient": zero_checks.zero_layer_is_constant,
    "all zero, φ(0) = 0": zero_checks.zero_start,
    "the gradient front": zero_checks.front,
    "balanced labels do not start": zero_checks.balanced,
    "constant weights see the sum of the inputs": sum_of_inputs,
    "two zero layers freeze": zero_checks.two_zero_layers,
    "one zero layer heals": zero_checks.heals,
}

"""Units under other names, and units that are left out: exact checks on random networks."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from random import Random

from .cases import STEPS, data, each
from .nets import (
    IDENTITY,
    Grid,
    Net,
    forward,
    gradients,
    loss_oracle,
    oracle,
    random_net,
    squared,
    twins,
    with_twins,
)


def relabelled(seed: int = 0) -> int:
    """The units of a layer turned round: the same outputs, and gradients that are turned round."""

    def holds(widths: tuple[int, ...], random: Random) -> bool:
        layer = next(layer for layer in range(1, len(widths)) if widths[layer] > 1)
        if layer == len(widths) - 1:
            return True
        net, inputs = random_net(widths, random), data(widths, random)
        other = turned(net, layer)
        activation, loss = oracle(seed), loss_oracle(seed)
        one, two = (forward(n, inputs, activation).outputs for n in (net, other))
        first = gradients(net, inputs, activation, loss)
        second = gradients(other, inputs, activation, loss)
        return one == two and turned(first, layer) == second

    return each(holds, "relabelled units", seed)


def turned(net: Net, layer: int) -> Net:
    """The first unit of a layer becomes its last."""
    weights, biases = list(net.weights), list(net.biases)
    weights[layer - 1] = _turned_columns(weights[layer - 1])
    biases[layer - 1] = _turned_columns(biases[layer - 1])
    weights[layer] = (*weights[layer][1:], weights[layer][0])
    return Net(tuple(weights), tuple(biases))


def _turned_columns(grid: Grid) -> Grid:
    return tuple((*row[1:], row[0]) for row in grid)


def dropout_parts(seed: int = 0) -> int:
    """Twins of which one is dropped at one step are twins no more, and stay apart."""

    def holds(widths: tuple[int, ...], random: Random) -> bool:
        layer = next(layer for layer in range(1, len(widths)) if widths[layer] > 1)
        last = widths[layer] - 1
        net = with_twins(random_net(widths, random), layer, 0, last)
        inputs, activation = data(widths, random), oracle(seed)
        for count in range(STEPS):
            seen = _dropped(net, layer, last) if count == 0 else net
            slope = gradients(seen, inputs, activation, loss_oracle(seed + count))
            net = _moved(net, slope, layer, last if count == 0 else None)
        return not twins(net, layer, 0, last)

    return each(holds, "dropout parts twins", seed)


def rests_apart() -> bool:
    """x = 1, y = 5/4, g(z) = z, all weights ½: one step of rate 1 without the second unit parts the
    two, and nothing is left to learn. A step that moves nothing leaves the next with no more."""
    half, none = Fraction(1, 2), Fraction(0)
    net = Net((((half, half),), ((half,), (half,))), (((none, none),), ((none,),)))
    inputs, loss = ((Fraction(1),),), squared(((Fraction(5, 4),),))
    slope = gradients(_dropped(net, 1, 1), inputs, IDENTITY, loss)
    after = _moved(_without_biases(net), _without_biases(slope), 1, 1)
    rest = gradients(after, inputs, IDENTITY, loss)
    still = all(entry == 0 for grid in rest.weights for row in grid for entry in row)
    return still and after.weights[0] == ((Fraction(1), half),) and not twins(after, 1, 0, 1)


def _without_biases(net: Net) -> Net:
    zeros = tuple(tuple(tuple(entry - entry for entry in row) for row in b) for b in net.biases)
    return replace(net, biases=zeros)


def _dropped(net: Net, layer: int, unit: int) -> Net:
    """What a unit sends on is nothing."""
    weights = list(net.weights)
    rows = weights[layer]
    silent = tuple(entry - entry for entry in rows[unit])
    weights[layer] = tuple(silent if at == unit else row for at, row in enumerate(rows))
    return replace(net, weights=tuple(weights))


def _moved(net: Net, slope: Net, layer: int, unit: int | None) -> Net:
    """One step of rate 1; a unit that is left out keeps what goes in and out of it."""

    def less(old: Grid, by: Grid, row: int | None, column: int | None) -> Grid:
        return tuple(
            tuple(
                p if r == row or c == column else p - g
                for c, (p, g) in enumerate(zip(line, steep, strict=True))
            )
            for r, (line, steep) in enumerate(zip(old, by, strict=True))
        )

    pairs = enumerate(zip(net.weights, slope.weights, strict=True), 1)
    weights = tuple(
        less(w, g, unit if at == layer + 1 else None, unit if at == layer else None)
        for at, (w, g) in pairs
    )
    below = enumerate(zip(net.biases, slope.biases, strict=True), 1)
    biases = tuple(less(b, g, None, unit if at == layer else None) for at, (b, g) in below)
    return Net(weights, biases)

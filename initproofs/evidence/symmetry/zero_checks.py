"""The theorems on zero weights held against random networks, exactly: how many agreed comes out."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from random import Random

from .cases import ONE, STEPS, ZERO, data, each
from .nets import (
    IDENTITY,
    Net,
    descend,
    filled,
    forward,
    gradients,
    loss_oracle,
    oracle,
    random_net,
    squared,
    still,
    twins,
)


def zero_start(seed: int = 0) -> int:
    """φ(0) = 0, all zero: after several steps only the output bias is not zero."""

    def holds(widths: tuple[int, ...], random: Random) -> bool:
        start = _zero(random_net(widths, random))
        path = descend(
            start, data(widths, random), oracle(seed, at_zero=0), loss_oracle(seed), ONE, STEPS
        )
        last = path[-1]
        same = last.weights == start.weights and last.biases[:-1] == start.biases[:-1]
        return same and last.biases[-1] != start.biases[-1]

    return each(holds, "all zero", seed)


def _zero(net: Net) -> Net:
    return Net(
        tuple(filled(len(w), len(w[0]), ZERO) for w in net.weights),
        tuple(filled(1, len(b[0]), ZERO) for b in net.biases),
    )


def _without_weights(widths: tuple[int, ...], random: Random) -> Net:
    net = random_net(widths, random)
    return replace(net, weights=_zero(net).weights)


def without_through_zero(seed: int = 0) -> int:
    """φ(0) ≠ 0, all zero: W^L alone moves in the first step, and the columns of all stay equal."""

    def holds(widths: tuple[int, ...], random: Random) -> bool:
        start, inputs = _zero(random_net(widths, random)), data(widths, random)
        first, *_, last = descend(start, inputs, oracle(seed), loss_oracle(seed), ONE, STEPS)[1:]
        depth = start.depth
        moved = [not still(start, first, layer) for layer in range(1, depth + 1)]
        hidden = [(layer, w) for layer, w in enumerate(widths) if 0 < layer < depth and w > 1]
        return moved == [False] * (depth - 1) + [True] and all(
            twins(last, layer, 0, width - 1) for layer, width in hidden
        )

    return each(holds, "all zero, φ(0) not", seed)


def zero_layer_is_constant(seed: int = 0) -> int:
    """One zero layer: every example has the same output; no gradient passes it; it moves first."""

    def holds(widths: tuple[int, ...], random: Random) -> bool:
        net, inputs = random_net(widths, random), data(widths, random)
        for layer in range(2, net.depth + 1):
            start = _with_zero_layers(net, layer)
            outputs = forward(start, inputs, oracle(seed)).outputs
            slope = gradients(start, inputs, oracle(seed), loss_oracle(seed))
            below = slope.weights[: layer - 1]
            quiet = all(entry == ZERO for w in below for row in w for entry in row)
            moves = any(entry != ZERO for row in slope.weights[layer - 1] for entry in row)
            if len(set(outputs)) > 1 or not quiet or not moves:
                return False
        return True

    return each(holds, "one zero layer", seed)


def _with_zero_layers(net: Net, *layers: int) -> Net:
    weights = tuple(
        filled(len(w), len(w[0]), ZERO) if place in layers else w
        for place, w in enumerate(net.weights, 1)
    )
    return replace(net, weights=weights)


def heals(seed: int = 0) -> int:
    """One zero layer: every weight matrix has moved after two steps."""

    def holds(widths: tuple[int, ...], random: Random) -> bool:
        net, inputs = random_net(widths, random), data(widths, random)
        for layer in range(1, net.depth + 1):
            start = _with_zero_layers(net, layer)
            last = descend(start, inputs, oracle(seed), loss_oracle(seed), ONE, 2)[-1]
            if any(still(start, last, k) for k in range(1, net.depth + 1)):
                return False
        return True

    return each(holds, "one zero layer heals", seed)


def two_zero_layers(seed: int = 0) -> int:
    """φ(0) = 0, b = 0, zero layers p < q: W^1 … W^q never move, the output stays constant in x."""

    def holds(widths: tuple[int, ...], random: Random) -> bool:
        zero = _zero(random_net(widths, random)).biases
        net, inputs = replace(random_net(widths, random), biases=zero), data(widths, random)
        for q in range(2, net.depth + 1):
            for p in range(1, q):
                start = _with_zero_layers(net, p, q)
                phi = oracle(seed, at_zero=0)
                last = descend(start, inputs, phi, loss_oracle(seed), ONE, STEPS)[-1]
                frozen = all(still(start, last, layer) for layer in range(1, q + 1))
                if not frozen or len(set(forward(last, inputs, phi).outputs)) > 1:
                    return False
        return True

    return each(holds, "two zero layers freeze", seed)


def front(seed: int = 0) -> int:
    """W = 0, biases random: update k moves W^(L−k+1) for the first time, and none below it."""

    def holds(widths: tuple[int, ...], random: Random) -> bool:
        start = _without_weights(widths, random)
        inputs, depth = data(widths, random), start.depth
        path = descend(start, inputs, oracle(seed), loss_oracle(seed), ONE, depth)
        return all(
            still(start, net, layer) == (layer < depth - updates + 1)
            for updates, net in enumerate(path)
            for layer in range(1, depth + 1)
        )

    return each(holds, "the gradient front", seed)


def balanced(seed: int = 0) -> int:
    """W = 0 and errors that cancel: every gradient is zero, whatever the hidden biases."""

    def holds(widths: tuple[int, ...], random: Random) -> bool:
        start = _without_weights(widths, random)
        top = start.biases[-1][0]
        targets = (tuple(t + ONE for t in top), tuple(t - ONE for t in top))
        inputs = data(widths, random)[:2]
        slope = gradients(start, inputs, oracle(seed), squared(targets))
        return all(
            e == ZERO for grid in (*slope.weights, *slope.biases) for row in grid for e in row
        )

    return each(holds, "balanced labels", seed)


def front_orders(rates: tuple[int, int] = (20, 40)) -> tuple[int, ...]:
    """The order in η of the first motion of W^L, W^(L−1), …: halving η divides it by 2^order."""
    depth, sizes = 4, []
    zero, one = Fraction(0), Fraction(1)
    for bits in rates:
        eta = Fraction(1, 2**bits)
        biases = tuple(((one,),) for _ in range(depth - 1))
        start = Net((((zero,),),) * depth, (*biases, ((zero,),)))
        path = descend(start, ((one,),), IDENTITY, squared(((one,),)), eta, depth)
        moves = [abs(path[k + 1].weights[depth - 1 - k][0][0]) for k in range(depth)]
        sizes.append([_log2(move) for move in moves])
    gap = rates[1] - rates[0]
    return tuple(round((a - b) / gap) for a, b in zip(*sizes, strict=True))


def _log2(number: Fraction) -> int:
    return number.numerator.bit_length() - number.denominator.bit_length()

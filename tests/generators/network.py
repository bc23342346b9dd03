"""Dense networks small enough for a blackboard: their rules, their steps, their numbers.

In goes a seeded generator of random choices; out come a ``Network`` (what is computed and how),
its rules (general in ``l`` or layer by layer) and the numbers it starts from.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from random import Random

from .exact import Matrix, scaled, transposed
from .terms import (
    Apply,
    Hadamard,
    Minus,
    Name,
    OverExamples,
    Plus,
    Scaled,
    Slope,
    Term,
    Times,
    Transpose,
)

Layer = int | str | None


@dataclass(frozen=True, slots=True)
class Network:
    """What is computed: everything but the numbers and the spelling."""

    column: bool  # columns are examples: Z = WX + b
    sizes: tuple[int, ...]  # inputs, hidden units…, outputs
    examples: int
    hidden: str  # identity | relu
    output: str  # identity | sigmoid
    bias: str  # absent | zero | rows
    mean: bool  # dW carries 1/m
    merged: bool  # one rule from dZ to dZ, without dA
    supposed: bool  # the last dZ is supposed, not computed
    input_is_a0: bool  # rules call the input A^[0]
    output_is_a: bool  # the output is A^[L], not Ŷ
    updates: bool

    @property
    def depth(self) -> int:
        return len(self.sizes) - 1

    @property
    def layered(self) -> bool:
        return self.depth > 1


@dataclass(frozen=True, slots=True)
class Rule:
    """``left = right``, and where in a note it belongs."""

    left: Name
    right: Term
    phase: str  # forward | output | backward | update


def draw_network(rng: Random) -> Network:
    """A network of one to three layers."""
    depth = rng.choice((1, 2, 2, 2, 2, 3))
    output = rng.choice(("identity", "identity", "sigmoid"))
    last = rng.choice((1, 1, 1, 2))
    return Network(
        column=rng.random() < 0.4,
        sizes=(*(rng.randint(2, 3) for _ in range(depth)), last),
        examples=rng.choice((2, 3, 3, 4)),
        hidden=rng.choice(("identity", "relu")),
        output=output,
        bias=rng.choice(("absent", "zero", "rows")),
        mean=rng.random() < 0.6,
        merged=rng.random() < 0.3,
        supposed=rng.random() < 0.6,
        input_is_a0=rng.random() < 0.4,
        output_is_a=rng.random() < 0.25,
        updates=rng.random() < 0.3,
    )


def at(net: Network, symbol: str, layer: Layer) -> Name:
    """A name in a layer; the label is left out where there is one layer only."""
    if symbol == "A" and layer == 0:
        return Name("A", 0) if net.input_is_a0 and net.layered else Name("X")
    if symbol == "A" and layer == net.depth and not net.output_is_a:
        return Name("Yhat")
    return Name(symbol, layer if net.layered else None)


def shifted(layer: Layer, offset: int) -> Layer:
    if isinstance(layer, int):
        return layer + offset
    return f"{layer}{offset:+d}"


def product(net: Network, examples: Term, weights: Term) -> Term:
    """Examples through weights, in the order of the layout."""
    return Times(weights, examples) if net.column else Times(examples, weights)


def affine(net: Network, layer: Layer) -> Term:
    below, weights = at(net, "A", shifted(layer, -1)), at(net, "W", layer)
    linear = product(net, below, weights)
    return linear if net.bias == "absent" else Plus(linear, at(net, "b", layer))


def activation(net: Network, layer: Layer) -> Term:
    last = layer == net.depth
    inside = at(net, "Z", layer)
    if not last:
        return Apply(net.hidden, inside, layer)
    return inside if net.output == "identity" else Apply(net.output, inside, layer)


def averaged(net: Network, term: Term) -> Term:
    return Scaled("mean", term) if net.mean else term


def weight_gradient(net: Network, layer: Layer) -> Term:
    below, error = at(net, "A", shifted(layer, -1)), at(net, "dZ", layer)
    inner = Times(error, Transpose(below)) if net.column else Times(Transpose(below), error)
    return averaged(net, inner)


def bias_gradient(net: Network, layer: Layer) -> Term:
    return averaged(net, OverExamples(at(net, "dZ", layer), int(net.column)))


def backward(net: Network, layer: Layer) -> Term:
    above = shifted(layer, 1)
    return product(net, at(net, "dZ", above), Transpose(at(net, "W", above)))


def error(net: Network, layer: Layer) -> Term:
    """dZ of a hidden layer."""
    come = backward(net, layer) if net.merged else at(net, "dA", layer)
    return Hadamard(come, Slope(net.hidden, at(net, "Z", layer), layer))


def last_error(net: Network) -> Term:
    return Minus(at(net, "A", net.depth), Name("Y"))


def forward_rules(net: Network, layer: Layer) -> list[Rule]:
    phase = "output" if layer == net.depth else "forward"
    return [
        Rule(at(net, "Z", layer), affine(net, layer), "forward"),
        Rule(at(net, "A", layer), activation(net, layer), phase),
    ]


def gradient_rules(net: Network, layer: Layer) -> list[Rule]:
    rules = [Rule(at(net, "dW", layer), weight_gradient(net, layer), "backward")]
    if net.bias == "rows":
        rules.append(Rule(at(net, "db", layer), bias_gradient(net, layer), "backward"))
    return rules


def error_rules(net: Network, layer: Layer) -> list[Rule]:
    rules = [] if net.merged else [Rule(at(net, "dA", layer), backward(net, layer), "backward")]
    return [*rules, Rule(at(net, "dZ", layer), error(net, layer), "backward")]


def update_rules(net: Network, layer: Layer) -> list[Rule]:
    weights, gradient = at(net, "W", layer), at(net, "dW", layer)
    return [Rule(weights, Minus(weights, Scaled("rate", gradient)), "update")]


def steps(net: Network) -> list[Rule]:
    """Every computation of one pass forward and back, in the order of a lecture."""
    rules = [rule for layer in range(1, net.depth + 1) for rule in forward_rules(net, layer)]
    if not net.supposed:
        rules.append(Rule(at(net, "dZ", net.depth), last_error(net), "backward"))
    rules += gradient_rules(net, net.depth)
    for layer in range(net.depth - 1, 0, -1):
        rules += [*error_rules(net, layer), *gradient_rules(net, layer)]
    if net.updates:
        rules += [rule for layer in range(1, net.depth + 1) for rule in update_rules(net, layer)]
    return rules


def general_rules(net: Network) -> list[Rule]:
    """The same rules once for all layers, written with the letter l."""
    rules = [rule for rule in forward_rules(net, "l") if rule.left.symbol != "A" or net.depth > 1]
    rules += [rule for rule in forward_rules(net, net.depth) if rule.phase == "output"]
    if not net.supposed:
        rules.append(Rule(at(net, "dZ", net.depth), last_error(net), "backward"))
    return [*rules, *gradient_rules(net, "l"), *error_rules(net, "l")]


def draw_values(net: Network, rng: Random, twins: bool, fine: bool,
                small: bool = False) -> dict[Name, Matrix]:  # fmt: skip
    """The numbers a note starts from; with ``twins`` all units of the first layer start alike."""
    values = {Name("X"): oriented(net, draw_matrix(rng, net.examples, net.sizes[0], fine))}
    values[Name("A", 0)] = values[Name("X")]
    for layer in range(1, net.depth + 1):
        rows, columns = net.sizes[layer - 1], net.sizes[layer]
        weights = draw_matrix(rng, rows, columns, fine)
        if small:
            weights = scaled(Fraction(1, 5), weights)
        if twins and layer == 1:
            weights = tuple((row[0],) * columns for row in weights)
        if twins and layer == 2 and rng.random() < 0.5:
            weights = (weights[0],) * rows
        values[at(net, "W", layer)] = oriented(net, weights)
        values[at(net, "b", layer)] = oriented(net, draw_bias(net, rng, columns, twins))
    labels = tuple(
        tuple(Fraction(rng.randint(0, 1)) for _ in range(net.sizes[-1]))
        for _ in range(net.examples)
    )
    values[Name("Y")] = oriented(net, labels)
    if net.supposed:
        errors = draw_matrix(rng, net.examples, net.sizes[-1], fine)
        values[at(net, "dZ", net.depth)] = oriented(net, errors)
    return values


def draw_bias(net: Network, rng: Random, units: int, twins: bool) -> Matrix:
    if net.bias != "rows":
        return ((Fraction(0),) * units,)
    row = draw_matrix(rng, 1, units, False)
    return ((row[0][0],) * units,) if twins else row


def oriented(net: Network, rows: Matrix) -> Matrix:
    return transposed(rows) if net.column else rows


def draw_matrix(rng: Random, rows: int, columns: int, fine: bool) -> Matrix:
    """Small whole numbers, or decimals with one digit; never all zero."""
    low, high = rng.choice(((-3, 4), (0, 4), (-2, 3), (1, 6)))
    over = 10 if fine else 1
    while True:
        drawn = tuple(
            tuple(Fraction(rng.randint(low * over, high * over), over) for _ in range(columns))
            for _ in range(rows)
        )
        if any(entry for row in drawn for entry in row):
            return drawn

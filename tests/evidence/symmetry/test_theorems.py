"""The theorems on symmetric and zero starts: each agrees on random networks, and fails without any
one of its hypotheses. The little networks themselves are held against the core."""

import dataclasses
import itertools
import random
import re
from fractions import Fraction

import numpy as np
import pytest

from initproofs.arithmetic.residues import Residue
from initproofs.evidence.symmetry import checks, nets, without, zero_checks
from initproofs.evidence.symmetry.theorems import THEOREMS
from initproofs.network.layers import Architecture, Layer
from initproofs.network.train import slopes

from ...network.exact import fractions

SEEDS = range(1, 6)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", checks.CHECKS)
def test_every_theorem_agrees_on_random_networks(name, seed):
    assert checks.CHECKS[name](seed) == 5


def test_every_theorem_that_can_be_computed_is():
    names = {theorem.name for theorem in THEOREMS}
    assert set(checks.CHECKS) == names - {"random columns differ"}
    assert len({theorem.name for theorem in THEOREMS}) == len(THEOREMS)
    assert all(theorem.steps and theorem.hypotheses for theorem in THEOREMS)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_start_that_does_not_vanish_moves_the_last_layer_first(seed):
    assert zero_checks.without_through_zero(seed) == 5


def test_the_front_moves_layer_by_layer_in_powers_of_two():
    """Layer L − k first moves by Θ(η^(2^k)): the orders are measured from two tiny rates."""
    assert zero_checks.front_orders() == (1, 2, 4, 8)


def integers(rng, rows, columns):
    return tuple(tuple(Fraction(rng.randint(-3, 3)) for _ in range(columns)) for _ in range(rows))


@pytest.mark.parametrize("widths", [(2, 3, 1), (1, 2, 2, 1), (3, 2, 2)])
def test_gradients_are_those_of_the_core(widths):
    rng = random.Random(sum(widths))
    layers = list(itertools.pairwise(widths))
    net = nets.Net(
        tuple(integers(rng, rows, columns) for rows, columns in layers),
        tuple(integers(rng, 1, columns) for _, columns in layers),
    )
    inputs, targets = integers(rng, 3, widths[0]), integers(rng, 3, widths[-1])
    ours = nets.gradients(net, inputs, nets.IDENTITY, nets.squared(targets))
    parameters = tuple(
        Layer(fractions(weights), fractions(bias[0]))
        for weights, bias in zip(net.weights, net.biases, strict=True)
    )
    architecture = Architecture(widths, "identity", layout="row")
    _, theirs = slopes(architecture, parameters, fractions(inputs), fractions(targets), "squared")
    for layer, weights, bias in zip(theirs, ours.weights, ours.biases, strict=True):
        assert (layer.weights * 3 == np.array(weights, dtype=object)).all()
        assert (layer.bias * 3 == np.array(bias[0], dtype=object)).all()


def test_gradients_of_a_square_are_difference_quotients():
    """Of polynomials over the rationals, (f(w+h) − f(w−h))/2h is f′ + O(h²), here with h = 10⁻⁹."""
    rng = random.Random(3)
    net = nets.Net((integers(rng, 2, 2), integers(rng, 2, 1)), (((1, 2),), ((0,),)))
    inputs, targets, h = integers(rng, 3, 2), integers(rng, 3, 1), Fraction(1, 10**9)

    def loss(weights):
        seen = nets.forward(dataclasses.replace(net, weights=weights), inputs, nets.SQUARE)
        pairs = zip(seen.outputs, targets, strict=True)
        return sum((o[0] - t[0]) ** 2 for o, t in pairs) / 2

    slope = nets.gradients(net, inputs, nets.SQUARE, nets.squared(targets)).weights[0]
    for i in range(2):
        for j in range(2):
            up, down = (
                tuple(
                    tuple(e + (sign * h if (a, b) == (i, j) else 0) for b, e in enumerate(row))
                    for a, row in enumerate(net.weights[0])
                )
                for sign in (1, -1)
            )
            quotient = (loss((up, net.weights[1])) - loss((down, net.weights[1]))) / (2 * h)
            assert abs(quotient - slope[i][j]) < Fraction(1, 1000)


def twin_net(seed, **copied):
    rng = random.Random(seed)
    net = nets.random_net((2, 3, 2), rng)
    inputs = nets.random_grid(3, 2, rng)
    return nets.with_twins(net, 1, 0, 1, **copied), inputs, rng


@pytest.mark.parametrize("seed", SEEDS)
def test_twins_part_without_equal_outgoing_weights(seed):
    net, inputs, _ = twin_net(seed, outgoing=False)
    slope = nets.gradients(net, inputs, nets.oracle(seed), nets.loss_oracle(seed))
    assert any(row[0] != row[1] for row in slope.weights[0])


@pytest.mark.parametrize("seed", SEEDS)
def test_twins_part_without_equal_biases(seed):
    net, inputs, _ = twin_net(seed)
    (b, *rest), others = net.biases[0][0], net.biases[1]
    changed = dataclasses.replace(net, biases=(((b + Residue(1), *rest),), others))
    seen = nets.forward(changed, inputs, nets.oracle(seed))
    assert any(row[0] != row[1] for row in seen.post[1])


@pytest.mark.parametrize("seed", SEEDS)
def test_twins_part_when_one_of_them_is_dropped(seed):
    """Dropout of one twin is a step that does not treat units alike."""
    net, inputs, _ = twin_net(seed)
    slope = nets.gradients(net, inputs, nets.oracle(seed), nets.loss_oracle(seed))
    dropped = tuple((row[0], Residue(0), *row[2:]) for row in slope.weights[0])
    later = nets.step(
        net, dataclasses.replace(slope, weights=(dropped, slope.weights[1])), Residue(1)
    )
    assert not nets.twins(later, 1, 0, 1)


@pytest.mark.parametrize("seed", SEEDS)
def test_k_twins_need_their_own_rates(seed):
    """With one rate for all, one unit of outgoing weight kv takes another path."""
    rng = random.Random(seed)
    w, v, top = (
        nets.random_grid(2, 1, rng),
        nets.random_grid(1, 1, rng),
        nets.random_grid(1, 1, rng),
    )
    b, k = nets.random_grid(1, 1, rng), Residue(2)
    many = nets.Net((tuple(row * 2 for row in w), v * 2), ((b[0] * 2,), top))
    one = nets.Net((w, ((k * v[0][0],),)), (b, top))
    inputs, loss = nets.random_grid(3, 2, rng), nets.squared(nets.random_grid(3, 1, rng))
    first, second = (
        nets.descend(net, inputs, nets.SQUARE, loss, Residue(1), 1)[-1] for net in (many, one)
    )
    outputs = [nets.forward(net, inputs, nets.SQUARE).outputs for net in (first, second)]
    assert outputs[0] != outputs[1]


def test_two_zero_layers_thaw_where_the_activation_is_not_zero_at_zero():
    rng = random.Random(8)
    net = zero_checks._with_zero_layers(nets.random_net((2, 2, 2, 1), rng), 1, 2)
    inputs = nets.random_grid(3, 2, rng)
    last = nets.descend(net, inputs, nets.oracle(8), nets.loss_oracle(8), Residue(1), 2)[-1]
    assert not nets.still(net, last, 2)


TEXTS = [
    getattr(without, name)
    for name in (
        "equal_outgoing",
        "equal_biases",
        "equivariance",
        "twins_stay",
        "injective",
        "constant_weights",
        "output_bias",
        "through_zero",
        "balanced",
        "saddle",
        "one_zero_layer",
        "same_activation",
        "two_inputs",
    )
]


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.__name__)
def test_a_counterexample_is_small(text):
    """Integers of one digit, and halves: a reader can follow them in the head."""
    numbers = re.findall(r"\d+", text())
    assert numbers
    assert all(int(number) < 10 for number in numbers)


def test_the_counterexamples_say_what_they_compute():
    assert "W^[2] = (1, 2)^T gives dW^[1] = (1 2)" in without.equal_outgoing()
    assert "gives Z = (1 2)" in without.equal_biases()
    assert "x = (1, 0) gives 1, x = (1, 1) gives 2" in without.constant_weights()
    assert "dW^[1] = (1 1; 2 2)" in without.two_inputs()


def test_at_a_zero_start_the_loss_has_the_second_derivatives_that_are_shown():
    """By differences, for the 1-1-1 tanh network that the counterexample speaks of."""
    h = 1e-4

    def loss(w, v):
        total = 0.0
        for x, y in ((1.0, 1.0), (-1.0, 0.0)):
            z = v * np.tanh(w * x)
            total += np.log1p(np.exp(-z)) if y else np.log1p(np.exp(z))
        return total / 2

    mixed = (loss(h, h) - loss(h, -h) - loss(-h, h) + loss(-h, -h)) / (4 * h * h)
    assert mixed == pytest.approx(-0.5, abs=1e-4)
    assert loss(h, 0) == loss(0, h) == loss(0, 0)

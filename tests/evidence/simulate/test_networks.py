"""The simulation suite: true claims about random networks confirmed, their mutants refuted, with
one chance in a million for an error anywhere in it."""

import math

import numpy as np
import pytest

from initproofs.evidence.simulate.betting import Law, Ratio
from initproofs.evidence.simulate.networks import (
    backward_gains,
    forward_gains,
    gain_variance,
    mean_gains,
)
from initproofs.evidence.simulate.procedures import KnownVariance, Scale, Zero
from initproofs.evidence.simulate.run import Outcome, Question, decide, share
from initproofs.network.ensemble import RandomNetwork
from initproofs.network.initialisers import Initialiser
from initproofs.network.layers import Architecture, Layer, backward, forward

BUDGET = share(60)  # more than there are claims below
HE = RandomNetwork((20, 64, 48, 64, 32, 10), "relu")
TRAP = RandomNetwork((10,) * 51, "relu")


def outcome(name, procedure, sampler, chunks=400):
    return decide(Question(name, procedure), sampler, BUDGET, chunks)


def variances(network, formula):
    return [formula(into, out) for into, out in network.architecture.fans]


MUTANTS = {
    "×2": lambda into, out: 4 / into,
    "½": lambda into, out: 1 / into,
    "fan_out": lambda into, out: 2 / out,
    "mean of fans": lambda into, out: 4 / (into + out),
    "deviation for variance": lambda into, out: math.sqrt(2 / into),
    "n − 1": lambda into, out: 2 / (into - 1),
    "2 % off": lambda into, out: 2.04 / into,
}


@pytest.mark.parametrize("gains", [forward_gains, backward_gains])
def test_the_variance_of_he_is_confirmed_layer_by_layer(gains):
    found = outcome(f"he {gains.__name__}", Scale(), gains(HE, HE.variances, 200))
    assert found.outcome is Outcome.CONFIRMED
    assert found.evidence.margin == 0.01


@pytest.mark.parametrize("gains", [forward_gains, backward_gains])
@pytest.mark.parametrize("mutant", MUTANTS)
def test_mutants_of_it_are_refuted(gains, mutant):
    claimed = variances(HE, MUTANTS[mutant])
    found = outcome(f"he {mutant} {gains.__name__}", Scale(), gains(HE, claimed, 200))
    assert found.outcome is Outcome.REFUTED


def test_n_less_one_is_refuted_where_n_is_two():
    network = RandomNetwork((2, 2, 2, 2), "tanh", Initialiser("lecun"))
    right = outcome("lecun n", Scale(), forward_gains(network, network.variances, 20_000))
    wrong = outcome("lecun n − 1", Scale(), forward_gains(network, [1.0] * 3, 20_000))
    assert (right.outcome, wrong.outcome) == (Outcome.CONFIRMED, Outcome.REFUTED)
    assert wrong.evidence.estimate == pytest.approx(0.5, abs=0.05)


@pytest.mark.parametrize("law", ["uniform", "truncated-normal", "rademacher"])
def test_other_laws_are_decided_by_their_fourth_moments(law):
    network = RandomNetwork((20, 64, 64, 64), "relu", Initialiser("he", law))
    procedure = KnownVariance(gain_variance(network))
    right = outcome(f"he {law}", procedure, mean_gains(network, network.variances, 1000), 100)
    assert right.outcome is Outcome.CONFIRMED
    wrong = variances(network, MUTANTS["½"])
    assert (
        outcome(f"½ {law}", procedure, mean_gains(network, wrong, 1000)).outcome is Outcome.REFUTED
    )


def test_a_naive_mean_walks_into_the_heavy_tail():
    """The signal of fifty ReLU layers of ten units is a product of χ² of binomial degrees: most
    means of a thousand networks are below half the truth, and a t-test refutes it."""
    rng, runs, small, refuted = np.random.default_rng(1), 200, 0, 0
    for _ in range(runs):
        alive = rng.binomial(10, 0.5, (1000, 50))
        product = np.prod(0.2 * 2 * rng.standard_gamma(alive / 2), axis=1)
        error = product.std(ddof=1) / math.sqrt(1000)
        small += product.mean() < 0.5
        refuted += abs(product.mean() - 1) > 4.89 * error
    assert small / runs > 0.8
    assert refuted / runs > 0.6


def test_the_layerwise_statistic_does_not():
    right = outcome("trap", Scale(), forward_gains(TRAP, TRAP.variances, 200))
    assert right.outcome is Outcome.CONFIRMED
    back = outcome("trap back", Scale(), backward_gains(TRAP, TRAP.variances, 200))
    assert back.outcome is Outcome.CONFIRMED
    wrong = outcome("trap 3 %", Scale(), forward_gains(TRAP, [0.206] * 50, 200))
    assert wrong.outcome is Outcome.REFUTED


def one_layer(width, activation, draw, value):
    """``value(z, a)`` of one layer of ``width`` units on the input (1, …, 1) of 8 units."""

    def sampler(stream):
        z = draw(stream, (4000, width, 8)).sum(-1)
        return value(z, activation(z))

    return sampler


def relu(z):
    return np.maximum(z, 0)


def normal(stream, shape):
    return stream.normal(0, math.sqrt(1 / 8), shape)


def test_one_half_is_the_second_moment_of_relu_and_not_its_variance():
    half = KnownVariance(5 / 32)
    for name, claimed, expected in (
        ("E a² = ½", 0.5, Outcome.CONFIRMED),
        ("Var a = ½ − 1/2π for E a²", 0.5 - 1 / (2 * math.pi), Outcome.REFUTED),
        ("½² for ½", 0.25, Outcome.REFUTED),
    ):
        sampler = one_layer(32, relu, normal, lambda z, a, c=claimed: ((a**2).mean(-1) / c,))
        assert outcome(name, half, sampler).outcome is expected


def test_means_laws_and_ratios_of_a_layer():
    flat = one_layer(4, relu, normal, lambda z, a: (z.ravel(),))
    assert outcome("E z = 0", Zero(), flat).outcome is Outcome.CONFIRMED
    shifted = one_layer(4, relu, normal, lambda z, a: (z.ravel() + 0.03,))
    assert outcome("E z = 0.03", Zero(), shifted).outcome is Outcome.REFUTED
    from scipy.special import ndtr

    many = one_layer(16, relu, normal, lambda z, a: (z.ravel(),))
    assert outcome("z is normal", Law(ndtr, 0.02), many).outcome is Outcome.CONFIRMED
    assert outcome("a is normal", Law(ndtr, 0.02), one_layer(
        16, relu, normal, lambda z, a: (a.ravel(),))).outcome is Outcome.REFUTED  # fmt: skip

    def signs(stream, shape):
        return 2.0 * stream.integers(0, 2, shape) - 1

    # Of four units at once: bounded by 64, and E|a|² = ½ E|z|².
    pair = one_layer(2, relu, signs, lambda z, a: ((a**2).mean(-1), (z**2).mean(-1)))
    for ratio, expected in ((0.5, Outcome.CONFIRMED), (0.6, Outcome.REFUTED)):
        procedure = Ratio(64.0, 64.0, ratio, 0.05)
        assert outcome(f"E a² / E z² = {ratio}", procedure, pair).outcome is expected


def chi_powers(units):
    """E Q^p for p = 1 … 4, Q ~ χ² with ``units`` degrees of freedom."""
    return np.cumprod([units + 2 * i for i in range(4)])


def top_layer(output, width):
    """|Wᵀδ|² under the loss ½|φ(Wx)|², over what weights of its own would make of it on average:
    σ²H E|δ|². With Q = |δ|²/(σ²|x|²) it is Q² + QR, R ~ χ² with H − 1 degrees (x apart)."""
    if output == "identity":
        q = chi_powers(width)
    else:
        chances = [math.comb(width, m) / 2**width for m in range(width + 1)]
        q = sum(chance * chi_powers(m) for m, chance in enumerate(chances))
    r, r2 = width - 1, (width - 1) * (width + 1)
    mean, square = q[1] + q[0] * r, q[3] + 2 * q[2] * r + q[1] * r2
    architecture = Architecture((width, width), "identity", output)

    def sampler(stream):
        weights = stream.normal(0, math.sqrt(1 / width), (2000, width, width))
        layers = (Layer(weights, np.zeros(width)),)
        x = np.ones((width, 1))
        seen = forward(architecture, layers, x)
        slopes = backward(architecture, layers, seen, seen.post[-1])
        pulled = (slopes.inputs**2).sum((-2, -1))
        return pulled / (q[0] / width * width), (slopes.pre[0] ** 2).sum((-2, -1)), pulled

    return sampler, mean / (width * q[0]), square / mean**2 - 1


@pytest.mark.parametrize(
    ("output", "ratio"),
    [("identity", lambda h: (2 * h + 1) / h), ("relu", lambda h: 1.5 * (h + 1) / h)],
)
@pytest.mark.parametrize("width", [4, 10])
def test_backpropagation_has_no_weights_of_its_own(output, ratio, width):
    sampler, expected, spread = top_layer(output, width)
    assert expected == pytest.approx(ratio(width))
    procedure = KnownVariance(spread, 0.02)
    naive = outcome(f"independent {output} {width}", procedure, lambda s: sampler(s)[:1])
    assert naive.outcome is Outcome.REFUTED
    true = outcome(
        f"dependent {output} {width}", procedure, lambda s: (sampler(s)[0] / ratio(width),)
    )
    assert true.outcome is Outcome.CONFIRMED

    # Weights of its own would make χ² of each network's ratio; it is none, by the exact null too.
    def shares(stream):
        _, delta, pulled = sampler(stream)
        alive = delta > 0
        return pulled[alive] / (delta[alive] / width), np.full(alive.sum(), float(width))

    assert outcome(f"null {output} {width}", Scale(), shares).outcome is Outcome.REFUTED

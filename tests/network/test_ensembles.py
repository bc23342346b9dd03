"""Ensembles: normals, the cores against each other, exact recursions and exact laws."""

import itertools
import math

import numpy as np
import pytest
from scipy import stats

from initproofs.network.direct import SLIM, WIDE
from initproofs.network.ensemble import RandomNetwork
from initproofs.network.initialisers import LAWS, Initialiser
from initproofs.network.layers import Architecture, Layer, backward, forward
from initproofs.network.measure import measure
from initproofs.network.recursion import gradients, known, signals
from initproofs.network.shortcut import CONDITIONAL, core_for, suits
from initproofs.network.streams import chunk_stream, fill_normals
from initproofs.network.widelimit import wide_limit

from .layerwise import backward_statistic, forward_statistic


def ones(units, examples=1):
    return np.ones((units, examples))


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_normals_have_the_moments_of_normals(dtype):
    draws = np.empty(1 << 22, dtype)
    fill_normals(chunk_stream(3, 0), draws, 1.0)
    x, root = draws.astype(float), math.sqrt(draws.size)
    for power, moment, variance in ((1, 0, 1), (2, 1, 2), (3, 0, 15), (4, 3, 96), (6, 15, 10170)):
        assert abs((x**power).mean() - moment) < 4.5 * math.sqrt(variance) / root
    assert stats.kstest(x[: 1 << 18], "norm").pvalue > 1e-3
    # The two halves of a block come in pairs from the same words: they must not know each other.
    first, second = x.reshape(-1, 2, 1 << 15).swapaxes(0, 1).reshape(2, -1)
    for a, b, spread in ((first, second, 1), (first**2 - 1, second**2 - 1, 2)):
        assert abs((a * b).mean()) < 4.5 * spread / math.sqrt(first.size)


@pytest.mark.parametrize("size", [1, 2, 7, 65_536, 65_537, 200_001])
def test_every_place_is_filled(size):
    draws = np.full(size, np.nan, np.float32)
    fill_normals(chunk_stream(4, 0), draws, 0.5)
    assert np.isfinite(draws).all()
    assert not (draws == 0).any()


def test_streams_of_chunks_are_their_own_and_repeatable():
    draws = [chunk_stream(seed, chunk).random(4) for seed in (1, 2) for chunk in (0, 1)]
    assert len({tuple(draw) for draw in draws}) == 4
    assert (chunk_stream(1, 1).random(4) == draws[1]).all()


@pytest.mark.parametrize("activation", ["relu", "identity", "leaky-relu"])
def test_the_recursion_is_the_enumeration(activation):
    """All 2⁸ networks 2-2-2 with weights ±1, exactly."""
    x = np.array([1.0, 2.0])
    found = signals(known(x), (2, 2, 2), (1.0, 1.0), activation, activation, kurtosis=1.0)
    second = fourth = quartic = 0.0
    for signs in itertools.product((-1.0, 1.0), repeat=8):
        layers = tuple(
            Layer(np.array(w).reshape(2, 2), np.zeros(2)) for w in (signs[:4], signs[4:])
        )
        architecture = Architecture((2, 2, 2), activation, activation)
        a = forward(architecture, layers, x[:, None]).post[-1][:, 0]
        second, fourth = second + a @ a / 256, fourth + (a @ a) ** 2 / 256
        quartic += (a**4).sum() / 256
    assert math.exp(found[-1].log_square) == pytest.approx(second)
    assert math.exp(found[-1].log_fourth) == pytest.approx(fourth)
    assert found[-1].spread == pytest.approx(quartic / fourth)


def test_the_recursion_has_the_known_relative_variances():
    for activation, per_layer in (("identity", 2), ("relu", 5)):
        found = signals(
            known(np.ones(10)), (10,) * 51, (0.1,) * 50, activation, activation
        )  # Gaussian weights, H = 10, K = 50
        assert found[-1].log_relative == pytest.approx(50 * math.log1p(per_layer / 10))
    assert signals(known(np.ones(9)), (9,) * 10_001, (2 / 9,) * 10_000, "relu")[-1].log_fourth < 1e4


CORES = {"wide": (WIDE, np.float64), "slim": (SLIM, np.float32), "shortcut": (CONDITIONAL, float)}


@pytest.mark.parametrize("name", ["slim", "shortcut"])
@pytest.mark.parametrize(("activation", "examples"), [("relu", 1), ("tanh", 1), ("tanh", 3)])
def test_cores_draw_from_one_law(name, activation, examples):
    network = RandomNetwork((6, 8, 8, 7, 3), activation)
    x = np.random.default_rng(0).normal(size=(6, examples))
    plain = measure(WIDE, network, 12_000, chunk_stream(11, 0), x)
    core, dtype = CORES[name]
    other = measure(core, network, 12_000, chunk_stream(12, 0), x, dtype=dtype)
    for field in ("signal", "gradient", "weights", "zeros"):
        for place in range(network.depth):
            one, two = getattr(plain, field)[:, place], getattr(other, field)[:, place]
            assert stats.ks_2samp(one, two).pvalue > 1e-5
    if activation == "tanh":
        # Forward and backward know each other; a backward pass with weights of its own would not.
        pairs = [np.corrcoef(s.signal[:, 0], s.gradient[:, 0])[0, 1] for s in (plain, other)]
        assert pairs[0] < -0.15
        assert pairs[1] == pytest.approx(pairs[0], abs=0.04)


@pytest.mark.parametrize("case", ["equal", "dead", "more inputs than units"])
def test_the_shortcut_takes_singular_batches(case):
    rng = np.random.default_rng(5)
    x = rng.normal(size=(4, 2 if case != "more inputs than units" else 6))
    x[:, 1] = 0 if case == "dead" else x[:, 0] if case == "equal" else x[:, 1]
    network = RandomNetwork((4, 5, 5, 2), "tanh")
    found = [
        measure(core, network, 6000, chunk_stream(seed, 0), x)
        for seed, core in ((1, WIDE), (2, CONDITIONAL))
    ]
    for field in ("signal", "gradient", "weights"):
        for place in range(network.depth):
            one, two = (getattr(sample, field)[:, place] for sample in found)
            assert stats.ks_2samp(one, two).pvalue > 1e-5


def test_the_shortcut_is_chosen_only_where_it_is_exact_and_cheaper():
    assert suits(RandomNetwork((9, 100, 100, 9)), 1)
    assert not suits(RandomNetwork((9, 100, 100, 9)), 50)
    uniform = RandomNetwork((9, 100, 9), initialiser=Initialiser(law="uniform"))
    assert not suits(uniform, 1)
    assert core_for(uniform, 1) is WIDE
    assert core_for(RandomNetwork((9, 9, 9)), 1, "direct") is SLIM
    with pytest.raises(ValueError, match="Gaussian"):
        core_for(uniform, 1, "shortcut")


@pytest.mark.parametrize("core", ["wide", "slim", "shortcut"])
def test_measured_moments_are_those_of_the_recursion(core):
    network = RandomNetwork((5, 30, 16, 16, 7), "relu", Initialiser("glorot"))
    sample = measure(CORES[core][0], network, 20_000, chunk_stream(21, 0), ones(5))
    theory = signals(known(np.ones(5)), network.widths, network.variances, "relu")
    expected = np.array([s.log_square for s in theory]) - np.log(network.widths[1:])
    spread = np.array([math.expm1(s.log_relative) for s in theory])
    away = np.exp(sample.signal - expected).mean(0) - 1
    assert (np.abs(away) < 4.5 * np.sqrt(spread / 20_000)).all()
    back = np.exp(sample.gradient - gradients(network.widths, network.variances, "relu"))
    assert (np.abs(back.mean(0) - 1) < 4.5 * back.std(0) / math.sqrt(20_000)).all()


@pytest.mark.parametrize("law", LAWS)
def test_every_law_goes_through_the_direct_core(law):
    network = RandomNetwork((6, 12, 12, 4), "relu", Initialiser("he", law))
    sample = measure(core_for(network, 1, "direct"), network, 4000, chunk_stream(22, 0), ones(6))
    # E|a|² is the same for every symmetric law, dependent entries of orthogonal matrices included.
    mean = np.exp(sample.signal).mean(0)
    error = np.exp(sample.signal).std(0) / math.sqrt(4000)
    assert (np.abs(mean - [1, 1, 2]) < 4.5 * error).all()


def test_weight_gradients_are_what_backpropagation_says():
    """‖∂J/∂W‖² without forming ∂J/∂W, against the reference core on the same weights."""
    for core in (WIDE, SLIM):
        network, examples = RandomNetwork((5, 7, 7, 3), "tanh"), 4
        rng = np.random.default_rng(6)
        x, u = rng.normal(size=(5, examples)), rng.normal(size=(3, examples))
        found = measure(core, network, 1, chunk_stream(9, 0), x, u)
        stream, layers = chunk_stream(9, 0), []
        for (into, out), variance in zip(network.architecture.fans, network.variances, strict=True):
            weights = np.empty((1, out, into))
            fill_normals(stream, weights, math.sqrt(variance))
            layers.append(Layer(weights[0], np.zeros(out)))
        seen = forward(network.architecture, tuple(layers), x)
        slopes = backward(network.architecture, tuple(layers), seen, u)
        for place in range(3):
            square = (slopes.layers[place].weights ** 2).sum()
            assert found.weights[0, place] == pytest.approx(math.log(square))
            mean = (slopes.pre[place] ** 2).mean()
            assert found.gradient[0, place] == pytest.approx(math.log(mean))
            assert found.signal[0, place] == pytest.approx(
                math.log((seen.post[place + 1] ** 2).mean())
            )


@pytest.mark.parametrize("activation", ["relu", "tanh", "sigmoid"])
@pytest.mark.parametrize("core", ["wide", "slim", "shortcut"])
def test_layerwise_statistics_are_chi_squares_at_every_depth(activation, core):
    network = RandomNetwork((5, *[8] * 20, 3), activation)
    sample = measure(CORES[core][0], network, 1500, chunk_stream(31, 0), ones(5))
    for place in (0, 10, 20):
        units, below = network.widths[place + 1], network.widths[place]
        there = sample.forward[:, place]
        assert stats.kstest(there[np.isfinite(there)], stats.chi2(units).cdf).pvalue > 1e-5
        if place:
            back = sample.backward[:, place]
            assert stats.kstest(back[np.isfinite(back)], stats.chi2(below - 1).cdf).pvalue > 1e-5


def test_batches_and_any_loss_have_their_chi_squares_too():
    rng, count = np.random.default_rng(7), 4000
    architecture = Architecture((6, 7, 9, 2), "tanh")
    layers = tuple(
        Layer(rng.normal(0, 0.5, (count, out, into)), rng.normal(size=(count, out)))
        for into, out in architecture.fans
    )
    x = rng.normal(size=(6, 3))
    seen = forward(architecture, layers, x)
    # A loss of the outputs, and with biases: the backward null asks for nothing more.
    slopes = backward(architecture, layers, seen, seen.post[-1] ** 3)
    for place in (1, 2):
        z = seen.pre[place] - layers[place].bias[..., None]
        statistic, dof = forward_statistic(seen.post[place], z, 0.25)
        assert (dof == 3 * architecture.widths[place + 1]).all()
        assert stats.kstest(statistic, stats.chi2(dof[0]).cdf).pvalue > 1e-5
        gradient = layers[place].weights.swapaxes(1, 2) @ slopes.pre[place]
        statistic, dof = backward_statistic(seen.post[place], slopes.pre[place], gradient, 0.25)
        rank = min(3, architecture.widths[place + 1])
        # Now and then ΔᵀΔ is singular to the last digit, and has fewer degrees.
        assert (dof <= (architecture.widths[place] - 3) * rank).all()
        assert stats.kstest(stats.chi2.cdf(statistic, dof), "uniform").pvalue > 1e-5


def test_uniform_weights_have_no_chi_square():
    rng = np.random.default_rng(8)
    weights = rng.uniform(-1, 1, (20_000, 4, 3)) * math.sqrt(3)
    x = np.array([[3.0], [0.2], [0.1]])
    statistic, dof = forward_statistic(x, weights @ x, 1.0)
    assert stats.kstest(statistic, stats.chi2(dof[0]).cdf).pvalue < 1e-12


def test_a_dead_layer_is_left_out():
    statistic, dof = forward_statistic(np.zeros((2, 3, 1)), np.zeros((2, 4, 1)), 1.0)
    assert (statistic == 0).all()
    assert (dof == 0).all()


def test_wide_networks_approach_the_wide_limit():
    network = RandomNetwork((100, *[400] * 6, 10), "tanh", Initialiser("glorot"))
    sample = measure(CONDITIONAL, network, 400, chunk_stream(41, 0), ones(100))
    signal, gradient = wide_limit(network.widths, network.variances, "tanh")
    assert np.log(np.exp(sample.signal).mean(0)) == pytest.approx(signal, abs=0.06)
    assert np.log(np.exp(sample.gradient).mean(0)) == pytest.approx(gradient, abs=0.12)


@pytest.mark.parametrize("core", ["wide", "slim", "shortcut"])
def test_depth_ten_thousand_is_followed_by_logarithms(core):
    network = RandomNetwork((12,) * 2001 if core == "wide" else (12,) * 10_001, "leaky-relu",
                            Initialiser(deviation=2.0))  # fmt: skip
    sample = measure(CORES[core][0], network, 3, chunk_stream(51, 0), ones(12), dtype=np.float32)
    assert np.isfinite(sample.signal).all()
    assert np.isfinite(sample.gradient).all()
    assert sample.signal[:, -1].min() > 700  # far past the largest float


@pytest.mark.parametrize("deviation", [30.0, 1e-30])
def test_a_signal_that_cannot_be_followed_is_refused(deviation):
    network = RandomNetwork((20,) * 400, "softplus" if deviation > 1 else "tanh",
                            Initialiser(deviation=deviation))  # fmt: skip
    with pytest.raises(OverflowError, match=r"layer \d+ leaves the range of floating point"):
        measure(WIDE, network, 2, chunk_stream(1, 0), ones(20))


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: measure(WIDE, RandomNetwork((3, 3)), 0, chunk_stream(1, 0), ones(3)), "at least"),
        (lambda: measure(WIDE, RandomNetwork((3, 3)), 1, chunk_stream(1, 0), ones(4)), "inputs"),
        (
            lambda: measure(WIDE, RandomNetwork((3, 3)), 1, chunk_stream(1, 0), np.nan * ones(3)),
            "not finite",
        ),
        (
            lambda: measure(WIDE, RandomNetwork((3, 3)), 1, chunk_stream(1, 0), ones(3), ones(2)),
            "output gradient",
        ),
        (lambda: known(np.zeros(3)), "length greater than zero"),
        (lambda: gradients((2, 2), (1.0,), "identity", "tanh"), "no exact recursion"),
    ],
)
def test_bad_input_is_refused_in_words(make, words):
    with pytest.raises(ValueError, match=words):
        make()


def test_a_network_that_does_not_fit_is_refused():
    with pytest.raises(MemoryError, match="GB of memory"):
        measure(WIDE, RandomNetwork((100_000,) * 3), 1, chunk_stream(1, 0), ones(100_000))

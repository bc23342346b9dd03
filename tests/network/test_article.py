"""Published numbers of one small experiment, drawn and trained again from its public recipe.

Two circles of 300 points (100 for the test), noise 0.05, seeds 1 and 2 of NumPy's legacy stream;
2-10-5-1, ReLU, sigmoid output; weights drawn layer by layer with seed 3; full-batch gradient
descent with rate 0.01. The published losses are those of step 14,000 of 15,000.
"""

import math
from itertools import islice

import numpy as np
import pytest

from initproofs.network.layers import Architecture, Layer, forward
from initproofs.network.train import Descent, train

NET = Architecture((2, 10, 5, 1), "relu")
ZEROS, HE, HE_NUDGED, TEN, TEN_NUDGED = range(5)


def circles(seed, count, noise=0.05, factor=0.8):
    """Points (2, count) and labels (1, count), in the order in which the article's library drew."""
    stream = np.random.RandomState(seed)
    angle = np.linspace(0, 2 * np.pi, count // 2, endpoint=False)
    ring = np.stack([np.cos(angle), np.sin(angle)], axis=1)
    order = np.arange(count)
    stream.shuffle(order)
    points = np.concatenate([ring, factor * ring])[order]
    labels = np.repeat([0.0, 1.0], count // 2)[order]
    return (points + stream.normal(scale=noise, size=points.shape)).T, labels[None]


def weights(scale):
    """Layer by layer from the legacy stream 3, times ``scale(fan_in)``."""
    stream = np.random.RandomState(3)
    return [scale(fan_in) * stream.randn(fan_out, fan_in) for fan_in, fan_out in NET.fans]


def nudged(layers):
    """Every weight moved by one unit in its last place."""
    return [np.nextafter(w, np.inf) for w in layers]


@pytest.fixture(scope="module")
def run():
    he, ten = weights(lambda fan_in: math.sqrt(2 / fan_in)), weights(lambda _: 10.0)
    starts = [[0 * w for w in he], he, nudged(he), ten, nudged(ten)]
    parameters = tuple(
        Layer(np.stack(layer), np.zeros((len(starts), layer[0].shape[0])))
        for layer in zip(*starts, strict=True)
    )
    points, labels = circles(1, 300)
    steps = train(NET, parameters, points, labels, "binary-cross-entropy", Descent(0.01))
    losses, _ = next(islice(steps, 14_000, None))
    final, trained = next(islice(steps, 999, None))
    return losses, final, trained


def accuracy(trained, seed, count):
    points, labels = circles(seed, count)
    outputs = forward(NET, trained, points).post[-1]
    return ((outputs > 0) == labels).mean((-2, -1))


def agreeing(one, other):
    """Decimal digits in which two numbers agree."""
    return -math.log10(abs(one - other) / abs(one)) if one != other else 17.0


def test_losses_at_step_14000(run):
    losses, _, _ = run
    assert losses[ZEROS] == 0.6931471805599453
    assert losses[HE] == pytest.approx(0.07357895962677366, rel=1e-12)
    assert losses[TEN] == pytest.approx(0.3828, abs=2e-4)


def test_accuracies_on_the_test_set(run):
    _, _, trained = run
    test = accuracy(trained, 2, 100)
    assert (test[ZEROS], test[HE], test[TEN]) == (0.5, 0.96, 0.86)
    assert accuracy(trained, 1, 300)[HE] == pytest.approx(0.99333, abs=1e-5)


def test_the_digits_that_a_change_in_the_last_place_leaves(run):
    losses, _, _ = run
    assert agreeing(losses[HE], losses[HE_NUDGED]) >= 12
    assert 2 <= agreeing(losses[TEN], losses[TEN_NUDGED]) <= 7


def test_the_losses_are_not_those_of_the_last_step(run):
    _, final, _ = run
    assert final[HE] == pytest.approx(0.06481, abs=1e-5)
    assert abs(final[TEN] - 0.3828) > 1e-3

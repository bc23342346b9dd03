"""The numbers behind the pictures of a report: nothing goes in, small runs of our own come out.

Each is drawn from a fixed seed, shows what a start does, and decides nothing.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from itertools import islice

import numpy as np

from ..network.activations import ACTIVATIONS, Array
from ..network.ensemble import RandomNetwork, combine
from ..network.initialisers import Initialiser
from ..network.layers import Architecture, Layer, forward, in_order
from ..network.measure import SATURATED
from ..network.streams import chunk_stream
from ..network.train import Descent, slopes, train
from ..network.workers import measured, run_chunks
from ..simulation import Moment, SimulationRequest
from .compare import backward_tails, moment, theory
from .run import chunked

INPUTS, UNITS, EXAMPLES = 6, 8, 20
WIDE, DEEP, BINS, NETWORKS = 100, 5, 20, 20
POINTS, STEPS, RATE = 300, 3000, 0.1


@dataclass(frozen=True)
class Columns:
    """The gradient of a first layer, inputs by units, from one start, and what one sees in it."""

    name: str
    seen: str
    rows: tuple[tuple[float, ...], ...]


@dataclass(frozen=True)
class Histogram:
    """Shares of the activations of a deep layer between ``low`` and ``high``, in equal bins."""

    name: str
    low: float
    high: float
    shares: tuple[float, ...]
    saturated: float  # the share of units whose slope is below a tenth of the steepest


@dataclass(frozen=True)
class Course:
    """The training loss before the steps ``places``, from one start."""

    name: str
    places: tuple[int, ...]
    losses: tuple[float, ...]


Depths = tuple[Moment, ...]


@cache
def gradient_columns() -> tuple[Columns, ...]:
    """From three starts: units equal in what goes in and out, in what goes in, in nothing."""
    stream, network = chunk_stream(1, 0), Architecture((INPUTS, UNITS, 1), "tanh", layout="row")
    batch, targets = stream.standard_normal((2, EXAMPLES, INPUTS))
    one, weights, out = (
        stream.standard_normal(shape) / 2 for shape in ((INPUTS, 1), (INPUTS, UNITS), (UNITS, 1))
    )
    same = np.repeat(one, UNITS, 1)
    starts = (
        ("equal in, equal out", same, np.full((UNITS, 1), 0.5)),
        ("equal in, unequal out", same, out),
        ("random", weights, out),
    )
    found = []
    for name, first, second in starts:
        parameters = (Layer(first, np.zeros(UNITS)), Layer(second, np.zeros(1)))
        _, gradient = slopes(network, parameters, batch, targets[:, :1], "squared", in_order)
        found.append(Columns(name, _seen(gradient[0].weights), _rows(gradient[0].weights)))
    return tuple(found)


def _seen(gradient: Array) -> str:
    if (gradient == gradient[:, :1]).all():
        return f"{UNITS} equal columns"
    alike = np.linalg.matrix_rank(gradient, rtol=1e-9) == 1
    return "in proportion, not equal" if alike else f"{UNITS} different columns"


def _rows(array: Array) -> tuple[tuple[float, ...], ...]:
    return tuple(tuple(float(value) for value in row) for row in array)


@cache
def by_depth(activation: str, times: float, depth: int, networks: int) -> tuple[Depths, Depths]:
    """Mean squares of activations and gradients by hidden layer, for weights of variance
    ``times``/n: theory beside measurement."""
    request = SimulationRequest((WIDE,) * (depth + 2), activation, samples=networks)
    initialiser = Initialiser(deviation=math.sqrt(times / WIDE))
    network = RandomNetwork(request.widths, activation, initialiser)
    chunks = chunked(request, network, False)
    sample = combine(list(run_chunks(measured, chunks, 1, None)))
    signal, gradient, spread = theory(network)
    tails = backward_tails(network)
    return (
        tuple(
            moment(None if signal is None else signal[k], sample.signal[:, k], spread[k])
            for k in range(depth)
        ),
        tuple(
            moment(
                None if gradient is None else gradient[k], sample.gradient[:, k], math.nan, tails[k]
            )
            for k in range(depth)
        ),
    )


@cache
def saturation(activation: str) -> tuple[Histogram, ...]:
    """Activations of a deep layer of tanh or the sigmoid, from a large start and from LeCun's."""
    network = Architecture((WIDE,) * (DEEP + 1), activation, activation)
    chosen, low = ACTIVATIONS[activation], -1.0 if activation == "tanh" else 0.0
    found = []
    for number, (name, deviation) in enumerate(
        (("variance 1", 1.0), ("variance 1/n", 1 / math.sqrt(WIDE)))
    ):
        stream = chunk_stream(2, number)
        weights = [deviation * stream.standard_normal((NETWORKS, WIDE, WIDE)) for _ in range(DEEP)]
        parameters = tuple(Layer(w, np.zeros((NETWORKS, WIDE))) for w in weights)
        seen = forward(network, parameters, stream.standard_normal((NETWORKS, WIDE, 1)))
        counts, _ = np.histogram(seen.post[-1], BINS, (low, 1.0))
        flat = np.abs(chosen.slope(seen.pre[-1])) < SATURATED * (chosen.steepest or 1.0)
        shares = tuple(float(count) for count in counts / counts.sum())
        found.append(Histogram(name, low, 1.0, shares, float(flat.mean())))
    return tuple(found)


@cache
def training() -> tuple[Course, ...]:
    """Descent on two circles of points with layers 2, 10, 5, 1 and ReLU, from three starts."""
    stream, network = chunk_stream(3, 0), Architecture((2, 10, 5, 1), "relu")
    angles = stream.uniform(0, 2 * math.pi, POINTS)
    labels = (np.arange(POINTS) % 2).astype(float)
    radii = np.where(labels > 0, 0.8, 1.0) + 0.05 * stream.standard_normal(POINTS)
    points = radii * np.stack([np.cos(angles), np.sin(angles)])
    fresh = [stream.standard_normal((out, into)) for into, out in network.fans]
    he = [w * math.sqrt(2 / w.shape[1]) for w in fresh]
    starts = {
        "zeros": [0 * w for w in fresh],
        "He": he,
        "10 × He": [10 * w for w in he],
    }
    parameters = tuple(
        Layer(np.stack(layer), np.zeros((len(starts), layer[0].shape[0])))
        for layer in zip(*starts.values(), strict=True)
    )
    road = train(network, parameters, points, labels[None], "binary-cross-entropy", Descent(RATE))
    losses = np.stack([loss for loss, _ in islice(road, STEPS)])
    places = tuple(int(place) for place in np.unique(np.geomspace(1, STEPS, 90).astype(int)))
    return tuple(
        Course(name, places, tuple(float(losses[place - 1, column]) for place in places))
        for column, name in enumerate(starts)
    )

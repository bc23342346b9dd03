"""Measurements of an ensemble go in, a report comes out: theory beside them, with intervals.

Nothing is refused; what theory does not know is None, and said.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from ..evidence.simulate.procedures import Scale
from ..evidence.simulate.run import Budget, Question, judge
from ..network.activations import ACTIVATIONS, Array
from ..network.ensemble import RandomNetwork, Sample
from ..network.initialisers import LAWS
from ..network.recursion import Signal, gradients, known, signals
from ..network.widelimit import wide_limit
from ..simulation import HEAVY, Check, LayerReport, Moment, SimulationReport, SimulationRequest
from .diagnosis import diagnosed

Z95 = 1.959963984540054
TEN = math.log(10)
VARIANCES = {
    "zeros": "0",
    "lecun": "1/fan_in",
    "glorot": "2/(fan_in + fan_out)",
    "he": "2/fan_in",
}


def compared(
    request: SimulationRequest, network: RandomNetwork, sample: Sample
) -> SimulationReport:
    """Theory beside measurement."""
    signal, gradient, spread = theory(network)
    tails = backward_tails(network)
    kind = "exact" if network.homogeneous else "wide limit"
    activations = ACTIVATIONS[request.activation]
    layers = tuple(
        LayerReport(
            units,
            moment(None if signal is None else signal[k], sample.signal[:, k], spread[k]),
            moment(
                None if gradient is None else gradient[k], sample.gradient[:, k], math.nan, tails[k]
            ),
            float(sample.zeros[:, k].mean()),
            None
            if activations.steepest is None or k == network.depth - 1
            else float(sample.saturated[:, k].mean()),
            float(np.isneginf(sample.signal[:, k]).mean()),
        )
        for k, units in enumerate(network.widths[1:])
    )
    report = SimulationReport(
        request, (), VARIANCES[request.init], kind, layers, checks(request, network, sample)
    )
    return replace(report, diagnosis=diagnosed(report), notes=warnings(report))


def theory(network: RandomNetwork) -> tuple[Array | None, Array | None, Array]:
    """ln E a² and ln E δ² of one unit of every layer where they are known, and the relative
    variance of |a|² (NaN where it is not)."""
    units, unknown = np.array(network.widths[1:]), np.full(network.depth, math.nan)
    law = LAWS[network.initialiser.law]
    if min(network.variances) == 0:
        return None, None, unknown
    if not network.homogeneous:
        return (*wide_limit(network.widths, network.variances, network.activation), unknown)
    kurtosis = law.kurtosis if law.independent else 3.0
    found: Sequence[Signal] = signals(
        known(np.ones(network.widths[0])),
        network.widths, network.variances, network.activation, kurtosis=kurtosis,
    )  # fmt: skip
    signal = np.array([layer.log_square for layer in found]) - np.log(units)
    spread = np.array([math.expm1(min(layer.log_relative, 700)) for layer in found])
    # Ties z = 0 have a chance with two-valued weights, and the mask is no fair coin then.
    gradient = gradients(network.widths, network.variances, network.activation)
    return signal, gradient if law.continuous else None, spread if law.independent else unknown


def backward_tails(network: RandomNetwork) -> Array:
    """About the relative variance of |δ|²: that of a forward pass through the network turned
    round. A sample of few networks shows less of it than there is, so intervals are at least
    this wide."""
    law = LAWS[network.initialiser.law]
    if not (network.homogeneous and law.independent) or min(network.variances) == 0:
        return np.zeros(network.depth)
    units = network.widths[-1]
    start = Signal(math.log(units), math.log(units * (units + 2)), 3 / (units + 2))
    turned = signals(
        start, network.widths[:0:-1], network.variances[:0:-1], network.activation,
        network.activation, law.kurtosis,
    )  # fmt: skip
    logs = [layer.log_relative for layer in (start, *turned)]
    return np.array([math.expm1(min(log, 700)) for log in reversed(logs)])


def moment(expected: float | None, logs: Array, spread: float, least: float = 0.0) -> Moment:
    """The mean over networks of exp(logs), and its interval: by the exact relative variance where
    it is known, by the sample's otherwise, which is taken to be ``least`` at least."""
    largest = float(logs.max())
    if largest == -math.inf:
        return Moment(_decimal(expected), -math.inf, 0.0)
    relative = np.exp(logs - largest)
    mean = float(relative.mean())
    scale = 1.0
    if math.isnan(spread) or expected is None:
        spread = max(float(relative.var(ddof=1)) / mean**2, least)
    else:
        scale = math.exp(min(expected - largest - math.log(mean), 700.0))
    half = Z95 * math.sqrt(spread / len(logs)) * scale
    return Moment(_decimal(expected), (largest + math.log(mean)) / TEN, half)


def _decimal(log: float | None) -> float | None:
    return None if log is None else float(log) / TEN


def checks(request: SimulationRequest, network: RandomNetwork, sample: Sample) -> tuple[Check, ...]:
    """The exact χ² tests of `layerwise` on all layers together, forward and backward."""
    if not network.gaussian or min(network.variances) == 0:
        return ()
    found = []
    units = np.broadcast_to(network.widths[1:], sample.forward.shape)
    outside = np.broadcast_to(np.array(network.widths[:-1]) - 1, sample.backward.shape)
    for name, statistic, dof in (
        ("forward", sample.forward, units),
        ("backward", sample.backward, outside),
    ):
        alive = np.isfinite(statistic) & (dof > 0)
        question = Question(f"simulate {name} {request}", Scale())
        procedure = Scale().observe(statistic[alive], dof[alive])
        result = judge(question, procedure, Budget(), 1)
        found.append(Check(name, result.outcome.value, result.evidence))
    return tuple(found)


def warnings(report: SimulationReport) -> tuple[str, ...]:
    """What a reader of the table must know."""
    said = []
    if report.theory == "wide limit":
        said.append(
            f"No exact theory is known for {report.request.activation}: "
            "the theory here is the limit of wide layers."
        )
    if report.layers[-1].activations.theory is None:
        said.append("With weights that are all 0 there is no signal, and nothing to compare.")
    moments = [m for layer in report.layers for m in (layer.activations, layer.gradients)]
    worst = max(moment.half_width for moment in moments)
    if worst > HEAVY:
        said.append(
            "The tails are heavy: the mean over so few networks says little in deep layers; "
            "each layer's own gain is tested exactly instead."
        )
    return tuple(said)

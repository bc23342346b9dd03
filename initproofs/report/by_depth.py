"""A report goes in; what becomes of a signal and its gradient by depth comes out, theory beside
measurement: for the schemes a note names, and for what a page of derivations has simulated."""

from __future__ import annotations

import math
import re

from ..course import page_of
from ..course.simulations import Experiment, NotAnExperiment, experiments
from ..nouns import Report
from ..simulate import simulate
from ..simulate.exhibits import Depths, by_depth
from ..simulation import SimulationReport, SimulationRequest
from .drawing import Curve, curves
from .figure import Figure, Figures, first, prose

WIDTH, DEPTH, ENSEMBLE = 100, 12, 100
ABOUT_SCALES = frozenset(["initializer", "moments"])
SPEAKS_OF_DEPTH = re.compile(r"\b(?:vanish|explod|shrink|blow(?:s|ing)? up|die out)", re.IGNORECASE)
# How notes name the schemes, and the name here.
SCHEMES = {
    "he": re.compile(r"\bKaiming\b|\bHe(?:['’]s|[- ](?:init|normal|uniform|et al|weights))"),
    "glorot": re.compile(r"\bGlorot\b|\bXavier\b"),
    "lecun": re.compile(r"\bLe[Cc]un\b"),
}
TITLES = {"he": "He", "glorot": "Glorot", "lecun": "LeCun"}
# Where no scheme is named: variances times n that lose a signal, keep it and let it explode.
PLAINLY = {"relu": (1.0, 2.0, 4.0), "identity": (0.5, 1.0, 2.0)}
Runs = dict[str, tuple[Depths, Depths]]  # activations and gradients, by the name of a start
SHOWN = {"relu": "ReLU", "identity": "linear"}


def simulations(report: Report, prefix: str) -> Figures:
    """What a page of derivations has simulated, by depth."""
    for number, one in enumerate(_experiments(report), 1):
        network = one.network
        start = network.initialiser
        request = SimulationRequest(
            network.widths, network.activation, start.scheme, start.law, samples=ENSEMBLE
        )
        said = (
            f"Networks with these widths and weights, {ENSEMBLE} of them: points are means with"
            " their 95 % intervals, the line is theory. The picture decides nothing: the claim"
            " above is tested layer by layer."
        )
        name, after = f"{prefix}simulation{number}", one.span.end - 1
        title = TITLES.get(start.scheme, start.scheme)
        runs = {title: _hidden(simulate(request))}
        yield _by_depth(name, runs, network.activation, said, after)


def _experiments(report: Report) -> list[Experiment]:
    page = page_of(report.document)
    try:
        return experiments(page, page.sections["Simulation"])
    except (KeyError, NotAnExperiment):
        return []


def depth(report: Report, prefix: str) -> Figures:
    """Signal and gradient by depth for the schemes that the note names, if it claims something of
    them, or for weights too small, right and too large if it says that a signal vanishes."""
    text = prose(report)
    kinds = [claim for claim, _ in report.findings if claim.kind in ABOUT_SCALES]
    about = first(report, SPEAKS_OF_DEPTH)
    activation = _activation(text)
    named = {TITLES[scheme]: scheme for scheme, sign in SCHEMES.items() if sign.search(text)}
    if _experiments(report):
        return
    if named and activation and kinds:
        runs = {title: _of(scheme, activation) for title, scheme in named.items()}
        told = ""
    elif about:
        activation = activation if activation in PLAINLY else "identity"
        times = PLAINLY[activation]
        runs = {f"{one:g}/n": by_depth(activation, one, DEPTH, ENSEMBLE) for one in times}
        told = " Each line is named by the variance of its weights, n being the number of inputs."
    else:
        return
    said = (
        f"Measured by initproofs, for orientation: {ENSEMBLE} networks of width {WIDTH} without"
        " biases, inputs of mean square 1, seed 1. Points are means with their 95 % intervals"
        f"{', lines are theory' if _has_theory(runs) else ''}.{told} The picture decides no claim."
    )
    place = (about or kinds[0]).span.start
    yield _by_depth(f"{prefix}depth", runs, activation, said, place)


def _of(scheme: str, activation: str) -> tuple[Depths, Depths]:
    widths = (WIDTH,) * (DEPTH + 2)
    return _hidden(simulate(SimulationRequest(widths, activation, scheme, samples=ENSEMBLE)))


def _activation(text: str) -> str:
    """The activation that a note speaks of, ReLU before tanh."""
    found = re.search(r"\bReLU\b", text, re.IGNORECASE)
    return "relu" if found else "tanh" if "tanh" in text.lower() else ""


def _has_theory(runs: Runs) -> bool:
    return any(there[0].theory is not None for there, _ in runs.values())


def _by_depth(anchor: str, runs: Runs, activation: str, caption: str, after: int) -> Figure:
    """The mean squares of activations and gradients by layer, side by side, output left out."""
    there = [_curve(name, moments) for name, (moments, _) in runs.items()]
    back = [_curve(name, moments) for name, (_, moments) in runs.items()]
    shown, names = SHOWN.get(activation, activation), " and ".join(runs)
    plots = tuple(
        curves(f"mean square of the {what}, {shown}", "layer", lines, _spoken(what, names, lines))
        for what, lines in (("activations", there), ("gradients", back))
    )
    header = ("layer", *runs, *(f"{name}, gradient" for name in runs))
    rows = [
        (str(place + 1), *(f"{10 ** line.measured[place]:.3g}" for line in (*there, *back)))
        for place in range(len(there[0].measured))
    ]
    return Figure(anchor, plots, caption, header, tuple(rows), after)


def _hidden(run: SimulationReport) -> tuple[Depths, Depths]:
    """The moments of the layers that are not dead, without the output's."""
    alive = [k for k in run.layers[:-1] if k.activations.lives and k.gradients.lives]
    return tuple(k.activations for k in alive), tuple(k.gradients for k in alive)


def _spoken(what: str, names: str, lines: list[Curve]) -> str:
    said = [
        f"{one.name} from {10 ** one.measured[0]:.2g} to {10 ** one.measured[-1]:.2g}"
        for one in lines
    ]
    return f"Mean square of the {what} by layer for {names} weights: {', '.join(said)}"


def _curve(name: str, moments: Depths) -> Curve:
    theory = [moment.theory for moment in moments]
    wide = [min(moment.half_width, 0.9) for moment in moments]
    return Curve(
        name,
        tuple(value for value in theory if value is not None) if None not in theory else (),
        tuple(moment.measured for moment in moments),
        tuple(m.measured + math.log10(1 - w) for m, w in zip(moments, wide, strict=True)),
        tuple(m.measured + math.log10(1 + w) for m, w in zip(moments, wide, strict=True)),
    )

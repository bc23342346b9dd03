"""A simulation report goes in; JSON comes out: its figures depend on the request alone.

What depends on the machine stands under ``workers`` and ``seconds``. JSON has no infinity: zero is
null among the logarithms.
"""

from __future__ import annotations

import json
import math

from ..simulation import Check, LayerReport, Moment, SimulationReport
from .style import Style


def as_simulation_json(report: SimulationReport, _style: Style, _everything: bool = False) -> str:
    """Everything, every layer."""
    document = {
        "version": 1,
        "request": {**vars(report.request), "widths": list(report.request.widths)},
        "diagnosis": list(report.diagnosis),
        "variance": report.variance,
        "theory": report.theory,
        "core": report.core,
        "layers": [layer(place, of) for place, of in enumerate(report.layers, 1)],
        "checks": [check(of) for of in report.checks],
        "notes": list(report.notes),
        "workers": report.workers,
        "seconds": round(report.seconds, 3),
    }
    return json.dumps(document, indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def layer(place: int, of: LayerReport) -> dict[str, object]:
    return {
        "layer": place,
        "units": of.units,
        "activations": moment(of.activations),
        "gradients": moment(of.gradients),
        "zeros": of.zeros,
        "saturated": of.saturated,
        "dead": of.dead,
    }


def moment(of: Moment) -> dict[str, object]:
    return {
        "theory_log10": of.theory,
        "measured_log10": finite(of.measured),
        "relative_half_width_95": finite(of.half_width),
        "inside": None if of.theory is None else of.inside,
    }


def check(of: Check) -> dict[str, object]:
    figures = {key: finite(value) for key, value in vars(of.evidence).items()}
    return {"name": of.name, "outcome": of.outcome, **figures}


def finite(value: float) -> float | None:
    """The number, or null where there is none."""
    return value if math.isfinite(value) else None

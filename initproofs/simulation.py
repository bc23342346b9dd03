"""The nouns of ``initproofs simulate``: what is asked of an ensemble, and what it showed; no verbs.

Moments are kept as decimal logarithms, because ten thousand layers leave floating point.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from .nouns import Simulation

HEAVY = 0.2  # half a width of an interval above which a mean over networks says little


@dataclass(frozen=True)
class SimulationRequest:
    """An ensemble of random networks without biases; input of mean square 1, output gradient of
    variance 1, independent of the network.

    ``widths`` run from inputs to outputs; ``activation`` is the hidden layers'; ``init`` fixes the
    variance of a weight and ``law`` its shape; ``samples`` counts networks. ``core`` is ``auto``,
    or ``direct`` to draw every weight, or ``shortcut`` to draw from the exact law without them.
    """

    widths: tuple[int, ...]
    activation: str = "relu"
    init: str = "he"
    law: str = "normal"
    samples: int = 200
    seed: int = 1
    core: str = "auto"


@dataclass(frozen=True)
class Moment:
    """A second moment: log₁₀ of what theory says (None: nothing is known) and of what was measured
    (−inf: zero), and half the width of the 95 % interval as a share of what was measured."""

    theory: float | None
    measured: float
    half_width: float

    @property
    def inside(self) -> bool:
        """Whether theory lies in the interval around what was measured."""
        if self.theory is None:
            return False
        away = abs(10 ** min(self.theory - self.measured, 300) - 1) if self.lives else 1.0
        return away <= self.half_width

    @property
    def lives(self) -> bool:
        return self.measured > float("-inf")


@dataclass(frozen=True)
class LayerReport:
    """One layer: units, moments of activations and of the gradient in the pre-activations, shares.

    ``zeros`` is the share of activations that are 0, ``saturated`` of slopes below a tenth of the
    steepest (None where the activation has none), ``dead`` of networks whose layer is all 0.
    """

    units: int
    activations: Moment
    gradients: Moment
    zeros: float
    saturated: float | None
    dead: float


@dataclass(frozen=True)
class Check:
    """An exact test, layer by layer, that the weights have the variance promised: what was asked,
    how it came out, and its evidence."""

    name: str
    outcome: str
    evidence: Simulation


@dataclass(frozen=True)
class SimulationReport:
    """What an ensemble showed, layer by layer. ``theory`` is ``"exact"`` or ``"wide limit"``, and
    ``variance`` spells the variance of a weight in its fans."""

    request: SimulationRequest
    diagnosis: tuple[str, ...]
    variance: str
    theory: str
    layers: tuple[LayerReport, ...]
    checks: tuple[Check, ...] = ()
    notes: tuple[str, ...] = ()
    core: str = "direct"
    workers: int = field(default=1, compare=False)
    seconds: float = field(default=0.0, compare=False)

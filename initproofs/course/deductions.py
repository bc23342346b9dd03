"""The name of a theorem -> the deduction of it, done again: the steps that were verified.

For theorems that are said in words no kind of claim can judge. A name that is not in ``PROOFS`` is
a `LookupError`, a step that does not follow `NotProved`: both name what is to blame.
"""

from __future__ import annotations

from ..evidence.deduction import (
    batches,
    curves,
    front,
    relabelling,
    rotations,
    spread,
    units,
    windows,
    zeros,
)
from ..evidence.deduction.steps import Deduction, NotProved, Prover

__all__ = ["PROOFS", "NotProved", "deduced"]

PROOFS: dict[str, Prover] = {
    "twins stay twins": units.twins_stay,
    "k twins act as one unit": units.one_unit,
    "dropout parts twins": units.dropout_parts_twins,
    "relabelled units": relabelling.relabelled_units,
    "constant weights see the sum of the inputs": units.constant_weights,
    "all zero, φ(0) = 0": zeros.zero_start,
    "one zero layer heals": zeros.zero_layer,
    "two zero layers freeze": zeros.two_zero_layers_freeze,
    "the gradient front": front.gradient_front,
    "balanced labels do not start": zeros.balanced_labels,
    "saturation is slow": curves.mean_slope,
    "the truncated normal law": curves.cut_normal,
    "fans of a convolution": windows.fans,
    "orthogonal weights keep lengths": rotations.orthogonal_weights,
    "batch norm forgets the scale": batches.forgets_the_scale,
    "deep linear networks spread": spread.deep_linear,
    "deep ReLU networks spread": spread.deep_relu,
}


def deduced(name: str) -> Deduction:
    """What a theorem supposes, and its steps, each verified again."""
    if name not in PROOFS:
        raise LookupError(f"there is no deduction “{name}”")
    return PROOFS[name]()

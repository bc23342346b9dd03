"""The name of a theorem -> the exact check of it: how many cases agreed.

For theorems that are said in words no kind of claim can judge, and as a second evidence for those
that one can. A name that is not in ``CHECKS`` is a `LookupError`, a case that does not agree
`Disagrees`: both name what is to blame.
"""

from __future__ import annotations

from collections.abc import Callable

from ..evidence.bounds import saturation
from ..evidence.instances import laws, layers
from ..evidence.symmetry import checks, relabelling
from ..evidence.symmetry.cases import Disagrees

__all__ = ["CHECKS", "Disagrees", "exactly"]

CHECKS: dict[str, Callable[[int], int]] = {
    **checks.CHECKS,
    "relabelled units": relabelling.relabelled,
    "dropout parts twins": relabelling.dropout_parts,
    "saturation is slow": saturation.mean_slopes,
    "fans of a convolution": layers.convolution_fans,
    "orthogonal weights keep lengths": layers.rotations_keep_lengths,
    "batch norm forgets the scale": layers.normalised_batches,
    "deep linear networks spread": laws.deep_linear,
    "deep ReLU networks spread": laws.deep_relu,
    "the truncated normal law": laws.truncated_factor,
}


def exactly(name: str) -> int:
    """How many cases agreed with a theorem."""
    if name not in CHECKS:
        raise LookupError(f"there is no exact check “{name}”")
    return CHECKS[name](0)

"""The name of a theorem -> the exact check of it: how many cases agreed.

For theorems that are said in words no kind of claim can judge, and as a second evidence for those
that one can. A name that is not in ``CHECKS`` is a `LookupError`, a case that does not agree
`Disagrees`: both name what is to blame.
"""

from __future__ import annotations

from collections.abc import Callable

from ..evidence.bounds import saturation
from ..evidence.symmetry import checks
from ..evidence.symmetry.cases import Disagrees

__all__ = ["CHECKS", "Disagrees", "exactly"]

CHECKS: dict[str, Callable[[int], int]] = {
    **checks.CHECKS,
    "saturation is slow": saturation.mean_slopes,
}


def exactly(name: str) -> int:
    """How many cases agreed with a theorem."""
    if name not in CHECKS:
        raise LookupError(f"there is no exact check “{name}”")
    return CHECKS[name](0)

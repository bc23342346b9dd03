"""Cases and what must hold of each → how many agreed; the first that does not is named."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from ..symmetry.cases import Disagrees

Case = TypeVar("Case")


def agreeing(name: str, cases: Iterable[Case], holds: Callable[[Case], bool]) -> int:
    """Refuses (`Disagrees`) at the first case that does not hold."""
    count = 0
    for case in cases:
        if not holds(case):
            raise Disagrees(f"{name}: {case}")
        count += 1
    return count

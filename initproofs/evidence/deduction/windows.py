"""Who hears whom in a convolution, counted for any kernel, any channels and any place inside.

Pixel q is heard by the window that begins at p if ``q = s p + i`` with ``0 ≤ i ≤ k − 1``, along
each of the two axes; s is the length of a step.
"""

from __future__ import annotations

from typing import Any

from ..gradients.sums import closed, counted, number
from .steps import NOTHING, Deduction, Dropped

KERNEL, CHANNELS, ABOVE = 2, 3, 4  # how far an index runs: symbols


def fans(dropped: Dropped = NOTHING) -> Deduction:
    """A unit hears k² C others and is heard by k² D."""
    import sympy

    proof = Deduction(dropped)
    q, i, j = sympy.symbols("q i j", integer=True)
    step = (
        1 if proof.given("steps of one pixel") else sympy.Symbol("s", integer=True, positive=True)
    )
    p = (q - i) / step
    proof.step(
        "one window for each i at most", "(q − i) − (q − j) = j − i", _same(q - i - (q - j), j - i)
    )
    proof.step(
        "one pixel for each i at most",
        "(s p + i) − (s p + j) = i − j",
        _same(step * p + i - (step * p + j), i - j),
    )
    proof.step("p = q − i", "p is a whole number for every i", bool(p.is_integer))
    proof.step(
        "0 ≤ p and p ≤ the last window",
        "for 0 ≤ i ≤ k − 1",
        _fits(proof.given("no pixel is near an edge")),
    )
    hears = closed(number(1), {"i": KERNEL, "j": KERNEL, "c": CHANNELS})
    heard = closed(number(1), {"i": KERNEL, "j": KERNEL, "d": ABOVE})
    square = counted(KERNEL) * counted(KERNEL)
    proof.equal(
        "one i for each axis, one channel", hears, square * counted(CHANNELS), "k² C inputs"
    )
    proof.equal("one i for each axis, one channel", heard, square * counted(ABOVE), "k² D outputs")
    return proof


def _same(one: Any, other: Any) -> bool:
    import sympy

    return bool(sympy.expand(one - other) == 0)


def _fits(inside: bool) -> bool:
    """p = q − i = t + r, where inside t = q − (k − 1) is not negative, as r = k − 1 − i; and it is
    u + i before the last window, where u = last − q."""
    import sympy

    t, u = sympy.symbols("t u", integer=True, **({"nonnegative": True} if inside else {}))
    r, i = sympy.symbols("r i", integer=True, nonnegative=True)
    return bool((t + r).is_nonnegative and (u + i).is_nonnegative)

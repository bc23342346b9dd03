"""Printed losses and scores → what arithmetic alone says of them: the exact value, or a bound.

Nothing is run here. Figures are exact rationals with the digits that were printed; logarithms are
enclosed. Refuses nothing: what arithmetic cannot decide has no function here.
"""

from __future__ import annotations

from fractions import Fraction

from ..arithmetic.enclosure import Real, logarithm

ONE = Fraction(1)


def guessing_loss(classes: int) -> Real:
    """ln C nats: the cross-entropy of C equal probabilities, whatever the labels (C ≥ 2)."""
    return logarithm(Real.exactly(classes))


def agree(exact: Real, printed: Fraction, decimals: int, cut: bool = False) -> bool | None:
    """Is ``printed`` the exact value to its own digits: rounded, or cut off where that is allowed?

    None where the enclosure is too wide to say.
    """
    unit = Fraction(1, 10**decimals)
    low, high = (printed, printed + unit) if cut else (printed - unit / 2, printed + unit / 2)
    if low <= exact.low and exact.high <= high:
        return True
    return False if exact.high < low or high < exact.low else None


def highest_f1(accuracy: Fraction) -> Fraction:
    r"""The largest F₁ that an accuracy ``a`` allows: 2a/(1 + a), when every hit is a true positive.

    F₁ = 2·TP/(2·TP + errors), where errors are the share 1 − a and TP at most a.
    """
    return 2 * accuracy / (1 + accuracy)


def harmonic_mean(precision: Fraction, recall: Fraction) -> Fraction:
    """F₁ of precision and recall (van Rijsbergen, 1979); 0 where both are 0."""
    both = precision + recall
    return 2 * precision * recall / both if both else both


def f1_between(
    precision: tuple[Fraction, Fraction], recall: tuple[Fraction, Fraction]
) -> tuple[Fraction, Fraction]:
    """The range of F₁ for ranges of precision and recall: it grows with either."""
    return harmonic_mean(precision[0], recall[0]), harmonic_mean(precision[1], recall[1])


def is_a_share_of(low: Fraction, high: Fraction, count: int) -> bool:
    """Does some whole number out of ``count`` lie between two shares?"""
    return (high * count).__floor__() >= -((-low * count).__floor__())

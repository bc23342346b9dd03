"""Exact numbers for the core: integers or Fractions go in, arrays that `layers` computes with
without rounding come out; what a field cannot do (order, square roots) is refused by Python.

Fractions grow with every step of training; residues modulo the prime 2⁶¹ − 1 do not, and an
identity between polynomials that holds there at random points holds (Schwartz, 1980; Zippel, 1979)
up to a chance of degree/2⁶¹.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np

from initproofs.arithmetic.residues import Residue
from initproofs.network.activations import Array


def fractions(numbers: Any) -> Array:
    """An array of Fractions of the same shape."""
    return _each(numbers, Fraction)


def residues(numbers: Any) -> Array:
    """An array of residues of the same shape."""
    return _each(numbers, Residue.of)


def _each(numbers: Any, turn: Any) -> Array:
    array = np.asarray(numbers, dtype=object)
    out = np.empty(array.shape, dtype=object)
    for place in np.ndindex(array.shape):
        out[place] = turn(array[place])
    return out

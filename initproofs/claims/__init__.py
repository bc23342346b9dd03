"""Kinds of claim. One kind, one file; the house knows the kinds in this list and no others."""

from __future__ import annotations

from . import experiment, gradient, notation, shape, worked_example
from .kind import Kind

KINDS: tuple[Kind, ...] = (
    worked_example.KIND,
    shape.KIND,
    notation.KIND,
    gradient.KIND,
    experiment.KIND,
)

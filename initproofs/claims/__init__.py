"""Kinds of claim. One kind, one file; the house knows the kinds in this list and no others."""

from __future__ import annotations

from . import (
    activation,
    code,
    experiment,
    gradient,
    identity,
    initializer,
    moments,
    notation,
    shape,
    statement,
    symmetry,
    worked_example,
)
from .kind import Kind

KINDS: tuple[Kind, ...] = (
    worked_example.KIND,
    shape.KIND,
    notation.KIND,
    activation.KIND,
    moments.KIND,
    gradient.KIND,
    initializer.KIND,
    code.KIND,
    identity.KIND,
    symmetry.KIND,
    experiment.KIND,
    statement.KIND,
)

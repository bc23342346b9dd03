"""Derivatives by exact reverse-mode differentiation of a program at concrete sizes."""

from __future__ import annotations

from .oracles import Oracles
from .tape import Tape, Traced, gradients, propagated

__all__ = ["Oracles", "Tape", "Traced", "gradients", "propagated"]

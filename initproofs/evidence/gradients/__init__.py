"""Derivatives by exact reverse-mode differentiation of a program: at concrete sizes, or at all."""

from __future__ import annotations

from .chain import Steps
from .differentiation import Differentiation
from .oracles import Oracles
from .tape import Tape, Traced, gradients, propagated

__all__ = ["Differentiation", "Oracles", "Steps", "Tape", "Traced", "gradients", "propagated"]

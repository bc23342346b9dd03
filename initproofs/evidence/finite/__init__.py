"""Exact values under finite laws: tables of atoms and a formula go in, a fraction comes out; what
has no law, no size and no definition is refused by name. Nothing of the moment algebra is used."""

from __future__ import annotations

from .law import Table
from .value import NoValue, World

__all__ = ["NoValue", "Table", "World"]

"""What every cross-check runs through: a few architectures, random data, and an error that names
the network that disagrees."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from ...arithmetic.residues import Residue
from .nets import Grid, random_grid

ARCHITECTURES = ((1, 2, 1), (2, 3, 2), (3, 4, 2, 1), (2, 3, 3, 2, 2), (1, 5, 1, 3, 1))
EXAMPLES = 3
STEPS = 4
ZERO, ONE = Residue(0), Residue(1)


class Disagrees(Exception):
    """A network that has the hypotheses of a theorem and not its conclusion."""


def each(check: Callable[[tuple[int, ...], Random], bool], name: str, seed: int) -> int:
    """The check on every architecture; how many agreed."""
    for count, widths in enumerate(ARCHITECTURES):
        if not check(widths, Random(seed + count)):  # noqa: S311
            raise Disagrees(f"{name}: widths {widths}, seed {seed + count}")
    return len(ARCHITECTURES)


def data(widths: tuple[int, ...], random: Random) -> Grid:
    return random_grid(EXAMPLES, widths[0], random)

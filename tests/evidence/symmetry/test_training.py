"""Twins in floating point: proved equal, and bit-identical where sums keep their order."""

import pytest

from initproofs.network.layers import in_order

from ...benchmarks.symmetry import SHAPES, spread


@pytest.mark.parametrize("layout", ["row", "column"])
def test_seventeen_twins_are_bit_identical_after_three_thousand_steps(layout):
    """With the machine's BLAS they may not be: see ``benchmarks/symmetry.py``."""
    assert spread(in_order, SHAPES[1], layout) == 0

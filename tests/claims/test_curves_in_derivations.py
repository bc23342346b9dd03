"""The derivations about activations: what each page states is proved or confirmed, all of it."""

from pathlib import Path

import pytest

from initproofs.check import check
from initproofs.read import read_text

FOLDER = Path(__file__).parents[2] / "derivations"
STATED = {  # a page, and how many of its formulas say something of all numbers
    "gain_of_leaky_relu": 3,
    "gains_of_smooth_activations": 8,
    "saturation_is_slow": 5,
    "sigmoid_slope_is_at_most_a_quarter": 9,
    "softmax_ignores_a_shift": 7,
    "tanh_forgets_like_one_over_depth": 2,
    "tanh_is_almost_linear_near_zero": 4,
}


@pytest.mark.parametrize("name", STATED)
def test_every_statement_holds(name):
    path = FOLDER / f"{name}.md"
    report = check(read_text(path.name, path.read_text("utf8")))
    assert all(verdict.ruling.holds for _, verdict in report.findings)
    assert len(report.findings) >= STATED[name]

"""A derivative that is the same number everywhere is proved; at a point it is no gradient rule."""

import pytest

from initproofs.check import check
from initproofs.config import Settings
from initproofs.nouns import Ruling
from initproofs.read import read_text


def told(note):
    report = check(read_text("note.md", note), Settings(select=("gradient",)))
    return [verdict.ruling for _, verdict in report.findings]


@pytest.mark.parametrize(
    ("given", "slope"),
    [
        ("f(x,y) = x + y", r"\frac{\partial f}{\partial x} = 1"),
        ("f(x,y) = x - 3y", r"\frac{\partial f}{\partial y} = -3"),
    ],
)
def test_a_constant_slope_is_proved(given, slope):
    assert told(f"Let ${given}$.\n\n$${slope}$$\n") == [Ruling.PROVED]


@pytest.mark.parametrize(
    ("given", "slope"),
    [
        ("f(x,y) = x + y", r"\frac{\partial f}{\partial x} = 2"),
        ("f(x,y) = x - 3y", r"\frac{\partial f}{\partial y} = 3"),
        ("q(x,y) = 2x + y", r"\frac{\partial q}{\partial x} = 1"),
    ],
)
def test_another_number_than_the_constant_slope_is_refuted(given, slope):
    assert told(f"Let ${given}$.\n\n$${slope}$$\n") == [Ruling.REFUTED]


@pytest.mark.parametrize(
    ("given", "slope"),
    [
        ("f(x,y) = x y", r"\frac{\partial f}{\partial x} = 3"),
        ("g(x,y) = x + y", r"\frac{\partial f}{\partial x} = 1"),
    ],
)
def test_any_other_number_is_left_to_its_own_kind(given, slope):
    assert told(f"Let ${given}$.\n\n$${slope}$$\n") == []

"""Sentences of the catalogue: what must be recognised, and what only looks like it."""

import re
from fractions import Fraction

import numpy as np
import pytest

from initproofs.catalogue import PAPERS, SAYINGS
from initproofs.check import check
from initproofs.config import Settings
from initproofs.nouns import Ruling
from initproofs.read import read_text

TOPIC = (
    "Weights are initialized before training; a sigmoid or tanh network can have vanishing "
    "gradients.\n\n"
)


def answers(text):
    report = check(read_text("note.md", TOPIC + text), Settings(select=("statement",)))
    return [verdict for _, verdict in report.findings]


def test_a_saying_owes_its_reasons():
    for saying in SAYINGS:
        why = saying.why
        assert all((why.steps, why.example, why.because, why.reference)), saying.name
        assert not saying.missing or (saying.true and not saying.deniable), saying.name


def test_citations():
    said = "He et al. (2015) proposed an initialization for rectifiers."
    assert [v.ruling for v in answers(said)] == [Ruling.CONFIRMED]
    title = (
        "X. Glorot and Y. Bengio, Understanding the difficulty of training deep feedforward neural "
        "networks, AISTATS, {}."
    )
    assert [v.ruling for v in answers(title.format(2010))] == [Ruling.CONFIRMED]
    (wrong,) = answers(title.format(2012))
    assert (wrong.ruling, wrong.correction) == (Ruling.REFUTED, "2010")
    assert answers("He et al. (2015) trained very deep networks.") == []
    assert all(re.compile(paper.title) for paper in PAPERS)


# The small examples of the catalogue, computed again.


def test_oscillation_is_a_matter_of_the_step():
    w = [Fraction(1)]
    for _ in range(3):
        w.append((1 - Fraction(3, 2)) * w[-1])
    assert w == [1, Fraction(-1, 2), Fraction(1, 4), Fraction(-1, 8)]


def test_descent_on_a_convex_loss_converges_from_zero():
    w = [Fraction(0)]
    for _ in range(3):
        w.append(w[-1] - Fraction(1, 2) * (w[-1] - 1))
    assert w == [0, Fraction(1, 2), Fraction(3, 4), Fraction(7, 8)]


def test_two_minima_of_one_loss():
    ends = []
    for w in (-2.0, 2.0):
        for _ in range(20_000):
            w -= 0.005 * (4 * w * (w * w - 1) + 0.25)
        ends.append(w)
    assert ends == pytest.approx([-1.03, 0.97], abs=0.005)
    low, high = ((w * w - 1) ** 2 + w / 4 for w in ends)
    assert low < high


def test_he_weights_and_the_linear_regime():
    assert pytest.approx(0.0894, abs=5e-5) == (2 / 250) ** 0.5
    nodes, weights = np.polynomial.hermite_e.hermegauss(80)
    mean = (weights * np.tanh(nodes) ** 2).sum() / weights.sum()
    assert mean == pytest.approx(0.394, abs=5e-4)


def test_a_sigmoid_output_that_is_saturated_and_wrong():
    s = 1 / (1 + np.exp(10.0))
    assert s * (1 - s) == pytest.approx(0.0000454, abs=5e-8)
    assert s - 1 == pytest.approx(-0.99995, abs=5e-6)

"""Statistics that a page may ask for: their exact moments, and true and false claims of them."""

import math
from itertools import product

import pytest

from initproofs.evidence.simulate.run import Budget, Outcome, Question, decide
from initproofs.evidence.simulate.statistics import STATISTICS, UNIT_MOMENTS, sum_moments
from initproofs.network.ensemble import RandomNetwork
from initproofs.network.initialisers import Initialiser


def test_moments_of_a_sum_by_expanding_the_product():
    unit = (1, *UNIT_MOMENTS["relu"])
    for power in range(1, 5):
        picks = product(range(3), repeat=power)
        total = sum(math.prod(unit[pick.count(which)] for which in range(3)) for pick in picks)
        assert sum_moments(UNIT_MOMENTS["relu"], 3)[power] == pytest.approx(total)


def test_moments_of_chi_squared():
    found = sum_moments(UNIT_MOMENTS["identity"], 7)
    assert found == pytest.approx([1, 7, 7 * 9, 7 * 9 * 11, 7 * 9 * 11 * 13])


def outcome(statistic, activation, scheme, claimed, law="normal", margin=0.05):
    network = RandomNetwork((30, 20, 20, 20), activation, Initialiser(scheme, law), activation)
    procedure, sampler = STATISTICS[statistic](network, [claimed] * 3, margin)
    question = Question(f"{statistic} {activation} {scheme} {claimed}", procedure)
    return decide(question, sampler, Budget(), 400).outcome


@pytest.mark.parametrize(
    ("statistic", "activation", "scheme", "true"),
    [
        ("gain", "relu", "he", 2.0),
        ("gradient gain", "relu", "lecun", None),
        ("activation gain", "relu", "he", 1.0),
        ("activation gain", "identity", "lecun", 1.0),
        ("squared activation gain", "relu", "he", 1 + 5 / 20),
        ("squared activation gain", "identity", "lecun", 1 + 2 / 20),
    ],
)
def test_true_claims_are_confirmed_and_false_ones_refuted(statistic, activation, scheme, true):
    if true is None:  # the lower layers are square: H_k Var(w) is 1 there, and the first has none
        true = 1.0
    assert outcome(statistic, activation, scheme, true) is Outcome.CONFIRMED
    for factor in (0.5, 0.8, 1.25, 2.0):
        assert outcome(statistic, activation, scheme, factor * true) is Outcome.REFUTED


def test_other_laws_have_other_procedures():
    assert outcome("gain", "identity", "lecun", 1.0, "uniform") is Outcome.CONFIRMED
    assert outcome("gain", "identity", "lecun", 1.2, "uniform") is Outcome.REFUTED
    for statistic in ("gradient gain", "activation gain", "squared activation gain"):
        with pytest.raises(ValueError, match="normal weights only"):
            outcome(statistic, "relu", "he", 1.0, "uniform")
    with pytest.raises(ValueError, match="identity and relu only"):
        outcome("activation gain", "tanh", "lecun", 1.0)

"""Printed results: what arithmetic forbids, what public runs give, and what nobody can know."""

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from initproofs.check import check
from initproofs.evidence.figures import (
    agree,
    f1_between,
    guessing_loss,
    harmonic_mean,
    highest_f1,
    is_a_share_of,
)
from initproofs.evidence.runs import RUNS, known
from initproofs.nouns import Ruling
from initproofs.read import read_text

PROVED, CONFIRMED, REFUTED = Ruling.PROVED, Ruling.CONFIRMED, Ruling.REFUTED
CONDITIONAL, UNDECIDED = Ruling.CONDITIONAL, Ruling.UNDECIDED


def rulings(text):
    report = check(read_text("note.md", text))
    return [v.ruling for claim, v in report.findings if claim.kind == "experiment"]


WRONG = (
    "We reached an accuracy of 120 % after 10 epochs.",
    "After training we got a cross-entropy loss of -0.31.",
    "On the test set we got an accuracy of 60 % and an F1 score of 0.9.",
    "We got precision 0.90, recall 0.50 and an F1 score of 0.70.",
    "The network got 45 of 60 test images right, an accuracy of 70 %.",
    "On 50 test images it reached an accuracy of 33.7 %.",
    "With 10 classes the initial loss should be about 4.61.",
    "For 100 classes we expect an initial loss of 2.3.",
    "He initialization, for 15000 iterations: loss = 0.07357895962677366",
    "It gives loss = 0.0735789596 after iteration 14000 and 96 % training accuracy.",
    "This network has three hidden layers. It gives loss = 0.07357895962677366 at iteration 14000.",
    "Small: accuracy 90 %.\n\nLarge: accuracy 70 %.\n\nThis is an improvement on the previous.",
)
RIGHT = (
    "With zero initialization we got loss = 0.6931471805599453 and 50 % accuracy.",
    "All weights are initialized to 0. We trained the net and the cost was 0.693.",
    "We got precision 0.80, recall 0.50 and an F1 score of 0.615.",
    "The network got 45 of 60 test images right, an accuracy of 75 %.",
    "With 10 classes the initial loss should be about 2.3.",
    "With 10 classes we expect an initial loss of 2.303.",
    "For 1000 classes the expected loss before training is 6.9.",
    "He initialization: after iteration 14000 the loss is 0.07357895962677366.",
    "It gives loss = 0.0735789596 after iteration 14000 and 96 % test accuracy.",
    "Small: accuracy 70 %.\n\nLarge: accuracy 90 %.\n\nThis is an improvement on the previous.",
)
QUIET = (
    "With 10 classes we got an initial loss of 4.61, so something is off.",
    "We got an accuracy of 60 % and a macro-averaged F1 score of 0.9.",
    "Suppose the accuracy is 120 %. That is impossible.",
    "Can a loss of -0.3 be right for cross-entropy loss?",
    "The loss was 0.38 after 100 epochs.",
    "With random weights we got loss = 0.6931 after 10 iterations.",
    "On 60 images we reached an accuracy of 33.3 %.",
    "We reached 91.5 % test accuracy.",
    "An accuracy of 0.5 is what guessing gives with two balanced classes.",
    "Small: accuracy 90 %.\n\nLarge: accuracy 70 %.\n\nThis is no improvement on the previous.",
    "Our network has three hidden layers. We got loss = 0.07 after 100 iterations.",
    "Accuracy rises from 60 % to 90 % in 3 epochs; the F1 score is 0.85.",
)


@pytest.mark.parametrize("text", WRONG)
def test_what_cannot_be_is_refuted(text):
    assert REFUTED in rulings(text)


@pytest.mark.parametrize("text", RIGHT)
def test_what_is_known_to_be_so_is_confirmed(text):
    found = rulings(text)
    assert CONFIRMED in found
    assert not {REFUTED, CONDITIONAL} & set(found)


@pytest.mark.parametrize("text", QUIET)
def test_what_nobody_can_know_is_left_open(text):
    assert set(rulings(text)) <= {UNDECIDED}


def test_an_accuracy_that_is_that_of_the_test_set_only():
    note = "He initialization: for 14000 iterations, loss = 0.07357895962677366, accuracy = 96 %"
    report = check(read_text("note.md", note))
    (verdict,) = [v for _, v in report.findings if v.ruling is CONDITIONAL]
    assert "test set" in verdict.message
    assert "99.33 %" in verdict.message


@pytest.mark.parametrize("size", range(1, 7))
def test_the_highest_f1_by_trying_every_table_of_outcomes(size):
    best = {}
    for hits, rejected, false_alarms in product(range(size + 1), repeat=3):
        missed = size - hits - rejected - false_alarms
        if missed < 0 or 2 * hits + false_alarms + missed == 0:
            continue
        accuracy = Fraction(hits + rejected, size)
        f1 = Fraction(2 * hits, 2 * hits + false_alarms + missed)
        best[accuracy] = max(best.get(accuracy, f1), f1)
    assert best == {accuracy: highest_f1(accuracy) for accuracy in best}


@given(st.fractions(0, 1), st.fractions(0, 1), st.fractions(0, 1))
def test_f1_grows_with_precision_and_with_recall(precision, recall, more):
    low = harmonic_mean(precision, recall)
    assert low <= harmonic_mean(precision + more, recall)
    assert f1_between((precision, precision + more), (recall, recall))[0] == low


@given(st.integers(1, 60), st.integers(0, 600), st.integers(0, 400))
def test_shares_by_trying_every_count(count, low, width):
    below, above = Fraction(low, 1000), Fraction(low + width, 1000)
    tried = any(below * count <= hits <= above * count for hits in range(2 * count + 1))
    assert is_a_share_of(below, above, count) == tried


def test_the_loss_of_guessing():
    assert agree(guessing_loss(2), Fraction("0.6931471805599453"), 16)
    assert agree(guessing_loss(10), Fraction("2.3026"), 4)
    assert agree(guessing_loss(10), Fraction("2.3025"), 4) is False
    assert agree(guessing_loss(10), Fraction("2.3025"), 4, cut=True)


@pytest.mark.parametrize("run", RUNS, ids=lambda run: run.name)
def test_a_run_is_known_by_its_digits_and_by_no_others(run):
    for start in run.starts:
        assert known(start.loss) == (run, start)
        assert known(start.loss[:9]) == (run, start)
        assert known(start.loss[:6]) is None
        assert known(start.loss[:-3] + "999") is None

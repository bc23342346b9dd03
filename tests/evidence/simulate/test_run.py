"""Running a question: decided, saved, resumed, and honest about what it could have seen."""

import json
import math

import numpy as np
import pytest

from initproofs.evidence.simulate.betting import Law, Ratio, bounded
from initproofs.evidence.simulate.procedures import KnownVariance, Scale, Zero
from initproofs.evidence.simulate.run import (
    Budget,
    Outcome,
    Question,
    decide,
    restored,
    saved,
    share,
)


def scaled(theta, dof=4000):
    return lambda stream: (theta * stream.chisquare(dof, 1), float(dof))


def gaussian(mean):
    return lambda stream: (stream.normal(mean, 1, 10_000),)


def gamma(theta, variance):
    return lambda stream: (theta * stream.gamma(1 / variance, variance, 5000),)


def flat(theta):
    return lambda stream: (theta * 2 * stream.random(300), 1.0)


CASES = {
    "scale": (Scale(), scaled, 1.0),
    "zero": (Zero(), gaussian, 0.0),
    "known variance": (KnownVariance(0.5), lambda theta: gamma(theta, 0.5), 1.0),
    "bounded": (bounded(4.0, 0.05), flat, 1.0),
    "ratio": (Ratio(4.0, 1.0, 1.0, 0.05), flat, 1.0),
}


@pytest.mark.parametrize("name", CASES)
def test_true_claims_are_confirmed_and_false_ones_refuted(name):
    procedure, sampler, null = CASES[name]
    question, budget = Question(f"test {name}", procedure), share(50)
    true = decide(question, sampler(null), budget, 4000)
    assert true.outcome is Outcome.CONFIRMED
    assert true.evidence.estimate == pytest.approx(null, abs=procedure.margin)
    false = decide(question, sampler(null + 5 * procedure.margin), budget, 4000)
    assert false.outcome is Outcome.REFUTED
    assert false.evidence.samples <= true.evidence.samples
    few = decide(question, sampler(null), budget, 1)
    assert few.outcome is Outcome.INCONCLUSIVE
    seen = true.evidence
    assert (seen.wrongly_confirmed, seen.wrongly_refuted) == (1e-8, 1e-8)
    assert (seen.margin, seen.seed) == (procedure.margin, question.seed)
    # Enough data to confirm a margin is enough to have seen an error of about its size.
    assert 0 < seen.detectable < 3 * procedure.margin < few.evidence.detectable


@pytest.mark.parametrize("name", CASES)
def test_errors_that_are_called_detectable_are_detected(name):
    procedure, sampler, null = CASES[name]
    budget = Budget(1e-4, 1e-4)
    for step in range(5):
        question = Question(f"detect {name} {step}", procedure)
        limit = decide(question, sampler(null), budget, 20)
        far = sampler(null + 2 * limit.evidence.detectable)
        assert decide(question, far, budget, 20).outcome is Outcome.REFUTED


@pytest.mark.parametrize("name", CASES)
def test_a_saved_run_goes_on_as_if_it_had_not_stopped(name):
    procedure, sampler, null = CASES[name]
    question, budget = Question(f"resume {name}", procedure), Budget()
    whole = decide(question, sampler(null), budget, 12)
    first = decide(question, sampler(null), budget, 5)
    state = json.loads(json.dumps(saved(first)))
    again = decide(question, sampler(null), budget, 7, restored(question, budget, state))
    assert again.chunks == whole.chunks == 12
    assert again.evidence == whole.evidence


def test_what_is_decided_stays_decided():
    question = Question("decided", Scale())
    done = decide(question, scaled(2.0), Budget(), 100)
    assert done.outcome is Outcome.REFUTED
    assert decide(question, scaled(1.0), Budget(), 100, done) is done


def test_statistics_of_another_margin_are_refused():
    state = saved(decide(Question("m", Scale(0.02)), scaled(1.0), Budget(), 2))
    with pytest.raises(ValueError, match="another margin"):
        restored(Question("m", Scale(0.01)), Budget(), state)


def test_seeds_follow_from_the_question_alone():
    assert Question("a", Scale()).seed == Question("a", Scale(0.5)).seed
    seeds = {
        Question("a", Scale()).seed,
        Question("b", Scale()).seed,
        Question("a", Scale(), 2).seed,
    }
    assert len(seeds) == 3
    runs = [decide(Question("same", Scale()), scaled(1.0), Budget(), 3) for _ in range(2)]
    assert runs[0].evidence == runs[1].evidence


def test_a_law_is_decided_in_one_look():
    question = Question("law", Law(lambda x: np.clip(x, 0, 1), 0.02))
    assert decide(question, lambda s: (s.random(60_000),), Budget()).outcome is Outcome.CONFIRMED
    wrong = decide(question, lambda s: (s.random(60_000) ** 2,), Budget())
    assert wrong.outcome is Outcome.REFUTED
    assert wrong.evidence.estimate == pytest.approx(0.25, abs=0.01)
    with pytest.raises(TypeError, match="nothing to resume"):
        saved(wrong)


def test_a_suite_shares_its_budget():
    assert share(300).wrongly_refuted == pytest.approx(1e-6 / 600)
    # For three hundred claims a third more samples, not three hundred times as many.
    cost = math.log(600e6) / math.log(1e6)
    assert cost == pytest.approx(1.46, abs=0.01)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: Scale(0), "margin"),
        (lambda: Zero(1.0), "margin"),
        (lambda: KnownVariance(math.nan), "relative variance"),
        (lambda: KnownVariance(1.0, -1), "margin"),
        (lambda: Ratio(1.0, math.inf), "bounds"),
        (lambda: Budget(0), "wrong confirmation"),
        (lambda: Budget(0.1, 1), "wrong refutation"),
        (lambda: share(0), "at least one claim"),
        (lambda: Scale().observe([math.nan], [1.0]), "finite"),
        (lambda: KnownVariance(1.0).observe([-1.0]), "negative"),
        (lambda: bounded(2.0).observe([2.5], 1.0), "outside"),
        (lambda: bounded(2.0).observe([math.nan], 1.0), "outside"),
    ],
)
def test_bad_input_is_refused_in_words(make, words):
    with pytest.raises(ValueError, match=words):
        make()

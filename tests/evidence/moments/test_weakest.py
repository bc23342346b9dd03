"""The table of weakest assumptions: what each theorem needs, and that it needs all of it."""

from fractions import Fraction

import pytest

from initproofs.evidence.moments.decide import Answer, Statement, decide, weakened
from initproofs.evidence.moments.lawless import satisfied
from initproofs.evidence.moments.premises import (
    Alike,
    Independent,
    Symmetric,
    Uncorrelated,
    Within,
    ZeroMean,
)
from initproofs.terms import Applied, Quotient

from .build import mean, minus, name, number, plus, power, setting, times, total, var

X, Y, W, Z, N = name("X"), name("Y"), name("w", "i"), name("z", "i"), name("n")
XY, WZ = frozenset({"X", "Y"}), frozenset({"w", "z"})
PRODUCT = plus(
    times(power(mean(X), 2), var(Y)), times(var(X), power(mean(Y), 2)), times(var(X), var(Y))
)
LAYER = {Independent(WZ), ZeroMean("w"), Within("w", "uncorrelated"), Alike("w", "variance")}
TABLE = {
    "product": (var(times(X, Y)), PRODUCT, {Independent(XY)}),
    "centred product": (
        var(times(X, Y)),
        times(var(X), var(Y)),
        {Independent(XY), ZeroMean("X"), ZeroMean("Y")},
    ),
    "sum": (var(plus(X, Y)), plus(var(X), var(Y)), {Uncorrelated(XY)}),
    "difference": (var(minus(X, Y)), plus(var(X), var(Y)), {Uncorrelated(XY)}),
    "mean of a product": (mean(times(X, Y)), times(mean(X), mean(Y)), {Uncorrelated(XY)}),
    "second moment": (mean(power(X, 2)), var(X), {ZeroMean("X")}),
    "Bienaymé": (var(total(W)), total(var(W)), {Within("w", "uncorrelated")}),
    "sample mean": (
        var(Quotient(total(W), N)),
        Quotient(var(name("w")), N),
        {Within("w", "uncorrelated"), Alike("w", "variance")},
    ),
    "half": (
        mean(power(Applied("relu", (X,)), 2)),
        times(number(Fraction(1, 2)), mean(power(X, 2))),
        {Symmetric("X")},
    ),
}


@pytest.mark.parametrize("name_", TABLE)
def test_the_weakest_set_is_found(name_):
    left, right, needed = TABLE[name_]
    found = decide(Statement(left, right), setting())
    assert found.answer is Answer.HOLDS
    assert set(found.missing) == needed
    assert found.broken is not None
    assert found.broken.outcomes <= 4


@pytest.mark.parametrize("name_", TABLE)
def test_with_it_the_theorem_is_proved_and_enumerated(name_):
    left, right, needed = TABLE[name_]
    found = decide(Statement(left, right), setting(*needed))
    assert found.answer is Answer.PROVED
    assert found.steps
    assert found.cases >= 2


@pytest.mark.parametrize("name_", TABLE)
def test_without_any_one_of_it_a_small_law_breaks_it(name_):
    left, right, needed = TABLE[name_]
    broken = weakened(Statement(left, right), frozenset(needed), setting())
    assert set(broken) == needed
    for premise, law in broken.items():
        assert law.outcomes <= 4
        assert law.left != law.right
        columns = dict(law.columns)
        assert not satisfied(premise, columns)
        assert all(satisfied(other, columns) for other in needed - {premise})


def test_a_layer_lets_its_signals_depend_on_each_other():
    """Var Σ w_i z_i = Var(w) Σ E z_i²: z may be dependent and not identical."""
    right = times(var(name("w")), total(mean(power(Z, 2))))
    found = decide(Statement(var(total(times(W, Z))), right), setting(*LAYER))
    assert found.answer is Answer.PROVED


def test_the_variance_of_the_signals_needs_their_mean_to_be_zero():
    right = times(N, var(name("w")), var(name("z")))
    known = {*LAYER, Alike("z", "variance")}
    found = decide(Statement(var(total(times(W, Z))), right), setting(*known))
    assert found.missing == (ZeroMean("z"),)


@pytest.mark.parametrize(
    "wrong",
    [
        times(minus(N, number(1)), var(name("w")), var(name("z"))),
        times(var(name("w")), var(name("z"))),
        times(N, var(name("w")), mean(power(name("z"), 4))),
        times(number(2), N, var(name("w")), var(name("z"))),
        times(N, power(var(name("w")), 2), var(name("z"))),
    ],
)
def test_mutants_of_the_layer_are_refuted_by_a_law(wrong):
    known = {*LAYER, ZeroMean("z"), Alike("z", "law")}
    found = decide(Statement(var(total(times(W, Z))), wrong), setting(*known))
    assert found.answer is Answer.FAILS
    assert found.broken is not None
    assert found.broken.left != found.broken.right


def test_who_writes_a_covariance_means_it():
    """Var(X + Y) = Var X + Var Y + Cov(X, Y) is not saved by taking the covariance to be zero."""
    right = plus(var(X), var(Y), Applied("Cov", (X, Y)))
    assert decide(Statement(var(plus(X, Y)), right), setting()).answer is Answer.FAILS

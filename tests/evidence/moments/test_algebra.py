"""The algebra against brute force: random polynomials on random finite laws, computed apart."""

import itertools
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from initproofs.evidence.moments.algebra import Algebra
from initproofs.evidence.moments.decide import Answer, Statement, decide
from initproofs.evidence.moments.generators import Constant, Moment, Spread
from initproofs.evidence.moments.premises import (
    Alike,
    Independent,
    Normal,
    Symmetric,
    Within,
    ZeroMean,
)

from .build import cov, mean, minus, name, number, plus, power, setting, times, total, var

FEW = settings(derandomize=True, max_examples=40, deadline=None)
X, Y, W, Z = name("X"), name("Y"), name("w", "i"), name("z", "i")
XY = Independent(frozenset({"X", "Y"}))

values = st.integers(-3, 3).map(Fraction)
laws = st.lists(values, min_size=1, max_size=3)
monomials = st.lists(
    st.tuples(st.integers(-2, 2), st.integers(0, 2), st.integers(0, 2)), max_size=3
)


def polynomial(terms):
    """Σ c X^p Y^q, as a term and as a function."""
    parts = [times(number(c), power(X, p), power(Y, q)) for c, p, q in terms]
    return plus(number(1), *parts), lambda x, y: 1 + sum(c * x**p * y**q for c, p, q in terms)


def evaluated(expression, moments):
    """The number that a normal form is, given every moment of X and Y."""
    found = Fraction(0)
    for summand, coefficient in expression.terms.items():
        product = coefficient
        for of, degree in summand.factors:
            product *= moments(of) ** int(degree)
        found += product
    return found


def moments_of(xs, ys):
    column = {"X": xs, "Y": ys}

    def average(items):
        return sum(items, Fraction(0)) / len(items)

    def moment(of):
        if isinstance(of, Spread):
            items = column[of.of.head.name]
            return average([v * v for v in items]) - average(items) ** 2
        assert isinstance(of, Moment)
        ((variable, degree),) = of.parts
        return average([v ** int(degree) for v in column[variable.head.name]])

    return moment


@given(monomials, monomials, laws, laws)
@FEW
def test_a_covariance_is_what_enumeration_says(first, second, xs, ys):
    one, f = polynomial(first)
    other, g = polynomial(second)
    found = Algebra(setting(XY)).value(cov(one, other))
    pairs = list(itertools.product(xs, ys))
    products = sum(f(x, y) * g(x, y) for x, y in pairs) / Fraction(len(pairs))
    apart = sum(f(x, y) for x, y in pairs) * sum(g(x, y) for x, y in pairs)
    assert evaluated(found, moments_of(xs, ys)) == products - apart / Fraction(len(pairs)) ** 2


@given(st.integers(1, 4), st.integers(1, 3), laws)
@FEW
def test_a_power_of_a_sum_counts_its_coincidences(power_, size, xs):
    """E (X_1 + … + X_n)^p for n of one law: falling factorials against all outcomes."""
    premises = (Within("X", "independent"), Alike("X", "law"))
    found = Algebra(setting(*premises)).value(mean(power(total(name("X", "i")), power_)))
    outcomes = list(itertools.product(xs, repeat=size))
    wanted = sum(sum(o) ** power_ for o in outcomes) / Fraction(len(outcomes))
    known = moments_of(xs, xs)

    def moments(of):
        return Fraction(size) if isinstance(of, Constant) else known(of)

    assert evaluated(found, moments) == wanted


FOURTH = (
    Independent(frozenset({"w", "z"})),
    Within("w", "independent"),
    Within("z", "independent"),
    Alike("w", "law"),
    Alike("z", "law"),
    ZeroMean("w"),
    ZeroMean("z"),
)


def test_the_fourth_moment_of_a_layer():
    """n E w⁴ E z⁴ + 3 n (n-1) Var(w)² Var(z)²: all pairings of four factors."""
    n = name("n")
    w, z = name("w"), name("z")
    left = mean(power(total(times(W, Z)), 4))
    pairs = times(number(3), n, minus(n, number(1)), power(times(var(w), var(z)), 2))
    right = plus(times(n, mean(power(w, 4)), mean(power(z, 4))), pairs)
    assert decide(Statement(left, right), setting(*FOURTH)).answer is Answer.PROVED
    wrong = plus(times(n, mean(power(w, 4)), mean(power(z, 4))), times(number(2), pairs))
    assert decide(Statement(left, wrong), setting(*FOURTH)).answer is not Answer.PROVED


def test_a_normal_fourth_moment_is_three_squared_variances():
    premises = (Normal("X"), ZeroMean("X"), Symmetric("X"))
    three = times(number(3), power(var(X), 2))
    found = decide(Statement(mean(power(X, 4)), three), setting(*premises))
    assert found.answer is Answer.PROVED
    assert found.cases


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (var(total(name("X", "i"))), total(total(cov(name("X", "i"), name("X", "j")), "j"))),
        (cov(total(name("X", "i")), name("Y")), total(cov(name("X", "i"), name("Y")))),
        (mean(power(minus(X, mean(X)), 2)), var(X)),
    ],
)
def test_identities_that_need_nothing(left, right):
    assert decide(Statement(left, right), setting()).answer is Answer.PROVED

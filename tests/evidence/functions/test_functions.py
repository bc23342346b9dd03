"""Normal forms, slopes, signs, limits, tangents: against mpmath, at random and known places."""

from fractions import Fraction

import mpmath
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from initproofs.evidence.bounds.balls import NoValue, enclose
from initproofs.evidence.functions.building import (
    Z,
    add,
    exp,
    ln,
    neg,
    num,
    over,
    squared,
    sub,
    times,
)
from initproofs.evidence.functions.catalogue import DEFINITIONS
from initproofs.evidence.functions.equal import Apart, Equal, compare
from initproofs.evidence.functions.limits import limit
from initproofs.evidence.functions.linear import NoTangent, Tangent, tangent
from initproofs.evidence.functions.signs import at_most
from initproofs.evidence.functions.slopes import plain, slope
from initproofs.evidence.functions.sturm import never_negative
from initproofs.terms import Applied, Head, Power, Symbol

SMOOTH = ["sigmoid", "tanh", "softplus", "silu", "gelu", "softsign", "unit elu", "selu"]
A, B = Symbol(Head("a")), Symbol(Head("b"))
whole = st.integers(-4, 4).map(num)
terms = st.recursive(
    st.one_of(st.just(Z), whole),
    lambda inner: st.one_of(
        st.builds(add, inner, inner),
        st.builds(sub, inner, inner),
        st.builds(times, inner, inner),
        st.builds(lambda t: exp(t), st.one_of(st.just(Z), st.just(neg(Z)))),
        st.builds(lambda t: Applied("sigmoid", (t,)), st.just(Z)),
    ),
    max_leaves=6,
)


def call(name, at, primes=0):
    return Applied(name, (at,), primes)


GAP = Applied("abs", (sub(call("tanh", Z), Z),))
CUBE = Power(Applied("abs", (Z,)), num(3))


@settings(max_examples=60, deadline=None, derandomize=True)
@given(terms, terms)
def test_a_product_differentiates_as_leibniz_says(one, other):
    whole = slope(plain(times(one, other)), Z.head)
    parts = add(times(slope(plain(one), Z.head), other), times(one, slope(plain(other), Z.head)))
    assert isinstance(compare(whole, parts), Equal)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(terms, st.integers(1, 5))
def test_what_is_moved_by_a_constant_is_apart(term, step):
    assert isinstance(compare(term, add(term, num(step))), Apart)


@pytest.mark.parametrize("name", SMOOTH)
def test_slopes_are_those_of_mpmath(name):
    with mpmath.workdps(40):
        for at in (Fraction(-7, 4), Fraction(1, 8), Fraction(5, 2)):
            found = enclose(plain(call(name, num(at), 1)), {})
            value = mpmath.diff(lambda x, name=name: by_mpmath(name, x), mpmath.mpf(str(float(at))))
            assert mpmath.almosteq(float(found.middle), value, 1e-12)


def by_mpmath(name, x):
    e = mpmath.exp
    scale, alpha = 1.0507009873554805, 1.6732632423543772
    return {
        "sigmoid": lambda: 1 / (1 + e(-x)),
        "tanh": lambda: mpmath.tanh(x),
        "softplus": lambda: mpmath.log(1 + e(x)),
        "silu": lambda: x / (1 + e(-x)),
        "gelu": lambda: x * mpmath.ncdf(x),
        "softsign": lambda: x / (1 + abs(x)),
        "unit elu": lambda: x if x > 0 else e(x) - 1,
        "selu": lambda: scale * (x if x > 0 else alpha * (e(x) - 1)),
    }[name]()


@pytest.mark.parametrize(
    ("left", "right", "holds"),
    [
        (call("sigmoid", Z, 1), num(Fraction(1, 4)), True),
        (call("sigmoid", Z, 1), num(Fraction(24, 100)), False),
        (call("tanh", Z, 1), num(1), True),
        (num(0), call("softplus", Z, 1), True),
        (add(num(1), Z), exp(Z), True),
        (exp(Z), add(num(1), Z), False),
        (
            Applied("abs", (sub(call("tanh", Z), Z),)),
            over(Power(Applied("abs", (Z,)), num(3)), num(3)),
            True,
        ),
        (
            Applied("abs", (sub(call("tanh", Z), Z),)),
            over(Power(Applied("abs", (Z,)), num(3)), num(4)),
            False,
        ),
    ],
)
def test_bounds_are_proved_only_where_they_hold(left, right, holds):
    assert (at_most(left, right, Z.head) is not None) is holds


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.lists(st.integers(-3, 3).map(Fraction), min_size=1, max_size=5))
def test_sturm_agrees_with_a_fine_grid(coefficients):
    if not any(coefficients):
        return
    while not coefficients[-1]:
        coefficients.pop()
    grid = [Fraction(k, 16) for k in range(1, 400)]
    values = [sum(c * t**i for i, c in enumerate(coefficients)) for t in grid]
    if never_negative(coefficients, Fraction(0), None, False):
        assert min(values) >= 0
    elif coefficients[-1] > 0 and min(values) > 0:
        roots = mpmath.polyroots(
            [float(c) for c in reversed(coefficients)], maxsteps=500, extraprec=200
        )
        assert any(abs(mpmath.im(r)) < 1e-3 and mpmath.re(r) > 0 for r in roots)


@pytest.mark.parametrize(
    ("name", "up", "down"),
    [
        ("sigmoid", "1", "0"),
        ("tanh", "1", "-1"),
        ("relu", "∞", "0"),
        ("silu", "∞", "0"),
        ("softsign", "1", "-1"),
    ],
)
def test_limits(name, up, down):
    assert str(limit(call(name, Z), Z.head, True)) == up
    assert str(limit(call(name, Z), Z.head, False)) == down


def test_tangents_and_what_is_none():
    found = tangent(call("tanh", Z), Z, Z.head)
    assert isinstance(found, Tangent)
    assert (found.power, found.bound) == (3, Fraction(1, 3))
    assert isinstance(tangent(call("sigmoid", Z), Z, Z.head), NoTangent)
    assert isinstance(tangent(call("tanh", Z), times(num(2), Z), Z.head), NoTangent)


def test_side_conditions_are_demanded_where_the_formula_does_not_meet_them():
    assert compare(ln(times(A, B)), add(ln(A), ln(B))).demands == ()
    found = compare(Power(squared(Z), num(Fraction(1, 2))), Z)
    assert not isinstance(found, Equal) or found.demands


def test_the_catalogue_is_what_mpmath_says():
    for name in SMOOTH:
        for at in (Fraction(-3, 2), Fraction(3, 4)):
            found = enclose(plain(call(name, num(at))), {})
            assert mpmath.almosteq(
                float(found.middle), by_mpmath(name, mpmath.mpf(float(at))), 1e-12
            )
    assert set(SMOOTH) <= set(DEFINITIONS)


def test_what_has_no_value_is_refused():
    for term in (over(num(1), sub(Z, Z)), ln(neg(squared(Z))), Applied("f", (Z,))):
        with pytest.raises(NoValue):
            enclose(term, {Z.head: Fraction(1)})

"""Real numbers as enclosures: they contain the true value, as mpmath computes it with 80 digits."""

import time
from fractions import Fraction

import mpmath
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from initproofs.arithmetic import enclosure as e
from initproofs.arithmetic.enclosure import NoNumber, Real

mpmath.mp.dps = 80
TIGHT = Fraction(1, 10**45)
FEW = settings(derandomize=True, max_examples=20, deadline=None)
FRACTIONS = st.fractions(-30, 30, max_denominator=1000)
POSITIVE = st.fractions(Fraction(1, 1000), 1000, max_denominator=1000)
BINARY = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "·": lambda a, b: a * b,
    "/": lambda a, b: a / b,
}
UNARY = {
    "exp": (e.exponential, mpmath.exp, FRACTIONS),
    "ln": (e.logarithm, mpmath.log, POSITIVE),
    "sqrt": (e.square_root, mpmath.sqrt, POSITIVE),
    "tanh": (e.hyperbolic_tangent, mpmath.tanh, FRACTIONS),
    "sigmoid": (e.sigmoid, lambda x: 1 / (1 + mpmath.exp(-x)), FRACTIONS),
}


def exact(number: mpmath.mpf) -> Fraction:
    sign, mantissa, exponent, _ = number._mpf_
    return Fraction((-1) ** sign * int(mantissa)) * Fraction(2) ** exponent


def oracle(function, x: Fraction) -> Fraction:
    return exact(function(mpmath.mpf(x.numerator) / x.denominator))


@st.composite
def intervals(draw, numbers=FRACTIONS):
    low, high = sorted((draw(numbers), draw(numbers)))
    return Real(low, high)


@st.composite
def nested(draw, numbers=FRACTIONS):
    """An interval and one inside it."""
    ends = sorted(draw(numbers) for _ in range(4))
    return Real(ends[0], ends[3]), Real(ends[1], ends[2])


@pytest.mark.parametrize("name", UNARY)
@FEW
@given(data=st.data())
def test_an_enclosure_holds_the_true_value_tightly(name, data):
    ours, theirs, numbers = UNARY[name]
    x = data.draw(numbers)
    found, true = ours(Real.exactly(x)), oracle(theirs, x)
    allowance = abs(true) / 10**70  # mpmath rounds too
    assert found.low - allowance <= true <= found.high + allowance
    assert found.high - found.low <= TIGHT * max(1, abs(true)) * 10


@pytest.mark.parametrize("name", UNARY)
@FEW
@given(data=st.data())
def test_functions_of_an_interval_hold_every_value(name, data):
    ours, theirs, numbers = UNARY[name]
    x = data.draw(intervals(numbers))
    share = data.draw(st.fractions(0, 1, max_denominator=50))
    inside = x.low + share * (x.high - x.low)
    found = ours(x)
    assert found.low <= oracle(theirs, inside) <= found.high or found.exact


@pytest.mark.parametrize("name", UNARY)
@FEW
@given(data=st.data())
def test_functions_keep_what_is_inside_inside(name, data):
    ours, _, numbers = UNARY[name]
    outer, inner = data.draw(nested(numbers))
    wide, narrow = ours(outer), ours(inner)
    assert wide.low <= narrow.low <= narrow.high <= wide.high


@pytest.mark.parametrize("name", BINARY)
@FEW
@given(one=nested(), other=nested(POSITIVE), sign=st.sampled_from([1, -1]))
def test_sums_products_and_quotients_keep_what_is_inside_inside(name, one, other, sign):
    other = other if sign > 0 else tuple(-part for part in other)
    wide, narrow = BINARY[name](one[0], other[0]), BINARY[name](one[1], other[1])
    assert wide.low <= narrow.low <= narrow.high <= wide.high


@FEW
@given(one=nested(), other=nested())
def test_products_across_zero_keep_what_is_inside_inside(one, other):
    wide, narrow = one[0] * other[0], one[1] * other[1]
    assert wide.low <= narrow.low <= narrow.high <= wide.high


@pytest.mark.parametrize("name", BINARY)
@FEW
@given(x=FRACTIONS, y=FRACTIONS)
def test_fractions_stay_exact(name, x, y):
    assume(name != "/" or y)
    found = BINARY[name](Real.exactly(x), Real.exactly(y))
    assert found.exact
    assert found.low == BINARY[name](x, y)


@FEW
@given(base=FRACTIONS, exponent=st.integers(-12, 12))
def test_whole_powers_are_exact(base, exponent):
    assume(base or exponent >= 0)
    found = e.power(Real.exactly(base), Real.exactly(exponent))
    assert found == Real.exactly(base**exponent)


@FEW
@given(base=nested(POSITIVE), exponent=st.integers(-5, 5))
def test_powers_of_intervals_keep_what_is_inside_inside(base, exponent):
    wide, narrow = (e.power(x, Real.exactly(exponent)) for x in base)
    assert wide.low <= narrow.low <= narrow.high <= wide.high


@FEW
@given(top=st.integers(0, 400), bottom=st.integers(1, 400))
def test_the_root_of_a_square_is_exact(top, bottom):
    root = Fraction(top, bottom)
    assert e.square_root(Real.exactly(root**2)) == Real.exactly(root)
    assert e.power(Real.exactly(root**2), Real.exactly(Fraction(3, 2))) == Real.exactly(root**3)


def test_some_values_are_exact():
    zero, one = Real.exactly(0), Real.exactly(1)
    assert e.exponential(zero) == one
    assert e.logarithm(one) == zero
    assert e.sigmoid(zero) == Real.exactly(Fraction(1, 2))
    assert e.hyperbolic_tangent(zero) == zero


def test_meeting_is_having_a_number_in_common():
    assert Real(Fraction(0), Fraction(1)).meets(Real(Fraction(1), Fraction(2)))
    assert not Real(Fraction(0), Fraction(1)).meets(Real(Fraction(11, 10), Fraction(2)))
    assert Real.exactly(1).widened(Fraction(1, 10)).meets(Real.exactly(Fraction(11, 10)))


HUGE = Real.exactly(9**9)
LARGE = Real.exactly(Fraction(3) ** 100_000)


@pytest.mark.parametrize(
    ("compute", "why"),
    [
        (lambda: e.power(Real.exactly(9), Real.exactly(9**9)), "too large to write out"),
        (lambda: e.power(Real.exactly(Fraction(1, 9)), Real.exactly(9**9)), "too large"),
        (lambda: e.power(Real.exactly(9), Real.exactly(-(9**9))), "too large to write out"),
        (lambda: LARGE * LARGE, "too large to write out"),
        (lambda: e.exponential(HUGE), "too large"),
        (lambda: e.exponential(Real.exactly(10**50)), "too large"),
        (lambda: e.exponential(Real.exactly(-(10**50))), "too large"),
        (lambda: e.power(Real.exactly(2), Real.exactly(Fraction(1, 3))), "only whole powers"),
        (lambda: e.power(Real.exactly(2), e.exponential(Real.exactly(1))), "only whole powers"),
        (lambda: Real.exactly(1) / Real.exactly(0), "divides by zero"),
        (lambda: Real.exactly(1) / Real(Fraction(-1), Fraction(1)), "divides by zero"),
        (lambda: e.power(Real.exactly(0), Real.exactly(-1)), "divides by zero"),
        (lambda: e.logarithm(Real.exactly(0)), "not positive"),
        (lambda: e.logarithm(Real.exactly(-3)), "not positive"),
        (lambda: e.square_root(Real.exactly(-1)), "negative"),
        (lambda: e.square_root(Real(Fraction(-1), Fraction(1))), "negative"),
    ],
)
def test_what_cannot_be_computed_says_why_at_once(compute, why):
    start = time.perf_counter()
    with pytest.raises(NoNumber, match=why):
        compute()
    assert time.perf_counter() - start < 1

"""Residues of 2⁶¹ − 1 are a field, and every fraction has its place in it."""

from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from initproofs.arithmetic.residues import PRIME, Residue

FEW = settings(derandomize=True, max_examples=100, deadline=None)
ELEMENTS = st.one_of(
    st.integers(0, PRIME - 1), st.sampled_from([0, 1, 2, PRIME - 1, PRIME // 2])
).map(Residue)
FRACTIONS = st.fractions(-(10**30), 10**30, max_denominator=10**12)
ZERO, ONE = Residue(0), Residue(1)


def test_the_modulus_is_a_prime():
    """Lucas–Lehmer: 2^p − 1 is prime if and only if it divides the (p − 2)nd term."""
    term = 4
    for _ in range(61 - 2):
        term = (term * term - 2) % (2**61 - 1)
    assert term == 0
    assert PRIME == 2305843009213693951


@FEW
@given(ELEMENTS, ELEMENTS, ELEMENTS)
def test_it_is_a_ring(a, b, c):
    assert a + b == b + a
    assert a * b == b * a
    assert (a + b) + c == a + (b + c)
    assert (a * b) * c == a * (b * c)
    assert a * (b + c) == a * b + a * c
    assert a + ZERO == a * ONE == a
    assert a + (-a) == ZERO
    assert a - b == a + (-b)
    assert all(0 <= x.value < PRIME for x in (a + b, a - b, a * b, -a))


@FEW
@given(ELEMENTS, ELEMENTS)
def test_what_is_not_zero_divides(a, b):
    assume(b != ZERO)
    assert (a / b) * b == a
    assert (b / b) == ONE


@FEW
@given(FRACTIONS, FRACTIONS)
def test_fractions_go_over_with_their_arithmetic(x, y):
    one, other = Residue.of(x), Residue.of(y)
    assert Residue.of(x + y) == one + other
    assert Residue.of(x - y) == one - other
    assert Residue.of(x * y) == one * other
    if y.numerator % PRIME:
        assert Residue.of(x / y) == one / other


@FEW
@given(st.integers(-(10**40), 10**40))
def test_whole_numbers_are_reduced(number):
    assert Residue.of(number).value == number % PRIME


def test_nothing_divides_by_zero():
    with pytest.raises(ZeroDivisionError):
        ONE / ZERO
    with pytest.raises(ZeroDivisionError):
        Residue.of(Fraction(1, PRIME))

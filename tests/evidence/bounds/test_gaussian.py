"""Gaussian expectations: published constants, closed forms, and SciPy's quadrature."""

import math
from fractions import Fraction

import pytest
from scipy import integrate, stats

from initproofs.evidence.bounds.balls import NoValue
from initproofs.evidence.bounds.gaussian import expectation
from initproofs.evidence.functions.building import Z, exp, num, squared, times
from initproofs.network.activations import ACTIVATIONS
from initproofs.terms import Applied


def call(name, primes=0, at=Z):
    return Applied(name, (at,), primes)


@pytest.mark.parametrize(
    ("name", "gain"),
    [("tanh", 1.5925), ("gelu", 1.5335), ("silu", 1.6765), ("selu", 1.0), ("relu", math.sqrt(2))],
)
def test_published_gains(name, gain):
    found = expectation(squared(call(name)), Z.head)
    assert float(found.high - found.low) < 1e-25
    assert 1 / math.sqrt(float(found.middle)) == pytest.approx(gain, abs=1e-4)


def test_relu_exactly():
    found = expectation(squared(call("relu")), Z.head)
    assert found.low <= Fraction(1, 2) <= found.high
    mean = expectation(call("relu"), Z.head)
    assert float(mean.middle) == pytest.approx(1 / math.sqrt(2 * math.pi), abs=1e-15)


@pytest.mark.parametrize("scale", [1, 10, 100])
def test_saturation_is_slow(scale):
    slope = expectation(call("sigmoid", 1), Z.head, Fraction(scale))
    inside = expectation(call("sigmoid", 1, times(num(scale), Z)), Z.head)
    assert slope.meets(inside)
    ratio = float(slope.middle) * scale * math.sqrt(2 * math.pi)
    assert {1: 0.5, 10: 0.98, 100: 0.9998}[scale] < ratio < 1


@pytest.mark.parametrize("name", sorted({"tanh", "sigmoid", "selu", "silu", "gelu", "softplus"}))
def test_scipy_agrees(name):
    value = ACTIVATIONS[name].value
    import numpy as np

    expected, _ = integrate.quad(
        lambda x: float(value(np.array([x]))[0]) ** 2 * stats.norm.pdf(x), -12, 12, limit=200
    )
    found = expectation(squared(call(name)), Z.head)
    assert float(found.middle) == pytest.approx(expected, abs=1e-7)


def test_what_grows_too_fast_is_refused():
    for term in (exp(squared(Z)), squared(squared(Z)), call("f")):
        with pytest.raises(NoValue):
            expectation(term, Z.head)

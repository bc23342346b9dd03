"""Theorems in words and about functions, made wrong: what an oracle calls false is never proved.

The oracles share nothing with the product: small networks worked out here in fractions, and
mpmath's quadrature and maxima.
"""

from fractions import Fraction

import mpmath
import pytest

from initproofs.check import check
from initproofs.course.exact import CHECKS, exactly
from initproofs.read import read_text

from .parts import FOLDER, part


def holding(name: str, old: str, new: str) -> list[str]:
    """What is said to hold at the place of a change, in the theorem of a page."""
    text = (FOLDER / f"{name}.md").read_text("utf8")
    start = text.index(old, part(text, "Statement")[0])
    changed = text[:start] + new + text[start + len(old) : part(text, "Statement")[1]]
    findings = check(read_text("page.md", changed)).findings
    return [
        claim.source
        for claim, verdict in findings
        if verdict.ruling.holds and start - 200 <= claim.span.start < start + len(new) + 60
        if claim.kind in ("symmetry", "statement", "activation")
    ]


def gradients(v: tuple[int, int], b: tuple[int, int], w: tuple[int, int]) -> list[Fraction]:
    """dW of two hidden units with g(z) = z², x = 1 and the error 1."""
    return [Fraction(v[i]) * 2 * (w[i] + b[i]) for i in range(2)]


TWIN = "the same incoming weights, the same bias and the same outgoing weights"
SENTENCES = [  # a page, what is changed, into what; and the network in which that is false
    ("twin_units_stay_twins", " and the same outgoing weights", "", ((3, 1), (0, 0), (1, 1))),
    ("twin_units_stay_twins", "the same incoming weights, ", "", ((1, 1), (0, 0), (1, 2))),
    ("twin_units_stay_twins", ", the same bias", ", different biases", ((1, 1), (0, 1), (1, 1))),
    (
        "twin_units_stay_twins",
        "the same outgoing weights",
        "different outgoing weights",
        ((3, 1), (0, 0), (1, 1)),
    ),
]


@pytest.mark.parametrize(("name", "old", "new", "net"), SENTENCES)
def test_a_sentence_without_its_condition_is_not_proved(name, old, new, net):
    first, second = gradients(*net)
    assert first != second
    assert holding(name, old, new) == []


def test_the_sentence_itself_is_proved():
    assert holding("twin_units_stay_twins", TWIN, TWIN)


def mean(f) -> mpmath.mpf:
    return mpmath.quad(lambda z: f(z) * mpmath.npdf(z), [-12, -3, 0, 3, 12])


def sigmoid(z):
    return 1 / (1 + mpmath.exp(-z))


FIGURES = [  # a page, its figure, a wrong one, and what the figure is
    (
        "gains_of_smooth_activations",
        "0.394294",
        "0.394394",
        lambda: mean(lambda z: mpmath.tanh(z) ** 2),
    ),
    (
        "gains_of_smooth_activations",
        "0.425221",
        "0.425211",
        lambda: mean(lambda z: (z * mpmath.ncdf(z)) ** 2),
    ),
    (
        "gains_of_smooth_activations",
        "0.355776",
        "0.455776",
        lambda: mean(lambda z: (z * sigmoid(z)) ** 2),
    ),
    (
        "gain_of_leaky_relu",
        r"\frac{1 + 0.01^2}{2}",
        r"\frac{1 + 0.01}{2}",
        lambda: mean(lambda z: max(z / 100, z) ** 2),
    ),
    (
        "gain_of_leaky_relu",
        r"\frac{1 + 0.01^2}{2}",
        r"\frac{1 - 0.01^2}{2}",
        lambda: mean(lambda z: max(z / 100, z) ** 2),
    ),
    (
        "sigmoid_slope_is_at_most_a_quarter",
        r"\frac{1}{4}",
        r"\frac{1}{2}",
        lambda: max(
            sigmoid(z / 50) * (1 - sigmoid(z / 50)) for z in map(mpmath.mpf, range(-200, 201))
        ),
    ),
]
VALUES = {
    r"\frac{1 + 0.01}{2}": "0.505",
    r"\frac{1 - 0.01^2}{2}": "0.49995",
    r"\frac{1 + 0.01^2}{2}": "0.50005",
    r"\frac{1}{4}": "0.25",
    r"\frac{1}{2}": "0.5",
}


@pytest.mark.parametrize(("name", "right", "wrong", "oracle"), FIGURES)
def test_a_wrong_figure_is_not_said_to_hold(name, right, wrong, oracle):
    value = oracle()
    assert abs(value - mpmath.mpf(VALUES.get(right, right))) < 1e-6
    assert abs(value - mpmath.mpf(VALUES.get(wrong, wrong))) > 9e-6
    before, after = (holding(name, right, new) for new in (right, wrong))
    assert any(right in said for said in before)
    assert not any(wrong in said for said in after)


@pytest.mark.parametrize(("wrong", "x"), [(r"\frac{|x|^3}{4}", "0.1"), (r"\frac{|x|^2}{3}", "2")])
def test_a_bound_that_is_too_tight_is_not_said_to_hold(wrong, x):
    x = mpmath.mpf(x)
    bound = x**3 / 4 if "^3" in wrong else x**2 / 3
    off = abs(mpmath.tanh(x) - x)
    assert (off > bound) is ("^3" in wrong)
    said = holding("tanh_is_almost_linear_near_zero", r"\frac{|x|^3}{3}", wrong)
    assert off <= bound or not any(wrong in one for one in said)


@pytest.mark.parametrize("name", CHECKS)
def test_every_exact_check_compares_something_from_any_seed(name):
    assert exactly(name) > 1
    if name != "saturation is slow":  # draws nothing, and is slow itself
        assert CHECKS[name](7) == exactly(name)

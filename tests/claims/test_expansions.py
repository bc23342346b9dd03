"""Expansions of random polynomials, in all spellings of E, Var, Cov and Std, half of them wrong."""

from collections import Counter

import pytest

from initproofs.check import check
from initproofs.read import read_text

from ..generators.expansions import (
    COVARIANCES,
    MEANS,
    STANDARD,
    VARIANCES,
    cases,
)


def said(note: str, formula: str) -> list[str]:
    """The rulings on an equation of a note."""
    start = note.index(formula)
    findings = check(read_text("note.md", note)).findings
    return [v.ruling.value for c, v in findings if start <= c.span.start < start + len(formula)]


def test_expansions_are_ruled_rightly_and_half_of_them_are_wrong():
    counts = Counter()
    for case in cases(60, seed=41):
        (ruling,) = said(case.note, case.formula)
        assert ruling in case.expected, case.note
        counts[case.expected] += 1
    assert 20 < counts["proved",] < 40
    assert counts["refuted",] > 12


@pytest.mark.parametrize("way", VARIANCES)
def test_a_variance_in_every_spelling(way):
    of = [way.format(inside) for inside in ("2 X - Y", "X", "Y")]
    lead = "Let $X$ and $Y$ be independent.\n\n$$"
    right, wrong = (f"{of[0]} = 4 {of[1]} {sign} {of[2]}" for sign in "+-")
    assert said(f"{lead}{right}$$\n", right) == ["proved"]
    assert said(f"{lead}{wrong}$$\n", wrong) == ["refuted"]


@pytest.mark.parametrize("way", MEANS)
def test_a_mean_in_every_spelling(way):
    of = [way.format(inside) for inside in ("(2 X - 1) Y", "X", "Y")]
    lead = "Let $X$ and $Y$ be independent.\n\n$$"
    right, wrong = (f"{of[0]} = 2 {of[1]} {of[2]} {sign} {of[2]}" for sign in "-+")
    assert said(f"{lead}{right}$$\n", right) == ["proved"]
    assert said(f"{lead}{wrong}$$\n", wrong) == ["refuted"]


@pytest.mark.parametrize("way", COVARIANCES)
def test_a_covariance_in_every_spelling(way):
    of = [way.format(*pair) for pair in (("X + Y", "X - 3 Y"), ("X", "X"), ("Y", "Y"))]
    lead = "Let $X$ and $Y$ be independent.\n\n$$"
    right, wrong = (f"{of[0]} = {of[1]} {sign} 3 {of[2]}" for sign in "-+")
    assert said(f"{lead}{right}$$\n", right) == ["proved"]
    assert said(f"{lead}{wrong}$$\n", wrong) == ["refuted"]


@pytest.mark.parametrize("way", STANDARD)
def test_a_deviation_in_every_spelling(way):
    of = [way.format(inside) for inside in ("1 - 3 X", "X")]
    for factor, ruling in ((3, "proved"), (9, "refuted"), (-3, "refuted")):
        formula = f"{of[0]} = {factor} {of[1]}"
        assert said(f"Let $X$ be random.\n\n$${formula}$$\n", formula) == [ruling]


@pytest.mark.parametrize(
    ("right", "ruling"),
    [
        (r"9 E[A^4] + 9 Var(A) - 18 E[A^3] - 9 Var(A)^2", "proved"),
        (r"9 E[A^4] + 9 Var(A) - 36 E[A^3] - 9 Var(A)^2", "refuted"),
        (r"27 Var(A)^2 + 9 Var(A) - 9 Var(A)^2", "conditional"),
    ],
)
def test_who_writes_a_third_moment_does_not_take_it_for_zero(right, ruling):
    formula = f"Var(A (3 A - 3)) = {right}"
    for one in (formula, " = ".join(reversed(formula.split(" = ")))):
        note = f"Let $A$ be a random variable with $E[A] = 0$.\n\n$${one}$$\n"
        assert said(note, one) == [ruling]

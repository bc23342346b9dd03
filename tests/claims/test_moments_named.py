"""Letters that name a moment, wherever a note says so: before, in the same sentence, or behind."""

import pytest

from initproofs.check import check
from initproofs.read import read_text


def ruling(text):
    return check(read_text("n.md", text)).findings[0][1].ruling.name.lower()


VARIANCE = r"$E[(X-\mu)^2] = E[X^2] {} \mu^2$"


@pytest.mark.parametrize(
    "note",
    [
        r"Let $\mu = E[X]$. Then {}.",
        r"We know that {} with $\mu = E[X]$.",
        "$${}$$\n\nwhere $\\mu = \\mathbb{{E}}[X]$.",
        "$${}$$\n\nwhere $\\mu$ is the mean of $X$.",
        r"Let $\mu$ be the mean of $X$. So {}.",
    ],
)
@pytest.mark.parametrize(("sign", "expected"), [("-", "proved"), ("+", "conditional")])
def test_a_name_holds_where_it_is_said(note, sign, expected):
    formula = VARIANCE.format(sign)
    formula = formula.strip("$") if "$${}" in note else formula
    assert ruling(note.format(formula)) == expected


@pytest.mark.parametrize("sign", ["-", "+"])
def test_what_nobody_says_refutes_nothing(sign):
    assert ruling(VARIANCE.format(sign)) == "undecided"


def test_a_name_of_another_variable_is_not_meant():
    assert ruling(r"Let $\mu = E[Y]$. Then $E[(X-\mu)^2] = E[X^2] - \mu^2$.") != "proved"


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        (r"$E|Z| = \sqrt{2/\pi}$", "confirmed"),
        (r"$E|Z| = 0$", "refuted"),  # the bars are no bracket
        (r"$E[Z] = 0$", "confirmed"),
    ],
)
def test_bars_behind_an_operator_are_an_absolute_value(formula, expected):
    assert ruling(rf"If $Z \sim \mathcal N(0,1)$ then {formula}.") == expected


@pytest.mark.parametrize(
    ("formula", "expected"),
    [(r"1 - \text{sech}^2 x = \tanh^2 x", "proved"), (r"1 - \text{sech} x = \tanh^2 x", "refuted")],
)
def test_the_name_of_a_function_needs_no_bracket(formula, expected):
    assert ruling(f"For all $x$, ${formula}$.") == expected


def test_a_name_of_a_moment_speaks_of_its_variable():
    text = "Let $U$ and $V$ be independent random variables with mean zero.\n\n$$ E[U^2] = {} $$\n"
    assert ruling(text.format(r"\sigma_V^2")) == "conditional"
    assert ruling(text.format(r"\sigma_U^2")) == "proved"

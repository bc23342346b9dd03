"""Two variables: what they have in common, what is given of them, and what is concluded from it."""

import pytest

from initproofs.check import check
from initproofs.nouns import Missing
from initproofs.read import read_text

FREE = "Of $X$ and $Y$ nothing is said.\n\n"
APART = "Let $X$ and $Y$ be independent random variables.\n\n"
COPIES = "Let $X$ and $Y$ be independent and identically distributed.\n\n"
EQUAL = "Let $X$ and $Y$ be independent with the same variance.\n\n"
HALF = r"\operatorname{Var}(X) = \frac12 E[(X - Y)^2]"
ROOT = r"\operatorname{Std}(X + Y) = \sqrt{2} \operatorname{Std}(X)"


def said(lead, formula):
    """The ruling on the last formula, and what is missing."""
    found = check(read_text("note.md", f"{lead}$${formula}$$\n:::\n")).findings
    if not found:
        return "nothing", set()
    verdict = found[-1][1]
    missing = [e for e in verdict.evidence if isinstance(e, Missing)]
    return verdict.ruling.value, {a.words for e in missing for a in e.assumptions}


@pytest.mark.parametrize(
    ("lead", "formula", "ruling"),
    [
        (COPIES, HALF, "proved"),
        (COPIES, HALF.replace(r"\frac12 ", ""), "refuted"),
        (COPIES, ROOT, "proved"),
        (EQUAL, ROOT, "proved"),
        (EQUAL, ROOT.replace("{2}", "{3}"), "refuted"),
        (EQUAL, ROOT.replace(r"\sqrt{2}", "2"), "refuted"),
        (
            APART,
            r"\operatorname{Var}(X + Y) = \operatorname{Var}(X) + \operatorname{Var}(X)",
            "refuted",
        ),
        (APART, r"E[XY] = E[X] E[X]", "refuted"),
        (
            APART,
            r"\operatorname{Var}(X - Y) = \operatorname{Var}(X) - \operatorname{Var}(Y)",
            "refuted",
        ),
    ],
)
def test_copies_have_what_copies_have(lead, formula, ruling):
    assert said(lead, formula)[0] == ruling


APART_, EQUAL_, LEVEL = (
    f"X and Y {w}" for w in ("are uncorrelated", "have equal variances", "have equal means")
)


@pytest.mark.parametrize(
    ("formula", "missing"),
    [
        (HALF, {APART_, EQUAL_, LEVEL}),
        (r"E[(X - Y)^2] = 2 \operatorname{Var}(X)", {APART_, EQUAL_, LEVEL}),
        (ROOT, {APART_, EQUAL_}),
        (r"\operatorname{Var}(X + Y) = 2 \operatorname{Var}(Y)", {APART_, EQUAL_}),
        (r"\operatorname{Var}(X - Y) = 2 \operatorname{Var}(X)", {APART_, EQUAL_}),
        (
            r"\operatorname{Var}(\frac{X + Y}{2}) = \frac{\operatorname{Var}(X)}{2}",
            {APART_, EQUAL_},
        ),
        (r"E[XY] = E[X]^2", {APART_, LEVEL}),
        (r"E[(X - Y)^2] = \operatorname{Var}(X) + \operatorname{Var}(Y)", {APART_, LEVEL}),
        (
            r"\operatorname{Var}(XY) = \operatorname{Var}(X)^2",
            {"X and Y are independent", EQUAL_, "E[X] = 0", "E[Y] = 0"},
        ),
    ],
)
def test_what_holds_for_a_natural_pair_names_what_makes_it_one(formula, missing):
    assert said("", formula) == ("conditional", missing)


VALUES = r"""Let $X$ and $Y$ be independent with mean zero, and let $\operatorname{Var}(X) = 2$ and
$\operatorname{Var}(Y) = 3$. """


@pytest.mark.parametrize(
    ("lead", "formula", "ruling"),
    [
        ("Then\n\n", r"\operatorname{Var}(XY) = 7", "refuted"),
        ("Then\n\n", r"\operatorname{Var}(XY) = 6", "proved"),
        ("Then\n\n", r"\operatorname{Var}(X + Y) = 6", "refuted"),
        ("Then\n\n", HALF, "refuted"),
        ("If they were correlated, then\n\n", r"\operatorname{Var}(X + Y) = 6", "nothing"),
        ("\n\n", r"\operatorname{Var}(XY) = 7", "nothing"),
    ],
)
def test_a_number_is_held_against_what_is_given(lead, formula, ruling):
    assert said(VALUES + lead, formula)[0] == ruling


DOT = r"""Let $E[q_i] = 0$, $E[k_i] = 0$, $\operatorname{Var}(q_i) = 1$ and
$\operatorname{Var}(k_i) = 1$. """
OPENED = DOT + "Let $s = \\sum_{i=1}^{d} q_i k_i$.\n\n:::{prf:theorem}\n"
SUM = r"\operatorname{Var}\left(\sum_{i=1}^{d} q_i k_i\right) = "


@pytest.mark.parametrize(
    ("lead", "formula", "ruling"),
    [
        (DOT + "Then\n\n", SUM + "d", "conditional"),
        (DOT + "Then\n\n", SUM + r"\sqrt{d}", "refuted"),
        (OPENED, r"\operatorname{Var}\left(\frac{s}{\sqrt{d}}\right) = 1", "undecided"),
    ],
)
def test_nothing_is_refuted_by_a_law_without_the_values_that_are_given(lead, formula, ruling):
    assert said(lead, formula)[0] == ruling


def test_a_variable_named_like_an_operator_is_a_variable():
    lead = "Let $U$ and $V$ be independent random variables.\n\n"
    right = r"E[V (3 V + U)] = 3 E[V^2] + E[U] E[V]"
    assert said(lead, right)[0] == "proved"
    assert said(lead, right.replace("= 3", "= 9"))[0] == "refuted"
    assert said("Let $X$ be random.\n\n", r"V(3 X) = 9 V(X)")[0] == "proved"

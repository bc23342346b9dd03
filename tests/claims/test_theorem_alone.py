"""A theorem behind a list of its assumptions is held to the list, and a mere formula is not."""

import pytest

from initproofs.check import check
from initproofs.nouns import Counterexample
from initproofs.read import read_text

LIST = """## Assumptions

A block computes $y = x + c f$ with a number $c$, where $x$ is its input and $f$ its branch.

1. $x$ and $f$ are uncorrelated.
"""
WRONG = r"\operatorname{Var}(y) = c^2 \operatorname{Var}(f)"
RIGHT = WRONG.replace("= ", r"= \operatorname{Var}(x) + ")
THEOREM = ":::{prf:theorem} A branch\n\n$$FORMULA$$\n:::\n"
DRAWN = r"""## Assumptions

A unit computes $z = \sum_{i=1}^{n} w_i x_i$.

1. The weights $w_i$ are independent of each other and of the inputs $x_i$, with mean zero.
2. They have the variance $\operatorname{Var}(w_i) = \frac{1}{n}$, and the inputs $E[x_i^2] = 1$.
"""


def last(listed, statement, formula):
    text = f"# Note\n\n{listed}\n## Statement\n\n{statement.replace('FORMULA', formula)}"
    return check(read_text("note.md", text)).findings[-1][1]


@pytest.mark.parametrize(
    ("listed", "statement", "formula", "ruling"),
    [
        (LIST, THEOREM, RIGHT, "proved"),
        (LIST, THEOREM, WRONG, "refuted"),
        (LIST, "$$FORMULA$$\n", WRONG, "undecided"),
        (LIST.replace("Assumptions", "The block"), THEOREM, WRONG, "undecided"),
        (LIST + "2. The input $x$ is standardised.\n", THEOREM, WRONG, "undecided"),
        (LIST + "2. The input $x$ is a constant.\n", THEOREM, WRONG, "undecided"),
        (LIST.replace("1. $x$ and $f$ are uncorrelated.", ""), THEOREM, RIGHT, "conditional"),
        (DRAWN, THEOREM, r"\operatorname{Var}(z) = 1", "proved"),
        (DRAWN, THEOREM, r"\operatorname{Var}(z) = 2", "refuted"),
        (DRAWN, THEOREM, r"n \operatorname{Var}(w) = 1", "proved"),
        (DRAWN, THEOREM, r"n \operatorname{Var}(w) = 2", "refuted"),
    ],
)
def test_only_a_theorem_is_held_to_its_list(listed, statement, formula, ruling):
    assert last(listed, statement, formula).ruling == ruling


def test_the_law_that_is_shown_has_the_values_that_are_given():
    (shown,) = last(DRAWN, THEOREM, r"\operatorname{Var}(z) = 2").evidence
    assert isinstance(shown, Counterexample)
    law = dict(shown.example)["law"]
    assert law.startswith("n = 1, w_1 = 1 or 1 or -1 or -1, x_1 = 1 or -1 or 1 or -1")
    assert shown.true == "1"

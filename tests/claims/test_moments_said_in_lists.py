"""Layers whose sizes and laws are given in one sentence, as papers do."""

import pytest

from initproofs.check import check
from initproofs.read import read_text

GIVEN = r"""Consider a layer $y_l = W_l x_l + b_l$ with $x_l = \max(0, y_{l-1})$. The elements of
$W_l$ are i.i.d. with zero mean and independent of $x_l$, $b_l = 0$, and $n_l$ the number of
inputs. Each $w_{l-1}$ is symmetric around zero.

"""


def rulings(text):
    return [verdict.ruling.name.lower() for _, verdict in check(read_text("n.md", text)).findings]


@pytest.mark.parametrize(
    ("formula", "ruling"),
    [
        (r"\mathrm{Var}[y_l] = n_l \mathrm{Var}[w_l x_l]", "proved"),
        (r"\mathrm{Var}[y_l] = n_l \mathrm{Var}[w_l] E[x_l^2]", "proved"),
        (r"\mathrm{Var}[y_l] = n_l \mathrm{Var}[w_l] E[x_l]^2", "refuted"),
        (r"\mathrm{Var}[y_l] = n_l^2 \mathrm{Var}[w_l x_l]", "refuted"),
    ],
)
def test_what_is_counted_is_no_variable(formula, ruling):
    assert rulings(f"{GIVEN}$$ {formula} $$") == [ruling]


DERIVED = r"""The output is $s = \sum_i^n w_i x_i$ for weights $w$ and inputs $x$.

$$ \text{Var}(s) = \sum_i^n \text{Var}(w_ix_i) = \sum_i^n \text{Var}(x_i)\text{Var}(w_i) $$

The first two steps use properties of the variance. In the second step we assumed HOW inputs and
weights. In the last step all $w_i, x_i$ are identically distributed. Draw from a unit gaussian.
"""


@pytest.mark.parametrize(
    ("how", "ruling"),
    [
        ("independent, zero mean", ["proved", "proved"]),
        ("zero mean", ["conditional", "conditional"]),
        ("large", ["conditional", "conditional"]),
    ],
)
def test_the_steps_of_a_display_are_explained_behind_it(how, ruling):
    assert rulings(DERIVED.replace("HOW", how)) == ruling

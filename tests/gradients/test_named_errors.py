"""Errors that a note defines by a derivative of its own, and biases that are numbered alone."""

import pytest

from initproofs import check
from initproofs.read import read_text

NOTE = r"""Let $z = Wx + b_1$, $h = f(z)$, $\theta = Uh + b_2$, $\hat y = \mathrm{softmax}(\theta)$
and $J = -\sum_i y_i \log \hat y_i$ for a one-hot $y$.

We define $\delta_1 = \frac{\partial J}{\partial \theta}$ and
$\delta_2 = \frac{\partial J}{\partial z}$.

$$\delta_1 = \hat y - y$$

$$\delta_2 = SLOPED \circ f'(z)$$

$$\frac{\partial J}{\partial U} = \delta_1 h^T, \quad \frac{\partial J}{\partial b_2} = BIAS$$
"""


def rulings(sloped=r"U^T\delta_1", bias=r"\delta_1"):
    report = check(read_text("n.md", NOTE.replace("SLOPED", sloped).replace("BIAS", bias)))
    return [verdict.ruling.name.lower() for _, verdict in report.findings]


def test_an_error_is_what_the_note_says_it_is():
    assert rulings() == ["proved"] * 4


@pytest.mark.parametrize("sloped", [r"U\delta_1", r"U^T\delta_2"])
def test_and_a_slip_of_it_is_found(sloped):
    assert rulings(sloped)[1] == "refuted"


def test_the_bias_of_another_layer_has_another_error():
    assert rulings(bias=r"\delta_2")[3] == "refuted"

"""Networks whose sums have no name, of which the note gives the errors all the same."""

import pytest

from initproofs import check
from initproofs.read import read_text

LAYERS = r"""A layer computes $a^{(l)} = f(W^{(l)} a^{(l-1)} + b^{(l)})$.

$$\delta^{(l)} = SLOPED \odot f'(z^{(l)})$$

$$\frac{\partial J}{\partial W^{(l)}} = \delta^{(l)} a^{(l-1)T}$$
"""
TWO = r"""Let $h = \tanh(W_1 x + b_1)$, $\hat y = \mathrm{softmax}(W_2 h + b_2)$ and
$L = -\sum_k y_k \log \hat y_k$ with a one-hot $y$.

Then $\delta_2 = \hat y - y$ and $\delta_1 = (W_2^T \delta_2) \circ SLOPE$, so
$\frac{\partial L}{\partial W_1} = \delta_1 x^T$ and $\frac{\partial L}{\partial b_2} = \delta_2$.
"""


def rulings(text):
    return [v.ruling.name.lower() for _, v in check(read_text("n.md", text)).findings]


@pytest.mark.parametrize(
    ("sloped", "ruling"),
    [
        (r"(W^{(l+1)T}\delta^{(l+1)})", "proved"),
        (r"(W^{(l+1)}\delta^{(l+1)})", "refuted"),
        (r"(W^{(l)T}\delta^{(l+1)})", "refuted"),
    ],
)
def test_the_sum_of_a_layer_is_what_delta_is_the_error_of(sloped, ruling):
    assert rulings(LAYERS.replace("SLOPED", sloped)) == [ruling, "proved"]


def test_sums_of_two_layers_bear_the_numbers_of_their_weights():
    found = rulings(TWO.replace("SLOPE", "(1 - h^2)"))
    assert len(found) == 4
    assert set(found) <= {"proved", "confirmed"}


@pytest.mark.parametrize("slope", ["(1 + h^2)", "(1 - h)", "(1 - x^2)"])
def test_a_wrong_slope_does_not_hold(slope):
    assert rulings(TWO.replace("SLOPE", slope))[1] in ("refuted", "undecided")

"""Products over the layers, in the spellings that notes have for them: right ones and slips."""

import pytest

from initproofs.check import check
from initproofs.read import read_text

LAYER = r"""Let $z_i^{(k)} = \sum_{j=1}^{H_{k-1}} w_{ij}^{(k)} z_j^{(k-1)}$, where all weights are
iid with mean 0 and variance $\sigma_w^2$ and independent of $z^{(k-1)}$. The $z_j^{(k-1)}$ are
identically distributed and have zero mean; $z^{(0)} = x$.

$$\mathrm{Var}[z_i^{(k)}] = H_{k-1} \sigma_w^2 \mathrm{Var}[z_i^{(k-1)}]$$

"""
ABOVE = r"""For ReLU layers

$$\mathrm{Var}(y^{l}) = \frac12 n_l \mathrm{Var}(W^l)\mathrm{Var}(y^{l-1})$$

"""
BELOW = ABOVE.replace("W^l", "w_l")
FIRST = LAYER.replace("z^{(0)} = x", "z^{(1)} = x")
UNSAID = LAYER.replace("z^{(0)} = x", "n = 1")
ALIKE = LAYER + "If all layers have width $H$, "
EACH_ITS_OWN = LAYER + "Each layer has $H_k$ units. "
CALLED = LAYER + "With $H_k = H$ for all $k$, "
VAR_X = r"\mathrm{Var}[x]"


def last(text):
    return check(read_text("n.md", text)).findings[-1][1].ruling.name.lower()


@pytest.mark.parametrize(
    ("given", "product", "ruling"),
    [
        (LAYER, r"\prod_{k=1}^K H_{k-1} \sigma_w^{2K} V", "proved"),
        (LAYER, r"\prod_{k=1}^K (H_{k-1} \sigma_w^2) V", "proved"),
        (LAYER, r"V \sigma_w^{2K} \prod_{k=0}^{K-1} H_k", "proved"),
        (LAYER, r"V \sigma_w^{2K} \prod_{k=0}^{K} H_k", "refuted"),
        (LAYER, r"\prod_{k=1}^K (H_k \sigma_w^2) V", "refuted"),
        (LAYER, r"\prod_{k=1}^K H_{k-1} \sigma_w^{K} V", "refuted"),
        (LAYER, r"\prod_{k=2}^K (H_{k-1} \sigma_w^2) V", "refuted"),
        (FIRST, r"\prod_{k=2}^K (H_{k-1} \sigma_w^2) V", "proved"),
        (UNSAID, r"\prod_{k=2}^K (H_{k-1} \sigma_w^2) V", "undecided"),
        (LAYER, r"(H \sigma_w^2)^K V", "undecided"),
        (LAYER, r"(H \sigma_w^2)^{K-1} V", "undecided"),
        (EACH_ITS_OWN, r"(H \sigma_w^2)^K V", "undecided"),
        (ALIKE, r"(H \sigma_w^2)^K V", "proved"),
        (ALIKE, r"H^K \sigma_w^{2K} V", "proved"),
        (CALLED, r"H^K \sigma_w^{2K} V", "proved"),
        (ALIKE, r"H^K \sigma_w^K V", "refuted"),
    ],
)
def test_a_product_over_layers_is_read_as_it_is_meant(given, product, ruling):
    formula = rf"\mathrm{{Var}}[z^{{(K)}}] = {product.replace('V', VAR_X)}"
    assert last(f"{given}$${formula}$$\n") == ruling


@pytest.mark.parametrize(
    ("given", "product", "ruling"),
    [
        (ABOVE, r"\prod_{l=2}^L \frac12 n_l \mathrm{Var}(W^l)", "proved"),
        (ABOVE, r"\prod_{l=1}^L \frac12 n_l \mathrm{Var}(W^l)", "refuted"),
        (BELOW, r"\prod_{l=2}^L \frac12 n_l \mathrm{Var}(w_l)", "proved"),
        (BELOW, r"\prod_{l=2}^L n_l \mathrm{Var}(w_l)", "refuted"),
    ],
)
def test_layers_may_stand_above_or_below(given, product, ruling):
    formula = rf"\mathrm{{Var}}(y^L) = \mathrm{{Var}}(y^1) {product}"
    assert last(f"{given}$${formula}$$\n") == ruling


def test_the_true_product_is_shown():
    text = LAYER + r"$$\mathrm{Var}[z^{(K)}] = \prod_{k=1}^K (H_k \sigma_w^2) \mathrm{Var}[x]$$"
    verdict = check(read_text("n.md", text)).findings[-1][1]
    assert "Π_(k=1)^K H_(k-1) · σ_w^2 · Var(x)" in verdict.message


CS = r"""Let $s = \sum_i^n w_i x_i$, where all $w_i$ and $x_i$ are independent.

$$\text{Var}(s) = \sum_i^n [E(w_i)]^2\text{Var}(x_i) + [E(x_i)]^%d\text{Var}(w_i)
+ \text{Var}(x_i)\text{Var}(w_i)$$
"""


@pytest.mark.parametrize(("power", "ruling"), [(2, "proved"), (1, "refuted")])
def test_a_sum_without_brackets_reaches_to_its_last_summand(power, ruling):
    assert last(CS % power) == ruling

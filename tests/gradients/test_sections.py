"""Several networks in one note, slips that are repeated, and what their corrections look like."""

import pytest

from initproofs import check
from initproofs.claims import gradient
from initproofs.read import read_text

TWO_NETWORKS = r"""# A single neuron

$z = w^Tx + b$, $\hat y = a = \sigma(z)$, and the loss of one example is
$\mathcal L(a, y) = -(y\log a + (1-y)\log(1-a))$.

$dz = \frac{{d\mathcal L}}{{dz}} = a - y$

# A hidden layer

$Z^{{[1]}} = W^{{[1]}}X + b^{{[1]}}$, $A^{{[1]}} = g^{{[1]}}(Z^{{[1]}})$,
$Z^{{[2]}} = W^{{[2]}}A^{{[1]}} + b^{{[2]}}$, $A^{{[2]}} = \sigma(Z^{{[2]}})$

$dZ^{{[2]}} = A^{{[2]}} - Y$

${}$
"""
RIGHT = r"dW^{[2]} = \frac1m dZ^{[2]}A^{[1]T}"
WRONG = r"dW^{[2]} = \frac1m A^{[1]T}dZ^{[2]}"


def verdict_on(text, formula):
    report = check(read_text("n.md", text))
    (found,) = [v for claim, v in report.findings if claim.source == formula]
    return found


def test_a_network_is_looked_for_under_its_own_heading():
    assert verdict_on(TWO_NETWORKS.format(RIGHT), RIGHT).ruling in ("proved", "confirmed")
    assert verdict_on(TWO_NETWORKS.format(WRONG), WRONG).ruling in ("refuted", "undecided")


def test_without_its_sections_the_note_leaves_it_open(monkeypatch):
    monkeypatch.setattr(gradient, "sections", lambda document, number: iter(()))
    assert verdict_on(TWO_NETWORKS.format(RIGHT), RIGHT).ruling == "undecided"


SLIP = r"""Let $m = 3$ be the number of examples. Columns of $X$ are examples.

$$Z = WX + b$$

$$\hat Y = \sigma(Z)$$

We set $b = 0$. Let

$$X = \begin{{pmatrix}} 0 & 2 & 4 \\ 2 & 0 & 3 \end{{pmatrix}}$$

$$W = \begin{{pmatrix}} 6 & 4 \end{{pmatrix}}$$

Multiplying out,

$$Z = XW + b = \begin{{pmatrix}} 8 & 12 & 36 \end{{pmatrix}}$$

Going backward,

$${}$$
"""


@pytest.mark.parametrize(
    ("formula", "ruling"),
    [(r"dW = \frac1m dZX^{\mathsf{T}}", "proved"), (r"dW = \frac1m dZX", "refuted")],
)
def test_a_rule_that_is_restated_with_a_slip_stays_as_it_was(formula, ruling):
    assert verdict_on(SLIP.format(formula), formula).ruling == ruling


def test_a_name_in_a_run_of_letters_is_quoted_alone():
    found = verdict_on(SLIP.format(r"dW = \frac1m dZX"), r"dW = \frac1m dZX")
    assert found.correction.count("dZ") == 1


ONE_PAGE = r"""Of one example, $a = \sigma(z)$ and $z = w^Tx + b$, and the loss is
$L = -(y\log a + (1-y)\log(1-a))$.

$\frac{{da}}{{dz}} = {}$, so that $\frac{{dL}}{{dz}} = {}$.

Of all, $Z = w^TX + b$, $A = \sigma(Z)$, and $dw = \frac1m X dZ^T$, $db = \frac1m\sum_i dz^{{(i)}}$.

Of a network, $\hat y = W_2h$, $h = \phi(W_1x)$ and $L = \frac12\|\hat y - y\|^2$.
"""


def test_a_name_that_is_given_again_refutes_nothing_that_stands_by_its_first_rule():
    text = ONE_PAGE.format("a(1-a)", "a - y")
    assert verdict_on(text, r"\frac{da}{dz} = a(1-a)").ruling != "refuted"
    assert verdict_on(text, r"\frac{dL}{dz} = a - y").ruling in ("proved", "confirmed")


def test_nor_does_it_hold_if_it_is_wrong_there():
    text = ONE_PAGE.format("a(1+a)", "a + y")
    assert not verdict_on(text, r"\frac{da}{dz} = a(1+a)").ruling.holds
    assert not verdict_on(text, r"\frac{dL}{dz} = a + y").ruling.holds


def test_an_l_that_counts_the_layers_is_no_loss_of_the_network_that_it_stands_in():
    text = r"""Then $\hat y = W^{[L]}\begin{bmatrix} 1.5 & 0 \\ 0 & 1.5 \end{bmatrix}^{L-1} x$, and
    $\frac{\partial x_{l+1}}{\partial x_l} = I + \frac{\partial F}{\partial x_l}$."""
    found = [v.ruling.name for _, v in check(read_text("n.md", text)).findings]
    assert set(found) <= {"UNDECIDED"}


WORKED = r"""$$\frac{d\sigma(x)}{dx} = \frac{e^{-x}}{(1+e^{-x})^2}
= \left(\frac{1+e^{-x}-1}{1+e^{-x}}\right)\left(\frac{1}{1+e^{-x}}\right) = (1-\sigma(x))\sigma(x)$$

Elsewhere $J(w) = \frac{1}{2m}\sum_{i=1}^m (w^T x^{(i)} - y^{(i)})^2$, and
$\nabla J = \frac1m X^T(Xw - y)$; then $h(x) = \sigma(\theta^T x)$.
"""


def test_numbers_beside_each_other_are_no_slip_where_another_x_is_a_vector():
    verdicts = [v for _, v in check(read_text("n.md", WORKED)).findings]
    assert any(v.ruling in ("proved", "confirmed") for v in verdicts)
    assert all(v.ruling != "refuted" for v in verdicts)


def test_a_name_that_has_no_rule_is_not_told_to_be_another():
    text = r"""$g(z) = \tanh(z)$. $\frac{dg}{dz} = 1 - g(z)^2 = 1 - a^2$.

$\frac{\partial L}{\partial z} = \frac{\partial L}{\partial a}\frac{\partial a}{\partial z}$"""
    assert all(v.ruling != "refuted" for _, v in check(read_text("n.md", text)).findings)


@pytest.mark.parametrize(("slope", "holds"), [("2xy", True), ("3xy", False), ("xy", False)])
def test_what_a_letter_is_set_to_behind_a_derivative_changes_nothing_of_it(slope, holds):
    line = rf"\frac{{\partial f}}{{\partial x}} = {slope}"
    text = rf"$f(x,y) = x^2 y$. ${line}$. With $x = t$, $y = t^2$: $\frac{{df}}{{dt}} = 4t^3$."
    assert verdict_on(text, line).ruling.holds is holds

r"""What one author writes and the next does not: each right formula holds, each slip in it fails.

A note has one formula missing; what belongs there comes first, the slips behind it.
"""

import pytest

from initproofs.claims import gradient
from initproofs.given.equations import equations
from initproofs.given.example_counts import counts_in
from initproofs.given.named_gradients import with_derivatives
from initproofs.given.replay import replay
from initproofs.given.spell import plain
from initproofs.given.statements import understand
from initproofs.read import read_text

BIAS = r"""$z = W x + b$, $h = \phi(z)$, $\hat y = V h + c$, and $L$ is any loss of $\hat y$.

$$\frac{\partial L}{\partial b} = \frac{\partial L}{\partial z}$$

$$\frac{\partial L}{\partial h} = V^T \frac{\partial L}{\partial \hat y}$$

$$§$$
"""
TANH = BIAS.replace(r"\phi(z)", r"\tanh(z)").replace(r"+ b$", r"+ \beta$")
TURNED = r"""$z = W^T x + b$, $h = s(z)$, $o = V^T h$, $L = \frac12 \|o - y\|^2$.

$$\frac{\partial L}{\partial h} = V \left(\frac{\partial L}{\partial o}\right)$$

$$\frac{\partial L}{\partial z} = \frac{\partial L}{\partial h} \odot s'(z)$$

$$§$$
"""
LAST = r"""$z_1 = W_1 x + b_1$, $a_1 = h(z_1)$, $z_2 = W_2 a_1 + b_2$, $a_2 = f(z_2)$.

The loss is the cross-entropy with the targets $y$.

$$\frac{\partial C}{\partial z_2} = a_2 - y$$

$$\frac{\partial C}{\partial W_2} = \frac{\partial C}{\partial z_2} a_1^T$$

$$§$$
"""
BELOW = r"""$$\delta_L = \nabla_{a_L} C \odot \sigma'(z_L)$$

$$\delta_l = (W_{l+1}^T \delta_{l+1}) \odot \sigma'(z_l)$$

$$\nabla_{b_l} C = \delta_l$$

$$§$$
"""
SMALL = r"""A perceptron with a hidden layer, half the squared error, targets $y$.

$$\delta_2 = (a_2 - y) \odot g'(z_2)$$

$$\frac{\partial J}{\partial W_2} = a_1^T \delta_2$$

$$\frac{\partial J}{\partial W_1} = x^T \delta_1$$

$$§$$
"""
SIGMOIDS = r"""$Z^{[1]} = X W^{[1]} + b^{[1]}$, $H^{[1]} = \sigma(Z^{[1]})$,
$Z^{[2]} = H^{[1]} W^{[2]} + b^{[2]}$, $H^{[2]} = \sigma(Z^{[2]})$,
and $J$ is half the squared error with targets $Y$.

$$dZ^{[2]} = (H^{[2]} - Y) \odot H^{[2]} \odot (1 - H^{[2]})$$

$$dW^{[2]} = (H^{[1]})^\top dZ^{[2]}$$

$$§$$
"""
OCTAVE = r"""$z^{(2)} = \Theta^{(1)} x$, $a^{(2)} = g(z^{(2)})$, $z^{(3)} = \Theta^{(2)} a^{(2)}$,
$a^{(3)} = g(z^{(3)})$ with the sigmoid $g$, and the cost $J$ is the cross-entropy.

$$\delta^{(3)} = a^{(3)} - y$$

$$\nabla_{\Theta^{(1)}} J = \delta^{(2)} x'$$

$$§$$
"""
COUNTED = r"""The rows of $X$ are the $n$ examples, $P = X W + b$, $L = \frac{1}{2n} \|P - Y\|_F^2$.

$$\nabla_W L = \frac{1}{n} X^\top (P - Y)$$

$$§$$
"""
ADJOINTS = r"""$z = W x + b$, $h = f(z)$, $o = V h$, $L = \frac12 \|o - y\|^2$.
We write $\bar{v} = \frac{\partial L}{\partial v}$.

$$\bar{o} = o - y$$

$$\bar{h} = V^T \bar{o}$$

$$§$$
"""
BY_SIGN = r"""$z = W x + b$, $h = f(z)$, $o = V h$, $L = \frac12 \|o - y\|^2$.

$$\partial_o L = o - y$$

$$\partial_V L = \partial_o L h^T$$

$$§$$
"""
ROMAN = BY_SIGN.replace(r"\partial_V L", r"\mathrm{d}V").replace(r"\partial_o L", r"\mathrm{d}o")
NAMED = r"""$u = V x$, $h = g(u)$, $a = W h$, $o = g(a)$, $E = \frac12 \|o - y\|^2$, where
$\delta_{\text{out}} = \frac{\partial E}{\partial a}$, $\delta_2 = \frac{\partial E}{\partial u}$.

$$\delta_2 = (W^T \delta_{\text{out}}) \odot g'(u)$$

$$\frac{\partial E}{\partial V} = \delta_2 x^T$$

$$§$$
"""
CELL = r"""$z = W_{xh} x + W_{hh} s + b$, $h = \tanh(z)$, $o = W_{hy} h + c$,
$E = \frac12 \|o - y\|^2$.

$$\nabla_o E = o - y$$

$$\nabla_h E = W_{hy}^T \nabla_o E$$

$$§$$
"""
DEEP = r"""$F = X W_1 W_2 W_3$, $L = \frac12 \|F - Y\|_F^2$.

$$\nabla_F L = F - Y$$

$$\nabla_{W_1} L = X^T \nabla_F L (W_3)^T (W_2)^T$$

$$§$$
"""
UNITS = r"""$u_j = \sum_i v_{ji} x_i$, $h_j = f(u_j)$, $a_k = \sum_j w_{kj} h_j$, $o_k = f(a_k)$,
$E = \frac12 \sum_k (o_k - t_k)^2$; put $\delta_k^{o} = \frac{\partial E}{\partial a_k}$.

$$\frac{\partial E}{\partial w_{kj}} = \delta_k^{o} h_j$$

$$§$$
"""
SQUARE = r"""$o = v_1 h_1 + v_2 h_2$, $J = (o - y)^2$.

$$\frac{\partial J}{\partial h_1} = 2 (o - y) v_1$$

$$§$$
"""
SUMMED = r"""$Z^{[1]} = W^{[1]} X$, $A^{[1]} = g(Z^{[1]})$, $Z^{[2]} = W^{[2]} A^{[1]}$,
$A^{[2]} = \mathrm{softmax}(Z^{[2]})$ and $E = -\sum_i \sum_k Y_{ik} \log A^{[2]}_{ik}$
over the $m$ examples.

$$dW^{[2]} = dZ^{[2]} A^{[1]T}$$

$$dW^{[1]} = dZ^{[1]} X^T$$

$$§$$
"""
ONES = r"""Rows are examples, and there are $m$ examples. $Z_1 = X W_1 + b_1$, $A_1 = g(Z_1)$,
$Z_2 = A_1 W_2 + b_2$, and $L$ is any loss of $Z_2$.

$$dW_2 = A_1^T dZ_2$$

$$db_2 = \mathbf{1}^T dZ_2$$

$$§$$
"""
CASES = [
    (ONES, r"db_1 =", r"\mathbf{1}^T dZ_1", [r"dZ_1"]),
    (SUMMED, r"dZ^{[2]} =", r"A^{[2]} - Y", [r"\frac{1}{m} (A^{[2]} - Y)"]),
    (BIAS, r"\frac{\partial L}{\partial c} =", r"\frac{\partial L}{\partial \hat y}",
     [r"2 \frac{\partial L}{\partial \hat y}"]),
    (TANH, r"\frac{\partial L}{\partial z} =", r"\frac{\partial L}{\partial h} \odot (1 - h^2)",
     [r"\frac{\partial L}{\partial h} \odot (1 + h^2)"]),
    (TANH, r"\frac{\partial L}{\partial \beta} =", r"\frac{\partial L}{\partial z}",
     [r"-\frac{\partial L}{\partial z}"]),
    (TURNED, r"\frac{\partial L}{\partial W} =", r"x \left(\frac{\partial L}{\partial z}\right)^T",
     [r"\left(\frac{\partial L}{\partial z}\right) x^T"]),
    (LAST, r"\frac{\partial C}{\partial z_1} =",
     r"(W_2^T \frac{\partial C}{\partial z_2}) \odot h'(z_1)",
     [r"(W_2^T \frac{\partial C}{\partial z_2}) \odot h'(a_1)"]),
    (BELOW, r"\nabla_{W_l} C =", r"\delta_l a_{l-1}^T", [r"\delta_{l+1} a_{l-1}^T"]),
    (SMALL, r"\delta_1 =", r"(\delta_2 W_2^T) \odot g'(z_1)",
     [r"(\delta_2 W_2) \odot g'(z_1)", r"(\delta_2 W_2^T) \odot g'(z_2)"]),
    (SIGMOIDS, r"dZ^{[1]} =", r"(dZ^{[2]} {W^{[2]}}^\top) \odot H^{[1]} \odot (1 - H^{[1]})",
     [r"(dZ^{[2]} {W^{[2]}}^\top) \odot H^{[1]}",
      r"(dZ^{[2]} {W^{[2]}}^\top) \odot H^{[1]} \odot (1 + H^{[1]})"]),
    (OCTAVE, r"\delta^{(2)} =", r"((\Theta^{(2)})' \delta^{(3)}) .* g'(z^{(2)})",
     [r"(\Theta^{(2)} \delta^{(3)}) .* g'(z^{(2)})"]),
    (COUNTED, r"\nabla_b L =", r"\frac{1}{n} \mathbf{1}^\top (P - Y)",
     [r"\frac{1}{n} \mathbf{1}^\top (P + Y)", r"\mathbf{1}^\top (P - Y)"]),
    (ADJOINTS, r"\bar{z} =", r"\bar{h} \odot f'(z)", [r"\bar{h} \odot f'(h)"]),
    (BY_SIGN, r"\partial_h L =", r"V^T \partial_o L", [r"V \partial_o L"]),
    (ROMAN, r"\mathrm{d}h =", r"V^T \mathrm{d}o", [r"V \mathrm{d}o"]),
    (NAMED, r"\delta_{\text{out}} =", r"(o - y) \odot g'(a)",
     [r"(o + y) \odot g'(a)", r"(o - y) \odot g'(o)"]),
    (CELL, r"\nabla_{W_{hh}} E =", r"\nabla_z E s^T", [r"\nabla_z E x^T"]),
    (DEEP, r"\nabla_{W_3} L =", r"W_2^T W_1^T X^T \nabla_F L",
     [r"\nabla_F L (W_2^T W_1^T X^T)", r"W_1^T W_2^T X^T \nabla_F L"]),
    (UNITS, r"\delta_k^{o} =", r"(o_k - t_k) f'(a_k)",
     [r"(o_k - t_k) f(a_k)", r"(t_k - o_k) f'(a_k)"]),
    (SQUARE, r"\frac{\partial J}{\partial v_2} =", r"2 (o - y) h_2", [r"2 h_2", r"2 (o - y) h_1"]),
]  # fmt: skip
BOTH = [
    (note, f"{left} {right}", wrong)
    for note, left, first, slips in CASES
    for right, wrong in [(first, False), *((slip, True) for slip in slips)]
]


def ruling(note, formula):
    """What is said of the formula in its note."""
    played = replay(understand(read_text("note.md", note.replace("§", formula))))
    (found,) = [claim for claim in gradient.find(played) if claim.source == formula]
    return gradient.judge(found).ruling.value


@pytest.mark.parametrize(("note", "formula", "wrong"), BOTH, ids=[case[1] for case in BOTH])
def test_what_is_right_holds_and_its_slips_are_refuted(note, formula, wrong):
    assert ruling(note, formula) in (("refuted",) if wrong else ("proved", "confirmed"))


def test_what_may_be_applied_multiplies_nothing():
    text = "$Y = V x$ and $A = X Y$.\n\n$V(x) = 2$\n\n$X(t + 1) = 0$\n\n$E(\\delta) = 0$\n"
    found = [plain(e.left) for e in equations(understand(read_text("note.md", text)))]
    assert not any("·" in left for left in found)


def test_a_prime_transposes_only_where_nothing_else_does():
    text = "$y = (W^{(1)})' x$\n"
    alone = equations(understand(read_text("note.md", text)))
    assert plain(alone[0].right) == "(W^(1))^T · x"
    beside = equations(understand(read_text("note.md", text + "\n$z = x^T y$\n")))
    assert [plain(e.right) for e in beside] == ["x^T · y"]


def test_an_error_of_two_meanings_keeps_its_name():
    text = r"$\delta_o = \frac{\partial E}{\partial a}$, $\delta_o = \frac{\partial E}{\partial o}$"
    found = equations(understand(read_text("note.md", text)))
    assert with_derivatives(found) == found


@pytest.mark.parametrize(
    ("said", "more"),
    [
        ("There are $n$ training examples.", ("n",)),
        ("The mini-batch size is $B$.", ("B",)),
        ("$P$ denotes the number of samples.", ("P",)),
        ("Here $n$ is the width of a layer.", ()),
        ("Take $W$ examples by heart.", ()),
    ],
)
def test_words_say_what_counts_the_examples(said, more):
    assert counts_in(said) == ("m", "N", *more)

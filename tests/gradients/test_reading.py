"""Gradient formulas in the many ways in which they are written: what is said of each."""

import pytest

from .test_notations import answers

LAYERS = (
    "$Z^{[1]} = W^{[1]} X + b^{[1]}$, $A^{[1]} = g^{[1]}(Z^{[1]})$, "
    "$Z^{[2]} = W^{[2]} A^{[1]} + b^{[2]}$, $A^{[2]} = g^{[2]}(Z^{[2]})$, $m$ examples.\n\n"
)
ROWS = "$Z_1 = X W_1 + b_1$, $A_1 = \\max(0, Z_1)$, $Z_2 = A_1 W_2 + b_2$, $A_2 = "
UNITS = (
    "$z_j^{(l)} = \\sum_k w_{jk}^{(l)} a_k^{(l-1)} + b_j^{(l)}$ and $a_j^{(l)} = f(z_j^{(l)})$\n\n"
)
LOGISTIC = (
    "$z^{(i)} = w^T x^{(i)} + b$, $\\hat{y}^{(i)} = \\sigma(z^{(i)})$, $\\sigma$ is the sigmoid\n\n"
    "$$J = -\\frac{1}{m} \\sum_{i=1}^m \\left[ y^{(i)} \\log \\hat{y}^{(i)} + (1-y^{(i)}) "
    "\\log(1-\\hat{y}^{(i)}) \\right]$$\n\n"
    "$$\\frac{\\partial J}{\\partial b} = \\frac{1}{m} \\sum_{i=1}^m "
    "(\\hat{y}^{(i)} - y^{(i)})$$\n\n$$db = \\frac{1}{m} \\sum_{i=1}^m dz^{(i)}$$\n\n"
)
PENALTY = (
    "$Z^{[l]} = W^{[l]} A^{[l-1]} + b^{[l]}$, $A^{[l]} = g(Z^{[l]})$, "
    "$J_{reg} = J + \\frac{\\lambda}{2m} \\sum_l \\|W^{[l]}\\|_F^2$\n\n"
    "$$dA^{[l-1]} = W^{[l]T} dZ^{[l]}$$\n\n"
)
NEURON = "For each neuron $z = w^T x + b$ and $a = g(z)$, in layer $i$: $db_i = dz_i$, "


def said(text, line, around=LAYERS, mark="$$"):
    found = answers(f"{around}{mark}{line}{mark}\n")
    verdict = found.get(line)
    return "nothing" if verdict is None else verdict.ruling.value


HOLD = (
    r"db^{[2]} = \frac{1}{m} np.sum(dZ^{[2]}, axis=1, keepdims=True)",
    r"db^{[2]} = \frac{1}{m} \text{np.sum}(dZ^{[2]}, \text{axis}=1, \text{keepdims}=True)",
    r"db^{[2]} = \frac{1}{m} \sum dZ^{[2]}",
    r"db^{[2]} = \frac{1}{m} \sum_{\text{examples}} dZ^{[2]}",
    r"db^{[2]} = Sum(dZ^{[2]}) / m",
    r"dZ^{[1]} = W^{[2]T} dZ^{[2]} .* g^{[1]\prime}(Z^{[1]})",
    r"dZ^{[1]} = W^{[2]T} dZ^{[2]} \text{*} g^{[1]'}(Z^{[1]})",
    r"dA^{[1]} = W^{[2]T}.dZ^{[2]}",
    r"dW^{[2]} = \frac{1}{m} dZ^{[2]} . A^{[1]T}",
    r"\nabla_{W^{[2]}} E = \nabla_{Z^{[2]}} E A^{[1]T}",
)


@pytest.mark.parametrize("line", HOLD)
def test_signs_and_calls_that_add_up(line):
    assert said("", line) in ("proved", "confirmed")


WRONG = (
    r"db^{[2]} = \frac{1}{m} np.sum(dZ^{[2]}, axis=0, keepdims=True)",
    r"dZ^{[1]} = W^{[2]} dZ^{[2]} .* g^{[1]\prime}(Z^{[1]})",
    r"dA^{[1]} = W^{[2]}.dZ^{[2]}",
    r"dW^{[2]} = \frac{1}{m} A^{[1]T} . dZ^{[2]}",
)


@pytest.mark.parametrize("line", WRONG)
def test_slips_in_the_same_signs_are_refuted(line):
    assert said("", line) == "refuted"


@pytest.mark.parametrize(
    ("last", "line", "ruling"),
    [
        (r"\text{Softmax}(Z_2)", "dZ^{[2]} = A^{[2]} - Y", ("proved", "confirmed")),
        (r"\text{Softmax}(Z_2)", "dZ^{[2]} = Y - A^{[2]}", ("refuted",)),
        (r"\text{softmax}(Z_2)", "dZ_2 = A_2 - Y_{\\text{one-hot}}", ("proved", "confirmed")),
        (r"g_{\text{sigmoid}}(Z_2)", "dZ_2 = A_2 - Y", ("proved", "confirmed")),
    ],
)
def test_layers_above_and_below_and_outputs_of_every_kind(last, line, ruling):
    words = "the cross-entropy is the loss."
    rules = f"{ROWS}{last}$, and {words}\n\n$$dW_1 = X^T dZ_1$$\n\n$$dW_2 = A_1^T dZ_2$$\n\n"
    assert said("", line, rules) in ruling


@pytest.mark.parametrize(
    ("line", "ruling"),
    [
        (r"\frac{\partial C}{\partial w_{jk}^{(l)}} = a_k^{(l-1)} \delta_j^{(l)}", "proved"),
        (r"\delta_j^{(l)} = \sum_k w_{kj}^{(l+1)} \delta_k^{(l+1)} f'(z_j^{(l)})", "proved"),
        (r"\frac{\partial C}{\partial w_{jk}^{(l)}} = a_j^{(l-1)} \delta_k^{(l)}", "not proved"),
    ],
)
def test_rules_for_any_entry(line, ruling):
    more = r"$\frac{\partial C}{\partial b_j^{(l)}} = \delta_j^{(l)}$ and "
    other = r"$\frac{\partial C}{\partial a_j^{(l)}} = \sum_k w_{kj}^{(l+1)} \delta_k^{(l+1)}$"
    found = said("", line, UNITS + more + other + "\n\n")
    holds = ("proved", "confirmed")
    assert (found in holds) == (ruling == "proved")


@pytest.mark.parametrize(
    ("line", "rulings"),
    [
        (
            r"\frac{\partial J}{\partial w_j} = \frac{1}{m} \sum_{i=1}^m "
            r"(\hat{y}^{(i)} - y^{(i)}) x_j^{(i)}",
            ("proved", "confirmed"),
        ),
        (
            r"\frac{\partial J}{\partial w_j} = \frac{1}{m} \sum_{i=1}^m "
            r"(y^{(i)} - \hat{y}^{(i)}) x_j^{(i)}",
            ("refuted",),
        ),
        (r"dw = \frac{1}{m} \sum_{i=1}^m x^{(i)} dz^{(i)}", ("proved", "confirmed")),
    ],
)
def test_examples_by_their_number(line, rulings):
    assert said("", line, LOGISTIC) in rulings


@pytest.mark.parametrize(
    ("line", "rulings"),
    [
        (
            r"dW^{[l]} = \frac{1}{m} dZ^{[l]} A^{[l-1]T} + \frac{\lambda}{m} W^{[l]}",
            ("proved", "confirmed"),
        ),
        (r"dW^{[l]} = \frac{1}{m} dZ^{[l]} A^{[l-1]T} - \frac{\lambda}{m} W^{[l]}", ("refuted",)),
        (r"dZ^{[l]} = dA^{[l]} * g'(Z^{[l]})", ("proved", "confirmed")),
    ],
)
def test_a_penalty_is_part_of_the_loss_or_not(line, rulings):
    assert said("", line, PENALTY) in rulings


@pytest.mark.parametrize(
    ("line", "rulings"),
    [
        ("dw_i = x dz_i^T", ("proved", "confirmed")),
        ("dw_i = dz_i x^T", ("refuted",)),
        (r"dz_i = w_{i+1} dz_{i+1} \circ g'(z_i)", ("proved", "confirmed")),
    ],
)
def test_a_neuron_that_stands_for_any_layer(line, rulings):
    more = r"$dw_i = x dz_i^T$, " if "w_{i+1}" in line else r"$dz_i = w_{i+1} dz_{i+1}$, "
    assert said("", line, NEURON + more, "$") in rulings


def test_what_nothing_is_known_of_stays_undecided():
    """The y of this layer is nowhere said to be W x, and another section speaks of softmax."""
    text = (
        r"$p_i = \frac{e^{z_i}}{\sum_k e^{z_k}}$, $L = -\sum_i y_i \log p_i$, "
        r"$\frac{\partial L}{\partial z} = p - y$, $\frac{\partial L}{\partial z_i} = p_i - y_i$"
        "\n\n"
    )
    line = r"\frac{\partial L}{\partial W} = \frac{\partial L}{\partial y} x^T"
    assert said("", line, text) in ("undecided", "nothing")


@pytest.mark.parametrize("j", ["i", "j"])
def test_kroneckers_delta(j):
    text = r"$p_i = \frac{e^{z_i}}{\sum_k e^{z_k}}$" + "\n\n"
    right = rf"\frac{{\partial p_i}}{{\partial z_j}} = p_i (\delta_{{ij}} - p_{j})"
    found = said("", right, text)
    assert (found in ("proved", "confirmed")) == (j == "j")


def test_a_gradient_that_hangs_on_a_slip_in_a_forward_rule():
    rules = (
        r"$$z_1 = f(w_{11} x_1 + w_{21} x_2)$$" + "\n\n"
        r"$$z_2 = f(w_{21} x_1 + w_{22} x_2)$$" + "\n\n"
        r"$$y = v_1 z_1 + v_2 z_2$$" + "\n\n"
    )
    line = (
        r"\frac{\partial L}{\partial w_{12}} = \frac{\partial L}{\partial y} "
        r"\frac{\partial y}{\partial z_2} \frac{\partial z_2}{\partial w_{12}}"
    )
    found = answers(f"{rules}$${line}$$\n")[line]
    assert found.ruling.value == "conditional"
    assert "z_2" in found.message and "line 3" in found.message

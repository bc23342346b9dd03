"""What follows from an error, what was meant before it, and what only seems wrong."""

import pytest

from initproofs.check import check
from initproofs.nouns import Ruling
from initproofs.read import read_text

RULES = r"""
Rows of $X$ are examples and the biases are set to $0$. As activation function $g$ we take the ReLU.

$$Z^{[1]} = XW^{[1]} + b^{[1]}, \quad A^{[1]} = g(Z^{[1]}), \quad Z^{[2]} = A^{[1]}W^{[2]} + b^{[2]}$$

$$X = \begin{bmatrix} 1 & 2 \\ 0 & 3 \end{bmatrix}, \quad W^{[1]} = \begin{bmatrix} 4 & 1 \\ 5 & 1 \end{bmatrix}, \quad W^{[2]} = \begin{bmatrix} 1 \\ 2 \end{bmatrix}$$
"""  # noqa: E501


def statuses(text):
    """The rulings of a note's last formulas, in reading order."""
    return [verdict.ruling for _, verdict in check(read_text("note.md", text + "\n")).findings]


def refuted(text):
    return statuses(text).count(Ruling.REFUTED)


def test_a_slip_of_the_pen_two_steps_back_is_not_carried_on():
    wrong = r"$$Z^{[1]} = \begin{bmatrix} 41 & 3 \\ 15 & 3 \end{bmatrix}$$ "
    again = r"$$A^{[1]} = \begin{bmatrix} 15 & 3 \\ 14 & 3 \end{bmatrix}$$ "
    right = r"$$Z^{[2]} = \begin{bmatrix} 20 \\ 21 \end{bmatrix}$$"
    other = r"$$Z^{[2]} = \begin{bmatrix} 20 \\ 22 \end{bmatrix}$$"
    assert refuted(RULES + wrong + again + right) == 2
    assert refuted(RULES + wrong + again + other) == 3


def test_what_is_meant_by_a_formula_must_lead_to_its_number():
    wrong = r"$$Z^{[1]} = \begin{bmatrix} 14 & 3 \\ 15 & -3 \end{bmatrix}$$ "
    dropped = r"$$A^{[1]} = Z^{[1]} = \begin{bmatrix} 14 & 3 \\ 15 & -3 \end{bmatrix}$$"
    assert refuted(RULES + wrong + dropped) == 2


def test_a_calculation_on_several_lines_keeps_its_error():
    lines = r"""$$\begin{aligned}
Z^{[1]} &= XW^{[1]} \\
&= \begin{bmatrix} 1 & 2 \\ 0 & 3 \end{bmatrix} \begin{bmatrix} 4 & 1 \\ 6 & 1 \end{bmatrix} \\
&= \begin{bmatrix} 16 & 3 \\ 18 & 3 \end{bmatrix}
\end{aligned}$$ """
    follows = r"$$A^{[1]} = \begin{bmatrix} 16 & 3 \\ 18 & 3 \end{bmatrix}$$"
    mended = r"$$A^{[1]} = \begin{bmatrix} 14 & 3 \\ 15 & 3 \end{bmatrix}$$"
    assert refuted(RULES + lines + follows) == refuted(RULES + lines + mended) == 1


def test_a_name_recalled_in_a_chain_is_what_was_stated():
    stated = r"$$Z^{[1]} = \begin{bmatrix} 14 & 3 \\ 15 & 3 \end{bmatrix}$$ "
    swapped = r"$$A^{[1]} = Z^{[1]} = \begin{bmatrix} 15 & 3 \\ 14 & 3 \end{bmatrix}$$"
    assert refuted(RULES + stated + swapped) == 1


def test_an_entry_may_hide_behind_the_sigmoid():
    note = r"Here $\sigma$ is the sigmoid. $$z = \begin{bmatrix} 218 \\ 346 \end{bmatrix}$$ "
    shown = r"$$\sigma(z) = \begin{bmatrix} \sigma(%d) \\ \sigma(346) \end{bmatrix}$$"
    assert refuted(note + shown % 218) == 0
    assert refuted(note + shown % 216) == 1


@pytest.mark.parametrize(
    ("text", "errors"),
    [
        (r"$$1.111 \begin{bmatrix} 1 & 45 \end{bmatrix} = \begin{bmatrix} 1.11 & 50 \end{bmatrix}$$", 0),  # noqa: E501
        (r"$$1.111 \begin{bmatrix} 1 & 45 \end{bmatrix} = \begin{bmatrix} 1.11 & 51 \end{bmatrix}$$", 1),  # noqa: E501
        (r"$\frac{e}{e + e^2 + e^3} = \frac{2.72}{30.19} = 0.0900$", 0),
        (r"$\frac{e}{e + e^2 + e^3} = \frac{2.72}{30.19} = 0.0970$", 1),
        (r"$0.45 \cdot 0.5944 + 0.55 \cdot 0.5963 = 0.2675 + 0.3280 = 0.5955$", 0),
        (r"$0.45 \cdot 0.5944 + 0.55 \cdot 0.5963 = 0.2675 + 0.3380$", 1),
        (r"$4 - 0.01 \cdot 12 = 4 - 0.01 \cdot 11 = 3.88$", 2),
        (r"$$2 \begin{bmatrix} 1 \\ 2 \end{bmatrix} = \begin{bmatrix} 2 \\ 5 \end{bmatrix} \quad \text{as claimed}$$", 1),  # noqa: E501
        (r"$1/3 \begin{bmatrix} 3 & 6 \end{bmatrix} = \begin{bmatrix} 1 & 3 \end{bmatrix}$", 1),
        (r"$(2^3)^2 = 64$ and $2^{3^2} = 512$", 0),
        (r"$(2^3)^2 = 512$", 1),
    ],
)  # fmt: skip
def test_rounding_and_remarks(text, errors):
    assert refuted(text) == errors


def test_a_transposed_derivative_keeps_its_layer():
    note = r"""$$\frac{\partial L}{\partial W_1} = \begin{bmatrix} 1 & 2 \end{bmatrix}$$
$$\frac{\partial L}{\partial W_2} = \begin{bmatrix} 3 & 4 \end{bmatrix}$$

$$2{\frac{\partial L}{\partial W_2}}^T = \begin{bmatrix} 6 \\ %d \end{bmatrix}$$"""
    assert refuted(note % 8) == 0
    assert refuted(note % 4) == 1


def test_a_note_that_names_its_sign_means_other_products_as_matrices():
    note = r"""Here $*$ denotes the elementwise product, and $g(z) = z$.

$$D = \begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix}, \quad Z = \begin{bmatrix} 5 & 6 \\ 7 & 8 \end{bmatrix}$$

$$E = D %s g'(Z) = \begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix}$$"""  # noqa: E501
    assert refuted(note % "*") == 0
    assert refuted(note % "") == 1


def test_the_examples_of_a_nameless_input_are_counted():
    note = r"""The network is $Z^{[1]} = PW^{[1]}$, and $m$ is the number of examples.

$$P = \begin{bmatrix} 1 & 2 \\ 0 & 3 \\ 1 & 1 \end{bmatrix}, \quad D = \begin{bmatrix} 3 \\ 6 \\ 0 \end{bmatrix}$$

$$dW^{[1]} = \frac{1}{m} P^T D = \begin{bmatrix} %d \\ 8 \end{bmatrix}$$"""  # noqa: E501
    assert refuted(note % 1) == 0
    assert refuted(note % 3) == 1


def test_small_letters_with_two_indices_are_entries_of_the_capital():
    note = r"$$W = \begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix}$$ Here $w_{12} + w_{11} = %d$."
    assert refuted(note % 3) == refuted(note % 4) == 0  # a row or a column: both are usual
    assert refuted(note % 5) == 1

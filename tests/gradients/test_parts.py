"""The parts of the kind gradient: the tape, the conventions that formulas elect, single notes."""

from fractions import Fraction
from itertools import islice

import pytest

from initproofs.claims.edits import Known, edits
from initproofs.evidence.gradients import Oracles, Tape, gradients
from initproofs.terms import Head, Product, Symbol, Transposed

from .test_notations import answers

FORWARD = (
    r"$$Z^{[l]} = A^{[l-1]} W^{[l]} + b^{[l]}$$ $$A^{[l]} = g(Z^{[l]})$$ There are $m$ examples."
)


def d(of, by):
    return rf"\frac{{\partial {of}}}{{\partial {by}}}"


def said(*formulas, before=FORWARD):
    found = answers(before + "\n\n" + "\n\n".join(f"$${f}$$" for f in formulas) + "\n")
    return [found[f].ruling.value if f in found else "nothing" for f in formulas]


@pytest.mark.parametrize("small", [False, True])
def test_the_tape_knows_products_quotients_and_functions(small):
    tape = Tape(Oracles(3, small))
    x, y = tape.number(Fraction(3)), tape.number(Fraction(2))
    slope = tape.function("g", 1)(x).value
    value = tape.function("g", 0)(x).value
    by_x, by_y = gradients(tape.function("g", 0)(x) * y / x, [x, y])
    third = tape.oracles.number(Fraction(1, 3))
    two = tape.oracles.number(Fraction(2))
    assert by_x == slope * two * third - value * two * third * third
    assert by_y == value * third


def test_named_functions_keep_their_relations():
    tape = Tape(Oracles(1))
    x = tape.number(Fraction(5))
    s, slope = tape.function("sigmoid", 0)(x).value, tape.function("sigmoid", 1)(x).value
    one = tape.oracles.number(Fraction(1))
    assert slope == s * (one - s)
    assert gradients(tape.function("tanh", 0)(x), [x]) == [tape.function("tanh", 1)(x).value]


MEAN = r"\frac{1}{m} {A^{[l-1]}}^T dZ^{[l]}"


def test_a_sum_and_a_mean_are_both_admitted_where_nothing_else_says_which():
    assert said(f"dW^{{[l]}} = {MEAN}") == ["proved"]
    assert said(r"dW^{[l]} = {A^{[l-1]}}^T dZ^{[l]}") == ["proved"]


def test_two_formulas_that_contradict_each_other_leave_both_open():
    both = f"dW^{{[l]}} = {MEAN}", r"db^{[l]} = \mathbf{1}^T dZ^{[l]}"
    assert said(*both) == ["undecided", "undecided"]


def test_three_against_one_is_an_error():
    last = r"dW^{[2]} = \frac{1}{m} {A^{[1]}}^T dZ^{[2]}"
    odd = r"db^{[2]} = \mathbf{1}^T dZ^{[2]}"
    bias = r"db^{[l]} = \frac{1}{m} \mathbf{1}^T dZ^{[l]}"
    found = said(f"dW^{{[l]}} = {MEAN}", last, bias, odd)
    assert found == ["proved", "proved", "proved", "refuted"]


def test_a_chain_that_leaves_out_a_path_is_not_confirmed_and_no_small_edit_mends_it():
    forward = r"$$z = w x + b$$ $$a = g(z)$$ $$u = v z$$ $$y = a u$$"
    right = f"{d('L', 'w')} = {d('L', 'z')} {d('z', 'w')}"
    short = f"{d('L', 'z')} = {d('L', 'a')} {d('a', 'z')}"
    assert said(right, short, before=forward) == ["proved", "undecided"]


def test_a_factor_of_a_relu_is_missed_wherever_its_slope_is_one():
    forward = r"$$z = w x + b$$ $$a = \max(0, z)$$ $$y = v a$$"
    right = f"{d('L', 'w')} = {d('L', 'a')} {d('a', 'z')} x"
    wrong = f"{d('L', 'w')} = {d('L', 'a')} x"
    assert said(right, before=forward) == ["proved"]
    assert said(wrong, before=forward) == ["refuted"]


@pytest.mark.parametrize(
    ("formula", "ruling"),
    [
        (r"W^{[l]} = W^{[l]} - \alpha dW^{[l]}", "proved"),
        (r"W^{[l]} := W^{[l]} + \alpha dW^{[l]}", "refuted"),
        (r"W^{[l]} := W^{[l]} - \alpha db^{[l]}", "refuted"),
        (r"v = \beta v + (1 - \beta) dW", "proved"),
        (r"v = \beta v + (1 + \beta) dW", "refuted"),
        (r"v = \beta_1 v + (1 - \beta_2) dW", "refuted"),
        (r"v = \beta v + dW", "nothing"),
        (r"v = \mu v - (1 - \mu) dW", "nothing"),
        (r"\hat v = \frac{v}{1 - \beta^t}", "proved"),
        (r"\hat v = \frac{v}{1 + \beta^t}", "refuted"),
        (r"w = 2 w - \eta dw", "refuted"),
        (r"w = 0.99 w - \eta dw", "nothing"),
        (r"w_1 = w_1 - \eta \frac{\partial L}{\partial w_2}", "refuted"),
    ],
)
def test_steps_of_an_optimiser(formula, ruling):
    assert said(formula) == [ruling]


def test_code_is_differentiated_too():
    note = "```python\nZ = np.dot(W, X) + b\nA = np.tanh(Z)\n{}\n```\n"
    right = "dW = np.dot(dZ, X.T)"
    wrong = "dW = np.dot(dZ, X)"
    assert answers(note.format(right))[right].ruling.value == "proved"
    assert answers(note.format(wrong))[wrong].ruling.value == "refuted"


def test_the_first_edits_are_the_smallest():
    w, x = Symbol(Head("W")), Symbol(Head("x"))
    first = [edit.term for edit in islice(edits(Product(w, x), Known()), 2)]
    assert first == [Product(Transposed(w), x), Product(w, Transposed(x))]


def test_an_output_of_exactly_zero_has_no_cross_entropy():
    """The ReLU is named for the hidden layers only; the last one is taken for one too."""
    note = (
        r"With binary cross-entropy $$\frac{\partial L}{\partial a^L} \cdot "
        r"\frac{\partial a^L}{\partial z^L} = \hat{y} - y$$ $$z^L = W^L a^{L-1} + b^L$$ "
        r"The hidden layers have ReLU activation: $$\frac{\partial a^{L-1}}{\partial z^{L-1}} = "
        r"\text{ReLU}'(z^{L-1})$$ "
    )
    claim = (
        r"\frac{\partial L}{\partial W^{L-1}} = \left( W^L \right)^T (\hat{y} - y) \odot "
        r"\text{ReLU}'(z^{L-1}) \cdot (a^{L-2})^T"
    )
    assert set(said(claim, before=note)) <= {"undecided", "nothing", "confirmed", "proved"}

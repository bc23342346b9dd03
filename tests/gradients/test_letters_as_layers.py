"""Textbooks name the units of a layer by a letter: i before j before k."""

from functools import cache

import pytest

from initproofs.given.equations import equations
from initproofs.given.index_layers import with_layers
from initproofs.given.statements import understand
from initproofs.read import read_text
from initproofs.terms import Index, heads

from .test_notations import answers as computed

answers = cache(computed)

ONE_RULE = r"""$o_j = \varphi(net_j)$ with $$net_j = \sum_i w_{ij} o_i$$ and the logistic
$\varphi(z) = \frac{1}{1+e^{-z}}$.

$$\frac{\partial net_j}{\partial w_{ij}} = o_i$$

$$\frac{\partial E}{\partial w_{ij}} = \delta_j o_i$$

$$\delta_j = \frac{\partial E}{\partial o_j} \frac{\partial o_j}{\partial net_j}$$

$$\delta_j = \left(\sum_l w_{jl} \delta_l\right) o_j (1 - o_j)$$

With $E = \frac12 \sum_j (t_j - o_j)^2$ at an output $$\delta_j = (o_j - t_j) o_j (1 - o_j)$$

$$-\eta \frac{\partial E}{\partial w_{ij}} = -\eta \delta_j o_i$$
"""
TWO_RULES = r"""$$z_j = \sum_i w_{ji} x_i, \quad h_j = f(z_j), \quad z_k = \sum_j w_{kj} h_j$$

$$\hat y_k = g(z_k)$$

$$\delta_j = f'(z_j) \sum_k w_{kj} \delta_k$$

$$\frac{\partial E}{\partial w_{ji}} = \delta_j x_i$$

$$\frac{\partial E}{\partial w_{kj}} = \delta_k h_j$$
"""
SLIPS = [
    (ONE_RULE, r"w_{jl} \delta_l", r"w_{lj} \delta_l", r"w_{jl} \delta_l"),
    (ONE_RULE, r"= \delta_j o_i", r"= \delta_j o_j", r"\delta_j o_i"),
    (ONE_RULE, r"-\eta \delta_j", r"\eta \delta_j", r"-\eta \delta_j o_i"),
    (TWO_RULES, r"w_{kj} \delta_k", r"w_{jk} \delta_k", r"w_{kj} \delta_k"),
    (TWO_RULES, r"\delta_k h_j", r"\delta_k z_j", r"\delta_k h_j"),
    (TWO_RULES, r"f'(z_j)", r"f'(h_j)", r"f'(z_j)"),
]


@pytest.mark.parametrize("note", [ONE_RULE, TWO_RULES])
def test_gradients_of_units_are_proved(note):
    said = answers(note)
    assert len(said) >= 3
    assert {verdict.ruling.value for verdict in said.values()} == {"proved"}


@pytest.mark.parametrize(("note", "right", "wrong", "mended"), SLIPS)
def test_a_slip_is_refuted_in_the_letters_of_the_note(note, right, wrong, mended):
    before, after = answers(note), answers(note.replace(right, wrong, 1))
    changed = [verdict for formula, verdict in after.items() if formula not in before]
    assert [verdict.ruling.value for verdict in changed] == ["refuted"]
    assert mended in (changed[0].correction or "")


CONTRADICTED = TWO_RULES.replace(r"z_k = \sum_j w_{kj} h_j", r"z_i = \sum_j w_{ij} h_j")
WITHOUT_RULES = r"$$\delta_j = h_j(1-h_j)\sum_k w_{jk}\delta_k$$"
ONE_LAYER = r"$$z_j = \sum_i w_{ji} x_i$$ $$\frac{\partial E}{\partial w_{ji}} = \delta_j x_i$$"


@pytest.mark.parametrize("note", [CONTRADICTED, WITHOUT_RULES, ONE_LAYER])
def test_letters_that_need_not_be_layers_are_left_alone(note):
    found = equations(understand(read_text("note.md", note)))
    assert with_layers(found) == found


def test_layers_are_counted_from_the_input_where_names_tell_them_apart():
    found = with_layers(equations(understand(read_text("note.md", TWO_RULES))))
    labels = {str(h): h.label for e in found for h in (*heads(e.left), *heads(e.right))}
    assert (labels["w_ji"], labels["w_kj"], labels["x_i"]) == (Index("", 1), Index("", 2), None)

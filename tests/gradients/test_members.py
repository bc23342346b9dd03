"""Chains of several members, optimisers, and how gradients lie: right, and with one slip."""

import pytest

from initproofs.claims import gradient
from initproofs.given.replay import replay
from initproofs.given.statements import understand
from initproofs.read import read_text

from .test_notations import HOLDS, answers, plainly

SOFTMAX = (
    r"\frac{\partial E}{\partial u_i}",
    r"-\sum_k t_k \frac{\partial \log s_k}{\partial u_i}",
    r"-\sum_k t_k \frac{1}{s_k} \frac{\partial s_k}{\partial u_i}",
    r"-t_i(1-s_i) - \sum_{k \neq i} t_k \frac{1}{s_k} ({\color{red}{-s_k s_i}})",
    r"-t_i(1-s_i) + \sum_{k \neq i} t_k ({\color{red}{s_i}})",
    r"-t_i + \color{blue}{t_i s_i + \sum_{k \neq i} t_k s_i}",
    r"s_i \left(\sum_k t_k\right) - t_i",
    r"s_i - t_i",
)
ABOUT = "The softmax with cross-entropy and one-hot targets: $$"


def judged(text, ending):
    """What is said of the links that end with a member of a chain."""
    played = replay(understand(read_text("note.md", text)))
    found = [c for c in gradient.find(played) if c.source.strip().endswith(ending)]
    return [gradient.judge(claim) for claim in found]


def chain(members):
    return ABOUT + members[0] + "=" + r"\\=".join(members[1:]) + "$$"


def test_every_member_of_a_right_chain_holds_in_any_letters():
    for other in (str, lambda text: text.replace("s_", "y_").replace("u_", "z_")):
        said = answers(other(chain(SOFTMAX))).values()
        assert [v.ruling.value for v in said] == ["confirmed"] * (len(SOFTMAX) - 1)


SLIPS = (
    (1, r"-\sum_k \frac{\partial \log s_k}{\partial u_i}"),  # a target is left out
    (2, r"-\sum_k t_k \frac{1}{s_k}"),  # the last link is left out
    (4, r"-t_i(1-s_i) - \sum_{k \neq i} t_k ({\color{red}{s_i}})"),
    (4, r"-t_i(1-s_i) + \sum_{k \neq i} t_i ({\color{red}{s_i}})"),
    (5, r"-t_i + \color{blue}{s_i + \sum_{k \neq i} t_k s_i}"),
)


@pytest.mark.parametrize(("place", "wrong"), SLIPS)
def test_a_slip_in_one_member_is_refuted_and_mended(place, wrong):
    text = chain((*SOFTMAX[:place], wrong, *SOFTMAX[place + 1 :]))
    (verdict,) = judged(text, wrong)
    assert verdict.ruling == "refuted"
    original = SOFTMAX[place].replace(r"\color{blue}", "").replace(r"{\color{red}{s_i}}", "s_i")
    factors = [sorted(plainly(x).replace(r"\cdot", "")) for x in (verdict.correction, original)]
    assert factors[0] == factors[1]


def test_an_entry_before_another_name_may_be_a_function_of_it():
    """y multiplies its own complement here, and is a function of x."""
    note = r"$$u_k = y_k (1 - y_k)$$ $$\frac{\partial L}{\partial w_k} = y_k(x_n) - t_k$$"
    assert all(verdict.ruling == "undecided" for verdict in answers(note).values())


TWO_MEANS = r"""
$$v = \beta_1 v + (1 - \beta_1) \delta W$$

$$s = \beta_2 s + (1 - \beta_2) \delta W^2$$

$$\hat v = \frac{v}{1 - \beta_1^t}$$

$$\hat s = \frac{s}{1 - \beta_2^t}$$

$$W = W - \alpha \frac{\hat v}{\sqrt{\hat s} + \epsilon}$$
"""
MEANS = (
    r"$$v = \beta v + (1-\beta) dW$$ $$W = W - \alpha v$$",
    r"$$v = \beta v - (1-\beta) dW$$ $$W = W + \alpha v$$",
    r"$$v = \beta v - (1-\beta) \delta W$$",
    (
        r"$$m = \beta_1 m + (1-\beta_1) g$$ $$v = \beta_2 v + (1-\beta_2) g \odot g$$ "
        r"$$\hat m = \frac{m}{1-\beta_1^t}$$ $$\hat v = \frac{v}{1-\beta_2^t}$$"
    ),
    (
        r"$$V = \beta V + (1-\beta)\delta W$$ $$V = \beta_1 V + (1-\beta_1)\delta W$$ "
        r"$$V^{corrected} = \frac{V}{1-\beta_1^t}$$"
    ),
    r"$$u = -\beta u + (1-\beta) i$$",
    r"$$v = \mu v - \alpha dW$$ $$W = W - \mu p + (1+\mu) v$$",
    r"$$\hat v = \frac{v}{1 - \beta_2^t}$$ $$v = \beta_1 v + (1 - \beta_1) g$$",
)


@pytest.mark.parametrize("note", [TWO_MEANS, *MEANS])
def test_no_right_optimiser_is_refuted(note):
    assert not [v for v in answers(note).values() if v.ruling in ("refuted", "conditional")]


@pytest.mark.parametrize(
    "wrong",
    [
        r"s = \beta_2 s - (1 - \beta_2) \delta W^2",
        r"v = -\beta_1 v + (1 - \beta_1) \delta W",
        r"\hat v = \frac{v}{1 - \beta_2^t}",
        r"s = \beta_1 s + (1 - \beta_2) \delta W^2",
    ],
)
def test_a_slip_in_an_optimiser_is_refuted_and_mended(wrong):
    left = wrong.partition(" =")[0] + " ="
    original = next(line for line in TWO_MEANS.split("$$") if line.startswith(left))
    verdict = answers(TWO_MEANS.replace(original, wrong))[wrong]
    assert verdict.ruling == "refuted"
    assert plainly(f"{left} {verdict.correction}") == plainly(original)


def test_a_mean_that_points_down_is_wrong_only_where_it_is_subtracted():
    mean = r"v = \beta v - (1 - \beta) dW"
    verdict = answers(rf"$${mean}$$ $$W = W - \alpha v$$")[mean]
    assert (verdict.ruling, verdict.correction) == ("refuted", r"\beta v + (1 - \beta) dW")


UFLDL = r"""$$z^{{(l+1)}} = W^{{(l)}} a^{{(l)}} + b^{{(l)}}, \quad a^{{(l+1)}} = f(z^{{(l+1)}})$$

$$\delta^{{(l)}} = ((W^{{(l)}})^T \delta^{{(l+1)}}) \bullet f'(z^{{(l)}})$$

$$\nabla_{{W^{{(l)}}}} J = \delta^{{(l+1)}} (a^{{(l)}})^T$$

$$\nabla_{{b^{{(l)}}}} J = {}\delta^{{(l+1)}}$$
"""


def test_weights_may_bear_the_number_of_the_layer_before():
    assert {v.ruling.value for v in answers(UFLDL.format("")).values()} == {"proved"}
    (wrong,) = judged(UFLDL.format("2 "), r"2 \delta^{(l+1)}")
    assert wrong.ruling == "refuted"


RULES = r"""$$\mathbf{z} = \mathbf{W} \mathbf{x}, \quad \mathbf{h} = \phi(\mathbf{z})$$

$$\mathbf{o} = \mathbf{V} \mathbf{h}$$ """
D = r"\frac{{\partial {}}}{{\partial {}}}".format
W, V, X, Z, H, OUT = (rf"\mathbf{{{letter}}}" for letter in "WVxzho")
SLOPES = rf"\mathrm{{diag}}(\phi'({Z}))"
COLUMNS = (
    f"{D(H, Z)} = {SLOPES}",
    f"{D(OUT, X)} = {V} {SLOPES} {W}",
    f"{D('L', X)} = {W}^T {SLOPES} {V}^T {D('L', OUT)}",
)
ROWS = (
    f"{D('L', H)} = {D('L', OUT)} {V}",
    f"{D('L', Z)} = {D('L', H)} {SLOPES}",
    f"{D('L', W)} = {X} {D('L', Z)}",
)
NEITHER = (
    f"{D('L', H)} = {V} {D('L', OUT)}",
    f"{D('L', W)} = -{X} {D('L', Z)}",
    rf"{D(H, Z)} = \mathrm{{diag}}(\phi({Z}))",
)


@pytest.mark.parametrize("formulas", [COLUMNS, ROWS])
def test_gradients_lie_as_columns_or_as_rows(formulas):
    """Numerator layout: the derivative of a number is a row."""
    said = answers(RULES + "".join(f"$${f}$$ " for f in formulas))
    assert [said[f].ruling.value in HOLDS for f in formulas] == [True] * 3


@pytest.mark.parametrize("formula", NEITHER)
def test_what_lies_in_neither_way_does_not_hold(formula):
    assert answers(f"{RULES} $${formula}$$")[formula].ruling not in HOLDS

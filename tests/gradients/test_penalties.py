"""Penalties on the weights, with the factor that the note states, or any where it states none."""

import pytest

from initproofs import check
from initproofs.claims.monomials import Monomial, penalties, read
from initproofs.config import Settings
from initproofs.nouns import Ruling
from initproofs.read import read_text

ASKED = Settings(select=("gradient", "code"))
COST = "L2_cost = (lambd / (2 * m)) * (np.sum(np.square(W1)) + np.sum(np.square(W2)))"
SKETCH = "L2_cost = (lambda / 2m) * (sum(W1^2) + sum(W2^2) + ...)"


def told(*lines):
    text = "# Weights\n\n```python\n" + "\n".join(lines) + "\n```\n"
    return {
        " ".join(c.source.split()): v for c, v in check(read_text("n.md", text), ASKED).findings
    }


RIGHT = (
    (COST, "dW2 = np.dot(dZ2, A1.T) / m + lambd * W2 / m"),
    (COST, "dW1 = dW1 + (lambd / m) * W1"),
    (COST, "W1 = (1 - alpha * lambd / m) * W1 - alpha * dW1"),
    (COST, "W1 = W1 - alpha * dW1 - alpha * lambd / m * W1"),
    (SKETCH, "dW_reg[l] = dW[l] + (lambda / m) * W[l]"),
    ("loss += 0.5 * reg * np.sum(W * W)", "dW += reg * W"),
    ("loss += reg * np.sum(W * W)", "dW += 2 * reg * W"),
    ("reg_loss = 0.5 * reg * np.sum(W**2)", "dW = X.T.dot(dscores) + W * reg"),
    ("pass", "dW = dW + 2 * lam * W"),
    ("cost = J + lam * np.sum(np.abs(W))", "dW = dW + lam * np.sign(W)"),
    ("# AdamW: the decay is decoupled from lam / 2 * sum(w**2)", "w = (1 - lam) * w - lr * dw"),
    ("# maximise ll - lam / 2 * np.sum(w**2)", "dw = dw - lam * w"),
    ("J = 1 / m * (L + lam / 2 * np.sum(W**2))", "dW = dW + lam / m * W"),
)


@pytest.mark.parametrize(("cost", "line"), RIGHT)
def test_right_lines_are_never_refuted(cost, line):
    rulings = {v.ruling for v in told(cost, line).values()}
    assert not rulings & {Ruling.REFUTED, Ruling.CONDITIONAL}


WRONG = (
    (COST, "dW1 = dW1 - (lambd / m) * W1", "dW1 + (lambd / m) * W1"),
    (COST, "dW1 = dW1 + lambd * W1", "dW1 + lambd / m * W1"),
    (COST, "dW1 = dW1 + (lambd / (2 * m)) * W1", "dW1 + lambd / m * W1"),
    (COST, "dW1 = dW1 + (lambd / m) * W2", "dW1 + lambd / m * W1"),
    (COST, "dW1 = dW1 + (lambd / m) * W1.T", "dW1 + lambd / m * W1"),
    (COST, "W1 = (1 + alpha * lambd / m) * W1 - alpha * dW1", None),
    (COST, "W1 = (1 - lambd / m) * W1 - alpha * dW1", None),
    (SKETCH, "dW_reg[l] = dW[l+1] + (lambda / m) * W[l]", "dW[l] + lambda / m * W[l]"),
    (SKETCH, "# d(L2_cost) / dW = (lambda / 2) * W", None),
    ("loss += reg * np.sum(W * W)", "dW = dW + reg * W", "dW + 2 * reg * W"),
)


@pytest.mark.parametrize(("cost", "line", "mended"), WRONG)
def test_wrong_lines_are_refuted_and_mended(cost, line, mended):
    (found,) = [v for source, v in told(cost, line).items() if source.split(" = ")[-1] in line]
    assert found.ruling is Ruling.REFUTED
    assert found.correction
    if mended is not None:
        assert _bare(found.correction) == _bare(mended)


def _bare(line):
    return line.translate(str.maketrans("", "", " ()"))


def test_a_gradient_with_its_decay_is_not_proved_by_the_decay_alone():
    found = told(COST, "dW2 = np.dot(A1.T, dZ2) / m + lambd / m * W2")
    assert not any(v.ruling.holds for v in found.values())


def test_a_step_goes_on_in_the_next_line():
    found = told(
        SKETCH,
        "W[l] = W[l] - alpha * dW_reg[l]",
        "     = (1 - alpha * lambda) * W[l] - alpha * dW[l]",
    )
    (wrong,) = [v for v in found.values() if v.ruling is Ruling.REFUTED]
    assert _bare(wrong.correction) == "1-alpha*lambda/m*W[l]-alpha*dW[l]"


def test_factors_are_read_as_they_are_typed():
    assert [read(t) for t in (r"\frac{\lambda}{2m}", "lambda / 2m", "0.5 * reg", "x^2")] == [
        Monomial(read("1/2").number, {"λ": 1, "m": -1}),
        Monomial(read("1/2").number, {"λ": 1, "m": -1}),
        Monomial(read("1/2").number, {"λ": 1}),
        None,
    ]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        (r"J = L + \frac{\lambda}{2m} \sum_l \|W^{[l]}\|_F^2", 1),
        (r"J + \lambda \|w\|_1", 0),
        (r"\lambda \sum_i |w_i|", 0),
        (r"\frac{1}{m} \left[ L + \frac{\lambda}{2} \sum_j w_j^2 \right]", 0),
        ("0.5 * reg * np.sum(W1 * W1) + reg * np.sum(W2 ** 2)", 2),
        ("(" * 200 + "lambda " * 200 + "sum", 0),
    ],
)
def test_penalties_are_read_with_their_factor(text, count):
    assert len(penalties(text)[0]) == count

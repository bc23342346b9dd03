"""What is offered for a wrong gradient: the nearest formula that is right, as its author spells."""

import pytest

from initproofs import check
from initproofs.config import Settings
from initproofs.nouns import Ruling
from initproofs.read import read_text

ASKED = Settings(select=("gradient", "code"))
FORWARD = (
    "Z[1] = np.matmul(W[1], X) + b[1]",
    "A[1] = g[1](Z[1])",
    "Z[2] = np.matmul(W[2], A[1]) + b[2]",
    "A[2] = sigmoid(Z[2])",
)
BACKWARD = (
    "dZ[2] = A[2] - Y",
    "dW[2] = 1/m * np.matmul(dZ[2], A[1].T)",
    "db[2] = 1/m * np.sum(dZ[2], axis=1, keepdims=True)",
    "dZ[1] = np.multiply(np.matmul(W[2].T, dZ[2]), g'[1](Z[1]))",
    "dW[1] = 1/m * np.matmul(dZ[1], X.T)",
)


def findings(text):
    return check(read_text("n.md", text), ASKED).findings


def correction(text, part):
    (found,) = [v for c, v in findings(text) if part in c.source and v.ruling is Ruling.REFUTED]
    return found.correction


def code(*lines):
    return "# Steps\n\n```python\n" + "\n".join(lines) + "\n```\n"


def _bare(text):
    return (
        text.translate(str.maketrans("", "", " (){}")).replace(r"\left", "").replace(r"\right", "")
    )


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("dW[2] = 1/m", "1 / m * np.matmul(dZ[2], A[1].T)"),
        ("dW[2] = 1/m * dZ[2]", "1 / m * np.matmul(dZ[2], A[1].T)"),
        ("db[2] = 1/m", "1 / m * np.sum(dZ[2], axis=1, keepdims=True)"),
        ("dZ[1] = g'[1](Z[1])", "np.matmul(W[2].T, dZ[2]) * g'[1](Z[1])"),
        ("dZ[1] = np.multiply(np.matmul(W[2].T, dZ[2]), g[1](Z[1]))",
         "np.matmul(W[2].T, dZ[2]) * g[1]'(Z[1])"),
    ],
)  # fmt: skip
def test_factors_that_are_missing_together(wrong, right):
    target = wrong.split(" = ")[0]
    lines = [wrong if line.startswith(f"{target} =") else line for line in BACKWARD]
    assert _bare(correction(code(*FORWARD, *lines), target)) == _bare(right)


MATHS = (
    (r"f(x) = \frac{1}{x}", r"\frac{df}{dx} = -1/x", r"-\frac{1}{x^2}"),
    (r"f(x, y) = x y", r"[\frac{\partial f}{\partial x}, \frac{\partial f}{\partial y}] = [x, y]",
     "[y, x]"),
    (r"q = x + y, \quad f = q z", r"\frac{\partial f}{\partial x} = \frac{\partial q}{\partial x}",
     r"\frac{\partial f}{\partial q} \frac{\partial q}{\partial x}"),
    (r"f(x) = \frac{1}{1+e^{-x}}", r"\frac{df}{dx} = \frac{e^{-x}}{1+e^{-x}}",
     r"\frac{e^{-x}}{(1 + e^{-x})^{2}}"),
    (r"f(x) = \frac{1}{1+e^{-x}}", r"\frac{df}{dx} = \frac{e^{x}}{(1+e^{-x})^2}",
     r"\frac{e^{-x}}{(1 + e^{-x})^{2}}"),
    (r"f(x, y) = x + y \rightarrow \frac{\partial f}{\partial x} = -1", "", "1"),
)  # fmt: skip


@pytest.mark.parametrize(("given", "wrong", "right"), MATHS)
def test_formulas(given, wrong, right):
    text = f"Let ${given}$.\n\n$${wrong}$$\n" if wrong else f"Let ${given}$.\n"
    assert _bare(correction(text, wrong.split(" = ")[0])) == _bare(right)


def test_a_side_of_a_chain_is_mended_by_its_neighbour():
    chain = r"\frac{e^{-x}}{(1+e^{-x})^2} = \frac{1}{1+e^{-x}} = (1 - f) f"
    text = rf"$$f(x) = \frac{{1}}{{1+e^{{-x}}}} \rightarrow \frac{{df}}{{dx}} = {chain}$$"
    assert Ruling.REFUTED in [v.ruling for _, v in findings(text)]


RIGHT = (
    r"$f(x) = \frac{1}{1+e^{-x}}$, so $\frac{df}{dx} = \frac{e^x}{(1+e^x)^2} = f(x) (1 - f(x))$",
    r"$f = x^2 y$, $\frac{\partial f}{\partial x} = 2xy$; here $\frac{\partial f}{\partial x} = 6$",
    code("h1 = 0.7", "c = 0.3", "u = c * h1", "p = u ** 2", "dp = 1.0", "du = 2 * u * dp",
         "dc = h1 * du", "dh1 = du * c"),
    code("J = 1.0", "total = J + s", "dW = dZ * X"),
    code("z = 3 * x", "r = np.cbrt(z)", "dx = dz * 3"),
)  # fmt: skip


@pytest.mark.parametrize("text", RIGHT)
def test_right_ones_are_not_refuted(text):
    assert not [c.source for c, v in findings(text) if v.ruling is Ruling.REFUTED]


def test_the_adjoint_of_a_product_has_its_sign():
    found = findings(code("D = W.dot(X)", "dX = -W.T.dot(dD)"))
    assert not any(v.ruling.holds for _, v in found)

"""Backpropagation in scalars: right lines hold, and one wrong line is named and mended.

Every right line, wrong line and correction is run here beside the lines before it.
"""

import math
import re

import pytest

from initproofs import check
from initproofs.config import Settings
from initproofs.nouns import Ruling
from initproofs.read import read_text

ASKED = Settings(select=("code", "gradient"))
NEURON = ("w0 = 0.7", "x0 = -1.0", "b = 0.4", "s = w0 * x0 + b", "o = math.tanh(s)", "f = o ** 2")
BACK = (
    "do = 2 * o",
    "ds = (1 - o**2) * do",
    "dw0 = ds * x0",
    "dx0 = ds * w0",
    "db = ds",
)
FORK = ("x = 3", "y = -4", "p = x * y", "q = x + p", "f = 1.0 / q")
FORKED = ("dq = -1.0 / q**2", "dp = dq", "dx = dq", "dx += dp * y", "dy = dp * x")
NAMED = ("z = w * x + b", "a = 1 / (1 + np.exp(-z))", "loss = 0.5 * (a - y) ** 2")
RATIOS = (
    "dloss_da = a - y",
    "da_dz = a * (1 - a)",
    "dloss_dz = dloss_da * da_dz",
    "dloss_dw = dloss_dz * x",
    "dloss_db = dloss_dz",
)
GRADS = ("e_grad = d * 1.0", "a_grad = e_grad * b", "b_grad = e_grad * a", "d_grad = e")
PRODUCTS = ("a = 2.0", "b = -3.0", "d = 1.5", "e = a * b", "L = d * e")
STAGES = {"neuron": (NEURON, BACK), "fork": (FORK, FORKED), "ratios": (NAMED, RATIOS),
          "grads": (PRODUCTS, GRADS)}  # fmt: skip


def told(lines):
    text = "# A circuit\n\n```python\n" + "\n".join(lines) + "\n```\n"
    return {c.source: v for c, v in check(read_text("n.md", text), ASKED).findings}


@pytest.mark.parametrize("name", STAGES)
def test_right_lines_hold(name):
    forward, backward = STAGES[name]
    found = told([*forward, *backward])
    assert [line for line in backward if line not in found or not found[line].ruling.holds] == []


MUTANTS = (
    ("neuron", "do = 2 * o", "do = -2 * o"),
    ("neuron", "ds = (1 - o**2) * do", "ds = (1 + o**2) * do"),
    ("neuron", "ds = (1 - o**2) * do", "ds = (1 - o) * do"),
    ("neuron", "ds = (1 - o**2) * do", "ds = do"),
    ("neuron", "ds = (1 - o**2) * do", "ds = (1 - o**2)"),
    ("neuron", "dw0 = ds * x0", "dw0 = ds * w0"),
    ("neuron", "dw0 = ds * x0", "dw0 = ds"),
    ("fork", "dq = -1.0 / q**2", "dq = -1.0 / q"),
    ("fork", "dq = -1.0 / q**2", "dq = 1.0 / q**2"),
    ("fork", "dx += dp * y", "dx += dp * x"),
    ("fork", "dx += dp * y", "dx += dp"),
    ("fork", "dy = dp * x", "dy = 2 * dp * x"),
    ("ratios", "dloss_da = a - y", "dloss_da = a + y"),
    ("ratios", "dloss_dz = dloss_da * da_dz", "dloss_dz = da_dz"),
    ("ratios", "dloss_dw = dloss_dz * x", "dloss_dw = dloss_dz * w"),
    ("grads", "a_grad = e_grad * b", "a_grad = e_grad * a"),
    ("grads", "b_grad = e_grad * a", "b_grad = -e_grad * a"),
)


@pytest.mark.parametrize(("name", "right", "wrong"), MUTANTS)
def test_a_wrong_line_is_mended(name, right, wrong):
    forward, backward = STAGES[name]
    lines = [*forward, *(wrong if line == right else line for line in backward)]
    found = told(lines)
    assert found[wrong].ruling is Ruling.REFUTED
    others = [line for line in lines if line != wrong and line in found]
    assert not [line for line in others if found[line].ruling is Ruling.REFUTED]
    target = re.split(r" \+?= ", wrong)[0]
    mended = [f"{line[: line.index('=')]}= {found[wrong].correction}" if line == wrong else line
              for line in lines]  # fmt: skip
    assert math.isclose(_run(mended)[target], _run([*forward, *backward])[target])
    assert not math.isclose(_run(lines)[target], _run([*forward, *backward])[target])


class _Numpy:
    exp = math.exp


def _run(lines):
    """What the lines compute: an oracle that shares nothing with what is tested."""
    names = {"math": math, "np": _Numpy, "w": 0.7, "x": 1.3, "b": -0.2, "y": 0.4}
    exec("\n".join(lines), names)
    return names


NEITHER = {
    "steps of time": ("t = 2.0", "x = t ** 2", "dt = t * 0.1", "dx = x - t"),
    "what is passed back is given": ("x = 3.0", "y = 2.0", "z = x * y", "dz = 2.0", "dx = y * dz"),
    "two results": ("x = 2.0", "u = x ** 2", "v = 3 * x", "dx = 2 * x", "du = 1"),
    "a line behind that is not read": ("p = 0.3", "q = p ** 2", "r = g(q)", "dp = 2 * p"),
    "a result that is not read": ("x = 3.0", "w = 0.5", "h = np.tanh(w * x)", "p = 2 * w",
                                  "loss = np.mean((h - t) ** 2)", "dh = 2 * (h - t)",
                                  "dw = dh * (1 - h**2) * x", "dx = dh * (1 - h**2) * w"),
    "a result too large for a number": ("a = 3", "s = 0.7", "v = a ** 2", "y = a * s",
                                        "n = np.exp(v)", "u = np.exp(n)", "dn = u",
                                        "dv = dn * n", "da = dv * 2 * a"),
    "matrices": ("Z = W * X + b", "L = Z", "dW = dZ * X / m"),
    "two parts of one way": ("x = 3.0", "y = 2.0", "f = x ** 2 + x * y", "df = 1",
                             "dx = df * 2 * x", "dx += df * y", "dy = df * x"),
    "two parts of the end": ("x = 3.0", "y = 2.0", "f = x ** 2 + x * y",
                             "dx = 2 * x", "dx += y", "dy = x"),
    "given twice": ("x = 2.0", "f = x ** 3", "dx = 3 * x", "dx = 3 * x ** 2"),
}  # fmt: skip


@pytest.mark.parametrize("name", NEITHER)
def test_what_may_be_meant_otherwise_is_not_refuted(name):
    assert not [v for v in told(NEITHER[name]).values() if v.ruling is Ruling.REFUTED]


def test_a_number_that_is_passed_back_must_be_taken_up():
    found = told(("x = 3.0", "y = 2.0", "z = x * y", "dz = 2.0", "dx = y", "dy = dz * x"))
    assert "dx = y" not in found


def test_entries_of_a_list_are_mended_in_their_place():
    forward = ("w = [2, -3]", "x = [-1, -2]", "d = w[0]*x[0] + w[1]*x[1]", "f = math.exp(d)")
    found = told([*forward, "dd = f", "dx = [w[0] * dd, w[0] * dd]", "dw = [x[0] * dd, x[1] * dd]"])
    assert found["dx = [w[0] * dd, w[0] * dd]"].correction == "[w[0] * dd, w[1] * dd]"

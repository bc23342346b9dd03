"""Lines of code: what stops, what has the wrong scale, what is right, and what is left alone."""

import numpy as np
import pytest

from initproofs.check import check
from initproofs.claims.packages import INSTEAD, LINALG, RANDOM, missing
from initproofs.config import Settings
from initproofs.nouns import Ruling
from initproofs.read import read_text

ASKED = Settings(select=("code",))


def block(*lines):
    return "```python\n" + "\n".join(lines) + "\n```\n"


def verdicts(text):
    return [verdict for _, verdict in check(read_text("note.md", text), ASKED).findings]


def rulings(text):
    return [verdict.ruling for verdict in verdicts(text)]


WRONG = {
    "no such name": block("W = np.random.zeros((3, 2))"),
    "no such activation": block("A = np.sigmoid(Z)"),
    "labels for sizes": block("W[l] = np.random.randn(l-1, l) * 10"),
    "a tuple": block("W1 = np.random.randn((n1, nx)) * 0.01"),
    "a shape": block("D1 = np.random.rand(A1.shape) < keep_prob"),
    "no tuple": block("b = np.zeros(3, 1)"),
    "rand for randn": block("W = np.random.rand(n, m) * np.sqrt(2 / m)  # He initialization"),
    "variance for standard deviation": block("W = np.random.randn(n_out, n_in) * 2 / n_in  # He"),
    "a bracket": block("# Xavier", "W = np.random.randn(n_out, n_in) * np.sqrt(2 / n_in + n_out)"),
    "in numbers": block("W = np.random.randn(100, 250) * np.sqrt(3 / 250)  # He"),
    "normal": block("w = np.random.normal(0, 2 / n_in, size=(n_in, n_out))  # He"),
    "uniform": block("a = 1", "w = np.random.uniform(-np.sqrt(2 / n_in), np.sqrt(2 / n_in))  # He"),
    "an axis": block("db[2] = np.sum(dZ[2], axis=1, keepdims=True)", "db[1] = np.sum(dZ[1])"),
    "about zero": block("mu = Z.sum() / m", "var = np.sum(np.power(Z, 2)) / m"),
    "by the variance": block("X = X - mean", "X = X / var"),
    "example of a formula": "The std is $\\sqrt{\\frac{1}{n}}$. For example:\n\n"
    + block("np.random.randn(2, 2) * 1/2"),
    "the default of Keras": "By default Keras has `kernel_initializer='he_normal'`.",
    "upside down": "A good scale is $1/\\sqrt{n}$, n the number of inputs.\n\n"
    + block("w = np.random.normal(scale=1/n_in**-.5, size=n_in)"),
}


@pytest.mark.parametrize("text", WRONG.values(), ids=WRONG.keys())
def test_errors_are_found(text):
    assert rulings(text).count(Ruling.REFUTED) == 1


RIGHT = (
    block("W = np.random.randn(n_out, n_in) * np.sqrt(2 / n_in)  # He"),
    block("W = np.random.randn(n_out, n_in) * np.sqrt(2. / n_in)  # Kaiming"),
    block("W = np.random.normal(0, np.sqrt(2 / (n_in + n_out)), (n_in, n_out))  # Xavier"),
    block("W = np.random.randn(250, 100) * np.sqrt(2 / 250)  # He"),
    block("W = np.random.randn(100, 250) / np.sqrt(250 / 2)  # He"),
    "By default Keras has `kernel_initializer='glorot_uniform'`.",
    block("W = 0.01 * np.random.randn(n, m)") + "\nThe standard deviation is 0.01.\n",
    "A small start: `np.random.randn(250, 250) * 0.01`",
    block("limit = np.sqrt(6 / (fan_in + fan_out))  # Glorot"),
)


@pytest.mark.parametrize("text", RIGHT)
def test_right_lines_hold(text):
    (ruling,) = rulings(text)
    assert ruling.holds


ALONE = (
    block("W = np.random.randn(n_out, n_in) * 0.01"),
    block("W[l] = np.random.randn(n[l], n[l-1])", "b[l] = np.zeros((n[l], 1))"),
    block("D = np.random.rand(*A.shape) < 0.5"),
    block("D = np.random.rand(A.shape[0], A.shape[1]) < 0.5  # dropout, He and Xavier differ"),
    block("x = np.zeros(3, dtype=int)", "y = np.zeros((3, 2))", "z = np.zeros(n, float)"),
    block("rng = np.random.default_rng(0)", "np.random.seed(1)", "np.linalg.norm(x)"),
    block("W = 2 * np.random.rand(3, 2) - 1  # Xavier"),
    block("W = (np.random.rand(n, m) - 0.5) * np.sqrt(6 / n)  # He"),
    block("db = np.sum(dz) / m", "dw = np.dot(X, dz.T) / m"),
    block("db2 = np.sum(dZ2, axis=1)", "loss = np.sum(dZ1)"),
    block("Z = Z - mu", "var = np.sum(np.power(Z, 2)) / m", "Z = Z / np.sqrt(var + eps)"),
    block("x = x / variance"),
    block("for l in range(1, L):", "    W = np.random.randn(dims[l], dims[l-1])"),
    block("w = torch.empty(3, 5)", "nn.init.kaiming_normal_(w, mode='fan_out')"),
    block("W = np.random.randn(l1, l2)  # Xavier would divide by sqrt(l1)"),
    block("W = np.random.randn(n_out, n_in) * np.sqrt(1 / n_in)  # Xavier"),
    "`np.random.randn((3, 2))` raises a TypeError.",
    block("rows[i] = np.zeros((i, i+1))"),
    block("mu = Z.sum() / m", "var = np.sum(np.power(Z, 2)) / m - mu ** 2"),
    block("X = X - mean", "var = np.sqrt(np.sum(X ** 2) / m)", "X = X / var"),
    block("Z = np.dot(W, X) + b", "Z = np.dot(X, W) + b", "dW = np.dot(X.T, dZ)"),
    block("z = np.dot(w, x) + b", "dw = np.dot(dz, x)"),
    "Let $n$ be small. For example:\n\n" + block("x = np.random.randn(2, 2) * 0.1"),
    block("W = np.random.randn((3, 2))  # wrong: a tuple"),
    "The kernel_initializer is `kernel_initializer='he_normal'` here, not the default.",
)


@pytest.mark.parametrize("text", ALONE)
def test_what_nothing_is_said_of_is_left_alone(text):
    assert Ruling.REFUTED not in rulings(text)
    assert Ruling.CONDITIONAL not in rulings(text)


def test_the_lists_of_names_are_those_of_the_installed_numpy():
    """Names that newer versions drop stay in the list, and none of theirs is missing."""
    for module, known in ((np.random, RANDOM), (np.linalg, LINALG)):
        assert {name for name in dir(module) if not name.startswith("_")} <= known
    assert not any(hasattr(np.random, name.removeprefix("random.")) for name in INSTEAD)


@pytest.mark.parametrize("name", ["np.random.zeros", "np.relu", "numpy.linalg.invert"])
def test_names_that_numpy_has_not(name):
    assert missing(name) is not None


@pytest.mark.parametrize("name", ["np.random.randn", "np.dot", "np.strange", "torch.relu", "zeros"])
def test_names_that_it_has_or_may_have(name):
    assert missing(name) is None


def test_a_tuple_for_sizes_really_stops():
    with pytest.raises(TypeError):
        np.random.randn((3, 2))
    with pytest.raises(TypeError):
        np.zeros(3, 2)


def test_the_correction_can_be_pasted():
    (verdict,) = verdicts(block("W1 = np.random.randn((n1, nx)) * 0.01"))
    assert verdict.correction == "np.random.randn(n1, nx)"


FORWARD = ("x = 3", "y = -1", "p = x * y", "s = 1.0 / (1 + math.exp(-p))", "f = s * s + x")
BACKWARD = {
    "df": "ds = 2 * s",
    "chain": "dp = ds * s * (1 - s)",
    "input": "dy = dp * x",
    "sum": "dx = 1.0 + dp * y",
}


def test_staged_gradients_hold():
    assert rulings(block(*FORWARD, *BACKWARD.values())) == [Ruling.CONFIRMED] * len(BACKWARD)


@pytest.mark.parametrize(
    ("place", "wrong"),
    [
        ("chain", "dp = ds * s * (1 + s)"),
        ("chain", "dp = ds * (1 - s)"),
        ("input", "dy = dp * y"),
        ("input", "dy = dp / x"),
        ("sum", "dx = dp * y"),
        ("sum", "dx = 1.0 + dp * x"),
    ],
)
def test_a_wrong_stage_never_holds_and_is_refuted_on_right_ground(place, wrong):
    lines = [wrong if name == place else line for name, line in BACKWARD.items()]
    found = {claim.source: v.ruling for claim, v in _findings(block(*FORWARD, *lines))}
    assert not found.get(wrong, Ruling.UNDECIDED).holds
    if place in ("input", "sum"):
        assert found[wrong] is Ruling.REFUTED


def _findings(text):
    return check(read_text("note.md", text), ASKED).findings


def test_steps_of_finite_differences_are_no_gradients():
    text = block("x = 2.0", "f = x ** 2", "dx = 0.01", "slope = (x + dx) ** 2 / dx")
    assert rulings(text) == []


LAYER = ("Z = np.dot(W, X) + b", "A = np.tanh(Z)", "dZ = dA * (1 - A ** 2)")


@pytest.mark.parametrize(
    "line",
    [
        "dW = np.dot(dZ, X.T) / m",
        "dW = 1/m * np.dot(dZ, X.T)",
        "dW = dZ.dot(X.T)",
        "dW = dZ @ X.T",
        "dX = np.dot(W.T, dZ)",
        "dX = W.T.dot(dZ)",
        "db = np.sum(dZ, axis=1, keepdims=True) / m",
    ],
)
def test_gradients_of_a_product_are_proved(line):
    assert rulings(block(*LAYER, line)) == [Ruling.PROVED]


@pytest.mark.parametrize(
    "line",
    [
        "dW = np.dot(X.T, dZ)",
        "dW = np.dot(dZ, X)",
        "dW = np.dot(X, dZ.T)",
        "dX = np.dot(dZ, W.T)",
        "dX = W.dot(dZ)",
    ],
)
def test_products_whose_shapes_do_not_fit_are_refuted(line):
    assert rulings(block(*LAYER, line)) == [Ruling.REFUTED]


@pytest.mark.parametrize(
    "line",
    [
        "dW = np.dot(dZ, A.T) / m",
        "dW = 2 * np.dot(dZ, X.T)",
        "dW = np.dot(dZ, X.T) / m / m",
        "dX = np.dot(W.T, dZ) / m",
        "db = np.sum(dZ, axis=0)",
        "db = np.sum(dZ)",
        "dW[l] = np.dot(dZ[l], A[l].T) / m",
        "dA[l] = np.dot(W[l].T, dZ[l+1])",
    ],
)
def test_other_lines_never_hold(line):
    assert not any(ruling.holds for ruling in rulings(block(*LAYER, line)))


def test_the_adjoint_of_a_product_is_the_derivative():
    """⟨dZ, d(WX)⟩ = ⟨dW, dZ Xᵀ⟩: an oracle for the rule, by central differences."""
    stream = np.random.default_rng(3)
    w, x, dz = (stream.standard_normal(shape) for shape in ((3, 4), (4, 5), (3, 5)))
    step = np.zeros((3, 4))
    step[1, 2] = 1e-6
    change = np.sum(dz * ((w + step) @ x - (w - step) @ x)) / 2e-6
    assert np.isclose(change, (dz @ x.T)[1, 2])

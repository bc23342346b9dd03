"""Calls of PyTorch and Keras, masks of dropout, loops over layers, comments, named functions."""

import numpy as np
import pytest

from initproofs.check import check
from initproofs.config import Settings
from initproofs.nouns import Ruling
from initproofs.read import read_text

ASKED = Settings(select=("code",))


def block(*lines):
    return "```python\n" + "\n".join(lines) + "\n```\n"


def rulings(text):
    return [v.ruling for _, v in check(read_text("note.md", text), ASKED).findings]


WRONG = {
    "no such function": block("nn.init.glorot_uniform_(layer.weight)"),
    "He under another name": block("torch.nn.init.he_normal_(layer.weight)"),
    "a keyword": block("nn.init.normal_(m.weight, mean=0, var=0.01)"),
    "no gain of it": block("nn.init.kaiming_normal_(m.weight, nonlinearity='gelu')"),
    "no such fan": block("nn.init.kaiming_normal_(m.weight, mode='fan_avg')"),
    "a bias has no fan": block("nn.init.xavier_uniform_(layer.bias)"),
    "another scheme": block("# He initialisation, for ReLU", "nn.init.xavier_uniform_(m.weight)"),
    "a keyword of Keras": block("init = tf.keras.initializers.HeNormal(stddev=0.1)"),
    "no such class": block("init = keras.initializers.Xavier(seed=1)"),
    "no such string": block("model.add(Dense(64, kernel_initializer='he'))"),
    "Xavier to Keras": block("layer = layers.Conv2D(8, 3, kernel_initializer='xavier')"),
    "an asserted tuple": block('assert(W.shape == (n, m), "wrong shape")'),
    "a shape in pieces": block("W = np.random.normal(0, 1, n_in, n_out)"),
    "dropped for kept": block(
        "keep_prob = 0.8",
        "D = np.random.rand(A.shape[0], A.shape[1]) > keep_prob",
        "A = A * D / keep_prob",
    ),
    "kept for dropped": block(
        "D = np.random.rand(*A.shape) < drop_prob", "A = A * D / (1 - drop_prob)"
    ),
    "a normal mask": block("D = np.random.randn(n, m) < keep_prob", "A *= D"),
    "unscaled": "Inverted dropout:\n\n"
    + block(
        "p = 0.5  # probability of keeping a unit", "U = np.random.rand(*H.shape) < p", "H *= U"
    ),
    "the last for the first": block(
        "for l in range(0, L):", "    W[l] = np.random.randn(dims[l], dims[l-1]) * 0.01"
    ),
    "beyond the end": block(
        "L = len(dims)",
        "for l in range(1, L):",
        "    W[l] = np.random.randn(dims[l], dims[l+1]) * 0.01",
    ),
    "a comment": block("W = np.random.randn(m, n_in) * np.sqrt(2 / n_in)  # variance 1/n_in"),
    "a comment above": block("# std should be sqrt(1/n)", "w = np.random.randn(n) * 1/n"),
    "no zero mean": block("# zero-mean weights", "W = np.random.rand(n, m) * 0.01"),
    "a named scale": block("std = 2 / n_in", "W = np.random.normal(0, std, (n_in, m))  # He"),
    "a slope": block("def sigmoid_prime(a):", "    return a * (1 + a)"),
    "a function": block("def softplus(x):", "    return np.log(1 - np.exp(x))"),
}


@pytest.mark.parametrize("text", WRONG.values(), ids=WRONG.keys())
def test_errors_are_found(text):
    assert rulings(text).count(Ruling.REFUTED) == 1


HOLDS = (
    block("W = np.random.randn(m, n_in) * np.sqrt(2 / n_in)  # variance 2/n_in"),
    block("w = np.random.randn(n) / np.sqrt(n)  # std = 1/sqrt(n)"),
    block("std = np.sqrt(2 / n_in)", "W = np.random.normal(0, std, (n_in, m))  # He"),
    block("def sigmoid(z):", "    return 1 / (1 + np.exp(-z))"),
    block("def sigmoid_prime(a):", "    return a * (1 - a)"),
    block("def tanh_derivative(z):", "    return 1 - np.tanh(z) ** 2"),
    block("def relu(x):", "    return np.maximum(0, x)"),
)


@pytest.mark.parametrize("text", HOLDS)
def test_right_lines_hold(text):
    assert any(ruling.holds for ruling in rulings(text))
    assert Ruling.REFUTED not in rulings(text)


ALONE = (
    block("nn.init.xavier_normal(layer.weight)"),  # deprecated, and still there
    block("nn.init.kaiming_normal_(m.weight, a=0.1, mode='fan_out', nonlinearity='leaky_relu')"),
    block("nn.init.zeros_(m.bias)", "nn.init.constant_(m.bias, 0.1)"),
    block("init.custom_(w)", "my.init.foo(w)", "nn.init._calculate_correct_fan(w, 'fan_in')"),
    block("model.add(Dense(64, kernel_initializer='he_normal'))"),
    block("model.add(MyLayer(64, kernel_initializer='he'))"),
    block("def Dense(n, kernel_initializer):", "    pass", "Dense(3, kernel_initializer='he')"),
    block("keras.initializers.VarianceScaling(scale=2.0, mode='fan_in')"),
    block('assert (W.shape == (n, m)), "wrong shape"', "assert(W.shape == (n, m))"),
    block("W = np.random.normal(0, 1, (n_in, n_out))"),
    block("D = np.random.rand(n, m) < keep_prob", "A = A * D / keep_prob"),
    block("D = np.random.rand(n, m) > drop_prob", "A = A * D / (1 - drop_prob)"),
    block("mask = np.random.rand(n) < 0.5", "x = x * mask"),
    block("D = np.random.rand(n) < drop_prob", "A[D] = 0", "A = A * D"),
    block("mask = np.random.rand(n) > p", "x = x * mask"),
    block("for l in range(1, L):", "    W[l] = np.random.randn(dims[l], dims[l-1])"),
    block("for l in range(L - 1):", "    W[l] = np.random.randn(dims[l], dims[l+1])"),
    block("for l in range(L):", "    if l > 0:", "        W = np.random.randn(d[l], d[l-1])"),
    block("for i in range(len(x)):", "    y[i] = x[i-1] + x[i]"),
    block("W = np.random.randn(m, n) * np.sqrt(1 / n)  # not the variance 2/n"),
    block("W = np.random.randn(m, n) * 0.01  # variance of outputs 1/n"),
    block("# uniform, zero-mean", "W = np.random.rand(n, m) - 0.5"),
    block(
        "std = np.sqrt(2 / n)", "if tanh:", "    std = np.sqrt(1 / n)", "W = randn(n) * std  # He"
    ),
    block("def sigmoid(z, t):", "    return 1 / (1 + np.exp(-z / t))"),
    block("def sigmoid(z):", "    z = clip(z)", "    return 1 / (1 + np.exp(-z / 2))"),
    block("def sigmoid_prime(z):", "    return expit(z) * (1 - expit(z))"),
    "Avoid `nn.init.he_normal_(w)`: it does not exist.",
)


@pytest.mark.parametrize("text", ALONE)
def test_what_may_be_meant_otherwise_is_left_alone(text):
    assert not {Ruling.REFUTED, Ruling.CONDITIONAL} & set(rulings(text))


def test_the_share_that_a_mask_keeps():
    stream = np.random.default_rng(5)
    assert abs((stream.random(100_000) < 0.8).mean() - 0.8) < 0.01
    assert abs((stream.standard_normal(100_000) < 0.8).mean() - 0.788) < 0.01


def test_a_shape_in_pieces_really_stops():
    with pytest.raises(TypeError):
        np.random.normal(0, 1, 2, 3)


def test_a_tuple_is_true():
    assert bool((False, "wrong shape"))

"""Public errata on scales and activations, written as notes of our own, and what only looks so.

Each erratum is known from an issue or an erratum sheet of its document; the sentences are ours.
The figures are checked by floating-point arithmetic below.
"""

import math

import numpy as np
import pytest

from initproofs.check import check
from initproofs.nouns import Ruling
from initproofs.read import read_text

# For each erratum: ways to make it, and right sentences that look like it.
ERRATA: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "a uniform default with nine times its variance": (
        (
            "PyTorch’s default for `nn.Linear` has the variance $\\frac{3}{N}$.",
            (
                "The weights of `nn.Linear` come from `kaiming_uniform_(a=math.sqrt(5))`, which "
                "gives a variance of $3/N$."
            ),
            (
                "PyTorch draws from $U(-1/\\sqrt{N_x}, 1/\\sqrt{N_x})$, so the variance is "
                "$\\frac{12}{(2\\sqrt{N_x})^2} = \\frac{3}{N_x}$."
            ),
            (
                "For $W \\sim U[-\\frac{1}{\\sqrt N}, \\frac{1}{\\sqrt N}]$ we get "
                "$\\mathrm{Var}(W) = \\frac{3}{N}$."
            ),
            "By default `nn.Linear` uses $U(-\\sqrt{k}, \\sqrt{k})$ with $k = \\frac{3}{n_{in}}$.",
        ),
        (
            "PyTorch’s default for `nn.Linear` has the variance $\\frac{1}{3N}$.",
            (
                "PyTorch draws from $U(-1/\\sqrt{N_x}, 1/\\sqrt{N_x})$, so the variance is "
                "$\\frac{(2/\\sqrt{N_x})^2}{12} = \\frac{1}{3 N_x}$."
            ),
            "By default `nn.Linear` uses $U(-\\sqrt{k}, \\sqrt{k})$ with $k = \\frac{1}{n_{in}}$.",
            (
                "For $W \\sim U[-\\frac{3}{\\sqrt N}, \\frac{3}{\\sqrt N}]$ we get "
                "$\\mathrm{Var}(W) = \\frac{3}{N}$."
            ),
        ),
    ),
    "a bracket around the fans": (
        (
            "Xavier: `std = np.sqrt(2/fan_in + fan_out)`",
            "Glorot initialization: $\\sigma = \\sqrt{\\frac{2}{n_{in}} + n_{out}}$.",
            "```python\n# Xavier, with a gain\nstd = gain * np.sqrt(2.0 / fan_in + fan_out)\n```",
            (
                "```python\nlimit = np.sqrt(6 / n_in + n_out)\n"
                "W = np.random.uniform(-limit, limit, size=(n_in, n_out))  # Glorot uniform\n```"
            ),
            "Keras’ `GlorotUniform`: `limit = sqrt(6 / fan_in + fan_out)`.",
            "Kaiming with a leak: std = sqrt(2/(1+a^2)*fan_in), a is the slope of leaky ReLU.",
        ),
        (
            "Xavier: `std = np.sqrt(2/(fan_in + fan_out))`",
            "```python\n# Xavier, with a gain\nstd = gain * np.sqrt(2.0 / (fan_in + fan_out))\n```",
            "Keras’ `GlorotUniform`: `limit = sqrt(6 / (fan_in + fan_out))`.",
            "Kaiming with a leak: std = sqrt(2/((1+a^2)*fan_in)), a is the slope of leaky ReLU.",
        ),
    ),
    "n for its root": (
        (
            "LeCun initialisation has the standard deviation $\\frac{1}{n}$.",
            (
                "To keep the variance, the weights get the standard deviation $1/n$, where $n$ is "
                "the number of inputs."
            ),
            "The sum of $n$ independent inputs of unit variance has the standard deviation $n$.",
            (
                "We normalize the variance of its output to 1 by scaling its weight vector by its "
                "fan-in."
            ),
            "```python\nW = np.random.randn(n_out, n_in) / n_in  # variance 1/n_in\n```",
        ),
        (
            "LeCun initialisation has the standard deviation $\\frac{1}{\\sqrt n}$.",
            (
                "To keep the variance, the weights get the variance $1/n$, where $n$ is the number "
                "of inputs."
            ),
            "The sum of $n$ independent inputs of unit variance has the variance $n$.",
            "The sum of $n$ equal inputs of unit variance has the standard deviation $n$.",
            (
                "We normalize the variance of its output to 1 by scaling its weight vector by the "
                "square root of its fan-in."
            ),
            "```python\nW = np.random.randn(n_out, n_in) / np.sqrt(n_in)  # variance 1/n_in\n```",
        ),
    ),
    "whitening by the eigenvalue": (
        (
            (
                "Whitening takes the data in the eigenbasis and divides every dimension by the "
                "eigenvalue."
            ),
            "To whiten the data we divide by the eigenvalues.",
            (
                "Whitening is a step further. Before it we subtract the mean and divide by the "
                "variance."
            ),
        ),
        (
            "Whitening divides every dimension by the square root of its eigenvalue.",
            (
                "To whiten the data we divide by the square roots of the eigenvalues, plus a small "
                "$\\epsilon$."
            ),
            "Whitening divides by the eigenvalues (here square roots are already taken).",
            "PCA sorts directions and divides the sum by the largest eigenvalue.",
            "We subtract the mean and divide by the standard deviation.",
        ),
    ),
    "LeCun’s formula under He’s name": (
        (
            "He initialization: $W \\sim \\mathcal{N}(0, \\frac{1}{n_{in}})$",
            "Kaiming initialization uses a standard deviation of `sqrt(1/fan_in)`.",
            "| scheme | variance |\n|---|---|\n| LeCun | $1/n_{in}$ |\n| He | $1/n_{in}$ |",
            "He uniform: limit $= \\sqrt{\\frac{3}{n_{in}}}$",
            (
                "```python\ndef he_init(n_in, n_out):\n"
                "    return np.random.randn(n_out, n_in) * np.sqrt(1 / n_in)\n```"
            ),
        ),
        (
            "He initialization: $W \\sim \\mathcal{N}(0, \\frac{2}{n_{in}})$",
            "| scheme | variance |\n|---|---|\n| LeCun | $1/n_{in}$ |\n| He | $2/n_{in}$ |",
            "He started from LeCun’s $\\mathrm{Var}(W) = \\frac{1}{n_{in}}$.",
            "He uniform: limit $= \\sqrt{\\frac{6}{n_{in}}}$",
        ),
    ),
    "small weights that saturate": (
        (
            "Low weights saturate the sigmoid.",
            "Small weights push the sigmoid into saturation.",
            "When the weights are too small, the sigmoid saturates.",
            "Initialising with small weights leads to saturation of the sigmoid units.",
            "Very small initial weights drive the tanh into its saturated regime.",
        ),
        (
            "Large weights saturate the sigmoid.",
            "Small weights keep the sigmoid out of saturation.",
            "Small weights do not push the sigmoid into saturation.",
            (
                "With very small weights the signal vanishes; with large weights the sigmoid "
                "saturates."
            ),
            (
                "When the weights are small the sigmoid is linear, and when they grow the sigmoid "
                "saturates."
            ),
            "If the weights are too small or too large, the sigmoid saturates.",
        ),
    ),
    "three for two in a normal law": (
        (
            "Xavier with a normal law: the standard deviation is `sqrt(3. / (n_in + n_out))`.",
            "Glorot normal: $W \\sim \\mathcal{N}(0, \\frac{3}{n_{in} + n_{out}})$",
        ),
        (
            "Xavier with a normal law: the standard deviation is `sqrt(2. / (n_in + n_out))`.",
            "With ReLU’s gain Glorot’s limit is $a = \\sqrt{\\frac{12}{n_{in} + n_{out}}}$.",
        ),
    ),
    "one too many below": (
        ("Xavier: the interval is $\\pm\\frac{\\sqrt{6}}{\\sqrt{n_{in} + n_{out} + 1}}$.",),
        ("Xavier: the interval is $\\pm\\frac{\\sqrt{6}}{\\sqrt{n_{in} + n_{out}}}$.",),
    ),
    "a standard deviation for a limit": (
        (
            (
                "```python\na = np.sqrt(2 / (n_in + n_out))\n"
                "W = np.random.uniform(-a, a, size=(n_in, n_out))  # Glorot uniform\n```"
            ),
            "He uniform: limit $= \\sqrt{\\frac{2}{n_{in}}}$",
            "A uniform law on $[-a, a]$ has the standard deviation $a/3$.",
        ),
        (
            (
                "```python\na = np.sqrt(6 / (n_in + n_out))\n"
                "W = np.random.uniform(-a, a, size=(n_in, n_out))  # Glorot uniform\n```"
            ),
            "A uniform law on $[-a, a]$ has the standard deviation $a/\\sqrt 3$.",
        ),
    ),
    "the slope of the sigmoid": (
        (
            "The derivative of the sigmoid is $\\sigma(x) - (1 - \\sigma(x))$.",
            "The derivative of the sigmoid is $\\sigma'(x) = \\sigma(x) - (1 - \\sigma(x))$.",
            "Recall the derivative of the sigmoid: the derivative of the sigmoid is $(1 - a)$.",
            "The derivative of tanh is $1 - \\tanh(x)$.",
            "Softplus has the derivative $\\frac{1}{1 + e^x}$.",
            "```python\ndef sigmoid(z):\n    return 1 / (1 + np.exp(z))\n```",
        ),
        (
            "The derivative of the sigmoid is $\\sigma(x)(1 - \\sigma(x))$.",
            "The derivative of the sigmoid is $a(1 - a)$.",
            "The derivative of tanh is $1 - \\tanh^2(x)$.",
            "Softplus has the derivative $\\frac{1}{1 + e^{-x}}$.",
            "The derivative of the sigmoid is $1 - a$ for the logarithm of it.",
            "```python\ndef sigmoid(z):\n    return 1 / (1 + np.exp(-z))\n```",
        ),
    ),
    "a gain": (
        (
            "`nn.init.calculate_gain('relu')` returns 2.",
            "`torch.nn.init.calculate_gain('tanh')` is 1.",
            "| nonlinearity | gain |\n|---|---|\n| Tanh | $\\frac{5}{3}$ |\n| ReLU | $2$ |",
            (
                "`xavier_uniform_` has the bound $a = \\text{gain} \\cdot "
                "\\sqrt{\\frac{3}{fan\\_in + fan\\_out}}$."
            ),
            "`kaiming_normal_`: $\\text{std} = \\frac{\\text{gain}}{\\text{fan\\_mode}}$",
        ),
        (
            "`nn.init.calculate_gain('relu')` returns $\\sqrt 2$.",
            "`torch.nn.init.calculate_gain('tanh')` is 5/3.",
            "| nonlinearity | gain |\n|---|---|\n| Tanh | $\\frac{5}{3}$ |\n| ReLU | $\\sqrt 2$ |",
            "| activation | factor of the variance, gain |\n|---|---|\n| tanh | 1 |\n| ReLU | 2 |",
            (
                "`xavier_uniform_` has the bound $a = \\text{gain} \\cdot "
                "\\sqrt{\\frac{6}{fan\\_in + fan\\_out}}$."
            ),
            "`kaiming_normal_`: $\\text{std} = \\frac{\\text{gain}}{\\sqrt{\\text{fan\\_mode}}}$",
        ),
    ),
    "the fan of a convolution": (
        (
            (
                "For a convolution with a $k \\times k$ kernel and $c_{in}$ input channels He "
                "initialization has $\\sigma = \\sqrt{\\frac{2}{c_{in}}}$."
            ),
            (
                "The fan_in of a convolution with $c_{in}$ channels and $k \\times k$ kernels is "
                "$c_{in} k$."
            ),
            "A $3 \\times 3$ convolution with 64 input channels has a fan-in of 192.",
        ),
        (
            (
                "For a convolution with a $k \\times k$ kernel and $c_{in}$ input channels He "
                "initialization has $\\sigma = \\sqrt{\\frac{2}{k^2 c_{in}}}$."
            ),
            (
                "The fan_in of a convolution with $c_{in}$ channels and $k \\times k$ kernels is "
                "$c_{in} k^2$."
            ),
            "A $3 \\times 3$ convolution with 64 input channels has a fan-in of 576.",
            "A depthwise $3 \\times 3$ convolution with 64 input channels has a fan-in of 9.",
            "A $1 \\times 1$ convolution with 64 input channels has a fan-in of 64.",
        ),
    ),
    "a law that is cut": (
        ("A normal law truncated at two standard deviations has the standard deviation 0.95.",),
        (
            "A normal law truncated at two standard deviations has the standard deviation 0.8796.",
            "A normal law truncated at three standard deviations has the standard deviation 0.987.",
        ),
    ),
}
MADE = [(name, text) for name, (wrong, _) in ERRATA.items() for text in wrong]
RIGHT = [(name, text) for name, (_, right) in ERRATA.items() for text in right]


def rulings(text):
    return {v.ruling for _, v in check(read_text("note.md", text + "\n")).findings}


@pytest.mark.parametrize(("name", "text"), MADE)
def test_the_erratum_is_found(name, text):
    assert Ruling.REFUTED in rulings(text)


@pytest.mark.parametrize(("name", "text"), RIGHT)
def test_what_looks_like_it_is_not(name, text):
    assert not {Ruling.REFUTED, Ruling.CONDITIONAL} & rulings(text)


def test_the_figures_of_the_errata():
    stream = np.random.default_rng(11)
    n = 48
    uniform = stream.uniform(-1 / math.sqrt(n), 1 / math.sqrt(n), size=200_000)
    assert math.isclose(uniform.var(), 1 / (3 * n), rel_tol=0.02)
    normal = stream.standard_normal(400_000)
    cut = normal[np.abs(normal) < 2]
    assert math.isclose(cut.std(), 0.8796, abs_tol=0.003)
    rotated = stream.standard_normal((3, 100_000)) * np.array([[3.0], [1.0], [0.2]])
    eigenvalues = rotated.var(axis=1, keepdims=True)
    assert np.allclose((rotated / np.sqrt(eigenvalues)).var(axis=1), 1)
    assert not np.allclose((rotated / eigenvalues).var(axis=1), 1)
    leaky = np.where(normal > 0, normal, 0.5 * normal)
    assert math.isclose(np.mean(leaky**2), (1 + 0.5**2) / 2, rel_tol=0.02)

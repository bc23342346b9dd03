"""Public errata again, in other words, notations and formats; and what only looks like them."""

import pytest

from initproofs.check import check
from initproofs.nouns import Ruling
from initproofs.read import read_text


def tex(body):
    return f"\\documentclass{{article}}\\begin{{document}}\n{body}\n\\end{{document}}\n"


MADE = (
    ("n.md", "`torch.nn.Linear` draws its weights with variance $3/n_{in}$ by default."),
    (
        "n.rst",
        (
            "PyTorch's default for ``nn.Linear`` is :math:`U(-1/\\sqrt{n}, 1/\\sqrt{n})`, "
            "whose variance is :math:`3/n`."
        ),
    ),
    ("n.typ", "PyTorch's default for `nn.Linear` has the variance $3 / N$."),
    ("n.md", "| scheme | std |\n|---|---|\n| Xavier | `sqrt(2/n_in + n_out)` |"),
    ("n.tex", tex("\\section{Glorot initialization}\nThe std is $\\sqrt{2/n_{in} + n_{out}}$.")),
    ("n.md", "LeCun initialization: `w = np.random.randn(n) / n`"),
    ("n.md", "For unit variance take `w = np.random.randn(n) / n`, which has variance 1/n."),
    ("n.html", "<p>LeCun normal: the standard deviation is \\(\\frac{1}{n_{in}}\\).</p>"),
    ("n.md", "To whiten, rotate the data into the eigenbasis, then divide it by its eigenvalues."),
    ("n.rst", "Whitening: project on the eigenvectors and divide each axis by its eigenvalue."),
    ("n.md", "Kaiming He et al. proposed for ReLU: $\\sigma^2 = 1/n$."),
    ("n.typ", 'He initialization: $ "Var"(W) = 1 / n_"in" $'),
    ("n.html", "<h2>He initialization</h2><p>\\[ \\sigma = \\sqrt{\\frac{1}{n_{in}}} \\]</p>"),
    ("n.md", "He initialization has the standard deviation $2/\\sqrt{n}$."),
    ("n.html", "<p>With tiny weights the sigmoid is saturated.</p>"),
    ("n.rst", "Weights that are too small saturate the sigmoid."),
)
RIGHT = (
    ("n.md", "`torch.nn.Linear` draws its weights with variance $1/(3 n_{in})$ by default."),
    ("n.md", "A law $U(-\\sqrt{9/n}, \\sqrt{9/n})$ has the variance $3/n$."),
    ("n.md", "A layer has `n_in * n_out + n_out` parameters; Xavier keeps them small."),
    ("n.md", "Take `w = np.random.randn(n) / n`, which has the variance $1/n^2$."),
    ("n.md", "The mean of $n$ independent variables of variance 1 has a variance of $1/n$."),
    ("n.md", "To whiten, rotate the data, then divide by the roots of the eigenvalues."),
    ("n.md", "Kaiming He et al. doubled the variance $1/n$ for ReLU."),
    ("n.md", "With He’s variance $2/n$ the factor ½ of ReLU leaves $1/n$ for a weight."),
    ("n.md", "Weights close to zero avoid saturated sigmoids."),
    ("n.md", "```python\n# std = sqrt(1/n_in)\nW = np.random.randn(n_out, n_in) * std\n```"),
    (
        "n.md",
        (
            "```python\ndef he_init(n, m):\n    return np.random.randn(m, n) * np.sqrt(2 / n)\n\n"
            "X = np.random.randn(100, 3)\n```"
        ),
    ),
    ("n.md", "For linear units $n Var(w) = 1$; as ReLU halves it, $Var(w) = \\frac{2}{n}$."),
)


def rulings(name, text):
    return {verdict.ruling for _, verdict in check(read_text(name, text + "\n")).findings}


@pytest.mark.parametrize(("name", "text"), MADE)
def test_the_erratum_is_found(name, text):
    assert Ruling.REFUTED in rulings(name, text)


@pytest.mark.parametrize(("name", "text"), RIGHT)
def test_what_looks_like_one_is_not(name, text):
    assert {Ruling.REFUTED, Ruling.CONDITIONAL}.isdisjoint(rulings(name, text))


SAID = (
    ("The sigmoid is $\\sigma(z) = \\frac{1}{1 - e^{-z}}$.", Ruling.REFUTED),
    ("Leaky ReLU: $f(z) = \\max(0.01, z)$", Ruling.REFUTED),
    ("Leaky ReLU: $f(z) = \\max(0.01 z, z)$", Ruling.PROVED),
    ("```python\ndef leaky_relu(z):\n    return np.maximum(0.01, z)\n```", Ruling.REFUTED),
    ("$\\mathrm{GELU}'(x) = \\Phi(x) - x \\phi(x)$", Ruling.REFUTED),
    ("GELU is $x\\Phi(x)$; its derivative is $\\Phi(x) + \\phi(x)$.", Ruling.REFUTED),
    ("GELU is $x\\Phi(x)$; its derivative is $\\Phi(x) + x\\phi(x)$.", Ruling.PROVED),
    ("$\\mathrm{ReLU}(ax) = a\\,\\mathrm{ReLU}(x)$", Ruling.CONDITIONAL),
    ("For $a \\ge 0$, $\\mathrm{ReLU}(ax) = a\\,\\mathrm{ReLU}(x)$.", Ruling.PROVED),
    ("The initial weights are random. For inputs $x$ we have $E[wx] = E[w]E[x]$.", "undecided"),
    ("He: $Var(w) = \\frac{2}{n}$.\n\nSo with ReLU $Var(w) = \\frac{1}{n}$.", Ruling.REFUTED),
    ("```python\nX = np.zeros((3, 5))  # shape (5, 3)\n```", Ruling.REFUTED),
    (
        "```python\nW = np.zeros((n, m))\nb = np.zeros((1, n))\nZ = np.dot(W, X) + b\n```",
        Ruling.REFUTED,
    ),
)


@pytest.mark.parametrize(("text", "ruling"), SAID)
def test_what_notes_say_of_functions_and_arrays(text, ruling):
    assert ruling in rulings("n.md", text)


SHAPES = (
    "W = np.random.randn(n, m) * 0.01  # (n, m)",
    "W = np.random.randn(n, m)  # W.T: (m, n)",
    "X = np.random.randn(100, 3)\nW = np.random.randn(3, 5)\nZ = X @ W  # (100, 5)",
    "X = np.random.randn(100, 3)\nW = np.random.randn(3, 5)\nb = np.zeros((1, 5))\nZ = X @ W + b",
    "W = np.zeros((n, m))\nb = np.zeros((n, 1))\nZ = np.dot(W, X) + b",
)


@pytest.mark.parametrize("code", SHAPES)
def test_right_shapes_are_left_alone(code):
    assert Ruling.REFUTED not in rulings("n.md", f"```python\n{code}\n```")

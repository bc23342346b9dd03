"""Readings from which other parsers proved what is false, or refuted what is true: never here."""

from __future__ import annotations

import pytest

from initproofs.notation import NotRead, parse
from initproofs.nouns import Node

from .canonical import reading

LETTERS = ("A, B, C, H, L, W, X, Z, a, b, c, h, k, m, n, s, w, x, y, z",)

# Two formulas that say different things: on the left what some parser took for the right.
DISTINCT = [
    # letters
    ("H", "h"),
    ("N", "n"),
    ("L", r"\mathcal{L}"),
    ("w", r"\mathbf{w}"),
    ("y", r"\hat{y}"),
    (r"\bar{x}", r"\tilde{x}"),
    (r"\epsilon", r"\varepsilon"),
    (r"\phi", r"\varphi"),
    (r"\Sigma_i x_i", r"\sum_i x_i"),
    (r"\Pi_k x_k", r"\prod_k x_k"),
    (r"\mathbb{R}", "R"),
    # primes
    ("A'(s)", "A(s)"),
    ("f''(x)", "f'(x)"),
    (r"\sigma'(z)", r"\sigma(z)"),
    ("w'_{11}", "w_{11}"),
    # order of factors
    ("AB", "BA"),
    (r"W \cdot X", r"X \cdot W"),
    (r"W^T X", r"X W^T"),
    (r"(AB)^T", r"A B^T"),
    (r"(AB)^T", r"A^T B^T"),
    # kinds of product
    (r"A \odot B", "AB"),
    (r"A * B", "AB"),
    (r"A \circ B", r"A \odot B"),
    # scripts
    ("W^{(1)}", "W^1"),
    ("W^{(1)}", "W"),
    ("W^{[1]}", "W^{(1)}"),
    ("W^{(1)}", "W_{(1)}"),
    ("W^{[l]}", "W^{[l-1]}"),
    ("w_{12}", "w_{21}"),
    ("w_{12}", "w_1 w_2"),
    ("w_{11}^{1}", "w_{11}"),
    ("x_i^2", "x_{i^2}"),
    ("x^{2n}", "x^2 n"),
    ("x_{n-1}", "x_n - 1"),
    ("n_{in}", "n_i n"),
    ("y^*", "y"),
    # numbers
    (r"\frac{1}{2^{99}}", r"\frac{1}{2^{98}}"),
    ("10^{-3}", "10 - 3"),
    ("0.5", "0.50000001"),
    ("0.6931471805599453", "0.6931471805599454"),
    # scope
    (r"\frac{a}{b} c", r"\frac{a}{b c}"),
    (r"\frac{a}{b + c}", r"\frac{a}{b} + c"),
    (r"\sqrt{a} + b", r"\sqrt{a + b}"),
    (r"\sqrt{\frac{2}{n}}", r"\frac{\sqrt{2}}{n}"),
    (r"\sum_i a_i + b", r"\sum_i (a_i + b)"),
    ("-a + b", "-(a + b)"),
    ("e^{-z}", "e - z"),
    ("e^{z + 1}", "e^z + 1"),
    (r"\log(a) b", r"\log(a b)"),
    # moments
    (r"\mathbb{E}[X^2]", r"\mathbb{E}[X]^2"),
    (r"\operatorname{Var}(AB)", r"\operatorname{Var}(A) \operatorname{Var}(B)"),
    (r"\operatorname{Var}(A + B)", r"\operatorname{Var}(A) + B"),
    (r"\mathcal{N}(0, \frac{1}{n})", r"\mathcal{N}(0, n)"),
    # derivatives
    (r"\frac{\partial L}{\partial w}", r"\frac{L}{w}"),
    (r"\frac{\partial L}{\partial w}", r"\frac{dL}{dw}"),
    (r"\frac{\partial^2 L}{\partial w^2}", r"\frac{\partial L}{\partial w}"),
    (r"\frac{\partial L}{\partial w'_{11}}", r"\frac{\partial L}{\partial w_{11}}"),
    (r"\nabla_W L", r"\nabla_w L"),
    # relations and matrices
    ("a = b", r"a \neq b"),
    ("a < b", r"a \leq b"),
    (r"a \to b", r"a = b"),
    (r"a \approx b", "a = b"),
    (
        r"\begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix}",
        r"\begin{bmatrix} 1 & 3 \\ 2 & 4 \end{bmatrix}",
    ),
    (r"\begin{bmatrix} 1 & 2 \end{bmatrix}", r"\begin{bmatrix} 1 \\ 2 \end{bmatrix}"),
    (r"\begin{bmatrix} 1 & 2 \end{bmatrix}", r"\begin{bmatrix} 12 \end{bmatrix}"),
    (r"a = 1 \quad b = 2", r"a = 1 b = 2"),
]


@pytest.mark.parametrize(("one", "other"), DISTINCT)
def test_distinct_formulas_read_apart(one: str, other: str):
    first, second = reading(one, *LETTERS), reading(other, *LETTERS)
    assert not first.startswith("not read"), first
    assert first != second


def tree(source: str) -> Node:
    read = parse(source)
    assert not isinstance(read, NotRead), read
    return read.tree


def nodes(node: Node) -> list[Node]:
    return [node, *(inner for child in node.children for inner in nodes(child))]


def test_a_chain_of_equals_is_no_comparison_of_truth_values():
    """``(a = σ(z)) = 0.5`` compares a truth value with a number, and is false for that."""
    chain = tree(r"a_{11} = \sigma(z_{11}) = 0.5")
    assert chain.kind == "chain"
    assert [child.value for child in chain.children[1::2]] == ["=", "="]
    assert [child.kind for child in chain.children[::2]] == ["script", "juxtaposed", "number"]
    assert reading(r"a_{11} = \sigma(z_{11}) = 0.5") == "a_11 = σ(z_11) = 0.5"


def test_a_partial_is_no_factor_that_cancels():
    fraction = tree(r"\frac{\partial L}{\partial w}")
    assert fraction.kind == "fraction"
    signs = [[n.value for n in nodes(part) if n.kind == "symbol"] for part in fraction.children]
    assert signs == [["∂"], ["∂"]]
    product = r"\frac{\partial L}{\partial z} \frac{\partial z}{\partial w}"
    assert reading(product) == "(∂L/∂z) · (∂z/∂w)"


@pytest.mark.parametrize("operator", ["Var", "Cov", "Std", "E", "ReLU"])
@pytest.mark.parametrize("spelling", [r"\operatorname{%s}(z)", r"\mathrm{%s}(z)", r"\text{%s}(z)"])
def test_an_operator_is_no_product_of_its_letters(operator: str, spelling: str):
    source = spelling % operator
    assert [node.value for node in nodes(tree(source)) if node.kind in ("name", "text")] == [
        operator,
        "z",
    ]
    assert reading(source, *LETTERS) == f"{operator}(z)"


def test_a_layer_in_round_brackets_is_kept_in_them():
    script = tree("W^{(1)}")
    assert (script.kind, script.value) == ("script", "^")
    assert [n.value for n in nodes(script.children[1]) if n.kind in ("fence", "number")] == [
        "( )",
        "1",
    ]


def test_words_in_mathematics_are_words():
    read = reading(r"a = 0 \text{ and } b = 0", *LETTERS)
    assert read == "a = 0 and b = 0"
    assert reading(r"limit = \sqrt{6}", *LETTERS) == "limit = √6"


@pytest.mark.parametrize(
    "source",
    [
        r"a \wibble b",
        r"a + \wibble",
        r"\wibble{a} + b",
        r"\frac{a \wibble}{b}",
        r"x_{\wibble}",
        r"\begin{bmatrix} \wibble & 1 \end{bmatrix}",
        r"\sum_{i=1}^{\wibble} a_i",
        r"\sqrt{\wibble}",
    ],
)
def test_an_unknown_command_is_never_dropped_and_never_a_factor(source: str):
    read = reading(source, *LETTERS)
    assert read.startswith("not read: ")
    assert r"\wibble" in read

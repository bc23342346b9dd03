"""Spellings that were once misread: arguments, wide spaces, words, primes, dots, line ends."""

from __future__ import annotations

import pytest

from initproofs.given.statements import understand
from initproofs.nouns import Refusal
from initproofs.read import read_text
from initproofs.terms import Applied, Obscure, Product, Symbol

from .canonical import paragraphs, reading, readings
from .golden_files import NOT_READ

LETTERS = "a, b, c, d, e, g, i, l, m, n, o, p, r, t, w, x"


def chains(*formulas: str):
    document = read_text("note.md", paragraphs(formulas))
    assert not isinstance(document, Refusal)
    return understand(document).chains


@pytest.mark.parametrize(
    ("given", "formula", "plain"),
    [
        ("f = q z", "f(x, y) = x y", "f(x, y) = x · y"),
        ("f = q z", "f_c(x) = c + x", "f_c(x) = c + x"),
        ("a = 3", "b = a(x, y)", "b = a(x, y)"),
        ("L = 3", r"L(\theta) = 1", "L(θ) = 1"),
        ("a = 3", "a(b + c) = d", "a · (b + c) = d"),
        (r"W = \begin{bmatrix} 1 & 2 \end{bmatrix}", "y = W (1, 2)", "y = W · (1, 2)"),
        (r"\sigma(x)_i = 1", r"y = \sigma(x)_i (1 - x)", "y = σ(x)_i · (1 - x)"),
    ],
)
def test_what_stands_before_a_bracket(given, formula, plain):
    assert reading(formula, given) == plain


def test_a_name_with_arguments_is_never_multiplied_by_them():
    assert isinstance(chains("f = q z", "f(x, y) = x y")[-1].members[0], Applied)
    assert isinstance(chains("a = 3", "b = a(x, y)")[-1].members[1], Obscure)
    matrix = r"W = \begin{bmatrix} 1 & 2 \end{bmatrix}"
    assert isinstance(chains(matrix, "y = W (1, 2)")[-1].members[1], Product)


@pytest.mark.parametrize(
    ("formula", "plain"),
    [
        (r"a = g(x) \quad b = 2", "a = g(x), b = 2"),
        (r"\frac{x}{2} \quad \frac{y}{2}", "x/2, y/2"),
        (r"a = (x) \qquad (y) = b", "a = (x), (y) = b"),
        (r"f(x) = x \hspace{1em} g(x) = 1", "f(x) = x, g(x) = 1"),
        (r"a = x^2 \quad {b} = 2", "a = x², b = 2"),
        (r"a = 1, \quad b = 2", "a = 1, b = 2"),
        (r"a \quad = \quad b \quad + \quad c", "a = b + c"),
        (r"\min_{W} \quad L(W)", "min_W L(W)"),
        (r"\begin{cases} \quad 1 & x > 0 \\ 0 \quad & x < 0 \end{cases}", "{1: x > 0; 0: x < 0}"),
        (r"\left( \quad x \quad \right)", "(x)"),
    ],
)
def test_a_wide_space_parts_two_formulas_and_no_others(formula, plain):
    assert reading(formula) == plain


def test_formulas_parted_by_a_wide_space_are_two_statements():
    assert len(chains(r"a = g(x) \quad b = 2")) == 2


@pytest.mark.parametrize(
    ("formula", "plain"),
    [
        ("X^{(example)}_{feature}", "X_feature^(example)"),
        ("X_{train, test}", "X_(train,test)"),
        ("gradient = 0", "gradient = 0"),
        (r"x^{\prime\prime}", "x''"),
        (r"x^{\prime 2}", "x'²"),
        (r"x^{\mathsf{T}} + b^{(k)\mathsf{T}}", "x^T + (b^(k))^T"),
        (r"x^\top + {w^{[l]}}^{\intercal}", "x^T + (w^[l])^T"),
        (r"x^{\prime T}", "x'^T"),
        (r"x^{\prime(k)}_i", "x'_i^(k)"),
        (r"i = 1 \ldots N", "i = 1 … N"),
        (r"x_1 \cdot \ldots \cdot x_n", "x_1 · … · x_n"),
        (r"\text{Jacobian of } \nabla_a C", "Jacobian of ∇_a C"),
        (r"W \text{, of shape } (n, m)", "W, of shape (n, m)"),
        (r"a = 1 \\\\ b = 2", "a = 1; b = 2"),
        (r"a = 1, \\ b = 2", "a = 1, b = 2"),
        (r"a = 1 \newline", "a = 1"),
        (r"\begin{aligned} a &= 1; \\ b &= 2 \\ \end{aligned}", "a = 1; b = 2"),
    ],
)
def test_it_reads_as_it_is_meant(formula, plain):
    assert reading(formula, LETTERS) == plain


def test_two_primes_make_one_name():
    (chain,) = chains(r"x^{\prime\prime} = 2")
    assert isinstance(chain.members[0], Symbol)
    assert chain.members[0].head.name == "x''"


def test_words_are_no_factor():
    assert isinstance(chains(r"a = \text{Jacobian of } C")[-1].members[1], Obscure)


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        (
            "w_new = w_old - learning_rate * gradient",
            "w_new = w_old - learning_rate*gradient",
        ),
        ("w_new = w_old - rate_of_gain(w_old)", "w_new = w_old - rate_of_gain(w_old)"),
        ("w_new = 10^-3", "w_new = 10^(-3)"),
        ("w_ij = 2^10", "w_ij = 2^10"),
    ],
)
def test_typed_without_dollars_names_are_whole(typed, plain):
    assert readings(f"${LETTERS}$ and so\n\nSuppose that {typed}\n")[-1] == plain


def test_what_is_typed_is_never_read_as_tex_alone():
    assert readings("Suppose that a_b_c = 2\n")[-1].startswith(NOT_READ)
    assert " (or: " in readings("Suppose that y = 10^-3x\n")[-1]


@pytest.mark.parametrize("formula", [r"\,", "~", r"\label{a}", r"\quad"])
def test_nothing_but_air_is_no_formula(formula):
    assert reading(formula).startswith(NOT_READ)

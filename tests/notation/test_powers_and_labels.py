"""Whether a bare superscript is a power or a layer: in the plain form, and in what is computed."""

from __future__ import annotations

import pytest

from initproofs.given.statements import understand
from initproofs.nouns import Refusal
from initproofs.read import read_text
from initproofs.terms import Power, Symbol, Term

from .canonical import paragraphs, readings


def first_side(*formulas: str) -> Term:
    """What the left side of the last formula means."""
    document = read_text("note.md", paragraphs(formulas))
    assert not isinstance(document, Refusal)
    return understand(document).chains[-1].members[0]


@pytest.mark.parametrize(
    ("formulas", "plain"),
    [
        (["x^2 = 4"], "x² = 4"),
        (["(a-b)^2 = c"], "(a - b)² = c"),
        ([r"\mathbb{E}[X]^2 = 1"], "E[X]² = 1"),
        (["2^3 = 8"], "2³ = 8"),
        ([r"\sigma_w^2 = \frac{1}{n}"], "σ_w² = 1/n"),
        ([r"\hat{y}^2 = 1"], "ŷ² = 1"),
        (["x^2 = 4", "x^3 = 8"], "x³ = 8"),
        (["A = B", "A^2 = I"], "A² = I"),
        (["a^1 = x", "e^x = 1", "e^2 = y"], "e² = y"),
    ],
)
def test_it_is_a_power(formulas, plain):
    assert readings(paragraphs(formulas))[-1] == plain
    assert isinstance(first_side(*formulas), Power)


@pytest.mark.parametrize(
    ("formulas", "plain"),
    [
        (["Z^1 = X", "Z^2 = Y"], "Z^2 = Y"),
        (["W^2 = X"], "W^2 = X"),
        (["dZ^2 = X"], "dZ^2 = X"),
        (["a^l = x", "a^2 = y"], "a^2 = y"),
        (["z^{l+1} = x", "z^2 = y"], "z^2 = y"),
        (["b = x^1", "x^2 = y"], "x^2 = y"),
        (["z^2 = x", "z^3 = y"], "z^3 = y"),
    ],
)
def test_it_is_a_layer(formulas, plain):
    assert readings(paragraphs(formulas))[-1] == plain
    side = first_side(*formulas)
    assert isinstance(side, Symbol)
    assert side.head.label is not None


def test_names_beside_a_layered_one_are_layered_too():
    network = ["Z^1 = W^1 X", "Z^2 = W^2 A^1 + b^2", "J = x^2"]
    assert readings(paragraphs(network)) == [
        "Z^1 = W^1 · X",
        "Z^2 = W^2·A^1 + b^2",
        "J = x²",
    ]

"""Statements about activation functions: proved as they are, refuted with one thing made wrong."""

import pytest

from initproofs.check import check
from initproofs.nouns import Ruling
from initproofs.read import read_text

from ..generators.curves import Z, latex, n, same, spoiled

S, T = ("σ", 0, Z), ("tanh", 0, Z)
E_MINUS = ("e", ("neg", Z))
NOTE = r"""The sigmoid is $\sigma(z) = \frac{{1}}{{1 + e^{{-z}}}}$.

$${left} = {right}$$
"""
TRUE = {
    "σ′ by itself": (("σ", 1, Z), ("*", S, ("-", n(1), S))),
    "σ′ by exponentials": (("σ", 1, Z), ("/", E_MINUS, ("^", ("+", n(1), E_MINUS), 2))),
    "σ″": (("σ", 2, Z), ("*", ("σ", 1, Z), ("-", n(1), ("*", n(2), S)))),
    "tanh′": (("tanh", 1, Z), ("-", n(1), ("^", T, 2))),
    "tanh by exponentials": (
        T,
        ("/", ("-", ("e", Z), E_MINUS), ("+", ("e", Z), E_MINUS)),
    ),
    "tanh by σ": (T, ("-", ("*", n(2), ("σ", 0, ("*", n(2), Z))), n(1))),
    "σ mirrored": (("σ", 0, ("neg", Z)), ("-", n(1), S)),
    "σ by e^z": (S, ("/", ("e", Z), ("+", n(1), ("e", Z)))),
    "ln σ": (("ln", S), ("neg", ("ln", ("+", n(1), E_MINUS)))),
    "σ by tanh": (S, ("/", ("+", n(1), ("tanh", 0, ("/", Z, n(2)))), n(2))),
}


def rulings(left, right):
    report = check(read_text("note.md", NOTE.format(left=latex(left), right=latex(right))))
    line = 3
    document = report.document
    return [v.ruling for c, v in report.findings if document.place(c.span.start)[0] == line]


@pytest.mark.parametrize("name", TRUE)
def test_what_is_true_is_proved(name):
    assert same(*TRUE[name]) is True
    assert Ruling.PROVED in rulings(*TRUE[name])


@pytest.mark.parametrize("name", TRUE)
def test_every_change_is_called_what_it_is_and_nearly_all_that_are_wrong_are_refuted(name):
    left, right = TRUE[name]
    wrong, missed = 0, []
    for other in spoiled(right):
        truth, found = same(left, other), rulings(left, other)
        assert not (truth is True and Ruling.REFUTED in found), latex(other)
        assert not (truth is not True and Ruling.PROVED in found), latex(other)
        if truth is False and "z" in latex(other):
            wrong += 1
            missed += [latex(other)] * (Ruling.REFUTED not in found)
    assert len(missed) <= wrong // 20, missed

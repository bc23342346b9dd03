"""How runs of letters split, which names are functions, and where a superscript is a layer."""

import pytest

from initproofs.given.meaning import Meaning
from initproofs.given.spell import plain
from initproofs.terms import Applied, Obscure, Power, Product, Symbol, walk

from .notes import played

ALONE = "$A$, $B$, $W$, $X$, $Z$ and $w$, $x$, $b$.\n\n"


def term(formula, before=ALONE):
    """The right side of ``Q = formula``, with the names that the note introduces before."""
    notes = played(f"{before}$Q = {formula}$\n").notes
    return notes.chains[-1].members[1]


def names(found):
    return [part.head.name for part in walk(found) if isinstance(part, Symbol)]


@pytest.mark.parametrize(
    ("run", "pieces"),
    [
        ("XW", ["X", "W"]),
        ("WX", ["W", "X"]),
        ("wx", ["w", "x"]),
        ("AWX", ["A", "W", "X"]),
        ("dW", ["dW"]),
        ("dZ", ["dZ"]),
        ("dZA", ["dZ", "A"]),
        ("XdZ", ["X", "dZ"]),
        ("AdWX", ["A", "dW", "X"]),
        ("fan", ["fan"]),
        ("loss", ["loss"]),
        ("Loss", ["Loss"]),
    ],
)
def test_runs_split_into_names_that_stand_alone(run, pieces):
    assert names(term(run)) == pieces


def test_a_word_that_is_defined_stays_whole():
    before = ALONE + "$lr = 0.1$\n\n"
    assert names(term("lr", before)) == ["lr"]


def test_the_scripts_of_a_run_belong_to_its_last_letter():
    found = term("XW^{[1]}")
    assert isinstance(found, Product)
    assert plain(found) == "X · W^[1]"
    assert plain(term("dZ^{[2]}A^{[1]}")) == "dZ^[2] · A^[1]"


@pytest.mark.parametrize(
    ("formula", "function"),
    [
        ("g(Z)", "g"),
        (r"\sigma(Z)", "σ"),
        (r"\tanh(Z)", "tanh"),
        (r"\operatorname{ReLU}(Z)", "ReLU"),
        ("g'(Z)", "g"),
    ],
)
def test_functions_are_applied(formula, function):
    found = term(formula)
    assert isinstance(found, Applied)
    assert (found.function, found.primes) == (function, int("'" in formula))


def test_a_letter_that_is_given_a_value_multiplies():
    assert isinstance(term("g(Z)", ALONE + "$g = 3$ and $Z = 2$\n\n"), Product)
    assert isinstance(term("W(X)", ALONE + "$W = 3$\n\n"), Product)


def test_a_function_that_the_note_defines_is_one():
    found = term("h(Z)", ALONE + "$h(z) = 2z + 1$\n\n")
    assert isinstance(found, Applied)
    assert found.function == "h"


def test_what_may_be_a_product_or_a_function_stays_open():
    assert isinstance(term("k(Z)"), Obscure)


def test_a_superscript_is_a_power_unless_the_name_is_labelled():
    assert isinstance(term("w^2"), Power)
    found = term("W^2", "$W^1 = 3$, $Z^1 = 4$\n\n")
    assert isinstance(found, Symbol)
    assert str(found.head) == "W^2"


def test_gradients_of_one_loss_are_names():
    found = term(r"\frac{\partial L}{\partial W^{[1]}}")
    assert isinstance(found, Symbol)
    assert (found.head.name, str(found.head.label)) == ("∂L/∂W", "1")


def test_the_meaning_of_a_term_keeps_its_place():
    source = ALONE + "$Q = XW$\n"
    notes = played(source).notes
    formula = notes.formulas[-2] or notes.formulas[-1]
    found = Meaning(formula, notes.names).term(formula.tree.children[2])
    assert source[found.span.start : found.span.end] == "XW"


@pytest.mark.parametrize("value", [r"\sigma_w^2 = \frac1n", r"\sigma^2 = \frac1n"])
@pytest.mark.parametrize("formula", [r"\sigma'(0)", r"\sigma(0)", r"\sigma(z)", r"\sigma(WX)"])
def test_a_deviation_with_scripts_leaves_the_bare_letter_a_function(formula, value):
    found = term(formula, ALONE + f"${value}$\n\n")
    assert isinstance(found, Applied)
    assert isinstance(term(r"\sigma^2(q)", ALONE + f"${value}$ and $\\sigma(z)$\n\n"), Product)

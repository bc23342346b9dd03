"""Every spelling of an operator of moments gives one term."""

import itertools

import pytest

from initproofs.given.expectations import moment_chains
from initproofs.given.statements import understand
from initproofs.read import read_text
from initproofs.terms import Applied, Head, Over, Power, Product, Sum, Symbol, is_obscure

X = Symbol(Head("X"))
HEADS = {
    "E": (r"\mathbb{E}", r"\mathbb E", "E", r"\mathbf{E}", r"\operatorname{E}", r"\mathrm{E}"),
    "Var": (
        r"\operatorname{Var}",
        r"\mathrm{Var}",
        r"\text{Var}",
        "Var",
        r"\mathbb{V}",
        r"{\rm Var}",
        r"\mathsf{Var}",
        "V",
    ),
    "Std": (r"\operatorname{Std}", r"\mathrm{SD}", "Std"),
}
BRACKETS = ("({})", "[{}]", r"\left({}\right)", r"\left[{}\right]", r"\bigl[{}\bigr]", r"\{{{}\}}")
SPELLED = [
    (operator, head + bracket.format("X"))
    for operator, heads in HEADS.items()
    for head, bracket in itertools.product(heads, BRACKETS)
]


def left(formula):
    (chain, *_) = moment_chains(understand(read_text("note.md", f"$${formula}$$ and $X$")))
    return chain.members[0]


@pytest.mark.parametrize(("operator", "source"), SPELLED)
def test_operators(operator, source):
    assert left(f"{source} = 2") == Applied(operator, (X,))


@pytest.mark.parametrize(
    "source",
    ["E[X]^2", "(E[X])^2", r"\mathbb{E}^2[X]", r"\left(\mathbb{E}[X]\right)^2", r"\{E X\}^2"],
)
def test_the_square_of_a_mean(source):
    found = left(f"{source} = 2")
    assert isinstance(found, Power)
    assert found.base == Applied("E", (X,))


@pytest.mark.parametrize(
    "source", ["E[X^2]", "E X^2", "EX^2", r"\mathbb{E}\left[X^2\right]", "E[X²]"]
)
def test_the_mean_of_a_square(source):
    found = left(f"{source} = 2")
    assert isinstance(found, Applied)
    assert isinstance(found.arguments[0], Power)


@pytest.mark.parametrize(
    "source", [r"E[X \mid Y]", "E[X|Y]", r"\mathbb{E}\left[X \middle| Y\right]", "E(X | Y)"]
)
def test_conditions(source):
    assert left(f"{source} = 2") == Applied("E", (X, Applied("given", (Symbol(Head("Y")),))))


@pytest.mark.parametrize("source", [r"E X Y", r"E[XY]", r"\mathbb{E}XY"])
def test_capitals_behind_an_operator_belong_to_it(source):
    found = left(f"{source} = 2")
    assert isinstance(found, Applied)
    assert isinstance(found.arguments[0], Product)


@pytest.mark.parametrize(
    "source",
    [
        r"\sum_{i=1}^{n} X_i",
        r"\sum\limits_{i=1}^n X_i",
        r"X_1 + X_2 + \dots + X_n",
        "∑_{i=1}^n X_i",
    ],
)
def test_sums(source):
    found = left(f"{source} = 2")
    assert isinstance(found, Over)
    assert found.high == Symbol(Head("n"))


def test_pairs_are_all_pairs_less_the_diagonal():
    found = left(r"\sum_{i \neq j} X_i X_j = 2")
    assert isinstance(found, Sum)
    assert [sign for sign, _ in found.terms] == [1, -1]


@pytest.mark.parametrize("source", [r"\operatorname{Var} X a", r"E_{Y}[X Y]", r"\sum_{i<j} X_i"])
def test_what_is_open_stays_open(source):
    assert is_obscure(left(f"{source} = 2"))


def test_an_error_is_no_expectation():
    note = understand(read_text("note.md", r"$$E = (y - t)^2$$ $$E(w) = 2$$"))
    assert all(
        not (isinstance(member, Applied) and member.function == "E" and is_obscure(member))
        for chain in moment_chains(note)
        for member in chain.members
    )

"""Exact values under finite laws, against what is worked out by hand; refusals by name."""

from fractions import Fraction

import pytest

from initproofs.evidence.finite import NoValue, Table, World
from initproofs.evidence.finite.quantity import Quantity, bound, quantity
from initproofs.notation import parse

HALF = Fraction(1, 2)
COIN = ((((Fraction(1),), HALF)), ((Fraction(-1),), HALF))
SKEW = (((Fraction(-1),), Fraction(2, 3)), ((Fraction(2),), Fraction(1, 3)))


def name(latex: str) -> Quantity:
    found = quantity(parse(latex).tree, {})
    assert found is not None
    return found


def world(**sizes: int) -> World:
    tables = (
        Table((name("w_i"),), SKEW),
        Table((name("X"), name("Y")), (((Fraction(1), Fraction(3)), HALF),
                                       ((Fraction(-1), Fraction(1)), HALF))),
        Table((name("v_{ij}^{(k)}"),), COIN),
    )  # fmt: skip
    rules = (
        (name("s_j^{(k)}"), parse(r"\sum_{i=1}^{H} v_{ij}^{(k)} s_i^{(k-1)}").tree),
        (name("s_i^{(0)}"), parse("w_i").tree),
    )
    numbers = {Quantity(key): Fraction(value) for key, value in sizes.items()}
    return World(tables, numbers, rules, {key: str(value) for key, value in sizes.items()})


@pytest.mark.parametrize(
    ("latex", "value"),
    [
        (r"\operatorname{Var}(w)", 2),
        (r"\mathbb{E}[w_1^4]", 6),
        (r"\mathbb{E}[X Y]", 1),
        (r"\operatorname{Cov}(X, Y)", 1),
        (r"\mathbb{E}[X] \mathbb{E}[Y]", 0),
        (r"\operatorname{Var}(XY)", 4),
        (r"\operatorname{Std}(Y)", 1),
        (r"\sqrt{\operatorname{Var}(w_1 + w_2)}", 2),
        (r"\operatorname{Var}(w_1 + w_1)", 8),
        (r"\operatorname{Var}(\sum_{i=1}^{n} w_i)", 6),
        (r"\prod_{i=1}^{n} \operatorname{Var}(w_i)", 8),
        (r"\frac{n(n-1)}{2} - |1 - n|", 1),
        (r"\mathbb{E}[\max(0, w_1)] + \mathbb{E}[\operatorname{ReLU}(w_1)^2]", 2),
        (r"\operatorname{Var}(s_1^{(0)})", 2),
        (r"\operatorname{Var}(s_j^{(2)})", 8),
        (r"\operatorname{Var}(s^{(2)})", 8),
        (r"\mathbb{E}^2[Y] \cdot 2 / 4", 2),
        (r"\operatorname{Var}(w)^{1/2} \operatorname{Var}(w)^{1/2}", None),
        (r"\operatorname{Median}(w)", None),
        (r"w_1", None),
        (r"\operatorname{Var}(q)", None),
        (r"\frac{1}{n - 3}", None),
        (r"\sum_{i} \operatorname{Var}(w_i)", None),
        (r"2^{n^{n^n}}", None),
        (r"\begin{bmatrix} 1 & 2 \end{bmatrix}", None),
        (r"1 \pm 1", None),
    ],
)
def test_a_value_is_exact_or_there_is_none(latex, value):
    tree = parse(latex).tree
    if value is None:
        with pytest.raises(NoValue):
            world(n=3, H=2).value(tree)
    else:
        assert world(n=3, H=2).value(tree) == value


@pytest.mark.parametrize(
    ("pattern", "found", "letters"),
    [
        ("w_{ij}^{(k)}", "w_{21}^{(3)}", {"i": "2", "j": "1", "k": "3"}),
        ("w_{ij}^{(k)}", "w^{(k)}", {"i": "1", "j": "1", "k": "k"}),
        ("w_{ii}", "w_{12}", None),
        ("w_{1j}", "w_{12}", {"j": "2"}),
        ("z_i^{(k)}", "z_i^{(k-1)}", None),
        ("z_i^{(k-1)}", "z_1^{(k-1)}", {"i": "1"}),
        ("z_i", "w_i", None),
        ("z_i", "z_{12}", {"i": "12"}),
        ("z_{ijk}", "z_{12}", None),
    ],
)
def test_a_pattern_fits_what_it_spells(pattern, found, letters):
    assert bound(name(pattern), name(found)) == letters


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ((((Fraction(1),), HALF),), "sum to 1"),
        ((((Fraction(1),), Fraction(2)), ((Fraction(0),), Fraction(-1))), "not negative"),
        ((((Fraction(1), Fraction(2)), Fraction(1)),), "every name"),
        ((), "sum to 1"),
    ],
)
def test_a_table_that_is_no_law_is_refused(rows, words):
    with pytest.raises(ValueError, match=words):
        Table((name("X"),), rows)


def test_too_many_outcomes_are_refused():
    with pytest.raises(ValueError, match="more than"):
        world(n=40).value(parse(r"\mathbb{E}[\prod_{i=1}^{n} w_i]").tree)

"""Plain arithmetic down the whole road: what is right stays right, however it is spelled."""

import pytest

from initproofs.check import check
from initproofs.nouns import Refusal, Ruling
from initproofs.read import read_text

ROW = r"\begin{bmatrix} 1 & 2 \end{bmatrix}"
COLUMN = r"\begin{bmatrix} 3 \\ 4 \end{bmatrix}"


def rulings(source):
    document = read_text("note.md", source)
    assert not isinstance(document, Refusal)
    return [verdict.ruling for _, verdict in check(document).findings]


@pytest.mark.parametrize(
    "formula",
    [
        "2^{3^{2}} = 512",
        "2^{3^2} = 512",
        f"{ROW} {COLUMN} = 11",
        f"11 = {ROW} {COLUMN}",
        rf"{ROW} {COLUMN} = \begin{{bmatrix}} 11 \end{{bmatrix}}",
        "2^{5000} = 2 \\cdot 2^{4999}",
    ],
)
def test_what_is_right_is_confirmed_and_what_is_wrong_is_not(formula):
    assert rulings(f"${formula}$\n") == [Ruling.CONFIRMED]
    left, right = formula.split(" = ")
    wrong = f"{left} + 1 = {right}" if "bmatrix" not in formula else f"{left} = 2 \\cdot {right}"
    assert rulings(f"${wrong}$\n") == [Ruling.REFUTED]


def test_a_number_too_large_to_write_is_undecided():
    assert rulings("$9^{9^{9}} = 5$\n") == [Ruling.UNDECIDED]


def test_a_huge_number_is_told_roughly():
    document = read_text("note.md", "$2^{20000} = 5$\n")
    [(_, verdict)] = check(document).findings
    assert "3.98028e+6020" in verdict.message

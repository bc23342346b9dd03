"""What a course tells of its conventions decides what a note leaves open, and nothing else."""

import pytest

from initproofs.check import check
from initproofs.config import CONVENTIONS, Settings
from initproofs.nouns import Refusal, Ruling
from initproofs.read import read_text

STAR = r"""Let $A = \begin{{bmatrix}} 1 & 2 \\ 3 & 4 \end{{bmatrix}}$ and
$B = \begin{{bmatrix}} 5 & 6 \\ 7 & 8 \end{{bmatrix}}$. Then

$$A * B = \begin{{bmatrix}} {} \end{{bmatrix}}$$
"""
LAYOUT = r"""Let $s = \frac{{1}}{{m}}$
and $X = \begin{{bmatrix}} 1 & 2 \\ 3 & 4 \\ 5 & 6 \end{{bmatrix}}$.

$$s = {}$$
"""
NOTES = {
    ("star", "hadamard"): STAR.format(r"5 & 12 \\ 21 & 32"),
    ("star", "matrix"): STAR.format(r"19 & 22 \\ 43 & 50"),
    ("layout", "row"): LAYOUT.format(r"\frac{1}{3}"),
    ("layout", "column"): LAYOUT.format(r"\frac{1}{2}"),
}


def last(source, *told):
    document = read_text("note.md", source)
    assert not isinstance(document, Refusal)
    return check(document, Settings(conventions=told)).findings[-1][1].ruling


def test_there_is_a_note_for_every_convention():
    assert {*NOTES} == {(axis, value) for axis, values in CONVENTIONS.items() for value in values}


@pytest.mark.parametrize("told", NOTES)
def test_a_convention_that_is_told_decides(told):
    axis, value = told
    assert last(NOTES[told], told) is Ruling.CONFIRMED
    [other] = {*CONVENTIONS[axis]} - {value}
    assert last(NOTES[told], (axis, other)) is Ruling.REFUTED


@pytest.mark.parametrize("told", NOTES)
def test_without_it_either_reading_is_let_stand(told):
    assert last(NOTES[told]) is not Ruling.REFUTED


def test_what_a_note_says_itself_is_not_overruled():
    source = "Let $m = 3$ and $s = \\frac{1}{m}$. $X = \\begin{bmatrix} 1 & 2 \\end{bmatrix}$\n\n"
    assert last(source + "$$s = \\frac{1}{3}$$\n", ("layout", "column")) is Ruling.CONFIRMED

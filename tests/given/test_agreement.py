"""Digits and readings: when a written number agrees, and under which reading of an open sign."""

import pytest

from initproofs.check import check
from initproofs.nouns import Ruling
from initproofs.read import read_text

YES, NO, OPEN = Ruling.CONFIRMED, Ruling.REFUTED, Ruling.UNDECIDED


def last(source):
    return check(read_text("note.md", source)).findings[-1][1]


@pytest.mark.parametrize(
    ("line", "ruling"),
    [
        ("1/3 = 0.333", YES),
        ("1/3 = 0.33", YES),
        ("1/3 = 0.334", NO),
        ("2/3 = 0.667", YES),
        ("2/3 = 0.666", OPEN),  # cut off, not rounded
        ("2/3 = 0.665", NO),
        ("2/3 = 0.668", NO),
        ("1/8 = 0.12", YES),  # both neighbours of a tie are as near
        ("1/8 = 0.13", YES),
        ("1/8 = 0.14", NO),
        ("0.1 + 0.2 = 0.3", YES),
        ("0.25 = 0.2", YES),
        ("0.29 = 0.2", OPEN),
        ("0.29 = 0.3", YES),
        (r"4^{-10} \approx 9.5 \times 10^{-7}", YES),
        (r"4^{-10} = 9.54 \cdot 10^{-7}", YES),
        (r"4^{-10} \approx 9.6 \times 10^{-7}", NO),
        (r"4^{-10} \approx 9.5 \times 10^{-6}", NO),
        (r"1.5^{149} \approx 1.7 \times 10^{26}", YES),
        ("1/3 \\approx 0.3", YES),
        ("1/3 \\approx 0.4", NO),
        ("7/3 \\approx 2", YES),
        ("7/3 \\approx 3", NO),
        ("7/3 = 2", NO),
        ("\\sqrt{2} = 1.414", YES),
        ("\\sqrt{2} = 1.415", NO),
        ("\\sqrt{2} \\approx 1.4142135623730950488016887242096980785697", YES),
        ("\\sqrt{2} \\approx 1.4142135623730950488016887242096980785698", NO),
        ("-2/3 = -0.67", YES),
        ("-2/3 = -0.66", OPEN),
        ("-2/3 = -0.68", NO),
        ("2/3 = -0.67", NO),
        ("10^{-3} = 0.001", YES),
        ("3 \\cdot 10^{-3} = 0.03", NO),
    ],
)
def test_digits_are_taken_at_their_word(line, ruling):
    assert last(f"$${line}$$\n").ruling is ruling


SQUARES = r"""$$A = \begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix}, \quad
B = \begin{bmatrix} 5 & 6 \\ 7 & 8 \end{bmatrix}$$

"""
ENTRYWISE = r"\begin{bmatrix} 5 & 12 \\ 21 & 32 \end{bmatrix}"
MATRIX = r"\begin{bmatrix} 19 & 22 \\ 43 & 50 \end{bmatrix}"
NEITHER = r"\begin{bmatrix} 5 & 12 \\ 43 & 50 \end{bmatrix}"


@pytest.mark.parametrize(
    ("product", "result", "ruling"),
    [
        ("A * B", ENTRYWISE, YES),
        ("A * B", MATRIX, YES),
        ("A * B", NEITHER, NO),
        (r"A \odot B", ENTRYWISE, YES),
        (r"A \odot B", MATRIX, NO),
        (r"A \circ B", ENTRYWISE, YES),
        ("A B", MATRIX, YES),
        ("A B", ENTRYWISE, NO),
        ("A B^T", r"\begin{bmatrix} 17 & 23 \\ 39 & 53 \end{bmatrix}", YES),
        ("A^T B", r"\begin{bmatrix} 17 & 23 \\ 39 & 53 \end{bmatrix}", NO),
    ],
)
def test_a_star_is_either_product(product, result, ruling):
    source = SQUARES + f"$$H = {product}$$\n\n$$H = {result}$$\n"
    assert last(source).ruling is ruling


def test_a_star_in_a_note_that_multiplies_matrices_is_entry_by_entry():
    before = SQUARES + f"$$P = A B$$\n\n$$P = {MATRIX}$$\n\n"
    assert last(before + f"$$H = A * B = {ENTRYWISE}$$\n").ruling is YES
    assert last(before + f"$$H = A * B = {MATRIX}$$\n").ruling is NO


VECTOR = "$$x = (1, 2, 3)$$\n\n"
ROW = r"\begin{bmatrix} 4 & 5 & 6 \end{bmatrix}"
COLUMN = r"\begin{bmatrix} 4 \\ 5 \\ 6 \end{bmatrix}"


@pytest.mark.parametrize(
    ("matrix", "product", "result", "ruling"),
    [
        (ROW, "U x", "32", YES),
        (COLUMN, "x U", "32", YES),
        (ROW, "U x", "33", NO),
        (ROW, "U x^T", "32", YES),
    ],
)
def test_a_vector_in_round_brackets_is_a_row_or_a_column(matrix, product, result, ruling):
    source = VECTOR + f"$$U = {matrix}$$\n\n$$s = {product}$$\n\n$$s = {result}$$\n"
    assert last(source).ruling is ruling


KINK = r"""The activation $g$ is a ReLU.

$$Z = \begin{bmatrix} 0 & 2 & -1 \end{bmatrix}, \quad D = g'(Z)$$

$$D = \begin{bmatrix} %s & 1 & 0 \end{bmatrix}$$
"""


@pytest.mark.parametrize(
    ("slope", "ruling"), [("0", YES), ("1", YES), ("1/2", YES), ("2", NO), ("-1", NO)]
)
def test_the_slope_of_relu_at_its_kink_is_a_convention(slope, ruling):
    assert last(KINK % slope).ruling is ruling


def test_one_convention_for_every_kink():
    both = KINK.replace("0 & 2 & -1", "0 & 0 & -1")
    assert last(both.replace("%s & 1 & 0", "0 & 0 & 0")).ruling is YES
    assert last(both.replace("%s & 1 & 0", "1 & 1 & 0")).ruling is YES
    assert last(both.replace("%s & 1 & 0", "0 & 1 & 0")).ruling is NO


def test_a_matrix_of_one_entry_is_its_number():
    assert (
        last(
            r"$$\begin{bmatrix} 1 & 2 \end{bmatrix} \begin{bmatrix} 3 \\ 4 \end{bmatrix} = 11$$"
        ).ruling
        is YES
    )


def test_a_number_before_a_power_of_ten_is_mended_in_its_own_digits():
    found = last(r"$4^{-10} \approx 9.1 \times 10^{-7}$")
    assert found.correction == r"9.5 \times 10^{-7}"
    assert found.message == "4^(-10) is 9.5 × 10^(-7), not 9.1 × 10^(-7)"

"""Every slip that the repairs know is named in the message of a note that makes it."""

import pytest

from initproofs.check import check
from initproofs.nouns import Ruling
from initproofs.read import read_text

DATA = r"""$$X = \begin{bmatrix} 1 & 2 \\ 3 & 5 \end{bmatrix}, \quad
W = \begin{bmatrix} 2 & 1 \\ 1 & 3 \end{bmatrix}, \quad
V = \begin{bmatrix} 1 & 4 \\ 2 & 6 \end{bmatrix}, \quad
U = \begin{bmatrix} 1 & -2 \\ -3 & 4 \end{bmatrix}$$

The activation $g$ is a ReLU, and $m = 2$.

"""
RULE = 8  # the line of the rule


def matrix(rows):
    body = r" \\ ".join(" & ".join(map(str, row)) for row in rows)
    return rf"\begin{{bmatrix}} {body} \end{{bmatrix}}"


def note(rule, rows):
    return DATA + f"$$Z = {rule}$$\n\n$$Z = {matrix(rows)}$$\n"


def refuted(source):
    findings = check(read_text("note.md", source)).findings
    [(claim, verdict)] = [pair for pair in findings if pair[1].ruling is Ruling.REFUTED]
    return claim, verdict


# X W = 4 7; 11 18
SLIPS = [
    # a factor, a division or a term is dropped
    (r"\frac{1}{m} X W", [[4, 7], [11, 18]], f"the factor 1/m of line {RULE} is missing"),
    (r"\frac{X W}{m}", [[4, 7], [11, 18]], f"the division by m of line {RULE} is missing"),
    ("X W + V", [[4, 7], [11, 18]], f"the term V of line {RULE} is missing"),
    ("X W V", [[4, 7], [11, 18]], f"the factor V of line {RULE} is missing"),
    # signs, twice and half
    ("X W - V", [[5, 11], [13, 24]], "the sign of V is turned"),
    ("X W", [[-4, -7], [-11, -18]], "every sign is turned"),
    ("X W", [[8, 14], [22, 36]], "it is twice what it should be"),
    ("X W", [[2, "7/2"], ["11/2", 9]], "it is half of what it should be"),
    # transpositions
    ("X W", [[4, 11], [7, 18]], "it is written transposed"),
    ("X^T W", [[4, 7], [11, 18]], "X must be transposed"),
    ("X W", [[5, 10], [9, 17]], "X must not be transposed"),
    # another operand, as it is or transposed
    ("X W", [[5, 16], [13, 42]], "V stands where W belongs"),
    ("X W", [[9, 14], [23, 36]], "V stands where W belongs"),
    ("X W", [[6, 13], [10, 20]], "V stands where X belongs"),
    # the other product
    ("X W", [[2, 2], [3, 15]], "a product entry by entry stands where the matrix product belongs"),
    (
        r"X \odot W",
        [[4, 7], [11, 18]],
        "a matrix product stands where the product entry by entry belongs",
    ),
    # the activation
    ("g(U)", [[1, -2], [-3, 4]], "g is not applied"),
    ("g'(U)", [[1, 0], [0, 4]], "g stands where its derivative belongs"),
    ("g'(U)", [[1, -2], [-3, 4]], "the argument of g′ stands in its place"),
    # the order
    ("X W", [[5, 9], [10, 17]], "the factors stand in the wrong order"),
]


@pytest.mark.parametrize(("rule", "rows", "message"), SLIPS, ids=[f"{s[0]}: {s[2]}" for s in SLIPS])
def test_the_slip_is_named(rule, rows, message):
    assert refuted(note(rule, rows))[1].message == message


RIGHT = {"X W": "4 & 7 \\\\ 11 & 18", "X^T W": "5 & 10 \\\\ 9 & 17"}


@pytest.mark.parametrize("rule", RIGHT)
def test_the_correction_can_be_pasted(rule):
    source = note(rule, [[0, 0], [0, 1]])
    claim, verdict = refuted(source)
    assert RIGHT[rule] in verdict.correction
    written = matrix([[0, 0], [0, 1]])
    mended = check(read_text("note.md", source.replace(written, verdict.correction)))
    assert [v.ruling for _, v in mended.findings] == [Ruling.CONFIRMED]
    assert source[claim.span.start : claim.span.end].endswith(written)


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([[4, 7], [11, 19]], "entry (2, 2) is 18, not 19"),
        ([[4, 7], [12, 19]], "entry (2, 1) is 11, not 12; entry (2, 2) is 18, not 19"),
        ([[1, 2], [3, 40]], "4 of 4 entries differ: Z is (4 7; 11 18)"),
        ([[4, 7]], "Z is 2 × 2, and 1 × 2 is written"),
    ],
)
def test_what_no_slip_explains_is_told_entry_by_entry(rows, message):
    assert refuted(note("X W", rows))[1].message == message


def test_wrong_entries_are_marked_in_the_source():
    source = note("X W", [[4, 7], [12, 19]])
    _, verdict = refuted(source)
    assert [source[mark.start : mark.end] for mark in verdict.marks] == ["12", "19"]


LAYERED = r"""Every bias is zero, and $g$ is the identity.

$$W^{[2]} = \begin{bmatrix} 2 \\ 1 \end{bmatrix}, \quad
dW^{[2]} = \begin{bmatrix} 5 \\ 7 \end{bmatrix}$$

$$dZ^{[2]} = \begin{bmatrix} 1 \\ 3 \end{bmatrix}$$

$$dA^{[l]} = dZ^{[l+1]} {W^{[l+1]}}^T$$

$$dA^{[1]} = \begin{bmatrix} 1 \\ 3 \end{bmatrix} \begin{bmatrix} 5 & 7 \end{bmatrix}
= \begin{bmatrix} 5 & 7 \\ 15 & 21 \end{bmatrix}$$
"""


def test_a_wrong_operand_is_named_with_its_layer_and_marked():
    _, verdict = refuted(LAYERED)
    assert verdict.message == "dW^[2] stands where W^[2] belongs"
    [mark] = verdict.marks
    assert LAYERED[mark.start : mark.end] == r"\begin{bmatrix} 5 & 7 \end{bmatrix}"
    because = verdict.evidence[0].because
    assert "line 8 says dA^[l] = dZ^[l+1] · (W^[l+1])^T" in because
    assert "here dZ^[2] · (W^[2])^T" in because
    assert "W^[2] = (2; 1) by line 3" in because


def test_what_is_built_on_an_error_says_so():
    source = (
        note("X W", [[5, 16], [13, 42]])
        + "\n$$Q = Z + V$$\n\n$$Q = "
        + matrix([[6, 20], [15, 48]])
        + "$$\n"
    )
    findings = check(read_text("note.md", source)).findings
    (wrong, first), (_, second) = findings
    assert (first.ruling, second.ruling) == (Ruling.REFUTED, Ruling.CONFIRMED)
    assert "built on the error in line 10" in second.message
    assert second.follows == wrong.span

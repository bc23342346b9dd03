"""Sentences about computed matrices that are true or false, and nothing between.

In go a name and its stated and ideal values, out come sentences with labels; a sentence on which
readers may differ (three columns of which two agree are not simply "different") is never offered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random

from .exact import Matrix, shape, transposed
from .page import Draft
from .truth import Label
from .words import NUMBERS

Judge = Callable[[Matrix], bool | None]  # None: not to be said of such a matrix


def lines_equal(matrix: Matrix) -> bool | None:
    """All rows the same, or no two."""
    if len(matrix) < 2:
        return None
    return one_or_none(matrix)


def one_or_none(values: tuple[object, ...]) -> bool | None:
    different = len(set(values))
    return {1: True, len(values): False}.get(different)


def lines_different(matrix: Matrix) -> bool | None:
    equal = lines_equal(matrix)
    return None if equal is None else not equal


def entries_equal(matrix: Matrix) -> bool | None:
    entries = sum(matrix, ())
    return one_or_none(entries) if len(entries) > 1 else None


def entries_different(matrix: Matrix) -> bool | None:
    equal = entries_equal(matrix)
    return None if equal is None else not equal


def of_columns(judge: Judge) -> Judge:
    return lambda matrix: judge(transposed(matrix))


CLAIMS: tuple[tuple[str, Judge], ...] = (
    ("The columns of {M} are equal.", of_columns(lines_equal)),
    ("The columns of {M} are identical.", of_columns(lines_equal)),
    ("We can see that the columns of {M} are duplicates.", of_columns(lines_equal)),
    ("All columns of {M} are the same.", of_columns(lines_equal)),
    ("The columns of {M} are different.", of_columns(lines_different)),
    ("The rows of {M} are identical.", lines_equal),
    ("Note that the rows of {M} are equal.", lines_equal),
    ("All rows of {M} are the same.", lines_equal),
    ("The rows of {M} are different.", lines_different),
    ("All entries of {M} are equal.", entries_equal),
    ("All entries of {M} are different.", entries_different),
)


def remarks(latex: str, stated: Matrix, ideal: Matrix) -> Iterator[Draft]:
    """What can be said of a matrix, rightly or wrongly."""
    for sentence, judge in CLAIMS:
        said = sentence.replace("{M}", latex)
        yield from labelled_remark(said, judge(stated), judge(ideal))


def labelled_remark(said: str, on_stated: bool | None, on_ideal: bool | None) -> Iterator[Draft]:
    if on_stated is None or on_ideal is None:
        return
    if on_stated != on_ideal:
        yield Draft(said, Label.OPEN, "remark")
    elif on_stated:
        yield Draft(said, Label.TRUE, "remark")
    else:
        yield Draft(said, Label.WRONG, "remark", "false sentence", 1)


def shape_remarks(latex: str, maths: Callable[[str], str], stated: Matrix, ideal: Matrix,
                  rng: Random) -> Iterator[Draft]:  # fmt: skip
    """Sentences about the shape, right and wrong."""
    right = shape(ideal)
    if shape(stated) != right:
        return
    rows, columns = right
    wrong = rng.choice(((rows + 1, columns), (rows, columns + 1), (columns, rows)))
    for said in (right, wrong):
        size = maths(rf"{said[0]} \times {said[1]}")
        label = (Label.TRUE, "", 0) if said == right else (Label.WRONG, "false sentence", 1)
        yield Draft(f"{latex} is a {size} matrix.", label[0], "shape remark", *label[1:])
        yield Draft(f"The matrix {latex} is {size}.", label[0], "shape remark", *label[1:])
        if max(said) in NUMBERS and min(said) > 1:
            words = f"{latex} has {NUMBERS[said[0]]} rows and {NUMBERS[said[1]]} columns."
            yield Draft(words, label[0], "shape remark", *label[1:])

"""Matrices as tuples of rows, against numpy's arrays of Python objects and against loops."""

import random
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from initproofs.arithmetic.grids import (
    NoShape,
    combine,
    entrywise,
    matmul,
    shape,
    spelled,
    transpose,
)

FEW = settings(derandomize=True, max_examples=25, deadline=None)
SIDES = st.integers(1, 5)
SEEDS = st.integers(0, 10**6)


@st.composite
def grids(draw, rows=None, columns=None):
    rows, columns = rows or draw(SIDES), columns or draw(SIDES)
    source = random.Random(draw(SEEDS))
    entries = [Fraction(source.randint(-9, 9), source.randint(1, 7)) for _ in range(rows * columns)]
    return tuple(tuple(entries[i * columns : (i + 1) * columns]) for i in range(rows))


def array(grid):
    return np.array(grid, dtype=object)


def same(grid, expected):
    return [list(row) for row in grid] == expected.tolist()


@FEW
@given(data=st.data(), a=SIDES, b=SIDES, c=SIDES)
def test_products_are_those_of_numpy(data, a, b, c):
    left, right = data.draw(grids(a, b)), data.draw(grids(b, c))
    found = matmul(left, right)
    assert same(found, array(left).dot(array(right)))
    for i in range(a):
        for j in range(c):
            assert found[i][j] == sum(left[i][k] * right[k][j] for k in range(b))


@FEW
@given(data=st.data(), sides=st.tuples(SIDES, SIDES, SIDES, SIDES))
def test_products_need_one_inner_size(data, sides):
    a, b, c, d = sides
    left, right = data.draw(grids(a, b)), data.draw(grids(c, d))
    if b == c:
        assert shape(matmul(left, right)) == (a, d)
    else:
        with pytest.raises(NoShape, match=f"{a} × {b} times {c} × {d}"):
            matmul(left, right)


@FEW
@given(grid=grids())
def test_transposing_is_that_of_numpy_and_undoes_itself(grid):
    assert same(transpose(grid), array(grid).T)
    assert transpose(transpose(grid)) == grid
    assert shape(transpose(grid)) == shape(grid)[::-1]


@FEW
@given(data=st.data(), rows=SIDES, columns=SIDES)
def test_entry_by_entry_is_that_of_numpy(data, rows, columns):
    one, other = data.draw(grids(rows, columns)), data.draw(grids(rows, columns))
    assert same(combine(lambda a, b: a * b, one, other, False), array(one) * array(other))
    assert same(combine(lambda a, b: a - b, one, other, True), array(one) - array(other))
    assert same(entrywise(lambda a: a * a, one), array(one) ** 2)


@FEW
@given(data=st.data(), rows=SIDES, columns=SIDES, bias=st.sampled_from(["row", "column", "one"]))
def test_a_bias_is_repeated_as_numpy_does(data, rows, columns, bias):
    size = {"row": (1, columns), "column": (rows, 1), "one": (1, 1)}[bias]
    grid, small = data.draw(grids(rows, columns)), data.draw(grids(*size))
    assert same(combine(lambda a, b: a + b, grid, small, True), array(grid) + array(small))
    assert same(combine(lambda a, b: a - b, small, grid, True), array(small) - array(grid))
    if size != (rows, columns):
        with pytest.raises(NoShape):
            combine(lambda a, b: a + b, grid, small, False)


def test_a_row_and_a_column_are_not_both_repeated():
    """numpy would make a matrix of them; a note that adds the two has made a mistake."""
    row, column = ((Fraction(1), Fraction(2)),), ((Fraction(1),), (Fraction(2),))
    with pytest.raises(NoShape, match="1 × 2 and 2 × 1 do not match"):
        combine(lambda a, b: a + b, row, column, True)


@pytest.mark.parametrize("sides", [((2, 3), (3, 2)), ((2, 3), (2, 2)), ((4, 3), (2, 3))])
def test_other_shapes_are_never_repeated(sides):
    one, other = (tuple((Fraction(0),) * c for _ in range(r)) for r, c in sides)
    with pytest.raises(NoShape, match="do not match"):
        combine(lambda a, b: a + b, one, other, True)


def test_shapes_are_spelled_with_a_times_sign():
    assert spelled((2, 13)) == "2 × 13"

"""Equations side by side in aligned rows, and braces that hold only scripts."""

import pytest

from initproofs.notation import Reading, parse

from .canonical import reading


def align(rows: str, environment: str = "align") -> str:
    return rf"\begin{{{environment}}}{rows}\end{{{environment}}}"


@pytest.mark.parametrize(
    ("rows", "apart"),
    [
        (r"a &= b &\quad c &= d", True),
        (r"a &= b & c &= d", True),
        (r"a &= b && c = d", True),
        (r"a &= b & &= c", False),
        (r"a &= b + & c = d", False),
        (r"a & = b \\ & = c & + d", False),
        (r"f &= \begin{cases} 1 & x = 0 \\ 2 & x > 0 \end{cases} & c &= d", True),
    ],
)
def test_equations_side_by_side_are_no_product(rows, apart):
    found = parse(align(rows))
    assert isinstance(found, Reading)
    cells = [cell for row in found.tree.children for cell in row.children]
    separate = any(c.kind == "list" and c.children[1].value == " " for c in cells)
    assert separate is apart


@pytest.mark.parametrize("name", ["matrix", "array"])
def test_entries_of_a_matrix_stay_in_their_columns(name):
    columns = "{cc}" if name == "array" else ""
    found = parse(rf"\begin{{{name}}}{columns} a = 1 & b = 2 \end{{{name}}}")
    assert isinstance(found, Reading)
    assert len(found.tree.children[0].children) == 2


@pytest.mark.parametrize(
    ("braced", "bare"),
    [
        (r"\delta{_2} = 1", r"\delta_2 = 1"),
        (r"W{^{[l]}}{_i} = 1", r"W^{[l]}_i = 1"),
        (r"\theta{_{k}^2} = 3", r"\theta_{k}^2 = 3"),
    ],
)
def test_braces_around_scripts_alone_are_idle(braced, bare):
    assert reading(braced) == reading(bare)


@pytest.mark.parametrize("source", [r"\hat{_y}", r"e^{_a}", r"x_{_1}"])
def test_a_script_of_nothing_is_not_read(source):
    assert not isinstance(parse(source), Reading)

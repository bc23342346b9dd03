"""A number of claims goes in, a note of worked examples with as many comes out, always alike."""

from __future__ import annotations

import random

RULES = r"""# Two layers by hand

Rows of $X$ are examples, every bias is zero, and $g$ is the identity:

$$Z^{[1]} = X W^{[1]}, \qquad A^{[1]} = g(Z^{[1]}), \qquad Z^{[2]} = A^{[1]} W^{[2]}$$

$$dW^{[2]} = \frac{1}{m} {A^{[1]}}^T dZ^{[2]}, \qquad dA^{[1]} = dZ^{[2]} {W^{[2]}}^T$$

"""
Matrix = list[list[int]]


def note_of(claims: int, seed: int = 0) -> str:
    """A note with at least so many claims; one in ten is wrong."""
    chance = random.Random(seed)
    return RULES + "".join(example(chance, number) for number in range(1, (claims + 3) // 4 + 1))


def example(chance: random.Random, number: int) -> str:
    """One example: a forward pass and half of a backward pass, four claims."""
    data, first, second = some(chance, 3, 2), some(chance, 2, 2), some(chance, 2, 1)
    hidden = times(data, first)
    output = times(hidden, second)
    behind = some(chance, 3, 1)
    gradient = times(turned(hidden), behind)
    wrong = chance.random() < 0.4
    if wrong:
        output[0][0] += 1
    return (
        f"## Example {number}\n\n"
        f"$$X = {latex(data)}, \\qquad W^{{[1]}} = {latex(first)}, "
        f"\\qquad W^{{[2]}} = {latex(second)}$$\n\n"
        f"$$Z^{{[1]}} = {latex(hidden)}$$\n\n$$Z^{{[2]}} = {latex(output)}$$\n\n"
        f"Suppose that $dZ^{{[2]}} = {latex(behind)}$ and $m = 1$. Then\n\n"
        f"$$dW^{{[2]}} = {latex(gradient)}$$\n\n"
        f"$$dA^{{[1]}} = {latex(times(behind, turned(second)))}$$\n\n"
    )


def some(chance: random.Random, rows: int, columns: int) -> Matrix:
    return [[chance.randint(-9, 9) for _ in range(columns)] for _ in range(rows)]


def times(left: Matrix, right: Matrix) -> Matrix:
    return [
        [sum(a * b for a, b in zip(row, column, strict=True)) for column in turned(right)]
        for row in left
    ]


def turned(matrix: Matrix) -> Matrix:
    return [list(row) for row in zip(*matrix, strict=True)]


def latex(matrix: Matrix) -> str:
    rows = " \\\\ ".join(" & ".join(map(str, row)) for row in matrix)
    return f"\\begin{{bmatrix}} {rows} \\end{{bmatrix}}"

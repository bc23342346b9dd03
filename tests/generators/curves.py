"""Functions of one letter, written in LaTeX and computed by mpmath: a note's oracle for its curves.

A tree is a tuple: ``("σ", 1, z)`` is σ′(z), ``("*", a, b)`` a product. It is spelled, valued and
spoiled here without any help from the product.
"""

from collections.abc import Iterator
from fractions import Fraction

import mpmath

Z = ("z",)
POINTS = [mpmath.mpf(n) / 16 for n in (-37, -21, -9, 5, 13, 29, 44)]
NAMES = {"σ": r"\sigma", "tanh": r"\tanh"}


def n(value) -> tuple:
    return ("n", Fraction(value))


def latex(tree: tuple) -> str:
    kind, *parts = tree
    match kind:
        case "z":
            return "z"
        case "n":
            (value,) = parts
            top, bottom = value.numerator, value.denominator
            return str(top) if bottom == 1 else rf"\frac{{{top}}}{{{bottom}}}"
        case "+" | "-":
            right = _fenced(parts[1]) if parts[1][0] in "+-" else latex(parts[1])
            return f"{latex(parts[0])} {kind} {right}"
        case "neg":
            return "-" + _fenced(parts[0])
        case "*":
            return rf"{_fenced(parts[0])} \cdot {_fenced(parts[1])}"
        case "/":
            return rf"\frac{{{latex(parts[0])}}}{{{latex(parts[1])}}}"
        case "^":
            return f"{_fenced(parts[0], True)}^{{{parts[1]}}}"
        case "e":
            return f"e^{{{latex(parts[0])}}}"
        case "ln":
            return rf"\ln({latex(parts[0])})"
    primes, inside = parts
    return f"{NAMES[kind]}{primes * chr(39)}({latex(inside)})"


def _fenced(tree: tuple, raised: bool = False) -> str:
    loose = tree[0] in ("+", "-", "neg") or (raised and tree[0] not in ("z",))
    return f"({latex(tree)})" if loose else latex(tree)


def value(tree: tuple, z) -> mpmath.mpf:
    kind, *parts = tree
    match kind:
        case "z":
            return z
        case "n":
            return mpmath.mpf(parts[0].numerator) / parts[0].denominator
        case "+":
            return value(parts[0], z) + value(parts[1], z)
        case "-":
            return value(parts[0], z) - value(parts[1], z)
        case "neg":
            return -value(parts[0], z)
        case "*":
            return value(parts[0], z) * value(parts[1], z)
        case "/":
            return value(parts[0], z) / value(parts[1], z)
        case "^":
            return value(parts[0], z) ** parts[1]
        case "e":
            return mpmath.exp(value(parts[0], z))
        case "ln":
            return mpmath.log(value(parts[0], z))
    primes, inside = parts
    at = value(inside, z)
    return mpmath.diff(FUNCTIONS[kind], at, primes) if primes else FUNCTIONS[kind](at)


FUNCTIONS = {"σ": lambda x: 1 / (1 + mpmath.exp(-x)), "tanh": mpmath.tanh}


def same(one: tuple, other: tuple) -> bool | None:
    """Do two curves agree, as far as 12 digits tell; None where one of them has no value."""
    agree = []
    with mpmath.workdps(40):
        for z in POINTS:
            try:
                left, right = value(one, z), value(other, z)
            except ZeroDivisionError:
                continue
            if mpmath.im(left) or mpmath.im(right):
                continue
            agree.append(mpmath.almosteq(left, right, mpmath.mpf(10) ** -12))
    if not agree:
        return None
    return all(agree) if all(agree) or not any(agree) else None


def spoiled(tree: tuple) -> Iterator[tuple]:
    """The tree with one thing in it changed: a sign, a factor, an exponent, a function."""
    kind, *parts = tree
    match kind:
        case "n":
            yield from (("n", parts[0] + 1), ("n", parts[0] * 2))
        case "+":
            yield ("-", *parts)
            yield from parts
        case "-":
            yield ("+", *parts)
            yield ("-", parts[1], parts[0])
        case "*":
            yield from parts
        case "/":
            yield ("/", parts[1], parts[0])
        case "^":
            yield from (parts[0], ("^", parts[0], parts[1] + 1))
        case "e":
            yield ("e", parts[0][1] if parts[0][0] == "neg" else ("neg", parts[0]))
        case "σ" | "tanh":
            yield ("tanh" if kind == "σ" else "σ", *parts)
            yield ("^", tree, 2)
    for place, part in enumerate(parts):
        if isinstance(part, tuple):
            for other in spoiled(part):
                yield (kind, *parts[:place], other, *parts[place + 1 :])

"""Formulas as trees that spell themselves in LaTeX, compute themselves in NumPy, and slip.

An oracle of its own: nothing here is imported from the house.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

Env = dict[str, np.ndarray]


@dataclass(frozen=True)
class F:
    """``op`` is sym, T, mul, had, neg, plus, over, twice, prime, apply or total; ``at`` a layer."""

    op: str
    parts: tuple[F, ...] = ()
    name: str = ""
    at: int | None = None
    step: int = 0  # at is written as l + step in a generic formula


def sym(name: str, at: int | None = None, step: int = 0) -> F:
    return F("sym", (), name, at, step)


def t(x: F) -> F:
    return F("T", (x,))


def mul(*xs: F) -> F:
    result = xs[0]
    for x in xs[1:]:
        result = F("mul", (result, x))
    return result


def had(x: F, y: F) -> F:
    return F("had", (x, y))


def neg(x: F) -> F:
    return F("neg", (x,))


def minus(x: F, y: F) -> F:
    return F("plus", (x, neg(y)))


def mean(x: F) -> F:
    return F("over", (x,))


def prime(z: F) -> F:
    return F("prime", (z,))


def total(x: F, axis: int) -> F:
    return F("total", (x,), at=axis)


class NoProduct(Exception):
    """The shapes do not fit."""


def compute(f: F, value: Callable[[str, int | None], np.ndarray], act: tuple, m: int) -> np.ndarray:
    def go(x: F) -> np.ndarray:
        if x.op == "sym":
            return value(x.name, x.at)
        if x.op == "T":
            return go(x.parts[0]).T
        if x.op == "neg":
            return -go(x.parts[0])
        if x.op == "over":
            return go(x.parts[0]) / m
        if x.op == "twice":
            return 2 * go(x.parts[0])
        if x.op == "prime":
            return act[1](go(x.parts[0]))
        if x.op == "apply":
            return act[0](go(x.parts[0]))
        if x.op == "total":
            return go(x.parts[0]).sum(axis=x.at, keepdims=True)
        a, b = map(go, x.parts)
        if x.op == "mul":
            if a.ndim and b.ndim and a.shape[1] != b.shape[0]:
                raise NoProduct
            return a @ b if a.ndim and b.ndim else a * b
        if a.shape != b.shape:
            raise NoProduct
        return a * b if x.op == "had" else a + b

    return go(f)


@dataclass(frozen=True)
class Style:
    """How a note spells: labels, transposes, products entry by entry, the activation."""

    label: str = "[{}]"
    star: str = r"\odot"
    transposed: str = "^T"
    activation: str = "g"
    lower: bool = False
    generic: bool = False
    mean: str = r"\frac{1}{m}"

    def head(self, name: str, at: int | None, step: int = 0) -> str:
        gradient = name[0] in "dδ" and len(name) > 1
        base = name[1:] if gradient and name[0] == "d" else name
        base = base.lower() if self.lower else base
        shown = {"δ": r"\delta", "Yhat": r"\hat{Y}"}.get(base, base)
        shown = ("d" if gradient else "") + shown
        if at is None:
            return shown
        place = str(at)
        if self.generic:
            place = "l" + (f"{step:+d}" if step else "")
        if self.label == "_":
            return f"{shown}_{{{place}}}"
        return f"{shown}^{{{self.label.format(place)}}}"


def spell(f: F, s: Style, inside: bool = False) -> str:
    if f.op == "sym":
        return s.head(f.name, f.at, f.step)
    if f.op == "T":
        inner = f.parts[0]
        if inner.op == "sym":
            text = spell(inner, s)
            bare = inner.at is None
            return f"{text}{s.transposed}" if bare else f"{{{text}}}{s.transposed}"
        return f"({spell(inner, s)}){s.transposed}"
    if f.op == "neg":
        text = f"-{spell(f.parts[0], s, True)}"
        return f"({text})" if inside else text
    if f.op == "over":
        return f"{s.mean} {spell(f.parts[0], s, True)}"
    if f.op == "twice":
        return f"2 {spell(f.parts[0], s, True)}"
    if f.op == "prime":
        return f"{s.activation}'({spell(f.parts[0], s)})"
    if f.op == "apply":
        return f"{s.activation}({spell(f.parts[0], s)})"
    if f.op == "total":
        ones = r"\mathbf{1}"
        inner = spell(f.parts[0], s, True)
        return f"{ones}^T {inner}" if f.at == 0 else f"{inner} {ones}"
    a, b = f.parts
    if f.op == "plus":
        first, second = spell(a, s), spell(b, s)
        text = f"{first} - {spell(b.parts[0], s, True)}" if b.op == "neg" else f"{first} + {second}"
        return f"({text})" if inside else text
    if f.op == "mul":
        return f"{_factor(a, s)} {_factor(b, s, right=True)}"
    return f"{_factor(a, s, a.op == 'mul')} {s.star} {_factor(b, s, right=True)}"


def _factor(x: F, s: Style, bracket: bool = False, right: bool = False) -> str:
    compound = x.op in ("plus", "neg", "had") or (right and x.op in ("mul", "over", "twice"))
    text = spell(x, s)
    return f"({text})" if compound or (bracket and x.op != "sym") else text


def slips(f: F, layers: tuple[int, int]) -> Iterator[tuple[str, F]]:
    """Every single slip of a formula, with the family it belongs to."""
    yield "sign", neg(f) if f.op != "neg" else f.parts[0]
    yield "factor", mean(f) if f.op != "over" else f.parts[0]
    yield "factor", F("twice", (f,))
    yield from _inside(f, layers)


def _inside(f: F, layers: tuple[int, int]) -> Iterator[tuple[str, F]]:
    yield from _here(f, layers)
    for place, part in enumerate(f.parts):
        for family, changed in _inside(part, layers):
            parts = (*f.parts[:place], changed, *f.parts[place + 1 :])
            yield family, F(f.op, parts, f.name, f.at, f.step)


def _here(f: F, layers: tuple[int, int]) -> Iterator[tuple[str, F]]:
    if f.op == "sym":
        yield "transposition", t(f)
        if f.at is not None:
            for step in (1, -1):
                if layers[0] <= f.at + step <= layers[1]:
                    yield "index", F("sym", (), f.name, f.at + step, f.step + step)
        swap = {"A": "Z", "Z": "A", "dA": "dZ", "dZ": "dA"}.get(f.name)
        if swap:
            yield "operand", F("sym", (), swap, f.at, f.step)
    if f.op == "T":
        yield "transposition", f.parts[0]
    if f.op == "mul":
        yield "order", F("mul", f.parts[::-1])
    if f.op == "had":
        yield "product", F("mul", f.parts)
        yield "factor", f.parts[0]
    if f.op == "prime":
        yield "prime", F("apply", f.parts)
    if f.op == "plus":
        yield "sign", F("plus", (f.parts[0], f.parts[1].parts[0])) if f.parts[1].op == "neg" else f

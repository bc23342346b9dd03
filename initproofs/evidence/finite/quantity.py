"""A tree that spells a name -> the quantity it names: base, indices and label, as far as they are
known; a pattern (``w_{ij}^{(k)}``) and a quantity (``w_{21}^{(1)}``) -> what its letters stand for.

Refuses nothing: what names no quantity is None.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ...nouns import Node

Letters = Mapping[str, str]  # an index letter and what it stands for


@dataclass(frozen=True, slots=True)
class Quantity:
    """``z_1^{(k-1)}`` is ``Quantity("z", ("1",), "k-1")``: indices that are not known stay as
    written."""

    base: str
    indices: tuple[str, ...] = ()
    label: str = ""

    def __str__(self) -> str:
        below = f"_{','.join(self.indices)}" if self.indices else ""
        return self.base + below + (f"^({self.label})" if self.label else "")


def spelled(node: Node) -> str:
    """The characters of a tree without blanks, as far as names and indices go."""
    if node.children:
        inner = "".join(map(spelled, node.children))
        return f"{node.kind}{node.value}({inner})" if node.kind == "script" else inner
    return node.value


def bare(node: Node) -> Node:
    """What stands in braces."""
    while node.kind == "group":
        node = node.children[0]
    return node


def is_label(node: Node) -> bool:
    """``^{(k)}`` and ``^{[k]}`` name a layer; ``^k`` is a power."""
    inner = bare(node)
    return inner.kind == "fence" and inner.value in ("( )", "[ ]")


def quantity(node: Node, letters: Letters) -> Quantity | None:
    """What a tree names; scripts that are powers make it no name."""
    node = bare(node)
    if node.kind in ("name", "symbol", "text", "font", "accent"):
        return Quantity(spelled(node))
    if node.kind != "script":
        return None
    base = quantity(node.children[0], letters)
    indices: tuple[str, ...] = ()
    label = ""
    for mark, script in zip(node.value, node.children[1:], strict=True):
        if mark == "_":
            indices = tuple(_known(part, letters) for part in _indices(bare(script)))
        elif mark == "^" and is_label(script):
            label = _known(bare(bare(script).children[0]), letters)
        else:
            return None
    return Quantity(base.base, indices, label) if base and not base.indices else None


def _indices(node: Node) -> list[Node]:
    """``ij``, ``i, j`` and ``1j`` are two indices; ``k-1`` and an upright word are one."""
    if node.kind == "name" and len(node.value) > 1:
        return [Node("name", node.start, node.end, letter) for letter in node.value]
    if node.kind in ("list", "product"):
        return [part for child in node.children if child.kind != "op" for part in _indices(child)]
    return [node]


def _known(node: Node, letters: Letters) -> str:
    """An index as a number where its letters are known, otherwise as it is written."""
    node = bare(node)
    found = _affine(node, letters)
    return spelled(node) if found is None else _written(*found)


def _affine(node: Node, letters: Letters) -> tuple[str, int] | None:
    """``k - 1`` as a letter and a number, with what the letter stands for put in."""
    node, base, total, sign = bare(node), "", 0, 1
    if node.kind != "sum":
        return None if node.children else _parsed(letters.get(node.value, node.value))
    for child in node.children:
        if child.kind == "op":
            sign = -1 if child.value == "-" else 1
            continue
        part = _affine(child, letters)
        if part is None or (part[0] and (base or sign < 0)):
            return None
        base, total = base or part[0], total + sign * part[1]
    return base, total


def _parsed(text: str) -> tuple[str, int] | None:
    match = re.fullmatch(r"([^\W\d]?)([+-]?\d+)?", text)
    return (match[1], int(match[2] or 0)) if match and text else None


def _written(base: str, offset: int) -> str:
    if not base:
        return str(offset)
    return base + (f"{offset:+d}" if offset else "")


def bound(pattern: Quantity, found: Quantity, shifts: bool = False) -> dict[str, str] | None:
    """What the letters of ``pattern`` stand for in ``found``; None where it does not fit.

    A quantity without indices is a typical one: it fits as if each of them were 1. With ``shifts``
    the letter k may stand for ``k-1`` too, as it does in a definition for every layer.
    """
    indices = found.indices or ("1",) * len(pattern.indices)
    if len(indices) == 1 and len(indices[0]) == len(pattern.indices) and indices[0].isdecimal():
        indices = tuple(indices[0])  # w_{21} has two indices where w_{ij} has
    if pattern.base != found.base or len(pattern.indices) != len(indices):
        return None
    letters: dict[str, str] = {}
    places = zip((*pattern.indices, pattern.label), (*indices, found.label), strict=True)
    for letter, value in places:
        if len(letter) == 1 and letter.isalpha() and (value.isalnum() or (shifts and value)):
            if letters.setdefault(letter, value) != value:
                return None
        elif letter != value:
            return None
    return letters

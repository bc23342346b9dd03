"""A name's scripts → what they mean: label, index, transpose, prime, power or mere decoration."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..notation import vocabulary as v
from ..nouns import Node
from ..terms import Index
from .letters import letter, scripts
from .names import Names


@dataclass
class Scripts:
    """The parts of a name's scripts, sorted; ``why`` is set when one of them has no meaning."""

    label: Index | None = None
    brackets: str = ""
    example: Index | None = None
    indices: tuple[Index, ...] = ()
    primes: int = 0
    transposed: bool = False
    powers: list[Node] = field(default_factory=list)
    decoration: str = ""
    why: str = ""


def sorted_scripts(node: Node, names: Names, base: str) -> Scripts:
    found = Scripts()
    for mark, script in scripts(node):
        inner = stripped(script)
        if mark == "'":
            found.primes += 1
        elif mark == "!":
            found.why = "a factorial"
        elif mark == "_":
            _below(inner, found)
        else:
            _above(inner, found, names, base)
    return found


def stripped(node: Node) -> Node:
    while node.kind == "group":
        node = node.children[0]
    return node


def _below(node: Node, found: Scripts) -> None:
    if node.kind == "number":
        found.indices += tuple(Index("", int(digit)) for digit in _split_digits(node.value))
    elif node.kind == "name" and (len(node.value) <= 2 and node.value not in ("in", "to")):
        found.indices += tuple(Index(character, 0) for character in node.value)
    elif node.kind in ("name", "text") or (node.kind == "op" and node.value in ("in", "to")):
        found.decoration += "_" + node.value
    elif node.kind == "list":
        for child in node.children:
            if child.kind != "op":
                _below(stripped(child), found)
    elif (index := as_index(node)) is not None:
        found.indices += (index,)
    elif node.kind == "product" and all(c.kind in ("name", "number") for c in node.children):
        for child in node.children:
            _below(child, found)
    elif node.kind == "font":
        found.decoration += "_" + letter(node)
    elif node.kind == "fence":
        found.label, found.brackets = as_index(node.children[0]), "[]"
    else:
        found.why = "a subscript that is no index"


def _split_digits(digits: str) -> tuple[str, ...]:
    """``w_{12}`` has two indices, ``w_{123}`` and ``x_{10}`` cannot be told apart: kept as one."""
    if len(digits) == 2 and "0" not in digits:
        return tuple(digits)
    return (digits,) if digits.isdigit() else ("0",)


def _above(node: Node, found: Scripts, names: Names, base: str) -> None:
    primes, rest = primes_apart(node)
    if primes:
        found.primes += primes
        for script in rest:
            _above(stripped(script), found, names, base)
        return
    if node.kind == "script" and _is_dressed(node):  # A^{[l-1]^T}, but 9^{9^9} is a power
        _above(stripped(node.children[0]), found, names, base)
        for _, script in scripts(node):
            _above(stripped(script), found, names, base)
    elif node.kind == "fence" and node.value in ("[ ]", "( )"):
        _bracketed(node, found)
    elif transposes(node):
        found.transposed = True
    elif node.kind == "op" and node.value in "'*+-†⋆":
        if node.value == "'":
            found.primes += 1
        else:
            found.decoration += "^" + node.value
    elif node.kind == "product" and all(_is_label_part(stripped(c)) for c in node.children):
        for child in node.children:
            _above(stripped(child), found, names, base)
    elif node.kind in ("text", "font") or (node.kind == "name" and len(node.value) > 1):
        found.decoration += "^" + (letter(node) or "?")
    elif base in names.labelled and (index := as_index(node)) is not None:
        found.label, found.brackets = index, "^"
    else:
        found.powers.append(node)


def _is_dressed(node: Node) -> bool:
    """Is it a label that is transposed or primed, and not a power of a power?"""
    marks = [mark == "'" or stripped(above).value in v.TRANSPOSES for mark, above in scripts(node)]
    return all(marks) or _is_label_part(stripped(node.children[0]))


def is_prime(node: Node) -> bool:
    """``\\prime``, alone above."""
    return stripped(node).kind == "symbol" and stripped(node).value == "′"


def primes_apart(script: Node) -> tuple[int, list[Node]]:
    """How many primes stand above, as in ``^{\\prime\\prime}``, and what else does."""
    inner = stripped(script)
    if is_prime(inner):
        return 1, []
    if inner.kind != "product" or not any(map(is_prime, inner.children)):
        return 0, [script]
    rest = tuple(child for child in inner.children if not is_prime(child))
    if len(rest) > 1:
        rest = (Node("product", rest[0].start, rest[-1].end, "", rest),)
    return sum(map(is_prime, inner.children)), list(rest)


def _is_label_part(node: Node) -> bool:
    if node.kind == "fence":
        return node.value in ("[ ]", "( )") and as_index(node.children[0]) is not None
    return transposes(node)


def transposes(node: Node) -> bool:
    """``T``, ``\\top``, ``\\mathsf{T}``."""
    while node.kind in ("font", "group"):
        node = node.children[0]
    return node.kind in ("name", "symbol") and node.value in v.TRANSPOSES


def _bracketed(node: Node, found: Scripts) -> None:
    """``^{[l]}`` is a layer, ``^{(k)}`` too unless a layer stands before it: then an example."""
    index = _layer(node.children[0])
    if index is None:
        found.why = "a bracket above that is no label"
    elif found.label is None:
        found.label, found.brackets = index, node.value.replace(" ", "")
    else:
        found.example = index


def _layer(node: Node) -> Index | None:
    """An index, or ``n_l``, the number of layers: the last one."""
    inner = stripped(node)
    if inner.kind == "sum" and len(inner.children) == 3:
        base, offset = _layer(inner.children[0]), as_index(inner.children[2])
        step = {"+": 1, "-": -1}.get(inner.children[1].value)
        if base and offset and step and base.base and not offset.base:
            return Index(base.base, base.offset + step * offset.offset)
    if inner.kind == "script" and inner.value == "_":
        counted = [letter(inner.children[0]), letter(stripped(inner.children[1]))]
        return Index("L", 0) if counted in (["n", "l"], ["n", "L"], ["N", "L"]) else None
    return as_index(inner)


def as_index(node: Node) -> Index | None:
    """``2``, ``l``, ``l - 1``, ``K+1``; nothing else is an index."""
    node = stripped(node)
    if node.kind == "number" and node.value.isdigit():
        return Index("", int(node.value))
    if node.kind in ("name", "symbol") and len(node.value) == 1 and node.value.isalpha():
        return Index(node.value, 0)
    if node.kind == "sum" and len(node.children) == 3:
        first, sign, last = node.children
        base, offset = as_index(first), as_index(last)
        if base and offset and base.base and not offset.base and sign.value in "+-":
            step = offset.offset if sign.value == "+" else -offset.offset
            return Index(base.base, base.offset + step)
    return None

r"""Aligned columns of equations: ``a &= b & c &= d`` is two equations side by side, and no product.

Comes in: the tokens of a formula. Goes out: the same, with a wide space in place of each ``&`` that
parts two equations of a row. An ``&`` at which a row is aligned stays what it is: ink.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from . import vocabulary as v
from .tokens import Token

_JOINTS = frozenset({"relation", "sum", "product", "begin", "newline"})


def parted(found: list[Token]) -> list[Token]:
    if not any(token.kind == "amp" for token in found):
        return found
    result = list(found)
    for at in list(_partings(found)):
        result[at] = replace(found[at], kind="gap", symbol=" ")
    return result


@dataclass
class _Row:
    """A row of an environment: has it related, and where is the ``&`` that may part it?"""

    aligned: bool
    related: bool = False
    at: int = -1


def _partings(found: list[Token]) -> Iterator[int]:
    """An ``&`` behind an equation and before another one, in a row of aligned equations."""
    rows = [_Row(False)]
    for at, token in enumerate(found):
        row = rows[-1]
        if token.kind == "begin":
            rows.append(_Row(_name(found, at) in v.LAYOUTS))
        elif token.kind == "end" and len(rows) > 1:
            rows.pop()
        elif token.kind == "newline":
            rows[-1] = _Row(row.aligned)
        elif token.kind == "amp" and row.aligned and row.related:
            behind = found[at - 1].kind
            if behind == "amp" or (row.at < 0 and behind not in _JOINTS):
                row.at = at
        elif token.kind == "relation":
            if 0 <= row.at < at - 1:
                yield row.at
            row.at, row.related = -1, True


def _name(found: list[Token], at: int) -> str:
    """``align*`` of ``\\begin{align*}``."""
    name = ""
    for token in found[at + 1 : at + 5]:
        if token.kind == "}":
            return name
        name += token.text if token.kind != "{" else ""
    return ""

"""A block and spans of the file go in; their place in its text comes out, and TeX with marks."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from ..nouns import Block, Span

Range = tuple[int, int]
SIGN = re.compile(r"\\[A-Za-z]+|\\.|[^\\\s]", re.DOTALL)
GROUPS = {r"\begin": 1, r"\left": 1, "{": 1, r"\end": -1, r"\right": -1, "}": -1}
BRACKETS = GROUPS | {"(": 1, "[": 1, ")": -1, "]": -1}
RELATIONS = frozenset(["=", r"\approx", r"\le", r"\leq", r"\ge", r"\geq", r"\neq", r"\sim"])
LONG = 48  # characters of source that fit a phone


def indices(block: Block, span: Span) -> Range:
    """The part of a block's text that a span of the file covers."""
    starts = block.origin[: len(block.text)]
    return bisect_left(starts, span.start), bisect_left(starts, max(span.end, span.start))


def boxed(tex: str, start: int, end: int, marks: Sequence[Range]) -> str:
    r"""``tex[start:end]`` with ``\boxed`` around each mark in it that is whole in itself."""
    out, at = "", start
    for low, high in sorted(marks):
        if at <= low < high <= end and _is_whole(tex[low:high]):
            out += rf"{tex[at:low]}\boxed{{{tex[low:high]}}}"
            at = high
    return out + tex[at:end]


def _is_whole(part: str) -> bool:
    """A part with its own brackets closed, inside one cell, no script or argument of another."""
    depth = 0
    for character in part:
        depth += {"{": 1, "}": -1}.get(character, 0)
        if depth < 0:
            return False
    paired = part.count(r"\begin") == part.count(r"\end") and part.count(r"\left") == part.count(
        r"\right"
    )
    outside = r"\begin" in part or not ("&" in part or r"\\" in part)
    return not depth and paired and outside and part.strip()[:1] not in ("_", "^", "")


def parts(tex: str) -> Iterator[Range]:
    r"""The formulas that stand side by side in a display, parted by ``\qquad`` or ``\quad``."""
    start = 0
    for at, sign in _outside(tex, GROUPS):
        if sign in (r"\qquad", r"\quad"):
            yield start, at
            start = at + len(sign)
    yield start, len(tex)


def links(tex: str, whole: Range, marks: Sequence[Range]) -> list[Range]:
    """A long formula cut before its relations, but never inside one of the marks."""
    start, end = whole
    if end - start <= LONG:
        return [whole]
    cuts = [
        at
        for at, sign in _outside(tex, BRACKETS)
        if start < at < end
        and sign in RELATIONS
        and tex[start:at].strip()
        and not any(low < at < high for low, high in marks)
    ]
    return list(pairwise([start, *cuts, end]))


def _outside(tex: str, groups: Mapping[str, int]) -> Iterator[tuple[int, str]]:
    """The signs and commands of a formula that stand in none of the groups."""
    depth = 0
    for match in SIGN.finditer(tex):
        sign = match[0]
        depth += groups.get(sign, 0)
        if not depth:
            yield match.start(), sign

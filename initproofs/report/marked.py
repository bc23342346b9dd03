"""A block and spans of the file go in; their place in its text comes out, and TeX with marks."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from ..nouns import Block, Span

Range = tuple[int, int]


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
    depth = start = at = 0
    while at < len(tex):
        for opening in (r"\begin", r"\left", "{"):
            depth += tex.startswith(opening, at)
        for closing in (r"\end", r"\right", "}"):
            depth -= tex.startswith(closing, at)
        if not depth and tex.startswith((r"\qquad", r"\quad"), at):
            yield start, at
            at = start = at + (6 if tex.startswith(r"\qquad", at) else 5)
        else:
            at += 2 if tex.startswith((r"\{", r"\}", "\\\\"), at) else 1
    yield start, len(tex)

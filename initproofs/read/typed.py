"""Formulas typed as code: fences without a language, and what stands between backticks.

In: the leaves and pieces of a source. Out: the same, where a fence that holds formulas and no code
is no piece any more: each of its lines is prose with maths in it, and a line that begins with “=”
goes on from the line before it. A snippet that is one formula, and no code, is maths. Leaves
everything with a line that could be code as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ..nouns import BlockKind
from .pieces import Leaf, Piece, Range, clipped, merged
from .plain import formulas

LANGUAGES = frozenset({"", "text", "txt", "plaintext", "plain", "none"})
# What no formula is typed with.
_CODE = re.compile(
    r"\b(?:import|def|return|print|class|while|elif|lambda|function|pip|conda|git|cd|sudo|assert|"
    r"for\s+\w+\s+in|range|(?:np|torch|nn|tf|self|plt|math|random|keras|jnp)\.\w)\b"
    r"|\.T\b|\b(?:axis|keepdims|dot|matmul)\b|^\s*d[A-Za-z]\w*\s*=[^=]"
    r"|[{};]\s*$|^\s*[#$]|//|==|[-+*/]=|->|\"\"\"|[│┃┌└├┐┘┤─━═║╔╚╗╝▼▲↓↑↙↘|]",
    re.M,
)
_SKETCHED = re.compile(r"^\s*d[A-Za-z]\w*\s*=[^=]", re.M)  # a gradient, by its name in code
# What code is not written with: letters of maths, a chain, a law, a moment.
_TYPESET = re.compile(
    r"[α-ωΓΔΘΛΣΦΨΩ∂∇√×·≈≤≥∈⊙²³₀-₉ᵢⱼₖᵀ⁻⁰-⁹]|^[^=\n]*=[^=\n]*=|^[ \t]*=[^=]"
    r"|\b(?:Var|E|Cov)[(\[]",
    re.M,
)
_QUOTIENT = re.compile(r"\b[d∂]\(?\w+\)?\s*/\s*[d∂]\(?\w+\)?\s*=[^=]")
_DATUM = re.compile(r"[A-Za-z](?:_?\w{1,2})? ?= ?[-−+]?\d+(?:\.\d+)?")  # x = 0.5, and no setting
_NUMBERED = re.compile(r"[A-Za-z]\d")
_GOES_ON = re.compile(r"[ \t]*(?=[=≈])")
_TWO_CASES = re.compile(r"\b(?:else|otherwise|elif)\b")
ANY = "Q "  # stands for what the line before says


def opened(source: str, leaves: list[Leaf], pieces: list[Piece]) -> tuple[list[Leaf], list[Piece]]:
    pieces = [_as_maths(source, piece) for piece in pieces]
    fences = {piece.start: piece for piece in pieces if _is_typed(source, piece)}
    sketched = any(_SKETCHED.search(_text(source, p)) for p in pieces if _is_bare(p))
    if not fences or sketched:  # what goes forward in one fence goes back in another
        return leaves, pieces
    found = [piece for piece in pieces if piece.start not in fences]
    result: list[Leaf] = []
    for leaf in leaves:
        own = [f for start, f in fences.items() if _holds(leaf, start)]
        if not own:
            result.append(leaf)
            continue
        at = leaf.ranges[0][0]
        for fence in own:
            result.append(replace(leaf, ranges=merged(clipped(leaf.ranges, at, fence.start))))
            lines = list(_lines(source, fence))
            result += [Leaf((line,)) for line in lines]
            found += _typed(source, lines)
            at = fence.end
        result.append(replace(leaf, ranges=merged(clipped(leaf.ranges, at, leaf.ranges[-1][1]))))
    return [leaf for leaf in result if leaf.ranges], sorted(found, key=lambda p: p.start)


def _as_maths(source: str, piece: Piece) -> Piece:
    """``dJ/dv = 3`` and ``x = 0.5`` between backticks: one formula, from end to end."""
    if piece.kind is not BlockKind.SNIPPET or piece.language not in LANGUAGES:
        return piece
    text = "".join(source[start:end] for start, end in piece.ranges)
    clear = _TYPESET.search(text) or _QUOTIENT.search(text) or _DATUM.fullmatch(text)
    if not clear or _CODE.search(text) or "\n" in text or "~" in text:  # laws are read as code
        return piece
    if _NUMBERED.search(text) and not (_QUOTIENT.search(text) or _DATUM.fullmatch(text)):
        return piece  # V1 may be a name, or V times 1
    whole = list(formulas(text)) == [(0, len(text))]
    return replace(piece, kind=BlockKind.PLAIN) if whole else piece


def _holds(leaf: Leaf, start: int) -> bool:
    return any(low <= start < high for low, high in leaf.ranges)


def _is_typed(source: str, piece: Piece) -> bool:
    text = _text(source, piece) if _is_bare(piece) else ""
    return bool(_TYPESET.search(text)) and not _CODE.search(text)


def _is_bare(piece: Piece) -> bool:
    """Is it a fence without a language?"""
    return piece.kind is BlockKind.CODE and piece.alone and piece.language in LANGUAGES


def _text(source: str, piece: Piece) -> str:
    return "".join(source[start:end] for start, end in piece.ranges)


def _lines(source: str, fence: Piece) -> Iterator[Range]:
    for start, end in fence.ranges:
        at = start
        for line in source[start:end].splitlines(keepends=True):
            if line.strip():
                yield at, at + len(line.rstrip("\r\n"))
            at += len(line)


def _typed(source: str, lines: list[Range]) -> Iterator[Piece]:
    """The formulas of each line; one that goes on does so only from what was read to its end."""
    whole = False
    for start, end in lines:
        line = source[start:end]
        goes_on = _GOES_ON.match(line)
        skipped = goes_on.end() if goes_on else 0
        text = ANY + line[skipped:] if goes_on else line
        shift = start + skipped - (len(ANY) if goes_on else 0)
        if _TWO_CASES.search(line) or (goes_on and not whole):
            whole = False
            yield Piece(None, start, end)
            continue
        last = 0
        for low, high in formulas(text):
            begin = max(low, len(ANY)) if goes_on and not low else low
            piece = begin + shift, high + shift
            yield Piece(BlockKind.PLAIN, *piece, (piece,))
            last = high
        whole = bool(last) and not re.search(r"[=≈\w]", re.split(r"\s{2,}|\(", text[last:])[0])

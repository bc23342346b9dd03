"""Dropout in NumPy: which units a mask keeps, and whether what is kept is scaled.

In: the blocks of code of a note. Out: masks that keep the wrong share (``rand > keep_prob``, a
``randn`` compared with a probability), and “inverted” dropout that never divides. What the
probability means is taken from its name, or from the comment beside it; else nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..nouns import Block, BlockKind
from .nearby import Surroundings
from .raising import Fault

_DRAWN = (
    r"(?:np|numpy)\.random\.(?P<sampler>rand|randn|random|random_sample|uniform)"
    r"\((?:[^()\n]|\([^()\n]*\))*\)"
)
_MASK = re.compile(
    rf"^[ \t]*(?P<name>\w+(?:\[[^\]\n]*\])?)[ \t]*=[ \t]*\(?[ \t]*(?P<draw>{_DRAWN})"
    r"[ \t]*(?P<sign><=?|>=?)[ \t]*(?P<share>[\w.]+|\d\.\d+)",
    re.M,
)
_KEPT = re.compile(r"(?:self\.)?(?:keep\w*|p_?keep\w*|retain\w*|q_?keep)", re.I)
_DROPPED = re.compile(r"(?:self\.)?(?:drop\w*|p_?drop\w*|dropout\w*)", re.I)
_SAID_KEPT = re.compile(r"\bkeep\w*|\bkept\b|\bretain\w*|\bactive\b", re.I)
_SAID_DROPPED = re.compile(r"\bdrop\w*|\bzero(?:ed|ing)?\b|\boff\b|\bremov\w+", re.I)
_ANOTHER = re.compile(r"\b(?:unlike|not|instead|rather|plain|vanilla|without)\b|n['’]t\b", re.I)
_INVERTED = re.compile(r"\binverted\b", re.I)


@dataclass(frozen=True)
class _Mask:
    """A mask in its block: ``kept`` whether its probability is that of keeping, if that is said."""

    match: re.Match[str]
    block: Block
    kept: bool | None

    def fault(self, message: str, right: str, because: str) -> Fault:
        start, end = self.match.start("draw"), self.match.end("share")
        wrote = self.block.text[start:end]
        return Fault(self.block.at(start, end), message, wrote, right, because, right)


def mask_faults(around: Surroundings) -> Iterator[tuple[int, Fault]]:
    for number, block in enumerate(around.document.blocks):
        if block.kind is not BlockKind.CODE or block.language.lower() not in _PYTHON:
            continue
        for match in _MASK.finditer(block.text):
            mask = _Mask(match, block, _is_kept(match["share"], block.text))
            if _multiplied(match["name"], block.text, match.end()):
                fault = _of(mask) or _unscaled(mask, around, number)
                if fault is not None:
                    yield number, fault


_PYTHON = frozenset({"", "py", "python", "python3"})


def _is_kept(share: str, text: str) -> bool | None:
    if _KEPT.fullmatch(share):
        return True
    if _DROPPED.fullmatch(share):
        return False
    name = re.escape(share)
    said = re.search(rf"(?<![\w.]){name}\s*=\s*[\d.]+\s*#(?P<words>[^\n]*)", text) or re.search(
        rf"#\s*{name}\s*[:=]\s*(?P<words>[^\n]*)", text
    )
    if said is None:
        return None
    first = re.split(r"[.;,(]", said["words"])[0]
    kept, dropped = _SAID_KEPT.search(first), _SAID_DROPPED.search(first)
    return None if bool(kept) is bool(dropped) else bool(kept)


def _multiplied(name: str, text: str, start: int) -> bool:
    """Is the mask multiplied into something below, as it is, and nothing else done with it?"""
    below = text[start:]
    at = re.escape(name)
    other = re.search(
        rf"(?:1\s*-\s*|~|not |logical_not\()\(?{at}|\w+\[\s*{at}\s*\]\s*=|^\s*{at}\s*=", below, re.M
    )
    used = re.search(rf"\*=?\s*{at}(?![\w\[])|(?<![\w\]]){at}\s*\*|multiply\([^)\n]*{at}", below)
    return bool(used) and not other


def _of(mask: _Mask) -> Fault | None:
    draw, sign, share = (mask.match[name] for name in ("draw", "sign", "share"))
    if mask.match["sampler"] == "randn":
        if mask.kept is None:
            return None
        right = f"{draw.replace('.randn(', '.rand(')} {sign} {share}"
        message = "randn draws from N(0, 1), not from U(0, 1): the share is not the probability"
        return mask.fault(message, right, "P(randn < 0.8) = 0.788, and P(rand < 0.8) = 0.8")
    if mask.kept is None or mask.match["sampler"] == "uniform":
        return None
    below = sign.startswith("<")
    if below is mask.kept:
        return None
    right = f"{draw} {'<' if mask.kept else '>'} {share}"
    kept = f"1 - {share}" if mask.kept else share
    word = "keep" if mask.kept else "drop"
    message = f"this mask keeps a unit with probability {kept}; {share} is that to {word} one"
    return mask.fault(message, right, f"P(rand {sign} p) = {'p' if below else '1 - p'}")


def _unscaled(mask: _Mask, around: Surroundings, number: int) -> Fault | None:
    """“Inverted” dropout divides by the probability to keep a unit, in the same step."""
    words = around.leading(number) + mask.block.text[: mask.match.start()]
    if mask.kept is not True or not _INVERTED.search(words) or _ANOTHER.search(words):
        return None
    share = mask.match["share"]
    if re.search(
        rf"/=?\s*\(?{re.escape(share)}|\*\s*\(?1(?:\.0?)?\s*/\s*{re.escape(share)}", mask.block.text
    ):
        return None
    right = f"({mask.block.text[mask.match.start('draw') : mask.match.end('share')]}) / {share}"
    message = f"inverted dropout divides what it keeps by {share}: here nothing is scaled"
    return mask.fault(message, right, "E[mask · a / p] = a, and E[mask · a] = p · a")

"""A sentence of ours goes in, HTML comes out: the formulas in it are set, its words are escaped.

What cannot be set as a formula keeps at least its scripts; what is no formula is left as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from html import escape

from .formulas import WORD, mathml, set_plainly

# A word, with what stands in its brackets, two deep.
TOKEN = re.compile(r"(?:[^\s()\[\]]|\((?:[^()]|\([^()]*\))*\)|\[[^\[\]]*\])+|\S|\s+")
OPERATOR = re.compile(r"[=≠≈≤≥<>+·×⊙*/→−-]")
BREAKS = re.compile(r"[=≠≈≤≥<>+→]")
LONGEST = 24  # characters of a formula that never breaks
NUMBER = re.compile(r"[−-]?\d[\d.]*(?:/\d+)?")
LETTER = re.compile(r"[−-]?[^\W\d_]['′]*")
SCRIPTED = re.compile(r"[_^√∂]|\([^()]*;[^()]*\)")
# At the head of a piece: it stands between two pieces, and is no sign of the second.
PLUS = re.compile(r"^(<math[^<>]*>)<mo[^<>]*>\+</mo>")
ENDS = re.compile(r"[.,;:?!”]+$")
RAISED = re.compile(
    r"(?P<sign>[_^])(?:(?P<bracket>\[[^\[\]\s]{1,12}\])|\((?P<group>[^()\s]{1,16})\)|(?P<run>\w{1,3}\b|\*))"
)


@lru_cache(4096)
def sentence(text: str) -> str:
    """Words of ours as HTML."""
    return "".join(_set(part) for part in _parts(text))


def _parts(text: str) -> Iterator[str]:
    """The text cut into formulas and what stands between them."""
    formula: list[str] = []
    for token in TOKEN.findall(text):
        if token.isspace():
            formula.append(token)
            continue
        end = ENDS.search(token)
        bare = token[: end.start()] if end else token
        if not _goes_on(formula, bare):
            yield "".join(formula)
            formula = []
        formula.append(bare)
        if end or not _is_maths(bare):
            yield "".join(formula)
            formula = []
            yield end[0] if end else ""
    yield "".join(formula)


def _goes_on(formula: list[str], token: str) -> bool:
    """Does a formula go on? Two numbers or letters side by side are no product."""
    before = next((part for part in reversed(formula) if not part.isspace()), None)
    if before is None or not _is_maths(token):
        return False
    joined = OPERATOR.fullmatch(token) or OPERATOR.fullmatch(before)
    return bool(joined) or bool(SCRIPTED.search(token) and SCRIPTED.search(before))


def _is_maths(token: str) -> bool:
    if WORD.search(f"{token} ") or not token:
        return False
    whole = (OPERATOR, NUMBER, LETTER)
    return bool(SCRIPTED.search(token)) or any(sign.fullmatch(token) for sign in whole)


def _set(part: str) -> str:
    """A formula in MathML; the operator it may end with, and the space around it, stand beside."""
    core = re.fullmatch(
        rf"(\s*(?:{OPERATOR.pattern}\s+)?)(.*?)((?:\s+{OPERATOR.pattern})?\s*)", part, re.DOTALL
    )
    if core is None or not SCRIPTED.search(core[2]):
        return _scripts(part)
    shown = [_formula(chunk) for chunk in _chunks(core[2])]
    if None in shown:
        return _scripts(part)
    return f"{escape(core[1])}{' '.join(filter(None, shown))}{escape(core[3])}"


def _chunks(formula: str) -> list[str]:
    """A formula that is too long for a margin, cut where a line of it may end."""
    if len(formula) <= LONGEST:
        return [formula]
    chunks = [""]
    for token in TOKEN.findall(formula):
        if BREAKS.fullmatch(token):
            chunks.append("")
        chunks[-1] += token
    return [chunk for chunk in chunks if chunk.strip()]


def _formula(text: str) -> str | None:
    """In the plain form of our messages, or quoted as its author wrote it, in braces."""
    quoted = "{" in text and "\\" not in text
    shown = mathml(text) if quoted else set_plainly(text)
    return PLUS.sub(r'\1<mo form="infix" lspace="0">+</mo>', shown) if shown else None


def _scripts(text: str) -> str:
    out, at = "", 0
    for match in RAISED.finditer(text):
        tag = {"_": "sub", "^": "sup"}[match["sign"]]
        inner = match["bracket"] or match["run"] or match["group"]
        if match["group"] and tag == "sup":
            inner = f"({inner})"
        out += f"{escape(text[at : match.start()])}<{tag}>{escape(inner)}</{tag}>"
        at = match.end()
    return out + escape(text[at:])

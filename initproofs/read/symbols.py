"""Prose -> its words and signs as tokens, with what each could be in a formula without TeX."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from .delimiters import COMMON_WORDS, FUNCTIONS

GREEK = "\u0370-\u03ff∂∇ℓ𝛼-𝟋"
SCRIPT = (
    r"(?:_\{[^{}\n]{1,40}\}|\^\{[^{}\n]{1,40}\}|_[A-Za-z0-9]+|\^\([^()\n]{1,12}\)"
    r"|\^[-+−]?(?:\d+|[A-Za-z])(?![A-Za-z])|\^\*|['′]+|\[[^\[\]\s]{1,12}\]|[₀-₉⁰¹²³⁴-⁹ᵀ]+|[0-9]+)"
)
TOKEN = re.compile(
    rf"""
    (?P<number>\d+(?:[.,]\d+)*(?:[eE][-+]?\d+\b)?)
  | (?P<name>(?:[A-Za-z{GREEK}]+(?:\.[A-Za-z]\w*)*){SCRIPT}*(?:\.T\b)?)
  | (?P<relation>:=|==|~=|!=|<=|>=|\+=|-=|=(?!>)|[<>≈≃≅≤≥≠∝∈∼←≡⩽⩾]|~)
  | (?P<dots>\.{{3}}|…)
  | (?P<sign>\*\*|[-+*/·×∘⊙∗±−–^])
  | (?P<prefix>[√∑∏])
  | (?P<open>[(\[{{])
  | (?P<close>[)\]}}])
  | (?P<comma>,)
  | (?P<percent>%)
  | (?P<other>\S)
    """,
    re.VERBOSE,
)
DEEPEST = 20  # brackets in brackets
# Prose without any of these holds no formula, and is not looked at again.
SIGN = re.compile(r"[=<>≈≃≅≤≥≠∝∈∼←≡⩽⩾√∂∘⊙·×+]|(?<!~)~(?!~)|\bd\w*/d|(?<=[\w)\]])\*(?=[\w(\[])| \* ")
DIFFERENTIAL = re.compile(r"(?:d[A-Za-z]|∂)\w{0,3}")
_SPELLED = "alpha beta gamma delta epsilon eta theta kappa lambda mu nu xi rho sigma tau phi psi"
SPELLED = frozenset(_SPELLED.split())
# Two letters that are a name: a differential or a product, never the start of a sentence.
PAIR = re.compile(r"d[A-Zabhwxyz]|[A-Z]{2}|[a-z][A-Z]")


@dataclass(frozen=True, slots=True)
class Token:
    """``joined`` says that no space stands before it, ``newline`` that a line begins before it."""

    kind: str
    text: str
    start: int
    end: int
    joined: bool
    newline: bool

    @property
    def differential(self) -> bool:
        return bool(DIFFERENTIAL.match(self.text))


def tokens(text: str) -> list[Token]:
    """All of ``text`` but its white space."""
    result: list[Token] = []
    at = 0
    for match in TOKEN.finditer(text):
        start, end = match.span()
        kind = match.lastgroup or ""
        if kind == "name":
            kind = _kind_of_name(match[0])
        joined, newline = start == at and start > 0, "\n" in text[at:start]
        if kind == "word" and text.startswith("(", end):
            kind = "called"
        result.append(Token(kind, match[0], start, end, joined, newline))
        at = end
    return _bracketed(result)


def _bracketed(found: list[Token]) -> list[Token]:
    """The same tokens, where a bracket that is never closed or nests too deeply opens nothing."""
    mere = set[int]()
    open_ones: list[tuple[int, int]] = []  # where it stands, how deep the brackets in it nest
    for number, token in enumerate(found):
        if token.kind == "open":
            open_ones.append((number, 1))
        elif token.kind == "close" and open_ones:
            at, depth = open_ones.pop()
            if depth > DEEPEST:
                mere.add(at)
            if open_ones and open_ones[-1][1] <= depth:
                open_ones[-1] = (open_ones[-1][0], depth + 1)
    mere.update(at for at, _ in open_ones)
    for at in mere:
        found[at] = replace(found[at], kind="bracket")
    return found


def _kind_of_name(name: str) -> str:
    """``common`` never stands in a formula, ``word`` only beside a sign, the others anywhere."""
    bare = name.rstrip("'′")
    if len(bare) == 1:
        return "letter" if bare == name and bare.isascii() else "name"
    if not (bare.isascii() and bare.isalpha()):
        return "word" if bare.replace(".", "").isalpha() and bare.isascii() else "name"
    if bare.lower() in COMMON_WORDS:
        return "common"
    if bare.lower() in FUNCTIONS:
        return "function"
    return "name" if PAIR.fullmatch(bare) or bare.lower() in SPELLED else "word"

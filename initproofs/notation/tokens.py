r"""Maths text → positioned tokens; what moves ink only (``\,``, ``\limits``) is set aside.

Refuses nothing: a character or command in no table becomes a token of kind ``unknown``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import zip_longest

from . import vocabulary as v


@dataclass(frozen=True, slots=True)
class Token:
    """``symbol`` is the one name of what is written as ``text``; ``start`` and ``end`` bound it.

    ``tight`` says that nothing, not even a space, stands between it and the token before.
    """

    kind: str
    symbol: str
    text: str
    start: int
    end: int
    tight: bool = True


_TABLES: tuple[tuple[str, dict[str, str]], ...] = (
    ("relation", v.RELATIONS),
    ("sum", v.SUMS),
    ("product", v.PRODUCTS),
    ("big", v.BIG),
    ("extreme", v.EXTREMES),
    ("function", v.FUNCTIONS),
    ("font", v.FONTS | v.SWITCHES),
    ("accent", v.ACCENTS),
    ("symbol", v.SYMBOLS),
    ("link", v.CONNECTIVES),
    ("open", v.OPENING),
    ("close", v.CLOSING),
    ("bar", v.BARS),
    ("comma", {",": ",", ";": ";", ".": ".", "，": ",", "。": ".", "؛": ";", "?": "?"}),
    ("fraction", dict.fromkeys(v.FRACTIONS, "/")),
    ("macro", {command: command for command in v.MACROS}),
    ("root", {r"\sqrt": "√", "√": "√"}),
    ("begin", {r"\begin": r"\begin"}),
    ("end", {r"\end": r"\end"}),
    ("bang", {"!": "!"}),
    ("gap", {r"\quad": " ", r"\qquad": " "}),
)
KINDS = {
    text: (kind, symbol) for kind, table in reversed(_TABLES) for text, symbol in table.items()
}

_TEXT = r"\\(?:text(?:rm|bf|it|sf|tt|normal|up)?|mbox|hbox)\s*\{"
_DELIMITER = r"(?:\\[A-Za-z]+|\\[{}|]|[^\\\s])"
_PATTERN = re.compile(
    rf"""(?P<text>{_TEXT})
    | (?P<drop>\\(?:label|tag|vspace|phantom|color|eqref|ref)\*?\s*\{{[^{{}}]*\}}
        | \\def\s*\\[A-Za-z]+\s*\{{(?:[^{{}}]|\{{[^{{}}]*\}})*\}})
    | (?P<gap>\\hspace\*?\s*\{{[^{{}}]*\}})
    | (?P<sized>\\(?:left|right|middle|[bB]igg?[lrm]?)(?![A-Za-z])\s*(?P<delimiter>{_DELIMITER}))
    | (?P<newline>\\\\(?:\[[^\]\n]*\])?|\\(?:cr|newline)(?![A-Za-z]))
    | (?P<square>[²³¹⁰⁴-⁹₀-₉])
    | (?P<command>\\(?:operatorname\*|[A-Za-z]+|.))
    | (?P<number>\d{{1,3}}(?:(?:\{{,\}}|\\,)\d{{3}})+(?:\.\d+)?
        | \d+(?:\.\d+)?(?:[eE][+-]?\d+(?![A-Za-z\d]))? | \.\d+)
    | (?P<name>(?:fan|n)_(?:in|out)(?![A-Za-z]) | fan-(?:in|out)(?![A-Za-z])
        | [A-Za-z]+(?:\\_[A-Za-z0-9]+)+ | [A-Za-z_]{{2,}}(?:\.[A-Za-z_]{{2,}})+ | [A-Za-z]+)
    | (?P<transpose>\.T(?![A-Za-z])|ᵀ)
    | (?P<pair>:=|~=|[<>!=]=|->|=>|\.\*)
    | (?P<dot>(?<=[\w}}\])])\.(?!T(?![A-Za-z]))(?=d?[A-Za-z](?![A-Za-z]))
        | (?<=[ ])\.(?=[ ]+d?[A-Za-z](?![A-Za-z])))
    | (?P<space>[ \t\r\n\f\v]+) | (?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)
# Kinds of token behind which, and before which, a wide space is mere air.
_JOINING = frozenset("relation sum product comma newline amp gap text link".split())
_OPENING = frozenset("begin open left { sub sup font accent fraction macro root".split())
_CLOSING = frozenset("end close right }".split())
_SCRIPTED = frozenset(("name", "symbol", "}"))
_SINGLE = {
    "_": "sub",
    "^": "sup",
    "&": "amp",
    "{": "{",
    "}": "}",
    "'": "prime",
    "′": "prime",
    "’": "prime",
}
_SMALL = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉", "0123456789" * 2, strict=True))


def tokens(source: str) -> list[Token]:
    """Every token of ``source`` in order, spaces and pure layout left out."""
    found: list[Token] = []
    at, touching = 0, True
    while at < len(source):
        match = _PATTERN.match(source, at)
        assert match is not None, "the last alternative matches any character"
        end = _text_end(source, match.end()) if match.lastgroup == "text" else match.end()
        token = _token(match, source[at:end], at, end, touching)
        touching = token is not None or (touching and match.lastgroup == "drop")
        if token is not None:
            found.append(token)
        at = end
    return _without_idle_gaps(_without_idle_braces(found))


def _without_idle_gaps(found: list[Token]) -> list[Token]:
    """A wide space parts two formulas, unless a sign beside it already joins or parts them."""
    kept: list[Token] = []
    for token, following in zip_longest(found, found[1:]):
        before = kept[-1].kind if kept else "begin"
        after = following.kind if following else "end"
        idle = before in _JOINING | _OPENING or after in _JOINING | _CLOSING
        if token.kind != "gap" or not idle:
            kept.append(token)
    return kept


def _without_idle_braces(found: list[Token]) -> list[Token]:
    r"""``\delta{_2}`` is δ_2: braces that hold nothing but the scripts of what stands before."""
    idle: set[int] = set()
    for at, (before, token, after) in enumerate(zip(found, found[1:], found[2:], strict=False)):
        if token.kind != "{" or after.kind not in ("sub", "sup") or before.kind not in _SCRIPTED:
            continue
        end = _behind_scripts(found, at + 2)
        if end < len(found) and found[end].kind == "}":
            idle |= {at + 1, end}
    return [token for at, token in enumerate(found) if at not in idle] if idle else found


def _behind_scripts(found: list[Token], at: int) -> int:
    """Where the scripts end that begin here: each a mark, and a token or a group."""
    while at < len(found) and found[at].kind in ("sub", "sup"):
        at, depth = at + 1, 0
        while at < len(found):
            depth += {"{": 1, "}": -1}.get(found[at].kind, 0)
            at += 1
            if depth <= 0:
                break
    return at


def _text_end(source: str, at: int) -> int:
    """Where the braces of ``\\text{`` close: they may hold braces of their own."""
    depth = 1
    while at < len(source) and depth:
        depth += {"{": 1, "}": -1}.get(source[at], 0)
        at += 1
    return at


def _token(match: re.Match[str], text: str, start: int, end: int, tight: bool) -> Token | None:
    def token(kind: str, symbol: str) -> Token:
        return Token(kind, symbol, text, start, end, tight)

    kind = "sized" if match["sized"] else match.lastgroup or ""
    if kind in ("space", "drop") or text in v.SPACING:
        return None
    if kind == "sized":
        return _sized(match, token("unknown", text))
    if kind == "text":
        closed = text.endswith("}")
        inner = text[text.index("{") + 1 : -1].strip().replace("\\_", "_")
        if closed and inner in ("*", r"\*"):
            return token("product", "*")
        return token("text" if closed else "unknown", inner)
    if kind == "number":
        return token("number", text.replace("{,}", "").replace("\\,", ""))
    if kind == "name":
        return token("name", text.replace("\\_", "_"))
    if kind == "dot":
        return token("product", "·")
    if kind in ("newline", "transpose", "gap"):
        return token(kind, " " if kind == "gap" else kind)
    if kind == "square":
        return token("small" if text in "⁰¹²³⁴⁵⁶⁷⁸⁹" else "smallsub", _SMALL[text])
    if text in _SINGLE:
        return token(_SINGLE[text], "'" if _SINGLE[text] == "prime" else text)
    return token(*KINDS.get(text, ("symbol" if text.isalpha() else "unknown", text)))


def _sized(match: re.Match[str], token: Token) -> Token | None:
    r"""``\left(`` and its like: one token, known by its bracket."""
    inner = match["delimiter"]
    known, symbol = KINDS.get(inner, ("", inner))
    if known not in ("open", "close", "bar") and inner != "." and inner != "/":
        return token
    side = token.text[1:].split(inner)[0].strip()
    kind = {"left": "left", "right": "right", "middle": "middle"}.get(side, known or "unknown")
    return Token(kind, symbol, token.text, token.start, token.end, token.tight)

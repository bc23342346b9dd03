"""Python text → positioned tokens, on any text whatever, so that a bad line harms no other.

Python's own tokenizer gives up at the first bad line, and where it does depends on its version.
Refuses nothing: what Python has no sign for becomes a token of kind ``unknown``. The prime of
``g'(z)`` and ``g[l]'(Z[l])``, which notes write between lines of Python, is one too: no string of
Python stands right behind a name or a bracket.
"""

from __future__ import annotations

import re
from keyword import iskeyword

from .tokens import Token

_NAME = r"[^\W\d]\w*"
_PREFIX = r"(?:[bB][rR]?|[fF][rR]?|[rR][bBfF]?|[uU])?"
_LONG = r"'''(?:[^\\]|\\.)*?'''|\"\"\"(?:[^\\]|\\.)*?\"\"\"|"
_SHORT = r"'(?!'')(?:[^'\\\r\n]|\\[^\r\n])*+'|\"(?!\"\")(?:[^\"\\\r\n]|\\[^\r\n])*+\""
_DIGITS = r"\d++(?:_\d++)*+"
_AIR = r"[ \t\f\xa0\u2000-\u200b\u202f\u205f\u3000\ufeff]+"  # web pages leave wide spaces in code


def _pattern(quoted: str) -> re.Pattern[str]:
    return re.compile(
        rf"""(?P<space>{_AIR}|\\(?:\r\n|\r|\n))
        | (?P<newline>\r\n|\r|\n)
        | (?P<comment>\#[^\r\n]*)
        | (?P<text>{_PREFIX}(?:{quoted}))
        | (?P<unclosed>{_PREFIX}['"][^\r\n]*)
        | (?P<transpose>\.T(?!\w))
        | (?P<name>{_NAME}(?:\.(?!T(?!\w)){_NAME})*)
        | (?P<attribute>(?:\.(?!T(?!\w)){_NAME})+)
        | (?P<number>(?:(?:{_DIGITS})?\.{_DIGITS}|{_DIGITS}\.?)[eE][+-]?{_DIGITS}(?!\w)
            | (?:{_DIGITS})?\.{_DIGITS}(?!\w) | {_DIGITS}\.(?![\w.])
            | (?:0|[1-9]\d*+(?:_\d++)*+)(?![\w.]))
        | (?P<misnumber>\d[\w.]*)
        | (?P<sign>\.\.\.|\*\*=?|//=?|<<=?|>>=?|[-+*/%@=<>!^&|]=|:=|->|.)""",
        re.VERBOSE | re.DOTALL,
    )


_PATTERN = _pattern(_LONG + _SHORT)
_PRIME = re.compile(r"(?P<prime>'{1,2}(?=[(\[]))")
_PRIMED = re.compile(r"(?P<name>[bBfFrRuU]{1,2})(?='{1,2}[(\[][^'\r\n]*$)", re.MULTILINE)
_FUNCTION = re.compile(r"lambda\b[^:#\r\n]*:")
_ON_ONE_LINE = _pattern(_SHORT)
# A transcript begins with ``>>> ``; in it, a line without a prompt is what was printed.
_PROMPTED = re.compile(r"\s*>>> ")
_START = re.compile(
    r"^(?:(?P<space>[ \t]*(?:>>>|\.\.\.)(?:[ ]|(?=\r?$)))|(?P<comment>[^\r\n]+))", re.MULTILINE
)
_SIGNS: dict[str, tuple[str, str]] = {
    "=": ("assign", "="),
    **{sign: ("augment", sign) for sign in ("+=", "-=", "*=", "/=", "//=", "**=", "%=", "@=")},
    **{sign: ("relation", sign) for sign in ("==", "<", ">")},
    "!=": ("relation", "≠"),
    "<=": ("relation", "≤"),
    ">=": ("relation", "≥"),
    **{sign: ("sum", sign) for sign in "+-"},
    **{sign: ("product", sign) for sign in ("*", "/", "//", "%", "@")},
    "**": ("power", "**"),
    **{sign: ("open", sign) for sign in "([{"},
    **{sign: ("close", sign) for sign in ")]}"},
    ",": ("comma", ","),
    ":": ("colon", ":"),
    ";": ("semicolon", ";"),
    "...": ("symbol", "…"),
}
_CONSTANTS = frozenset(["None", "True", "False"])


def code_tokens(source: str) -> list[Token]:
    """Every token in order, comments and ends of lines too; spaces and prompts are left out."""
    starts: dict[int, re.Match[str]] = {}
    if _PROMPTED.match(source):
        starts = {start.start(): start for start in _START.finditer(source)}
    found: list[Token] = []
    pattern, at, touching = _PATTERN, 0, True
    while at < len(source):
        match = starts.get(at) or _primed(source, at, found, touching) or pattern.match(source, at)
        assert match is not None, "the last alternative matches any character"
        if match.lastgroup != "space":
            found.append(_token(match, touching))
        if match.lastgroup == "unclosed" and match.group().lstrip("bBfFrRuU")[:3] in ("'''", '"""'):
            pattern = _ON_ONE_LINE  # looking for the end again and again could take for ever
        touching, at = match.lastgroup != "space", match.end()
    return found


def _primed(source: str, at: int, found: list[Token], touching: bool) -> re.Match[str] | None:
    """The prime right behind a name or ``]``; or, of ``f'(z)``, the name that begins no string."""
    behind = touching and found and (found[-1].kind == "name" or found[-1].text == "]")
    if behind and source[at] == "'":
        return _PRIME.match(source, at)
    return None if behind else _PRIMED.match(source, at)


def _token(match: re.Match[str], tight: bool) -> Token:
    text = match.group()
    kind, symbol = _meaning(match.lastgroup or "", text)
    if text == "lambda" and not _FUNCTION.match(match.string, match.start()):
        kind, symbol = "name", text  # of a regularisation, as notes spell λ
    return Token(kind, symbol, text, match.start(), match.end(), tight)


def _meaning(kind: str, text: str) -> tuple[str, str]:
    if kind == "sign":
        return _SIGNS.get(text, ("unknown", text))
    if kind == "text":
        prefix = text[: min(text.find(quote) % (len(text) + 1) for quote in "'\"")].lower()
        width = 3 if text.endswith(("'''", '"""')) and len(text) - len(prefix) > 5 else 1
        inner = text[len(prefix) + width : -width]
        return ("text", inner) if prefix in ("", "r", "u") else ("prefixed", prefix)
    if kind in ("name", "attribute"):
        words = text.removeprefix(".").split(".")
        if any(iskeyword(word) and word not in _CONSTANTS for word in words):
            return "keyword", text
        return (kind if all(map(str.isidentifier, words)) else "unknown"), text
    if kind == "number":
        return "number", text.replace("_", "")
    return kind, kind if kind == "transpose" else text

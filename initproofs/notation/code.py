"""Python text → one reading for each of its statements; nothing is ever executed.

A line that cannot be read says so and leaves its neighbours alone, for notes mix Python with what
only looks like it. Loops, definitions, imports and comments state no formula and have no reading.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from . import LONGEST, NotRead, Reading
from .code_grammar import DEEPEST, CodeGrammar
from .code_tokens import code_tokens
from .cursor import CannotRead
from .faithful import is_faithful
from .tokens import Token

# What may stand before a colon, with statements behind it.
HEADERS = frozenset(
    [
        "async",
        "class",
        "def",
        "elif",
        "else",
        "except",
        "finally",
        "for",
        "if",
        "try",
        "while",
        "with",
    ]
)
BARE = frozenset(
    ["break", "continue", "del", "from", "global", "import", "nonlocal", "pass", "raise"]
)
SPEAKING = frozenset(["return", "assert"])  # with a formula behind them
REMARKS = ('"""', "'''")  # such a string, alone on its line, tells what the code does
PAIRS = frozenset(["()", "[]", "{}"])
ORDERS = frozenset(["@", "%", "!", "$", "?", "//"])  # decorators, orders to a shell, remarks


@dataclass(frozen=True, slots=True)
class CodeLine:
    """One statement at ``[start, end)`` of the text, without the remark behind it.

    ``keyword`` is the word (or sign) of Python's grammar that it begins with, if any; ``reading``
    is None where there is no formula to be read. The reading of ``return x`` is that of ``x``.
    """

    start: int
    end: int
    reading: Reading | NotRead | None
    keyword: str = ""


def read_code(source: str) -> list[CodeLine]:
    """Every statement in order, comment lines included."""
    words = code_tokens(source)
    partners = _partners(words)
    found: list[CodeLine] = []
    at = 0
    while at < len(words):
        end = _line_end(words, at, partners)
        lines = list(_statements(words[at:end]))
        first = next((i for i in range(at, end) if words[i].kind == "newline"), end)
        if first < end and _failed(lines) and _swallows(words, at, end):
            end = first
            lines = list(_statements(words[at:end]))
        found += lines
        at = end + 1
    return found


def _failed(lines: Sequence[CodeLine]) -> bool:
    return any(isinstance(line.reading, NotRead) for line in lines)


def _partners(words: Sequence[Token]) -> dict[int, int]:
    """Which bracket closes which. One that closes nothing, or the wrong one, is no partner.

    Nor are brackets around more of them than are read: a line inside is then tried with few others.
    """
    partners: dict[int, int] = {}
    stack: list[int] = []
    heights: list[int] = [0]  # of what is inside each open bracket, and outside all
    for place, word in enumerate(words):
        if word.kind == "open":
            stack.append(place)
            heights.append(0)
        elif word.kind == "close" and stack and words[stack[-1]].symbol + word.symbol in PAIRS:
            height = heights.pop() + 1
            heights[-1] = max(heights[-1], height)
            start = stack.pop()
            if height <= DEEPEST:
                partners[start] = place
        elif word.kind == "unclosed":
            stack.clear()
            heights = [0]
    return partners


def _line_end(words: Sequence[Token], at: int, partners: dict[int, int]) -> int:
    """Where the end of this line stands; brackets may hold ends of lines."""
    while at < len(words) and words[at].kind != "newline":
        at = partners.get(at, at) + 1
    return min(at, len(words))


def _swallows(words: Sequence[Token], at: int, end: int) -> bool:
    """Whether a bracket left open has taken in a line of its own: ``a = (b`` and then ``c = d``."""
    margin = words[at].start - (words[at - 1].end if at else 0)
    depth, opens = 0, False
    for before, word in pairwise(words[at:end]):
        if before.kind == "newline":
            depth, opens = 0, word.start - before.end <= margin
        depth += {"open": 1, "close": -1}.get(word.kind, 0)
        if opens and depth == 0 and word.kind in ("assign", "augment"):
            return True
    return False


def _statements(words: Sequence[Token]) -> Iterator[CodeLine]:
    """The statements of one line, and what stands behind the colon of a header."""
    comments = [word for word in words if word.kind == "comment"]
    code = [word for word in words if word.kind not in ("comment", "newline")]
    if not code:
        for comment in comments:
            yield CodeLine(comment.start, comment.end, None, "#")
        return
    if code[0].text in ORDERS:
        yield CodeLine(code[0].start, code[-1].end, None, code[0].text)
        return
    at = 0
    while at < len(code):
        header = code[at].text in HEADERS
        end = _outside(code, at, "colon" if header else "semicolon")
        if end > at:
            yield _statement(code[at : end + header])
        at = end + 1


def _outside(words: Sequence[Token], at: int, kind: str) -> int:
    """Where the next token of a kind stands that is in no bracket."""
    depth = 0
    for place in range(at, len(words)):
        depth += {"open": 1, "close": -1}.get(words[place].kind, 0)
        if words[place].kind == kind and depth <= 0:
            return place
    return len(words)


def _statement(words: Sequence[Token]) -> CodeLine:
    start, end, keyword = words[0].start, words[-1].end, words[0].text
    if len(words) == 1 and keyword.endswith(REMARKS):
        return CodeLine(start, end, None, keyword[-3:])
    if keyword in HEADERS or keyword in BARE:
        return CodeLine(start, end, None, keyword)
    if keyword not in SPEAKING:
        return CodeLine(start, end, _read(words))
    return CodeLine(start, end, _read(words[1:]) if words[1:] else None, keyword)


def _read(words: Sequence[Token]) -> Reading | NotRead:
    if len(words) > LONGEST:
        reason = f"it has {len(words)} signs, more than I read in one line ({LONGEST})"
        return NotRead(reason, words[0].start, words[-1].end)
    reader = CodeGrammar(words)
    try:
        tree = reader.statement()
    except CannotRead as trouble:
        blamed = words[min(trouble.at, len(words) - 1)]
        return NotRead(trouble.reason, blamed.start, blamed.end)
    if not is_faithful(tree, reader):
        reason = "the reading would not give back every sign as written"
        return NotRead(reason, words[0].start, words[-1].end)
    return Reading(tree, tuple(words))


__all__ = ["CodeLine", "read_code"]

"""Maths text → a faithful tree, or ``CannotRead`` as a value with its place; never a guess."""

from __future__ import annotations

from dataclasses import dataclass

from ..nouns import Node
from .columns import parted
from .cursor import CannotRead, never
from .faithful import is_faithful
from .grammar import Grammar
from .tokens import Token, tokens

DEEPEST = 40  # brackets inside brackets
LONGEST = 40_000  # tokens
LARGEST = 10 * LONGEST  # characters


@dataclass(frozen=True, slots=True)
class Reading:
    """A tree over its tokens; ``literal`` is TeX's own reading where the spelling is suspicious."""

    tree: Node
    tokens: tuple[Token, ...]
    literal: Reading | None = None


@dataclass(frozen=True, slots=True)
class NotRead:
    """Why a formula was not read, and the characters of it that are to blame."""

    reason: str
    start: int
    end: int


def parse(source: str, typed: bool = False) -> Reading | NotRead:
    """The reading of one formula. Every token of it is in the tree, or it is not read.

    ``typed`` maths stands in the text without delimiters: TeX would not have set it.
    """
    if len(source) > LARGEST:
        reason = f"it has {len(source)} characters, more than I read in one formula ({LARGEST})"
        return NotRead(reason, 0, len(source))
    words = parted(_identifiers(tokens(source)) if typed else tokens(source))
    limit = _beyond_limits(words)
    if limit:
        return limit
    joined = _thousands(words)
    human = _parse(joined, human=True, typed=typed)
    if len(joined) < len(words) and not isinstance(human, NotRead):
        human = (human[0], True)
    if not isinstance(human, NotRead) and not human[1]:
        return human[0]
    if typed and isinstance(human, NotRead):
        return human
    literal = _parse(words, human=False)
    if isinstance(human, NotRead):
        return human if isinstance(literal, NotRead) else literal[0]
    other = human[0] if isinstance(literal, NotRead) else literal[0]
    return Reading(human[0].tree, human[0].tokens, other)


def _identifiers(words: list[Token]) -> list[Token]:
    """``learning_rate`` typed as text is a name, ``w_old`` and ``x_i`` a name with an index."""
    joined: list[Token] = []
    for word in words:
        bound = len(joined) > 1 and word.kind == "name" and len(word.symbol) > 1
        if bound and word.tight and joined[-1].kind == "sub" and joined[-1].tight:
            first = joined[-2]
            if first.kind == "name" and len(first.symbol) > 2:
                del joined[-2:]
                symbol = f"{first.symbol}_{word.symbol}"
                word = Token("name", symbol, symbol, first.start, word.end, first.tight)
        joined.append(word)
    return joined


def _thousands(words: list[Token]) -> list[Token]:
    """``1,000`` typed without braces: to TeX a list of two numbers, to its author one."""
    joined: list[Token] = []
    for word in words:
        whole = len(joined) > 1 and joined[-1].symbol == "," and joined[-2].kind == "number"
        tight = whole and word.tight and joined[-1].tight and joined[-2].symbol.isdigit()
        three = word.kind == "number" and word.symbol.isdigit() and len(word.symbol) == 3
        if whole and tight and three and _may_lead(joined[-2]):
            first = joined[-2]
            del joined[-2:]
            symbol = first.symbol + word.symbol
            joined.append(Token("number", symbol, symbol, first.start, word.end, first.tight))
        else:
            joined.append(word)
    return joined


def _may_lead(word: Token) -> bool:
    """Up to three digits, or digits that are already joined: ``5,000`` of ``5,000,000``."""
    joined = word.end - word.start > len(word.text)
    return joined or (len(word.symbol) <= 3 and word.symbol != "0")


def _parse(words: list[Token], human: bool, typed: bool = False) -> tuple[Reading, bool] | NotRead:
    reader = Grammar(words, human, typed)
    try:
        tree = reader.items(never)
        if reader.peek() is not None:
            raise reader.unexpected()
    except CannotRead as trouble:
        start, end = _where(reader.tokens, trouble.at)
        return NotRead(trouble.reason, start, end)
    if not is_faithful(tree, reader):
        return NotRead("the reading would not give back every sign as written", 0, words[-1].end)
    return Reading(tree, tuple(reader.tokens)), bool(reader.suspicious)


def _where(words: list[Token], at: int) -> tuple[int, int]:
    if at < len(words):
        return words[at].start, words[at].end
    return words[-1].start, words[-1].end


def _beyond_limits(words: list[Token]) -> NotRead | None:
    """A formula that is empty, endless or bottomless is not read, and says so."""
    if not words:
        return NotRead("there is nothing between the delimiters", 0, 0)
    if len(words) > LONGEST:
        reason = f"it has {len(words)} signs, more than I read in one formula ({LONGEST})"
        return NotRead(reason, words[0].start, words[-1].end)
    depth = 0
    for word in words:
        depth += {"{": 1, "open": 1, "left": 1, "begin": 1}.get(word.kind, 0)
        depth -= {"}": 1, "close": 1, "right": 1, "end": 1}.get(word.kind, 0)
        if depth > DEEPEST:
            reason = f"its brackets are nested deeper than I read ({DEEPEST})"
            return NotRead(reason, word.start, word.end)
    return None


__all__ = ["NotRead", "Reading", "Token", "parse", "tokens"]

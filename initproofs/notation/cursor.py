"""Where a reader stands among its tokens, what it may ask of them, and how it gives up."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ..nouns import Node
from .tokens import Token

Stop = Callable[[Token], bool]


class CannotRead(Exception):
    """Raised inside the reader only: ``parse`` turns it into a value with a place."""

    def __init__(self, reason: str, at: int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.at = at


def never(_: Token) -> bool:
    return False


class Cursor:
    """Tokens and a position. ``bars`` counts the open ``|…|``, ``layout`` the open align-likes.

    ``human`` says which of two readings a suspicious spelling (``10^-3``, ``a_ij``) gets: what
    its author meant, or what TeX sets; ``suspicious`` collects the places where they differ.
    ``typed`` says that no TeX was meant: there ``w_new`` and ``2^10`` have one reading.
    """

    def __init__(self, tokens: Sequence[Token], human: bool, typed: bool = False) -> None:
        self.tokens = list(tokens)
        self.at = 0
        self.bars = 0
        self.layout = 0
        self.human = human
        self.typed = typed
        self.suspicious: list[int] = []
        self.aside: set[int] = set()  # tokens that place ink and mean nothing: `&` in align

    def peek(self, ahead: int = 0) -> Token | None:
        if self.layout:
            while self.at < len(self.tokens) and self.tokens[self.at].kind == "amp":
                self.aside.add(self.at)
                self.at += 1
        place = self.at + ahead
        return self.tokens[place] if place < len(self.tokens) else None

    def kind(self, ahead: int = 0) -> str:
        token = self.peek(ahead)
        return token.kind if token else ""

    def symbol(self, ahead: int = 0) -> str:
        token = self.peek(ahead)
        return token.symbol if token else ""

    def take(self) -> int:
        self.at += 1
        return self.at - 1

    def done(self, stop: Stop) -> bool:
        token = self.peek()
        return token is None or stop(token)

    def fail(self, reason: str, at: int | None = None) -> CannotRead:
        return CannotRead(reason, self.at if at is None else at)

    def leaf(self, kind: str, value: str | None = None) -> Node:
        """The token here, as a node of its own."""
        place = self.take()
        symbol = self.tokens[place].symbol if value is None else value
        return Node(kind, place, self.at, symbol, (), (place,))

    def hole(self) -> Node:
        return Node("hole", self.at, self.at)

    def node(
        self, kind: str, start: int, value: str, children: Sequence[Node], own: Sequence[int] = ()
    ) -> Node:
        return Node(kind, start, self.at, value, tuple(children), tuple(own))

    def skip_gap(self) -> None:
        """A wide space where something must follow is mere air."""
        if self.kind() == "gap":
            self.aside.add(self.take())

    def split_token(self) -> None:
        """TeX gives a script one character: the rest of a run stands on the line again."""
        whole = self.tokens[self.at]
        first, rest = whole.symbol[0], whole.symbol[1:]
        middle = whole.start + 1
        self.tokens[self.at : self.at + 1] = [
            Token(whole.kind, first, first, whole.start, middle, whole.tight),
            Token(whole.kind, rest, rest, middle, whole.end),
        ]

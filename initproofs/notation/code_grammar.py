"""Tokens of one Python statement → faithful tree, with Python's own precedence; nothing executed.

What is no formula (a lambda, a comprehension, a dictionary) is refused with the place it stands at.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ..nouns import Node
from .cursor import CannotRead, Cursor
from .tokens import Token

DEEPEST = 40  # brackets, signs, powers and calls inside one another

REFUSED = {
    "^": "to Python “^” is the exclusive or; a power is written “**”",
    "lambda": "“lambda” begins a function without a name, which I do not read",
    "if": "a choice made by “if” inside a line is not read",
    "for": "a comprehension (“for” inside a line) is not read",
    "and": "“and” between conditions is not read",
    "or": "“or” between conditions is not read",
    "not": "“not” is not read",
    "in": "“in” between operands is not read",
    "is": "“is” between operands is not read",
    ":=": "“:=” inside a line is not read",
    "->": "“->” has no meaning here",
    "{": "a dictionary or a set is not read",
    ":": "“:” is read in slices and behind headers only",
}
_BITS = frozenset(["|", "&", "<<", ">>", "~", "|=", "&=", "^=", "<<=", ">>="])
_ATOMS = frozenset(["name", "number", "text", "symbol"])
_TARGETS = frozenset(["name", "juxtaposed", "call"])


class CodeGrammar(Cursor):
    """The levels of Python's expressions, from the loosest binding to the tightest."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        super().__init__(tokens, human=True)
        self.depth = 0

    def statement(self) -> Node:
        """An expression, or sides with ``=`` or one ``+=`` between them."""
        start, children = self.at, [self.expressions()]
        while self.kind() == "assign":
            self._assignable(children[-1])
            children += [self.leaf("op"), self.expressions()]
        if self.kind() == "augment" and children[0].kind in ("name", "juxtaposed"):
            children += [self.leaf("op"), self.expressions()]
        if self.peek() is not None:
            raise self.unexpected()
        return self._whole("chain", start, children)

    def _assignable(self, node: Node) -> None:
        """A name, an entry, a list of these; notes also define functions: ``g(z) = …``."""
        if node.kind in ("list", "fence"):
            for child in node.children:
                if child.kind != "op":
                    self._assignable(child)
        elif node.kind not in _TARGETS:
            blamed = self.tokens[node.start].text
            raise self.fail(f"no value can be given to what begins with “{blamed}”", node.start)

    def expressions(self) -> Node:
        """Expressions with commas between them, and perhaps behind the last."""
        return self._listed(self.expression, self._ends)

    def _listed(self, item: Callable[[], Node], ends: Callable[[], bool]) -> Node:
        start, children = self.at, [item()]
        while self.kind() == "comma":
            if not self.depth and self._thousands():
                raise self.fail("is this one number or a list of them? Python reads a list")
            children.append(self.leaf("op"))
            if ends():
                return self.node("list", start, "", children)
            children.append(item())
        return self._whole("list", start, children)

    def _thousands(self) -> bool:
        """``5,100`` outside all brackets."""
        before, after = self.tokens[self.at - 1], self.peek(1)
        if after is None or not (after.tight and self.tokens[self.at].tight):
            return False
        return before.text.isdigit() and after.text.isdigit() and len(after.text) == 3

    def _ends(self) -> bool:
        return self.kind() in ("", "close", "assign", "augment")

    def expression(self) -> Node:
        """Sums with comparisons between them."""
        start, children = self.at, [self.sum()]
        while self.kind() == "relation":
            children.append(self.leaf("op"))
            children.append(self.sum())
        return self._whole("chain", start, children)

    def sum(self) -> Node:
        start, children = self.at, list[Node]()
        children += self._signed_product() if self.kind() == "sum" else [self.product()]
        while self.kind() == "sum":
            children.append(self.leaf("op"))
            children.append(self.product())
        return self._whole("sum", start, children)

    def _signed_product(self) -> list[Node]:
        """``-a * b`` may be read as the sign of a product, ``-a // b`` only as a signed a."""
        sign, product = self.leaf("op"), self.product()
        signs = {child.value for child in product.children if child.kind == "op"}
        if product.kind != "product" or not signs & {"//", "%"}:
            return [sign, product]
        first, *rest = product.children
        signed = Node("sum", sign.start, first.end, "", (sign, first))
        return [Node("product", sign.start, product.end, "", (signed, *rest))]

    def product(self) -> Node:
        start, children = self.at, [self.factor()]
        while self.kind() == "product":
            children.append(self.leaf("op"))
            children.append(self.factor())
        return self._whole("product", start, children)

    def factor(self) -> Node:
        """A power, perhaps with a sign of its own: ``a * -b ** 2``."""
        if self.kind() != "sum":
            return self.power()
        start = self.at
        sign = self.leaf("op")
        self._deeper(start)
        operand = self.factor()
        self.depth -= 1
        return self.node("sum", start, "", (sign, operand))

    def power(self) -> Node:
        start, base = self.at, self.operand()
        if self.kind() != "power":
            return base
        own = self.take()
        self._deeper(own)
        exponent = self.factor()
        self.depth -= 1
        return self.node("script", start, "^", (base, exponent), (own,))

    def operand(self) -> Node:
        """An atom with what is called, looked up or asked of it, and the primes of notes."""
        start, operand, before = self.at, self.atom(), self.depth
        while self.symbol() in ("(", "[") or self.kind() in ("transpose", "attribute", "prime"):
            self._deeper(self.at)
            if operand.kind == "text" and self.symbol() == "(":
                raise self.unexpected()
            if self.kind() == "transpose":
                operand = self.node("script", start, "^", (operand, self.leaf("name", "T")))
            elif self.kind() == "prime":
                primes = self.tokens[self.at].text
                operand = self.node("primed", start, primes, (operand,), (self.take(),))
            elif self.kind() == "attribute":
                operand = self.node("juxtaposed", start, "", (operand, self.leaf("name")))
            else:
                kind = "call" if self.symbol() == "(" else "juxtaposed"
                item = self._argument if kind == "call" else self._slice
                operand = self.node(kind, start, "", (operand, self.fence(item)))
        self.depth = before
        return operand

    def _argument(self) -> Node:
        """``x``, or ``axis=0``."""
        start = self.at
        if self.kind() != "name" or self.kind(1) != "assign":
            return self.expression()
        name = self.leaf("name")
        return self.node("chain", start, "", (name, self.leaf("op"), self.expression()))

    def _slice(self) -> Node:
        """``x``, or ``a:b:c`` with any of them missing."""
        start, children = self.at, [self._bound()]
        while self.kind() == "colon" and len(children) < 5:
            children += [self.leaf("op"), self._bound()]
        if len(children) == 1 and children[0].kind == "hole":
            raise self.unexpected()
        return self._whole("chain", start, children)

    def _bound(self) -> Node:
        return self.hole() if self.kind() in ("colon", "comma", "close") else self.expression()

    def atom(self) -> Node:
        if self.kind() in _ATOMS:
            return self.leaf(self.kind())
        if self.kind() == "open" and self.symbol() != "{":
            return self.fence(self.expression)
        raise self.unexpected()

    def fence(self, item: Callable[[], Node]) -> Node:
        start, opening = self.at, self.tokens[self.at]
        own = [self.take()]
        self._deeper(start)
        empty = self._ends() and item != self._slice
        inside = self.node("list", self.at, "", ()) if empty else self._listed(item, self._ends)
        self.depth -= 1
        closing = self.peek()
        if closing is None:
            raise self.fail(f"this “{opening.text}” is never closed", start)
        if opening.symbol + closing.symbol not in ("()", "[]"):
            if closing.kind == "close":
                raise self.fail(f"“{opening.text}” is closed by “{closing.text}”")
            raise self.unexpected()
        own.append(self.take())
        return self.node("fence", start, f"{opening.symbol} {closing.symbol}", (inside,), own)

    def _whole(self, kind: str, start: int, children: list[Node]) -> Node:
        return children[0] if len(children) == 1 else self.node(kind, start, "", children)

    def _deeper(self, at: int) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise self.fail(f"it is nested deeper than I read ({DEEPEST})", at)

    def unexpected(self) -> CannotRead:
        """Why this token ends what can be read."""
        token = self.peek()
        before = self.tokens[self.at - 1].text if self.at else ""
        if token is None:
            return self.fail(f"nothing stands after “{before}”", self.at - 1)
        return self.fail(_why(token) or self._misplaced(token, before))

    def _misplaced(self, token: Token, before: str) -> str:
        if token.kind == "close" and not self.depth:
            return f"this “{token.text}” closes nothing"
        opens = not before or self.tokens[self.at - 1].kind in ("open", "comma")
        if opens and before and token.symbol in ("*", "**"):
            return f"“{token.text}” before an argument is not read"
        if opens:
            return f"nothing stands before “{token.text}”"
        return f"“{token.text}” cannot follow “{before}” in Python"


def _why(token: Token) -> str:
    """The reason to refuse a token wherever it stands, or nothing."""
    if token.text in REFUSED:
        return REFUSED[token.text]
    if token.text in _BITS:
        return f"“{token.text}” works on the bits of numbers, which is not read"
    reasons = {
        "unclosed": "this quote is never closed (Python has no primes)",
        "prefixed": f"a string that begins with “{token.symbol}” is not read",
        "misnumber": f"“{token.text}” is no decimal number",
        "keyword": f"“{token.text}” is a word of Python’s grammar and no name",
        "unknown": f"“{token.text}” has no meaning in Python",
    }
    return reasons.get(token.kind, "")

"""Tokens → faithful tree, by recursive descent: lists, chains of relations, sums and products.

What notation leaves open stays open: ``f(x)`` is ``juxtaposed``, a run of letters keeps its scripts
on its end, and a missing operand is a ``hole`` only where continuation allows one.
"""

from __future__ import annotations

from ..nouns import Node
from . import vocabulary as v
from .brackets import Brackets
from .cursor import CannotRead, Stop
from .tokens import Token

_NOT_A_START = frozenset(
    [
        "relation",
        "sum",
        "product",
        "comma",
        "close",
        "right",
        "middle",
        "}",
        "amp",
        "newline",
        "prime",
        "sub",
        "sup",
        "end",
        "link",
        "bang",
        "transpose",
        "small",
        "smallsub",
        "gap",
    ]
)
_HEADS = frozenset(["name", "symbol", "font", "accent", "text", "group", "script", "macro"])


def is_linking(token: Token) -> bool:
    """Words between formulas (“and”, “for all”), as opposed to a name made of words."""
    if token.kind == "link":
        return True
    if token.kind != "text":
        return False
    words = [word.strip(".,:;()-–—").lower() for word in token.symbol.split()]
    return len(words) > 3 or all(not word or word in v.LINKING_WORDS for word in words)


class Grammar(Brackets):
    """The levels of the grammar, from the loosest binding to the tightest."""

    def items(self, stop: Stop) -> Node:
        """Chains separated by commas, line ends and linking words."""
        start, children = self.at, []
        while not self.done(stop):
            token = self.peek()
            assert token is not None
            if token.kind in ("comma", "newline", "gap") or is_linking(token):
                children.append(self.leaf("op"))
                continue
            if children and children[-1].kind != "op":
                raise self.fail(f"“{token.text}” stands where no formula can begin")
            before = self.at
            children.append(self.chain(stop))
            if self.at == before:
                raise self.fail(f"“{token.text}” stands where no formula can begin")
        return children[0] if len(children) == 1 else self.node("list", start, "", children)

    def _ends_chain(self, stop: Stop) -> bool:
        token = self.peek()
        if token is None or stop(token):
            return True
        return token.kind in ("comma", "newline", "amp", "gap") or is_linking(token)

    def chain(self, stop: Stop) -> Node:
        """Sums with relations between; the first may be missing, and the last after an arrow."""
        start, children = self.at, []
        children.append(self.hole() if self.kind() == "relation" else self.sum(stop))
        while self._relation() and not self.done(stop):
            children.append(self.leaf("op", self._relation()))
            if self._relation():
                raise self.fail(
                    f"nothing stands between “{children[-1].value}” and “{self.symbol()}”"
                )
            if self._ends_chain(stop):
                if children[-1].value in "→⇒=":  # the formula goes on in the next line, or in words
                    children.append(self.hole())
                    continue
                raise self.fail(f"nothing stands after “{children[-1].value}”")
            children.append(self.sum(stop))
        if not self._ends_chain(stop):
            raise self.unexpected()
        return children[0] if len(children) == 1 else self.node("chain", start, "", children)

    def _relation(self) -> str:
        """The relation here; a `|` between operands is “given”."""
        if self.kind() == "relation":
            return self.symbol()
        if self.kind() == "middle" or (self.kind() == "bar" and not self.bars):
            return "∣"
        return ""

    def sum(self, stop: Stop) -> Node:
        start, children = self.at, []
        if self.kind() == "sum":
            children.append(self.leaf("op"))
        children.append(self.product(stop))
        while self.kind() == "sum" and not self.done(stop):
            children.append(self.leaf("op"))
            children.append(self.product(stop))
        return children[0] if len(children) == 1 else self.node("sum", start, "", children)

    def starts_operand(self, stop: Stop, ahead: int = 0) -> bool:
        token = self.peek(ahead)
        if token is None or stop(token) or token.kind in _NOT_A_START or is_linking(token):
            return False
        return not (token.kind == "bar" and self.bars)

    def product(self, stop: Stop) -> Node:
        start = self.at
        children: list[Node] = []
        while not self.done(stop):
            if self.kind() == "product":
                lone = not children
                children.append(self.leaf("op"))
                if self.starts_operand(stop):
                    children.append(self.factor(stop))
                elif self.kind() == "sum" and self.starts_operand(stop, 1):
                    children.append(self.signed(stop))
                elif not lone or not self._ends_chain(stop):
                    raise self.fail(
                        f"nothing stands after “{self.tokens[self.at - 1].text}”", self.at - 1
                    )
                if lone and len(children) > 1:  # only alone is it a place to be filled: A(·)
                    raise self.fail(f"nothing stands before “{self.tokens[start].text}”", start)
            elif self.starts_operand(stop) and not self._given_bar(children):
                self._note_side_by_side(children)
                children.append(self.factor(stop))
            else:
                break
        if not children:
            raise self._no_operand()
        return children[0] if len(children) == 1 else self.node("product", start, "", children)

    def _no_operand(self) -> CannotRead:
        token, before = self.peek(), self.tokens[self.at - 1] if self.at else None
        if token is not None and token.kind in ("unknown", "close", "right", "}"):
            return self.unexpected()
        if before is not None and before.kind in ("sum", "relation"):
            return self.fail(f"nothing stands after “{before.text}”", self.at - 1)
        if token is not None:
            return self.fail(f"nothing stands before “{token.text}”")
        return self.fail("an operand is missing")

    def _given_bar(self, children: list[Node]) -> bool:
        """A `|` after an operand opens an absolute value only if another `|` closes it."""
        if self.kind() != "bar" or not children:
            return False
        depth = 0
        for token in self.tokens[self.at + 1 :]:
            depth += {"open": 1, "left": 1, "{": 1, "close": -1, "right": -1, "}": -1}.get(
                token.kind, 0
            )
            if depth < 0:
                return True
            if depth == 0 and token.kind == "bar" and token.symbol == self.symbol():
                return False
        return True

    def _note_side_by_side(self, children: list[Node]) -> None:
        if children and children[-1].kind == "number" and self.kind() == "number":
            self.suspicious.append(self.at)

    def signed(self, stop: Stop) -> Node:
        """A factor with a sign of its own: ``a \\cdot -b``."""
        start = self.at
        sign = self.leaf("op")
        return self.node("sum", start, "", (sign, self.factor(stop)))

    def factor(self, stop: Stop) -> Node:
        """An operand with its scripts, and the bracket that it is applied to or multiplied by."""
        start = self.at
        if self.kind() in ("big", "extreme"):
            return self.big(stop)
        operand = self.scripts(self.atom(stop), stop)
        head = operand.children[0] if operand.kind == "script" else operand
        if head.kind == "function" or self.word(head) in v.FUNCTION_NAMES:
            return self._call(start, operand, stop)
        while self._applies(operand, head, stop):
            bracket = self.atom(stop)
            operand = self.scripts(self.node("juxtaposed", start, "", (operand, bracket)), stop)
            head = operand
        return operand

    def _applies(self, operand: Node, head: Node, stop: Stop) -> bool:
        """Is this a letter or word with a bracket behind it: a function, or a factor?"""
        if head.kind not in _HEADS or self.done(stop):
            return False
        if head.value in ("∂", "∇", "…", "′") and operand.kind != "script":
            return False
        opens = self.symbol() in ("(", "[") and self.kind() in ("open", "left")
        named = operand.kind in ("name", "font")
        return opens and (self.symbol() == "(" or (named and self._touches()))

    def _touches(self) -> bool:
        token = self.peek()
        return token is not None and token.tight

    def _call(self, start: int, operand: Node, stop: Stop) -> Node:
        """A head that can only be a function takes its bracket, or the one factor that follows."""
        opens = self.kind() in ("open", "left") and not self.done(stop)
        braced = self.kind() == "{" and self.kind(1) in ("open", "left")
        if opens or braced:
            call = self.node("call", start, "", (operand, self.atom(stop)))
            return self.scripts(call, stop)
        if self.starts_operand(stop) and self.kind() not in ("big", "text"):
            return self.node("call", start, "", (operand, self.factor(stop)))
        return operand

    def big(self, stop: Stop) -> Node:
        """A sum or product over something, or a limit: head with its limits, then the body."""
        start = self.at
        extreme = self.kind() == "extreme"
        head = self.scripts(self.leaf("function" if extreme else "symbol"), stop)
        if extreme and self.kind() in ("open", "left"):
            return self.scripts(self.node("call", start, "", (head, self.atom(stop))), stop)
        self.skip_gap()
        if not self.starts_operand(stop):
            return head
        return self.node("big", start, "", (head, self.product(stop)))

"""The operands of a formula: letters, scripts, groups, fences, roots, fractions, environments."""

from __future__ import annotations

from abc import abstractmethod

from ..nouns import Node
from . import vocabulary as v
from .cursor import CannotRead, Cursor, Stop, never
from .tokens import Token

_LETTERS = frozenset({"name", "number", "text", "symbol"})
_MARKS = {
    "sub": "_",
    "sup": "^",
    "prime": "'",
    "bang": "!",
    "transpose": "^",
    "small": "^",
    "smallsub": "_",
}


class Brackets(Cursor):
    """Everything that is closed in itself. Lists of formulas inside are read by ``items``."""

    @abstractmethod
    def items(self, stop: Stop) -> Node: ...

    def unexpected(self) -> CannotRead:
        token = self.peek()
        if token is None:
            return self.fail("the formula breaks off")
        if token.kind in ("close", "right", "}"):
            return self.fail(f"this “{token.text}” closes nothing")
        if token.kind == "unknown":
            return self.fail(f"“{token.text}” has no meaning that I know")
        return self.fail(f"“{token.text}” stands where no formula can go on")

    def atom(self, stop: Stop) -> Node:
        kind = self.kind()
        if kind in _LETTERS:
            return self.leaf(kind)
        if kind == "function":
            return self.leaf("function")
        if kind == "{":
            return self.group()
        if kind in ("open", "left", "bar"):
            return self.fence()
        if kind in ("font", "accent"):
            return self._dressed(kind, stop)
        if kind == "fraction":
            return self._with_arguments("fraction", 2, stop)
        if kind == "macro":
            return self._with_arguments("macro", v.MACROS[self.symbol()][0], stop)
        if kind == "root":
            return self._root(stop)
        if kind == "begin":
            return self.environment()
        raise self.unexpected()

    def _dressed(self, kind: str, stop: Stop) -> Node:
        start, value = self.at, self.symbol()
        switch = self.tokens[self.at].text in v.SWITCHES
        own = [self.take()]
        if switch:  # {\rm in}: the font holds to the end of the group
            return self.node(kind, start, value, (self.items(stop),), own)
        return self.node(kind, start, value, (self.argument(stop, start),), own)

    def _with_arguments(self, kind: str, count: int, stop: Stop) -> Node:
        start, value = self.at, self.symbol()
        own = [self.take()]
        arguments = [self.argument(stop, start) for _ in range(count)]
        if any(_is_empty(argument) for argument in arguments):
            raise self.fail(f"an argument of “{self.tokens[start].text}” is empty", start)
        return self.node(kind, start, value, arguments, own)

    def _root(self, stop: Stop) -> Node:
        start, own, children = self.at, [self.take()], []
        if self.symbol() == "[" and self.tokens[start].text == r"\sqrt":
            own.append(self.take())
            children.append(self.items(lambda token: token.symbol == "]"))
            if self.symbol() != "]":
                raise self.fail("the index of the root is never closed", start)
            own.append(self.take())
        if self.tokens[start].text == "√" and self.kind() in ("open", "name", "number", "symbol"):
            children.append(self.fence() if self.kind() == "open" else self.leaf(self.kind()))
        else:
            children.append(self.argument(stop, start))
        return self.node("root", start, "√", children, own)

    def argument(self, stop: Stop, of: int | None = None) -> Node:
        """What TeX takes as an argument: a group, or one token, and of a run one character."""
        token = self.peek()
        if token is None or stop(token) or token.kind in ("}", "close", "right"):
            command = self.tokens[of].text if of is not None else "the command"
            raise self.fail(f"an argument of “{command}” is missing", of)
        if token.kind == "{":
            return self.group()
        if token.kind in ("number", "name") and len(token.symbol) > 1:
            self.split_token()
        return self.atom(stop)

    def script_argument(self, mark: str, stop: Stop) -> Node:
        """A script's argument: as above, but a sign, a star or dots may stand alone in it."""
        token = self.peek()
        if token is None or stop(token):
            raise self.fail(f"nothing stands behind “{self.tokens[self.at - 1].text}”", self.at - 1)
        if token.kind in ("sum", "product", "prime") or token.symbol in ("⊤", "…"):
            return self._signed_script(token)
        run = token.kind in ("number", "name") and len(token.symbol) > 1
        if not run or "_" in token.symbol or "-" in token.symbol:
            return self.leaf(token.kind) if run else self.argument(stop)
        if mark == "_" or not token.symbol.startswith("T"):
            if not self.typed or (mark == "^" and token.kind == "name"):
                self.suspicious.append(self.at)
            if self.human:
                return self.leaf(token.kind)
        self.split_token()
        return self.leaf(token.kind)

    def _signed_script(self, token: Token) -> Node:
        start = self.at
        sign = self.leaf("op" if token.kind != "symbol" else "symbol")
        follows = self.peek()
        if token.symbol != "-" or follows is None or follows.kind not in ("number", "name"):
            return sign
        after = self.peek(1)
        if not self.typed or (after is not None and after.tight and after.kind in _LETTERS):
            self.suspicious.append(start)  # 10^-3: TeX raises the sign alone
        if not self.human:
            return sign
        return self.node("sum", start, "", (sign, self.leaf(follows.kind)))

    def scripts(self, base: Node, stop: Stop) -> Node:
        start, children, marks = base.start, [base], ""
        own: list[int] = []
        while self.kind() in _MARKS and not self.done(stop):
            token = self.tokens[self.at]
            mark = _MARKS[token.kind]
            if mark in marks and mark in "_^" and token.kind in ("sub", "sup"):
                raise self.fail(f"two scripts at one place (“{token.text}”)")
            marks += mark
            if token.kind in ("sub", "sup"):
                own.append(self.take())
                children.append(self.script_argument(mark, stop))
            elif token.kind == "transpose":
                children.append(self.leaf("name", "T"))
            else:
                children.append(self.leaf("number" if "small" in token.kind else "op"))
        return self.node("script", start, marks, children, own) if marks else base

    def group(self) -> Node:
        start, own = self.at, [self.take()]
        layout, self.layout = self.layout, 0
        bars, self.bars = self.bars, 0
        if self.kind() in ("sum", "product", "prime") and self.kind(1) == "}":
            inner = self.leaf("op")
        else:
            inner = self.items(lambda token: token.kind == "}")
        self.layout, self.bars = layout, bars
        if self.kind() != "}":
            if self.peek() is not None:
                raise self.unexpected()
            raise self.fail("this “{” is never closed", start)
        own.append(self.take())
        return self.node("group", start, "", (inner,), own)

    def fence(self) -> Node:
        """A pair of brackets and what is between them; ``value`` names the pair, as in ``( ]``."""
        start, opening = self.at, self.tokens[self.at]
        own = [self.take()]
        bars, self.bars = self.bars, 1 if opening.kind == "bar" else 0
        children = [self.items(self._closer(opening))]
        while opening.kind == "left" and self.kind() == "middle":
            children += [self.leaf("op", "∣"), self.items(self._closer(opening))]
        self.bars = bars
        closing = self.peek()
        if closing is None:
            raise self.fail(f"this “{opening.text}” is never closed", start)
        own.append(self.take())
        pair = f"{opening.symbol} {closing.symbol}"
        if opening.kind != "left" and not _fits(pair, children[0]):
            raise self.fail(f"“{opening.text}” is closed by “{closing.text}”", start)
        return self.node("fence", start, pair, children, own)

    def _closer(self, opening: Token) -> Stop:
        if opening.kind == "left":
            return lambda token: token.kind in ("right", "middle")
        if opening.kind == "bar":
            return lambda token: token.kind == "bar" and token.symbol == opening.symbol
        return lambda token: token.kind == "close"

    def environment(self) -> Node:
        start, own = self.at, [self.take()]
        name = self._environment_name(own)
        if name not in v.MATRICES and name not in v.LAYOUTS:
            raise self.fail(f"the environment “{name}” has no meaning that I know", start)
        if name in v.WITH_COLUMNS and self.kind() == "{":
            self._skip_columns(start)
        layout, self.layout = self.layout, int(name in v.LAYOUTS)
        rows = self._rows(name, start)
        self.layout = layout
        own.append(self.take())
        if (other := self._environment_name(own)) != name:
            raise self.fail(f"“{name}” is closed by “{other}”", start)
        return self.node("layout" if name in v.LAYOUTS else "matrix", start, name, rows, own)

    def _rows(self, name: str, start: int) -> list[Node]:
        def ends_cell(token: Token) -> bool:
            return token.kind in ("amp", "newline", "end")

        rows: list[Node] = []
        row, cells, own = self.at, [], []
        while True:
            self.skip_gap()
            bar = self.kind() == "bar" and self.kind(1) in ("amp", "newline", "end")
            cells.append(self.leaf("symbol") if bar else self.items(ends_cell))
            kind = self.kind()
            if kind not in ("amp", "newline", "end"):
                raise self.unexpected() if kind else self.fail(f"“{name}” is never closed", start)
            if kind != "end":
                own.append(self.take())
            if kind != "amp":
                rows.append(self.node("row", row, "", cells, own))
                row, cells, own = self.at, [], []
            if kind == "end":
                return rows

    def _skip_columns(self, start: int) -> None:
        depth = 0
        while self.kind():
            depth += {"{": 1, "}": -1}.get(self.kind(), 0)
            self.aside.add(self.take())
            if not depth:
                return
        raise self.fail("the columns of the array are never closed", start)

    def _environment_name(self, own: list[int]) -> str:
        name = ""
        while self.kind() and not name.endswith("}"):
            name += self.tokens[self.at].text
            own.append(self.take())
        if not (name.startswith("{") and name.endswith("}")):
            raise self.fail("the name of the environment is missing")
        return name[1:-1]

    @staticmethod
    def word(node: Node) -> str:
        """The plain word that a name, a text or a letter in some font spells, or nothing."""
        while node.kind in ("font", "group") and len(node.children) == 1:
            node = node.children[0]
        return node.value if node.kind in ("name", "text") else ""


def _is_empty(argument: Node) -> bool:
    return argument.kind == "group" and argument.children[0].end == argument.children[0].start


def _fits(pair: str, inside: Node) -> bool:
    """Brackets must pair; ``[0, 1)`` may mix its own, around two things and one comma."""
    opening, closing = pair.split(" ")
    if v.PARTNERS.get(opening) == closing:
        return True
    commas = [child.value for child in inside.children] if inside.kind == "list" else []
    return opening in "([" and closing in ")]" and len(commas) == 3 and commas[1] == ","


__all__ = ["Brackets", "never"]

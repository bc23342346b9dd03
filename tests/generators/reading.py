"""A second, naive reader of generated LaTeX, which shares nothing with the writer or the product.

In goes the LaTeX of one chain, out come its members as small tuples: the tests use it to work the
labels of a note out again from the text alone. It refuses what it does not know (``UnreadError``).

    ("name", "W", "1")  ("number", "3")  ("matrix", rows)  ("times", a, b)  ("had", a, b)
    ("add", a, b)  ("sub", a, b)  ("neg", a)  ("T", a)  ("power", a, "2")  ("call", "g", primed, a)
    ("over", a, b)  ("ones",)
"""

from __future__ import annotations

import re
from dataclasses import dataclass

Tree = tuple  # type: ignore[type-arg]
RELATIONS = ("=", ":=", r"\leftarrow", r"\approx")
FUNCTIONS = {"g", "f", r"\varphi", r"\phi", r"\sigma", r"\tanh", r"\max"}
GREEK = {r"\Theta", r"\delta", r"\alpha", r"\eta", r"\ell"}
TURNED = {"T", r"\top", r"\intercal", r"\mathsf"}
OPENINGS = (
    r"\\left\s*[\[(]\s*\{?\s*\\begin\{(?:array|matrix)\}(?:\{[a-z]*\})?",
    r"\\begin\{[bp]matrix\}",
)
CLOSINGS = (
    r"\\end\{(?:array|matrix)\}\s*\}?\s*\\right\s*[\])]",
    r"\\end\{[bp]matrix\}",
)
TOKEN = re.compile(r"⟦[^⟧]*⟧|\\[A-Za-z]+|:=|\d+\.?\d*|[A-Za-z]|\S")
SPACES = re.compile(r"(?<!\\)\\[,;:! ]|\\q?quad\b|~|\\left\b|\\right\b|\\text(?:bf|it)?\b")


class UnreadError(ValueError):
    """LaTeX that this reader does not know."""


def prepared(latex: str) -> str:
    """The LaTeX with every matrix between ⟦ and ⟧, and without what only makes space."""
    for pattern in OPENINGS:
        latex = re.sub(pattern, "⟦", latex)
    for pattern in CLOSINGS:
        latex = re.sub(pattern, "⟧", latex)
    latex = re.sub(r"\\(begin|end)\{aligned\}", "", latex)
    return SPACES.sub(" ", latex)


def tokens_of(latex: str) -> list[str]:
    return TOKEN.findall(prepared(latex))


def members(latex: str) -> tuple[list[Tree], list[str]]:
    """The members of a chain, and the relations between them."""
    sides: list[list[str]] = [[]]
    relations = []
    for token in tokens_of(latex):
        if token in RELATIONS:
            relations.append(token)
            sides.append([])
        elif token not in ("&", "\\\\"):
            sides[-1].append(token)
    return [parsed(side) for side in sides], relations


def parsed(tokens: list[str]) -> Tree:
    while tokens and tokens[-1] in (".", "\\"):
        tokens = tokens[:-1]
    reader = Descent([token for token in tokens if token != "\\"])
    tree = reader.sum()
    if reader.at < len(reader.tokens):
        raise UnreadError(f"{reader.peek()} in {' '.join(tokens)}")
    return tree


@dataclass
class Descent:
    """Recursive descent: sum, entrywise product, product, factor."""

    tokens: list[str]
    at: int = 0

    def peek(self, ahead: int = 0) -> str:
        place = self.at + ahead
        return self.tokens[place] if place < len(self.tokens) else ""

    def take(self, wanted: str = "") -> str:
        token = self.peek()
        if not token or (wanted and token != wanted):
            raise UnreadError(f"{wanted or 'more'} expected at {token!r}")
        self.at += 1
        return token

    def sum(self) -> Tree:
        tree = ("neg", self.entrywise()) if self.skip("-") else self.entrywise()
        while self.peek() in ("+", "-"):
            sign = self.take()
            tree = ("add" if sign == "+" else "sub", tree, self.entrywise())
        return tree

    def skip(self, token: str) -> bool:
        if self.peek() != token:
            return False
        self.at += 1
        return True

    def entrywise(self) -> Tree:
        tree = self.product()
        while self.peek() in (r"\odot", "*", r"\circ"):
            self.take()
            tree = ("had", tree, self.product())
        return tree

    def product(self) -> Tree:
        tree = self.factor()
        while self.peek() and self.peek() not in (
            "+",
            "-",
            ")",
            "}",
            "]",
            ",",
            r"\odot",
            "*",
            r"\circ",
        ):
            if self.peek() == "/":
                self.take()
                tree = ("over", tree, self.factor())
                continue
            if self.peek() in (r"\cdot", r"\times"):
                self.take()
            tree = ("times", tree, self.factor())
        return tree

    def factor(self) -> Tree:
        token = self.peek()
        if token.startswith("⟦"):
            return self.scripted(("matrix", rows_of(self.take()[1:-1])))
        if token == "(":
            return self.bracketed()
        if token == "{":
            return self.braced()
        if token in (r"\frac", r"\tfrac"):
            return self.fraction()
        if token[0].isdigit():
            return ("number", self.take())
        if token == r"\nabla":
            return self.nabla()
        if token == r"\mathbf":
            self.at += 4
            return self.scripted(("ones",))
        return self.named()

    def bracketed(self) -> Tree:
        self.take("(")
        parts = [self.sum()]
        while self.skip(","):
            parts.append(self.sum())
        self.take(")")
        if len(parts) > 1:
            return self.scripted(("matrix", [parts]))
        return self.scripted(parts[0])

    def braced(self) -> Tree:
        self.take("{")
        inside = self.sum() if self.peek() not in FUNCTIONS else self.function()
        self.take("}")
        if inside[0] == "function":
            return self.called(inside[1])
        return self.scripted(inside)

    def fraction(self) -> Tree:
        self.take()
        if self.peek() == "{" and self.peek(1) == r"\partial":
            self.at += 4
            self.take("{")
            self.take(r"\partial")
            inner = self.named()
            self.take("}")
            return ("name", "d" + inner[1], inner[2])
        return ("over", self.argument(), self.argument())

    def argument(self) -> Tree:
        if self.skip("{"):
            tree = self.sum()
            self.take("}")
            return tree
        token = self.take()
        if token.isdigit() and len(token) == 2:  # \frac13: two arguments in one run of digits
            self.at -= 1
            self.tokens[self.at] = token[1]
            return ("number", token[0])
        if token.isdigit() and len(token) > 1:
            raise UnreadError(f"\\frac{token}")
        return ("number", token) if token.isdigit() else ("name", token, "")

    def nabla(self) -> Tree:
        self.take()
        self.take("_")
        self.take("{")
        inner = self.named()
        self.take("}")
        self.take()
        return ("name", "d" + inner[1], inner[2])

    def base(self) -> str:
        token = self.take()
        if token == "d" and (self.peek()[:1].isalpha() or self.peek() in (r"\hat", r"\Theta")):
            return "d" + self.base()
        if token == r"\hat":
            braces = self.skip("{")
            letter = self.take()
            if braces:
                self.take("}")
            return letter + "^"
        if not (token[0].isalpha() or token in GREEK):
            raise UnreadError(f"{token!r} is no name")
        return token

    def named(self) -> Tree:
        if self.peek() in FUNCTIONS and self.is_call():
            return self.called(self.function()[1])
        return self.scripted(("name", self.base(), ""))

    def is_call(self) -> bool:
        """Whether a bracket comes after the function's primes and labels."""
        ahead, depth = 1, 0
        while self.peek(ahead) and (depth or self.peek(ahead) in ("'", "^", "_", "{")
                                    or self.peek(ahead - 1) in ("^", "_")):  # fmt: skip
            depth += (self.peek(ahead) == "{") - (self.peek(ahead) == "}")
            ahead += 1
        return self.peek(ahead) == "("

    def function(self) -> Tree:
        """A function's name, with its primes; its layer does not matter here."""
        name, primed = self.take(), self.skip("'")
        if self.skip("^"):
            self.script()
        return ("function", (name, primed))

    def called(self, head: tuple[str, bool]) -> Tree:
        primed = head[1] or self.skip("'")
        self.take("(")
        inside = self.sum()
        if head[0] == r"\max":
            self.take(",")
            inside = self.sum()
        self.take(")")
        return ("call", head[0], primed, inside)

    def script(self) -> str:
        if not self.skip("{"):
            return self.take()
        inside, depth = "", 1
        while depth:
            token = self.take()
            depth += (token == "{") - (token == "}")
            inside += token if depth else ""
        return inside

    def scripted(self, tree: Tree) -> Tree:
        """Labels, transposes and powers on a base."""
        while self.peek() in ("^", "_"):
            self.take()
            tree = marked(tree, self.script())
        return tree


def marked(tree: Tree, script: str) -> Tree:
    ending = next((mark for mark in TURNED if script.startswith(mark)), None)
    if ending is not None:
        return ("T", tree)
    run = re.fullmatch(r"([\[(][^\])]*[\])])(\\?[A-Za-z{}]+)", script)
    if run:
        return ("T", marked(tree, run[1]))
    if tree[0] == "name" and not tree[2]:
        return ("name", tree[1], script.strip("[]()"))
    if script.isdigit():
        return ("power", tree, script)
    raise UnreadError(f"script {script}")


def rows_of(inside: str) -> list[list[Tree]]:
    rows = [row for row in inside.split("\\\\") if row.strip()]
    return [[parsed(TOKEN.findall(cell)) for cell in row.split("&")] for row in rows]

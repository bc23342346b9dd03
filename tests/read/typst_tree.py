r"""Typst's own account of a formula (``repr``) as TeX, and TeX in a form that can be compared."""

import re

from initproofs.notation import NotRead, parse
from initproofs.nouns import Node

TOKEN = re.compile(
    r"""\s*(?:(?P<text>\[[\[\]()]\]|\[[^\[\]()]*?\])|(?P<string>"(?:\\.|[^"\\])*")
    |(?P<name>[a-z][\w-]*)(?=\(|:)|(?P<word>[a-z][\w.-]*|\d[\w.%]*|\.\.)|(?P<sign>[(),:]))""",
    re.VERBOSE,
)
ACCENTS = {"\\u{302}": r"\hat"}


class Tree:
    """Reads ``name(key: value, …)`` by recursive descent, straight into TeX."""

    def __init__(self, text: str) -> None:
        self.tokens = [match for match in TOKEN.finditer(text) if match.lastgroup]
        self.at = 0

    def next(self) -> re.Match[str]:
        self.at += 1
        return self.tokens[self.at - 1]

    def sign(self, text: str) -> bool:
        token = self.tokens[self.at]
        return token.lastgroup == "sign" and token["sign"] == text

    def value(self) -> object:
        token = self.next()
        if token.lastgroup == "text":
            return token["text"][1:-1]
        if token.lastgroup == "name":
            return self.called(token["name"])
        if token.lastgroup == "sign":  # a list in brackets
            return self.listed()[0]
        return token[token.lastgroup or ""]

    def listed(self) -> tuple[list[object], dict[str, object]]:
        """Values, and those with a name, up to the bracket that closes."""
        values: list[object] = []
        named: dict[str, object] = {}
        while not self.sign(")"):
            token = self.tokens[self.at]
            if token.lastgroup == "name" and self.tokens[self.at + 1]["sign"] == ":":
                self.at += 2
                named[token["name"]] = self.value()
            else:
                values.append(self.value())
            self.at += self.sign(",")
        self.at += 1
        return values, named

    def called(self, name: str) -> str:
        self.at += 1
        values, named = self.listed()
        return MADE[name](values, named)


def braced(value: object) -> str:
    return "{" + str(value) + "}"


def attached(_values: list[object], named: dict[str, object]) -> str:
    scripts = [(mark, named[key]) for key, mark in (("b", "_"), ("t", "^")) if key in named]
    scripted = "".join(mark + braced(script) for mark, script in scripts)
    return f"{named['base']}{named.get('tr', '')}{scripted}"


def matrix(rows: list[list[object]]) -> str:
    inner = r"\\ ".join(" & ".join(map(str, row)) for row in rows)
    return rf"\begin{{pmatrix}}{inner}\end{{pmatrix}}"


MADE = {
    "equation": lambda v, n: str(n["body"]),
    "sequence": lambda v, n: " ".join(map(str, v)),
    "attach": attached,
    "primes": lambda v, n: "'" * int(str(n["count"])),
    "frac": lambda v, n: rf"\frac{braced(n['num'])}{braced(n['denom'])}",
    "lr": lambda v, n: str(n["body"]),
    "root": lambda v, n: (
        rf"\sqrt[{n['index']}]{braced(n['radicand'])}"
        if "index" in n
        else rf"\sqrt{braced(n['radicand'])}"
    ),
    "accent": lambda v, n: rf"\hat{braced(n['base'])}",
    "mat": lambda v, n: matrix(n["rows"]),
    "vec": lambda v, n: matrix([[child] for child in n["children"]]),
    "styled": lambda v, n: str(n["child"]),
}


def as_tex(text: str) -> str:
    return str(Tree(text).value())


def normal(tex: str) -> object:
    """The tree of a formula without the groups that only hold its parts together."""
    tex = tex.replace("−", "-").replace(r"\left|", "|").replace(r"\right|", "|")
    reading = parse(tex.replace(r"\text{Var}", "Var").replace("⋅", r"\cdot "))
    return reading.reason if isinstance(reading, NotRead) else _bare(reading.tree)


def _bare(node: Node) -> object:
    while node.kind == "group":
        node = node.children[0]
    inner = tuple(map(_bare, node.children))
    if node.kind == "script":  # whichever of the two is written first
        return "script", inner[0], tuple(sorted(zip(node.value, map(str, inner[1:]), strict=True)))
    return node.kind, node.value, inner

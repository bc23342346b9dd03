"""Code of a note → its lines as read, and how a line is spelled; other languages have no lines.

A snippet, and a block that names no language, may as well hold maths typed as such: what is not
Python there is read as maths if that leaves no doubt. If it has only words (a path, a term), it is
no formula and no trouble.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from ..notation import NotRead, Reading, parse
from ..notation.code import CodeLine, read_code
from ..nouns import Block, BlockKind, Node, Unread
from .letters import nodes
from .sketches import sketched

KINDS = frozenset({BlockKind.SNIPPET, BlockKind.CODE})
LANGUAGES = frozenset(["", "py", "py3", "python", "python3", "ipython", "ipython3", "pycon"])
TOP, INNER, SCRIPT = 0, 1, 2  # how much air there is: a whole side, a part of one, a script
POWERS = {"2": "²", "3": "³"}
_LANGUAGE = re.compile(r"[{.\s]*([\w+#-]*)")
_STATES = re.compile(r"\w.*[]=<>≈≠≤≥∼~≡∝→()[{}^]|[]=<>≈≠≤≥∼~≡∝→()[{}^].*\w", re.DOTALL)
_IDENTIFIER = re.compile(r"[^\W\d_]{3}_|_\w{3}|[^\W\d_]\d")
_DRAWN = re.compile(r"^[\w^()\[\]{},]+\s*[~∼]\s*(?:N|U|𝒩|Normal|Uniform)\s*[(\[]")  # W ~ N(0, 1)
_LOOSE_BRACE = re.compile(r"(?<![_^])\{")


def code_lines(block: Block) -> Sequence[CodeLine]:
    """Every statement of a piece of code; none in a language that is not Python."""
    return read_code(block.text) if block.kind in KINDS and language_of(block) in LANGUAGES else ()


def sketch_lines(block: Block) -> Sequence[CodeLine]:
    """The statements of a piece that only sketches code, its signs taken as those of Python."""
    text = sketched(block.text, language_of(block)) if block.kind in KINDS else None
    return read_code(text) if text is not None else ()


def language_of(block: Block) -> str:
    named = _LANGUAGE.match(block.language)
    return named.group(1).lower() if named else ""


def plain_lines(block: Block, plain: Callable[[Reading], str]) -> Iterator[str | Unread]:
    """Every line that holds a formula in its canonical form; ``plain`` is that of maths."""
    for line in code_lines(block):
        reading = _as_maths(block, line) if isinstance(line.reading, NotRead) else None
        if isinstance(reading, NotRead):
            yield Unread(block.at(reading.start, reading.end), reading.reason)
        elif reading is not None:
            yield plain(reading)
        elif isinstance(line.reading, Reading):
            yield spelled(line)


def typed_maths(block: Block) -> Iterator[tuple[CodeLine, Reading]]:
    """The lines that are no Python but maths: ``W ~ N(0, 2/n)``; places count from the line."""
    for line in code_lines(block):
        if isinstance(line.reading, NotRead):
            maths = _as_maths(block, line)
            if isinstance(maths, Reading):
                yield line, maths


def _as_maths(block: Block, line: CodeLine) -> Reading | NotRead | None:
    """What a line that is not Python is: maths, trouble, or no formula at all."""
    assert isinstance(line.reading, NotRead)
    if block.language:
        return line.reading
    text = block.text[line.start : line.end]
    drawn = "\\" not in text and _DRAWN.search(text)
    if drawn or _is_clear(text):
        # to TeX a tilde is a blank, and here it relates
        maths = parse(text.replace("~", "∼"), typed=True) if drawn else parse(text)
        if isinstance(maths, Reading) and _leaves_no_doubt(maths):
            return maths
    return line.reading if _STATES.search(text) else None


def _is_clear(text: str) -> bool:
    """Without ``V1``, ``beta_t``, ``S_dW_c`` and ``{t}``, of which maths would make products."""
    return not _IDENTIFIER.search(text) and ("\\" in text or not _LOOSE_BRACE.search(text))


def _leaves_no_doubt(maths: Reading) -> bool:
    """There is an operand, no words side by side, and no bracket as a factor, as in ``σ^2[l]``."""
    words = maths.tokens
    if not any(word.kind in ("name", "number", "symbol") for word in words):
        return False
    beside = any(
        before.kind == word.kind == "name" and len(before.text + word.text) > 2
        for before, word in pairwise(words)
    )
    products = [node.children for node in nodes(maths.tree) if node.kind == "product"]
    indexed = any(
        before.kind != "op" and node.value == "[ ]"
        for factors in products
        for before, node in pairwise(factors)
    )
    return not beside and not indexed and all(w.kind not in ("text", "link") for w in words)


def spelled(line: CodeLine) -> str:
    """The canonical form of a line; names are whole, for code splits no run of letters."""
    assert isinstance(line.reading, Reading)
    text = _show(line.reading.tree, TOP)
    return f"{line.keyword} {text}" if line.keyword else text


def _show(node: Node, air: int) -> str:
    shown: str = _SPELLINGS[node.kind](node, air)
    return shown


def _leaf(node: Node, _air: int) -> str:
    return node.value


def _hole(_node: Node, _air: int) -> str:
    return ""


def _text(node: Node, _air: int) -> str:
    quote = '"' if "'" in node.value.replace("\\'", "") else "'"
    return quote + " ".join(node.value.splitlines()) + quote


def _list(node: Node, air: int) -> str:
    parts = [_show(child, air) for child in node.children if child.kind != "op"]
    single = len(parts) == 1 and len(node.children) == 2
    return ", ".join(parts) + ("," if single else "")


def _chain(node: Node, air: int) -> str:
    """Sides with what relates them; a comparison that is given to a name stands in brackets."""
    slices = any(child.value == ":" for child in node.children if child.kind == "op")
    text = ""
    for child in node.children:
        if child.kind == "op":
            text += child.value if slices or air == SCRIPT else f" {child.value} "
        else:
            inside = air == TOP and (slices or child.kind == "chain")
            shown = _show(child, INNER if inside else air)
            text += f"({shown})" if child.kind == "chain" else shown
    return text


def _sum(node: Node, air: int) -> str:
    inner = SCRIPT if air == SCRIPT else INNER
    text = ""
    for place, child in enumerate(node.children):
        if child.kind == "op":
            text += child.value if place == 0 or air == SCRIPT else f" {child.value} "
        else:
            text += _show(child, inner)
    return text


def _product(node: Node, air: int) -> str:
    inner = SCRIPT if air == SCRIPT else INNER
    text = ""
    for child in node.children:
        if child.kind == "op":
            spaced = air == TOP and child.value != "/"
            text += f" {child.value} " if spaced else child.value
        else:
            text += _bracketed(child, inner, child.kind == "sum")
    return text


def _script(node: Node, air: int) -> str:
    base, above = node.children
    text = _bracketed(base, air, base.kind == "script")
    if above.kind == "number" and above.value in POWERS:
        return text + POWERS[above.value]
    bare = above.kind in ("name", "number", "fence")
    return f"{text}^{_bracketed(above, SCRIPT, not bare)}"


def _primed(node: Node, _air: int) -> str:
    return _show(node.children[0], INNER) + node.value


def _applied(node: Node, _air: int) -> str:
    head, bracket = node.children
    dotted = bracket.kind == "name" and head.kind == "number"
    return _bracketed(head, INNER, head.kind == "script" or dotted) + _show(bracket, INNER)


def _fence(node: Node, air: int) -> str:
    opening, closing = node.value.split(" ")
    inside = _show(node.children[0], SCRIPT if air == SCRIPT else INNER)
    return f"{opening}{inside}{closing}"


def _bracketed(node: Node, air: int, needed: bool) -> str:
    shown = _show(node, air)
    return f"({shown})" if needed else shown


_SPELLINGS: dict[str, Callable[[Node, int], str]] = {
    "number": _leaf,
    "name": _leaf,
    "symbol": _leaf,
    "text": _text,
    "op": _leaf,
    "hole": _hole,
    "list": _list,
    "chain": _chain,
    "sum": _sum,
    "product": _product,
    "script": _script,
    "primed": _primed,
    "call": _applied,
    "juxtaposed": _applied,
    "fence": _fence,
}

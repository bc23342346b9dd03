"""Calls in a formula of Typst (``frac``, ``mat``, ``bold``, …) -> TeX; the unknown are refused.

``None`` says that the name is no function of mathematics: then it is a symbol with a bracket.
"""

from __future__ import annotations

from collections.abc import Sequence

from . import typst_words as words
from .tex_macros import Letter
from .typst_maths import CannotTranslate, Token, Translator, grouped, written

Letters = tuple[Letter, ...]
IGNORED = frozenset(["size", "gap", "row-gap", "column-gap", "align", "limits", "stretch"])


def call(reader: Translator, name: Token) -> Letters | None:
    """The call of ``name``, whose bracket is the next token."""
    known = {*words.DRESSED, *words.PLAIN, *words.FENCED, "frac", "root", "binom", "vec", "mat"}
    if name.text not in {*known, "cases"}:
        if name.text not in words.SYMBOLS:
            raise reader.fail(name, f"“{name.text}” is no function that I know in Typst")
        return None
    opening = reader.tokens[reader.at]
    rows, named = _arguments(reader, opening)
    closing = reader.tokens[reader.at - 1]
    flat = [argument for row in rows for argument in row]
    if name.text in ("vec", "mat", "cases"):
        return _matrix(reader, name, closing, rows, named)
    counted = {"frac": 2, "root": 2, "binom": 2}.get(name.text, 1)
    if len(flat) != counted or not all(flat) or any(key not in IGNORED for key in named):
        raise reader.fail(name, f"I cannot read “{name.text}” with these arguments")
    return _written(name, opening, closing, flat)


def _written(name: Token, opening: Token, closing: Token, flat: list[Letters]) -> Letters:
    start, end = name.start, opening.end
    first, *rest = flat
    if name.text in words.PLAIN:
        return grouped(first, end, closing.start)  # a script behind it is no second one inside
    if name.text in words.FENCED:
        left, right = words.FENCED[name.text]
        last = written(right, closing.start, closing.end)
        return (*written(left, start, end), *first, *last)
    if name.text == "root":
        index = (*written(r"\sqrt[", start, end), *first, *written("]", end, end))
        return (*index, *grouped(rest[0], closing.start, closing.end))
    if name.text in words.FONTS:
        first = _raw(first)
    command = {"frac": r"\frac", "binom": r"\binom"}.get(name.text) or words.DRESSED[name.text]
    letters = written(command, start, end) + grouped(first, opening.end, closing.start)
    for other in rest:
        letters += grouped(other, other[0].start, closing.end)
    return letters


def _raw(letters: Letters) -> Letters:
    r"""``upright("Var")`` is a name in a font, not text in one."""
    text = "".join(letter.text for letter in letters)
    if text.startswith(r"\text{") and text.find("}") == len(text) - 1:
        return letters[len(r"\text{") : -1]
    return letters


def _arguments(
    reader: Translator, opening: Token
) -> tuple[list[list[Letters]], dict[str, list[Token]]]:
    """Rows of arguments (``;`` ends a row), and those with a name."""
    reader.at += 1
    rows: list[list[Letters]] = [[]]
    named: dict[str, list[Token]] = {}
    aligned = reader.rows
    while reader.at < len(reader.tokens) and not reader.here(")"):
        key = _key(reader)
        begin = reader.at
        value = reader.sequence((",", ";", ")"))
        if key:
            named[key] = reader.tokens[begin : reader.at]
        elif not (reader.here(")") and not value):
            rows[-1].append(value)
        if reader.here(";"):
            rows.append([])
        reader.at += not reader.here(")")
    reader.rows = aligned  # marks of alignment in the arguments are those of a matrix
    if reader.at >= len(reader.tokens):
        raise reader.fail(opening, "this “(” is never closed")
    reader.at += 1
    return [row for row in rows if row], named


def _key(reader: Translator) -> str:
    """The name of the argument that begins here, if it has one."""
    following = reader.tokens[reader.at : reader.at + 4]
    name = ""
    for count, token in enumerate(following):
        if token.text == ":" and count:
            reader.at += count + 1
            _skip_code(reader)
            return name
        if token.kind != "name" and token.text != "-":
            return ""
        name += token.text
    return ""


def _skip_code(reader: Translator) -> None:
    """``delim: #none`` and ``size: #150%``: what a value in code begins with is its own word."""
    if reader.here("#"):
        reader.at += 1


def _matrix(
    reader: Translator,
    name: Token,
    closing: Token,
    rows: Sequence[Sequence[Letters]],
    named: dict[str, list[Token]],
) -> Letters:
    if name.text != "mat":
        rows = [[argument] for row in rows for argument in row]
    if not rows or not all(argument for row in rows for argument in row):
        raise reader.fail(name, f"an entry of “{name.text}” is empty")
    environment = _environment(reader, name, named)
    letters = list(written(rf"\begin{{{environment}}}", name.start, name.end))
    for number, row in enumerate(rows):
        for place, entry in enumerate(row):
            joint = r"\\ " if number and not place else " & " if place else ""
            letters += written(joint, entry[0].start, entry[0].start)
            letters += entry
    return (*letters, *written(rf"\end{{{environment}}}", closing.start, closing.end))


def _environment(reader: Translator, name: Token, named: dict[str, list[Token]]) -> str:
    strange = [key for key in named if key not in IGNORED | {"delim"}]
    if strange:
        raise reader.fail(name, f"I cannot read “{name.text}” with “{strange[0]}”")
    if name.text == "cases":
        return "cases"
    delimiter = "".join(token.text for token in named.get("delim", ())).strip('"')
    known = words.DELIMITERS.get(delimiter or reader.delim)
    if known is None:
        raise CannotTranslate(name.start, name.end, f"“{delimiter}” is no bracket of a matrix")
    return known

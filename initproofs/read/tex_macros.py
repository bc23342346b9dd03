r"""The author's own commands in a LaTeX document, and formulas with these written out.

``\newcommand``, ``\def``, ``\let``, ``\DeclareMathOperator`` and paired delimiters are followed as
TeX follows them, every character keeping its place. A command with an optional argument, or one
that uses an argument twice or out of order, is not: a formula with it is not read, and says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

DEEPEST = 20  # commands in commands
LONGEST = 100_000  # characters of one formula, written out
DEFINITION = re.compile(
    r"""\\(?P<how>(?:re|provide)?newcommand|renewcommand|providecommand|def|gdef|let
      |DeclareMathOperator|DeclarePairedDelimiter|DeclareRobustCommand)(?![A-Za-z])(?P<star>\*?)
      \s*\{?\s*(?P<name>\\(?:[A-Za-z@]+|[^A-Za-z@\s]))\s*\}?""",
    re.VERBOSE,
)
COUNT = re.compile(r"\s*\[\s*(\d)\s*\]")
DEFAULT = re.compile(r"\s*\[")
NUMBERS = re.compile(r"\s*((?:\#\d)*)\s*(?=\{)")
LET = re.compile(r"\s*=?\s*(\\(?:[A-Za-z@]+|.)|\S)")
BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
NAME = re.compile(r"\\(?:[A-Za-z@]+|.)", re.DOTALL)
ARGUMENT = re.compile(r"#(\d)")
WHY = "{} is a command of the author’s own that I do not write out"


@dataclass(frozen=True, slots=True)
class Macro:
    """``body`` None is a command that we know to be redefined, but cannot write out."""

    arguments: int
    body: str | None


@dataclass(frozen=True, slots=True)
class Letter:
    """A character and the range of the source it stands for."""

    text: str
    start: int
    end: int


class CannotExpand(ValueError):
    """A command that is not written out, and where it stands."""

    def __init__(self, start: int, end: int, reason: str) -> None:
        super().__init__(reason)
        self.start, self.end, self.reason = start, end, reason


def pairs(source: str) -> dict[int, int]:
    """For each brace that opens a group the one that closes it."""
    found: dict[int, int] = {}
    opened: list[int] = []
    for match in BRACE.finditer(source):
        if match[0] == "{":
            opened.append(match.start())
        elif match[0] == "}" and opened:
            found[opened.pop()] = match.start()
    return found


def defined(
    source: str, groups: Mapping[int, int]
) -> tuple[dict[str, Macro], list[tuple[int, int]]]:
    """Every command the source defines, and where the definitions stand."""
    macros: dict[str, Macro] = {}
    ranges: list[tuple[int, int]] = []
    for match in DEFINITION.finditer(source):
        if ranges and match.start() < ranges[-1][1]:
            continue  # defined inside another definition
        macro, end = _definition(source, match, groups)
        if macro.body is not None and match["name"] in NAME.findall(macro.body):
            macro = Macro(0, None)  # it would never end
        known = macros.get(match["name"])
        if known is not None and known != macro and match["how"] != "providecommand":
            macro = Macro(0, None)  # it means two things in one document
        if known is None or match["how"] != "providecommand":
            macros[match["name"]] = macro
        ranges.append((match.start(), end))
    return macros, ranges


def _definition(source: str, match: re.Match[str], groups: Mapping[int, int]) -> tuple[Macro, int]:
    at, how = match.end(), match["how"]
    if how == "let":
        other = LET.match(source, at)
        return (Macro(0, other[1]), other.end()) if other else (Macro(0, None), at)
    if how == "DeclarePairedDelimiter":
        left, at = _braced(source, at, groups)
        right, at = _braced(source, at, groups)
        whole = None if left is None or right is None else f"{left} #1 {right}"
        return Macro(1, whole), at
    count, optional = 0, False
    if how in ("def", "gdef"):
        numbers = NUMBERS.match(source, at)
        count, at = (len(numbers[1]) // 2, numbers.end()) if numbers else (0, at)
        optional = numbers is None
    elif (number := COUNT.match(source, at)) is not None:
        count, at = int(number[1]), number.end()
    if DEFAULT.match(source, at) and how != "def":
        optional, at = True, source.find("]", at) + 1
    body, at = _braced(source, at, groups)
    if how == "DeclareMathOperator" and body is not None:
        body = rf"\operatorname{match['star']}{{{body}}}"
    used = [int(number) for number in ARGUMENT.findall(body or "")]
    plain = body is not None and used == list(range(1, count + 1)) and not optional
    return Macro(count, body if plain else None), at


def _braced(source: str, at: int, groups: Mapping[int, int]) -> tuple[str | None, int]:
    while at < len(source) and source[at].isspace():
        at += 1
    close = groups.get(at)
    return (None, at) if close is None else (source[at + 1 : close], close + 1)


def expanded(
    letters: Sequence[Letter], macros: Mapping[str, Macro], depth: int = 0
) -> list[Letter]:
    """The formula with every known command written out; raises CannotExpand."""
    text = "".join(letter.text for letter in letters)
    groups = pairs(text)
    result: list[Letter] = []
    at = 0
    for match in NAME.finditer(text):
        macro = macros.get(match[0])
        if macro is None or match.start() < at:
            continue
        result += letters[at : match.start()]
        start, stop = letters[match.start()].start, letters[match.end() - 1].end
        if macro.body is None or depth > DEEPEST:
            raise CannotExpand(start, stop, WHY.format(match[0]))
        arguments, at = _arguments(letters, text, match, macro, groups)
        written = list(_written(macro.body, arguments, start, stop))
        result += expanded(written, macros, depth + 1)
        if len(result) > LONGEST:
            raise CannotExpand(start, stop, f"{match[0]} makes this formula too long to read")
    return [*result, *letters[at:]]


def _arguments(
    letters: Sequence[Letter],
    text: str,
    match: re.Match[str],
    macro: Macro,
    groups: Mapping[int, int],
) -> tuple[list[tuple[Sequence[Letter], int]], int]:
    """What TeX takes as arguments: groups, commands or single characters; and where they end.

    With each goes the place in the file behind it.
    """
    found: list[tuple[Sequence[Letter], int]] = []
    at = match.end()
    for _ in range(macro.arguments):
        while at < len(text) and text[at].isspace():
            at += 1
        close = groups.get(at)
        command = NAME.match(text, at)
        if close is not None:
            found.append((letters[at + 1 : close], letters[close].end))
            at = close + 1
        elif at < len(text) and text[at] not in "*[{}&":
            end = command.end() if command else at + 1
            found.append((letters[at:end], letters[end - 1].end))
            at = end
        else:
            start, stop = letters[match.start()].start, letters[match.end() - 1].end
            raise CannotExpand(start, stop, WHY.format(match[0]))
    return found, at


def _written(
    body: str, arguments: Sequence[tuple[Sequence[Letter], int]], start: int, stop: int
) -> Iterator[Letter]:
    """The body at the place of its command; spaces keep its letters from growing into others."""
    at = 0
    yield Letter(" ", start, start)
    for match in ARGUMENT.finditer(body):
        yield from (Letter(character, start, stop) for character in body[at : match.start()])
        argument, behind = arguments[int(match[1]) - 1]
        yield from argument
        at, start, stop = match.end(), behind, behind
    yield from (Letter(character, start, stop) for character in body[at:])
    yield Letter(" ", stop, stop)

"""Fences of MyST: an opening line -> whether its body is text, its title, where its body begins.

``:::{prf:theorem} Title`` and its twin of backticks hold Markdown; options below the opening line
are there for the tools alone. Refuses nothing: a fence it does not know is code, as everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable

COLONS = re.compile(r"(?P<prefix>[ \t>]*):{3,}.*$")  # a div of Quarto, Pandoc or MyST
# What may be fenced by colons as well, and holds no text.
VERBATIM = r"\{(?:math|code|code-block|code-cell)\}"
# Fences whose body is Markdown, not code.
PROSE_FENCE = re.compile(
    r"\{(?:prf:[\w-]+|admonition|attention|caution|danger|dropdown|error|example|exercise|hint"
    r"|important|margin|note|proof|seealso|sidebar|solution|theorem|tip|warning)\}"
)
_MARKS = r"(?::{3,}|`{3,}|~{3,})[ \t]*"
_PROVED = re.compile(rf"{_MARKS}\{{(?:prf:)?(?:theorem|lemma|corollary|proposition|proof)\}}")
_CLOSES = re.compile(r"[ \t>]*:{3,}[ \t]*$")
_TITLED = re.compile(rf"{_MARKS}{PROSE_FENCE.pattern}[ \t]*")
_OPENS = re.compile(rf"{_MARKS}\{{[A-Za-z]")
_OPTION = re.compile(r"[ \t>]*:[\w-]+:(?:[ \t].*)?$")
_RULE = re.compile(r"[ \t>]*---[ \t]*$")  # above and below options written as YAML
_TARGET = re.compile(r"[ \t>]*\([\w:. -]+\)=[ \t]*$")  # (label)= before a heading


def is_target(line: str) -> bool:
    """``(label)=``: the name of what follows, and no formula."""
    return _TARGET.match(line) is not None


def is_proved(line: str) -> bool:
    """Does it open a theorem or a proof?"""
    return _PROVED.search(line) is not None


def is_closing(line: str) -> bool:
    """Does it close a fence of colons?"""
    return _CLOSES.match(line) is not None


def title_column(line: str) -> int:
    """Where the title of a theorem, an exercise, a note begins in its opening line; 0 if it has
    none."""
    match = _TITLED.search(line)
    return match.end() if match and match.end() < len(line.rstrip()) else 0


def body_begins(line: Callable[[int], str], first: int, last: int) -> int:
    """The first line after ``first``, and before ``last``, that is no option of the directive."""
    if not _OPENS.search(line(first)):
        return first + 1
    after = first + 1
    if after < last and _RULE.match(line(after)):
        rules = (number for number in range(after + 1, last) if _RULE.match(line(number)))
        return next(rules, first) + 1
    while after < last and _OPTION.match(line(after)):
        after += 1
    return after

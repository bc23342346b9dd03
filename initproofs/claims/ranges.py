"""Loops over layers that leave the list of sizes: ``dims[l-1]`` from 0, ``dims[l+1]`` to the end.

In: the blocks of code of a note. Out: loops whose first or last step takes a size from the wrong
end of the list or from beyond it. A loop whose list has a length that is not told is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..nouns import Block, BlockKind
from .nearby import Surroundings
from .raising import Fault

_LOOP = re.compile(
    r"^(?P<pad>[ \t]*)for (?P<l>[a-z]\w?) in range\((?P<args>[^()\n]*(?:\([^()\n]*\))?[^()\n]*)\):",
    re.M,
)
_DRAW = re.compile(r"\b(?:randn|rand|zeros|ones|normal|uniform|standard_normal|sqrt)\(")


def range_faults(around: Surroundings) -> Iterator[tuple[int, Fault]]:
    for number, block in enumerate(around.document.blocks):
        if block.kind is BlockKind.CODE and block.language.lower() in ("", "py", "python"):
            for loop in _LOOP.finditer(block.text):
                for fault in _of(loop, block):
                    yield number, fault


def _of(loop: re.Match[str], block: Block) -> Iterator[Fault]:
    low, high = _ends(loop["args"])
    inside = _body(loop, block.text)
    letter = loop["l"]
    drawn = "\n".join(line for line in inside.split("\n") if _DRAW.search(line))
    before = re.search(rf"(?P<name>\w+)\[\s*{letter}\s*-\s*1\s*\]", drawn)
    after = re.search(rf"(?P<name>\w+)\[\s*{letter}\s*\+\s*1\s*\]", drawn)
    span = block.at(loop.start("args"), loop.end("args"))
    if before and low == "0" and not after and not re.search(r"\bif\b", inside):
        name = before["name"]
        yield Fault(
            span,
            f"at {letter} = 0, {name}[{letter}-1] is the last size of the list: begin with 1",
            f"range({loop['args']})",
            f"range(1, {high})",
            "a negative index of Python counts from the end",
            f"1, {high}",
            ((letter, "0"), (f"{name}[{letter}-1]", f"{name}[-1]")),
        )
    if after and _is_length(high, after["name"], block.text[: loop.start()]):
        name = after["name"]
        right = f"{low}, {high} - 1"
        yield Fault(
            span,
            f"the last step takes {name}[{letter}+1] beyond the end of the list: an IndexError",
            f"range({loop['args']})",
            f"range({right})",
            f"{name} has {high} sizes, numbered from 0 to {high} - 1",
            right,
        )


def _ends(arguments: str) -> tuple[str, str]:
    parts = [part.strip() for part in re.split(r",(?![^()]*\))", arguments)]
    return ("0", parts[0]) if len(parts) == 1 else (parts[0], parts[1])


def _body(loop: re.Match[str], text: str) -> str:
    """The lines below that are indented further."""
    kept = []
    for line in text[loop.end() :].split("\n")[1:]:
        deeper = len(line) - len(line.lstrip()) > len(loop["pad"])
        if line.strip() and not deeper:
            break
        kept.append(line)
    return "\n".join(kept)


def _is_length(high: str, name: str, before: str) -> bool:
    """Is the end of the range the length of the very list?"""
    if high == f"len({name})":
        return True
    told = [*re.finditer(rf"^[ \t]*{re.escape(high)}\s*=\s*(?P<value>[^#\n]+)", before, re.M)]
    return bool(told) and told[-1]["value"].strip() == f"len({name})"

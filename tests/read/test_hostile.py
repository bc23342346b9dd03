"""Input that was made to hurt: no crash, and time in proportion to its length.

Each case takes less than a second of work; one that grew with the square of its length would take
many seconds, so that the limit is far from both.
"""

import time

import pytest

from initproofs.nouns import BlockKind
from initproofs.read import read_text

N = 2_500
HOSTILE = {
    "quotes": "> " * N + "x = 1",
    "brackets": "[" * N + "a" + "]" * N,
    "images": "![" * N,
    "links": "[a](" * N,
    "round brackets": "(" * N + "x = 1" + ")" * N,
    "calls": "x = " + "f(" * N + "1" + ")" * N,
    "lists": "- " * N + "x",
    "indentation": "".join(f"{' ' * (2 * depth)}- x\n" for depth in range(350)),
    "braces": f"${'{' * N}x{'}' * N}$",
    "dollars": "$" * N,
    "spaced dollars": "$x " * N,
    "lone dollars": "$x\n\n" * N,
    "displays": "$$x\n\nso it is that we have\n\n" * (N // 4),
    "openings": r"\[ x = " * N + r"\]",
    "more openings": r"\\[ x = " * N + r"\\]",
    "environments": r"\begin{align} x " * N + r"\end{align}",
    "headings": "\\begin{align} x\n\n# h\n" * (N // 4) + r"\end{align}",
    "backticks": " ".join("`" * (1 + number % 500) for number in range(1000)),
    "stars": "*a **b _c " * N,
    "ends of stars": "a* b_ c** " * N,
    "tags": '<a b="' * N,
    "comments": "<!-- x\n" * N,
    "fences": "```python\nx\n\n" * N,
    "backslashes": "\\" * N + "$x$",
    "a sum": "x + " * N,
    "a chain": "x = " * N,
    "a list": "a_1, " * N + "= 0",
    "cells": "|a|b|\n|-|-|\n" + "|$x|y$|\n" * (N // 2),
    "one line": "word $x_1$ " * N,
    "lines": "> word $x_1$\r\n" * N,
    "headings underlined": "a\n" * N + "===",
}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("suffix", [".md", ".txt"])
def test_time_is_linear(name, suffix):
    begun = time.process_time()
    read_text(f"a{suffix}", HOSTILE[name])
    assert time.process_time() - begun < 2


def test_a_large_note_is_read_in_seconds():
    words = "So it goes on for a long while, as notes do when there is much to explain.\n" * 8
    source = (words + "and $x_1 = 2$ is here.\n\n") * 2_000
    begun = time.process_time()
    document = read_text("a.md", source)
    assert time.process_time() - begun < 6
    assert sum(block.kind is BlockKind.INLINE for block in document.blocks) == 2_000
    assert all(isinstance(block.origin, range) for block in document.blocks)

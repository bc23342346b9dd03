"""Which example or case each block belongs to: what is given in one is not in force in another.

A heading that announces an example opens one until a heading as high; a line that begins with
“Example”, “Case 2” or “(iii)” opens one until the next such line or heading. A heading that names a
step of it, “Backward pass”, ends no example.
"""

from __future__ import annotations

import re

from ..nouns import Block, BlockKind, Document

Case = tuple[int, ...]
UNHEADED = 7  # a case opened by a line lies below every heading
_HEADING = re.compile(
    r"\b(?:example|case|exercise|problem|variant|instance)\b|^\W*(?:examples|cases|exercises)\b",
    re.I,
)
_LINE = re.compile(
    r"^\W*(?:(?:worked |numerical |small |toy )?(?:example|case)\b"
    r"[-– ]*(?:\d+|[a-z]\b)?\s*(?:[:.→]|\\rightarrow|$)"
    r"|\((?:i|ii|iii|iv|v|vi)\)\s|case\s*[-–]\s*\d+)",
    re.I,
)

STEP = re.compile(
    r"[\W\d]*(?:step|part|(?:the )?(?:forward|backward|backprop\w*|updat\w*))\b", re.I
)


def cases(document: Document) -> list[Case]:
    """For each block the cases it stands in, the outermost first; ``()`` is the note as a whole."""
    found: list[Case] = []
    open_cases: list[tuple[int, int]] = []  # the level that opened it, its number
    count, paragraph = 0, -1
    for block in document.blocks:
        first = block.paragraph != paragraph
        paragraph = block.paragraph
        level = block.heading or (UNHEADED if first and _opens(block) else 0)
        if first and level and not (block.heading and STEP.match(block.text)):
            open_cases = [case for case in open_cases if case[0] < level]
            if level == UNHEADED or _HEADING.search(block.text):
                count += 1
                open_cases.append((level, count))
        found.append(tuple(number for _, number in open_cases))
    return found


def _opens(block: Block) -> bool:
    return block.kind is BlockKind.PROSE and bool(_LINE.match(block.text.lstrip()))

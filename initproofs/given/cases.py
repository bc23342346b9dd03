"""Which example or case each block belongs to: what is given in one is not in force in another.

A heading that announces an example opens one until a heading as high; a line that begins with
“Example”, “Case 2” or “(iii)” opens one until the next such line or heading.
"""

from __future__ import annotations

import re

from ..nouns import Block, BlockKind, Document

_HEADING = re.compile(r"\b(?:examples?|cases?|exercises?|problem|variant|instance)\b", re.I)
_LINE = re.compile(
    r"^\W*(?:(?:worked |numerical |small |toy )?(?:example|case)\b[-– ]*(?:\d+|[a-z]\b)?\s*(?:[:.→]|\\rightarrow|$)"
    r"|\((?:i|ii|iii|iv|v|vi)\)\s|case\s*[-–]\s*\d+)",
    re.I,
)


def cases(document: Document) -> list[int]:
    """For each block the number of its case; 0 stands for the note as a whole."""
    found: list[int] = []
    count = case = level = 0
    paragraph = -1
    for block in document.blocks:
        first = block.paragraph != paragraph
        paragraph = block.paragraph
        if first and block.heading:
            if _HEADING.search(block.text):
                count += 1
                case, level = count, block.heading
            elif not level or block.heading <= level:
                case = level = 0
        elif first and _opens(block):
            count += 1
            case, level = count, level or 7
        found.append(case)
    return found


def _opens(block: Block) -> bool:
    return block.kind is BlockKind.PROSE and bool(_LINE.match(block.text.lstrip()))

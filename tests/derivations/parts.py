"""The pages of ``derivations/`` cut into parts by their own characters, without the product."""

import re
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "derivations"
PAGES = sorted(path for path in FOLDER.glob("*.md") if path.name != "index.md")
LAW = "probability |"  # the head of a law: only a theorem about laws has an example with one


def part(text: str, title: str) -> tuple[int, int]:
    """Where a section begins and ends."""
    start = text.find(f"\n## {title}\n")
    end = text.find("\n## ", start + 1)
    return (0, 0) if start < 0 else (start, end if end > 0 else len(text))


def theorem(text: str) -> tuple[int, int]:
    """Where the formula of the theorem stands, without its dollars."""
    start = text.index("{prf:theorem}", part(text, "Statement")[0])
    match = re.compile(r"\$\$(.+?)\$\$", re.DOTALL).search(text, start)
    assert match
    return match.span(1)

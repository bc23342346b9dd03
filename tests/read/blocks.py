"""What a file is cut into, short enough to stand in a table."""

from initproofs.nouns import BlockKind
from initproofs.read import read_text

LETTER = {
    BlockKind.PROSE: "",
    BlockKind.INLINE: "$",
    BlockKind.DISPLAY: "$$",
    BlockKind.PLAIN: "plain ",
    BlockKind.SNIPPET: "`",
    BlockKind.CODE: "code ",
}


def cut(suffix: str, source: str) -> list[str]:
    """Each block as its kind and its text, without spaces at the ends, and the troubles in turn."""
    document = read_text(f"note{suffix}", source)
    found = [(b.outer, LETTER[b.kind] + " ".join(b.text.split())) for b in document.blocks]
    found += [(u.span, f"? {u.reason}") for u in document.unread]
    return [words for _, words in sorted(found) if words.strip()]


def paragraphs(suffix: str, source: str) -> list[tuple[int, str]]:
    """The running text of each paragraph, with the level of its heading."""
    found: dict[int, tuple[int, str]] = {}
    for block in read_text(f"note{suffix}", source).blocks:
        level, text = found.get(block.paragraph, (block.heading, ""))
        found[block.paragraph] = level, text + block.text
    return [(level, " ".join(text.split())) for level, text in found.values()]

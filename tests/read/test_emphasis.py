"""markdown-it as a second reader of emphasis and code: the same characters are left as text."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from initproofs.read import read_text

PROSE = st.lists(
    st.sampled_from(
        ["*", "**", "_", "a", "word", " ", " ", "`c`", "\n", "b", ".", "***", "(", ")", r"\*", "1"]
    ),
    max_size=16,
).map("".join)


@given(source=PROSE)
@settings(derandomize=True, deadline=None, max_examples=400)
def test_markdown_it_sees_the_same_words(source):
    """Emphasis and code by CommonMark: the same characters are text, and the same are not."""
    source = "x " + re.sub(r"\n\s*\n|\n[ ]*([*_1(]|word[.]|[-+])", "\n a", source).strip() + " x"
    parser = MarkdownIt("commonmark")
    inline = [token for token in parser.parse(source) if token.type == "inline"]
    theirs = "".join(
        "\n" if child.type == "softbreak" else child.content
        for token in inline
        for child in token.children or []
    )
    blocks = read_text("a.md", source).blocks
    assert "".join("".join(b.text for b in blocks).split()) == "".join(theirs.split())

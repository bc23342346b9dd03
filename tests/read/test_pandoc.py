"""Pandoc as a second reader, on documents where the dialects agree: the same maths and places."""

import json
import re
import subprocess
from pathlib import Path

import pytest

from initproofs.nouns import BlockKind
from initproofs.read import read_text

from .rewriting import WRITERS, paragraphs

pypandoc = pytest.importorskip("pypandoc")
ALIGNED = re.compile(r"\\(?:begin|end)\{aligned\}")  # put around rows by pandoc
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)

DOCUMENTS = {
    "inline": "Let $x_1$ and $y*z$ with $a_b$, but `$not$` and \\$5 or $5 and $6.\n",
    "displays": "so\n$$\nx = 1\n$$\nand $$y$$ too, $$z$$.\n\n$$\na\n= b\n$$\n",
    "quotes": "> so $a$ and\n> $b$ is\n>\n> $$\n> c\n> $$\n",
    "lists": "- one $x$\n- two\n\n  $$\n  y = 2\n  $$\n\n1. three $z$\n",
    "tables": "| a | b |\n|---|---|\n| $x$ | $y$ `$no$` |\n| $z_1$ | *so* $w$ |\n",
    "emphasis": "**bold $x$** and *so $y$* and _$z$_ here\n",
    "code": "```python\n$x$\n```\n\n    $y$\n\n~~~\n$$z$$\n~~~\n\nbut $w$\n",
    "headings": "# The error $e$\n\n## $a$ and $b$\n\ntext $c$\n",
    "links": "[see $x$](a/b.html) and ![$y$](c.png) or <b>$z$</b>\n",
    "html": "<!-- $x$ -->\n\n<span>$y$</span>\n",
    "unicode": "α β 😀 $x$ and $é$\n\n> ü $y$\n",
    "wrapped": "so $a +\nb$ and\n$c$\n",
}


def pandoc(source: str, dialect: str) -> object:
    command = [pypandoc.get_pandoc_path(), "--from", dialect, "--to", "json"]
    run = subprocess.run(command, input=source.encode(), capture_output=True, check=True)
    return json.loads(run.stdout)


def maths_of(node: object, place: str = "") -> list[tuple[str, str, str]]:
    """Kind, text and (where the dialect has it) place of each Math in pandoc's tree."""
    if isinstance(node, list):
        return [found for child in node for found in maths_of(child, place)]
    if not isinstance(node, dict):
        return []
    if node.get("t") == "Math":
        return [(node["c"][0]["t"], node["c"][1], place)]
    if node.get("t") in ("Span", "Div"):
        place = dict(node["c"][0][2]).get("data-pos", place)
    return [found for child in node.values() for found in maths_of(child, place)]


def ours(source: str) -> list[tuple[str, str, tuple[int, int]]]:
    document = read_text("a.md", source)
    return [
        (
            "InlineMath" if block.kind is BlockKind.INLINE else "DisplayMath",
            " ".join(block.text.split()),
            document.place(block.outer.start),
        )
        for block in document.blocks
        if block.kind in (BlockKind.INLINE, BlockKind.DISPLAY)
    ]


@pytest.mark.parametrize("dialect", ["markdown", "commonmark_x"])
@pytest.mark.parametrize("name", DOCUMENTS)
def test_pandoc_finds_the_same_maths(name, dialect):
    theirs = maths_of(pandoc(DOCUMENTS[name], dialect))
    expected = [(kind, " ".join(text.split())) for kind, text, _ in theirs]
    assert [(kind, text) for kind, text, _ in ours(DOCUMENTS[name])] == expected


# In cells, quotes and links pandoc counts from the start of the piece, not of the line.
@pytest.mark.parametrize("name", ["inline", "headings", "displays", "emphasis", "code"])
def test_pandoc_finds_it_at_the_same_place(name):
    theirs = maths_of(pandoc(DOCUMENTS[name], "commonmark_x+sourcepos"))
    starts = [re.search(r"(\d+):(\d+)-", place) for _, _, place in theirs]
    expected = [(int(start[1]), int(start[2])) for start in starts if start]
    assert len(expected) == len(theirs)
    assert [place for _, _, place in ours(DOCUMENTS[name])] == expected


DIALECTS = {
    "note.tex": "latex",
    "note.html": "html+tex_math_single_backslash",
    "note.rst": "rst",
    "note.ipynb": "ipynb+tex_math_dollars",
}


@pytest.mark.parametrize("name", DIALECTS)
def test_pandoc_finds_the_same_maths_in_every_format(name):
    notes = sorted((Path(__file__).parents[1] / "notes").glob("*.md"))
    for path in notes:
        note = read_text("note.md", COMMENT.sub("", path.read_text("utf8")))
        source = WRITERS[name](paragraphs(note))
        found = [ALIGNED.sub("", text) for _, text, _ in maths_of(pandoc(source, DIALECTS[name]))]
        theirs = [" ".join(text.split()) for text in found]
        blocks = read_text(name, source).blocks
        ours = [
            " ".join(block.text.split())
            for block in blocks
            if block.kind in (BlockKind.INLINE, BlockKind.DISPLAY)
        ]
        assert ours == theirs, path.name

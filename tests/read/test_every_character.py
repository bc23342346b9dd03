"""For any document: each character of each block stands where its origin says, and none twice."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from initproofs.nouns import BlockKind, Document
from initproofs.read import READERS, read_text

from . import pieces
from .files import filed

STEADY = settings(derandomize=True, deadline=None, max_examples=60)


def faults(document: Document) -> list[str]:
    """Everything that is wrong with the places of a document."""
    wrong = []
    for block in document.blocks:
        if len(block.origin) != len(block.text) + 1:
            wrong.append(f"{block.text!r} has {len(block.origin)} places")
            continue
        for character, at in zip(block.text, block.origin, strict=False):
            there = document.source[at : at + 1]
            if not block.ends and there != character and (there, character) != ("\r", "\n"):
                wrong.append(f"{character!r} of {block.text!r} is not at {at}")
        for at, end in zip(block.origin, block.ends, strict=False):
            if not block.outer.start <= at <= end <= block.outer.end:
                wrong.append(f"a character of {block.text!r} ends before it begins")
        once = not block.ends
        if any(low + once > high for low, high in pairwise(block.origin[: len(block.text)])):
            wrong.append(f"{block.text!r} goes back")
        if not block.outer.start <= block.span.start <= block.span.end <= block.outer.end:
            wrong.append(f"{block.text!r} is not within {block.outer}")
    for block, after in pairwise(document.blocks):
        if block.outer.end > after.outer.start or block.paragraph > after.paragraph:
            wrong.append(f"{block.text!r} and {after.text!r} overlap")
    return wrong


@pytest.mark.parametrize("suffix", READERS)
@given(source=pieces.documents())
@STEADY
def test_characters_of_documents_are_where_they_say(suffix, source):
    assert faults(read_text(f"a{suffix}", filed(suffix, source))) == []


@given(source=st.text(st.sampled_from("$$`\\[]()*_|>-# \t\n\ra1={}<~:")))
@STEADY
def test_characters_of_noise_are_where_they_say(source):
    assert faults(read_text("a.md", source)) == []
    assert faults(read_text("a.txt", source)) == []


WORDS = st.lists(st.sampled_from(["one", "two", "three"]), min_size=1, max_size=4).map(" ".join)
FORMULA = st.sampled_from(
    ["$x$", "$a_1 * b_1$", "$$y\n= 1$$", "$$\nz\n+ 1\n- 2\n$$", r"\(w_1\)", r"\[c\n= d\]"]
)
WRAP = st.sampled_from([str, pieces.quoted, pieces.listed, pieces.numbered])


def bare(formula: str) -> str:
    return formula.strip("$") if "$" in formula else formula[2:-2]


@given(parts=st.lists(st.tuples(WORDS, FORMULA, WRAP, WRAP), min_size=1, max_size=5))
@STEADY
def test_no_word_and_no_formula_is_lost_in_quotes_and_lists(parts):
    source = "\n\n".join(
        outer(inner(f"{words} {formula} {words}")) for words, formula, inner, outer in parts
    )
    blocks = read_text("a.md", source).blocks
    found = [b.text for b in blocks if b.kind in (BlockKind.INLINE, BlockKind.DISPLAY)]
    assert found == [bare(formula) for _, formula, *_ in parts]
    said = [word for block in blocks for word in block.text.split()]
    assert (
        said == " ".join(f"{words} {bare(formula)} {words}" for words, formula, *_ in parts).split()
    )


@given(source=pieces.documents())
@STEADY
def test_line_ends_change_nothing_but_places(source):
    lines = source.replace("\r\n", "\n").replace("\r", "\n")
    texts = [
        [(b.kind, b.text, b.paragraph) for b in read_text("a.md", lines.replace("\n", end)).blocks]
        for end in ("\n", "\r\n", "\r")
    ]
    assert texts[0] == texts[1] == texts[2]


@pytest.mark.parametrize("suffix", [".md", ".py"])
@pytest.mark.parametrize("fence", ["\t~~~\n\tz\n\n\ty\n", "\t~~~\n\tz\n\n> 1.\tx\n\t\n\t~~~\n\tz"])
def test_an_indented_fence_that_is_never_closed(suffix, fence):
    assert faults(read_text(f"a{suffix}", filed(suffix, f"> 1.\tx\n\n{fence}"))) == []

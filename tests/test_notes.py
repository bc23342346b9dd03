"""Small notes from beginning to end: each says beside its formulas what it should be told."""

from pathlib import Path

import pytest

from .expect import EXPECT, disappointments

NOTES = sorted((Path(__file__).parent / "notes").rglob("*.md"))


@pytest.mark.parametrize("path", NOTES, ids=lambda path: path.name)
def test_a_note_is_told_what_it_expects(path):
    assert disappointments(path.name, path.read_text("utf8")) == []


def test_some_notes_are_right_and_some_are_not():
    expected = [bool(EXPECT.search(path.read_text("utf8"))) for path in NOTES]
    assert {*expected} == {True, False}


SUM = "$1 + 1 = {}$ {}\n\nand $2 + 2 = 4$\n"


@pytest.mark.parametrize(
    ("source", "trouble"),
    [
        (SUM.format(2, '<!-- expect: REFUTED "2" -->'), "REFUTED"),
        (SUM.format(3, ""), "not expected: refuted"),
        (SUM.format(3, '<!-- expect: REFUTED "is 7" -->'), "'is 7' expected"),
        (SUM.format(3, "<!-- expect: CONFIRMED -->"), "expected"),
    ],
)
def test_a_disappointed_note_is_noticed(source, trouble):
    assert any(trouble.lower() in said.lower() for said in disappointments("n.md", source))


def test_a_note_that_is_told_what_it_expects_is_content():
    assert disappointments("n.md", SUM.format(3, '<!-- expect: REFUTED "2" -->')) == []
    assert disappointments("n.md", SUM.format(2, "<!-- expect: CONFIRMED -->")) == []

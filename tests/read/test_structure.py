"""Paragraphs, headings, quotes, lists and tables: what belongs together, without its prefixes."""

import pytest

from initproofs.nouns import BlockKind, Span
from initproofs.read import read_text


def texts(source: str, name: str = "note.md") -> list[str]:
    return [block.text for block in read_text(name, source).blocks]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("> so $a +\n> b$ is\n> > deep", ["so ", "a +\nb", " is", "deep"]),
        ("> $$\n> x\n> = y\n> $$", ["\nx\n= y\n"]),
        ("- one $$\n  x\n  = y\n  $$\n- two", ["one ", "\nx\n= y\n", "two"]),
        ("# A *title* #\ntext", ["A title", "text"]),
        ("Title\n=====\ntext", ["Title", "text"]),
        ("|a|b|\n|-|-|\n|$x$|c|\n$$\ny\n$$\n", ["a", "b", "x", "c", "\ny\n"]),
        ("|a|\n|-|\n|b| c | $x$ |\nd | e", ["a", "b", " c ", "x", "d", " e"]),
        ("a\r\nb $x\r\ny$\r\n\r\nc", ["a\nb ", "x\ny", "c"]),
        ("a\rb\r\rc", ["a\nb", "c"]),
        ("**so** it _is_ ~~not~~ `x`", ["so it is not ", "x"]),
        ("a_b_c and 2*3*4 and snake_case", ["a_b_c and 234 and snake_case"]),
        ("[text](http://a.org/b) ![alt](c.png)", ["text alt"]),
        ("see [this][1] and [that]\n\n[1]: http://a.org\n[that]: b.html", ["see this and that"]),
        ("f[l](z) stays", ["f[l](z) stays"]),
        (r"an \* and \_", ["an * and _"]),
        ("one<br>two", ["one", "two"]),
        ("E<x> and <b and c>", ["E<x> and <b and c>"]),
        ("::: {.callout-note}\ntext\n:::", ["text"]),
        ("text\n:label:`sec_one`", ["text\n"]),
        ("see :numref:`fig_one` and http://a.org/b", ["see  and "]),
        ("---\ntitle: no\n---\n\nyes", ["yes"]),
        ("<svg>\n<text>1.0</text>\n</svg>\n\nyes", ["yes"]),
        ("$$ x = 1 $$ {#eq-one}\nso", [" x = 1 ", "\nso"]),
        ("", []),
    ],
)
def test_texts(source, expected):
    assert texts(source) == expected


def test_prose_between_maths_shares_its_paragraph():
    blocks = read_text("a.md", "one $x$ two\n$$y$$\nthree\n\nfour\n\n- five\n- six").blocks
    assert [block.paragraph for block in blocks] == [1, 1, 1, 1, 1, 2, 3, 4]


def test_a_display_after_a_table_begins_a_paragraph():
    blocks = read_text("a.md", "|a|b|\n|-|-|\n|c|d|\n$$\ny\n$$\nwhere it is").blocks
    assert [block.paragraph for block in blocks] == [1, 2, 3, 4, 5, 5]


def test_what_looks_like_its_own_prefix_is_at_its_place():
    assert read_text("a.md", "1) )").blocks[0].outer == Span(3, 4)


def test_headings_have_levels():
    blocks = read_text("a.md", "# a\n\n### b $x$\n\nc\n---\n\nd").blocks
    assert [block.heading for block in blocks] == [1, 3, 3, 2, 0]


def test_cells_of_a_table_are_apart_and_at_their_place():
    source = "- | a | a |\n  |---|--|\n  | x | $a$ |"
    blocks = read_text("a.md", source).blocks
    assert [source[block.outer.start : block.outer.end] for block in blocks] == [
        *("a", "a", "x", "$a$")
    ]
    assert len({block.outer.start for block in blocks}) == len({b.paragraph for b in blocks}) == 4


def test_outer_has_the_delimiters():
    block = read_text("a.md", "so $$ x $$ is").blocks[1]
    assert (block.outer, block.span) == (Span(3, 10), Span(5, 8))


def test_origin_is_a_range_wherever_nothing_is_left_out():
    document = read_text("a.md", "one\ntwo $x\ny$ three\n\n```\ncode\n```\n")
    assert all(isinstance(block.origin, range) for block in document.blocks)
    quoted = read_text("a.md", "> $a\n> b$").blocks[0]
    assert tuple(quoted.origin) == (3, 4, 7, 8)


def test_lines_are_counted_as_editors_do():
    document = read_text("a.md", "a\u2028b\x0cc\r\nd\re\n\tf $x$ 😀 $y$")
    places = [document.place(b.outer.start) for b in document.blocks if b.kind is BlockKind.INLINE]
    assert places == [(4, 4), (4, 10)]


def test_a_deep_nest_is_said_to_be_unread():
    document = read_text("a.md", "> " * 200 + "lost\n\nkept $x$")
    assert [block.text for block in document.blocks] == ["kept ", "x"]
    assert "deep" in document.unread[0].reason
    assert document.place(document.unread[0].span.start) == (1, 401)

"""What is never closed, and files that cannot be read: a reason, a place, and the rest is read."""

import pytest

from initproofs.nouns import BlockKind, Document, Refusal
from initproofs.read import READERS, read, read_text

from .files import filed


@pytest.mark.parametrize(
    ("source", "place", "reason"),
    [
        (
            "so $x is\n\nand $y$ is",
            (1, 4),
            "this $ is never closed (the next one is in another paragraph, line 3)",
        ),
        ("so $x is", (1, 4), "this $ is never closed"),
        (
            "so $W and $y$ is",
            (1, 4),
            "this $ is never closed (what stands between it and the next one, line 1,",
        ),
        ("$$\nx = 1\n\nand $y$ is", (1, 1), "this $$ is never closed"),
        (
            "$$\nx = 1\n\nthen we have it and\n\n$$\ny\n$$",
            (1, 1),
            "this $$ is never closed (the next one is in another paragraph, line 6)",
        ),
        ("$$\nx = 1\n\n# Next\n\n$$\ny\n$$", (1, 1), "this $$ is never closed"),
        (r"so \[ x = 1" + "\n\nand $y$ is", (1, 4), r"this \[ is never closed"),
        (r"so \( x = 1" + "\n\nand $y$ is", (1, 4), r"this \( is never closed"),
        (r"\begin{align} x" + "\n\nand $y$ is", (1, 1), r"this \begin{align} is never closed"),
        ("```python\nx = 1\n\nand $y$ is", (1, 1), "this ``` is never closed"),
        ("so <!-- x\n\nand $y$ is", (1, 4), "this <!-- is never closed"),
    ],
)
def test_what_is_never_closed_has_a_place_and_the_rest_is_read(source, place, reason):
    document = read_text("a.md", source)
    (unread,) = document.unread
    assert document.place(unread.span.start) == place
    assert unread.reason.startswith(reason)
    if "y" in source:
        assert [b.text.strip() for b in document.blocks if b.text.strip() == "y"] == ["y"]


@pytest.mark.parametrize(
    "source",
    [
        "it costs $5",
        "set $HOME",
        "the sign '$' or $ alone",
        r"an escaped \$x",
        "    indented $x code",
        "`$x`",
        r"a \(mere bracket",
        r"\[link\](b)",
    ],
)
def test_no_trouble_where_nothing_was_opened(source):
    assert read_text("a.md", source).unread == ()


def test_an_unclosed_fence_is_code_up_to_the_blank_line():
    blocks = read_text("a.md", "```python\nx = 1\n\nafter").blocks
    assert [(b.kind, b.text) for b in blocks] == [
        (BlockKind.CODE, "x = 1"),
        (BlockKind.PROSE, "after"),
    ]


@pytest.mark.parametrize(
    ("data", "reason", "place"),
    [
        (
            b"one\r\ntwo \xe9t\xe9",
            "byte 0xE9 is not UTF-8. Save the file as UTF-8 (it looks like Latin-1)",
            (2, 5),
        ),
        ("é".encode() + b"\x93a", "byte 0x93 is not UTF-8", (1, 2)),
        (b"a\nb\x00c", "byte 0x00: this is a binary file, not text", (2, 2)),
        (b"\x89PNG\r\n\x1a\n\x00", "byte 0x00: this is a binary file", None),
        ("\ufeffa".encode("utf-16-le"), "this is UTF-16. Save the file as UTF-8", (1, 1)),
    ],
)
def test_bytes_that_are_no_text(tmp_path, data, reason, place):
    path = tmp_path / "note.md"
    path.write_bytes(data)
    refusal = read(path)
    assert isinstance(refusal, Refusal)
    assert refusal.reason.startswith(reason)
    assert place is None or refusal.place == place


def test_files_that_are_refused(tmp_path):
    (tmp_path / "week4.md").write_text("x")
    (tmp_path / "slides.pdf").write_text("x")
    missing = read(tmp_path / "wek4.md")
    assert missing == Refusal(
        str(tmp_path / "wek4.md"), f"no such file (did you mean {tmp_path / 'week4.md'}?)"
    )
    slides = read(tmp_path / "slides.pdf")
    assert isinstance(slides, Refusal)
    assert slides.reason == (
        "I cannot read .pdf. I read .md .qmd .txt .ipynb .html .tex .rst .typ .py"
    )
    assert read(tmp_path) == Refusal(str(tmp_path), "this is a folder, not a note")
    nowhere = read(tmp_path / "no" / "a.md")
    assert isinstance(nowhere, Refusal)
    assert nowhere.reason == "no such file"


def test_a_file_that_is_too_large_is_not_even_opened(tmp_path):
    path = tmp_path / "book.md"
    with path.open("wb") as file:
        file.truncate(62_000_000)
    refusal = read(path)
    assert isinstance(refusal, Refusal)
    assert refusal.reason == "62 MB is too large for a note (limit: 8 MB). Split it into chapters"


@pytest.mark.parametrize("suffix", [*READERS, ".MD"])
def test_every_suffix_reads_a_file_with_a_byte_order_mark(tmp_path, suffix):
    path = tmp_path / f"note{suffix}"
    formula = ":math:`x`" if suffix == ".rst" else "$x$"
    path.write_bytes(f"\ufeff{filed(suffix, f'Let {formula} be')}".encode())
    document = read(path)
    assert isinstance(document, Document)
    assert document.path == str(path)
    assert [block.text.rstrip() for block in document.blocks] == ["Let", "x", " be"]
    assert "x" in document.source[slice(*vars_of(document.blocks[1].outer))]


def vars_of(span):
    return span.start, span.end

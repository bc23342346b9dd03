"""Bad input down the whole road: a clear word within five seconds, and other notes are checked."""

import time
from pathlib import Path

import pytest

from .examples import parsed

LIMIT = 5.0  # seconds of our own
GOOD = "$$\\begin{bmatrix} 1 & 2 \\end{bmatrix} \\begin{bmatrix} 3 \\\\ 4 \\end{bmatrix} = 11$$\n"
ROW = "\\begin{bmatrix} 1 & 2 \\\\ 3 & 4 \\end{bmatrix}"
TABLE = " \\\\ ".join(" & ".join(str((i * j) % 7) for j in range(500)) for i in range(500))
BIG = f"$$A = \\begin{{bmatrix}} {TABLE} \\end{{bmatrix}}$$\n\n$$B = A A$$\n\n$$B = A$$\n"


def within(road, *words):
    start = time.process_time()  # the wall clock of a busy machine says nothing
    said = road(*words)
    assert time.process_time() - start < LIMIT
    return said


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("none.md", None, "no such file"),
        ("slides.pdf", "%PDF-1.7", "I cannot read .pdf. I read .md .qmd .txt"),
        ("latin.md", "caf\xe9".encode("latin1"), "latin.md:1:4: byte 0xE9 is not UTF-8. Save the"),
        ("binary.md", b"\x7fELF\x00\x01\x02" * 10, "byte 0x00: this is a binary file, not text"),
        ("utf16.md", "$x$".encode("utf-16"), "this is UTF-16. Save the file as UTF-8"),
        ("huge.md", b"word " * 10_000_000, "50 MB is too large for a note"),
        ("photos/a.jpg", b"\xff\xd8", "photos: no note in this folder (looked for .md .qmd .txt"),
    ],
)
def test_what_cannot_be_read_is_refused_and_the_rest_is_checked(road, note, name, content, error):
    if content is not None:
        note(name, content)
    said = within(road, "check", name.split("/")[0], note("good.md", GOOD))
    assert said.status == 2
    assert error in said.err
    assert said.out.startswith("1 claim: 1 ")


@pytest.mark.parametrize(
    ("text", "place", "why"),
    [
        ("A price of $5, and\n\nmore $x$ words\n", None, None),
        ("$$x = 1\n\nwords\n", "1:1", "never closed"),
        (f"${'{' * 10_000}x{'}' * 10_000}$\n", "1:", "nested deeper than I read"),
        (f"${'(' * 10_000}x$\n", "1:", "nested deeper than I read"),
        (f"${'x+' * 50_000}x$\n", "1:2", "more than I read in one formula"),
    ],
)
def test_trouble_inside_a_note_is_told_at_its_place(road, note, text, place, why):
    said = within(road, "check", note("note.md", text), note("good.md", GOOD))
    assert (said.status, said.err) == (0, "")
    assert "1 claim in 2 notes: 1 " in said.out
    if place is not None:
        line = said.out.splitlines()[0]
        assert line.startswith(f"note.md:{place}")
        assert "not read: " in line
        assert why in line


@pytest.mark.parametrize(
    "text",
    [
        "$9^{9^{9}} = 5$\n",
        "$x = 2^{2^{2^{2^{2^{2}}}}}$ and $x = 1$\n",
        "$1e999999999 = 10^{999999999}$\n",
        "$\\frac{1}{10^{400000}} = \\exp(\\exp(\\exp(100)))$\n",
        BIG,
        f"$$a = {' '.join([ROW] * 3000)}$$\n",
        f"$a = {' = '.join(['(1 + 1)'] * 2000)}$\n",
        f"$x = {'-' * 5000}1$\n",
        f"$x{'^{y' * 39}{'}' * 39} = 1$\n",
        f"$x = {'9' * 30_000} + 1$\n",
        f"$a_0 = 2$\n\n{' '.join(f'$a_{{{i + 1}}} = a_{{{i}}} a_{{{i}}}$' for i in range(60))}\n",
    ],
    ids=lambda text: text[:24].strip(),
)
def test_what_is_too_large_is_never_judged_wrongly_nor_waited_for(road, note, text):
    """It may be undecided, not read or no claim at all, but there is an answer, and no defect."""
    said = within(road, "check", note("note.md", text), note("good.md", GOOD), "--format", "json")
    assert said.status in (0, 1), said.err
    documents = parsed(said.out)["documents"]
    assert [Path(document["path"]).name for document in documents] == ["note.md", "good.md"]
    assert documents[1]["claims"][0]["status"] in ("proved", "confirmed")


def test_a_power_beyond_writing_is_undecided_with_its_limit(road, note):
    said = within(road, "check", note("note.md", "$9^{9^{9}} = 5$\n"))
    assert said.status == 0
    assert "undecided" in said.out


@pytest.mark.parametrize("command", ["check", "read"])
def test_any_bytes_get_an_answer(road, note, command):
    """The first bytes of every kind of file that is not a note."""
    for number, start in enumerate([b"", b"\n" * 1000, b"\xef\xbb\xbf$x$", b"$" * 999, b"\\" * 99]):
        said = within(road, command, note(f"{number}.md", start))
        assert said.status == 0, said.err
        assert "spans of maths and code" in said.out or "span of maths and code" in said.out

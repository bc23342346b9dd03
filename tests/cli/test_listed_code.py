"""Code in ``initproofs read``: its lines as they were read, and why one of them was not."""

from __future__ import annotations

from initproofs.check import check
from initproofs.listing import listing
from initproofs.nouns import Refusal
from initproofs.read import read_text

BLOCK = "```python\n# start\nW = np.zeros( (n,m) )\n\nfor i in x:\n    b[i]=a**2\n```\n"
BROKEN = "```python\nW = 1\nx = a ^ 2\n```\n"


def rows(source):
    document = read_text("note.md", source)
    assert not isinstance(document, Refusal)
    return document, listing(document)


def test_a_snippet_is_in_plain_form():
    (row,) = rows("say `W@x+b` here\n")[1]
    assert (row.status, row.plain, row.source) == ("code", "W@x + b", "W@x+b")


def test_a_block_is_one_span_with_all_its_lines():
    (row,) = rows(BLOCK)[1]
    assert row.plain == "W = np.zeros((n, m)); b[i] = a²"
    assert not row.unread


def test_what_holds_no_formula_stays_as_written():
    _, (first, second) = rows("see `../a/file.py` and\n\n```bash\npip install it\n```\n")
    assert (first.plain, second.plain) == ("../a/file.py", "pip install it")


def test_a_line_that_is_not_read_is_told_here_and_counted_once():
    document, (row,) = rows(BROKEN)
    (trouble,) = row.unread
    assert "exclusive or" in trouble.reason
    assert document.source[trouble.span.start : trouble.span.end] == "^"
    report = check(document)
    assert (report.found, report.unread) == (1, ())

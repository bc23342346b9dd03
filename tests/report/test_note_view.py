"""The note on its page: bold, links, tables, theorems, long formulas as their author meant them."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from initproofs.check import check
from initproofs.nouns import BlockKind, Report
from initproofs.read import read, read_text
from initproofs.report import FORMATS
from initproofs.report.formulas import ELEMENTS
from initproofs.report.note_view import laid_out
from initproofs.report.style import Style

from .test_page import OURS, Page


def shown(source: str, name: str = "a.md", links=None) -> str:
    parts, _, _ = laid_out(Report(read_text(name, source)), "n1-", links or {})
    return "\n".join(part.html for part in parts)


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("It is **bold** and *slanted*.", "<p>It is <b>bold</b> and <i>slanted</i>.</p>"),
        ("__Bold__ at the start", "<p><b>Bold</b> at the start</p>"),
        ("***Both*** of them", "<p><b><i>Both</i></b> of them</p>"),
        ("An <b>HTML</b> note", "<p>An <b>HTML</b> note</p>"),
        ("Two * stars * and a_b_c", "<p>Two * stars * and a_b_c</p>"),
        (r"No \*emphasis\* here", "<p>No *emphasis* here</p>"),
        ("**never closed", "<p>**never closed</p>"),
        ("[words](https://example.org)", "<p>words</p>"),
        ("* *one*", '<p><span class="item">• </span><i>one</i></p>'),
        ("2. two", '<p><span class="item">2. </span>two</p>'),
    ],
)
def test_emphasis_is_kept(source, html):
    assert shown(source) == html


def test_bold_goes_on_around_a_formula():
    assert re.fullmatch("<p><b>so </b><math>.*</math><b> it is</b></p>", shown("**so $x$ it is**"))


@pytest.mark.parametrize(
    ("target", "linked"),
    [
        ("b.md", True),
        ("./b.md#part", True),
        ("../notes/b.md", True),
        ("c.md", False),
        ("javascript:alert(1)", False),
        ("https://example.org/b.md", False),
        ("", False),
    ],
)
def test_links_lead_to_notes_of_the_report_and_nowhere_else(target, linked):
    html = shown(f"See [the other]({target}).", "notes/a.md", {"notes/b.md": "n2-note"})
    assert (html == '<p>See <a href="#n2-note">the other</a>.</p>') is linked
    assert "the other" in html
    assert html.count("href") == linked


TABLE = "| a | b |\n|---|---|\n| 1 | |\n| 3 | 4 |\n\n| c | d |\n|---|---|\n| 5 | 6 |\n"


def test_a_table_is_one_table_with_its_head():
    html = shown(TABLE)
    first, second = re.findall("<table.*?</table>", html)
    assert re.sub("<(?!/?t[hdr])[^>]*>", "", first) == (
        '<tr><th scope="col">a</th><th scope="col">b</th></tr>'
        "<tr><td>1</td><td></td></tr><tr><td>3</td><td>4</td></tr>"
    )
    assert second.count("<tr>") == 2


def test_bars_in_running_text_are_no_table():
    assert "<table" not in shown("$|x|$ and $|y|$\n\n- $|x| + |y|$ here\n- $|x| - |y|$ there\n")


def test_a_theorem_and_its_proof_are_named():
    source = ":::{prf:theorem} Six\n$2 \\cdot 3 = 6$\n:::\n\n:::{prf:proof}\nCount.\n:::\n\nAfter."
    parts, _, _ = laid_out(check(read_text("a.md", source)), "n1-", {})
    assert [(part.inside, part.ends) for part in parts] == [
        ("theorem", False), ("theorem", True), ("proof", True), ("", False),
    ]  # fmt: skip
    assert parts[0].html.startswith('<p><b class="opens">Theorem.</b> Six')
    assert parts[2].html.startswith('<p><b class="opens">Proof.</b> Count.')


def test_a_long_chain_may_be_broken_before_its_relations():
    chain = r"A = \begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix} = f(a = b) + \left( c = d \right)"
    html = shown(f"$${chain} = g$$")
    assert html.count("<math") == 4  # A, = the matrix, = f + (…), = g
    assert shown("$$a = b = c$$").count("<math") == 1


def test_a_display_stands_in_no_paragraph():
    html = shown("We have\n$$x = 1$$\nand more.")
    assert re.search(r"<p>We have\s*</p><div class=\"display\">.*</div><p>\s*and more.</p>", html)


PIECES = (
    *"* ** _ ~~ [ ] ( ) | ` $ < & \\ # - > 1.".split(),
    *("[a](b.md)", "](x)", "$x_1$", "$$x = 1$$", "<b>", "</b>", "<i", ":::", "---", "\n", "\n\n"),
    *("alpha", "beta", "gamma", "delta", " ", " ", " ", " ", "|---|---|", ":::{prf:theorem} T\n"),
)


@settings(derandomize=True, max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_whatever_the_markup_a_page_is_well_nested_and_says_every_word(pieces):
    source = "".join(pieces)
    document = read_text("a.md", source)
    parts, _, _ = laid_out(Report(document), "n1-", {"b.md": "n2-note"})
    found = Page("".join(part.html for part in parts))
    assert found.open == []
    assert {tag for tag, _ in found.tags} <= OURS | ELEMENTS
    said = "".join(found.text.split())
    for block in document.blocks:
        if block.kind in (BlockKind.PROSE, BlockKind.SNIPPET, BlockKind.CODE):
            assert "".join(block.text.split()) in said


@pytest.mark.parametrize("folder", ["derivations", "tests/notes"])
def test_every_formula_of_our_own_notes_is_set(folder):
    root = Path(__file__).parents[2]
    for path in sorted((root / folder).glob("*.md")):
        assert laid_out(Report(read(path)), "", {})[2] == 0, path.name


def page(*reports) -> str:
    return FORMATS["html"](list(reports), [], Style())


def report(path: str, source: str) -> Report:
    return Report(read_text(path, source))


def test_an_index_puts_its_notes_in_order():
    index = report("c/index.md", "# Course\n\n1. [B](b.md)\n2. [A](a.md)\n")
    html = page(report("c/a.md", "# A"), report("c/b.md", "# B"), index, report("c/z.md", "# Z"))
    assert re.findall(r'aria-label="c/(\w+)\.', html) == ["index", "b", "a", "z"]
    assert "<title>Course · " in html
    assert '<li><a href="#n2-note">B</a>' in html


def test_notes_without_an_index_stay_in_theirs():
    html = page(report("b.md", "# B"), report("a.md", "# A"))
    assert re.findall(r'aria-label="(\w)\.md"', html) == ["b", "a"]
    assert "<title>2 notes · " in html


@pytest.mark.parametrize(
    ("source", "title"),
    [
        ("# Weights\n\nText.", "Weights"),
        ("Weights and biases\n\nText.", "Weights and biases"),
        ("We begin with a sentence.\n\nText.", "a.md"),
        ("Plain\n\n# Weights", "a.md"),
        ("04 Oct 2024\n\nText.", "a.md"),
        ("6\n\nText.", "a.md"),
    ],
)
def test_the_title_of_a_note(source, title):
    assert f"<h1>{title}</h1>" in page(report("a.md", source))

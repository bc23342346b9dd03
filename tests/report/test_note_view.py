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


def quoted(source: str, name: str = "a.md") -> list[int]:
    return [part.quoted for part in laid_out(Report(read_text(name, source)), "", {})[0]]


@pytest.mark.parametrize(
    ("name", "source", "depths"),
    [
        ("a.md", "One\n\n> two\n\n> > three\n\n> - four\n\n5 > 4\n", [0, 1, 2, 1, 0]),
        ("a.tex", "One\n\n\\begin{quote}\nTwo\n\\end{quote}\nThree\n", [0, 1, 0]),
        ("a.html", "<p>One</p><blockquote><p>Two</p></blockquote><p>Three</p>", [0, 1, 0]),
        ("a.py", "# %% [markdown]\n# One\n#\n# > two\n", [0, 1]),
    ],
)
def test_quotations_are_as_deep_as_written(name, source, depths):
    assert quoted(source, name) == depths


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("a.md", "Before\n\n![words](net.png)\n\nafter"),
        ("a.md", 'Before\n\n<img src="net.png" alt="words">\n\nafter'),
        ("a.html", "<p>Before<p><img alt='words' src='net.png'><p>after"),
        ("a.rst", "Before\n\n.. image:: net.png\n   :width: 3\n   :alt: words\n\nafter\n"),
    ],
)
def test_a_picture_is_a_frame_with_its_words(name, source):
    html = shown(source, name)
    assert html.count('class="picture"') == 1
    assert ">words<" in html
    assert '<span class="file">net.png</span>' in html
    assert html.index("Before") < html.index("picture") < html.index("after")


def test_pictures_in_code_and_without_words():
    assert "picture" not in shown("```\n![a](b.png)\n```\n")
    assert "b.png" in shown("Text ![](b.png) goes on.")
    assert "net.png" in shown("Text\n\n\\includegraphics[width=3cm]{net.png}\n", "a.tex")
    assert "<script" not in shown('![<script>](x"onerror=1)') + shown("<img alt='<script>'>")


def test_a_list_in_a_list_stands_further_to_the_right():
    source = "- one\n  - two\n\n    goes on\n- three\n\nafter\n\n   free\n"
    parts, _, _ = laid_out(Report(read_text("a.md", source)), "", {})
    assert [part.indent for part in parts] == [0, 1, 2, 0, 0, 0]


def test_tables_of_tex_and_html():
    tex = shown(
        "A\\\\\n\\begin{tabular}{l|r}\nHe & $2$ \\\\\nGlorot & $1$\n\\end{tabular}\nB", "a.tex"
    )
    html = shown("<p>A<table><tr><th>a<th>b<tr><td>c<td>d</table><p>B<ul><li>e<li>f</ul>", "a.html")
    for table in (tex, html):
        assert table.count("<table") == 1
        assert table.count("<tr>") == 2
        assert table.count("<td>") + table.count("<th ") == 4
    assert html.count("<th ") == 2
    assert html.count('class="item"') == 2
    assert "<table" not in shown("\\section{One}\nTwo\n\nThree\n", "a.tex")


def test_formulas_side_by_side_do_not_grow_together():
    assert "</math> <math>" in shown("$a$ $b$")
    assert "<br>" in shown("x = 1 + 1\ny = 2 + 2\n", "a.txt")


def test_what_closes_a_sentence_is_held_to_its_formula():
    assert re.search(r'<span class="held"><math>.*</math>\.</span> Then', shown("Of $x$. Then"))


def test_a_page_numbers_no_equation():
    assert "(1)" not in shown("\\begin{align}a &= b\\end{align}\n", "a.tex")
    for name in ("eqnarray", "split", "alignat"):
        columns = "{2}" * (name == "alignat")
        display = f"\\begin{{{name}}}{columns}a &= b\\end{{{name}}}"
        assert "<mtable" in shown(f"$${display}$$")


def test_an_empty_note_says_so():
    assert "This note is empty" in page(report("a.md", " \n"))


def test_notes_of_one_title_are_told_apart():
    html = page(report("a.md", "# One"), report("b.md", "# One"), report("c.md", "# Two"))
    assert html.count('<span class="soft">a.md</span>') == 1
    assert "c.md</span>" not in html

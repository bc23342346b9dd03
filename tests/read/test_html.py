"""Web pages: the places where MathJax, KaTeX, Pandoc, Sphinx and MathML keep their TeX."""

from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from initproofs.nouns import BlockKind
from initproofs.read import read_text
from initproofs.read.tags import Tags, Words

from .blocks import cut, paragraphs

MATHML = '<math display="block"><semantics><mi>x</mi>{}</semantics></math>'
DRAWN = '<span class="katex-html"><span>x</span><span>&lt;</span></span>'
ANNOTATED = '<annotation encoding="application/x-tex">x &lt; \\bar y</annotation>'


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (r"<p>so \(x\) and $y_1$ &amp; \[z\]</p>", ["so", "$x", "and", "$y_1", "&", "$$z"]),
        ("<p>so $5 and $6, w = 3 &amp; b</p>", ["so $5 and $6,", "plain w = 3", "& b"]),
        (r"\(a &lt; b\)", ["$a < b"]),
        ('<script type="math/tex">a < b</script>', ["$a < b"]),
        ('<script type="math/tex; mode=display">x</script>', ["$$x"]),
        ('<script>var a = "$x$";</script>so', ["so"]),
        (MATHML.format(ANNOTATED), [r"$$x < \bar y"]),
        ('<math alttext="x_{1}"><mi>x</mi></math>', ["$x_{1}"]),
        (
            f'<span class="katex">{MATHML.format(ANNOTATED)}{DRAWN}</span>',
            [r"$$x < \bar y"],
        ),
        ('<span class="MathJax_Preview">x</span><span class="MathJax"><i>x</i></span>so', ["so"]),
        (r'<span class="math inline">\(x\)</span>', ["$x"]),
        ('<span class="math display">x = 1</span>', ["$$x = 1"]),
        (r'<div class="math notranslate">\[x\]</div>', ["$$x"]),
        ('<img class="math" alt="x^2">', ["$x^2"]),
        ("<code>x = 1 &lt; $2$</code>", ["`x = 1 < $2$"]),
        ("<p>x<sup>2</sup> = 4</p>", ["x2 = 4"]),
        ("<style>$x$</style><!-- $x$ --><title>$x$</title>so", ["so"]),
        (r"\begin{align}x &amp;= 1\end{align}", [r"$$\begin{align}x &= 1\end{align}"]),
        ("if a <b and c> d", ["if a d"]),  # as a browser has it
    ],
)
def test_what_is_maths_code_and_text(source, expected):
    assert cut(".html", source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<h2>The $l$</h2><p>Here<p>there", [(2, "The l"), (0, "Here"), (0, "there")]),
        ("<ul><li>a<li>b</ul>c", [(0, "a"), (0, "b"), (0, "c")]),
        ("<table><tr><td>a<td>b</table>", [(0, "a"), (0, "b")]),
        ("one<br>line <b>b</b>", [(0, "one line b")]),
    ],
)
def test_paragraphs_and_headings(source, expected):
    assert paragraphs(".html", source) == expected


@pytest.mark.parametrize(
    ("source", "language"),
    [
        ('<pre><code class="language-python">x = 1</code></pre>', "python"),
        ('<div class="highlight-ipython3"><pre>x = 1</pre></div>', "python"),
        ('<pre class="sourceCode bash">x = 1</pre>', "bash"),
        ("<pre>x = 1</pre>", ""),
    ],
)
def test_the_language_of_code(source, language):
    (block,) = read_text("a.html", source).blocks
    assert (block.kind, block.language, block.text) == (BlockKind.CODE, language, "x = 1")


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("<math><mi>x</mi></math>", "this MathML comes without the TeX it was made from"),
        ("<pre>x", "this <pre> is never closed"),
        (r"\[ x = 1", r"this \[ is never closed"),
    ],
)
def test_what_is_not_read_says_so(source, reason):
    (trouble,) = read_text("a.html", f"<p>so</p>\n{source}").unread
    assert trouble.reason.startswith(reason)
    assert trouble.span.start == len("<p>so</p>\n")


class Text(HTMLParser):
    """The standard library's second opinion: text, outside scripts and styles."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []

    def handle_data(self, data: str) -> None:
        self.said.append(data)


PIECES = st.sampled_from(
    [
        *("<p>", "</p>", "<b class='x'>", "a &lt; b", "&amp;", "&#945;", "&alpha;", "&", "x"),
        *(" 3 < 4 ", "<br/>", "<!-- $x$ -->", '<a href="u>v">', "</a>", "\n", "é", "<i title=a>"),
    ]
)


@given(st.lists(PIECES, max_size=12).map("".join))
@settings(derandomize=True, deadline=None, max_examples=200)
def test_the_standard_library_finds_the_same_text(source):
    other = Text()
    other.feed(source)
    other.close()
    ours = [item for item in Tags(source) if isinstance(item, Words)]
    assert "".join(item.text for item in ours) == "".join(other.said)
    for item in ours:
        assert item.end - item.start == 1 or item.text in (source[item.start : item.end], *"<&αα>")

"""The page of a report: whole, honest, and inert whatever a note says."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from initproofs.check import check
from initproofs.cli import main
from initproofs.nouns import Refusal, Ruling, Span
from initproofs.read import READERS, read_text
from initproofs.report import FORMATS
from initproofs.report.formulas import ELEMENTS, mathml, set_plainly
from initproofs.report.style import Style

from ..cli import examples
from ..read.files import filed

HOSTILE = r"""# <script>alert(1)</script> & <b onclick="x()">title</b>

A note with <img src=x onerror=alert(1)>, [a link](javascript:alert(1)) and
<a href="javascript:alert(1)" onclick="alert(2)">another</a> and <style>*{display:none}</style>.

$\text{<script>alert(3)</script>} + \href{javascript:alert(4)}{x} = 1$ and
$x </math><script>alert(5)</script> = 1$ and $\color{red;background:url(x)} x$ and
$\style{position:fixed}{x}$ and $\class{claim}{x}$ and $1 + 1 = 3 </span></details>$

```html
</code></pre><script>alert(6)</script>
```

`</code><script>alert(7)</script>` and {{ 7 * 7 }} and {% raw %} and ${x}

<!-- --><script>alert(8)</script>

**[a](javascript:alert(10))** and *[b](index.md" onclick="alert(11))* and _<b onclick=alert(12)>c_

| <script>alert(13)</script> | b |
|---|---|
| **x | [y](javascript:alert(14)) |

:::{prf:theorem} <img src=x onerror=alert(15)>
$1 + 1 = 2$
:::

$$\begin{bmatrix} 1 \end{bmatrix} = \begin{bmatrix} 2 \end{bmatrix}$$

$1 + 1 = 3$ <svg onload=alert(9)>"""
REPORT = replace(examples.REPORT, document=read_text("note.md", examples.SOURCE))
WITHOUT_END = frozenset("area base br col hr img input link meta path circle use rect line".split())
OURS = frozenset(
    "html head meta title style body svg symbol circle path use a div nav p ol ul li kbd br span"
    " main header h1 h2 h3 h4 h5 h6 fieldset legend label input b section article details summary"
    " dl dt dd code pre table thead tbody tr td th footer script sub sup figure figcaption text"
    " line rect polyline polygon g i".split()
)


class Page(HTMLParser):
    """Collects every element and every attribute; complains when they are not well nested."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.scripts: list[str] = []
        self.text = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        if tag not in WITHOUT_END:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))

    def handle_endtag(self, tag):
        if tag in WITHOUT_END:
            return
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open and self.open[-1] == "script":
            self.scripts.append(data)
        elif "style" not in self.open:
            self.text += data


def page(*reports, refusals=()) -> str:
    return FORMATS["html"](list(reports), list(refusals), Style())


def checked(suffix: str, source: str):
    return check(read_text(f"note{suffix}", filed(suffix, source)))


@pytest.mark.parametrize("suffix", READERS)
def test_whatever_a_note_says_nothing_of_it_runs(suffix):
    text = page(checked(suffix, HOSTILE))
    found = Page(text)
    assert found.open == []
    assert len(found.scripts) == 1
    assert "alert" not in found.scripts[0]
    for tag, attributes in found.tags:
        assert tag in OURS | ELEMENTS, tag
        assert not [name for name in attributes if name.startswith("on")], attributes
        for name in ("href", "src", "action", "xlink:href"):
            assert attributes.get(name, "#").startswith("#"), attributes
        assert "url(" not in attributes.get("style", "")
    styles = [attributes for tag, attributes in found.tags if tag == "style"]
    assert len(styles) == 1


def test_only_our_own_script_is_allowed():
    text = page(REPORT)
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', text)
    assert "default-src 'none'" in policy.replace("&#39;", "'")
    import base64
    import hashlib

    (script,) = Page(text).scripts
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"sha256-{digest}" in policy


def test_every_claim_is_told_with_its_ruling_and_its_words():
    found = Page(page(REPORT, refusals=[Refusal("bad.md", "no such file")]))
    panels = [a for tag, a in found.tags if tag == "details" and "claim" in a.get("class", "")]
    rulings = [verdict.ruling.value for _, verdict in REPORT.findings]
    assert sorted(p["class"].split()[1] for p in panels) == sorted(rulings)
    for _, verdict in REPORT.findings:
        assert verdict.message in found.text
    assert "bad.md" in found.text
    assert "no such file" in found.text
    for ruling in Ruling:
        assert ruling.value in found.text


def test_every_link_leads_somewhere_and_no_name_is_given_twice():
    text = page(REPORT, examples.REPORT, examples.HOLDS, examples.EMPTY)
    found = Page(text)
    names = [a["id"] for _, a in found.tags if "id" in a]
    assert len(names) == len({*names})
    targets = {a["href"][1:] for _, a in found.tags if "href" in a}
    assert targets <= {*names}


def test_the_words_of_the_note_are_all_there_in_their_order():
    source = examples.SOURCE
    report = check(read_text("note.md", source))
    said = Page(page(report)).text
    at = 0
    for word in re.findall(r"[a-z]{4,}", re.sub(r"\$+.*?\$+", " ", source, flags=re.DOTALL)):
        at = said.index(word, at)


def test_what_holds_only_given_an_error_says_so_in_the_margin():
    (claim, verdict), *_ = [pair for pair in REPORT.findings if pair[1].ruling.holds]
    built = replace(verdict, follows=Span(0, 1))
    text = Page(page(replace(REPORT, findings=((claim, built),)))).text
    assert "but built on the error of line 1" in text


def test_each_error_is_marked_in_the_note_itself():
    text = page(check(read_text("a.md", "Let $x = 2$ so\n\n$$x + 1 = 4$$\n")))
    assert re.search(r'<span class="formula on refuted"><math.*?href="#n1-c1"', text, re.DOTALL)


@pytest.mark.parametrize("name", ["html", "markdown"])
def test_the_command_writes_a_page(tmp_path, name):
    note, out = tmp_path / "a.md", tmp_path / f"out.{name}"
    note.write_text("# T\n\n$1 + 1 = 3$\n")
    assert main(["report", str(note), "-o", str(out), "--format", name]) == 0
    assert "refuted" in out.read_text("utf8")


def test_markdown_cannot_be_broken_out_of():
    report = checked(".md", HOSTILE + "\n\n$1 + 1 = `3`$ and $1 + 1 = 3 | 4$")
    text = FORMATS["markdown"]([report], [Refusal("<b>|`x`", "<script>")], Style())
    fences = re.findall(r"^(`{3,})text\n(.*?)\n\1$", text, re.DOTALL | re.MULTILINE)
    assert fences
    outside = re.sub(r"^(`{3,})text\n.*?\n\1$", "", text, flags=re.DOTALL | re.MULTILINE)
    bare = re.sub(r"(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)", "", outside)
    assert not re.search(r"(?<!\\)<|(?<!\\)\]\(", bare)


@pytest.mark.parametrize(
    ("tex", "inside"),
    [
        (r"\text{<script>}", "&lt;script&gt;"),
        (r"W^{[1]}", "<msup><mi>W</mi>"),
        (r"x \label{eq} = 1", "<mi>x</mi>"),
        (r"\begin{array}{} 1 & 2 \\ \end{array}", "<mtd><mn>2</mn></mtd>"),
        (r"x_\textrm{F}", "<mtext>F</mtext>"),
        (r"\mbox{if} √(2/n)", "<msqrt>"),
        (r"\boxed{9}", '<mrow class="odd"><mn>9</mn></mrow>'),
    ],
)
def test_a_formula_is_set(tex, inside):
    assert inside in mathml(tex)


@pytest.mark.parametrize(
    "tex", [r"\href{a}{b}", r"\class{a}{b}", "x_{", "a & b", r"\def\a{\a\a}\a", "", r"\style{a}{b}"]
)
def test_what_cannot_be_set_says_so(tex):
    assert mathml(tex) is None


def test_nothing_but_harmless_styles_is_let_through():
    shown = mathml(r"\color{red} x")
    assert "url" not in shown
    assert re.findall(r'style="([^"]*)"', shown) in (["color:#FF0000;"], [])


def test_plain_formulas_are_set_and_sentences_are_not():
    assert "<mtable" in set_plainly("dW^[2] = (10; 2)")
    assert "<msub>" in set_plainly("H_(k-1)")
    assert set_plainly("the factor 1/m is missing") is None

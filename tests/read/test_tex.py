r"""LaTeX documents: comments, environments, the author's own commands, and what stays unread."""

import pytest

from initproofs.nouns import BlockKind
from initproofs.read import read_text

from .blocks import cut, paragraphs


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("so $x_1$ and \\(y\\).", ["so", "$x_1", "and", "$y", "."]),
        ("$$x = 1$$ \\[y\\]", ["$$x = 1", "$$y"]),
        ("\\begin{equation}x\\end{equation}", ["$$x"]),
        (
            "\\begin{align}x &= 1\\\\y\\end{align}",
            [r"$$\begin{align}x &= 1\\y\end{align}"],
        ),
        ("it costs \\$5 and \\$6, 50\\% of it", ["it costs $5 and $6, 50% of it"]),
        ("a % $x$ $y\nb", ["a b"]),
        ("$a % = 1$\n= 2$", ["$a = 2"]),
        ("\\%$x$", ["%", "$x"]),
        ("\\verb|x_1 = $1| and \\texttt{np\\_zeros}", ["`x_1 = $1", "and", "`np_zeros"]),
        (
            "\\begin{lstlisting}[language=Python]\nw = 1 % 2\n\\end{lstlisting}",
            ["code w = 1 % 2"],
        ),
        ("\\begin{minted}{python}\nw = 1\n\\end{minted}", ["code w = 1"]),
        ("\\begin{comment}$x$\\end{comment}so", ["so"]),
        ("\\begin{tikzpicture}\\node{$x$};\\end{tikzpicture}so", ["so"]),
        ("\\emph{the \\textbf{error}} $e$~is", ["the error", "$e", "is"]),
        ("see \\cite[p.~2]{he} and \\eqref{a}.", ["see and ."]),
        ("$x$\\footnote{or $y$}", ["$x", "or", "$y"]),
        ("\\[ x \\text{ if $y$} \\]", [r"$$x \text{ if $y$}"]),
    ],
)
def test_what_is_maths_code_and_text(source, expected):
    assert cut(".tex", source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("\\section{The $l$}\nHere.\n\nThere.", [(2, "The l"), (0, "Here."), (0, "There.")]),
        ("\\chapter*{A}\n\\subsection[s]{B}", [(1, "A"), (3, "B")]),
        ("\\begin{itemize}\\item a\\item b\\end{itemize}", [(0, "a"), (0, "b")]),
        ("\\begin{tabular}{lc}a & $b$ \\\\ c & d\\end{tabular}", [(0, s) for s in "abcd"]),
        ("\\begin{example}[He] so\\end{example}", [(0, "Example. so")]),
        (
            "\\newtheorem{bsp}{Beispiel}\\begin{document}\\begin{bsp}so\\end{bsp}\\end{document}no",
            [(0, "Beispiel. so")],
        ),
    ],
)
def test_paragraphs_and_headings(source, expected):
    assert paragraphs(".tex", source) == expected


DEFINED = {
    r"\newcommand{\W}{\mathbf{W}}": (r"\W x", r"\mathbf{W} x"),
    r"\newcommand\Q[2]{\frac{#1}{#2}}": (r"\Q{a}{b}", r"\frac{a}{b}"),
    r"\newcommand{\q}[2]{\frac{#1}{#2}}": (r"\q ab", r"\frac{a}{b}"),
    r"\DeclareMathOperator{\Var}{Var}": (r"\Var(x)", r"\operatorname{Var} (x)"),
    r"\DeclarePairedDelimiter{\norm}{\lVert}{\rVert}": (r"\norm{w}", r"\lVert w \rVert"),
    r"\def\dd#1{\mathrm{d}#1}": (r"\dd x", r"\mathrm{d}x"),
    r"\let\eps\varepsilon": (r"\eps", r"\varepsilon"),
    r"\renewcommand{\vec}[1]{\mathbf{#1}}": (r"\vec{w}", r"\mathbf{w}"),
    r"\newcommand{\a}{\b}\newcommand{\b}{b_1}": (r"\a", r"b_1"),
    r"\providecommand{\R}{\mathbb{R}}": (r"\R", r"\mathbb{R}"),
}


@pytest.mark.parametrize("definition", DEFINED)
def test_the_commands_of_the_author_are_written_out(definition):
    written, meant = DEFINED[definition]
    source = f"{definition}\n\\begin{{document}}so ${written}$.\\end{{document}}"
    (block,) = (b for b in read_text("a.tex", source).blocks if b.kind is BlockKind.INLINE)
    assert " ".join(block.text.split()) == meant
    here = block.at(0, len(block.text))
    assert source[here.start : here.end] == written
    assert source[block.outer.start : block.outer.end] == f"${written}$"


@pytest.mark.parametrize(
    "definition",
    [
        r"\newcommand{\x}[2][b]{#1#2}",  # an optional argument
        r"\newcommand{\x}[1]{#1 #1}",  # twice
        r"\newcommand{\x}[2]{#2 #1}",  # out of order
        r"\def\x#1.{#1}",  # up to a full stop
        r"\newcommand{\x}{\x}",  # without end
        r"\newcommand{\x}{1}\renewcommand{\x}{2}",  # two meanings
        r"\newcommand{\x}{\x\x\x}",
    ],
)
def test_what_cannot_be_written_out_is_not_read(definition):
    document = read_text("a.tex", f"{definition}\n\nso $1 + \\x{{a}} = 2$ and $y$")
    (trouble,) = document.unread
    assert document.source[trouble.span.start : trouble.span.end].startswith(r"\x")
    assert "own" in trouble.reason or "too long" in trouble.reason
    assert [b.text for b in document.blocks if b.kind is BlockKind.INLINE] == ["y"]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("so\n\n$x and\n\nso $y$", ["so", "x and", "? this $ is never closed", "so", "$y"]),
        ("\\begin{align} x", ["? this \\begin{align} is never closed", "x"]),
        ("so \\[ x\n\nWe go on and on as it was.\n\n\\]", None),
        ("\\begin{verbatim} x", ["? this \\begin{verbatim} is never closed", "x"]),
        ("\\verb|x", ["? this \\verb is never closed", "|x"]),
    ],
)
def test_what_is_never_closed_is_said_at_its_place(source, expected):
    found = cut(".tex", source)
    assert any(words.startswith("?") for words in found)
    assert expected is None or found == expected

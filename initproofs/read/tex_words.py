"""The commands and environments of LaTeX that matter outside maths, as literal lists."""

from __future__ import annotations

from .delimiters import ENVIRONMENTS


def _counted(words: str) -> dict[str, int]:
    """``"cite 1 setlength 2"`` → the command and how many arguments go with it."""
    pairs = words.split()
    return {name: int(count) for name, count in zip(pairs[::2], pairs[1::2], strict=True)}


# Level of the heading that a command sets.
HEADINGS = _counted(
    "part 1 chapter 1 title 1 section 2 subsection 3 subsubsection 4 paragraph 5 subparagraph 6"
    " frametitle 2 framesubtitle 3"
)
# Commands that say nothing to a reader, and how many arguments they have.
SILENT = _counted(
    "label 1 ref 1 eqref 1 cref 1 Cref 1 autoref 1 pageref 1 cite 1 citet 1 citep 1 citealp 1"
    " citeauthor 1 citeyear 1 nocite 1 bibliography 1 bibliographystyle 1 input 1 include 1"
    " includegraphics 1 usepackage 1 RequirePackage 1 documentclass 1 vspace 1 hspace 1"
    " setlength 2 addtolength 2 setcounter 2 addtocounter 2 newcounter 1 pagestyle 1"
    " thispagestyle 1 pagenumbering 1 hypersetup 1 geometry 1 graphicspath 1 definecolor 3 color 1"
    " textcolor 1 colorbox 1 href 1 hyperref 0 url 1 newtheorem 1 theoremstyle 1 selectlanguage 1"
    " index 1 glossary 1 lstset 1 captionsetup 1 rule 2 cline 1 cmidrule 1 multicolumn 2"
    " multirow 2 phantom 1 tag 1 author 1 date 1 affil 1 email 1 thanks 1 fontsize 2"
    " usetikzlibrary 1 tikzset 1 allowdisplaybreaks 0 numberwithin 2 newenvironment 3"
    " renewenvironment 3 DeclareOption 2 AtBeginDocument 1"
)
# Commands behind which other text begins; what is not here stands inside its sentence.
BREAKING = frozenset(
    "item par maketitle tableofcontents newpage clearpage pagebreak bigskip medskip smallskip"
    " hline toprule midrule bottomrule caption footnote marginpar appendix columnbreak".split()
)
SIGNS = {
    "ldots": "…",
    "dots": "…",
    "textbackslash": "\\",
    "textasciitilde": "~",
    "textasciicircum": "^",
    "textless": "<",
    "textgreater": ">",
    "textbar": "|",
    "S": "§",
    "ss": "ß",
    "ae": "æ",
    "o": "ø",
    "l": "ł",
    "i": "ı",
    "LaTeX": "LaTeX",
    "TeX": "TeX",
    "quad": " ",
    "qquad": " ",
    "enspace": " ",
    "textquoteright": "’",
    "textendash": "–",
    "textemdash": "—",
    "textdegree": "°",
    "textmu": "µ",
    "texttimes": "×",
}
CHARACTERS = {character: character for character in "%$&#_{}"} | {",": " ", ";": " ", " ": " "}
SNIPPETS = frozenset(["texttt", "code", "lstinline", "mintinline", "py", "pyth"])

MATHS = frozenset({*ENVIRONMENTS, "dmath", "dmath*"})
CODE = frozenset(["verbatim", "Verbatim", "lstlisting", "minted", "alltt", "python", "pycode"])
HIDDEN = frozenset(
    ["comment", "tikzpicture", "pgfpicture", "picture", "thebibliography", "filecontents", "axis"]
)
CELLS = frozenset(["tabular", "tabular*", "tabularx", "tabulary", "longtable", "array"])
ARGUMENTS = _counted(
    "tabular 1 tabular* 2 tabularx 2 tabulary 2 longtable 1 array 1 minipage 1 multicols 1"
    " wrapfigure 2 adjustbox 1 spacing 1 column 1 tcolorbox 0 list 2 alertblock 0"
)
# Environments that print their own name before what stands in them.
NAMED = {
    "theorem": "Theorem",
    "lemma": "Lemma",
    "proposition": "Proposition",
    "corollary": "Corollary",
    "definition": "Definition",
    "example": "Example",
    "remark": "Remark",
    "exercise": "Exercise",
    "claim": "Claim",
    "proof": "Proof",
    "solution": "Solution",
}

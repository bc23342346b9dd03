r"""TeX and plain formulas go in, MathML comes out, or None: what cannot be set is shown as written.

What the converter gives back is let through tag by tag and attribute by attribute: nothing in a
formula can become a link, a script or a style of the page.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from math_core import LatexToMathML

_ELEMENTS = (
    "math mi mn mo ms mtext mspace mrow mfrac msqrt mroot mpadded mphantom menclose merror mstyle"
    " msub msup msubsup munder mover munderover mmultiscripts mprescripts mtable mtr mtd none"
)
ELEMENTS = frozenset(_ELEMENTS.split())
_ATTRIBUTES = (
    "accent accentunder columnalign columnlines depth display displaystyle fence form height"
    " largeop linethickness lspace mathvariant maxsize minsize movablelimits notation rspace"
    " scriptlevel separator stretchy symmetric voffset width"
)
ATTRIBUTES = frozenset(_ATTRIBUTES.split())
STYLES = re.compile(
    r"(?:\s*(?:text-align|justify-items|padding(?:-left|-right)?|width|border(?:-\w+)*|color)"
    r"\s*:\s*[\w.%# -]+;?)*\s*"
)
TAG = re.compile(
    r"<(?P<close>/?)(?P<name>[a-z]+)(?P<attributes>(?:\s+[a-z-]+=\"[^\"<>]*\")*)\s*/?>"
)
ATTRIBUTE = re.compile(r'\s+([a-z-]+)="([^"<>]*)"')
# Commands that would let a formula run on for ever, or name what stands elsewhere.
REFUSED = re.compile(
    r"\\(?:def|edef|gdef|xdef|let|newcommand|renewcommand|providecommand)(?![A-Za-z])"
)
DROPPED = re.compile(
    r"\\(?:label|tag\*?)\s*\{[^{}]*\}|\\(?:nonumber|notag|limits|nolimits)(?![A-Za-z])"
)
# What the converter does not know, and what it knows that looks the same.
RESPELLED = (
    (re.compile(r"\\(?:mbox|hbox|textnormal)(?=\s*\{)"), r"\\text"),
    (re.compile(r"\\widetilde(?![A-Za-z])"), r"\\tilde"),
    (re.compile(r"\\pmb(?![A-Za-z])"), r"\\boldsymbol"),
    (re.compile(r"\\tr(?![A-Za-z])"), r"\\operatorname{tr}"),
    (re.compile(r"\\hdots(?![A-Za-z])"), r"\\ldots"),
    (re.compile(r"\\(?:allowbreak|hfill)(?![A-Za-z])"), " "),
    (re.compile(r"√\s*(?:\(([^()]*)\)|(\w+))"), r"\\sqrt{\1\2}"),
)
# Environments without their numbers, which a page cannot know, and what others are drawn as.
NUMBERED = re.compile(r"\\(begin|end)\{(align|gather|equation|multline)\}")
ALIGNED = re.compile(r"\\(begin|end)\{(?:eqnarray|flalign|split)\*?\}")
ALIGNED_AT = re.compile(r"\\begin\{alignat\*?\}\s*\{\d+\}|\\end\{alignat\*?\}")
# An array without columns is a matrix to everybody but the converter.
BARE_ARRAY = re.compile(r"\\begin\{array\}\s*\{\s*\}(.*?)\\end\{array\}", re.DOTALL)
LONGEST = 20_000
BOX = re.compile(r'<menclose notation="box">')


@cache
def _converter() -> LatexToMathML:
    from math_core import LatexToMathML

    return LatexToMathML(fancy_error=False)


@lru_cache(4096)
def mathml(tex: str, display: bool = False) -> str | None:
    """The formula as MathML in which only harmless elements and attributes are left."""
    from math_core import LatexError

    for pattern, known in RESPELLED:
        tex = pattern.sub(known, tex)
    tex = NUMBERED.sub(r"\\\1{\2*}", ALIGNED.sub(r"\\\1{aligned}", tex))
    tex = ALIGNED_AT.sub(lambda edge: edge[0].partition("{")[0] + "{aligned}", tex)
    tex = BARE_ARRAY.sub(r"\\begin{matrix}\1\\end{matrix}", DROPPED.sub(" ", tex)).strip()
    if not tex or len(tex) > LONGEST or REFUSED.search(tex):
        return None
    try:
        written = _converter().convert_with_local_state(tex, displaystyle=display)
    except LatexError:
        return None
    written = written.replace("&ApplyFunction;", "\u2061")
    return _inert(written.replace(' display="block"', ' displaystyle="true"'))


def _inert(written: str) -> str | None:
    """The same without what is no formula; None if something in it is no tag that we know."""
    out: list[str] = []
    at = 0
    for tag in TAG.finditer(written):
        out.append(written[at : tag.start()])
        at = tag.end()
        if "<" in out[-1] or tag["name"] not in {*ELEMENTS, "span"}:
            return None
        if tag["name"] == "span":  # the converter asks for a font by it, which we do not have
            continue
        kept = "".join(
            f' {name}="{value}"'
            for name, value in ATTRIBUTE.findall(tag["attributes"])
            if name in ATTRIBUTES or (name == "style" and STYLES.fullmatch(value))
        )
        ends = "/" if written[tag.end() - 2] == "/" and not tag["close"] else ""
        out.append(f"<{tag['close']}{tag['name']}{kept}{ends}>")
    if "<" in written[at:]:
        return None
    return _highlighted("".join([*out, written[at:]]))


def _highlighted(written: str) -> str:
    r"""Our own ``\boxed`` marks what is wrong: a highlight, not a box."""
    while match := BOX.search(written):
        close = written.find("</menclose>", match.end())
        inner = written[match.end() : close]
        if close < 0 or "<menclose" in inner:
            return written
        marked = f'<mrow class="odd">{inner}</mrow>'
        written = written[: match.start()] + marked + written[close + len("</menclose>") :]
    return written


MATRIX = re.compile(r"\(((?:[^()]|\([^()]*\))*;(?:[^()]|\([^()]*\))*)\)")
ROW = re.compile(r"\((-?[\d./]+(?:[ \u2002]+-?[\d./]+)+)\)")
WORD = re.compile(
    r"(?<![\\A-Za-z^_])[a-z]{3,}(?![A-Za-z(])|[.,:]\s+[A-Za-z]{3,}|\b[A-Z][a-z]{2,}\s"
)
FUNCTION = re.compile(r"(?<![\\A-Za-z{])([A-Za-z]{3,})(?=['′]*\()")  # tanh(0), Var(x), ReLU′(z)
SIGNS = {
    "·": r"\cdot ",
    "≠": r"\neq ",
    "≈": r"\approx ",
    "≤": r"\leq ",
    "≥": r"\geq ",
    "∂": r"\partial ",
}
SIGNS |= {"−": "-", "×": r"\times ", "⊙": r"\odot ", "…": r"\ldots ", "→": r"\to ", "∞": r"\infty "}
SIGNS |= {"Σ": r"\Sigma ", "±": r"\pm ", "′": "'", "⊤": r"\top "}


def set_plainly(text: str, display: bool = False, brackets: str = "pmatrix") -> str | None:
    """A formula in the plain form of our messages as MathML; None for a sentence.

    Matrices get the ``brackets`` that the note gives its own.
    """
    if WORD.search(text) or any(sign in text for sign in "\\{}$&#%“”"):
        return None
    tex = MATRIX.sub(lambda match: _matrix(match[1], brackets), text)
    tex = ROW.sub(lambda match: _matrix(match[1], brackets), tex)
    tex = re.sub(r"([_^])\(([^()]*)\)", r"\1{(\2)}" if "^(" in tex else r"\1{\2}", tex)
    tex = re.sub(r"([_^])(\[[^\[\]]*\])", r"\1{\2}", tex)
    tex = re.sub(r"([_^])([A-Za-z0-9]{2,})", r"\1{\2}", tex)
    tex = re.sub(r"√\(([^()]*)\)", r"\\sqrt{\1}", tex)
    tex = re.sub(r"√(\w+)", r"\\sqrt{\1}", tex)
    tex = FUNCTION.sub(r"\\operatorname{\1}", tex)
    for sign, command in SIGNS.items():
        tex = tex.replace(sign, command)
    return mathml(tex, display)


def _matrix(inner: str, brackets: str) -> str:
    rows = [" & ".join(row.split()) for row in inner.split(";")]
    body = r" \\ ".join(rows)
    return rf"\begin{{{brackets}}}{body}\end{{{brackets}}}"

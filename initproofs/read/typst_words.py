"""The names of Typst's mathematics and what each is in TeX, as literal tables.

Greek letters stand for themselves. A name that is in no table is not read.
"""

from __future__ import annotations


def _pairs(words: str) -> dict[str, str]:
    parts = words.split()
    return dict(zip(parts[::2], parts[1::2], strict=True))


SYMBOLS = _pairs(
    "alpha α beta β gamma γ delta δ epsilon ε epsilon.alt ϵ zeta ζ eta η theta θ theta.alt ϑ"
    " iota ι kappa κ lambda λ mu μ nu ν xi ξ pi π rho ρ rho.alt ϱ sigma σ sigma.alt ς tau τ"
    " upsilon υ phi φ phi.alt ϕ chi χ psi ψ omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π"
    " Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω ell ℓ RR ℝ NN ℕ"
) | {
    name: f"\\{command} "
    for name, command in _pairs(
        "dot cdot dot.op cdot times times times.o otimes dot.o odot dot.circle odot"
        " times.circle otimes plus.circle oplus plus.o oplus compose circ circle.small circ"
        " convolve ast ast ast ast.op ast div div plus.minus pm minus.plus mp plus.o oplus"
        " approx approx eq.not neq lt.eq leq gt.eq geq lt.double ll gt.double gg tilde sim tilde.op"
        " sim tilde.eq simeq equiv equiv eq.triple equiv prop propto in in in.not notin in.rev ni"
        " subset subset subset.eq subseteq arrow.r to arrow rightarrow arrow.r.long longrightarrow"
        " arrow.r.double Rightarrow arrow.double Rightarrow arrow.l leftarrow arrow.l.r"
        " leftrightarrow arrow.l.r.double Leftrightarrow arrow.r.bar mapsto arrow.t uparrow"
        " arrow.b downarrow perp perp bar.v mid sum sum product prod integral int lim lim"
        " partial partial nabla nabla gradient nabla infinity infty oo infty dots ldots dots.h"
        " ldots dots.h.c cdots dots.c cdots dots.v vdots dots.down ddots forall forall exists"
        " exists nothing emptyset emptyset emptyset therefore therefore because because top top"
        " tack.t perp prime prime angle.l langle angle.r rangle chevron.l langle chevron.r rangle"
        " max max min min sup sup inf inf log log ln ln exp exp tanh tanh sinh sinh cosh cosh"
        " coth coth sin sin cos cos tan tan arctan arctan arcsin arcsin arccos arccos tr tr det"
        " det arg arg rank rank quad quad wide qquad"
    ).items()
}
SYMBOLS |= {"EE": r"\mathbb{E}", "PP": r"\mathbb{P}", "II": r"\mathbb{I}", "ZZ": r"\mathbb{Z}"}
SYMBOLS |= {"QQ": r"\mathbb{Q}", "CC": r"\mathbb{C}", "dif": "d", "plus": "+", "minus": "-"}
SYMBOLS |= {"eq": "=", "lt": "<", "gt": ">", "colon": ":", "comma": ",", "star": "*"}
SYMBOLS |= {"thin": " ", "med": " ", "thick": " ", "space": " ", "slash": "/", "percent": r"\%"}
SYMBOLS |= {"bar": "|", "bar.v.double": r"\|", "colon.eq": ":="}

# What signs typed as they look are in TeX; all others are the same in both.
SIGNS = {
    "~": r"\sim ",
    "...": r"\ldots ",
    "->": r"\to ",
    "=>": r"\Rightarrow ",
    "<=>": r"\Leftrightarrow ",
    "<->": r"\leftrightarrow ",
    "<-": r"\leftarrow ",
    "|->": r"\mapsto ",
    "<=": r"\leq ",
    ">=": r"\geq ",
    "!=": r"\neq ",
    "<<": r"\ll ",
    ">>": r"\gg ",
    "{": r"\{",
    "}": r"\}",
    "%": r"\%",
    "||": r"\|",
    "-->": r"\longrightarrow ",
    "==>": r"\Longrightarrow ",
}
# Functions of one argument that only dress it, and the command that does.
DRESSED = {
    name: f"\\{command}"
    for name, command in _pairs(
        "sqrt sqrt hat hat tilde tilde macron bar overline overline arrow vec dot dot dot.double"
        " ddot diaer ddot breve breve caron check underline underline circle mathring bold mathbf"
        " upright mathrm italic mathit cal mathcal scr mathscr bb mathbb frak mathfrak sans mathsf"
        " mono mathtt cancel cancel underbrace underbrace overbrace overbrace op operatorname"
    ).items()
}
FONTS = frozenset(["bold", "upright", "italic", "cal", "scr", "bb", "frak", "sans", "mono", "op"])
# Functions of one argument that only set it otherwise.
PLAIN = frozenset(["lr", "limits", "scripts", "display", "inline", "script", "sscript", "mid"])
FENCED = {
    "abs": (r"\left|", r"\right|"),
    "norm": (r"\left\|", r"\right\|"),
    "floor": (r"\lfloor ", r"\rfloor "),
    "ceil": (r"\lceil ", r"\rceil "),
}
DELIMITERS = {"(": "pmatrix", "[": "bmatrix", "{": "Bmatrix", "|": "vmatrix", "": "matrix"}
DELIMITERS |= {"||": "Vmatrix", ")": "pmatrix", "]": "bmatrix", "none": "matrix"}

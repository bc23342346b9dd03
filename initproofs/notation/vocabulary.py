"""The words of mathematical notation: what each command and character is, as literal tables.

Every spelling of one symbol (``\\le``, ``\\leq``, ``≤``) is mapped to that symbol, so that the rest
of the house knows one name for it. A command that is in no table is not read.
"""

from __future__ import annotations


def _commands(pairs: str) -> dict[str, str]:
    """``"le ≤ leq ≤"`` → ``{"\\\\le": "≤", "\\\\leq": "≤"}``."""
    words = pairs.split()
    return {"\\" + command: symbol for command, symbol in zip(words[::2], words[1::2], strict=True)}


RELATIONS = (
    _commands(
        "approx ≈ neq ≠ ne ≠ leq ≤ le ≤ geq ≥ ge ≥ lt < gt > sim ~ simeq ≃ equiv ≡ propto ∝ "
        "to → rightarrow → longrightarrow → Rightarrow ⇒ Longrightarrow ⇒ implies ⇒ iff ⇔ "
        "Leftrightarrow ⇔ leftrightarrow ↔ leftarrow ← gets ← mapsto ↦ in ∈ ni ∋ notin ∉ ll ≪ "
        "gg ≫ coloneqq ≔ triangleq ≜ colon : mid ∣ perp ⟂ subset ⊂ subseteq ⊆ cong ≅ doteq ≐ "
        "uparrow ↑ downarrow ↓ asymp ≍ lesssim ≲"
    )
    | {sign: sign for sign in "=<>≠≤≥≈∼→⇒⇔∈∋∉≡∝←↦≪≫≔≜:⟂⊂⊆≃"}
    | {"∼": "~", "~=": "≈", ":=": "≔"}
)
RELATIONS |= {">=": "≥", "<=": "≤", "!=": "≠", "==": "=", "->": "→", "=>": "⇒"}

SUMS = _commands("pm ± mp ∓") | {"+": "+", "-": "-", "−": "-", "–": "-", "±": "±", "∓": "∓"}

PRODUCTS = (
    _commands("cdot · times × odot ⊙ bigodot ⊙ circ ∘ ast * otimes ⊗ div ÷ star ⋆ cdotp ·")
    | _commands("bullet * oplus ⊕")
    | {sign: sign for sign in "*/·∘⊙×⊗÷⋆⊕"}
    | {"⋅": "·", "∗": "*", "∙": "·", "•": "*", ".*": "⊙", r"\*": "*"}
)

BIG = _commands(
    "sum Σ prod Π int ∫ lim lim sup sup inf inf limsup limsup argmax argmax argmin argmin"
) | {"∑": "Σ", "∏": "Π", "∫": "∫"}
# These take a list in brackets, and with a limit below they run over it.
EXTREMES = _commands("max max min min")

FUNCTIONS = _commands(
    "log log ln ln exp exp tanh tanh sinh sinh cosh cosh coth coth sin sin cos cos tan tan "
    "arctan arctan arccos arccos arcsin arcsin tr tr det det rank rank diag diag Pr P sgn sgn"
)
# Names which, followed by a bracket, can only be functions.
FUNCTION_NAMES = frozenset(
    [
        "Var",
        "Cov",
        "Std",
        "Corr",
        "E",
        "std",
        "var",
        "cov",
        "SD",
        "log",
        "ln",
        "exp",
        "tanh",
        "sinh",
        "cosh",
        "coth",
        "sech",
        "csch",
        "sin",
        "cos",
        "tan",
        "arctan",
        "arctanh",
        "erf",
        "softplus",
        "max",
        "min",
        "sup",
        "inf",
        "relu",
        "ReLU",
        "softmax",
        "sigmoid",
        "sgn",
        "sign",
        "diag",
        "tr",
        "det",
        "rank",
        "vec",
        "prod",
        "argmax",
        "argmin",
    ]
)

FONTS = _commands(
    "mathbb bb mathbf bf mathcal cal mathscr cal mathrm rm mathit it mathsf sf mathtt tt "
    "mathfrak frak boldsymbol bf bm bf pmb bf operatorname rm operatorname* rm textsf sf "
    "mathop rm"
)
SWITCHES = _commands("rm rm bf bf it it cal cal")  # {\rm in}

ACCENTS = _commands(
    "hat ^ widehat ^ bar ¯ overline ¯ tilde ~ widetilde ~ vec → overrightarrow → dot ˙ ddot ¨ "
    "check ˇ breve ˘ mathring ˚ underline _"
)

FRACTIONS = frozenset({r"\frac", r"\dfrac", r"\tfrac", r"\cfrac"})
# Commands with arguments: how many, and which of them is the maths (the others only decorate).
MACROS: dict[str, tuple[int, int]] = {
    r"\binom": (2, -1),
    r"\overset": (2, 1),
    r"\underset": (2, 1),
    r"\stackrel": (2, 1),
    r"\boxed": (1, 0),
    r"\cancel": (1, 0),
    r"\underbrace": (1, 0),
    r"\overbrace": (1, 0),
    r"\textcolor": (2, 1),
}

SYMBOLS = _commands(
    "alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι "
    "kappa κ lambda λ mu μ nu ν xi ξ pi π rho ρ varrho ϱ sigma σ varsigma ς tau τ upsilon υ phi ϕ "
    "varphi φ chi χ psi ψ omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ "
    "Phi Φ Psi Ψ Omega Ω partial ∂ nabla ∇ ell ℓ infty ∞ top ⊤ intercal ⊺ dagger † dots … ldots … "
    "cdots … dotsc … dotsb … vdots ⋮ ddots ⋱ hbar ℏ Re ℜ Im ℑ exists ∃ emptyset ∅ varnothing ∅ "
    "square □ prime ′ R ℝ Reals ℝ N ℕ reals ℝ natnums ℕ imath ı jmath ȷ angle ∠ % % # # $ $ & & _ _"
) | {sign: sign for sign in "…∂∇∞⊤∅%ℓℝℕ†⋮⋱∃"}

# Marks of logic that stand before or between formulas, and belong to neither.
CONNECTIVES = _commands("therefore ∴ because ∵ forall ∀") | {sign: sign for sign in "∴∵∀"}

OPENING = _commands("{ { lbrace { langle ⟨ lfloor ⌊ lceil ⌈ lbrack [") | {
    sign: sign for sign in "([⟨⌊⌈"
}
CLOSING = _commands("} } rbrace } rangle ⟩ rfloor ⌋ rceil ⌉ rbrack ]") | {
    sign: sign for sign in ")]⟩⌋⌉"
}
PARTNERS = {"(": ")", "[": "]", "{": "}", "⟨": "⟩", "⌊": "⌋", "⌈": "⌉", "|": "|", "‖": "‖"}
BARS = _commands("| ‖ vert | Vert ‖ lvert | rvert | lVert ‖ rVert ‖") | {
    "|": "|",
    "∥": "‖",
    "‖": "‖",
}

MATRICES = frozenset(
    [
        "array",
        "matrix",
        "bmatrix",
        "pmatrix",
        "vmatrix",
        "Vmatrix",
        "Bmatrix",
        "smallmatrix",
        "cases",
        "dcases",
        "rcases",
    ]
)
LAYOUTS = frozenset(
    [
        "aligned",
        "align",
        "align*",
        "flalign",
        "flalign*",
        "split",
        "gathered",
        "gather",
        "gather*",
        "equation",
        "equation*",
        "eqnarray",
        "eqnarray*",
        "alignedat",
        "multline",
        "multline*",
        "displaymath",
    ]
)
WITH_COLUMNS = frozenset({"array", "alignedat"})

# What is set aside: it moves ink and carries no meaning.
SPACING = frozenset(
    [
        r"\,",
        r"\;",
        r"\:",
        r"\!",
        r"\>",
        r"~",
        r"\limits",
        r"\nolimits",
        r"\displaystyle",
        r"\textstyle",
        r"\scriptstyle",
        r"\nonumber",
        r"\notag",
        r"\thinspace",
        r"\noindent",
        r"\hline",
        r"\allowbreak",
    ]
)
SPACING |= {"\\ ", "\\\n", "\\\t", "\u200b", "\u2061", "\u00a0"}

# A superscript that transposes.
TRANSPOSES = frozenset({"T", "⊤", "⊺"})

# Words between formulas inside \text{…}.
LINKING_WORDS = frozenset(
    [
        "and",
        "or",
        "if",
        "for",
        "where",
        "with",
        "hence",
        "here",
        "so",
        "also",
        "then",
        "since",
        "because",
        "otherwise",
        "when",
        "thus",
        "therefore",
        "all",
        "is",
        "are",
        "as",
        "the",
        "each",
        "every",
        "let",
        "given",
        "but",
        "while",
        "at",
        "of",
        "in",
        "to",
        "by",
        "we",
        "get",
        "have",
        "number",
        "case",
        "layer",
        "shape",
        "an",
        "a",
        "it",
        "that",
        "this",
        "such",
        "let's",
        "now",
        "wrt",
        "from",
        "i.e",
        "e.g",
        "s.t",
        "w.r.t",
        "not",
        "no",
        "equivalently",
        "namely",
        "gives",
        "giving",
        "yields",
        "implies",
        "i.e.",
    ]
)

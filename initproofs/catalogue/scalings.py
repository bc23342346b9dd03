"""Statements about what data and weights are divided by: the root of a variance, not the variance.

Each is said in two ways that differ by a root: one is true, the other false.
"""

from __future__ import annotations

from ..nouns import Ruling
from .known import Known

TRUE, FALSE = Ruling.PROVED, Ruling.REFUTED

_DIVIDED = (
    r"(?:divid(?:e|es|ed|ing)|scal(?:e|es|ed|ing)|normali[sz](?:e|es|ed|ing)|"
    r"rescal(?:e|es|ed|ing))(?: (?:by|each|every|all|the|its|their|it|them|of|our|that|this|"
    r"rotated|decorrelated|projected|centered|centred|data|dimensions?|directions?|coordinates?|"
    r"components?|features?|axis|axes|columns?|entr(?:y|ies)|in|eigenbasis|along|basis|x\w*|"
    r"⟨x\w*⟩))*? by (?:the |its |their |that |each |every )?"
    r"(?:(?:corresponding|respective|associated) )?"
)
_ROOT = r"(?:(?:square )?roots? of (?:the |its |their |each |every )?(?:(?:corresponding|"
_ROOT += r"respective|associated) )?|(?:square[- ])?rooted )"
_EIGENVALUES = r"eigen[- ]?values?(?![- ](?:root|squared))"
_VARIANCE_TO_ONE = (
    r"(?:normali[sz](?:e|es|ing)|keep(?:s|ing)?|set(?:s|ting)?|mak(?:e|es|ing)|fix(?:es|ing)?|"
    r"bring(?:s|ing)?) (?:the )?variances? (?:of (?:[\w'’-]+ ){1,6}?)?(?:to|at|equal to) "
    r"(?:be )?(?:1|one)[\w, ]{0,30}? by "
)
_WEIGHT_VECTOR = (
    r"(?:its|the|each|every|their|all)? ?(?:initial )?weights?(?: vectors?| matri\w+)? by"
)
_INPUTS = r"(?:fan[-_ ]in|number of (?:its |their |the )?inputs?)\b(?!['’])"
_STANDARDISED = (
    r"subtract(?:s|ed|ing)? (?:(?:out|off) )?(?:the|its|their)(?: \w+)? means? "
    r"(?:[\w, ]{0,40}? )?(?:and|then) (?:then )?divid(?:e|es|ed|ing) "
    r"(?:(?:it|them|the result|everything) )?by (?:the|its|their) (?:\w+ )?"
)

SCALINGS: tuple[Known, ...] = (
    Known(
        "whitening divides by the eigenvalue",
        FALSE,
        (_DIVIDED + _EIGENVALUES,),
        "by the square root of the eigenvalue: an eigenvalue is a variance",
        "along an eigenvector the variance is the eigenvalue λ; Var(x/c) = λ/c² is 1 for c = √λ",
        "Kessy, Lewin and Strimmer (2018), “Optimal whitening and decorrelation”",
        about=r"whiten",
        unless=r"\broots?\b|sqrt|√|\bstandard deviations?\b|\bsingular values?\b",
        advised=True,
        example=(("λ", "4"), ("variance after x/λ", "4/16 = 1/4"), ("after x/√λ", "1")),
        correction="divide by the square root of the eigenvalue (of λ + ε, where λ may be 0)",
    ),
    Known(
        "whitening divides by the root of the eigenvalue",
        TRUE,
        (_DIVIDED + _ROOT + _EIGENVALUES,),
        "the variance along an eigenvector is its eigenvalue λ; that of x/√λ is 1",
        "",
        "Kessy, Lewin and Strimmer (2018)",
        about=r"whiten",
        advised=True,
        possible=True,
        steps=(
            ("eigenvector", "Var(uᵀx) = uᵀΣu = λ"),
            ("variance of a multiple", "Var(uᵀx / √λ) = λ/λ = 1"),
        ),
    ),
    Known(
        "to variance 1 by dividing by the variance",
        FALSE,
        (_STANDARDISED + r"variances?\b",),
        "by the standard deviation: divided by the variance σ², the variance becomes 1/σ²",
        "Var(x/c) = σ²/c², which is 1 for c = σ",
        "LeCun, Bottou, Orr and Müller (1998), §4.3",
        unless=r"\broots?\b|sqrt|√|\bstandard deviations?\b",
        advised=True,
        example=(("σ", "5"), ("variance after x/σ²", "1/25"), ("after x/σ", "1")),
        correction="divide by the standard deviation",
    ),
    Known(
        "to variance 1 by dividing by the standard deviation",
        TRUE,
        (_STANDARDISED + r"standard deviations?\b",),
        "(x − μ)/σ has mean 0 and variance 1",
        "",
        "LeCun, Bottou, Orr and Müller (1998), §4.3",
        steps=(
            ("mean of a difference", "E(x − μ) = 0"),
            ("variance of a multiple", "Var((x − μ)/σ) = σ²/σ² = 1"),
        ),
    ),
    Known(
        "weights divided by the number of inputs keep the variance",
        FALSE,
        (
            _VARIANCE_TO_ONE
            + rf"(?:scaling|dividing) {_WEIGHT_VECTOR} (?:its |the |their )?{_INPUTS}",
        ),
        "by the square root of the number of inputs: n terms of variance 1/n² add up to 1/n",
        "Var(Σ wᵢxᵢ) = n Var(w) for inputs of variance 1, which is 1 for Var(w) = 1/n",
        "LeCun, Bottou, Orr and Müller (1998), §4.6",
        unless=r"\broots?\b|sqrt|√",
        advised=True,
        possible=True,
        example=(
            ("n", "100"),
            ("std of w", "1/100"),
            ("variance of the output", "100/10⁴ = 1/100"),
        ),
        correction="divide by the square root of the number of inputs",
    ),
    Known(
        "weights divided by the root of the number of inputs keep the variance",
        TRUE,
        (
            _VARIANCE_TO_ONE
            + rf"(?:scaling|dividing) {_WEIGHT_VECTOR} (?:the )?(?:square )?root of "
            + rf"(?:its |the |their )?{_INPUTS}",
        ),
        "n independent terms of variance 1/n add up to the variance 1",
        "",
        "LeCun, Bottou, Orr and Müller (1998), §4.6",
        advised=True,
        possible=True,
        steps=(
            ("variance of a sum of independent products", "Var z = n · Var w · E x²"),
            ("inputs of second moment 1, Var w = 1/n", "Var z = n · (1/n) · 1 = 1"),
        ),
    ),
)

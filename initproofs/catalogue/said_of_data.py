"""Sayings about sums and about what data and weights are divided by: the root of a variance.

Each division is said in two ways that differ by a root: one is true, the other false.
"""

from __future__ import annotations

from . import truths as so
from .saying import Saying
from .truths import Truth

_WHOSE = r"(?:the |its |their |that |each |every )?(?:(?:corresponding|respective|associated) )?"
_DIVIDED = (
    r"(?:divid(?:e|es|ed|ing)|scal(?:e|es|ed|ing)|normali[sz](?:e|es|ed|ing)|"
    r"rescal(?:e|es|ed|ing))(?: (?:by|each|every|all|the|its|their|it|them|of|our|that|this|"
    r"rotated|decorrelated|projected|centered|centred|data|dimensions?|directions?|coordinates?|"
    r"components?|features?|axis|axes|columns?|entr(?:y|ies)|in|eigenbasis|along|basis|x\w*|"
    rf"⟨x\w*⟩))*? by {_WHOSE}"
)
_ROOT = rf"(?:(?:square )?roots? of {_WHOSE}|(?:square[- ])?rooted )"
_EIGENVALUES = r"eigen[- ]?values?(?![- ](?:root|squared))(?: in (?:every|each) dimension)?"
_WHITENS = (
    r"(?:(?:the )?whitening(?: operation| step)? takes the (?:rotated |decorrelated |projected )?"
    r"data(?: in the eigenbasis)? and |(?:to whiten(?: (?:the |our )?data)?[,:]? |for whitening,? |"
    r"whitening:? )?(?:we |you |one )?(?:(?:rotat(?:e|es|ing)|project(?:s|ing)?|tak(?:e|es|ing)) "
    r"(?:the |our )?(?:data )?(?:into|onto|on|in|to) (?:the |its )?(?:eigenbasis|eigenvectors),? "
    r"(?:and )?(?:then )?)?)"
)
_TO_ONE = (
    r"(?: (?:to|so as to) (?:normali[sz]e|equali[sz]e|fix) (?:the |its )?(?:scales?|variances?))?"
)
_VARIANCE_TO_ONE = (
    r"(?:we |you |one )?(?:can )?(?:normali[sz](?:e|es|ing)|keep(?:s|ing)?|set(?:s|ting)?|"
    r"mak(?:e|es|ing)|fix(?:es|ing)?|bring(?:s|ing)?) (?:the )?variances? (?:of (?:(?:each|every|"
    r"its|the|a|neuron's|"
    r"unit's|neuron|unit|outputs?|activations?|⟨z⟩|z|pre-activations?) )+)?(?:to|"
    r"at|equal to) (?:be )?(?:1|one) by (?:scaling|dividing) (?:its|the|each|every|their|all)? ?"
    r"(?:initial )?weights?(?: vectors?| matri\w+)? by (?:the )?"
)
_INPUTS = r"(?:its |the |their )?(?:fan[-_ ]in|number of (?:its |their |the )?inputs?)\b(?!['’])"
_STANDARDISED = (
    r"(?:(?:we |you |{DET}(?:inputs?|features?|data) (?:is|are) (?:standardi[sz]|normali[sz])ed by "
    r"|(?:(?:we|you|to) )?standardi[sz]e {DET}(?:inputs?|features?|data)(?:,| by) )?)"
    r"subtract(?:s|ed|ing)? (?:(?:out|off) )?(?:the|its|their)(?: \w+)? means?,? "
    r"(?:and|then) (?:then )?divid(?:e|es|ed|ing) "
    r"(?:(?:it|them|the result|everything) )?by (?:the|its|their) (?:\w+ )?"
)
_NO_ROOT = r"\broots?\b|sqrt|√|\bstandard deviations?\b|\bsingular values?\b"
ALONG = Truth(
    "by the square root of the eigenvalue: an eigenvalue is a variance",
    "along an eigenvector the variance is the eigenvalue λ; Var(x/c) = λ/c² is 1 for c = √λ",
    "Kessy, Lewin and Strimmer (2018), “Optimal whitening and decorrelation”",
    (
        ("eigenvector", "Var(uᵀx) = uᵀΣu = λ"),
        ("variance of a multiple", "Var(uᵀx / √λ) = λ/λ = 1"),
    ),
    (("λ", "4"), ("variance after x/λ", "4/16 = 1/4"), ("after x/√λ", "1")),
    "divide by the square root of the eigenvalue (of λ + ε, where λ may be 0)",
)
STANDARD = Truth(
    "by the standard deviation: divided by the variance σ², the variance becomes 1/σ²",
    "Var(x/c) = σ²/c², which is 1 for c = σ",
    "LeCun, Bottou, Orr and Müller (1998), §4.3",
    (
        ("mean of a difference", "E(x − μ) = 0"),
        ("variance of a multiple", "Var((x − μ)/σ) = σ²/σ² = 1"),
    ),
    (("σ", "5"), ("variance after x/σ²", "1/25"), ("after x/σ", "1")),
    "divide by the standard deviation",
)
BY_ROOT = Truth(
    "by the square root of the number of inputs: n terms of variance 1/n² add up to 1/n",
    "Var(Σ wᵢxᵢ) = n Var(w) for inputs of variance 1, which is 1 for Var(w) = 1/n",
    "LeCun, Bottou, Orr and Müller (1998), §4.6",
    (
        ("variance of a sum of independent products", "Var z = n · Var w · E x²"),
        ("inputs of second moment 1, Var w = 1/n", "Var z = n · (1/n) · 1 = 1"),
    ),
    (("n", "100"), ("std of w", "1/100"), ("variance of the output", "100/10⁴ = 1/100")),
    "divide by the square root of the number of inputs",
)

DATA: tuple[Saying, ...] = (
    Saying(
        "whitening divides by the eigenvalue", (), False, ALONG,
        phrases=(_WHITENS + _DIVIDED + _EIGENVALUES + _TO_ONE,), about="whiten", unless=_NO_ROOT,
        purpose=True, deniable=False,
    ),
    Saying(
        "whitening divides by the root of the eigenvalue", (), True, ALONG,
        phrases=(_WHITENS + _DIVIDED + _ROOT + _EIGENVALUES + _TO_ONE,), about="whiten",
        purpose=True, deniable=False,
    ),
    Saying(
        "to variance 1 by dividing by the variance", (), False, STANDARD,
        phrases=(_STANDARDISED + r"variances?\b",),
        unless=r"\broots?\b|sqrt|√|\bstandard deviations?\b", purpose=True, deniable=False,
    ),
    Saying(
        "to variance 1 by dividing by the standard deviation", (), True, STANDARD,
        phrases=(_STANDARDISED + r"standard deviations?\b",), deniable=False,
    ),
    Saying(
        "weights divided by the number of inputs keep the variance", (), False, BY_ROOT,
        phrases=(_VARIANCE_TO_ONE + _INPUTS,), unless=r"\broots?\b|sqrt|√", purpose=True,
        deniable=False,
    ),
    Saying(
        "weights divided by the root of the number of inputs keep the variance", (), True, BY_ROOT,
        phrases=(_VARIANCE_TO_ONE + r"(?:square )?root of " + _INPUTS,), purpose=True,
        deniable=False,
    ),
    Saying(
        "variances add", (("independent sum",), ("adds variances",)), True, so.VARIANCES_ADD
    ),
    Saying(
        "variances add if uncorrelated", (("variance of a sum",), ("adds variances",)), True,
        so.UNCORRELATED, deniable=False, everywhere=False,
        missing=("the terms are uncorrelated",),
    ),
    Saying(
        "variances do not multiply",
        (("independent sum", "variance of a sum"), ("multiplies variances",)), False,
        so.VARIANCES_ADD,
    ),
    Saying(
        "deviations do not add",
        (("independent sum", "variance of a sum"), ("adds deviations",)), False, so.VARIANCES_ADD,
    ),
)  # fmt: skip

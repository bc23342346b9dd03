"""Words that say what a scale is: a variance, a standard deviation or a limit; of which law; or
that it is another formula than the usual one.

In: the words before and behind a formula. Out: what the nearest of them says of it.
"""

from __future__ import annotations

import re

from .forms import LIMIT, STD, VARIANCE

SPOKEN: tuple[tuple[str, re.Pattern[str]], ...] = (
    (VARIANCE, re.compile(r"\bvariances?\b|\bVar\b", re.I)),
    (
        STD,
        re.compile(
            r"\bstandard deviations?\b|\bstd(?:dev|v)?s?\b|\bstdev\b|\bscal(?:es?|ed|ing)\b|"
            r"\bmultipl(?:y|ied|ying|ies)\b|\brandn\([^()\n]*\)\s*[*×·]?\s*$",
            re.I,
        ),
    ),
    (LIMIT, re.compile(r"\blimits?\b|\bbounds?\b|\bbounded\b|\brange\b|\bhalf-width\b", re.I)),
)
_UNIFORM = re.compile(
    r"\buniform(?:ly)?\b|\buniform(?=_)|(?<=_)uniform(?=\b|_)|(?<=\w)(?-i:Uniform)\b", re.I
)
_NORMAL = re.compile(
    r"\b(?:normal(?:ly)?|gaussian)\b(?! equation)|(?<=_)normal(?=\b|_)|\bnormal(?=_)|"
    r"(?<=\w)(?-i:Normal)\b",
    re.I,
)
# Such words make another formula of it, or quote what others do.
OTHERWISE = re.compile(
    r"\b(?:wrong(?:ly)?|mistakes?|incorrect(?:ly)?|instead|rather than|not|never|no longer|unlike|"
    r"without|variants?|versions?|modified|truncat\w*|half of|twice|doubl\w*|halv\w*|leaves?|"
    r"gain|leaky|prelu|selu|slope|conv\w*|kernels?|filters?|squared?|some|others?|people|sometimes|"
    r"often|simplif\w*|approx\w*|residual|orthogonal|ntk|mup|fixup|lsuv|recurrent|embedding\w*|would|suppose|imagine|"
    r"before|prior|previous(?:ly)?(?! layers?| units?| hidden| neurons?)|earlier|"
    r"traditional\w*|historical\w*|whereas|while|but|however|"
    r"compared?|than|naive\w*|standard (?:choice|initiali)|fail\w*|too|"
    r"rates?|loss|errors?|costs?|momentum|batch\w*|noise|data)\b|n['’]t\b|\bif\s*$",
    re.I,
)
FRAMEWORK = re.compile(r"\b(?:Caffe|(?:py)?torch|tensorflow|keras|defaults?)\b", re.I)


def spoken(before: str, after: str) -> tuple[str, ...]:
    """What the nearest word says that a bare formula is: before it, else close behind it."""
    near = [
        (match.end(), meaning)
        for meaning, pattern in SPOKEN
        for match in pattern.finditer(before[-70:])
    ]
    if near:
        return (max(near)[1],)
    behind = [
        (match.start(), meaning)
        for meaning, pattern in SPOKEN
        for match in pattern.finditer(after[:45])
    ]
    return (min(behind)[1],) if behind else ()


def law_said(text: str, heading: str) -> str:
    """normal or uniform, where one of them is named; words near come before a heading."""
    laws = [bool(pattern.search(text)) for pattern in (_NORMAL, _UNIFORM)]
    if not any(laws):
        laws = [bool(pattern.search(heading)) for pattern in (_NORMAL, _UNIFORM)]
    return "" if all(laws) or not any(laws) else ("normal" if laws[0] else "uniform")

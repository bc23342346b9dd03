"""Words set aside before bearers of traits are looked for: values of moments, running suppositions.

Comes in: the text of a sentence. Goes out: the same text, as long, without what would mislead.
"""

from __future__ import annotations

import re

# “variance σ²” and “mean μ”: a formula that is the value of a moment, and no bearer of a trait.
_VALUE = re.compile(
    r"(?<!zero.)(?<!0-)\b(?:variances?|means?|expectations?|expected values?|standard +"
    r"deviations?|std)(?: +(?:is|are|be|equals?|equal +to|=))? +‹(?=\d+›)",
    re.I,
)
_RUNNING = re.compile(  # “if we assume …, then …”: what follows goes on assuming it
    r"\bif (?:we |one |I )(?:also |further |now |again )?(?:let|assume|suppose|take|set|choose|"
    r"initiali[sz]e|draw|sample|have)\b",
    re.I,
)


def values_apart(text: str) -> str:
    """The text with the formulas that are values of moments no longer looking like bearers."""
    return _VALUE.sub(lambda match: match[0][:-1] + "«", text)


def going_on(text: str) -> str:
    """The text without “if we assume”: that is supposed from there on, not for one sentence."""
    return _RUNNING.sub(lambda match: " " * len(match[0]), text)

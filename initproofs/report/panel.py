"""A claim and its verdict go in; what its panel shows comes out, in the order of every panel.

headline · place · wrote · is · missing · because · then · counterexample · correction · steps ·
without · used · readings · evidence. What is empty is left out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from ..nouns import Block, BlockKind, Claim, Document, Proof, Report, Ruling, Verdict
from .formulas import mathml, set_plainly
from .labels import labels, said
from .marked import boxed, indices
from .sentences import sentence
from .summary import followers, spot

MATHS = (BlockKind.INLINE, BlockKind.DISPLAY)
# The label of every row, and which words of the evidence stand in it.
ROWS = (
    ("wrote", "wrote"),
    ("is", "is"),
    ("missing", "missing"),
    ("because", "because"),
    ("then", "then"),
    ("counterexample", "example"),
    ("correction", "correction"),
    ("steps", "steps"),
    ("without", "without"),
    ("used", "used"),
    ("readings tried", "readings"),
    ("evidence", "ran"),
)
FORMULAS = frozenset(["wrote", "is"])


@dataclass(frozen=True, slots=True)
class Panel:
    """All strings but the last are plain text; ``rows`` are pairs of a label and HTML of ours."""

    number: int
    anchor: str
    status: str
    kind: str
    brief: str
    message: str
    where: str
    line: str
    follows: bool
    rows: tuple[tuple[str, str], ...]


def panel(
    report: Report, claim: Claim, verdict: Verdict, number: int, anchor: str, block: Block | None
) -> Panel:
    """``block`` is the piece of the note in which the claim stands."""
    document = report.document
    return Panel(
        number,
        anchor,
        verdict.ruling.value,
        claim.kind,
        _built_on(verdict, document) or _brief(verdict),
        _headline(verdict),
        spot(document, claim.span.start).rpartition("/")[2],
        document.where(claim.span.start),
        verdict.follows is not None,
        tuple(_rows(report, claim, verdict, block)),
    )


def _built_on(verdict: Verdict, document: Document) -> str:
    """What holds only given an error says so where it is seen first."""
    if verdict.follows is None or not verdict.ruling.holds:
        return ""
    return f"but built on the error of {document.where(verdict.follows.start)}"


def _headline(verdict: Verdict) -> str:
    ruling = verdict.ruling.value
    told = f"{ruling} {_brief(verdict)}" if verdict.message == ruling else verdict.message
    return told.removeprefix(f"{ruling}: ")


def _brief(verdict: Verdict) -> str:
    """What stands behind the word of the ruling, if it says more than the word."""
    words = verdict.brief or verdict.message
    if words != verdict.ruling.value:
        return words.removeprefix(f"{verdict.ruling.value}: ")
    steps = sum(len(one.steps) for one in verdict.evidence if isinstance(one, Proof))
    return f"in {steps} steps" if steps > 1 else ""


def _rows(
    report: Report, claim: Claim, verdict: Verdict, block: Block | None
) -> list[tuple[str, str]]:
    found: dict[str, list[str]] = {}
    for evidence in verdict.evidence:
        for label, words in labels(evidence, report.document):
            found.setdefault(label, []).append(words)
    if found.get("because") == [verdict.message]:
        del found["because"]
    found["then"] = _then(report, claim, verdict)
    found["used"] = [said(used, report.document) for used in verdict.used]
    rows = []
    for name, label in ROWS:
        said_of_it = [words for words in found.get(label, []) if words]
        shown = _shown(label, said_of_it, claim, verdict, block)
        if shown:
            rows.append((_renamed(name, verdict), shown))
    return rows


def _renamed(name: str, verdict: Verdict) -> str:
    """Steps under a condition are not a proof of what was written."""
    with_it = name == "steps" and verdict.ruling is Ruling.CONDITIONAL
    return "with it, proved" if with_it else name


def _shown(
    label: str, words: Sequence[str], claim: Claim, verdict: Verdict, block: Block | None
) -> str:
    if label == "wrote" and (words or verdict.ruling is Ruling.CONDITIONAL):
        return _written(claim, verdict, block) or "".join(_formula(word, block) for word in words)
    if label == "correction":
        return (
            f'<code class="copy">{escape(verdict.correction)}</code>' if verdict.correction else ""
        )
    if label == "steps":
        return _steps(verdict)
    if not words:
        return ""
    if label in FORMULAS:
        return "".join(_formula(word, block) for word in words)
    if len(words) == 1:
        return _sentence(words[0])
    items = "".join(f"<li>{_sentence(word)}</li>" for word in words)
    return f'<ul class="plain">{items}</ul>'


def _written(claim: Claim, verdict: Verdict, block: Block | None) -> str:
    """The author's own formula, what is wrong in it marked."""
    if block is None or block.kind not in MATHS:
        return ""
    start, end = indices(block, claim.span)
    marks = [indices(block, mark) for mark in verdict.marks]
    for tex in (boxed(block.text, start, end, marks), block.text[start:end]):
        shown = mathml(tex, display=True)
        if shown:
            return f'<div class="pair">{shown}</div>'
    return ""


def _formula(words: str, block: Block | None) -> str:
    square = block is not None and re.search(r"\\begin\{bmatrix\}|\\left\[", block.text)
    shown = set_plainly(words, display=True, brackets="bmatrix" if square else "pmatrix")
    return f'<div class="pair">{shown}</div>' if shown else f"<div>{_sentence(words)}</div>"


def _sentence(words: str) -> str:
    return "<br>".join(map(sentence, words.splitlines()))


def _steps(verdict: Verdict) -> str:
    proofs = [evidence for evidence in verdict.evidence if isinstance(evidence, Proof)]
    items = "".join(_step(*step) for proof in proofs for step in proof.steps)
    return f'<ol class="steps">{items}</ol>' if items else ""


def _step(rule: str, formula: str) -> str:
    shown = set_plainly(formula) or _sentence(formula)
    return f'<li><span class="rule">{_sentence(rule)}</span> {shown}</li>'


def _then(report: Report, claim: Claim, verdict: Verdict) -> list[str]:
    document: Document = report.document
    if verdict.follows:
        return [f"it follows from the error at {document.where(verdict.follows.start)}"]
    following = followers(report, claim)
    return [f"{following} from it: right as computed, but on a wrong value"] if following else []

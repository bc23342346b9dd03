"""For eyes with time: reports go in, each finding comes out under its author's line, with reasons.

``^`` points at what is wrong, ``-`` at the rest of the claim, ``~`` at a sentence that needs more;
labels always come in the same order, and only those that have something to say.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..nouns import Claim, Refusal, Report, Ruling, Span, Verdict
from .excerpt import Pointer, excerpt
from .labels import ORDER, labels, said
from .style import COLOURS, SOFT, Style, safe, wrap
from .summary import followers, loud, place, summary

MARGIN = 10  # where the words of a label begin


def as_full(reports: Sequence[Report], _refusals: Sequence[Refusal], style: Style) -> str:
    """Refusals are not repeated: they stand on the error stream."""
    if not reports:
        return ""
    told = [finding for report in reports for finding in findings(report, style)]
    tail = "\n".join(summary(reports, style, reasons=False))
    return "\n\n".join([*told, tail]) + "\n"


def findings(report: Report, style: Style) -> list[str]:
    """Everything in a report that needs attention, in the order of the note."""
    rows = [
        (claim.span, _finding(report, claim, verdict, style)) for claim, verdict in loud(report)
    ]
    rows += [(u.span, _note(report, u.span, f"not read: {u.reason}", style)) for u in report.unread]
    rows += [(r.span, _note(report, r.span, r.reason, style)) for r in report.remarks]
    return ["\n".join(row[1]) for row in sorted(rows, key=lambda row: row[0])]


def _note(report: Report, span: Span, words: str, style: Style) -> list[str]:
    lines = excerpt(report.document, [Pointer(span, "^")], style, SOFT)
    return [f"{style.soft(place(report, span) + ':')} {safe(words)}", *lines]


def _finding(report: Report, claim: Claim, verdict: Verdict, style: Style) -> list[str]:
    start, kind = place(report, claim.span), style.soft(f"[{claim.kind}]")
    head = f"{style.soft(start + ':')} {style.word(verdict.ruling)} {kind} {safe(verdict.message)}"
    code = COLOURS[verdict.ruling]
    shown = excerpt(report.document, _pointers(claim, verdict), style, code)
    bar = style.soft("     |")
    told = [f"{bar} {line}" for line in _told(report, claim, verdict, style.width - 7)]
    return [head, *shown, *told, *_help(verdict)]


def _pointers(claim: Claim, verdict: Verdict) -> list[Pointer]:
    sharp = "^" if verdict.ruling is Ruling.REFUTED else "~"
    if not verdict.marks:
        return [Pointer(claim.span, sharp)]
    return [Pointer(claim.span, "-"), *(Pointer(mark, "^") for mark in verdict.marks)]


def _told(report: Report, claim: Claim, verdict: Verdict, room: int) -> list[str]:
    """Every label and its words, in order, a label once and its words aligned under each other."""
    words = [label for evidence in verdict.evidence for label in labels(evidence, report.document)]
    words += [("then", then) for then in _then(report, claim, verdict)]
    words.append(("used", "; ".join(said(used, report.document) for used in verdict.used)))
    repeated = ("because", verdict.message)
    lines: list[str] = []
    for name in ORDER:
        texts = [text for label, text in words if label == name and (label, text) != repeated]
        for number, line in enumerate(_aligned(texts, room)):
            lines.append(f"{'' if number else name + ':':<{MARGIN}}{line}".rstrip())
    return lines


def _aligned(texts: list[str], room: int) -> list[str]:
    return [line for text in texts if text for line in wrap(text, max(room - MARGIN, 20))]


def _then(report: Report, claim: Claim, verdict: Verdict) -> list[str]:
    if verdict.follows:
        return [f"it follows from the error at {report.document.where(verdict.follows.start)}"]
    following = followers(report, claim)
    return [f"{following} from it: right as computed, but on a wrong value."] if following else []


def _help(verdict: Verdict) -> list[str]:
    if not verdict.correction:
        return []
    first, *rest = verdict.correction.splitlines()
    return [f"help: write {safe(first)}", *(f"            {safe(line)}" for line in rest)]

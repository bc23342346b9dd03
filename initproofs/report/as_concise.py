"""For eyes in a hurry: reports go in, one line for each thing that needs attention comes out.

The first word of a line is a place an editor can open; what holds is only counted.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..nouns import Claim, Refusal, Report, Verdict
from .style import Style, safe
from .summary import followers, loud, place, summary


def as_concise(reports: Sequence[Report], _refusals: Sequence[Refusal], style: Style) -> str:
    """Refusals are not repeated: they stand on the error stream."""
    if not reports:
        return ""
    lines = [line for report in reports for line in _lines(report, style)]
    tail = summary(reports, style, reasons=True)
    return "\n".join([*lines, *([""] if lines else []), *tail, ""])


def _lines(report: Report, style: Style) -> list[str]:
    rows = [
        (claim.span, _finding(report, claim, verdict, style)) for claim, verdict in loud(report)
    ]
    rows += [(unread.span, f"not read: {safe(unread.reason)}") for unread in report.unread]
    rows += [(remark.span, safe(remark.reason)) for remark in report.remarks]
    rows.sort(key=lambda row: row[0])
    return [f"{style.soft(place(report, span) + ':')} {words}" for span, words in rows]


def _finding(report: Report, claim: Claim, verdict: Verdict, style: Style) -> str:
    kind = style.soft(f"[{claim.kind}]")
    words = safe(verdict.brief or verdict.message)
    return f"{style.word(verdict.ruling)} {kind} {words}{_after(report, claim, verdict)}"


def _after(report: Report, claim: Claim, verdict: Verdict) -> str:
    """One root cause is told once: which lines follow from it, or which line it follows from."""
    if verdict.follows:
        return f" (follows from {report.document.where(verdict.follows.start)})"
    following = followers(report, claim)
    return f" ({following})" if following else ""

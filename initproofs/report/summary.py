"""Reports go in, the counts at the foot of every one come out: silence is never success."""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Sequence

from ..nouns import Claim, Document, Report, Ruling, Span, Verdict
from ..spelling import series
from .style import Style, safe


def counts(reports: Sequence[Report]) -> Counter[Ruling]:
    """How often each ruling was given."""
    return Counter(verdict.ruling for report in reports for _, verdict in report.findings)


def read_spans(report: Report) -> int:
    """How many of the spans found were read."""
    return max(report.found - len(report.unread), 0)


def many(number: int, noun: str) -> str:
    """``1 claim``, ``2 claims``."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def summary(reports: Sequence[Report], style: Style, reasons: bool) -> list[str]:
    """The last lines: claims, spans, what was suppressed and, if asked, where the reasons are."""
    tally = counts(reports)
    spans = spans_line(sum(r.found for r in reports), sum(read_spans(r) for r in reports))
    where = safe(reports[0].document.path) if len(reports) == 1 else many(len(reports), "note")
    if not tally:
        lines = [f"0 claims found in {where}: {spans}"]
    else:
        split = ", ".join(f"{tally[r]} {style.word(r)}" for r in Ruling if tally[r])
        among = f" in {where}" if len(reports) > 1 else ""
        lines = [f"{many(tally.total(), 'claim')}{among}: {split}", spans]
    hidden = sum(len(report.suppressed) for report in reports)
    if hidden:
        lines.append(f"{many(hidden, 'finding')} suppressed by comments in the note")
    if reasons and any(not ruling.holds for ruling in tally):
        lines.append(f"For the reasons: initproofs check {_again(reports)} --format full")
    return lines


def spans_line(found: int, read: int) -> str:
    head = f"{many(found, 'span')} of maths and code"
    if not found:
        return head
    return f"{head}: {'all read' if read == found else f'{read} read, {found - read} not read'}"


def _again(reports: Sequence[Report]) -> str:
    paths = [safe(shlex.quote(report.document.path)) for report in reports]
    return paths[0] if len(paths) == 1 else "…"


def place(report: Report, span: Span) -> str:
    """``path:line:column``, which an editor can open; in a notebook ``path:cell 3:line:column``."""
    return spot(report.document, span.start)


def spot(document: Document, offset: int) -> str:
    line, column = document.place(offset)
    cell = document.cell(offset)
    inside = "" if cell is None else f"cell {cell}:"
    return f"{safe(document.path)}:{inside}{line}:{column}"


def followers(report: Report, claim: Claim) -> str:
    """The lines of the claims that build on the error of this one: ``lines 3 and 5 follow``."""
    document = report.document
    starts = [
        other.span.start
        for other, verdict in report.findings
        if verdict.follows == claim.span and other is not claim
    ]
    found = dict.fromkeys(document.where(start) for start in sorted(starts))
    if len(found) < 2 or document.cells:
        return f"{series(tuple(found))} follow{'s' * (len(found) == 1)}" if found else ""
    return f"lines {series(tuple(words.removeprefix('line ') for words in found))} follow"


def loud(report: Report) -> list[tuple[Claim, Verdict]]:
    """The findings that need their author's attention."""
    return [pair for pair in report.findings if not pair[1].ruling.holds]

"""Findings of several kinds of claim go in, in the order of the kinds; one list comes out, in
reading order, with one verdict for the same words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from .nouns import Claim, Report, Ruling, Span, Verdict

Finding = tuple[Claim, Verdict]
SENTENCES = "statement"  # the kind that reads whole sentences, in which others find what is theirs


def joined(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Where two kinds claim the very same words, the one that can decide speaks; else the first.

    A sentence most of which another kind has decided is not judged once more.
    """
    found = sorted(findings, key=lambda finding: finding[0].span)
    first: dict[Span, Finding] = {}
    for claim, verdict in found:
        known = first.get(claim.span)
        if known is None or (
            known[0].kind != claim.kind
            and known[1].ruling is Ruling.UNDECIDED is not verdict.ruling
        ):
            first[claim.span] = claim, verdict
    kept = {(span, claim.kind) for span, (claim, _) in first.items()}
    others = [c.span for c, v in found if c.kind != SENTENCES and v.ruling is not Ruling.UNDECIDED]
    return tuple(
        f
        for f in found
        if (f[0].span, f[0].kind) in kept
        and not (f[0].kind == SENTENCES and any(_most(f[0].span, span) for span in others))
    )


def _most(sentence: Span, span: Span) -> bool:
    common = min(sentence.end, span.end) - max(sentence.start, span.start)
    return 2 * common >= sentence.end - sentence.start


def together(reports: Sequence[Report]) -> Report:
    """Reports on one document, each of one kind of claim, as one report."""
    found = (finding for report in reports for finding in report.findings)
    silenced = tuple(finding for report in reports for finding in report.suppressed)
    return replace(reports[0], findings=joined(found), suppressed=silenced)

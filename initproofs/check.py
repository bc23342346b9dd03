"""The whole house on one page: Document → Report."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from .claims import KINDS
from .config import Settings
from .given.replay import replay
from .given.statements import understand
from .nouns import Claim, Document, Report, Ruling, Span, Verdict
from .suppress import suppress

Finding = tuple[Claim, Verdict]
Progress = Callable[[int, int, str], None]


def check(
    document: Document,
    settings: Settings | None = None,
    progress: Progress | None = None,
) -> Report:
    """Every claim of the kinds that are asked for, in reading order, each with its verdict."""
    settings = settings or Settings()
    notes = understand(document)
    played = replay(notes, dict(settings.conventions))
    asked = [kind for kind in KINDS if settings.wants(kind.name)]
    found = [(claim, kind) for kind in asked for claim in kind.find(played)]
    found.sort(key=lambda pair: pair[0].span)  # and then in the order of KINDS
    findings = []
    for count, (claim, kind) in enumerate(found):
        if progress is not None:
            progress(count, len(found), document.where(claim.span.start))
        findings.append((claim, kind.judge(claim)))
    report = Report(document, _one_each(findings), notes.found, notes.unread)
    return suppress(report, [kind.name for kind in KINDS], [kind.name for kind in asked])


def together(reports: Sequence[Report]) -> Report:
    """Reports of single kinds on one document, in the order of the kinds, as one report."""
    order = {kind.name: place for place, kind in enumerate(KINDS)}
    found = [finding for report in reports for finding in report.findings]
    found.sort(key=lambda finding: (finding[0].span, order[finding[0].kind]))
    silenced = tuple(finding for report in reports for finding in report.suppressed)
    return replace(reports[0], findings=_one_each(found), suppressed=silenced)


def _one_each(findings: list[Finding]) -> tuple[Finding, ...]:
    """Where two kinds claim the very same words, the one that can decide speaks; else the first."""
    first: dict[Span, Finding] = {}
    for claim, verdict in findings:
        known = first.get(claim.span)
        if known is None or (
            known[0].kind != claim.kind
            and known[1].ruling is Ruling.UNDECIDED is not verdict.ruling
        ):
            first[claim.span] = claim, verdict
    kept = {(span, claim.kind) for span, (claim, _) in first.items()}
    return tuple(f for f in findings if (f[0].span, f[0].kind) in kept)

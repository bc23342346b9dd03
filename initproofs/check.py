"""The whole house on one page: Document → Report."""

from __future__ import annotations

from collections.abc import Callable

from .claims import KINDS
from .config import Settings
from .given.replay import replay
from .given.statements import understand
from .joined import joined
from .nouns import Document, Report
from .suppress import suppress

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
    report = Report(document, joined(findings), notes.found, notes.unread)
    return suppress(report, [kind.name for kind in KINDS], [kind.name for kind in asked])

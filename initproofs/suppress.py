"""``<!-- initproofs: ignore[KIND] why -->``: a Report goes in, what it silences goes.

A comment alone on its line covers the paragraph or display after it, one beside text its own line,
and ``ignore-file[KIND]`` above all text the whole note. What holds is never hidden; a comment that
cannot be obeyed, or that silences nothing, is told to the author and changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from .nouns import BlockKind, Claim, Document, Report, Span, Unread, Verdict
from .spelling import meant

COMMENT = re.compile(
    r"<!--\s*initproofs:\s*(?P<verb>[\w-]*)\s*(?:\[(?P<kinds>[^\]]*)\])?.{0,500}?-->",
    re.DOTALL,
)
ANY_COMMENT = re.compile(r"<!--.*?-->")
NO_TEXT = re.compile(r"\A---[ \t]*\n.*?\n---[ \t]*\n|\s+|<!--.*?-->", re.DOTALL)
VERBS = ("ignore", "ignore-file")
PREFIX = " \t>"  # a block quote's line is blank if only this stands on it


@dataclass(frozen=True, slots=True)
class Suppression:
    """One kind, silenced in one part of the file by the comment at ``span``."""

    span: Span
    kind: str
    covers: Span

    def hides(self, claim: Claim, verdict: Verdict) -> bool:
        here = claim.span.start < self.covers.end and self.covers.start < claim.span.end
        return claim.kind == self.kind and here and not verdict.ruling.holds


def suppress(report: Report, kinds: Collection[str], judged: Collection[str]) -> Report:
    """The report as its note asks for it; ``kinds`` exist, ``judged`` are those that were run."""
    orders = list(_orders(report.document, kinds))
    asked = [order for order in orders if isinstance(order, Suppression)]
    remarks = [order for order in orders if isinstance(order, Unread)]
    hidden: list[tuple[Claim, Verdict]] = []
    shown: list[tuple[Claim, Verdict]] = []
    for pair in report.findings:
        (hidden if any(order.hides(*pair) for order in asked) else shown).append(pair)
    for order in asked:
        if order.kind in judged and not any(order.hides(*pair) for pair in hidden):
            remarks.append(
                Unread(order.span, f"unused: ignore[{order.kind}] silences nothing here")
            )
    return replace(
        report,
        findings=tuple(shown),
        suppressed=(*report.suppressed, *hidden),
        remarks=(*report.remarks, *sorted(remarks, key=lambda remark: remark.span)),
    )


def _orders(document: Document, kinds: Collection[str]) -> Iterator[Suppression | Unread]:
    code = [b.outer for b in document.blocks if b.kind in (BlockKind.CODE, BlockKind.SNIPPET)]
    top = _first_text(document.source)
    for comment in COMMENT.finditer(document.source):
        span = Span(*comment.span())
        if any(outer.start <= span.start < outer.end for outer in code):
            continue
        verb = comment["verb"]
        words = [word.strip() for word in (comment["kinds"] or "").split(",") if word.strip()]
        if verb not in VERBS:
            yield Unread(span, f"unknown: there is no order “{verb}”{meant(verb, VERBS)}")
        elif not words:
            yield Unread(span, f"unknown: say which kind is meant, as in {verb}[worked-example]")
        elif verb == "ignore-file" and span.start > top:
            yield Unread(span, "unknown: ignore-file has to stand above all text of the note")
        else:
            whole = Span(0, len(document.source) + 1)
            covers = whole if verb == "ignore-file" else _covered(document, span)
            yield from (_order(span, word, covers, kinds) for word in words)


def _order(span: Span, word: str, covers: Span, kinds: Collection[str]) -> Suppression | Unread:
    if word in kinds:
        return Suppression(span, word, covers)
    return Unread(span, f"unknown: there is no kind “{word}”{meant(word, kinds)}")


def _first_text(source: str) -> int:
    """Where the text begins, after front matter and comments."""
    at = 0
    while skipped := NO_TEXT.match(source, at):
        at = skipped.end()
    return at


def _covered(document: Document, span: Span) -> Span:
    """The line a comment stands on if there is anything else on it, or else what comes next."""
    first, last = document.place(span.start)[0], document.place(span.end)[0]
    whole = Span(document.line(first).start, document.line(last).end)
    around = document.source[whole.start : span.start] + document.source[span.end : whole.end]
    if ANY_COMMENT.sub("", around).strip(PREFIX):
        return whole
    return _next_paragraph(document, whole.end)


def _next_paragraph(document: Document, start: int) -> Span:
    """From the first text after ``start`` to the next blank line, never cutting a block."""
    number, last = document.place(start)[0] + 1, document.place(len(document.source))[0]
    while number <= last and _blank(document, number):
        number += 1
    end = start
    while number <= last and not _blank(document, number):
        end = document.line(number).end
        number += 1
    inside = [b.outer.end for b in document.blocks if start <= b.outer.start < end]
    return Span(start, max([end, *inside]))


def _blank(document: Document, number: int) -> bool:
    where = document.line(number)
    return not ANY_COMMENT.sub("", document.source[where.start : where.end]).strip(PREFIX)

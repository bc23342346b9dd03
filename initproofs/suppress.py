"""``<!-- initproofs: ignore[KIND] why -->``: a Report goes in, what it silences goes.

A comment alone on its line covers the paragraph or display after it, one beside text its own line,
and ``ignore-file[KIND]`` above all text the whole note. What holds is never hidden; a comment that
cannot be obeyed, or that silences nothing, is told to the author and changes nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from .nouns import BlockKind, Claim, Document, Report, Span, Unread, Verdict
from .spelling import meant

ORDER = re.compile(r"<!--\s*initproofs:\s*(?P<verb>[\w-]*)\s*(?:\[(?P<kinds>[^\]]*)\])?")
FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n.*?\n---[ \t]*\r?\n", re.DOTALL)
VERBS = ("ignore", "ignore-file")
PREFIX = " \t\r\n>"  # a block quote's line is blank if only this stands on it
MOST = 1000  # orders in one note


@dataclass(frozen=True, slots=True)
class Suppression:
    """One kind, silenced in one part of the file by the comment at ``span``."""

    span: Span
    kind: str
    covers: Span

    def hides(self, claim: Claim, verdict: Verdict) -> bool:
        here = claim.span.start < self.covers.end and self.covers.start < claim.span.end
        return here and claim.kind == self.kind and not verdict.ruling.holds


@dataclass(frozen=True, slots=True)
class Page:
    """A note for finding what a comment covers: its comments, and its text without them."""

    document: Document
    comments: tuple[Span, ...]
    bare: str  # the source, every character of a comment a blank
    paragraphs: tuple[Span, ...]  # runs of lines with text, in order
    blocks: tuple[Span, ...]  # in order

    def covered(self, comment: Span) -> Span:
        """The line a comment stands on if there is text beside it, or else what comes next."""
        first, last = map(self.document.row, (comment.start, comment.end))
        line = Span(self.document.line(first).start, self.document.line(last).end)
        if self.bare[line.start : line.end].strip(PREFIX):
            return line
        after = bisect_left(self.paragraphs, Span(line.end, 0))
        if after == len(self.paragraphs):
            return Span(line.end, line.end)
        return self._whole(self.paragraphs[after])

    def _whole(self, paragraph: Span) -> Span:
        """A paragraph, up to the end of the blocks that begin in it: a display is never cut."""
        begin = bisect_left(self.blocks, Span(paragraph.start, 0))
        stop = bisect_left(self.blocks, Span(paragraph.end, 0))
        ends = [block.end for block in self.blocks[begin:stop]]
        return Span(paragraph.start, max([paragraph.end, *ends]))


def suppress(report: Report, kinds: Collection[str], judged: Collection[str]) -> Report:
    """The report as its note asks for it; ``kinds`` exist, ``judged`` are those that were run."""
    if "initproofs:" not in report.document.source:
        return report
    orders = list(_orders(report.document, kinds))
    asked = [order for order in orders if isinstance(order, Suppression)]
    remarks = [order for order in orders if isinstance(order, Unread)]
    hidden: list[tuple[Claim, Verdict]] = []
    shown: list[tuple[Claim, Verdict]] = []
    for pair in report.findings:
        (hidden if any(order.hides(*pair) for order in asked) else shown).append(pair)
    for order in asked:
        if order.kind in judged and not any(order.hides(*pair) for pair in hidden):
            words = f"unused: ignore[{order.kind}] silences nothing here"
            remarks.append(Unread(order.span, words))
    return replace(
        report,
        findings=tuple(shown),
        suppressed=(*report.suppressed, *hidden),
        remarks=(*report.remarks, *sorted(remarks, key=lambda remark: remark.span)),
    )


def _orders(document: Document, kinds: Collection[str]) -> Iterator[Suppression | Unread]:
    page = _page(document)
    text = len(page.bare) - len(FRONT_MATTER.sub("", page.bare).lstrip())
    given = 0
    for comment in page.comments:
        order = ORDER.match(document.source, comment.start)
        if order is None or order.end() > comment.end:
            continue
        given += 1
        if given > MOST:
            yield Unread(comment, f"unknown: more than {MOST} orders; I follow none from here on")
            return
        words = [word.strip() for word in (order["kinds"] or "").split(",") if word.strip()]
        yield from _order(page, comment, order["verb"], words, kinds, comment.start < text)


def _order(
    page: Page, comment: Span, verb: str, words: list[str], kinds: Collection[str], above: bool
) -> Iterator[Suppression | Unread]:
    """What one comment asks for, a kind at a time; ``above`` all text or below some."""
    if verb not in VERBS:
        yield Unread(comment, f"unknown: there is no order “{verb}”{meant(verb, VERBS)}")
    elif not words:
        yield Unread(comment, f"unknown: say which kind is meant, as in {verb}[worked-example]")
    elif verb == "ignore-file" and not above:
        yield Unread(comment, "unknown: ignore-file has to stand above all text of the note")
    else:
        everything = Span(0, len(page.bare) + 1)
        covers = everything if verb == "ignore-file" else page.covered(comment)
        for word in words:
            if word in kinds:
                yield Suppression(comment, word, covers)
            else:
                yield Unread(comment, f"unknown: there is no kind “{word}”{meant(word, kinds)}")


def _page(document: Document) -> Page:
    code = (BlockKind.CODE, BlockKind.SNIPPET)
    shown = sorted(block.outer for block in document.blocks if block.kind in code)
    comments = tuple(_comments(document.source, shown))
    bare = "".join(_without(document.source, comments))
    blocks = tuple(sorted(block.outer for block in document.blocks))
    return Page(document, comments, bare, tuple(_paragraphs(bare)), blocks)


def _comments(source: str, code: list[Span]) -> Iterator[Span]:
    """Every comment that is closed, but not those that are only shown as code."""
    start = source.find("<!--")
    while start >= 0:
        end = source.find("-->", start)
        if end < 0:
            return
        before = bisect_left(code, Span(start, len(source) + 1)) - 1
        if before >= 0 and start < code[before].end:
            start = source.find("<!--", code[before].end)
            continue
        yield Span(start, end + 3)
        start = source.find("<!--", end + 3)


def _without(source: str, comments: tuple[Span, ...]) -> Iterator[str]:
    at = 0
    for comment in comments:
        yield source[at : comment.start]
        inside = source[comment.start : comment.end]
        yield "".join(letter if letter in "\r\n" else " " for letter in inside)
        at = comment.end
    yield source[at:]


def _paragraphs(bare: str) -> Iterator[Span]:
    at = 0
    for blank, lines in groupby(
        bare.splitlines(keepends=True), lambda line: not line.strip(PREFIX)
    ):
        start, at = at, at + sum(map(len, lines))
        if not blank:
            yield Span(start, at)

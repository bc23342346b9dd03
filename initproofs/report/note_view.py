"""A report goes in; its note comes out as a page shows it: the author's text, claims marked in it.

Everything of the author is escaped; formulas are set, or shown as they were written. Nothing is
left out, moved or restyled but for the line under a claim and the mark behind it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from itertools import groupby, pairwise

from ..nouns import Block, BlockKind, Claim, Report, Ruling, Span, Unread, Verdict
from .formulas import mathml
from .marked import boxed, indices, parts
from .panel import Panel, panel

WORST = (Ruling.REFUTED, Ruling.CONDITIONAL, Ruling.UNDECIDED, Ruling.CONFIRMED, Ruling.PROVED)
ITEM = re.compile(r"[ \t>]*(?:[-*+]|(?P<number>\d+[.)])|\\item|#\.)[ \t]+$")
Found = tuple[Claim, Verdict, Panel]
LAST = re.compile(r"(<math\b(?:(?!<math\b).)*</math>|[^\s<>]+)$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph, heading, display or piece of code, with the panels that belong to it."""

    html: str
    heading: int = 0
    anchor: str = ""
    title: str = ""
    panels: tuple[Panel, ...] = ()


@dataclass
class View:
    """One note while it is laid out; ``unset`` counts the formulas that the page cannot set."""

    report: Report
    prefix: str
    panels: dict[int, list[Panel]] = field(default_factory=dict)  # by the block they belong to
    claims: list[Found] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    unset: int = 0

    def over(self, span: Span) -> list[Found]:
        """The claims that touch a span; those of one place only touch what they stand in."""
        return [
            found
            for found in self.claims
            if found[0].span.start < span.end and found[0].span.end > span.start
        ]


def laid_out(report: Report, prefix: str) -> tuple[list[Part], list[Panel], int]:
    """The parts of the note in order, all panels, and how many formulas could not be set."""
    view = _view(report, prefix)
    blocks = list(enumerate(report.document.blocks))
    found = [
        _part(view, list(group), f"{prefix}s{number}")
        for number, (_, group) in enumerate(groupby(blocks, lambda pair: pair[1].paragraph))
    ]
    if not blocks:  # nothing was read: the file as it is
        source = escape(report.document.source, quote=False)
        found = [Part(f"<pre>{source}</pre>", panels=tuple(view.panels.get(0, ())))]
        return found, list(found[0].panels), 0
    everything = [one for panels in view.panels.values() for one in panels]
    return _tabulated(report, found, blocks), sorted(everything, key=_number), view.unset


def _number(one: Panel) -> int:
    return one.number


def _view(report: Report, prefix: str) -> View:
    blocks = report.document.blocks
    view = View(report, prefix, starts=[block.outer.start for block in blocks])
    for number, (claim, verdict) in enumerate(report.findings, 1):
        last = max(claim.span.end - 1, claim.span.start)
        owner = max(bisect_right(view.starts, last) - 1, 0)
        block = blocks[owner] if blocks else None
        shown = panel(report, claim, verdict, number, f"{prefix}c{number}", block)
        view.panels.setdefault(owner, []).append(shown)
        view.claims.append((claim, verdict, shown))
    return view


def _part(view: View, group: list[tuple[int, Block]], anchor: str) -> Part:
    first = group[0][1]
    html = "".join(_block(view, number, block) for number, block in group)
    panels = tuple(one for number, _ in group for one in view.panels.get(number, ()))
    title = " ".join("".join(block.text for _, block in group).split())
    if first.heading:
        return Part(html, first.heading, anchor, title, panels)
    if len(group) == 1 and first.kind in (BlockKind.CODE, BlockKind.DISPLAY):
        return Part(html, panels=panels)
    return Part(f"<p>{_bullet(view, first)}{html}</p>", panels=panels)


def _bullet(view: View, block: Block) -> str:
    """What stands before an item of a list."""
    document = view.report.document
    line = document.line(document.row(block.outer.start)).start
    item = ITEM.match(document.source[line : block.outer.start])
    return f'<span class="item">{escape(item["number"] or "•")}</span> ' if item else ""


def _block(view: View, number: int, block: Block) -> str:
    if block.kind is BlockKind.DISPLAY:
        return _display(view, number, block)
    if block.kind is BlockKind.INLINE:
        touching = view.over(block.outer)
        return _closed(_lined(_set(view, block.text, False), touching), _marks(view, number))
    code = block.kind in (BlockKind.SNIPPET, BlockKind.CODE)
    written = _running(view, number, block)
    if block.kind is BlockKind.CODE:
        return f"<pre><code>{written}</code></pre>"
    return f"<code>{written}</code>" if code else written


def _set(view: View, tex: str, display: bool, marked: str = "") -> str:
    shown = (mathml(marked, display) if marked else None) or mathml(tex, display)
    if shown is None:
        view.unset += 1
        return f'<code class="unread" title="shown as written">{escape(tex.strip())}</code>'
    return shown


def _lined(html: str, touching: Sequence[Found], extra: str = "") -> str:
    """A line under it that says the worst of what is said of it."""
    rulings = [verdict.ruling for _, verdict, _ in touching]
    worst = next((ruling.value for ruling in WORST if ruling in rulings), "")
    names = " ".join(filter(None, [extra, f"on {worst}" if worst else ""]))
    return f'<span class="{names}">{html}</span>' if names else html


def _marks(view: View, number: int, chosen: Sequence[Panel] | None = None) -> str:
    shown = view.panels.get(number, ()) if chosen is None else chosen
    return "".join(
        f'<a class="ref {one.status}" href="#{one.anchor}" tabindex="-1"><span class="vh">claim '
        f'{one.number}, {one.status}</span><svg class="mark {one.status}" aria-hidden="true">'
        f'<use href="#m-{one.status}"/></svg><span aria-hidden="true">{one.number}</span></a>'
        for one in shown
    )


def _closed(html: str, marks: str) -> str:
    """A mark is held to what it stands behind, so that it never begins a line."""
    return f'<span class="held">{html}{marks}</span>' if marks else html


def _running(view: View, number: int, block: Block) -> str:
    """Words or code, cut wherever a claim or something unread begins or ends."""
    touching = [(indices(block, found[0].span), found) for found in view.over(block.outer)]
    unread = [indices(block, trouble.span) for trouble in _unread(view, block)]
    edges = {0, len(block.text), *(at for pair, _ in touching for at in pair)}
    cuts = sorted(edges.union(*unread) if unread else edges)
    mine = list(view.panels.get(number, ()))
    out = ""
    for low, high in pairwise(cuts):
        inside = [found for (start, end), found in touching if start <= low and high <= end]
        html = escape(block.text[low:high], quote=False)
        if any(start <= low and high <= end for start, end in unread):
            html = f'<span class="unread">{html}</span>'
        ending = [one for (_, end), (_, _, one) in touching if end == high and one in mine]
        mine = [one for one in mine if one not in ending]
        out += _lined(_held(html, _marks(view, number, ending)), inside)
    return out + _marks(view, number, mine)


def _held(html: str, marks: str) -> str:
    last = LAST.search(html)
    if not marks or last is None:
        return html + marks
    return f"{html[: last.start()]}{_closed(last[0], marks)}"


def _unread(view: View, block: Block) -> list[Unread]:
    begin, end = block.outer.start, block.outer.end
    return [t for t in view.report.unread if begin <= t.span.start < end]


def _display(view: View, number: int, block: Block) -> str:
    """The formulas of a display side by side, each with the marks of the claims that end in it."""
    waiting = list(view.panels.get(number, ()))
    out = ""
    for start, end in parts(block.text):
        here = block.at(start, end)
        touching = view.over(here)
        wrong = [
            indices(block, mark)
            for _, verdict, _ in touching
            if verdict.ruling is Ruling.REFUTED
            for mark in verdict.marks
        ]
        html = _set(view, block.text[start:end], True, boxed(block.text, start, end, wrong))
        last = end == len(block.text)
        mine = [
            one for one in waiting if last or view.claims[one.number - 1][0].span.end <= here.end
        ]
        waiting = [one for one in waiting if one not in mine]
        out += _lined(html + _marks(view, number, mine), touching, "formula")
    return f'<div class="display">{out}</div>'


def _tabulated(
    report: Report, found: list[Part], blocks: Sequence[tuple[int, Block]]
) -> list[Part]:
    """Paragraphs that stand in one row of the file, with bars between them, as a row of a table."""
    firsts = [next(group)[1] for _, group in groupby(blocks, lambda pair: pair[1].paragraph)]
    rows = [_row(report, block) for block in firsts]
    result: list[Part] = []
    for (row, _), group in groupby(zip(rows, found, strict=True), lambda pair: (pair[0], 0)):
        cells = [part for _, part in group]
        if row < 0 or len(cells) < 2:
            result += cells
            continue
        inner = "".join(f"<td>{cell.html}</td>" for cell in cells)
        panels = tuple(one for cell in cells for one in cell.panels)
        result.append(Part(f'<table class="row"><tr>{inner}</tr></table>', panels=panels))
    return result


def _row(report: Report, block: Block) -> int:
    """The row of the file that a cell stands in; -1 for what is no cell."""
    row = report.document.row(block.outer.start)
    line = report.document.line(row)
    bars = report.document.source.count("|", line.start, line.end)
    return row if bars > 1 and block.kind is not BlockKind.CODE else -1

"""A report goes in; its note comes out as a page shows it: the author's text, claims marked in it.

Everything of the author is escaped; formulas are set, or shown as they were written. Nothing is
left out, moved or restyled but for the line under a claim and the mark behind it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from html import escape
from itertools import groupby, pairwise

from ..nouns import Block, BlockKind, Claim, Report, Ruling, Span, Unread, Verdict
from .formulas import mathml
from .marked import Range, boxed, indices, links, parts
from .markup import Links, Mark, marks
from .panel import Panel, panel
from .part import Part
from .pictures import framed, with_pictures
from .standing import Standing
from .tables import tabulated

ALONE = (BlockKind.DISPLAY, BlockKind.CODE)
WORST = (Ruling.REFUTED, Ruling.CONDITIONAL, Ruling.UNDECIDED, Ruling.CONFIRMED, Ruling.PROVED)
LONG = 160  # characters of source that are set a little smaller
PUNCTUATION = re.compile(r"[.,;:!?)\]’”]+")
Found = tuple[Claim, Verdict, Panel]
# What opens a theorem or a proof, in Markdown and in TeX: its name is the author's own.
PROVED = re.compile(r"[:`~]{3,}\s*\{(?:prf:)?(\w+)\}|\\begin\{(\w+)\*?\}")
LAST = re.compile(r"(<math\b(?:(?!<math\b).)*</math>|[^\s<>]+)$", re.DOTALL)


@dataclass
class View:
    """One note while it is laid out; ``unset`` counts the formulas that the page cannot set."""

    report: Report
    prefix: str
    links: Links
    panels: dict[int, list[Panel]] = field(default_factory=dict)  # by the block they belong to
    claims: list[Found] = field(default_factory=list)
    marks: tuple[Mark, ...] = ()  # of the paragraph that is laid out
    starts: list[int] = field(default_factory=list)
    unset: int = 0

    @cached_property
    def standing(self) -> Standing:
        return Standing(self.report.document)

    def over(self, span: Span) -> list[Found]:
        """The claims that touch a span; those of one place only touch what they stand in."""
        return [
            found
            for found in self.claims
            if found[0].span.start < span.end and found[0].span.end > span.start
        ]


def laid_out(report: Report, prefix: str, links: Links) -> tuple[list[Part], list[Panel], int]:
    """The parts of the note in order, all panels, and how many formulas could not be set."""
    view = _view(report, prefix, links)
    document = report.document
    blocks = enumerate(document.blocks)
    groups = [list(group) for _, group in groupby(blocks, lambda pair: pair[1].paragraph)]
    if not groups:  # nothing was read: the file as it is
        found = [_unread_file(document.source, tuple(view.panels.get(0, ())))]
        return found, list(found[0].panels), 0
    indents = view.standing.indents([group[0][1] for group in groups])
    found = [
        replace(
            _part(view, group, f"{prefix}s{number}"),
            quoted=view.standing.quoted(group[0][1]),
            indent=indent,
        )
        for number, (group, indent) in enumerate(zip(groups, indents, strict=True))
    ]
    everything = [one for panels in view.panels.values() for one in panels]
    rows = tabulated(document, found, [[block for _, block in group] for group in groups])
    shown = with_pictures(document, _proved(report, rows))
    return shown, sorted(everything, key=_number), view.unset


def _unread_file(source: str, panels: tuple[Panel, ...]) -> Part:
    words = f"<pre>{escape(source, quote=False)}</pre>" if source.strip() else ""
    return Part(words or '<p class="ui soft">This note is empty.</p>', panels=panels)


def _proved(report: Report, found: Sequence[Part]) -> list[Part]:
    """The parts of theorems and proofs, the first of each with its name."""
    shown = list(found)
    for span in report.document.proved:
        opening = PROVED.match(report.document.source, span.start)
        inside = [n for n, part in enumerate(found) if span.start <= part.start < span.end]
        if not opening or not inside:
            continue
        kind = (opening[1] or opening[2]).lower()
        for number in inside:
            shown[number] = replace(shown[number], inside=kind, ends=number == inside[-1])
        first = shown[inside[0]]
        name = f'<b class="opens">{escape(kind.capitalize())}.</b> '
        paragraph = first.html.removeprefix("<p>")
        html = f"<p>{name}{'</p>' * (paragraph == first.html)}{paragraph}"
        shown[inside[0]] = replace(first, html=html)
    return shown


def _number(one: Panel) -> int:
    return one.number


def _view(report: Report, prefix: str, links: Links) -> View:
    blocks = report.document.blocks
    view = View(report, prefix, links, starts=[block.outer.start for block in blocks])
    for number, (claim, verdict) in enumerate(report.findings, 1):
        last = max(claim.span.end - 1, claim.span.start)
        owner = max(bisect_right(view.starts, last) - 1, 0)
        block = blocks[owner] if blocks else None
        shown = panel(report, claim, verdict, number, f"{prefix}c{number}", block)
        view.panels.setdefault(owner, []).append(shown)
        view.claims.append((claim, verdict, shown))
    return view


def _part(view: View, group: list[tuple[int, Block]], anchor: str) -> Part:
    first, start = group[0][1], group[0][1].outer.start
    view.marks = tuple(marks(view.report.document, [block for _, block in group], view.links))
    pieces = [_block(view, number, block) for number, block in group]
    panels = tuple(one for number, _ in group for one in view.panels.get(number, ()))
    title = " ".join("".join(block.text for _, block in group).split())
    if first.heading:
        return Part("".join(pieces), first.heading, anchor, title, panels, start)
    if first.kind is BlockKind.CODE and len(group) == 1:
        return Part(pieces[0], panels=panels, start=start)
    kinds = [block.kind for _, block in group]
    pieces = _apart(view, [block for _, block in group], pieces)
    html = _paragraphs(list(zip(kinds, pieces, strict=True)), view.standing.bullet(first))
    return Part(html, title=title, panels=panels, start=start)


def _apart(view: View, blocks: Sequence[Block], pieces: Sequence[str]) -> list[str]:
    """What stood apart stands apart; what closes a sentence is held to the formula before it."""
    out = list(pieces)
    for number, (before, block) in enumerate(pairwise(blocks)):
        between = view.report.document.source[before.outer.end : block.outer.start]
        here = before.kind not in ALONE and block.kind not in ALONE
        if here and not between.strip() and between:
            typed = {before.kind, block.kind} == {BlockKind.PLAIN} and "\n" in between
            out[number] += "<br>" if typed else " "
        closing = PUNCTUATION.match(out[number + 1])
        if before.kind is BlockKind.INLINE and closing and not between:
            out[number] = _closed(out[number], closing[0])
            out[number + 1] = out[number + 1][closing.end() :]
    return out


def _paragraphs(pieces: Sequence[tuple[BlockKind, str]], bullet: str) -> str:
    """Running text in paragraphs; displays between them, where no paragraph may go on."""
    html = ""
    for alone, group in groupby(pieces, lambda pair: pair[0] in ALONE):
        inner = "".join(piece for _, piece in group)
        html += inner if alone else f"<p>{bullet}{inner}</p>"
        bullet = bullet if alone else ""
    return html


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


def _chain(view: View, tex: str, whole: Range, wrong: Sequence[Range]) -> str:
    """A formula of a display; where it is long, in pieces that a narrow page sets in lines."""
    pieces = [
        mathml(boxed(tex, low, high, wrong), True) or mathml(tex[low:high], True)
        for low, high in links(tex, whole, wrong)
    ]
    if len(pieces) > 1 and None not in pieces:
        html = " ".join(filter(None, pieces))
    else:
        html = _set(view, tex[slice(*whole)], True, boxed(tex, *whole, wrong))
    return f'<span class="long">{html}</span>' if whole[1] - whole[0] > LONG else html


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
    marked = [(indices(block, mark.span), mark) for mark in view.marks]
    edges = {0, len(block.text), *(at for pair, _ in (*touching, *marked) for at in pair)}
    cuts = sorted(edges.union(*unread))
    mine = list(view.panels.get(number, ()))
    out = ""
    for low, high in pairwise(cuts):
        inside = [found for (start, end), found in touching if start <= low and high <= end]
        html = escape(block.text[low:high], quote=False)
        if any(start <= low and high <= end for start, end in unread):
            html = f'<span class="unread">{html}</span>'
        for (start, end), mark in reversed(marked):
            if start <= low and high <= end:
                html = _in(mark, html)
        ending = [one for (_, end), (_, _, one) in touching if end == high and one in mine]
        mine = [one for one in mine if one not in ending]
        out += _lined(_held(html, _marks(view, number, ending)), inside)
    return out + _marks(view, number, mine)


def _in(mark: Mark, html: str) -> str:
    if mark.tag == "img":
        return framed(mark.anchor, html)
    target = f' href="#{mark.anchor}"' if mark.anchor else ""
    return f"<{mark.tag}{target}>{html}</{mark.tag}>"


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
        html = _chain(view, block.text, (start, end), wrong)
        last = end == len(block.text)
        mine = [
            one for one in waiting if last or view.claims[one.number - 1][0].span.end <= here.end
        ]
        waiting = [one for one in waiting if one not in mine]
        out += _lined(html + _marks(view, number, mine), touching, "formula")
    return f'<div class="display">{out}</div>'

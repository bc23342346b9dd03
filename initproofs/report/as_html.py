"""For eyes that want to see: reports go in, one HTML page comes out that needs nothing else.

The notes stand in it as they were written, verdicts in the margin, reasons behind them. Every word
of an author is escaped, no script but ours may run, and nothing is fetched.
"""

from __future__ import annotations

import base64
import hashlib
import re
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from importlib import resources
from importlib.metadata import version
from itertools import zip_longest
from pathlib import PurePath

from ..nouns import Refusal, Report, Ruling, Unread
from .figure import Figure
from .lede import MEANINGS, lede, titled
from .markup import Links
from .note_view import laid_out
from .ordering import is_index, ordered
from .panel import Panel
from .part import Part
from .sentences import sentence
from .style import Style, glyph, safe
from .summary import counts, many, read_spans, spans_line

STEERING = re.compile("[^\n -~\xa0-\u200d\u2010-\u2029\u202f-\u2065\u206a-\ud7ff\ue000-\U0010ffff]")
URGENT = (Ruling.REFUTED, Ruling.CONDITIONAL)


@dataclass(frozen=True, slots=True)
class Page:
    """One note as the template asks for it."""

    anchor: str
    title: str
    name: str
    path: str
    lede: str
    counted: str
    sections: list[tuple[Part, list[Panel]]]
    parts: list[Part]
    panels: list[Panel]
    mend: list[Panel]
    unread: list[tuple[str, str, str]]


def as_html(reports: Sequence[Report], refusals: Sequence[Refusal], _style: Style) -> str:
    """One page for all notes, in the order in which an index names them or that of their files."""
    from jinja2 import Environment, PackageLoader
    from markupsafe import Markup

    environment = Environment(
        loader=PackageLoader("initproofs.report", "page"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["ours"] = Markup  # HTML of our own making, every word in it escaped
    environment.filters["said"] = lambda words: Markup(sentence(words))  # noqa: S704
    script = _file("report.js")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    named = [(f"n{number}-", report) for number, report in enumerate(ordered(reports), 1)]
    links = {report.document.path: f"{prefix}note" for prefix, report in named}
    pages = [_page(report, prefix, links) for prefix, report in named]
    tally = counts(reports)
    page = environment.get_template("report.html.j2").render(
        pages=pages,
        title=_title(pages),
        shared={title for title, times in Counter(p.title for p in pages).items() if times > 1},
        lede=lede(tally),
        counted=_counted(reports, 0) if len(pages) > 1 else "",
        counts=[(ruling.value, tally[ruling]) for ruling in Ruling],
        meanings=[(ruling.value, words) for ruling, words in MEANINGS.items()],
        refusals=[(safe(refusal.path), safe(refusal.reason)) for refusal in refusals],
        css=_file("report.css"),
        js=script,
        digest=f"sha256-{digest}",
        version=version("initproofs"),
    )
    return STEERING.sub(_harmless, page)


def _harmless(match: re.Match[str]) -> str:
    """What would steer a terminal or turn text around is shown, as in every other report."""
    return " " if match[0] in "\t\r\v\f\x85" else glyph(match[0])


def _file(name: str) -> str:
    return resources.files("initproofs.report").joinpath("page", name).read_text("utf8")


def _title(pages: Sequence[Page]) -> str:
    """The note's own; of several, that of their index, or how many there are."""
    index = bool(pages) and is_index(pages[0].path)
    return pages[0].title if len(pages) == 1 or index else many(len(pages), "note")


def _page(report: Report, prefix: str, links: Links) -> Page:
    from .plots import figures  # with all that simulates

    parts, panels, unset = laid_out(report, prefix, links)
    title, parts = titled(report, parts)
    return Page(
        f"{prefix}note",
        title,
        safe(PurePath(report.document.path).name),
        safe(report.document.path),
        lede(counts([report])),
        _counted([report], unset),
        _sections(parts),
        _illustrated(parts, figures(report, prefix)),
        panels,
        [one for ruling in URGENT for one in panels if one.status == ruling.value],
        [_unread(report, trouble) for trouble in (*report.unread, *report.remarks)],
    )


def _illustrated(parts: Sequence[Part], found: Sequence[Figure]) -> list[Part]:
    """Each figure behind the part that calls for it, as soon as its author's sentence ends; before
    any part, behind the first."""
    shown, waiting = [], list(found)
    for part, after in zip_longest(parts, parts[1:]):
        ends = after.start if after else sys.maxsize
        end = 0 if after and _goes_on(part, after) else ends
        mine = tuple(figure for figure in waiting if figure.after < end)
        waiting = [figure for figure in waiting if figure.after >= end]
        shown.append(replace(part, figures=mine))
    return shown


def _goes_on(part: Part, after: Part) -> bool:
    """Does the sentence of one part run on into the next?"""
    same = not after.heading and not part.heading
    return same and (after.title[:1].islower() or part.title.endswith((":", ",")))


def _counted(reports: Sequence[Report], unset: int) -> str:
    words = [spans_line(sum(r.found for r in reports), sum(map(read_spans, reports)))]
    if unset:
        words.append(f"{many(unset, 'formula')} shown as written, which this page cannot set")
    hidden = sum(len(report.suppressed) for report in reports)
    if hidden:
        words.append(f"{many(hidden, 'finding')} suppressed by comments in the note")
    return ". ".join(words) + "."


def _sections(parts: Sequence[Part]) -> list[tuple[Part, list[Panel]]]:
    """Each heading with the panels of what stands under it."""
    sections: list[tuple[Part, list[Panel]]] = []
    for part in parts:
        if part.heading:
            sections.append((part, []))
        if sections:
            sections[-1][1].extend(part.panels)
    return sections


def _unread(report: Report, trouble: Unread) -> tuple[str, str, str]:
    document = report.document
    source = document.source[trouble.span.start : trouble.span.end]
    return document.where(trouble.span.start), safe(source), safe(trouble.reason)

"""For eyes that want to see: reports go in, one HTML page comes out that needs nothing else.

The notes stand in it as they were written, verdicts in the margin, reasons behind them. Every word
of an author is escaped, no script but ours may run, and nothing is fetched.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources
from importlib.metadata import version
from typing import TYPE_CHECKING

from ..nouns import Refusal, Report, Ruling, Unread
from .formulas import sentence
from .lede import MEANINGS, lede, titled
from .note_view import Part, laid_out
from .panel import Panel
from .style import Style, glyph, safe
from .summary import counts, many, read_spans, spans_line, spot

if TYPE_CHECKING:
    from .plots import Figure

STEERING = re.compile("[^\n -~\xa0-\u200d\u2010-\u2029\u202f-\u2065\u206a-\ud7ff\ue000-\U0010ffff]")
URGENT = (Ruling.REFUTED, Ruling.CONDITIONAL)


@dataclass(frozen=True, slots=True)
class Page:
    """One note as the template asks for it."""

    anchor: str
    title: str
    path: str
    lede: str
    counted: str
    sections: list[tuple[Part, list[Panel]]]
    parts: list[Part]
    mend: list[Panel]
    unread: list[tuple[str, str, str]]
    figures: list[Figure]


def as_html(reports: Sequence[Report], refusals: Sequence[Refusal], _style: Style) -> str:
    """One page for all notes, in the order of their files."""
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
    pages = [_page(report, f"n{number}-") for number, report in enumerate(reports, 1)]
    tally = counts(reports)
    page = environment.get_template("report.html.j2").render(
        pages=pages,
        title=pages[0].title if len(pages) == 1 else many(len(pages), "note"),
        lede=pages[0].lede if len(pages) == 1 else lede(tally),
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


def _page(report: Report, prefix: str) -> Page:
    from .plots import figures  # with all that simulates

    parts, panels, unset = laid_out(report, prefix)
    title, parts = titled(report, parts)
    return Page(
        f"{prefix}note",
        title,
        safe(report.document.path),
        lede(counts([report])),
        _counted(report, unset),
        _sections(parts),
        parts,
        [one for ruling in URGENT for one in panels if one.status == ruling.value],
        [_unread(report, trouble) for trouble in (*report.unread, *report.remarks)],
        figures(report, prefix),
    )


def _counted(report: Report, unset: int) -> str:
    words = [spans_line(report.found, read_spans(report))]
    if unset:
        words.append(f"{many(unset, 'formula')} shown as written, which this page cannot set")
    if report.suppressed:
        words.append(
            f"{many(len(report.suppressed), 'finding')} suppressed by comments in the note"
        )
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
    return spot(document, trouble.span.start), safe(source), safe(trouble.reason)

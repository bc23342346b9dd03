"""For machines: reports go in, one JSON document comes out, version 1 (additions, never renames).

Lines and columns count from 1 in the author's file, ends are exclusive; whatever is not a finite
number is null, and the text is ASCII, so that no terminal and no pipe can spoil it.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict

from ..listed import Listed
from ..nouns import (
    Assumption,
    Claim,
    Counterexample,
    Document,
    Evidence,
    Missing,
    Refusal,
    Report,
    Ruling,
    Span,
    Verdict,
)
from .style import Style
from .summary import counts, read_spans

Json = dict[str, object]


def as_json(reports: Sequence[Report], refusals: Sequence[Refusal], _style: Style) -> str:
    """The contract of ``check --format json``."""
    tally = counts(reports)
    body = {
        "version": 1,
        "documents": [_document(report) for report in reports],
        "errors": [_error(refusal) for refusal in refusals],
        "summary": {ruling.value: tally[ruling] for ruling in Ruling},
    }
    return json.dumps(body, indent=1, allow_nan=False) + "\n"


def listing_as_json(
    listings: Sequence[tuple[Document, Sequence[Listed]]],
    refusals: Sequence[Refusal],
    _style: Style,
) -> str:
    """The contract of ``read --format json``."""
    body = {
        "version": 1,
        "documents": [_listing(document, readings) for document, readings in listings],
        "errors": [_error(refusal) for refusal in refusals],
    }
    return json.dumps(body, indent=1, allow_nan=False) + "\n"


def _document(report: Report) -> Json:
    names = _names(report)
    claims = [_finding(report, finding, names) for finding in report.findings]
    hidden = [_finding(report, finding, names) for finding in report.suppressed]
    return {
        "path": report.document.path,
        "spans": {"found": report.found, "read": read_spans(report)},
        "claims": claims,
        "unread": [{**_place(report.document, u.span), "reason": u.reason} for u in report.unread],
        "suppressed": hidden,
        "remarks": [
            {**_place(report.document, r.span), "reason": r.reason} for r in report.remarks
        ],
    }


def _names(report: Report) -> Mapping[int, str]:
    """A name for each claim: its place, and a number when two claims begin there."""
    names: dict[int, str] = {}
    taken: dict[str, int] = {}
    for claim, _ in (*report.findings, *report.suppressed):
        name = _name(report.document, claim.span)
        taken[name] = taken.get(name, 0) + 1
        names[id(claim)] = name if taken[name] == 1 else f"{name}#{taken[name]}"
    return names


def _name(document: Document, span: Span) -> str:
    cell = document.cell(span.start)
    numbers = [*([] if cell is None else [f"cell {cell}"]), *map(str, document.place(span.start))]
    return ":".join([document.path, *numbers])


def _place(document: Document, span: Span) -> Json:
    line, column = document.place(span.start)
    end_line, end_column = document.place(span.end)
    return {
        "line": line,
        "column": column,
        "end_line": end_line,
        "end_column": end_column,
        "cell": document.cell(span.start),
    }


def _finding(report: Report, finding: tuple[Claim, Verdict], names: Mapping[int, str]) -> Json:
    claim, verdict = finding
    return {
        "id": names[id(claim)],
        **_place(report.document, claim.span),
        "source": claim.source,
        "kind": claim.kind,
        "status": verdict.ruling.value,
        "message": verdict.message,
        "assumptions": _assumptions(verdict),
        "correction": verdict.correction,
        "counterexample": _counterexample(verdict),
        "evidence": [_evidence(evidence, report.document) for evidence in verdict.evidence],
        "brief": verdict.brief or verdict.message,
        "follows": _follows(report, verdict, names),
        "marks": [_place(report.document, mark) for mark in verdict.marks],
    }


def _assumptions(verdict: Verdict) -> list[str]:
    missing = [a for e in verdict.evidence if isinstance(e, Missing) for a in e.assumptions]
    return [assumption.words for assumption in (*verdict.used, *missing)]


def _counterexample(verdict: Verdict) -> Json:
    for evidence in verdict.evidence:
        if isinstance(evidence, Counterexample):
            return {
                "wrote": evidence.wrote,
                "is": evidence.true,
                "because": evidence.because,
                "values": dict(evidence.example),
                "readings": list(evidence.readings),
            }
    return {}


def _evidence(evidence: Evidence, document: Document) -> Json:
    """Every field of the evidence under its own name, and the name of the method."""
    fields = {name: _plain(value) for name, value in asdict(evidence).items()}
    if isinstance(evidence, Missing):
        fields["assumptions"] = [_assumption(a, document) for a in evidence.assumptions]
    return {"method": type(evidence).__name__.lower(), **fields}


def _assumption(assumption: Assumption, document: Document) -> Json:
    at = assumption.span and _place(document, assumption.span)
    return {"words": assumption.words, "place": at}


def _plain(value: object) -> object:
    return None if isinstance(value, float) and not math.isfinite(value) else value


def _follows(report: Report, verdict: Verdict, names: Mapping[int, str]) -> str | None:
    if verdict.follows is None:
        return None
    for claim, _ in (*report.findings, *report.suppressed):
        if claim.span == verdict.follows:
            return names[id(claim)]
    return _name(report.document, verdict.follows)


def _error(refusal: Refusal) -> Json:
    line, column = refusal.place or (None, None)
    return {"path": refusal.path, "line": line, "column": column, "reason": refusal.reason}


def _listing(document: Document, readings: Sequence[Listed]) -> Json:
    spans = {"found": len(readings), "read": sum(not reading.unread for reading in readings)}
    rows = [_reading(document, reading) for reading in readings]
    return {"path": document.path, "spans": spans, "readings": rows}


def _reading(document: Document, reading: Listed) -> Json:
    return {
        "id": _name(document, reading.span),
        **_place(document, reading.span),
        "source": reading.source,
        "status": "not read" if reading.unread else reading.status,
        "reading": None if reading.unread else reading.plain,
        "names": [asdict(role) for role in reading.roles],
        "unread": [{**_place(document, u.span), "reason": u.reason} for u in reading.unread],
    }

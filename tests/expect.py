"""``<!-- expect: REFUTED "words" -->``: what a note itself says that it should be told.

A comment speaks of the formula before it, several of several verdicts on it. Whatever is not spoken
of has to hold, or be undecided: a note is a test of false alarms too.
"""

import re
from bisect import bisect_left

from initproofs.check import check
from initproofs.nouns import BlockKind, Document, Report, Ruling, Verdict
from initproofs.read import read_text

EXPECT = re.compile(r'<!--\s*expect:\s*(?P<ruling>[A-Z]+)(?:\s+"(?P<words>[^"]*)")?\s*-->')
QUIET = {Ruling.PROVED, Ruling.CONFIRMED, Ruling.UNDECIDED}


def disappointments(name: str, source: str) -> list[str]:
    """Every expectation of a note that is not met, and every alarm it does not expect."""
    document = read_text(name, source)
    report = check(document)
    formulas = [b.outer for b in document.blocks if b.kind is not BlockKind.PROSE]
    wanted = {}
    for comment in EXPECT.finditer(source):
        before = bisect_left([outer.end for outer in formulas], comment.start() + 1) - 1
        wanted.setdefault(before, []).append((Ruling[comment["ruling"]], comment["words"] or ""))
    found = _verdicts_by_formula(report, formulas)
    troubles = []
    for place, outer in enumerate(formulas):
        got = list(found.get(place, ()))
        for ruling, words in wanted.get(place, ()):
            met = next((v for v in got if v.ruling is ruling and words in v.message), None)
            if met is None:
                said = [f"{v.ruling}: {v.message}" for v in found.get(place, ())]
                troubles.append(
                    f"{_line(document, outer)}: {ruling} {words!r} expected, got {said}"
                )
            else:
                got.remove(met)
        troubles += [
            f"{_line(document, outer)}: not expected: {v.ruling}: {v.message}"
            for v in got
            if v.ruling not in QUIET
        ]
    return troubles


def _verdicts_by_formula(report: Report, formulas: list) -> dict[int, list[Verdict]]:
    """A sentence with several formulas belongs to its last one, which a comment stands behind."""
    found: dict[int, list[Verdict]] = {}
    for claim, verdict in report.findings:
        place = bisect_left([outer.start for outer in formulas], claim.span.end) - 1
        found.setdefault(max(place, 0), []).append(verdict)
    return found


def _line(document: Document, outer) -> str:
    return f"{document.path}:{document.place(outer.start)[0]}"

"""Whatever is said to be written instead is read by our own reader, and is not refuted there."""

import re
from functools import cache
from itertools import chain
from pathlib import Path

import pytest

from initproofs.check import check
from initproofs.claims import KINDS
from initproofs.nouns import BlockKind, Ruling
from initproofs.read import read_text

from .test_manuals import section

NOTES = Path(__file__).parents[1] / "notes"
MANUALS = [(f"{kind.name}.md", section(kind, "Example")) for kind in KINDS]
SOURCES = [*MANUALS, *((path.name, path.read_text("utf8")) for path in NOTES.glob("*.md"))]
RELATION = re.compile(r"=|≈|\\approx")
# Of these a correction is an expression to paste; others say in words what to change.
KINDS_OF_FORMULAS = frozenset(
    "activation gradient identity initializer moments notation shape worked-example".split()
)


def places(source, claim, verdict):
    """Where a reader may paste it: over what is marked, behind a relation, over the whole."""
    start, end = claim.span.start, claim.span.end
    if len(verdict.marks) == 1:
        yield verdict.marks[0].start, verdict.marks[0].end
    relations = [match.end() for match in RELATION.finditer(source, start, end)]
    yield from ((at, end) for at in reversed(relations))
    yield start, end


def is_sound(name, source, start, end, correction, silent):
    """Pasted there it is read to the end and claimed, unless it is ``silent``; not refuted."""
    pasted = " " * source[start - 1].isalpha() + correction
    report = check(read_text(name, source[:start] + pasted + source[end:]))
    stop = start + len(pasted) + 1
    here = [v for c, v in report.findings if c.span.start < stop and start < c.span.end <= stop]
    unread = [trouble for trouble in report.unread if start <= trouble.span.start < stop]
    fails = any(verdict.ruling is Ruling.REFUTED for verdict in here)
    return not fails and not unread and bool(here or silent)


@cache
def findings(name, source):
    return check(read_text(name, source)).findings


def unsound(name, source):
    for claim, verdict in findings(name, source):
        if verdict.ruling is Ruling.REFUTED and verdict.correction:
            pasted = (
                is_sound(name, source, *place, verdict.correction, claim.kind == "notation")
                for place in places(source, claim, verdict)
            )
            if claim.kind in KINDS_OF_FORMULAS and not any(pasted):
                yield f"{claim.source} -> {verdict.correction}"


@pytest.mark.parametrize(("name", "source"), SOURCES, ids=[name for name, _ in SOURCES])
def test_corrections_can_be_pasted(name, source):
    assert [*unsound(name, source)] == []


def test_there_are_corrections_to_paste():
    found = chain.from_iterable(findings(*source) for source in SOURCES)
    corrected = [claim.kind for claim, verdict in found if verdict.correction]
    assert len(corrected) > 15
    assert len({*corrected} & KINDS_OF_FORMULAS) > 6


@pytest.mark.parametrize("typed", ["0.25^10 = 0.3", "1/3 + 1/3 = 0.7"])
def test_typed_maths_is_corrected_as_it_was_typed(typed):
    document = read_text("a.md", f"We find {typed} here.")
    assert BlockKind.PLAIN in [block.kind for block in document.blocks]
    corrections = [verdict.correction for _, verdict in check(document).findings]
    assert corrections
    assert not any("\\" in correction for correction in corrections if correction)

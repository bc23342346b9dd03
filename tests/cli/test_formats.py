"""Each format says everything: transcripts, every ruling, every kind of evidence, any text."""

from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from initproofs.nouns import (
    Assumption,
    Bound,
    Claim,
    Counterexample,
    Document,
    Enumeration,
    Evidence,
    Missing,
    Proof,
    Reason,
    Report,
    Reproduction,
    Ruling,
    Simulation,
    Span,
    Unread,
    Verdict,
)
from initproofs.report import FORMATS, LISTING_FORMATS
from initproofs.report.style import Style, width

from .examples import DOCUMENT, EMPTY, FINDINGS, HOLDS, READINGS, REPORT, only

TRANSCRIPTS = Path(__file__).parent / "transcripts"
SAMPLES = (
    Proof((("first rule", "a = b"), ("second rule", "b = c"))),
    Enumeration(12, "every law on two points", 3),
    Bound("0.3407", "0.3409", "Var(relu(z))"),
    Simulation(0.25, 0.01, 4096, 77, 0.02, 0.03, 0.04),
    Reproduction("the product of line 3", 8, 9),
    Counterexample("35", "35/3", "line 2 divides", (("m", "17"),), ("one reading", "another")),
    Missing((Assumption("the mean is zero", Span(0, 3)),), "x = 1 breaks it"),
    Reason("two readings disagree"),
)


def transcript(name):
    return (TRANSCRIPTS / f"{name}.txt").read_text("utf8")


@pytest.mark.parametrize("name", ["concise", "full"])
def test_a_report_looks_as_it_was_drawn(name):
    assert FORMATS[name]([REPORT], [], Style()) == transcript(name)


def test_a_narrow_terminal_cuts_the_excerpt_and_never_the_message():
    narrow = FORMATS["full"]([REPORT], [], Style(width=60))
    assert narrow == transcript("narrow")
    for _, verdict in only(Ruling.REFUTED).findings:
        assert verdict.message in narrow


def test_a_listing_looks_as_it_was_drawn():
    assert LISTING_FORMATS["text"]([(DOCUMENT, READINGS)], [], Style()) == transcript("read")


def test_all_well_is_said_with_the_counts():
    assert FORMATS["concise"]([HOLDS], [], Style()) == (
        "1 claim: 1 proved\n3 spans of maths and code: all read\n"
    )


def test_nothing_found_is_said():
    assert FORMATS["concise"]([EMPTY], [], Style()) == (
        "0 claims found in empty.md: 0 spans of maths and code\n"
    )


def test_several_notes_have_one_foot():
    text = FORMATS["concise"]([HOLDS, EMPTY], [], Style())
    assert text.startswith("1 claim in 2 notes: 1 proved\n")


def test_what_was_suppressed_is_counted():
    report = replace(HOLDS, suppressed=FINDINGS[1:2])
    for name in ("concise", "full"):
        assert "1 finding suppressed" in FORMATS[name]([report], [], Style())


@pytest.mark.parametrize("ruling", Ruling)
@pytest.mark.parametrize("name", FORMATS)
def test_every_format_says_every_ruling(name, ruling):
    assert ruling.value in FORMATS[name]([only(ruling)], [], Style())


def leaves(value):
    """What a reader must be able to find of a piece of evidence."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, int | float):
        yield f"{value:.2g}" if isinstance(value, float) else str(value)
    elif isinstance(value, tuple):
        for part in value:
            yield from leaves(part)
    elif is_dataclass(value) and not isinstance(value, Span):
        for field in fields(value):
            yield from leaves(getattr(value, field.name))


def test_there_is_a_sample_of_every_kind_of_evidence():
    assert {type(sample) for sample in SAMPLES} == {*get_args(Evidence)}


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: type(sample).__name__)
@pytest.mark.parametrize("name", ["full", "json"])
def test_no_evidence_is_dropped(name, sample):
    wrong = Counterexample("1", "2", "because")
    verdict = Verdict(Ruling.REFUTED, "wrong", (wrong, sample))
    text = FORMATS[name]([Report(DOCUMENT, ((FINDINGS[1][0], verdict),))], [], Style())
    assert not [leaf for leaf in leaves(sample) if leaf not in text]


TEXT = st.text(
    st.one_of(st.sampled_from("ab\t\\$^_漢ŷ̂\u202e\x1b\r\n "), st.characters()), max_size=80
)


@given(TEXT, st.integers(0, 79), st.integers(0, 79), st.integers(0, 79), st.integers(8, 100))
@settings(derandomize=True, deadline=None, max_examples=100)
def test_any_text_at_any_place_is_told_on_lines_that_fit(source, start, end, mark, room):
    start, end, mark = (min(place, len(source)) for place in (start, end, mark))
    claim = Claim("notation", source, Span(min(start, end), max(start, end)))
    wrong = (Counterexample(source, source, source),)
    verdict = Verdict(Ruling.REFUTED, source, wrong, correction=source, marks=(Span(mark, mark),))
    report = Report(
        Document("a.md", source, ()), ((claim, verdict),), 1, (Unread(claim.span, source),)
    )
    for name in FORMATS:
        text = FORMATS[name]([report], [], Style(width=room))
        assert not {c for c in text if ord(c) < 32 and c != "\n"} | ({*"\x7f\u202e"} & {*text})
        text.encode("utf8")
    lines = FORMATS["full"]([report], [], Style(width=room)).splitlines()
    excerpts = [line for line in lines if line[:4].strip().isdigit() and line[4:6] == " |"]
    assert excerpts or not source
    assert all(width(line) <= max(room, 15) for line in excerpts)


@given(st.lists(st.sampled_from(["a", "\t", "漢", "e\u0301", "→", "𝐰"]), min_size=1, max_size=30))
@settings(derandomize=True, deadline=None)
def test_carets_stand_under_what_they_point_at(letters):
    """However wide the letters before it are, the caret is at the column of the X."""
    before = "".join(letters)
    source = f"{before}X rest"
    spot = Span(len(before), len(before) + 1)
    claim = Claim("notation", "X", spot)
    verdict = Verdict(Ruling.REFUTED, "wrong", (Counterexample("X", "Y", "so"),))
    text = FORMATS["full"]([Report(Document("a.md", source, ()), ((claim, verdict),))], [], Style())
    line, carets = text.splitlines()[1:3]
    assert width(line[: line.index("X")]) == carets.index("^")

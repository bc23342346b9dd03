"""Comments that silence a finding: what they cover, and what is told of those that do nothing."""

import pytest

from initproofs.nouns import (
    Claim,
    Counterexample,
    Document,
    Enumeration,
    Refusal,
    Report,
    Ruling,
    Span,
    Verdict,
)
from initproofs.read import read_text
from initproofs.suppress import suppress

KINDS = ("worked-example", "notation", "shape")
WRONG = Verdict(Ruling.REFUTED, "wrong", (Counterexample("a", "b", "so"),))
RIGHT = Verdict(Ruling.CONFIRMED, "right", (Enumeration(1, "all"),))
IGNORE = "<!-- initproofs: ignore[worked-example] a reason -->"


def suppressed(source, verdict=WRONG, kind="worked-example", judged=KINDS):
    """What is left to say of a note in which every ``X…`` up to a blank is a claim of a kind."""
    document = read_text("note.md", source)
    assert not isinstance(document, Refusal)
    starts = [at for at, letter in enumerate(source) if letter == "X"]
    claims = [Claim(kind, "X", Span(at, at + 2)) for at in starts]
    report = Report(document, tuple((claim, verdict) for claim in claims))
    after = suppress(report, KINDS, judged)
    left = "".join(source[claim.span.start + 1] for claim, _ in after.findings)
    hidden = "".join(source[claim.span.start + 1] for claim, _ in after.suppressed)
    return left, hidden, [remark.reason for remark in after.remarks]


@pytest.mark.parametrize(
    ("source", "left"),
    [
        (f"X1\n\n{IGNORE}\nX2\nX3\n\nX4\n", "14"),  # the paragraph below it
        (f"X1\n\n{IGNORE}\n\n\nX2\n\nX3\n", "13"),  # also after blank lines
        (f"X1\nX2 {IGNORE}\nX3\n", "13"),  # beside text: its line
        (f"X1\n{IGNORE} X2\nX3\n", "13"),
        (f"X1\n{IGNORE}\nX2\nX3\n", "1"),  # inside a paragraph: the rest of it
        (f"{IGNORE}\n$$\nX1\n\nX2\n$$\n\nX3\n", "3"),  # a display is never cut
        (f"> X1\n>\n> {IGNORE}\n> X2\n>\n> X3\n", "13"),  # in a block quote
        (f"X1\r\n\r\n{IGNORE}\r\nX2\r\n\r\nX3\r\n", "13"),
        (f"X1\n\n{IGNORE}\n<!-- another -->\nX2\n\nX3\n", "13"),
        ("X1\n\n<!-- initproofs:\nignore[worked-example]\na reason -->\nX2\n\nX3", "13"),
        ("<!-- initproofs: ignore-file[worked-example] -->\n\nX1\n\nX2\n", ""),
        ("---\ntitle: t\n---\n<!-- x -->\n<!--initproofs:ignore-file[worked-example]-->\nX1\n", ""),
        ("<!-- initproofs: ignore[notation, worked-example] -->\nX1\n\nX2\n", "2"),
    ],
)
def test_what_a_comment_covers(source, left):
    assert suppressed(source)[0] == left


def test_what_it_hides_is_kept_and_counted():
    assert suppressed(f"{IGNORE}\nX1\n\nX2\n") == ("2", "1", [])


def test_other_kinds_are_not_silenced():
    left, hidden, remarks = suppressed(f"{IGNORE}\nX1\n", kind="shape")
    assert (left, hidden) == ("1", "")
    assert remarks == ["unused: ignore[worked-example] silences nothing here"]


def test_what_holds_is_never_hidden():
    left, hidden, remarks = suppressed(f"{IGNORE}\nX1\n", verdict=RIGHT)
    assert (left, hidden) == ("1", "")
    assert remarks[0].startswith("unused: ")


def test_a_kind_that_was_not_judged_is_not_called_unused():
    assert suppressed(f"{IGNORE}\nwords\n", judged=("notation",))[2] == []


@pytest.mark.parametrize(
    ("comment", "remark"),
    [
        (
            "ignore[worked-exmple]",
            "there is no kind “worked-exmple” (did you mean worked-example?)",
        ),
        ("ignroe[notation]", "there is no order “ignroe” (did you mean ignore?)"),
        ("ignore", "say which kind is meant, as in ignore[worked-example]"),
        ("ignore[]", "say which kind is meant, as in ignore[worked-example]"),
        ("ignore-file[notation]", "ignore-file has to stand above all text of the note"),
    ],
)
def test_a_comment_that_cannot_be_obeyed_is_told_and_does_nothing(comment, remark):
    left, _, remarks = suppressed(f"words\n\n<!-- initproofs: {comment} -->\nX1\n")
    assert left == "1"
    assert remarks == [f"unknown: {remark}"]


@pytest.mark.parametrize(
    "source", [f"```\n{IGNORE}\n```\nX1\n", f"`{IGNORE}` X1\n", "<!-- initproofs ignore -->\nX1\n"]
)
def test_a_comment_that_is_only_shown_is_no_order(source):
    assert suppressed(source) == ("1", "", [])


def test_a_hundred_thousand_open_comments_are_no_trouble():
    source = "<!-- initproofs: ignore[notation] " * 100_000
    report = Report(Document("note.md", source, ()))
    assert suppress(report, KINDS, KINDS) == report


def test_a_thousand_orders_are_followed_and_no_more():
    source = "<!-- initproofs: ignore[shape] -->\n\n" * 1001 + "X1\n"
    after = suppress(Report(Document("note.md", source, ())), KINDS, ())
    assert [remark.reason for remark in after.remarks] == [
        "unknown: more than 1000 orders; I follow none from here on"
    ]

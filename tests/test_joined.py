"""Two kinds that claim the same words give one verdict: that of the kind that can decide."""

import pytest

from initproofs.joined import joined, together
from initproofs.nouns import Claim, Document, Proof, Reason, Report, Ruling, Span, Verdict

PROVED = Verdict(Ruling.PROVED, "it holds", (Proof((("rule", "a = a"),)),))
OPEN = Verdict(Ruling.UNDECIDED, "who knows", (Reason("who knows"),))


def claim(kind, start=0):
    return Claim(kind, "a = a", Span(start, start + 5))


@pytest.mark.parametrize(
    ("first", "second", "speaks"),
    [(PROVED, OPEN, "one"), (OPEN, PROVED, "two"), (OPEN, OPEN, "one"), (PROVED, PROVED, "one")],
)
def test_who_can_decide_speaks_and_otherwise_the_first(first, second, speaks):
    found = joined([(claim("one"), first), (claim("two"), second)])
    assert [c.kind for c, _ in found] == [speaks]


def test_other_words_and_other_claims_of_one_kind_stay():
    several = [(claim("one"), OPEN), (claim("one"), PROVED), (claim("two", 7), OPEN)]
    assert joined(several) == tuple(several)


def test_reports_of_single_kinds_are_told_in_reading_order():
    document = Document("note.md", "a = a; a = a", ())
    one = Report(document, ((claim("one", 7), PROVED),), 2)
    two = Report(document, ((claim("two"), PROVED),), 2)
    assert [c.kind for c, _ in together([one, two]).findings] == ["two", "one"]

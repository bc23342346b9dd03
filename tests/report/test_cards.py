"""Verdicts, claims and reports show themselves in a notebook, and nothing in them runs."""

from initproofs.nouns import Claim, Document, Report, Ruling, Span, Verdict

from ..cli import examples
from .test_page import Page

BAD = "<script>alert(1)</script>"


def test_a_report_shows_every_finding():
    text = Page(examples.REPORT._repr_html_()).text
    for claim, verdict in examples.REPORT.findings:
        assert verdict.message in text
        assert claim.kind in text
    assert "8 of 9 spans" in text


def test_a_verdict_and_a_claim_show_themselves():
    claim, verdict = examples.REPORT.findings[1]
    assert verdict.message in Page(verdict._repr_html_()).text
    assert claim.source in Page(claim._repr_html_()).text


def test_what_they_show_is_inert():
    claim = Claim(BAD, BAD, Span(0, 1))
    evidence = examples.REPORT.findings[1][1].evidence
    verdict = Verdict(Ruling.REFUTED, BAD, evidence)
    report = Report(Document(BAD, "x", ()), ((claim, verdict),))
    for shown in (claim, verdict, report):
        page = Page(shown._repr_html_())
        assert page.scripts == []
        assert BAD in page.text


def test_every_ruling_has_a_colour():
    from initproofs.cards import COLOURS

    assert {*COLOURS} == {ruling.value for ruling in Ruling}

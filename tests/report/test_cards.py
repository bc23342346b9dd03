"""Verdicts, claims and reports show themselves in a notebook, and nothing in them runs."""

import pytest

from initproofs.cards import COLOURS
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


def test_a_correction_is_there_to_be_copied():
    corrected = [verdict for _, verdict in examples.REPORT.findings if verdict.correction]
    assert corrected
    for verdict in corrected:
        assert verdict.correction in Page(verdict._repr_html_()).text


def test_what_they_show_is_inert():
    claim = Claim(BAD, BAD, Span(0, 1))
    evidence = examples.REPORT.findings[1][1].evidence
    verdict = Verdict(Ruling.REFUTED, BAD, evidence, correction=BAD)
    report = Report(Document(BAD, "x", ()), ((claim, verdict),))
    for shown in (claim, verdict, report):
        page = Page(shown._repr_html_())
        assert page.scripts == []
        assert BAD in page.text


def test_in_markdown_too():
    shown = examples.REPORT._repr_markdown_().splitlines()
    assert shown[2] == "| place | verdict | kind | why |"
    assert len(shown) == 4 + len(examples.REPORT.findings)
    claim, verdict = examples.REPORT.findings[1]
    assert verdict._repr_markdown_().startswith(f"**{verdict.ruling.value}**: ")
    assert f"`{claim.source}`" in claim._repr_markdown_()
    bad = Claim("|", "a ` b | <i>\n", Span(0, 1))
    assert bad._repr_markdown_() == "**|** ``a ` b ∣ <i>``"
    assert r"\<script\>" in Verdict(verdict.ruling, BAD, verdict.evidence)._repr_markdown_()


def test_every_ruling_has_a_colour():
    assert {*COLOURS} == {ruling.value for ruling in Ruling}


@pytest.mark.parametrize("colour", COLOURS.values())
def test_white_is_read_on_it(colour):
    """WCAG 2.2, success criterion 1.4.3: 4.5 : 1."""
    shares = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    light = [s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares]
    luminance = 0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2]
    assert 1.05 / (luminance + 0.05) >= 4.5

"""Figures: only where the claims of a note call for them, with the numbers that are drawn."""

import math
import re
from dataclasses import replace
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from initproofs.check import check
from initproofs.course import FOLDER
from initproofs.nouns import Claim, Enumeration, Report, Ruling, Span, Verdict
from initproofs.read import read, read_text
from initproofs.report.by_depth import DEPTH
from initproofs.report.drawing import Curve, curves, heat
from initproofs.report.plots import figures
from initproofs.simulate.exhibits import gradient_columns, saturation, training

SCALES = (
    "# ReLU\n\nWith He initialisation the signal stays, with Xavier initialisation it shrinks.\n"
)
MATRIX = (
    "Let $A = \\begin{bmatrix} 1 & 1 \\\\ 2 & 2 \\end{bmatrix}$ and\n\n"
    "$$B = A A = \\begin{bmatrix} 3 & 3 \\\\ 6 & 6 \\end{bmatrix}$$\n\n"
    "The columns of $B$ are equal.\n"
)


def with_kind(source: str, kind: str):
    report = check(read_text("a.md", f"{source}\n$1 + 1 = 2$\n"))
    ((claim, verdict), *_) = report.findings
    return replace(report, findings=((replace(claim, kind=kind), verdict),))


def test_theory_and_measurement_by_depth_for_the_schemes_that_are_named():
    (figure,) = figures(with_kind(SCALES, "initializer"), "n1-")
    assert figure.header == ("layer", "He", "Glorot", "He, gradient", "Glorot, gradient")
    assert len(figure.rows) == DEPTH
    first, last = figure.rows[0], figure.rows[-1]
    assert float(first[4]) == pytest.approx(2.0**-DEPTH, rel=0.5)  # it halves on its way back
    assert float(last[1]) == pytest.approx(1, rel=0.5)
    assert float(last[2]) == pytest.approx(2.0**-DEPTH, rel=0.5)
    assert "decides no claim" in figure.caption


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        (SCALES, "worked-example"),  # nothing is claimed of scales
        ("# ReLU\n\nWe initialise at random.\n", "initializer"),  # no scheme is named
        ("He helps with ReLU.\n", "initializer"),  # he is a person here
        ("With Xavier initialisation.\n", "moments"),  # no activation is named
    ],
)
def test_no_figure_where_none_is_called_for(source, kind):
    assert figures(with_kind(source, kind), "n1-") == []


def test_a_matrix_whose_columns_are_compared_is_drawn():
    (figure,) = figures(check(read_text("a.md", MATRIX)), "n1-")
    assert figure.rows == (("1", "3", "3"), ("2", "6", "6"))
    assert figure.plots[0].count("<rect") == 4


@pytest.mark.parametrize("power", [0, -40, 7])
def test_what_is_drawn_stays_inside(power):
    line = Curve("<b>", (power - 1.0, power), (power - 1.1, power), (power - 2,) * 2, (power,) * 2)
    root = ElementTree.fromstring(curves("a & b", "layer", [line] * 3, 'say "x"'))
    _, _, wide, high = map(float, root.get("viewBox").split())
    for element in root.iter():
        for name in ("x", "x1", "x2", "cx"):
            assert 0 <= float(element.get(name, 0)) <= wide
        for name in ("y", "y1", "y2", "cy"):
            assert 0 <= float(element.get(name, 0)) <= high
    assert len({e.get("y") for e in root.iter() if e.text == "<b>"}) == 3  # no label on another


def test_a_drawing_has_no_id_and_no_style_of_the_page():
    text = heat("t", [[1.0, -2.0], [0.0, 3.0]], "m")
    assert not re.search(r"\bid=|<style|url\(", text)
    ElementTree.fromstring(text)


def said(source: str, kind: str, words: str):
    """A report in which one claim of a kind says some words of the note."""
    document = read_text("a.md", source)
    start = source.index(words)
    evidence = (Enumeration(1, "a test"),)
    claim = Claim(kind, words, Span(start, start + len(words)))
    return Report(document, ((claim, Verdict(Ruling.CONFIRMED, "so it is", evidence)),))


@pytest.mark.parametrize(
    ("source", "kind", "words", "anchor"),
    [
        ("Then units with equal weights stay the same.", "symmetry", "stay the same", "columns"),
        ("With tanh, large weights saturate the units.", "activation", "saturate", "saturation"),
        ("After training the loss is 0.69.", "experiment", "0.69", "training"),
        ("The signal vanishes with depth.", "statement", "vanishes", "depth"),
        ("Behind ReLU gradients explode.", "statement", "explode", "depth"),
    ],
)
def test_a_claim_calls_for_the_picture_of_what_it_speaks_of(source, kind, words, anchor):
    (figure,) = figures(said(source, kind, words), "n1-")
    assert figure.anchor == f"n1-{anchor}"
    assert source.index(words) <= figure.after < source.index(words) + len(words)
    assert figure.rows
    for row in figure.rows:
        assert len(row) == len(figure.header)
    for plot in figure.plots:
        for text in ElementTree.fromstring(plot).iter("text"):  # about 8 units a letter
            if text.get("text-anchor") == "start":
                assert float(text.get("x")) + 8 * len(text.text) <= 352
    assert "decides no claim" in figure.caption


@pytest.mark.parametrize(
    ("source", "kind", "words"),
    [
        ("Zero weights learn nothing.", "symmetry", "learn nothing"),  # nothing of equal units
        ("Large weights saturate.", "activation", "saturate"),  # what would be drawn?
        ("The loss is 0.69.", "worked-example", "0.69"),
        ("The fog vanishes.", "statement", "fog"),
    ],
)
def test_other_claims_call_for_none(source, kind, words):
    assert figures(said(source, kind, words), "n1-") == []


def test_where_no_scheme_is_named_a_signal_is_lost_kept_and_lost_again():
    (figure,) = figures(said("The signal vanishes with depth.", "statement", "vanishes"), "n1-")
    assert figure.header[1:4] == ("0.5/n", "1/n", "2/n")
    low, kept, high = map(float, figure.rows[-1][1:4])
    assert low == pytest.approx(2.0**-DEPTH, rel=0.5)
    assert kept == pytest.approx(1, rel=0.5)
    assert high == pytest.approx(2.0**DEPTH, rel=0.5)


def test_columns_are_equal_only_where_the_outgoing_weights_are():
    twins, incoming, random = gradient_columns()
    assert all(len({*row}) == 1 for row in twins.rows)
    ratios = [[b / a for a, b in pairwise(row)] for row in incoming.rows]
    for row in ratios:
        assert row == pytest.approx(ratios[0])  # in proportion
    assert not any(abs(ratio - 1) < 1e-6 for ratio in ratios[0])
    assert random.seen == "8 different columns"


def test_large_weights_saturate_and_small_ones_do_not():
    large, small = saturation("tanh")
    assert large.saturated > 0.8
    assert small.saturated < 0.01
    assert sum(large.shares) == pytest.approx(1)
    assert large.shares[0] + large.shares[-1] > 0.8


def test_zeros_stay_at_ln_2_and_he_learns():
    zeros, he, large = training()
    assert {*zeros.losses} == {math.log(2)}
    assert he.losses[-1] < 0.1
    assert large.losses[0] > 100
    assert large.losses[-1] > he.losses[-1]


def test_a_page_of_derivations_shows_what_it_simulates():
    report = check(read(FOLDER / "he_keeps_the_second_moment.md"))
    (figure,) = figures(report, "n1-")
    source = report.document.source
    assert source.index("## Simulation") < figure.after < source.index("References\n")
    assert len(figure.rows) == 19  # hidden layers of 100x21
    assert float(figure.rows[-1][1]) == pytest.approx(1, rel=0.3)


def test_the_same_figure_is_drawn_by_the_same_bytes():
    first, again = (figures(with_kind(SCALES, "initializer"), "n1-") for _ in range(2))
    assert first == again

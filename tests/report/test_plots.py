"""Figures: only where the claims of a note call for them, with the numbers that are drawn."""

import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from initproofs.check import check
from initproofs.read import read_text
from initproofs.report.drawing import Curve, curves, heat
from initproofs.report.by_depth import DEPTH
from initproofs.report.plots import figures

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
    assert figure.header == ("layer", "He", "Glorot")
    assert len(figure.rows) == DEPTH
    last = figure.rows[-1]
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
    assert figure.svg.count("<rect") == 4


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

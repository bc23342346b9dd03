"""Every theorem has its page, and on every page each claim is proved or confirmed."""

from pathlib import Path

import pytest

from initproofs.check import check
from initproofs.evidence.symmetry.theorems import THEOREMS
from initproofs.read import read_text

PAGES = Path(__file__).parents[3] / "derivations"
NAMES = sorted({theorem.page for theorem in THEOREMS})


@pytest.mark.parametrize("name", NAMES)
def test_each_claim_of_a_page_holds(name):
    source = (PAGES / f"{name}.md").read_text("utf8")
    findings = check(read_text(f"{name}.md", source)).findings
    assert len(findings) >= 3
    assert all(verdict.ruling.holds for _, verdict in findings)
    assert ":label: " + name.replace("_", "-") in source


SECTIONS = ("Assumptions", "Statement", "Example", "Derivation", "References")


@pytest.mark.parametrize("name", NAMES)
def test_a_page_has_its_sections_in_order(name):
    lines = (PAGES / f"{name}.md").read_text("utf8").splitlines()
    titles = [line.removeprefix("## ") for line in lines if line.startswith("## ")]
    assert [title for title in titles if title != "Without"] == list(SECTIONS)

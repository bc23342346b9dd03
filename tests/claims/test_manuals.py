"""Every kind's docstring is its manual, with its sections, and its example comes out as said."""

import re

import pytest

from initproofs.check import check
from initproofs.claims import KINDS
from initproofs.config import Settings
from initproofs.nouns import Ruling
from initproofs.read import read_text

from ..expect import EXPECT, disappointments

NAMES = [kind.name for kind in KINDS]
SECTIONS = ("What it does", "Example", "References")


def section(kind, title):
    found = re.search(rf"^## {title}\n(.*?)(?=^## |\Z)", kind.about, re.DOTALL | re.MULTILINE)
    return found[1].strip() if found else ""


@pytest.mark.parametrize("kind", KINDS, ids=NAMES)
def test_the_example_comes_out_as_it_says(kind):
    assert disappointments(f"{kind.name}.md", section(kind, "Example")) == []


@pytest.mark.parametrize("kind", KINDS, ids=NAMES)
def test_some_of_the_example_holds_and_some_fails(kind):
    wanted = {Ruling[found["ruling"]] for found in EXPECT.finditer(section(kind, "Example"))}
    assert Ruling.REFUTED in wanted
    assert any(ruling.holds for ruling in wanted)


@pytest.mark.parametrize("kind", KINDS, ids=NAMES)
def test_the_example_is_judged_by_its_own_kind(kind):
    document = read_text("note.md", section(kind, "Example"))
    rulings = [
        verdict.ruling for claim, verdict in check(document).findings if claim.kind == kind.name
    ]
    assert Ruling.REFUTED in rulings


@pytest.mark.parametrize("kind", KINDS, ids=NAMES)
def test_every_section_is_there_and_says_something(kind):
    titles = re.findall(r"^## (.+)$", kind.about, re.MULTILINE)
    assert tuple(titles) == SECTIONS
    assert kind.about.startswith(f"# {kind.name}\n")
    for title in SECTIONS:
        assert len(section(kind, title)) > 30


def test_names_of_kinds_are_distinct_and_can_be_selected():
    assert len(set(NAMES)) == len(NAMES)
    assert all(Settings(select=(name,)).wants(name) for name in NAMES)

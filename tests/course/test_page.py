"""What a page is: its sections, assumptions and formula; what it lacks is said at its place."""

import pytest

from initproofs.course import page_of
from initproofs.course.trials import weakened
from initproofs.read import read_text

from .pages import PAGE

WITHOUT = "## Without\n\n### Without 1, a zero\n\ntext\n\n## References"


def page(source: str):
    return page_of(read_text("page.md", source))


def test_a_page_knows_its_parts():
    found = page(PAGE)
    assert found.title == "Six is six"
    assert list(found.sections) == [
        *("Assumptions", "Statement", "Example", "Derivation", "References")
    ]
    assert found.statement.text.startswith(r"\operatorname{Var}(A)")
    span = found.assumptions[1]
    assert PAGE[span.start : span.end] == "1. $A$ is never zero."


def test_what_it_builds_on_is_what_it_links_to():
    linked = PAGE.replace(
        "## Assump", "**Builds on** [one](one.md),\n[two](two.md).\n\n[no](no.md)\n\n## Assump"
    )
    assert page(linked).builds_on == ("one", "two")
    assert page(PAGE).builds_on == ()


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("# Six is six\n", "", "a page has a title"),
        ("## Derivation", "## Proof", "“Proof” is no section"),
        ("## Derivation", "", "no section “Derivation”"),
        ("## Derivation", "### Derivation", "no section “Derivation”"),
        ("$$\\operatorname{Var}(A) = \\mathbb{E}[A^2] - \\mathbb{E}[A]^2$$", "So.", "no formula"),
        ("1. $A$", "2. $A$", "without assumption 2"),
        ("## References", WITHOUT.replace("out 1", "out 7"), "no assumption 7"),
    ],
)
def test_what_a_page_lacks_is_said(old, new, words):
    reasons = [trouble.reason for trouble in page(PAGE.replace(old, new)).troubles]
    assert any(words in reason for reason in reasons), reasons


def test_sections_have_an_order():
    start, middle = PAGE.index("## Example"), PAGE.index("## Derivation")
    end = PAGE.index("## References")
    turned = PAGE[:start] + PAGE[middle:end] + PAGE[start:middle] + PAGE[end:]
    assert any("in the order" in trouble.reason for trouble in page(turned).troubles)
    whole = PAGE.replace("## References", WITHOUT)
    assert page(whole).troubles == ()


def test_a_dropped_assumption_leaves_everything_else_in_its_place():
    found = page(PAGE)
    text = weakened(found, 1)
    assert len(text) == found.sections["Statement"].span.end
    assert "never zero" not in text
    assert PAGE.index("$$") == text.index("$$")

"""Which example or case a formula belongs to, and that nothing leaks from one into another."""

import pytest

from initproofs.given.cases import cases
from initproofs.nouns import BlockKind
from initproofs.read import read_text


def cases_of(source):
    """The case of each formula."""
    document = read_text("note.md", source)
    found = zip(document.blocks, cases(document), strict=True)
    return [case for block, case in found if block.kind is not BlockKind.PROSE]


def depth(source):
    return [len(case) for case in cases_of(source)]


@pytest.mark.parametrize(
    "opening",
    [
        "## Example",
        "## Example 2: all weights equal",
        "## A worked example",
        "### Case 1",
        "## Exercise 3",
        "Example: two units.",
        "Example 3.",
        "**Example 1.** Two units.",
        "Case 2: zero.",
        "Case a: zero.",
        "(iii) equal weights",
        "(i) zero weights",
        "Worked example: two units.",
        "Case - 2",
    ],
)
def test_openings_of_a_case(opening):
    assert depth(f"$a = 1$\n\n{opening}\n\n$b = 2$\n") == [0, 1]


@pytest.mark.parametrize(
    "words",
    [
        "## Forward pass",
        "For example, two units.",
        "This is the case of interest.",
        "In case of doubt:",
        "Examples are rows of $X$.",
        "(see below)",
        "(a) equal weights",
        "Each case is different.",
        "## Columns are examples",
    ],
)
def test_what_opens_no_case(words):
    assert set(depth(f"$a = 1$\n\n{words}\n\n$b = 2$\n")) == {0}


def test_a_heading_as_high_closes_a_case():
    source = "## Example\n\n$a$\n\n### Step\n\n$b$\n\n## Remarks\n\n$c$\n"
    first, second, third = cases_of(source)
    assert first == second != ()
    assert third == ()


def test_cases_of_one_level_stand_side_by_side():
    source = "## Example 1\n\n$a$\n\n## Example 2\n\n$b$\n"
    first, second = cases_of(source)
    assert len(first) == len(second) == 1
    assert first != second


def test_lines_open_cases_inside_that_of_a_heading():
    source = "## Example\n\n$a$\n\n(i) zero\n\n$b$\n\n(ii) equal\n\n$c$\n"
    whole, first, second = cases_of(source)
    assert first[:1] == second[:1] == whole
    assert first != second
    assert len(first) == len(second) == 2

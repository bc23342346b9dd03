"""Readings written by hand from the formulas, against the ones that `initproofs read` prints."""

from __future__ import annotations

import pytest

from .canonical import paragraphs, readings
from .golden_files import DOCUMENTS, NO_FORMULA, NOT_READ, Golden, golden


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_reads_as_its_formulas_say(name):
    blocks = golden(name)
    printed = readings(paragraphs([block.source for block in blocks]))
    assert len(printed) == len(blocks)
    wrong = [
        f"{block.place}: {reading!r} is not {block.expected!r}"
        for block, reading in zip(blocks, printed, strict=True)
        if not block.agrees(reading)
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("block", golden("constructions"), ids=lambda block: block.place)
def test_a_construction_reads_as_it_says(block: Golden):
    printed = readings(paragraphs([*block.given, block.source]))
    assert len(printed) == len(block.given) + 1
    assert block.agrees(printed[-1]), f"{printed[-1]!r} is not {block.expected!r}"


PLAIN = [block for block in golden("plain_and_code") if not block.source.startswith("`")]
CODE = [block for block in golden("plain_and_code") if block.source.startswith("`")]


@pytest.mark.parametrize("block", PLAIN, ids=lambda block: block.place)
def test_plain_formulas_read_into_the_same_form(block: Golden):
    printed = readings(f"Suppose that {block.source}\n")
    assert printed == ([] if block.expected.startswith(NO_FORMULA) else [block.expected])


@pytest.mark.parametrize("block", CODE, ids=lambda block: block.place)
def test_code_reads_into_the_same_form(block: Golden):
    assert readings(f"Suppose that {block.source}\n") == [block.expected]


def test_nesting_without_end_is_not_read():
    deep = "{" * 3000 + "x" + "}" * 3000
    brackets = "(" * 3000 + "x" + ")" * 3000
    for printed in readings(paragraphs([deep, brackets])):
        assert printed.startswith(NOT_READ)
        assert "nested" in printed


def test_the_golden_files_cover_what_they_promise():
    documents = [block for name in DOCUMENTS for block in golden(name)]
    assert len(documents) == 134
    assert sum(not block.is_read for block in documents) == 1
    constructions = golden("constructions")
    assert sum(not block.is_read for block in constructions) >= 20
    assert sum(block.is_suspicious for block in constructions) >= 8

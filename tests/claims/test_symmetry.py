"""The kind ``symmetry``: sentences and formulas, each with the ruling that it deserves."""

import re

import pytest

from initproofs.check import check
from initproofs.config import Settings
from initproofs.nouns import Missing, Proof, Ruling
from initproofs.read import read_text

from .symmetry_sentences import FAILS, HOLDS, MISSING, SILENT

LINE = re.compile(r'(?P<ruling>[A-Z]+) "(?P<word>[^"]*)" (?P<text>.+)')
ONLY = Settings(select=("symmetry",))


def rulings(text):
    found = check(read_text("note.md", text), ONLY).findings
    return [(verdict.ruling, verdict.message) for _, verdict in found]


def cases(*lists):
    return [LINE.fullmatch(line) for text in lists for line in text.strip().splitlines()]


@pytest.mark.parametrize("case", cases(HOLDS, MISSING, FAILS), ids=lambda case: case["text"][:60])
def test_a_sentence_is_ruled_as_it_deserves(case):
    found = rulings(case["text"])
    assert {ruling for ruling, _ in found} == {Ruling[case["ruling"]]}, found
    assert any(case["word"] in message for _, message in found), found


@pytest.mark.parametrize("case", cases(SILENT), ids=lambda case: case["text"][:60])
def test_nothing_is_said_of_what_is_not_claimed(case):
    assert rulings(case["text"]) == []

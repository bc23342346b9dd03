"""A second style of notes: entries, partial derivatives, losses as formulas, chains of units."""

from collections import Counter
from functools import cache

import pytest

from .others import NOTATIONS, other_note
from .test_notations import answers

NOTES, WRONG = 8, 1 / 8
HOLDS = ("proved", "confirmed")


@cache
def measured(notation):
    found = []
    for seed in range(NOTES):
        made = other_note(notation, seed, WRONG)
        said = {"".join(k.split()): v for k, v in answers(made.text).items()}
        found += [(line, said.get("".join(line.text.split()))) for line in made.lines]
    return [(line, verdict.ruling.value if verdict else "nothing") for line, verdict in found]


@pytest.mark.parametrize("notation", NOTATIONS)
def test_nothing_right_is_refuted_and_nothing_wrong_holds(notation):
    for line, ruling in measured(notation):
        assert ruling not in (("refuted",) if line.right else HOLDS), line
        assert ruling != "conditional", line


def test_most_errors_are_found_and_most_formulas_hold():
    counted = Counter()
    for notation in NOTATIONS:
        for line, ruling in measured(notation):
            counted[line.right] += 1
            counted[line.right, "decided"] += ruling in (HOLDS if line.right else ("refuted",))
    assert counted[False] >= 20
    assert counted[False, "decided"] >= 0.8 * counted[False]
    assert counted[True, "decided"] >= 0.95 * counted[True]

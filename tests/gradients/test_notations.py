"""Notes in four notations, one formula in eight wrong: errors found, nothing right refuted."""

from collections import Counter
from functools import cache

import pytest

from initproofs.claims import gradient
from initproofs.given.replay import replay
from initproofs.given.statements import understand
from initproofs.read import read_text

from .notes import NOTATIONS, note

NOTES, WRONG = 10, 1 / 8
HOLDS = ["proved", "confirmed"]
SIGNS = str.maketrans("", "", "{} ()")


def claims(text):
    """The claims of a note, by their text."""
    played = replay(understand(read_text("note.md", text)))
    return {claim.source.strip(): claim for claim in gradient.find(played)}


def answers(text):
    """What is said of each formula, by its text."""
    return {source: gradient.judge(claim) for source, claim in claims(text).items()}


def answer(text, line):
    """What is said of one formula of a note."""
    claim = claims(text).get(line)
    return None if claim is None else gradient.judge(claim)


@cache
def measured(notation):
    found = []
    for seed in range(NOTES):
        made = note(notation, seed, WRONG)
        said = answers(made.text)
        found += [(line, said.get(line.text.strip())) for line in made.lines]
    return found


@pytest.mark.parametrize("notation", NOTATIONS)
def test_nothing_right_is_refuted_and_nothing_wrong_confirmed(notation):
    for line, verdict in measured(notation):
        ruling = verdict.ruling.value if verdict else "nothing"
        assert ruling not in (["refuted"] if line.right else HOLDS), line
        assert ruling != "conditional", line


@pytest.mark.parametrize("notation", NOTATIONS)
def test_nine_errors_in_ten_are_found_and_nine_formulas_in_ten_proved(notation):
    counted = Counter(
        (line.right, verdict.ruling.value if verdict else "nothing")
        for line, verdict in measured(notation)
    )
    errors = sum(count for (right, _), count in counted.items() if not right)
    formulas = sum(count for (right, _), count in counted.items() if right)
    assert errors >= 4
    assert counted[False, "refuted"] >= 0.9 * errors
    assert counted[True, "proved"] + counted[True, "confirmed"] >= 0.9 * formulas
    assert counted[True, "confirmed"] == 0 or notation == "delta"  # some leave the rules out


def test_the_correction_is_what_stood_there():
    pairs = [
        (line.original, verdict.correction)
        for notation in NOTATIONS
        for line, verdict in measured(notation)
        if not line.right and verdict is not None and verdict.correction is not None
    ]
    same = [plainly(original) == plainly(correction) for original, correction in pairs]
    assert sum(same) >= 0.8 * len(same) > 10


def plainly(text):
    for written in (r"\odot", r"\circ"):
        text = text.replace(written, "*")
    return text.translate(SIGNS)

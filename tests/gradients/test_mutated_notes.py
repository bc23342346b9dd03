"""Every slip in every formula of right notes: refuted, never held for true, and mended."""

import re
from collections import Counter
from functools import cache

import pytest

from .mutants import mutants
from .notes import NOTATIONS
from .test_notations import answer, plainly

EVERY = {"rows": 8, "columns": 8, "delta": 3, "scalar": 4}  # so many mutants is one taken
SEEDS = (0, 2)
WANTED = {"rows": 0.9, "columns": 0.9, "delta": 0.8, "scalar": 0.9}  # a ⊙ left out is left open
TURNED = (r"^\top", r"^{\mathsf{T}}")
FACTOR = re.compile(r"-|\\frac\{[^ ]* [^ ]*\}\{[^ ]* [^ ]*\}|[^ -]+")


@cache
def judged(notation):
    every = [mutant for seed in SEEDS for mutant in mutants(notation, seed)]
    taken = every[:: EVERY[notation]]
    return [(mutant, answer(mutant.text, mutant.line.strip())) for mutant in taken]


def same(one, other, notation):
    """The same formula: numbers may be multiplied in any order."""
    for turned in TURNED:
        one, other = one.replace(turned, "^T"), other.replace(turned, "^T")
    if notation == "scalar":
        return Counter(FACTOR.findall(one)) == Counter(FACTOR.findall(other))
    return plainly(one) == plainly(other)


@pytest.mark.parametrize("notation", NOTATIONS)
def test_no_mutant_holds_most_are_refuted_and_most_of_these_mended(notation):
    refuted = mended = 0
    for mutant, verdict in judged(notation):
        assert verdict is None or not verdict.ruling.holds, mutant
        if verdict is not None and verdict.ruling == "refuted":
            refuted += 1
            mended += same(verdict.correction or "", mutant.original, notation)
    assert len(judged(notation)) > 10
    assert refuted >= WANTED[notation] * len(judged(notation))
    assert mended >= 0.8 * refuted

"""Every slip in every formula of right notes: refuted, never held for true, and mended."""

import re
from collections import Counter
from functools import cache

import pytest

from .mutants import mutants
from .notes import NOTATIONS
from .test_notations import answers, plainly

EVERY = {"rows": 8, "columns": 8, "delta": 3, "scalar": 4}  # so many mutants is one taken
SEEDS = (0, 2)
TURNED = (r"^\top", r"^{\mathsf{T}}")
FACTOR = re.compile(r"-|\\frac\{[^ ]* [^ ]*\}\{[^ ]* [^ ]*\}|[^ -]+")


@cache
def judged(notation):
    every = [mutant for seed in SEEDS for mutant in mutants(notation, seed)]
    taken = every[:: EVERY[notation]]
    return [(mutant, answers(mutant.text).get(mutant.line.strip())) for mutant in taken]


def same(one, other, notation):
    """The same formula: numbers may be multiplied in any order."""
    for turned in TURNED:
        one, other = one.replace(turned, "^T"), other.replace(turned, "^T")
    if notation == "scalar":
        return Counter(FACTOR.findall(one)) == Counter(FACTOR.findall(other))
    return plainly(one) == plainly(other)


@pytest.mark.parametrize("notation", NOTATIONS)
def test_no_mutant_holds(notation):
    for mutant, verdict in judged(notation):
        assert verdict is None or not verdict.ruling.holds, mutant


def test_nine_in_ten_are_refuted_and_most_are_mended():
    refuted = mended = total = 0
    for notation in NOTATIONS:
        for mutant, verdict in judged(notation):
            total += 1
            if verdict is not None and verdict.ruling == "refuted":
                refuted += 1
                mended += same(verdict.correction or "", mutant.original, notation)
    assert total > 40
    assert refuted >= 0.9 * total
    assert mended >= 0.8 * refuted

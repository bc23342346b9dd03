"""Formulas of initialisers with one slip in each: what no source admits is refuted, none proved.

What is admitted is decided here, by a table of variances and by floating-point numbers; the product
uses exact fractions and knows nothing of this table.
"""

import math
from collections import Counter
from dataclasses import dataclass, replace

import pytest

from initproofs.check import check
from initproofs.config import Settings
from initproofs.nouns import Ruling
from initproofs.read import read_text

ASKED = Settings(select=("initializer", "code"))
FANS = ((7.0, 11.0), (13.0, 5.0), (30.0, 17.0))
VARIANCE, STD, LIMIT = "variance", "std", "limit"
HE = (lambda i, o: 2 / i, lambda i, o: 2 / o, lambda i, o: 4 / (i + o))
LECUN = (lambda i, o: 1 / i,)
XAVIER = (
    lambda i, o: 2 / (i + o),
    lambda i, o: 1 / i,
    lambda i, o: 1 / o,
    lambda i, o: 1 / (3 * i),
    lambda i, o: 1 / (3 * o),
    lambda i, o: 4 / (i + o),
    lambda i, o: 32 / (i + o),
)


@dataclass(frozen=True)
class Formula:
    """``top`` over the fans, under a root or not; in TeX, or as Python with its name of a root."""

    top: int
    fans: tuple[str, ...]
    root: bool
    code: str = ""
    inverted: bool = False

    def __str__(self):
        name = "n_{}" if self.code else "n_{{{}}}"
        above, below = str(self.top), " + ".join(name.format(fan) for fan in self.fans)
        if self.code:
            below = f"({below})" if len(self.fans) > 1 else below
            ratio = f"{below}/{above}" if self.inverted else f"{above}/{below}"
            return f"{self.code}({ratio})" if self.root else ratio
        above, below = (below, above) if self.inverted else (above, below)
        ratio = rf"\frac{{{above}}}{{{below}}}"
        return rf"\sqrt{{{ratio}}}" if self.root else ratio

    def slips(self):
        """What one slip makes of it."""
        if self.top in (2, 6):
            yield replace(self, top=self.top // 2)
        yield replace(self, fans=tuple({"in": "out", "out": "in"}[fan] for fan in self.fans))
        yield replace(self, inverted=True)
        if self.root:
            yield replace(self, root=False)

    def variance(self, meaning, fan_in, fan_out):
        ratio = self.top / sum({"in": fan_in, "out": fan_out}[fan] for fan in self.fans)
        ratio = 1 / ratio if self.inverted else ratio
        number = math.sqrt(ratio) if self.root else ratio
        return {VARIANCE: number, STD: number**2, LIMIT: number**2 / 3}[meaning]


IN, BOTH = ("in",), ("in", "out")
# A note around “@”, the formula there, the variances admitted, and what the formula may be.
SITES = (
    ("He initialization for ReLU: $\\sigma = @$", Formula(2, IN, True), HE, (STD,)),
    ("He initialization: limit $= @$", Formula(6, IN, True), HE, (LIMIT,)),
    ("**He Uniform:** `limit = @`", Formula(6, IN, True, "sqrt"), HE, (LIMIT,)),
    ("## He initialization\n\n$$Var(w) = @$$", Formula(2, IN, False), HE, (VARIANCE,)),
    ("He, for ReLU:\n\n- `W^(l) ~ N(0, @)`", Formula(2, IN, False, "sqrt"), HE, (VARIANCE, STD)),
    ("$$\\text{He: } \\sigma = @$$", Formula(2, IN, True), HE, (STD,)),
    ("```python\n# He: std = @\n```", Formula(2, IN, True, "sqrt"), HE, (STD,)),
    ("Glorot: $Var(w) = @$", Formula(2, BOTH, False), XAVIER, (VARIANCE,)),
    ("Xavier uniform: limit = @", Formula(6, BOTH, True, "sqrt"), XAVIER, (LIMIT,)),
    (
        "`W = np.random.randn(n_out, n_in) * @` (Bengio)",
        Formula(2, BOTH, True, "np.sqrt"),
        XAVIER,
        (STD,),
    ),
    ("We want $n_{in} Var(w) = 1$, so $Var(w) = @$.", Formula(1, IN, False), LECUN, (VARIANCE,)),
    (
        "We need $\\frac{1}{2} n_{in} Var(w) = 1$. The weights get a standard deviation of $@$.",
        Formula(2, IN, True),
        HE[:1],
        (STD,),
    ),
    (
        "With $Var(z) = n_{in} Var(w) Var(x)$ we want $Var(z) = Var(x)$, thus $Var(w) = @$.",
        Formula(1, IN, False),
        LECUN,
        (VARIANCE,),
    ),
    (
        "The variance of `W` should be $1/n_{in}$. So take `np.random.randn(n_out, n_in) * @`.",
        Formula(1, IN, True, "np.sqrt"),
        (*LECUN, lambda i, o: 1 / o),
        (STD,),
    ),
)


def is_admitted(formula, laws, meanings):
    return any(
        all(math.isclose(formula.variance(meaning, *fans), law(*fans)) for fans in FANS)
        for law in laws
        for meaning in meanings
    )


def rulings(note, formula):
    """Of the claims that the formula stands in."""
    found = check(read_text("note.md", note.replace("@", str(formula)) + "\n"), ASKED).findings
    return [verdict.ruling for claim, verdict in found if str(formula) in claim.source]


@pytest.mark.parametrize(("note", "formula", "laws", "meanings"), SITES)
def test_the_formulas_are_admitted_as_they_stand(note, formula, laws, meanings):
    assert is_admitted(formula, laws, meanings)
    found = rulings(note, formula)
    assert found
    assert all(ruling.holds for ruling in found)


def test_mutants_that_no_source_admits_are_refuted_and_what_one_admits_is_not():
    told, missed = Counter(), []
    for note, formula, laws, meanings in SITES:
        for slip in formula.slips():
            found, admitted = rulings(note, slip), is_admitted(slip, laws, meanings)
            told[admitted, Ruling.REFUTED in found] += 1
            assert admitted or not any(ruling.holds for ruling in found), (note, str(slip))
            if not admitted and Ruling.REFUTED not in found:
                missed.append((note, str(slip)))
    assert told[True, True] == 0
    assert told[False, True] >= 30
    assert told[False, True] >= 0.95 * (told[False, True] + told[False, False]), missed

"""The trials of a page: named, stood by a right page, and not by any that is spoiled."""

from functools import cache, partial

import pytest

from initproofs.check import check
from initproofs.course import MUTANT, number_of_experiments, page_of, trials
from initproofs.evidence.simulate.run import Budget
from initproofs.nouns import Report
from initproofs.read import read_text
from initproofs.report.as_full import findings
from initproofs.report.style import Style

from .pages import PAGE, PROVED, WORDS

WITHOUT = """## Without

### Without 1, zero

| $A$ | probability |
|-----|-------------|
| $0$ | $1$         |

The left side is $0$ and the
right side is $1$.

## References"""
TABLE = """## Simulation

| what       | here        |
|------------|-------------|
| widths     | `30,20x3`   |
| activation | identity    |
| weights    | he, normal  |
| statistic  | gain        |
| claim      | $2$         |
| margin     | 10 %        |

## References"""


def fallen(source: str) -> dict[str, str]:
    """The trials that were not stood, with what they say."""
    document = read_text("page.md", source)
    held = {
        trial.name: findings(trial.hold(), Style())
        for trial in trials(page_of(document), cache(partial(check, document)), check, Budget())
    }
    return {name: "\n".join(lines) for name, lines in held.items() if lines}


def test_a_false_change_that_nobody_refutes_is_told():
    document = read_text("page.md", changed())
    silent = trials(page_of(document), partial(check, document), Report, Budget())
    said = [trial.hold().remarks for trial in silent if trial.evidence == MUTANT]
    assert len(said) > 3
    assert all("is false in the example and not refuted" in told[0].reason for told in said)


def names(source: str) -> list[str]:
    document = read_text("page.md", source)
    return [
        trial.name
        for trial in trials(page_of(document), cache(partial(check, document)), check, Budget())
    ]


def changed(*edits: tuple[str, str]) -> str:
    text = PAGE.replace("## References", WITHOUT)
    for old, new in edits:
        assert old in text, old
        text = text.replace(old, new)
    return text


def test_trials_are_named_by_section_and_step():
    whole = changed(("## References", TABLE))
    found = names(whole)
    for name in ("form", "everything is read", "every claim holds", "example", "simulation 1"):
        assert name in found
    assert "without assumption 1" in found


@pytest.mark.parametrize(
    ("edits", "trial", "words"),
    [
        ([("2 \\cdot 3 = 6", "2 \\cdot 3 = 7")], "every claim holds", "page.md:33:8: refuted"),
        ([("Both sides are $1$", "Both sides are $2$")], "example", "the left side is 1, not 2"),
        ([("Both sides are $1$", "They agree")], "example", "does not say"),
        ([("| $3$ | $1/2$ ", "| $3$ | $1/3$ ")], "example", "sum to 1"),
        ([("| $3$ | $1/2$ ", "| three | $1/2$ ")], "example", "no number"),
        ([("| $A$ | probability", "| A | probability")], "example", "names one random number"),
        ([("| $A$ | probability", "| $B$ | probability")], "example", "A has no law"),
        ([("Euclid", "Euclid $\\frac{1}$")], "everything is read", "not read"),
        ([("The left side is $0$", "The left side is $1$")], "without assumption 1", "differ"),
        ([], "without assumption 1", "the right side is 0, not 1"),
        ([], "without assumption 1", "is proved without assumption 1"),
        ([("## Derivation", "## Proof")], "form", "no section"),
    ],
)
def test_a_spoiled_page_falls_in_its_own_words(edits, trial, words):
    assert words in fallen(changed(*edits))[trial]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("| margin     | 10 %        |\n", "", "does not say its margin"),
        ("10 %", "ten", "write the margin"),
        ("`30,20x3`", "`30`", "write the widths"),
        ("he, normal", "she, normal", "“she” is none of"),
        ("he, normal", "he", "is none of normal"),
        ("identity", "swish", "“swish” is none of"),
        ("gain", "loudness", "“loudness” is none of"),
        ("$2$         |", "$H_m$       |", "H_m has no law"),
        ("$2$         |", "$1$         |", "refuted: "),
        ("gain        |", "squared activation gain |", "refuted"),
        ("identity    |", "tanh |", ""),
    ],
)
def test_an_experiment_that_is_wrong_is_said_to_be(old, new, words):
    assert old in TABLE
    said = fallen(changed(("## References", TABLE.replace(old, new))))
    told = [text for name, text in said.items() if name.startswith("simulation")]
    assert (not told) if not words else (told and words in told[0])


def test_experiments_are_counted():
    twice = TABLE.replace("\n## References", TABLE.partition("## Simulation")[2])
    page = page_of(read_text("page.md", PAGE.replace("## References", twice)))
    assert number_of_experiments(page) == 2
    assert number_of_experiments(page_of(read_text("page.md", PAGE))) == 0


def test_a_page_without_claims_falls():
    bare = PAGE.replace("$2 \\cdot 3 = 6$", "six").replace("$1 + 5 = 6$", "six")
    bare = bare.replace("$$\\operatorname{Var}(A) = \\mathbb{E}[A^2] - \\mathbb{E}[A]^2$$", "$$A$$")
    assert "nothing is claimed" in fallen(bare)["something is claimed"]


CHECKED = PROVED.replace("---\n", "---\ncheck: twins stay twins\n", 1)
UNPROVED = WORDS.replace("---\n", "---\ncheck: twins stay twins\n", 1)
ZERO = "## Without\n\n### Without a zero\n\nthen $0 \\cdot 5 = 0$.\n\n## References"


def test_a_theorem_in_words_stands_by_a_deduction():
    assert fallen(CHECKED.replace("## References", ZERO)) == {}
    assert {"proof, twins stay twins", "exact check, twins stay twins"} <= set(names(CHECKED))


@pytest.mark.parametrize(
    ("source", "trial", "words"),
    [
        (WORDS, "theorem", "nothing of the theorem is proved"),
        (UNPROVED, "theorem", "nothing of the theorem is proved"),
        (
            CHECKED.replace("check: twins stay", "check: twins part"),
            "exact check, twins part twins",
            "there is no exact check",
        ),
        (
            PROVED.replace("twins stay", "twins part"),
            "proof, twins part twins",
            "there is no deduction",
        ),
        (CHECKED.replace("$1 + 2 = 3$", "three"), "example", "nothing is worked out"),
        (
            CHECKED.replace("## References", ZERO).replace("then $0 \\cdot 5 = 0$", "nothing"),
            "without a zero",
            "nothing is worked out",
        ),
        (WORDS.replace("{prf:theorem}", "{note}"), "form", "the statement has no theorem"),
    ],
)
def test_no_page_in_words_stands_by_accident(source, trial, words):
    assert words in fallen(source)[trial]


def test_a_deduction_that_does_not_go_through_falls(monkeypatch):
    from initproofs.course.deductions import PROOFS

    without = partial(PROOFS["twins stay twins"], frozenset({"equal biases"}))
    monkeypatch.setitem(PROOFS, "twins stay twins", without)
    assert "Z^h_su = Z^h_sv does not follow" in fallen(PROVED)["proof, twins stay twins"]


def test_a_check_that_disagrees_falls(monkeypatch):
    from initproofs.course.exact import CHECKS, Disagrees

    def disagrees(_seed: int) -> int:
        raise Disagrees("widths (1, 2, 1)")

    monkeypatch.setitem(CHECKS, "twins stay twins", disagrees)
    assert "widths (1, 2, 1)" in fallen(CHECKED)["exact check, twins stay twins"]
    monkeypatch.setitem(CHECKS, "twins stay twins", lambda _seed: 0)
    assert "compares nothing" in fallen(CHECKED)["exact check, twins stay twins"]

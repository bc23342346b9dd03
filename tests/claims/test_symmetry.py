"""The kind ``symmetry``: sentences and formulas, each with the ruling that it deserves."""

import re
from pathlib import Path

import pytest

from initproofs.check import check
from initproofs.config import Settings
from initproofs.nouns import Missing, Proof, Ruling
from initproofs.read import read_text

SENTENCES = (Path(__file__).parent / "symmetry_sentences.txt").read_text("utf8")
LINE = re.compile(r'(?P<ruling>[A-Z]+) "(?P<word>[^"]*)" (?P<text>.+)')
ONLY = Settings(select=("symmetry",))


def rulings(text):
    found = check(read_text("note.md", text), ONLY).findings
    return [(verdict.ruling, verdict.message) for _, verdict in found]


def cases(*wanted):
    found = map(LINE.fullmatch, SENTENCES.splitlines())
    return [case for case in found if case and (case["ruling"] in wanted)]


def name(case):
    return case["text"][:60]


@pytest.mark.parametrize("case", cases("PROVED", "CONDITIONAL", "REFUTED"), ids=name)
def test_a_sentence_is_ruled_as_it_deserves(case):
    found = rulings(case["text"])
    assert {ruling for ruling, _ in found} == {Ruling[case["ruling"]]}, found
    assert any(case["word"] in message for _, message in found), found


@pytest.mark.parametrize("case", cases("SILENT"), ids=name)
def test_nothing_is_said_of_what_is_not_claimed(case):
    assert rulings(case["text"]) == []


def test_there_are_sentences_of_every_sort():
    assert all(len(cases(sort)) >= 10 for sort in ("PROVED", "CONDITIONAL", "SILENT"))
    assert len(cases("REFUTED")) >= 8


SUMS = r"""$$z_1 = g(w_{11}^{(1)} x_1 + w_{21}^{(1)} x_2)$$

$$z_2 = g(w_{12}^{(1)} x_1 + w_{22}^{(1)} x_2)$$

$$y = w_{11}^{(2)} z_1 + w_{21}^{(2)} z_2$$

"""
TURNED = SUMS.replace("w_{21}^{(1)} x_2", "w_{12}^{(1)} x_2").replace(
    "w_{12}^{(1)} x_1 + w_{22}", "w_{21}^{(1)} x_1 + w_{22}"
)
EQUAL = "All the weights start with the same value $c$. Then $"


def gradients(left, right, layer=1):
    return (
        rf"\frac{{\partial L}}{{\partial w_{{{left}}}^{{({layer})}}}} = "
        rf"\frac{{\partial L}}{{\partial w_{{{right}}}^{{({layer})}}}}$."
    )


@pytest.mark.parametrize(
    ("sums", "left", "right", "ruling"),
    [
        (SUMS, "11", "12", Ruling.PROVED),
        (SUMS, "21", "22", Ruling.PROVED),
        (SUMS, "11", "21", Ruling.REFUTED),
        (SUMS, "12", "22", Ruling.REFUTED),
        (SUMS, "11", "22", Ruling.REFUTED),
        (TURNED, "11", "21", Ruling.PROVED),
        (TURNED, "11", "12", Ruling.REFUTED),
    ],
)
def test_the_index_of_the_input_decides(sums, left, right, ruling):
    """By the note's own sums: w_ij may join unit i to unit j, or j to i."""
    found = rulings(sums + EQUAL + gradients(left, right))
    assert [found[0] for found in found] == [ruling]


def test_without_sums_an_index_decides_nothing():
    note = EQUAL.replace("start", "of the network start") + gradients("11", "21")
    assert rulings(note) == []


def test_in_the_second_layer_all_gradients_are_equal():
    found = rulings(SUMS + EQUAL + gradients("11", "21", layer=2))
    assert [ruling for ruling, _ in found] == [Ruling.PROVED]


def test_equal_weights_give_equal_units_by_their_definitions():
    assert rulings(SUMS + EQUAL + "z_1 = z_2$.")[0][0] is Ruling.PROVED
    assert rulings(SUMS + "The weights are random. Then $z_1 = z_2$.") == []
    assert rulings(SUMS + "Then $z_1 = z_2$.") == []


def test_a_bias_in_the_definition_has_to_be_equal_too():
    biased = SUMS.replace("_{21}^{(1)} x_2)", "_{21}^{(1)} x_2 + b_1)", 1)
    biased = biased.replace("_{22}^{(1)} x_2)", "_{22}^{(1)} x_2 + b_2)", 1)
    assert rulings(biased + EQUAL + "z_1 = z_2$.")[0][0] is Ruling.CONDITIONAL
    zero = EQUAL.replace("Then", "The biases are initialized to zero. Then")
    assert rulings(biased + zero + "z_1 = z_2$.")[0][0] is Ruling.PROVED


OWN = r"""The columns of $W^{[1]}$ are units, and $g$ is the identity. Initialize $W$ so
that its columns are equal.

$$Z^{[1]} = X W^{[1]}, \quad A^{[1]} = g(Z^{[1]}), \quad Z^{[2]} = A^{[1]} W^{[2]}$$

$$dA^{[l]} = dZ^{[l+1]} {W^{[l+1]}}^T, \quad dZ^{[l]} = dA^{[l]} \odot g'(Z^{[l]})$$

$$dW^{[l]} = \frac{1}{m} {A^{[l-1]}}^T dZ^{[l]}$$

The columns of $dW^{[l]}$ will be equal.

For example $m = 2$, $$X = \begin{bmatrix} 1 & 0 \\ 0 & 2 \end{bmatrix}, \quad
W^{[1]} = \begin{bmatrix} 1 & 1 \\ 2 & 2 \end{bmatrix}, \quad
W^{[2]} = \begin{bmatrix} 3 \\ 1 \end{bmatrix}, \quad
dZ^{[2]} = \begin{bmatrix} 1 \\ 2 \end{bmatrix}$$
"""


def test_the_own_numbers_of_a_note_decide_about_its_own_matrices():
    found = rulings(OWN)
    assert [ruling for ruling, _ in found] == [Ruling.REFUTED]
    assert "dW^[1] = 1/2 · (3 1; 12 4)" in found[0][1]


def test_without_contrary_numbers_the_hypothesis_is_missing():
    found = rulings(OWN.replace(r"3 \\ 1", r"3 \\ 3"))
    assert [ruling for ruling, _ in found] == [Ruling.CONDITIONAL]
    assert "outgoing" in found[0][1]


@pytest.mark.parametrize("sentence", [case["text"] for case in cases("PROVED")][:8])
def test_a_proof_shows_its_steps_and_what_it_leans_on(sentence):
    ((_, verdict), *_) = check(read_text("note.md", sentence), ONLY).findings
    assert any(isinstance(evidence, Proof) and evidence.steps for evidence in verdict.evidence)
    assert verdict.used


def test_a_condition_comes_with_a_counterexample():
    for case in cases("CONDITIONAL"):
        for _, verdict in check(read_text("note.md", case["text"]), ONLY).findings:
            missing = next(e for e in verdict.evidence if isinstance(e, Missing))
            assert missing.assumptions
            assert missing.without


SPOKEN_FOR_OTHERS = (
    "Some people think that {}.",
    "Is it true that {}?",
    "It is false that {}.",
    "It is a myth that {}.",
    "A beginner might guess that {}.",
    "It is tempting to say that {}.",
    "Show that {}.",
    "True or false: {}.",
    "Why is it that {}?",
)


@pytest.mark.parametrize("frame", SPOKEN_FOR_OTHERS)
def test_a_sentence_that_its_author_does_not_stand_for_is_no_claim(frame):
    """Every sentence that is judged, put into a frame in which it is not said."""
    for case in cases("PROVED", "CONDITIONAL", "REFUTED"):
        text = case["text"].rstrip(".")
        if "." in text.replace("0.5", "") or ":" in text:
            continue
        note = frame.format(text[0].lower() + text[1:])
        assert rulings(note) == [], note


@pytest.mark.parametrize("before", ["Hence", "We see that", "In other words,", "Note that"])
def test_what_introduces_a_sentence_changes_nothing(before):
    for case in cases("PROVED", "REFUTED"):
        text = case["text"].rstrip(".")
        if "." in text.replace("0.5", "") or ":" in text or "nitialize the" in text[:20]:
            continue
        note = f"{before} {text[0].lower() + text[1:]}."
        assert {ruling for ruling, _ in rulings(note)} == {Ruling[case["ruling"]]}, note

"""Sentences that are understood whole: true, false and conditional ones, and one word too many."""

import math
from pathlib import Path

import pytest

from initproofs.catalogue import SAYINGS
from initproofs.catalogue.predicates import PREDICATES
from initproofs.catalogue.things import THINGS
from initproofs.check import check
from initproofs.claims.thoughts import Thought
from initproofs.config import Settings
from initproofs.nouns import Ruling
from initproofs.read import read_text

TRUE = [
    "With zero weights, every hidden unit computes the same output.",
    "If all weights are initialized to the same value, no neuron learns a different feature.",
    "Zero initialization fails to break symmetry.",
    "Initializing all weights to zero is not a good idea.",
    "Setting all the weights to the same constant is a bad choice.",
    "Random initialization breaks the symmetry between the neurons.",
    "Random weights are used to break symmetry.",
    "With random weights, the neurons do not learn the same features.",
    "The biases can be initialized to zero because random weights break the symmetry.",
    "Zero biases are not a mistake.",
    "For logistic regression it is fine to initialize the weights to zero.",
    "In logistic regression, zero initialization is not a bad idea.",
    "Logistic regression does not suffer from the symmetry problem.",
    "Too large initial weights lead to saturation of the sigmoid.",
    "Small initial weights help to avoid saturation of tanh units.",
    "Small weights do not saturate tanh.",
    "Small weights keep tanh units in their linear regime.",
    "If the weights are too small, the signal vanishes in deep networks.",
    "Too small weights do not make the gradients explode.",
    "If the weights are very large, the gradients can explode.",
    "With large weights and sigmoid units the gradients vanish.",
    "Xavier initialization was not designed for ReLU.",
    "Glorot initialization is recommended for tanh.",
    "He initialization is the right choice for ReLU networks.",
    "LeCun initialization is meant for SELU networks.",
    "With ReLU, He initialization keeps the variance of the activations constant across layers.",
    "Kaiming initialization is not designed for sigmoid units.",
    "The output of a sigmoid is not centered around zero.",
    "Tanh is zero-centered.",
    "ReLU units are not zero-centered.",
    "ReLU does not saturate for large inputs.",
    "Orthogonal weights preserve the norm of their inputs.",
    "The variance of a sum of uncorrelated variables is the sum of their variances.",
    "Dropout can break the symmetry.",
    "With zero weights and zero biases, all sigmoid units output 0.5.",
    "If all weights and biases are zero, the hidden units of a tanh network output zero.",
    "A layer with batch normalization is invariant to the scale of its weights.",
    "Batch normalization makes training less sensitive to the scale of the initial weights.",
    "In logistic regression there is no symmetry to break.",
]
FALSE = [
    "With zero weights, the hidden units learn different features.",
    "Zero initialization breaks symmetry.",
    "If all weights are the same constant, the neurons do not compute the same output.",
    "Initializing all weights to zero is a good idea.",
    "Random initialization does not break the symmetry.",
    "With random weights all neurons learn the same features.",
    "Initializing the biases to zero is a bad idea.",
    "Logistic regression suffers from the symmetry problem.",
    "In logistic regression, zero initialization is a mistake.",
    "Large initial weights help to avoid saturation.",
    "Small weights lead to saturation of sigmoid units.",
    "If the weights are too small, the activations explode in deep networks.",
    "Random initialization guarantees that the gradients do not vanish.",
    "Xavier initialization is designed for ReLU networks.",
    "Kaiming initialization is recommended for tanh.",
    "With ReLU, Xavier initialization preserves the variance of the activations across layers.",
    "Sigmoid activations are zero-centered.",
    "The output of ReLU is zero-centered.",
    "Tanh is not zero-centered.",
    "ReLU saturates at large positive values.",
    "An orthogonal matrix does not preserve the norm of its input.",
    "The variance of a sum of independent variables is the sum of their standard deviations.",
    "The variance of a sum of independent variables is not the sum of their variances.",
    "Dropout cannot break the symmetry.",
    "With zero weights, the sigmoid units output zero.",
    "He initialization makes the signal vanish in ReLU networks.",
]
CONDITIONAL = [
    "The variance of a sum is the sum of the variances.",
    "With zero weights, all sigmoid units output 0.5.",
    "Random biases break the symmetry.",
    "The symmetry is broken by random biases.",
    "If all weights are zero, the tanh units output zero.",
]
SILENT = [
    "If the weights are too large, the gradients explode.",  # not with units that saturate
    "Zero weights in the last layer are a good choice.",
    "Zero initialization of the output layer works well.",
    "Small weights are a good choice.",
    "Xavier initialization works well.",
    "He initialization is designed for deep networks.",
    "The first layer saturates.",
    "Large weights do not always saturate the sigmoid.",
    "A good initialization keeps the variance of the activations constant across layers.",
    "Zero initialization is a good choice for the biases.",
    "With zero weights, the units of different layers compute different things.",
    "With zero weights and random biases, the hidden units do not compute the same output.",
    "Batch normalization breaks symmetry.",
    "Leaky ReLU does not saturate.",
    "The softmax of a linear layer is not zero-centered.",
    "Zero initialization breaks the symmetry of the loss surface.",
]
QUALIFIED = [
    "Some people believe that {}",
    "It is a myth that {}",
    "It is not true that {}",
    "You might think that {}",
    "Hardly anybody would say that {}",
    "Suppose that {}",
    "Nobody has shown that {}",
    "If {} then we would need no theory.",
    "{} in some very special cases.",
    "{} only if the moon is full.",
    "{} unless the data are noisy.",
    "{} in the first layer.",
    "{} according to an old paper.",
    "{}?",
]


def rulings(sentence):
    """The verdicts on a sentence, by whatever kind of claim, and those of this reader."""
    report = check(read_text("note.md", f"# Notes\n\n{sentence}\n"))
    mine = [v.ruling for c, v in report.findings if isinstance(c.statement, Thought)]
    return {v.ruling for _, v in report.findings}, mine


@pytest.mark.parametrize("sentence", TRUE)
def test_a_true_sentence_is_proved(sentence):
    everybody, mine = rulings(sentence)
    assert Ruling.PROVED in mine or Ruling.PROVED in everybody
    assert not everybody & {Ruling.REFUTED, Ruling.CONDITIONAL}


@pytest.mark.parametrize("sentence", FALSE)
def test_a_false_sentence_is_refuted(sentence):
    everybody, _ = rulings(sentence)
    assert Ruling.REFUTED in everybody
    assert not any(ruling.holds for ruling in everybody)


@pytest.mark.parametrize("sentence", CONDITIONAL)
def test_what_lacks_a_condition_is_conditional(sentence):
    everybody, _ = rulings(sentence)
    assert everybody == {Ruling.CONDITIONAL}


@pytest.mark.parametrize("sentence", SILENT)
def test_what_is_true_of_one_thing_and_false_of_another_is_left_alone(sentence):
    _, mine = rulings(sentence)
    assert not mine


@pytest.mark.parametrize("qualified", QUALIFIED)
@pytest.mark.parametrize("sentence", [s for s in [*TRUE[::4], *FALSE[::3]] if "because" not in s])
def test_one_word_more_and_nothing_is_said(sentence, qualified):
    body = sentence.rstrip(".")
    first = body if body.split()[0].isupper() else body[0].lower() + body[1:]
    _, mine = rulings(qualified.format(body if qualified.startswith("{}") else first))
    assert not mine


def test_zeros_are_no_mistake_where_regression_is_spoken_of():
    told = "This section is about linear regression.\n\nZero initialization is a good idea."
    _, mine = rulings(told)
    assert not mine


def judged(sentence):
    note = read_text("note.md", f"# Notes\n\n{sentence}\n")
    return check(note, Settings(select=("statement",))).findings


def lines():
    for line in (Path(__file__).parent / "sentences.txt").read_text("utf8").splitlines():
        told, _, sentence = line.partition(": ")
        yield told, sentence


@pytest.mark.parametrize("told", ["proved", "refuted", "conditional", "silent"])
def test_sentences_in_many_voices(told):
    """Each line of the list says what has to be said of its sentence."""
    wrong = []
    for expected, sentence in lines():
        found = {str(verdict.ruling) for _, verdict in judged(sentence)} or {"silent"}
        if told == expected and found != {told}:
            wrong.append((sentence, found))
    assert not wrong


def test_every_idea_belongs_to_a_saying():
    ideas = {idea for saying in SAYINGS for place in (*saying.of, saying.beside) for idea in place}
    assert set(THINGS | PREDICATES) <= ideas
    phrases = {saying.name for saying in SAYINGS if saying.phrases}
    assert not phrases & set(THINGS | PREDICATES)
    starts = {idea for idea in ideas if idea.split()[0] in ("weights", "biases")}
    assert ideas - starts <= set(THINGS | PREDICATES) | phrases


TAKEN_BACK = [
    "{}, or so I was told.",
    "{} (false!).",
    "{}, but this is not true.",
    "{}, but only for the biases.",
    "{}, they say.",
    "{} -- this is a myth.",
    "We hope that {}.",
    "It remains to be shown that {}.",
    "I doubt that {}.",
]


@pytest.mark.parametrize("frame", TAKEN_BACK)
def test_what_is_taken_back_is_not_said(frame):
    for sentence in [*TRUE[::6], *FALSE[::6]]:
        body = sentence.rstrip(".")
        small = body if frame.startswith("{}") else body[0].lower() + body[1:]
        assert not judged(frame.format(small)), sentence


@pytest.mark.parametrize("heading", ["## Myths\n\n- {}\n", "Common misconceptions:\n\n- {}\n"])
def test_what_stands_in_a_list_of_myths_is_not_said(heading):
    for sentence in FALSE[::4]:
        report = check(read_text("note.md", heading.format(sentence)))
        assert not report.findings, sentence


def test_no_sentence_is_judged_twice():
    note = read_text(
        "note.md", "# Notes\n\nIf all weights are zero, all neurons learn the same thing.\n"
    )
    assert [claim.kind for claim, _ in check(note).findings] == ["symmetry"]


def test_what_follows_is_said_of_the_same_model():
    told = "Logistic regression has no hidden layer, so zero initialization is fine."
    assert {str(verdict.ruling) for _, verdict in judged(told)} <= {"proved"}


def test_the_numbers_of_the_examples():
    s = 1 / (1 + math.exp(-10))
    assert s * (1 - s) == pytest.approx(0.0000454, abs=5e-8)
    t = 1 / (1 + math.exp(-0.01))
    assert t * (1 - t) == pytest.approx(0.24999, abs=5e-6)
    assert math.tanh(0.01) == pytest.approx(0.0099997, abs=5e-8)
    assert pytest.approx(0.00098, abs=5e-6) == 0.5**10
    assert pytest.approx(1e-6, rel=0.05) == 0.5**20

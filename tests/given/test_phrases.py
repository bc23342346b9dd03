"""Facts in words: sentences that state one, and near ones that must not."""

import re

import pytest

from initproofs.given.phrases import cue, said
from initproofs.given.sentences import sentences
from initproofs.read import read_text


def facts(text):
    """Each fact as (what, value, the formula that it is about)."""
    document = read_text("note.md", text + "\n")
    found = []
    for sentence in sentences(document):
        for fact in said(sentence):
            about = document.blocks[fact.about].text if fact.about is not None else None
            found.append((fact.what, fact.value, about))
    return found


ZERO = ("bias", "0", None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The activation $g$ is the identity.", ("activation", "identity", "g")),
        ("Here $g$ is a ReLU.", ("activation", "relu", "g")),
        ("Here $g$ denotes the sigmoid.", ("activation", "sigmoid", "g")),
        ("We use the activation function $g$ = tanh.", ("activation", "tanh", "g")),
        ("Let $f$ be the hyperbolic tangent.", ("activation", "tanh", "f")),
        ("We apply the sigmoid function $\\sigma$.", ("activation", "sigmoid", "\\sigma")),
        ("We apply the tanh function $g$ there.", ("activation", "tanh", "g")),
        ("The activation is the identity.", ("activation", "identity", None)),
        ("The activation function is tanh.", ("activation", "tanh", None)),
        ("Both layers use identity activations.", ("activation", "identity", None)),
        ("As activation function $g$ we take the ReLU.", ("activation", "relu", "g")),
        ("We use the identity as activation function $g$.", ("activation", "identity", "g")),
        ("We take the ReLU as activation.", ("activation", "relu", None)),
        ("Here $*$ denotes the elementwise product.", ("product", "entrywise", "*")),
        ("$\\odot$ multiplies entry by entry.", ("product", "entrywise", "\\odot")),
        ("We write the Hadamard product as $\\circ$.", ("product", "entrywise", "\\circ")),
        ("Every bias is zero.", ZERO),
        ("We set all biases to zero.", ZERO),
        ("All biases are zero.", ZERO),
        ("All biases are set to zero.", ZERO),
        ("The biases are initialised to 0.", ZERO),
        ("There is no bias here.", ZERO),
        ("We work without biases.", ZERO),
        ("We ignore the bias.", ZERO),
        ("The network is bias-free.", ZERO),
    ],
)
def test_a_sentence_that_states_a_fact(text, expected):
    assert facts(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "The activation $g$ is not the identity.",
        "The activation $g$ isn't the identity.",
        "The activation $g$ is no longer a ReLU.",
        "If the biases are zero, symmetry stays.",
        "Unless the biases are zero, it breaks.",
        "The biases are not zero.",
        "The biases aren't zero.",
        "The weights are zero.",
        "The bias is one.",
        "The bias is small.",
        "The biases are initialised at random.",
        "The biases are drawn first.",
        "The identity matrix is $I$.",
        "The gradient of $g$ is zero.",
        "ReLU was made popular later.",
        "The bias of the estimator is 0.5.",
    ],
)
def test_a_near_sentence_states_nothing(text):
    assert facts(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The claim that every bias is zero is false.",
        "Some authors use no bias; we have one.",
        "A network without biases cannot represent it.",
        "Zero bias gradients are a bad sign.",
        "In the next chapter we replace it by a ReLU activation.",
        "ReLU units are popular; ours are others.",
    ],
)
def test_a_sentence_that_only_speaks_of_it_states_nothing(text):
    assert facts(text) == []


@pytest.mark.parametrize("layer", ["hidden", "output", "first"])
def test_an_activation_of_one_layer_is_not_that_of_all(layer):
    [(what, value, about)] = facts(f"The {layer} layer uses tanh activations.")
    assert (what, value, about) == ("layer activation", "tanh", None)


def test_a_fact_keeps_its_place():
    text = "First this. The activation $g$ is the identity, as said."
    document = read_text("note.md", text)
    [fact] = [f for sentence in sentences(document) for f in said(sentence)]
    assert text[fact.span.start : fact.span.end] == "$g$ is the identity"


@pytest.mark.parametrize(
    "words",
    [
        "Suppose that ‹",
        "Let's just assume ‹",
        "Let us say ‹",
        "Let ‹",
        "Assume now ‹",
        "Imagine ‹",
        "If ‹",
        "We get this. Now suppose ‹",
    ],
)
def test_words_that_suppose(words):
    assert cue(words) == "supposed"


@pytest.mark.parametrize(
    "words",
    [
        "Then ‹",
        "We get ‹",
        "Suppose so; then ‹",
        "Assuming this we obtain ‹",
        "This gives ‹",
        "If that holds, it follows that ‹",
        "The gradient is ‹",
        "The letter stands for ‹",
        "",
    ],
)
def test_words_that_state(words):
    assert cue(words) == ""


@pytest.mark.parametrize(
    "words",
    [
        "A common mistake is ‹",
        "It is wrong to write ‹",
        "It is tempting to write ‹",
        "It is not ‹",
        "One doesn't get ‹",
        "instead of ‹",
        "Beware of ‹",
        "We want ‹",
    ],
)
def test_words_that_mention(words):
    assert cue(words) == "mentioned"


def test_a_supposition_does_not_reach_past_its_own_formula():
    assert cue("Suppose ‹3› here.", display=True) == ""
    assert cue("Suppose that", display=True) == "supposed"
    assert cue("With ‹3› suppose", display=True) == "supposed"


def test_a_sentence_holds_its_formulas_by_number():
    document = read_text("note.md", "With $a = 1$ we go. Then $b$ stays.\n")
    one, two = sentences(document)
    assert re.fullmatch(r"With ‹\d+› we go\.", one.text)
    assert re.fullmatch(r"Then ‹\d+› stays\.", two.text)
    assert one.span(0, len(one.text)).end <= two.span(0, 1).start

"""What is said in words of one step back: phrases that hold, that fail, and that claim nothing."""

import pytest

from initproofs.claims import gradient
from initproofs.given.replay import replay
from initproofs.given.statements import understand
from initproofs.read import read_text


def rulings(text):
    played = replay(understand(read_text("note.md", text)))
    return [gradient.judge(claim).ruling.value for claim in gradient.find(played)]


GOES_BACK = (
    "The error is obtained by multiplying the error behind it by the weights, not the biases."
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (GOES_BACK, ["proved"]),
        (GOES_BACK.replace("weights, not the biases", "biases, not the weights"), ["refuted"]),
        (f"{GOES_BACK} This will be zero if all weights are zero.", ["proved", "proved"]),
        ("To get dJ/da you use dJ/dz and W; the bias is not involved in that step.", ["proved"]),
        ("A zero gradient here makes all previous layers get zero gradients.", ["proved"]),
        ("A zero gradient here makes all later layers get zero gradients.", ["refuted"]),
        (
            "The gradient of layer i is proportional to the weights of the next layer.",
            ["conditional"],
        ),
    ],
)
def test_what_is_said_of_one_step_back(text, expected):
    assert rulings(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "This will be zero if the weights are all zero.",  # what will?
        "The output is a sum. It is zero if all weights are zero.",
        "Does a zero gradient here make all previous layers get zero gradients?",
        "The gradient is multiplied by the learning rate, not the momentum.",
        "The gradient of the loss is proportional to the error.",
    ],
)
def test_other_sentences_claim_nothing(text):
    assert rulings(text) == []

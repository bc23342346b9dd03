"""The sentences of generated notes: several ways to say each thing; ``{…}`` is filled with maths.

Nothing here is checked; what can be checked stands in ``remarks``.
"""

from __future__ import annotations

from random import Random

TITLES = (
    "A small network by hand",
    "Backpropagation on paper",
    "Forward and backward, step by step",
    "Worked example",
    "Where the gradients come from",
    "Notes for week 3",
)
OPENINGS = (
    "Before we trust a library we do one pass with a pencil.",
    "The best way to remember which side the transpose goes on is to do it once by hand.",
    "This page follows one batch through the network and back again.",
    "Nothing below needs more than multiplication and patience.",
    "Coffee was $5 and the notebook $6; the rest of this page is free.",
    "",
)
SIZES = (
    "We take {m} examples with {n} features each.",
    "There are {m} examples and {n} features.",
    "Number of examples {m}, number of features {n}.",
    "Let {m} be the number of examples and {n} the number of inputs.",
)
BATCH = (
    "Here {m} is the number of examples.",
    "We write {m} for the number of examples in the batch.",
    "As always {m} counts the examples.",
)
UNITS = (
    "The hidden layer has {units} units.",
    "We use {units} hidden units.",
    "Units in the hidden layer: {units}.",
)
ROWS = (
    "Each row of {X} is one example.",
    "Rows of {X} are examples, columns are features.",
    "",
)
COLUMNS = (
    "Each column of {X} is one example.",
    "Columns of {X} are examples, rows are features.",
    "",
)
FORWARD = (
    "The forward pass is",
    "Forward propagation reads",
    "The network computes",
    "Going forward,",
    "We use the following equations.",
)
BACKWARD = (
    "The backward pass is",
    "For the gradients we use",
    "With backpropagation,",
    "Going backward,",
    "The chain rule gives",
)
IDENTITY = (
    "The activation {g} is the identity.",
    "To keep the numbers small, {g} is the identity function.",
    "We take {identity}.",
    "Here {identity}, so the network is linear.",
    "Let us assume that {g} is the identity.",
)
RELU = (
    "The activation {g} is the ReLU.",
    "We take {relu}.",
    "Here {g} is ReLU, that is, {relu}.",
    "The hidden units are ReLUs: {relu}.",
)
SIGMOID = (
    "The output goes through the sigmoid {sigma}.",
    "As usual {sigmoid}.",
    "",
)
NO_BIAS = (
    "Every bias is zero.",
    "All biases are zero.",
    "We set {b}.",
    "Let {b}.",
    "The biases start at zero.",
)
INPUT = (
    "We write {A0}.",
    "By convention {A0}.",
    "where {A0}.",
)
STAR = (
    "Here ${op}$ multiplies entry by entry.",
    "The sign ${op}$ is the elementwise product.",
    "(${op}$ is the Hadamard product.)",
)
ONES = (
    r"Here $\mathbf{1}$ is the column of ones, one for every example.",
    r"The vector $\mathbf{1}$ is a column of $m$ ones.",
)
RATE = (
    "The learning rate is {rate}.",
    "With learning rate {rate}:",
    "We take one step with {rate}.",
)
VALUES = (
    "The numbers are",
    "Let",
    "Take",
    "We start with",
    "Suppose we have",
    "For concreteness, let",
)
TWINS = (
    "Let us give all hidden units the same incoming weights.",
    "Now we start every unit of the first layer alike.",
)
SUPPOSE = (
    "Suppose that",
    "Let's assume",
    "Let us just assume the following error at the output.",
    "Say the output is off by",
    "Assume that the loss gives us",
)
LEADS = (
    "Then",
    "We get",
    "This gives",
    "Multiplying out,",
    "Next,",
    "So",
    "Plugging in the numbers,",
    "We compute",
    "",
    "",
)
THEN_FORWARD = ("We forward propagate.", "Forward first.", "Now the forward pass.", "")
THEN_BACK = ("We backpropagate.", "Now back.", "Now the backward pass.", "")
CLOSINGS = (
    "That is the whole pass.",
    "From here on the computer may take over.",
    "Try it with your own numbers.",
    "",
)
ASIDES = (
    "It helps to check the shapes before the numbers.",
    "A common exercise is to repeat this with another batch.",
    "Keep a copy of the intermediate results; they will be needed on the way back.",
    "In 2015 this was still done on slides.",
    "Do not skip this step.",
)
NUMBERS = {1: "one", 2: "two", 3: "three", 4: "four"}


def say(rng: Random, choices: tuple[str, ...], **maths: str) -> str:
    """One of the sentences, with maths for its braces."""
    sentence = rng.choice(choices)
    for key, latex in maths.items():
        sentence = sentence.replace("{" + key + "}", latex)
    return sentence

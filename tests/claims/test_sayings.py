"""What is said of activations in words: true, false, and what has to be left alone."""

import pytest

from initproofs.check import check
from initproofs.read import read_text

TRUE = [
    "The tanh function is zero-centered.",
    "The output of the network is fine. The sigmoid is not zero-centered.",
    "Large weights saturate the sigmoid.",
    "For large inputs the gradient of the tanh function is close to 0.",
    "The sigmoid squashes its input to the range (0, 1).",
    "Tanh outputs values between -1 and 1.",
    "The derivative of the sigmoid is at most 0.25.",
    "The maximum value of the derivative of tanh is 1.",
    "ReLU is not differentiable at 0.",
    "The sigmoid is monotonic.",
    "ReLU is unbounded.",
    "The matrix stretches in directions where the singular values are greater than one.",
    "The derivative of the sigmoid at zero is 0.25.",
    "At zero, tanh has the value zero.",
    "The slope of tanh is one at the origin.",
    "For large negative inputs the sigmoid approaches 0.",
    "For large inputs, the derivative of tanh goes to zero.",
    "The gradient of ReLU is zero for negative inputs.",
    "For positive inputs the derivative of ReLU is 1.",
    "Tanh has range (-1, 1).",
    "Multiplications by the weight matrices can lead to exploding or vanishing gradients.",
]
FALSE = [
    "The sigmoid output is zero-centered.",
    "Low weights saturate the sigmoid.",
    "If the weights are small, the gradient of the sigmoid is close to 0.",
    "Tanh outputs values between 0 and 1.",
    "The sigmoid squashes its input to the range (-1, 1).",
    "The maximum of the derivative of the sigmoid is 1/2.",
    "ReLU is differentiable everywhere.",
    "The sigmoid is an odd function.",
    "The derivative of the sigmoid at zero is 0.5.",
    "At zero the sigmoid is zero.",
    "For large negative inputs the sigmoid is close to 1.",
    "The derivative of tanh is 0.25 at zero.",
    "For large negative inputs tanh approaches 0.",
    "The derivative of the sigmoid is close to 1 for large positive inputs.",
    "The gradient of ReLU is 1 for negative inputs.",
    "Tanh has range (0, 1).",
    "The matrix stretches in directions where the singular values are less than one.",
]
CONDITIONAL = [
    "If we initialize weights to large numbers, $Z$ will be large.",
    "The derivatives of both w and b depend on a.",
]
SILENT = [
    "For large negative inputs, whatever else is said here, the sigmoid is close to 1 plus noise.",
    "For large inputs the sigmoid is close to 1.",
    "The derivative of tanh at 1 is 0.42.",
    "The gradient of leaky ReLU is zero for negative inputs.",
    "Unlike for tanh, the derivative of the sigmoid at zero is 0.5 only in Caffe.",
    "For large negative inputs the sigmoid of the norm is close to 1.",
    "For positive inputs the sigmoid is 1.",
    "The derivative of the sigmoid at zero is not 0.5.",
    "The gradient of the sigmoid is small when its output is close to 0 or 1.",
    "The gradient of the sigmoid is close to zero when it saturates near 0 or 1.",
    "Small weights keep the units from saturating the sigmoid.",
    "The leaky ReLU is differentiable except at 0.",
    "The derivative of the tanh ranges from 0 to 1.",
    "tanh squashes numbers between 0 and 1 to smaller ones.",
    "The sigmoid takes inputs between -5 and 5.",
    "The inputs to the tanh are between 0 and 1.",
    "The sigmoid is even worse. The tanh is an odd choice.",
    "Is the sigmoid zero-centered?",
    "Some people say the sigmoid output is zero-centered.",
    "It is wrong that ReLU is differentiable everywhere.",
    "When $z$ is very large or very small, the gradient of the sigmoid is close to 0.",
    "When $z$ is very small, the gradient of the sigmoid is close to 0.",
    "The sigmoid does not saturate for small inputs.",
    "The sigmoid is used in the output layer, between 0 and 1 times.",
    "Unlike the sigmoid, our function is zero-centered.",
    "The labels are between 0 and 1 and the sigmoid is applied.",
]


def rulings(sentence):
    return [str(v.ruling) for _, v in check(read_text("note.md", sentence + "\n")).findings]


@pytest.mark.parametrize("sentence", TRUE)
def test_true(sentence):
    assert rulings(sentence) == ["proved"]


@pytest.mark.parametrize("sentence", FALSE)
def test_false(sentence):
    assert rulings(sentence) == ["refuted"]


@pytest.mark.parametrize("sentence", CONDITIONAL)
def test_conditional(sentence):
    assert rulings(sentence) == ["conditional"]


@pytest.mark.parametrize("sentence", SILENT)
def test_what_is_not_said_is_not_judged(sentence):
    assert not {"refuted", "conditional"} & set(rulings(sentence))

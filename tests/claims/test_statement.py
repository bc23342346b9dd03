"""Sentences of the catalogue: what must be recognised, and what only looks like it."""

import re
from fractions import Fraction

import numpy as np
import pytest

from initproofs.catalogue import CATALOGUE, PAPERS
from initproofs.check import check
from initproofs.nouns import Ruling
from initproofs.read import read_text

TOPIC = (
    "Weights are initialized before training; a sigmoid or tanh network can have vanishing "
    "gradients.\n\n"
)

# For each entry: sentences that say it, and near ones that do not.
SAID: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "the start decides whether descent oscillates": (
        (
            "Good initialization ensures that we do not keep oscillating around the minimum.",
            "This helps us avoid oscillations around the minimum.",
            "It also prevents oscillating near local minima.",
            "A careful start makes sure the network never oscillates about the minimum.",
        ),
        (
            "A small learning rate makes oscillations rare.",
            "It does not ensure that we never keep oscillating around the minimum.",
            "Does it ensure that we do not keep oscillating around the minimum?",
            "Some people think that it prevents oscillating around the minimum.",
        ),
    ),
    "the purpose is a small variance of the weights": (
        (
            "The main objective is to minimize the variance of the parameters.",
            "The goal is reducing the variance of the weights.",
            "The idea here is to reduce the variance of the weights.",
        ),
        (
            "The goal is to preserve the variance of the activations.",
            "The goal is not to minimize the variance of the weights.",
            "The objective is to minimize the variance of the gradient estimate.",
            "If the goal were to minimize the variance of the weights, zeros would do.",
        ),
    ),
    "the weights themselves are to be near 1": (
        (
            "They set the weights neither too much bigger than 1, nor too much less than 1.",
            "This keeps the weights not much larger than 1 and not much smaller than 1.",
            "As a result the weights are near 1.",
        ),
        (
            "This keeps the variance of the weights neither bigger than 1 nor less than 1.",
            "The gain is close to 1.",
            "The weights are not close to 1.",
        ),
    ),
    "descent cannot converge from a careless start": (
        (
            "With care all is well, otherwise converging to a minimum will be impossible.",
            "Without proper initialization, reaching a minimum is impossible.",
            "The loss will never converge without careful initialization.",
        ),
        (
            "Without proper initialization, convergence can be slow.",
            "With a huge step, converging to a minimum is impossible.",
            "Is it true that without proper initialization, reaching a minimum is impossible?",
        ),
    ),
    "vanishing gradients come from saturation only": (
        (
            (
                "It is a problem of saturation of the activation, not of the network and not "
                "with the "
                "initialization."
            ),
            (
                "The problem is saturation of the activation function, not the initial state, "
                "and not "
                "due to the initial weights."
            ),
            "Vanishing gradients have nothing to do with the initialization.",
        ),
        (
            "The problem comes from saturation and from the initialization.",
            "It is wrong that vanishing gradients have nothing to do with the initialization.",
            "Do vanishing gradients have nothing to do with the initialization?",
        ),
    ),
    "random biases alone are as good as random weights": (
        (
            "Randomly initializing biases is just as good as randomly initializing weights.",
            "Random biases are as good as random weights.",
        ),
        (
            "Random biases are not as good as random weights.",
            "Some say random biases are as good as random weights.",
        ),
    ),
    "zero weights are a matter of speed only": (
        (
            "Starting with all the weights at zero only makes training slower.",
            "Setting all weights to zero merely slows learning down.",
        ),
        (
            "Setting all weights to zero stops learning.",
            "In logistic regression, starting all weights at zero only makes training slower.",
        ),
    ),
    "random weights find the global minimum": (
        (
            "Random initialization guarantees that we find the global minimum.",
            "Good initialization ensures convergence to the global minimum.",
        ),
        (
            "Random initialization does not guarantee that we find the global minimum.",
            "For a convex loss, random initialization guarantees the global minimum.",
        ),
    ),
    "biases have to be random": (
        (
            "The biases must be initialized randomly too.",
            "Biases need to be random as well.",
        ),
        (
            "The biases need not be random.",
            "If the weights are all zero, the biases must be random.",
            "The weights must be initialized randomly.",
        ),
    ),
    "a ReLU never loses its gradient": (
        (
            "ReLU never saturates.",
            "The ReLU does not suffer from vanishing gradients.",
        ),
        (
            "The leaky ReLU never saturates.",
            "ReLU never saturates for positive inputs.",
            "Sigmoid units saturate; ReLU is cheaper.",
        ),
    ),
    "flat activations make learning slow": (
        (
            (
                "If the gradients of the activation functions are close to 0, gradient descent "
                "will be "
                "slower."
            ),
            "When the slope of the activation is near zero, learning becomes slow.",
        ),
        (
            "If the slopes of the activation are close to 1, gradient descent is fast.",
            "If the learning rate is close to 0, gradient descent will be slower.",
        ),
    ),
    "small random weights cure everything": (
        (
            "To prevent these two problems, we initialize weights randomly to values close to 0.",
            "We initialize the weights with small random numbers close to zero.",
        ),
        (
            "We initialize the biases to values close to 0.",
            "We do not initialize weights to values close to 0.",
            "Should we initialize the weights to values close to 0?",
        ),
    ),
    "He's initialisation ends vanishing gradients": (
        (
            "He et al. proposed an initialization for ReLU that was able to resolve this problem.",
            "Kaiming initialization solves the vanishing gradient problem.",
        ),
        (
            "He initialization does not solve the vanishing gradient problem.",
            "Does Kaiming initialization solve the vanishing gradient problem?",
            "Zero initialization causes the vanishing gradient problem.",
        ),
    ),
    "ReLU ends vanishing gradients": (
        (
            "ReLU and leaky ReLU also solve the problem of vanishing gradient.",
            "The leaky ReLU fixes the vanishing gradients.",
        ),
        (
            "ReLU does not solve the problem of vanishing gradients.",
            "Tanh causes the problem of vanishing gradients.",
        ),
    ),
    "such a start keeps gradients from vanishing or exploding": (
        (
            "So, the gradients do not vanish or explode too quickly.",
            "The gradients will not explode or vanish.",
        ),
        (
            "The gradients vanish or explode.",
            "Why do the gradients not vanish or explode?",
        ),
    ),
    "random weights are better than zeros": (
        (
            "Assigning random values to weights is better than just 0 assignment.",
            "Random initialization is always better than all zeros.",
        ),
        (
            "For logistic regression random initialization is not better than zeros.",
            "Is random initialization better than zeros?",
        ),
    ),
    "deep networks need a careful start": (
        (
            "Without careful initialization, deep networks take much longer to learn.",
            "Without a good weight initialization, training takes longer.",
        ),
        (
            "With careful initialization, deep networks take much longer to learn.",
            "Without a GPU, deep networks take longer.",
        ),
    ),
    "small weights keep tanh linear": (
        (
            "In the beginning we are in the linear regime of the tanh.",
            "Initially, the units operate in the linear region of tanh.",
        ),
        (
            "We are not in the linear regime of the tanh.",
            "Suppose we are in the linear regime of the tanh.",
        ),
    ),
    "weights above the identity explode, below it vanish": (
        (
            (
                "If the weights are just a little bit bigger than the identity matrix, "
                "activations can "
                "explode."
            ),
            "When the weights are smaller than the identity, the activations vanish.",
        ),
        (
            "The weights are equal to the identity matrix.",
            "Weights bigger than 10 are rare.",
        ),
    ),
    "every sigmoid layer shrinks the gradient four times": (
        (
            "With a slope of at most 0.25, each layer shrinks the gradient by a factor of 4.",
            "Every sigmoid layer reduces gradients by a factor of at least 4.",
        ),
        (
            "Each layer has 4 units.",
            "Each layer does not shrink the gradient by a factor of 4.",
        ),
    ),
    "descent needs a start": (
        (
            "We need initial weights to start gradient descent.",
            "Gradient descent needs a starting point to begin.",
        ),
        (
            "We need small weights to start gradient descent.",
            "We need initial funding.",
        ),
    ),
    "a bad start can make gradients vanish or explode": (
        (
            "Poor initialization can lead to vanishing or exploding gradients.",
            "A bad weight initialization may cause exploding gradients.",
        ),
        (
            "Good initialization avoids vanishing gradients.",
            "A bad loss may cause exploding gradients.",
        ),
    ),
    "random biases do no harm beside random weights": (
        (
            "Randomly initializing both w and b would be also okay.",
            "Randomly initializing both the weights and the biases is fine.",
        ),
        (
            "Randomly initializing both w and b is not okay.",
            "Is randomly initializing both w and b okay?",
        ),
    ),
    "there are infinitely many starts": (
        (
            "You could use an infinite number of weight initializations.",
            "There are infinitely many possible initializations.",
        ),
        ("There is a finite number of methods.", "There are not infinitely many initializations."),
    ),
    "whitening divides by the eigenvalue": (
        (
            "Whitening takes the rotated data and divides every dimension by its eigenvalue.",
            "To whiten the data we divide each coordinate by the eigenvalues.",
            "For whitening, scale every direction by the corresponding eigenvalue.",
        ),
        (
            "To whiten the data we divide by the square root of the eigenvalues.",
            "Whitening divides by the eigenvalues under a root.",
            "PCA divides the components by the eigenvalues.",
            "Whitening does not divide by the eigenvalue.",
        ),
    ),
    "whitening divides by the root of the eigenvalue": (
        (
            "Whitening divides every dimension by the square root of its eigenvalue.",
            "To whiten the data we divide by the square root of the eigenvalues.",
        ),
        (
            "Whitening divides every dimension by its eigenvalue.",
            "Whitening does not divide by the square root of the eigenvalue.",
        ),
    ),
    "to variance 1 by dividing by the variance": (
        (
            "We subtract the mean and divide by the variance.",
            "Inputs are standardised by subtracting their mean and dividing by their variance.",
        ),
        (
            "We subtract the mean and divide by the standard deviation.",
            "We subtract the mean and divide by the square root of the variance.",
            "We subtract the variance and divide by the mean.",
        ),
    ),
    "to variance 1 by dividing by the standard deviation": (
        ("We subtract the mean and divide by the standard deviation.",),
        ("We subtract the mean and divide by the variance.",),
    ),
    "weights divided by the number of inputs keep the variance": (
        (
            (
                "We normalize the variance of the output to 1 by scaling its weight vector by its "
                "fan-in."
            ),
            (
                "One can keep the variance of each neuron at one by dividing the weights by the "
                "number of inputs."
            ),
        ),
        (
            (
                "We normalize the variance of the output to 1 by scaling its weight vector by the "
                "square root of its fan-in."
            ),
            "We normalize the variance of the sum by dividing it by the number of inputs.",
        ),
    ),
    "weights divided by the root of the number of inputs keep the variance": (
        (
            (
                "We normalize the variance of the output to 1 by scaling its weight vector by the "
                "square root of its fan-in."
            ),
            (
                "One can keep the variance of each neuron at one by dividing the weights by the "
                "square root of the number of inputs."
            ),
        ),
        (
            (
                "We normalize the variance of the output to 1 by scaling its weight vector by its "
                "fan-in."
            ),
        ),
    ),
}
BY_NAME = {known.name: known for known in CATALOGUE}


def answers(text):
    report = check(read_text("note.md", TOPIC + text))
    return [v for claim, v in report.findings if claim.kind == "statement"]


def test_every_entry_is_tried_and_names_its_source():
    assert set(SAID) == set(BY_NAME)
    assert all(known.reference for known in CATALOGUE)


@pytest.mark.parametrize(
    ("name", "text"), [(name, text) for name, (said, _) in SAID.items() for text in said]
)
def test_paraphrases_are_recognised(name, text):
    known = BY_NAME[name]
    assert known.message in [v.message for v in answers(text) if v.ruling is known.ruling]


@pytest.mark.parametrize(
    ("name", "text"), [(name, text) for name, (_, near) in SAID.items() for text in near]
)
def test_near_sentences_are_left_alone(name, text):
    known = BY_NAME[name]
    assert known.message not in [v.message for v in answers(text)]


@pytest.mark.parametrize("known", CATALOGUE, ids=lambda known: known.name)
def test_an_entry_owes_what_its_ruling_owes(known):
    if known.ruling is Ruling.PROVED:
        assert len(known.steps) >= 1
    else:
        assert known.because
        assert known.example
    assert bool(known.missing) == (known.ruling is Ruling.CONDITIONAL)


def test_citations():
    said = "He et al. (2015) proposed an initialization for rectifiers."
    assert [v.ruling for v in answers(said)] == [Ruling.CONFIRMED]
    title = (
        "X. Glorot and Y. Bengio, Understanding the difficulty of training deep feedforward neural "
        "networks, AISTATS, {}."
    )
    assert [v.ruling for v in answers(title.format(2010))] == [Ruling.CONFIRMED]
    (wrong,) = answers(title.format(2012))
    assert (wrong.ruling, wrong.correction) == (Ruling.REFUTED, "2010")
    assert answers("He et al. (2015) trained very deep networks.") == []
    assert all(re.compile(paper.title) for paper in PAPERS)


# The small examples of the catalogue, computed again.


def test_oscillation_is_a_matter_of_the_step():
    w = [Fraction(1)]
    for _ in range(3):
        w.append((1 - Fraction(3, 2)) * w[-1])
    assert w == [1, Fraction(-1, 2), Fraction(1, 4), Fraction(-1, 8)]


def test_descent_on_a_convex_loss_converges_from_zero():
    w = [Fraction(0)]
    for _ in range(3):
        w.append(w[-1] - Fraction(1, 2) * (w[-1] - 1))
    assert w == [0, Fraction(1, 2), Fraction(3, 4), Fraction(7, 8)]


def test_two_minima_of_one_loss():
    ends = []
    for w in (-2.0, 2.0):
        for _ in range(20_000):
            w -= 0.005 * (4 * w * (w * w - 1) + 0.25)
        ends.append(w)
    assert ends == pytest.approx([-1.03, 0.97], abs=0.005)
    low, high = ((w * w - 1) ** 2 + w / 4 for w in ends)
    assert low < high


def test_he_weights_and_the_linear_regime():
    assert pytest.approx(0.0894, abs=5e-5) == (2 / 250) ** 0.5
    nodes, weights = np.polynomial.hermite_e.hermegauss(80)
    mean = (weights * np.tanh(nodes) ** 2).sum() / weights.sum()
    assert mean == pytest.approx(0.394, abs=5e-4)


def test_a_sigmoid_output_that_is_saturated_and_wrong():
    s = 1 / (1 + np.exp(10.0))
    assert s * (1 - s) == pytest.approx(0.0000454, abs=5e-8)
    assert s - 1 == pytest.approx(-0.99995, abs=5e-6)

"""Sentences of the catalogue: what must be recognised, and what only looks like it."""

import re
from fractions import Fraction

import numpy as np
import pytest

from initproofs.catalogue import PAPERS, SAYINGS
from initproofs.check import check
from initproofs.config import Settings
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
    "weights that are too small let the signal fade": (
        (
            "If the weights are too small, the signal shrinks as it passes through the layers.",
            "When the initial weights are too small, activations will vanish.",
            "If weights are initialized too small, each layer shrinks the signal further.",
        ),
        (
            "If the weights are not too small, the signal shrinks.",
            "If the learning rate is too small, the gradients vanish.",
            "If the weights are small, the loss decays.",
            "Do activations vanish if the weights are too small?",
        ),
    ),
    "weights that are too large make the signal explode": (
        (
            "If the weights are too large, the activations explode.",
            "When weights are too big, the signal will grow from layer to layer.",
        ),
        (
            "If the weights are too large, tanh units saturate and their outputs grow no more.",
            "If the inputs are too large, the activations explode.",
            "If the weights are not too large, the activations explode.",
        ),
    ),
    "He's scale suits the ReLU": (
        (
            "He initialization works well for networks with ReLU activations.",
            "Kaiming initialization is designed for ReLU units.",
            "Networks of ReLUs should use He initialization.",
        ),
        (
            "He initialization works well for networks with tanh activations.",
            "He initialization does not work well for ReLU networks.",
            "He uses the ReLU.",
            "Xavier initialization works well with ReLU.",
            "Does He initialization work well with ReLU?",
        ),
    ),
    "Glorot's scale suits tanh": (
        (
            "Xavier initialization works best with tanh.",
            "Glorot initialization is recommended for tanh layers.",
        ),
        (
            "Xavier initialization works best with ReLU.",
            "Xavier initialization is not recommended for tanh.",
            "Xavier initialization is used for sigmoid and tanh.",
        ),
    ),
    "biases may start at zero": (
        (
            "It is however okay to initialize the biases b[l] to zeros.",
            "The biases can simply be set to zero.",
            "It is possible and common to initialize the biases to be zero.",
            "Biases are usually initialized to 0.",
            "Initializing the biases to zero is fine.",
        ),
        (
            "It is not okay to initialize the biases to zero.",
            "It is okay to initialize the weights to zero.",
            "Is it OK to initialize the bias terms to 0?",
            "The biases can not be set to zero.",
            "The gradient of the biases can be set to zero.",
        ),
    ),
    "without hidden layers zero weights do no harm": (
        (
            "For logistic regression, it was okay to initialize the weights to zero.",
            "For linear regression we can initialize all weights to zero.",
            "Setting the weights to zero works for logistic regression.",
        ),
        (
            "For logistic regression it is not okay to initialize the weights to zero.",
            "For a neural network we can initialize all weights to zero.",
            "For logistic regression we can initialize the weights at random.",
        ),
    ),
    "linear layers make one linear layer": (
        (
            "The composition of linear functions is linear.",
            "Without a nonlinearity the network is equivalent to a linear model.",
            (
                "Without activation functions, the whole network would behave like a single-layer "
                "perceptron."
            ),
        ),
        (
            "The composition of linear functions is not linear.",
            "Without careful initialization the network is slower than a linear model.",
            "With nonlinear activations the network is more than a linear model.",
        ),
    ),
    "the variance of a sum grows with its inputs": (
        (
            (
                "A randomly initialized neuron has an output variance that grows with the number "
                "of inputs."
            ),
            "The weights are random, and the variance of z increases linearly with the fan-in.",
        ),
        (
            "The weights are random, and the variance grows with the number of layers.",
            "The weights are random, and the variance does not grow with the number of inputs.",
            "The weights are random, and the mean grows with the number of inputs.",
        ),
    ),
    "training keeps the activations": (
        (
            "This is why training requires more memory than inference.",
            "Backpropagation needs significantly more memory than plain prediction.",
            "The memory needed is proportional to the number of layers and the batch size.",
        ),
        (
            "Inference requires more memory than training.",
            "Training does not require more memory than inference.",
            "Training takes more time than prediction.",
        ),
    ),
    "a zero last layer blocks the layers below": (
        (
            (
                "When the last layer is set to zeros, the gradients before the last layer will "
                "be zero."
            ),
            (
                "If the output layer is initialized with zeros, the gradients of the other "
                "layers are "
                "zero."
            ),
        ),
        (
            "When the last layer is set to zeros, the gradients of the last layer will be zero.",
            "When the first layer is set to zeros, the gradients of the other layers are zero.",
            "When the last layer is not zero, the gradients of the other layers are zero.",
        ),
    ),
    "a small scale fades with depth": (
        (
            "In deep networks small random numbers are a problem: the activations become zero.",
            (
                "Small random weights are fine in shallow networks. In deeper ones the standard "
                "deviation drops to zero."
            ),
        ),
        (
            "In deep networks small random numbers are a problem: the loss drops to zero.",
            "Large weights are a problem in deep networks: the activations become zero.",
            "Deep networks with small random numbers: the activations do not become zero.",
        ),
    ),
    "a ReLU halves the variance": (
        (
            "The ReLU halves the variance.",
            "With ReLU the variance of the activations is halved.",
            "Since ReLU zeroes negative inputs, the variance shrinks by half.",
        ),
        (
            "The ReLU does not halve the variance.",
            "With dropout of 1/2 and ReLU the variance is halved.",
            "With tanh the variance is halved.",
            "Does the ReLU halve the variance?",
        ),
    ),
    "dimensions leave one way only": (
        (
            "There is always exactly one way of doing it so that the dimensions work out.",
            "There is only one way to multiply them such that the shapes match.",
        ),
        (
            "There is more than one way to make the dimensions work out.",
            "There is not only one way to multiply them such that the shapes match.",
        ),
    ),
    "a zero gradient is zero below": (
        (
            "A gradient of zero at this layer causes all earlier layers to receive zero gradients.",
            "Zero gradients in the last layer lead all previous layers to get zero gradients.",
            "The gradients are blocked below the layer with zero weights.",
        ),
        (
            "A small gradient at this layer causes earlier layers to receive zero gradients.",
            "A gradient of zero at this layer does not cause earlier layers to get zero gradients.",
            "The gradients are blocked by the operating system.",
        ),
    ),
    "the layer below moves after the last one": (
        (
            "All weights are 0. Only after the last layer becomes non-zero the second-last moves.",
            (
                "With zero weights, only when the output layer is nonzero does the previous one "
                "change."
            ),
        ),
        (
            (
                "All weights are 0. Not only after the last layer becomes non-zero the lower "
                "ones move."
            ),
            "All weights are 0. Only after the first layer becomes non-zero the second-last moves.",
        ),
    ),
    "layers and hidden layers": (
        (
            "Consider an L layer network, which has L-1 hidden layers.",
            "A 2-layer neural network has one hidden layer.",
            "A three-layer network contains two hidden layers.",
        ),
        (
            "An L layer network has L hidden layers.",
            "A 2-layer network has two hidden layers.",
            "Does a 2-layer network have one hidden layer?",
        ),
    ),
    "random biases part the units": (
        (
            "We could also break the symmetry by randomly initializing b.",
            "Randomising just the biases sort of works.",
            "Initializing the biases randomly breaks the symmetry.",
        ),
        (
            "We could break the symmetry by randomly initializing the weights.",
            "Can we break the symmetry by randomly initializing b?",
            "My feeling is that some think that random biases work.",
        ),
    ),
    "random biases do not help": (
        (
            "Randomizing b does not have the same effect.",
            "Random biases alone do not break the symmetry.",
        ),
        (
            "Randomizing w does not have the same effect.",
            "Zero biases do not help.",
        ),
    ),
    "a gradient is in proportion to the weights above": (
        (
            "The gradient of the layer i is directly proportional to the weights above.",
            (
                "If you work it out you will find that the gradient is proportional to the "
                "values of "
                "the weights."
            ),
        ),
        (
            "The gradient is not proportional to the weights.",
            "The gradient is proportional to the error.",
            "If the activation is linear, the gradient is proportional to the weights.",
        ),
    ),
    "random weights move apart, each by itself": (
        (
            "Weights are random so that each value in the matrix is updated a different amount.",
            "With random weights, every weight is updated differently.",
        ),
        (
            "With random weights, every weight is updated at each step.",
            "With random weights, no two weights are updated a different amount.",
        ),
    ),
    "Glorot's scale applies to tanh": (
        (
            "The derived initialization is applicable to tanh.",
            "Xavier initialization is valid only for tanh.",
        ),
        (
            "Xavier initialization is not applicable to tanh.",
            "The derived initialization is applicable to ReLU.",
        ),
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
    "the mean of a ReLU's output is positive": (
        (
            "Note that ReLU units will have a positive mean.",
            "The mean of the ReLU outputs is not zero.",
        ),
        (
            "Tanh units will have a positive mean.",
            "ReLU units have a positive slope.",
            "The mean of the leaky ReLU outputs is not zero.",
        ),
    ),
    "a zero last layer stops everything": (
        (
            (
                "If you initialize the last layer as zeros, the gradients will also be "
                "zeros for all "
                "layers."
            ),
            "When the output layer is set to zero, all gradients are zero in all layers.",
        ),
        (
            "When the last layer is set to zero, the gradients are zero in the layers below.",
            "When the last layer is set to zero, the gradients will not be zero for all layers.",
            (
                "If you initialize the last layer as zeros, will the gradients be zeros for all "
                "layers?"
            ),
        ),
    ),
}
BY_NAME = {saying.name: saying for saying in SAYINGS}


def answers(text):
    report = check(read_text("note.md", TOPIC + text), Settings(select=("statement",)))
    return [verdict for _, verdict in report.findings]


def test_every_entry_is_tried_and_names_its_source():
    assert set(SAID) == set(BY_NAME)
    assert all(known.reference for known in SAYINGS)


@pytest.mark.parametrize(
    ("name", "text"), [(name, text) for name, (said, _) in SAID.items() for text in said]
)
def test_paraphrases_are_recognised(name, text):
    known = BY_NAME[name]
    assert known.why.is_so in [v.message for v in answers(text) if v.ruling is known.ruling]


@pytest.mark.parametrize(
    ("name", "text"), [(name, text) for name, (_, near) in SAID.items() for text in near]
)
def test_near_sentences_are_left_alone(name, text):
    known = BY_NAME[name]
    assert known.why.is_so not in [v.message for v in answers(text)]


@pytest.mark.parametrize("known", SAYINGS, ids=lambda known: known.name)
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


@pytest.mark.parametrize(
    "frame",
    [
        "Some think that {}.",
        "It is not true that {}.",
        "Is it true that {}?",
        "It is a common myth that {}.",
        "We will see later whether {}.",
        "Show that {}.",
    ],
)
def test_what_its_author_does_not_stand_for_is_no_claim(frame):
    """The first paraphrase of every entry, in frames in which it is not said."""
    for name, (said, _) in SAID.items():
        text = said[0].rstrip(".")
        if ". " not in text:
            found = answers(frame.format(text[0].lower() + text[1:]))
            assert BY_NAME[name].message not in [v.message for v in found], name

"""The core against independent oracles: differences, the complex step, PyTorch, symmetry."""

import math
from fractions import Fraction
from itertools import islice

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from initproofs.arithmetic.residues import PRIME, Residue
from initproofs.network.activations import ACTIVATIONS
from initproofs.network.initialisers import (
    LAWS,
    SCHEMES,
    TRUNCATED_DEVIATION,
    Initialiser,
    constant,
)
from initproofs.network.layers import Architecture, Layer, backward, forward, in_order
from initproofs.network.losses import LOSSES
from initproofs.network.train import Adam, Descent, Momentum, slopes, train

from .exact import fractions, residues

REPEATABLE = settings(derandomize=True, deadline=None, max_examples=60)
LAYOUTS = ("column", "row")
SMOOTH = sorted(set(ACTIVATIONS) - {"relu", "leaky-relu", "selu"})


def parameters_for(architecture, rng, ensemble=()):
    layers = []
    for fan_in, fan_out in architecture.fans:
        shape = (fan_out, fan_in) if architecture.layout == "column" else (fan_in, fan_out)
        layers.append(
            Layer(rng.normal(size=(*ensemble, *shape)), rng.normal(size=(*ensemble, fan_out)))
        )
    return tuple(layers)


def batch_for(architecture, rng, examples, loss="squared"):
    def shaped(units):
        shape = (units, examples) if architecture.layout == "column" else (examples, units)
        return rng.normal(size=shape)

    targets = shaped(architecture.widths[-1])
    if loss == "binary-cross-entropy":
        targets = (targets > 0).astype(float)
    elif loss == "softmax-cross-entropy":
        targets = np.abs(targets) / np.abs(targets).sum(architecture.units, keepdims=True)
    return shaped(architecture.widths[0]), targets


@st.composite
def problems(draw, activations=tuple(ACTIVATIONS)):
    loss = draw(st.sampled_from(sorted(LOSSES)))
    architecture = Architecture(
        tuple(draw(st.lists(st.integers(1, 5), min_size=2, max_size=5))),
        draw(st.sampled_from(sorted(activations))),
        draw(st.sampled_from(sorted(activations))) if loss == "squared" else "identity",
        draw(st.sampled_from(LAYOUTS)),
    )
    rng = np.random.default_rng(draw(st.integers(0, 2**32)))
    parameters = parameters_for(architecture, rng)
    return (
        architecture,
        parameters,
        *batch_for(architecture, rng, draw(st.integers(1, 4)), loss),
        loss,
    )


def value(architecture, parameters, batch, targets, loss):
    outputs = forward(architecture, parameters, batch).post[-1]
    return LOSSES[loss].value(outputs, targets, architecture.units)


def places(parameters):
    """(layer, field, index) of every parameter."""
    for k, layer in enumerate(parameters):
        for field in ("weights", "bias"):
            yield from ((k, field, index) for index in np.ndindex(getattr(layer, field).shape))


def moved(parameters, place, step):
    """The parameters with one of them moved by ``step``, real or imaginary."""
    k, field, index = place
    parts = {"weights": parameters[k].weights, "bias": parameters[k].bias}
    parts[field] = parts[field].astype(np.result_type(parts[field], step))
    parts[field][index] += step
    return (*parameters[:k], Layer(**parts), *parameters[k + 1 :])


@REPEATABLE
@given(problems())
def test_gradients_agree_with_the_complex_step(problem):
    architecture, parameters, batch, targets, loss = problem
    _, gradients = slopes(architecture, parameters, batch, targets, loss)
    for place in places(parameters):
        step = moved(parameters, place, 1e-100j)
        true = value(architecture, step, batch, targets, loss).imag / 1e-100
        found = getattr(gradients[place[0]], place[1])[place[2]]
        assert found == pytest.approx(true, rel=1e-9, abs=1e-12)


@REPEATABLE
@given(problems(SMOOTH))
def test_gradients_agree_with_finite_differences(problem):
    architecture, parameters, batch, targets, loss = problem
    _, gradients = slopes(architecture, parameters, batch, targets, loss)
    scale = 1 + float(value(architecture, parameters, batch, targets, loss))
    for place in places(parameters):
        ends = [
            value(architecture, moved(parameters, place, s), batch, targets, loss)
            for s in (1e-5, -1e-5)
        ]
        found = getattr(gradients[place[0]], place[1])[place[2]]
        assert found == pytest.approx((ends[0] - ends[1]) / 2e-5, rel=1e-4, abs=1e-5 * scale)


@REPEATABLE
@given(problems(), st.randoms(use_true_random=False))
def test_permuting_hidden_units_commutes_with_the_gradient(problem, random):
    architecture, parameters, batch, targets, loss = problem
    assume(len(parameters) > 1)
    k = random.randrange(len(parameters) - 1)
    order = list(range(architecture.widths[k + 1]))
    random.shuffle(order)

    def permuted(layers):
        out, into = (0, 1) if architecture.layout == "column" else (1, 0)
        here = Layer(layers[k].weights.take(order, out), layers[k].bias.take(order))
        above = Layer(layers[k + 1].weights.take(order, into), layers[k + 1].bias)
        return (*layers[:k], here, above, *layers[k + 2 :])

    before, gradient = slopes(architecture, parameters, batch, targets, loss)
    after, turned = slopes(architecture, permuted(parameters), batch, targets, loss)
    assert after == pytest.approx(before, rel=1e-12)
    for one, other in zip(permuted(gradient), turned, strict=True):
        np.testing.assert_allclose(one.weights, other.weights, rtol=1e-9, atol=1e-12)
        np.testing.assert_allclose(one.bias, other.bias, rtol=1e-9, atol=1e-12)


@REPEATABLE
@given(problems())
def test_gradients_agree_with_autograd(problem):
    torch = pytest.importorskip("torch")
    architecture, parameters, batch, targets, loss = problem
    functions = torch.nn.functional
    known = {
        "identity": lambda z: z, "relu": torch.relu, "tanh": torch.tanh, "sigmoid": torch.sigmoid,
        "leaky-relu": functions.leaky_relu, "softplus": functions.softplus, "elu": functions.elu,
        "selu": functions.selu, "gelu": functions.gelu, "silu": functions.silu,
    }  # fmt: skip
    column = architecture.layout == "column"
    turn = (lambda array: array.T) if column else (lambda array: array)
    leaves = [
        (torch.tensor(turn(p.weights).copy(), requires_grad=True),
         torch.tensor(p.bias, requires_grad=True))
        for p in parameters
    ]  # fmt: skip
    a, y = torch.tensor(turn(batch).copy()), torch.tensor(turn(targets).copy())
    for (weights, bias), activation in zip(leaves, architecture.activations(), strict=True):
        a = known[activation.name](a @ weights + bias)
    if loss == "squared":
        total = ((a - y) ** 2).sum() / (2 * len(y))
    elif loss == "binary-cross-entropy":
        total = functions.binary_cross_entropy_with_logits(a, y, reduction="sum") / len(y)
    else:
        total = functions.cross_entropy(a, y)
    total.backward()
    found, gradients = slopes(architecture, parameters, batch, targets, loss)
    assert found == pytest.approx(total.item(), rel=1e-10)
    for (weights, bias), layer in zip(leaves, gradients, strict=True):
        np.testing.assert_allclose(turn(layer.weights), weights.grad, rtol=1e-8, atol=1e-11)
        np.testing.assert_allclose(layer.bias, bias.grad, rtol=1e-8, atol=1e-11)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_an_ensemble_is_its_networks_one_by_one(layout):
    rng = np.random.default_rng(3)
    architecture = Architecture((3, 4, 2), "tanh", layout=layout)
    parameters = parameters_for(architecture, rng, (2, 5))
    batch, targets = batch_for(architecture, rng, 6)
    losses, gradients = slopes(architecture, parameters, batch, targets, "squared")
    assert losses.shape == (2, 5)
    for i, j in np.ndindex(2, 5):
        one = tuple(Layer(p.weights[i, j], p.bias[i, j]) for p in parameters)
        loss, gradient = slopes(architecture, one, batch, targets, "squared")
        assert losses[i, j] == pytest.approx(loss)
        for layer, whole in zip(gradient, gradients, strict=True):
            np.testing.assert_allclose(layer.weights, whole.weights[i, j])
            np.testing.assert_allclose(layer.bias, whole.bias[i, j])


@pytest.mark.parametrize("layout", LAYOUTS)
def test_gradients_of_the_batch_and_of_the_pre_activations(layout):
    rng = np.random.default_rng(4)
    architecture = Architecture((3, 4, 2), "gelu", layout=layout)
    parameters = parameters_for(architecture, rng)
    batch, targets = batch_for(architecture, rng, 2)
    seen = forward(architecture, parameters, batch)
    slope = LOSSES["squared"].slope(seen.post[-1], targets, architecture.units)
    gradients = backward(architecture, parameters, seen, slope)
    for index in np.ndindex(batch.shape):
        step = batch.astype(complex)
        step[index] += 1e-100j
        true = value(architecture, parameters, step, targets, "squared").imag / 1e-100
        assert gradients.inputs[index] / 2 == pytest.approx(true)  # the mean of two examples
    axis = 1 if layout == "column" else 0
    np.testing.assert_allclose(gradients.pre[0].sum(axis), gradients.layers[0].bias)


POINTS = np.concatenate([np.linspace(-6, 6, 97), [-0.3, 1e-9, -1e-9, 700, -700]])


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_slopes_are_the_derivatives_of_the_values(name):
    activation = ACTIVATIONS[name]
    z = POINTS[POINTS != 0]
    with np.errstate(over="ignore", invalid="ignore"):
        true = activation.value(z + 1e-100j).imag / 1e-100
    inner = np.abs(z) < 100
    np.testing.assert_allclose(activation.slope(z)[inner], true[inner], rtol=1e-9, atol=1e-14)
    assert np.isfinite(activation.value(z)).all()
    assert np.isfinite(activation.slope(z)).all()


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_a_kink_is_declared_exactly_where_the_slope_jumps(name):
    activation = ACTIVATIONS[name]
    left, here, right = activation.slope(np.array([-1e-12, 0.0, 1e-12]))
    assert (abs(right - left) > 1e-3) == bool(activation.kink)
    assert here == pytest.approx(left, abs=1e-9)


def test_known_values():
    z = np.array([-1.0, 2.0])
    for name, expected in {
        "relu": [0, 2], "leaky-relu": [-0.01, 2], "tanh": [-0.7615941559557649, 0.9640275800758169],
        "sigmoid": [0.2689414213699951, 0.8807970779778823],
        "softplus": [0.3132616875182228, 2.1269280110429727],
        "elu": [-0.6321205588285577, 2], "selu": [-1.1113307378125628, 2.101401974710961],
        "gelu": [-0.15865525393145707, 1.9544997361036416],
        "silu": [-0.2689414213699951, 1.7615941559557649],
    }.items():  # fmt: skip
        np.testing.assert_allclose(ACTIVATIONS[name].value(z), expected, rtol=1e-14)


def test_selu_keeps_mean_zero_and_variance_one():
    nodes = np.linspace(-12, 12, 24_001)
    weights = np.exp(-(nodes**2) / 2) / math.sqrt(2 * math.pi) * 1e-3
    for power, moment in ((1, 0), (2, 1)):
        assert weights @ ACTIVATIONS["selu"].value(nodes) ** power == pytest.approx(
            moment, abs=1e-6
        )


@pytest.mark.parametrize("law", LAWS)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_weights_have_the_variance_of_their_scheme(law, scheme):
    initialiser = Initialiser(scheme, law)
    weights = initialiser.draw(np.random.default_rng(5), 30, 20, (400,))
    assert weights.shape == (400, 20, 30)
    variance = {"zeros": 0, "lecun": 1 / 30, "glorot": 1 / 25, "he": 1 / 15}[scheme]
    # 240,000 draws: one per cent is more than three standard errors of the variance.
    assert (weights**2).mean() == pytest.approx(variance, rel=0.01)
    assert weights.mean() == pytest.approx(0, abs=4.5 * math.sqrt(variance / weights.size))
    if variance and LAWS[law].independent:
        kurtosis = (weights**4).mean() / variance**2
        assert kurtosis == pytest.approx(LAWS[law].kurtosis, rel=0.02)


def test_the_truncated_deviation_is_the_one_of_its_law():
    nodes = np.linspace(-2, 2, 200_001)
    density = np.exp(-(nodes**2) / 2)
    true = math.sqrt(nodes**2 @ density / density.sum())
    assert pytest.approx(true, rel=1e-4) == TRUNCATED_DEVIATION
    assert math.isclose(
        LAWS["truncated-normal"].kurtosis,
        nodes**4 @ density / density.sum() / true**4,
        rel_tol=1e-4,
    )
    draws = Initialiser(law="truncated-normal", deviation=1).draw(np.random.default_rng(1), 50, 50)
    assert np.abs(draws).max() <= 2 / TRUNCATED_DEVIATION


@pytest.mark.parametrize("fans", [(3, 5), (5, 3), (4, 4)])
def test_orthogonal_weights_are_orthogonal(fans):
    weights = Initialiser(law="orthogonal", deviation=0.5).draw(np.random.default_rng(2), *fans)
    small = weights @ weights.T if fans[1] <= fans[0] else weights.T @ weights
    np.testing.assert_allclose(small, 0.25 * max(fans) * np.eye(min(fans)), atol=1e-12)


def test_exact_gradients_are_the_rounded_ones():
    rng = np.random.default_rng(8)
    architecture = Architecture((2, 3, 2), "leaky-relu")
    small = tuple(
        Layer(rng.integers(-4, 5, p.weights.shape), rng.integers(-4, 5, p.bias.shape))
        for p in parameters_for(architecture, rng)
    )
    batch, targets = rng.integers(-3, 4, (2, 3)), rng.integers(-3, 4, (2, 3))
    exact = tuple(Layer(fractions(p.weights), fractions(p.bias)) for p in small)
    loss, gradient = slopes(architecture, exact, fractions(batch), fractions(targets), "squared")
    floats = tuple(Layer(p.weights * 1.0, p.bias * 1.0) for p in small)
    near, rounded = slopes(architecture, floats, batch * 1.0, targets * 1.0, "squared")
    assert isinstance(loss, Fraction)
    assert float(loss) == pytest.approx(float(near))
    for one, other in zip(gradient, rounded, strict=True):
        assert all(isinstance(number, Fraction) for number in one.weights.flat)
        np.testing.assert_allclose(one.weights.astype(float), other.weights)
        np.testing.assert_allclose(one.bias.astype(float), other.bias)


def test_residues_follow_the_fractions_through_training():
    rng = np.random.default_rng(9)
    architecture = Architecture((2, 3, 1), "identity")
    small = [
        (rng.integers(-4, 5, p.weights.shape), rng.integers(-4, 5, p.bias.shape))
        for p in parameters_for(architecture, rng)
    ]
    batch, targets = rng.integers(-3, 4, (2, 3)), rng.integers(-3, 4, (1, 3))
    for optimiser in (Descent(Fraction(1, 7)), Momentum(Fraction(1, 7), Fraction(1, 2))):
        runs = [
            train(architecture, tuple(Layer(turn(w), turn(b)) for w, b in small),
                  turn(batch), turn(targets), "squared", optimiser)
            for turn in (fractions, residues)
        ]  # fmt: skip
        for _ in range(3):
            (_, exact), (_, modular) = (next(run) for run in runs)
        assert (residues(exact[0].weights) == modular[0].weights).all()


def test_a_field_has_no_order_and_an_exact_inverse():
    assert Residue(3) / Residue(7) * 7 == Residue(3)
    assert -Residue(1) == Residue(PRIME - 1)
    assert 1 - Residue(3) == Residue(PRIME - 2)
    assert 1 / Residue(2) + 1 / Residue(2) == Residue(1)
    with pytest.raises(TypeError):
        forward(
            Architecture((1, 1, 1), "relu"),
            (Layer(residues([[2]]), residues([1])),) * 2,
            residues([[1]]),
        )


@pytest.mark.parametrize("optimiser", [Descent(0.05), Momentum(0.02), Adam(0.01)])
def test_equal_units_stay_bit_identical_when_sums_keep_their_order(optimiser):
    rng = np.random.default_rng(6)
    architecture = Architecture((3, 17, 2), "tanh")
    row, out = rng.normal(size=(1, 3)), rng.normal(size=(2, 1))
    parameters = (
        Layer(np.repeat(row, 17, 0), np.zeros(17)),
        Layer(np.repeat(out, 17, 1), np.zeros(2)),
    )
    batch, targets = batch_for(architecture, rng, 33)
    run = train(architecture, parameters, batch, targets, "squared", optimiser, in_order)
    first, _ = next(run)
    last, state = next(islice(run, 2000, None))
    assert (state[0].weights == state[0].weights[:1]).all()
    assert (state[1].weights == state[1].weights[:, :1]).all()
    assert last < first


def test_one_step_of_every_optimiser_by_hand():
    one = (Layer(np.array([[2.0]]), np.array([1.0])),)
    slope = (Layer(np.array([[0.5]]), np.array([-1.0])),)
    for optimiser, weights in ((Descent(0.1), [1.95, 1.9]), (Momentum(0.1), [1.95, 1.855])):
        state, now = optimiser.start(one), one
        for expected in weights:
            now, state = optimiser.step(now, slope, state)
            assert now[0].weights[0, 0] == pytest.approx(expected)
    adam = Adam(0.1)
    now, state = adam.step(one, slope, adam.start(one))
    # The first step of Adam has the length of the rate, whatever the gradient.
    assert now[0].weights[0, 0] == pytest.approx(1.9)
    assert now[0].bias[0] == pytest.approx(1.1)


def test_losses_stay_finite_for_certain_and_wrong_predictions():
    logits, targets = np.array([[1000.0], [-1000.0]]), np.array([[0.0], [1.0]])
    for name in ("binary-cross-entropy", "softmax-cross-entropy"):
        loss = LOSSES[name].value(logits, targets, -2)
        assert 1000 <= float(loss) <= 2000
        assert np.isfinite(LOSSES[name].slope(logits, targets, -2)).all()


def test_constant_weights_keep_their_type():
    assert constant(Fraction(1, 3), 2, 3)[0, 0] == Fraction(1, 3)
    assert constant(0.5, 2, 3, (4,)).shape == (4, 3, 2)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: Architecture((3,)), "two widths"),
        (lambda: Architecture((3, -4, 1)), "layer 2 has -4"),
        (lambda: Architecture((3, 4), "rely"), "no activation 'rely'"),
        (lambda: Initialiser("hee"), "no scheme 'hee'"),
        (lambda: Initialiser(law="cauchy"), "no law 'cauchy'"),
        (lambda: Initialiser(deviation=math.nan), "standard deviation"),
        (lambda: Initialiser(deviation=-1.0), "standard deviation"),
        (lambda: Descent(0), "learning rate"),
        (lambda: Adam(math.nan), "learning rate"),
        (lambda: forward(Architecture((2, 1)), (), np.ones((2, 1))), "0 layers given"),
        (lambda: forward(Architecture((2, 1)), (), np.ones((3, 1))), "has not 2 inputs"),
        (
            lambda: forward(
                Architecture((2, 1)), (Layer(np.ones((2, 1)), np.ones(1)),), np.ones((2, 3))
            ),
            r"layer 1 wants weights \(1, 2\)",
        ),
    ],
)
def test_bad_input_is_refused_in_words(make, words):
    with pytest.raises(ValueError, match=words):
        make()

"""Index sums mean what they say, derivatives of them are right, and nothing wrong is proved."""

import random
from fractions import Fraction
from itertools import islice

import numpy as np
import pytest

from initproofs.claims import gradient
from initproofs.claims.gradient_certificates import certificate
from initproofs.claims.gradient_trials import Trial
from initproofs.evidence.gradients.fractions_apart import cleared, reduced
from initproofs.evidence.gradients.functions import applied
from initproofs.evidence.gradients.monomials import ENTRY, Atom
from initproofs.evidence.gradients.sums import (
    counted,
    delta,
    factor,
    moved,
    number,
    summed,
)
from initproofs.evidence.gradients.symbols import Symbols
from initproofs.given.replay import replay
from initproofs.given.statements import understand
from initproofs.nouns import Proof
from initproofs.read import read_text

from .enumerated import Enumerated
from .notes import NOTATIONS, note
from .test_notations import answers
from .test_parts import FORWARD, d, said

N = 3  # places of every index
NAMES = "VWX"


def drawn(rng):
    """A sum of products over the letters i and j, some of them summed over k."""
    total = number(0)
    for _ in range(rng.randint(1, 3)):
        term = number(Fraction(rng.randint(-3, 3), rng.randint(1, 3)))
        for _ in range(rng.randint(1, 3)):
            at = tuple(rng.choice("ijk1") for _ in range(2))
            kind = rng.random()
            term = term * (delta(*at) if kind < 0.2 else factor(Atom(ENTRY, rng.choice(NAMES)), at))
        total = total + summed(term, "k", N)
    return total


def data(rng):
    return {
        name: np.array([[Fraction(rng.randint(1, 9)) for _ in range(N)] for _ in range(N)])
        for name in NAMES
    }


@pytest.mark.parametrize("seed", range(40))
def test_sums_and_products_are_those_of_their_entries(seed):
    rng = random.Random(seed)
    known = Enumerated(data(rng), {})
    one, other = drawn(rng), drawn(rng)
    here = {"i": 2, "j": 3}
    a, b = known.value(one, here), known.value(other, here)
    assert known.value(one + other, here) == a + b
    assert known.value(one * other, here) == a * b
    assert not (one - one).terms
    assert known.value(moved(one, {"i": "j"}), {"j": 3}) == known.value(one, {"i": 3, "j": 3})
    total = sum(known.value(one, {"i": i, "j": 3}) for i in range(1, N + 1))
    assert known.value(summed(one, "i", N), {"j": 3}) == total
    if b:
        quotient = one / other
        assert known.value(quotient, here) == Fraction(a) / b
        assert known.value(reduced(quotient), here) == Fraction(a) / b


def test_the_names_of_bound_indices_do_not_matter():
    w, x = Atom(ENTRY, "W"), Atom(ENTRY, "X")
    one = summed(summed(factor(w, ("i", "k")) * factor(x, ("k", "l")), "k", 4), "l", 4)
    other = summed(summed(factor(x, ("l", "k")) * factor(w, ("i", "l")), "k", 4), "l", 4)
    turned = summed(summed(factor(x, ("k", "l")) * factor(w, ("i", "l")), "k", 4), "l", 4)
    assert one == other != turned
    assert summed(number(1), "k", 4) == counted(4)
    assert summed(delta("i", "k") * factor(x, ("k", "j")), "k", 4) == factor(x, ("i", "j"))


def test_fractions_are_taken_apart():
    a = factor(Atom(ENTRY, "A"), ("i", "j"))
    one = number(1)
    assert reduced(a / (one - a) + one - one / (one - a)) == number(0)
    assert reduced(one / (a * (one - a)) - one / a - one / (one - a)) == number(0)
    square = (one + a) * (one + a)
    assert cleared(a / square - one / (one + a) + one / square) == number(0)


SIGMOID = (
    lambda z: 1 / (1 + np.exp(-z)),
    lambda z: np.exp(-z) / (1 + np.exp(-z)) ** 2,
)
WAVY = (lambda z: np.sin(z) + 0.3 * z**2, lambda z: np.cos(z) + 0.6 * z)
SIDES = {"V": (5, 4), "W": (4, 3), "X": (3, 2), "b": (4, 1)}
FUNCTIONS = {"sigmoid": SIGMOID, "g": WAVY, "tanh": (np.tanh,), "ln": (np.log,)}


def network():
    """Σ ln(tanh(V (σ(Z) ⊙ softmax(Z))) + 3) of Z = W X + b, by its definitions alone."""
    symbols = Symbols()
    v, w, x, b = (symbols.node(name, size) for name, size in SIDES.items())
    z = symbols.node("Z", (4, 2), w.times(x).joined(lambda p, q: p + q, b))
    a = symbols.node("A", (4, 2), z.mapped(lambda e: applied("sigmoid", 0, e)))
    p = symbols.softmax(z, 0)
    h = symbols.node("H", (5, 2), v.times(a.joined(lambda s, t: s * t, p)))
    u = symbols.node("U", (5, 2), h.mapped(lambda e: applied("tanh", 0, e) + number(3)))
    logarithms = u.mapped(lambda e: applied("ln", 0, e))
    loss = symbols.node("L", None, logarithms.total(0).total(1).entry(0, 0))
    return symbols, loss


def forward(values):
    z = values["W"] @ values["X"] + values["b"]
    p = np.exp(z) / np.exp(z).sum(axis=0)
    a = SIGMOID[0](z)
    h = values["V"] @ (a * p)
    u = np.tanh(h) + 3
    found = {"Z": z, "A": a, "softmax(Z)": p, "H": h, "U": u, "L": np.array(np.log(u).sum())}
    return {**values, **found}


@pytest.mark.parametrize("name", ["V", "W", "X", "b"])
def test_derivatives_agree_with_finite_differences(name):
    symbols, loss = network()
    rng = np.random.default_rng(7)
    values = {n: rng.normal(size=size) for n, size in SIDES.items()}
    chain = symbols.chain
    found = chain.slope(loss, chain.nodes[name])
    found = chain.without_slopes_of(found, 0)
    known = Enumerated(forward(values), FUNCTIONS)
    step = 1e-6
    for place in np.ndindex(*SIDES[name]):
        bump = np.zeros(SIDES[name])
        bump[place] = step
        up, down = (forward({**values, name: values[name] + sign * bump})["L"] for sign in (1, -1))
        env = {"□p": place[0] + 1, "□q": place[1] + 1}
        assert known.value(found, env) == pytest.approx((up - down) / (2 * step), abs=1e-5)


def claims_of(text):
    found = gradient.find(replay(understand(read_text("note.md", text))))
    return [(claim.statement.document, claim.statement.number) for claim in found]


@pytest.mark.parametrize("notation", NOTATIONS)
def test_what_is_proved_under_a_reading_holds_at_its_points(notation):
    """The prover by itself, on notes in which every formula is wrong: it knows no instance."""
    proved = 0
    for seed in range(1):
        for document, number_ in claims_of(note(notation, seed, 1).text):
            known = document.rules_at(number_)
            for reading in islice(document.readings(known), 0, None, 4):
                for layers in (1, 2, 3):
                    steps = certificate(
                        document, number_, known, reading, Trial(True, layers=layers)
                    )
                    if steps is not None:
                        proved += 1
                        assert document.trial(number_, known, reading).holds
    assert proved <= 12  # what one convention forbids another may allow


SOFTMAX = r"$p = \operatorname{softmax}(z)$ and $L = -\sum_k y_k \log p_k$."
DIFFERENCE = rf"{d('L', 'z')} = p - y"


@pytest.mark.parametrize(
    ("before", "formula", "ruling"),
    [
        (FORWARD, r"dW^{[l]} = \frac{1}{2} {A^{[l-1]}}^T dZ^{[l]}", "refuted"),
        (FORWARD, r"dZ^{[l]} = dA^{[l]} \odot g(Z^{[l]})", "refuted"),
        (SOFTMAX + r" The targets are one-hot.", DIFFERENCE, "proved"),
        (SOFTMAX + r" And $\sum_k y_k = 1$.", DIFFERENCE, "proved"),
        (SOFTMAX, DIFFERENCE, "confirmed"),
        (
            r"$\sigma$ is the sigmoid. $$z = w x$$ $$a = \sigma(z)$$",
            rf"{d('a', 'z')} = a (1 - a)",
            "proved",
        ),
        (r"$$z = w x$$ $$a = \tanh(z)$$", rf"{d('a', 'z')} = 1 - a^2", "proved"),
    ],
)
def test_without_an_assumption_less_is_said(before, formula, ruling):
    assert said(formula, before=before) == [ruling]


def test_the_steps_are_shown():
    (verdict,) = answers(FORWARD + "\n\n$$dA^{[l-1]} = dZ^{[l]} {W^{[l]}}^T$$\n").values()
    (steps,) = (e.steps for e in verdict.evidence if isinstance(e, Proof))
    assert steps[0][0] == "chain rule through Z^[1]"
    assert steps[-1][0].endswith("one sum over indices on both sides")

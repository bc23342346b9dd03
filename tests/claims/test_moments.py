"""The kind ``moments`` on small notes: identities in every spelling, chains, layers, cases."""

import time
from statistics import median

import pytest

from initproofs.check import check
from initproofs.claims import moments
from initproofs.read import read_text

from ..generators.identities import cases
from ..given.notes import played

NOTES = 160


def verdicts(source):
    """What this kind says of each equation between moments, in order, whatever others say."""
    claims = sorted(moments.find(played(source)), key=lambda claim: claim.span)
    return [moments.judge(claim) for claim in claims]


def rulings(source):
    return [verdict.ruling.value for verdict in verdicts(source)]


def messages(source):
    return [verdict.message for verdict in verdicts(source)]


@pytest.mark.parametrize("seed", range(11, 15))
def test_every_identity_is_ruled_rightly(seed):
    for case in cases(NOTES // 4, seed):
        found = rulings(case.note)
        assert found, case.note
        assert found[-1] in case.right, (case.note, messages(case.note))


def test_a_link_takes_milliseconds():
    spent = []
    for case in cases(30, seed=5):
        document = read_text("note.md", case.note)
        start = time.perf_counter()
        check(document)
        spent.append(time.perf_counter() - start)
    assert median(spent) < 0.3  # ten times what it takes on a quiet machine


LAYER = r"""
The weights $w_{ij}$ are independent of each other and of the inputs $x_i$; the weights have mean
zero. The inputs $x_i$ are independent and identically distributed with mean zero. A unit computes
$z_j = \sum_{i=1}^{n} w_{ij} x_i$, and all weights have the same variance.

"""


@pytest.mark.parametrize(
    ("formula", "ruling"),
    [
        (r"\operatorname{Var}(z_j) = \sum_{i=1}^{n} \operatorname{Var}(w_{ij} x_i)", "proved"),
        (r"\operatorname{Var}(z_j) = n \operatorname{Var}(w) \operatorname{Var}(x)", "proved"),
        (r"\operatorname{Var}(z_j) = n \operatorname{Var}(w)\, \mathbb{E}[x^2]", "proved"),
        (r"\mathrm{Std}(z_j) = \sqrt{n}\, \mathrm{Std}(w) \mathrm{Std}(x)", "proved"),
        (r"\operatorname{Var}(z_j) = n \sigma_w^2 \sigma_x^2", "proved"),
        (r"\operatorname{Var}(z_j) = n^2 \operatorname{Var}(w) \operatorname{Var}(x)", "refuted"),
        (
            r"\operatorname{Var}(z_j) = (n - 1) \operatorname{Var}(w) \operatorname{Var}(x)",
            "refuted",
        ),
        (r"\operatorname{Var}(z_j) = \operatorname{Var}(w) \operatorname{Var}(x)", "refuted"),
        (r"\operatorname{Var}(z_j) = n \operatorname{Var}(w)^2 \operatorname{Var}(x)", "refuted"),
        (r"\operatorname{Var}(z_j) = n \operatorname{Std}(w) \operatorname{Var}(x)", "refuted"),
        (r"\operatorname{Std}(z_j) = n \operatorname{Std}(w) \operatorname{Std}(x)", "refuted"),
    ],
)
def test_one_layer(formula, ruling):
    assert rulings(f"{LAYER}$${formula}$$\n") == [ruling]


def test_each_link_of_a_chain_is_its_own_claim():
    chain = (
        r"\operatorname{Var}(z_j) &= \sum_{i=1}^{n} \operatorname{Var}(w_{ij} x_i) \\"
        r"&= 2 n \operatorname{Var}(w) \operatorname{Var}(x)"
    )
    note = rf"{LAYER}$$\begin{{aligned}} {chain} \end{{aligned}}$$"
    assert rulings(note) == ["proved", "refuted"]


LAYERS = r"""
The signal enters as $z_i^{(0)} = x_i$, and each layer passes on

$$z_j^{(k)} = \sum_{i=1}^{H_{k-1}} w_{ij}^{(k)} z_i^{(k-1)}$$

The weights have mean zero and are independent, and independent of the inputs $x_i$. The inputs
$x_i$ have mean zero. The weights of a layer have the same
variance. The inputs have the same variance.

$$\operatorname{Var}(z^{(k)}) = H_{k-1} \operatorname{Var}(w^{(k)}) \operatorname{Var}(z^{(k-1)})$$

"""
PRODUCT = r"\left(\prod_{k=1}^{K} H_{k-1} \operatorname{Var}(w^{(k)})\right) \operatorname{Var}(x)"
STEP = r"H_{K-1} \operatorname{Var}(w^{(K)}) "


@pytest.mark.parametrize(
    ("formula", "ruling"),
    [
        (rf"\operatorname{{Var}}(z^{{(K)}}) = {PRODUCT}", "proved"),
        (rf"\operatorname{{Var}}(z^{{(K)}}) = {STEP} \operatorname{{Var}}(z^{{(K-1)}})", "proved"),
        (
            (
                rf"\operatorname{{Var}}(z^{{(K)}}) = {STEP}"
                r"H_{K-2} \operatorname{Var}(w^{(K-1)}) \operatorname{Var}(z^{(K-2)})"
            ),
            "proved",
        ),
        (
            (
                rf"\operatorname{{Var}}(z^{{(K)}}) = {STEP}"
                r"H_{k-2} \operatorname{Var}(w^{(K-1)}) \operatorname{Var}(z^{(K-2)})"
            ),
            "refuted",
        ),
        (
            (
                rf"\operatorname{{Var}}(z^{{(K)}}) = {STEP}"
                r"H_{K-1} \operatorname{Var}(w^{(K-1)}) \operatorname{Var}(z^{(K-2)})"
            ),
            "refuted",
        ),
        (
            rf"\operatorname{{Var}}(z^{{(K)}}) = {PRODUCT.replace('H_{k-1}', 'H_k')}",
            "refuted",
        ),
        (rf"\operatorname{{Var}}(z^{{(K)}}) = {PRODUCT.replace('k=1', 'k=2')}", "refuted"),
    ],
)
def test_many_layers(formula, ruling):
    assert rulings(f"{LAYERS}$${formula}$$\n") == ["proved", ruling]


CASES = (
    r"$${} \operatorname{{Var}}(w^{{(k)}}) \begin{{cases}} < 1 & \text{{Vanishing signal}} \\"
    r" > 1 & \text{{Exploding signal}} \end{{cases}}$$"
)


def test_cases_say_what_they_really_need():
    assert rulings(LAYERS + CASES.format("H_{k-1}")) == ["proved", "conditional", "conditional"]


def test_a_shifted_index_in_cases_is_found():
    found = messages(LAYERS + CASES.format("H_k"))
    assert any("off by one: H_(k-1)" in message for message in found)


def test_a_factor_of_one_is_enough_and_not_needed():
    note = (
        rf"{LAYERS}To keep the signal we must have $H_{{k-1}} \operatorname{{Var}}(w^{{(k)}}) = 1$."
    )
    assert rulings(note) == ["proved", "conditional"]


@pytest.mark.parametrize(
    "note",
    [
        # nothing says what z is
        r"$\operatorname{Var}(z) = n \operatorname{Var}(w) \operatorname{Var}(x)$",
        # x and y may have anything to do with each other
        r"If $y$ is symmetric, $\mathbb{E}[x^2] = \frac12 \operatorname{Var}[y]$.",
        # E is an error here
        r"$$E = \frac12 (y - t)^2$$ and $E(w) = 2 E(v)$.",
        # said to be wrong
        r"Let $X$ and $Y$ be random. $\mathrm{Var}(X + Y) = 2 \mathrm{Var}(X)$ is wrong.",
        # a choice, a wish, a supposition
        r"Choose $\mathrm{Var}(w) = \frac{1}{n}$. Then $\mathrm{Var}(w) = \frac{2}{n}$.",
        r"We want $\operatorname{Var}(z^{(k)}) = \operatorname{Var}(z^{(k-1)})$.",
        r"Suppose $\mathbb{E}[X] = \mathbb{E}[Y]$.",
        # a number nobody introduces
        r"Let $X$ be random. $\mathbb{E}[X^2] = \tau^2 + \operatorname{Var}(X)$",
    ],
)
def test_nothing_is_held_against(note):
    assert not {"refuted", "conditional", "proved"} & set(rulings(note))


def test_a_formula_that_is_used_for_others_is_meant_for_them():
    note = r"""The weights $w_i$ and the inputs $x_i$ are mutually independent. Remember

$$\operatorname{Var}(AB) = \mathbb{E}[A]^2 \operatorname{Var}(B) + \operatorname{Var}(A)
\mathbb{E}[B]^2 + \operatorname{Var}(A) \operatorname{Var}(B)$$

with $A = w_i$ and $B = x_i$."""
    assert rulings(note) == ["proved"]
    assert rulings(note.split("with")[0]) == ["conditional"]


def test_what_is_denied_is_not_in_force():
    said = r"The variables $X$ and $Y$ are independent. "
    formula = r"$\operatorname{Var}(X + Y) = \operatorname{Var}(X) + \operatorname{Var}(Y)$"
    assert rulings(said + formula) == ["proved"]
    assert "proved" not in rulings(r"$X$ and $Y$ are not independent. Then " + formula)


def test_what_is_said_of_an_example_stays_in_it():
    note = r"""# Example 1

Let $X$ and $Y$ be independent.
Then $\operatorname{Var}(X + Y) = \operatorname{Var}(X) + \operatorname{Var}(Y)$.

# Example 2

Let $X$ and $Y$ be random variables.
Then $\operatorname{Var}(X + Y) = \operatorname{Var}(X) + \operatorname{Var}(Y)$.
"""
    assert rulings(note) == ["proved", "conditional"]


HALF = r"$$\mathbb{E}[x^2] = \frac{1}{2} \mathrm{Var}(y)$$"


@pytest.mark.parametrize(
    ("before", "after", "ruling"),
    [
        (r"$y$ has zero mean and a symmetric law. Let $x = \max(0, y)$.", "", "proved"),
        (r"$y$ has a symmetrical distribution around zero. Let $x = \max(0, y)$.", "", "proved"),
        (r"Let $x = \max(0, y)$ where $y$ has mean zero.", "", "conditional"),
        (r"Let $x = \max(0, y)$.", "", "conditional"),
        (r"Let $x = \max(0, y)$.", r"We assume $y$ to be symmetric with mean 0.", "undecided"),
    ],
)
def test_half_of_the_second_moment_needs_symmetry_only(before, after, ruling):
    """A ReLU in the definition of a name counts as much as one that is written."""
    assert rulings(f"{before} Then\n\n{HALF}\n\n{after}\n") == [ruling]


@pytest.mark.parametrize(
    ("formula", "ruling"),
    [
        (r"(\mathrm{Var}(x) + E[x]^2)(\mathrm{Var}(w) + E[w]^2) = \mathrm{Var}(x) \mathrm{Var}(w)", "conditional"),  # noqa: E501
        (r"E[x^2] - E[x]^2 = E[x^2]", "conditional"),
        (r"\mathrm{Var}(x) \mathrm{Var}(w) = \mathrm{Var}(x) \mathrm{Var}(w) + E[x]^2", "refuted"),
        (r"E[x^2] - E[x]^2 = E[x^2] + E[x]^2", "refuted"),
    ],
)  # fmt: skip
def test_a_mean_that_is_dropped_may_have_been_zero(formula, ruling):
    """One that is added was not."""
    note = f"Let $x$ and $w$ be independent random variables. Then\n\n$${formula}$$\n"
    assert rulings(note) == [ruling]

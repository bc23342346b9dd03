"""Softmax, log-sum-exp and cross-entropy in numbered letters and in vectors.

The oracle is arithmetic: finite differences of a three-class softmax in floating point.
"""

import numpy as np
import pytest

from initproofs.check import check
from initproofs.config import Settings
from initproofs.evidence.functions.building import add, exp, ln, neg, num, over, sub, times
from initproofs.evidence.functions.indexed import (
    cases,
    free,
    proved,
    renumbered,
    separated,
    settled,
)
from initproofs.nouns import Ruling
from initproofs.read import read_text
from initproofs.terms import Applied, Head, Index, Symbol

ASKED = Settings(select=("activation", "identity"))
P = r"The output is $p_i = \frac{e^{z_i}}{\sum_k e^{z_k}}$."
LOSS = P + r" Labels are one-hot, and the loss is $L = -\sum_i y_i \log p_i$."

RIGHT = (
    (P, r"\frac{\partial p_i}{\partial z_j} = p_i(\delta_{ij} - p_j)"),
    (P, r"\frac{\partial p_i}{\partial z_j} = p_i(\mathbb{1}_{i=j} - p_j)"),
    (P, r"\frac{\partial p_i}{\partial z_i} = p_i(1 - p_i)"),
    (P, r"\frac{\partial p_i}{\partial z_j} = -p_i p_j, \quad i \neq j"),
    (
        P,
        (
            r"\frac{\partial p_i}{\partial z_j} = \begin{cases} p_i (1 - p_i) & i = j \\ "
            r"-p_i p_j & \text{otherwise} \end{cases}"
        ),
    ),
    (P, r"\frac{\partial \log p_i}{\partial z_j} = \delta_{ij} - p_j"),
    (P, r"\log p_i = z_i - \log \sum_j e^{z_j}"),
    (P, r"\sum_i p_i = 1"),
    (P, r"p_i = \frac{e^{z_i - c}}{\sum_k e^{z_k - c}}"),
    ("", r"\frac{e^{z_i - c}}{\sum_j e^{z_j - c}} = \frac{e^{z_i}}{\sum_j e^{z_j}}"),
    ("", r"\log \sum_i e^{z_i} = c + \log \sum_i e^{z_i - c}"),
    ("", r"\frac{\partial}{\partial z_k} \log \sum_i e^{z_i} = \frac{e^{z_k}}{\sum_i e^{z_i}}"),
    ("", r"\mathrm{softmax}(z + c) = \mathrm{softmax}(z)"),
    ("", r"\mathrm{LSE}(z + c) = \mathrm{LSE}(z) + c"),
    (LOSS, r"\frac{\partial L}{\partial z_k} = p_k - y_k"),
    (LOSS, r"\nabla_z L = p - y"),
    (
        "With $p = \\mathrm{softmax}(z)$:",
        r"\frac{\partial p}{\partial z} = \mathrm{diag}(p) - p p^T",
    ),
    (P + r" The loss is $L = -\log p_y$.", r"\frac{\partial L}{\partial z_i} = p_i - 1_{i=y}"),
)
WRONG = (
    (P, r"\frac{\partial p_i}{\partial z_j} = p_i(\delta_{ij} + p_j)"),
    (P, r"\frac{\partial p_i}{\partial z_j} = p_j(\delta_{ij} - p_j)"),
    (P, r"\frac{\partial p_i}{\partial z_j} = p_i(2 - p_j)"),
    (P, r"\frac{\partial p_i}{\partial z_i} = p_i(1 + p_i)"),
    (P, r"\frac{\partial p_i}{\partial z_j} = p_i p_j, \quad i \neq j"),
    (
        P,
        (
            r"\frac{\partial p_i}{\partial z_j} = \begin{cases} p_i (1 - p_i) & i = j \\ "
            r"p_i p_j & i \neq j \end{cases}"
        ),
    ),
    (P, r"\frac{\partial \log p_i}{\partial z_j} = \delta_{ij} - p_i"),
    (P, r"\log p_i = z_i + \log \sum_j e^{z_j}"),
    ("", r"\frac{e^{z_i - c}}{\sum_j e^{z_j}} = \frac{e^{z_i}}{\sum_j e^{z_j}}"),
    ("", r"\log \sum_i e^{z_i} = \log \sum_i e^{z_i - c}"),
    ("", r"\frac{\partial}{\partial z_k} \log \sum_i e^{z_i} = \frac{1}{\sum_i e^{z_i}}"),
    ("", r"\mathrm{softmax}(c z) = \mathrm{softmax}(z)"),
    ("", r"\mathrm{LSE}(c z) = c \mathrm{LSE}(z)"),
    (LOSS, r"\frac{\partial L}{\partial z_k} = y_k - p_k"),
    (LOSS, r"\frac{\partial L}{\partial z_k} = p_k(1 - y_k)"),
    (
        "With $p = \\mathrm{softmax}(z)$:",
        r"\frac{\partial p}{\partial z} = \mathrm{diag}(p) + p p^T",
    ),
    (P + r" The loss is $L = -\log p_y$.", r"\frac{\partial L}{\partial z_i} = 1_{i=y} - p_i"),
)
ALONE = (
    # one case of two, said in words; another function; a definition; nothing said of the labels
    P + "\n\nCase $k = j$:\n\n" + r"$$\frac{\partial p_k}{\partial z_j} = p_k(1 - p_k)$$",
    (
        r"With a temperature $q_i = \frac{e^{z_i/T}}{\sum_k e^{z_k/T}}$, "
        r"$\frac{\partial q_i}{\partial z_j} = \frac{1}{T} q_i(\delta_{ij} - q_j)$."
    ),
    r"The free energy is $F = -\log \sum_k e^{-E_k}$ and $p_i = \frac{e^{-E_i}}{\sum_k e^{-E_k}}$.",
    P + r" $$\frac{\partial p_i}{\partial z_j} = p_i(1 - p_j)$$",  # right for i = j
    P + r" The loss is $L = -\log p_c$, and for others $\frac{\partial L}{\partial z_i} = p_i$.",
    P + r" $$p_i = \frac{e^{-z_i}}{\sum_k e^{-z_k}}$$",
    P + r" Let $L = \frac12 \sum_i (p_i - y_i)^2$. $$\frac{\partial L}{\partial z_k} = p_k - y_k$$",
    P + r" Suppose $\frac{\partial p_i}{\partial z_j} = p_i$.",
    r"It is wrong that $\mathrm{softmax}(2z) = \mathrm{softmax}(z)$.",
)


def rulings(lead, formula):
    text = f"{lead}\n\n$${formula}$$\n"
    report = check(read_text("note.md", text), ASKED)
    place = text.index("$$" + formula)
    return [v.ruling for c, v in report.findings if c.span.start >= place]


@pytest.mark.parametrize(("lead", "formula"), RIGHT)
def test_what_is_right_is_proved(lead, formula):
    assert rulings(lead, formula) == [Ruling.PROVED]


@pytest.mark.parametrize(("lead", "formula"), WRONG)
def test_what_is_wrong_is_refuted(lead, formula):
    assert rulings(lead, formula) == [Ruling.REFUTED]


@pytest.mark.parametrize("text", ALONE)
def test_what_may_be_meant_otherwise_is_left_alone(text):
    found = [v.ruling for _, v in check(read_text("note.md", text + "\n"), ASKED).findings]
    assert not {Ruling.REFUTED, Ruling.CONDITIONAL} & set(found)


def test_without_a_word_on_the_labels_the_gradient_is_not_proved():
    lead = LOSS.replace("Labels are one-hot, and the", "The")
    assert rulings(lead, r"\frac{\partial L}{\partial z_k} = p_k - y_k") == []


def z(index):
    return Symbol(Head("z", None, (Index(index, 0),)))


def summed(body):
    return Applied("Σ", (body, Symbol(Head("k"))))


def p(index):
    return over(exp(z(index)), summed(exp(z("k"))))


def test_the_rule_agrees_with_finite_differences():
    scores, step = np.array([0.3, -1.1, 0.7]), 1e-6

    def output(at):
        return np.exp(at) / np.exp(at).sum()

    for i in range(3):
        for j in range(3):
            moved = np.eye(3)[j] * step
            slope = (output(scores + moved)[i] - output(scores - moved)[i]) / (2 * step)
            assert np.isclose(slope, output(scores)[i] * ((i == j) - output(scores)[j]))


def test_no_two_random_terms_are_both_proved_equal_and_separated():
    """The proof works with one symbol for a sum, the separation with three numbers."""
    pieces = [p("i"), p("j"), z("i"), num(1), ln(summed(exp(z("k")))), exp(z("j"))]
    stream = np.random.default_rng(7)
    seen = {True: 0, False: 0}
    for _ in range(60):
        a, b, c = (pieces[n] for n in stream.integers(len(pieces), size=3))
        one = [times(a, add(b, c)), sub(a, neg(b)), over(times(a, b), exp(c))][stream.integers(3)]
        two = [add(times(a, b), times(a, c)), add(a, b), over(times(b, a), exp(c))][
            stream.integers(3)
        ]
        for names in cases(free(one, two)):
            left, right = (settled(renumbered(term, names)) for term in (one, two))
            same = proved(left, right, frozenset()) is not None
            apart = separated(left, right, frozenset()) is not None
            assert not (same and apart)
            seen[same] += 1
    assert min(seen.values()) > 5


def test_every_way_in_which_indices_are_equal_is_a_partition():
    letters = [Index(name, 0) for name in "ijk"]
    assert len(list(cases(letters))) == 5  # Bell’s number
    assert len(list(cases([Index("", 1), Index("", 2)]))) == 1

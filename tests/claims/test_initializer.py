"""Scales of named schemes: right ones hold, wrong ones are refuted, look-alikes are left alone."""

import math
from pathlib import Path

import pytest

from initproofs.check import check
from initproofs.config import Settings
from initproofs.nouns import Ruling
from initproofs.read import read_text

from ..expect import disappointments
from ..generators.initialisers import page

ASKED = Settings(select=("initializer", "code"))
PAGES = 150


def verdicts(text):
    return [verdict for _, verdict in check(read_text("note.md", text), ASKED).findings]


def rulings(text):
    return [verdict.ruling for verdict in verdicts(text)]


def test_right_scales_are_never_refuted_and_mostly_proved():
    found = [rulings(page(seed, wrong=False).text) for seed in range(PAGES)]
    assert all(ruling.holds for got in found for ruling in got)
    assert sum(bool(got) for got in found) >= 0.9 * PAGES


def test_wrong_scales_are_never_proved_and_nearly_all_refuted():
    found = [rulings(page(seed, wrong=True).text) for seed in range(PAGES)]
    assert not any(ruling.holds for got in found for ruling in got)
    assert sum(Ruling.REFUTED in got for got in found) >= 0.95 * PAGES


ERRATA = {
    "Kaiming’s variance of the default": "PyTorch’s default for nn.Linear has $Var(W) = 3/N$.",
    "the bracket": "Xavier: `std = np.sqrt(2/fan_in + fan_out)`",
    "n for its root": "LeCun initialisation has the standard deviation $\\frac{1}{n}$.",
    "LeCun’s as He’s": "He initialization: $W \\sim \\mathcal{N}(0, \\frac{1}{n_{in}})$",
    "the limit of the variance": "Glorot uniform: limit $= \\sqrt{\\frac{2}{n_{in} + n_{out}}}$",
    "upside down": "He initialization: $\\sigma = \\sqrt{\\frac{n_{in}}{2}}$",
    "the wrong number": "Xavier initialization: $\\mathrm{Var}(W) = \\frac{3}{n_{in} + n_{out}}$",
    "in a table": "| name | std |\n|---|---|\n| He | $\\frac{2}{n_{in}}$ |",
    "in words": "LeCun initialization scales by sqrt(2/n_in).",
    "2 replaced by 3": "LeCun initialisation is the same as He initialisation; 2 is replaced by 3.",
    "in numbers": "He initialization for fan_in = 250: $\\sigma = 0.0632$.",
    "against the note’s own condition": "$$n_{l-1} Var(w) = 1$$\n\n$$Var(w) = \\frac{2}{n_{l-1}}$$",
}


@pytest.mark.parametrize("text", ERRATA.values(), ids=ERRATA.keys())
def test_public_errata_are_found(text):
    assert Ruling.REFUTED in rulings(text)


LOOKALIKES = (
    "PyTorch’s default for nn.Linear has $Var(W) = \\frac{1}{3N}$.",
    "Xavier: `std = np.sqrt(2/(fan_in + fan_out))`",
    "LeCun initialisation has the standard deviation $\\frac{1}{\\sqrt{n}}$.",
    "He initialization: $W \\sim \\mathcal{N}(0, \\frac{2}{n_{in}})$",
    "He initialization: $W \\sim \\mathcal{N}(0, \\sqrt{\\frac{2}{n_{in}}})$",
    "Unlike He initialization, Xavier has $\\mathrm{Var}(W) = \\frac{2}{n_{in} + n_{out}}$.",
    "Xavier fails with ReLU, where half of the units are off: $\\mathrm{Var}(W) = \\frac{2}{n}$.",
    "Before He et al., people used $\\mathrm{Var}(W) = \\frac{1}{n}$.",
    "He et al. start from a linear layer, for which $\\mathrm{Var}(W) = \\frac{1}{n}$ is enough.",
    "With He initialization the test error falls like $1/\\sqrt{n}$ in the number of examples.",
    "He initialization: if $n_{in} = 250$ then $\\sigma = \\sqrt{2/250} = 0.0894$.",
    "Xavier sets $\\sigma = \\frac{1}{\\sqrt{n}}$, He sets $\\sigma = \\sqrt{\\frac{2}{n}}$.",
    "Xavier: uniform between -(1/sqrt(n)) and 1/sqrt(n), where n is the number of inputs.",
    "He initialization with fan_out: $\\sigma = \\sqrt{\\frac{2}{n_{out}}}$",
    "Xavier’s paper begins with $W \\sim U[-\\frac{1}{\\sqrt{n}}, \\frac{1}{\\sqrt{n}}]$.",
    "Kaiming with a leaky slope: $\\sigma = \\sqrt{\\frac{2}{(1 + a^2) n_{in}}}$",
    "Xavier with a gain: $\\sigma = g \\sqrt{\\frac{2}{n_{in} + n_{out}}}$",
    "He: $W \\in \\mathbb{R}^{n \\times m}$ and $b = 0$, learning rate $\\frac{1}{n}$.",
    "For convolutions He takes $\\sigma = \\sqrt{\\frac{2}{k^2 c}}$.",
    "Xavier keeps both: $n_{in} Var(W) = 1$ and $n_{out} Var(W) = 1$.",
    "Not He but LeCun: $\\mathrm{Var}(W) = \\frac{1}{n_{in}}$.",
    "Suppose we replace He by $\\mathrm{Var}(W) = \\frac{5}{n_{in}}$: the signal explodes.",
    "He normalised the data to $\\sigma^2 = \\frac{1}{n}$.",
    (
        "$$n_{l-1} Var(w) = 1$$\n\nand for the gradients\n\n$$n_l Var(w) = 1$$\n\n"
        "so weights are drawn from $\\mathcal N(0, \\frac{2}{n_{l-1} + n_l})$."
    ),
)


@pytest.mark.parametrize("text", LOOKALIKES)
def test_look_alikes_are_neither_refuted_nor_called_conditional(text):
    assert {Ruling.REFUTED, Ruling.CONDITIONAL}.isdisjoint(rulings(text))


def test_another_schemes_formula_under_the_name_of_glorot_is_said_gently():
    (verdict,) = verdicts("Glorot initialization: $\\sigma = \\sqrt{\\frac{1}{n_{in}}}$")
    assert verdict.ruling is Ruling.CONDITIONAL
    assert "n_in = fan_out" in verdict.message


def test_the_name_of_xavier_alone_may_be_meant_in_the_sense_of_others():
    (verdict,) = verdicts("Xavier initialization: $\\sigma = \\sqrt{\\frac{1}{n_{in}}}$")
    assert verdict.ruling is Ruling.PROVED
    assert "Glorot and Bengio’s is" in verdict.message


def test_the_correction_is_in_the_authors_own_names():
    (verdict,) = verdicts("Xavier: $\\sigma = \\sqrt{\\frac{1}{H_{k-1} + H_k}}$")
    assert verdict.correction == r"\sqrt{\frac{2}{H_{k-1} + H_k}}"


def test_numbers_are_compared_to_the_decimals_written():
    text = "He initialization with 250 inputs: $\\sigma = {}$."
    assert math.isclose(math.sqrt(2 / 250), 0.08944, abs_tol=5e-6)
    assert rulings(text.format("0.0894")) == [Ruling.CONFIRMED]
    assert rulings(text.format("0.0895")) == [Ruling.REFUTED]


def test_a_condition_of_the_note_is_solved_or_met_for_equal_fans_only():
    note = "$$H_{k-1} Var(w) = 1$$\n\n$$Var(w) = \\frac{1}{H_{k-1}}$$\n\nWeights are drawn from "
    first, second = rulings(note + "$\\mathcal N(0, \\frac{2}{H_{k-1} + H_k})$.")
    assert (first, second) == (Ruling.PROVED, Ruling.CONDITIONAL)


def test_glorot_for_sigmoid_needs_weights_four_times_as_large():
    (verdict,) = verdicts("Xavier initialization is used for tanh and sigmoid.")
    assert verdict.ruling is Ruling.CONDITIONAL
    assert math.isclose(1 / 4, 0.5 * (1 - 0.5))  # σ′(0) = σ(0)(1 − σ(0))


def test_a_derivation_of_both_schemes_is_told_what_it_expects():
    path = Path(__file__).with_name("scales_of_two_schemes.md")
    assert disappointments(path.name, path.read_text("utf8")) == []


@pytest.mark.parametrize(
    "text",
    [
        "ReLU keeps half of its inputs. He initialization scales by 2 / n_in to compensate.",
        (
            "- tanh: Xavier\n\n  $$N(0, \\frac{1}{n})$$\n\n"
            "- sigmoid: Kumar\n\n  $$N(0, \\frac{3.6^2}{n})$$\n"
        ),
    ],
)
def test_what_may_be_meant_otherwise_is_not_refuted(text):
    assert Ruling.REFUTED not in rulings(text)

"""Every deduction goes through, and none of a false neighbour does: one that drops a hypothesis or
alters a formula. What the kernel shows of layers is held against networks worked out exactly."""

from fractions import Fraction
from functools import cache

import pytest

from initproofs.course.deductions import PROOFS
from initproofs.evidence.deduction import curves, spread
from initproofs.evidence.deduction.definitions import FIRST, LAST
from initproofs.evidence.deduction.levels import shifted
from initproofs.evidence.deduction.network import Network, one_example
from initproofs.evidence.deduction.orders import Leading, plain
from initproofs.evidence.deduction.rewriting import entry, letter
from initproofs.evidence.deduction.steps import Deduction, NotProved
from initproofs.evidence.deduction.units import HERE, NEXT, first_unit
from initproofs.evidence.deduction.zeros import P, Q
from initproofs.nouns import Proof


@pytest.mark.parametrize("name", PROOFS)
def test_every_theorem_is_deduced_in_steps(name):
    proof = PROOFS[name]().proof
    assert isinstance(proof, Proof)
    assert len(proof.steps) >= 3
    assert all(rule and formula for rule, formula in proof.steps)


@pytest.mark.parametrize("name", PROOFS)
def test_no_theorem_is_deduced_without_one_of_its_hypotheses(name):
    for words in PROOFS[name]().supposed:
        with pytest.raises(NotProved):
            PROOFS[name](frozenset({words}))


def test_nothing_is_noted_that_was_not_verified():
    proof = Deduction()
    with pytest.raises(NotProved, match="one is two"):
        proof.step("arithmetic", "one is two", False)
    with pytest.raises(NotProved):
        proof.equal("arithmetic", letter("a"), letter("b"))
    proof.suppose_sign("a ≠ 0", letter("a"))
    with pytest.raises(NotProved):
        proof.not_zero("a product", letter("a") * letter("b"), letter("a"), letter("b"))
    with pytest.raises(NotProved):  # not zero is not yet positive
        proof.not_zero("a product", letter("a"), letter("a"), positive=True)
    with pytest.raises(NotProved):  # the product is another one
        proof.not_zero("a product", letter("a"), letter("a"), letter("a"))
    assert not proof.steps


@pytest.mark.parametrize("excess", [1, 3, 5])
def test_deep_linear_networks_do_not_spread_by_another_number(excess):
    with pytest.raises(NotProved, match="divide"):
        spread.deep_linear(excess=Fraction(excess))


@pytest.mark.parametrize("excess", [2, 4, 6])
def test_nor_do_deep_relu_networks(excess):
    with pytest.raises(NotProved, match="divide"):
        spread.deep_relu(excess=Fraction(excess))


@pytest.mark.parametrize("part", [Fraction(1, 7), Fraction(1, 12)])
def test_the_mean_slope_has_no_other_lower_bound(part):
    with pytest.raises(NotProved, match="integrate both bounds"):
        curves.mean_slope(part=part)


@pytest.mark.parametrize("written", ["0.8796256610342397", "0.8796256610342399"])
def test_the_factor_of_a_cut_law_is_no_other(written):
    with pytest.raises(NotProved, match="ball arithmetic"):
        curves.cut_normal(written=written)


def test_nor_that_of_another_cut():
    with pytest.raises(NotProved, match="at a = 3"):
        curves.cut_normal(cut=3)


@cache
def frozen() -> Network:
    return PROOFS["two zero layers freeze"]()


@pytest.mark.parametrize(
    ("kind", "layer"), [("dW", shifted(Q, 1)), ("db", Q), ("A", Q), ("δ", Q), ("Z", Q)]
)
def test_the_matrix_above_two_zero_layers_is_not_frozen(kind, layer):
    net = frozen()
    with pytest.raises(NotProved):
        net.show("false", kind, layer, layer, by=("Z", "A", "δ"))


def test_outputs_do_not_lose_the_input_below_the_zero_layers():
    net = frozen()
    with pytest.raises(NotProved):
        net.up("false", "Z", FIRST, LAST, one_example("Z"), by=("Z", "A"))


def twins(outgoing: int) -> Network:
    """Twins whose outgoing weights are in a proportion."""
    net = Network()
    net.order = net.order.also((FIRST, HERE), (NEXT, LAST))
    net.suppose("incoming", "W", HERE, HERE, first_unit("W", 1), at="ku")
    net.suppose("bias", "b", HERE, HERE, first_unit("b", 0), at="u")

    def times(layer, at):
        once = entry("W", layer, "v", at[1])
        return once + once if outgoing == 2 else once

    net.suppose("outgoing", "W", NEXT, NEXT, times, at="uj")
    net.show("the same sum", "Z", HERE, HERE, first_unit("Z", 1), "su", ("Z",))
    return net


def test_twins_with_outgoing_weights_in_proportion_get_other_errors():
    twins(1).show("equal", "δ", HERE, HERE, first_unit("δ", 1), "su", ("δ",))
    with pytest.raises(NotProved):
        twins(2).show("false", "δ", HERE, HERE, first_unit("δ", 1), "su", ("δ",))


def test_what_holds_of_one_unit_is_not_said_of_all():
    net = twins(1)
    with pytest.raises(NotProved):
        net.show(
            "false", "Z", HERE, HERE, lambda layer, at: entry("Z", layer, at[0], "v"), by=("Z",)
        )
    with pytest.raises(NotProved):
        net.show(
            "false", "Z", HERE, HERE, lambda layer, at: entry("Z", layer, "o", at[1]), by=("Z",)
        )


def test_gradients_of_other_layers_keep_nothing_still():
    """With one zero layer alone the layers above it are trained: no induction over the steps."""
    net = Network()
    net.order = net.order.also((FIRST, P), (P, LAST))
    net.suppose("zero", "W", P, P)
    net.down("W^p = 0", "δ", FIRST, shifted(P, -1))
    net.show("δ^l = 0", "dW", FIRST, shifted(P, -1))
    with pytest.raises(NotProved):
        net.for_ever(("W", FIRST, P))
    with pytest.raises(NotProved):  # below it they rest, but the zero layer does not
        net.for_ever(("W", FIRST, shifted(P, -1)))


def test_orders_add_up():
    one, other = Leading((1, -1), letter("a")), Leading((1, 0), letter("b"))
    assert one.times(other) == Leading((2, -1), letter("a") * letter("b"))
    assert one.times(other) != Leading((1, 0), letter("a") * letter("b"))
    assert plain(letter("a")).times(one).order == (1, -1)

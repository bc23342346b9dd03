"""Units of one layer that are equal, or equal but for what they are told: twins, k of them, one of
them left out, and constant weights, for any depth, widths and loss."""

from __future__ import annotations

from functools import partial

from ...terms import Index
from ..gradients.functions import symbol
from ..gradients.sums import IndexSum, counted, number, summed
from ..symmetry.relabelling import rests_apart
from .definitions import EXAMPLES, FIRST, INPUT, LAST
from .levels import shifted
from .network import Network, one_example
from .rewriting import PHI, Fact, Value, entry, letter
from .steps import NOTHING, Dropped

CONSTANT = letter("c")
HERE = Index("h", 0)  # the layer of the units
NEXT, BELOW = shifted(HERE, 1), shifted(HERE, -1)


def first_unit(kind: str, place: int) -> Value:
    """What is said of unit u is what is true of unit v."""

    def value(layer: Index, at: tuple[str, ...]) -> IndexSum:
        return entry(kind, layer, *(*at[:place], "v", *at[place + 1 :]))

    return value


def twins_stay(dropped: Dropped = NOTHING) -> Network:
    """Units with equal incoming weights, biases and outgoing weights stay equal for ever."""
    net = Network(dropped)
    net.order = net.order.also((FIRST, HERE), (NEXT, LAST))
    net.suppose("equal incoming weights", "W", HERE, HERE, first_unit("W", 1), at="ku")
    net.suppose("equal biases", "b", HERE, HERE, first_unit("b", 0), at="u")
    net.suppose("equal outgoing weights", "W", NEXT, NEXT, first_unit("W", 0), at="uj")
    net.show("W_ku = W_kv and b_u = b_v", "Z", HERE, HERE, first_unit("Z", 1), "su", ("Z",))
    net.show("the same φ of equal numbers", "A", HERE, HERE, first_unit("A", 1), "su", ("A",))
    net.show("W_uk = W_vk above", "δ", HERE, HERE, first_unit("δ", 1), "su", ("δ",))
    net.show("δ_su = δ_sv", "dW", HERE, HERE, first_unit("dW", 1), "ku", ("dW",))
    net.show("δ_su = δ_sv", "db", HERE, HERE, first_unit("db", 0), "u", ("db",))
    net.show("A_su = A_sv", "dW", NEXT, NEXT, first_unit("dW", 0), "uj", ("dW",))
    net.treated_alike("an optimiser that treats all units alike, started in an equal state")
    return net


def constant_weights(dropped: Dropped = NOTHING) -> Network:
    """Inputs with one sum have one output; others differ in every unit of the first layer."""
    net = Network(dropped)
    total = Fact("S", INPUT, INPUT, partial(_total, net))

    def constant(_: Index, __: tuple[str, ...]) -> IndexSum:
        return CONSTANT

    def by_the_sum(layer: Index, at: tuple[str, ...]) -> IndexSum:
        return CONSTANT * entry("S", INPUT, at[0]) + entry("b", layer, at[1])

    net.suppose("all entries of W^1 are equal", "W", FIRST, FIRST, constant)
    net.facts.append(total)
    net.show("W^1_kj = c", "Z", FIRST, FIRST, by_the_sum)
    net.facts.remove(total)  # from here on a number of its own
    apart = entry("S", INPUT, "s") - entry("S", INPUT, "t")
    net.suppose_sign("c ≠ 0", CONSTANT)
    net.suppose_sign("the two inputs have different sums", apart)
    first, second = (by_the_sum(FIRST, (s, "j")) for s in "st")
    net.not_zero("the difference of Z^1_sj and Z^1_tj", first - second, CONSTANT, apart)
    net.suppose("the two inputs have one sum", "S", INPUT, INPUT, one_example("S"))
    net.up("S_s = S_o", "Z", FIRST, LAST, one_example("Z"), by=("Z", "A"))
    return net


def _total(net: Network, _: Index, at: tuple[str, ...]) -> IndexSum:
    return summed(entry("A", INPUT, at[0], "◇"), "◇", net.side(INPUT))


def dropout_parts_twins(dropped: Dropped = NOTHING) -> Network:
    """After a step without unit v the twins differ by η times the gradient of unit u."""
    net = Network(dropped)
    net.order = net.order.also((FIRST, HERE), (NEXT, LAST))
    out = "unit v is left out: it sends nothing on, and hears of no error"
    for kind in ("A", "δ"):
        net.suppose(out, kind, HERE, HERE, at="sv")
    net.show("δ_sv = 0", "dW", HERE, HERE, at="kv")
    net.show("δ_sv = 0", "db", HERE, HERE, at="v")
    net.show("A_sv = 0", "dW", NEXT, NEXT, at="vj")
    rate = letter("η")
    net.suppose_sign("the rate is not zero", rate)
    for kind, layer, at in (("W", HERE, "ku"), ("b", HERE, "u"), ("W", NEXT, "uj")):
        _parted(net, rate, kind, layer, at)
    start = "x = 1, y = 5/4, g(z) = z, no biases, rate 1, W^1 = (½ ½), W^2 = (½ ½)ᵀ, without unit 2"
    says = "W^1 = (1 ½), W^2 = (1 ½)ᵀ and every gradient is zero: apart for ever"
    net.step(start, says, rests_apart())
    return net


def _parted(net: Network, rate: IndexSum, kind: str, layer: Index, at: str) -> None:
    """What was equal is so no more if the gradient of unit u is not zero."""
    place, twin = at.index("u"), at.replace("u", "v")
    which = f"the {NAMES[kind, layer]}"
    net.suppose(f"equal {NAMES[kind, layer]}", kind, layer, layer, first_unit(kind, place), at)
    stays, moves = net.value(f"d{kind}", layer, twin), entry(f"d{kind}", layer, *at)
    old = net.value(kind, layer, at), net.value(kind, layer, twin)
    apart = (old[0] - rate * moves) - (old[1] - rate * stays)
    says = f"{kind}_{at} − {kind}_{twin} = −η d{kind}_{at} after the step"
    net.equal("one step of gradient descent", apart, -(rate * moves), says)
    net.suppose_sign(f"the gradient of {which} of unit u is not zero", moves)
    net.not_zero("so they are twins no more", -apart, rate, moves)


NAMES = {("W", HERE): "incoming weights", ("b", HERE): "bias", ("W", NEXT): "outgoing weights"}


def one_unit(dropped: Dropped = NOTHING) -> Network:
    """n twins (w, b, v) under the rate η act, at every step, as one unit (w, b, V) with V = n v
    under the rates η/n for w and b and n η for V."""
    net = Network(dropped)
    units, examples = net.side(HERE), net.side(EXAMPLES)
    activation, slope = (symbol(PHI, primes, entry("Z", HERE, "s")) for primes in (0, 1))
    each = activation if net.given("equal activations") else entry("A", HERE, "s", "◇")
    place = () if net.given("equal outgoing weights") else ("◇",)
    out = entry("v", NEXT, *place, "m")
    whole, sent = (summed(one, "◇", units) for one in (out, each * out))
    net.equal("a sum of equal numbers", sent, activation * whole, "Σ_j a_j v_jm = a V_m")
    error, outputs = entry("δ", NEXT, "s", "m"), net.side(NEXT)
    twin, one = (summed(error * weight * slope, "m", outputs) for weight in (out, whole))
    net.equal("V = n v", one, counted(units) * twin, "the one unit has n times the error of a twin")
    rate = letter("η")
    rescaled = net.given("the one unit has the rates η/n and n η")
    slow, fast = (rate / counted(units), rate * counted(units)) if rescaled else (rate, rate)
    for below, says in ((entry("A", BELOW, "s", "k"), "w"), (number(1), "b")):
        one_moves = summed(slow * below * one, "s", examples)
        twin_moves = summed(rate * below * twin, "s", examples)
        says = f"{says} moves as that of a twin"
        net.equal("a step of η/n, and one of η", one_moves, twin_moves, says)
    upper = summed(activation * error, "s", examples)
    moved = summed(rate * upper, "◇", units)
    net.equal("a step of n η, and n of η", fast * upper, moved, "V moves as the sum of the v")
    weight = entry("w", HERE, "k")
    passed = one * weight, summed(twin * weight, "◇", units)
    net.equal("what is passed on below", *passed, "the error of the one unit times w is their sum")
    return net

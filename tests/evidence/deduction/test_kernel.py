"""The kernel of the deductions against oracles that share nothing with it: orders of layers by
trying small numbers, facts about layers by networks worked out exactly, rules for sums by adding
up.
"""

import itertools
import random
from fractions import Fraction

import pytest

from initproofs.evidence.deduction.definitions import FIRST, LAST
from initproofs.evidence.deduction.levels import Order, level, shifted
from initproofs.evidence.deduction.network import Network
from initproofs.evidence.deduction.permutations import carried_out
from initproofs.evidence.deduction.rewriting import PHI, entry
from initproofs.evidence.deduction.rotations import orthogonal
from initproofs.evidence.deduction.steps import NotProved
from initproofs.evidence.deduction.zeros import P, Q
from initproofs.evidence.gradients.functions import symbol
from initproofs.evidence.gradients.monomials import COUNT, DELTA, ENTRY, VALUE
from initproofs.evidence.gradients.sums import SLOTS, closed, delta, number
from initproofs.evidence.symmetry import nets
from initproofs.terms import Index

LETTERS = ("", "p", "q", "L")
RANGE = range(-1, 5)


def index(rng: random.Random) -> Index:
    return Index(rng.choice(LETTERS), rng.randint(-2, 2))


def worth(at: Index, values: dict[str, int]) -> int:
    return at.offset + values.get(at.base, 0)


@pytest.mark.parametrize("seed", range(60))
def test_an_order_that_follows_holds_for_all_numbers(seed):
    rng = random.Random(seed)
    known = [(index(rng), index(rng)) for _ in range(rng.randint(1, 4))]
    order = Order(tuple(known))
    points = [
        point
        for numbers in itertools.product(RANGE, repeat=3)
        for point in [dict(zip("pqL", numbers, strict=True))]
        if all(worth(low, point) <= worth(high, point) for low, high in known)
    ]
    for _ in range(20):
        low, high = index(rng), index(rng)
        if order.at_most(low, high):
            assert all(worth(low, point) <= worth(high, point) for point in points)


def test_an_order_is_found_through_others():
    order = Order(((FIRST, P), (P, shifted(Q, -1)), (Q, LAST)))
    assert order.at_most(Index("", 2), LAST)
    assert not order.at_most(Index("", 3), LAST)
    assert not order.at_most(LAST, Q)
    assert level("l-1") == Index("l", -1)
    assert level("12") == Index("", 12)
    assert level("L") == LAST


# Zero layers p < q, biases and φ(0): what is known of any of these, and what a layer may then be.
WORDS = ("W^p", "W^q", "b", "φ")
PLACES = (FIRST, shifted(P, -1), P, shifted(P, 1), shifted(Q, -1), Q, shifted(Q, 1), LAST)


def network(words: tuple[str, ...]) -> Network:
    net = Network()
    net.order = net.order.also((FIRST, P), (P, shifted(Q, -1)), (Q, LAST))
    if "W^p" in words:
        net.suppose("W^p", "W", P, P)
    if "W^q" in words:
        net.suppose("W^q", "W", Q, Q)
    if "b" in words:
        net.suppose("b", "b", FIRST, LAST)
    if "φ" in words:
        net.at_zero[PHI] = number(0)
    return net


def shown(net: Network) -> set[tuple[str, Index]]:
    """All that the kernel says is zero, of the layers named, each said without the others."""
    ends = (FIRST, P, shifted(P, -1), shifted(Q, -1), Q)
    for low, high in itertools.combinations((*ends, LAST), 2):
        for go, kind in ((net.up, "A"), (net.down, "δ")):
            try:
                go("tried", kind, low, high, by=("Z",))
            except NotProved:
                continue
    found = set()
    for kind, at in itertools.product(("A", "dW", "db"), PLACES):
        try:
            net.show("tried", kind, at, at, by=("Z",))
        except NotProved:
            continue
        found.add((kind, at))
    return found


def is_zero(kind: str, layer: int, words: tuple[str, ...], layers: tuple[int, int, int]) -> bool:
    p, q, depth = layers
    rng = random.Random(7)
    net = nets.random_net((2,) * (depth + 1), rng)
    still = {at for at, word in ((p, "W^p"), (q, "W^q")) if word in words}
    zero = nets.Residue(0)
    weights = tuple(
        nets.filled(2, 2, zero) if at in still else w for at, w in enumerate(net.weights, 1)
    )
    biases = (nets.filled(1, 2, zero),) * depth if "b" in words else net.biases
    net = nets.Net(weights, biases)
    phi = nets.oracle(3, at_zero=0 if "φ" in words else None)
    inputs = nets.random_grid(3, 2, rng)
    if kind == "A":
        return not any(e.value for row in nets.forward(net, inputs, phi).post[layer] for e in row)
    slope = nets.gradients(net, inputs, phi, nets.loss_oracle(5))
    grids = slope.weights if kind == "dW" else slope.biases
    return not any(e.value for row in grids[layer - 1] for e in row)


SUBSETS = [c for n in (2, 3, 4) for c in itertools.combinations(WORDS, n)]


@pytest.mark.parametrize("words", SUBSETS, ids=" ".join)
def test_what_is_shown_of_layers_is_true_of_every_small_network(words):
    for kind, at in shown(network(words)):
        for p, q, depth in itertools.combinations(range(1, 6), 3):
            for layers in {(p, q, depth - 1), (p, q, depth)}:
                place = worth(at, dict(zip("pqL", layers, strict=True)))
                inside = 1 <= place <= layers[2] - (kind == "A") and q <= layers[2]
                assert not inside or is_zero(kind, place, words, layers), (kind, at, layers)


def test_all_that_is_true_of_two_zero_layers_is_shown():
    found = shown(network(WORDS))
    assert {("A", P), ("dW", FIRST), ("dW", P), ("dW", Q), ("db", P)} <= found
    assert ("dW", shifted(Q, 1)) not in found
    assert ("db", Q) not in found
    assert shown(network(())) == set()


SIDE = 3
ORDER = (2, 0, 1)
RNG = random.Random(11)
TABLES = {
    name: {at: Fraction(RNG.randint(-4, 4)) for at in itertools.product(range(SIDE), repeat=2)}
    for name in ("X^1", "Y^1")
}
TABLES["P^1"] = {(r, j): Fraction(int(ORDER[j] == r)) for r in range(SIDE) for j in range(SIDE)}
# A rotation of rational numbers: Q = 1 − 2vvᵀ/|v|² with v = (1, 2, 2).
V = (1, 2, 2)
TABLES[f"Q^{Index('l', 0)}"] = {
    (i, j): Fraction(int(i == j)) - Fraction(2 * V[i] * V[j], 9)
    for i in range(SIDE)
    for j in range(SIDE)
}


def added_up(of, free: dict[str, int]) -> Fraction:
    """A sum over indices that run from 0 to 2, term by term; φ(z) = z² + 2z."""
    total = Fraction(0)
    for one, value in of.terms.items():
        for places in itertools.product(range(SIDE), repeat=len(one.sides)):
            here = free | {f"·{n}": place for n, place in enumerate(places)}
            product = Fraction(value)
            for atom, at, power in one.factors:
                product *= worth_of(atom, tuple(here[i] for i in at)) ** power
            total += product
    return total


def worth_of(atom, at: tuple[int, ...]) -> Fraction:
    if atom.kind == ENTRY:
        return TABLES[atom.name][at]
    if atom.kind == DELTA:
        return Fraction(int(at[0] == at[1]))
    if atom.kind == COUNT:
        return Fraction(SIDE)
    assert atom.kind == VALUE
    z = added_up(atom.of, dict(zip(SLOTS, at, strict=False)))
    return z * z + 2 * z if not atom.primes else 2 * z + 2


ONE = Index("", 1)


def a_sum(rng: random.Random, kinds: str):
    """A product of entries that share indices, summed over some of them."""
    letters = "abcd"
    product = number(rng.choice((1, 2, -1)))
    for _ in range(rng.randint(2, 4)):
        kind = rng.choice(kinds)
        level_ = Index("l", 0) if kind == "Q" else ONE
        product = product * entry(kind, level_, *(rng.choice(letters) for _ in range(2)))
    return closed(product, dict.fromkeys(rng.sample(letters, rng.randint(1, 4)), 2))


@pytest.mark.parametrize("seed", range(40))
@pytest.mark.parametrize(
    ("kinds", "rule"),
    [("PPX", carried_out), ("QQX", orthogonal), ("QQX", lambda s: orthogonal(s, 1))],
    ids=["permutation", "columns", "rows"],
)
def test_a_rule_for_sums_changes_no_value(kinds, rule, seed):
    whole = a_sum(random.Random(seed), kinds)
    free = {"a": 0, "b": 1, "c": 2, "d": 1}
    assert added_up(rule(whole), free) == added_up(whole, free)


@pytest.mark.parametrize("primes", [0, 1])
def test_a_function_picks_the_entry_that_a_permutation_picks(primes):
    inside = closed(entry("X", ONE, "s", "r") * entry("P", ONE, "r", "j"), {"r": 2})
    shift = closed(entry("Y", ONE, "s", "r") * entry("P", ONE, "r", "j"), {"r": 2})
    whole = symbol(PHI, primes, inside + shift)
    picked = carried_out(whole)
    assert picked != whole
    for s, j in itertools.product(range(SIDE), repeat=2):
        assert added_up(picked, {"s": s, "j": j}) == added_up(whole, {"s": s, "j": j})


def test_a_function_of_more_than_one_entry_is_left_alone():
    outside = closed(entry("X", ONE, "s", "r") * entry("P", ONE, "r", "j"), {"r": 2})
    for more in (entry("Y", ONE, "s", "j"), delta("s", "j"), number(1)):
        whole = symbol(PHI, 0, outside + more)
        assert carried_out(whole) == whole

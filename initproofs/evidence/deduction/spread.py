"""How far deep networks stray from their average: E S and E S² of the squared length S of what
comes out, for any number H of units a layer and any number K of layers (Hanin and Rolnick 2018).

One layer by moment algebra, with symbolic sums over the units below; the layers by induction.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from ...terms import Applied, Head, Index, Number, Over, Power, Product, Sum, Symbol, Term
from ..moments.algebra import Algebra, Setting
from ..moments.expression import ZERO
from ..moments.premises import Alike, Independent, Normal, Premise, Within, ZeroMean
from .steps import NOTHING, Deduction, Dropped

PREMISES: tuple[tuple[str, Premise], ...] = (
    ("the weights of a layer are independent", Within("w", "independent")),
    ("the weights have mean zero", ZeroMean("w")),
    ("the weights are normal", Normal("w")),
    ("the weights have one law", Alike("w", "law")),
    ("every layer has weights of its own", Independent(frozenset("wx"))),
)
LINEAR, RELU = Fraction(2), Fraction(5)  # what stands over H


def deep_linear(dropped: Dropped = NOTHING, excess: Fraction = LINEAR) -> Deduction:
    """Var(S) / E[S]² = (1 + excess/H)^K − 1."""
    proof = Deduction(dropped)
    _one_unit(proof)
    _layers(proof, Fraction(1), excess)
    return proof


def deep_relu(dropped: Dropped = NOTHING, excess: Fraction = RELU) -> Deduction:
    """The same behind ReLU, which lets half of each even moment through."""
    proof = Deduction(dropped)
    _one_unit(proof)
    says = "relu(u)² + relu(−u)² = u², and relu(u)⁴ + relu(−u)⁴ = u⁴"
    proof.step("turn the signs of the weights of a unit: the law is the same", says, _halves())
    _layers(proof, Fraction(1, 2), excess)
    return proof


def _one_unit(proof: Deduction) -> None:
    """E[u_j²], E[u_j⁴] and E[u_1² u_2²] of the sums u_j = Σ_i w_ij x_i of n inputs, whatever the
    law of the inputs."""
    used = [premise for words, premise in PREMISES if proof.given(words)]
    setting = Setting(frozenset("wx"), frozenset(used), frozenset("n"))
    length, spread = _total(_squared(_letter("x", "i")), "i"), _mean(_squared(_letter("w")))
    once, twice = _mean(length), _mean(_squared(length))
    _moment(
        proof, setting, "E[u_j²] = v E[q]", _mean(_squared(_unit("j", "i"))), Product(spread, once)
    )
    fourth = Product(Number(Fraction(3)), Product(_squared(spread), twice))
    _moment(
        proof, setting, "E[u_j⁴] = 3 v² E[q²]", _mean(_squared(_squared(_unit("j", "i")))), fourth
    )
    both = _mean(Product(_squared(_unit(1, "a")), _squared(_unit(2, "b"))))
    _moment(proof, setting, "E[u_1² u_2²] = v² E[q²]", both, Product(_squared(spread), twice))


def _moment(proof: Deduction, setting: Setting, says: str, left: Term, right: Term) -> None:
    algebra = Algebra(setting)
    found = algebra.value(Sum(((1, left), (-1, right))))
    rules = ", ".join(dict.fromkeys(rule for rule, _ in algebra.steps))
    proof.step(f"u_j = Σ_i w_ij x_i, q = |x|², v = E[w²]; {rules}", says, found == ZERO)


def _layers(proof: Deduction, half: Fraction, excess: Fraction) -> None:
    """Squares and products of different units, then the layers one after the other."""
    import sympy

    h, v, start, k = sympy.symbols("H v q_0 K", positive=True)
    part, over = (sympy.Rational(x.numerator, x.denominator) for x in (half, excess))
    first = h * part * v
    second = h * part * 3 * v**2 + h * (h - 1) * part**2 * v**2
    says = "E[q_k] = H h v E[q_(k-1)], E[q_k²] = (3 H h + H (H − 1) h²) v² E[q_(k-1)²]"
    whole = h + h * (h - 1) - h**2
    proof.step("H squares and H (H − 1) products", f"{says}, h = {half}", sympy.expand(whole) == 0)
    ratio = sympy.simplify(second / first**2 - (1 + over / h))
    proof.step("divide", f"E[q_k²] / E[q_k]² grows by 1 + {excess}/H a layer", ratio == 0)
    fixed = proof.given("the input is one and the same")
    square = start**2 if fixed else sympy.Symbol("E[q_0²]", positive=True)
    means, squares = start * first**k, square * second**k
    grows = all(
        _follows(m, f, s, k) for m, f, s in ((means, first, start), (squares, second, square))
    )
    proof.step("induction over the layers", "E[S] = q_0 f^K, E[S²] = q_0² g^K", grows)
    claimed = (1 + over / h) ** k
    apart = sympy.expand_log(
        sympy.log(squares / means**2) - sympy.log(sympy.together(claimed)), force=True
    )
    says = f"Var(S) / E[S]² = (1 + {excess}/H)^K − 1"
    proof.step("Var(S) = E[S²] − E[S]²", says, sympy.simplify(apart) == 0)


def _follows(closed: Any, factor: Any, start: Any, k: Any) -> bool:
    """Is the closed form what the recurrence gives, at 0 and from each layer to the next?"""
    import sympy

    later = sympy.powsimp(sympy.expand_power_exp(closed.subs(k, k + 1)) / closed)
    return bool(closed.subs(k, 0) == start and sympy.simplify(later - factor) == 0)


def _halves() -> bool:
    import sympy

    size = sympy.Symbol("u", nonnegative=True)
    return all(
        sympy.Max(0, sign * size) ** power + sympy.Max(0, -sign * size) ** power == size**power
        for sign in (1, -1)
        for power in (2, 4)
    )


def _letter(name: str, *places: str | int) -> Symbol:
    indices = tuple(Index(p, 0) if isinstance(p, str) else Index("", p) for p in places)
    return Symbol(Head(name, None, indices))


def _unit(unit: str | int, over: str) -> Term:
    return _total(Product(_letter("w", over, unit), _letter("x", over)), over)


def _total(body: Term, over: str) -> Term:
    return Over("Σ", over, Number(Fraction(1)), _letter("n"), body)


def _squared(of: Term) -> Term:
    return Power(of, Number(Fraction(2)))


def _mean(of: Term) -> Term:
    return Applied("E", (of,))

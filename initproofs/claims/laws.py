"""The variance or standard deviation that a note gives for a uniform law that it states.

In: the formulas and sentences of a note. Out: for ``W ~ U[-a, a]`` and ``Var(W) = a²/3``, for
“U[-a, a] has the variance a²/3”, the place and the verdict. A variance in other letters than those
of the law, or of another number than the one that is drawn, is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice, product

from ..arithmetic.surds import Surd, rational, surd
from ..given.scales import Where, evaluate, flat, scale
from ..given.sentences import Sentence
from ..given.spell import plain
from ..given.statements import statements
from ..nouns import Counterexample, Formula, Node, Proof, Ruling, Span, Verdict
from ..terms import (
    Applied,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Term,
    heads,
    is_obscure,
)
from .fitting import number
from .forms import SPREADS, STD, UNIFORMS, VARIANCE, mirrored
from .nearby import Surroundings
from .scale_parts import VARIANCES, between_commas, opened

Told = tuple[Span, Verdict]
SIZES = tuple(map(Fraction, (2, 3, 5, 7, 11, 13, 17, 19)))
MOST_NAMES = 3
REACH = 4  # blocks between a law and what is said of it
_WHAT = r"(?P<what>variance|standard deviation|std)\b"
_IS = (
    r"(?:\s+(?:is|of|equals?|given by|becomes?|will be|equal to|just|then|thus|simply|the|a|"
    r"value))*\s*[=:]?\s*"
)
_HAS = re.compile(
    rf"‹(?P<law>\d+)›(?P<between>[^‹›.;]{{0,70}}?)\b{_WHAT}{_IS}‹(?P<value>\d+)›", re.I
)
_OF = re.compile(
    rf"\b{_WHAT}\s+of\s+(?:the |a |an )?(?P<between>(?:uniform )?(?:law|distribution|"
    r"random variable|variable)?(?: (?:on|over|in|from))?(?: the interval)?)\s*‹(?P<law>\d+)›"
    rf"{_IS}‹(?P<value>\d+)›",
    re.I,
)
# What has the variance is then something else than what is drawn, or something else is said.
_ANOTHER = re.compile(
    r"\b(?:outputs?|activations?|gradients?|neurons?|units?|sums?|signals?|products?|layers?|"
    r"not|never|unlike|instead|want\w*|should|need\w*|must|require[sd]?|would|choose|target|"
    r"desired|he|kaiming|xavier|glorot|lecun|normal|gaussian|truncated|both|average)\b|n['’]t\b",
    re.I,
)


@dataclass(frozen=True)
class Uniform:
    """A uniform law between two ends, of the number ``name`` if it has one."""

    name: str
    low: Term
    high: Term
    block: int
    span: Span

    @property
    def names(self) -> set[str]:
        return {str(head) for end in (self.low, self.high) for head in heads(end)}

    def variance(self, sizes: dict[str, Surd]) -> Fraction | None:
        ends = [evaluate(end, sizes) for end in (self.low, self.high)]
        width = ends[1].plus(-ends[0]) if ends[0] and ends[1] else None
        return width.square / 12 if width is not None and width.sign > 0 else None

    @property
    def formula(self) -> str:
        """``a^2/3``, or ``(b - a)^2/12``."""
        if mirrored(self.low, self.high):
            return plain(_third(_squared(self.high)))
        width = Power(Sum(((1, self.high), (-1, self.low))), Number(Fraction(2)))
        return plain(Quotient(width, Number(Fraction(12))))


def _third(square: Term) -> Term:
    three = Number(Fraction(3))
    if isinstance(square, Quotient):
        top, bottom = square.top, square.bottom
        if isinstance(top, Number) and top.value % 3 == 0:
            return Quotient(Number(top.value / 3), bottom)
        return Quotient(top, Product(three, bottom))
    return Quotient(square, three)


def _squared(term: Term) -> Term:
    match term:
        case Applied("√", (inside,)):
            return inside
        case Number(value):
            return Number(value * value)
        case Quotient(top, bottom):
            return Quotient(_squared(top), _squared(bottom))
        case Product(left, right):
            return Product(_squared(left), _squared(right))
    return Power(term, Number(Fraction(2)))


@dataclass(frozen=True)
class Spread:
    """A variance or a standard deviation, said to be a term."""

    what: str
    name: str
    term: Term
    block: int
    span: Span


def uniform_laws(around: Surroundings) -> Iterator[Told]:
    formulas = around.replay.notes.formulas
    laws = [law for n, f in enumerate(formulas) if f is not None for law in _laws(f, n)]
    if not laws:
        return
    spreads = [s for n, f in enumerate(formulas) if f is not None for s in _spreads(f, n)]
    for spread in spreads:
        law = _law_of(spread, laws, around)
        if law is not None:
            verdict = _judged(law, spread)
            if verdict is not None:
                yield spread.span, verdict
    for sentence in around.sentences:
        yield from _in_words(sentence, laws, formulas)


def _laws(formula: Formula, block: int) -> Iterator[Uniform]:
    """``X ~ U[-a, a]``, and ``U[-a, a]`` and ``[-a, a]`` by themselves."""
    trees = statements(formula.tree)
    for tree in trees:
        if len(tree.children) == 3 and tree.children[1].value in ("~", "∼", "∈", "≔", "="):
            name = flat(tree.children[0])
            if name:
                yield from _ends(tree.children[2], name, formula.span, block)
    if not trees:
        yield from _ends(formula.tree, "", formula.span, block)


def _ends(node: Node, name: str, where: Where, block: int) -> Iterator[Uniform]:
    node = opened(node)
    bracket = node
    if node.kind in ("juxtaposed", "call") and len(node.children) == 2:
        if flat(node.children[0]) not in UNIFORMS:
            return
        bracket = node.children[1]
    elif name:
        return
    if bracket.kind != "fence" or bracket.value not in ("[ ]", "( )"):
        return
    ends = [scale(item, where) for item in between_commas(bracket)]
    if len(ends) == 2 and not any(map(is_obscure, ends)) and any(map(heads, ends)):
        yield Uniform(name, ends[0], ends[1], block, where(node))


def _spreads(formula: Formula, block: int) -> Iterator[Spread]:
    """``Var(X) = F``: each link of the chain says so."""
    for tree in statements(formula.tree):
        left, *rest = (child for child in tree.children if child.kind != "op")
        signs = {child.value for child in tree.children if child.kind == "op"}
        if left.kind not in ("call", "juxtaposed") or len(left.children) != 2 or signs != {"="}:
            continue
        head, bracket = flat(left.children[0]), left.children[1]
        what = VARIANCE if head in VARIANCES else STD if head in SPREADS else ""
        if not what or bracket.kind != "fence" or not bracket.children:
            continue
        name = flat(opened(bracket.children[0]))
        for side in rest if name else ():
            term = scale(side, formula.span)
            if not is_obscure(term):
                yield Spread(what, name, term, block, formula.span(side))


def _law_of(spread: Spread, laws: list[Uniform], around: Surroundings) -> Uniform | None:
    """The nearest law of this very name, in its sentence or the one before."""
    near = [
        law
        for law in laws
        if law.name == spread.name and spread.block - REACH <= law.block <= spread.block
    ]
    if not near:
        return None
    law = near[-1]
    words = around.between(law.block, spread.block)
    apart = around.number(spread.block) - around.number(law.block)
    return None if _ANOTHER.search(words) or apart > 1 else law


def _in_words(
    sentence: Sentence, laws: list[Uniform], formulas: tuple[Formula | None, ...]
) -> Iterator[Told]:
    for match in (*_HAS.finditer(sentence.text), *_OF.finditer(sentence.text)):
        law = next((law for law in laws if law.block == int(match["law"])), None)
        formula = formulas[int(match["value"])]
        if law is None or formula is None or _ANOTHER.search(match["between"]):
            continue
        bare = not law.name and law.span.start == formula.span(formula.tree).start
        uniform = re.search(r"\buniform", sentence.text[: match.end()], re.I)
        if bare or not (uniform or _says_uniform(formulas[law.block])):
            continue
        what = VARIANCE if match["what"].lower() == "variance" else STD
        for side in _sides(formula.tree):
            term, span = scale(side, formula.span), formula.span(side)
            if not is_obscure(term):
                spread = Spread(what, law.name, term, int(match["value"]), span)
                verdict = _judged(law, spread)
                if verdict is not None:
                    yield span, verdict


def _sides(tree: Node) -> list[Node]:
    """The members of ``F = G``; a formula without a sign is one."""
    if tree.kind != "chain":
        return [tree]
    signs = {child.value for child in tree.children if child.kind == "op"}
    return [child for child in tree.children if child.kind != "op"] if signs == {"="} else []


def _says_uniform(formula: Formula | None) -> bool:
    """Is it ``U[…]``, and not a mere interval?"""
    return formula is not None and opened(formula.tree).kind != "fence"


def _judged(law: Uniform, spread: Spread) -> Verdict | None:
    named = {str(head) for head in heads(spread.term)}
    if not named <= law.names or len(law.names) > MOST_NAMES or not (named or not law.names):
        return None
    agrees = []
    for values in product(SIZES, repeat=len(law.names)):
        if len(set(values)) < len(values):
            continue
        sizes = {name: surd(value) for name, value in zip(sorted(law.names), values, strict=True)}
        true, written = law.variance(sizes), evaluate(spread.term, sizes)
        if true is None:
            continue
        if written is None:
            return None
        agrees.append((_variance(spread.what, written) == true, sizes, true, written))
    if not agrees:
        return None
    if all(agreed for agreed, *_ in agrees):
        return _proved(law, spread)
    return _refuted(law, spread, *next(case[1:] for case in agrees if not case[0]))


def _variance(what: str, written: Surd) -> Fraction | None:
    if what == VARIANCE:
        return rational(written)
    return written.square if written.sign > 0 else None


def _proved(law: Uniform, spread: Spread) -> Verdict:
    message = f"the {spread.what} of a uniform law: the variance is {law.formula}"
    steps = (
        ("variance of a uniform law", "Var U[a, b] = (b − a)²/12, which is a²/3 on [−a, a]"),
        ("with the ends", f"Var = {law.formula}"),
    )
    return Verdict(Ruling.PROVED, message, (Proof(steps),), message)


def _refuted(
    law: Uniform, spread: Spread, sizes: dict[str, Surd], true: Fraction, written: Surd
) -> Verdict:
    is_ = law.formula if spread.what == VARIANCE else f"√({law.formula})"
    message = f"the {spread.what} of this uniform law is {is_}"
    because = "Var U[a, b] = (b − a)²/12, which is a²/3 on [−a, a]"
    value = true if spread.what == VARIANCE else Surd(1, true)
    example = (
        *((name, number(size)) for name, size in islice(sizes.items(), MOST_NAMES)),
        ("as written", number(written)),
        (spread.what, number(value)),
    )
    counter = Counterexample(plain(spread.term), is_, because, example)
    marks = (spread.span,)
    return Verdict(Ruling.REFUTED, message, (counter,), message, marks=marks)

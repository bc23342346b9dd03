"""Tree of a formula or a line of code → the scales of weights that it states.

``Var(w) = F``, ``σ = F``, ``limit = F``, ``N(0, F)``, ``U[-F, F]``, ``randn(…) * F`` and a bare
``F``: each with what F may be, the standard deviation, the variance or the limit. What states no
scale gives nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice

from ..given.calls import Call, calls
from ..given.scales import Where, flat, scale
from ..given.spell import plain
from ..given.statements import statements
from ..nouns import Node, Span
from ..terms import Number, Product, Quotient, Sum, Term, is_obscure
from .scale_parts import (
    base_of,
    between_commas,
    is_variance,
    last_of_words,
    of_weights,
    opened,
    untagged,
)

STD, VARIANCE, LIMIT = "standard deviation", "variance", "limit"
NORMAL, UNIFORM, UNIT = "normal", "uniform", "rand"  # ``rand`` is uniform between 0 and 1
_ONE = Fraction(1)
SPREADS = frozenset({"Std", "std", "sd", "SD", "STD", "stddev", "np.std"})
_NAMES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (VARIANCE, re.compile(r"var(?:iance)?(?:_\w+)?|sigma2|sigma_sq(?:uared)?", re.I)),
    (
        STD,
        re.compile(r"(?:std(?:v|dev)?|sd|sigma|scale|stdev|standard.deviation)(?:_\w+)?", re.I),
    ),
    (STD, re.compile(r"σ(?:_[\w()\[\]{}]+)?(?:\^[\[(].*)?")),
    (LIMIT, re.compile(r"(?:limit|bound|lim|bnd)(?:_\w+)?", re.I)),
)
_LETTERS = frozenset({"a", "r", "l", "b", "ℓ", "x", "c", "L", "k", "ε", "ϵ", "α"})
_NORMALS = frozenset({"N", "𝒩", "Normal", "normal"})
UNIFORMS = frozenset({"U", "𝒰", "Uniform", "uniform", "Unif"})
SAMPLERS: dict[str, str] = {
    **{f"{np}.random.{n}": NORMAL for np in ("np", "numpy") for n in ("randn", "standard_normal")},
    **{f"{np}.random.{n}": UNIT for np in ("np", "numpy") for n in ("rand", "random_sample")},
    **{f"{np}.random.random": UNIT for np in ("np", "numpy")},
    **dict.fromkeys(("torch.randn", "random.randn", "randn", "rng.standard_normal"), NORMAL),
    **dict.fromkeys(("torch.rand", "random.rand", "rand"), UNIT),
}


# Calls that are told the scale: law, the argument that says it, and its place.
SCALED: dict[str, tuple[str, str, int]] = {
    **{f"{np}.random.normal": (NORMAL, "scale", 1) for np in ("np", "numpy")},
    **{f"{np}.random.uniform": (UNIFORM, "high", 1) for np in ("np", "numpy")},
    **{f"{nn}.init.normal_": (NORMAL, "std", 2) for nn in ("nn", "torch.nn")},
    **{f"{nn}.init.uniform_": (UNIFORM, "b", 2) for nn in ("nn", "torch.nn")},
    "init.normal_": (NORMAL, "std", 2),
    "init.uniform_": (UNIFORM, "b", 2),
    "torch.normal": (NORMAL, "std", 1),
    "tf.random.normal": (NORMAL, "stddev", 2),
    "rng.normal": (NORMAL, "scale", 1),
    "rng.uniform": (UNIFORM, "high", 1),
}
LOWEST = {"high": "low", "b": "a"}  # what stands at the other end


@dataclass(frozen=True)
class Form:
    """``meanings`` is what the term may be; ``bare`` when nothing in the formula says which.

    ``letter`` is what stands before “=”, if only a letter; ``sizes`` is what a sampler is given.
    """

    law: str
    meanings: tuple[str, ...]
    term: Term
    span: Span
    bare: bool = False
    letter: str = ""
    sampler: str = ""
    sizes: tuple[Term, ...] = ()


def forms(tree: Node, where: Where, code: bool = False) -> Iterator[Form]:
    found = statements(tree) or ([] if tree.kind == "list" else [tree])
    for statement in found:
        yield from _Forms(where, code).of(statement)


class _Forms:
    def __init__(self, where: Where, code: bool) -> None:
        self.where, self.code = where, code

    def of(self, tree: Node) -> Iterator[Form]:
        if tree.kind != "chain":
            yield from self._side(tree, (), "")
            return
        sides = [child for child in tree.children if child.kind != "op"]
        signs = [child.value for child in tree.children if child.kind == "op"]
        meanings, letter = self._left(sides[0])
        if sides[0].kind == "hole" and signs == ["="]:  # “the limit $= …$”
            yield from self._side(sides[1], (), "")
            return
        for sign, side in zip(signs, sides[1:], strict=False):
            if sign not in ("=", "~", "∼", "≈", "≔", ":="):
                return
            if sign in "~∼" and _is_made_of_weights(sides[0]):
                return
            drawn = list(self._drawn(side))
            if drawn:
                yield from drawn
            elif meanings and sign != "≈":
                yield from self._side(side, meanings, letter)

    def _left(self, node: Node) -> tuple[tuple[str, ...], str]:
        """What a left side makes of the right one; (), where it is nothing of the kind."""
        node = last_of_words(node)
        if node.kind in ("call", "juxtaposed") and len(node.children) == 2:
            spread = of_weights(node) in SPREADS
            return ((VARIANCE,) if is_variance(node) else (STD,) if spread else ()), ""
        if node.kind == "script" and node.value in ("^", "_^"):
            squared = node.children[-1]
            squared = squared.children[0] if squared.kind == "group" else squared
            if squared.kind == "number" and squared.value == "2" and base_of(node) in ("σ", "s"):
                return (VARIANCE,), ""
        name = flat(node).removeprefix("self.")
        for meaning, pattern in _NAMES:
            if pattern.fullmatch(name):
                return (meaning,), ""
        return ((LIMIT, STD), name) if name in _LETTERS else ((), "")

    def _side(self, node: Node, meanings: tuple[str, ...], letter: str) -> Iterator[Form]:
        drawn = list(self._drawn(node))
        if drawn:
            yield from drawn
            return
        node = untagged(node)
        term = self.scale(node)
        if isinstance(term, Sum) and len(term.terms) == 1 and not meanings:
            end = term.terms[0][1]  # one end of an interval
            if not is_obscure(end):
                yield Form(UNIFORM, (LIMIT,), end, self.where(node), bare=True)
        elif not is_obscure(term):
            law = UNIFORM if meanings == (LIMIT,) else ""
            yield Form(law, meanings, term, self.where(node), not meanings, letter)

    def scale(self, node: Node) -> Term:
        return scale(node, self.where, self.code)

    def _drawn(self, node: Node) -> Iterator[Form]:
        """A law: by its letter, as an interval, or as a call that draws from it."""
        node = opened(node)
        if node.kind == "sum" and [c.value for c in node.children if c.kind == "op"] == ["±"]:
            yield from self._form(UNIFORM, (LIMIT,), node.children[1], node)
        elif node.kind == "fence" and node.value in ("[ ]", "( )"):
            yield from self._interval(node, node)
        elif node.kind in ("juxtaposed", "call") and len(node.children) == 2:
            head, bracket = flat(node.children[0]), node.children[1]
            if head in _NORMALS and bracket.kind == "fence":
                items = between_commas(bracket)
                if len(items) == 2 and items[0].kind == "number" and items[0].value == "0":
                    yield from self._form(NORMAL, (VARIANCE, STD), items[1], node)
            elif head in UNIFORMS and bracket.kind == "fence":
                yield from self._interval(bracket, node)
            elif head in SCALED:
                for call in islice(calls(node), 1):
                    yield from self._told(call)
            else:
                yield from self._called(node, node, ())
        elif node.kind in ("product", "fraction"):
            yield from self._scaled(node)

    def _form(self, law: str, meanings: tuple[str, ...], node: Node, whole: Node) -> Iterator[Form]:
        term = self.scale(node)
        if not is_obscure(term):
            yield Form(law, meanings, term, self.where(whole))

    def _interval(self, fence: Node, whole: Node) -> Iterator[Form]:
        """``[-F, F]``, with F written twice."""
        items = between_commas(fence)
        if len(items) != 2:
            return
        low, high = map(self.scale, items)
        if isinstance(high, Sum) and len(high.terms) == 1 and high.terms[0][0] > 0:
            high = high.terms[0][1]
        if mirrored(low, high):
            yield Form(UNIFORM, (LIMIT,), high, self.where(whole))

    def _scaled(self, node: Node) -> Iterator[Form]:
        """``randn(…) * F``, ``F * randn(…)``, ``randn(…) / F``: F is the standard deviation."""
        factors = list(_factors(node))
        calls = [(part, over) for part, over in factors if _sampler(part)]
        if len(calls) != 1 or calls[0][1]:
            return
        call = calls[0][0]
        others = [(self.scale(part), over) for part, over in factors if part is not call]
        yield from self._called(call, node, others)

    def _told(self, call: Call) -> Iterator[Form]:
        """``np.random.normal(0, F)``, ``uniform(-F, F)``: the scale is an argument."""
        law, keyword, place = SCALED[call.name]
        given = call.positional
        high = call.keywords.get(keyword) or (given[place] if len(given) > place else None)
        if high is None:
            return
        if law == UNIFORM:
            other = LOWEST[keyword]
            low = call.keywords.get(other) or (given[place - 1] if len(given) >= place else None)
            if low is None or not self._opposite(low, high):
                return
        term = self.scale(high)
        if not is_obscure(term):
            meaning = LIMIT if law == UNIFORM else STD
            yield Form(law, (meaning,), term, self.where(call.node), sampler=call.name)

    def _opposite(self, low: Node, high: Node) -> bool:
        return mirrored(self.scale(low), self.scale(high))

    def _called(
        self, call: Node, whole: Node, others: Sequence[tuple[Term, bool]]
    ) -> Iterator[Form]:
        name = _sampler(call)
        if not name:
            return
        term: Term = Number(_ONE)
        for part, over in others:
            term = Quotient(term, part) if over else Product(term, part)
        if is_obscure(term):
            return
        sizes = tuple(map(self.scale, between_commas(opened(call).children[1])))
        law = SAMPLERS[name]
        yield Form(law, (STD,), term, self.where(whole), sampler=name, sizes=sizes)


def _is_made_of_weights(node: Node) -> bool:
    """``W/√n ∼ …`` tells the law of something else than of the weights."""
    scaling = ("fraction", "root", "number")
    product = node.kind == "product" and any(part.kind in scaling for part in node.children)
    return product or node.kind in ("sum", "fraction")


def mirrored(low: Term, high: Term) -> bool:
    """Is the lower end the upper one with a minus before it?"""
    if is_obscure(high) or not isinstance(low, Sum) or len(low.terms) != 1:
        return False
    sign, end = low.terms[0]
    return sign < 0 and plain(end) == plain(high)


def _sampler(node: Node) -> str:
    node = opened(node)
    if node.kind not in ("juxtaposed", "call") or len(node.children) != 2:
        return ""
    name = flat(node.children[0])
    return name if name in SAMPLERS and node.children[1].value == "( )" else ""


def _factors(node: Node, over: bool = False) -> Iterator[tuple[Node, bool]]:
    """The factors of a product and of the two sides of a fraction, and which are below."""
    node = opened(node)
    if node.kind == "fraction" and len(node.children) == 2 and not over:
        yield from _factors(node.children[0])
        yield node.children[1], True
        return
    if node.kind != "product" or over:
        yield node, over
        return
    below = False
    for child in node.children:
        if child.kind == "op":
            below = child.value in ("/", "÷")
        else:
            yield from _factors(child, below)
            below = False

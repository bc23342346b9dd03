"""``a = f(Wx + b)`` of a note that speaks of the error δ, or of a z → its sum under a name.

Comes in: the rules of a note and its vocabulary. Goes out: the same rules, each activation of a
sum without a name as two, ``z = Wx + b`` and ``a = f(z)``; the layer of the sum is that of the
output, else that of the weights. Refused (nothing changes): notes with a rule for a sum, and two
sums that would have one name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ..terms import Applied, Head, Product, Sum, Symbol, Term, heads
from .equations import subject_of
from .families import ERRORS, HIDDEN, SUMS, WEIGHTS
from .log import Fact

MATRICES = frozenset([*WEIGHTS, *HIDDEN])


def with_sums(facts: list[Fact], words: Iterable[Head]) -> list[Fact]:
    spoken = dict.fromkeys(subject_of(head.name) or head.name for head in words)
    named = [name for name in spoken if name in SUMS]
    ruled = any(fact.head.name in SUMS for fact in facts)
    if ruled or not (named or any(name in ERRORS for name in spoken)):
        return facts
    sums = {n: _sum(fact, named) for n, fact in enumerate(facts) if _is_of_a_sum(fact)}
    often = Counter(sums.values())
    return [
        new
        for n, fact in enumerate(facts)
        for new in (_apart(fact, sums[n]) if n in sums and often[sums[n]] == 1 else [fact])
    ]


def _is_of_a_sum(fact: Fact) -> bool:
    match fact.body:
        case Applied(_, (Sum() | Product() as inside,), 0):
            return _weight(inside) is not None
    return False


def _weight(term: Term) -> Head | None:
    return next((head for head in heads(term) if head.name in MATRICES), None)


def _sum(fact: Fact, named: list[str]) -> Head:
    assert isinstance(fact.body, Applied)
    weight = _weight(fact.body)
    like = fact.head if fact.head.label is not None or weight is None else weight
    usual = "Z" if fact.head.name.isupper() else "z"
    name = named[0] if len(named) == 1 else usual
    return replace(fact.head, name=name, label=like.label, brackets=like.brackets)


def _apart(fact: Fact, total: Head) -> Iterator[Fact]:
    assert isinstance(fact.body, Applied)
    (inside,) = fact.body.arguments
    yield replace(fact, head=total, body=inside)
    yield replace(fact, body=replace(fact.body, arguments=(Symbol(total, inside.span),)))

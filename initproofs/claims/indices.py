"""Weights whose indices break the note's own pattern, and chains that name one member twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product

from ..given.links import Replay
from ..given.statements import Chain
from ..nouns import Span
from ..terms import Applied, Head, Index, Power, Product, Sum, Symbol, Term
from .finding import Finding

INPUT_UNIT, UNIT_INPUT = "w_(input, unit)", "w_(unit, input)"


@dataclass(frozen=True, slots=True)
class Weighted:
    """One term ``w_ab x_k`` of the sum for unit j."""

    weight: Symbol
    source: int
    unit: int

    @property
    def orders(self) -> set[str]:
        """The conventions under which the indices of the weight are right."""
        first, second = (index.offset for index in self.weight.head.indices)
        found = set()
        if (first, second) == (self.source, self.unit):
            found.add(INPUT_UNIT)
        if (first, second) == (self.unit, self.source):
            found.add(UNIT_INPUT)
        return found

    def right(self, order: str) -> Head:
        pair = (self.source, self.unit) if order == INPUT_UNIT else (self.unit, self.source)
        return replace(self.weight.head, indices=tuple(Index("", place) for place in pair))


@dataclass(frozen=True, slots=True)
class Kept:
    """A sum that is written after the order has been set, and the terms that break it."""

    chain: Chain
    terms: list[Weighted]
    order: str
    where: Span

    @property
    def broken(self) -> list[Weighted]:
        if any(len(term.orders) == 0 for term in self.terms) and not self._keeps:
            return []  # another numbering altogether: nothing can be said
        return [term for term in self.terms if self.order not in term.orders]

    @property
    def _keeps(self) -> bool:
        return any(self.order in term.orders for term in self.terms)


def weights(replay: Replay) -> Iterator[Finding]:
    """The first unambiguous sum sets the order of the indices; later ones must keep to it."""
    for kept in _sums(replay):
        yield from _compare(replay, kept)


def corrections(replay: Replay) -> dict[Span, Head]:
    """Every weight that breaks the pattern, by its place: what should stand there."""
    return {
        term.weight.span: term.right(kept.order) for kept in _sums(replay) for term in kept.broken
    }


def _sums(replay: Replay) -> Iterator[Kept]:
    known: dict[tuple[str, Index | None], tuple[str, Span]] = {}
    for chain in replay.notes.chains:
        terms = _weighted(chain)
        if len(terms) < 2:
            continue
        key = (terms[0].weight.head.name, terms[0].weight.head.label)
        own = set.intersection(*(term.orders for term in terms))
        if key not in known:
            if len(own) == 1:
                known[key] = (own.pop(), chain.spans[0])
            continue
        yield Kept(chain, terms, *known[key])


def _compare(replay: Replay, kept: Kept) -> Iterator[Finding]:
    chain, order, broken = kept.chain, kept.order, kept.broken
    span = Span(chain.spans[0].start, chain.spans[1].end)
    line = replay.notes.document.where(kept.where.start)
    pattern = f"{line} writes {order}"
    if all(order in term.orders for term in kept.terms):
        message = f"the indices follow the pattern of {line}"
        yield Finding(span, message, because=pattern, wrong=False)
        return
    if not broken:
        return
    wrote = ", ".join(str(term.weight.head) for term in broken)
    true = ", ".join(str(term.right(order)) for term in broken)
    unit = f"unit {broken[0].unit}"
    yield Finding(
        span,
        f"the index breaks the pattern: {true}, not {wrote}",
        wrote,
        true,
        f"{pattern}, and this is {unit}; as printed {wrote} belongs to another unit",
        None,
        tuple(term.weight.span for term in broken),
    )


def _weighted(chain: Chain) -> list[Weighted]:
    """The terms of ``z_j = g(w_1j x_1 + w_2j x_2 + b_j)``, or nothing if it has another form."""
    head = chain.members[0]
    if not isinstance(head, Symbol) or not head.head.indices or len(chain.members) < 2:
        return []
    unit = head.head.indices[-1]
    body: Term = chain.members[1]
    if isinstance(body, Applied) and len(body.arguments) == 1:
        body = body.arguments[0]
    if unit.base or not isinstance(body, Sum):
        return []
    found = [_term(term, unit.offset) for _, term in body.terms]
    return [term for term in found if term is not None]


def _term(term: Term, unit: int) -> Weighted | None:
    if not isinstance(term, Product):
        return None
    weight, source = _bare(term.left), term.right
    if not isinstance(weight, Symbol) or not isinstance(source, Symbol):
        return None
    pair, single = weight.head.indices, source.head.indices
    if len(pair) != 2 or not single or any(index.base for index in (*pair, *single)):
        return None
    return Weighted(weight, single[-1].offset, unit)


def _bare(term: Term) -> Term:
    """A weight with a small number above it, which is a layer and no power."""
    return term.base if isinstance(term, Power) else term


def repeated_members(replay: Replay) -> Iterator[Finding]:
    """``w_11 = w_21 = w_21 = w_22``: one stands twice, and the one that is missing can be told."""
    for chain in replay.notes.chains:
        if set(chain.relations) != {"="} or len(chain.members) < 4:
            continue
        symbols = [member for member in chain.members if isinstance(member, Symbol)]
        counts = Counter(symbol.head for symbol in symbols)
        twice = [head for head, count in counts.items() if count > 1]
        if len(twice) != 1 or counts[twice[0]] != 2:
            continue
        if twice[0] == symbols[0].head == symbols[-1].head:
            continue  # the chain closes on its first member
        missing = _missing(set(counts), twice[0])
        if missing is not None:
            yield _repeated(chain, symbols, twice[0], missing)


def _missing(heads: set[Head], twice: Head) -> Head | None:
    """The only member of the grid of indices that the chain leaves out."""
    family = {h for h in heads if (h.name, h.label) == (twice.name, twice.label)}
    if len(twice.indices) != 2 or len(family) < 3:
        return None
    if any(len(h.indices) != 2 or any(i.base for i in h.indices) for h in family):
        return None
    rows, columns = ({h.indices[axis] for h in family} for axis in (0, 1))
    grid = {replace(twice, indices=pair) for pair in product(rows, columns)}
    left = grid - family
    return left.pop() if len(left) == 1 else None


def _repeated(chain: Chain, symbols: list[Symbol], twice: Head, missing: Head) -> Finding:
    places = [symbol.span for symbol in symbols if symbol.head == twice]
    return Finding(
        Span(chain.spans[0].start, chain.spans[-1].end),
        f"{twice} stands twice and {missing} is missing",
        f"{twice} = {twice}",
        f"{missing} = {twice}",
        f"every other weight of the layer is named once; {missing} is not",
        None,
        (min(places, key=lambda span: span.start),),
    )

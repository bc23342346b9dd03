"""A product written out in numbers, factor by factor against the rule: which operand is foreign?"""

from __future__ import annotations

from ..given.evaluate import Value, is_grid
from ..given.log import Fact
from ..given.spell import plain
from ..terms import Head, Matrix, Product, Symbol, Term, Transposed, factors, heads
from .repair import Bench, Edit, concrete


def foreign(rule: Fact, bench: Bench) -> Edit | None:
    """The first written factor that is not the rule's, if the note knows it by another name."""
    if not isinstance(bench.written_term, Product) or rule.body is None:
        return None
    written = [f for f in factors(bench.written_term) if isinstance(f, Matrix | Transposed)]
    wanted = [(f, v) for f in factors(rule.body) if is_grid(v := bench.value(f))]
    if len(written) != len(wanted):
        return None
    for shown, (term, value) in zip(written, wanted, strict=True):
        here = bench.value(shown)
        name = _named(here, term, bench) if here != value else None
        if name is not None:
            says = f"{name} stands where {plain(concrete(term, bench.values))} belongs"
            return Edit(says, rule.body, name)
    return None


def _named(value: Value, term: Term, bench: Bench) -> Head | None:
    """The name under which the note knows a value: one from the rule before any other."""
    beside = [head.at(bench.values) for head in heads(term)]
    known = [f.head for f in reversed(bench.log.facts[: bench.when.until]) if f.value is not None]
    for head in (*beside, *known):
        if head != bench.judged and bench.value(Symbol(head)) == value:
            return head
    return None

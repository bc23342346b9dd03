"""A gradient that holds only once a forward rule of the note is corrected → what it hangs on.

One root cause, one refutation: where an index breaks the note's own pattern, the rule is refuted
at its place, and the gradients that follow from the rule as it was meant are true on condition.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ..given.log import Fact
from ..given.rewriting import mapped
from ..given.spell import plain
from ..nouns import Assumption, Missing, Ruling, Span, Verdict
from ..terms import Head, Symbol, Term, walk


def mended(facts: list[Fact], corrections: Mapping[Span, Head]) -> list[Fact]:
    """The rules with every index that breaks the pattern as it should be."""

    def right(term: Term) -> Term:
        if isinstance(term, Symbol) and term.span in corrections:
            return replace(term, head=corrections[term.span])
        return mapped(term, right)

    return [replace(f, body=right(f.body)) if f.body is not None else f for f in facts]


def is_mended(fact: Fact, corrections: Mapping[Span, Head]) -> bool:
    return fact.body is not None and any(
        isinstance(part, Symbol) and part.span in corrections for part in walk(fact.body)
    )


def follows(printed: list[Fact], right: list[Fact], lines: list[str]) -> Verdict:
    """True of the corrected rules, and not of those that are printed."""
    named = [
        Assumption(f"{fact.head} = {plain(fact.body)}, as corrected", before.span)
        for before, fact in zip(printed, right, strict=True)
        if fact.body is not None
    ]
    heads = " and ".join(str(fact.head) for fact in right)
    message = f"true only with {heads} corrected ({', '.join(lines)})"
    wrote = "; ".join(f"{f.head} = {plain(f.body)}" for f in printed if f.body is not None)
    missing = Missing(tuple(named), f"with {wrote}, as printed, it does not hold")
    return Verdict(Ruling.CONDITIONAL, message, (missing,), message, (), follows=printed[0].span)

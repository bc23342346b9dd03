"""The recurrence that a note proves from layer to layer, and what it then says of many layers."""

from __future__ import annotations

from dataclasses import replace

from ..evidence.moments.decide import Answer
from ..evidence.moments.layers import Recurrence, label_in
from ..given.moment_facts import single_moment
from ..terms import Applied, Head, Index, Over, Product, Symbol, Term, factors, walk
from .moment_link import MomentLink

INPUTS = ("x", "X")
LAST = ("K", "L")  # letters of the last layer


def with_recurrence(
    found: list[MomentLink],
) -> tuple[list[MomentLink], Recurrence | None]:
    """The links, those that speak of several layers with the recurrence that was proved before."""
    all_ = ((link, of) for link in found if (of := recurrence(link)) is not None)
    source, known = next(all_, (None, None))
    if known is None:
        return found, None
    supposed = source is not None and _is_supposed(source)
    seen = []
    for link in found:
        of = _applied(known, link) if link is not source else None
        if not (supposed and link is source):  # what nothing can prove is supposed
            seen.append(replace(link, recurrence=of, lemma=source) if of is not None else link)
    return seen, known


def _is_supposed(source: MomentLink) -> bool:
    """A signal of which nothing is said but its recurrence."""
    single = single_moment(source.statement.left)
    mine = (single[1] if single else None, None)
    return source.decision.answer is Answer.OPEN and source.unknown in mine


def _may_be_supposed(link: MomentLink) -> bool:
    """Nothing is supposed by a theorem but what is listed, and a signal that it defines by it."""
    return _is_supposed(link) or not link.note.is_asserted(link.chain)


def recurrence(link: MomentLink) -> Recurrence | None:
    """``Var(z^(k)) = f_k Var(z^(k-1))``, if the note has proved it or nearly so."""
    single = single_moment(link.statement.left)
    if single is None or single[1].label is None or single[1].label.offset:
        return None
    operator, head = single
    below = Applied(operator, (Symbol(replace(head, label=_below(head), indices=())),))
    pieces = factors(link.statement.right)
    rest = [piece for piece in pieces if _plain(piece) != below]
    if len(rest) != len(pieces) - 1 or not rest or not _below(head).base:
        return None
    if link.decision.answer is Answer.FAILS or not (link.known_to_hold or _may_be_supposed(link)):
        return None
    factor = rest[0]
    for piece in rest[1:]:
        factor = Product(factor, piece)
    start = Applied(operator, (Symbol(Head(head.name, Index("", 0), (), head.brackets)),))
    moment = Applied(operator, (Symbol(replace(head, indices=())),))
    return Recurrence(moment, head.name, _below(head).base, factor, start, {})


def _below(head: Head) -> Index:
    assert head.label is not None
    return Index(head.label.base, head.label.offset - 1)


def _plain(term: Term) -> Term:
    single = single_moment(term)
    if single is None:
        return term
    return Applied(single[0], (Symbol(replace(single[1], indices=())),))


def _applied(known: Recurrence, link: MomentLink) -> Recurrence | None:
    """The recurrence for this link: with the input and the output as the link calls them."""
    sides = (link.statement.left, link.statement.right)
    singles = [p for side in sides for p in walk(side) if single_moment(p)]
    labels = {label for p in singles if (label := label_in(p, known)) is not None}
    repeated = [p for side in sides for p in walk(side) if isinstance(p, Over) and p.sign == "Π"]
    if not repeated and not any(label.base in LAST for label in labels):
        return None
    last = _last(labels, repeated)
    if last is None:
        return None
    inputs = (p for p in singles if _is_input(p))
    start = next((p for p in inputs if _operator(p) == _operator(known.moment)), known.start)
    outputs = {
        p: Index(last, 0)
        for p in singles
        if p in sides and p != start and _is_output(p, known, link)
    }
    return replace(known, start=start, outputs=outputs)


def _last(labels: set[Index], repeated: list[Over]) -> str | None:
    letters = {label.base for label in labels if label.base}
    for over in repeated:
        letters |= {p.head.name for p in walk(over.high) if isinstance(p, Symbol)}
    return letters.pop() if len(letters) == 1 else None


def _operator(moment: Term) -> str:
    return moment.function if isinstance(moment, Applied) else ""


def _is_input(moment: Term) -> bool:
    single = single_moment(moment)
    return single is not None and single[1].name in INPUTS and single[1].label is None


def _is_output(moment: Term, known: Recurrence, link: MomentLink) -> bool:
    """A variable without a layer that nothing else defines, in a note that speaks of outputs."""
    single = single_moment(moment)
    if single is None or single[1].label is not None or single[1].name == known.name:
        return False
    source = link.note.source[: link.span.end].lower()
    return single[1] not in link.setting.rules and "output" in source

"""A refuted link → what is wrong with it, in one sentence, with the true value and a correction."""

from __future__ import annotations

from dataclasses import dataclass

from ..given.compare import differing
from ..given.evaluate import is_grid, size
from ..given.links import Compared, Link, Replay
from ..given.scientific import alike, digits
from ..given.spell import latex, plain, spell
from ..nouns import BlockKind, Counterexample, Span
from ..terms import Matrix, Product, Symbol, Term, Transposed, factors
from .operands import foreign
from .repair import Bench, Edit, concrete, nearest

FEW = 3  # entries named one by one


@dataclass(frozen=True, slots=True)
class Slip:
    message: str
    counterexample: Counterexample
    correction: str | None = None
    marks: tuple[Span, ...] = ()


def slip(replay: Replay, link: Link) -> Slip:
    """What was written, what is true, and why; with the nearest edit that explains it."""
    compared = next((o.result for o in link.readings if o.result), None)
    if compared is None:
        return _impossible(link)
    edit = _edit(replay, link, compared)
    because = _because(replay, link, edit)
    message = _message(replay, link, compared, edit)
    left, right = link.chain.members[link.left], link.chain.members[link.right]
    name = _subject(left)
    wrote = f"{name} = {plain(right) if isinstance(right, Product) else spell(compared.written)}"
    true = f"{name} = {_found(compared, right)}"
    readings = tuple(
        ", ".join(f"{axis}: {choice}" for axis, choice in outcome.choices)
        for outcome in link.readings
        if outcome.choices
    )
    example = _first_difference(name, compared)
    return Slip(
        message,
        Counterexample(wrote, true, because, example, readings),
        _correction(replay, link, compared),
        _marks(link, compared, edit),
    )


def _impossible(link: Link) -> Slip:
    why = next(outcome.why for outcome in link.readings if outcome.impossible)
    left = plain(link.chain.members[link.left])
    return Slip(why, Counterexample(left, "there is no such product", why))


def _subject(term: Term) -> str:
    shown = plain(term)
    return shown if len(shown) < 60 else "the product"


def _edit(replay: Replay, link: Link, compared: Compared) -> Edit | None:
    if link.by_rule is None:
        return None
    left, right = link.chain.members[link.left], link.chain.members[link.right]
    assert isinstance(left, Symbol)
    bench = Bench(
        replay.log,
        link.when,
        dict(link.layer),
        left.head,
        compared.written,
        right,
    )
    return nearest(link.by_rule, bench) or foreign(link.by_rule, bench)


def _message(replay: Replay, link: Link, compared: Compared, edit: Edit | None) -> str:
    if edit is not None:
        line = replay.notes.document.where(link.by_rule.span.start) if link.by_rule else ""
        says = edit.says
        return (
            f"{says.removesuffix(' is missing')} of {line} is missing"
            if says.endswith("is missing")
            else says
        )
    name = _subject(link.chain.members[link.left])
    return _difference(compared, name, link.chain.members[link.right])


def _found(compared: Compared, right: Term) -> str:
    """What is true, with the digits of what is written."""
    value = compared.computed
    rounded = None if is_grid(value) else alike(value, right)
    return rounded or spell(value)


def _difference(compared: Compared, name: str, right: Term) -> str:
    """Two values in words: their shapes, or the entries that differ."""
    computed, written = compared.computed, compared.written
    found = _found(compared, right)
    if not (is_grid(computed) and is_grid(written)):
        wrote = plain(right) if digits(right) else spell(written)
        return f"{name} is {'' if name == found else f'{found}, '}not {wrote}"
    rows, columns = len(computed), len(computed[0])
    if (rows, columns) != (len(written), len(written[0])):
        return f"{name} is {rows} × {columns}, and {len(written)} × {len(written[0])} is written"
    wrong = differing(computed, written, compared.slack, roughly=False)
    if not wrong:
        return "what the function is applied to differs"
    if len(wrong) <= FEW:
        named = [
            f"entry ({i + 1}, {j + 1}) is {spell(computed[i][j])}, not {spell(written[i][j])}"
            for i, j in wrong
        ]
        return "; ".join(named)
    told = "" if name == found else f": {name} is {found}"
    return f"{len(wrong)} of {rows * columns} entries differ{told}"


def _first_difference(name: str, compared: Compared) -> tuple[tuple[str, str], ...]:
    computed, written = compared.computed, compared.written
    if not is_grid(computed) or size(computed) != size(written):
        return ()
    wrong = differing(computed, written, compared.slack, roughly=False)
    if not wrong:
        return ()
    i, j = wrong[0]
    values = f"{spell(computed[i][j])} ≠ {spell(written[i][j])}"
    return ((f"entry ({i + 1}, {j + 1}) of {name}", values),)


def _because(replay: Replay, link: Link, edit: Edit | None) -> str:
    if link.by_rule is None or link.by_rule.body is None:
        left = link.chain.members[link.left]
        multiplied = isinstance(left, Product)
        return "the written factors, multiplied out" if multiplied else "as written, worked out"
    line = replay.notes.document.where(link.by_rule.span.start)
    rule = f"{link.by_rule.head} = {plain(link.by_rule.body)}"
    values = dict(link.layer)
    here = f"; here {plain(concrete(link.by_rule.body, values))}" if values else ""
    reason = f"{line} says {rule}{here}"
    if edit is not None and edit.operand is not None:
        fact = replay.log.value_of(edit.operand, link.when)
        if fact is not None:
            place = replay.notes.document.where(fact.span.start)
            reason += f", and {edit.operand} = {spell(fact.value)} by {place}"
    return reason


def _correction(replay: Replay, link: Link, compared: Compared) -> str | None:
    """What to paste: as typed in typed maths, else LaTeX in the author's own environment."""
    typed = replay.notes.document.blocks[link.chain.block].kind is BlockKind.PLAIN
    if not is_grid(compared.computed):
        right = link.chain.members[link.right]
        rounded = alike(compared.computed, right, latex=True)
        if rounded is not None and not typed:
            return rounded
        return spell(compared.computed) if typed else latex(compared.computed)
    span = link.chain.spans[link.right]
    text = replay.notes.document.source[span.start : span.end]
    known = ("pmatrix", "matrix", "bmatrix")
    environment = next((name for name in known if rf"\begin{{{name}}}" in text), "bmatrix")
    return latex(compared.computed, environment)


def _marks(link: Link, compared: Compared, edit: Edit | None) -> tuple[Span, ...]:
    """What exactly is wrong: the operand that does not belong, or the entries that differ."""
    right = link.chain.members[link.right]
    if edit is not None and edit.operand is not None and isinstance(right, Product):
        matrices = [part for part in factors(right) if isinstance(part, Matrix | Transposed)]
        foreign = matrices[-1:] if matrices else []
        return tuple(part.span for part in foreign)
    if isinstance(right, Matrix) and size(compared.computed) == size(compared.written):
        wrong = differing(compared.computed, compared.written, compared.slack, roughly=False)
        if len(wrong) <= FEW:
            return tuple(right.rows[i][j].span for i, j in wrong)
    return (link.chain.spans[link.right],)

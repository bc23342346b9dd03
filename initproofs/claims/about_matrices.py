"""Sentences about matrices, judged: on what is printed, and on what the note's own rules give."""

from __future__ import annotations

import re

from ..arithmetic.grids import transpose
from ..given.spell import spell
from ..nouns import Counterexample, Reason, Reproduction, Ruling, Span, Verdict
from .matrices import APART, SAME, SHAPE, Said, holds

ONE = {"columns": "column", "rows": "row", "entries": "entry"}
OTHER = {"columns": "rows", "rows": "columns"}


def judge(said: Said) -> Verdict:
    printed = holds(said.fact.value, said.says, said.parts, said.size)
    if printed is None:
        return _does_not_fit(said)
    wrong = said.fact.wrong
    if wrong is None:
        return _confirmed(said) if printed else _refuted(said, said.fact.value, "")
    mended = said.mended()
    truly = holds(mended, said.says, said.parts, said.size) if mended is not None else None
    line = said.replay.notes.document.where(wrong.start)
    open_still = truly is None or _in_a_rule(said, wrong)
    if (open_still and printed) or (truly and not printed):
        why = f"{said.head} rests on the error in {line}"
        return Verdict(Ruling.UNDECIDED, why, (Reason(why),), why, follows=wrong)
    if printed and truly:
        return _confirmed(said, follows=True)
    words = f"true only of the matrix as printed, which rests on the error in {line}: "
    shown = mended if printed else said.fact.value
    return _refuted(said, shown, words if printed else "", follows=True)


def _in_a_rule(said: Said, wrong: Span) -> bool:
    """Does the error stand in the only line that says how it is computed? Either may be meant."""
    rules = (fact for fact in said.replay.log.facts if fact.body is not None)
    return any(rule.span.start <= wrong.start < rule.span.end for rule in rules)


def _confirmed(said: Said, follows: bool = False) -> Verdict:
    how = Reproduction("compared entry by entry", 1, 1)
    message = f"compared entry by entry: {spell(said.fact.value)}"
    wrong = said.fact.wrong if follows else None
    return Verdict(Ruling.CONFIRMED, message, (how,), "compared entry by entry", follows=wrong)


def _refuted(said: Said, value: object, words: str, follows: bool = False) -> Verdict:
    true = _truth(said, value)
    wrote = f"the {said.parts} of {said.head} are {'equal' if said.says == SAME else 'different'}"
    if said.says == SHAPE and said.size is not None:
        wrote = f"{said.head} is {said.size[0]} × {said.size[1]}"
    because = f"{words}{said.head} = {spell(value)}"
    evidence = Counterexample(wrote, true, because)
    return Verdict(
        Ruling.REFUTED,
        true,
        (evidence,),
        true,
        correction=_instead(said, value) or true,
        follows=said.fact.wrong if follows else None,
    )


def _instead(said: Said, value: object) -> str:
    """The other size, where two numbers were written."""
    if said.says != SHAPE or said.size is None or not isinstance(value, tuple):
        return ""
    rows, columns = said.size
    written = said.replay.notes.document.source[said.span.start : said.span.end]
    sizes = rf"(?<!\d){rows}(\D+?){columns}(?!\d)"
    mended = re.sub(sizes, rf"{len(value)}\g<1>{len(value[0])}", written)
    return mended if mended != written else ""


def _truth(said: Said, value: object) -> str:
    assert isinstance(value, tuple)
    if said.says == SHAPE:
        return f"{said.head} is {len(value)} × {len(value[0])}"
    if said.says == APART:
        return f"the {said.parts} of {said.head} are equal"
    if said.parts == "entries":
        return f"the entries of {said.head} are not all equal: {spell(value)}"
    pieces = value if said.parts == "rows" else transpose(value)
    place = next(i for i, piece in enumerate(pieces) if piece != pieces[0])
    one = ONE[said.parts]
    here, first = spell((pieces[place],)), spell((pieces[0],))
    return f"{one} {place + 1} of {said.head} is {here}, and {one} 1 is {first}"


def _does_not_fit(said: Said) -> Verdict:
    """A matrix with one column has no two to compare; perhaps its rows were meant."""
    other = OTHER.get(said.parts)
    if other and said.several and holds(said.fact.value, SAME, other, None):
        true = f"{said.head} has one {ONE[said.parts]} only; its {other} are equal"
        wrote = f"the {said.parts} of {said.head} are equal"
        evidence = Counterexample(wrote, true, f"{said.head} = {spell(said.fact.value)}")
        return Verdict(
            Ruling.REFUTED, true, (evidence,), true, correction=f"{other} of {said.head}"
        )
    if said.says == APART and len(said.fact.value) > 1:
        why = f"some {said.parts} of {said.head} are equal, others differ"
    else:
        why = f"{said.head} has one {ONE.get(said.parts, said.parts)} only: nothing to compare"
    return Verdict(Ruling.UNDECIDED, why, (Reason(why),), why)

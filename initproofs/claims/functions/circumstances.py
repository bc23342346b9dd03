"""Conditions that a sentence gives to a formula by another one: “σ(x) → 0 as ‹x → -∞›”.

In: the sentences and statements of a note. Out: for each formula the conditions that words join to
it, as terms. A formula beside a condition that has no meaning is marked with that.
"""

from __future__ import annotations

import re

from ...given.functional import Statement
from ...given.links import Replay
from ...nouns import BlockKind
from ...terms import Applied, Term

_WORD = r"(?:as|if|when|whenever|where|for|for all|for every|for any|with|provided(?: that)?)"
# “‹f› as ‹condition›”, “as ‹condition›, ‹f›”
_BEHIND = re.compile(rf"‹(?P<f>\d+)›,?\s+(?:only\s+)?{_WORD}\s+‹(?P<condition>\d+)›", re.I)
_BEFORE = re.compile(
    rf"\b{_WORD}\s+‹(?P<condition>\d+)›,?:?\s+(?:then\s+|we (?:have|get)\s+|that\s+)?‹(?P<f>\d+)›",
    re.I,
)
_LAST = re.compile(rf"\b{_WORD}\s+‹(?P<condition>\d+)›,?:?\s*(?:then|we (?:have|get))?\s*:?$", re.I)
_RELATIONS = frozenset("<>≤≥→≠=∈")


def circumstances(replay: Replay, statements: tuple[Statement, ...]) -> dict[int, tuple[Term, ...]]:
    """The block of a formula → the conditions under which its sentence states it."""
    by_block: dict[int, list[Statement]] = {}
    for statement in statements:
        by_block.setdefault(statement.block, []).append(statement)
    blocks = replay.notes.document.blocks
    found: dict[int, tuple[Term, ...]] = {}
    for sentence in replay.sentences:
        pairs = [
            (int(match["f"]), int(match["condition"]))
            for pattern in (_BEHIND, _BEFORE)
            for match in pattern.finditer(sentence.text)
        ]
        last = _LAST.search(sentence.text)
        after = sentence.last_block + 1
        if last and after < len(blocks) and blocks[after].kind is BlockKind.DISPLAY:
            pairs.append((after, int(last["condition"])))
        for block, condition in pairs:
            terms = tuple(map(_condition, by_block.get(condition, ())))
            found[block] = (*found.get(block, ()), *terms)
    return found


def _condition(statement: Statement) -> Term:
    """``x → ∞`` as a condition; a chain of several is none that can be read."""
    relations = statement.relations
    if len(relations) == 1 and relations[0] in _RELATIONS:
        return Applied(relations[0], statement.members)
    return Applied("a condition", ())

"""ReLU(a·x) = a·ReLU(x): true of every a ≥ 0, and of no a below it.

In: a question about functions. Out: proved where the note says that the factor is not negative,
conditional where it says nothing of it, and nothing where its words may speak of it.
"""

from __future__ import annotations

import re

from ...nouns import Assumption, Missing, Proof, Ruling, Verdict
from ...terms import Applied, Head, Number, Product, Symbol, Term
from .questions import EQUAL, Question

_KINKED = {"relu": "ReLU", "leaky relu": "leaky ReLU", "prelu": "leaky ReLU"}
_SPOKEN = re.compile(
    r"\bpositive\w*\b|\bnon-?negative\b|\bnegative\b|[>≥]\s*0|\\ge(?:q|qslant)?\b|\\gt\b|\bgain\b|"
    r"\bscales?\b",
    re.I,
)


def answer(question: Question) -> Verdict | None:
    factor = _factor(question.left, question.right) or _factor(question.right, question.left)
    if factor is None or question.relation not in EQUAL or not question.certain:
        return None
    function = next(_KINKED[p.function] for p in _applied(question) if p.function in _KINKED)
    asked = f"{factor} ≥ 0"
    if any(_says(condition, factor) for condition in question.conditions):
        message = f"{function} is positively homogeneous: true of every {asked}"
        steps = (
            ("factor not below 0", f"{factor}·x has the sign of x"),
            ("each side of the kink is linear", message),
        )
        return Verdict(Ruling.PROVED, message, (Proof(steps),), message, (Assumption(asked),))
    if question.conditions or _SPOKEN.search(_words(question)):
        return None
    message = f"true only if {asked}: a negative factor changes the side of the kink"
    without = f"{factor} = -1, x = 1: the left side is {function}(-1), the right -{function}(1)"
    missing = Missing((Assumption(asked),), without)
    return Verdict(Ruling.CONDITIONAL, message, (missing,), f"only if {asked}", question.used)


def _factor(whole: Term, parts: Term) -> Head | None:
    """a of f(a·x) and a·f(x)."""
    match whole, parts:
        case (
            Applied(name, (Product(Symbol(one), Symbol(other)),), 0),
            Product(Symbol(factor), Applied(again, (Symbol(inside),), 0)),
        ) if name == again and name in _KINKED:
            same = {(one, other), (other, one)}
            return factor if (factor, inside) in same and factor != inside else None
    return None


def _applied(question: Question) -> list[Applied]:
    sides = (question.left, question.right)
    return [side for side in sides if isinstance(side, Applied)]


def _says(condition: Term, factor: Head) -> bool:
    match condition:
        case Applied(">" | "≥", (Symbol(head), Number(value))):
            return head == factor and value >= 0
        case Applied("<" | "≤", (Number(value), Symbol(head))):
            return head == factor and value >= 0
    return False


def _words(question: Question) -> str:
    """Everything that the note says until the end of the sentence."""
    blocks = question.replay.notes.document.blocks
    return " ".join(block.text for block in blocks[: question.statement.block + 2])

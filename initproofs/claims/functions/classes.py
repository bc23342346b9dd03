"""What a note says of softmax, log-sum-exp and cross-entropy: derivatives, shifts, Jacobians.

In: a replayed note. Out: each formula in numbered letters (or in vectors that stand for them) with
its verdict: proved for vectors of every length, refuted by three numbers. A formula with a letter
of which the note says nothing is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ...evidence.functions.equal import UNDEFINED, Apart
from ...evidence.functions.indexed import (
    NoIndexed,
    cases,
    free,
    proved,
    renumbered,
    separated,
    settled,
)
from ...evidence.functions.normal import NoNormalForm
from ...evidence.functions.polynomials import TooLarge
from ...evidence.functions.slopes import NoSlope
from ...given.functional import Statement, statements_of
from ...given.links import Replay
from ...given.words import cues, index_cases
from ...nouns import Ruling, Span, Verdict
from ...terms import (
    Applied,
    Derivative,
    Head,
    Index,
    Number,
    Symbol,
    Term,
    heads,
    is_obscure,
    walk,
)
from .class_verdicts import fails, holds
from .naming import Unnamed
from .vectors import LSE, SOFTMAX, Vectors, as_derivative, is_exp, scores_of

ONE_HOT = re.compile(
    r"\bone[- ]hot|\bsums? (?:up )?to (?:1\b|one\b|‹)|\bprobability (?:distribution|vector)|"
    r"\bexactly one (?:of|entry)|\bdistribution over (?:the )?classes",
    re.I,
)
ROW, COLUMN = Index("i", 0), Index("j", 0)
MOST = 2  # indices of a formula that stand for any entry
Equation = tuple[Term, Term]


def of_classes(replay: Replay) -> Iterator[tuple[Span, Verdict]]:
    statements = statements_of(replay)
    vectors = Vectors()
    for statement in statements:
        if not any(map(is_obscure, statement.members)):
            vectors.read(statement)
    moods = dict(cues(replay.notes.document, replay.sentences))
    text = " ".join(sentence.text for sentence in replay.sentences)
    added = {name for s in statements for name in _units(s)}
    units = frozenset(vectors.labels if ONE_HOT.search(text) else vectors.labels & added)
    desk = _Desk(replay, vectors, units)
    cases = set(index_cases(replay.notes, replay.sentences))
    for statement in statements:
        mood = moods.get(statement.block, "")
        if mood != "mentioned":
            for span, verdict in desk.judged(statement):
                of_a_case = statement.block in cases and _without_targets(statement, vectors)
                if not ((mood or of_a_case) and verdict.ruling is Ruling.REFUTED):
                    yield span, verdict


def _without_targets(statement: Statement, vectors: Vectors) -> bool:
    """“If j ≠ c: ∂L/∂z_j = p_j”: the target has been put in."""
    one, *others = map(as_derivative, statement.members)
    of_loss = any(head.name in vectors.losses for head in heads(one))
    return of_loss and not any(h.name in vectors.labels for other in others for h in heads(other))


@dataclass(frozen=True)
class _Desk:
    replay: Replay
    vectors: Vectors
    units: frozenset[str]

    def judged(self, statement: Statement) -> Iterator[tuple[Span, Verdict]]:
        for place in range(len(statement.members) - 1):
            one, other = statement.members[place : place + 2]
            relation = statement.relations[place]
            if relation != "=" or is_obscure(one) or is_obscure(other) or one == other:
                continue
            if isinstance(one, Symbol) and scores_of(other):
                continue  # it says what the name is
            span = Span(statement.spans[place].start, statement.spans[place + 1].end)
            verdict = self._verdict(statement, one, other, statement.spans[place + 1])
            if verdict is not None:
                yield span, verdict

    def _verdict(
        self, statement: Statement, one: Term, other: Term, marked: Span
    ) -> Verdict | None:
        try:
            ways = list(self._equations(one, other))
            if not ways:
                return None
            found = [self._of(statement, left, right) for left, right in ways]
        except (Unnamed, NoIndexed, NoNormalForm, NoSlope, TooLarge):
            return None
        if any(isinstance(result, str) for result in found):
            shown = next(result for result in found if isinstance(result, str))
            return holds(one, shown, self.units)
        apart = [result for result in found if isinstance(result, Apart)]
        named_anew = isinstance(one, Symbol) and not self._is_jacobian(one.head, other)
        if len(apart) < len(found) or isinstance(other, Number) or named_anew:
            return None
        return fails(one, other, apart[0], marked, self.vectors)

    def _equations(self, one: Term, other: Term) -> Iterator[Equation]:
        """Every reading of an equation in numbered letters: one for each loss of that name."""
        one = as_derivative(one)
        names = {p.head.name for p in walk(one) if isinstance(p, Symbol) and not p.head.indices}
        losses = [(name, self.vectors.losses[name]) for name in names & set(self.vectors.losses)]
        if len(losses) > 1:
            return
        name, bodies = losses[0] if losses else ("", [])
        for known in [{name: body} for body in bodies] or [{}]:
            match one:
                case Applied("d/d", (operand, Symbol(by) as scores)) if len(by.indices) == 1:
                    left = self.vectors.explicit(operand, known)
                    if any(isinstance(p, Symbol) and p.head.name == by.name for p in walk(left)):
                        yield Applied("d/d", (left, scores)), self._right(other, by.name, left)
                case Applied("d/d", (Symbol(operand), Symbol(by))) | Derivative(
                    Symbol(operand), Symbol(by)
                ) if not by.indices:
                    yield from self._vector(operand, by, other, known)
                case Symbol(head) if self._is_jacobian(head, other):
                    yield from self._jacobian(other)
                case _ if self._speaks(one) and (self._speaks(other) or isinstance(other, Number)):
                    yield from self._plainly(one, other)

    def _right(self, term: Term, scores: str, left: Term) -> Term:
        """The other side; every letter in it has to be known, or one number."""
        found = self.vectors.explicit(term)
        ours = {Symbol(p.head) for p in walk(left) if isinstance(p, Symbol)}
        known = self.vectors.names | {"δ", scores}
        numbers = {index.base for index in free(found, left)}  # of conditions: i = j
        summed = {
            p.arguments[1] for p in walk(found) if isinstance(p, Applied) and p.function == "Σ"
        }
        loose = {p.head for p in walk(found) if isinstance(p, Symbol)}
        if any(h.name not in known | numbers and Symbol(h) not in summed | ours for h in loose):
            raise Unnamed("a letter that the note does not explain")
        return found

    def _vector(
        self, operand: Head, by: Head, other: Term, known: dict[str, Term]
    ) -> Iterator[Equation]:
        """``∂L/∂z = p - y`` and ``∂p/∂z = diag(p) - p pᵀ``."""
        if self.vectors.known(operand.name) == by.name:
            yield from self._jacobian(other, operand.name)
        elif known and by.name in self.vectors.outputs.values():
            loss = self.vectors.explicit(Symbol(operand), known)
            at = Symbol(Head(by.name, None, (ROW,)))
            yield Applied("d/d", (loss, at)), self.vectors.entry(other, ROW)

    def _speaks(self, term: Term) -> bool:
        """Has it an output, a sum of exponentials, or a function that sums them?"""
        for part in walk(term):
            match part:
                case Symbol(Head(name, None, (_,))) if self.vectors.known(name):
                    return True
                case Applied("Σ") if any(map(is_exp, walk(part))):
                    return True
                case Applied(name) if name in (*SOFTMAX, *LSE):
                    return True
        return False

    def _is_jacobian(self, head: Head, other: Term) -> bool:
        named = [
            p for p in walk(other) if isinstance(p, Applied) and p.function in ("diag", "Diag")
        ]
        return head.name == "J" and bool(named)

    def _jacobian(self, other: Term, name: str = "") -> Iterator[Equation]:
        outputs = [name] if name else [n for n in self.vectors.outputs if self.vectors.known(n)]
        if len(outputs) == 1:
            entry = self.vectors.explicit(Symbol(Head(outputs[0], None, (ROW,))))
            by = Symbol(Head(self.vectors.outputs[outputs[0]], None, (COLUMN,)))
            yield Applied("d/d", (entry, by)), self.vectors.square(other, ROW, COLUMN)

    def _plainly(self, one: Term, other: Term) -> Iterator[Equation]:
        """Two sides that both take exponentials: ``softmax(z + c) = softmax(z)``."""
        match one, other:
            case Applied(first), Applied(second, (Symbol(scores),)) if {first, second} <= SOFTMAX:
                vectors = Vectors({"": scores.name}, {}, {scores.name})
                yield vectors.entry(one, ROW), vectors.entry(other, ROW)
                return
        vectors = self.vectors
        if any(isinstance(p, Applied) and p.function in LSE for p in walk(other)):
            inside = [
                p.arguments[0] for p in walk(other) if isinstance(p, Applied) and p.function in LSE
            ]
            names = {p.head.name for t in inside for p in walk(t) if isinstance(p, Symbol)}
            if len(names) != 1:
                return
            vectors = Vectors({"": next(iter(names))}, {}, names)
        yield vectors.explicit(one), vectors.explicit(other)

    def _of(self, statement: Statement, one: Term, other: Term) -> str | Apart | None:
        """A normal form, a point where the sides differ, or neither, over all equal indices."""
        indices = free(one, other)
        if len([index for index in indices if index.base]) > MOST:
            return None
        shown, apart = "", []
        wanted = self._wanted(statement)
        for names in cases(indices):
            if not _admitted(names, wanted):
                continue
            left, right = (renumbered(term, names) for term in (one, other))
            if UNDEFINED in (_told(left), _told(right)):
                continue
            found = self._shown(left, right, self.units)
            labels = frozenset(self.vectors.labels)
            if found is not None:
                shown = found
            elif self._shown(left, right, labels) is not None:
                return None  # right for labels that add up to 1, of which nothing is said
            else:
                apart.append(separated(left, right, labels))
        if not apart:
            return shown or None
        # what holds in one case may be said of this case only
        told = bool(wanted) or _by_cases(other)
        sure = apart[0] if not shown or told else None
        return sure if None not in apart else None

    def _shown(self, one: Term, other: Term, units: frozenset[str]) -> str | None:
        """The normal form of both sides, if a proof is found."""
        try:
            return proved(settled(one), settled(other), units)
        except (NoIndexed, NoNormalForm, TooLarge):
            return None

    def _wanted(self, statement: Statement) -> list[tuple[Index, Index, bool]]:
        """``i ≠ j`` behind a formula: the two indices, and whether they are equal."""
        found = []
        for condition in statement.conditions:
            match condition:
                case Applied(("=" | "≠") as sign, (Symbol(one), Symbol(other))):
                    found.append((Index(one.name, 0), Index(other.name, 0), sign == "="))
                case _:
                    raise NoIndexed("a condition")
        return found


def _units(statement: Statement) -> Iterator[str]:
    """y of ``Σ_k y_k = 1``."""
    match statement.members[:2]:
        case (Applied("Σ", (Symbol(Head(name, None, (_,))), _)), Number(value)) if value == 1:
            yield name


def _told(term: Term) -> Term | None:
    """The branch that is in force; None where its conditions cannot be decided."""
    try:
        return settled(term) if _by_cases(term) else term
    except NoIndexed:
        return None


def _by_cases(term: Term) -> bool:
    """Does a formula itself tell equal indices from others?"""
    return any(
        (isinstance(part, Applied) and part.function == "cases")
        or (isinstance(part, Symbol) and part.head.name == "δ")
        for part in walk(term)
    )


def _admitted(names: dict[Index, Index], wanted: list[tuple[Index, Index, bool]]) -> bool:
    return all((names.get(i, i) == names.get(j, j)) is equal for i, j, equal in wanted)

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
from ...evidence.functions.show import show
from ...evidence.functions.slopes import NoSlope
from ...given.functional import Statement, statements_of
from ...given.links import Replay
from ...given.words import cues
from ...nouns import Assumption, Counterexample, Proof, Ruling, Span, Verdict
from ...terms import (
    Applied,
    Derivative,
    Head,
    Index,
    Number,
    Symbol,
    Term,
    is_obscure,
    walk,
)
from .naming import Unnamed
from .vectors import LSE, SOFTMAX, Vectors, as_derivative, is_exp
from .wording import spelled

ONE_HOT = re.compile(
    r"\bone[- ]hot|\bsums? (?:up )?to (?:1\b|one\b|‹)|\bprobability (?:distribution|vector)|"
    r"\bexactly one (?:of|entry)|\bdistribution over (?:the )?classes",
    re.I,
)
_EITHER = re.compile(
    r"(?<![\w])[ijkmn]\s*(?:=|≠|\\ne|\\neq|!=|==)\s*[ijkmncy]\b|\bcases?\b|\bdiagonal"
)
ROW, COLUMN = Index("i", 0), Index("j", 0)
MOST = 2  # indices of a formula that stand for any entry
Equation = tuple[Term, Term]


def of_classes(replay: Replay) -> Iterator[tuple[Span, Verdict]]:
    statements = tuple(statements_of(replay.notes))
    vectors = Vectors()
    for statement in statements:
        if not any(map(is_obscure, statement.members)):
            vectors.read(statement)
    moods = dict(cues(replay.notes.document, replay.sentences))
    text = " ".join(sentence.text for sentence in replay.sentences)
    units = frozenset(vectors.labels) if ONE_HOT.search(text) else frozenset()
    desk = _Desk(replay, vectors, units)
    for statement in statements:
        mood = moods.get(statement.block, "")
        if mood != "mentioned":
            for span, verdict in desk.judged(statement):
                if not (mood and verdict.ruling is Ruling.REFUTED):
                    yield span, verdict


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
            return self._proved(one, shown)
        apart = [result for result in found if isinstance(result, Apart)]
        named_anew = isinstance(one, Symbol) and not self._is_jacobian(one.head, other)
        if len(apart) < len(found) or isinstance(other, Number) or named_anew:
            return None
        return self._refuted(one, other, apart[0], marked)

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
                        yield Applied("d/d", (left, scores)), self._right(other, by.name)
                case Applied("d/d", (Symbol(operand), Symbol(by))) | Derivative(
                    Symbol(operand), Symbol(by)
                ) if not by.indices:
                    yield from self._vector(operand, by, other, known)
                case Symbol(head) if self._is_jacobian(head, other):
                    yield from self._jacobian(other)
                case _ if self._speaks(one) and (self._speaks(other) or isinstance(other, Number)):
                    yield from self._plainly(one, other)

    def _right(self, term: Term, scores: str) -> Term:
        """The other side; every letter in it has to be known, or one number."""
        found = self.vectors.explicit(term)
        known = self.vectors.names | {"δ", scores}
        loose = [p for p in walk(found) if isinstance(p, Symbol) and p.head.indices]
        if any(p.head.name not in known for p in loose):
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
            left, right = (settled(renumbered(term, names)) for term in (one, other))
            if UNDEFINED in (left, right):
                continue
            found = proved(left, right, self.units)
            labels = frozenset(self.vectors.labels)
            if found is not None:
                shown = found
            elif proved(left, right, labels) is not None:
                return None  # right for labels that add up to 1, of which nothing is said
            else:
                apart.append(separated(left, right, labels))
        if not apart:
            return shown or None
        told = bool(wanted) or _by_cases(other)
        sure = apart[0] if not shown or told or not self._open(statement) else None
        return sure if None not in apart else None

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

    def _open(self, statement: Statement) -> bool:
        """Do words near speak of one case of several?"""
        blocks = self.replay.notes.document.blocks
        near = blocks[max(0, statement.block - 4) : statement.block + 4]
        return bool(_EITHER.search(" ".join(block.text for block in near)))

    def _proved(self, one: Term, shown: str) -> Verdict:
        steps = (
            ("e^(z_k) and their sum are independent", "Σ_k e^(z_k) is one positive number"),
            ("normal form of both sides, for equal and for different indices", shown),
        )
        used = tuple(Assumption(f"the entries of {name} add up to 1") for name in self.units)
        left = show(one)
        message = f"{left if len(left) < 40 else 'this'} is right for vectors of every length"
        return Verdict(Ruling.PROVED, message, (Proof(steps),), message, used)

    def _refuted(self, one: Term, other: Term, apart: Apart, marked: Span) -> Verdict:
        at = ", ".join(f"{head} = {value}" for head, value in apart.at)
        values = f"{spelled(apart.left)} ≠ {spelled(apart.right)}"
        true = self._true(one)
        wrote = f"{show(one)} = {show(other)}"
        message = f"{show(one)} = {true}" if true else f"it fails at {at}: {values}"
        because = (
            f"at {at} the left side is {spelled(apart.left)}, the right {spelled(apart.right)}"
        )
        example = tuple((str(head), str(value)) for head, value in apart.at)
        counter = Counterexample(wrote, true or values, because, (*example, ("the sides", values)))
        return Verdict(
            Ruling.REFUTED, message, (counter,), message, correction=true or None, marks=(marked,)
        )

    def _true(self, one: Term) -> str:
        """The derivative of softmax, and of its cross-entropy, as every course writes them."""
        match one:
            case Applied("d/d", (Symbol(Head(p, None, (i,))), Symbol(Head(_, None, (j,))))):
                return f"{p}_{i}(δ_{i}{j} - {p}_{j})" if i != j else f"{p}_{i}(1 - {p}_{i})"
            case Applied("d/d", (Symbol(loss), Symbol(Head(z, None, (k,))))) if (
                loss.name in self.vectors.losses and len(self.vectors.labels) == 1
            ):
                outputs = [p for p, scores in self.vectors.outputs.items() if scores == z]
                (label,) = self.vectors.labels
                return f"{outputs[0]}_{k} - {label}_{k}" if len(outputs) == 1 else ""
        return ""


def _by_cases(term: Term) -> bool:
    return any(isinstance(part, Applied) and part.function == "cases" for part in walk(term))


def _admitted(names: dict[Index, Index], wanted: list[tuple[Index, Index, bool]]) -> bool:
    return all((names.get(i, i) == names.get(j, j)) is equal for i, j, equal in wanted)

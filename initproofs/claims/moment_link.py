"""One link of a chain, a claim about moments, with its setting → what can be said of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from ..evidence.moments.algebra import Setting
from ..evidence.moments.decide import (
    Answer,
    Decision,
    InternalDisagreement,
    Statement,
    attempt,
    decide,
    refuted,
)
from ..evidence.moments.expression import Unsupported
from ..evidence.moments.generators import family
from ..evidence.moments.layers import Recurrence
from ..evidence.moments.needs import sizes_of
from ..evidence.moments.premises import (
    Alike,
    Equation,
    Independent,
    Normal,
    Shared,
    Uncorrelated,
)
from ..given.moment_facts import OPERATORS, outside, single_moment
from ..given.statements import Chain
from ..nouns import Span
from ..spelling import series
from ..terms import Applied, Head, Symbol, Term, heads, walk
from .moment_defined import SIZES, is_activation
from .moment_depth import decide_by_depth
from .moment_note import MomentNote
from .moment_usage import usual_names
from .moment_values import Known


@dataclass(frozen=True)
class MomentLink:
    """``left = right`` of a chain, with its setting: premises, definitions, what is random."""

    note: MomentNote
    chain: Chain
    statement: Statement
    span: Span
    setting: Setting
    known: Known
    named: dict[Head, Term]  # the rules that only name moments: σ for the standard deviation
    equations: tuple[Equation, ...]  # moments that are given a value
    recurrence: Recurrence | None = None  # if it speaks of several layers
    lemma: MomentLink | None = None  # where the note has the recurrence from
    doubt: str = ""  # what keeps it from being read in one way only
    alone: Setting | None = None  # all that a theorem is claimed to follow from

    @cached_property
    def decision(self) -> Decision:
        found = self._read
        return found if found.answer is not Answer.OPEN or self.listed is None else self.listed

    @cached_property
    def listed(self) -> Decision | None:
        """What is decided of a theorem by its list of assumptions, if that is more."""
        if self.alone is None or self.known.denied or self._read.answer is not Answer.OPEN:
            return None
        found = self._decided(self.alone)
        if found.answer is Answer.OPEN:
            found = refuted(self.statement, self.alone) or found
        return found if found.answer is not Answer.OPEN else None

    @cached_property
    def _read(self) -> Decision:
        proof = self.proof
        if proof is not None:
            return proof
        if self.doubt:
            return Decision(Answer.OPEN, why=self.doubt)
        if self.recurrence is not None:
            found = decide_by_depth(
                self.note, self.chain, self.statement, self.recurrence, self.setting
            )
            if found.answer is Answer.FAILS and (self.equations or self._foreign(self.recurrence)):
                return Decision(Answer.OPEN, why="it leans on a moment that is given a value")
            return self._from_lemma(found)
        plain = replace(self, setting=self.settings[0])
        shut = replace(self, setting=_shut(self.setting))
        for link in (plain, self, shut):  # what variables are made of is asked only if need be
            if link.unknown is None:
                return link.weighed if link is self else self._opened(link.weighed)
        named = self._with_named_moments()
        if named is not None:
            found = replace(self, setting=named).weighed
            if found.answer is Answer.FAILS:
                return found
        return Decision(Answer.OPEN, why=f"the note does not say what {self.unknown} is")

    def _opened(self, shut: Decision) -> Decision:
        """What is made of others has no law of its own: it must fail with these opened, too."""
        if shut.answer is not Answer.FAILS:
            return shut
        found = self.weighed
        if found.answer is Answer.FAILS or self.unknown is None:
            return found
        return Decision(Answer.OPEN, why=f"the note does not say what {self.unknown} is")

    def _from_lemma(self, found: Decision) -> Decision:
        """Proved over the layers, and no better than the step from each layer to the next."""
        if found.answer is not Answer.PROVED or self.lemma is None:
            return found
        step = self.lemma.decision
        if step.answer is Answer.HOLDS:
            return replace(step, steps=(*found.steps, *step.steps))
        if step.answer is Answer.OPEN and self.lemma.unknown is None:
            return Decision(Answer.OPEN, why=f"of one layer, {step.why}")
        return found

    @property
    def weighed(self) -> Decision:
        """Held against the note only if it is so under all that the note may be taken to say."""
        found = self._valued(self.setting)
        meant = self._usually_meant() if found.answer is Answer.FAILS else ""
        if meant:
            return Decision(Answer.OPEN, why=f"it holds if {meant}, which the note does not say")
        unsaid = next(usual_names(self.statement, self.setting), None)
        if found.answer is Answer.HOLDS and unsaid is not None:
            return Decision(Answer.OPEN, why=f"the note does not say what {unsaid[0]} is")
        if found.answer is Answer.OPEN or not self.known.perhaps:
            return found
        more = self.setting.with_premises(self.setting.premises | self.known.perhaps)
        if more.premises == self.setting.premises or self._answers(more, found.answer):
            return found
        words = series(sorted(map(str, self.known.perhaps - self.setting.premises)))
        return Decision(Answer.OPEN, why=f"the note does not say by here whether {words}")

    def _answers(self, setting: Setting, answer: Answer) -> bool:
        """The same answer? Under a normal law it may be open, for want of a small law that is."""
        with_it = self._valued(setting).answer
        if with_it is not Answer.OPEN:
            return with_it is answer
        plain = {p for p in setting.premises - self.setting.premises if not isinstance(p, Normal)}
        without = self.setting.with_premises(self.setting.premises | plain)
        return self._valued(without).answer is answer

    def _usually_meant(self) -> str:
        """What a letter that nobody introduces would have to mean, if it means the usual."""
        for head, moment, words in usual_names(self.statement, self.setting):
            rules = {**self.setting.rules, head: moment}
            if _attempt(self.statement, replace(self.setting, rules=rules)) is not None:
                return words
        return ""

    def _valued(self, setting: Setting) -> Decision:
        """What fails must fail where every moment has the value that it is given, too."""
        found = self._decided(setting)
        compared = any(isinstance(premise, Shared | Equation) for premise in found.missing)
        if not self.equations or not (found.answer is Answer.FAILS or compared):
            return found
        valued = setting.with_premises(setting.premises | frozenset(self.equations))
        found = self._decided(valued)
        why = "it leans on a moment that is given a value"
        return Decision(Answer.OPEN, why=why) if found.answer is Answer.OPEN else found

    def _decided(self, setting: Setting) -> Decision:
        barred = frozenset(str(premise) for premise in self.known.denied)
        try:
            return decide(self.statement, setting, barred)
        except InternalDisagreement:
            return Decision(Answer.OPEN, why="algebra and enumeration do not agree")

    def _with_named_moments(self) -> Setting | None:
        """With every value that is given read as a name of its moment, and variables of one law:
        more than the note says, so that it serves to refute and never to prove."""
        names = {e.right.head: e.left for e in self.equations if isinstance(e.right, Symbol)}
        random = self.setting.random
        if len(names) < len(self.equations) or any(head.name in random for head in names):
            return None
        alike = {Alike(family(h), "law") for e in self.equations for h in heads(e.left)}
        rules = {**self.setting.rules, **names}
        setting = replace(self.setting, rules=rules, premises=self.setting.premises | alike)
        return setting if replace(self, setting=setting).unknown is None else None

    def _foreign(self, recurrence: Recurrence) -> bool:
        """Does it speak of a number that neither the layers nor their sizes know?"""
        known = {head.name for head in heads(recurrence.factor)} | SIZES
        sides = (self.statement.left, self.statement.right)
        return any(head.name not in known for side in sides for head in outside(side))

    @cached_property
    def proof(self) -> Decision | None:
        """The proof from the first setting that gives one."""
        attempts = (_attempt(self.statement, setting) for setting in self.settings)
        return next((found for found in attempts if found is not None), None)

    @property
    def known_to_hold(self) -> bool:
        return self.decision.answer in (Answer.PROVED, Answer.HOLDS)

    @property
    def unknown(self) -> Head | None:
        return self._undefined() or self._meaningless()

    def _meaningless(self) -> Head | None:
        """A number on one side, outside all moments, that the other side does not know."""
        sides = (self.statement.left, self.statement.right)
        sizes = sizes_of(sides, self.setting)
        for side, other in (sides, sides[::-1]):
            there = heads(other)
            there += [h for head in there for h in _made_of(head, self.setting)]
            known = {head.name for head in there if head.indices} | set(there)
            for head in outside(side):
                plain = head not in self.setting.rules and head.name not in self.setting.random
                if (
                    plain
                    and head not in known | sizes
                    and not (head.name in known and head.indices)
                ):
                    return head
        return None

    @property
    def settings(self) -> tuple[Setting, ...]:
        """What may be leaned on in turn: first without what the variables are made of."""
        plain = replace(self.setting, rules=self.named)
        opened = [plain, self.setting]
        shut = [s for s in map(_shut, opened) if s not in opened]
        valued = frozenset(self.equations)
        found = (*opened, *shut)
        more = (s.with_premises(s.premises | valued) for s in found) if valued else ()
        return (*found, *more)

    def _undefined(self) -> Head | None:
        """A variable of which one side speaks alone, and which nothing defines.

        Nor can be judged what compares two variables of which nothing is said together.
        """
        sides = (self.statement.left, self.statement.right)
        private = [self._private(side, other) for side, other in (sides, sides[::-1])]
        if all(private):
            pair = {family(private[0][0]), family(private[1][0])}
            apart = (p for p in self.setting.premises if isinstance(p, Independent | Uncorrelated))
            if not any(pair <= premise.families for premise in apart):
                return private[0][0]
        for side, heads_ in zip(sides, private, strict=True):
            for head in heads_:
                known = head.name in self.note.introduced and head.label is None
                if single_moment(side) or not known:
                    return head
        return None

    def _private(self, side: Term, other: Term) -> list[Head]:
        """The variables that stand on one side only, and alone under their operators."""
        theirs = {family(head) for head in _heads(other, self.setting)}
        compound = {h for part in walk(side) for h in self._compounded(part)}
        return [
            head
            for head in _heads(side, self.setting)
            if head not in self.setting.rules
            and family(head) not in theirs
            and head not in compound
        ]

    def _compounded(self, part: Term) -> list[Head]:
        """The names that an operator is applied to together with other variables."""
        if not isinstance(part, Applied) or part.function not in OPERATORS:
            return []
        inner = [head for head in heads(part) if head.name in self.setting.random]
        return inner if len(set(inner)) > 1 or len(heads(part)) > len(inner) else []


def is_proved(link: MomentLink) -> bool:
    return link.proof is not None


def _shut(setting: Setting) -> Setting:
    """Signals as variables of their own, whatever activation they come out of."""
    kept = {head: rule for head, rule in setting.rules.items() if not is_activation(rule)}
    return setting if len(kept) == len(setting.rules) else replace(setting, rules=kept)


def _attempt(statement: Statement, setting: Setting) -> Decision | None:
    try:
        return attempt(statement, setting)
    except (Unsupported, InternalDisagreement):
        return None


def _heads(side: Term, setting: Setting) -> list[Head]:
    """The variables of a side, with what those are made of that have a rule."""
    found = [p.head for p in walk(side) if isinstance(p, Symbol)]
    made = [h for head in found for h in _made_of(head, setting)]
    return [head for head in (*found, *made) if head.name in setting.random]


def _made_of(head: Head, setting: Setting) -> list[Head]:
    rule = setting.rules.get(head)
    return [p.head for p in walk(rule) if isinstance(p, Symbol)] if rule is not None else []

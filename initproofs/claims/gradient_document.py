"""A replayed document → its gradient equations, the rules they rest on, and the networks of these.

Networks and trials are computed once for each set of rules and each reading.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from ..given.equations import Equation, is_gradient, parts_of
from ..given.forward import definitions, in_force, log_of, rules
from ..given.free_letters import layer_letters
from ..given.graph import Misfit
from ..given.links import Replay
from ..given.log import Fact, Log
from ..given.usual import Rules
from ..nouns import Span
from ..terms import Applied, Head, Product, Symbol, Term, heads
from .gradient_building import network
from .gradient_counts import counted, numbers_of_examples
from .gradient_ends import Focus, derivation, spoken
from .gradient_kept import seeds, states_a_derivative, takes_up
from .gradient_lasts import about, is_loss, softmaxes, with_last_activation, within, without_loss
from .gradient_mended import is_mended, mended
from .gradient_network import Network, Told
from .gradient_open import left_open
from .gradient_readings import CODE, MATHS, Open, Reading, readings
from .gradient_ties import derived, tied
from .gradient_trials import Trial, tried
from .gradient_unread import goes_on_unread
from .gradient_updates import Update, settled, update
from .indices import corrections

DEPTH, STEPS = 3, range(1, 7)  # layers where only the general one is spoken of; seeds
RELUS = frozenset(["max", "np.maximum", "relu", "ReLU"])
SIZES = range(3, 60)  # where 2 is no size, 2/m is not 1


@dataclass
class Document:
    """The gradient equations of a replayed document, and its rules."""

    replay: Replay
    equations: list[Equation]
    written: str = MATHS
    facts: list[Fact] = field(init=False)
    claims: list[int] = field(init=False)
    updates: dict[int, Update] = field(init=False)
    _rules: dict[tuple[Fact, ...], Rules] = field(default_factory=dict)
    _rules_at: dict[int, Rules] = field(default_factory=dict)
    _aims: dict[int, Focus] = field(default_factory=dict)
    _networks: dict[object, Network | Misfit] = field(default_factory=dict)
    symbols: dict[object, object] = field(default_factory=dict)  # networks for all sizes
    parts: dict[range, Document] = field(default_factory=dict)
    _trials: dict[object, list[tuple[Told, Trial]]] = field(default_factory=dict)
    _outcomes: dict[object, dict[int, bool | None]] = field(default_factory=dict)
    _owned: dict[tuple[Fact, ...], tuple[int, Rules]] = field(default_factory=dict)
    _marks: dict[int, int] = field(default_factory=dict)  # of rules, which are all kept

    def __post_init__(self) -> None:
        source = self.replay.notes.document.source
        facts = definitions(self.equations, self.replay)
        self.facts = facts + softmaxes(self.equations, facts, source)
        code = self.written == CODE
        every = enumerate(self.equations)
        steps = {n: s for n, e in every if (s := update(e, source, code=code)) is not None}
        self.updates = settled(steps, self.equations)
        seeded = code and seeds(self.equations)
        self.claims = [
            n
            for n, e in enumerate(self.equations)
            if is_gradient(e.left) or (not e.first and is_gradient(e.right)) or e.derives
            if states_a_derivative(e)
            if n not in self.updates and (takes_up(e) or not seeded)
        ]

    @cached_property
    def corrections(self) -> dict[Span, Head]:
        return corrections(self.replay)

    @cached_property
    def mended(self) -> Document | None:
        """The same document with the slips in its forward rules corrected, if there are any."""
        if not any(is_mended(fact, self.corrections) for fact in self.facts):
            return None
        found = Document(self.replay, self.equations, self.written)
        found.facts = mended(self.facts, self.corrections)
        return found

    @cached_property
    def ties(self) -> tuple[tuple[Head, ...], ...]:
        return tied(self.equations, {fact.head for fact in self.facts})

    def start(self, number: int) -> int:
        """The first link of the chain that an equation goes on."""
        while self.equations[number].derives:
            number -= 1
        return number

    @cached_property
    def gradient_equations(self) -> list[Equation]:
        return [self.equations[n] for n in self.claims]

    def rules_at(self, number: int) -> Rules:
        if number not in self._rules_at:
            self._rules_at[number] = self._found_at(number)
        return self._rules_at[number]

    def _found_at(self, number: int) -> Rules:
        equation, aim = self.equations[number], self.aim(number)
        case = self.replay.cases[equation.block]
        every = within(in_force(self.facts, number, case), aim, equation, number)
        facts = about(every, aim.names)
        if facts not in self._rules:
            names = {fact.head.name for fact in facts}
            here = [n for n in self.claims if facts == every or names & self.focus(n)]
            known = rules(facts, [self.equations[n] for n in here])
            self._rules[facts] = known if self._has_a_loss(known) else without_loss(known)
        return self._rules[facts]

    def _has_a_loss(self, known: Rules) -> bool:
        """Can the formula for the loss, if there is one, be computed in any reading?"""
        losses = [fact.head for fact in known.own if is_loss(fact)]
        for reading in self.readings(known) if losses else ():
            made = self.network(known, reading, Focus())
            if isinstance(made, Network) and all(map(made.computes, losses)):
                return True
        return not losses

    @cached_property
    def left_open(self) -> Open:
        found = left_open(self.replay, self.equations, self.gradient_equations, self.written)
        if self.written == CODE and goes_on_unread(self.replay.notes.document, self.equations):
            return replace(found, lost=True)
        return found

    def readings(self, known: Rules) -> Iterator[Reading]:
        """Every way to take what the document leaves open, the likeliest first."""
        return readings(self.left_open, known, bool(self.ties))

    @cached_property
    def _words(self) -> tuple[Head, ...]:
        found = [p.head for p in parts_of(self.equations) if isinstance(p, Symbol)]
        return tuple(dict.fromkeys(found))

    def network(
        self, known: Rules, reading: Reading, focus: Focus, told: Told | None = None
    ) -> Network | Misfit:
        """The network of a reading, for what ``focus`` speaks of; ``told`` is what it is asked."""
        found = self._built(known, reading, sizes=SIZES)
        return found.at(reading, focus, told) if isinstance(found, Network) else found

    def _built(self, known: Rules, reading: Reading, **how: Any) -> Network | Misfit:
        """A network is built once for all that agree on its structure."""
        key = (self._mark(known), reading.structure, *how.values())
        if key not in self._networks:
            log, depth = self._log(known, reading)
            words, targets = self._words, self.left_open.targets
            self._networks[key] = network(
                self.replay, log, depth, reading.structure, words, targets, ties=self.ties, **how
            )
        return self._networks[key]

    def aim(self, number: int) -> Focus:
        """What a claim speaks of; the members of a chain speak of one thing."""
        if number not in self._aims:
            self._aims[number] = spoken(*derivation(self.equations, number))
        return self._aims[number]

    def focus(self, number: int) -> frozenset[str]:
        return self.aim(number).names

    def special(
        self,
        known: Rules,
        reading: Reading,
        number: int,
        seed: int,
        told: Told | None = None,
        *,
        small: bool,
    ) -> Network | Misfit:
        """The network over small fractions, to be shown, or with a ReLU that is 0 or 1 steep."""
        made = self._built(known, reading, small=small, sharp=True, seed=seed)
        return made.at(reading, self.aim(number), told) if isinstance(made, Network) else made

    def _log(self, known: Rules, reading: Reading) -> tuple[Log, int]:
        top = self._top
        depth = top if top > 1 else DEPTH if self.of_any_depth else max(top, 1)
        completed = known.completed(reading.layout)
        if reading.implied:
            completed = with_last_activation(completed, reading, depth)
        log = log_of(completed, self.replay.log, depth)
        log.functions = {**derived(self.equations), **log.functions}
        log.hadamard_is_written |= log.star_is_entrywise and self._has_stars
        return log, depth

    @cached_property
    def _top(self) -> int:
        """The largest layer that is named by its number."""
        return max((h.label.offset for h in self._words if h.label and not h.label.base), default=0)

    @property
    def tells_products_apart(self) -> bool:
        """Has the note a sign for the product entry by entry?"""
        return self.replay.log.hadamard_is_written or self._has_stars

    @cached_property
    def _has_stars(self) -> bool:
        return any(isinstance(p, Product) and p.sign in "*⋆" for p in parts_of(self.equations))

    @cached_property
    def of_any_depth(self) -> bool:
        """Is only the general layer spoken of, and none behind the first by its number?"""
        general = any(layer_letters(s) for e in self.equations for s in (e.left, e.right))
        return general and self._top <= 1

    def _mark(self, known: Rules) -> int:
        """A number that only the same rules have."""
        if id(known) not in self._marks:
            self._marks[id(known)] = self._owned.setdefault(known.own, (len(self._owned), known))[0]
        return self._marks[id(known)]

    @cached_property
    def unlike(self) -> dict[int, int]:
        """For each claim the first one that says the same."""
        first: dict[tuple[Term, Term], int] = {}
        pairs = ((n, (self.equations[n].left, self.equations[n].right)) for n in self.claims)
        return {n: first.setdefault(pair, n) for n, pair in pairs}

    def outcomes(self, known: Rules, reading: Reading) -> dict[int, bool | None]:
        """How each claim fares in a reading, by the rules in force where it stands: another f may
        be spoken of there."""
        key = (self._mark(known), known.layouts, reading)
        if key not in self._outcomes:
            found = {}
            for number in dict.fromkeys(self.unlike.values()):
                there = self.rules_at(number)
                rules = there if there.layouts == known.layouts else known
                found[number] = self.trial(number, rules, reading).holds
            self._outcomes[key] = found
        return self._outcomes[key]

    def trial(self, number: int, known: Rules, reading: Reading) -> Trial:
        """What comes out holds for all readings that would have told the same."""
        before = self._trials.setdefault((number, self._mark(known), reading.structure), [])
        for told, trial in before:
            if reading.says(told):
                return trial
        told = Told()
        before.append((told, self._tried(number, known, reading, told)))
        return before[-1][1]

    def _tried(self, number: int, known: Rules, reading: Reading, told: Told) -> Trial:
        equation = self.equations[number]
        made = self.network(known, reading, self.aim(number), told)
        if isinstance(made, Misfit):
            return Trial(None, made.why)
        said = {part.head for part in parts_of([equation]) if isinstance(part, Symbol)}
        if reading.tied and not self._common & said:
            return Trial(None, "it does not speak of what the weights are set to")
        found = tried(equation, made)
        mean = counted(equation, self._numbers) if found.holds is False else None
        if mean is not None:
            found = tried(mean, made)
        if found.holds is False and self._has_relu and not found.impossible:
            return self._with_steps(number, known, reading, found, told)
        return found

    def _with_steps(
        self, number: int, known: Rules, reading: Reading, found: Trial, told: Told
    ) -> Trial:
        """May it hold because the slope of a ReLU is 0 or 1?"""
        for seed in STEPS:
            made = self.special(known, reading, number, seed, told, small=False)
            if isinstance(made, Misfit) or tried(self.equations[number], made).holds is not True:
                return found
        return Trial(None, "it may hold for ReLU alone")

    @cached_property
    def _numbers(self) -> frozenset[int]:
        return numbers_of_examples(self.replay.log)

    @cached_property
    def _has_relu(self) -> bool:
        """Does any activation have a slope of 0 or 1?"""
        named = any(meaning == "relu" for meaning, _ in self.replay.log.functions.values())
        return named or any(
            isinstance(part, Applied) and part.function in RELUS
            for part in parts_of(self.equations)
        )

    @cached_property
    def _common(self) -> set[Head]:
        """What weights are set to, and what is itself no part of a rule."""
        ruled = {h for fact in self.facts if fact.body is not None for h in heads(fact.body)}
        return {head for group in self.ties for head in group} - ruled

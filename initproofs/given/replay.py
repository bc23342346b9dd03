"""Statements → the log of what is in force, and the links of its calculations with both sides computed.

Reading order is kept: each link is compared with what was in force before it, and what its author
states is in force after it, right or wrong.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from ..nouns import BlockKind, Document, Span
from ..terms import Applied, Head, Number, Symbol, Term, heads, is_numeric, walk
from .cases import cases
from .choices import Choices, Outcome, outcomes
from .compare import Agreement, agreement, slack_of
from .evaluate import Evaluation, Value, is_grid
from .fields import Reals
from .log import Fact, Log, Status, When
from .phrases import cue, said
from .sentences import Sentence, sentences
from .statements import Chain, Notes
from .view import Mode, View

EQUALS = frozenset("=≈≔←≃≡")
ROUGHLY = frozenset("≈≃")


@dataclass(frozen=True)
class Compared:
    """One reading of one link: both values, whether they agree, and what the left side rests on."""

    computed: Value
    written: Value
    slack: Value
    agrees: Agreement
    used: tuple[Fact, ...]
    conventions: tuple[str, ...]


@dataclass(frozen=True)
class Link:
    """``members[left] = members[right]`` of a chain, compared under every reading.

    ``by_rule`` is the rule that the left side, a defined name, was computed by.
    """

    chain: Chain
    left: int
    right: int
    span: Span
    readings: tuple[Outcome[Compared], ...]
    when: When
    by_rule: Fact | None = None
    layer: tuple[tuple[str, int], ...] = ()  # what the letters of the rule stand for here
    wrong: Span | None = None  # the claim whose error the left side carries on

    @property
    def refuted(self) -> bool:
        """Every reading either gives another value or is impossible, and one can be computed."""
        failed = [
            o.result.agrees is Agreement.DIFFERENT
            if o.result
            else o.impossible and self.by_rule is None
            for o in self.readings
        ]
        return bool(failed) and all(failed)

    @property
    def confirmed(self) -> Outcome[Compared] | None:
        """A reading under which the two sides agree."""
        same = (o for o in self.readings if o.result and o.result.agrees is Agreement.SAME)
        return next(same, None)


@dataclass(frozen=True)
class Replay:
    """A document replayed: its statements, the final log, and every link in reading order."""

    notes: Notes
    sentences: tuple[Sentence, ...]
    log: Log
    links: tuple[Link, ...]
    star_is_entrywise: bool
    cases: tuple[int, ...]  # for each block


def replay(notes: Notes) -> Replay:
    spoken = tuple(sentences(notes.document))
    player = _Player(notes, spoken)
    links = tuple(link for chain in notes.chains for link in player.play(chain))
    return Replay(notes, spoken, player.log, links, player.star_is_entrywise, tuple(player.cases))


class _Player:
    """Goes through the chains once, filling the log."""

    def __init__(self, notes: Notes, spoken: tuple[Sentence, ...]) -> None:
        self.notes = notes
        self.log = Log(top=_top(notes.chains))
        self.cues = dict(_cues(notes.document, spoken))
        self.cases = cases(notes.document)
        self.star_is_entrywise = _has_matrix_products(notes.chains)
        self.log.sigmoid_is_named = any(
            word in notes.document.source.lower() for word in ("sigmoid", "logistic")
        )
        _take_words(self.log, notes, spoken)

    def play(self, chain: Chain) -> Iterator[Link]:
        mood = self.cues.get(chain.block, "")
        if mood == "mentioned" or _defines_function(chain, self.log):
            return
        if chain.relations[0] in "∈~:⊂" or not chain.members:
            return
        readable = [i for i, member in enumerate(chain.members) if not _obscure(member)]
        found: list[Link] = []
        for left, right in zip(readable, readable[1:], strict=False):
            if right <= chain.first or not EQUALS.issuperset(chain.relations[left:right]):
                continue
            link = self._compare(chain, left, right) if mood != "supposed" else None
            if link is not None:
                found.append(link)
        self._record(chain, mood, found)
        yield from found

    def _compare(self, chain: Chain, left: int, right: int) -> Link | None:
        """The link with both sides computed; None where the left side is being defined."""
        one, other = chain.members[left], chain.members[right]
        judged = one.head if isinstance(one, Symbol) else None
        when = self.now(chain)
        rule = self.log.rule_for(judged, when) if judged else None
        if judged and rule is None and (left == 0 or self.log.value_of(judged, when) is None):
            return None
        if not is_numeric(other) and not is_numeric(one) and rule is None:
            return None
        roughly = bool(ROUGHLY & set(chain.relations[left:right]))
        if judged and self._repeats(judged, other, when):
            rule = None
        for mode in (Mode.STATED, Mode.REFINED, Mode.LOOSE):
            readings = self._readings(
                one, other, View(self.log, when, mode, judged if rule else None), roughly
            )
            link = Link(
                chain,
                left,
                right,
                chain.link(left, right),
                tuple(readings),
                when,
                rule[0] if rule else None,
                tuple(rule[1].items()) if rule else (),
                _carried(readings),
            )
            if not link.refuted or not _rounded(readings):
                break
        if mode is Mode.LOOSE and link.confirmed:
            return replace(link, readings=tuple(map(_opened, link.readings)))
        if not any(o.result or o.impossible for o in readings):
            return None
        return link

    def _repeats(self, head: Head, other: Term, when: When) -> bool:
        """Is this the value that was stated for the name before?"""
        fact = self.log.value_of(head, when)
        if fact is None or fact.status is not Status.ASSERTED or not is_numeric(other):
            return False
        view = View(self.log, when)
        return any(
            outcome.result == fact.value
            for outcome in outcomes(lambda choices: Evaluation(Reals(), view, choices)(other))
        )

    def now(self, chain: Chain) -> When:
        return When(len(self.log.facts), self.cases[chain.block])

    def _readings(
        self, one: Term, other: Term, place: View, roughly: bool
    ) -> list[Outcome[Compared]]:
        def compute(choices: Choices) -> Compared:
            view = View(place.log, place.when, place.mode, place.judged)
            view.star_is_entrywise = self.star_is_entrywise
            run = Evaluation(Reals(), view, choices)
            computed, written = run(one), run(other)
            slack = slack_of(other, written)
            agrees = agreement(computed, written, slack, roughly)
            used, conventions = tuple(view.used), tuple(view.conventions)
            return Compared(computed, written, slack, agrees, used, conventions)

        return outcomes(compute)

    def _record(self, chain: Chain, mood: str, links: list[Link]) -> None:
        """What the chain puts in force: rules for names without numbers, values for those with."""
        if not EQUALS.issuperset(chain.relations):
            return
        last = chain.members[-1]
        names = [m for m in chain.members[:-1] if isinstance(m, Symbol)]
        if (
            not names
            and chain.members
            and isinstance(last, Symbol)
            and is_numeric(chain.members[0])
        ):
            names, last = [last], chain.members[0]
        for place, member in enumerate(chain.members[:-1]):
            if isinstance(member, Symbol):
                self._define(member.head, chain, place)
        if is_numeric(last) and names:
            self._state(names, last, chain, mood, links)

    def _define(self, head: Head, chain: Chain, place: int) -> None:
        body = chain.members[place + 1]
        if is_numeric(body) or _obscure(body) or head in heads(body):
            return
        if head.name.startswith("∂") and head.label is None:
            return  # it changes with what is differentiated, which may be another function by then
        if isinstance(body, Symbol) and place > 0:
            return
        known = self.log.rule_for(head, self.now(chain))
        case = self.cases[chain.block]
        if known is not None and known[0].case == case and (known[0].head == head or head.generic):
            return  # a second rule for the same name is a claim, and not in force
        self._add(head, Status.DEFINED, chain, body=body)

    def _state(
        self, names: list[Symbol], last: Term, chain: Chain, mood: str, links: list[Link]
    ) -> None:
        view = View(self.log, self.now(chain))
        written = outcomes(lambda choices: Evaluation(Reals(), view, choices)(last))[0].result
        if written is not None:
            for name in names:
                self._value(name.head, written, last, chain, mood, links)

    def _value(
        self, head: Head, value: Value, term: Term, chain: Chain, mood: str, links: list[Link]
    ) -> None:
        if head.name.startswith("∂") and head.label is None:
            return
        before = self.log.value_of(head, self.now(chain))
        derived = any(link.by_rule or link.left for link in links) or _updates(chain, head)
        status = Status.SUPPOSED if mood == "supposed" else Status.VALUE
        if derived and status is Status.VALUE:
            status = Status.UPDATE if _updates(chain, head) else Status.ASSERTED
        elif before is not None and before.value != value and before.status is not Status.ASSERTED:
            self.log.start_example()
        wrong = next((link.span for link in links if link.refuted), None)
        carried = next((link.wrong for link in links if link.wrong), None)
        refined = next(
            (o.result.computed for link in links if (o := link.confirmed) and o.result), None
        )
        slack = slack_of(term, value)
        free = isinstance(term, Applied) and term.function == "vector"
        carries = wrong or carried
        more = {"value": value, "slack": slack, "refined": refined, "wrong": carries, "free": free}
        self._add(head, status, chain, **more)

    def _add(self, head: Head, status: Status, chain: Chain, **more: object) -> None:
        span = Span(chain.spans[0].start, chain.spans[-1].end)
        case = self.cases[chain.block]
        self.log.add(Fact(head, status, span, len(self.log.facts), case, **more))  # type: ignore[arg-type]


def _obscure(term: Term) -> bool:
    from ..terms import Obscure

    return any(isinstance(part, Obscure) for part in walk(term))


def _carried(readings: list[Outcome[Compared]]) -> Span | None:
    """The claim whose error some used value carries on."""
    for outcome in readings:
        for fact in outcome.result.used if outcome.result else ():
            if fact.wrong is not None:
                return fact.wrong
    return None


def _rounded(readings: list[Outcome[Compared]]) -> bool:
    """Did a value enter that its author had rounded?"""
    used = (fact for o in readings if o.result for fact in o.result.used)
    return any(fact.refined is not None and fact.refined != fact.value for fact in used)


def _opened(outcome: Outcome[Compared]) -> Outcome[Compared]:
    if outcome.result is None or outcome.result.agrees is not Agreement.SAME:
        return outcome
    return replace(outcome, result=replace(outcome.result, agrees=Agreement.OPEN))


def _updates(chain: Chain, head: Head) -> bool:
    return any(head in heads(member) for member in chain.members[1:])


def _top(chains: tuple[Chain, ...]) -> int:
    labels = [
        part.head.label.offset
        for chain in chains
        for member in chain.members
        for part in walk(member)
        if isinstance(part, Symbol) and part.head.label and not part.head.label.base
    ]
    return max(labels, default=0)


def _has_matrix_products(chains: tuple[Chain, ...]) -> bool:
    """A note that writes matrix products side by side means something else by its stars."""
    from ..terms import Matrix, Product

    for chain in chains:
        for member in chain.members:
            for part in walk(member):
                if isinstance(part, Product) and part.sign == "·":
                    if all(isinstance(f, Matrix) or _labelled(f) for f in (part.left, part.right)):
                        return True
    return False


def _labelled(term: Term) -> bool:
    from ..terms import Transposed

    inner = term.term if isinstance(term, Transposed) else term
    return isinstance(inner, Symbol) and (
        inner.head.name[-1:].isupper() or inner.head.label is not None
    )


def _cues(document: Document, spoken: tuple[Sentence, ...]) -> Iterator[tuple[int, str]]:
    """For each formula, what the words before it in its sentence make of it."""
    for sentence in spoken:
        for block in sentence.blocks:
            before = sentence.text[: sentence.text.index(f"‹{block}›")]
            yield block, cue(before + "‹")
        following = sentence.last_block + 1
        if (
            following < len(document.blocks)
            and document.blocks[following].kind is BlockKind.DISPLAY
        ):
            yield following, cue(sentence.text)


def _defines_function(chain: Chain, log: Log) -> bool:
    """``g(z) = \\max(0, z)`` says what g is, for every z that has no value of its own."""
    head = chain.members[0]
    if not isinstance(head, Applied) or len(head.arguments) != 1 or head.primes:
        return False
    argument = head.arguments[0]
    if not isinstance(argument, Symbol) or argument.head.label or argument.head.indices:
        return False
    layer = head.label.offset if head.label and not head.label.base else None
    body = chain.members[-1] if not _obscure(chain.members[-1]) else chain.members[1]
    if set(heads(body)) <= {argument.head, Head("e")} and not _obscure(body):
        meaning = _recognised(argument.head, body)
        span = Span(chain.spans[0].start, chain.spans[-1].end)
        log.functions.setdefault((head.function, layer), (meaning, span))
        return True
    return False


def _recognised(parameter: Head, body: Term) -> str | tuple[str, Term]:
    """The well-known activation that a formula defines, or the formula itself."""
    match body:
        case Symbol(head) if head == parameter:
            return "identity"
        case Applied("max", arguments) if set(map(type, arguments)) == {Number, Symbol}:
            number = next(a for a in arguments if isinstance(a, Number))
            return "relu" if number.value == 0 else (parameter.name, body)
        case Applied(name, (Symbol(head),)) if head == parameter and name in (
            "tanh",
            "ReLU",
            "relu",
        ):
            return name.lower()
    return parameter.name, body


def _take_words(log: Log, notes: Notes, spoken: tuple[Sentence, ...]) -> None:
    """Facts said in words hold throughout: notes say them once, and not always first."""
    from ..arithmetic.enclosure import Real

    conflicting: set[tuple[str, int | None]] = set()
    for sentence in spoken:
        for fact in said(sentence):
            if fact.what == "bias":
                zero = Real.exactly(0)
                log.add(
                    Fact(
                        Head("every bias"),
                        Status.VALUE,
                        fact.span,
                        len(log.facts),
                        value=zero,
                        slack=zero,
                    )
                )
            elif fact.what == "activation":
                for key in _about(fact.about, notes):
                    known = log.functions.setdefault(key, (fact.value, fact.span))
                    if known[0] != fact.value:
                        conflicting.add(key)
    for key in conflicting:
        del log.functions[key]


def _about(block: int | None, notes: Notes) -> list[tuple[str, int | None]]:
    """The functions that a phrase speaks of: the one named, or all but σ."""
    if block is None:
        return [(name, None) for name in ["g", "f", "ϕ", "φ", "h", "ψ"]]
    formula = notes.formulas[block]
    if formula is None:
        return []
    from .meaning import Meaning

    term = Meaning(formula, notes.names).term(formula.tree)
    if isinstance(term, Symbol):
        label = term.head.label
        return [(term.head.name, label.offset if label and not label.base else None)]
    return [(term.function, None)] if isinstance(term, Applied) else []


__all__ = ["Compared", "Link", "Replay", "is_grid", "replay"]

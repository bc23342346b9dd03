"""Statements → the log of what is in force, and the links of its calculations with both sides computed.

Reading order is kept: each link is compared with what was in force before it, and what its author
states is in force after it, right or wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from unicodedata import normalize

from ..nouns import BlockKind, Document, Span
from ..terms import (
    Applied,
    Head,
    Matrix,
    Number,
    Product,
    Symbol,
    Term,
    Transposed,
    heads,
    is_numeric,
    walk,
)
from .cases import Case, cases
from ..arithmetic.enclosure import NoNumber
from ..arithmetic.grids import NoShape
from .choices import Absent, Choices, Outcome, Unfit, outcomes
from .compare import Agreement, agreement, slack_of
from .evaluate import Evaluation, Value, is_grid, size
from .fields import Reals
from .log import Fact, Log, Status, When
from .phrases import cue, said
from .sentences import Sentence, sentences
from .statements import Chain, Notes
from .view import COUNT, INPUTS, Mode, View

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
    mends: Span | None = None  # the claim whose error its author did not carry on

    @property
    def refuted(self) -> bool:
        """Every reading either gives another value or is impossible, and one can be computed."""
        fitting = [o for o in self.readings if not o.unfit] or self.readings
        failed = [
            o.result.agrees is Agreement.DIFFERENT if o.result else o.impossible
            for o in fitting
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
    cases: tuple[Case, ...]  # for each block


def replay(notes: Notes) -> Replay:
    spoken = tuple(sentences(notes.document))
    player = _Player(notes, spoken)
    links = tuple(link for chain in notes.chains for link in player.play(chain))
    return Replay(notes, spoken, player.log, links, tuple(player.cases))


class _Player:
    """Goes through the chains once, filling the log."""

    def __init__(self, notes: Notes, spoken: tuple[Sentence, ...]) -> None:
        self.notes = notes
        self.log = Log(top=_top(notes.chains))
        self.cues = dict(_cues(notes.document, spoken))
        self.cases = cases(notes.document)
        self.log.star_is_entrywise = _has_matrix_products(notes.chains)
        self.log.hadamard_is_written = any(
            isinstance(part, Product) and part.sign in "⊙∘" for part in _parts(notes.chains)
        )
        self.log.examples_are = _examples_are(notes.chains)
        self.log.sigmoid_is_named = _sigmoid_is_named(notes)
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

        def link(mode: Mode) -> Link:
            place = View(self.log, when, mode, judged if rule else None)
            readings = tuple(self._readings(one, other, place, roughly))
            span, by, layer = chain.link(left, right), None, ()
            if rule:
                by, layer = rule[0], tuple(rule[1].items())
            wrong = _carried(readings)
            return Link(chain, left, right, span, readings, when, by, layer, wrong)

        stated = link(Mode.STATED)
        answered = any(o.result or o.impossible for o in stated.readings)
        if not answered and not (_is_arithmetic(one) and _is_arithmetic(other)):
            return None
        return self._charitably(stated, link) if stated.refuted else stated

    @staticmethod
    def _charitably(stated: Link, link: Callable[[Mode], Link]) -> Link:
        """Before a line is refuted: it may go on from unrounded numbers, or from mended ones."""
        if _rounded(stated.readings):
            refined = link(Mode.REFINED)
            if refined.confirmed:
                return refined
            loose = link(Mode.LOOSE)
            if loose.confirmed:
                return replace(loose, readings=tuple(map(_opened, loose.readings)))
        if stated.wrong is not None or _doubtful(stated.readings):
            for mode in (Mode.AMENDED, Mode.MENDED):
                mended = link(mode)
                if mended.confirmed:
                    return replace(mended, wrong=None, mends=stated.wrong)
            loose = link(Mode.LOOSELY_AMENDED)
            if loose.confirmed:
                opened = tuple(map(_opened, loose.readings))
                return replace(loose, readings=opened, wrong=None, mends=stated.wrong)
        return stated

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
            view.opaque = _functions(other)
            run = Evaluation(Reals(), view, choices)
            computed, written = _both(run, one, other, view)
            slack = slack_of(other, written)
            agrees = agreement(computed, written, slack, roughly)
            if agrees is Agreement.SAME and _insides_differ(run, one, other, roughly, view):
                agrees = Agreement.DIFFERENT
            unlikely = choices.passed_over("σ") or (
                self.log.examples_are and choices.passed_over(COUNT)
            )
            if agrees is Agreement.SAME and unlikely:
                agrees = Agreement.OPEN  # only under a reading that the note speaks against
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
        if self._of_a_function(head):
            return
        if isinstance(body, Symbol) and place > 0:
            return
        known = self.log.rule_for(head, self.now(chain))
        case = self.cases[chain.block]
        if known is not None and known[0].case == case and (known[0].head == head or head.generic):
            return  # a second rule for the same name is a claim, and not in force
        self._add(head, Status.DEFINED, chain, body=body)

    @staticmethod
    def _of_a_function(head: Head) -> bool:
        """``∂f/∂x`` means something else as soon as the note turns to another f."""
        what = head.name[1:].partition("/")[0]
        return head.name.startswith("∂") and head.label is None and what.islower()

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
        if self._of_a_function(head):
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
        self._add(
            head,
            status,
            chain,
            value=value,
            slack=slack,
            refined=refined,
            wrong=wrong or carried,
            doubtful=any(not link.refuted and not link.confirmed for link in links),
            misshapen=_misshapen(links, value),
            free=free,
        )

    def _add(self, head: Head, status: Status, chain: Chain, **more: object) -> None:
        span = Span(chain.spans[0].start, chain.spans[-1].end)
        case = self.cases[chain.block]
        self.log.add(Fact(head, status, span, len(self.log.facts), case, **more))  # type: ignore[arg-type]


def _both(run: Evaluation, one: Term, other: Term, view: View) -> tuple[Value, Value]:
    """Both sides. A rule that does not fit its shapes, or an error from before, refutes nothing."""
    try:
        computed = run(one)
    except NoShape as trouble:
        if view.judged is not None or any(fact.misshapen for fact in view.used):
            raise Unfit(str(trouble)) from trouble
        raise
    try:
        return computed, run(other)
    except NoShape as trouble:
        if any(fact.misshapen for fact in view.used):
            raise Absent(str(trouble)) from trouble
        raise


def _insides_differ(run: Evaluation, one: Term, other: Term, roughly: bool, view: View) -> bool:
    """``max(0, Z) = max(0, (…))``: a wrong entry can hide behind the activation."""
    if view.judged is not None:
        rule = view.log.rule_for(view.judged, view.when)
        if rule is None or rule[0].body is None:
            return False
        one, run.env = rule[0].body, rule[1]
    left, right = _inside(one), _inside(other)
    if left is None or right is None or is_numeric(left):
        return False
    try:
        computed, written = run(left), run(right)
    except (Absent, NoShape, NoNumber):
        return False
    slack = slack_of(right, written)
    return agreement(computed, written, slack, roughly) is Agreement.DIFFERENT


def _inside(term: Term) -> Term | None:
    """What an activation is applied to."""
    if not isinstance(term, Applied) or term.primes:
        return None
    if term.function == "max":
        rest = [a for a in term.arguments if not isinstance(a, Number)]
        return rest[0] if len(rest) == 1 else (term.arguments[-1] if len(term.arguments) == 2 else None)
    return term.arguments[0] if len(term.arguments) == 1 and term.function != "vector" else None


def _is_arithmetic(term: Term) -> bool:
    """Numbers and operations only: if there is no answer, it is too large to be computed."""
    return is_numeric(term) and not any(isinstance(part, Applied) for part in walk(term))


def _obscure(term: Term) -> bool:
    from ..terms import Obscure

    return any(isinstance(part, Obscure) for part in walk(term))


def _carried(readings: tuple[Outcome[Compared], ...]) -> Span | None:
    """The claim whose error some used value carries on."""
    for outcome in readings:
        for fact in outcome.result.used if outcome.result else ():
            if fact.wrong is not None:
                return fact.wrong
    return None


def _functions(term: Term) -> frozenset[str]:
    return frozenset(part.function for part in walk(term) if isinstance(part, Applied))


def _misshapen(links: list[Link], value: Value) -> bool:
    """Has a stated value another shape than its rule, or else its own calculation, gives it?"""
    deciding = [link for link in links if link.by_rule] or links[-1:]
    found = [o.result for link in deciding for o in link.readings if o.result]
    if any(fact.misshapen for result in found for fact in result.used):
        return True
    return bool(found) and all(size(result.computed) != size(value) for result in found)


def _has_digits(fact: Fact) -> bool:
    if is_grid(fact.slack):
        return any(unit.low for row in fact.slack for unit in row)
    return bool(fact.slack.low) if fact.slack is not None else False


def _rounded(readings: tuple[Outcome[Compared], ...]) -> bool:
    """Did a value enter that its author had rounded?"""
    used = (fact for o in readings if o.result for fact in o.result.used)
    return any(fact.status is Status.ASSERTED and _has_digits(fact) for fact in used)


def _doubtful(readings: tuple[Outcome[Compared], ...]) -> bool:
    return any(fact.doubtful for o in readings if o.result for fact in o.result.used)


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


def _sigmoid_is_named(notes: Notes) -> bool:
    """σ is the sigmoid where a note says so, or where the prediction ŷ comes out of it."""
    text = notes.document.source.lower()
    if "sigmoid" in text or "logistic" in text:
        return True
    for chain in notes.chains:
        hats = [m for m in chain.members if isinstance(m, Symbol) and "\u0302" in normalize("NFD", m.head.name)]
        if hats and any(isinstance(m, Applied) and m.function == "σ" for m in chain.members):
            return True
    return False


def _parts(chains: tuple[Chain, ...]) -> Iterator[Term]:
    for chain in chains:
        for member in chain.members:
            yield from walk(member)


def _has_matrix_products(chains: tuple[Chain, ...]) -> bool:
    """A note that writes matrix products side by side means something else by its stars."""
    return any(
        isinstance(part, Product)
        and part.sign == "·"
        and all(isinstance(factor, Matrix) or _labelled(factor) for factor in (part.left, part.right))
        for part in _parts(chains)
    )


def _examples_are(chains: tuple[Chain, ...]) -> str:
    """Rows, if the input stands before the weights it is multiplied with; columns, if behind."""
    for part in _parts(chains):
        if isinstance(part, Product) and part.sign == "·":
            for factor, other, found in ((part.left, part.right, "rows"), (part.right, part.left, "columns")):
                if isinstance(factor, Symbol) and factor.head.name in INPUTS and _labelled(other):
                    if not isinstance(other, Transposed) and not other_is_gradient(other):
                        return found
    return ""


def other_is_gradient(term: Term) -> bool:
    return isinstance(term, Symbol) and term.head.name[:1] in ("d", "δ", "∂")


def _labelled(term: Term) -> bool:
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
            yield following, cue(sentence.text, display=True)


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

"""Statements → the log of what is in force, and the links of their calculations, compared.

Reading order is kept: each link is compared with what was in force before it, and what its author
states is in force after it, right or wrong.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction

from ..nouns import Span
from ..terms import Applied, Head, Number, Symbol, Term, heads, is_numeric, is_obscure, walk
from .cases import cases
from .choices import outcomes
from .compare import slack_of
from .comparing import Side, compare, misshapen
from .conventions import convene
from .evaluate import Evaluation, Value, is_grid
from .fields import Reals
from .links import Link, Replay
from .log import Fact, Log, Status, When, finest
from .renewals import Restated, stepped
from .rounding import forgive
from .sentences import Sentence, sentences
from .statements import Chain, Notes
from .view import View
from .words import conditional, cues, defines_function, take_words

EQUALS = frozenset("=≈≔←≃≡")
LOSSES = ("l", "ℓ", "loss")  # a note has one of them, however many f it has


def replay(notes: Notes, told: Mapping[str, str] | None = None) -> Replay:
    """The whole document; ``told`` are conventions of its course that it need not repeat."""
    spoken = tuple(sentences(notes.document))
    player = _Player(notes, spoken, told or {})
    links = tuple(link for chain in notes.chains for link in player.play(chain))
    for key in player.log.several:  # one letter for the ReLU, then for the sigmoid
        player.log.functions.pop(key, None)
    return Replay(notes, spoken, player.log, links, tuple(player.cases))


class _Player:
    """Goes through the chains once, filling the log."""

    def __init__(self, notes: Notes, spoken: tuple[Sentence, ...], told: Mapping[str, str]) -> None:
        self.notes = notes
        self.log = Log(told=dict(told))
        self.cues = dict(cues(notes.document, spoken))
        self.cues |= dict.fromkeys(conditional(notes, spoken), "mentioned")
        self.cases = cases(notes.document)
        self.lines: list[Link] = []  # of the calculation that goes on
        self.headings = [n for n, b in enumerate(notes.document.blocks) if b.heading]
        starts = [notes.document.blocks[n].outer.start for n in self.headings]
        self.restated = Restated(starts)
        self.under = -1  # the heading that the latest chain stands under
        self.steps: tuple[int, int] = (0, 0)  # facts since the first step of the sections before
        convene(self.log, notes)
        take_words(self.log, notes, spoken)

    def play(self, chain: Chain) -> Iterator[Link]:
        earlier, self.lines = self.lines if chain.first else [], []
        mood = self.cues.get(chain.block, "")
        if mood == "mentioned" or chain.relations[0] in "∈~:⊂":
            return
        if defines_function(chain, self.log):
            return
        self._turn_to_section(chain)
        if mood == "goal" and self._has_rule(chain):
            return
        links = [] if mood == "supposed" else forgive(list(self._links(chain)), self.log)
        self.lines = earlier + links
        self._record(chain, mood, self.lines)
        yield from links

    def _links(self, chain: Chain) -> Iterator[Link]:
        """Neighbours that can be read and that “=” joins; what is unread between is passed over.

        So is a member that its name can never be, for it has no value: what follows is the name's.
        """
        when = self.now(chain)
        readable = [i for i, member in enumerate(chain.members) if not is_obscure(member)]
        left = readable[0] if readable else 0
        for right in readable[1:]:
            link = None
            if right > chain.first and EQUALS.issuperset(chain.relations[left:right]):
                link = compare(Side(self.log, when, chain, left, right))
                if link is not None and link.refuted:
                    link = self._otherwise(link)
                if link is not None:
                    yield link
            if link is None or not link.impossible or right == readable[-1]:
                left = right

    def _turn_to_section(self, chain: Chain) -> None:
        """Under a new heading the data may be the first ones again, not those of a last step."""
        under = bisect_right(self.headings, chain.block)
        if under != self.under:
            updates = (fact.order for fact in self.log.facts if fact.status is Status.UPDATE)
            self.under, self.steps = under, (next(updates, 0), len(self.log.facts))

    def _has_rule(self, chain: Chain) -> bool:
        head = chain.members[0].head if isinstance(chain.members[0], Symbol) else None
        return head is not None and self.log.rule_for(head, self.now(chain)) is not None

    def _otherwise(self, link: Link) -> Link | None:
        """A refuted link, unless it is right after a step, or before those of earlier sections; or
        gives a name another formula than an earlier section, which may speak of something else."""
        here, rule = link.chain.spans[0].start, link.by_rule
        symbols = not any(map(is_numeric, link.chain.members))  # else it is put to use here
        if rule is not None and symbols and self.restated.elsewhere(rule, here):
            return None
        side = Side(self.log, link.when, link.chain, link.left, link.right)
        after = stepped(self.log, link.when)
        found = compare(replace(side, instead=after)) if after else None
        if found is not None and found.confirmed:
            return found
        first = replace(link.when, forgotten=self.steps)
        found = compare(replace(side, when=first)) if any(self.steps) else None
        return None if found is not None and not found.refuted else link

    def now(self, chain: Chain) -> When:
        return When(len(self.log.facts), self.cases[chain.block])

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
        refuted = {link.left for link in links if link.refuted}
        for place, member in enumerate(chain.members[:-1]):
            if isinstance(member, Symbol) and place not in refuted:
                self._define(member.head, chain, place, mood)
        if is_numeric(last) and names:
            self._state(names, last, chain, mood, links)

    def _define(self, head: Head, chain: Chain, place: int, mood: str) -> None:
        body = chain.members[place + 1]
        if is_numeric(body) or is_obscure(body) or head in heads(body):
            return
        if self._of_a_function(head):
            return
        if isinstance(body, Symbol) and place > 0:
            return
        known = self.log.rule_for(head, self.now(chain))
        if known is not None and isinstance(body, Symbol) and is_numeric(chain.members[-1]):
            return  # Z^[1] = A^[1] = (…): two names of one value, and no other rule
        case = self.cases[chain.block]
        if known is not None and known[0].case == case and (known[0].head == head or head.generic):
            elsewhere = self.restated.elsewhere(known[0], chain.spans[0].start)
            if mood != "supposed" or not elsewhere:
                return  # a second rule for the same name is a claim, and not in force
        self._add(head, Status.DEFINED, chain, body=body)

    @staticmethod
    def _of_a_function(head: Head) -> bool:
        """``∂f/∂x`` means something else as soon as the note turns to another f."""
        what = head.name[1:].partition("/")[0]
        named = head.name.startswith("∂") and head.label is None and what.islower()
        return named and what not in LOSSES

    def _state(
        self, names: list[Symbol], last: Term, chain: Chain, mood: str, links: list[Link]
    ) -> None:
        view = View(self.log, self.now(chain))
        written = outcomes(lambda choices: Evaluation(Reals(), view, choices)(last))[0].result
        if written is not None:
            first, *others = names
            foreign = {chain.members[link.right] for link in links if link.refuted}
            own = [n for n in others if n not in foreign]  # Ŷ = Z^[1] = (…), a slip for Z^[2]
            for name in (first, *(n for n in own if not self._stated_before(n.head, chain))):
                self._value(name.head, written, last, chain, mood, links)

    def _stated_before(self, head: Head, chain: Chain) -> bool:
        """Has a name behind the first “=” a value of its own, from before this calculation?"""
        fact = self.log.value_of(head, self.now(chain))
        return fact is not None and fact.span.start != chain.spans[0].start

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
        elif before is not None and before.status is not Status.ASSERTED:
            paragraph = self.notes.document.blocks[chain.block].paragraph
            at = chain.spans[0].start
            anew = before.value != value or self.restated.another_example(before, paragraph, at)
            if anew:
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
            refined=None if wrong else refined,
            wrong=wrong or carried,
            doubtful=any(not link.refuted and not link.confirmed for link in links),
            misshapen=misshapen(links, value, free),
            free=free,
            exact=_exactly(links, finest(slack)) and not _steps_by_rounded(chain, slack),
            ways=tuple(m for m in chain.members[1:-1] if not isinstance(m, Symbol)),
        )

    def _add(self, head: Head, status: Status, chain: Chain, **more: object) -> None:
        span = Span(chain.spans[0].start, chain.spans[-1].end)
        case = self.cases[chain.block]
        self.log.add(Fact(head, status, span, len(self.log.facts), case, **more))  # type: ignore[arg-type]


def _exactly(links: list[Link], unit: Fraction) -> bool:
    """Was nothing rounded, back to the data: have all results so many digits and no more?"""
    results = [o.result for link in links for o in link.readings[:1]]
    return bool(results) and all(
        result is not None
        and _in_units(result.computed, unit)
        and all(f.exact or not f.derived or not f.finest for f in result.used)
        for result in results
    )


def _steps_by_rounded(chain: Chain, slack: Value) -> bool:
    """``w = w - 0.6667 = 2.3333``: a step with all the digits of its result was rounded before."""
    unit, opens = finest(slack), chain.members[0]
    if not unit or not isinstance(opens, Symbol) or not _updates(chain, opens.head):
        return False
    typed = (part for member in chain.members[1:-1] for part in walk(member))
    return any(isinstance(n, Number) and unit.denominator == 10 ** (n.decimals or 0) for n in typed)


def _in_units(value: Value, unit: Fraction) -> bool:
    entries = [e for row in value for e in row] if is_grid(value) else [value]
    return all(e.exact and (not unit or (e.low / unit).denominator == 1) for e in entries)


def _updates(chain: Chain, head: Head) -> bool:
    return any(head in heads(member) for member in chain.members[1:])

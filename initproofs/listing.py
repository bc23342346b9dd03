"""Document → what ``initproofs read`` shows: each formula as it was read, and what its names are.

Nothing is judged here. What a name is comes from the same log that the claims are judged against:
what is not in it is called not introduced, and never guessed.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from .arithmetic.enclosure import NoNumber
from .arithmetic.grids import NoShape
from .given.choices import Absent, Choices
from .given.code import plain_lines
from .given.evaluate import Evaluation, Value, is_grid
from .given.fields import Reals
from .given.letters import letter
from .given.links import Replay
from .given.log import Fact, Log, Status, When
from .given.meaning import Meaning
from .given.names import KNOWN_FUNCTIONS
from .given.reading import canonical
from .given.replay import replay
from .given.spell import number
from .given.statements import Chain, understand
from .given.view import View
from .listed import Listed, Role
from .notation import Reading
from .notation.vocabulary import FUNCTION_NAMES
from .nouns import Block, BlockKind, Document, Formula, Span, Unread
from .terms import Applied, Head, Symbol, Term, Transposed, walk

WELL_KNOWN = KNOWN_FUNCTIONS | FUNCTION_NAMES | {"vector"}
IN_WORDS = "in words"
HOW = {
    Status.DEFINED: "defined",
    Status.VALUE: "value",
    Status.SUPPOSED: "supposed",
    Status.UPDATE: "updated",
    Status.ASSERTED: "result",
    Status.CONVENTION: "usual",
}


def listing(document: Document) -> list[Listed]:
    """Every span of maths and code in reading order; as many as ``check`` counts as found."""
    lister = _Lister(replay(understand(document)))
    rows = [
        lister.row(place, block)
        for place, block in enumerate(document.blocks)
        if block.kind is not BlockKind.PROSE
    ]
    rows += [_refused(document, trouble) for trouble in document.unread]
    return sorted(rows, key=lambda row: row.span)


def _refused(document: Document, trouble: Unread) -> Listed:
    source = document.source[trouble.span.start : trouble.span.end]
    return Listed(trouble.span, source, "", "", (), (trouble,))


class _Lister:
    """Goes through the formulas of one note, with everything in it known."""

    def __init__(self, played: Replay) -> None:
        self.notes = played.notes
        self.log = played.log
        self.cases = played.cases
        self.judged = {link.chain.block for link in played.links}
        self.in_force = {fact.span.start for fact in played.log.facts}
        self.introduced = _introduced(played)
        self.unread = sorted(played.notes.unread, key=lambda trouble: trouble.span)
        self.chains: dict[int, list[Chain]] = defaultdict(list)
        for chain in played.notes.chains:
            self.chains[chain.block].append(chain)

    def row(self, place: int, block: Block) -> Listed:
        formula, reading = self.notes.formulas[place], self.notes.readings[place]
        begin, end = block.outer.start, block.outer.end
        first = bisect_left(self.unread, Span(begin, 0), key=lambda trouble: trouble.span)
        last = bisect_left(self.unread, Span(end, 0), key=lambda trouble: trouble.span)
        troubles = tuple(self.unread[first:last])
        if troubles or formula is None or not isinstance(reading, Reading):
            return self._code(block, troubles)
        plain = canonical(reading, self.notes.names)
        roles = tuple(self._roles(place, formula))
        return Listed(block.span, block.text, self._status(place), plain, roles)

    def _code(self, block: Block, troubles: tuple[Unread, ...]) -> Listed:
        """A piece of code is one span, however many lines it has; without a formula, as written."""
        lines = list(plain_lines(block, lambda maths: canonical(maths, self.notes.names)))
        read = [line for line in lines if isinstance(line, str)]
        unread = tuple(line for line in lines if isinstance(line, Unread))
        first = (block.text.strip().splitlines() or [""])[0]
        plain = "; ".join(read) or first
        return Listed(block.span, block.text, "code", plain, (), troubles + unread)

    def _status(self, place: int) -> str:
        """Judged, or in force; a relation that is neither is only stated, anything else named."""
        if place in self.judged:
            return "claim"
        here = self.chains[place]
        if any(chain.spans[0].start in self.in_force for chain in here):
            return "given"
        return "stated" if here else "named"

    def _roles(self, place: int, formula: Formula) -> list[Role]:
        """Each name once, in the order written."""
        end = When(len(self.log.facts), self.cases[place])
        told = _Roles(self.log, self.notes.document, self.introduced, formula.block.span, end)
        found = (told.role(part) for term in self._terms(place, formula) for part in walk(term))
        return list({role.name: role for role in found if role is not None}.values())

    def _terms(self, place: int, formula: Formula) -> Iterator[Term]:
        here = formula.block.span
        if not self.chains[place]:
            yield Meaning(formula, self.notes.names).term(formula.tree)
        for chain in self.chains[place]:
            for member, span in zip(chain.members, chain.spans, strict=True):
                if here.start <= span.start <= here.end:
                    yield member


@dataclass(frozen=True, slots=True)
class _Roles:
    """What names are, seen from one formula ``here``, when all of the note is known."""

    log: Log
    document: Document
    introduced: dict[str, list[tuple[Span, str]]]
    here: Span
    end: When

    def role(self, part: Term) -> Role | None:
        match part:
            case Symbol(head):
                return self._name(head)
            case Transposed():
                return Role("^T", "transpose", "not a power: T is never given a value")
            case Applied(function, _, primes, label) if function not in WELL_KNOWN:
                layer = label.offset if label is not None and not label.base else None
                return self._function(function + "'" * primes, function, layer)
        return None

    def _function(self, shown: str, name: str, layer: int | None) -> Role:
        what = "function" if shown == name else "derivative"
        for key in ((name, layer), (name, None)):
            if key in self.log.functions:
                meaning, span = self.log.functions[key]
                which = meaning if isinstance(meaning, str) else "by a formula"
                return Role(shown, f"{what}, {which}", self._line(span))
        return Role(shown, what, "which one is not said")

    def _name(self, head: Head) -> Role:
        layer = "" if head.label is None else f"{_bracketed(head)} is a layer"
        fact = self._fact(head)
        if fact is not None:
            what, said = self._what(head, fact), f"{HOW[fact.status]} {self._line(fact.span)}"
        else:
            what, said = "name", self._introduction(head)
        return Role(str(head), what, "; ".join(filter(None, (said, layer))))

    def _introduction(self, head: Head) -> str:
        """Where a name without rule or value is introduced, here or before, else later."""
        places = self.introduced.get(str(head)) or [
            place for place in self.introduced.get(head.name, ()) if place[1] == IN_WORDS
        ]
        if places:
            before = [place for place in places if place[0].start <= self.here.end]
            span, how = before[-1] if before else places[0]
            return f"{how} {self._line(span)}"
        for fact in self.log.by_name.get(head.name, ())[: bool(head.generic)]:
            return f"{fact.head} {HOW[fact.status]} {self._line(fact.span)}"
        return "nobody introduces it"

    def _fact(self, head: Head) -> Fact | None:
        """What introduces a name: here or before, else later; its numbers before its rule."""
        seen = [fact for fact in self.log.visible(head.name, self.end) if fact.head == head]
        known = seen[::-1]
        rule = None if known else self.log.rule_for(head, self.end)
        if rule is not None:
            known = [rule[0]]
        before = [fact for fact in known if fact.span.start <= self.here.end]
        chosen = before or known[:1]
        valued = [fact for fact in chosen if fact.value is not None]
        return next(reversed(valued or chosen), None)

    def _what(self, head: Head, fact: Fact) -> str:
        """The shape or the value of a name, if it has one; and whether it is a gradient."""
        gradient = head.name[0] == "∂" or (head.name[0] == "d" and len(head.name) > 1)
        value = self._computed(head) if fact.value is None else fact.value
        if value is None:
            every = "for every " + ("layer" if head.label else "index") if head.generic else ""
            return " ".join(filter(None, ("gradient" if gradient else "rule", every)))
        shape = f"{len(value)} × {len(value[0])}" if is_grid(value) else number(value)
        if is_grid(value):
            return f"{'gradient' if gradient else 'matrix'}, {shape}"
        return f"gradient, {shape}" if gradient else shape

    def _computed(self, head: Head) -> Value | None:
        """The value that the rules give a name with all that the note says."""
        view = View(self.log, self.end)
        try:
            return view.value(head, Evaluation(Reals(), view, Choices({})))
        except (Absent, NoShape, NoNumber):
            return None

    def _line(self, span: Span) -> str:
        if self.here.start <= span.start <= self.here.end:
            return "here"
        return f"in {self.document.where(span.start)}"


def _introduced(played: Replay) -> dict[str, list[tuple[Span, str]]]:
    """Where each name stands alone in a sentence, or in front of a relation; in order."""
    found: list[tuple[Span, str, str]] = []
    for chain in played.notes.chains:
        if chain.members and isinstance(chain.members[0], Symbol):
            found.append((chain.spans[0], "stated", str(chain.members[0].head)))
    for sentence in played.sentences:
        for place in sentence.blocks:
            formula = played.notes.formulas[place]
            tree = formula.tree if formula is not None else None
            if tree is not None and tree.kind == "script":
                tree = tree.children[0]
            if tree is not None and tree.kind in ("name", "symbol", "accent", "font"):
                found.append((played.notes.document.blocks[place].span, IN_WORDS, letter(tree)))
    places: dict[str, list[tuple[Span, str]]] = defaultdict(list)
    for span, how, name in sorted(found):
        places[name].append((span, how))
    return places


def _bracketed(head: Head) -> str:
    if len(head.brackets) != 2:
        return str(head.label)
    return f"{head.brackets[0]}{head.label}{head.brackets[1]}"

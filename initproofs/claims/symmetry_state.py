"""A place in a note → the state that training starts from there, as far as it is said.

What the sentence itself says goes first; what it leaves open is looked up in the sentences before
it, no further than the section or the case. What nobody says stays unknown.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from ..given.assertions import Wording, worded
from ..given.hearsay import unmeant
from ..given.links import Replay
from ..given.sentences import Sentence
from ..given.starting_words import mentions
from ..given.starts import (
    BIASES,
    OUTGOING,
    WEIGHTS,
    Mention,
    Reach,
    Start,
    said_by,
    token,
)
from ..given.statements import Chain
from .symmetry_layout import input_index, lowest_layer

RECENT = 12  # formulas among which “the derivatives” are looked for
FAR = 12  # sentences over which a start is still spoken of, if no heading names it
_ACTIVATION = re.compile(r"\b(relu|tanh|sigmoid|logistic|linear|identity)\b")
_CASE = re.compile(r"^\W*(?:case|example)\b[^.]{0,60}$|^\W*(?:case|example)\W*\d+\b")
# A sentence with one of these words and no start that could be read begins something else.
_SOMETHING_ELSE = re.compile(
    r"\b(?:random\w*|xavier|glorot|kaiming|he initiali[sz]ation|pre-?train\w*|instead|"
    r"orthogonal|gaussian|uniform|normal)\b"
    r"|^\W*(?:all|too|very|only)[- ](?:small|big|large|high|low|different|positive|negative)\b"
)
_SUPPOSES = re.compile(r"\W*(?:\w+,? )?(?:suppose|assume|let|consider|imagine)\b")
_NETWORK_PART = re.compile(
    r"\b(?:networks?|layers?|units?|neurons?|activations?|function|example)\b|⟨"
)
_OTHERWISE = re.compile(r"\b(?:otherwise|or else|because|since|would|in that case)\b")


@dataclass(frozen=True)
class State:
    """``biases`` is None where nobody speaks of them; ``activation`` where none is named."""

    weights: Start | None = None
    reach: Reach = Reach.NETWORK
    biases: Start | None = None
    outgoing: Start | None = None
    activation: str | None = None
    here: tuple[Mention, ...] = ()  # what the sentence itself says
    topic: Wording | None = None  # the sentence that says what is not said here


@dataclass
class Surroundings:
    """The sentences of a note in order, each with what it says of the start."""

    replay: Replay
    wordings: list[Wording] = field(default_factory=list)
    said: list[list[Mention]] = field(default_factory=list)
    opened: list[int] = field(default_factory=list)  # the sentence that opens the section
    asked: list[bool] = field(default_factory=list)  # inside a quiz, or a list of myths
    chains: dict[int, list[Chain]] = field(default_factory=lambda: defaultdict(list))
    shown: dict[int, list[tuple[str, Start]]] = field(default_factory=lambda: defaultdict(list))

    @cached_property
    def input_index(self) -> int | None:
        return input_index(self.replay)

    @cached_property
    def lowest_layer(self) -> int | None:
        return lowest_layer(self.replay)

    def before(self, block: int) -> tuple[Chain, ...]:
        """The latest chains before a block, in order."""
        chains = self.replay.notes.chains
        until = bisect_left([chain.block for chain in chains], block)
        return chains[max(until - RECENT, 0) : until]

    def state(self, place: int) -> State:
        """What is in force in the sentence at ``place``."""
        otherwise = self._supposes_it(place)
        here = [mention for mention in self.said[place] if otherwise or not mention.denied]
        if len(here) < len(self.said[place]):
            return State(here=tuple(here))
        weights = _last(here, WEIGHTS)
        if weights is not None:
            weights = self._widened(weights, place)
        biases, outgoing = _last(here, BIASES), _last(here, OUTGOING)
        topic = None
        if weights is None and not self._begins_something_else(place):
            weights, topic = self._before(place, WEIGHTS)
        if biases is None:
            biases, _ = self._before(place, BIASES)
        if outgoing is None and not _last(here, WEIGHTS):
            outgoing, _ = self._before(place, OUTGOING)
        return State(
            weights.start if weights else None,
            weights.reach if weights else Reach.NETWORK,
            biases.start if biases else None,
            outgoing.start if outgoing else None,
            self._activation(place),
            tuple(here),
            topic,
        )

    def _before(self, place: int, subject: str) -> tuple[Mention | None, Wording | None]:
        for back in self._back(place):
            mention = _last(self.said[back], subject)
            if mention is not None and mention.denied and not self._supposes_it(place):
                return None, None
            if mention is not None:
                return self._widened(mention, back), self.wordings[back]
            if subject == WEIGHTS and self._begins_something_else(back):
                return None, None
        return None, None

    def _supposes_it(self, place: int) -> bool:
        """“do not …; otherwise”, “… because then all would …”: what is denied is supposed."""
        return bool(_OTHERWISE.search(self.wordings[place].text))

    def _begins_something_else(self, place: int) -> bool:
        text = self.wordings[place].text
        other = _SOMETHING_ELSE.search(text) or (
            _SUPPOSES.match(text) and not _NETWORK_PART.search(text)
        )
        return not self.said[place] and bool(other)

    def _widened(self, mention: Mention, place: int) -> Mention:
        """“in a layer”, where the section is about all of them, is said of each layer."""
        said = self.wordings[place].text[max(mention.begin, 0) : mention.end]
        if mention.reach is not Reach.LAYER or mention.subject != WEIGHTS or "⟨" in said:
            return mention
        for back in (*self._back(place), *self._headings(place)):
            wider = _last(self.said[back], WEIGHTS)
            if wider and wider.start is mention.start and wider.reach is Reach.NETWORK:
                return wider
        return mention

    def _back(self, place: int) -> Iterator[int]:
        """The sentences before a place that still matter, and the one that opens its section."""
        first = self.opened[place]
        yield from range(place - 1, max(first, place - FAR) - 1, -1)
        if first < place - FAR:
            yield first

    def _headings(self, place: int) -> Iterator[int]:
        """The headings above a place, each of a higher level than the one below it."""
        level = 7
        for back in range(place - 1, -1, -1):
            heading = self.wordings[back].sentence.heading
            if 0 < heading < level:
                level = heading
                yield back

    def _activation(self, place: int) -> str | None:
        for back in (place, *self._back(place)):
            text = self.wordings[back].text
            names = [
                m[1]
                for m in _ACTIVATION.finditer(text)
                if m[1] != "sigmoid" or "output" not in text
            ]
            if len(set(names)) == 1:
                return names[0]
            if names:
                return None
        known = {value[0] for (name, _), value in self.replay.log.functions.items() if name != "σ"}
        return str(known.pop()) if len(known) == 1 else None


def surroundings(replay: Replay) -> Surroundings:
    found = Surroundings(replay)
    for chain in replay.notes.chains:
        found.chains[chain.block].append(chain)
    section, first = -1, 0
    for sentence in replay.sentences:
        words = worded(sentence, lambda block: token(replay.notes, found.chains, block))
        opens = bool(sentence.heading) or bool(_CASE.match(words.text))
        if opens and sentence.first_block != section:
            section = sentence.first_block
        if not found.wordings or (opens and sentence.first_block == section):
            first = len(found.wordings)
        _show(found, sentence, first)
        found.wordings.append(words)
        found.said.append(mentions(words, bool(sentence.heading) or len(words.text) < 60))
        found.opened.append(first)
    found.asked += unmeant(replay.sentences)
    return found


def _show(found: Surroundings, sentence: Sentence, first: int) -> None:
    """Displays between the last sentence and this one: ``w_11 = … = w_0`` becomes what it said."""
    if not found.wordings or found.opened[-1] != first:
        return
    for block in range(found.wordings[-1].sentence.last_block + 1, sentence.first_block):
        for chain in found.chains.get(block, ()):
            said = said_by(chain)
            if said is not None:
                subject, start = said
                found.said[-1].append(Mention(subject, start, Reach.NETWORK, -1, -1))


def _last(found: list[Mention], subject: str) -> Mention | None:
    """The last mention of weights, or of biases."""
    return next((m for m in reversed(found) if m.subject == subject), None)

"""Sentences about symmetry → claims, each with the state that its network starts from.

What is asked, supposed, hedged, advised, denied by its author or reported of others is no claim;
nor is what stands under a condition that could not be read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ..given.assertions import Mood, Wording, denied, mood
from ..given.links import Replay
from ..given.starts import BIAS_NAMES, WEIGHTS, Mention, Start
from ..nouns import Span
from ..terms import heads
from .symmetry_formulas import Pair, shown_before
from .symmetry_phrases import ANY_ALGORITHM, OF_UNITS, UNUSUAL, Said, phrases
from .symmetry_state import FAR, State, Surroundings
from .symmetry_words import Says

_KNOWN = frozenset(
    "network networks layer layers neural hidden unit units neuron neurons node nodes model weight "
    "weights bias biases parameter parameters matrix values value same equal zero start started "
    "starts initial initially initialize initialise initialized initialised initialization "
    "training trained train begin beginning gradient descent step steps iteration iterations "
    "every each "
    "other them they their with have having that this these those from both units' all's case "
    "will then when fully connected deep input inputs output outputs column columns incoming "
    "outgoing vector vectors were been being also just simply after where entries elements relu "
    "tanh sigmoid activation activations function functions random randomly different update "
    "updates algorithm choose over example forward backward propagation backpropagation pass "
    "instead constant identical number numbers nothing something happen happens during compute "
    "computes first second time last final".split()
)

_NETWORK = re.compile(
    r"\b(?:neural|networks?|layers?|neurons?|hidden|units?|nodes?|perceptrons?|activations?|"
    r"initiali[sz]\w+|back-?prop\w*|weights?|bias(?:es)?|training|relu|tanh)\b"
)
_UNITS = re.compile(r"\b(?:units?|neurons?|nodes?|columns)\b|⟨[za]")
_PRONOUN = re.compile(r"(?:they|these|them|all of them|both of them)\b")
_GOES_ON = re.compile(r"\s*and\b")  # a second verb, of the subject before
_BARE = re.compile(
    r"(?:all )?(?:would |will )?(?:learn|update|react|behave|compute|produce|output|get|have|"
    r"receive)s?\b"
)
# A denial that is meant for the phrase stands right before it.
_RIGHT_BEFORE = re.compile(
    r"(?:\b(?:not|never|no|cannot|without|hardly|fail(?:s|ed|ing|ure)? (?:to|at|in)|neither|nor|"
    r"prevents?|stops?)|n't)(?:\s[\w']+){0,3}\s*$"
)
_OTHER_WEIGHTS = re.compile(r"\bnon-?zero weights\b")
# One of these stands in every phrase of the list.
_TRIGGERS = re.compile(
    r"same|identical|equal|symmetr|copies|clones|duplicates|twins|redundant|indistinguish|"
    r"interchange|lockstep|unison|alike|differ|distinct|special|no |not |n't|never|cannot|nothing|"
    r"zero|\b0\b|⟨0⟩|only|last|final|output|top|single|like|waste|better|linear|still|minim|⟨a⟩"
)
_BIAS = re.compile(r"\bbias")
NEAR = 3  # sentences back to which “they” may point
_SUPPOSITIONS = ("let", "assume", "suppose", "say", "consider", "imagine")


@dataclass(frozen=True)
class Spoken:
    """One phrase of one sentence, and the state it is said of."""

    replay: Replay
    words: Wording
    said: Said
    state: State
    denied: bool
    any_algorithm: bool
    bias_written: bool
    span: Span
    follows: Span | None = None  # the claim whose error this one repeats
    shown: Pair | None = None  # the two derivatives that “the derivatives” are


def spoken(found: Surroundings) -> Iterator[Spoken]:
    for place, words in enumerate(found.wordings):
        if not found.asked[place] and not words.sentence.heading:
            yield from _in(found, place, words)


def _in(found: Surroundings, place: int, words: Wording) -> Iterator[Spoken]:
    if not _TRIGGERS.search(words.text):
        return
    state = found.state(place)
    if _OTHER_WEIGHTS.search(words.text) and not any(m.subject == WEIGHTS for m in state.here):
        state = replace(state, weights=None, topic=None)
    if state.weights is None and not re.search(r"non-?zero weights|symmetry", words.text):
        return
    if not _speaks(found, place, _NETWORK, FAR):
        return
    if _is_unusual(words.text) or (state.topic and _is_unusual(state.topic.text)):
        return
    told = state.biases is None and (_BIAS.search(words.text) or _told_of_biases(state))
    reached = -1
    all_said = list(phrases(words))
    for said in all_said:
        if said.start < reached or _is_start(said, state.here):
            continue
        if told and said.says in OF_UNITS:
            continue
        supposed = max((m.end for m in state.here if m.end <= said.start), default=-1)
        meant = mood(words, said.start, said.end, supposed)
        if meant is not Mood.STATED and not _needed(words, said, meant, state):
            continue
        if not _understood(words, said, all_said, state.here):
            continue
        if not _has_subject(found, place, words, said):
            continue
        parts = list(_alternatives(said, state))
        for part in parts:
            span = _span(words, said, part, len(parts) > 1)
            algorithm = bool(ANY_ALGORITHM.search(words.text))
            written = _writes_a_bias(found, words)
            no = denied(words, said.start) != _denies(words, said)
            if no and said.says is Says.APART and not _denied_here(words, said):
                continue
            shown = shown_before(found, place) if said.says is Says.SHOWN else None
            yield Spoken(found.replay, words, said, part, no, algorithm, written, span, shown=shown)
        reached = len(words.text) if said.says is Says.NEEDS_ALL else said.end


_LIKENED = re.compile(r"\b(?:such as|like|than|unlike|just as)\b[^.,;:]*")


def _is_unusual(text: str) -> bool:
    """What the network is only compared with does not count."""
    return bool(UNUSUAL.search(_LIKENED.sub(" ", text)))


def _told_of_biases(state: State) -> bool:
    """Is something said of biases, beside the weights, that could not be read?"""
    return bool(state.topic and _BIAS.search(state.topic.text))


def _speaks(found: Surroundings, place: int, of: re.Pattern[str], back: int) -> bool:
    """Does one of the last sentences, this one included, name what it would have to be about?"""
    first = max(found.opened[place], place - back)
    return any(of.search(words.text) for words in found.wordings[first : place + 1]) or bool(
        of.search(found.wordings[found.opened[place]].text)
    )


def _denies(words: Wording, said: Said) -> bool:
    """“they do not learn different features” denies inside the phrase that they part."""
    inside = words.text[said.start : said.end]
    apart = said.says in (Says.APART, Says.APART_NOW)
    return apart and bool(re.search(r"\b(?:not|never|cannot)\b|n't\b", inside))


def _denied_here(words: Wording, said: Said) -> bool:
    """“does not break symmetry”, and not “is no trouble, as random weights break symmetry”."""
    return _denies(words, said) or bool(_RIGHT_BEFORE.search(words.text[: said.start]))


def _has_subject(found: Surroundings, place: int, words: Wording, said: Said) -> bool:
    """Is it said of units: of those that “they” are, or that stand before “and”?"""
    if _PRONOUN.match(words.text, said.start):
        return _speaks(found, place, _UNITS, NEAR)
    if _GOES_ON.match(words.text, said.start):
        return bool(_UNITS.search(words.text[: said.start]))
    if said.says in OF_UNITS and _BARE.match(words.text, said.start):
        return _speaks(found, place, _UNITS, NEAR)  # an item below “all neurons …”
    return True


_NECESSARY = re.compile(r"\b(?:needs?|must|requires?|required|ha(?:s|ve) to|necessary|only|let)\b")


def _needed(words: Wording, said: Said, meant: Mood, state: State) -> bool:
    """“you need …”: a necessity is claimed, not advised; “random, to break the symmetry” claims
    that it breaks it, and not that nothing else would."""
    if meant is not Mood.ADVISED:
        return False
    if said.says is Says.NEEDS_ALL:
        return True
    before = words.text[: said.start]
    random = [m for m in state.here if m.subject == WEIGHTS and 0 <= m.begin < said.start]
    means = random and all(m.start is Start.RANDOM for m in random)
    purpose = re.search(r"\bto $", before) and not _NECESSARY.search(before)
    return said.says is Says.APART and bool(means and purpose)


def _is_start(said: Said, here: tuple[Mention, ...]) -> bool:
    """What describes the start is no consequence of it."""
    return any(m.begin < said.end and said.start < m.end for m in here)


def _understood(
    words: Wording, said: Said, all_said: list[Said], here: tuple[Mention, ...]
) -> bool:
    """Is every condition of the sentence one that says how training starts?"""
    text = list(words.text)
    for mention in here:
        if mention.begin >= 0:
            text[mention.begin : mention.end] = " " * (mention.end - mention.begin)
    for clause in words.clauses:
        behind = clause.start > said.end and clause.opener in _SUPPOSITIONS
        if not clause.conditional or behind:
            continue
        starts = [m.begin for m in here if clause.start <= m.begin < clause.end]
        drawn = [s.start for s in all_said if starts and starts[0] < s.start < clause.end]
        stop = min(drawn, default=clause.end)  # “if all is zero nothing moves”
        left = "".join(text[clause.start : stop])
        unknown = [w for w in re.findall(r"[a-z']{4,}", left) if w not in _KNOWN]
        if len(unknown) > 1 or re.search(r"\b(?:not|unless|but)\b|n't\b", left):
            return False
    return True


def _alternatives(said: Said, state: State) -> Iterator[State]:
    """“all zero, or all the same”: the claim is made of each."""
    mine = [m for m in state.here if m.subject == WEIGHTS]
    starts = {m.start for m in mine}
    if starts == {Start.ZERO, Start.CONSTANT} and all(m.begin < said.start for m in mine):
        for mention in mine:
            others = tuple(m for m in state.here if m not in mine)
            yield replace(
                state, weights=mention.start, reach=mention.reach, here=(mention, *others)
            )
    elif len(starts) < 2:
        yield state


def _span(words: Wording, said: Said, state: State, several: bool) -> Span:
    """From what is supposed in the same sentence, or from the clause, to the end of the phrase."""
    clause = words.clause(said.start)
    lead = re.match(r"[\s,.;:–—-]*", words.text[clause.start :])
    starts = [m.begin for m in state.here if 0 <= m.begin < said.start and m.subject == WEIGHTS]
    if several:
        return words.span(starts[0], said.end)
    lasting = words.text[: said.start] if said.says is Says.LASTING else ""
    algorithm = [m.start() for m in ANY_ALGORITHM.finditer(lasting)]
    begin = min([clause.start + (lead.end() if lead else 0), said.start, *starts, *algorithm])
    end = said.end
    if said.says in (Says.NEEDS_ALL, Says.LAST_FIRST):
        end = len(words.text.rstrip(" ."))
    return words.span(begin, end)


def _writes_a_bias(found: Surroundings, words: Wording) -> bool:
    """Does a formula of the sentence add a bias?"""
    chains = [c for block in words.sentence.blocks for c in found.chains.get(block, ())]
    names = {head.name for chain in chains for term in chain.members for head in heads(term)}
    return bool(names & BIAS_NAMES) and len(names) > 1

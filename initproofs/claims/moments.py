r"""# moments

An equation between expectations, variances, covariances or standard deviations.

## What it does
Expands both sides exactly, for sums of any length, with what the note has said by then of its
random variables: who is independent, whose mean is zero, who is identically distributed. If both
have one normal form, the equation is proved. If not, it looks for the weakest assumption that is
missing, and for a small law that shows why; if nothing sensible helps, a law refutes the equation.
Each link of a chain is judged by itself. Every proof is enumerated on finite laws too.

## Example
Let $X$ and $Y$ be independent random variables.

$$\mathrm{Var}(X - Y) = \mathrm{Var}(X) + \mathrm{Var}(Y)$$ <!-- expect: PROVED -->

$$\mathbb{E}[X^2] = \mathrm{Var}(X) - \mathbb{E}[X]^2$$ <!-- expect: REFUTED "E[X]² + Var(X)" -->

$$\mathrm{Var}(XY) = \mathrm{Var}(X)\mathrm{Var}(Y)$$ <!-- expect: CONDITIONAL "E[Y] = 0" -->

## References
Linearity of expectation, bilinearity of covariance, Bienaymé's identity. He et al. (2015) for the
half of a symmetric law that a ReLU keeps.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..evidence.moments.decide import Answer, is_determined
from ..evidence.moments.expression import Unsupported
from ..evidence.moments.layers import closed, label_in
from ..given.links import Replay
from ..given.spell import plain
from ..nouns import (
    Assumption,
    Claim,
    Counterexample,
    Enumeration,
    Evidence,
    Missing,
    Proof,
    Reason,
    Ruling,
    Verdict,
)
from .kind import Kind
from .moment_cases import OfLayers, conclusions
from .moment_layers import with_recurrence
from .moment_link import MomentLink
from .moment_links import links
from .moment_note import MomentNote
from .moment_words import all_of, law_in_words, sides_in_words, true_side, words_of

NAME = "moments"


def find(replay: Replay) -> Iterator[Claim]:
    source = replay.notes.document.source
    note = MomentNote(replay)
    found, recurrence = with_recurrence(list(links(note)))
    drawn = list(conclusions(note, recurrence)) if recurrence is not None else []
    statements: list[MomentLink | OfLayers] = [*found, *drawn]
    for statement in statements:
        span = statement.span
        yield Claim(NAME, source[span.start : span.end], span, statement)


def judge(claim: Claim) -> Verdict:
    link = claim.statement
    if isinstance(link, OfLayers):
        return link.verdict
    assert isinstance(link, MomentLink)
    try:
        return _ruled(link)
    except Unsupported as reason:
        return _open(str(reason))


def _ruled(link: MomentLink) -> Verdict:
    return {
        Answer.PROVED: _proved,
        Answer.HOLDS: _conditional,
        Answer.FAILS: _refuted,
        Answer.OPEN: _undecided,
    }[link.decision.answer](link)


def _proved(link: MomentLink) -> Verdict:
    found = link.decision
    evidence: list[Evidence] = [Proof(found.steps or (("both sides are the same", ""),))]
    if found.cases:
        evidence.append(Enumeration(found.cases, "finite laws, exactly"))
    message = "proved for all sizes and laws"
    return Verdict(Ruling.PROVED, message, tuple(evidence), "proved", _used(link))


def _conditional(link: MomentLink) -> Verdict:
    found = link.decision
    assert found.broken is not None
    words = [words_of(premise) for premise in found.missing]
    missing = tuple(Assumption(word) for word in words)
    message = f"true only if {all_of(found.missing)}"
    without = f"{law_in_words(found.broken)}: {sides_in_words(found.broken)}"
    evidence = (Missing(missing, without),)
    return Verdict(Ruling.CONDITIONAL, message, evidence, message, _used(link))


def _refuted(link: MomentLink) -> Verdict:
    found = link.decision
    assert found.broken is not None
    is_, because = _true_side(link)
    wrote = link.note.source[link.span.start : link.span.end]
    shown = Counterexample(
        " ".join(wrote.split()),
        is_ or sides_in_words(found.broken),
        because,
        (("law", law_in_words(found.broken)), ("then", sides_in_words(found.broken))),
    )
    message = f"the right side should be {is_}" if 0 < len(is_) < 90 else "the two sides differ"
    spans = (link.chain.spans[-1],) if link.chain.spans else ()
    return Verdict(Ruling.REFUTED, message, (shown,), message, _used(link), marks=spans)


def _true_side(link: MomentLink) -> tuple[str, str]:
    """The left side under what its variables are made of; where that cannot be, without."""
    if link.recurrence is not None:
        label = label_in(link.statement.left, link.recurrence)
        if label is not None:
            return plain(closed(link.recurrence, label)), "by the recurrence from layer to layer"
    settings = [link.alone] if link.alone and link.listed else [link.setting, link.settings[0]]
    valued = link.setting.with_premises(link.setting.premises | frozenset(link.equations))
    if is_determined(link.statement.left, valued):
        settings = [valued]
    for setting in settings:
        try:
            return true_side(link.statement, setting)
        except Unsupported:
            continue
    return "", "by the law that is shown"


def _undecided(link: MomentLink) -> Verdict:
    return _open(link.decision.why)


def _open(why: str) -> Verdict:
    return Verdict(Ruling.UNDECIDED, why, (Reason(why),), why)


def _used(link: MomentLink) -> tuple[Assumption, ...]:
    """The premises in force, each once."""
    shown = {said.words: said for said in link.known.premises.values()}
    return tuple(shown.values())


KIND = Kind(NAME, find, judge, __doc__ or "")

"""A theorem behind a list of its assumptions: nothing is supposed but what stands there.

Comes in: a formula of a note. Goes out: whether it is claimed to follow from a list under a heading
*Assumptions* and from nothing else. Refuses (False) where a sentence of the list restricts a law in
words that are not understood: then a law that satisfies the rest of the list refutes nothing.
"""

from __future__ import annotations

import re

from ..given.moment_facts import single_moment
from ..given.sentences import Sentence
from ..given.statements import Chain
from ..terms import heads
from .moment_note import MomentNote

# Words that may restrict a law; where one stands, something must have been understood.
RESTRICTS = re.compile(
    r"\b(?:normali[sz]\w*|standardi[sz]\w*|whiten\w*|unit|constant|determinist\w*|condition\w*|"
    r"bounded|dependent|correlated|orthogonal|positive|negative|non-?negative|binary|discrete|"
    r"rotation\w*|exchangeable|isotropic|scaled|fixed|known|identical\w*|expect\w*|moments?|"
    r"variances?|means?|averages?|deviations?|norms?|lengths?|distribut\w*|laws?)\b",
    re.I,
)


def stands_alone(note: MomentNote, chain: Chain) -> bool:
    """Is it claimed to follow from a list of assumptions, all of which is understood?"""
    before = {block for block in note.assumed if block < chain.block}
    if not before or not note.is_asserted(chain):
        return False
    listed = (s for s in note.replay.sentences if before.intersection(_blocks(s)))
    return all(_understood(note, sentence) for sentence in listed)


def _blocks(sentence: Sentence) -> range:
    return range(sentence.first_block, sentence.last_block + 1)


def _unnamed(note: MomentNote, sentence: Sentence) -> str:
    """“share the variance ‹Var(z)›”: a moment by its own name is no value of it."""
    named = [b for b in sentence.blocks if any(single_moment(term) for term in note.terms(b))]
    bare = [b for b in named if not note.is_relation(b)]
    return (
        re.sub(rf"\w+ ‹(?:{'|'.join(map(str, bare))})›", "", sentence.text)
        if bare
        else sentence.text
    )


def _understood(note: MomentNote, sentence: Sentence) -> bool:
    """Does it restrict no law, or has it been taken for a trait, a definition or a value?"""
    names = {h.name for b in sentence.blocks for t in note.terms(b) for h in heads(t)}
    if not RESTRICTS.search(_unnamed(note, sentence)) or (names and note.random.isdisjoint(names)):
        return True
    blocks = _blocks(sentence)
    found = (
        any(trait.sentence.first_block in blocks for trait in note.traits),
        any(fact.block in blocks for fact in note.facts),
        any(definition.block in blocks for definition in note.definitions),
    )
    return any(found)

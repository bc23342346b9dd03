"""The links of a document's chains that are claims about moments, each with what is in force."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from ..evidence.moments.algebra import Setting
from ..evidence.moments.decide import Statement, is_determined
from ..evidence.moments.generators import family
from ..given.moment_facts import is_moment, is_power, single_moment, with_heads
from ..given.phrases import cue
from ..given.statements import Chain
from ..terms import Symbol, Term, heads, is_numeric, is_obscure, walk
from .moment_cues import CONCLUDED, OTHERWISE
from .moment_defined import (
    SIZES,
    activations,
    fitting,
    is_activation,
    limited,
    rules,
    sigmas,
    sized,
    unbound_indices,
)
from .moment_entries import unfolded
from .moment_link import MomentLink, is_proved
from .moment_names import Fact
from .moment_note import MomentNote
from .moment_premises import Gathering
from .moment_theorem import stands_alone
from .moment_usage import shared_by_notation

POSITIVE = SIZES | {"σ"}
NEAR = 6  # blocks between a formula and the words that say what it is used for


def links(note: MomentNote) -> Iterator[MomentLink]:
    for chain in note.chains:
        mentioned = cue(note.before.get(chain.block, "")) == "mentioned" or note.is_denied(chain)
        if mentioned or not any(map(is_moment, chain.members)):
            continue
        given = note.is_given(chain)
        if given and not note.follows(chain):
            continue
        for left, right in _neighbours(chain):
            link = _substituted(note, chain, left, right) or _opened(note, chain, left, right)
            if is_proved(link) if given else note.is_asserted(chain) or _is_claim(link):
                _remember(note, link)
                yield link


def _remember(note: MomentNote, link: MomentLink) -> None:
    """``E[x²] = ½ Var(y)``, once proved, may be put in below."""
    left, right = link.statement.left, link.statement.right
    if is_power(left) and not set(heads(left)) & set(heads(right)) and is_proved(link):
        words = note.source[link.span.start : link.span.end]
        note.lemmas.append(Fact(left, right, link.chain.block, link.span, words))


def _substituted(note: MomentNote, chain: Chain, left: int, right: int) -> MomentLink | None:
    """A formula that is then used “with A = w and B = z” is meant for these, if it holds so."""
    used = {
        head: to
        for head, (to, block) in note.substitutions.items()
        if abs(block - chain.block) <= NEAR and note.sees(block, chain.block)
    }
    mentioned = {h for i in (left, right) for h in heads(chain.members[i])}
    if not used.keys() & mentioned:
        return None
    members = tuple(with_heads(member, lambda h: used.get(h, h)) for member in chain.members)
    link = _link(note, replace(chain, members=members), left, right)
    return link if is_proved(link) else None


def _neighbours(chain: Chain) -> Iterator[tuple[int, int]]:
    """Readable neighbours that “=” joins, in this formula; what is unread is passed over."""
    readable = [i for i, member in enumerate(chain.members) if not is_obscure(member)]
    for left, right in pairwise(readable):
        if right > chain.first and set(chain.relations[left:right]) == {"="}:
            yield left, right


def _opened(note: MomentNote, chain: Chain, left: int, right: int) -> MomentLink:
    """With what its variables are made of; without, where it follows from less."""
    link = _link(note, chain, left, right)
    if stands_alone(note, chain):
        link = replace(link, alone=_whole(note, chain, left, right))
    if is_proved(link):
        return link
    plain = _link(note, chain, left, right, ends=())
    if is_proved(plain):
        return plain
    members = tuple(unfolded(member, note.random) for member in chain.members)
    if members == chain.members:
        return link
    matrix = _opened(note, replace(chain, members=members), left, right)
    if is_proved(matrix) or _with_entries(note, chain):
        return matrix
    same = matrix.decision.answer is link.decision.answer
    return matrix if same else replace(link, doubt="a capital may be a matrix or a number here")


def _with_entries(note: MomentNote, chain: Chain) -> bool:
    """Has the note given its capitals indices?"""
    return any(h.name in note.indexed and h.name.isupper() for m in chain.members for h in heads(m))


def _whole(note: MomentNote, chain: Chain, left: int, right: int) -> Setting:
    """All that is listed, values of moments too, and both sides made of what they are made of."""
    link = _link(note, chain, left, right, ends=(0, 1))
    premises = link.setting.premises | frozenset(link.equations)
    return link.setting.with_premises(premises)


def _link(
    note: MomentNote, chain: Chain, left: int, right: int, ends: tuple[int, ...] = (0,)
) -> MomentLink:
    sides = [limited(note, chain.members[i]) for i in (left, right)]
    sides = unbound_indices(sides)
    made = dict(rules(note, chain, sides)) if ends else {}
    made = fitting(note, made, sides, chain.block)
    if 1 in ends:
        opened = {family(head) for head in made}
        there = rules(note, chain, sides[::-1])
        made |= {head: body for head, body in there if family(head) in opened}
    sides, made = sized(sides, made)
    made |= dict(activations(note, (*sides, *made.values()), chain.block))
    everything = (*sides, *made.values())
    random = note.random
    spread = tuple(body for _, body in sigmas(everything, random, made))
    heads = {
        part.head
        for term in (*everything, *spread)
        for part in walk(term)
        if isinstance(part, Symbol) and part.head.name in random
    }
    gathering = Gathering(note, heads, chain.block, frozenset(map(family, made)))
    known = gathering.gather(note.is_general(chain))
    named = {head: term for head, term in known.rules.items() if head not in made}
    named |= note.constants | {h: t for h, t in made.items() if is_activation(t)}
    named |= dict(sigmas(everything, random, {**made, **named}))
    made |= named
    premises = frozenset(known.premises) | shared_by_notation(everything, gathering.families)
    statement = Statement(sides[0], sides[1])
    positive = POSITIVE | note.positive
    setting = Setting(random - {h.name for h in known.rules}, premises, positive, made)
    span = chain.link(left, right)
    return MomentLink(note, chain, statement, span, setting, known, named, known.equations)


def _is_claim(link: MomentLink) -> bool:
    """A claim compares moments; what merely gives a moment a value, or wishes one, is none."""
    left, right = link.statement.left, link.statement.right
    one, other = single_moment(left), single_moment(right)
    if one and other and one[1] != other[1] and one[1] not in link.setting.rules:
        return is_proved(link)  # equal moments of two variables: supposed, unless it follows
    if is_moment(left) and is_moment(right):
        return True
    plain = right if is_moment(left) else left
    moment = left if is_moment(left) else right
    single = single_moment(moment)
    if single is not None and single[1] not in link.setting.rules:
        return False
    if is_numeric(plain):
        return is_proved(link) or _is_concluded(link, moment)
    return _has_meaning(plain, moment, link.setting) or is_proved(link)


def _is_concluded(link: MomentLink, moment: Term) -> bool:
    """“Then Var(XY) = 7”: concluded, where all that is given leaves one value only."""
    words = link.note.before.get(link.chain.block, "")
    if not CONCLUDED.search(words) or OTHERWISE.search(words):
        return False
    valued = link.setting.premises | frozenset(link.equations)
    return is_determined(moment, link.setting.with_premises(valued))


def _has_meaning(plain: Term, moment: Term, setting: Setting) -> bool:
    """Is it made of names for moments, or of numbers that stand in the moment too?"""
    known = set(heads(moment))
    return any(head in setting.rules for head in heads(plain)) or known >= set(heads(plain))

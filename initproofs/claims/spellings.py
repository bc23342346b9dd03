"""Slips of the pen: a lost caret, one symbol in several spellings, a lone dot, a sum for a list."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..given.links import Replay
from ..given.meaning import Meaning
from ..given.names import nodes
from ..given.products import braced_label
from ..given.spell import plain
from ..given.statements import Chain
from ..nouns import BlockKind, Formula, Span
from ..terms import Head, Power, Sum, Symbol, Term, parts, walk
from .finding import Finding

_CLASS = re.compile(
    r"^\s*(?:is|are)\s+(?:the\s+|an?\s+|all\s+)?"
    r"(?:activations?(?: functions?)?|weights|bias(?:es)?|units|neurons|inputs|outputs|"
    r"parameters|layers)\b",
    re.I,
)


def lost_carets(replay: Replay) -> Iterator[Finding]:
    """``g{[l]}'``: the braces group, and nothing raises them."""
    for formula in replay.notes.formulas:
        if formula is None:
            continue
        for node in nodes(formula.tree):
            if node.kind != "product":
                continue
            for name, behind in zip(node.children, node.children[1:], strict=False):
                label = braced_label(behind)
                if label is not None and name.kind in ("name", "symbol"):
                    yield _lost_caret(
                        replay, formula, name.value, formula.span(name), formula.span(label)
                    )


def _lost_caret(replay: Replay, formula: Formula, name: str, base: Span, label: Span) -> Finding:
    source = replay.notes.document.source
    braces = source[label.start : label.end]
    wrote, true = name + braces, f"{name}^{braces}"
    whole = formula.block.span
    return Finding(
        whole,
        f"a caret is lost: {true}",
        wrote,
        true,
        f"without “^” the brace {braces} stands on the line, and {name} has no label",
        source[whole.start : base.end] + "^" + source[label.start : whole.end],
        (Span(base.start, label.end),),
    )


def several_spellings(replay: Replay) -> Iterator[Finding]:
    """One name defined twice by formulas that differ in the spelling of their letters only."""
    first: dict[Head, Chain] = {}
    told: set[str] = set()
    defined = {
        m.head.name for c in replay.notes.chains for m in c.members[:1] if isinstance(m, Symbol)
    }
    for chain in replay.notes.chains:
        head = chain.members[0]
        if not isinstance(head, Symbol) or head.head not in first:
            if isinstance(head, Symbol):
                first[head.head] = chain
            continue
        pair = _spelled_apart(first[head.head].members[1], chain.members[1])
        letter = pair[0][0] if pair else ""
        if pair is None or letter in told or pair[1].split("_")[0] in defined:
            continue
        told.add(letter)
        yield from _spelled(replay, *pair)


def _spelled(replay: Replay, one: str, other: str) -> Iterator[Finding]:
    odd = next((name for name in (one, other) if "'" in name), other)
    for chain in replay.notes.chains:
        for member, span in zip(chain.members, chain.spans, strict=True):
            if any(odd in str(part.head) for part in _symbols(member)):
                yield Finding(
                    span,
                    f"one weight is spelled in two ways: {one} and {other}",
                    odd,
                    one if odd == other else other,
                    f"the same formula is written with {one} and with {other}"
                    + ("; the prime reads as a derivative" if "'" in odd else ""),
                )
                return


def _symbols(term: Term) -> list[Symbol]:
    return [part for part in walk(term) if isinstance(part, Symbol)]


def _spelled_apart(one: Term, other: Term) -> tuple[str, str] | None:
    """Two terms of one shape whose first differing letters have one base and the same indices."""
    if isinstance(one, Power) != isinstance(other, Power):
        bare = one.base if isinstance(one, Power) else one
        bare_other = other.base if isinstance(other, Power) else other
        if isinstance(bare, Symbol) and isinstance(bare_other, Symbol):
            pair = _same_but_dressed(bare.head, bare_other.head)
            mark = _mark(one) if isinstance(one, Power) else _mark(other)
            if pair is None:
                return None
            return (
                (pair[0] + mark, pair[1]) if isinstance(one, Power) else (pair[0], pair[1] + mark)
            )
        return None
    if isinstance(one, Symbol) and isinstance(other, Symbol):
        return _same_but_dressed(one.head, other.head) if one.head != other.head else None
    if type(one) is not type(other) or len(parts(one)) != len(parts(other)):
        return None
    found = (_spelled_apart(a, b) for a, b in zip(parts(one), parts(other), strict=True))
    return next((pair for pair in found if pair is not None), None)


def _mark(term: Term) -> str:
    return "^" + plain(term.exponent) if isinstance(term, Power) else ""


def _same_but_dressed(one: Head, other: Head) -> tuple[str, str] | None:
    """The same letter with the same indices, once with a prime or a label and once without."""
    if (
        one.name.rstrip("'") != other.name.rstrip("'")
        or one.indices != other.indices
        or not one.indices
    ):
        return None
    if one.name == other.name and one.label is not None and other.label is not None:
        return None
    return str(one), str(other)


def lone_dots(replay: Replay) -> Iterator[Finding]:
    """A display that holds one dot, between two steps of a calculation."""
    notes = replay.notes
    displays = [
        (block, formula)
        for block, formula in zip(notes.document.blocks, notes.formulas, strict=True)
        if block.kind is BlockKind.DISPLAY
    ]
    for before, (block, formula), after in zip(displays, displays[1:], displays[2:], strict=False):
        lone = formula is not None and (formula.tree.kind, formula.tree.value) == ("op", "·")
        if lone and all(side.text.lstrip().startswith("=") for side, _ in (before, after)):
            yield Finding(
                block.span,
                "a product sign stands where dots are meant: ⋮",
                "·",
                "⋮",
                "between two steps of a calculation dots say “and so on”; one dot multiplies",
                r"\vdots",
                (block.span,),
            )


def sums_for_lists(replay: Replay) -> Iterator[Finding]:
    """``a_11 + a_12 are activations``: what is said holds of each, and the sum is not meant."""
    for sentence in replay.sentences:
        for block in sentence.blocks:
            formula = replay.notes.formulas[block]
            behind = sentence.text.split(f"‹{block}›", 1)[1]
            phrase = _CLASS.match(behind)
            if formula is None or formula.tree.kind != "sum" or phrase is None:
                continue
            start = sentence.text.index(f"‹{block}›")
            end = start + len(f"‹{block}›") + phrase.end()
            term = Meaning(formula, replay.notes.names).term(formula.tree)
            names = _same_letter(term)
            if len(names) > 1:
                listed = ", ".join(names)
                yield Finding(
                    sentence.span(start, end),
                    f"“+” adds; a list is meant: {listed}",
                    " + ".join(names),
                    listed,
                    "what the sentence says holds of each of them, not of their sum",
                )


def _same_letter(term: Term) -> list[str]:
    if not isinstance(term, Sum) or any(sign < 0 for sign, _ in term.terms):
        return []
    symbols = [part for _, part in term.terms if isinstance(part, Symbol) and part.head.indices]
    same = len({symbol.head.name for symbol in symbols}) == 1
    return [str(s.head) for s in symbols] if same and len(symbols) == len(term.terms) else []

"""Lines of NumPy → equations in the terms that maths is read into; nothing is executed.

``W[2]`` and ``W2`` carry a layer; ``*`` goes entry by entry, ``@``, ``dot`` and ``matmul`` multiply
matrices, and a weight before a ``*`` in a forward rule is meant to be multiplied, as in notes that
only sketch code. A comment that is a formula for a gradient from one end to the other is one. What
has no meaning as a formula (slices, keywords, other calls) is left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from ..notation import Reading
from ..notation.code import CodeLine
from ..nouns import Block, Document, Node, Span
from ..terms import (
    Derivative,
    Head,
    Product,
    Sum,
    Symbol,
    Term,
    heads,
    is_numeric,
    is_obscure,
    walk,
)
from .code import code_lines, sketch_lines
from .code_remarks import Side, remarked
from .code_terms import CodeTerms
from .equations import NO_GRADIENT, Equation, derivations, parts_of, subject_of
from .families import WEIGHTS
from .rewriting import mapped

_RATIO = re.compile(r"d(\w+?)d(\w+)")


def code_equations(document: Document) -> list[list[Equation]]:
    """The single equalities of the code under each heading, with the number of their block.

    Names that are added to (``dx += …``) or given twice are no formulas and are left out; of a
    sketch, which goes on from those before it, a gradient given twice is a claim twice. Sections
    without rules of their own that give the same gradients speak of the same network.
    """
    joined: list[list[Equation]] = []
    for section in _sections(document):
        own = _given(section)
        same = [s for s in joined if own & _given(s)] if not _has_rules(section) else []
        if same and not _has_rules(same[0]):
            same[0] += section
        else:
            joined.append(section)
    return joined


def _given(section: list[Equation]) -> set[Head]:
    """The gradients that its formulas are for."""
    return {e.left.head for e in section if isinstance(e.left, Symbol) and _is_gradient(e.left)}


def _has_rules(section: list[Equation]) -> bool:
    """Does it say how anything but a gradient is computed?"""
    return any(
        isinstance(e.left, Symbol)
        and not _is_gradient(e.left)
        and e.left.head not in heads(e.right)
        and not is_numeric(e.right)
        for e in section
    )


def _sections(document: Document) -> Iterator[list[Equation]]:
    forward: dict[Term, Equation] = {}  # of the sketches of the sections before
    for blocks in _headed(document):
        section: list[Equation] = []
        remarks: set[Span] = set()
        twice: set[str] = set()
        for number, block in blocks:
            for line in sketch_lines(block) or code_lines(block):
                if isinstance(line.reading, Reading) and not line.keyword:
                    section += _equation(line, block, number)
                    twice |= _added_to(line.reading.tree)
                elif line.keyword == "#":
                    said = remarked(block.text, line.start, line.end)
                    found = list(_chained(said, block, number))
                    section, remarks = section + found, remarks | {e.span for e in found}
        if section:
            sketch = any(sketch_lines(document.blocks[e.block]) for e in section)
            own = {e.left: e for e in section if not _is_gradient(e.left)}
            left = {head: e for head, e in forward.items() if head not in own}
            before = _needed(section, left) if sketch else []
            yield _named([*before, *section], remarks, twice, sketch)
            forward |= own if sketch else {}


def _headed(document: Document) -> Iterator[list[tuple[int, Block]]]:
    numbered = list(enumerate(document.blocks))
    heads = [0, *(number for number, block in numbered if block.heading), len(numbered)]
    for first, end in pairwise(heads):
        yield numbered[first:end]


def _needed(section: list[Equation], forward: dict[Term, Equation]) -> list[Equation]:
    """What the section speaks of, or the variables of its gradients, by the rules before it."""
    found: dict[Term, Equation] = {}
    waiting = list(section)
    while waiting:
        for part in parts_of([waiting.pop()]):
            if isinstance(part, Symbol):
                name = subject_of(part.head.name) or part.head.name
                meant = Symbol(replace(part.head, name=name))
                if meant in forward and meant not in found:
                    found[meant] = forward[meant]
                    waiting.append(forward[meant])
    return [rule for head, rule in forward.items() if head in found]


def _added_to(tree: Node) -> set[str]:
    joints = [c.value for c in tree.children if c.kind == "op"]
    augmented = tree.kind == "chain" and joints and joints[0] in ("+=", "-=")
    return {tree.children[0].value} if augmented else set()


def _named(
    section: list[Equation], remarks: set[Span], twice: set[str], sketch: bool
) -> list[Equation]:
    """With ``dfdx`` as the derivative that it is, ``dz`` as that of Z, and ``den`` as a name.

    A remark gives no name a value, and what it says may be said again.
    """
    lines = [e for e in section if e.span not in remarks]
    given = Counter(e.left.head for e in lines if isinstance(e.left, Symbol))
    once = {head for head, count in given.items() if count == 1 and head.name not in twice}
    kept = [
        e
        for e in section
        if e.span in remarks
        or (isinstance(e.left, Symbol) and e.left.head in once)
        or (sketch and _is_gradient(e.left) and e.left not in walk(e.right))
    ]
    names = {part.head.name for part in parts_of(kept) if isinstance(part, Symbol)}

    def meant(term: Term) -> Term:
        if not isinstance(term, Symbol):
            return mapped(term, meant)
        name = term.head.name
        for of, by in _RATIO.findall(name):
            if {of, by} <= names:
                return Derivative(Symbol(Head(of)), Symbol(Head(by)), term.span)
        subject = subject_of(name)
        if subject in names:
            mark = NO_GRADIENT if subject_of(subject) and subject_of(subject) not in names else ""
            return replace(term, head=replace(term.head, name="d" + mark + subject))
        if not subject:
            return term
        if subject.swapcase() in names and len(subject) == 1:
            return replace(term, head=replace(term.head, name="d" + subject.swapcase()))
        if len(subject) == 1 or subject.partition("_")[0] in WEIGHTS:
            return term
        return replace(term, head=replace(term.head, name=NO_GRADIENT + name))

    return derivations([replace(e, left=meant(e.left), right=meant(e.right)) for e in kept])


def _chained(sides: Sequence[Side], block: Block, number: int) -> Iterator[Equation]:
    """``dz = da * g'(z) = a - y`` of a comment: every side is compared with the one before it."""
    found: list[tuple[Term, Span]] = []
    for side in sides:
        code = CodeTerms(lambda node, side=side: side.span(block, node))  # type: ignore[misc]
        term = code.term(side.reading.tree)
        if is_obscure(term):
            break
        found.append((term, side.span(block, side.reading.tree)))
    if found and not _is_gradient(found[0][0]):
        return
    for place, ((left, before), (right, after)) in enumerate(pairwise(found)):
        span = Span(before.start, after.end)
        yield Equation(left, right, span, (before, after), number, "=", place == 0)


def _is_gradient(term: Term) -> bool:
    return isinstance(term, Symbol) and bool(subject_of(term.head.name))


def _equation(line: CodeLine, block: Block, number: int) -> Iterator[Equation]:
    assert isinstance(line.reading, Reading)
    tree, words = line.reading.tree, line.reading.tokens
    if tree.kind != "chain" or [c.value for c in tree.children if c.kind == "op"] != ["="]:
        return

    def span(node: Node) -> Span:
        return block.at(words[node.start].start, words[node.end - 1].end)

    left, right = tree.children[0], tree.children[2]
    code = CodeTerms(span, "*" if sketch_lines(block) else "⊙")
    sides = code.term(left), code.term(right)
    if not any(map(is_obscure, sides)):
        whole = Span(span(left).start, span(right).end)
        places = (span(left), span(right))
        yield Equation(sides[0], _sketched(*sides), whole, places, number, "=")


def _sketched(left: Term, right: Term) -> Term:
    """``Z = W * X + b`` of a sketch multiplies matrices."""
    forward = isinstance(left, Symbol) and not left.head.name.startswith("d")
    if isinstance(right, Sum) and forward:
        terms = tuple((sign, _sketched(left, inner)) for sign, inner in right.terms)
        return Sum(terms, right.span)
    if not (isinstance(right, Product) and forward and isinstance(right.left, Symbol)):
        return right
    sketched = right.left.head.name in WEIGHTS and right.sign == "⊙"
    return Product(right.left, right.right, "·", right.span) if sketched else right

"""Document → how each span of it was read, and what each name in it was taken to be."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from .given.evaluate import is_grid
from .given.log import Fact, Log
from .given.meaning import Meaning
from .given.names import USUAL_FUNCTIONS, letter
from .given.reading import canonical
from .given.replay import Replay, replay
from .given.statements import understand
from .notation import NotRead
from .nouns import Block, BlockKind, Document, Unread
from .readings import Reading, Role
from .terms import Applied, Head, Symbol, Transposed, walk

LABELS = {"[]": "[{}] is a layer", "()": "({}) is a layer", "^": "{} above is a layer"}
NOBODY = "nobody introduces it"


def listing(document: Document) -> Sequence[Reading]:
    """Every span of maths and code, in the order of the file."""
    played = replay(understand(document))
    judged = {link.chain.block for link in played.links}
    stated = {_block_of(fact, document) for fact in played.log.facts}
    chained = {chain.block for chain in played.notes.chains}
    found: list[Reading] = []
    for number, block in enumerate(document.blocks):
        if block.kind is BlockKind.PROSE:
            continue
        status = "statement" if number in chained else "formula"
        status = "claim" if number in judged else "given" if number in stated else status
        found.append(_reading(played, number, block, status))
    found += [
        Reading(
            trouble.span,
            document.source[trouble.span.start : trouble.span.end],
            "not read",
            "",
            (),
            (trouble,),
        )
        for trouble in document.unread
    ]
    return sorted(found, key=lambda reading: reading.span)


def _block_of(fact: Fact, document: Document) -> int:
    return bisect_right(document.blocks, fact.span.start, key=lambda block: block.outer.start) - 1


def _reading(played: Replay, number: int, block: Block, status: str) -> Reading:
    reading = played.notes.readings[number]
    if isinstance(reading, NotRead):
        trouble = Unread(block.at(reading.start, reading.end), reading.reason)
        return Reading(block.span, block.text, "not read", "", (), (trouble,))
    if reading is None:
        return Reading(block.span, block.text, "code", " ".join(block.text.split()))
    plain = canonical(reading, played.notes.names)
    return Reading(block.span, block.text, status, plain, tuple(_roles(played, number)))


def _roles(played: Replay, number: int) -> Iterator[Role]:
    formula = played.notes.formulas[number]
    if formula is None:
        return
    term = Meaning(formula, played.notes.names)
    told: set[str] = set()
    chains = [chain for chain in played.notes.chains if chain.block == number]
    members = [m for chain in chains for m in chain.members[chain.first :]]
    for member in members or [term.term(formula.tree)]:
        for part in walk(member):
            if isinstance(part, Symbol) and str(part.head) not in told:
                told.add(str(part.head))
                yield _role(played, part.head, formula.block)
            elif (
                isinstance(part, Applied)
                and part.function not in told
                and part.function != "vector"
            ):
                told.add(part.function)
                yield _function(played, part)
            elif isinstance(part, Transposed) and "^T" not in told:
                told.add("^T")
                yield Role("^T", "transpose", "not a power: T is never given a value")


def _role(played: Replay, head: Head, block: Block) -> Role:
    log, document = played.log, played.notes.document
    about = log.by_name.get(head.name, [])
    facts = [fact for fact in about if _same(fact, head, log)] or (about if head.generic else [])
    value = next((fact for fact in facts if fact.value is not None), None)
    label = LABELS.get(head.brackets, "").format(head.label) if head.label else ""
    first = min(facts, key=lambda fact: fact.span, default=None)
    said = label
    named = _named_in_words(played, head.name)
    if first is None and named is not None:
        said = "; ".join(filter(None, (f"in words, line {document.place(named)[0]}", label)))
    if first is not None:
        here = block.span.start <= first.span.start < block.span.end
        line = document.place(first.span.start)[0]
        said = "; ".join(filter(None, ("defined here" if here else f"line {line}", label)))
    return Role(str(head), _what(head, value, bool(facts) or named is not None), said)


def _named_in_words(played: Replay, name: str) -> int | None:
    """Where a name stands alone in a sentence, which is how notes introduce their letters."""
    for sentence in played.sentences:
        for number in sentence.blocks:
            formula = played.notes.formulas[number]
            tree = formula.tree if formula else None
            if tree is not None and tree.kind in ("name", "symbol", "script", "accent", "font"):
                if letter(tree.children[0] if tree.kind == "script" else tree) == name:
                    return played.notes.document.blocks[number].outer.start
    return None


def _same(fact: Fact, head: Head, log: Log) -> bool:
    return fact.head == head or log.match(fact.head, head) is not None


def _what(head: Head, value: Fact | None, known: bool) -> str:
    gradient = head.name.startswith("d") and len(head.name) > 1 or head.name.startswith("∂")
    if value is not None:
        numbers = value.value
        shape = f"matrix, {len(numbers)} × {len(numbers[0])}" if is_grid(numbers) else "number"
        return f"gradient, {shape}" if gradient else shape
    if gradient:
        return (
            f"gradient with respect to {head.name.removeprefix('d')}"
            if head.name[0] == "d"
            else "derivative"
        )
    if head.generic and known:
        return "defined for every layer" if head.label else "defined for every index"
    return "name" if known else NOBODY


def _function(played: Replay, part: Applied) -> Role:
    known = played.log.functions.get((part.function, None))
    primes = "derivative of " if part.primes else ""
    if known is not None:
        line = played.notes.document.place(known[1].start)[0]
        name = known[0] if isinstance(known[0], str) else "a function defined by a formula"
        return Role(part.function, f"{primes}{name}", f"line {line}")
    if part.function in USUAL_FUNCTIONS:
        return Role(part.function, f"{primes}activation, entry by entry", "which one is not said")
    return Role(part.function, "function")

"""KaTeX, an independent second reader, sees the same skeleton in every golden formula as we do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache

import pytest

from initproofs.notation import NotRead, parse
from initproofs.nouns import Node

from .golden_files import Golden, every_formula
from .katex import from_mathml, recorded, render
from .skeleton import Skeleton, from_tree

BEYOND_TEX = "’√"  # signs that we read as what they look like, and TeX only prints


def comparable() -> list[Golden]:
    return [
        block
        for block in every_formula()
        if block.is_read and not set(BEYOND_TEX) & set(block.source)
    ]


@cache
def record() -> dict[str, Skeleton | None]:
    return recorded()[1]


def typeset(source: str) -> Node | None:
    """Our tree of what TeX sets, where that is not what the author meant; None if not read."""
    reading = parse(source)
    if isinstance(reading, NotRead):
        return None
    return (reading.literal or reading).tree


def without_numbers(skeleton: Skeleton) -> Skeleton:
    return Counter({item: n for item, n in skeleton.items() if item[0] != "number"})


@pytest.mark.parametrize("block", comparable(), ids=lambda block: block.place)
def test_katex_sees_the_same_skeleton(block: Golden):
    tree, theirs = typeset(block.source), record()[block.source]
    assert tree is not None, "not read"
    assert theirs is not None, "KaTeX does not read it either: is the golden reading right?"
    ours = from_tree(tree)
    if block.is_suspicious:  # 1 0 0: three numbers for us, one hundred in print
        ours, theirs = without_numbers(ours), without_numbers(theirs)
    assert ours == theirs, f"only KaTeX: {dict(theirs - ours)}, only here: {dict(ours - theirs)}"


def test_what_katex_refuses_is_not_read():
    refused = [block for block in every_formula() if record()[block.source] is None]
    assert len(refused) >= 15
    assert [block.place for block in refused if block.is_read or typeset(block.source)] == []


def test_the_record_is_what_katex_says_today():
    blocks = every_formula()
    answer = render([block.source for block in blocks])
    if answer is None:
        pytest.skip("node does not find KaTeX: npm install katex, and set NODE_PATH")
    live = {
        block.source: from_mathml(markup) if markup else None
        for block, markup in zip(blocks, answer[1], strict=True)
    }
    assert live == record()


# ── seeded faults: what a reader could do wrong, done on purpose ───────────────────────────────

Fault = Callable[[Node], Iterator[Node]]
OPERANDS = {"name", "number", "symbol", "text", "font", "accent", "fraction", "root", "fence"}


def everywhere(tree: Node, fault: Fault) -> Iterator[Node]:
    """The tree with the fault done once, at each place where it can be done."""
    yield from fault(tree)
    for at, child in enumerate(tree.children):
        for changed in everywhere(child, fault):
            yield with_child(tree, at, changed)


def with_child(node: Node, at: int, *children: Node) -> Node:
    return replace(node, children=(*node.children[:at], *children, *node.children[at + 1 :]))


def script_on_another_base(node: Node) -> Iterator[Node]:
    if node.kind in ("script", "row", "matrix", "fraction", "root", "call", "juxtaposed", "big"):
        return
    for at, child in enumerate(node.children):
        for to in (at - 1, at + 1):
            other = node.children[to] if 0 <= to < len(node.children) else None
            if child.kind == "script" and other is not None and other.kind in OPERANDS:
                moved = with_child(child, 0, other)
                yield with_child(with_child(node, to, moved), at, child.children[0])


def sub_and_sup_exchanged(node: Node) -> Iterator[Node]:
    if node.kind == "script" and set(node.value) & set("_^"):
        yield replace(node, value=node.value.translate(str.maketrans("_^", "^_")))


def token_dropped(node: Node) -> Iterator[Node]:
    for at, child in enumerate(node.children):
        if not child.children and child.kind not in ("hole", "row", "list"):
            yield with_child(node, at, Node("hole", child.start, child.start))


def fraction_upside_down(node: Node) -> Iterator[Node]:
    if node.kind == "fraction":
        yield replace(node, children=node.children[::-1])


def cell_moved(node: Node) -> Iterator[Node]:
    if node.kind == "row":
        for at in range(len(node.children) - 1):
            left, right = node.children[at : at + 2]
            yield with_child(with_child(node, at, right), at + 1, left)
    if node.kind == "matrix":
        for at in range(len(node.children) - 1):
            above, below = node.children[at : at + 2]
            if above.children and below.children[0].start < below.children[-1].end:
                longer = replace(above, children=(*above.children, below.children[0]))
                shorter = replace(below, children=below.children[1:])
                yield with_child(with_child(node, at, longer), at + 1, shorter)


def prime_dropped(node: Node) -> Iterator[Node]:
    if node.kind == "script" and "'" in node.value:
        at = node.value.index("'")
        marks = node.value[:at] + node.value[at + 1 :]
        without = (*node.children[: at + 1], *node.children[at + 2 :])
        yield replace(node, value=marks, children=without) if marks else node.children[0]


def extent_of_root_changed(node: Node) -> Iterator[Node]:
    for at, child in enumerate(node.children[:-1]):
        if child.kind == "root" and node.kind in ("product", "sum", "chain", "list"):
            after = node.children[at + 1]
            inside = Node("product", child.start, after.end, "", (child.children[-1], after))
            taken = with_child(child, len(child.children) - 1, inside)
            yield replace(node, children=(*node.children[:at], taken, *node.children[at + 2 :]))
    if node.kind == "root":
        inner = node.children[-1]
        while inner.kind in ("group", "fence") and len(inner.children) == 1:
            inner = inner.children[0]
        if inner.kind in ("product", "sum"):
            first = with_child(node, len(node.children) - 1, inner.children[0])
            yield Node("product", node.start, node.end, "", (first, *inner.children[1:]))
        if inner.kind == "fraction":  # the root of the numerator alone
            yield with_child(inner, 0, with_child(node, len(node.children) - 1, inner.children[0]))


def script_on_the_whole_run(node: Node) -> Iterator[Node]:
    base = node.children[0] if node.kind == "script" else None
    if base is not None and base.kind == "name" and len(base.value) > 1:
        yield with_child(node, 0, Node("group", base.start, base.end, "", (base,)))
    if node.kind == "product":
        for at, child in enumerate(node.children[1:], 1):
            before = node.children[at - 1]
            if child.kind == "script" and before.kind != "op":
                run = Node("product", before.start, child.end, "", (before, child.children[0]))
                whole = with_child(child, 0, run)
                yield replace(
                    node, children=(*node.children[: at - 1], whole, *node.children[at + 1 :])
                )


def neighbours_exchanged(node: Node) -> Iterator[Node]:
    if node.kind in ("product", "sum", "chain", "list"):
        for at in range(len(node.children) - 1):
            left, right = node.children[at : at + 2]
            if "hole" not in (left.kind, right.kind):
                yield with_child(with_child(node, at, right), at + 1, left)


def font_lost(node: Node) -> Iterator[Node]:
    if node.kind == "font" and node.value in ("bf", "cal", "bb", "sf"):
        yield node.children[0]


FAULTS: tuple[Fault, ...] = (
    script_on_another_base,
    sub_and_sup_exchanged,
    token_dropped,
    fraction_upside_down,
    cell_moved,
    prime_dropped,
    extent_of_root_changed,
    script_on_the_whole_run,
    neighbours_exchanged,
    font_lost,
)


def shape(node: Node) -> tuple[object, ...]:
    """A tree without its places: faults that leave it alone are none."""
    return node.kind, node.value, tuple(map(shape, node.children))


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
def test_a_seeded_fault_is_noticed(fault: Fault):
    tally: Counter[bool] = Counter()
    missed: list[str] = []
    for block in comparable():
        tree, theirs = typeset(block.source), record()[block.source]
        if tree is None or theirs is None or from_tree(tree) != theirs:
            continue
        for faulty in everywhere(tree, fault):
            if shape(faulty) != shape(tree):
                noticed = from_tree(faulty) != theirs
                tally[noticed] += 1
                missed += [] if noticed else [block.source]
    assert tally[True] >= 10, tally
    assert tally[True] >= 0.99 * tally.total(), (tally, missed)

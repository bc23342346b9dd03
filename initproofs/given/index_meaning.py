"""Faithful tree → term, where Σ and Π run over an index, over pairs, or are written with dots."""

from __future__ import annotations

from ..nouns import Node
from ..terms import Over, Sum, Term, is_obscure
from .index_sums import ONE, between, over_pairs, unnamed_end
from .meaning import Meaning
from .scripts import as_index, stripped


class OfIndices(Meaning):
    """One formula whose sums and products have an index."""

    def _sum(self, node: Node) -> Term:
        """``a_1 + a_2 + … + a_n`` is a sum over its index."""
        values = [child.value for child in node.children]
        if "…" in values:
            place = values.index("…")
            found = self._written_out(node, place)
            return found if found is not None else super()._sum(node)
        return super()._sum(node)

    def _written_out(self, node: Node, place: int) -> Term | None:
        before, after = node.children[: place - 1], node.children[place + 1 :]
        signs = [c.value for c in (*before, *after) if c.kind == "op"]
        if len(after) < 2 or not before or set(signs) - {"+"}:
            return None
        first, last = self.term(before[0]), self.term(after[1])
        whole = between(first, last, self.span(node))
        rest = [self.term(child) for child in after[2:] if child.kind != "op"]
        if whole is None or not rest:
            return whole
        return Sum(((1, whole), *((1, term) for term in rest)), self.span(node))

    def _big(self, node: Node) -> Term:
        head, body = node.children
        return self._run_over(head, body, node)

    def _run_over(self, head: Node, body: Node, node: Node) -> Term:
        base = head.children[0] if head.kind == "script" else head
        if base.value not in ("Σ", "Π"):
            return self.obscure(node, "this operator")
        scripts = dict(scripts_of(head))
        inner = self.term(body)
        below = stripped(scripts["_"]) if "_" in scripts else None
        if is_obscure(inner) or below is None:
            return inner if is_obscure(inner) else self.obscure(node, "a sum without an index")
        above = self.term(scripts["^"]) if "^" in scripts else None
        return self._limits(base.value, below, above, inner, node)

    def _limits(self, sign: str, below: Node, above: Term | None, inner: Term, node: Node) -> Term:
        span = self.span(node)
        if below.kind == "list":
            letters = [as_index(c) for c in below.children if c.kind != "op"]
            found = inner
            for index in reversed(letters):
                if index is None or index.offset:
                    return self.obscure(node, "these limits")
                found = Over(sign, index.base, ONE, above or unnamed_end(index.base), found, span)
            return found
        if below.kind == "chain" and len(below.children) == 3:
            return self._chained(sign, below, above, inner, node)
        index = as_index(below)
        if index is None or index.offset or not index.base:
            return self.obscure(node, "these limits")
        return Over(sign, index.base, ONE, above or unnamed_end(index.base), inner, span)

    def _chained(self, sign: str, below: Node, above: Term | None, inner: Term, node: Node) -> Term:
        first, relation, second = below.children
        index, other = as_index(first), as_index(second)
        span = self.span(node)
        if index is None or index.offset or not index.base:
            return self.obscure(node, "these limits")
        if relation.value == "=" and above is not None:
            return Over(sign, index.base, self.term(second), above, inner, span)
        plain = other is not None and not other.offset and other.base
        if sign == "Σ" and plain and other is not None and relation.value in ("≠", "<", ">"):
            return over_pairs(index.base, other.base, relation.value, above, inner, span)
        return self.obscure(node, "these limits")


def scripts_of(node: Node) -> list[tuple[str, Node]]:
    """The scripts of a head with their marks; none of a macro."""
    if node.kind == "macro":
        return []
    return list(zip(node.value, node.children[1:], strict=True)) if node.kind == "script" else []

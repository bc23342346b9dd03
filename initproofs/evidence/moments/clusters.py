"""Products of random variables → clusters that are surely independent of each other.

Whether two indices are equal is never guessed: what may be the same stays together.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations

from ...terms import Index
from .expression import Range, Summand, Unsupported
from .generators import Given, Variable
from .premises import Independent, Premises, Within

Atom = Variable | Given
Part = tuple[Atom, Fraction]
Parts = tuple[Part, ...]


def split(premises: Premises, atoms: Parts) -> list[Parts]:
    """Independent clusters: first between families, then within each."""
    clusters: list[Parts] = [atoms] if atoms else []
    changed = True
    while changed:
        changed = False
        for place, cluster in enumerate(clusters):
            pieces = _pieces(premises, cluster)
            if len(pieces) > 1:
                clusters[place : place + 1] = pieces
                changed = True
                break
    return clusters


def _pieces(premises: Premises, cluster: Parts) -> list[Parts]:
    families = {f for a, _ in cluster for f in _families(a)}
    if len(families) > 1:
        apart = (families <= p.families for p in premises if isinstance(p, Independent))
        return _grouped(cluster) if any(apart) else [cluster]
    (only,) = families
    return _by_member(cluster) if Within(only, "independent") in premises else [cluster]


def one_range(summand: Summand) -> None:
    """Indices over different ranges may still be equal: one family must not have both."""
    ranges = dict(summand.bound)
    if len(set(ranges.values())) < 2:
        return
    seen: dict[tuple[str, int], Range] = {}
    for of, _ in summand.factors:
        for place, index in enumerate(of.head.indices if isinstance(of, Variable) else ()):
            over = ranges.get(index.base)
            family = of.family if isinstance(of, Variable) else ""
            if over is not None and seen.setdefault((family, place), over) != over:
                raise Unsupported(f"the indices of {family} run over two ranges")


def is_random(of: object) -> bool:
    return isinstance(of, Variable | Given)


def _families(atom: Atom) -> frozenset[str]:
    if isinstance(atom, Variable):
        return frozenset({atom.family})
    inside = frozenset(v.family for v, _ in atom.parts)
    return inside | frozenset(Variable(head).family for head in atom.on)


def place_of(atom: Atom) -> object:
    return atom.head if isinstance(atom, Variable) else atom


def _grouped(cluster: Parts) -> list[Parts]:
    """One cluster for each family; what depends on several families keeps them together."""
    groups: list[tuple[frozenset[str], list[Part]]] = []
    for part in cluster:
        families, members = _families(part[0]), [part]
        for known in [g for g in groups if g[0] & families]:
            groups.remove(known)
            families, members = families | known[0], known[1] + members
        groups.append((families, members))
    return [tuple(members) for _, members in groups]


def _by_member(cluster: Parts) -> list[Parts]:
    """Members of one family that are surely different, apart; else all stay together."""
    groups: dict[object, list[Part]] = {}
    for atom, power in cluster:
        groups.setdefault(place_of(atom), []).append((atom, power))
    for (first, *_), (second, *_) in combinations(groups.values(), 2):
        a, b = first[0], second[0]
        if not (isinstance(a, Variable) and isinstance(b, Variable) and differ(a, b)):
            return [cluster]
    return [tuple(members) for members in groups.values()]


def differ(first: Variable, second: Variable) -> bool:
    """Do two members of a family surely differ: in one place, by number or by bound index?"""
    pairs = zip(first.head.indices, second.head.indices, strict=False)
    if len(first.head.indices) != len(second.head.indices):
        raise Unsupported(f"{first} and {second} have different numbers of indices")
    sure = [_apart(a, b) for a, b in pairs]
    return any(sure)


def _apart(a: Index, b: Index) -> bool:
    if a.base == b.base:
        return a.offset != b.offset
    return a.base.startswith("‹") and b.base.startswith("‹")


def shown(parts: Parts) -> str:
    return " ".join(f"{a}" + ("" if p == 1 else f"^{p}") for a, p in parts)

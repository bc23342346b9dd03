"""The sides of matrices, made one where a rule says that they are equally long."""

from __future__ import annotations

from ..arithmetic.grids import NoShape


class Sides:
    """Union-find of sides; ``known`` has the length of those that a literal fixes."""

    def __init__(self) -> None:
        self._parent: list[int] = []
        self.known: dict[int, int] = {}

    def fresh(self, length: int = 0) -> int:
        self._parent.append(len(self._parent))
        if length:
            self.known[self._parent[-1]] = length
        return self._parent[-1]

    def find(self, side: int) -> int:
        while self._parent[side] != side:
            self._parent[side] = side = self._parent[self._parent[side]]
        return side

    def unify(self, one: int, other: int) -> None:
        one, other = self.find(one), self.find(other)
        if one == other:
            return
        lengths = {self.known[side] for side in (one, other) if side in self.known}
        if len(lengths) > 1:
            raise NoShape(f"one side has {min(lengths)} and {max(lengths)} entries")
        self._parent[other] = one
        if lengths:
            self.known[one] = lengths.pop()

"""What a field must be able to do for a network to be differentiated over it."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any, Protocol

Value = Any  # a number of the field, or a matrix of them


class Differentiation(Protocol):
    """Numbers and matrices that know what they were computed from.

    ``slopes`` is the derivative of a number by all entries of a variable, or of a matrix by a
    number; ``jacobian`` has a row for each entry above; ``carried`` is the chain rule.
    """

    has_oracles: bool

    def drawn(self, source: random.Random) -> Any: ...

    def number(self, value: Fraction) -> Any: ...

    def count(self, size: int) -> Any: ...

    def power(self, base: Any, exponent: Any) -> Any: ...

    def function(
        self, name: str, primes: int, choices: object = None
    ) -> Callable[[Any], Any] | None: ...

    def joint(self, name: str, arguments: Sequence[Any]) -> Any: ...

    def loss(self, outputs: Sequence[Value], slopes: Sequence[Value] | None = None) -> Any: ...

    def depends(self, of: Any, by: Value) -> bool: ...

    def slopes(self, of: Value, by: Value) -> Value: ...

    def diagonal(self, of: Value, by: Value) -> Value | None: ...

    def jacobian(self, of: Value, by: Value) -> Value: ...

    def carried(self, seed: Value, of: Value, by: Value) -> Value: ...

"""What a saying of the field is: ideas put together, whether that is so, and why.

A ``Saying`` holds when it is affirmed or when it is denied, never both; what is true of neither is
not in the list.
"""

from __future__ import annotations

from dataclasses import dataclass

from .truths import Truth

Ideas = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Saying:
    """``of`` are ideas of which one must be there for each place; ``beside`` may be there too.

    What is said in one piece has ``phrases`` instead: they are an idea by the saying's own name.
    ``true`` says whether it is true when affirmed, and ``why`` shows it.
    """

    name: str
    of: tuple[Ideas, ...]
    true: bool
    why: Truth
    beside: Ideas = ()
    phrases: tuple[str, ...] = ()
    hedged: bool | None = None  # True: only with “can”; False: not with it; None: either way
    purpose: bool = False  # “to break symmetry” says it, too
    everywhere: bool = True  # it is so always
    deniable: bool = True
    denies: bool = False  # the phrase itself says “not”, “never”, “without”
    about: str = ""  # what is spoken of, there or shortly above
    unless: str = ""  # what a note that says it of something else speaks of, near by
    missing: Ideas = ()  # it is true only under these

    @property
    def places(self) -> tuple[Ideas, ...]:
        return (*self.of, (self.name,)) if self.phrases else self.of

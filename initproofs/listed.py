"""The nouns of ``initproofs read``: how a note was understood, for its author to check."""

from __future__ import annotations

from dataclasses import dataclass

from .nouns import Span, Unread


@dataclass(frozen=True, slots=True)
class Role:
    """What a name was taken to be (role, shape, units), and where the note said so."""

    name: str
    role: str
    said: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """A span of maths or code as it was understood, or in ``unread`` why it was not.

    ``status`` is one word for what it is here (given, claim, stated, named, code); ``plain`` is the
    canonical form, one line; ``source`` is the text as written.
    """

    span: Span
    source: str
    status: str
    plain: str
    roles: tuple[Role, ...] = ()
    unread: tuple[Unread, ...] = ()

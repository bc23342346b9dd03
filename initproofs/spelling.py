"""A word that is not known and those that are go in; the one that was probably meant comes out.
Several words go in; they come out as a sentence names them."""

from collections.abc import Iterable, Sequence


def series(words: Sequence[str]) -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    *first, last = words or [""]
    return f"{', '.join(first)} and {last}" if first else last


def meant(word: str, known: Iterable[str]) -> str:
    """`` (did you mean …?)``, or nothing where no known word is near."""
    from difflib import get_close_matches

    near = get_close_matches(word, list(known), n=1)
    return f" (did you mean {near[0]}?)" if near else ""

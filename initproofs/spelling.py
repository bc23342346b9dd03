"""A word that is not known and those that are go in; the one that was probably meant comes out."""

from collections.abc import Iterable


def meant(word: str, known: Iterable[str]) -> str:
    """`` (did you mean …?)``, or nothing where no known word is near."""
    from difflib import get_close_matches

    near = get_close_matches(word, list(known), n=1)
    return f" (did you mean {near[0]}?)" if near else ""

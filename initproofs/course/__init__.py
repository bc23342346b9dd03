"""The room of ``derivations/``: a document goes in, the theorem it is about comes out, with the
trials it has to stand; a page that lacks something is told so at its place."""

from __future__ import annotations

from pathlib import Path

from .page import Page, page_of
from .trials import MUTANT, PROOF, Trial, number_of_experiments, trials

__all__ = [
    "FOLDER",
    "INDEX",
    "MUTANT",
    "PROOF",
    "Page",
    "Trial",
    "number_of_experiments",
    "page_of",
    "trials",
]

INDEX = "index.md"
# Our own theorems: beside the package in a checkout, and inside it where it is installed.
_PLACES = [Path(__file__).parents[up] / "derivations" for up in (1, 2)]
FOLDER = next((place for place in _PLACES if place.is_dir()), _PLACES[0])

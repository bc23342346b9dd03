"""The room of ``derivations/``: a document goes in, the theorem it is about comes out, with the
trials it has to stand; a page that lacks something is told so at its place."""

from __future__ import annotations

from .page import Page, page_of
from .trials import Trial, number_of_experiments, trials

__all__ = ["Page", "Trial", "number_of_experiments", "page_of", "trials"]

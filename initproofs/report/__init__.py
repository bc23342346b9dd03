"""Reports -> str: what was found, in the form somebody needs. A format only rewords, never judges.

A format is one file and one line below. It is given every report and every refused file of a run,
and what the place it is written to can show.
"""

from collections.abc import Callable, Sequence

from ..listed import Listed
from ..nouns import Document, Refusal, Report
from ..simulation import SimulationReport
from .as_concise import as_concise
from .as_full import as_full
from .as_github import as_github
from .as_html import as_html
from .as_json import as_json, listing_as_json
from .as_junit import as_junit
from .as_listing import as_listing
from .as_markdown import as_markdown
from .as_sarif import as_sarif
from .as_simulation import as_simulation
from .as_simulation_json import as_simulation_json
from .style import Style

Format = Callable[[Sequence[Report], Sequence[Refusal], Style], str]
ListingFormat = Callable[
    [Sequence[tuple[Document, Sequence[Listed]]], Sequence[Refusal], Style], str
]
SimulationFormat = Callable[[SimulationReport, Style, bool], str]

FORMATS: dict[str, Format] = {
    "concise": as_concise,
    "full": as_full,
    "json": as_json,
    "github": as_github,
    "sarif": as_sarif,
    "junit": as_junit,
    "html": as_html,
    "markdown": as_markdown,
}

LISTING_FORMATS: dict[str, ListingFormat] = {
    "text": as_listing,
    "json": listing_as_json,
}

SIMULATION_FORMATS: dict[str, SimulationFormat] = {
    "text": as_simulation,
    "json": as_simulation_json,
}

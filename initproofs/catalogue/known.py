"""What a catalogue entry is: a statement of the field, whether it is true, and the words for it.

Entries hold no verbs. Phrases are written in the language of ``given.assertions``: ``{NAME}`` is
looked up in ``WORDS``, a space is any space. They are matched conservatively; what is not said in
one of these ways is not known to be said.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..nouns import Ruling


@dataclass(frozen=True, slots=True)
class Known:
    """One statement and its ruling.

    ``about`` has to occur in the sentence or shortly above it, ``unless`` must not; both are
    patterns. ``steps`` prove what is proved; ``example`` and ``because`` show what is false or what
    fails without the ``missing`` assumptions.
    """

    name: str
    ruling: Ruling
    phrases: tuple[str, ...]
    message: str
    because: str
    reference: str
    about: str = ""
    unless: str = ""
    missing: tuple[str, ...] = ()
    steps: tuple[tuple[str, str], ...] = ()
    example: tuple[tuple[str, str], ...] = ()
    correction: str | None = None
    advised: bool = False  # a purpose, “to avoid …”, is how this is said
    possible: bool = False  # “can lead to …” is how this is said
    denies: bool = False  # the phrase itself says “not”, “never”, “without”


WORDS: dict[str, str] = {
    "START": r"(?:(?:good|proper|careful|correct|right|appropriate|suitable|weight|parameter|"
    r"random|such|these|this|better|kind|of|the|an?|he|kaiming|xavier|glorot|parameters?) )*"
    r"(?:initiali[sz]ations?(?: (?:methods?|schemes?|techniques?|strateg(?:y|ies)))?|"
    r"init(?: schemes?)?|methods?|techniques?|schemes?|starting weights|initial weights)",
    "WEIGHTS": r"(?:(?:all|the|our|its|of|initial|network|these|each|every) )*"
    r"(?:weights?(?: (?:matrix|matrices|values))?|parameters?)",
    "VANISH": r"(?:(?:the|a) )?(?:problems? of )?(?:vanishing(?:[ /](?:and|or|&)? ?exploding)?|"
    r"exploding(?:[ /](?:and|or|&)? ?vanishing)?)[ -]?gradients?(?: problems?)?",
    "GRADIENTS": r"(?:(?:the|all|our|their) )?gradients?",
    "DESCENT": r"(?:stochastic |batch )?(?:gradient descent|training|optimi[sz]ation|learning|sgd)",
    "ADV": r"(?:(?:also|often|usually|typically|then|thus|really|further|will|can|may|could|"
    r"might|simply|just|not only|help(?:s|ed)?(?: to)?|us|is able to|was able to|were able to|"
    r"are able to|do|does|did) )*",
}

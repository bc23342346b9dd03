"""All sayings of the field, in one list."""

from __future__ import annotations

from .said_of_data import DATA
from .said_of_gradients import GRADIENTS
from .said_of_layers import LAYERS
from .said_of_learning import LEARNING
from .said_of_scales import SCALES
from .said_of_schemes import SCHEMES
from .said_of_starts import STARTS
from .saying import Saying

SAYINGS: tuple[Saying, ...] = (
    *STARTS,
    *SCALES,
    *SCHEMES,
    *LAYERS,
    *LEARNING,
    *GRADIENTS,
    *DATA,
)

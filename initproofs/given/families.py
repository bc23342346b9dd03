"""The letters that everybody uses: which family a name of a network belongs to."""

from __future__ import annotations

WEIGHTS = "W w 𝐖 𝐰 Θ θ".split()
BIASES = "b 𝐛 B".split()
PARAMETERS = frozenset([*WEIGHTS, *BIASES])  # Θ^(0) and b^(0) take layer 0 to layer 1
SUMS = "Z z 𝐙 𝐳".split()
OUTPUTS = "A a 𝐀 𝐚 H h 𝐇 𝐡".split()
INPUTS = "X x 𝐗 𝐱".split()
HIDDEN = "U V 𝐔 𝐕".split()  # weights, too, in notes that name each matrix by a letter
TARGETS = frozenset("Y y 𝐘 𝐲 t T".split())
PREDICTIONS = "Ŷ ŷ".split()
ERRORS = ("δ", "𝛅")
LOSSES = frozenset("L ℒ J C E ℓ l 𝒥 𝒞 ℰ Loss Cost loss cost 𝐿 𝐽 Err Error".split())


def names_loss(name: str) -> bool:
    """``J``, and ``J_reg`` too."""
    return name.partition("_")[0].partition("^")[0] in LOSSES


UNKNOWN = "an unknown function: "
ROW, COLUMN, TURNED = "rows", "columns", "columns, Wᵀ"
LAYOUTS = (COLUMN, ROW, TURNED)
NAMED_FUNCTIONS = frozenset("f g h u v q F G".split())  # f(x, y) = … is a thing to derive
COUNTERS = frozenset("i j k l".split())
ACTIVATIONS = frozenset("σ g f φ ϕ h 𝒜 ρ ψ".split())

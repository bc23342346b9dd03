"""Ensembles of random networks: what one is, and what is measured on each; sizes that cannot be
computed and signals that leave floating point are refused.

Signals and gradients are measured as logarithms: where the activation is positively homogeneous the
cores rescale as they go, so that ten thousand layers neither overflow nor vanish.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from functools import cached_property

import numpy as np

from .activations import Activation, Array
from .initialisers import LAWS, Initialiser
from .layers import Architecture


@dataclass(frozen=True)
class RandomNetwork:
    """A network without biases whose weights are drawn afresh for every member of the ensemble."""

    widths: tuple[int, ...]
    activation: str = "relu"
    initialiser: Initialiser = field(default_factory=Initialiser)
    output: str = "identity"

    def __post_init__(self) -> None:
        Architecture(self.widths, self.activation, self.output)

    def __reduce__(self) -> tuple[object, ...]:
        """Travels as what it was made of, without what was worked out since."""
        return RandomNetwork, (self.widths, self.activation, self.initialiser, self.output)

    @cached_property
    def architecture(self) -> Architecture:
        """The layers, examples in columns."""
        return Architecture(self.widths, self.activation, self.output)

    @cached_property
    def variances(self) -> tuple[float, ...]:
        """Variance of one weight of every layer."""
        return tuple(self.initialiser.variance(*fans) for fans in self.architecture.fans)

    @cached_property
    def activations(self) -> tuple[Activation, ...]:
        """The activation of every layer."""
        return self.architecture.activations()

    @property
    def depth(self) -> int:
        """Layers of weights."""
        return len(self.widths) - 1

    @cached_property
    def homogeneous(self) -> bool:
        """Whether every layer is positively homogeneous, so that it may be rescaled."""
        return all(layer.leak is not None for layer in self.activations)

    @property
    def gaussian(self) -> bool:
        """Whether the weights are, which the exact statistics and the shortcut need."""
        return LAWS[self.initialiser.law].name == "normal"


@dataclass(frozen=True)
class Sample:
    """Measurements of every network (rows) in every layer (columns), in the order of the chunks.

    ``signal`` is ln of the mean square of the activations, ``gradient`` that of the gradient in the
    pre-activations, ``weights`` ln ‖∂J/∂W‖² (Frobenius); −inf where the layer is dead.
    ``zeros`` is the share of activations that are 0, ``saturated`` of slopes below a tenth of the
    steepest. ``forward`` is |z|²/(σ²|a|²) and ``backward`` |P⊥Wᵀδ|²/(σ²|δ|²) for one example, the
    exact χ² statistics of `layerwise` if the weights are Gaussian. What there is none of, and
    shares that were not asked for, are NaN.
    """

    signal: Array
    gradient: Array
    weights: Array
    zeros: Array
    saturated: Array
    forward: Array
    backward: Array


def blank(networks: int, depth: int) -> Sample:
    """A sample to be filled in, layer by layer: those of one layer lie together in memory."""
    return Sample(*(np.full((depth, networks), np.nan).T for _ in fields(Sample)))


def combine(samples: Sequence[Sample]) -> Sample:
    """One sample after the other: the order of the chunks is the order of the networks."""
    return Sample(*(np.concatenate([getattr(s, f.name) for s in samples]) for f in fields(Sample)))

"""What libraries have and what they do: names, and defaults, with version and source.

Only complete lists are here: a name that is not in the list of its module does not exist. Modules
without a complete list are left alone, but for names that notes invent.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

# NumPy 1.17 to 2.4, numpy.random and numpy.linalg.
RANDOM = frozenset(
    """BitGenerator Generator MT19937 PCG64 PCG64DXSM Philox RandomState SFC64 SeedSequence beta
    binomial bit_generator bytes chisquare choice default_rng dirichlet exponential f gamma
    geometric get_bit_generator get_state gumbel hypergeometric laplace logistic lognormal
    logseries mtrand multinomial multivariate_normal negative_binomial noncentral_chisquare
    noncentral_f normal pareto permutation poisson power rand randint randn random
    random_integers random_sample ranf rayleigh sample seed set_bit_generator set_state shuffle
    standard_cauchy standard_exponential standard_gamma standard_normal standard_t test
    triangular uniform vonmises wald weibull zipf""".split()
)
LINALG = frozenset(
    """LinAlgError cholesky cond cross det diagonal eig eigh eigvals eigvalsh inv linalg lstsq
    matmul matrix_norm matrix_power matrix_rank matrix_transpose multi_dot norm outer pinv qr
    slogdet solve svd svdvals tensordot tensorinv tensorsolve test trace vecdot
    vector_norm""".split()
)
MODULES = {"random": RANDOM, "linalg": LINALG}
# Functions of the field that NumPy itself does not have.
ABSENT = frozenset(
    "relu sigmoid softmax softplus leaky_relu one_hot onehot cross_entropy xavier glorot he".split()
)
INSTEAD = {
    "random.zeros": "np.zeros",
    "random.ones": "np.ones",
    "random.full": "np.full",
    "random.eye": "np.eye",
    "random.empty": "np.empty",
    "random.gaussian": "np.random.normal",
    "random.gauss": "np.random.normal",
    "random.random_normal": "np.random.normal",
    "random.randnormal": "np.random.randn",
    "random.randnorm": "np.random.randn",
    "random.rand_n": "np.random.randn",
    "random.randnn": "np.random.randn",
    "random.uniform_": "np.random.uniform",
    "random.normal_": "np.random.normal",
}


@dataclass(frozen=True)
class Default:
    """What a framework does when it is asked for nothing."""

    pattern: re.Pattern[str]
    value: str
    source: str


KERAS = Default(
    re.compile(r"kernel_initializer"),
    "glorot_uniform",
    "Keras 2 and 3 (3.15.1), Dense.__init__ and Conv.__init__",
)
# The names that keras.initializers knows, in the spelling of configurations.
KERAS_NAMES = frozenset(
    """constant glorot_normal glorot_uniform he_normal he_uniform identity lecun_normal
    lecun_uniform ones orthogonal random_normal random_uniform truncated_normal variance_scaling
    zeros""".split()
)


def missing(name: str) -> tuple[str, str] | None:
    """(NumPy’s name for it, what to write instead) of a name that NumPy has not."""
    module, _, rest = name.partition(".")
    if module not in ("np", "numpy") or not rest:
        return None
    first, _, second = rest.partition(".")
    absent = (second and first in MODULES and second.partition(".")[0] not in MODULES[first]) or (
        not second and first in ABSENT
    )
    return (rest, INSTEAD.get(rest, "")) if absent else None

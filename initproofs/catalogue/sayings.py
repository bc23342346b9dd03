"""What is known of ideas put together: “zero weights” with “break symmetry” is false.

A ``Saying`` holds when it is affirmed or when it is denied, never both; what is true of neither is
not in the list.
"""

from __future__ import annotations

from dataclasses import dataclass

from . import truths as so
from .truths import Truth

Ideas = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Saying:
    """``of`` are ideas of which one must be there for each place; ``beside`` may be there too.

    ``true`` says whether it is true when affirmed, and ``why`` shows it.
    """

    name: str
    of: tuple[Ideas, ...]
    true: bool
    why: Truth
    beside: Ideas = ()
    hedged: bool | None = None  # True: only with “can”; False: not with it; None: either way
    purpose: bool = False  # “to break symmetry” says it, too
    everywhere: bool = True  # it is so always
    deniable: bool = True
    unless: str = ""  # what a note that says it of something else speaks of, near by
    missing: Ideas = ()  # it is true only under these


_EQUAL = ("weights zero", "weights one value")
_WITH_EQUAL = ("biases zero", "biases one value", "causes", "hinders")
_ZERO = ("weights zero",)
_RANDOM = ("weights random",)
_CURVES = ("sigmoid", "tanh")
_ELSEWHERE = (
    r"regression|perceptron|no hidden|without hidden|single[- ]layer|one[- ]layer|svm|convex|bias|"
    r"linear (?:model|classifier)|residual|last layer|final layer|output layer|lora|adapter|embed|"
    r"batch ?norm|gamma|beta|pre-?train|moment|optimi[sz]er|accumulat|hidden state|memory"
)

_STARTS: tuple[Saying, ...] = (
    Saying("equal starts make copies", (_EQUAL, ("alike",)), True, so.COPIES, _WITH_EQUAL),
    Saying("equal starts never part", (_EQUAL, ("apart",)), False, so.COPIES, _WITH_EQUAL),
    Saying(
        "equal starts break nothing", (_EQUAL, ("breaks symmetry",)), False, so.COPIES, _WITH_EQUAL
    ),
    Saying(
        "equal starts are no good", (_EQUAL, ("good",)), False, so.COPIES, _WITH_EQUAL,
        hedged=False, unless=_ELSEWHERE,
    ),
    Saying(
        "equal starts are bad", (_EQUAL, ("bad",)), True, so.COPIES, _WITH_EQUAL,
        hedged=False, unless=_ELSEWHERE,
    ),
    Saying(
        "random weights break symmetry", (_RANDOM, ("breaks symmetry", "apart")), True,
        so.DRAWN_APART, ("biases zero", "in order"), purpose=True,
    ),
    Saying(
        "random weights make no copies", (_RANDOM, ("alike",)), False, so.DRAWN_APART,
        ("biases zero",),
    ),
    Saying(
        "biases may be zero", (("biases zero",), ("good",)), True, so.DRAWN_APART,
        ("weights random", "breaks symmetry"),
    ),
    Saying(
        "zero biases are no mistake", (("biases zero",), ("bad",)), False, so.DRAWN_APART,
        ("weights random", "breaks symmetry"),
    ),
    Saying(
        "one unit may start at zero", (("logistic regression",), _ZERO, ("good",)), True,
        so.NO_UNITS, ("biases zero",),
    ),
    Saying(
        "one unit learns from zero",
        (("logistic regression",), _ZERO, ("bad", "symmetry problem")), False,
        so.NO_UNITS, ("biases zero",),
    ),
    Saying(
        "one unit has no symmetry", (("logistic regression",), ("symmetry problem",)), False,
        so.NO_UNITS,
    ),
    Saying(
        "sigmoids of nothing are a half",
        (("weights zero",), ("biases zero",), ("sigmoid",), ("outputs a half",)), True, so.AT_ZERO,
    ),
    Saying(
        "sigmoids of a bias", (("weights zero",), ("sigmoid",), ("outputs a half",)), True,
        so.AT_ZERO, deniable=False, missing=("the biases are zero",),
    ),
    Saying(
        "sigmoids are never zero", (("weights zero",), ("sigmoid",), ("outputs zero",)), False,
        so.AT_ZERO, ("biases zero",),
    ),
    Saying(
        "nothing gives nothing",
        (("weights zero",), ("biases zero",), ("tanh", "relu"), ("outputs zero",)), True,
        so.AT_ZERO,
    ),
    Saying("dropout parts copies", (("dropout",), ("breaks symmetry",)), True, so.MASKS),
)  # fmt: skip

_SCALES: tuple[Saying, ...] = (
    Saying(
        "large weights saturate", (("large weights",), ("saturates",), _CURVES), True,
        so.LARGE_SATURATE, ("causes",),
    ),
    Saying(
        "large weights avoid no saturation", (("large weights",), ("avoids",), ("saturates",)),
        False, so.LARGE_SATURATE, _CURVES, deniable=False,
    ),
    Saying(
        "large weights make slopes vanish", (("large weights",), ("gradient vanishes",), _CURVES),
        True, so.LARGE_SATURATE, ("deep", "causes", "saturates"), everywhere=False, deniable=False,
    ),
    Saying(
        "large weights can explode",
        (("large weights",), ("signal explodes", "gradient explodes")), True, so.LARGE_GROW,
        ("deep", "causes"), hedged=True, everywhere=False, deniable=False,
    ),
    Saying(
        "small weights do not saturate", (("small weights",), ("saturates",), _CURVES), False,
        so.SMALL_DO_NOT, ("causes",),
    ),
    Saying(
        "small weights avoid saturation", (("small weights",), ("avoids",), ("saturates",)), True,
        so.SMALL_DO_NOT, _CURVES, purpose=True, everywhere=False, deniable=False,
    ),
    Saying(
        "small weights stay in the linear part",
        (("small weights",), ("keeps",), _CURVES, ("near zero",)), True, so.SMALL_DO_NOT,
        deniable=False,
    ),
    Saying(
        "small weights let the signal die",
        (("small weights",), ("signal dies", "gradient vanishes")), True, so.SMALL_DIE,
        ("deep", "causes"), everywhere=False, deniable=False,
    ),
    Saying(
        "small weights explode nothing",
        (("small weights",), ("signal explodes", "gradient explodes")), False, so.SMALL_DIE,
        ("deep", "causes"),
    ),
    Saying(
        "no start guarantees gradients", (_RANDOM, ("no gradient trouble",)), False, so.ANY_SCALE,
        deniable=False,
    ),
    Saying("scale cancels", (("batch norm",), ("scale cancels",)), True, so.NORMALISED),
    Saying(
        "scale is forgiven", (("batch norm",), ("less sensitive",)), True, so.NORMALISED,
        everywhere=False,
    ),
)  # fmt: skip

_SCHEMES: tuple[Saying, ...] = (
    Saying(
        "xavier is not for relu", (("xavier",), ("meant for",), ("relu",)), False,
        so.RELU_WANTS_TWO, purpose=True,
    ),
    Saying(
        "xavier is for tanh", (("xavier",), ("meant for",), ("tanh",)), True,
        so.TANH_WANTS_ONE, purpose=True, everywhere=False,
    ),
    Saying(
        "he is for relu", (("he",), ("meant for",), ("relu",)), True, so.RELU_WANTS_TWO,
        purpose=True,
    ),
    Saying(
        "he is not for curves", (("he",), ("meant for",), _CURVES), False, so.TANH_WANTS_ONE,
        purpose=True,
    ),
    Saying(
        "lecun is for selu", (("lecun",), ("meant for",), ("selu",)), True, so.SELU_FIXED,
        purpose=True,
    ),
    Saying(
        "he keeps the variance", (("he",), ("preserves variance",), ("relu",)), True,
        so.RELU_WANTS_TWO, everywhere=False,
    ),
    Saying(
        "xavier loses it with relu", (("xavier",), ("preserves variance",), ("relu",)), False,
        so.RELU_WANTS_TWO,
    ),
    Saying("lengths are kept", (("orthogonal",), ("preserves norms",)), True, so.LENGTHS),
)  # fmt: skip

_FUNCTIONS: tuple[Saying, ...] = (
    Saying("sigmoids are positive", (("sigmoid",), ("zero-centred",)), False, so.SIGMOID_POSITIVE),
    Saying("tanh is odd", (("tanh",), ("zero-centred",)), True, so.TANH_ODD),
    Saying("relus are positive", (("relu",), ("zero-centred",)), False, so.RELU_POSITIVE),
    Saying(
        "relu is open above", (("relu",), ("saturates",), ("at large positive inputs",)), False,
        so.RELU_OPEN,
    ),
    Saying(
        "variances add", (("independent sum",), ("adds variances",)), True, so.VARIANCES_ADD
    ),
    Saying(
        "variances add if uncorrelated", (("variance of a sum",), ("adds variances",)), True,
        so.UNCORRELATED, deniable=False, everywhere=False,
        missing=("the terms are uncorrelated",),
    ),
    Saying(
        "deviations do not add",
        (("independent sum", "variance of a sum"), ("adds deviations",)), False, so.VARIANCES_ADD,
    ),
)  # fmt: skip

SAYINGS: tuple[Saying, ...] = (*_STARTS, *_SCALES, *_SCHEMES, *_FUNCTIONS)

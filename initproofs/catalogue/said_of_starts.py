"""Sayings about zero, constant and random starts: of weights, of biases, of one layer."""

from __future__ import annotations

from . import truths as so
from .saying import Saying
from .truths import BOYD, GOODFELLOW, Truth

_EQUAL = ("weights zero", "weights one value")
_WITH_EQUAL = ("biases zero", "biases one value", "causes", "hinders")
_ZERO = ("weights zero",)
_RANDOM = ("weights random", "weights random in a layer")
_NO_ORDER = ("in order", "rather than zero", "biases zero", "causes")
_ELSEWHERE = (
    r"regression|perceptron|no hidden|without hidden|single[- ]layer|one[- ]layer|svm|convex|bias|"
    r"linear (?:model|classifier)|residual|last layer|final layer|output layer|lora|adapter|embed|"
    r"batch ?norm|gamma|beta|pre-?train|moment|optimi[sz]er|accumulat|hidden state|memory"
)
_BIASES = r"{DET}bias(?:es)?(?: (?:terms?|vectors?|values?|parameters?))?(?: ⟨b⟩)?"
_AT_RANDOM = (
    r"(?:randomly|random|different|(?:to|with) (?:small )?random (?:values|numbers)|at random)"
)

LOGISTIC = Truth(
    "without hidden units zero weights learn: the gradient there is Σ (½ − y_i) x_i",
    "it is not 0 unless the features and the labels do not go together at all",
    BOYD,
    (("gradient", "∂L/∂w_j = Σ_i (ŷ_i − y_i) x_ij: at w = 0 it is Σ_i (½ − y_i) x_ij"),),
    (("x, y", "2, 1"), ("w", "0"), ("∂L/∂w", "−1")),
)
ALL_ZERO = Truth(
    "with φ(0) = 0 and all parameters 0 every gradient of a weight is 0",
    "dW = (A of the layer below)ᵀ dZ with A = 0, or dZ = dZ′ W′ᵀ φ′ with W′ = 0",
    GOODFELLOW,
    (
        ("forward", "Z = 0 and A = φ(0) = 0 in every hidden layer"),
        ("backward", "below the output layer dZ = (dZ′ W′ᵀ) ⊙ φ′(0) = 0, since W′ = 0"),
        ("gradients", "dW = Aᵀ dZ: A = 0 above the input, dZ = 0 below the output"),
    ),
    (("W, b", "0"), ("x", "(1, 2)"), ("dW^[1], dW^[2]", "0")),
)
EQUIVARIANT = Truth(
    "every optimiser that treats all units alike moves equal units alike",
    "equal gradients have equal moments, and the same step is taken with them",
    "the twin theorem, by relabelling the units",
    (
        ("equal start", "two units with equal incoming and outgoing weights and equal bias"),
        ("relabelling", "the update does not change when the two units are exchanged"),
        ("induction over the steps", "equal gradients, equal moments, equal steps"),
    ),
    (("g_1, g_2", "equal"), ("Adam's m and v", "equal"), ("steps", "equal")),
    "random weights part the units",
)
MANY = Truth(
    "the matrices of a shape are a vector space over the reals",
    "there are as many as real numbers",
    "linear algebra",
    (("cardinality", "ℝ^(m × n) with mn ≥ 1 contains t·E for every real t"),),
    (("t", "1, 2, 3, …"), ("W", "t·E")),
)

STARTS: tuple[Saying, ...] = (
    Saying(
        "equal starts make copies", (_EQUAL, ("alike", "one unit")), True, so.COPIES, _WITH_EQUAL
    ),
    Saying(
        "equal starts never part", (_EQUAL, ("apart",)), False, so.COPIES,
        (*_WITH_EQUAL, "optimiser", "learning rate"),
    ),
    Saying(
        "equal starts break nothing", (_EQUAL, ("breaks symmetry",)), False, so.COPIES,
        (*_WITH_EQUAL, "rather than zero"),
    ),
    Saying(
        "equal starts have a problem", (_EQUAL, ("symmetry problem",)), True, so.COPIES,
        _WITH_EQUAL,
    ),
    Saying(
        "equal starts are no good", (_EQUAL, ("good", "no harm", "meant for")), False, so.COPIES,
        (*_WITH_EQUAL, "deep"),
        hedged=False, unless=_ELSEWHERE,
    ),
    Saying(
        "equal starts are bad", (_EQUAL, ("bad",)), True, so.COPIES, _WITH_EQUAL,
        hedged=False, unless=_ELSEWHERE,
    ),
    Saying(
        "random weights break symmetry", (_RANDOM, ("breaks symmetry", "apart")), True,
        so.DRAWN_APART, _NO_ORDER, purpose=True,
    ),
    Saying(
        "random weights make no copies", (_RANDOM, ("alike",)), False, so.DRAWN_APART,
        ("biases zero", "rather than zero", "causes"),
    ),
    Saying(
        "random weights have no such problem", (_RANDOM, ("symmetry problem",)), False,
        so.DRAWN_APART, ("causes",),
    ),
    Saying(
        "biases may be zero", (("biases zero",), ("good", "no harm", "possible")), True,
        so.DRAWN_APART,
        ("weights random", "breaks symmetry"),
    ),
    Saying(
        "zero biases are no mistake", (("biases zero",), ("bad", "symmetry problem")), False,
        so.DRAWN_APART, ("weights random", "breaks symmetry", "causes", "no harm"),
    ),
    Saying(
        "biases start at zero", (), True, so.DRAWN_APART,
        phrases=(
            (rf"{_BIASES} (?:is|are)(?: almost)? (?:usually|typically|often|generally|commonly|"
            r"always|normally|simply|just)(?: just| simply| always)? (?:initiali[sz]ed|set|"
            r"started) (?:to|with|at|as) (?:all )?{ZERO}"),
            (rf"(?:in (?:general |common )?practice,? |generally,? |usually,? |typically,? |"
            rf"normally,? |commonly,? ){_BIASES} (?:is|are) (?:initiali[sz]ed|set|started) "
            r"(?:to|with|at|as) (?:all )?{ZERO}"),
            (rf"it is (?:common|customary|usual|standard)(?: practice)? to (?:initiali[sz]e|set|"
            rf"start) {_BIASES} (?:to|with|at|as)(?: be| all)* {{ZERO}}"),
        ),
        beside=("breaks symmetry", "weights random"), deniable=False, unless=r"gradient of",
    ),
    Saying(
        "biases have to be random", (), False,
        Truth(
            "random weights break the symmetry alone: the biases may all be zero",
            "units with different weights differ, whatever their biases",
            "He et al. (2015), who start every bias at zero",
            so.DRAWN_APART.steps,
            (("w_1, w_2", "1, 2"), ("b_1, b_2", "0, 0"), ("z_1, z_2 at x = 1", "1, 2")),
        ),
        phrases=(
            (rf"{_BIASES} {{ADV}}(?:must|have to|need to|need|should always|has to|needs to)"
            rf"(?: not)?(?: also| all)* be (?:initiali[sz]ed )?{_AT_RANDOM}"),
            (rf"(?:there is (?:a |no )need|(?:{{ADV}})(?:have|need)) to initiali[sz]e {_BIASES} "
            rf"{_AT_RANDOM}"),
        ),
        beside=("breaks symmetry", "in order", "biases zero", "good"), purpose=True,
        unless=r"weights? (?:is|are) (?:all )?(?:zero|equal|constant|the same)",
    ),
    Saying(
        "one unit may start at zero",
        (("logistic regression",), _ZERO, ("good", "no harm", "possible")),
        True, so.NO_UNITS, ("biases zero", "no hidden layer", "convex", "no symmetry"),
    ),
    Saying(
        "one unit learns from zero",
        (("logistic regression",), _ZERO, ("bad", "symmetry problem", "does not learn")), False,
        so.NO_UNITS, ("biases zero",),
    ),
    Saying(
        "one unit has a gradient at zero",
        (("logistic regression",), _ZERO, ("gradient is zero",)), False, LOGISTIC,
        ("biases zero", "causes"),
    ),
    Saying(
        "one unit has no symmetry", (("logistic regression",), ("symmetry problem",)), False,
        so.NO_UNITS, ("no hidden layer",),
    ),
    Saying(
        "no symmetry without units", (("logistic regression",), ("no symmetry",)), True,
        so.NO_UNITS, ("no hidden layer", "convex"), deniable=False,
    ),
    Saying(
        "sigmoids of nothing are a half",
        (("weights zero",), ("biases zero",), ("sigmoid",), ("outputs a half",)), True, so.AT_ZERO,
    ),
    Saying(
        "gradients at zero",
        (("weights zero",), ("gradient is zero", "gradient near zero", "gradient vanishes")), True,
        ALL_ZERO, ("causes",), deniable=False,
        missing=(
            "the gradients of the weights are meant", "the biases are zero",
            "φ(0) = 0, as for ReLU and tanh", "there is a hidden layer",
        ),
    ),
    Saying(
        "units of a bias", (("weights zero",), ("outputs zero",)), True, so.AT_ZERO,
        ("tanh", "relu"), deniable=False,
        missing=("the biases are zero", "φ(0) = 0, as for ReLU and tanh"),
    ),
    Saying(
        "batch norm parts no copies",
        (("batch norm",), _EQUAL, ("breaks symmetry", "no harm", "good")), False, EQUIVARIANT,
        ("causes", "biases zero"),
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
    Saying(
        "nothing gives no half",
        (("weights zero",), ("biases zero",), ("tanh", "relu"), ("outputs a half",)), False,
        so.AT_ZERO,
    ),
    Saying(
        "nothing moves at zero",
        (("weights zero",), ("biases zero",), ("tanh", "relu"), ("gradient is zero",)), True,
        ALL_ZERO,
    ),
    Saying(
        "nothing else moves at zero",
        (("weights zero",), ("biases zero",), ("tanh", "relu"), ("gradient is not zero",)), False,
        ALL_ZERO, deniable=False,
    ),
    Saying("dropout parts copies", (("dropout",), ("breaks symmetry", "apart")), True, so.MASKS),
    Saying(
        "no optimiser makes equal starts good", (("optimiser",), _EQUAL, ("good", "no harm")),
        False,
        EQUIVARIANT, ("biases zero",),
    ),
    Saying(
        "no optimiser parts copies", (("optimiser", "learning rate"), ("breaks symmetry",)), False,
        EQUIVARIANT, (*_EQUAL, "biases zero"), unless="noise|random",
        about=r"zero|\b0\b|same|equal|identical|constant|symmetr\w+ (?:between|of) (?:equal|"
        r"identical)",
    ),
    Saying(
        "there are infinitely many starts", (), True, MANY,
        phrases=(
            (r"(?:an )?infinite(?:ly many)? (?:number of )?(?:possible )?(?:⟨?w⟩? )?(?:weight )?"
            r"(?:matrix )?initiali[sz]ations?"),
        ),
        deniable=False,
    ),
)  # fmt: skip

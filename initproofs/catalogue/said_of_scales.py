"""Sayings about the scale of weights: saturation, and signals that die or explode with depth."""

from __future__ import annotations

from . import truths as so
from .saying import Saying
from .truths import GLOROT, Truth

_CURVES = ("sigmoid", "tanh", "sigmoid or tanh")
_DEEPLY = ("deep", "causes", "linear stack")

EITHER = Truth(
    "K linear layers scale the mean square by (n·Var(w))^K",
    "a gain below 1 makes it vanish, a gain above 1 makes it explode",
    GLOROT,
    (
        ("one layer", "E|a^(k)|² = n Var(w) E|a^(k−1)|²"),
        ("product over layers", "E|a^(K)|² = (n Var(w))^K E|x|²"),
        ("two starts", "n Var(w) = ½: 2^(−K), it vanishes; n Var(w) = 2: 2^K, it explodes"),
    ),
    (("n Var(w)", "½ or 2"), ("K", "20"), ("E|a|²", "10^(−6) or 10^6")),
)
SLOPES = Truth(
    "where it saturates the slope goes to 0",
    "σ′(10) is about 0.0000454, tanh′(10) about 8·10^(−9)",
    GLOROT,
    (so.LARGE_SATURATE.steps[0],),
    (("z", "10"), ("σ′(z)", "0.0000454")),
)
STEEPEST = Truth(
    "the slope is largest at 0: ¼ for the sigmoid, 1 for tanh",
    "σ′ = σ(1 − σ) ≤ ¼ with equality for σ = ½, and tanh′ = 1 − tanh² ≤ 1 with equality at 0",
    GLOROT,
    (("sigmoid", "σ′ = σ(1 − σ) ≤ ¼, = at σ = ½"), ("tanh", "1 − tanh² ≤ 1, = at tanh = 0")),
    (("σ′(0), σ′(5)", "0.25, 0.0066"), ("tanh′(0), tanh′(5)", "1, 0.00018")),
)
FANS = Truth(
    "n terms add up: Var(z) = n·Var(w)·E x² grows with n, and Var(w) ∝ 1/n undoes it",
    "with Var(w) = 1 and E x² = 1 the variance of z is n",
    "LeCun et al. (1998), §4.6",
    (
        ("independent terms with mean zero", "Var(Σ w_i x_i) = Σ Var(w_i x_i)"),
        ("each term", "Var(w x) = Var(w) E x²"),
        ("n of them", "Var(z) = n Var(w) E x²"),
    ),
    (("n", "100, 400"), ("Var(w)", "1"), ("Var(z)", "100, 400")),
    "the more inputs, the smaller the weights: Var(w) ∝ 1/n",
)
BELOW = Truth(
    "the gradient of a layer is a product over the layers above it: the first has most factors",
    "with a factor ½ in each of ten layers the first one gets 2^(−10) of what the last one gets",
    GLOROT,
    (
        ("backpropagation", "dz^(l) = (dz^(l+1) Wᵀ) ⊙ φ′(z^(l))"),
        ("product", "one factor for each layer above: with factors below 1 the lowest is smallest"),
    ),
    (("factor", "½"), ("layers", "10"), ("first layer against the last", "2^(−10)")),
    "the first layers: their gradients have passed through all the others",
)

SCALES: tuple[Saying, ...] = (
    Saying(
        "large weights saturate", (("large weights",), ("saturates",), _CURVES), True,
        so.LARGE_SATURATE, ("causes", "bad"),
    ),
    Saying(
        "saturation comes from large weights", (("large weights",), ("saturation comes from",)), True,
        so.LARGE_SATURATE, everywhere=False, deniable=False,
    ),
    Saying(
        "saturation comes not from small weights",
        (("small weights",), ("saturation comes from",)), False, so.SMALL_DO_NOT, deniable=False,
    ),
    Saying(
        "large weights avoid no saturation", (("large weights",), ("avoids",), ("saturates",)),
        False, so.LARGE_SATURATE, _CURVES, deniable=False, purpose=True,
    ),
    Saying(
        "large weights make slopes vanish",
        (("large weights",), ("gradient vanishes", "gradient near zero"), _CURVES),
        True, so.LARGE_SATURATE, ("deep", "causes", "saturates"), everywhere=False, deniable=False,
    ),
    Saying(
        "large weights can explode",
        (("large weights",), ("signal explodes", "gradient explodes")), True, so.LARGE_GROW,
        ("deep", "causes", "relu"), hedged=True, everywhere=False, deniable=False,
    ),
    Saying(
        "large weights make the signal grow",
        (("large weights",), ("signal explodes",)), True, so.LARGE_GROW,
        ("deep", "linear stack", "causes", "relu", "gradient explodes"),
        everywhere=False, deniable=False,
    ),
    Saying(
        "large weights do not fade",
        (("large weights",), ("linear stack", "relu"), ("signal dies", "gradient vanishes")),
        False, so.LARGE_GROW, ("deep", "causes"), deniable=False,
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
        "large weights leave the linear part",
        (("large weights",), ("keeps",), _CURVES, ("near zero",)), False, so.LARGE_SATURATE,
    ),
    Saying(
        "small weights let the signal die",
        (("small weights",), ("signal dies", "gradient vanishes", "gradient near zero")), True,
        so.SMALL_DIE, _DEEPLY, everywhere=False, deniable=False,
    ),
    Saying(
        "small weights explode nothing",
        (("small weights",), ("signal explodes", "gradient explodes")), False, so.SMALL_DIE,
        _DEEPLY,
    ),
    Saying(
        "no start guarantees gradients",
        (("weights random", "good start"), ("no gradient trouble",)), False, so.ANY_SCALE,
        deniable=False,
    ),
    Saying(
        "a bad start can do either",
        (("bad start",), ("gradient vanishes", "gradient explodes", "gradient trouble",
                          "signal dies", "signal explodes")), True,
        EITHER, ("causes", "deep"), everywhere=False, deniable=False,
    ),
    Saying(
        "starts matter for gradients", (), False, EITHER,
        phrases=(
            (r"(?:(?:the |choice of |choice of the )*{STARTS}) (?:has no (?:effect|influence|impact)"
            r" on|does not (?:affect|influence|matter for)|doesn't (?:affect|influence|matter for)|"
            r"plays no role (?:for|in)|is irrelevant (?:for|to)|has nothing to do with) "
            r"{VANISHING}"),
            (r"{VANISHING} (?:ha(?:ve|s) nothing to do with|do(?:es)? not (?:depend on|come from)|"
            r"(?:is|are) (?:independent of|unrelated to)) (?:the )?(?:weight )?"
            r"(?:initiali[sz]ation|(?:initial )?weights)"),
            (r"(?:it is |is )?(?:a |the )?(?:problem )?(?:is )?(?:involved with |of )?saturation "
            r"(?:of the activations?(?: functions?)?)?(?:,? (?:not of the network|not the initial "
            r"state))?(?:,? and)?,? not (?:with|by|from|because of|due to|a matter of) (?:the )?"
            r"(?:initiali[sz]ation|(?:initial )?weights)"),
        ),
        about="vanish|gradient", denies=True, deniable=False,
    ),
    Saying(
        "saturated units have no slope",
        (("saturated",), ("gradient near zero", "gradient vanishes")), True, SLOPES,
        (*_CURVES, "causes"),
    ),
    Saying(
        "a saturated slope is small", (("slope",), ("saturated",), ("is near zero",)), True, SLOPES,
        _CURVES,
    ),
    Saying(
        "saturated units are not steep", (("saturated",), ("gradient is large",)), False, SLOPES,
        _CURVES,
    ),
    Saying(
        "steepest at zero", (_CURVES, ("slope is largest",), ("near zero",)), True, STEEPEST,
        ("slope",),
    ),
    Saying(
        "not steepest far out", (_CURVES, ("slope is largest",), ("at large positive inputs",)),
        False, STEEPEST, ("slope",),
    ),
    Saying(
        "curves saturate", (_CURVES, ("saturates",), ("at both ends",)), True, SLOPES
    ),
    Saying(
        "curves can saturate", (_CURVES, ("saturates",)), True, SLOPES, hedged=True,
        deniable=False,
    ),
    Saying(
        "curves do saturate somewhere", (), False, SLOPES,
        phrases=(
            (r"(?:{SIGMOIDS}|{TANHS}) (?:never|do(?:es)? not|don't|doesn't|cannot) (?:ever )?"
            r"saturates?"),
        ),
        denies=True, deniable=False,
    ),
    Saying(
        "curves are steep near zero", (_CURVES, ("saturates",), ("near zero",)), False,
        so.SMALL_DO_NOT,
    ),
    Saying(
        "the variance grows with the inputs",
        (("variance of the sum", "weights random"), ("grows with inputs",)), True, FANS,
        ("variance of the sum",),
    ),
    Saying(
        "the variance does not fall with the inputs",
        (("variance of the sum",), ("falls with inputs", "does not see inputs")), False, FANS,
        deniable=False, unless=r"xavier|glorot|kaiming|lecun|scaled|rescal|divid|1/",
    ),
    Saying(
        "more inputs want smaller weights", (), True, FANS,
        phrases=(
            r"(?:a )?(?:larger|bigger|higher) (?:fan[- ]?in|number of inputs) (?:calls for|needs|requires) smaller (?:initial )?weights",
            (r"the (?:more inputs|larger the (?:fan[- _]?in|number of (?:its )?inputs))(?: a (?:"
            r"neuron|unit) has)?(?: is)?,? the smaller (?:the |its |their )?(?:initial )?"
            r"(?:weights|variance of {DET}weights)(?: should be| are)?"),
            (r"(?:neurons|units|layers) with (?:more|many) inputs (?:should (?:have|get|start with)|need|get) "
            r"smaller (?:initial )?weights"),
        ),
        beside=("xavier", "he", "lecun"), purpose=True, deniable=False,
    ),
    Saying(
        "more inputs want no larger weights", (), False, FANS,
        phrases=(
            r"(?:a )?(?:larger|bigger|higher) (?:fan[- ]?in|number of inputs) (?:calls for|needs|requires) larger (?:initial )?weights",
            (r"the (?:more inputs|larger the (?:fan[- _]?in|number of (?:its )?inputs))(?: a (?:"
            r"neuron|unit) has)?(?: is)?,? the larger (?:the |its |their )?(?:initial )?"
            r"(?:weights|variance of {DET}weights)(?: should be| are)?"),
            (r"(?:neurons|units|layers) with (?:more|many) inputs (?:should (?:have|get|start with)|need|get) "
            r"larger (?:initial )?weights"),
        ),
        beside=("xavier", "he", "lecun"), purpose=True, deniable=False,
    ),
    Saying(
        "more inputs, more variance",
        (("more inputs",), ("is larger",), ("variance of the sum",)), True, FANS, deniable=False,
    ),
    Saying(
        "more inputs, no less variance",
        (("more inputs",), ("is smaller",), ("variance of the sum",)), False, FANS,
        deniable=False, unless=r"xavier|glorot|kaiming|lecun|scaled|rescal|divid|1/",
    ),
    Saying(
        "smallest is not best", (), False, so.SMALL_DIE,
        phrases=(r"the smaller (?:the )?(?:initial )?weights,? the better",), deniable=False,
    ),
    Saying(
        "the first layers lose most",
        (("is more severe", "gradient vanishes"), ("early layers",)), True, BELOW,
        ("gradient vanishes", "deep", "sigmoid", "linear stack"),
        everywhere=False, deniable=False,
    ),
    Saying(
        "the last layers lose least", (("is more severe",), ("late layers",)), False, BELOW,
        ("gradient vanishes", "deep", "sigmoid"), deniable=False,
    ),
    Saying(
        "depth makes it worse", (), True, BELOW,
        phrases=(
            (r"the deeper (?:the )?(?:network|model)(?: (?:is|gets|becomes))?,? the (?:more severe|"
            r"worse|stronger|bigger)(?: (?:the |a )?(?:problem of )?vanishing gradients?"
            r"(?: problem)?)?(?: (?:becomes|gets|is))?"),
        ),
        beside=("gradient vanishes",), deniable=False, about="vanish",
    ),
    Saying(
        "more layers are no cure", (("more layers",), ("ends vanishing", "eases vanishing")), False,
        BELOW, deniable=False,
    ),
    Saying(
        "depth is no cure", (), False, BELOW,
        phrases=(
            (r"(?:adding |using )?(?:more|additional|extra) (?:hidden )?layers (?:reduces?|solves?|"
            r"alleviates?|fix(?:es)?|eliminates?|avoids?|prevents?) {VANISHING}"),
        ),
        deniable=False,
    ),
)  # fmt: skip

"""Sayings about named schemes: what Glorot's, He's and LeCun's weights are for, and what not."""

from __future__ import annotations

from . import truths as so
from .saying import Saying
from .truths import GLOROT, HE, Truth

_CURVES = ("sigmoid", "tanh", "sigmoid or tanh")

HE_AGAINST_LECUN = Truth(
    "He's variance is 2/n, LeCun's 1/n: twice as large, for the half that ReLU cuts off",
    "E ReLU(z)² is half of Var(z)",
    HE,
    so.RELU_WANTS_TWO.steps,
    (("n", "100"), ("He", "0.02"), ("LeCun", "0.01")),
    "He's variance is twice LeCun's",
)
RELU_CUTS = Truth(
    "ReLU sets the negative half of a symmetric law to 0: half of the mean square is left",
    "E ReLU(z)² = ½ E z²",
    HE,
    so.RELU_WANTS_TWO.steps,
    (("z", "±1"), ("ReLU(z)²", "0, 1"), ("mean", "½")),
)
BALANCE = Truth(
    "2/(fan_in + fan_out) is the compromise that keeps both, while the units are linear",
    "forward it takes fan_in·Var(w) = 1, backward fan_out·Var(w) = 1",
    GLOROT,
    (
        ("forward", "Var(z) = fan_in · Var(w) · Var(x)"),
        ("backward", "Var(dx) = fan_out · Var(w) · Var(dz)"),
        ("compromise", "Var(w) = 2/(fan_in + fan_out): both for equal widths"),
    ),
    (("fan_in = fan_out", "n"), ("Var(w)", "1/n")),
    "to keep the variance of signals and gradients the same in all layers",
)
MEAN_SQUARE = Truth(
    "true at initialisation and in the mean square",
    "single networks scatter: after K layers the logarithm of |a|² has drifted by about −5K/(2n), "
    "and nothing is promised once training has begun",
    "He et al. (2015); Hanin and Nica (2020)",
    so.RELU_WANTS_TWO.steps,
    (("n", "10"), ("K", "50"), ("typical |a|² against its mean", "e^(−12.5)")),
)
BENT = Truth(
    "true in the linear regime",
    "E tanh(G)² = 0.394 for G ~ N(0, 1), and not 1",
    GLOROT,
    so.TANH_WANTS_ONE.steps,
    (("z", "N(0, 1)"), ("E tanh²", "0.394")),
)

SCHEMES: tuple[Saying, ...] = (
    Saying(
        "xavier is not for relu", (("xavier",), ("meant for",), ("relu",)), False,
        so.RELU_WANTS_TWO, purpose=True, hedged=False,
    ),
    Saying(
        "xavier is for tanh", (("xavier",), ("meant for",), ("tanh",)), True,
        so.TANH_WANTS_ONE, ("near zero", "linear", "symmetric"), purpose=True, everywhere=False,
    ),
    Saying(
        "he is for relu", (("he",), ("meant for",), ("relu",)), True, so.RELU_WANTS_TWO,
        ("leaky relu", "deep"), purpose=True,
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
        so.RELU_WANTS_TWO, ("deep",), everywhere=False,
    ),
    Saying(
        "xavier loses it with relu", (("xavier",), ("preserves variance",), ("relu",)), False,
        so.RELU_WANTS_TWO, ("deep",),
    ),
    Saying(
        "xavier keeps the variance", (("xavier",), ("preserves variance",)), True, BALANCE,
        ("in order", "near zero", "linear stack", "linear", "meant for"), purpose=True,
        everywhere=False,
        deniable=False, unless=r"(?:use|using|with|our|this|the) relu",
    ),
    Saying(
        "xavier keeps the variance where tanh is linear",
        (("xavier",), ("preserves variance",), ("tanh",), ("near zero", "linear")), True, BALANCE,
        ("in order", "meant for"), purpose=True, everywhere=False, deniable=False,
    ),
    Saying(
        "xavier loses it where tanh bends",
        (("xavier",), ("preserves variance",), ("tanh",)), True, BENT, ("in order", "meant for"),
        purpose=True, everywhere=False, deniable=False,
        missing=("the pre-activations are small: the linear regime of tanh",),
    ),
    Saying(
        "xavier loses the variance of relus", (), False, so.RELU_WANTS_TWO,
        phrases=(
            (r"{XAVIER} {YES}(?:keep|preserve|maintain)s? (?:the )?variances? of (?:the )?relu "
            r"(?:activations|outputs|signals)(?: (?:constant|the same|equal|unchanged|stable))?"
            r"(?: (?:across|through|in|over) (?:all )?(?:the )?layers)?"),
        ),
        deniable=False,
    ),
    Saying(
        "the purpose of xavier", (), True, BALANCE,
        phrases=(
            (r"(?:the )?(?:goal|aim|purpose|idea|point|objective|motivation) of {XAVIER} "
            r"(?:is|was) "
            r"to (?:keep|preserve|maintain) the variances? of (?:the )?(?:activations|signals|"
            r"outputs)(?: and (?:of )?(?:the )?(?:back-?propagated )?gradients)?(?: (?:roughly "
            r"|approximately )?(?:the same|constant|equal|stable))?"
            r"(?: (?:across|through|in|over|between) (?:all )?(?:the )?layers)?"),
        ),
        purpose=True, deniable=False,
    ),
    Saying(
        "he keeps the signal of relus", (("he",), ("relu",), ("signal dies", "signal explodes")),
        False, so.RELU_WANTS_TWO, ("causes", "deep"), hedged=False,
    ),
    Saying(
        "he over xavier for relu", (("relu",), ("he over xavier",)), True, so.RELU_WANTS_TWO,
        purpose=True,
    ),
    Saying(
        "not xavier over he for relu", (("relu",), ("xavier over he",)), False, so.RELU_WANTS_TWO,
        purpose=True, hedged=False,
    ),
    Saying(
        "not he over xavier for tanh", (("tanh",), ("he over xavier",)), False, so.TANH_WANTS_ONE,
        purpose=True, hedged=False,
    ),
    Saying(
        "he is twice lecun", (), True, HE_AGAINST_LECUN,
        phrases=(
            (r"{HE} (?:doubles|uses twice|has twice|uses double|has double|is twice) the variance "
            r"of {LECUN}"),
        ),
        beside=("relu cuts a half", "relu", "in order"), deniable=False,
    ),
    Saying(
        "xavier balances both passes", (), True, BALANCE,
        phrases=(
            (r"{XAVIER} {YES}(?:balances?|is a compromise between|considers?) the forward(?: pass)?"
            r" and (?:the )?backward (?:pass|signals?)"),
        ),
        deniable=False,
    ),
    Saying(
        "he doubles it for relu", (), True, HE_AGAINST_LECUN,
        phrases=(
            r"{HE} (?:multiplies|scales|increases) the variance by (?:a factor of )?(?:two|2|⟨c⟩)",
            r"{HE} doubles the variance",
        ),
        beside=("relu zeroes", "relu", "relu cuts a half"), deniable=False,
    ),
    Saying(
        "he does not halve it for relu", (), False, HE_AGAINST_LECUN,
        phrases=(
            r"{HE} (?:divides|reduces) the variance by (?:a factor of )?(?:two|2|⟨c⟩)",
            r"{HE} halves the variance(?! (?:of|in))",
        ),
        beside=("relu zeroes", "relu", "relu cuts a half"), deniable=False,
    ),
    Saying(
        "he suits relu better", (), True, so.RELU_WANTS_TWO,
        phrases=(
            (r"{HE} {BE}(?:better|more) (?:suited|suitable|appropriate) (?:to|for) {RELUS} than "
            r"{XAVIER}"),
        ),
        deniable=False,
    ),
    Saying(
        "xavier suits relu no better", (), False, so.RELU_WANTS_TWO,
        phrases=(
            (r"{XAVIER} {BE}(?:better|more) (?:suited|suitable|appropriate) (?:to|for) "
            r"{RELUS} than "
            r"(?:{HE}|he)"),
        ),
        deniable=False, hedged=False,
    ),
    Saying(
        "he for relu, xavier for tanh", (("he relu xavier tanh",),), True, so.RELU_WANTS_TWO,
        purpose=True, deniable=False,
    ),
    Saying(
        "not he for tanh, xavier for relu", (("xavier relu he tanh",),), False, so.RELU_WANTS_TWO,
        purpose=True, deniable=False,
    ),
    Saying(
        "he is not half of lecun", (), False, HE_AGAINST_LECUN,
        phrases=(
            (r"{HE} (?:halves|uses half|has half|is half) (?:of )?the variance (?:of|compared "
            r"(?:with|to)) {LECUN}"),
        ),
        beside=("relu cuts a half", "relu", "in order"), deniable=False,
    ),
    Saying(
        "relu cuts a half", (), True, RELU_CUTS,
        phrases=(
            r"{ADV}takes? {RELUS} into account(?: by doubling the variance)?",
            (r"{ADV}(?:takes? into account|accounts? for|corrects? for|compensates? for)(?: the "
            r"fact)?(?: that)? {RELUS} (?:zeroes(?: out)?|zeroing(?: out)?|sets?|setting|"
            r"kills?|discards?|"
            r"cuts? off|cutting off)(?: roughly| about)? (?:a |the negative )?half(?: of)?"
            r"(?: (?:its|the|all))?(?: (?:inputs?|activations?|values?|signals?|neurons|units))?"
            r"(?: to zero)?"),
        ),
        beside=("he", "factor two"), purpose=True, deniable=False,
    ),
    Saying(
        "a good start ends vanishing gradients",
        (("he", "xavier", "good start"), ("ends vanishing",)), True, MEAN_SQUARE,
        ("relu", "deep", "causes"), deniable=False, purpose=True,
        missing=("it is meant at initialisation, of the mean square of the signal",),
    ),
    Saying(
        "He's initialisation ends vanishing gradients", (), True, MEAN_SQUARE,
        phrases=(
            (r"(?:in \d+,? )?he et al\.?(?: ?\(?\d{4}\)?)? proposed (?:an? )?(?:activation[- "
            r"]aware "
            r")?initiali[sz]ation(?: of (?:the )?weights)?(?: for {RELUS})? (?:that|which) (?:was "
            r"able to |can |is able to )?{ENDS} (?:this problem|these problems|{VANISHING})"),
        ),
        about="vanish|explod", deniable=False,
        missing=("it is meant at initialisation, of the mean square of the signal",),
    ),
    Saying(
        "such a start keeps gradients from vanishing or exploding", (), True,
        Truth(
            "true at initialisation, in the mean square",
            "the gain n·Var(w)·E g′² is 1 before the first step; training moves the weights away "
            "from it",
            GLOROT, so.SMALL_DIE.steps,
            (("gain at the start", "1"), ("gain after training", "anything")),
        ),
        phrases=(
            (r"{GRADIENTS} (?:do|does|will|would) not (?:vanish(?:es)?|explode)(?: or | nor |/)"
            r"(?:vanish|explode)(?: too (?:quickly|fast|much))?"),
        ),
        about="initiali[sz]", purpose=True, denies=True, deniable=False, hedged=False,
        missing=("it is meant at initialisation",),
    ),
    Saying(
        "Glorot's scale applies to tanh", (), True, BENT,
        phrases=(
            (r"(?:derived |xavier |glorot |this |proposed )+initiali[sz]ation (?:scheme |method )?"
            r"(?:is |are )?(?:only )?(?:applicable|valid|applies|holds|true) (?:only )?(?:for|to) "
            r"(?:the )?(?:tanh|hyperbolic tangent)(?: activations?(?: functions?)?)?"),
        ),
        deniable=False, missing=("the pre-activations are small: the linear regime of tanh",),
    ),
)  # fmt: skip

"""Sayings about activation functions, normalisation, skip connections and stacks of layers."""

from __future__ import annotations

from . import truths as so
from .saying import Saying
from .truths import GLOROT, HE, Truth

_CURVES = ("sigmoid", "tanh", "sigmoid or tanh")

DEAD = Truth(
    "a unit that is negative on every example gives 0 and gets no gradient: it stays so",
    "ReLU′(z) = 0 for z < 0, so that dw = Σ δ ReLU′(z) x = 0",
    "Lu, Shin, Su and Karniadakis (2020), on dying ReLUs",
    (
        ("forward", "ReLU(z) = 0 for z < 0"),
        ("backward", "dw = Σ δ·ReLU′(z)·x = 0, since ReLU′(z) = 0 for z < 0"),
        ("the next step", "w and b have not moved: z is what it was"),
    ),
    (("z", "−1 on every example"), ("ReLU′(z)", "0"), ("dw", "0")),
    "does not saturate on the positive side",
)
LEAKY = Truth(
    "the slope of a leaky ReLU is α > 0 for negative inputs: no unit is without gradient",
    "max(αz, z) has the slopes α and 1",
    "Maas, Hannun and Ng (2013)",
    (("slope", "α for z < 0, 1 for z > 0"),),
    (("z", "−3"), ("α", "0.01"), ("slope", "0.01")),
)
HALF_OPEN = Truth(
    "true of saturation only: the weights must have the right scale too",
    "a ReLU halves the mean square of the gradient: with Var(w) = 1/n it is 2^(−K) after K layers",
    HE,
    so.RELU_WANTS_TWO.steps,
    (("Var(w)", "1/n"), ("K", "20"), ("mean square of the gradient", "2^(−20)")),
)
SKIPPED = Truth(
    "y = x + F(x) has the derivative I + F′(x): the gradient also goes past the layer",
    "the identity has no factor below 1",
    "He, Zhang, Ren and Sun (2016), “Identity mappings in deep residual networks”",
    (("derivative", "∂(x + F(x))/∂x = I + F′(x)"), ("F small", "the factor is near I, not near 0")),
    (("F′", "0"), ("factor of a plain layer", "0"), ("with the skip", "1")),
    "skip connections keep gradients from vanishing",
)
LINEAR = Truth(
    "W²(W¹x + b¹) + b² = (W²W¹)x + (W²b¹ + b²): one linear layer",
    "a product of matrices is a matrix",
    "linear algebra",
    (
        ("two layers", "W²(W¹x + b¹) + b² = (W²W¹)x + (W²b¹ + b²)"),
        ("induction over the layers", "K linear layers are one"),
    ),
    (("W¹, W²", "2, 3"), ("both", "6")),
    "nonlinear activations between the layers",
)
UNIT_VALUES = Truth(
    "QᵀQ = I: every singular value is 1",
    "they are the roots of the eigenvalues of QᵀQ",
    "Saxe, McClelland and Ganguli (2014)",
    (("singular values", "roots of the eigenvalues of QᵀQ = I"),),
    (("Q", "(0 −1; 1 0)"), ("QᵀQ", "I")),
)
RELU_MEAN = Truth(
    "relu(z) ≥ 0, and it is above 0 wherever z is: its mean is positive",
    "only a dead unit has the mean 0",
    "He et al. (2015), §2.2",
    (
        ("relu(z) = max(0, z) ≥ 0", "E relu(z) ≥ 0"),
        ("E relu(z) = 0 only if z ≤ 0 almost surely", "such a unit is dead: else the mean is > 0"),
    ),
    (("z", "±1"), ("mean of relu(z)", "½")),
)

LAYERS: tuple[Saying, ...] = (
    Saying("scale cancels", (("batch norm",), ("scale cancels",)), True, so.NORMALISED),
    Saying(
        "a factor before batch norm", (), True, so.NORMALISED,
        phrases=(
            (r"(?:multiplying|scaling|rescaling) {WEIGHTS} (?:before |of (?:a |the )?layer (?:before|"
            r"followed by) )(?:a |the )?batch[- ]?norm(?:ali[sz]ation)?(?: layer)? by (?:a |any )?"
            r"(?:positive )?(?:constant|factor) (?:does not|doesn't) change (?:its|the) outputs?"),
        ),
        denies=True, deniable=False,
    ),
    Saying(
        "scale is forgiven", (("batch norm",), ("less sensitive",)), True, so.NORMALISED,
        everywhere=False,
    ),
    Saying(
        "scale is no worse", (("batch norm",), ("more sensitive",)), False, so.NORMALISED,
        deniable=False,
    ),
    Saying(
        "lengths are kept", (("orthogonal",), ("preserves norms",)), True, so.LENGTHS,
        ("linear stack", "deep", "linear"),
    ),
    Saying(
        "lengths stay", (("orthogonal",), ("changes norms",)), False, so.LENGTHS,
        ("linear stack", "deep", "linear"),
    ),
    Saying(
        "lengths do not change", (), False, so.LENGTHS,
        phrases=(
            (r"orthogonal (?:weight )?(?:initiali[sz]ation|matri(?:x|ces)|weights) (?:makes?|lets?|"
            r"causes?) the (?:norm|length)s? of (?:the |its )?(?:signals?|inputs?|activations?|"
            r"vectors?) (?:to )?(?:shrink|grow|vanish|explode|increase|decrease)"),
            (r"orthogonal (?:weight )?(?:initiali[sz]ation|matri(?:x|ces)|weights) (?:shrink|grow|"
            r"double|halve|increase|decrease|reduce|change)s? the (?:norm|length)s? of (?:the |its |"
            r"their )?(?:inputs?(?: vectors?)?|signals?|vectors?)"),
        ),
        beside=("deep", "linear stack"), deniable=False,
    ),
    Saying(
        "orthogonal matrices have unit singular values", (), True, UNIT_VALUES,
        phrases=(
            (r"(?:all |the )*singular values of (?:an? |every |the )?orthogonal matri(?:x|ces) (?:is|"
            r"are) (?:all )?(?:equal to )?(?:one|1)"),
        ),
    ),
    Saying(
        "orthogonal matrices have no other singular values", (), False, UNIT_VALUES,
        phrases=(
            (r"(?:all |the )*singular values of (?:an? |every |the )?orthogonal matri(?:x|ces) (?:is|"
            r"are) (?:all )?(?:equal to )?(?:zero|0|two|2|small|large)"),
        ),
        deniable=False,
    ),
    Saying(
        "gradients go past a layer", (("skip connections",), ("helps gradients",)), True, SKIPPED,
        everywhere=False,
    ),
    Saying(
        "skips ease the way", (("skip connections",), ("eases vanishing",)), True, SKIPPED,
        everywhere=False,
    ),
    Saying(
        "skips hinder no gradient", (("skip connections",), ("hinders gradients",)), False, SKIPPED,
    ),
    Saying(
        "skips cause no vanishing", (("skip connections",), ("causes",), ("gradient vanishes",)),
        False, SKIPPED, deniable=False, hedged=False,
    ),
    Saying(
        "skips make nothing vanish", (), False, SKIPPED,
        phrases=(
            (r"(?:skip|residual|identity|shortcut)[- ]connections? (?:make|worsen|aggravate)s? "
            r"{VANISHING}(?: worse)?"),
        ),
        deniable=False,
    ),
    Saying(
        "linear layers make one linear layer", (("linear stack",), ("is linear",)), True, LINEAR, ("deep",)
    ),
    Saying(
        "linear layers add nothing",
        (("linear stack",), ("is more expressive", "is nonlinear")), False, LINEAR, ("deep",),
    ),
    Saying(
        "sigmoids are positive", (("sigmoid",), ("zero-centred",)), False, so.SIGMOID_POSITIVE
    ),
    Saying(
        "tanh is odd", (("tanh",), ("zero-centred",)), True, so.TANH_ODD, ("unlike the sigmoid",)
    ),
    Saying("relus are positive", (("relu",), ("zero-centred",)), False, so.RELU_POSITIVE),
    Saying(
        "the mean of a ReLU's output is positive", (), True, RELU_MEAN,
        phrases=(
            (r"relu(?:s|'s)?(?: units?| neurons?| outputs?| activations?)? (?:will |would |always )?"
            r"(?:have|has|gives?|produces?) (?:a )?(?:positive|non-?zero) means?"),
            (r"(?:the )?means? of (?:the |a )?relu(?:s|'s)?(?: outputs?| activations?| units?)? "
            r"(?:is|are) (?:always )?(?:positive|not (?:0|zero)|non-?zero)"),
        ),
        denies=True, deniable=False,
    ),
    Saying(
        "relu is open above", (("relu",), ("saturates",), ("at large positive inputs",)), False,
        so.RELU_OPEN,
    ),
    Saying(
        "relu is shut below", (("relu",), ("saturates", "gradient is zero"), ("at negative inputs",)),
        True, DEAD,
    ),
    Saying(
        "a ReLU never loses its gradient", (), False, DEAD,
        phrases=(
            (r"{RELUS} (?:never|cannot|can't|does not|doesn't|do not|don't|will not) (?:ever )?"
            r"(?:saturates?|(?:have|has|suffer from|suffers from) (?:the )?(?:vanishing|zero) "
            r"gradients?(?: problem)?)(?! (?:for|on|in|at))"),
        ),
        unless=r"positive|z ?> ?0|leaky|right side|⟨z>0⟩", denies=True, deniable=False,
    ),
    Saying(
        "a leaky ReLU has a slope", (("leaky relu",), ("gradient is zero",), ("at negative inputs",)),
        False, LEAKY,
    ),
    Saying(
        "a leaky ReLU keeps its slope",
        (("leaky relu",), ("gradient is not zero",), ("at negative inputs",)), True, LEAKY,
    ),
    Saying(
        "a leaky ReLU does not die", (("leaky relu",), ("avoids",), ("dies", "dead relu")), True, LEAKY,
        ("gradient is not zero", "at negative inputs"), deniable=False, purpose=True,
    ),
    Saying("a leaky ReLU never dies", (("leaky relu",), ("dies",)), False, LEAKY, ("relu",)),
    Saying(
        "a leaky ReLU ends dying", (("leaky relu",), ("ends dying",)), True, LEAKY, purpose=True,
        deniable=False,
    ),
    Saying(
        "leaky ReLUs do not suffer", (("leaky relu",), ("dead relu",), ("bad",)), False, LEAKY,
    ),
    Saying("ReLUs can die", (("relu",), ("dies",)), True, DEAD, hedged=True, deniable=False),
    Saying(
        "steps can kill", (("learning rate",), ("relu", "dead relu"), ("dies", "causes")), True, DEAD, ("causes",),
        hedged=True, deniable=False,
    ),
    Saying(
        "a dead ReLU gets nothing", (("dead relu",), ("outputs zero", "gradient is zero", "dies")), True,
        DEAD, ("outputs zero", "gradient is zero", "dies"), deniable=False,
    ),
    Saying(
        "a dead ReLU gives nothing", (("dead relu",), ("outputs one", "gradient is large", "gradient is not zero")), False,
        DEAD, deniable=False,
    ),
    Saying(
        "a dead ReLU stays dead", (("dead relu",), ("recovers",)), False, DEAD,
        ("gradient is zero",), hedged=False,
    ),
    Saying(
        "ReLU gradients can vanish", (), False, HALF_OPEN,
        phrases=(
            r"with {RELUS},? {GRADIENTS} (?:can never|never|cannot|will never|can't) (?:vanish|shrink)",
        ),
        denies=True, deniable=False,
    ),
    Saying(
        "ReLU is no cure for every start",
        (("relu", "leaky relu"), ("ends vanishing",), ("whatever",)), False, HALF_OPEN,
        ("leaky relu",), deniable=False,
    ),
    Saying(
        "ReLU ends vanishing gradients", (("relu", "leaky relu"), ("ends vanishing",)), True,
        HALF_OPEN, ("leaky relu",), about="vanish", purpose=True, deniable=False,
        missing=("the weights have the scale Var(w) = 2/((1 + α²)n)",),
    ),
    Saying(
        "a ReLU halves the variance", (), True,
        Truth(
            "true of the mean square of what a symmetric law gives, and not of its variance",
            "for z ~ N(0, 1) E relu(z)² = ½, and Var(relu(z)) = ½ − 1/(2π)",
            HE, so.RELU_WANTS_TWO.steps,
            (("z", "N(0, 1)"), ("E relu(z)²", "0.5"), ("Var(relu(z))", "0.341")),
        ),
        phrases=(
            (r"(?:{RELUS} )?halv(?:es?|ing) the variances?(?: of (?:the )?(?:activations?|"
            r"signals?|outputs?))?"),
            (r"{RELUS} (?:reduces?|cuts?|shrinks?) the variances?(?: of (?:the )?(?:activations?|"
            r"signals?|outputs?))? (?:by|in|to) (?:a )?(?:half|(?:factor of )?(?:2|two))"),
            (r"(?:the )?variances? (?:of (?:the )?(?:activations?|signals?|outputs?) )?(?:(?:is|are|"
            r"gets?|will be) (?:roughly |exactly )?halved|(?:shrinks?|drops?|decreases?|is reduced|"
            r"is cut) (?:by|in|to) (?:a )?(?:half|(?:factor of )?(?:2|two)))(?: by {RELUS})?"),
        ),
        beside=("relu", "relu zeroes"), about=r"\brelu", unless=r"dropout|pool|twice|doubl",
        deniable=False, hedged=False,
        missing=("the mean square is meant", "the pre-activations are symmetric about 0"),
    ),
    Saying(
        "small weights keep tanh linear", (), True,
        Truth(
            "true only while H·Var(w)·Var(x) is far below 1",
            "with H·Var(w) = 1 and inputs of variance 1 the pre-activations are N(0, 1), and tanh "
            "keeps 0.394 of their mean square, not 1",
            GLOROT, so.SMALL_DO_NOT.steps, (("H·Var(w)·Var(x)", "1"), ("E tanh²", "0.394")),
        ),
        phrases=(
            (r"(?:we|units|neurons|the (?:network|units|neurons)) (?:are|is|operates?|start) in the "
            r"linear (?:regime|region|range|part)(?: of (?:the )?(?:tanh|activation))?"),
        ),
        about="tanh|sigmoid", deniable=False, hedged=False,
        missing=("the pre-activations are small: H·Var(w)·Var(x) is far below 1",),
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
        "variances do not multiply",
        (("independent sum", "variance of a sum"), ("multiplies variances",)), False,
        so.VARIANCES_ADD,
    ),
    Saying(
        "deviations do not add",
        (("independent sum", "variance of a sum"), ("adds deviations",)), False, so.VARIANCES_ADD,
    ),
)  # fmt: skip

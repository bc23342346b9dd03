"""Sayings about what a start does to descent: convergence, speed, minima, and why it matters."""

from __future__ import annotations

from . import truths as so
from .saying import Saying
from .truths import BOYD, GLOROT, GOODFELLOW, Truth

DESCENT_CHAPTER = "Goodfellow, Bengio and Courville (2016), §4.3"
OSCILLATION = Truth(
    "oscillation is a matter of the step, not of the start",
    "one step takes w to (1 − ηλ)w: it changes sign when ηλ > 1, and grows when ηλ > 2, from "
    "every start but the minimum itself",
    "Goodfellow, Bengio and Courville (2016), §4.3.1",
    (("one step on λw²/2", "w ← (1 − ηλ) w"),),
    (("loss", "w²/2 (λ = 1)"), ("η", "3/2"), ("w", "1, −1/2, 1/4, −1/8, …")),
    "choose a step η < 1/λ, with λ the largest curvature",
)
KEEP_SIGNALS = Truth(
    "the purpose is to keep the variance of the signals, not to make that of the weights small",
    "the smallest variance of the weights is 0: then all weights of a layer are equal, and the "
    "units are copies of one another",
    GLOROT,
    so.COPIES.steps,
    (("Var(w)", "0"), ("W^[1]", "(c c; c c)"), ("units", "equal for ever")),
    "keep the variance of activations and gradients the same in every layer",
)
NEAR_ONE = Truth(
    "what is to be near 1 is the gain of a layer, n·Var(w); the weights are far smaller",
    "He's weights have the standard deviation √(2/n): 0.089 for n = 250 inputs",
    "He et al. (2015)",
    so.RELU_WANTS_TWO.steps,
    (("n", "250"), ("std of w", "0.0894"), ("gain n·Var(w)/2", "1")),
    "set the gain n·Var(w) of every layer near 1",
)
CONVEX = Truth(
    "descent on a convex loss converges from every start, zero among them; a careless start of "
    "a deep network can be slow or fail",
    "logistic and linear regression have convex losses, and their gradient at w = 0 is not 0",
    BOYD,
    (("convex loss", "descent with a small step reaches the minimum from every start"),),
    (("loss", "(w − 1)²/2"), ("η", "1/2"), ("w", "0, 1/2, 3/4, 7/8, … → 1")),
    "can be slow, or fail in a deep network",
)
TWO_MINIMA = Truth(
    "no start guarantees a global minimum of a loss that is not convex",
    "from w = −2 descent on (w² − 1)² + w/4 ends at w ≈ −1.03, which is its global minimum, "
    "and from w = 2 at w ≈ 0.97, which is not",
    "Goodfellow, Bengio and Courville (2016), §8.2",
    (("stationary points", "4w(w² − 1) + ¼ = 0: w ≈ −1.03, 0.06, 0.97"),),
    (("loss", "(w² − 1)² + w/4"), ("from w = 2", "ends at 0.97"), ("lower", "at −1.03")),
    "makes it likely to start where gradients are neither tiny nor huge",
)
FLAT = Truth(
    "true of the weights below the saturated units, at fixed weights",
    "a sigmoid output with the cross-entropy loss has dZ = ŷ − y: saturated and wrong, it is "
    "near ±1, and its own weights learn fast",
    "Goodfellow, Bengio and Courville (2016), §6.2.2.2",
    (("below a saturated unit", "δ = (Σ w δ′) g′(z), and g′(z) is near 0"),),
    (("z", "−10"), ("y", "1"), ("σ′(z)", "0.0000454"), ("dZ = ŷ − y", "−0.99995")),
)
DEEP_GAIN = Truth(
    "enough in a shallow network; in a deep one the scale must keep the gain s√n near 1",
    "with weights of standard deviation s a signal of K linear layers is scaled by (s√n)^K",
    GLOROT,
    so.SMALL_DIE.steps,
    (("n", "100"), ("s", "0.01"), ("K", "10"), ("scale of the signal", "0.1^10")),
)
SUITABLE = Truth(
    "true of a network with hidden layers, at a suitable scale",
    "weights ten times too large can leave every ReLU of a layer dead: then nothing learns either",
    GOODFELLOW,
    so.DRAWN_APART.steps,
    (("units of a layer", "all dead"), ("gradient", "0")),
)
PLAIN = Truth(
    "true of plain deep networks: normalised or residual ones bear a wide range of scales",
    "batch normalisation makes a layer's output independent of the scale of its weights",
    "Ioffe and Szegedy (2015)",
    so.NORMALISED.steps,
    (("W", "→ 10 W"), ("batch-normalised output", "unchanged")),
)
IDENTITY = Truth(
    "true of multiples of the identity and linear units",
    "what counts are the singular values: W = (1 2; 0 1/2) is neither above nor below I",
    "Saxe et al. (2014)",
    (("W = cI, linear units", "the signal is scaled by c^K"),),
    (("W", "(0 2; 0 0)"), ("W²", "0: an entry above 1 and yet it vanishes")),
)
QUARTER = Truth(
    "true if the weights enlarge nothing: the slope is at most ¼, and ‖W‖ multiplies it",
    "with ‖W‖ = 8 and z near 0 a layer doubles the gradient",
    GLOROT,
    (("one layer", "|δ| ≤ ¼ ‖W‖ |δ′|"),),
    (("w", "8"), ("σ′(0)", "1/4"), ("factor", "2")),
)
RECURSION = Truth(
    "the recursion w ← w − η∇J(w) says nothing of its first member",
    "two starts give two sequences",
    DESCENT_CHAPTER,
    (
        ("recursion", "w_(t+1) = w_t − η ∇J(w_t)"),
        ("induction on t", "every w_t is a function of w_0, and of nothing else"),
    ),
    (("w_0", "0 or 1"), ("w_1", "differs")),
)
_MINIMUM = r"(?:(?:a|the|local|global) )*minim(?:um|a)"
_I = r"identity(?: matrix)?"
_IDENTITY = rf"(?:the )?(?:{_I}|⟨i⟩|one or just a little bit bigger than the {_I})"
_AT_A_TIME = (
    r",? (?:then )?(?:{DEEP},? )?(?:with )?(?:a )?(?:{DEEP},? )?(?:(?:the )?(?:activation|signal|"
    r"output|gradient)s? )?(?:can |could |will |may |just )*(?:(?:cause|lead to) )?"
)
_THEY_ARE = (
    r"(?:⟨[^⟩]*⟩|{WEIGHTS}|w)(?: w,?)? (?:if )?(?:they're |(?:is|are) )?(?:all )?(?:just |only )?"
    r"(?:a (?:little|tiny) bit |slightly |a little )?"
)
_GROW = r"(?:explod(?:e|ing)|(?:increase|grow) exponentially)(?:,? or vanishing when ⟨w<i⟩)?"
_FALL = r"(?:vanish(?:ing)?|(?:decrease|shrink) exponentially)"

LEARNING: tuple[Saying, ...] = (
    Saying(
        "the start decides whether descent oscillates", (), False, OSCILLATION,
        phrases=(
            (r"(?:also )?{YES}(?:ensur(?:e|es|ing)|guarantee(?:s|ing)?|prevent(?:s|ing)?|"
            r"avoid(?:s|ing)?|"
            r"makes? sure)(?: that)? (?:(?:we|you|it|training|the|us|our|network|model|from|keep|"
            r"do not|don't|never|also) )*oscillat(?:e|es|ing|ions?) (?:off|around|about|near|"
            rf"across|over) {_MINIMUM}"),
        ),
        beside=("good start", "weights random"), about=r"initiali[sz]|starting (?:weights|values|"
        r"points?)", purpose=True, denies=True, deniable=False,
    ),
    Saying(
        "the purpose is a small variance of the weights", (), False, KEEP_SIGNALS,
        phrases=(
            (r"(?:main |whole )?(?:objective|goal|aim|purpose|idea|point)(?: again| here| of "
            r"{STARTS})? (?:is|was)(?: again)?(?: to| in)? (?:minimi[sz](?:e|ing)|reduc(?:e|ing)) "
            r"the variances? of (?:the |our |all )*(?:weights|parameters)"),
        ),
        about=r"initiali[sz]|starting|variants", purpose=True, deniable=False,
    ),
    Saying(
        "the purpose is equal weights", (), False, KEEP_SIGNALS,
        phrases=(
            (r"(?:objective|goal|aim|purpose|idea|point) of (?:{XAVIER}|{HE}|{STARTS}) (?:is|was) "
            r"to (?:make|set) (?:all )?(?:the )?weights (?:equal|identical|the same|as small "
            r"as possible)"),
        ),
        purpose=True, deniable=False,
    ),
    Saying(
        "the weights themselves are to be near 1", (), False, NEAR_ONE,
        phrases=(
            (r"(?:set|sets|keep|keeps|make|makes|put|puts) {WEIGHTS} (?:to be )?(?:neither|not|"
            r"never) (?:too )?(?:much )?(?:bigger|larger|greater|higher|more) (?:than|that) 1,? "
            r"(?:nor|and|or)(?: not)?(?: too)?(?: much)? (?:less|smaller|lower) (?:than|that) 1"),
            (r"{WEIGHTS} (?:are|is|should be|have to be|must be|stay) (?:set |all )?(?:close to|"
            r"near|around|about) 1"),
        ),
        about=r"initiali[sz]|vanish|explod", unless=r"\bgain|\bnorm|singular|eigen",
        purpose=True, denies=True, deniable=False,
    ),
    Saying(
        "descent cannot converge from a careless start", (), False, CONVEX,
        phrases=(
            (r"(?:otherwise|or else|without (?:(?:a|an|the|any) )?(?:good|proper|correct|careful|"
            r"right) (?:weight )?initiali[sz]ation) ?,? (?:converging|convergence|reaching|finding)"
            rf"(?: to)?(?: {_MINIMUM})?(?: using gradient descent)? (?:is|will be|becomes|would be)"
            r" impossible"),
            (rf"(?:the loss |training |gradient descent )?(?:will|can|would)? ?(?:never|not) "
            rf"converge (?:to {_MINIMUM} )?(?:without|unless) "
            r"(?:a |an )?(?:good |proper |careful |correct )?(?:weight )?initiali[sz]ation"),
        ),
        denies=True, deniable=False, purpose=True,
    ),
    Saying(
        "zero weights are a matter of speed only", (), False, so.COPIES,
        phrases=(
            (r"(?:all|the|all the) weights (?:at|to|with|are|as) (?:all )?zeros? (?:only|merely|"
            r"just) (?:makes? (?:training|learning) slow(?:er)?|slows? (?:down )?(?:training|"
            r"learning)(?: down)?|(?:learns?|trains?) (?:more )?slow(?:er|ly))"),
        ),
        unless=r"linear regression|logistic regression|no hidden", deniable=False,
    ),
    Saying(
        "random weights find the global minimum", (), False, TWO_MINIMA,
        phrases=(
            (r"(?:random(?:ly)?|good|proper|xavier|he|kaiming|glorot)[ -](?:weight )?"
            r"(?:initiali[sz]ations?|initiali[sz]ed weights) (?:always |will )?(?:guarantee(?:s)?|"
            r"ensure(?:s)?)(?: that)?(?: (?:we|you|it|gradient descent|training))?(?: (?:find|"
            r"finds|reach|reaches|converges? to|convergence to|finding))? (?:the )?global "
            r"minim(?:um|a)"),
        ),
        unless="convex", deniable=False,
    ),
    Saying(
        "flat activations make learning slow", (), True, FLAT,
        phrases=(
            (r"(?:(?:if|when|as|since|because) )?(?:the )?(?:gradients?|derivatives?|slopes?) of "
            r"(?:the )?(?:activation functions?|activations?|sigmoids?|tanh)(?: functions?)? (?:are"
            r"|is|become|becomes|gets?) (?:very )?(?:close to|near|almost|nearly) {ZERO},? (?:then "
            r")?(?:the )?(?:gradient descent|training|optimi[sz]ation|learning|sgd) (?:will be|is|"
            r"becomes|gets|will become) (?:very )?(?:slow(?:er)?|hard(?:er)?)"),
        ),
        deniable=False, missing=("the weights meant are those below the saturated units",),
    ),
    Saying(
        "small random weights cure everything", (), True, DEEP_GAIN,
        phrases=(
            (r"(?:to (?:prevent|avoid|solve|fix) (?:this|these|these two|the two|both) (?:two )?"
            r"problems?(?: from happening)?,? )?(?:we|you|one) (?:should |must |can |have to )?"
            r"initiali[sz]e (?:the )?weights (?:randomly )?(?:to|with|by) (?:random |small |very )*"
            r"(?:values|numbers) (?:that are )?close to {ZERO}"),
        ),
        purpose=True, deniable=False,
        missing=("the network is shallow, or the scale of the weights keeps the gain near 1",),
    ),
    Saying(
        "random weights are better than zeros", (), True, SUITABLE,
        phrases=(
            (r"(?:assigning |setting )?random (?:values|numbers|weights|initiali[sz]ation)"
            r"(?: to (?:the )?weights)? (?:is|are|works?) (?:always |much )?better than (?:just |"
            r"only )?(?:(?:all|assigning) )?{ZERO}(?: assignment| initiali[sz]ation)?"),
        ),
        unless="logistic|linear regression", deniable=False,
        missing=("the scale of the weights is suitable, and there are hidden layers",),
    ),
    Saying(
        "random biases do no harm beside random weights", (), True, so.DRAWN_APART,
        phrases=(
            (r"random(?:ly)? initiali[sz](?:ing|ation of) both (?:the )?(?:weights?|w|⟨w⟩) and "
            r"(?:the )?(?:bias(?:es)?|b|⟨b⟩) (?:(?:would|will|should|may|might|could) )?(?:is|be|"
            r"are|works?)?(?: also| just)? ?(?:okay|ok|fine|possible|works?)"),
        ),
        deniable=False,
    ),
    Saying(
        "deep networks need a careful start", (), True, PLAIN,
        phrases=(
            (r"without (?:(?:a|an) )?(?:careful|good|proper|correct) (?:weight "
            r")?initiali[sz]ation ?,? "
            r"(?:(?:deep )?(?:networks?|nets?|training|models?) )(?:takes?|learns?|trains?|"
            r"needs?) (?:much |far |very |a )?(?:longer|slow(?:er|ly)|long time)(?: to (?:learn|"
            r"train|converge))?"),
        ),
        denies=True, deniable=False,
        missing=("the network is plain: no normalisation and no residual connections",),
    ),
    Saying(
        "weights above the identity explode, below it vanish", (), True, IDENTITY,
        phrases=(
            rf"{_THEY_ARE}(?:bigger|larger|greater) than {_IDENTITY}{_AT_A_TIME}{_GROW}",
            rf"{_THEY_ARE}(?:smaller|less) than {_IDENTITY}{_AT_A_TIME}{_FALL}",
            rf"⟨w>i⟩(?: {_I})?{_AT_A_TIME}{_GROW}",
            rf"⟨w<i⟩(?: {_I})?{_AT_A_TIME}{_FALL}",
        ),
        deniable=False, beside=("deep",),
        missing=("the weights are multiples of the identity, and the units are linear",),
    ),
    Saying(
        "every sigmoid layer shrinks the gradient four times", (), True, QUARTER,
        phrases=(
            (r"(?:each|every|per) (?:sigmoid )?layers? (?:multiplication )?(?:will |then |also )?"
            r"(?:shrinks?|reduces?|scales?|divides?|multiplies|decreases?|cuts?) (?:the )?"
            r"(?:gradients? )?(?:by )?(?:(?:a )?factor (?:of )?(?:at least )?(?:4|four|0\.25|1/4|"
            r"⟨4⟩|⟨c⟩)|4|0\.25|1/4|⟨c⟩|at least 75 ?%)"),
            (r"(?:the )?gradients? (?:(?:will|would|then|also|can) )*(?:shrinks?|vanish(?:es)?|"
            r"decays?|decreases?|diminish(?:es)?) (?:exponentially|geometrically)"),
        ),
        about=r"sigmoid|σ|sigma|logistic|0\.25", deniable=False, beside=("deep", "sigmoid",
        "slope of a sigmoid"),
        missing=("the norm of every weight matrix is at most 1",),
    ),
    Saying(
        "descent needs a start", (), True, RECURSION,
        phrases=(
            (r"(?:we|you|one|gradient descent) (?:need|needs|require|requires|must have) (?:some |"
            r"an? |the )?(?:initial|starting) (?:weights?|values?|parameters?|points?|guess)"
            r"(?: for the weights)? (?:to|for|in order to) (?:start|begin|run|starting|beginning)?"
            r"(?: gradient descent| training)?(?:,? just like we need to be somewhere on a "
            r"mountain "
            r"to descend from it)?"),
        ),
        purpose=True, deniable=False,
    ),
)  # fmt: skip

"""Sayings about the backward pass through zero, constant and random layers, and what it stores."""

from __future__ import annotations

from . import truths as so
from .saying import Saying
from .truths import GLOROT, GOODFELLOW, Truth

BACKPROP = "Goodfellow, Bengio and Courville (2016), §6.5"
ZERO_LAST = "Zhang, Dauphin and Ma (2019)"
_BIASES = r"(?:the )?(?:bias(?:es)?(?: terms?| vectors?)?|⟨b⟩|b)"
_RANDOM_BIASES = (
    rf"(?:randomi[sz](?:e|es|ing) (?:just |only )?{_BIASES}|randomly initiali[sz]ing (?:just |"
    rf"only )?{_BIASES}|(?:using |with )?random biases|initiali[sz]ing (?:just |only )?{_BIASES} "
    r"(?:randomly|at random|with random (?:values|numbers)))"
)
_LAST = (
    r"(?:if|when) (?:(?:the|we|you|one) )*(?:initiali[sz]e |set )?(?:the )?(?:last|final|output) "
    r"layer(?:'s weights)?(?: (?:is|are))?(?: set| initiali[sz]ed)? (?:to|as|with) (?:all )?zeros?"
    r",? (?:then )?(?:the |all )*gradients? "
)
LINEAR_IN = Truth(
    "each gradient below is a linear function of it: zero of zero",
    "δ^(l−1) = (δ^l (W^l)ᵀ) ⊙ φ′(Z^(l−1))",
    BACKPROP,
    (
        ("backpropagation", "δ^(l−1) = (δ^l (W^l)ᵀ) ⊙ φ′(Z^(l−1)): linear in δ^l"),
        ("δ^l = 0", "δ^(l−1) = 0, and so on down to the first layer"),
        ("dW^k = (A^(k−1))ᵀ δ^k, db^k = 1ᵀ δ^k", "both are zero for every k ≤ l"),
    ),
    (("δ^l", "0"), ("δ^(l−1)", "0")),
)
BLOCKED = Truth(
    "dA = dZ·Wᵀ = 0 below it: at that step only the last layer moves",
    "dA^(L−1) = δ^L (W^L)ᵀ",
    ZERO_LAST,
    (
        ("backpropagation", "dA^(L−1) = dZ^L (W^L)ᵀ = 0"),
        ("and so on down", "every gradient of the layers 1 … L−1 is zero at that step"),
    ),
    (("W^L", "0"), ("dA^(L−1)", "0")),
)
FREED = Truth(
    "dA^(L−1) = δ^L (W^L)ᵀ: zero as long as W^L is",
    "the layer below sees the error through W^L",
    BACKPROP,
    (
        ("backpropagation", "dA^(L−1) = δ^L (W^L)ᵀ"),
        ("W^L = 0", "dA^(L−1) = 0: no weight below moves in that step"),
    ),
    (("W^L", "0, then 1"), ("dA^(L−1)", "0, then δ^L")),
)
LAST_MOVES = Truth(
    "the last layer itself gets a gradient, and the layers below follow one step later",
    "dW^L = (A^(L−1))ᵀ dZ^L does not contain W^L",
    ZERO_LAST,
    BLOCKED.steps,
    (("A^(L−1)", "(1 2)"), ("W^L", "(0, 0)ᵀ"), ("dZ^L", "1"), ("dW^L", "(1, 2)ᵀ")),
    "zero for all layers below the last one, in the first step",
)
FRONT = Truth(
    "with zero weights no gradient passes a layer: at first only the last layer learns",
    "dZ^[l] = W^[l+1]ᵀ dZ^[l+1] ⊙ g′ is 0 in every layer below the last while W = 0",
    "the gradient front of zero weights, by induction over the layers",
    BLOCKED.steps,
    (("W", "0"), ("b", "random"), ("first step", "moves the last layer only")),
)
REACHED = Truth(
    "true while gradients reach the units",
    "with all weights zero nothing below the last layer moves at first, and nothing at all where "
    "the errors cancel",
    GOODFELLOW,
    so.DRAWN_APART.steps,
    (("W", "0"), ("Σδ", "0"), ("every gradient of W", "0")),
)
BESIDE_EQUAL = Truth(
    "true of zero weights; beside equal weights that are not zero they do part the units",
    "with all weights c ≠ 0 and different biases, the activations differ and so do the gradients",
    GOODFELLOW,
    FREED.steps,
    (("W", "(1 1)"), ("b", "(0, 1)"), ("x = 1", "Z = (1, 2)")),
)
UPSTREAM = Truth(
    "true at a fixed gradient of the layer above",
    "dA = dZ Wᵀ, and dZ depends on these weights too, through what they put out",
    BACKPROP,
    FREED.steps,
    (("loss", "(w a)²/2"), ("∂/∂a", "w² a: four times as large for 2w")),
)
ALMOST_SURELY = Truth(
    "true almost surely, for a smooth activation and different features",
    "the units of a ReLU layer that are off get no update at all, all the same",
    GOODFELLOW,
    so.DRAWN_APART.steps,
    (("relu(−1), relu(−2)", "0, 0"), ("dW", "0 for both")),
)
STORED = Truth(
    "dW^l = (A^(l−1))ᵀ dZ^l: every activation is kept until the backward pass has used it",
    "prediction may forget each activation when the next is computed",
    "Goodfellow, Bengio and Courville (2016), §6.5.7",
    (
        ("backward pass", "dW^l = (A^(l−1))ᵀ dZ^l needs A^(l−1) for every layer l"),
        ("what is stored", "Σ_l m·n^l numbers for m examples, against max_l m·n^l without it"),
    ),
    (("layers", "10"), ("stored", "10 activations, against 1")),
)
COUNTED = Truth(
    "the layers 1 … L are counted, and the last one is the output: L − 1 are hidden",
    "the input is no layer",
    "Goodfellow, Bengio and Courville (2016), §6",
    (("counting the layers with weights, 1 … L", "hidden are 1 … L−1: L − 1 of them"),),
    (("L", "2"), ("hidden", "1")),
)
SQUARE = Truth(
    "true while all dimensions are different",
    "of square matrices every product fits, transposed or not",
    "linear algebra",
    (("D: m × n, X: n × p", "D X fits, and no other order does while m, n, p differ"),),
    (("D and X", "3 × 3"), ("that fit", "D X, D Xᵀ, Xᵀ D, …")),
)
FADES = Truth(
    "K layers scale the signal by (s√n)^K, which goes to 0 while s√n < 1",
    "|φ(z)| ≤ |z| for tanh and ReLU",
    GLOROT,
    (
        ("one layer", "std(z) = s √n · rms(a), and |φ(z)| ≤ |z| for tanh and ReLU"),
        ("K layers", "at most (s √n)^K: to 0 for s √n < 1, as for s = 0.01 and n < 10 000"),
    ),
    (("s, n, K", "0.01, 100, 10"), ("scale", "0.1^10")),
)

GRADIENTS: tuple[Saying, ...] = (
    Saying(
        "a zero gradient is zero below", (), True, LINEAR_IN,
        phrases=(
            (r"(?:a )?(?:zero gradients?|gradients? of (?:0|zero)|gradients? (?:that (?:is|are) )?"
            r"zero) (?:at|in|of|for) (?:this layer|the \w+ layer|\w+'s output|⟨[^⟩]*⟩'s output|⟨m⟩)"
            r" (?:(?:will|then) )?(?:further )?(?:causes?|makes?|gives?|leads?|forces?) (?:all )?"
            r"(?:the )?(?:earlier|lower|previous|preceding|other) layers? (?:to )?(?:also )?(?:have"
            r"|receive|get)? ?(?:zero gradients?|gradients? (?:of|to be) (?:0|zero)|no gradients?)"),
            (r"(?:the )?gradients? (?:is|are|gets?|will be) blocked (?:below|after|before|by|at|in "
            r"front of) (?:the )?(?:\w+ )?(?:hidden )?(?:layers? with (?:all )?zero weights|zero "
            r"(?:weights?|layers?))"),
        ),
        deniable=False,
    ),
    Saying(
        "the layer below moves after the last one", (), True, FREED,
        phrases=(
            (r"only (?:after|when|once) (?:the )?(?:last|output|final) layer (?:has become |becomes?"
            r"|is|gets) ?non-? ?zero,? (?:(?:does|do|will) )?(?:the )?(?:subsequent )?(?:second"
            r"[- ]last|second to last|penultimate|previous|lower|earlier|preceding)(?: (?:layer|one"
            r"|ones|layers))?(?: (?:becomes? non-? ?zero|moves?|changes?|learns?))?"),
        ),
        about=r"\b(?:zero|0)\b|⟨w=0⟩", deniable=False, beside=("weights zero",),
    ),
    Saying(
        "a zero last layer stops everything", (), False, LAST_MOVES,
        phrases=(
            _LAST + r"(?:(?:will|would) )?(?:also )?(?:be |are |is )?(?:all )?(?:0|zeros?) (?:for|"
            r"in|of) all (?:the )?layers",
        ),
        deniable=False,
    ),
    Saying(
        "a zero last layer blocks the layers below", (), True, BLOCKED,
        phrases=(
            _LAST + r"(?:(?:before|below) the (?:last|final|output) layer|(?:of|for|in) (?:all )?the"
            r" (?:other|lower|earlier|previous) layers) (?:will be|are|is|become)(?: all)? (?:0|"
            r"zeros?)",
        ),
        deniable=False,
    ),
    Saying(
        "random biases alone are as good as random weights", (), False, FRONT,
        phrases=(
            (r"random(?:ly)? (?:initiali[sz](?:ed|ing) )?(?:the )?biases (?:(?:is|are|works?) )?"
            r"(?:just |exactly )?as (?:good|well) as (?:random(?:ly)? )(?:initiali[sz](?:ed|ing) )?"
            r"(?:the )?weights"),
        ),
        deniable=False,
    ),
    Saying(
        "random biases part the units", (), True, REACHED,
        phrases=(
            (r"(?:we |you |one )?(?:can|could|will|would)?(?: also| still)? ?break (?:the )?symmetry"
            rf" (?:by|with|through) {_RANDOM_BIASES}"),
            (rf"{_RANDOM_BIASES} (?:can |could |will |would |also |sort of |kind of |still )*"
            r"(?:breaks? (?:the )?symmetry|works?|(?:is|are) (?:enough|sufficient) to break (?:the "
            r")?symmetry)"),
        ),
        deniable=False,
        missing=(
            "the weights are not zero, or the errors do not cancel (Σδ ≠ 0)",
            "g(b) ≠ 0 and g′(b) ≠ 0 in the hidden layers",
        ),
    ),
    Saying(
        "biases may break symmetry", (("biases random",), ("breaks symmetry",)), True, REACHED,
        deniable=False,
        missing=(
            "the weights are not zero, or the errors do not cancel (Σδ ≠ 0)",
            "g(b) ≠ 0 and g′(b) ≠ 0 in the hidden layers",
        ),
    ),
    Saying(
        "random biases do not help", (), True, BESIDE_EQUAL,
        phrases=(
            (rf"{_RANDOM_BIASES} (?:alone )?(?:does not|doesn't|do not|don't|will not|won't|cannot|"
            r"can't) (?:have the same effect(?: of helping)?|help|break (?:the )?symmetry|suffice|"
            r"work)"),
        ),
        denies=True, deniable=False, missing=("the weights are zero",),
    ),
    Saying(
        "a gradient is in proportion to the weights above", (), True, UPSTREAM,
        phrases=(
            (r"(?:the )?gradients?(?: (?:computed|calculated) (?:in|by) back-?prop\w*)?(?: of (?:the "
            r")?(?:layer|inputs?|activations?)(?: ⟨[^⟩]*⟩| \w)?)? (?:is|are) (?:directly |linearly "
            r")?proportional to (?:the )?(?:values? of (?:the |its )?)?weights?(?: above)?"),
        ),
        deniable=False, missing=("the upstream gradient is fixed",),
    ),
    Saying(
        "random weights move apart, each by itself", (), True, ALMOST_SURELY,
        phrases=(
            (r"(?:each|every) (?:single )?(?:value|entry|element|weight)(?: (?:in|of) the (?:weight "
            r")?matrix)? (?:is|will be|gets) updated (?:by )?(?:a )?(?:different(?:ly)?|own)"
            r"(?: amount)?"),
        ),
        about="random", purpose=True, deniable=False, beside=("weights random",),
        missing=("the activation is smooth", "the features are distinct: no two are equal"),
    ),
    Saying(
        "a small scale fades with depth", (), True, FADES,
        phrases=(
            (r"(?:the |all )*(?:activations?|outputs?|standard deviations?|std|variances?|signals?)"
            r"(?: (?:of|in|at) (?:the )?(?:activations?|outputs?|layers?|deeper layers?|weights))?"
            r"(?: (?:will|all|quickly|rapidly|gradually|soon|then))* (?:drops?|goes?|go|shrinks?|"
            r"collapses?|become|becomes|decays?)(?: all| close)? ?(?:to |towards? )?(?:0|zero)"
            r"(?: in deeper layers)?"),
        ),
        about=r"(?=.*\bdeep)(?=.*\bsmall (?:random )?(?:numbers|weights|values))",
        unless=r"\bbias|\bloss|\brelu|\bdead|\bdying|\blarge weights", deniable=False,
        beside=("deep",), hedged=False,
    ),
    Saying(
        "training keeps the activations", (), True, STORED,
        phrases=(
            (r"(?:training|back-?propagation|backprop|the backward pass) (?:requires?|needs?|uses?|"
            r"takes?|consumes?)(?: significantly| much| far)? more memory than (?:plain )?"
            r"(?:prediction|inference|forward propagation|evaluation|the forward pass)"),
            (r"(?:(?:the )?memory(?: needed)?|(?:the )?size of (?:such |these |the )?(?:intermediate "
            r"values|activations|results)) (?:is |are |grows? )?(?:roughly |approximately )?"
            r"(?:linearly |in )?(?:proportional to|proportion to|with) the (?:number of (?:network "
            r")?layers|depth) and (?:the )?(?:batch size|number of examples)"),
        ),
        deniable=False,
    ),
    Saying(
        "layers and hidden layers", (), True, COUNTED,
        phrases=(
            (r"l[- ]layers?(?:ed)? (?:deep |feed-?forward )?(?:neural )?network,? (?:which |that )?"
            r"(?:has|with|contains|consists of) (?:⟨equation⟩|⟨m⟩|l ?[-−] ?1) hidden layers"
            r"(?: and 1 input and output layer each)?"),
            (r"(?:two|2)[- ]layer (?:neural )?network,? (?:which |that )?(?:has|with|contains) (?:one"
            r"|a single|1) hidden layer"),
            (r"(?:three|3)[- ]layer (?:neural )?network,? (?:which |that )?(?:has|with|contains) "
            r"(?:two|2) hidden layers"),
        ),
        deniable=False, purpose=True,
    ),
    Saying(
        "dimensions leave one way only", (), True, SQUARE,
        phrases=(
            (r"(?:there is )?(?:always )?(?:exactly|only|just) one way (?:of|to|for) (?:(?:achieving|doing|multiply|"
            r"multiplying|writing) )?(?:this |it |them )?(?:so that|such that|to make|in which|"
            r"where|that) (?:the |all )*(?:dimensions?|shapes?|sizes?)(?: \w+)? (?:work out|match|"
            r"fit|agree)"),
        ),
        deniable=False, missing=("the dimensions differ from each other: no matrix is square",),
    ),
)  # fmt: skip

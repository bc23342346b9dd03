"""What is known of ideas put together: “zero weights” with “break symmetry” is false.

A ``Saying`` holds when it is affirmed or when it is denied, never both; what is true of neither is
not in the list. Each carries the steps of its proof and the small example that refutes the rest.
"""

from __future__ import annotations

from dataclasses import dataclass

Ideas = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Saying:
    """``of`` are ideas of which one must be there for each place; ``beside`` may be there too.

    ``true`` says whether it is true when affirmed. ``steps`` show the truth, ``example`` the case
    that its opposite does not survive, in ``because``. ``possible`` sayings keep their truth when
    hedged (“can”); ``everywhere`` those that hold always.
    """

    name: str
    of: tuple[Ideas, ...]
    true: bool
    is_so: str
    because: str
    reference: str
    steps: tuple[tuple[str, str], ...]
    example: tuple[tuple[str, str], ...]
    beside: Ideas = ()
    correction: str = ""
    possible: bool = True
    hedged: bool = False  # true with “can”, and not without
    everywhere: bool = True
    deniable: bool = True
    unless: str = ""  # what a note that says it of something else speaks of, near by
    missing: Ideas = ()  # it is true only under these


EQUAL = ("weights zero", "weights one value")
TWINS = (
    ("equal start", "W = c in every layer: two hidden units have equal incoming and outgoing "
     "weights"),
    ("forward", "equal sums z, hence equal activations"),
    ("backward", "equal Σ w δ over equal outgoing weights, hence equal δ and equal gradients"),
    ("induction over the steps", "equal weights stay equal under every update of each weight by "
     "its own gradient"),
)  # fmt: skip
DRAWN = (
    ("continuous law", "P(two columns of W are equal) = 0"),
    ("different sums", "z₁ ≠ z₂ for almost every input, and with them the gradients"),
)
GOODFELLOW = "Goodfellow, Bengio and Courville (2016), §8.4"
COPIES = (("W^[1]", "(c c; c c)"), ("a^[1]", "(g(s), g(s))"), ("dW^[1]", "two equal columns"))
LOGISTIC = (
    ("gradient", "∂L/∂w_j = Σ_i (ŷ_i − y_i) x_ij: at w = 0 it is Σ_i (½ − y_i) x_ij"),
    (
        "different inputs",
        "the entries differ with the columns of X: there are no units to be equal",
    ),
    ("convex loss", "descent with a small step reaches the minimum from every start"),
)
SLOPE = (
    ("slope", "σ′(z) = σ(z)(1 − σ(z)) → 0 as |z| → ∞, and tanh′(z) = 1 − tanh(z)² as well"),
    ("scale", "the standard deviation of z = Σ w_i x_i is proportional to that of w"),
)
LAYERS = (
    ("one layer", "E|a^(k)|² = gain · E|a^(k−1)|², with a gain proportional to Var(w)"),
    ("product over layers", "E|a^(K)|² = gain^K E|x|²"),
)
ELSEWHERE = (
    r"regression|perceptron|no hidden|without hidden|single[- ]layer|one[- ]layer|svm|convex|bias|"
    r"linear (?:model|classifier)|residual|last layer|final layer|output layer|lora|adapter|embed|"
    r"batch ?norm|gamma|beta|pre-?train|moment|optimi[sz]er|accumulat|hidden state|memory"
)
GLOROT, HE = "Glorot and Bengio (2010)", "He et al. (2015)"
RELU_GAIN = (
    ("half of a symmetric law", "E ReLU(z)² = ½ Var(z)"),
    ("one layer", "E (a^(k))² = ½ n Var(w) E (a^(k−1))²: kept when Var(w) = 2/n"),
)

SAYINGS: tuple[Saying, ...] = (
    Saying(
        "equal starts make copies",
        (EQUAL, ("alike",)),
        True,
        "all hidden units of a layer compute the same, and stay copies of one another",
        "equal incoming, outgoing weights and biases give equal gradients at every step",
        GOODFELLOW,
        TWINS,
        COPIES,
        ("biases zero",),
    ),
    Saying(
        "equal starts never part",
        (EQUAL, ("apart",)),
        False,
        "the units stay copies of one another, however long the network is trained",
        "equal incoming, outgoing weights and biases give equal gradients at every step",
        GOODFELLOW,
        TWINS,
        COPIES,
        ("biases zero",),
        possible=True,
    ),
    Saying(
        "equal starts break no symmetry",
        (EQUAL, ("breaks symmetry",)),
        False,
        "equal weights are the symmetry; random weights break it",
        "equal incoming, outgoing weights and biases give equal gradients at every step",
        GOODFELLOW,
        TWINS,
        COPIES,
        ("biases zero",),
        "random weights break the symmetry",
    ),
    Saying(
        "equal starts are no good",
        (EQUAL, ("good",)),
        False,
        "the hidden units of a layer start as copies and stay copies",
        "equal incoming, outgoing weights and biases give equal gradients at every step",
        GOODFELLOW,
        TWINS,
        COPIES,
        ("biases zero",),
        "random weights, small and scaled",
        possible=False,
        unless=ELSEWHERE,
    ),
    Saying(
        "equal starts are bad",
        (EQUAL, ("bad",)),
        True,
        "the hidden units of a layer start as copies and stay copies",
        "equal incoming, outgoing weights and biases give equal gradients at every step",
        GOODFELLOW,
        TWINS,
        COPIES,
        ("biases zero",),
        possible=False,
        unless=ELSEWHERE,
    ),
    Saying(
        "random weights break symmetry",
        (("weights random",), ("breaks symmetry", "apart")),
        True,
        "two units drawn from a continuous law differ with probability 1",
        "independent draws are equal with probability 0",
        GOODFELLOW,
        DRAWN,
        (("w_1, w_2", "0.3, −1.2"), ("z_1, z_2", "differ")),
        ("biases zero",),
    ),
    Saying(
        "random weights make no copies",
        (("weights random",), ("alike",)),
        False,
        "two units drawn from a continuous law differ with probability 1",
        "independent draws are equal with probability 0",
        GOODFELLOW,
        DRAWN,
        (("w_1, w_2", "0.3, −1.2"), ("z_1, z_2", "differ")),
        ("biases zero",),
    ),
    Saying(
        "biases may be zero",
        (("biases zero",), ("good",)),
        True,
        "random weights make the units differ, whatever the biases",
        "two units with different weights differ though both biases are 0",
        GOODFELLOW,
        DRAWN,
        (("w_1, w_2, b", "0.3, −1.2, 0"), ("z_1, z_2", "differ")),
        ("weights random", "breaks symmetry"),
    ),
    Saying(
        "zero biases are no mistake",
        (("biases zero",), ("bad",)),
        False,
        "zero biases do no harm: random weights make the units differ",
        "two units with different weights differ though both biases are 0",
        GOODFELLOW,
        DRAWN,
        (("w_1, w_2, b", "0.3, −1.2, 0"), ("z_1, z_2", "differ")),
        ("weights random", "breaks symmetry"),
    ),
    Saying(
        "a model without hidden units may start at zero",
        (("logistic regression",), ("weights zero",), ("good",)),
        True,
        "without hidden units there is no symmetry to break, and the loss is convex",
        "the gradient at w = 0 is Σ (½ − y_i) x_i, which is not 0 in general",
        "Boyd and Vandenberghe (2004), §9.3",
        LOGISTIC,
        (("x, y", "2, 1"), ("w", "0"), ("∂L/∂w", "−1")),
        ("biases zero",),
    ),
    Saying(
        "a model without hidden units learns from zero",
        (("logistic regression",), ("weights zero",), ("bad", "symmetry problem")),
        False,
        "without hidden units there is no symmetry to break, and the loss is convex",
        "the gradient at w = 0 is Σ (½ − y_i) x_i, which is not 0 in general",
        "Boyd and Vandenberghe (2004), §9.3",
        LOGISTIC,
        (("x, y", "2, 1"), ("w", "0"), ("∂L/∂w", "−1")),
        ("biases zero",),
    ),
    Saying(
        "no hidden units, no symmetry",
        (("logistic regression",), ("symmetry problem",)),
        False,
        "without hidden units there is no symmetry to break",
        "symmetry is one of units within a layer, and here there is one unit",
        GOODFELLOW,
        LOGISTIC,
        (("x, y", "2, 1"), ("w", "0"), ("∂L/∂w", "−1")),
    ),
    Saying(
        "large weights saturate",
        (("large weights",), ("saturates",), ("sigmoid", "tanh")),
        True,
        "the sums grow with the weights, and the slope goes to 0 in the tails",
        "σ′(±10) is about 0.0000454",
        GLOROT,
        SLOPE,
        (("z", "10"), ("σ′(z)", "0.0000454")),
        ("causes", "tanh", "sigmoid"),
    ),
    Saying(
        "large weights do not avoid saturation",
        (("large weights",), ("avoids",), ("saturates",)),
        False,
        "large weights are what saturates the units: the sums grow with them",
        "σ′(±10) is about 0.0000454",
        GLOROT,
        SLOPE,
        (("z", "10"), ("σ′(z)", "0.0000454")),
        ("sigmoid", "tanh"),
        "small initial weights avoid saturation",
        deniable=False,
    ),
    Saying(
        "small weights do not saturate",
        (("small weights",), ("saturates",), ("sigmoid", "tanh")),
        False,
        "near 0 the slope is largest: σ′(0) = ¼ and tanh′(0) = 1",
        "saturation is the other end: |z| large",
        GLOROT,
        SLOPE,
        (("z", "0.01"), ("σ′(z)", "0.24999")),
        ("causes", "tanh", "sigmoid"),
    ),
    Saying(
        "small weights avoid saturation",
        (("small weights",), ("avoids",), ("saturates",)),
        True,
        "the sums stay near 0, where the slope is largest",
        "σ′(0) = ¼ and tanh′(0) = 1 are the largest slopes",
        GLOROT,
        SLOPE,
        (("z", "0.01"), ("σ′(z)", "0.24999")),
        ("sigmoid", "tanh"),
        deniable=False,
        everywhere=False,
    ),
    Saying(
        "small weights stay in the linear part",
        (("small weights",), ("keeps",), ("sigmoid", "tanh"), ("near zero",)),
        True,
        "tanh(z) = z + O(z³), and σ(z) = ½ + z/4 + O(z³)",
        "the sums are proportional to the weights",
        GLOROT,
        SLOPE,
        (("z", "0.01"), ("tanh(z)", "0.0099997")),
        deniable=False,
    ),
    Saying(
        "small weights let the signal die",
        (("small weights",), ("signal dies", "gradient vanishes")),
        True,
        "the gain of every layer is below 1, and the gains multiply",
        "with gain ½ ten layers leave one part in a thousand",
        GLOROT,
        LAYERS,
        (("gain", "½"), ("ten layers", "½^10 = 0.00098")),
        ("deep", "causes"),
        everywhere=False,
        deniable=False,
    ),
    Saying(
        "small weights explode nothing",
        (("small weights",), ("signal explodes", "gradient explodes")),
        False,
        "small weights make the gain of every layer small: the signal dies",
        "with gain ½ ten layers leave one part in a thousand",
        GLOROT,
        LAYERS,
        (("gain", "½"), ("ten layers", "½^10 = 0.00098")),
        ("deep", "causes"),
    ),
    Saying(
        "large weights can explode",
        (("large weights",), ("signal explodes", "gradient explodes")),
        True,
        "the gain of every layer is above 1, and the gains multiply",
        "with gain 2 ten layers make a thousand of one",
        GLOROT,
        LAYERS,
        (("gain", "2"), ("ten layers", "2^10 = 1024")),
        ("deep", "causes"),
        everywhere=False,
        deniable=False,
        hedged=True,
    ),
    Saying(
        "large weights make the gradients of saturating units vanish",
        (("large weights",), ("gradient vanishes",), ("sigmoid", "tanh")),
        True,
        "the sums grow with the weights, and the slope goes to 0 in the tails",
        "σ′(±10) is about 0.0000454",
        GLOROT,
        SLOPE,
        (("z", "10"), ("σ′(z)", "0.0000454")),
        ("deep", "causes", "saturates"),
        everywhere=False,
        deniable=False,
    ),
    Saying(
        "xavier is not for relu",
        (("xavier",), ("meant for",), ("relu",)),
        False,
        "Glorot's weights halve the mean square at every ReLU layer; He's keep it",
        "E ReLU(z)² is half of Var(z), and Glorot and Bengio assume a slope of 1 at 0",
        HE,
        RELU_GAIN,
        (("Var(w)", "1/n"), ("gain", "½"), ("20 layers", "½^20 ≈ 10^−6")),
        (),
        "He's weights are for ReLU",
    ),
    Saying(
        "xavier is for tanh",
        (("xavier",), ("meant for",), ("tanh",)),
        True,
        "a symmetric activation with slope 1 at 0 keeps the mean square to first order",
        "tanh(z) = z + O(z³)",
        GLOROT,
        (("linear regime", "tanh(z) = z + O(z³)"), ("one layer", "E a² = n Var(w) E a²")),
        (("Var(w)", "1/n"), ("gain", "1")),
        everywhere=False,
    ),
    Saying(
        "he is for relu",
        (("he",), ("meant for",), ("relu",)),
        True,
        "the factor 2 makes up for the half that ReLU cuts off",
        "E ReLU(z)² is half of Var(z)",
        HE,
        RELU_GAIN,
        (("Var(w)", "2/n"), ("gain", "1")),
    ),
    Saying(
        "lecun is for selu",
        (("lecun",), ("meant for",), ("selu",)),
        True,
        "SELU keeps mean 0 and variance 1 when Var(w) = 1/n",
        "its two constants solve this",
        "Klambauer et al. (2017)",
        (("fixed point", "mean 0 and variance 1 are kept by SELU when Var(w) = 1/n"),),
        (("Var(w)", "1/n"),),
    ),
    Saying(
        "he keeps the variance with relu",
        (("he",), ("preserves variance",), ("relu",)),
        True,
        "the factor 2 makes up for the half that ReLU cuts off",
        "E ReLU(z)² is half of Var(z)",
        HE,
        RELU_GAIN,
        (("Var(w)", "2/n"), ("gain", "1")),
        everywhere=False,
    ),
    Saying(
        "xavier loses the variance with relu",
        (("xavier",), ("preserves variance",), ("relu",)),
        False,
        "Glorot's weights halve the mean square at every ReLU layer; He's keep it",
        "E ReLU(z)² is half of Var(z)",
        HE,
        RELU_GAIN,
        (("Var(w)", "1/n"), ("gain", "½"), ("20 layers", "½^20 ≈ 10^−6")),
        (),
        "He's weights keep it",
    ),
    Saying(
        "he is not for saturating units",
        (("he",), ("meant for",), ("tanh", "sigmoid")),
        False,
        "He's weights are derived for ReLU: their factor 2 makes up for the half it cuts off",
        "a unit with slope 1 at 0 wants Var(w) = 1/n",
        HE,
        RELU_GAIN,
        (("Var(w)", "2/n"), ("gain of ReLU", "1"), ("gain of z", "2")),
    ),
    Saying(
        "no start guarantees gradients",
        (("weights random",), ("guarantees",), ("gradient vanishes", "gradient explodes")),
        False,
        "whether gradients vanish is a matter of the scale, and random weights have any scale",
        "with n·Var(w) = ½ the gradients of K linear layers shrink like 2^−K",
        GLOROT,
        LAYERS,
        (("n Var(w)", "½"), ("K", "20"), ("E|dx|²", "10^−6")),
        deniable=False,
    ),
    Saying(
        "the sigmoid is not zero-centred",
        (("sigmoid",), ("zero-centred",)),
        False,
        "every value of the sigmoid is positive; its mean over a symmetric input is ½",
        "σ(0) = ½, and σ(z) + σ(−z) = 1",
        "LeCun et al. (1998), §4.4",
        (("values", "0 < σ(z) < 1"), ("symmetry", "σ(z) + σ(−z) = 1: E σ = ½")),
        (("z", "0"), ("σ(z)", "½")),
        ("signal",),
    ),
    Saying(
        "tanh is zero-centred",
        (("tanh",), ("zero-centred",)),
        True,
        "tanh is odd: its mean over a symmetric input is 0",
        "tanh(−z) = −tanh(z)",
        "LeCun et al. (1998), §4.4",
        (("odd", "tanh(−z) = −tanh(z): E tanh = 0"),),
        (("z", "±1"), ("tanh(z)", "±0.76")),
        ("signal",),
    ),
    Saying(
        "relu is not zero-centred",
        (("relu",), ("zero-centred",)),
        False,
        "no value of ReLU is negative",
        "max(0, z) ≥ 0",
        "LeCun et al. (1998), §4.4",
        (("values", "max(0, z) ≥ 0"),),
        (("z", "−1, 1"), ("ReLU(z)", "0, 1")),
        ("signal",),
    ),
    Saying(
        "relu does not saturate",
        (("relu",), ("saturates",), ("at large positive inputs",)),
        False,
        "the slope of ReLU is 1 at every positive input",
        "max(0, z) = z for z > 0",
        "Glorot, Bordes and Bengio (2011)",
        (("slope", "d max(0, z)/dz = 1 for z > 0"),),
        (("z", "100"), ("slope", "1")),
    ),
    Saying(
        "orthogonal weights keep lengths",
        (("orthogonal",), ("preserves norms",)),
        True,
        "|Qx|² = xᵀQᵀQx = |x|²",
        "QᵀQ = I",
        "Saxe, McClelland and Ganguli (2014)",
        (("orthogonal", "QᵀQ = I"), ("norm", "|Qx|² = |x|²")),
        (("Q", "(0 −1; 1 0)"), ("x", "(3, 4)"), ("|Qx|", "5")),
    ),
    Saying(
        "variances of independent variables add",
        (("independent sum",), ("adds variances",)),
        True,
        "the covariances are 0",
        "Var(X + Y) = Var X + Var Y + 2 Cov(X, Y)",
        "Feller (1968), §IX.5",
        (
            ("expand", "Var(ΣX_i) = Σ Var(X_i) + 2 Σ_(i<j) Cov(X_i, X_j)"),
            ("independence", "Cov = 0"),
        ),
        (("X = ±1, Y = ±1", "Var(X + Y) = 2"),),
    ),
    Saying(
        "variances add if nothing is correlated",
        (("variance of a sum",), ("adds variances",)),
        True,
        "it takes terms that are uncorrelated",
        "with Y = X the variance of the sum is 4 Var X, and not 2 Var X",
        "Feller (1968), §IX.5",
        (("expand", "Var(ΣX_i) = Σ Var(X_i) + 2 Σ_(i<j) Cov(X_i, X_j)"),),
        (("X = Y = ±1", "Var(X + Y) = 4"), ("Var X + Var Y", "2")),
        deniable=False,
        everywhere=False,
        missing=("the terms are uncorrelated",),
    ),
    Saying(
        "deviations do not add",
        (("independent sum", "variance of a sum"), ("adds deviations",)),
        False,
        "variances of independent variables add; deviations do not",
        "Var(X + Y) = Var X + Var Y + 2 Cov(X, Y)",
        "Feller (1968), §IX.5",
        (
            ("expand", "Var(ΣX_i) = Σ Var(X_i) + 2 Σ_(i<j) Cov(X_i, X_j)"),
            ("independence", "Cov = 0"),
        ),
        (("X = ±2, Y = ±2", "Var(X + Y) = 8, and the deviations add up to 4"),),
        (),
        "the sum of the variances",
    ),
    Saying(
        "dropout can part copies",
        (("dropout",), ("breaks symmetry",)),
        True,
        "two copies with different masks get different gradients",
        "one of two copies is dropped, the other is not: one gradient is 0",
        "Srivastava et al. (2014)",
        (("mask", "a_1 kept, a_2 dropped"), ("gradients", "δ_1 ≠ 0 = δ_2")),
        (("mask", "(1, 0)"), ("δ", "(d, 0)")),
    ),
    Saying(
        "normalisation cancels the scale",
        (("batch norm",), ("scale cancels",)),
        True,
        "batch norm divides by the deviation: BN(cWx) = BN(Wx)",
        "a factor c > 0 of the weights cancels",
        "Ioffe and Szegedy (2015), §3.3",
        (
            ("scale", "mean and deviation of cWx are c times those of Wx"),
            ("cancels", "BN(cWx) = BN(Wx)"),
        ),
        (("c", "10"), ("BN(10 z)", "BN(z)")),
    ),
    Saying(
        "normalisation forgives the scale",
        (("batch norm",), ("less sensitive",)),
        True,
        "batch norm divides by the deviation: BN(cWx) = BN(Wx)",
        "a factor c of the weights cancels",
        "Ioffe and Szegedy (2015), §3.3",
        (
            ("scale", "mean and deviation of cWx are c times those of Wx"),
            ("cancels", "BN(cWx) = BN(Wx)"),
        ),
        (("c", "10"), ("BN(10 z)", "BN(z)")),
        everywhere=False,
    ),
)

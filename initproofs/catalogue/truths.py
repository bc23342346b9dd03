"""What is so, and why: the proofs and the small examples behind the sayings of the field."""

from __future__ import annotations

from dataclasses import dataclass

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Truth:
    """``steps`` prove it; ``example`` is the case that its opposite does not survive."""

    is_so: str
    because: str
    reference: str
    steps: Pairs
    example: Pairs
    correction: str = ""


GOODFELLOW = "Goodfellow, Bengio and Courville (2016), §8.4"
GLOROT, HE = "Glorot and Bengio (2010)", "He et al. (2015)"
LECUN = "LeCun et al. (1998), §4.4"
BOYD = "Boyd and Vandenberghe (2004), §9.3"
FELLER = "Feller (1968), §IX.5"
_SLOPE = ("slope", "σ′(z) = σ(z)(1 − σ(z)) and tanh′(z) = 1 − tanh(z)² go to 0 as |z| → ∞")
_SCALE = ("scale", "the standard deviation of z = Σ w_i x_i is proportional to that of w")
_ONE_LAYER = ("one layer", "E|a^(k)|² = gain · E|a^(k−1)|², the gain proportional to Var(w)")
_ALL_LAYERS = ("product over layers", "E|a^(K)|² = gain^K E|x|²")
_EXPANDED = ("expand", "Var(ΣX_i) = Σ Var(X_i) + 2 Σ_(i<j) Cov(X_i, X_j)")
_HALF = ("half of a symmetric law", "E ReLU(z)² = ½ Var(z)")
_TWINS = (
    ("equal start", "W = c in every layer: equal incoming and outgoing weights of all units"),
    ("forward", "equal sums z, hence equal activations"),
    ("backward", "equal Σ w δ over equal outgoing weights, hence equal δ and equal gradients"),
    ("induction over the steps", "each weight is moved by its own gradient: equal stays equal"),
)

COPIES = Truth(
    "all hidden units of a layer compute the same, and stay copies of one another",
    "equal incoming, outgoing weights and biases give equal gradients at every step",
    GOODFELLOW,
    _TWINS,
    (("W^[1]", "(c c; c c)"), ("a^[1]", "(g(s), g(s))"), ("dW^[1]", "two equal columns")),
    "random weights, small and scaled",
)
DRAWN_APART = Truth(
    "two units drawn from a continuous law differ with probability 1",
    "two units with different weights differ, whatever the biases",
    GOODFELLOW,
    (
        ("continuous law", "P(two columns of W are equal) = 0"),
        ("different sums", "z₁ ≠ z₂ for almost every input, and with them the gradients"),
    ),
    (("w_1, w_2, b", "0.3, −1.2, 0"), ("z_1, z_2", "differ")),
)
AT_ZERO = Truth(
    "with z = 0 a unit gives φ(0): ½ for the sigmoid, 0 for tanh and ReLU",
    "with a bias b it gives φ(b)",
    GOODFELLOW,
    (("sum", "z = Wx + b = 0"), ("value", "σ(0) = ½, tanh(0) = 0, ReLU(0) = 0")),
    (("b", "1"), ("σ(b), tanh(b)", "0.731, 0.762")),
)
NO_UNITS = Truth(
    "without hidden units there is no symmetry to break, and the loss is convex",
    "the gradient at w = 0 is Σ (½ − y_i) x_i, which is not 0 in general",
    BOYD,
    (
        ("gradient", "∂L/∂w_j = Σ_i (ŷ_i − y_i) x_ij: at w = 0 it is Σ_i (½ − y_i) x_ij"),
        ("one unit", "its entries differ with the columns of X: no two units could be equal"),
        ("convex loss", "descent with a small step reaches the minimum from every start"),
    ),
    (("x, y", "2, 1"), ("w", "0"), ("∂L/∂w", "−1")),
)
LARGE_SATURATE = Truth(
    "large weights saturate the units: the sums grow with them, and the slope goes to 0",
    "σ′(±10) is about 0.0000454",
    GLOROT,
    (_SLOPE, _SCALE),
    (("z", "10"), ("σ′(z)", "0.0000454")),
    "small initial weights avoid saturation",
)
SMALL_DO_NOT = Truth(
    "small weights keep the sums near 0, where the slope is largest",
    "σ′(0) = ¼ and tanh′(0) = 1 are the largest slopes, and tanh(z) = z + O(z³)",
    GLOROT,
    (_SCALE, ("near 0", "tanh(z) = z + O(z³) and σ(z) = ½ + z/4 + O(z³)")),
    (("z", "0.01"), ("σ′(z)", "0.24999"), ("tanh(z)", "0.0099997")),
)
SMALL_DIE = Truth(
    "the gain of every layer is below 1, and the gains multiply: the signal dies",
    "with gain ½ ten layers leave one part in a thousand",
    GLOROT,
    (_ONE_LAYER, _ALL_LAYERS),
    (("gain", "½"), ("ten layers", "½^10 = 0.00098")),
)
LARGE_GROW = Truth(
    "the gain of a layer can be above 1, and the gains multiply",
    "with gain 2 ten layers make a thousand of one",
    GLOROT,
    (_ONE_LAYER, _ALL_LAYERS),
    (("gain", "2"), ("ten layers", "2^10 = 1024")),
)
ANY_SCALE = Truth(
    "whether gradients vanish is a matter of the scale, and random weights have any scale",
    "with n·Var(w) = ½ the gradients of K linear layers shrink like 2^−K",
    GLOROT,
    (_ONE_LAYER, _ALL_LAYERS),
    (("n Var(w)", "½"), ("K", "20"), ("E|dx|²", "10^−6")),
)
RELU_WANTS_TWO = Truth(
    "ReLU wants He's 2/n, which makes up for the half it cuts off; Glorot's gain there is ½",
    "E ReLU(z)² is half of Var(z)",
    HE,
    (_HALF, ("one layer", "E (a^(k))² = ½ n Var(w) E (a^(k−1))²: kept when Var(w) = 2/n")),
    (("Var(w)", "1/n"), ("gain", "½"), ("20 layers", "½^20 ≈ 10^−6")),
    "He's weights are for ReLU",
)
TANH_WANTS_ONE = Truth(
    "a unit with slope 1 at 0 wants Glorot's or LeCun's 1/n; He's 2 is for ReLU",
    "tanh(z) = z + O(z³): nothing is cut off",
    GLOROT,
    (("linear part", "tanh(z) = z + O(z³)"), ("one layer", "E (a^(k))² ≈ n Var(w) E (a^(k−1))²")),
    (("Var(w)", "2/n"), ("gain of ReLU", "1"), ("gain of z", "2")),
)
SELU_FIXED = Truth(
    "SELU keeps mean 0 and variance 1 when Var(w) = 1/n",
    "its two constants are the solution of this",
    "Klambauer et al. (2017)",
    (("fixed point", "E SELU(z) = 0 and E SELU(z)² = 1 for z of mean 0 and variance 1"),),
    (("Var(w)", "1/n"), ("variance of z", "1")),
)
SIGMOID_POSITIVE = Truth(
    "every value of the sigmoid is positive; its mean over a symmetric input is ½",
    "σ(0) = ½, and σ(z) + σ(−z) = 1",
    LECUN,
    (("values", "0 < σ(z) < 1"), ("symmetry", "σ(z) + σ(−z) = 1: E σ = ½")),
    (("z", "0"), ("σ(z)", "½")),
)
TANH_ODD = Truth(
    "tanh is odd: its mean over a symmetric input is 0",
    "tanh(−z) = −tanh(z)",
    LECUN,
    (("odd", "tanh(−z) = −tanh(z): E tanh = 0"),),
    (("z", "±1"), ("tanh(z)", "±0.76")),
)
RELU_POSITIVE = Truth(
    "no value of ReLU is negative",
    "max(0, z) ≥ 0",
    LECUN,
    (("values", "max(0, z) ≥ 0"),),
    (("z", "−1, 1"), ("ReLU(z)", "0, 1")),
)
RELU_OPEN = Truth(
    "the slope of ReLU is 1 at every positive input",
    "max(0, z) = z for z > 0",
    "Glorot, Bordes and Bengio (2011)",
    (("slope", "d max(0, z)/dz = 1 for z > 0"),),
    (("z", "100"), ("slope", "1")),
)
LENGTHS = Truth(
    "|Qx|² = xᵀQᵀQx = |x|²",
    "QᵀQ = I",
    "Saxe, McClelland and Ganguli (2014)",
    (("orthogonal", "QᵀQ = I"), ("norm", "|Qx|² = |x|²")),
    (("Q", "(0 −1; 1 0)"), ("x", "(3, 4)"), ("|Qx|", "5")),
)
VARIANCES_ADD = Truth(
    "variances of independent variables add; standard deviations do not",
    "Var(X + Y) = Var X + Var Y + 2 Cov(X, Y), and the covariance is 0",
    FELLER,
    (_EXPANDED, ("independence", "Cov(X_i, X_j) = 0")),
    (("X = ±2, Y = ±2", "Var(X + Y) = 8"), ("deviations", "2 + 2 = 4, and √8 = 2.83")),
    "the sum of the variances",
)
UNCORRELATED = Truth(
    "it takes terms that are uncorrelated",
    "with Y = X the variance of the sum is 4 Var X, and not 2 Var X",
    FELLER,
    (_EXPANDED,),
    (("X = Y = ±1", "Var(X + Y) = 4"), ("Var X + Var Y", "2")),
)
MASKS = Truth(
    "two copies with different masks get different gradients",
    "one of two copies is dropped, the other is not: one gradient is 0",
    "Srivastava et al. (2014)",
    (("mask", "a_1 kept, a_2 dropped"), ("gradients", "δ_1 ≠ 0 = δ_2")),
    (("mask", "(1, 0)"), ("δ", "(d, 0)")),
)
NORMALISED = Truth(
    "batch norm divides by the deviation: BN(cWx) = BN(Wx)",
    "a factor c > 0 of the weights cancels",
    "Ioffe and Szegedy (2015), §3.3",
    (
        ("scale", "mean and deviation of cWx are c times those of Wx"),
        ("cancels", "BN(cWx) = BN(Wx)"),
    ),
    (("c", "10"), ("BN(10 z)", "BN(z)")),
)

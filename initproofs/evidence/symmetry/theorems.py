"""What is proved of symmetric and of zero starts: each theorem with its hypotheses and its steps.

Sizes and depths are symbols. W_ij joins unit i below to unit j; layers are 1 … L; A^0 is the input;
δ^l is the gradient of the loss at Z^l, example by example s. The cross-checks of each theorem,
exact and for random networks, are in ``checks``; what fails without a hypothesis in ``without``.
"""

from __future__ import annotations

from dataclasses import dataclass

INCOMING = "equal incoming weights"
BIAS = "equal biases"
OUTGOING = "equal outgoing weights"
SAME_ACTIVATION = "the same elementwise activation"
EQUIVARIANT = "an optimiser that treats all units alike, started in an equal state"


@dataclass(frozen=True)
class Theorem:
    """``steps`` are (rule, formula); ``page`` is its page among the derivations."""

    name: str
    says: str
    hypotheses: tuple[str, ...]
    steps: tuple[tuple[str, str], ...]
    page: str
    reference: str = ""


EQUAL_ACTIVATIONS = Theorem(
    "equal weights, equal activations",
    "units with equal incoming weights and equal biases compute the same, for every input",
    (INCOMING, BIAS, SAME_ACTIVATION),
    (
        ("definition, by index", "Z_sj = Σ_k A_sk W_kj + b_j and A'_sj = φ(Z_sj)"),
        ("substitute W_ki = W_kj for all k, and b_i = b_j", "Z_si = Z_sj for every example s"),
        ("the same φ on both sides", "φ(Z_si) = φ(Z_sj)"),
    ),
    "twin_units_stay_twins",
)
EQUAL_GRADIENTS = Theorem(
    "equal units, equal gradients",
    "units with equal incoming weights, biases and outgoing weights have equal gradients",
    (INCOMING, BIAS, OUTGOING, SAME_ACTIVATION),
    (
        *EQUAL_ACTIVATIONS.steps,
        ("backpropagation, by index", "δ_sj = φ'(Z_sj) Σ_k δ'_sk W'_jk"),
        ("substitute W'_ik = W'_jk and Z_si = Z_sj", "δ_si = δ_sj"),
        ("dW_kj = Σ_s A_sk δ_sj, db_j = Σ_s δ_sj", "dW_ki = dW_kj and db_i = db_j"),
        ("dW'_jk = Σ_s A'_sj δ'_sk", "dW'_ik = dW'_jk"),
    ),
    "twin_units_stay_twins",
    "Goodfellow, Bengio and Courville (2016), §8.4",
)
TWINS = Theorem(
    "twins stay twins",
    "units with equal incoming weights, biases and outgoing weights stay equal for ever",
    (INCOMING, BIAS, OUTGOING, SAME_ACTIVATION, EQUIVARIANT),
    (
        *EQUAL_GRADIENTS.steps,
        ("one step changes equal entries with equal gradients equally", "equal after the step"),
        ("induction over the steps", "W_ki = W_kj, b_i = b_j, W'_ik = W'_jk at every step"),
    ),
    "twin_units_stay_twins",
    "Goodfellow, Bengio and Courville (2016), §8.4",
)
ONE_UNIT = Theorem(
    "k twins act as one unit",
    "k units with equal activations give the next layer what one unit with the sum of their "
    "outgoing weights gives",
    ("equal activations",),
    (
        ("definition, by index", "Z'_sk = Σ_j A_sj W'_jk + b'_k"),
        ("A_s1 = … = A_sn = a_s", "Σ_j A_sj W'_jk = a_s Σ_j W'_jk"),
        ("one unit with V_k = Σ_j W'_jk", "gives the same Z', so the same output"),
    ),
    "k_twins_act_as_one_unit",
)
ZERO_LAYER_IS_CONSTANT = Theorem(
    "a zero layer forgets the input",
    "if one weight matrix is zero, the output is the same for every input",
    ("one weight matrix is zero",),
    (
        ("W^l = 0", "Z_sj = Σ_k A_sk · 0 + b_j = b_j for every example s"),
        ("every later layer is a function of Z^l", "the output does not depend on x"),
    ),
    "a_zero_layer_heals",
)
BLOCKED = Theorem(
    "a zero layer passes no gradient",
    "if W^(l+1) = 0, every gradient of the layers 1 … l is zero at that step",
    ("W^(l+1) is zero",),
    (
        ("backpropagation", "dA^l = δ^(l+1) (W^(l+1))ᵀ = 0"),
        ("δ^l = dA^l ⊙ φ'(Z^l)", "δ^l = 0"),
        ("δ^(l-1) is linear in δ^l, and so on down", "δ^1 = … = δ^l = 0"),
        ("dW^k = (A^(k-1))ᵀ δ^k, db^k = 1ᵀ δ^k", "both are zero for k ≤ l"),
    ),
    "a_zero_layer_heals",
)
ZERO = Theorem(
    "all zero, φ(0) = 0",
    "with φ(0) = 0 and all weights and biases zero, only the output bias ever moves",
    ("φ(0) = 0", "all weights are zero", "all biases are zero", "a hidden layer"),
    (
        ("induction over the layers, φ(0) = 0", "Z^l = 0 and A^l = 0 for every hidden layer l"),
        ("last layer", "dW^L = (A^(L-1))ᵀ δ^L = 0 because A^(L-1) = 0; db^L = Σ_s δ_s"),
        ("W^L = 0", "δ^l = 0, dW^l = 0, db^l = 0 for l < L"),
        ("induction over the steps", "b^L moves, everything else stays zero, at every step"),
        ("what is left is a constant output c = b^L", "it learns argmin_c Σ_s loss(c, y_s)"),
    ),
    "zero_weights_train_only_the_output_bias",
)
FRONT = Theorem(
    "the gradient front",
    "with all weights zero and biases at random, update k reaches the last k layers only",
    ("all weights are zero", "Σδ ≠ 0", "φ(b) ≠ 0", "φ'(b) ≠ 0"),
    (
        *BLOCKED.steps[:2],
        ("induction over the updates", "before update k, W^l = 0 for l ≤ L-k+1"),
        ("so δ^l = 0 for l ≤ L-k", "update k moves no layer below L-k+1"),
        (
            "W^l = 0, so A^(l-1) = φ(b^(l-1)) in every row",
            "dW^l = φ(b^(l-1))ᵀ Σ_s δ_s^l: not zero if Σδ ≠ 0 and φ(b) ≠ 0",
        ),
        ("δ^(l-1) = δ^l (W^l)ᵀ ⊙ φ'(b)", "the front goes one layer down if φ'(b) ≠ 0"),
        ("orders in the rate η: e_1 = 1, e_(k+1) = 2 e_k", "layer L-k first moves by Θ(η^(2^k))"),
    ),
    "the_gradient_front",
)
BALANCED = Theorem(
    "balanced labels do not start",
    "with all weights zero and the output bias at the class prior, every gradient is zero",
    ("all weights are zero", "the output bias gives the mean of the labels", "a hidden layer"),
    (
        ("W = 0", "ŷ_s = ŷ, the mean of the labels, for every s, so Σ_s δ_s = 0"),
        ("A^(L-1) has equal rows a", "dW^L = aᵀ Σ_s δ_s = 0, db^L = Σ_s δ_s = 0"),
        ("W^L = 0", "every lower gradient is zero: a stationary point"),
        (
            "second order in (W^1, W^2): the cross term is Σ_s δ_s W² φ'(b) x_s W¹",
            "it changes sign with W¹: no minimum where Σ_s δ_s x_s ≠ 0",
        ),
    ),
    "balanced_labels_are_a_stationary_point",
)
SUM_OF_INPUTS = Theorem(
    "constant weights see the sum of the inputs",
    "with W^1 constant the output depends on the input through the sum of its entries",
    ("all entries of W^1 are equal",),
    (
        ("W^1 = c 11ᵀ", "Z_sj = c Σ_k x_sk + b_j"),
        ("everything later is a function of Z", "f(x) = F(Σ_k x_k)"),
        ("c ≠ 0", "F is not constant: inputs with different sums are told apart"),
    ),
    "constant_weights_see_the_sum",
)
FREEZE = Theorem(
    "two zero layers freeze",
    "φ(0) = 0, b = 0 and two zero layers p < q: W^1 … W^q never move",
    ("φ(0) = 0", "all biases are zero", "two weight matrices are zero"),
    (
        ("W^p = 0, b = 0, φ(0) = 0", "A^p = … = A^(q-1) = 0"),
        ("dW^l = (A^(l-1))ᵀ δ^l", "dW^l = 0 for p < l ≤ q"),
        ("W^q = 0", "δ^l = 0, so dW^l = 0 and db^l = 0 for l < q"),
        ("induction over the steps", "W^1 … W^q and b^1 … b^(q-1) never move"),
    ),
    "two_zero_layers_freeze",
)
HEALS = Theorem(
    "one zero layer heals",
    "if a single weight matrix is zero it moves in the first step, and those below in the second",
    ("only one weight matrix is zero", "Σ_s a_s δ_s ≠ 0"),
    (
        ("W^l = 0 alone", "A^(l-1) ≠ 0 and δ^l ≠ 0 in general"),
        ("dW^l = (A^(l-1))ᵀ δ^l", "W^l moves at step 1 if Σ_s a_s δ_s ≠ 0"),
        ("W^l ≠ 0 from then on", "δ^(l-1) ≠ 0: the layers below move at step 2"),
    ),
    "a_zero_layer_heals",
    "Zhang, Dauphin and Ma (2019): zero last layers are used on purpose",
)
RANDOM_APART = Theorem(
    "random columns differ",
    "independent weights from a continuous law differ from unit to unit with probability one",
    ("independent weights from a continuous law",),
    (
        ("W_ki - W_kj has a continuous law", "P(W_ki = W_kj) = 0"),
        ("finitely many pairs of units", "all columns differ with probability one"),
    ),
    "twin_units_stay_twins",
)
THEOREMS: tuple[Theorem, ...] = (
    EQUAL_ACTIVATIONS,
    EQUAL_GRADIENTS,
    TWINS,
    ONE_UNIT,
    ZERO_LAYER_IS_CONSTANT,
    BLOCKED,
    ZERO,
    FRONT,
    BALANCED,
    SUM_OF_INPUTS,
    FREEZE,
    HEALS,
    RANDOM_APART,
)

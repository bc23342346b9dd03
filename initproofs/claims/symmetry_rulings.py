"""What is claimed of a start → its ruling by the theorems: what holds, what is missing, what fails.

The table of ``judged`` is the whole of it. None means that nothing is said: the phrase is then no
claim that this kind can judge.
"""

from __future__ import annotations

from ..evidence.symmetry import theorems as t
from ..evidence.symmetry import without
from ..evidence.symmetry.theorems import Theorem
from ..given.starts import Reach, Start
from ..nouns import Assumption, Counterexample, Ruling
from .symmetry_decided import Decided, conditional, proved
from .symmetry_state import State
from .symmetry_words import Says

EQUAL = (Start.ZERO, Start.CONSTANT, Start.ALIKE)
THROUGH_ZERO = ("relu", "tanh", "identity", "linear")
NO_WORD_OF_BIASES = Assumption("no word of the biases: they start equal, as the usual zeros do")
BIASES_TOO = "the biases of these units are equal too"
OUTGOING_TOO = "their outgoing weights are equal too"
SAY_ALL_THREE = "the same incoming weights, the same bias and the same outgoing weights"
NOT_SYMMETRIC = (
    "whichever algorithm treats all units alike, if their outgoing weights are equal too"
)


def judged(
    says: Says, denied: bool, state: State, any_algorithm: bool, written: bool
) -> Decided | None:
    """``written``: a bias stands in a formula of the sentence, and nothing is said of its start."""
    match says:
        case Says.FORWARD:
            return None if denied else _forward(state, written)
        case Says.GRADIENTS:
            return None if denied else _backward(state, written, t.EQUAL_GRADIENTS)
        case Says.LASTING:
            if denied:
                return None
            return _lasting(state, any_algorithm, written)
        case Says.APART:
            return _lasting(state, False, written) if denied else _apart(state)
        case Says.APART_NOW:
            return _forward(state, written) if denied else _apart_now(state)
        case Says.ONE_UNIT:
            alike = state.weights in EQUAL and state.biases is not Start.RANDOM
            message = "proved: one unit with the sum of their outgoing weights does the same"
            return proved(message, t.ONE_UNIT) if alike and not denied else None
        case Says.CONSTANT_OUTPUT:
            return None if denied else _constant_output(state)
        case Says.WEIGHTS:
            return None if denied else _one_value(state)
        case Says.FROZEN | Says.ZERO_GRADIENTS:
            return None if denied else _frozen(says, state)
        case Says.ONLY_BIAS:
            return None if denied else _only_bias(state)
        case Says.LAST_FIRST:
            return None if denied else _front(state)
        case Says.STILL_WORKS:
            return None if denied else _still_works(state)
        case Says.NO_BETTER:
            return _no_better(state)
        case Says.MINIMUM:
            return None if denied else _minimum(state)
    return None


def _forward(state: State, written: bool) -> Decided | None:
    if state.weights not in EQUAL or state.biases is Start.RANDOM:
        return None
    if state.biases is None and written:
        failure = without.equal_biases()
        return conditional(
            t.EQUAL_ACTIVATIONS, (BIASES_TOO,), failure, "the same weights and the same bias"
        )
    return proved("proved: equal weights and biases give equal activations", t.EQUAL_ACTIVATIONS)


def _outgoing_are_equal(state: State) -> bool:
    if state.outgoing is not None:
        return state.outgoing in EQUAL
    everywhere = state.reach is Reach.NETWORK
    return everywhere and state.weights in (Start.ZERO, Start.CONSTANT)


def _backward(state: State, written: bool, theorem: Theorem) -> Decided | None:
    if state.weights not in EQUAL or state.biases is Start.RANDOM or state.reach is Reach.UNCLEAR:
        return None
    missing = (BIASES_TOO,) if state.biases is None and written else ()
    if not _outgoing_are_equal(state):
        return conditional(
            theorem, (*missing, OUTGOING_TOO), without.equal_outgoing(), SAY_ALL_THREE
        )
    if missing:
        return conditional(theorem, missing, without.equal_biases(), SAY_ALL_THREE)
    return proved(f"proved: {theorem.name}", theorem)


def _lasting(state: State, any_algorithm: bool, written: bool) -> Decided | None:
    found = _backward(state, written, t.TWINS)
    if found is None or not any_algorithm:
        return found
    if found.ruling is Ruling.PROVED:
        missing = ("the algorithm treats all units alike",)
        return conditional(t.TWINS, missing, without.equivariance())
    shown = Counterexample(
        "whichever algorithm", without.equivariance(), "it must treat all units alike"
    )
    message = "not by every algorithm, and only if their outgoing weights are equal too"
    return Decided(Ruling.REFUTED, message, t.TWINS, counterexample=shown, correction=NOT_SYMMETRIC)


def _apart(state: State) -> Decided | None:
    """“the symmetry is broken”, “they learn different features”."""
    if state.weights is Start.RANDOM:
        return proved("proved: random columns differ with probability one", t.RANDOM_APART)
    return _equal_for_ever(state)


def _equal_for_ever(state: State) -> Decided | None:
    equal = state.weights in (Start.ZERO, Start.CONSTANT) and state.reach is Reach.NETWORK
    if not equal or state.biases is Start.RANDOM or state.outgoing is Start.RANDOM:
        return None
    message = "the units stay the same for ever: they start with equal weights and biases"
    shown = Counterexample(
        "the units become different", "the units stay equal", without.twins_stay()
    )
    return Decided(Ruling.REFUTED, message, t.TWINS, counterexample=shown)


def _apart_now(state: State) -> Decided | None:
    if state.weights is Start.RANDOM:
        missing = ("the activation is injective", "the input is not zero")
        return conditional(t.RANDOM_APART, missing, without.injective())
    return _equal_for_ever(state)


def _constant_output(state: State) -> Decided | None:
    if state.weights is Start.ZERO:
        return proved("proved: with zero weights no layer sees the input", t.ZERO_LAYER_IS_CONSTANT)
    if state.weights is Start.CONSTANT and state.reach is Reach.NETWORK:
        message = "only inputs with the same sum: equal weights still see the sum of the inputs"
        shown = Counterexample(
            "every input gives the same output",
            "f depends on the sum of the inputs",
            without.constant_weights(),
        )
        return Decided(
            Ruling.REFUTED,
            message,
            t.SUM_OF_INPUTS,
            counterexample=shown,
            correction="maps all inputs with the same sum onto the same output",
        )
    return None


def _gaps(state: State) -> tuple[str, ...]:
    gaps = () if state.activation in THROUGH_ZERO else ("φ(0) = 0, as for ReLU and tanh",)
    return gaps if state.biases is Start.ZERO else (*gaps, "all biases are zero")


def _one_value(state: State) -> Decided | None:
    """All weights of a layer, not only those that leave one input."""
    if state.weights is Start.CONSTANT and state.biases is not Start.RANDOM:
        outgoing = () if _outgoing_are_equal(state) else (OUTGOING_TOO,)
        missing = ("the weights that are compared leave the same input", *outgoing)
        return conditional(t.EQUAL_GRADIENTS, missing, without.unequal_inputs())
    if state.weights is not Start.ZERO or state.reach is not Reach.NETWORK:
        return None
    gaps = _gaps(state)
    if gaps:
        return conditional(t.ZERO, gaps, without.through_zero())
    return proved("proved: they all stay zero", t.ZERO)


def _frozen(says: Says, state: State) -> Decided | None:
    if state.weights is not Start.ZERO or state.reach is not Reach.NETWORK:
        return None
    if state.activation in ("sigmoid", "logistic"):
        return None
    what = "the gradient" if says is Says.ZERO_GRADIENTS else "training"
    missing = (
        f"{what} of the weights is meant (the output bias learns the best constant)",
        *_gaps(state),
        "there is a hidden layer",
    )
    return conditional(t.ZERO, missing, without.output_bias())


def _only_bias(state: State) -> Decided | None:
    if state.weights is not Start.ZERO or state.reach is not Reach.NETWORK:
        return None
    if gaps := _gaps(state):
        return conditional(t.ZERO, gaps, without.through_zero())
    return proved("proved: all else stays zero", t.ZERO)


def _front(state: State) -> Decided | None:
    if state.weights is not Start.ZERO or state.reach is not Reach.NETWORK:
        return None
    missing = ("the errors do not cancel (Σδ ≠ 0)", "g(b) ≠ 0 and g'(b) ≠ 0 in every hidden layer")
    return conditional(t.FRONT, missing, without.balanced())


def _still_works(state: State) -> Decided | None:
    if state.weights is not Start.ZERO or state.reach is not Reach.NETWORK:
        return None
    missing = (
        "the hidden biases are random, or φ(0) ≠ 0 as for the sigmoid, or there is no hidden layer",
    )
    return conditional(t.ZERO, missing, without.output_bias())


def _no_better(state: State) -> Decided | None:
    if state.weights not in (Start.ZERO, Start.CONSTANT) or state.reach is not Reach.NETWORK:
        return None
    if state.biases is Start.RANDOM:
        return None
    missing = ("the task is classification", "every activation is monotone")
    return conditional(t.ONE_UNIT, missing, without.monotone())


def _minimum(state: State) -> Decided | None:
    if state.weights is not Start.ZERO or state.reach is not Reach.NETWORK:
        return None
    message = "a stationary point that is no minimum"
    shown = Counterexample("a local minimum", "a saddle", without.saddle())
    return Decided(
        Ruling.REFUTED, message, t.BALANCED, counterexample=shown, correction="a saddle point"
    )


def by_own_numbers(found: Decided, shown: str, because: str) -> Decided:
    """The note's own example has the hypotheses that it states, and not the conclusion."""
    evidence = Counterexample(
        "equal incoming weights are enough",
        shown,
        f"{because}: the step of a unit is in proportion to its outgoing weights",
    )
    message = f"equal outgoing weights are missing: with the note's own numbers {shown}"
    return Decided(
        Ruling.REFUTED,
        message,
        found.theorem,
        counterexample=evidence,
        correction=SAY_ALL_THREE,
        own_numbers=True,
    )


def needs_all() -> Decided:
    message = "one zero layer is enough to train: it moves first, the layers below it next"
    shown = Counterexample(
        "every layer needs a weight that is not zero",
        "one layer may be zero",
        without.one_zero_layer(),
    )
    fix = "with two zero layers, zero biases and φ(0) = 0 the layers up to the upper one never move"
    return Decided(Ruling.REFUTED, message, t.HEALS, counterexample=shown, correction=fix)


def preserved() -> Decided:
    return proved(
        "proved: the same function of equal columns gives equal columns", t.EQUAL_ACTIVATIONS
    )

"""Statements in words that are proved: each with its proof, in steps."""

from __future__ import annotations

from ..nouns import Ruling
from .known import Known

TRUE = Ruling.PROVED
_COULD = r"(?:is|are|was|were|would be|will be|remains?|stays?|becomes?|gives|yields)"
THEOREMS: tuple[Known, ...] = (
    Known(
        "descent needs a start",
        TRUE,
        (
            (
                r"(?:we|you|one|gradient descent) (?:need|needs|require|requires|must have) "
                r"(?:some |an? |the )?(?:initial|starting) (?:weights?|values?|parameters?|"
                r"points?|guess)(?: for the weights)? (?:to|for|in order to) (?:start|begin|run|"
                r"starting|beginning)?"
            ),
        ),
        "the recursion w ← w − η∇J(w) says nothing of its first member",
        "",
        "Goodfellow, Bengio and Courville (2016), §4.3",
        steps=(
            ("recursion", "w_(t+1) = w_t − η ∇J(w_t)"),
            ("induction on t", "every w_t is a function of w_0, and of nothing else"),
        ),
        advised=True,
    ),
    Known(
        "a bad start can make gradients vanish or explode",
        TRUE,
        (
            (
                r"(?:bad|poor|wrong|improper|careless|incorrect|naive) (?:weight "
                r")?initiali[sz]ations?(?: of (?:the )?weights)? (?:can|may|might|could|will)? "
                r"?(?:also )?(?:lead to|leads to|cause|causes|result in|results in) {VANISH}"
            ),
            (
                r"(?:if|when) (?:(?:we|you|the) )*(?:initiali[sz]e )?(?:the )?weights (?:are "
                r"initiali[sz]ed )?(?:poorly|badly|carelessly|improperly),? {GRADIENTS} (?:can|"
                r"may|might|could|will) (?:either )?(?:explode|vanish)"
            ),
            r"(?:bad|poor|improper) (?:weight )?initiali[sz]ations? ?(?:→|⇒) ?[\w, ]*{VANISH}",
        ),
        "K linear layers scale the mean square by (n·Var(w))^K",
        "",
        "Glorot and Bengio (2010)",
        steps=(
            ("one layer", "E|a^(k)|² = n Var(w) E|a^(k−1)|²"),
            ("product over layers", "E|a^(K)|² = (n Var(w))^K E|x|²"),
            ("two starts", "n Var(w) = ½: 2^(−K), it vanishes; n Var(w) = 2: 2^K, it explodes"),
        ),
        possible=True,
    ),
    Known(
        "random biases do no harm beside random weights",
        TRUE,
        (
            (
                r"random(?:ly)? initiali[sz](?:ing|ation of) both (?:the )?(?:weights?|w|⟨w⟩) "
                r"and (?:the )?(?:bias(?:es)?|b|⟨b⟩) (?:(?:would|will|should|may|might|could) "
                r")?(?:is|be|are|works?)?(?: also| just)? ?(?:okay|ok|fine|possible|works?)"
            ),
        ),
        "two units are equal with probability 0, whatever the biases",
        "",
        "Goodfellow, Bengio and Courville (2016), §8.4",
        steps=(
            ("densities", "w_i and w_j are independent and have densities"),
            ("null set", "P(w_i = w_j) = 0, so that almost surely no two units are equal"),
            ("variance", "Var(z) = n Var(w) E z² + Var(b): the biases only add to it"),
        ),
        possible=True,
    ),
    Known(
        "there are infinitely many starts",
        TRUE,
        (
            (
                r"(?:an )?infinite(?:ly many)? (?:number of )?(?:possible )?(?:⟨?w⟩? "
                r")?(?:weight )?(?:matrix )?initiali[sz]ations?"
            ),
        ),
        "the matrices of a shape are a vector space over the reals",
        "",
        "linear algebra",
        steps=(("cardinality", "ℝ^(m × n) with mn ≥ 1 contains t·E for every real t"),),
        possible=True,
    ),
    Known(
        "linear layers make one linear layer",
        TRUE,
        (
            (
                r"(?:compositions?|products?|stack|stacking|chain) of (?:(?:two|several|many|"
                r"multiple|"
                r"any number of) )?linear (?:functions?|layers?|transformations?|maps?|operations?)"
                rf"(?: \w+)? {_COULD}(?: itself| again| still| just| also| a| an| another| "
                rf"simply| only"
                r"| equivalent to| one| single)* linear"
            ),
            (
                r"without (?:a |any |the )?(?:non-?linear(?:ity|ities)|activation functions?|"
                r"non-?linear activations?(?: functions?)?)[^.;]{0,70}? (?:network|model|it|"
                r"layers?|"
                rf"mlp)(?: \w+){{0,4}}? (?:{_COULD}|collapses? (?:in)?to|reduces? to|behaves? "
                rf"(?:like|"
                r"as)|acts? (?:like|as)|equivalent to)(?: \w+){0,4}? (?:linear|single[- ]layer|"
                r"one layer|perceptron)"
            ),
        ),
        "W²(W¹x + b¹) + b² = (W²W¹)x + (W²b¹ + b²): one linear layer",
        "",
        "linear algebra",
        steps=(
            ("two layers", "W²(W¹x + b¹) + b² = (W²W¹)x + (W²b¹ + b²)"),
            ("induction over the layers", "K linear layers are one"),
        ),
        possible=True,
        denies=True,
    ),
    Known(
        "training keeps the activations",
        TRUE,
        (
            (
                r"(?:training|back-?propagation|backprop|the backward pass)(?: \w+){0,2}? "
                r"(?:requires?|"
                r"needs?|uses?|takes?|consumes?)(?: \w+){0,2}? more memory than (?:\w+ "
                r")?(?:prediction|"
                r"inference|forward propagation|evaluation|the forward pass)"
            ),
            (
                r"(?:memory|size of (?:such |these |the )?(?:intermediate values|activations|"
                r"results))"
                r"[^.;]{0,60}? (?:is |are |grows? )?(?:roughly |approximately )?(?:linearly |in )?"
                r"(?:proportional to|proportion to|with) the (?:number of (?:network "
                r")?layers|depth) "
                r"and (?:the )?(?:batch size|number of examples)"
            ),
        ),
        "dW^l = (A^(l−1))ᵀ dZ^l: every activation is kept until the backward pass has used it",
        "",
        "Goodfellow, Bengio and Courville (2016), §6.5.7",
        steps=(
            ("backward pass", "dW^l = (A^(l−1))ᵀ dZ^l needs A^(l−1) for every layer l"),
            ("what is stored", "Σ_l m·n^l numbers for m examples, against max_l m·n^l without it"),
        ),
    ),
    Known(
        "a zero last layer blocks the layers below",
        TRUE,
        (
            (
                r"(?:if|when) (?:(?:the|we|you|one) )*(?:initiali[sz]e |set )?(?:the "
                r")?(?:last|final|"
                r"output) layer(?:'s weights)?(?: (?:is|are))?(?: set| initiali[sz]ed)? "
                r"(?:to|as|with) "
                r"(?:all )?zeros?,? (?:then )?(?:the )?gradients? (?:(?:before|below) the (?:last|"
                r"final|output) layer|(?:of|for|in) (?:all )?the (?:other|lower|earlier|previous) "
                r"layers) (?:will be|are|is|become)(?: all)? (?:0|zeros?)"
            ),
        ),
        "dA = dZ·Wᵀ = 0 below it: at that step only the last layer moves",
        "",
        "Zhang, Dauphin and Ma (2019)",
        steps=(
            ("backpropagation", "dA^(L−1) = dZ^L (W^L)ᵀ = 0"),
            ("and so on down", "every gradient of the layers 1 … L−1 is zero at that step"),
        ),
    ),
)

"""Statements in words that are proved: each with its proof, in steps."""

from __future__ import annotations

from ..nouns import Ruling
from .known import Known

TRUE = Ruling.PROVED
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
)

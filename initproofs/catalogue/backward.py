"""Statements in words about the backward pass through zero, constant and random layers: proved, or
with what they leave out."""

from __future__ import annotations

from ..nouns import Ruling
from .known import Known

TRUE, IF = Ruling.PROVED, Ruling.CONDITIONAL
_BIASES = r"(?:the )?(?:bias(?:es)?(?: terms?| vectors?)?|⟨b⟩|b)"
_RANDOM_BIASES = (
    rf"(?:randomi[sz](?:e|es|ing) (?:just |only )?{_BIASES}|randomly initiali[sz]ing (?:just |"
    rf"only )?"
    rf"{_BIASES}|(?:using |with )?random biases|initiali[sz]ing (?:just |only )?{_BIASES} "
    r"(?:randomly|at random|with random (?:values|numbers)))"
)

BACKWARD: tuple[Known, ...] = (
    Known(
        "a zero gradient is zero below",
        TRUE,
        (
            (
                r"(?:zero gradients?|gradients? of (?:0|zero)|gradients? (?:that (?:is|are) "
                r")?zero) "
                r"(?:at|in|of|for) [^.;]{1,40}? (?:causes?|makes?|gives?|leads?|"
                r"forces?)[^.;]{0,60}? "
                r"(?:earlier|lower|previous|preceding|other) layers?(?: \([^)]*\))?[^.;]{0,60}? "
                r"(?:zero gradients?|gradients? (?:of|to be) (?:0|zero)|no gradients?)"
                r"(?:,? and (?:thus|so|hence|therefore) [\w ]{1,50})?"
            ),
            (
                r"gradients? (?:is|are|gets?|will be) blocked (?:below|after|before|by|at|in front "
                r"of) (?:[\w ]{1,30} )?(?:layers? with (?:all )?zero weights|zero (?:weights?|"
                r"layers?))"
            ),
        ),
        "each gradient below is a linear function of it: zero of zero",
        "",
        "Goodfellow, Bengio and Courville (2016), §6.5",
        steps=(
            ("backpropagation", "δ^(l−1) = (δ^l (W^l)ᵀ) ⊙ φ′(Z^(l−1)): linear in δ^l"),
            ("δ^l = 0", "δ^(l−1) = 0, and so on down to the first layer"),
            ("dW^k = (A^(k−1))ᵀ δ^k, db^k = 1ᵀ δ^k", "both are zero for every k ≤ l"),
        ),
    ),
    Known(
        "the layer below moves after the last one",
        TRUE,
        (
            (
                r"only (?:after|when|once) (?:the )?(?:last|output|final) layer (?:has become |"
                r"becomes?|is|gets) ?non-? ?zero[^.;]{0,40}? (?:second[- ]last|second to last|"
                r"penultimate|previous|lower|earlier|preceding)"
            ),
        ),
        "dA^(L−1) = δ^L (W^L)ᵀ: zero as long as W^L is",
        "",
        "Goodfellow, Bengio and Courville (2016), §6.5",
        about=r"\b(?:zero|0)\b|⟨w=0⟩",
        steps=(
            ("backpropagation", "dA^(L−1) = δ^L (W^L)ᵀ"),
            ("W^L = 0", "dA^(L−1) = 0: no weight below moves in that step"),
        ),
    ),
    Known(
        "layers and hidden layers",
        TRUE,
        (
            (
                r"l[- ]layers?(?:ed)? (?:deep |feed-?forward )?(?:neural )?network,? "
                r"(?:which |that )"
                r"?(?:has|with|contains|consists of) (?:⟨equation⟩|⟨m⟩|l ?[-−] ?1) hidden layers"
            ),
            (
                r"(?:two|2)[- ]layer (?:neural )?network,? (?:which |that )?(?:has|with|contains) "
                r"(?:one|a single|1) hidden layer"
            ),
            (
                r"(?:three|3)[- ]layer (?:neural )?network,? (?:which |that )?(?:has|with|"
                r"contains) "
                r"(?:two|2) hidden layers"
            ),
        ),
        "the layers 1 … L are counted, and the last one is the output: L − 1 are hidden",
        "",
        "Goodfellow, Bengio and Courville (2016), §6",
        steps=(("counting the layers with weights, 1 … L", "hidden are 1 … L−1: L − 1 of them"),),
    ),
    Known(
        "random biases part the units",
        IF,
        (
            (
                rf"(?:we |you |one )?(?:can|could|will|would)?(?: also| still)? ?break (?:the )?"
                rf"symmetry (?:by|with|through) {_RANDOM_BIASES}"
            ),
            (
                rf"{_RANDOM_BIASES} (?:can |could |will |would |also |sort of |kind of |still )*"
                r"(?:breaks? (?:the )?symmetry|works?)"
            ),
        ),
        "true while gradients reach the units",
        "with all weights zero nothing below the last layer moves at first, and nothing at all "
        "where the errors cancel",
        "Goodfellow, Bengio and Courville (2016), §8.4",
        unless=r"\bweights?\b[^.]*\bboth\b|\bboth\b",
        missing=(
            "the weights are not zero, or the errors do not cancel (Σδ ≠ 0)",
            "g(b) ≠ 0 and g′(b) ≠ 0 in the hidden layers",
        ),
        example=(("W", "0"), ("Σδ", "0"), ("every gradient of W", "0")),
        possible=True,
    ),
    Known(
        "random biases do not help",
        IF,
        (
            (
                rf"{_RANDOM_BIASES} (?:alone )?(?:does not|doesn't|do not|don't|will not|"
                rf"won't|cannot|"
                r"can't) (?:have the same effect|help|break (?:the )?symmetry|suffice|work)"
            ),
        ),
        "true of zero weights; beside equal weights that are not zero they do part the units",
        "with all weights c ≠ 0 and different biases, the activations differ and so do the "
        "gradients",
        "Goodfellow, Bengio and Courville (2016), §8.4",
        missing=("the weights are zero",),
        example=(("W", "(1 1)"), ("b", "(0, 1)"), ("x = 1", "Z = (1, 2)")),
        denies=True,
    ),
    Known(
        "a gradient is in proportion to the weights above",
        IF,
        (
            (
                r"gradients?(?: (?:computed|calculated) (?:in|by) back-?prop\w*)?(?: of "
                r"(?:the )?(?:layer|inputs?|activations?)(?: ⟨[^⟩]*⟩| "
                r"\w)?)? (?:is|"
                r"are) (?:directly |linearly )?proportional to (?:the )?(?:values? of (?:the "
                r"|its )?)"
                r"?weights?"
            ),
        ),
        "true at a fixed gradient of the layer above",
        "dA = dZ Wᵀ, and dZ depends on these weights too, through what they put out",
        "Goodfellow, Bengio and Courville (2016), §6.5",
        missing=("the upstream gradient is fixed",),
        example=(("loss", "(w a)²/2"), ("∂/∂a", "w² a: four times as large for 2w")),
    ),
    Known(
        "random weights move apart, each by itself",
        IF,
        (
            (
                r"(?:each|every) (?:single )?(?:value|entry|element|weight)(?: (?:in|of) the "
                r"(?:weight "
                r")?matrix)? (?:is|will be|gets) updated (?:by )?(?:a )?(?:different(?:ly)?|own)"
                r"(?: amount)?"
            ),
        ),
        "true almost surely, for a smooth activation and different features",
        "the units of a ReLU layer that are off get no update at all, all the same",
        "Goodfellow, Bengio and Courville (2016), §8.4",
        about=r"random",
        missing=("the activation is smooth", "the features are distinct: no two are equal"),
        example=(("relu(−1), relu(−2)", "0, 0"), ("dW", "0 for both")),
        advised=True,
    ),
    Known(
        "Glorot's scale applies to tanh",
        IF,
        (
            (
                r"(?:derived |xavier |glorot |this |proposed )+initiali[sz]ation (?:scheme |"
                r"method )?"
                r"(?:is |are )?(?:only )?(?:applicable|valid|applies|holds|true) (?:only "
                r")?(?:for|to) "
                r"(?:the )?(?:tanh|hyperbolic)"
            ),
        ),
        "true in the linear regime",
        "E tanh(G)² = 0.394 for G ~ N(0, 1), and not 1",
        "Glorot and Bengio (2010)",
        missing=("the pre-activations are small: the linear regime of tanh",),
        example=(("z", "N(0, 1)"), ("E tanh²", "0.394")),
    ),
)

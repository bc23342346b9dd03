"""Statements that notes make and that are false, each with what is true and a small example."""

from __future__ import annotations

from ..nouns import Ruling
from .known import Known

FALSE = Ruling.REFUTED
MISCONCEPTIONS: tuple[Known, ...] = (
    Known(
        "the start decides whether descent oscillates",
        FALSE,
        (
            (
                r"{ADV}(?:ensur(?:e|es|ing)|guarantee(?:s|ing)?|prevent(?:s|ing)?|avoid(?:s|"
                r"ing)?|make(?:s)? sure)(?: that)? (?:(?:we|you|it|training|the|us|our|network|"
                r"model|from|keep|do not|don't|never|also) )*oscillat(?:e|es|ing|ions?) (?:off|"
                r"around|about|near|across|over) (?:(?:the|a|its) )?(?:local |global "
                r")?minim(?:a|um)"
            ),
        ),
        "oscillation is a matter of the step, not of the start",
        "one step takes w to (1 − ηλ)w: it changes sign when ηλ > 1, and grows when ηλ > 2, from "
        "every start but the minimum itself",
        "Goodfellow, Bengio and Courville (2016), §4.3.1",
        about=r"initiali[sz]|starting (?:weights|values|points?)",
        example=(("loss", "w²/2 (λ = 1)"), ("η", "3/2"), ("w", "1, −1/2, 1/4, −1/8, …")),
        correction="choose a step η < 1/λ, with λ the largest curvature",
        advised=True,
        denies=True,
    ),
    Known(
        "the purpose is a small variance of the weights",
        FALSE,
        (
            (
                r"(?:objective|goal|aim|purpose|idea|point)(?: again| here| of [\w ]{1,40}?)? "
                r"(?:is|was)(?: again)?(?: to| in)? (?:minimi[sz](?:e|ing)|reduc(?:e|ing)) the "
                r"variances? of {WEIGHTS}"
            ),
        ),
        "the purpose is to keep the variance of the signals, not to make that of the weights small",
        "the smallest variance of the weights is 0: then all weights of a layer are equal, and the "
        "units are copies of one another",
        "Glorot and Bengio (2010)",
        about=r"initiali[sz]|starting|variants",
        example=(("Var(w)", "0"), ("W^[1]", "(c c; c c)"), ("units", "equal for ever")),
        correction="keep the variance of activations and gradients the same in every layer",
        advised=True,
    ),
    Known(
        "the weights themselves are to be near 1",
        FALSE,
        (
            (
                r"(?:set|sets|keep|keeps|make|makes|put|puts) {WEIGHTS} (?:to be )?(?:neither|"
                r"not|never) (?:too )?(?:much )?(?:bigger|larger|greater|higher|more) (?:than|"
                r"that) 1,? (?:nor|and|or)(?: not)?(?: too)?(?: much)? (?:less|smaller|lower) "
                r"(?:than|that) 1"
            ),
            (
                r"{WEIGHTS} (?:are|is|should be|have to be|must be|stay) (?:set |all )?(?:close "
                r"to|near|around|about) 1(?= in| for|[.,;]|$)"
            ),
        ),
        "what is to be near 1 is the gain of a layer, n·Var(w); the weights are far smaller",
        "He's weights have the standard deviation √(2/n): 0.089 for n = 250 inputs",
        "He et al. (2015)",
        about=r"initiali[sz]|vanish|explod",
        unless=r"\bvariance|\bgain|\bnorm|singular|eigen",
        example=(("n", "250"), ("std of w", "0.0894"), ("gain n·Var(w)/2", "1")),
        correction="set the gain n·Var(w) of every layer near 1",
        advised=True,
        denies=True,
    ),
    Known(
        "descent cannot converge from a careless start",
        FALSE,
        (
            (
                r"(?:otherwise|or else|without (?:(?:a|an|the|any) )?(?:good|proper|correct|"
                r"careful|right) (?:weight )?initiali[sz]ation,?)[^.;]{0,40}? (?:converg(?:e|"
                r"ing|ence)|reaching|finding)[^.;]{0,60}? (?:is|will be|becomes|would be) "
                r"impossible"
            ),
            (
                r"(?:(?:will|can|would) )?(?:never|not) converge (?:to (?:a|the) minim(?:um|a) "
                r")?(?:without|unless)[^.;]{0,30}? initiali[sz]\w*"
            ),
        ),
        "descent on a convex loss converges from every start, zero among them; a careless start of "
        "a deep network can be slow or fail",
        "logistic and linear regression have convex losses, and their gradient at w = 0 is not 0",
        "Boyd and Vandenberghe (2004), §9.3",
        example=(("loss", "(w − 1)²/2"), ("η", "1/2"), ("w", "0, 1/2, 3/4, 7/8, … → 1")),
        correction="can be slow, or fail in a deep network",
        denies=True,
    ),
    Known(
        "vanishing gradients come from saturation only",
        FALSE,
        (
            (
                r"(?:problem|it is|vanishing gradients? (?:is|are|problem is))[^.;]{0,40}? "
                r"saturation[^.;]{0,60}? not (?:with|by|from|because of|due to|a matter of) "
                r"(?:the )?(?:initiali[sz]ation|(?:initial )?weights)"
            ),
            (
                r"vanishing gradients? (?:ha(?:ve|s) nothing to do with|do(?:es)? not (?:depend|"
                r"come) (?:on|from)) (?:the )?(?:weight )?(?:initiali[sz]ation|(?:initial "
                r")?weights)"
            ),
        ),
        "a gradient passes Wᵀ as well as g′ in every layer: either can make it vanish",
        "with W = 0 the gradient of the layer below is exactly 0, though g′(0) = 1",
        "Glorot and Bengio (2010)",
        about=r"vanish|gradient",
        example=(("W^[2]", "0"), ("g′", "1"), ("dZ^[1]", "W^[2]ᵀ dZ^[2] ⊙ g′ = 0")),
        correction="both saturation and the scale of the weights matter",
        denies=True,
    ),
    Known(
        "random biases alone are as good as random weights",
        FALSE,
        (
            (
                r"(?:random(?:ly)? (?:initiali[sz]ed |initiali[sz]ing )?(?:the "
                r")?bias(?:es)?)[^.;]{0,60}? (?:(?:is|are|works?) )?(?:just |exactly )?as "
                r"(?:good|well) as (?:random(?:ly)? )(?:initiali[sz]ed |initiali[sz]ing "
                r")?(?:the )?weights"
            ),
        ),
        "with zero weights no gradient passes a layer: at first only the last layer learns",
        "dZ^[l] = W^[l+1]ᵀ dZ^[l+1] ⊙ g′ is 0 in every layer below the last while W = 0",
        "the gradient front of zero weights, by induction over the layers",
        example=(("W", "0"), ("b", "random"), ("first step", "moves the last layer only")),
    ),
    Known(
        "zero weights are a matter of speed only",
        FALSE,
        (
            (
                r"(?:all|the) weights (?:at|to|with|are|as) (?:all )?zeros?[^.;]{0,40}? (?:only|"
                r"merely|just) (?:makes? (?:training|learning)|slows?|learns?|trains?)(?: "
                r"down)? ?(?:slow(?:er|ly)?|training|learning)?"
            ),
        ),
        "units that start at zero stay equal: they never become different, however long "
        "training is",
        "equal incoming and outgoing weights give equal gradients in every step",
        "Goodfellow, Bengio and Courville (2016), §8.4",
        unless=r"linear regression|logistic regression|no hidden",
        example=(("W^[1]", "0"), ("W^[2]", "0"), ("dW^[1]", "equal columns, in every step")),
    ),
    Known(
        "random weights find the global minimum",
        FALSE,
        (
            (
                r"(?:random(?:ly)?|good|proper|xavier|he|kaiming|glorot)[ -](?:weight "
                r")?(?:initiali[sz]ations?|initiali[sz]ed weights) (?:always |will "
                r")?(?:guarantee(?:s)?|ensure(?:s)?)(?: that)?[^.;]{0,50}? (?:the )?global "
                r"minim(?:um|a)"
            ),
        ),
        "no start guarantees a global minimum of a loss that is not convex",
        "from w = −2 descent on (w² − 1)² + w/4 ends at w ≈ −1.03, which is its global minimum, "
        "and from w = 2 at w ≈ 0.97, which is not",
        "Goodfellow, Bengio and Courville (2016), §8.2",
        unless=r"convex",
        example=(
            ("loss", "(w² − 1)² + w/4"),
            ("from w = 2", "ends at 0.97"),
            ("lower", "at −1.03"),
        ),
        correction="makes it likely to start where gradients are neither tiny nor huge",
    ),
    Known(
        "biases have to be random",
        FALSE,
        (
            (
                r"(?:the )?bias(?:es)? (?:must|have to|need to|should always|has to|needs to) "
                r"(?:also |all )?be (?:initiali[sz]ed )?(?:randomly|random|different|to random "
                r"values)(?: (?:too|as well))?"
            ),
        ),
        "random weights break the symmetry alone: the biases may all be zero",
        "units with different weights differ, whatever their biases",
        "He et al. (2015), who start every bias at zero",
        unless=r"weights? (?:is|are) (?:all )?(?:zero|equal|constant|the same)",
        example=(("w_1, w_2", "1, 2"), ("b_1, b_2", "0, 0"), ("z_1, z_2 at x = 1", "1, 2")),
        advised=True,
    ),
    Known(
        "a ReLU never loses its gradient",
        FALSE,
        (
            (
                r"(?:the )?relus? (?:never|cannot|can't|does not|doesn't|do not|don't|will not) "
                r"(?:ever )?(?:saturates?|(?:have|has|suffer from|suffers from) (?:the "
                r")?(?:vanishing|zero) gradients?(?: problem)?)"
            ),
        ),
        "a ReLU is flat on the negative side: there its gradient is exactly 0",
        "a unit whose pre-activation is negative on all examples gets no gradient at all, "
        "and stays so",
        "Lu, Shin, Su and Karniadakis (2020), on dying ReLUs",
        unless=r"positive|z ?> ?0|leaky|right side|⟨z>0⟩",
        example=(("z", "−1 on every example"), ("ReLU′(z)", "0"), ("dw", "0")),
        correction="does not saturate on the positive side",
        denies=True,
    ),
    Known(
        "a zero last layer stops everything",
        FALSE,
        (
            (
                r"(?:if|when) (?:(?:the|we|you|one) )*(?:initiali[sz]e |set )?(?:the "
                r")?(?:last|final|"
                r"output) layer(?:'s weights)?(?: (?:is|are))?(?: set| initiali[sz]ed)? (?:to|as|"
                r"with) (?:all )?zeros?,? (?:then )?(?:the |all )*gradients? (?:(?:will|would) )?"
                r"(?:also )?(?:be |are |is )?(?:all )?(?:0|zeros?) (?:for|in|of) all (?:the "
                r")?layers"
            ),
        ),
        "the last layer itself gets a gradient, and the layers below follow one step later",
        "dW^L = (A^(L−1))ᵀ dZ^L does not contain W^L",
        "Zhang, Dauphin and Ma (2019)",
        example=(("A^(L−1)", "(1 2)"), ("W^L", "(0, 0)ᵀ"), ("dZ^L", "1"), ("dW^L", "(1, 2)ᵀ")),
        correction="zero for all layers below the last one, in the first step",
    ),
)

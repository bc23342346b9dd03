"""The ideas that sentences are about, and the words for each: starts, scales, schemes, functions,
layers.

Zero, constant and random starts are not in this list: they are read by ``given.starting_words``.
"""

from __future__ import annotations

from .things_beside import BESIDE

THINGS: dict[str, tuple[str, ...]] = BESIDE | {
    "small weights": (
        r"{TINY} (?:initial |starting |random )*weights(?: initiali[sz]ations?)?",
        (
            r"{WEIGHTS}(?: that)? (?:{BE}|{INITIALISED} |to |with |at |out )*{TINY}"
            r"(?: random)?(?: values| numbers)?"
        ),
        r"initiali[sz](?:e|ing) {WEIGHTS} (?:to|with) {TINY}(?: random)? (?:values|numbers)",
        r"(?:initiali[sz]ation|initial scale) (?:{BE})?{TINY}",
        r"{TINY} (?:weight )?(?:initiali[sz]ations?|initial values)",
        r"initiali[sz]ing (?:with|to) {TINY} (?:random )?(?:values|numbers)",
        r"initiali[sz]ing (?:{WEIGHTS} )?(?:to|with) {TINY} (?:random )?(?:values|numbers|weights)",
    ),
    "large weights": (
        r"{HUGE} (?:initial |starting |random )*weights(?: initiali[sz]ations?)?",
        (
            r"{WEIGHTS}(?: that)? (?:{BE}|{INITIALISED} |to |with |at |out )*{HUGE}"
            r"(?: random)?(?: values| numbers)?"
        ),
        r"initiali[sz](?:e|ing) {WEIGHTS} (?:to|with) {HUGE}(?: random)? (?:values|numbers)",
        r"(?:initiali[sz]ation|initial scale) (?:{BE})?{HUGE}",
        r"{HUGE} (?:weight )?(?:initiali[sz]ations?|initial values)",
        r"initiali[sz]ing (?:with|to) {HUGE} (?:random )?(?:values|numbers)",
        r"initiali[sz]ing (?:{WEIGHTS} )?(?:to|with) {HUGE} (?:random )?(?:values|numbers|weights)",
    ),
    "good start": (r"{GOOD}{STARTS}(?: of (?:(?:the |our )?(?:weights|parameters)|⟨w⟩))?",),
    "bad start": (
        r"(?:a )?(?:poorly|badly) chosen (?:{STARTS}|weights)",
        r"{BAD}{STARTS}(?: of (?:(?:the |our )?(?:weights|parameters)|⟨w⟩))?",
        (
            r"(?:(?:we|you|they) )?initiali[sz](?:e|ing) {WEIGHTS} (?:poorly|badly|carelessly|"
            r"improperly)"
        ),
        r"{WEIGHTS} (?:{BE})?(?:poorly|badly|carelessly|improperly) initiali[sz]ed",
    ),
    "xavier": (r"{XAVIER}",),
    "he": (r"{HE}",),
    "lecun": (r"{LECUN}",),
    "orthogonal": (
        (
            r"(?:(?:multiplication|multiplying) (?:by|with) )?{DET}orthogonal (?:weight "
            r")?(?:matri(?:x|ces)|initiali[sz]ation|weights?|weight "
            r"matri(?:x|ces))"
        ),
    ),
    "logistic regression": (
        (
            r"{DET}(?:(?:logistic|linear|softmax) regression(?:'s)?(?: (?:models?|classifiers?|"
            r"problems?))?|"
            r"linear (?:models?|classifiers?)|single-layer (?:networks?|models?|perceptrons?))"
        ),
        r"{DET}(?:networks?|models?) without (?:any )?hidden (?:layers?|units?|neurons?)",
    ),
    "biases zero": (
        (
            r"(?:the )?biases (?:(?:can|may|could) )?(?:all )?(?:start|begin) (?:at|from|with|"
            r"out at) "
            r"(?:zero|0)"
        ),
        r"zero (?=(?:is|works) .*\bfor (?:the |all )?bias)",
    ),
    "no hidden layer": (
        (
            r"(?:has|have|there (?:is|are)|with) no hidden "
            r"(?:layers?|units?)"
        ),
        r"(?:doesn't|does not) have (?:a|any) hidden layers?",
    ),
    "convex": (r"{DET}(?:loss|cost|problem|objective)(?: function)? (?:is|are) convex",),
    "weights random": (
        r"randomness in {WEIGHTS}",
        r"(?:by )?drawing {WEIGHTS} (?:at random|randomly)",
        r"random (?:numbers|values) for {WEIGHTS}",
        r"random (?:initial )?(?:numbers|values)(?= (?:break|destroy))",
    ),
    "factor two": (
        r"(?:the |an? )?(?:extra |additional )?factor (?:of )?(?:2|two|⟨c⟩)(?: (?:in|of|used in))?",
    ),
    "unlike the sigmoid": (
        (
            r"(?:unlike|in contrast to|as opposed to) (?:the )?(?:logistic )?(?:sigmoid|relu)"
            r"(?: function)?,?"
        ),
    ),
    "sigmoid": (r"(?:the )?outputs? of {SIGMOIDS}", r"{SIGMOIDS}"),
    "tanh": (r"(?:the )?outputs? of {TANHS}", r"{TANHS}"),
    "relu": (
        r"(?:the )?outputs? of {RELUS}",
        r"(?:(?:using|switching to|in (?:deep|very deep)) )?{RELUS}",
    ),
    "leaky relu": (r"{DET}leaky[- ]{RELUS}",),
    "selu": (r"{DET}selus?(?: (?:activations?|networks?|units?|functions?))*",),
    "dead relu": (
        r"{DET}{KILLED} (?:{RELUS}|(?:relu )?(?:units?|neurons?))",
        r"{DET}relu(?: units?| neurons?)? {BE}{KILLED}",
        r"once {DET}relu(?: units?| neurons?)? (?:dies|becomes inactive|is inactive|has died)",
        (
            r"{DET}relu(?: units?| neurons?)? (?:that|which|whose (?:input|pre-activation)) "
            r"(?:is|are) "
            r"(?:inactive|negative|off|zero) (?:for|on) (?:all|every|each) (?:training "
            r")?(?:inputs?|"
            r"examples?)"
        ),
    ),
    "sigmoid or tanh": (
        (
            r"{DET}(?:sigmoid|logistic) (?:and|or) tanh(?: (?:units?|neurons?|activations?|"
            r"functions?|"
            r"networks?|layers?))*"
        ),
        r"{DET}tanh (?:and|or) sigmoid(?: (?:units?|neurons?|activations?|functions?))*",
    ),
    "batch norm": (
        (
            r"{DET}(?:layers? followed by |adding |using )*batch[- ]?norm(?:ali[sz]ation)?"
            r"(?: layers?)?"
        ),
        r"{DET}(?:layers?|networks?) (?:with|using) batch[- ]?norm(?:ali[sz]ation)?",
    ),
    "dropout": (r"dropout",),
    "optimiser": (
        (
            r"(?:(?:using|switching to|changing to|choosing) )?(?:adam|momentum|rmsprop|adagrad|"
            r"(?:a )?different optimi[sz]ers?|the optimi[sz]er to adam|(?:another|a better) "
            r"optimi[sz]er)"
            r"(?: (?:instead of|rather than) (?:sgd|plain gradient descent|gradient descent))?"
        ),
        r"switching from (?:sgd|gradient descent) to (?:adam|momentum|rmsprop)",
    ),
    "learning rate": (
        r"(?:a |the )?learning rate that is too (?:high|large|big)",
        r"(?:when|if) the learning rate is (?:too |very )(?:high|large)",
        (
            r"(?:using |changing |choosing )?(?:too (?:high|large|big) )?(?:a |the )?(?:(?:too )?"
            r"(?:larger?|smaller?|different|higher|high|lower|better) )*(?:learning rates?|step "
            r"sizes?)"
        ),
    ),
    "skip connections": (
        r"{DET}(?:skip|residual|identity|shortcut)[- ](?:connections?|blocks?|networks?)",
    ),
    "linear stack": (
        r"{DET}(?:(?:very )?deep |multi-layer )?linear (?:neural )?(?:networks?)",
        r"{DET}(?:(?:very )?deep )?(?:networks?|stack) of linear layers",
        (
            r"(?:(?:two|several|many|multiple) )?(?:stacked )?linear layers(?= (?:are|collapse|"
            r"can|is|behave|reduce|make|do|form|only))"
        ),
        (
            r"{DET}(?:stacking (?:two |multiple |several |many |more )?linear layers|(?:stack|"
            r"composition|"
            r"product)s? of (?:(?:two|several|many|multiple) )?linear (?:functions?|layers?|maps?|"
            r"transformations?|operations?))(?: without (?:activations?|nonlinearities|activation "
            r"functions))?"
        ),
        (
            r"without (?:a |any |the )?(?:non-?linear(?:ity|ities)|(?:non-?linear )?activation "
            r"functions?|(?:non-?linear )?activations?)"
        ),
        (
            r"(?:no matter|regardless of) how many (?:hidden )?layers (?:our |the |a )?(?:neural )?"
            r"(?:network|model|it) has"
        ),
    ),
    "variance of a sum": (
        (
            r"the variance of (?:a|the) sum(?: of (?:two |several |⟨\w+⟩ |n |many |random )*"
            r"(?:random )?(?:variables|terms))?"
        ),
    ),
    "independent sum": (
        (
            r"the variance of (?:a|the) sum of (?:(?:two|several|⟨\w+⟩|n|many) )?(?:mutually )?"
            r"(?:independent|uncorrelated) (?:random )?(?:variables|terms)"
        ),
    ),
    "variance of the sum": (
        r"{SAID_OF_VARIANCE}",
        r"(?:output variance|variance of (?:its|the|their) (?:outputs?|pre-?activations?|sums?))",
        (
            r"(?:the )?outputs? (?:of|from) (?:a |each |the )*(?:randomly initiali[sz]ed )?"
            r"(?:neurons?|units?)(?=,? .*\bvariance)"
        ),
        r"(?:a )?randomly initiali[sz]ed neuron",
    ),
}

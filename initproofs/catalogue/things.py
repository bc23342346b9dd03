"""The ideas that sentences are about, and the words for each: starts, scales, schemes, functions,
layers.

Zero, constant and random starts are not in this list: they are read by ``given.starting_words``.
"""

from __future__ import annotations

THINGS: dict[str, tuple[str, ...]] = {
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
    "good start": (r"{GOOD}{STARTS}(?: of (?:the |our )?(?:weights|parameters))?",),
    "bad start": (
        r"(?:a )?(?:poorly|badly) chosen (?:{STARTS}|weights)",
        r"{BAD}{STARTS}(?: of (?:the |our )?(?:weights|parameters))?",
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
            r"(?:(?:multiplication|multiplying) (?:by|with) )?{DET}orthogonal (?:weight )?(?:matri(?:x|ces)|initiali[sz]ation|weights?|weight "
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
            r"(?:the )?biases (?:(?:can|may|could) )?(?:all )?(?:start|begin) (?:at|from|with|out at) "
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
            r"{DET}relu(?: units?| neurons?)? (?:that|which|whose (?:input|pre-activation)) (?:is|are) "
            r"(?:inactive|negative|off|zero) (?:for|on) (?:all|every|each) (?:training )?(?:inputs?|"
            r"examples?)"
        ),
    ),
    "sigmoid or tanh": (
        (
            r"{DET}(?:sigmoid|logistic) (?:and|or) tanh(?: (?:units?|neurons?|activations?|functions?|"
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
            r"(?:a )?different optimi[sz]ers?|the optimi[sz]er to adam|(?:another|a better) optimi[sz]er)"
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
        r"(?:(?:two|several|many|multiple) )?(?:stacked )?linear layers(?= (?:are|collapse|can|is|behave|reduce|make|do|form|only))",
        (
            r"{DET}(?:stacking (?:two |multiple |several |many |more )?linear layers|(?:stack|composition|"
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
    "at large positive inputs": (
        (
            r"(?:for|at) (?:very )?(?:large|big|high) (?:positive )?(?:inputs?|values?|arguments?|"
            r"⟨[zx]⟩)"
        ),
        r"(?:on|in) the positive (?:side|region|part|regime|range|direction)",
        r"for (?:all )?positive inputs?",
    ),
    "at negative inputs": (
        r"for (?:all )?(?:large )?negative (?:inputs?|values?|⟨[zx]⟩)",
        r"(?:on|in) the negative (?:side|region|part|regime|range)",
    ),
    "at both ends": (
        r"at both (?:ends|tails|sides)",
        (
            r"(?:for|at) (?:very )?large (?:positive (?:and|or) (?:very |large )?negative|positive or "
            r"negative|absolute) (?:inputs?|values?)"
        ),
    ),
    "near zero": (
        r"{ADV}(?:operates?|works?|stays?|remains?)? ?(?:in|within) (?:its|the|their) linear (?:regime|region|range|part)",
        r"near (?:zero|0)",
        r"(?:at|around|close to) (?:zero|0|the origin)",
        (
            r"(?:when|if|where) (?:its|their|the) inputs? (?:is|are) (?:close to|near|around) "
            r"(?:zero|0)"
        ),
    ),
    "saturated": (
        (
            r"(?:{DET}(?:saturated|saturating)(?= )|(?:when|once|if) (?:it|they|{UNITS}|"
            r"{SIGMOIDS}|{TANHS}) (?:{BE})?saturate[sd]?)"
        ),
    ),
    "deep": (r"(?:in )?{DEEP}", r"with (?:the )?depth"),
    "symmetric": (
        r"symmetric (?:activations?(?: functions?)?|functions?)(?: (?:like|such as))?",
        r"activations?(?: functions?)? (?:like|such as)",
    ),
    "slope of a sigmoid": (
        (
            r"with a (?:slope|derivative|gradient) (?:that is |of )?(?:at most|below|smaller than) "
            r"(?:0\.25|1/4|⟨c⟩|a quarter)"
        ),
    ),
    "relu zeroes": (
        (
            r"{RELUS} (?:zeroes|zeroing|sets|kills|cuts)(?: out| off)? (?:about |roughly )?half (?:of )?"
            r"(?:the |its )?(?:activations?|inputs?|signals?|units)(?: to zero)?"
        ),
        r"of {RELUS}",
        r"{RELUS} (?:zeroes|sets) (?:all )?negative inputs(?: to zero)?",
    ),
    "linear": (
        r"(?:through )?linear (?:activations?|units?|layers?)",
        r"(?:and )?(?:other )?activations (?:that|which) (?:are|behave) linear(?:ly)?",
    ),
    "whatever": (
        (
            r"(?:whatever|regardless of|no matter|independently of|independent of) (?:the |how the |"
            r"our )?(?:initial )?(?:weights|initiali[sz]ation)"
        ),
    ),
    "more inputs": (
        r"(?:has |have |with )?(?:more|many|a larger number of) inputs",
        (
            r"the (?:more inputs|larger the (?:fan[- _]?in|number of (?:its )?inputs))"
            r"(?: (?:a |the )?(?:neuron|unit) has)?(?: is)?"
        ),
    ),
    "slope": (r"(?:the |its )?(?:gradient|derivative|slope)s?(?: of)?",),
    "causes": (
        (
            r"{ADV}(?:causes?|drives?|push(?:es)?|leads?|leads? to|results? in|makes?|brings?|"
            r"puts?|lets?|suffers? from|suffering from|produces?|gives?|triggers?)(?: to| rise to)?"
        ),
    ),
    "in order": (r"in order(?= to)", r"make sure(?: that)?", r"ensures?(?: that)?"),
    "rather than zero": (
        (
            r"(?:instead of|rather than|unlike|and not|as opposed to) (?:to |with |all |just |using )*"
            r"(?:zeros?|zeroes|0|⟨0⟩|zero (?:weights|initiali[sz]ation))"
        ),
    ),
    "avoids": (
        r"{ADV}(?:(?:avoid|prevent)(?:s|ing)?|(?:protect|help|guard)s? against|(?:reduce|lower)s? the (?:risk|danger|chance|likelihood) of|keep(?:s|ing)? {DET}(?:units?|neurons?) from)",
    ),
    "keeps": (r"{ADV}(?:keep|leave)s?",),
    "more layers": (
        r"(?:adding |using )?(?:more|additional|extra) (?:hidden )?layers",
        r"making {LAYERED} deeper",
        r"(?:a )?deeper {LAYERED}",
    ),
    "early layers": (
        (
            r"(?:(?:in|for|on) )?{DET}(?:early|earlier|earliest|first|lower|lowest|bottom|initial|front)"
            r"(?: hidden)? layers?(?: of {LAYERED})?"
        ),
    ),
    "late layers": (
        (
            r"(?:(?:in|for|on) )?{DET}(?:late|later|last|final|upper|top|output)(?: hidden)? layers?"
            r"(?: (?:more )?than (?:in )?{DET}(?:first|early|earlier)(?: ones| layers)?)?"
        ),
    ),
}

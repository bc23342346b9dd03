"""The ideas of the field and the words for each: what a sentence has to be made of, and no more.

A sentence is understood when every word of it belongs to an idea, or is one of the words that hold
sentences together (``GLUE``). One word more, and nothing is known of what it says.
"""

from __future__ import annotations

VOCABULARY = {
    "DET": r"(?:(?:all|both|every|each|any|the|these|those|our|its|their|a|an|two) )*",
    "UNITS": r"(?:{DET}(?:hidden |identical |different |other )*(?:units?|neurons?|nodes?)"
    r"(?: (?:of|in) {DET}(?:same |hidden |first )*(?:layers?|network))?|they|both of them)",
    "WEIGHTS": r"{DET}(?:initial |network |starting |random )*(?:weights|⟨w⟩)",
    "BE": r"(?:(?:is|are|be|being|was|were|will|would|becomes?|stays?|remains?|gets?|always|not|"
    r"never|isn't|aren't|then|also|still|therefore|thus|all|both) )+",
    "ADV": r"(?:(?:will|would|can|could|may|might|do|does|did|to|then|thus|also|always|all|still|"
    r"often|usually|easily|quickly|simply|just|not|never|don't|doesn't|won't|can't|cannot|both|"
    r"ever|end up|therefore|tend to|tends to|begin to|start to) )*",
    "DO": r"(?:compute|learn|produce|give|have|get|receive|output|perform|detect|represent|extract|"
    r"calculate|carry out)s?",
    "THINGS": r"(?:things?|(?:linear )?functions?|features?|outputs?(?: values?)?|values?|"
    r"activations?|gradients?(?: updates?)?|updates?|computations?|calculations?|weight updates?|"
    r"error signals?)",
    "SAME": r"(?:exactly |precisely )?(?:the )?same",
    "GRADIENTS": r"{DET}(?:(?:back-?propagated|error) )?(?:gradients?|derivatives?)(?: signals?)?"
    r"(?: of the (?:loss|cost))?",
    "SIGNALS": r"{DET}(?:(?:forward|layer|hidden|variance of the) )*(?:activations?|signals?|"
    r"outputs?)(?: of {DET}(?:hidden |deep(?:er)? )*(?:units?|neurons?|layers?))?",
    "DEEP": r"(?:(?:very )?deep(?:er)? (?:neural )?(?:networks?|nets?|layers?)|layer (?:by|after|"
    r"to) "
    r"layer|(?:with|in|through) (?:depth|each layer|every layer|the depth)|exponentially"
    r"(?: fast)?(?: with depth)?|through(?:out)? (?:the|many|all the|all) (?:layers|network)|"
    r"as (?:it|they) (?:pass(?:es)?|propagates?|flows?|travels?) (?:back(?:wards?)? )?through "
    r"(?:the|each|every|many|more|all|all the) (?:layers?|network)|quickly|rapidly|"
    r"uncontrollably|without (?:bound|limit))",
    "MEANT": r"(?:(?:specifically|originally|mainly|well|best|especially) )*(?:designed|meant|"
    r"intended|made|derived|developed|suited|suitable|appropriate|recommended|ideal|right)",
    "SMALL": r"(?:too |very |extremely |really )?(?:small|tiny)",
    "LARGE": r"(?:too |very |extremely |really )?(?:large|big|huge|high)",
    "INITIALISED": r"(?:initiali[sz]ed|set|chosen|drawn|picked)",
}

# What is spoken of: starts (beside zeros, constants and random numbers), parts, places.
THINGS: dict[str, tuple[str, ...]] = {
    "small weights": (
        r"{SMALL} (?:initial |starting |random )*weights",
        r"{WEIGHTS} (?:{BE}|{INITIALISED} |to |with |at )*{SMALL}(?: random)?(?: values| numbers)?",
        r"initiali[sz](?:e|ing) {WEIGHTS} (?:to|with) {SMALL}(?: random)? (?:values|numbers)",
        r"(?:initiali[sz]ation|initial scale) (?:{BE})?{SMALL}",
    ),
    "large weights": (
        r"{LARGE} (?:initial |starting |random )*weights",
        r"{WEIGHTS} (?:{BE}|{INITIALISED} |to |with |at )*{LARGE}(?: random)?(?: values| numbers)?",
        r"initiali[sz](?:e|ing) {WEIGHTS} (?:to|with) {LARGE}(?: random)? (?:values|numbers)",
        r"(?:initiali[sz]ation|initial scale) (?:{BE})?{LARGE}",
    ),
    "xavier": (
        (
            r"(?:xavier|glorot)(?:'s)?(?:/(?:xavier|glorot))?(?: (?:uniform|normal))?"
            r"(?: (?:weight )?(?:initiali[sz]ations?|initiali[sz]er|init|scheme|method|weights))?"
        ),
    ),
    "he": (
        (
            r"(?:he|kaiming)(?:'s)?(?: (?:uniform|normal))? (?:weight )?(?:initiali[sz]ations?|"
            r"initiali[sz]er|init|scheme|method|weights)"
        ),
        r"kaiming(?: he)?",
    ),
    "lecun": (r"lecun(?:'s)?(?: (?:uniform|normal))?(?: (?:initiali[sz]ations?|init))?",),
    "orthogonal": (r"orthogonal (?:weight )?(?:matri(?:x|ces)|initiali[sz]ation|weights?)",),
    "logistic regression": (
        (
            r"{DET}(?:(?:logistic|linear|softmax) regression(?: (?:models?|classifiers?))?|"
            r"linear (?:models?|classifiers?)|single-layer (?:networks?|models?|perceptrons?))"
        ),
        r"{DET}(?:networks?|models?) without (?:any )?hidden (?:layers?|units?|neurons?)",
    ),
    "sigmoid": (
        r"(?:the )?outputs? of {DET}sigmoid(?: (?:activations?|functions?|units?|neurons?))?",
        (
            r"{DET}(?:(?:logistic )?sigmoid|logistic)(?: (?:or|and) tanh)?(?: (?:activations?|"
            r"hidden|"
            r"units?|neurons?|functions?|nonlinearit(?:y|ies)|networks?))*"
        ),
        r"{DET}tanh (?:or|and) sigmoid(?: (?:units?|neurons?|activations?|functions?))*",
    ),
    "tanh": (
        r"(?:the )?outputs? of {DET}tanh(?: (?:activations?|functions?|units?|neurons?))?",
        (
            r"{DET}tanh(?: (?:activations?|hidden|units?|neurons?|functions?|nonlinearit(?:y|ies)|"
            r"networks?))*"
        ),
    ),
    "relu": (
        r"(?:the )?outputs? of {DET}re-?lus?(?: (?:activations?|functions?|units?|neurons?))?",
        (
            r"{DET}(?:re-?lus?|rectified linear units?|rectifiers?)(?: (?:activations?|hidden|"
            r"units?|"
            r"neurons?|functions?|nonlinearit(?:y|ies)|networks?))*"
        ),
    ),
    "selu": (r"{DET}selus?(?: (?:activations?|networks?|units?|functions?))*",),
    "batch norm": (
        r"{DET}(?:layers? followed by )?batch[- ]?norm(?:ali[sz]ation)?",
        r"{DET}(?:layers?|networks?) (?:with|using) batch[- ]?norm(?:ali[sz]ation)?",
    ),
    "dropout": (r"dropout",),
    "variance of a sum": (
        (
            r"the variance of (?:a|the) sum(?: of (?:two |several |⟨\w+⟩ )?(?:random "
            r")?(?:variables|"
            r"terms))?"
        ),
    ),
    "independent sum": (
        (
            r"the variance of (?:a|the) sum of (?:(?:two|several|⟨\w+⟩|many) )?(?:mutually )?"
            r"(?:independent|uncorrelated) (?:random )?(?:variables|terms)"
        ),
    ),
    "at large positive inputs": (
        (
            r"(?:for|at) (?:very )?(?:large|big|high) (?:positive )?(?:inputs?|values?|arguments?|"
            r"⟨[zx]⟩)"
        ),
        r"on the positive side",
        r"for positive inputs?",
    ),
    "near zero": (r"in (?:its|the|their) linear (?:regime|region|range|part)", r"near (?:zero|0)"),
    "deep": (r"(?:in )?{DEEP}",),
    "causes": (
        (
            r"{ADV}(?:causes?|drives?|push(?:es)?|leads?|leads? to|results? in|makes?|brings?|"
            r"puts?)"
            r"(?: to)?"
        ),
    ),
    "in order": (r"in order(?= to)", r"make sure(?: that)?"),
}

# What is said of it.
PREDICATES: dict[str, tuple[str, ...]] = {
    "meant for": (
        r"{BE}{MEANT} (?:for|to be used with)",
        r"{BE}(?:the )?(?:right|best|standard|recommended) (?:choice |one |initiali[sz]ation )?for",
        r"should be used (?:with|for)",
    ),
    "keeps": (r"{ADV}(?:keep|leave)s?",),
    "preserves norms": (
        (
            r"{ADV}(?:preserve|keep)s? the (?:norm|length)s? of (?:its |the |their )?"
            r"(?:inputs?|vectors?|signals?)"
        ),
    ),
    "breaks symmetry": (
        (
            r"{ADV}(?:fail(?:s|ing|ed)? to )?(?:break|destroy)(?:s|ing)? (?:the |this )?symmetry"
            r"(?: between {UNITS}| of {UNITS})?"
        ),
        r"(?:the )?symmetry (?:between {UNITS} )?(?:{BE})broken",
    ),
    "preserves variance": (
        (
            r"{ADV}(?:keep|preserve|maintain)s? (?:the )?variances?(?: of {SIGNALS}| of "
            r"{GRADIENTS})?"
            r"(?: (?:constant|the same|equal|unchanged|stable))? (?:across|through|between|in|over|"
            r"from layer to) (?:{DET})layers?"
        ),
    ),
    "no gradient trouble": (
        (
            r"{ADV}(?:guarantee|ensure)s?(?: that)? (?:{GRADIENTS}|{SIGNALS}) (?:will |do |does |"
            r"can )?"
            r"(?:not|never) (?:vanish|explode|shrink|grow)(?: (?:or|nor) (?:vanish|explode))?"
        ),
    ),
    "scale cancels": (
        r"{BE}(?:invariant|insensitive) to the (?:scale|norm|magnitude) of {WEIGHTS}",
    ),
    "alike": (
        (
            r"{UNITS} {ADV}{DO} {SAME} {THINGS}(?:,? and {ADV}{DO} {SAME} {THINGS})*"
            r"(?: as each other)?"
        ),
        (
            r"{UNITS} {ADV}(?:{BE}|behaves? )(?:exactly )?(?:identical|the same|equal|symmetric|"
            r"indistinguishable|redundant|clones|copies of (?:each other|one another)|identically|"
            r"in the same way)(?: to (?:each other|one another))?"
        ),
        r"{GRADIENTS} (?:of|for) {UNITS} {BE}(?:exactly )?(?:the same|identical|equal)",
    ),
    "outputs a half": (
        r"{UNITS} {ADV}(?:output|give|produce|return)s? (?:0\.5|½|one half)",
        r"(?:output|give|produce|return)s? (?:0\.5|½|one half)",
    ),
    "outputs zero": (
        r"{UNITS} {ADV}(?:output|give|produce|return)s? (?:zero|0)",
        r"(?:output|give|produce|return)s? (?:zero|0)",
    ),
    "apart": (
        (
            r"(?:{UNITS}|no (?:unit|neuron)) {ADV}(?:learn|compute|detect|represent)s? (?:(?:a|an|"
            r"its own|something) )?(?:different|distinct)(?: (?:features?|things?|functions?))?"
        ),
    ),
    "symmetry problem": (
        r"{ADV}(?:suffers?|suffering) from (?:the |a )?symmetry(?: problem)?",
        r"{ADV}(?:has|have|face|faces) (?:the |a )symmetry problem",
    ),
    "good": (
        (
            r"{BE}(?:a |an |perfectly |absolutely |usually |completely )*(?:good|fine|okay|ok|safe|"
            r"acceptable|harmless|reasonable|sensible|common|standard)"
            r"(?: (?:idea|choice|practice|initiali[sz]ation|start|default))?"
        ),
        r"works(?: (?:fine|well))?",
    ),
    "bad": (
        (
            r"{BE}(?:a |an )?(?:bad|poor|terrible|wrong) (?:idea|choice|practice|initiali[sz]ation|"
            r"start)"
        ),
        r"{BE}(?:a mistake|an error|a pitfall)",
        r"{ADV}(?:prevents?|hinders?) (?:learning|training)",
    ),
    "hinders": (
        (
            r"(?:hindering|preventing|slowing(?: down)?|making)(?: any| effective| the)? "
            r"(?:learning|training|"
            r"convergence)(?: impossible| ineffective| useless)?"
        ),
        (
            r"(?:which|and) (?:prevents|hinders|slows(?: down)?)(?: any| effective| the)? "
            r"(?:learning|training)"
        ),
    ),
    "saturates": (r"{ADV}saturat(?:e|es|ed|ing)", r"into saturation", r"saturation(?: of)?"),
    "avoids": (r"{ADV}(?:help(?:s|ing)? (?:to )?)?(?:avoid|prevent)(?:s|ing)?",),
    "gradient vanishes": (
        (
            r"{GRADIENTS} {ADV}(?:{BE})?(?:vanish(?:es)?|disappears?|shrinks?|go(?:es)? to "
            r"(?:zero|0)|"
            r"tends? to (?:zero|0)|{SMALL})(?: (?:towards?|to) (?:zero|0))?"
        ),
        r"vanishing gradients?(?: problems?)?",
    ),
    "gradient explodes": (
        r"{GRADIENTS} {ADV}(?:{BE})?(?:explodes?|blows? up|grow(?:s)?(?: without bound)?|{LARGE})",
        r"exploding gradients?(?: problems?)?",
    ),
    "signal dies": (
        (
            r"{SIGNALS} {ADV}(?:{BE})?(?:vanish(?:es)?|shrinks?|decays?|die(?:s)?(?: out)?|"
            r"go(?:es)? to (?:zero|0))(?: (?:towards?|to) (?:zero|0))?"
        ),
    ),
    "signal explodes": (r"{SIGNALS} {ADV}(?:explodes?|blows? up|grow(?:s)?)",),
    "zero-centred": (
        r"{BE}(?:zero|0)[- ]cent(?:ered|red)(?: around (?:zero|0))?",
        r"{BE}cent(?:ered|red) (?:around|at|on) (?:zero|0)",
    ),
    "adds variances": (r"{BE}(?:equal to )?the sum of (?:the|their) (?:individual )?variances",),
    "adds deviations": (
        r"{BE}(?:equal to )?the sum of (?:the|their) (?:individual )?standard deviations",
    ),
    "less sensitive": (
        (
            r"(?:makes?|making) {DET}(?:networks?|models?|training) (?:much |far )?(?:less "
            r"sensitive to|"
            r"more robust to|less dependent on) (?:the )?(?:choice of |scale of )*(?:(?:the|"
            r"initial|"
            r"weight) )*(?:weights|initiali[sz]ation)"
        ),
    ),
}

# Words that hold a sentence together and say nothing of their own.
GLUE = frozenset(
    "a an the this that these those it its their our your we you one is are be been being was were "
    "of in on for to with by at as from into through then thus hence so therefore also and when if "
    "since because will would do does did if using use used which who such like than same "
    "network networks neural model models layer layers hidden deep training train learning "
    "gradient descent backpropagation backprop forward pass problem process general during start "
    "starting initially beginning every each all any both "
    "here now case well very note fact course example means result recall remember important "
    "indeed "
    "unit units neuron neurons node nodes clearly obviously other another words because "
    "consequence consequently however weights "
    "weight bias biases initialization initialisation "
    "initialized initialised initialize initialise initializing initialising".split()
)

"""What is said of the things of the field, and the words for each saying of it.

A predicate takes its own “not” with it; one that is not there is a denial.
"""

from __future__ import annotations

PREDICATES: dict[str, tuple[str, ...]] = {
    # of units
    "alike": (
        (
            r"{UNITS} {ADV}(?:receive identical inputs and )?{DO} {SAME} {THINGS}"
            r"(?:,? and(?: hence| therefore| thus)? (?:{ADV}{DO} )?(?:{SAME}|identical) {THINGS})*"
            r"(?: as each other)?"
        ),
        (
            r"{UNITS} {ADV}(?:{BE}|behaves? |acts? |evolves? |updates? |learns? |remains? |stays? )"
            r"(?:exactly )?(?:identical|the same|equal|symmetric|(?:in )?(?:exactly )?the same way|"
            r"indistinguishable|redundant|(?:clones|copies)(?: of (?:each other|one another))?|"
            r"identically|alike|in lockstep)(?: to (?:each other|one another))?"
        ),
        r"{GRADIENTS} (?:of|for) {UNITS} {BE}(?:exactly )?(?:the same|identical|equal)",
        r"{UNITS} doing (?:exactly )?{SAME} {THINGS}",
        r"(?:treats?|updates?) {UNITS} (?:identically|in (?:exactly )?the same way|alike)",
    ),
    "one unit": (
        (
            r"(?:{UNITS}|{LAYERED}|it) {ADV}(?:{BE}|acts? |behaves? |works? |has |have |"
            r"collapses? |reduces? )(?:effectively |essentially )?(?:like|as|to|as if it had|the "
            r"expressive power of|no more (?:useful|powerful|expressive) than|equivalent to|as "
            r"(?:useful|powerful|expressive) as|no better than)(?: just| only)? (?:that of )?"
            r"(?:a single|one|only one)(?: single)?(?: hidden)? (?:units?|neurons?|nodes?)"
        ),
    ),
    "outputs a half": (
        (
            r"(?:{UNITS}|{LAYERED}|it) {ADV}(?:output|give|produce|return|predict)s? {HALF}"
            r"(?: for (?:every|each|all|any) (?:inputs?|examples?))?"
        ),
        (
            r"(?:output|give|produce|return)s? {HALF}(?: for (?:every|each|all|any) "
            r"(?:inputs?|examples?))?"
        ),
    ),
    "outputs zero": (
        (
            r"(?:{UNITS}|{LAYERED}|it) {ADV}(?:output|give|produce|return)s? {ZERO}"
            r"(?: for (?:every|each|all|any) (?:inputs?|examples?))?"
        ),
        (
            r"(?:output|give|produce|return)s? {ZERO}(?: for (?:every|each|all|any) "
            r"(?:inputs?|examples?))?"
        ),
        r"{DET}(?:hidden )?(?:outputs?|activations?)(?: of {UNITS})? {BE}(?:equal to )?{ZERO}",
    ),
    "outputs one": (r"{ADV}(?:output|give|produce|return)s? (?:one|1)(?! half)",),
    "apart": (
        (
            r"(?:{UNITS}|no (?:unit|neuron)) {ADV}(?:learn|compute|detect|represent|develop)s? "
            r"(?:(?:a|an|its own|something|completely) )?(?:different|distinct)"
            r"(?: (?:features?|things?|functions?))?"
        ),
        (
            r"{UNITS} {ADV}(?:(?:start|starts|begin|start out) )?(?:be |being )?(?:become |becomes |"
            r"becoming )?(?:different|distinct)(?: from (?:each other|one another))?"
        ),
        r"{UNITS} {ADV}(?:differ|diverge)s?(?: from (?:each other|one another))?",
        (
            r"(?:make|makes|making) {UNITS} (?:differ|diverge|different)"
            r"(?: after (?:a few|some|many) steps)?"
        ),
        r"assigns? (?:a )?different gradients? to {UNITS}",
    ),
    "breaks symmetry": (
        (
            r"{ADV}(?:fail(?:s|ing|ed)? to )?(?:break|destroy)(?:s|ing)? (?:the |this |any |their )?"
            r"symmetry(?: (?:between|of|among|in) {UNITS})?"
        ),
        r"(?:the )?symmetry (?:between {UNITS} )?(?:{BE})broken",
        r"(?:(?:the|serves|process|purpose) )*(?:of )?symmetry[- ]breaking",
        r"(?:the )?(?:a)?symmetry[- ]?(?:breaking)? is (?:already )?provided by",
        r"{ADV}(?:solv|fix|remov|eliminat)(?:es?|ing) the symmetry problem",
    ),
    "symmetry problem": (
        r"{ADV}(?:suffers?|suffering) from (?:the |a )?symmetry(?: problem)?",
        r"{ADV}(?:has|have|face|faces|encounter|encounters|run into|runs into) (?:the |a )symmetry problem",
        r"(?:the |a )symmetry problem",
        r"there (?:is|are) (?:a |no )?symmetry(?: problem)?(?: to (?:be )?(?:break|broken))?",
    ),
    # of starts
    "good": (
        (
            r"{BE}(?:a |an |however |perfectly |absolutely |usually |completely |generally |totally |also |"
            r"actually )*(?:good|fine|okay|ok|safe|acceptable|harmless|reasonable|sensible|common|"
            r"standard|alright|possible|customary)(?: and (?:common|fine|okay|possible))?"
            r"(?: (?:idea|choice|practice|initiali[sz]ation|start|default))?"
        ),
        r"works?(?: (?:fine|well|perfectly))?",
        r"{ADV}(?:safely )(?:be )?(?=(?:set|initiali[sz]ed|start))",
        r"{BE}(?:not|no) (?:an? )?(?:problem|issue)",
        r"(?:{BE}|there (?:is|are) )(?:not |no )(?:an? |any )?(?:problem|issue|harm)s?(?: in)?",
    ),
    "bad": (
        (
            r"{BE}(?:a |an |very )*(?:bad|poor|terrible|wrong|problematic)(?: (?:idea|choice|"
            r"practice|initiali[sz]ation|start))?"
        ),
        r"{BE}(?:a mistake|an error|a pitfall)",
        r"{ADV}(?:prevents?|hinders?|stops?) (?:learning|training)",
        r"{BE}(?:indeed )?a problem",
    ),
    "hinders": (
        (
            r"(?:hindering|preventing|slowing(?: down)?|making)(?: any| effective| the)? (?:learning|"
            r"training|convergence)(?: impossible| ineffective| useless)?"
        ),
        (
            r"(?:which|and) (?:prevents|hinders|slows(?: down)?)(?: any| effective| the)? (?:learning|"
            r"training)"
        ),
    ),
    "need be random": (
        (
            r"(?:{BE}|{ADV})?(?:must|have to|need to|needs to|has to|should(?: always)?|need|"
            r"required to be|(?:necessary|needed|required) to)(?: also| all)*(?: be| initiali[sz]e "
            r"the)?(?: initiali[sz]ed)?"
        ),
    ),
    # of signals and gradients
    "signal dies": (
        (
            r"{SIGNALS} {ADV}(?:{BE})?(?:vanish(?:es)?|shrinks?|decays?|die(?:s)?(?: out)?|fades?|"
            r"collapses?|diminish(?:es)?|disappears?|go(?:es)? to {ZERO}){TOWARDS}"
        ),
        r"(?:each|every) layer {ADV}(?:shrinks?|reduces?|attenuates?|diminish(?:es)?) {SIGNALS}",
        r"{SIGNALS} {ADV}(?:become|becomes|drops? to|be) {ZERO}",
    ),
    "signal explodes": (
        r"{SIGNALS} {ADV}(?:explodes?|blows? up|grows?|increases?)(?: exponentially)?",
    ),
    "gradient vanishes": (
        (
            r"{GRADIENTS} {ADV}(?:{BE})?(?:vanish(?:es)?|disappears?|shrinks?|go(?:es)? to "
            r"{ZERO}|tends? to {ZERO}|{TINY}){TOWARDS}"
        ),
        r"{DET}vanishing gradients?(?: problems?)?",
        r"very small gradients",
    ),
    "gradient explodes": (
        r"{GRADIENTS} {ADV}(?:{BE})?(?:explodes?|blows? up|grow(?:s)?(?: without bound)?|{HUGE})",
        r"{DET}exploding gradients?(?: problems?)?",
    ),
    "gradient trouble": (
        r"{DET}(?:vanishing ?(?:/|and|or|&) ?exploding|exploding ?(?:/|and|or|&) ?vanishing)[ -]?"
        r"(?:gradients?|signals?)(?: (?:problems?|issues?))?",
        r"{GRADIENTS} {ADV}(?:either )?(?:vanish|explode|shrink|grow)(?: (?:to|towards) "
        r"(?:zero|0|infinity))? or (?:vanish|explode|grow|shrink)(?: (?:to|towards) "
        r"(?:zero|0|infinity))?",
        r"{SIGNALS} {ADV}(?:either )?(?:vanish|explode|shrink|grow)(?: (?:to|towards) "
        r"(?:zero|0|infinity))? or (?:vanish|explode|grow|shrink)(?: (?:to|towards) "
        r"(?:zero|0|infinity))?",
    ),
    "gradient near zero": (
        (
            r"(?:(?:the|its|their|has a|have|has|with|a) )*(?:gradients?|derivatives?|slopes?)"
            r"(?: of (?:the )?activation(?: function)?)? (?:(?:is|are|becomes?|be|that (?:is|are)) )?"
            r"(?:very |extremely |almost |nearly |approximately |close to |near )*{ZERO}"
        ),
        (
            r"(?:(?:has a|have|has|a|its|the|their) )+(?:very |extremely )?(?:small|tiny|vanishing) "
            r"(?:gradients?|derivatives?|slopes?)"
        ),
    ),
    "gradient is zero": (
        r"{GRADIENTS} {ADV}(?:{BE})?(?:also |exactly |identically |all )*{ZERO}",
        r"(?:has|have|receives?|gets?|gives?|produces?)(?: a| exactly)? zero gradients?",
        r"(?:receives?|gets?|has|have) no gradient",
        r"{GRADIENTS} {BE}(?:always )?vanish(?:es)?",
    ),
    "gradient is large": (
        (
            r"(?:(?:the|its|their|has a|have|has|with|a) )*(?:gradients?|derivatives?|slopes?)"
            r"(?: (?:is|are))? (?:very )?(?:large|high|big)"
        ),
        r"(?:has|have) (?:a |very )*(?:large|high|big) (?:gradients?|derivatives?|slopes?)",
    ),
    "gradient is not zero": (
        r"{GRADIENTS} {ADV}(?:{BE})?(?:still )?non-?zero",
        r"(?:has|have|receives?) (?:a )?non-?zero (?:gradients?|slopes?)",
        r"(?:its|the|their) (?:slope|gradient|derivative)s? (?:is|are) (?:still )?non-?zero",
    ),
    "slope is largest": (
        (
            r"(?:(?:the|its|has its|has the) )?(?:gradients?|derivatives?|slopes?)"
            r"(?: of (?:{SIGMOIDS}|{TANHS}))? (?:is|are) (?:the )?(?:largest|greatest|maximal|"
            r"steepest|highest|maximum)"
        ),
        (
            r"{ADV}(?:has|have) (?:its|their|the) (?:largest|greatest|maximal|maximum|steepest) "
            r"(?:gradient|derivative|slope)s?"
        ),
        (
            r"(?:the )?(?:gradients?|derivatives?|slopes?) of (?:{SIGMOIDS}|{TANHS}) "
            r"(?:is|are) (?:the )?(?:largest|greatest|maximal|steepest|highest)"
        ),
    ),
    "saturates": (
        r"{ADV}saturat(?:e|es|ed|ing)",
        r"into saturation",
        r"saturation(?: of)?",
    ),
    "dies": (
        r"(?:{UNITS} )?{ADV}(?:be |become )?(?:die|dies|dead|stop learning)",
        r"(?:the )?(?:dying relus?|dead (?:relus?|units?|neurons?))(?: problem)?",
    ),
    "recovers": (
        r"{ADV}(?:recover|revive)s?(?: it| by itself| during training)*",
        r"(?:be )?revived?",
    ),
    "preserves variance": (
        (
            r"{ADV}(?:keep|preserve|maintain)s? (?:the )?(?:variances?|scale|second moment)"
            r"(?: of {SIGNALS}| of {GRADIENTS})?(?: and (?:of )?{GRADIENTS})?"
            r"(?: (?:roughly |approximately )?(?:constant|the same|equal|unchanged|stable))?"
            r" (?:across|through|between|in|over|from layer to) (?:{DET})layers?"
        ),
        (
            r"{ADV}(?:keep|preserve|maintain)s? (?:the )?variances? (?:of {SIGNALS}|of {GRADIENTS})"
            r"(?: and (?:of )?{GRADIENTS})? (?:roughly |approximately )?(?:constant|the same|equal|"
            r"unchanged|stable)"
        ),
    ),
    "no gradient trouble": (
        (
            r"{ADV}(?:guarantee|ensure)s?(?: that)? (?:{GRADIENTS}|{SIGNALS}) (?:will |do |does |can )?"
            r"(?:not|never) (?:vanish|explode|shrink|grow)(?: (?:or|nor) (?:vanish|explode))?"
        ),
    ),
    "ends vanishing": (
        r"{ADV}{ENDS} {VANISHING}",
        r"{ADV}{ENDS} (?:this problem|these problems)",
        r"{ADV}{ENDS} the problem of {VANISHING}",
    ),
    "is more severe": (
        (
            r"(?:(?:the )?(?:vanishing gradients?|it)(?: problem)? )?{BE}(?:the )?(?:most severe|"
            r"worst|more severe|strongest|most pronounced|worse)"
        ),
        r"{GRADIENTS} {ADV}vanish (?:first|most)",
    ),
    "helps gradients": (
        (
            r"{ADV}(?:lets?|allows?|helps?|makes?) (?:the )?gradients?(?: to)? (?:flow|pass|propagate)"
            r"(?: directly| back| more easily| unimpeded)*(?: (?:to|through|into) (?:the )?(?:early|"
            r"earlier|lower|first|deep) (?:layers?|networks?))?"
        ),
    ),
    "is linear": (
        (
            r"(?:{LAYERED}|it|they) {ADV}(?:be |is |are |remain |still )?(?:equivalent to|collapses? "
            r"(?:in)?to|reduces? to|behaves? like|behaves? as|acts? (?:like|as)|nothing (?:more )?"
            r"(?:but|than)|the same as|computes?|represents?|no more than)(?: just| only| simply)* "
            r"(?:a |an |one |another |single )*(?:linear|single[- ]layer|one layer|perceptron)"
            r"(?: (?:models?|functions?|layers?|transformations?|maps?|regression|perceptrons?|"
            r"networks?|classifiers?))?"
        ),
        (
            r"{ADV}(?:only )?(?:represent|compute|learn|express)s? (?:only )?linear (?:functions?|"
            r"maps?|transformations?)"
        ),
        (
            r"{ADV}(?:is|are|gives?|yields?|remains?)(?: itself| again| still| just| also| a| an| "
            r"another| simply| only| equivalent to| one| single)* linear(?: (?:functions?|layers?|"
            r"maps?|transformations?|operations?|models?))?"
        ),
    ),
    "is more expressive": (
        (
            r"(?:makes? (?:the |a )?(?:network|model) |{BE})(?:more (?:expressive|powerful)|stronger)"
            r"(?: than (?:a |one )?single (?:linear )?layer| than a linear (?:layer|model))?"
        ),
    ),
    # of schemes and functions
    "meant for": (
        r"{BE}{MEANT}(?: (?:for|to be used with|with|to))?",
        (
            r"{BE}(?:the )?(?:right|best|standard|recommended) (?:choice |one |initiali[sz]ation )?"
            r"(?:for|with)"
        ),
        r"should be used (?:with|for)",
        r"suits?",
        (
            r"{ADV}(?:works?|performs?) (?:very |really )?(?:well|best|better)"
            r"(?: (?:for|with|in))?"
        ),
    ),
    "preserves norms": (
        (
            r"{ADV}(?:preserve|keep)s? the (?:norm|length)s? of (?:its |the |their )?"
            r"(?:inputs?|vectors?|signals?|gradients)"
        ),
    ),
    "scale cancels": (
        r"{BE}(?:invariant|insensitive) to the (?:scale|norm|magnitude) of {WEIGHTS}",
    ),
    "less sensitive": (
        (
            r"(?:makes?|making) {DET}(?:networks?|models?|training) (?:much |far )?(?:less sensitive "
            r"to|more robust to|less dependent on) (?:the )?(?:choice of |scale of )*(?:(?:the|"
            r"initial|weight|bad|poor) )*(?:weights|initiali[sz]ations?)"
        ),
        (
            r"{ADV}reduces? the (?:dependence|sensitivity)(?: of \w+)? (?:on|to) (?:the )?(?:weight |"
            r"initial )*(?:initiali[sz]ation|weights)"
        ),
    ),
    "more sensitive": (
        (
            r"(?:makes?|making) {DET}(?:networks?|models?|training) (?:much |far )?(?:more sensitive "
            r"to|less robust to|more dependent on) (?:the )?(?:choice of |scale of )*(?:(?:the|"
            r"initial|weight) )*(?:weights|initiali[sz]ations?)"
        ),
    ),
    "zero-centred": (
        r"{BE}(?:zero|0)[- ]cent(?:ered|red)(?: around (?:zero|0))?",
        r"{BE}cent(?:ered|red) (?:around|at|on) (?:zero|0)",
    ),
    "adds variances": (r"{BE}(?:equal to )?the sum of (?:the|their) (?:individual )?variances",),
    "adds deviations": (
        r"{BE}(?:equal to )?the sum of (?:the|their) (?:individual )?standard deviations",
    ),
    "grows with inputs": (
        (
            r"(?:(?:has|have) (?:a|an) (?:output )?variance that )?{GROWS} (?:with|to) (?:more inputs|"
            r"{INPUTS})"
        ),
    ),
    "falls with inputs": (
        (
            r"{ADV}(?:decreases?|shrinks?|falls?|gets? smaller) (?:with|as) {INPUTS}(?: grows?| "
            r"increases?)?"
        ),
    ),
    "does not see inputs": (
        r"{BE}independent of {INPUTS}",
        r"(?:does not|doesn't) depend on {INPUTS}",
    ),
}

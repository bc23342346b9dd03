"""What is said of the things of the field, and the words for each saying of it.

A predicate takes its own “not” with it; one that is not there is a denial.
"""

from __future__ import annotations

from .predicates_of_signals import OF_SIGNALS

PREDICATES: dict[str, tuple[str, ...]] = OF_SIGNALS | {
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
            r"indistinguishable|redundant(?: copies)?|(?:clones|copies)(?: of (?:each other|"
            r"one another))?|"
            r"identically|alike|in lockstep)(?: to (?:each other|one another))?"
        ),
        r"{GRADIENTS} (?:of|for) {UNITS} {BE}(?:exactly )?(?:the same|identical|equal)",
        r"{UNITS} doing (?:exactly )?{SAME} {THINGS}",
        r"{UNITS} {ADV}(?:{BE})?updated (?:identically|alike|in (?:exactly )?the same way)",
        r"(?:makes?|renders?|leaves?|keeps?) {UNITS} (?:redundant|identical|equal|alike)",
        r"(?:treats?|updates?) {UNITS} (?:identically|in (?:exactly )?the same way|alike)",
    ),
    "one unit": (
        (
            r"{ADV}(?:{BE}|acts? |behaves? |works? |has |have |"
            r"collapses? |reduces? )(?:effectively |essentially )?(?:like|as|to|as if it had|the "
            r"expressive power of|no more (?:useful|powerful|expressive) than|equivalent to|as "
            r"(?:useful|powerful|expressive) as|no better than)(?: just| only)? (?:that of )?"
            r"(?:a single|one|only one)(?: single)?(?: hidden)? (?:units?|neurons?|nodes?)"
        ),
    ),
    "outputs a half": (
        (
            r"{ADV}(?:output|give|produce|return|predict)s? {HALF}"
            r"(?: for (?:every|each|all|any) (?:inputs?|examples?))?"
        ),
        (
            r"(?:output|give|produce|return)s? {HALF}(?: for (?:every|each|all|any) "
            r"(?:inputs?|examples?))?"
        ),
    ),
    "outputs zero": (
        (
            r"{ADV}(?:output|give|produce|return|predict)s? {ZERO}"
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
            r"(?:(?:a|an|its own|something|completely) )?{UNIQUE}"
            r"(?: (?:features?|things?|functions?))?"
        ),
        (
            r"{UNITS} {ADV}(?:(?:start|starts|begin|start out) )?(?:be |being )?(?:become |"
            r"becomes |"
            r"becoming )?(?:different|distinct)(?: from (?:each other|one another))?"
        ),
        r"{UNITS} {ADV}(?:differ|diverge)s?(?: from (?:each other|one another))?",
        (
            r"no two (?:units|neurons|nodes) (?:are|be|become|stay) (?:alike|identical|the same|"
            r"equal)"
        ),
        r"{UNITS} {ADV}speciali[sz]es?(?: on (?:a )?{UNIQUE} (?:features?|things?))?",
        r"{UNITS} {ADV}(?:receive|get)s? (?:a )?{UNIQUE} (?:gradients?|updates?|error signals?)",
        r"(?:units|neurons|they)(?=.*\bdiverge) ?",
        (
            r"(?:make|makes|making) {UNITS} (?:differ|diverge|different)"
            r"(?: after (?:a few|some|many) steps)?"
        ),
        r"assigns? (?:a )?different gradients? to {UNITS}",
        (
            r"{ADV}(?:diverge|drift apart)s?(?: from (?:each other|one another))?(?: as training "
            r"goes on)?"
        ),
        (
            r"{ADV}(?:prevents?|keeps?|stops?) {UNITS} from (?:learning|computing) (?:{SAME}|"
            r"identical) {THINGS}"
        ),
    ),
    "is nonlinear": (
        (
            r"{YES}(?:represent|learn|compute|model|express)s? (?:any )?non-?linear (?:functions?|"
            r"maps?)"
        ),
    ),
    "breaks symmetry": (
        (
            r"{ADV}(?:fail(?:s|ing|ed)? to )?(?:break|destroy)(?:s|ing)? (?:the |this |any |"
            r"their )?"
            r"symmetry(?: (?:between|of|among|in) {UNITS})?"
        ),
        r"(?:the )?symmetry (?:between {UNITS} )?(?:{BE})broken",
        r"(?:(?:the|serves|process|purpose) )*(?:of )?symmetry[- ]breaking",
        r"(?:the )?(?:a)?symmetry[- ]?(?:breaking)? is (?:already )?provided by",
        (
            r"{ADV}(?:solv|fix|remov|eliminat|avoid)(?:es?|ing|s)? the (?:symmetry problem|"
            r"problem of symmetry)"
            r"(?: of)?"
        ),
        r"(?:prevents?|stops?) (?:{LAYERED}|{UNITS}|it|them) from breaking (?:the )?symmetry",
    ),
    "symmetry problem": (
        r"{ADV}(?:suffers?|suffering) from (?:the |a )?symmetry(?: problem)?",
        (
            r"{ADV}(?:has|have|face|faces|encounter|encounters|run into|runs into) (?:the |a "
            r")symmetry problem"
        ),
        r"(?:the |a )symmetry problem",
        r"there (?:is|are) (?:a )?symmetry(?: problem)?(?: to (?:be )?(?:break|broken))?",
    ),
    # of starts
    "good": (
        (
            r"{BE}(?:a |an |however |perfectly |absolutely |usually |completely |generally |"
            r"totally |also |"
            r"actually )*(?:good|fine|okay|ok|safe|acceptable|harmless|reasonable|sensible|common|"
            r"standard|alright|possible|customary)(?: and (?:common|fine|okay|possible))?"
            r"(?: (?:idea|choice|practice|initiali[sz]ation|start|default))?"
        ),
        r"works?(?: (?:fine|well|perfectly))?",
        r"{ADV}(?:safely )(?:be )?(?=(?:set|initiali[sz]ed|start))",
    ),
    "bad": (
        (
            r"{BE}(?:a |an |very |just |as )*(?:bad|poor|terrible|wrong|problematic)(?: "
            r"(?:idea|choice|"
            r"practice|initiali[sz]ation|start))?"
        ),
        r"{BE}(?:a mistake|an error|a pitfall)",
        r"(?:must|should|has to|ought to) be avoided",
        r"{ADV}(?:prevents?|hinders?|stops?) (?:learning|training)",
        r"{BE}(?:indeed )?a problem",
    ),
    "no harm": (
        (
            r"(?:{IS}|there (?:is|are) )(?:not |no |no longer )(?:an? |any )?(?:problem|issue|"
            r"harm)s?"
            r"(?: in)?"
        ),
        r"(?:does|do) no harm",
        r"there (?:is|'s) nothing wrong (?:with|in)",
        r"without (?:any )?(?:problems?|harm|issues?|trouble)",
    ),
    "possible": (r"{BE}possible",),
    "does not learn": (
        (
            r"(?:cannot|can't|can never|could never|never|does not|doesn't|do not|don't|will "
            r"not|won't) "
            r"(?:learn|train)(?: anything)?(?! the| a)"
        ),
        r"{IS}unable to learn(?: anything)?",
    ),
    "no symmetry": (
        r"there (?:is|are) no symmetry(?: problem)?(?: to (?:be )?(?:break|broken))?",
        r"(?:has|have) no symmetry(?: problem)?(?: to (?:be )?(?:break|broken))?",
    ),
    "hinders": (
        (
            r"(?:hindering|preventing|slowing(?: down)?|making)(?: any| effective| the)? "
            r"(?:learning|"
            r"training|convergence)(?: impossible| ineffective| useless)?"
        ),
        (
            r"(?:which|and) (?:prevents|hinders|slows(?: down)?)(?: any| effective| the)? "
            r"(?:learning|"
            r"training)"
        ),
    ),
    # of schemes and functions
    "meant for": (
        r"{BE}{MEANT}(?: (?:for|to be used with|with|to))?",
        (
            r"{BE}(?:the )?(?:right|best|standard|recommended|default|usual) (?:choice|one|"
            r"initiali[sz]ation)"
            r"(?: (?:for|with))?"
        ),
        r"should be used (?:with|for)",
        r"should use",
        r"suits?",
        (
            r"{ADV}(?:works?|performs?) (?:very |really )?(?:well|best|better)"
            r"(?: (?:for|with|in))?"
        ),
    ),
    "preserves norms": (
        (
            r"{ADV}(?:preserve|keep)s? the (?:norm|length)s?(?: of {SIGNALS}| of {GRADIENTS})?(?: "
            r"constant| unchanged)?"
        ),
        (
            r"{ADV}(?:preserve|keep)s? the (?:norm|length)s? of (?:its |the |their |a |any )?"
            r"(?:inputs?(?: vectors?)?|vectors?|signals?|gradients)"
        ),
    ),
    "he relu xavier tanh": (
        r"(?:use )?{HE} (?:for|with) {RELUS},? and {XAVIER} (?:for|with) {TANHS}",
        r"(?:use )?{XAVIER} (?:for|with) {TANHS},? and {HE} (?:for|with) {RELUS}",
    ),
    "xavier relu he tanh": (
        r"(?:use )?{XAVIER} (?:for|with) {RELUS},? and {HE} (?:for|with) {TANHS}",
        r"(?:use )?{HE} (?:for|with) {TANHS},? and {XAVIER} (?:for|with) {RELUS}",
    ),
    "changes norms": (
        r"{ADV}(?:change|alter|increase|decrease|double|halve|reduce)s? the (?:norm|length)s?",
        (
            r"{ADV}(?:change|alter|modify|shrink|increase|double|halve|reduce)s? the (?:norm|"
            r"length)s? of (?:its |the |their |a |any )?"
            r"(?:inputs?(?: vectors?)?|vectors?|signals?)"
        ),
    ),
    "scale cancels": (
        r"{BE}(?:invariant|insensitive) to the (?:scale|norm|magnitude) of {WEIGHTS}",
    ),
    "less sensitive": (
        (
            r"(?:(?:makes?|making) {DET}(?:deep |neural )*(?:networks?|models?|training)|"
            r"becomes?|is) (?:much |far )?(?:less sensitive "
            r"to|more robust to|less dependent on) (?:the )?(?:choice of |scale of )*(?:(?:the|"
            r"initial|weight|bad|poor|careful|good) )*(?:weights|initiali[sz]ations?)"
        ),
        (
            r"{ADV}(?:reduces?|lessens?|decreases?|lowers?) the (?:dependence|sensitivity)(?: "
            r"of \w+)? (?:on|to) (?:the )?(?:weight |"
            r"initial )*(?:initiali[sz]ation|weights)"
        ),
    ),
    "more sensitive": (
        (
            r"(?:makes?|making) (?:the )?(?:scale of )?(?:the )?(?:weight |initial "
            r")*(?:initiali[sz]ation|weights) (?:even )?more "
            r"(?:critical|important)"
        ),
        (
            r"(?:makes?|making) {DET}(?:networks?|models?|training) (?:much |far )?(?:more "
            r"sensitive "
            r"to|less robust to|more dependent on) (?:the )?(?:choice of |scale of )*(?:(?:the|"
            r"initial|weight) )*(?:weights|initiali[sz]ations?)"
        ),
    ),
    "zero-centred": (
        r"{BE}(?:zero|0)[- ]cent(?:ered|red)(?: around (?:zero|0))?",
        r"{BE}cent(?:ered|red) (?:around|at|on) (?:zero|0)",
    ),
    "adds variances": (
        r"(?:{BE}(?:equal to )?|equals )the sum of (?:the|their) (?:individual )?variances",
    ),
    "multiplies variances": (
        r"(?:{BE}(?:equal to )?|equals )the product of (?:the|their) (?:individual )?variances",
    ),
    "adds deviations": (
        r"{BE}(?:equal to )?the sum of (?:the|their) (?:individual )?standard deviations",
    ),
    "grows with inputs": (
        (
            r"(?:(?:has|have) (?:a|an) (?:output )?variance that )?{GROWS} (?:with|to) "
            r"(?:more inputs|"
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
        r"{IS}independent of {INPUTS}",
        r"(?:does not|doesn't) depend on {INPUTS}",
    ),
}

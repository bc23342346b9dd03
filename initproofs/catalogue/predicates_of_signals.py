"""What is said of signals, slopes and gradients, and the words for each saying of it."""

from __future__ import annotations

OF_SIGNALS: dict[str, tuple[str, ...]] = {
    "signal dies": (
        (
            r"the variances? of {SIGNALS} {ADV}(?:decreases?|shrinks?|decays?|vanish(?:es)?|"
            r"gets? smaller|"
            r"goes to {ZERO})"
        ),
        (
            r"{SIGNALS} {ADV}(?:{BE})?(?:vanish(?:es)?|shrinks?|decays?|die(?:s)?(?: out)?|"
            r"fades?(?: away)?|"
            r"collapses?|diminish(?:es)?|disappears?|go(?:es)? to {ZERO}){TOWARDS}"
        ),
        (
            r"(?:each|every) layer {ADV}(?:shrinks?|reduces?|attenuates?|diminish(?:es)?) "
            r"{SIGNALS}(?: further)?"
        ),
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
        (
            r"{GRADIENTS} {ADV}(?:become|becomes|get|gets) (?:smaller and smaller|ever smaller|"
            r"increasingly small|progressively smaller)(?: towards)?"
        ),
    ),
    "gradient explodes": (
        r"{GRADIENTS} {ADV}(?:{BE})?(?:explodes?|blows? up|grow(?:s)?(?: without bound)?|{HUGE})",
        r"{DET}exploding gradients?(?: problems?)?",
    ),
    "gradient trouble": (
        (
            r"{DET}(?:vanishing ?(?:/|and|or|&) ?exploding|exploding ?(?:/|and|or|&) "
            r"?vanishing)[ -]?"
            r"(?:gradients?|signals?)(?: (?:problems?|issues?))?"
        ),
        (
            r"{GRADIENTS} {ADV}(?:either )?(?:vanish|explode|shrink|grow)(?: (?:to|towards) "
            r"(?:zero|0|infinity))? or (?:vanish|explode|grow|shrink)(?: (?:to|towards) "
            r"(?:zero|0|infinity))?"
        ),
        (
            r"{SIGNALS} {ADV}(?:either )?(?:vanish|explode|shrink|grow)(?: (?:to|towards) "
            r"(?:zero|0|infinity))? or (?:vanish|explode|grow|shrink)(?: (?:to|towards) "
            r"(?:zero|0|infinity))?"
        ),
    ),
    "gradient near zero": (
        (
            r"(?:has|have) (?:almost|nearly|close to|near|practically) {ZERO} (?:gradients?|"
            r"derivatives?|slopes?)"
        ),
        (
            r"(?:(?:the|its|their|has a|have|has|with|a) )*(?:gradients?|derivatives?|slopes?)"
            r"(?: of (?:the )?activation(?: function)?)? (?:(?:is|are|becomes?|be|that (?:is|"
            r"are)) )?"
            r"(?:very |extremely |almost |nearly |approximately |close to |near )*{ZERO}"
        ),
        (
            r"(?:(?:has a|have|has|a|its|the|their) )+(?:very |extremely )?(?:small|tiny|"
            r"vanishing) "
            r"(?:gradients?|derivatives?|slopes?)"
        ),
    ),
    "gradient is zero": (
        (
            r"{GRADIENTS} {ADV}(?:{BE})?(?:also |exactly |identically |all )*{ZERO}(?: for (?:all|"
            r"every|any) inputs?)?"
        ),
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
        r"(?:still )?(?:receives?|gets?) (?:a )?(?:non-?zero )?gradients?",
        r"{GRADIENTS} {ADV}(?:{BE})?(?:still )?non-?zero",
        (
            r"(?:has|have|receives?) (?:a )?(?:non-?zero|small|small positive|positive) "
            r"(?:gradients?|slopes?)(?:,? (?:instead of|rather than) (?:altogether )?zero)?"
        ),
        r"(?:its|the|their) (?:slope|gradient|derivative)s? (?:is|are) (?:still )?non-?zero",
    ),
    "slope is largest": (
        (r"(?:is|are) (?:the )?(?:largest|greatest|maximal|steepest|highest|maximum)"),
        (
            r"{ADV}(?:has|have) (?:its|their|the) (?:largest|greatest|maximal|maximum|steepest) "
            r"(?:gradient|derivative|slope)s?"
        ),
    ),
    "saturation comes from": (
        (
            r"saturation(?: of {SIGMOIDS}| of {TANHS}| of (?:the )?(?:units|neurons|"
            r"activations))? (?:is caused by|comes from|results from|is due to)"
        ),
    ),
    "hinders gradients": (
        (
            r"{YES}(?:makes? it harder for|prevents?|hinders?|blocks?) (?:the )?gradients?(?: "
            r"(?:to|from) (?:flow|flowing|pass|passing))?"
        ),
    ),
    "saturates": (
        r"{ADV}saturat(?:e|es|ed|ing)",
        r"into saturation",
        r"saturation(?: of)?",
    ),
    "dies": (
        r"{ADV}(?:be |become )?(?:die|dies|dead|stop learning|stops learning|kill|kills)",
        r"(?:the )?(?:dying relus?|dead (?:relus?|units?|neurons?))(?: problem)?",
    ),
    "is larger": (r"(?:has |have )?(?:a |the )?(?:larger|bigger|higher)",),
    "is smaller": (r"(?:has |have )?(?:a |the )?(?:smaller|lower)",),
    "is near zero": (
        r"{BE}(?:very |extremely |almost |nearly |close to |near )*(?:small|tiny|zero|0)",
    ),
    "recovers": (
        r"{ADV}(?:recover|revive)s?(?: it| by itself| during training)*",
        r"(?:be |get |gets )?revived?",
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
        (
            r"(?:{ADV}(?:ensures?|makes sure) that )?the variances? of {SIGNALS}(?: and "
            r"{GRADIENTS})? "
            r"(?:is|are|stays?|remains?) (?:roughly |approximately )?(?:constant|the same|equal|"
            r"consistent|unchanged|stable)(?: (?:across|through|between|in|over) (?:{DET})layers?)?"
        ),
        (
            r"{ADV}(?:keep|preserve|maintain)s? (?:the )?variances? (?:of {SIGNALS}|of {GRADIENTS})"
            r"(?: and (?:of )?{GRADIENTS})?"
        ),
    ),
    "no gradient trouble": (
        (
            r"{YES}(?:guarantee|ensure)s?(?: that)? (?:{GRADIENTS}|{SIGNALS}) (?:will |do |"
            r"does |can )?"
            r"(?:not|never) (?:vanish|explode|shrink|grow)(?: (?:or|nor) (?:vanish|explode))?"
        ),
    ),
    "ends dying": (
        r"{ADV}{ENDS} (?:the )?(?:dying|dead) (?:relu|neuron|unit)s?(?: problem| issue)?",
        (
            r"{ADV}(?:mitigat|alleviat|address)(?:es?|s|ing)? (?:the )?(?:dying|dead) (?:relu|"
            r"neuron|unit)s?(?: problem| issue)?"
        ),
    ),
    "eases vanishing": (
        r"{ADV}(?:mitigat|alleviat|reduc|eas|lessen|help with)(?:es?|s|ing)? {VANISHING}",
        (
            r"{YES}helps? (?:to )?(?:avoid|prevent|mitigate|reduce|against|alleviate|combat) "
            r"{VANISHING}"
        ),
    ),
    "ends vanishing": (
        r"{VANISHING} {BE}(?:solved|eliminated|fixed|avoided|cured|removed|overcome|gone)",
        r"{ADV}{ENDS} {VANISHING}",
        r"{ADV}{ENDS} (?:this problem|these problems)",
        r"{ADV}{ENDS} the problem of {VANISHING}",
    ),
    "he over xavier": (
        (
            r"(?:(?:we |you |one )?(?:should |must |have to )?(?:use|prefer|choose) )?(?:{HE}|he) "
            r"{OVER} {XAVIER}"
        ),
    ),
    "xavier over he": (
        (
            r"(?:(?:we |you |one )?(?:should |must |have to )?(?:use|prefer|choose) )?{XAVIER} "
            r"{OVER} (?:{HE}|he)"
        ),
    ),
    "is more severe": (
        r"{BE}(?:affected|hit|hurt) (?:the )?most by",
        r"{ADV}suffers? (?:the )?most from",
        r"(?:mainly|mostly|especially|primarily)(?= (?:in|for))",
        r"{ADV}(?:affects?|hits?|hurts?)(?: mainly| mostly| especially)?(?= )",
        (
            r"(?:(?:the )?(?:vanishing gradients?|it)(?: problem)? )?{BE}(?:the )?(?:most severe|"
            r"worst|more severe|strongest|most pronounced|worse)"
        ),
        r"{GRADIENTS} {ADV}vanish (?:first|most)",
    ),
    "helps gradients": (
        (
            r"{ADV}(?:lets?|allows?|helps?|makes?) (?:the )?gradients?(?: to)? (?:flow|pass|"
            r"propagate)"
            r"(?: directly| back| more easily| unimpeded)*(?: (?:to|through|into) (?:the "
            r")?(?:early|"
            r"earlier|lower|first|deep) (?:layers?|networks?))?"
        ),
    ),
    "is linear": (
        (
            r"{ADV}(?:be |is |are |remain |still )?(?:equivalent to|collapses? "
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
            r"(?:makes? (?:the |a )?(?:network|model) |{BE})(?:more (?:expressive|powerful)|"
            r"stronger)"
            r"(?: than (?:a |one )?single (?:linear )?layer| than a linear (?:layer|model))?"
        ),
    ),
}

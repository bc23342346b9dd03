"""Where, by what and how much: the ideas that stand beside what a sentence is about."""

from __future__ import annotations

BESIDE: dict[str, tuple[str, ...]] = {
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
            r"(?:for|at) (?:very )?large (?:positive (?:and|or) (?:very |large )?negative|"
            r"positive or "
            r"negative|absolute) (?:inputs?|values?)"
        ),
    ),
    "near zero": (
        (
            r"{ADV}(?:operates?|works?|stays?|remains?)? ?(?:in|within) (?:its|the|their) linear "
            r"(?:regime|region|range|part)"
        ),
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
            r"{RELUS} (?:zeroes|zeroing|sets|kills|cuts)(?: out| off)? (?:about |roughly "
            r")?half (?:of )?"
            r"(?:the |its )?(?:activations?|inputs?|signals?|units)(?: to zero)?"
        ),
        r"{RELUS} (?:zeroes|sets) (?:all )?negative inputs(?: to zero)?",
    ),
    "linear": (
        r"(?:through )?linear (?:activations?|units?|layers?)",
        r"(?:and )?(?:other )?activations (?:that|which) (?:are|behave) linear(?:ly)?",
    ),
    "whatever": (
        (
            r"(?:whatever|regardless of|no matter|independently of|independent of) (?:the |"
            r"how the |"
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
            r"(?:instead of|rather than|unlike|and not|as opposed to) (?:to |with |all |just |"
            r"using )*"
            r"(?:zeros?|zeroes|0|⟨0⟩|zero (?:weights|initiali[sz]ation))"
        ),
    ),
    "avoids": (
        (
            r"{ADV}(?:(?:avoid|prevent)(?:s|ing)?|(?:protect|help|guard)s? against|(?:reduce|"
            r"lower)s? the (?:risk|danger|chance|likelihood) of|keep(?:s|ing)? {DET}(?:units?|"
            r"neurons?) from)"
        ),
    ),
    "keeps": (r"{ADV}(?:keep|leave)s?",),
    "more layers": (
        r"(?:adding |using )?(?:more|additional|extra) (?:hidden )?layers",
        r"making {LAYERED} deeper",
        r"(?:a )?deeper {LAYERED}",
    ),
    "early layers": (
        (
            r"(?:(?:in|for|on) )?{DET}(?:early|earlier|earliest|first|lower|lowest|bottom|"
            r"initial|front)"
            r"(?: hidden)? layers?(?: of {LAYERED})?"
        ),
    ),
    "late layers": (
        (
            r"(?:(?:in|for|on) )?{DET}(?:late|later|last|final|upper|top|output)(?: hidden)? "
            r"layers?"
            r"(?: (?:more )?than (?:in )?{DET}(?:first|early|earlier)(?: ones| layers)?)?"
        ),
    ),
}

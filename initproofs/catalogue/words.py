"""The words that ideas are spelled with, and those that hold a sentence together.

``VOCABULARY`` names groups of words for the patterns of ideas; ``GLUE`` are words that say nothing
of their own; ``LEADS`` stand in front of a statement and ``ASIDES`` anywhere in it without changing
what it says.
"""

from __future__ import annotations

VOCABULARY = {
    "DET": r"(?:(?:all|both|every|each|any|the|these|those|our|its|their|a|an|two|single|of) )*",
    "UNITS": r"(?:{DET}(?:hidden |identical |different |other |individual |same )*"
    r"(?:units?|neurons?|nodes?)"
    r"(?: (?:of|in|within) {DET}(?:same |given |one |hidden |first )*(?:layers?|network))?|they|"
    r"both of them|all of them)",
    "WEIGHTS": r"{DET}(?:initial |network |starting |random )*(?:weights|⟨w⟩)"
    r"(?: (?:of|in) {DET}(?:deep |neural )*(?:layers?|networks?))?",
    "BE": r"(?:(?:is|are|be|being|was|were|will|would|becomes?|stays?|remains?|gets?|always|not|"
    r"never|isn't|aren't|then|also|still|therefore|thus|all|both|usually|generally|often|"
    r"typically|clearly|simply|forever) )+",
    # the same with no “not” among them
    "IS": r"(?:(?:is|are|be|being|was|were|will|would|becomes?|stays?|remains?|gets?|always|then|"
    r"also|still|therefore|thus|all|both|usually|generally|often|typically|clearly|simply) )+",
    "ADV": r"(?:(?:will|would|can|could|may|might|do|does|did|to|then|thus|also|always|all|still|"
    r"often|usually|easily|quickly|simply|just|not|never|don't|doesn't|won't|can't|cannot|both|"
    r"ever|end up|ends up|therefore|tend to|tends to|begin to|start to|starts to|help to|helps to|"
    r"help|helps|helping|keep|keeps|continue to|only|even|going to|is|are|able to|aims to|"
    r"tries to|us) )*",
    # the same with no “not” among them
    "YES": r"(?:(?:tries to|aims to|will|would|can|could|may|might|do|does|did|to|then|thus|"
    r"also|always|all|still|"
    r"often|usually|easily|simply|just|help to|helps to|help|helps|is|are|able to|us) )*",
    "DO": r"(?:(?:comput|learn|produc|giv|hav|receiv|output|perform|detect|represent|extract|"
    r"calculat|return|shar|undergo|experienc|do|mak|see|encod|implement)(?:e|es|s|ing)?|has|"
    r"gets?|getting|carry out|carries out)",
    "THINGS": r"(?:things?|(?:linear )?functions?|features?|outputs?(?: values?)?|values?|"
    r"activations?|gradients?(?: updates?)?|(?:parameter |weight )?updates?|computations?|"
    r"calculations?|error signals?|derivatives?|results?|signals?|(?:linear )?functions? of "
    r"(?:the|its|their) inputs?)",
    "SAME": r"(?:exactly |precisely |always |all |one and )*(?:the )?(?:very |exact )?"
    r"(?:same|identical|equal)",
    "GRADIENTS": r"{DET}(?:(?:back-?propagated|error|small|weight|parameter) )*"
    r"(?:gradients?|derivatives?)(?: signals?)?"
    r"(?: of (?:the )?(?:loss|cost|weights|all weights|all the weights|hidden weights))?"
    r"(?: (?:in|of|for) {DET}(?:very |deep |deeper |early |earlier |first |lower )*(?:networks?|"
    r"layers?))?",
    "SIGNALS": r"{DET}(?:(?:forward|layer|hidden|input|variance of the|variances? of) )*"
    r"(?:activations?|signals?|outputs?)"
    r"(?: of {DET}(?:hidden |deep(?:er)? )*(?:units?|neurons?|layers?))?",
    # no word that says of which kind the units are
    "PLAIN": r"(?:feed-?forward|plain|dense|fully[- ]connected|learning|multi-?layer|artificial)",
    "DEEP": r"(?:(?:very |many )?(?:deep(?:er)?|many-layer) (?:{PLAIN} )*(?:neural )?(?:networks?|"
    r"nets?|layers?)|layer (?:by|after|to) layer|(?:with|in|through|across) (?:deeper ones|"
    r"depth|each layer|"
    r"every layer|the depth|many layers|increasing depth)|exponentially(?: fast)?(?: with depth)?|"
    r"through(?:out)? (?:the|many|all the|all) (?:layers|network)|"
    r"as (?:it|they) (?:pass(?:es)?|propagates?|flows?|travels?|moves?|goes?|go)"
    r"(?: back(?:wards?)?)?(?: through| from) "
    r"(?:the|each|every|many|more|all|all the|layer to) (?:layers?|network)|quickly|rapidly|"
    r"uncontrollably|without (?:bound|limit)|during backpropagation|in the backward pass|"
    r"at each layer|from layer to layer|with each layer|as (?:the )?depth (?:grows|increases)|"
    r"(?:until|till) (?:deep layers see almost nothing|(?:it|they) (?:vanish(?:es)?|is too "
    r"tiny to be useful|"
    r"is too (?:massive|large) to be useful|almost disappears?))|until it's too (?:tiny|massive) "
    r"to be useful)",
    "MEANT": r"(?:(?:specifically|originally|mainly|well|best|especially|mostly|primarily) )*"
    r"(?:designed|meant|intended|made|derived|developed|suited|suitable|appropriate|recommended|"
    r"ideal|right|tailored|used|preferred|proposed|optimal|good|best|well-suited)",
    "TINY": r"(?:too[- ]|very |extremely |really |overly |quite )?(?:small|smaller|tiny|low)",
    "UNIQUE": r"(?:different|distinct|unique|diverse)",
    "HUGE": r"(?:too[- ]|very |extremely |really |overly |quite )?(?:large|larger|big|huge|high)",
    "INITIALISED": r"(?:initiali[sz]ed|set|chosen|drawn|picked|start|started|starts)",
    "LAYERED": r"{DET}(?:(?:very |deep |multi-layer |feed-?forward |neural |hidden )*(?:networks?|"
    r"nets?|layers?|models?|mlp))",
    "ZERO": r"(?:zero|0|⟨0⟩|zeros)",
    "HALF": r"(?:0\.5|½|1/2|one half|a half|⟨c⟩)",
    "TOWARDS": r"(?: (?:towards?|to) (?:zero|0))?",
    "VANISHING": r"(?:(?:the|a|problems?|of|issues?) )*(?:vanishing(?: ?(?:/|and|or|&) ?"
    r"exploding)?|exploding(?: ?(?:/|and|or|&) ?vanishing)?)[ -]?gradients?"
    r"(?: (?:problems?|issues?|phenomenon))?",
    "ENDS": r"(?:(?:completely |fully |effectively |largely )?(?:resolv|solv|fix|eliminat|remov|"
    r"cur|avoid|prevent|overcom)(?:e[sd]?|es|s|ing|ed)?(?: completely)?|is an? (?:\w+ )?way to "
    r"(?:solve|avoid|prevent|fix))",
    "STARTS": r"(?:(?:weight|parameter|network|random) )*(?:initiali[sz]ations?"
    r"(?: (?:methods?|schemes?|techniques?|strateg(?:y|ies)))?|init(?: schemes?)?|"
    r"initial weights|starting weights|starting points?|scale of (?:the )?(?:initial "
    r")?weights|start|how (?:the |we |you )?(?:weights (?:are )?"
    r"initiali[sz]ed?|initiali[sz]e (?:the |our )?weights)|way (?:(?:we|you) initiali[sz]e (?:the |"
    r"our )?weights|(?:the )?weights are initiali[sz]ed))",
    "GOOD": r"(?:(?:a |the |with )?(?:good|proper|careful|correct|right|appropriate|suitable|"
    r"better|smart) )",
    "BAD": r"(?:(?:a |the |with )?(?:bad|poor|wrong|improper|careless|incorrect|naive|"
    r"unsuitable) )",
    "HE": r"(?:(?:he(?:'s)?(?: et al\.?)?(?: (?:uniform|normal))?|kaiming(?:'s)?(?: he)?"
    r"(?:'s)?(?: (?:uniform|normal))?) (?:weight )?(?:initiali[sz]ations?|initiali[sz]er|init|"
    r"scheme|method|weights|variance)|kaiming(?:/he)?|he/kaiming(?: \w+)?)",
    "XAVIER": r"(?:xavier|glorot)(?:'s)?(?: ?/ ?(?:xavier|glorot))?(?: (?:uniform|normal))? ?"
    r"(?:(?:weight )?(?:initiali[sz]ations?|initiali[sz]er|init|scheme|method|weights))?",
    "LECUN": r"lecun(?:'s)?(?: (?:uniform|normal))? ?(?:initiali[sz]ations?|init|scheme|variance)?",
    "RELUS": r"{DET}(?:re-?lus?|rectified linear units?|rectifiers?)(?: (?:activations?|hidden|"
    r"units?|neurons?|functions?|nonlinearit(?:y|ies)|networks?|layers?|nets?|based|"
    r"outputs?(?= ?[,.]| layers?\b| units?\b| (?:is|are)\b)|"
    r"activation function))*",
    "TANHS": r"{DET}(?:tanh|hyperbolic tangents?)(?: (?:activations?|hidden|units?|neurons?|"
    r"functions?|nonlinearit(?:y|ies)|networks?|layers?))*",
    "SIGMOIDS": r"{DET}(?:(?:logistic )?sigmoids?|logistic)(?: (?:activations?|hidden|units?|"
    r"neurons?|functions?|nonlinearit(?:y|ies)|networks?|layers?|outputs?(?= ?[,.]| layers?\b|"
    r" units?\b| (?:is|are)\b)))*",
    "INPUTS": r"(?:the |its |their )?(?:number of (?:its |their |the |input )?(?:inputs?|"
    r"connections|units|incoming connections|input units)|fan[- _]?in|inputs)",
    "SAID_OF_VARIANCE": r"(?:the )?variances? of (?:the |a |its )?(?:pre-?activations?|"
    r"(?:neuron's |unit's )?outputs?|weighted sums?|sums?|⟨z⟩|z)"
    r"(?: (?:of|from) (?:a |each |the )*(?:randomly initiali[sz]ed )?(?:neurons?|units?))?",
    "GROWS": r"{ADV}(?:gets? larger|grows?|increases?|scales|{BE}proportional|is "
    r"proportional)(?: linearly| proportionally| in "
    r"proportion)?",
    "OVER": r"(?:(?:should be |is )?(?:preferred|used|chosen|recommended|better|a better choice|"
    r"more suitable|more appropriate) )?(?:over|instead of|rather than|than|to)",
    "KILLED": r"(?:dead|dying|died)",
}

# Words that hold a sentence together and say nothing of their own.
GLUE = frozenset(
    "a an the this that these those it its their our your we you one is are be been being was were "
    "of in on for to with by at as from into through then thus hence so therefore also and when if "
    "since because will would do does did if using use used which who such like than same "
    "network networks neural model models layer layers hidden deep training train learning "
    "gradient descent backpropagation backprop forward pass problem process general during start "
    "starting initially beginning every each all any both even just simply "
    "here now case well very note fact course example means result recall remember important "
    "indeed there them whole entire long once "
    "or started what allows they us means due makes make i.e e.g "
    "unit units neuron neurons node nodes clearly obviously other another words because "
    "consequence consequently however weights before whose "
    "weight bias biases initialization initialisation parameters "
    "setting set up initialized initialised initialize initialise initializing initialising".split()
)

# “It turns out that …”: what follows is stated.
LEADS = (
    r"(?:and|but|so|also|again|where(?= the)|let us consider|consider|consider|take|now|here|"
    r"first|second|secondly|finally|moreover|furthermore|"
    r"additionally|besides|indeed|hence|thus|therefore|consequently|meanwhile|however|"
    r"theoretically|obviously|clearly|of course|in (?:addition|general(?! practice)|"
    r"particular|fact|short|"
    r"summary|other words|this case|that case|contrast|effect)|"
    r"as (?:a|the) (?:result|consequence)|for this reason|as expected|importantly|crucially|"
    r"on the (?:other hand|contrary|flip side)|for (?:example|instance)|that is|i\.e\.|e\.g\.|"
    r"(?:please )?(?:note|notice|remember|recall|keep in mind|observe)(?: also)?(?: that)?|"
    r"it (?:turns out|follows|is (?:well |also )?(?:known|clear|easy to see|obvious|important to "
    r"note|worth noting|important to remember))(?: that)?|(?:we|you) (?:can |will |also )*(?:see|"
    r"know|note|notice|observe|find)(?: that)?|you simply stated that|if you (?:work it out|"
    r"do the maths?),? you will (?:find|see) that|"
    r"(?:this|which|it) (?:also )?(?:means|implies|shows|ensures|makes sure)(?: that)?|"
    r"this is (?:due to|because of) the fact that|(?:one|another|a|the) (?:other |potential |main "
    r"|big |possible |key |important )*(?:problem|issue|reason|drawback|advantage|benefit|"
    r"consequence|point|result|takeaway|observation)"
    r"(?: (?:with|of) (?:the |this |that )?(?:above )?(?:suggestion|approach|method|choice|"
    r"strategy))? is that|the fact that|"
    r"this is (?:also )?(?:one of the reasons )?why|that's why|the distribution of|"
    r"(?:pitfall|tip|key point|takeaway|summary|remark|solution|bonus|warning|answer|reason|"
    r"explanation|intuition|problem|result|why|note|fact|hint|conclusion)\s*:)[\s,:]*"
)

ASIDES = (
    r"without explaining the reason|too(?=\s*[.,;!]|\s*$)|(?<=ly) too|likewise|along these "
    r"lines|even if not necessary|"
    r"(?:especially )?at the (?:very )?(?:start|beginning)(?: of (?:the )?(?:learning|training))?|"
    r"in the beginning|initially|during (?:the )?(?:training|learning|forward pass|forward "
    r"propagation)|throughout training|at initiali[sz]ation(?: time)?|right from the start|"
    r"in (?:a|the|every|any|this|our|each) (?:deep |neural |hidden |same )*(?:network|model|layer)|"
    r"at all|in the first place|as well|right away|no matter how (?:long|many "
    r"(?:steps|epochs|iterations)) (?:we train|you train|training is|of training)|"
    r"by gradient descent|under gradient descent|with gradient descent|(?:and )?"
    r"hence the same|when training (?:deep learning |deep |neural )?(?:models|networks)|"
    r"on (?:its|their) own|by (?:itself|themselves)|in the same layer|for ever|forever|from "
    r"the very beginning|from the start|"
    r"when using random initiali[sz]ation values|"
    r"by (?:balancing|averaging|using|considering) (?:both )?(?:the )?(?:number of "
    r")?(?:inputs?|fan[- ]in) and "
    r"(?:outputs?|fan[- ]out)(?: counts)?|(?:such as|e\.g\.,?|like|say|for example) (?:0\.\d+|"
    r"1|⟨c⟩)|within (?:the|a|each) (?:same )?layer|across (?:the|a) layer"
)

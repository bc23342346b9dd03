"""The phrases in which notes speak of symmetry and of zero starts: a visible list.

Each line is one phrase; a line that is indented further goes on from the one before it. ``{UNITS}``
is looked up in the vocabulary, a space is any space. What is in no line is no claim of this kind.
"""

from __future__ import annotations

from enum import StrEnum

from ..given.starting_words import VOCABULARY


class Says(StrEnum):
    """What is claimed of units, weights or outputs."""

    FORWARD = "the units compute the same"
    GRADIENTS = "the units have the same gradients"
    LASTING = "the units stay the same"
    APART = "the units become different"  # “the symmetry is broken”
    APART_NOW = "the units compute different things"
    WEIGHTS = "all weights of a layer keep one value"
    ONE_UNIT = "the units act as one unit"
    PRESERVED = "the activation keeps the symmetry"
    FROZEN = "nothing is trained"
    ZERO_GRADIENTS = "the gradients are zero"
    ONLY_BIAS = "only the output bias is trained"
    LAST_FIRST = "only the last layer learns at first"
    CONSTANT_OUTPUT = "every input gives the same output"
    NO_BETTER = "no better than a linear model"
    STILL_WORKS = "training still works"
    NEEDS_ALL = "every layer needs weights that are not zero"
    MINIMUM = "the start is near a local minimum"
    SHOWN = "the derivatives shown are equal"


WORDS = VOCABULARY | {
    "THEY": (
        r"{DET}(?:activation )?{UNITS}(?: (?:of|in|within|from|at) {DET}(?:same )?"
        r"(?:hidden )?(?:layers?|network|net))?|"
        r"unit ?\d+ and unit ?\d+|they|both of them|all of them|these|them"
    ),
    "WILL": (
        r"(?:(?:will|would|shall|do|does|are going to|then|all|always|each|both|"
        r"just|simply|thus|therefore|hence|also|only|still|now|forever|end up|"
        r"ends up|keeps?|to|the|at every step|continue to|exactly|effectively|be|"
        r"being|,|essentially|initially|perfectly|start(?:s|ing)?(?: off| out)?) )*"
    ),
    # “receives the same input and computes the same output”: one subject, two verbs
    "ALSO": (
        r"(?:are |is |were |(?:receiv(?:e|es|ing)|gets?|have|has|tak(?:e|es|ing)|sees?|shares?) "
        r"(?:the |an |exactly |all )*(?:same|identical) (?:inputs?|signals?|weights?)"
        r"(?: signals?| values?| data)? (?:and|so)(?: thus| therefore| hence)? (?:will )?)?"
    ),
    "SAME": (
        r"(?:(?:exactly|exact|precisely|all|the|an?|one and|completely|always|still|"
        r"also|very) )*(?:same|identical|equal)"
    ),
    "DIFFERENT": r"(?:(?:completely|entirely|totally|very|all|in) )*(?:different|distinct)",
    "GET": (
        r"(?:get|gets|receive|receives|have|has|see|sees|produce|produces|output|"
        r"outputs|give|gives|obtain|obtains|experience|experiences|with|having|"
        r"getting|receiving|undergo|undergoes|share|shares)"
    ),
    "COMPUTE": (
        r"(?:comput(?:e|es|ing)|calculat(?:e|es|ing)|perform(?:s|ing)?|return(?:s|"
        r"ing)?|evaluat(?:e|es)|yield(?:s|ing)?|{GET}|implement(?:s|ing)?|do|does|doing)"
    ),
    "THING": (
        r"(?:things?|values?|outputs?|results?|activations?(?: values?)?|signals?|"
        r"computations?|calculations?|numbers?|pre-?activations?|hidden values?|"
        r"answers?|functions?(?: of (?:the|its) inputs?)?)"
    ),
    # The thing itself, not “the same number of inputs”, “the same output as before”.
    "ITSELF": r"(?! (?:of|as|to|than|functions?|gradients?|error|updates?))",
    # Nothing follows that would narrow what is denied: “will not learn well”.
    "END": (
        r"(?= ?[.,;:!)]| ?$| (?:because|since|as|and|no matter|regardless|during|at all|so|"
        r"either|ever|again))"
    ),
    "GRADIENT": (
        r"(?:(?:weight|gradient|error|partial|parameter) )?(?:gradients?|updates?|"
        r"derivatives?|error signals?|errors?|signals? back)(?: (?:signals?|"
        r"updates?|vectors?))?"
    ),
    "WAY": r"(?:ways?|manner|fashion|direction|amount|steps?|path|trajectory)",
    "CHANGE": (
        r"(?:updat(?:e|es|ed|ing)|chang(?:e|es|ed|ing)|evolv(?:e|es|ing)|mov(?:e|"
        r"es|ing)|learn(?:s|ing)?|react(?:s|ing)?|behav(?:e|es|ing)|act(?:s|ing)?|"
        r"train(?:s|ed)?|develop(?:s|ing)?|adapt(?:s|ing)?|adjust(?:s|ed)?|"
        r"respond(?:s|ing)?)"
    ),
    "LEARNT": (
        r"(?:functions?|features?|things?|patterns?|weights?|representations?|"
        r"detectors?|mapping)"
    ),
    "COPIES": (
        r"(?:symmetric(?:al)?|copies|clones|duplicates|twins|redundant|"
        r"indistinguishable|interchangeable|alike|{SAME})(?: of (?:each other|"
        r"one another))?"
    ),
    "LAST": (
        r"(?:the )?(?:last|final|output|top|topmost|outermost)"
        r"(?: weight)? layers?(?:'s)?(?: weights?)?"
    ),
    "TIMES": (
        r"(?:after|in|at|during|throughout|for) {DET}(?:subsequent|later|further|"
        r"n|next|following|many|training)* ?(?:iterations?|steps?|updates?|"
        r"epochs?|training)"
    ),
    "EVERY": r"(?:for|across|in|at|of|to) {DET}{UNITS}(?: (?:of|in) {DET}layers?)?",
    "NEVER": r"(?:(?:do not|don't|does not|will not|won't|cannot|can't|can never|never) )?",
    "NET": r"{DET}(?:networks?|models?|net|mlp|it)",
    "NOT": (
        r"(?:(?:will|would|does|do|can|could|is|are|to)(?: not| never|n't)|won't|"
        r"cannot|can't|never)(?: be able to| actually| even| really)?"
    ),
}
PHRASES: dict[Says, str] = {
    Says.FORWARD: r"""
        {THEY} {WILL}{ALSO}{WILL}{COMPUTE} {SAME} {THING}{ITSELF}
         and {WILL}(?:comput(?:e|es|ing)|produc(?:e|es|ing)|outputs?) {SAME}
            (?:outputs?|activations?|values?|results?){ITSELF}
        {DET}activations? {WILL}(?:are|is|be) {SAME}(?=[.,;!]|$)
        ^(?:they )?(?:all )?(?:would |will )?(?:compute|produce|output)s? (?:exactly )?
            (?:the same|identical) (?:outputs?|activations?|values?|functions?){ITSELF}
        {DET}(?:outputs?|activations?|pre-?activations?|hidden (?:activations|values|
            states)) (?:of|in) {DET}{UNITS}(?: in {DET}layers?)? {WILL}(?:are|is|be) ?{SAME}
        (?:a|z|h|⟨[za](?:_i)?⟩s?|{DET}(?:outputs?|activations?)) {WILL}(?:are |is |
            be )?{SAME} {EVERY}
        (?:all |the )*⟨[za]_i⟩ ?(?:s )?{WILL}(?:are|is|be)? ?{SAME}
        {DET}{UNITS}(?: (?:of|in) {DET}layers?)? {WILL}(?:are|is|be)? ?(?:all )?{SAME}
            (?= too| as well| also|[.,;!]|$)
        (?:we|you) have symmetry
    """,
    Says.GRADIENTS: r"""
        {THEY} {WILL}{GET} {SAME} {GRADIENT}
        {THEY} {WILL}comput(?:e|es|ing) {SAME} gradients?
         and {WILL}(?:{GET}|comput(?:e|es|ing)) {SAME} {GRADIENT}
         and (?:the )?(?:same|identical) gradients?
        ^(?:they )?(?:all )?(?:would |will )?(?:get|have|receive|output|compute)s? (?:exactly )?
            (?:the same|identical) {GRADIENT}
        (?:their|the|all|all the|all of the|its) (?:weight )?(?:gradients|updates|derivatives)
             {WILL}(?:are|is|be) {SAME}(?= too| as well|[.,;!]|$)
        {DET}{GRADIENT} {WILL}(?:are|is|be) {SAME} {EVERY}
        {DET}{GRADIENT} {EVERY} {WILL}(?:are|is|be) ?{SAME}
        (?:the |all |all the )?(?:columns|rows) (?:of|in) ⟨dw⟩ ?(?:s )?{WILL}(?:are|is|
            be)? ?(?:{COPIES})
    """,
    Says.SHOWN: r"""
        (?:the |both |these |those |two )*(?:partial )?derivatives? {WILL}(?:are|is|
            be) {SAME}(?=[,.;!]| and|$)
    """,
    Says.LASTING: r"""
        {THEY} {WILL}(?:get |gets )?{CHANGE} (?:in )?(?:exactly )?(?:the )?(?:very )?
            (?:same|identical) {WAY}
        {THEY} {WILL}{CHANGE} (?:identically|in lockstep|in unison|alike)
        (?:{THEY}) {WILL}(?:learn(?:s|ing)?|detects?|extracts?|represents?) {SAME} {LEARNT}
        {THEY} {WILL}(?:stay|stays|remain|remains|staying|remaining) {WILL}{COPIES}
        (?:makes?|keeps?|leaves?|making|keeping|leaving) {THEY} (?:with )?(?:{COPIES})
            (?: incoming weights?)?
        {THEY} {WILL}(?:are|is|be|become|becomes)? ?(?:symmetric|symmetrical|clones|
            copies of each other|indistinguishable|interchangeable)
        (?:their|the two) (?:incoming )?weights? (?:vectors? )?{WILL}(?:stay|stays|remain|
            remains) {WILL}{SAME}
        ⟨w_i⟩ ?(?:s )?{WILL}(?:are|is|be|stay|remain)? ?{SAME}
        symmetry (?:is|will be) (?:kept|preserved|maintained)
         and {WILL}(?:learn(?:s|ing)?|detects?|extracts?) {SAME} {LEARNT}
         and {WILL}(?:undergo(?:es)?|receive|get) {SAME} (?:parameter |weight )*updates?
         and {WILL}{CHANGE} (?:identically|(?:in )?(?:exactly )?(?:the )?(?:very )?
            (?:same|identical) {WAY})
        {DET}{UNITS} (?:can |could |will |would )?never (?:diverge|differ|separate)
        {THEY} {WILL}(?:act|behave|react)s? (?:in )?(?:exactly )?(?:the same(?: way)?|alike)
            (?=[.,;:!)]| ?$| and)
        no source of asymmetry (?:between|among) {DET}{UNITS}
        prevents? (?:them|{DET}{UNITS}|the network) from learning {DIFFERENT} {LEARNT}
        ^(?:they )?(?:all )?(?:would |will )?(?:learn|update|react|behave)s? (?:in )?(?:exactly )?
            (?:the same|identical) (?:{WAY}|{LEARNT})
        {THEY} {WILL}(?:learn(?:s|ing)?|detects?|extracts?) (?:redundant|duplicate) {LEARNT}
    """,
    Says.WEIGHTS: r"""
        every(?: single)? weight {WILL}{CHANGE} (?:by )?(?:exactly )?(?:the )?(?:very )?
            (?:same|identical) {WAY}
        {DET}weights? updates {WILL}(?:are|is|be) {SAME}(?=[.,;!]|$)
        {DET}weights? {WILL}(?:have|keep|take|hold|share|stay|remain|are|be) {SAME}
            (?: values?)? {TIMES}
        {DET}{GRADIENT} (?:with respect to (?:the )?(?:loss|cost)(?: function)? )?{WILL}
            (?:are|is|be) {SAME} (?:for|of|across) (?:every|all|
            each) (?:the )?(?:weights?|w|⟨w⟩|parameters?|entries)
        (?:all|every|each)(?: of)?(?: the)? weights? {WILL}{GET} {SAME} {GRADIENT}
    """,
    Says.ONE_UNIT: r"""
        (?:they|{THEY}) {WILL}(?:behave|act|work|function)s? {WILL}(?:as|like) (?:an? |
            one )?(?:single|one)(?: {UNITS}| one)?
        (?:equivalent to|no better than|as good as|the same as) (?:a |an |having |just |
            only |using )*(?:single|one)(?: hidden| single)? {UNITS}
        (?:a )?waste of {UNITS}|{UNITS} (?:are|is) wasted
        no (?:need|point|use|benefit|advantage|sense) (?:for|in|of|to) (?:having |have |
            using |use )?(?:multiple|more than one|several|many|more) (?:hidden )?{UNITS}
        (?:network|layer|model|it)(?: (?:with|of|has|having) [\w ]{1,30}?)?(?: and|,? but)?
             {WILL}(?:behaves?|acts?|works?|functions?) {WILL}(?:as if|
            as though|like|as) (?:(?:it|they|there) )?(?:(?:had|has|have|was|were|a|an|the|
            only|just|layer with|network with) )*(?:single|one|1)(?! linear)(?: hidden| single)?
            (?: {UNITS}(?! per)| one)?(?=[.,;:!)]| ?$| (?:and|regardless|no matter|in each))
        (?:collapses?|reduces?|shrinks?|equivalent|amounts?) to (?:(?:that of|a|an|just|only|
            having|using) )*(?:single|one)(?: hidden)? {UNITS}(?! model of)
        {THEY} {WILL}(?:are|is|be|become|becomes) (?:redundant|wasted|duplicates)
        making (?:{THEY}|(?:multiple|several|extra|additional|the other|other) {UNITS})
            redundant
    """,
    Says.APART: r"""
        (?:break|breaks|broke) (?:the |this |any |that )?symmetry
        (?:of|is|are|by|at|from) breaking (?:the |this |any |that )?symmetry
        (?:has|have|had|having) broken (?:the |this |any |that )?symmetry
        symmetry (?:is|will be|gets|is still|is already|has been) (?:still )?broken
        {THEY} {WILL}{NEVER}(?:learn|learns|detect|detects|develop|develops|evolve|evolves|
            become|becomes|specialise|specialize) {DIFFERENT}(?: {LEARNT}|ly)?
        {THEY} {WILL}{NEVER}{GET} {DIFFERENT} {GRADIENT}
    """,
    Says.APART_NOW: r"""
        (?:a|⟨a⟩|the activation) {WILL}(?:are|is|be) {DIFFERENT} {EVERY}
        {THEY} {WILL}{NEVER}{COMPUTE} {DIFFERENT} {THING}{ITSELF}
    """,
    Says.PRESERVED: r"""
        (?:does not|doesn't|do not|don't|will not|won't|cannot) (?:change|destroy|
            affect|alter|disturb) (?:the |this )?symmetry
    """,
    Says.FROZEN: r"""
        no (?:weight )?(?:updates?|training|learning)
            (?: that)?(?: will| can| ever)*(?: takes?| occurs?| happens?| is done)(?: place)?{END}
        (?:here|there is|there will be|and|so) no (?:weight )?(?:updates?|training|
            learning){END}
        {DET}(?:weights?|parameters|{UNITS}|⟨w⟩) {NOT} (?:be |get )?(?:updated?|changed?|
            move|learn|trained|learn anything)(?: at all)?{END}
        {NET} (?:actually |really |simply |just )*{NOT} (?:learn|train|be trained|improve|
            work)(?: anything| at all)?{END}
        nothing (?:will |would )?(?:ever )?(?:happens?|changes?|moves|move|is learned|
            is learnt|be learned|gets updated|is updated)(?: during training)?{END}
        {DET}(?:weights?|parameters) (?:will )?(?:stay|stays|remain|remains|be stuck|
            are stuck) (?:at )?(?:zero|0)(?: forever| for ever| throughout training)?
    """,
    Says.ZERO_GRADIENTS: r"""
        (?:all |every |each )?(?:of )?(?:the )?(?:weight |parameter )?gradients? {WILL}
            (?:are|is|be|become|becomes|stay|stays|remain|remains|get|
            gets)? ?(?:stuck (?:to|at|in) |all |exactly |identically )*(?:zero|0|⟨0⟩|
            vanish identically){END}
    """,
    Says.ONLY_BIAS: r"""
        only (?:the )?(?:output|last|final)(?: layer's)? bias(?:es)? (?:{WILL}|ever )*(?:moves?|
            changes?|learns?|trains?|trained|updated|is trained|is updated)
        nothing (?:moves|changes|is trained|is updated|learns) (?:but|except) (?:the )?
            (?:output|last|final)(?: layer's)? bias(?:es)?
    """,
    Says.LAST_FIRST: r"""
        only (?:(?:affects?|updates?|changes?|trains?|moves?|reach(?:es)?|
            acts? on) )?{LAST}(?! (?:two|few|three|bias))(?!'s? bias)(?: (?:will |is |are |
            gets? |be |can |
            has |have |receives? |learns? |moves? |changes? )*(?:affected|updated|changed|
            trained|first|(?:a )?(?:non-?zero )?gradients?))?
        {LAST} (?:will )?(?:learns?|is updated|moves?|changes?|trains?) first
    """,
    Says.CONSTANT_OUTPUT: r"""
        (?:maps?|sends?|takes?|mapping|sending) (?:all|every|any|all the)
            (?: different| possible)? inputs?(?:,[^,.;]*,)? ?(?:on)?to {SAME} (?:outputs?|
            values?|points?|predictions?)
        {SAME} (?:outputs?|predictions?|values?) (?:for|regardless of|no matter|whatever|
            independent(?:ly)? of) (?:all|every|any|the|which|each)
            (?: the| possible)? (?:inputs?|examples?)
        (?:outputs?|predictions?|network|model) {WILL}(?:(?:is|are|be) (?:independent of|
            constant in)|(?:not|n't|does not|doesn't) depend on) (?:the |its )?(?:inputs?|⟨x⟩|x)
    """,
    Says.NO_BETTER: r"""
        (?:(?:no|not|n't|never)(?: any| make it| be| make \w+)* (?:better|
            (?:more )?(?:powerful|expressive)) than|as good as|equivalent to|reduces to|
            becomes|(?:turns?|turning) (?:it|the (?:network|model)) into)
             (?:a |just |that of |an )*(?:linear|logistic) (?:model|classifier|
            regression|function|regressor)
    """,
    Says.STILL_WORKS: r"""
        (?:will |would |does |can )?still (?:work|works|learn|learns|train|trains)
    """,
    Says.NEEDS_ALL: r"""
        needs? (?:at least )?(?:some |a |one )?non-?zero weights? in (?:every|each|all)
            (?: the| of the)? layers?(?=.*\b(?:or|otherwise)\b.*\b(?:nothing|no|not|never)\b)
    """,
    Says.MINIMUM: r"""
        (?:starts?|starting|begins?|beginning) (?:learning |training |out |off )*(?:close to|
            near|at|in) (?:a |an )?(?:bad |poor |spurious )?local minim(?:um|a)
    """,
}

"""The phrases in which notes speak of symmetry and of zero starts: a visible list.

Each says one thing (``Says``) of the state that training starts from. A phrase that is not in one
of these forms is not a claim of this kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from ..given.assertions import Wording, phrase
from ..given.starts import VOCABULARY


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
    LAST_FIRST = "only the last layer learns at first"
    CONSTANT_OUTPUT = "every input gives the same output"
    NO_BETTER = "no better than a linear model"
    STILL_WORKS = "training still works"
    NEEDS_ALL = "every layer needs weights that are not zero"
    MINIMUM = "the start is near a local minimum"
    SHOWN = "the derivatives shown are equal"


_WORDS = VOCABULARY | {
    "THEY": r"{DET}{UNITS}(?: (?:of|in|within|from) {DET}(?:layers?|network|net))?|they|both of "
    r"them|all of them|these|them",
    "WILL": r"(?:(?:will|would|shall|do|does|are going to|then|all|always|each|both|just|simply|"
    r"thus|therefore|hence|also|only|still|now|forever|end up|ends up|keeps?|to|the|at every step|"
    r"continue to|exactly|effectively|be|being|,) )*",
    "SAME": r"(?:(?:exactly|precisely|all|the|an?|one and|completely|always|still|also|very) )*"
    r"(?:same|identical|equal)",
    "DIFFERENT": r"(?:(?:completely|entirely|totally|very|all|in) )*(?:different|distinct)",
    "GET": r"(?:get|gets|receive|receives|have|has|see|sees|produce|produces|output|outputs|"
    r"give|gives|obtain|obtains|experience|experiences|with|having|getting|receiving)",
    "COMPUTE": r"(?:comput(?:e|es|ing)|calculat(?:e|es|ing)|perform(?:s|ing)?|return(?:s|ing)?|"
    r"evaluat(?:e|es)|yield(?:s|ing)?|{GET}|implement(?:s|ing)?|do|does|doing)",
    "THING": r"(?:things?|values?|outputs?|results?|activations?(?: values?)?|signals?|"
    r"computations?|calculations?|numbers?|pre-?activations?|hidden values?|answers?|"
    r"functions?(?: of (?:the|its) inputs?)?)",
    "GRADIENT": r"(?:(?:weight|gradient|error|partial|parameter) )?(?:gradients?|updates?|"
    r"derivatives?|error signals?|errors?|signals? back)(?: (?:signals?|updates?|vectors?))?",
    "WAY": r"(?:ways?|manner|fashion|direction|amount|steps?|path|trajectory)",
    "CHANGE": r"(?:updat(?:e|es|ed|ing)|chang(?:e|es|ed|ing)|evolv(?:e|es|ing)|mov(?:e|es|ing)|"
    r"learn(?:s|ing)?|react(?:s|ing)?|behav(?:e|es|ing)|act(?:s|ing)?|train(?:s|ed)?|"
    r"develop(?:s|ing)?|adapt(?:s|ing)?|adjust(?:s|ed)?|respond(?:s|ing)?)",
    "LEARNT": r"(?:functions?|features?|things?|patterns?|weights?|representations?|detectors?|"
    r"mapping)",
    "COPIES": r"(?:symmetric(?:al)?|copies|clones|duplicates|twins|redundant|indistinguishable|"
    r"interchangeable|alike|{SAME})(?: of (?:each other|one another))?",
    "LAST": r"(?:the )?(?:last|final|output|top|topmost|outermost)(?: weight)? layers?(?:'s)?"
    r"(?: weights?)?",
    "TIMES": r"(?:after|in|at|during|throughout|for) {DET}(?:subsequent|later|further|n|next|"
    r"following|many|training)* ?(?:iterations?|steps?|updates?|epochs?|training)",
    "EVERY": r"(?:for|across|in|at|of|to) {DET}{UNITS}(?: (?:of|in) {DET}layers?)?",
    "NET": r"{DET}(?:networks?|models?|net|mlp|it)",
    "NOT": r"(?:(?:will|would|does|do|can|could|is|are|to)(?: not| never|n't)|won't|cannot|can't|"
    r"never)(?: be able to| actually| even| really)?",
}
PHRASES: tuple[tuple[Says, str], ...] = (
    (Says.FORWARD, "{THEY} {WILL}{COMPUTE} {SAME} {THING}(?! (?:gradients?|error|updates?))"),
    (Says.FORWARD, "{DET}(?:outputs?|activations?|pre-?activations?|hidden (?:activations|values|"
                   "states)) (?:of|in) {DET}{UNITS}(?: in {DET}layers?)? {WILL}(?:are|is|be) ?{SAME}"),
    (Says.FORWARD, "(?:a|z|h|⟨[za](?:_i)?⟩s?|{DET}(?:outputs?|activations?)) {WILL}"
                   "(?:are |is |be )?{SAME} {EVERY}"),
    (Says.FORWARD, "(?:all |the )*⟨[za]_i⟩ ?(?:s )?{WILL}(?:are|is|be)? ?{SAME}"),
    (Says.FORWARD, "{DET}{UNITS}(?: (?:of|in) {DET}layers?)? {WILL}(?:are|is|be)? ?(?:all )?"
                   "{SAME}(?= too| as well| also|[.,;!]|$)"),
    (Says.GRADIENTS, "{THEY} {WILL}{GET} {SAME} {GRADIENT}"),
    (Says.GRADIENTS, "{DET}{GRADIENT} {WILL}(?:are|is|be) {SAME} {EVERY}"),
    (Says.GRADIENTS, "{DET}{GRADIENT} {EVERY} {WILL}(?:are|is|be) ?{SAME}"),
    (Says.GRADIENTS, "(?:the |all |all the )?(?:columns|rows) (?:of|in) ⟨dw⟩ ?(?:s )?{WILL}"
                     "(?:are|is|be)? ?(?:{COPIES})"),
    (Says.SHOWN, "(?:the |both |these |those |two )*(?:partial )?derivatives? {WILL}(?:are|is|be) "
                 "{SAME}(?=[,.;!]| and|$)"),
    (Says.LASTING, "{THEY} {WILL}{CHANGE} (?:in )?(?:exactly )?(?:the )?(?:very )?"
                   "(?:same|identical) {WAY}"),
    (Says.LASTING, "{THEY} {WILL}{CHANGE} (?:identically|in lockstep|in unison|alike)"),
    (Says.LASTING, "(?:{THEY}) {WILL}(?:learn(?:s|ing)?|detects?|extracts?|represents?) {SAME} "
                   "{LEARNT}"),
    (Says.LASTING, "{THEY} {WILL}(?:stay|stays|remain|remains|staying|remaining) {WILL}{COPIES}"),
    (Says.LASTING, "(?:makes?|keeps?|leaves?|making|keeping|leaving) {THEY} "
                   "(?:with )?(?:{COPIES})(?: incoming weights?)?"),
    (Says.LASTING, "{THEY} {WILL}(?:are|is|be|become|becomes)? ?(?:symmetric|symmetrical|clones|"
                   "copies of each other|indistinguishable|interchangeable)"),
    (Says.LASTING, "(?:their|the two) (?:incoming )?weights? (?:vectors? )?{WILL}"
                   "(?:stay|stays|remain|remains) {WILL}{SAME}"),
    (Says.LASTING, "⟨w_i⟩ ?(?:s )?{WILL}(?:are|is|be|stay|remain)? ?{SAME}"),
    (Says.FORWARD, "(?:we|you) have symmetry"),
    (Says.LASTING, "symmetry (?:is|will be) (?:kept|preserved|maintained)"),
    (Says.WEIGHTS, "{DET}weights? {WILL}(?:have|keep|take|hold|share|stay|remain|are|be) {SAME}"
                   "(?: values?)? {TIMES}"),
    (Says.WEIGHTS, "{DET}{GRADIENT} (?:with respect to (?:the )?(?:loss|cost)(?: function)? )?"
                   "{WILL}(?:are|is|be) {SAME} (?:for|of|across) (?:every|all|each) "
                   "(?:the )?(?:weights?|w|⟨w⟩|parameters?|entries)"),
    (Says.WEIGHTS, "(?:all|every|each)(?: of)?(?: the)? weights? {WILL}{GET} {SAME} {GRADIENT}"),
    (Says.ONE_UNIT, "(?:they|{THEY}) {WILL}(?:behave|act|work|function)s? {WILL}"
                    "(?:as|like) (?:an? |one )?(?:single|one)(?: {UNITS}| one)?"),
    (Says.ONE_UNIT, "(?:equivalent to|no better than|as good as|the same as) (?:a |an |having |"
                    "just |only |using )*(?:single|one)(?: hidden| single)? {UNITS}"),
    (Says.ONE_UNIT, "(?:a )?waste of {UNITS}|{UNITS} (?:are|is) wasted"),
    (Says.ONE_UNIT, "no (?:need|point|use|benefit|advantage|sense) (?:for|in|of|to) (?:having |"
                    "have |using |use )?(?:multiple|more than one|several|many|more) "
                    "(?:hidden )?{UNITS}"),
    (Says.APART, "(?:break|breaks|breaking|broke|broken) (?:the |this |any |that )?symmetry"),
    (Says.APART, "symmetry (?:is|will be|gets|is still|is already|has been) (?:still )?broken"),
    (Says.APART, "{THEY} {WILL}(?:learn|learns|detect|detects|develop|develops|evolve|evolves|"
                 "become|becomes|specialise|specialize) {DIFFERENT}(?: {LEARNT}|ly)?"),
    (Says.APART, "{THEY} {WILL}{GET} {DIFFERENT} {GRADIENT}"),
    (Says.APART_NOW, "(?:a|⟨a⟩|the activation) {WILL}(?:are|is|be) {DIFFERENT} {EVERY}"),
    (Says.APART_NOW, "{THEY} {WILL}{COMPUTE} {DIFFERENT} {THING}"),
    (Says.PRESERVED, "(?:does not|doesn't|do not|don't|will not|won't|cannot) (?:change|break|"
                     "destroy|affect|alter|disturb) (?:the |this )?symmetry"),
    (Says.FROZEN, "no (?:weight )?(?:updates?|training|learning)(?: that)?(?: will| ever)?"
                  "(?: takes?| occurs?| happens?| is done)(?: place)?"),
    (Says.FROZEN, "(?:here|there is|there will be|and|so) no (?:weight )?(?:updates?|training|"
                  "learning)(?=[.,;!]|$| at all| for)"),
    (Says.FROZEN, "{DET}(?:weights?|parameters|{UNITS}|⟨w⟩) {NOT} (?:be |get )?(?:updated?|"
                  "changed?|move|learn|trained|learn anything)(?: at all)?"),
    (Says.FROZEN, "{NET} (?:actually |really |simply |just )*{NOT} (?:learn|train|be trained|improve|work)(?: anything| at all)?"),
    (Says.FROZEN, "nothing (?:will |would )?(?:ever )?(?:happens?|changes?|moves|move|is learned|"
                  "is learnt|be learned|gets updated|is updated)(?: during training)?"),
    (Says.FROZEN, "{DET}(?:weights?|parameters) (?:will )?(?:stay|stays|remain|remains|be stuck|"
                  "are stuck) (?:at )?(?:zero|0)(?: forever| for ever| throughout training)?"),
    (Says.ZERO_GRADIENTS, "(?:all |every |each )?(?:of )?(?:the )?(?:weight |parameter )?gradients? "
                          "{WILL}(?:are|is|be|become|becomes|stay|stays|remain|remains|get|gets)?"
                          " ?(?:stuck (?:to|at|in) |all |exactly |identically )*(?:zero|0|⟨0⟩|"
                          "vanish identically)(?! at|-)"),
    (Says.LAST_FIRST, "only (?:(?:affects?|updates?|changes?|trains?|moves?|reach(?:es)?|acts? on)"
                      " )?{LAST}(?! (?:two|few|three))(?: (?:will |is |are |gets? |be |can |has "
                      "|have |receives? |learns? |moves? |changes? )*(?:affected|updated|changed|"
                      "trained|first|(?:a )?(?:non-?zero )?gradients?))?"),
    (Says.LAST_FIRST, "{LAST} (?:will )?(?:learns?|is updated|moves?|changes?|trains?) first"),
    (Says.CONSTANT_OUTPUT, "(?:maps?|sends?|takes?|mapping|sending) (?:all|every|any|all the)"
                           "(?: different| possible)? inputs?(?:,[^,.;]*,)? ?(?:on)?to {SAME} "
                           "(?:outputs?|values?|points?|predictions?)"),
    (Says.CONSTANT_OUTPUT, "{SAME} (?:outputs?|predictions?|values?) (?:for|regardless of|no "
                           "matter|whatever|independent(?:ly)? of) (?:all|every|any|the|which|each)"
                           "(?: the| possible)? (?:inputs?|examples?)"),
    (Says.CONSTANT_OUTPUT, "(?:outputs?|predictions?|network|model) {WILL}(?:(?:is|are|be) "
                           "(?:independent of|constant in)|(?:not|n't|does not|doesn't) depend on) "
                           "(?:the |its )?(?:inputs?|⟨x⟩|x)"),
    (Says.NO_BETTER, "(?:(?:no|not|n't|never)(?: any| make it| be| make \\w+)* (?:better|(?:more )?"
                     "(?:powerful|expressive)) than|as good as|equivalent to|reduces to|becomes) "
                     "(?:a |just |that of |an )*(?:linear|logistic) (?:model|classifier|regression|"
                     "function|regressor)"),
    (Says.STILL_WORKS, "(?:will |would |does |can )?still (?:work|works|learn|learns|train|trains)"),
    (Says.NEEDS_ALL, "needs? (?:at least )?(?:some |a |one )?(?:non-?zero|random) weights? in "
                     "(?:every|each|all)(?: the| of the)? layers?"),
    (Says.MINIMUM, "(?:close to|near|at|in|into|is) (?:a |an )?(?:bad |poor |spurious )?local "
                   "minim(?:um|a)"),
)
COMPILED = tuple((says, phrase(pattern, _WORDS)) for says, pattern in PHRASES)


@dataclass(frozen=True, slots=True)
class Said:
    """A phrase in a sentence, ``words.text[start:end]``."""

    says: Says
    start: int
    end: int


def phrases(words: Wording) -> Iterator[Said]:
    """Every phrase of the list in a sentence; where two overlap, the longer one."""
    found = [
        Said(says, *match.span())
        for says, pattern in COMPILED
        for match in pattern.finditer(words.text)
    ]
    found = [said for said in found if not _of_something(words.text, said)]
    found.sort(key=lambda said: said.start - said.end)
    kept: list[Said] = []
    for said in found:
        if not any(said.start < k.end and k.start < said.end for k in kept):
            kept.append(said)
    yield from sorted(kept, key=lambda said: said.start)


_BEFORE = re.compile(
    r"(?:\b(?:into|from|of|between|by|connected to|respect to|at|for)|(?<!result)(?<!results)"
    r"(?<!resulting)\s+in)\s+$"
)
_UNITS_FIRST = re.compile(r"[\w ]*?\b(?:units?|neurons?|nodes?)\b|they\b|these\b|them\b")


def _of_something(text: str, said: Said) -> bool:
    """“the weights of all units are the same” says nothing of the units themselves."""
    return bool(_BEFORE.search(text[: said.start]) and _UNITS_FIRST.match(text[said.start :]))


ANY_ALGORITHM = re.compile(
    r"\b(?:whichever|whatever|any|every|no matter (?:which|what)|regardless of the|"
    r"independent of the) (?:optimi[sz]ation )?(?:algorithm|optimi[sz]er|update rule|method)"
)
UNUSUAL = re.compile(
    r"\b(?:dropout|noise|noisy|stochastic depth|prelu|asymmetric|randomness|mask(?:s|ed|ing)?|"
    r"skip connections?|residual|convolution\w*|lstm|rnn|recurrent|attention|embedding|"
    r"lora|fixup|rezero|batch ?norm\w*|layer ?norm\w*|logistic regression|perceptron|"
    r"no hidden layers?|single-layer|linear regression|svm|tied|xavier|glorot|kaiming)\b"
)

"""Words around a formula that say whether it is supposed, denied, general: a visible list."""

from __future__ import annotations

import re

# A formula right behind these words is supposed, and no claim.
GIVEN = re.compile(
    r"\b(?:assum\w*|suppos\w*|let|where|with|if|given|since|because|when|whenever|set(?:ting)?|"
    r"choos\w*|take|requir\w*|want|wish|need|such that|so that|ensur\w*|satisf\w*|provided|say|"
    r"(?:to|for) (?:keep|maintain|preserve|ensure|stabili[sz]e|have|get)\b[^.‹]*\(|"
    r"here|denotes?|defin\w*(?: as)?|call|write|put|"
    r"assumptions? (?:we have|that|is|are)|(?:which|that) means)\s*(?:that\s+|the\s+|,\s*|:\s*)*"
    r"(?:‹\d+›(?:\s*(?:,|and|, and|as well as)\s*)*)*$|\bfor\s*$",
    re.I,
)
ASSUMPTIONS = re.compile(r"(?:\W|\d)*(?:the |our )?(?:assumptions?|hypothes[ie]s)\W*", re.I)
# What stands behind is so from there on, and not before.
SUPPOSED = re.compile(r"\b(?:if|when|whenever|suppose|assum\w+|now|in (?:this|that) case)\b", re.I)
FOLLOWS = re.compile(r"\b(?:from|by|under) (?:our|the|these|this|all) assumptions?\b", re.I)
DENIED = re.compile(
    r"\W*(?:would be |is |are )?(?:wrong|false|incorrect|not (?:true|correct|right)|"
    r"does not hold|fails|no longer holds)\b",
    re.I,
)
# Behind these words a number is claimed of a moment, and none of them tells another case.
CONCLUDED = re.compile(
    r"\b(?:then|so|hence|thus|therefore|consequently|(?:it|this|which) (?:follows|means|gives)|"
    r"we (?:get|have|find|obtain))\b[^.‹]*$",
    re.I,
)
OTHERWISE = re.compile(
    r"\b(?:if|when\w*|unless|suppose|instead|otherwise|case|example|correlated|dependent|but|"
    r"however|wrong\w*|false\w*|not|n[’']t|would|could|might|say|want|need|so that|such that)\b",
    re.I,
)
GENERAL = re.compile(
    r"\b(?:in general|for (?:any|all|arbitrary|every)(?: two| pair of)? (?:random )?"
    r"(?:variables?|X|‹(?P<of>\d+)›)|always)\b",
    re.I,
)
# “In the third step we assumed …”, behind the display whose steps these are.
EXPLAINS = re.compile(
    r"\b(?:first|second|third|fourth|fifth|last|final|next|\d(?:st|nd|rd|th)?)\b[^.]{0,12}"
    r"\b(?:steps?|lines?|equalit(?:y|ies)|identit(?:y|ies))\b[^.]{0,30}"
    r"\b(?:assum\w+|use[sd]?|using|rel(?:y|ies|ied)|because|since|suppos\w+|by|need\w*)\b",
    re.I,
)

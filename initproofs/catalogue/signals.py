"""Statements in words about signals, starts and depth that are proved: each with its steps."""

from __future__ import annotations

from ..nouns import Ruling
from .known import Known

TRUE = Ruling.PROVED
_SIGNAL = (
    r"(?:(?:the|our|its|all|your) )*(?:signals?|activations?|outputs?|gradients?|variances?|"
    r"(?:layer )?outputs?)(?: (?:of|in|at|from|through|as|back) [\w ]{1,30}?)?"
)
_IF_TOO = (
    r"(?:if|when) {WEIGHTS} (?:are|is|start) (?:initiali[sz]ed |set |chosen )?"
    r"(?:(?:to be|with|at|out) )?too"
)
_WILL = r"(?: (?:will|would|can|may|could|then))*"
_SUITS = (
    r"(?:'s)? (?:normal |uniform |weight )?(?:initiali[sz](?:ation|er)|init)"
    r"(?: methods?| schemes?)? (?:works? (?:very |really )?(?:well|best|better)|"
    r"performs? (?:well|best|better)|suits?|"
    r"(?:is|was) (?:specifically |usually |generally |typically |particularly )?(?:recommended|"
    r"designed|best|(?:well[- ])?suited|suitable|intended|meant|used|appropriate|preferred|"
    r"tailored|derived|a good choice|good))(?: \w+){0,3}?(?: for| with)?(?: \w+){0,4}? "
)
_BIASES = (
    r"(?:(?:all|the|its|our|your|both) )*(?:bias(?:es)?(?: (?:terms?|vectors?|units?|parameters?|"
    r"weights?))?(?: ⟨b⟩| b(?:\[[\w-]+\])?)?|⟨b⟩|b(?:\[[\w-]+\])?)"
)
_TO_ZERO = r"(?:to|with|at|as|from|by)(?: be| all)*(?: a)?(?: vectors? of)? (?:0|zeros?|⟨0⟩)"
_NO_HIDDEN = r"(?:logistic|linear|softmax) regression"

SIGNALS: tuple[Known, ...] = (
    Known(
        "weights that are too small let the signal fade",
        TRUE,
        (
            (
                rf"{_IF_TOO} small(?: values)?,? (?:then )?{_SIGNAL}{_WILL}(?: quickly| "
                r"exponentially)? "
                r"(?:shrinks?|vanish(?:es)?|decays?|diminish(?:es)?|fades?|collapses?|dies? out|"
                r"go(?:es)? to (?:0|zero))"
            ),
            (
                rf"{_IF_TOO} small(?: values)?,? (?:then )?(?:each|every) layer{_WILL} (?:shrinks?|"
                rf"reduces?|attenuates?|diminish(?:es)?) {_SIGNAL}"
            ),
        ),
        "K layers scale the mean square by (gain)^K, and a gain below 1 is what “too small” means",
        "",
        "Glorot and Bengio (2010)",
        steps=(
            ("one linear layer", "E|a^(k)|² = n Var(w) E|a^(k−1)|²"),
            ("product over layers", "E|a^(K)|² = (n Var(w))^K E|x|²"),
            ("n Var(w) < 1", "it goes to 0 with the depth; the same for gradients"),
        ),
        possible=True,
    ),
    Known(
        "weights that are too large make the signal explode",
        TRUE,
        (
            (
                rf"{_IF_TOO} (?:large|big|high)(?: values)?,? (?:then )?{_SIGNAL}{_WILL} (?:grows?|"
                r"explodes?|blows? up|increases?)"
            ),
        ),
        "K layers scale the mean square by (gain)^K, and a gain above 1 is what “too large” means",
        "",
        "Glorot and Bengio (2010)",
        unless=r"\btanh\b|\bsigmoid|saturat",
        steps=(
            ("one linear layer", "E|a^(k)|² = n Var(w) E|a^(k−1)|²"),
            ("product over layers", "E|a^(K)|² = (n Var(w))^K E|x|²"),
            ("n Var(w) > 1", "it grows without bound with the depth; the same for gradients"),
        ),
        possible=True,
    ),
    Known(
        "He's scale suits the ReLU",
        TRUE,
        (
            rf"(?:he|kaiming)(?: et al\.?)?{_SUITS}(?:the )?(?:relus?|rectified|rectifiers?)",
            (
                r"(?:relus?|rectifiers?)(?: \w+){0,3} (?:should |must )?(?:use|uses|prefers?|"
                r"needs?) (?:he|kaiming) (?:initiali[sz]ation|init)"
            ),
        ),
        "½·fan_in·Var(w) = 1: the mean square of the signal is kept through ReLUs",
        "",
        "He et al. (2015)",
        unless=r"\bleaky|\bprelu|\btanh|\bsigmoid|\bselu",
        steps=(
            ("a ReLU keeps half of a symmetric law", "E relu(z)² = ½ E z²"),
            ("one layer", "E z² = fan_in · Var(w) · E a²"),
            ("Var(w) = 2/fan_in", "½ · fan_in · Var(w) = 1: the same mean square in every layer"),
        ),
        advised=True,
    ),
    Known(
        "Glorot's scale suits tanh",
        TRUE,
        (rf"(?:xavier|glorot)(?:/glorot)?{_SUITS}(?:the )?(?:tanh|hyperbolic tangents?)",),
        "tanh′(0) = 1: near zero a layer is linear, and Glorot's scale keeps its signal",
        "",
        "Glorot and Bengio (2010)",
        unless=r"\brelu|\bsigmoid|\blogistic",
        steps=(
            ("tanh(z) = z + O(z³)", "a tanh layer is linear for small z"),
            ("forward and backward", "fan_in · Var(w) = 1 and fan_out · Var(w) = 1"),
            ("compromise", "Var(w) = 2/(fan_in + fan_out)"),
        ),
        advised=True,
    ),
    Known(
        "biases may start at zero",
        TRUE,
        (
            (
                r"(?:okay|ok|alright|fine|safe|possible|acceptable|common|usual|customary|standard)"
                r"(?: practice)?(?: and (?:common|usual|fine|possible))?(?:,? however,?)? to "
                rf"(?:initiali[sz]e|set|start|init) {_BIASES} {_TO_ZERO}"
            ),
            (
                rf"{_BIASES} (?:can|may|could)(?: safely| simply| also| just| all| however)*"
                rf"(?: be)? (?:initiali[sz]ed|set|start(?:ed)?) (?:out )?{_TO_ZERO}"
            ),
            (
                rf"{_BIASES} (?:is|are)(?: almost)? (?:usually|typically|often|generally|commonly|"
                rf"always|normally|simply|just)(?: just| simply)? (?:initiali[sz]ed|set|started) "
                rf"{_TO_ZERO}"
            ),
            (
                r"(?:in (?:general |common )?practice|generally|usually|typically|normally|"
                rf"commonly),? {_BIASES} (?:is|are) (?:initiali[sz]ed|set|started) {_TO_ZERO}"
            ),
            (
                rf"(?:initiali[sz]ing|setting|starting) {_BIASES} {_TO_ZERO} (?:is|works) "
                r"(?:perfectly |totally |generally |actually )?(?:okay|ok|fine|safe|"
                r"acceptable|harmless)"
            ),
            (
                r"zero initiali[sz]ation (?:of|for) (?:the )?biases is (?:generally |usually |"
                r"perfectly )?(?:okay|ok|fine|acceptable|common)"
            ),
        ),
        "beside random weights: they make the units differ, and zero biases move in the first step",
        "",
        "Goodfellow, Bengio and Courville (2016), §8.4",
        unless=r"\b(?:gradients?|derivatives?|updates?) of (?:the )?bias",
        steps=(
            ("random weights", "P(w_i = w_j) = 0: the units differ, whatever the biases"),
            ("variance", "Var(z) = n Var(w) E a² + Var(b), and Var(b) = 0"),
            ("gradient", "∂J/∂b = Σ δ does not contain b: a zero bias is trained as any other"),
        ),
        possible=True,
    ),
    Known(
        "without hidden layers zero weights do no harm",
        TRUE,
        (
            (
                rf"(?:for|in|with) {_NO_HIDDEN},? (?:it (?:is|was)|we can|you can|one can|we could)"
                r"(?: also| perfectly| totally| just| quite)? ?(?:okay|ok|fine|possible|safe|"
                r"alright)?(?: to| for us to)? ?(?:initiali[sz]e|set|start) (?:(?:all|the|"
                r"its|our|with) )*"
                rf"(?:weights?|parameters?|⟨w⟩)(?: all)? {_TO_ZERO}"
            ),
            (
                rf"(?:initiali[sz]ing|setting|starting)(?: (?:all|the|its))* (?:weights?|"
                rf"parameters?) {_TO_ZERO} (?:is (?:okay|ok|fine|possible)|works?(?: fine| "
                rf"well)?) (?:for|in|with) "
                rf"{_NO_HIDDEN}"
            ),
        ),
        "the loss is convex, and its gradient at zero differs from feature to feature",
        "",
        "Goodfellow, Bengio and Courville (2016), §4.3",
        steps=(
            ("gradient at w = 0", "∂J/∂w_i = mean(δ x_i): no two weights need move alike"),
            ("convexity", "∇²J = mean(s x xᵀ) with s ≥ 0: every stationary point is a minimum"),
        ),
        possible=True,
    ),
    Known(
        "the variance of a sum grows with its inputs",
        TRUE,
        (
            (
                r"variances? (?:(?:of [\w ]{1,40}? )?(?:that |which )?)(?:gets? larger|grows?|"
                r"increases?) with more inputs"
            ),
            (
                r"variances? (?:(?:of [\w ]{1,40}? )?(?:that |which )?)(?:grows?|increases?|scales)"
                r"(?: linearly| proportionally| in proportion)? (?:with|to) (?:the |its "
                r")?(?:number of "
                r"(?:its |the )?(?:inputs?|input units|incoming connections)|fan[- ]?in)"
            ),
        ),
        "Var(z) = n·Var(w)·E x²: in proportion to the number n of inputs",
        "",
        "Glorot and Bengio (2010)",
        about=r"random|independent|i\.?i\.?d|drawn|sampled",
        steps=(
            ("independent terms with mean zero", "Var(Σ w_i x_i) = Σ Var(w_i x_i)"),
            ("each term", "Var(w x) = Var(w) E x²"),
            ("n of them", "Var(z) = n Var(w) E x²"),
        ),
    ),
    Known(
        "the mean of a ReLU's output is positive",
        TRUE,
        (
            (
                r"relu(?:s|'s)?(?: units?| neurons?| outputs?| activations?)? (?:will |would "
                r"|always )"
                r"?(?:have|has|gives?|produces?) (?:a )?(?:positive|non-?zero) means?"
            ),
            (
                r"means? of (?:the |a )?relu(?:s|'s)?(?: outputs?| activations?| units?)? "
                r"(?:is|are) "
                r"(?:always )?(?:positive|not (?:0|zero)|non-?zero)"
            ),
        ),
        "relu(z) ≥ 0, and it is above 0 wherever z is: its mean is positive",
        "",
        "He et al. (2015), §2.2",
        unless=r"leaky|prelu",
        steps=(
            ("relu(z) = max(0, z) ≥ 0", "E relu(z) ≥ 0"),
            (
                "E relu(z) = 0 only if z ≤ 0 almost surely",
                "such a unit is dead: else the mean is > 0",
            ),
        ),
        denies=True,
    ),
    Known(
        "a small scale fades with depth",
        TRUE,
        (
            (
                r"(?:activations?|outputs?|standard deviations?|std|variances?|signals?)(?: "
                r"(?:of|in|"
                r"at) [\w ]{1,30}?)?(?: (?:will|all|quickly|rapidly|gradually|soon|then))* "
                r"(?:drops?|goes?|go|shrinks?|collapses?|become|becomes|decays?)(?: all| close)? ?"
                r"(?:to |towards? )?(?:0|zero)"
            ),
        ),
        "K layers scale the signal by (s√n)^K, which goes to 0 while s√n < 1",
        "",
        "Glorot and Bengio (2010)",
        about=r"(?=.*\bdeep)(?=.*\bsmall (?:random )?(?:numbers|weights|values))",
        unless=r"\bbias|\bloss|\brelu|\bdead|\bdying",
        steps=(
            ("one layer", "std(z) = s √n · rms(a), and |φ(z)| ≤ |z| for tanh and ReLU"),
            ("K layers", "at most (s √n)^K: to 0 for s √n < 1, as for s = 0.01 and n < 10 000"),
        ),
    ),
)

"""Statements that are true under an assumption that notes leave out: the assumption, and how the
statement fails without it."""

from __future__ import annotations

from ..nouns import Ruling
from .known import Known

IF = Ruling.CONDITIONAL
CONDITIONS: tuple[Known, ...] = (
    Known(
        "flat activations make learning slow",
        IF,
        (
            (
                r"(?:(?:if|when|as|since|because) )?(?:the )?(?:gradients?|derivatives?|"
                r"slopes?) of (?:the )?(?:activation functions?|activations?|sigmoids?|tanh)(?: "
                r"functions?)? (?:are|is|become|gets?) (?:very )?(?:close to|near|almost|"
                r"nearly) (?:0|zero|⟨0⟩),? (?:then )?(?:the )?{DESCENT} (?:will be|is|becomes|"
                r"gets|will become) (?:very )?(?:slow(?:er)?|hard(?:er)?)"
            ),
        ),
        "true of the weights below the saturated units, at fixed weights",
        "a sigmoid output with the cross-entropy loss has dZ = ŷ − y: saturated and wrong, it is "
        "near ±1, and its own weights learn fast",
        "Goodfellow, Bengio and Courville (2016), §6.2.2.2",
        missing=("the weights meant are those below the saturated units",),
        example=(("z", "−10"), ("y", "1"), ("σ′(z)", "0.0000454"), ("dZ = ŷ − y", "−0.99995")),
    ),
    Known(
        "small random weights cure everything",
        IF,
        (
            (
                r"(?:to (?:prevent|avoid|solve|fix) [^.;]{0,60}?,? )?(?:we|you|one) (?:should |"
                r"must |can |have to )?initiali[sz]e (?:the )?weights (?:randomly )?(?:to|with|"
                r"by) (?:random |small |very )*(?:values|numbers) (?:that are )?close to (?:0|"
                r"zero)"
            ),
        ),
        "enough in a shallow network; in a deep one the scale must keep the gain s√n near 1",
        "with weights of standard deviation s a signal of K linear layers is scaled by (s√n)^K",
        "Glorot and Bengio (2010)",
        missing=("the network is shallow, or the scale of the weights keeps the gain near 1",),
        example=(("n", "100"), ("s", "0.01"), ("K", "10"), ("scale of the signal", "0.1^10")),
        advised=True,
    ),
    Known(
        "He's initialisation ends vanishing gradients",
        IF,
        (
            (
                r"(?:he(?: et al\.?)?|kaiming|activation aware|activation-aware|this|proposed|"
                r"good|proper|xavier|glorot)[^.;]{0,60}? (?:initiali[sz]ation|init)[^.;]{0,60}? "
                r"{ADV}(?:resolv(?:e|es|ed)|solv(?:e|es|ed)|fix(?:es|ed)?|eliminat(?:e|es|ed)|"
                r"remov(?:e|es|ed)|cur(?:e|es|ed)) (?:this problem|these problems|{VANISH})"
            ),
        ),
        "true at initialisation and in the mean square",
        "single networks scatter: after K layers the logarithm of |a|² has drifted by about "
        "−5K/(2n), and nothing is promised once training has begun",
        "He et al. (2015); Hanin and Nica (2020)",
        about=r"vanish|explod",
        missing=("it is meant at initialisation, of the mean square of the signal",),
        example=(("n", "10"), ("K", "50"), ("typical |a|² against its mean", "e^(−12.5)")),
    ),
    Known(
        "ReLU ends vanishing gradients",
        IF,
        (
            (
                r"(?:(?:leaky )?relus?(?: and (?:leaky )?relus?)?(?: activations?| units?)?) "
                r"{ADV}(?:resolv(?:e|es|ed)|solv(?:e|es|ed)|fix(?:es|ed)?|eliminat(?:e|es|ed)|"
                r"remov(?:e|es|ed)|avoid(?:s|ed)?|prevent(?:s|ed)?) (?:this problem|{VANISH})"
            ),
        ),
        "true of saturation only: the weights must have the right scale too",
        "a ReLU halves the mean square of the gradient: with Var(w) = 1/n it is "
        "2^(−K) after K layers",
        "He et al. (2015)",
        missing=("the weights have the scale Var(w) = 2/((1 + α²)n)",),
        example=(("Var(w)", "1/n"), ("K", "20"), ("mean square of the gradient", "2^(−20)")),
        about=r"vanish",
        advised=True,
    ),
    Known(
        "such a start keeps gradients from vanishing or exploding",
        IF,
        (
            (
                r"(?:so,? )?{GRADIENTS} (?:do|does|will|would) not (?:vanish(?:es)?|explode)(?: "
                r"or | nor |/)(?:vanish|explode)(?: too (?:quickly|fast|much))?"
            ),
        ),
        "true at initialisation, in the mean square",
        "the gain n·Var(w)·E g′² is 1 before the first step; training moves the "
        "weights away from it",
        "Glorot and Bengio (2010)",
        about=r"initiali[sz]",
        missing=("it is meant at initialisation",),
        example=(("gain at the start", "1"), ("gain after training", "anything")),
        advised=True,
        denies=True,
    ),
    Known(
        "random weights are better than zeros",
        IF,
        (
            (
                r"(?:assigning |setting )?random (?:values|numbers|weights|"
                r"initiali[sz]ation)(?: to (?:the )?weights)? (?:is|are|works?) (?:always |much "
                r")?better than (?:just |only )?(?:(?:all|assigning) )?(?:0|zeros?)"
            ),
        ),
        "true of a network with hidden layers, at a suitable scale",
        "weights ten times too large can leave every ReLU of a layer dead: then nothing "
        "learns either",
        "Goodfellow, Bengio and Courville (2016), §8.4",
        missing=("the scale of the weights is suitable, and there are hidden layers",),
        example=(("units of a layer", "all dead"), ("gradient", "0")),
        unless=r"logistic|linear regression",
    ),
    Known(
        "deep networks need a careful start",
        IF,
        (
            (
                r"without (?:(?:a|an) )?(?:careful|good|proper|correct) (?:weight "
                r")?initiali[sz]ation[^.;]{0,50}?,? (?:deep )?(?:networks?|nets?|training|"
                r"models?)[^.;]{0,20}? (?:takes?|learns?|trains?|needs?) (?:much |far |very |a "
                r")?(?:longer|slow(?:er|ly)|long time)"
            ),
        ),
        "true of plain deep networks: normalised or residual ones bear a wide range of scales",
        "batch normalisation makes a layer's output independent of the scale of its weights",
        "Ioffe and Szegedy (2015)",
        missing=("the network is plain: no normalisation and no residual connections",),
        example=(("W", "→ 10 W"), ("batch-normalised output", "unchanged")),
        denies=True,
    ),
    Known(
        "small weights keep tanh linear",
        IF,
        (
            (
                r"(?:in the beginning|initially|at (?:the )?(?:start|beginning|"
                r"initiali[sz]ation))?,? ?(?:we|units|neurons|the network) (?:are|is|operates?|"
                r"start) in the linear (?:regime|region|range|part)(?: of (?:the )?(?:tanh|"
                r"activation))?"
            ),
        ),
        "true only while H·Var(w)·Var(x) is far below 1",
        "with H·Var(w) = 1 and inputs of variance 1 the pre-activations are N(0, 1), and tanh "
        "keeps 0.394 of their mean square, not 1",
        "Glorot and Bengio (2010)",
        about=r"tanh|sigmoid",
        missing=("the pre-activations are small: H·Var(w)·Var(x) is far below 1",),
        example=(("H·Var(w)·Var(x)", "1"), ("E tanh²", "0.394")),
    ),
    Known(
        "weights above the identity explode, below it vanish",
        IF,
        (
            (
                r"(?:⟨[^⟩]*⟩|{WEIGHTS}) (?:(?:is|are) )?(?:just |only )?(?:a (?:little|tiny) "
                r"bit |slightly |a little )?(?:bigger|larger|greater|smaller|less) than (?:the "
                r")?(?:identity(?: matrix)?|⟨i⟩)[^.;]{0,80}? (?:can |could |will |may "
                r")?(?:explod(?:e|ing)|vanish(?:ing)?|decrease exponentially|increase "
                r"exponentially)"
            ),
            (
                r"(?:bigger|larger|greater|smaller|less) than (?:the )?identity(?: matrix)?,? "
                r"(?:then )?[^.;]{0,60}?(?:activations?|signals?|outputs?|gradients?) (?:can |"
                r"could |will |may )?(?:explode|vanish|(?:decrease|increase|grow|shrink) "
                r"exponentially)"
            ),
            (
                r"⟨w[<>]i⟩(?: identity(?: matrix)?)?,?(?: then)?(?: [\w ]{1,60}?(?:activations?|"
                r"signals?|gradients?))? (?:(?:can|could|will|may) )?(?:(?:cause|lead to) )?"
                r"(?:explod(?:e|ing)|vanish(?:ing)?|(?:decrease|increase|grow|shrink) "
                r"exponentially)"
            ),
        ),
        "true of multiples of the identity and linear units",
        "what counts are the singular values: W = (1 2; 0 1/2) is neither above nor below I",
        "Saxe et al. (2014)",
        missing=("the weights are multiples of the identity, and the units are linear",),
        example=(("W", "(0 2; 0 0)"), ("W²", "0: an entry above 1 and yet it vanishes")),
        possible=True,
    ),
    Known(
        "every sigmoid layer shrinks the gradient four times",
        IF,
        (
            (
                r"(?:each|every|per) (?:sigmoid )?layers? (?:multiplication )?(?:will |then |"
                r"also )?(?:shrinks?|"
                r"reduces?|scales?|divides?|multiplies|decreases?|cuts?)[^.;]{0,40}? (?:by "
                r")?(?:(?:a )?factor (?:of )?(?:at least )?(?:4|four|0\.25|1/4|⟨4⟩)|4|0\.25|1/4|"
                r"at least 75 ?%)"
            ),
            (
                r"gradients? (?:(?:will|would|then|also|can) )*(?:shrinks?|vanish(?:es)?|decays?|"
                r"decreases?|diminish(?:es)?) (?:exponentially|geometrically)"
            ),
        ),
        "true if the weights enlarge nothing: the slope is at most ¼, and ‖W‖ multiplies it",
        "with ‖W‖ = 8 and z near 0 a layer doubles the gradient",
        "Glorot and Bengio (2010)",
        about=r"sigmoid|σ|sigma|logistic|0\.25",
        missing=("the norm of every weight matrix is at most 1",),
        example=(("w", "8"), ("σ′(0)", "1/4"), ("factor", "2")),
    ),
    Known(
        "a ReLU halves the variance",
        IF,
        (
            r"relus?(?: \w+){0,3}? halv(?:es?|ing) the variances?",
            (
                r"relus?[^.;]{0,60}? (?:reduces?|cuts?|shrinks?) the variances?(?: \w+){0,6}? "
                r"(?:by|in|to) (?:a )?(?:half|(?:factor of )?(?:2|two))"
            ),
            (
                r"variances? (?:of [\w ]{1,30}? )?(?:(?:is|are|gets?|will be) (?:roughly |exactly "
                r")?halved|(?:shrinks?|drops?|decreases?|is reduced|is cut) (?:by|in|to) (?:a )?"
                r"(?:half|(?:factor of )?(?:2|two)))"
            ),
        ),
        "true of the mean square of what a symmetric law gives, and not of its variance",
        "for z ~ N(0, 1) E relu(z)² = ½, and Var(relu(z)) = ½ − 1/(2π)",
        "He et al. (2015)",
        about=r"\brelu",
        unless=r"dropout|pool|twice|doubl",
        missing=("the mean square is meant", "the pre-activations are symmetric about 0"),
        example=(("z", "N(0, 1)"), ("E relu(z)²", "0.5"), ("Var(relu(z))", "0.341")),
    ),
    Known(
        "dimensions leave one way only",
        IF,
        (
            (
                r"(?:exactly|only|just) one way (?:of|to|for)[^.;]{0,40}? (?:so that|such that|to "
                r"make|in which|where|that) (?:the |all )*(?:dimensions?|shapes?|sizes?)(?: \w+)? "
                r"(?:work out|match|fit|agree)"
            ),
        ),
        "true while all dimensions are different",
        "of square matrices every product fits, transposed or not",
        "linear algebra",
        missing=("the dimensions differ from each other: no matrix is square",),
        example=(("D and X", "3 × 3"), ("that fit", "D X, D Xᵀ, Xᵀ D, …")),
    ),
)

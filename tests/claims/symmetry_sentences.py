"""Sentences about symmetric and zero starts, with what is to be said of each.

One line is one note: the ruling, a word that the message has to hold, the sentence. ``SILENT`` means
that no claim may be made of it. They are our own, in the styles in which notes are written.
"""

HOLDS = """
PROVED "" If all weights are initialized to zero, every hidden unit computes the same output.
PROVED "" With all the weights equal to the same constant, all neurons in a layer receive the same gradient.
PROVED "" Suppose all weights and biases start at zero. Then all hidden units will always learn the same features.
PROVED "" When all the weights are set to 0.5, the neurons of a hidden layer stay identical during training.
PROVED "" Initializing all weights to zero fails to break the symmetry.
PROVED "" Setting every weight to one does not break symmetry.
PROVED "" All weights are initialised with the same value, so all neurons will update in the same way.
PROVED "" Zero initialization of all weights makes the hidden units symmetric.
PROVED "" If we set all the weights to zero, the network produces the same output for every input.
PROVED "" Let us initialize the weights to zero. Every neuron produces the same activation.
PROVED "" If all weights are the same, all units in the hidden layer will be the same too.
PROVED "" If all parameters start from the same value, the hidden neurons remain copies of each other.
PROVED "" Random initialization of the weights breaks the symmetry.
PROVED "" It is fine to start biases at zero: the symmetry is broken as long as the weights are random.
PROVED "" The network starts from zero weights. Each unit in a layer therefore gets the same update.
PROVED "" Starting with all weights equal, the hidden units evolve identically.
PROVED "" Suppose the weights of all layers are equal to c and the biases are zero. We see that all units have the same gradient.
PROVED "" If all weights start equal, the hidden units act as a single unit.
PROVED "" With constant initialization of all weights, we pay for many units and they behave like one unit.
PROVED "" If the two hidden units have the same incoming weights, the same bias and the same outgoing weights, they will always get the same gradient.
PROVED "" Initialize the weights to zeros. The neurons do not learn different features.
PROVED "" All weights are initialized to zero. We can show that all hidden units compute the same function.
PROVED "" Because all the weights are initialized to the same number, all the neurons calculate the same value.
"""

MISSING = """
CONDITIONAL "outgoing" If two hidden units start with the same incoming weights, every step of gradient descent leaves them with the same incoming weights.
CONDITIONAL "outgoing" If the columns of the weight matrix $W$ are equal and the biases are equal, the units of that layer receive the same gradient.
CONDITIONAL "outgoing" When two neurons have identical incoming weights and identical biases, they will update in the same way.
CONDITIONAL "outgoing" Suppose the incoming weights of all units are the same. Then the units will stay identical.
CONDITIONAL "bias" With ReLU and zero weights, no training takes place.
CONDITIONAL "bias" If all weights and biases are zero and the activation is tanh, the weights will never be updated.
CONDITIONAL "0" If all the weights are zero, the network will not learn anything.
CONDITIONAL "0" Set all weights to zero. The gradients will be zero.
CONDITIONAL "cancel" If all weights are zero and the biases are random, only the last layer is updated in the first step.
CONDITIONAL "cancel" All weights are initialized to zero and the biases are random. At the first update only the output layer changes.
CONDITIONAL "monotone" Setting all weights to zero makes the network no better than a linear classifier.
CONDITIONAL "hidden" If you start with all zeros, training still works.
CONDITIONAL "" If all weights are initialized to zero, all weights have the same value after every iteration.
"""

FAILS = """
REFUTED "sum" If all the weights are equal to one, the network maps all inputs to the same output.
REFUTED "same" If all weights are initialized to zero, the hidden units learn different features.
REFUTED "same" Initializing all the weights to the same constant breaks the symmetry.
REFUTED "same" All weights and biases start at zero. The symmetry is broken after the first step.
REFUTED "same" With all weights set to the same value, the neurons will receive different gradients.
REFUTED "zero layer" You need non-zero weights in every layer or nothing will be learned.
REFUTED "algorithm" Let the weights of a layer be equal, and the biases too. Whichever algorithm we choose, its units will update in the same way.
REFUTED "stationary" With all weights zero, training starts at a local minimum.
REFUTED "same" When all weights are zero, the neurons compute different functions.

"""

SILENT = """
SILENT "" Why does every hidden unit compute the same output if all weights are zero?
SILENT "" Is the symmetry broken if all weights are zero?
SILENT "" Do all units learn the same features when the weights are equal?
SILENT "" Some think that with zero weights the hidden units learn different features.
SILENT "" Many people believe that setting all weights to one breaks the symmetry.
SILENT "" It is a common misconception that setting all weights to one breaks the symmetry.
SILENT "" If all weights are zero, the hidden units may compute the same output.
SILENT "" If all weights are zero, one might think that the units learn different features.
SILENT "" If all weights are zero, the units could learn different features with dropout.
SILENT "" With dropout, units that start with equal weights become different.
SILENT "" To break the symmetry, we should not set all weights to the same value.
SILENT "" We initialize the weights randomly in order to break the symmetry.
SILENT "" Show that all units compute the same output if all weights are zero.
SILENT "" True or false: with all weights zero, the units learn different features.
SILENT "" If all weights are zero, it is wrong to say that the units learn different features.
SILENT "" Unless the data is balanced, zero weights mean that no training takes place.
SILENT "" All units compute the same output until the weights are initialized at random.
SILENT "" The weights are initialized with zero mean, so no update takes place.
SILENT "" The weights are random. All units have the same activation function.
SILENT "" The units of a layer have the same number of inputs.
SILENT "" All examples are equal, and all weights of the loss are the same.
SILENT "" The gradient of all weights is zero at a minimum.
SILENT "" A convolution uses the same weights everywhere, so its units compute the same function.
SILENT "" Weights decay to zero, and the network will not learn.
SILENT "" In logistic regression all weights start at zero, and training still works.
SILENT "" Pruning sets weights to zero. The network still learns different features.
SILENT "" The last layer learns first, as we saw in the plot.
SILENT "" Weights near zero make all units behave in nearly the same way.
SILENT "" If all weights are zero and half of the units are frozen, the others learn different features.
SILENT "" "If all weights are zero, the units learn different features," claims the textbook.
SILENT "" If the weights are small, the gradients will be zero.
SILENT "" If the learning rate is zero, no update takes place.
SILENT "" The two networks compute the same output.
SILENT "" Two students with the same weights get the same result.
SILENT "" Initialize the biases to zero. The output layer is updated first.
"""

"""Networks that are computed: numbers in; activations, gradients and their statistics out.

It refuses what it cannot compute faithfully: unknown names, shapes that do not fit, signals that
leave the range of floating point. Nothing here knows of claims or documents.
"""

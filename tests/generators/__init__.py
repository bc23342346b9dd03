"""Notes of known truth, made without looking at how the product judges them.

``families.note(seed)`` gives one; ``python -m tests.generators N --seed S`` runs the product on N.
"""

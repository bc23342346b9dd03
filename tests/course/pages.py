"""A page for tests, right as it stands and provable by arithmetic alone; and ways to spoil it."""

PAGE = r"""---
title: Six is six
---

# Six is six

## Assumptions

$A$ is a random number.

1. $A$ is never zero.

## Statement

:::{prf:theorem} Six is $6$
:label: six

$$\operatorname{Var}(A) = \mathbb{E}[A^2] - \mathbb{E}[A]^2$$
:::

## Example

| $A$ | probability |
|-----|-------------|
| $1$ | $1/2$       |
| $3$ | $1/2$       |

Both sides are $1$.

## Derivation

:::{prf:proof}
It is $2 \cdot 3 = 6$, and so $1 + 5 = 6$.
:::

## References

Euclid, *Elements*.
"""

# The same with a theorem in words, that stands by what the front matter names.
WORDS = (
    PAGE.replace("$$\\operatorname{Var}(A) = \\mathbb{E}[A^2] - \\mathbb{E}[A]^2$$", "It is so.")
    .replace("1. $A$ is never zero.", "It is given.")
    .replace("| $A$ | probability |\n|-----|-------------|\n", "")
    .replace("| $1$ | $1/2$       |\n| $3$ | $1/2$       |\n", "$1 + 2 = 3$")
)
PROVED = WORDS.replace("---\n", "---\nproof: twins stay twins\n", 1)

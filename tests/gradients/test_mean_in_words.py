"""Losses that words call a mean, and gradients of sums beside them."""

import pytest

from initproofs import check
from initproofs.read import read_text

NOTE = r"""The rows of $X$ are the $N$ examples, $p = \sigma(X w + b)$, and $L$ is the LOSS.

$$\frac{\partial L}{\partial w} = FACTOR X^T (p - y)$$
"""
CODE = """The loss is a mean over `m` examples.

```python
Z1 = W1 @ X + b1
A1 = sigmoid(Z1)
Z2 = W2 @ A1 + b2
dW2 = dZ2 @ A1.T / m
db1 = np.sum(dZ1, axis=1, keepdims=True)SCALE
```
"""


def ruling(text):
    return check(read_text("n.md", text)).findings[-1][1].ruling.name.lower()


@pytest.mark.parametrize(
    ("loss", "factor", "holds"),
    [
        ("mean binary cross-entropy", r"\frac{1}{N}", True),
        ("mean binary cross-entropy", "", False),
        ("binary cross-entropy, averaged over the examples", "", False),
        ("binary cross-entropy", "", True),
    ],
)
def test_a_mean_has_no_gradient_of_a_sum(loss, factor, holds):
    found = ruling(NOTE.replace("LOSS", loss).replace("FACTOR", factor))
    assert (found in ("proved", "confirmed")) is holds


@pytest.mark.parametrize(("scale", "holds"), [(" / m", True), ("", False)])
def test_a_bias_is_averaged_where_the_weights_are(scale, holds):
    assert (ruling(CODE.replace("SCALE", scale)) in ("proved", "confirmed")) is holds

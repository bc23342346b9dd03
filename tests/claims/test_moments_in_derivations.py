"""Short derivations as notes write them, each line true, and then each line wrong in one place."""

# ruff: noqa: E501 - a formula stays on its line

from functools import cache

import pytest

from . import test_moments
from .test_moments import verdicts

rulings = cache(test_moments.rulings)

# what is given; then lines, each the true one first and then wrong ones
DERIVATIONS = {
    "a weighted sum": (
        r"""Let $y = \sum_{i=1}^{n} w_i x_i$. The weights $w_i$ are i.i.d. with zero mean, the
inputs $x_i$ are i.i.d. with zero mean, and weights and inputs are independent.""",
        (
            (
                r"$$\mathrm{Var}(y) = n \mathrm{Var}(w) \mathrm{Var}(x)$$",
                r"$$\mathrm{Var}(y) = \mathrm{Var}(w) \mathrm{Var}(x)$$",
                r"$$\mathrm{Var}(y) = n^2 \mathrm{Var}(w) \mathrm{Var}(x)$$",
                r"$$\mathrm{Var}(y) = n \mathrm{Var}(w)^2 \mathrm{Var}(x)$$",
            ),
            (
                r"$$\mathrm{Var}(y) = n E[w^2] E[x^2]$$",
                r"$$\mathrm{Var}(y) = E[w^2] E[x^2]$$",
            ),
            (
                r"$$\mathrm{Std}(y) = \sqrt{n}\,\mathrm{Std}(w)\mathrm{Std}(x)$$",
                r"$$\mathrm{Std}(y) = n\,\mathrm{Std}(w)\mathrm{Std}(x)$$",
            ),
        ),
    ),
    "dots": (
        r"""Consider a linear neuron $z = w_1 x_1 + w_2 x_2 + \dots + w_n x_n$. We assume that all
$w_i$ and $x_i$ are independent and have zero mean.""",
        (
            (r"$$\operatorname{Var}(z) = \sum_{i=1}^n \operatorname{Var}(w_i x_i)$$",),
            (
                r"$$\operatorname{Var}(w_i x_i) = \operatorname{Var}(w_i)\operatorname{Var}(x_i)$$",
                r"$$\operatorname{Var}(w_i x_i) = \operatorname{Var}(w_i)+\operatorname{Var}(x_i)$$",
                r"$$\operatorname{Var}(w_i x_i) = \operatorname{Var}(w_i)^2\operatorname{Var}(x_i)$$",
            ),
            (r"$$\operatorname{Var}(w_i x_i) = E[w_i^2] E[x_i^2]$$",),
        ),
    ),
    "a list of assumptions": (
        r"""Assumptions:

- $w_i \sim \mathcal{N}(0, \sigma_w^2)$, i.i.d.
- $x_i$ i.i.d. with mean 0 and variance $\sigma_x^2$
- weights and inputs are independent

Then for $s = \sum_{i=1}^{n} w_i x_i$:""",
        (
            (r"$$\mathbb{E}[s] = 0$$",),
            (
                r"$$\mathrm{Var}(s) = n \sigma_w^2 \sigma_x^2$$",
                r"$$\mathrm{Var}(s) = \sigma_w^2 \sigma_x^2$$",
                r"$$\mathrm{Var}(s) = n \sigma_w \sigma_x$$",
                r"$$\mathrm{Var}(s) = n^2 \sigma_w^2 \sigma_x^2$$",
            ),
        ),
    ),
    "a rectified input": (
        r"""For a ReLU layer $z = \sum_{i=1}^{n} w_i x_i$ with $x_i = \mathrm{ReLU}(u_i)$. The
$w_i$ are i.i.d., have zero mean and are independent of the $x_i$. The $x_i$ are identically
distributed. The $u_i$ have a symmetric distribution around zero.""",
        (
            (
                r"$$\mathrm{Var}(z) = n \mathrm{Var}(w) E[x^2]$$",
                r"$$\mathrm{Var}(z) = \mathrm{Var}(w) E[x^2]$$",
                r"$$\mathrm{Var}(z) = n^2 \mathrm{Var}(w) E[x^2]$$",
            ),
            (
                r"$$E[x_i^2] = \frac12 \mathrm{Var}(u_i)$$",
                r"$$E[x_i^2] = \mathrm{Var}(u_i)$$",
                r"$$E[x_i^2] = \frac14 \mathrm{Var}(u_i)$$",
            ),
        ),
    ),
    "layers below": (
        r"""The response of a layer is
$$y_l = W_l x_l + b_l$$
where $x_l = f(y_{l-1})$ and $f$ is the ReLU activation. We let the elements of $W_l$ be mutually
independent and share the same distribution with zero mean. The elements of $x_l$ are also
mutually independent and share the same distribution, and $x_l$ and $W_l$ are independent of each
other.""",
        (
            (
                r"$$\text{Var}[y_l] = n_l \text{Var}[w_l x_l] = n_l \text{Var}[w_l] E[x_l^2]$$",
                r"$$\text{Var}[y_l] = n_l \text{Var}[w_l x_l] = n_l \text{Var}[w_l] E[x_l]^2$$",
                r"$$\text{Var}[y_l] = n_l \text{Var}[w_l x_l] = \text{Var}[w_l] E[x_l^2]$$",
                r"$$\text{Var}[y_l] = \text{Var}[w_l x_l]$$",
                r"$$\text{Var}[y_l] = n_l^2 \text{Var}[w_l x_l]$$",
            ),
        ),
    ),
    "a lemma put in": (
        r"""The response of a layer is
$$y_l = W_l x_l + b_l$$
where $x_l = f(y_{l-1})$ and $f$ is the ReLU activation. We let the elements of $W_l$ be mutually
independent and share the same distribution with zero mean. The elements of $x_l$ are also
mutually independent and share the same distribution, and $x_l$ and $W_l$ are independent of each
other.
If we let $w_{l-1}$ have a symmetric distribution around zero and $b_{l-1}=0$, then $y_{l-1}$ has
zero mean and a symmetric distribution around zero. So
$$E[x_l^2] = \frac{1}{2}\text{Var}[y_{l-1}]$$
""",
        (
            (
                r"$$\text{Var}[y_l] = \frac{1}{2} n_l \text{Var}[w_l] \text{Var}[y_{l-1}]$$",
                r"$$\text{Var}[y_l] = n_l \text{Var}[w_l] \text{Var}[y_{l-1}]$$",
                r"$$\text{Var}[y_l] = \frac{1}{2} \text{Var}[w_l] \text{Var}[y_{l-1}]$$",
            ),
        ),
    ),
    "many layers": (
        r"""The response of a layer is
$$y_l = W_l x_l + b_l$$
where $x_l = f(y_{l-1})$ and $f$ is the ReLU activation. We let the elements of $W_l$ be mutually
independent and share the same distribution with zero mean. The elements of $x_l$ are also
mutually independent and share the same distribution, and $x_l$ and $W_l$ are independent of each
other.
If we let $w_{l-1}$ have a symmetric distribution around zero and $b_{l-1}=0$, then $y_{l-1}$ has
zero mean and a symmetric distribution around zero. So
$$E[x_l^2] = \frac{1}{2}\text{Var}[y_{l-1}]$$

$$\text{Var}[y_l] = \frac{1}{2} n_l \text{Var}[w_l] \text{Var}[y_{l-1}]$$
""",
        (
            (
                r"$$\text{Var}[y_L] = \text{Var}[y_1] \left(\prod_{l=2}^{L} \frac{1}{2} n_l \text{Var}[w_l]\right)$$",
                r"$$\text{Var}[y_L] = \text{Var}[y_1] \left(\prod_{l=2}^{L} n_l \text{Var}[w_l]\right)$$",
                r"$$\text{Var}[y_L] = \text{Var}[y_1] \left(\prod_{l=1}^{L} \frac{1}{2} n_l \text{Var}[w_l]\right)$$",
            ),
        ),
    ),
    "backwards, layers below": (
        r"""For back-propagation
$$\Delta x_l = \hat W_l \Delta y_l$$
We assume that $w_l$ and $\Delta y_l$ are independent of each other and have zero mean, and the
elements of $w_l$ share the same distribution, as those of $\Delta y_l$ share the same
distribution. Here $\Delta y_l = f'(y_l) \Delta x_{l+1}$.""",
        (
            (
                r"$$\text{Var}[\Delta x_l] = \hat n_l \text{Var}[w_l] \text{Var}[\Delta y_l]$$",
                r"$$\text{Var}[\Delta x_l] = \text{Var}[w_l] \text{Var}[\Delta y_l]$$",
                r"$$\text{Var}[\Delta x_l] = \hat n_l^2 \text{Var}[w_l] \text{Var}[\Delta y_l]$$",
            ),
        ),
    ),
    "backwards": (
        r"""The error of a unit is $\delta_j = \sum_{k=1}^{m} w_{jk} \epsilon_k$, where the
weights $w_{jk}$ and the errors $\epsilon_k$ are all independent, with mean zero; the $w_{jk}$ are
identically distributed, and so are the $\epsilon_k$. The $\epsilon_k$ are identically
distributed.""",
        (
            (
                r"$$\mathrm{Var}(\delta_j) = m \mathrm{Var}(w) \mathrm{Var}(\epsilon)$$",
                r"$$\mathrm{Var}(\delta_j) = \mathrm{Var}(w) \mathrm{Var}(\epsilon)$$",
                r"$$\mathrm{Var}(\delta_j) = m^2 \mathrm{Var}(w) \mathrm{Var}(\epsilon)$$",
            ),
        ),
    ),
    "sum of independents": (
        r"""Let $X_1, \dots, X_n$ be independent random variables.""",
        (
            (
                r"$$\mathrm{Var}\left(\sum_{i=1}^n X_i\right) = \sum_{i=1}^n \mathrm{Var}(X_i)$$",
                r"$$\mathrm{Var}\left(\sum_{i=1}^n X_i\right) = n\sum_{i=1}^n \mathrm{Var}(X_i)$$",
            ),
        ),
    ),
    "sum of copies": (
        r"""Let the $X_i$ be i.i.d. with variance $\sigma^2$.""",
        (
            (
                r"$$\mathrm{Var}\left(\sum_{i=1}^n X_i\right) = n \sigma^2$$",
                r"$$\mathrm{Var}\left(\sum_{i=1}^n X_i\right) = n^2 \sigma^2$$",
                r"$$\mathrm{Var}\left(\sum_{i=1}^n X_i\right) = n \sigma$$",
            ),
            (
                r"$$\mathrm{Var}\left(\frac1n \sum_{i=1}^n X_i\right) = \frac{\sigma^2}{n}$$",
                r"$$\mathrm{Var}\left(\frac1n \sum_{i=1}^n X_i\right) = \sigma^2$$",
                r"$$\mathrm{Var}\left(\frac1n \sum_{i=1}^n X_i\right) = \frac{\sigma^2}{n^2}$$",
            ),
        ),
    ),
    "mean with a name": (
        r"""Let $\bar X = \frac{1}{n} \sum_{i=1}^n X_i$ where the $X_i$ are independent with mean
$\mu$ and variance $\sigma^2$.""",
        (
            (r"$$E[\bar X] = \mu$$",),
            (
                r"$$\mathrm{Var}(\bar X) = \frac{\sigma^2}{n}$$",
                r"$$\mathrm{Var}(\bar X) = \frac{\sigma^2}{n^2}$$",
                r"$$\mathrm{Var}(\bar X) = n\sigma^2$$",
            ),
        ),
    ),
    "equal variances": (
        r"""In a linear layer $a = \sum_{i=1}^{n} w_i x_i$ all weights and inputs are independent
and centred. The weights have the same variance $\sigma_w^2$, the inputs have the same variance
$\sigma_x^2$.""",
        (
            (
                r"$$\sigma_a^2 = \mathrm{Var}(a) = n \sigma_w^2 \sigma_x^2$$",
                r"$$\mathrm{Var}(a) = n \sigma_w \sigma_x^2$$",
                r"$$\mathrm{Var}(a) = \sigma_w^2 \sigma_x^2$$",
            ),
        ),
    ),
    "product": (
        r"""Let $X$ and $Y$ be independent.""",
        (
            (
                r"$$\mathrm{Var}(XY) = E[X^2]E[Y^2] - E[X]^2E[Y]^2$$",
                r"$$\mathrm{Var}(XY) = E[X^2]E[Y^2] + E[X]^2E[Y]^2$$",
            ),
            (
                r"$$\mathrm{Var}(XY) = \mathrm{Var}(X)\mathrm{Var}(Y) + \mathrm{Var}(X)E[Y]^2 + \mathrm{Var}(Y)E[X]^2$$",
                r"$$\mathrm{Var}(XY) = \mathrm{Var}(X)\mathrm{Var}(Y) + \mathrm{Var}(X)E[Y]^2 + \mathrm{Var}(X)E[X]^2$$",
            ),
            (
                r"$$\mathrm{Var}(X+Y) = \mathrm{Var}(X) + \mathrm{Var}(Y)$$",
                r"$$\mathrm{Var}(X-Y) = \mathrm{Var}(X) - \mathrm{Var}(Y)$$",
            ),
        ),
    ),
    "scaled": (
        r"""For a random variable $X$ and a number $a$:""",
        (
            (
                r"$$\mathrm{Var}(aX) = a^2 \mathrm{Var}(X)$$",
                r"$$\mathrm{Var}(aX) = a \mathrm{Var}(X)$$",
            ),
            (
                r"$$\mathrm{Var}(X) = E[X^2] - E[X]^2$$",
                r"$$\mathrm{Var}(X) = E[X]^2 - E[X^2]$$",
            ),
        ),
    ),
    "matrix entries": (
        r"""A layer computes $z_j = \sum_{i=1}^{n_{\text{in}}} W_{ij} x_i + b_j$ with $b_j = 0$.
The entries $W_{ij}$ are drawn i.i.d. with mean zero and variance $\sigma^2$. They are independent
of the inputs $x_i$. The inputs have the same second moment.""",
        (
            (r"$$\mathrm{Var}(z_j) = \sum_{i=1}^{n_{\text{in}}} \mathrm{Var}(W_{ij} x_i)$$",),
            (
                r"$$\mathrm{Var}(z_j) = \sigma^2 \sum_{i=1}^{n_{\text{in}}} E[x_i^2]$$",
                r"$$\mathrm{Var}(z_j) = \sigma \sum_{i=1}^{n_{\text{in}}} E[x_i^2]$$",
            ),
        ),
    ),
    "uncorrelated weights": (
        r"""Let $y = \sum_{i=1}^{n} w_i x_i$. The weights $w_i$ have mean zero, are uncorrelated
and independent of the inputs $x_i$.""",
        ((r"$$\mathrm{Var}(y) = \sum_{i=1}^{n} \mathrm{Var}(w_i) E[x_i^2]$$",),),
    ),
    "means by formulas": (
        r"""We have $y = \sum_{i=1}^{n} w_i x_i$ where $w_i$ and $x_i$ are i.i.d. random variables
with $E[w_i] = 0$ and $E[x_i] = 0$.""",
        (
            (r"$$\mathbb{E}[y] = \sum_{i=1}^{n} \mathbb{E}[w_i] \mathbb{E}[x_i] = 0$$",),
            (
                r"$$\mathrm{Var}(y) = n \mathrm{Var}(w_i) \mathrm{Var}(x_i)$$",
                r"$$\mathrm{Var}(y) = \mathrm{Var}(w_i) \mathrm{Var}(x_i)$$",
            ),
        ),
    ),
    "layers above": (
        r"""For each layer $z_j^{(k)} = \sum_{i=1}^{n_{k-1}} w_{ij}^{(k)} a_i^{(k-1)}$. The
weights $w_{ij}^{(k)}$ are i.i.d. with zero mean and independent of the activations $a_i^{(k-1)}$,
which are i.i.d. with zero mean.""",
        (
            (
                r"$$\mathrm{Var}(z^{(k)}) = n_{k-1} \mathrm{Var}(w^{(k)}) \mathrm{Var}(a^{(k-1)})$$",
                r"$$\mathrm{Var}(z^{(k)}) = n_k \mathrm{Var}(w^{(k)}) \mathrm{Var}(a^{(k-1)})$$",
                r"$$\mathrm{Var}(z^{(k)}) = \mathrm{Var}(w^{(k)}) \mathrm{Var}(a^{(k-1)})$$",
            ),
        ),
    ),
    "squared length": (
        r"""Let $x_1, \ldots, x_n$ be i.i.d. with zero mean. Then""",
        (
            (
                r"$$E\left[\sum_{i=1}^{n} x_i^2\right] = n \mathrm{Var}(x)$$",
                r"$$E\left[\sum_{i=1}^{n} x_i^2\right] = n^2 \mathrm{Var}(x)$$",
                r"$$E\left[\sum_{i=1}^{n} x_i^2\right] = \mathrm{Var}(x)$$",
            ),
        ),
    ),
    "second moment": (
        r"""The weights have zero mean: $E[w] = 0$.""",
        (
            (
                r"$$E[w^2] = \mathrm{Var}(w)$$",
                r"$$E[w^2] = 2\mathrm{Var}(w)$$",
                r"$$E[w^2] = \mathrm{Var}(w)^2$$",
            ),
        ),
    ),
    "normal law": (
        r"""Let $w \sim N(0, \sigma^2)$.""",
        (
            (
                r"$$E[w^2] = \sigma^2$$",
                r"$$E[w^2] = 2\sigma^2$$",
                r"$$E[w^2] = \sigma$$",
            ),
            (
                r"$$E[w^4] = 3\sigma^4$$",
                r"$$E[w^4] = \sigma^4$$",
            ),
        ),
    ),
    "matrix times vector": (
        r"""The layer is $y = Wx$ where the entries $w_{ij}$ of $W$ are i.i.d. with zero mean, and
independent of $x$, whose entries $x_i$ are i.i.d. with zero mean.""",
        (
            (
                r"$$\mathrm{Var}(y_j) = n \mathrm{Var}(w) \mathrm{Var}(x)$$",
                r"$$\mathrm{Var}(y_j) = n^2 \mathrm{Var}(w) \mathrm{Var}(x)$$",
            ),
        ),
    ),
    "two factors": (
        r"""Suppose that $w$ and $x$ are independent zero-mean random variables.""",
        (
            (
                r"$$\mathrm{Var}(wx) = \mathrm{Var}(w)\mathrm{Var}(x)$$",
                r"$$\mathrm{Var}(wx) = \mathrm{Var}(w)+\mathrm{Var}(x)$$",
                r"$$\mathrm{Var}(wx) = 2\mathrm{Var}(w)\mathrm{Var}(x)$$",
            ),
        ),
    ),
    "covariance": (
        r"""For random variables $X$ and $Y$:""",
        (
            (
                r"$$\mathrm{Var}(X+Y) = \mathrm{Var}(X)+\mathrm{Var}(Y)+2\mathrm{Cov}(X,Y)$$",
                r"$$\mathrm{Var}(X+Y) = \mathrm{Var}(X)+\mathrm{Var}(Y)+\mathrm{Cov}(X,Y)$$",
            ),
        ),
    ),
    "half of the signal": (
        r"""Let $z$ be symmetric around zero and $a = \max(0, z)$.""",
        (
            (
                r"$$E[a^2] = \frac{1}{2} \mathrm{Var}(z)$$",
                r"$$E[a^2] = \mathrm{Var}(z)$$",
                r"$$E[a^2] = \frac{1}{2} \mathrm{Var}(z)^2$$",
            ),
        ),
    ),
    "items without verbs": (
        r"""1. The weights $w_i$: i.i.d., zero mean, variance $\sigma_w^2$
2. The inputs $x_i$: i.i.d., zero mean, variance $\sigma_x^2$
3. Weights and inputs are independent

$$z = \sum_{i=1}^{n} w_i x_i$$""",
        (
            (
                r"$$\mathrm{Var}(z) = n\sigma_w^2\sigma_x^2$$",
                r"$$\mathrm{Var}(z) = \sigma_w^2\sigma_x^2$$",
            ),
        ),
    ),
    "all of them": (
        r"""Suppose $z = \sum_{i=1}^n w_i x_i$ and assume zero mean for $w$ and $x$. All of them
are independent of each other.""",
        (
            (
                r"$$\mathrm{Var}(z) = E[z^2]$$",
                r"$$\mathrm{Var}(z) = 2E[z^2]$$",
            ),
            (
                r"$$E[z^2] = \sum_{i=1}^n E[w_i^2]E[x_i^2]$$",
                r"$$E[z^2] = \sum_{i=1}^n E[w_i^2]E[x_i]^2$$",
            ),
        ),
    ),
    "plain product": (
        r"""Let X and Y be independent with mean zero.""",
        (
            (
                r"Var(XY) = Var(X)·Var(Y)",
                r"Var(XY) = Var(X) + Var(Y)",
            ),
        ),
    ),
    "plain identity": (
        r"""For any random variable X we have the identity""",
        (
            (
                r"Var(X) = E[X²] − E[X]²",
                r"Var(X) = E[X²] + E[X]²",
            ),
        ),
    ),
}
LINES = [
    pytest.param(given, line, id=f"{name}: {line[0]}")
    for name, (given, lines) in DERIVATIONS.items()
    for line in lines
]


@pytest.mark.parametrize(("given", "line"), LINES)
def test_true_lines_are_proved_and_wrong_ones_never(given, line):
    true, *wrong = line
    assert set(rulings(f"{given}\n\n{true}\n")) == {"proved"}
    for formula in wrong:
        found = rulings(f"{given}\n\n{formula}\n")
        assert found[-1:] in (["refuted"], ["undecided"]), formula


def test_most_wrong_lines_are_refuted():
    wrong = [(g, formula) for g, lines in DERIVATIONS.values() for _, *w in lines for formula in w]
    found = sum("refuted" in rulings(f"{given}\n\n{formula}\n") for given, formula in wrong)
    assert found / len(wrong) > 0.8


@pytest.mark.parametrize(
    ("note", "ruling"),
    [
        # of w and x nothing is said together, or only further below
        (
            r"""Let $z = \sum_{i=1}^n w_i x_i$.

- Weights $w_i$ i.i.d., mean 0
- Inputs $x_i$ i.i.d., mean 0

$$\mathrm{Var}(z) = n \mathrm{Var}(w) \mathrm{Var}(x)$$""",
            "undecided",
        ),
        (
            r"""Let $z = \sum_{i=1}^n w_i x_i$ with $E[w_i] = 0$.

$$\mathrm{Var}(z) = \sum_{i=1}^n \mathrm{Var}(w_i x_i)$$

Here the $w_i$ and $x_i$ are independent.""",
            "undecided",
        ),
        # the mean of a sum, however it comes about
        (
            r"""Let $y = \sum_{i=1}^n w_i x_i$. Its mean is zero: $E[y] = 0$.

$$\mathrm{Var}(y) = E\left[\left(\sum_{i=1}^n w_i x_i\right)^2\right]$$""",
            "proved",
        ),
        # a number that no law gives
        (r"Let $X \sim N(0, 2)$ and $Y \sim N(0, 3)$. $$\mathrm{Var}(XY) = 7$$", None),
        # laws in one line, and two numbers
        (
            r"""Let $X$ and $Y$ be independent with mean zero.

Let $X \sim N(0, 2)$ and $Y \sim N(0, 3)$. $$\mathrm{Var}(XY) = 6$$""",
            "proved",
        ),
        # half of the second moment is no half of the variance
        (r"$$\mathrm{Var}(\mathrm{ReLU}(z)) = \mathrm{Var}(z)/2$$", "refuted"),
        # nothing is said of independence at all
        (
            r"""Let $z = \sum_{i=1}^n w_i x_i$, with all means zero.

$$\mathrm{Var}(z) = \sum_{i=1}^n \mathrm{Var}(w_i x_i)$$""",
            "conditional",
        ),
    ],
)
def test_what_is_open_is_left_open(note, ruling):
    assert (rulings(note) or [None])[-1] == ruling


def test_only_what_is_needed_is_missing():
    note = r"""Let $y = \sum_{i=1}^n w_i x_i$. The weights $w_i$ have mean zero and are
uncorrelated.

$$\mathrm{Var}(y) = \sum_{i=1}^n \mathrm{Var}(w_i) E[x_i^2]$$"""
    assert [v.message for v in verdicts(note)] == ["true only if w and x are independent"]


@pytest.mark.parametrize(
    "formula", ["E[] = 1", r"\mathrm{Var}() = \mathrm{Var}(x)", "E[|x] = E[x]"]
)
def test_a_moment_of_nothing_is_passed_over(formula):
    assert not {"refuted", "conditional", "proved"} & set(rulings(f"$${formula}$$"))

"""Papers that notes cite: who, when, where, and what they are known to say.

Years of the preprint and of the publication both count as right.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Paper:
    """``authors`` are the first author's name and how it is cited; ``title`` its telling words."""

    title: str
    authors: str
    years: tuple[int, ...]
    venues: tuple[str, ...]
    reference: str


PAPERS: tuple[Paper, ...] = (
    Paper(
        r"understanding the difficulty of training deep feed-?forward neural networks",
        r"glorot",
        (2010,),
        ("aistats", "pmlr", "jmlr"),
        "Glorot and Bengio (2010), AISTATS, PMLR 9:249-256",
    ),
    Paper(
        r"delving deep into rectifiers",
        r"(?:kaiming )?he",
        (2015,),
        ("iccv", "arxiv"),
        "He, Zhang, Ren and Sun (2015), ICCV, 1026-1034; arXiv:1502.01852",
    ),
    Paper(
        r"efficient backprop",
        r"lecun",
        (1998, 2012),
        ("springer", "tricks of the trade"),
        "LeCun, Bottou, Orr and Müller (1998), Neural Networks: Tricks of the Trade",
    ),
    Paper(
        r"exact solutions to the nonlinear dynamics of learning",
        r"saxe",
        (2013, 2014),
        ("iclr", "arxiv"),
        "Saxe, McClelland and Ganguli (2014), ICLR; arXiv:1312.6120",
    ),
    Paper(
        r"self-normalizing neural networks",
        r"klambauer",
        (2017,),
        ("nips", "neurips", "arxiv"),
        "Klambauer, Unterthiner, Mayr and Hochreiter (2017), NIPS; arXiv:1706.02515",
    ),
    Paper(
        r"batch normalization: accelerating deep network training",
        r"ioffe",
        (2015,),
        ("icml", "arxiv"),
        "Ioffe and Szegedy (2015), ICML; arXiv:1502.03167",
    ),
)


@dataclass(frozen=True, slots=True)
class Content:
    """What a paper is about, against what notes have said of it: ``wrong`` is a phrase."""

    title: str
    wrong: str
    true: str
    because: str
    reference: str


CONTENTS: tuple[Content, ...] = (
    Content(
        r"convergence analysis of two-layer neural networks with relu activation",
        r"no hidden layers?|without (?:any )?hidden layers?",
        "the paper is about networks with one hidden layer of ReLUs",
        "its title says two layers; the first of them is hidden, and the output adds up its units",
        "Li and Yuan (2017), NIPS; arXiv:1705.09886",
    ),
)

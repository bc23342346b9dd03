"""Sentences that cite a paper → whether author, year and content are those of the paper."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..catalogue import CONTENTS, PAPERS, Content, Paper
from ..given.assertions import Wording
from ..nouns import Counterexample, Reproduction, Ruling, Span, Verdict

NEAR = 3  # sentences after a title in which “the paper” is still that one
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_AUTHOR_YEAR = r"\b{authors}(?: (?:et\.? al\.?,?|and \w+|& \w+))?,? ?\(?(?P<year>(?:19|20)\d\d)\b"
_THE_PAPER = re.compile(r"\b(?:the|this|that|their) (?:paper|article|authors?|work)\b")


def cited(sentences: Sequence[Wording]) -> Iterator[tuple[Span, Verdict]]:
    for place, words in enumerate(sentences):
        text = _plainly(words)
        before = " ".join(_plainly(other) for other in sentences[max(0, place - NEAR) : place + 1])
        for paper in PAPERS:
            found = _by_title(words, text, before, paper) or _by_author(words, text, paper)
            if found is not None:
                yield found
        for content in CONTENTS:
            wrong = re.search(rf"\b(?:{content.wrong})\b", words.text)
            told = re.search(content.title, before) and _THE_PAPER.search(words.text)
            if wrong and told:
                yield words.span(*wrong.span()), _misread(wrong, content)


def _plainly(words: Wording) -> str:
    """The sentence in small letters, with what stands in brackets."""
    return " ".join(words.sentence.text.lower().split())


def _by_title(words: Wording, text: str, before: str, paper: Paper) -> tuple[Span, Verdict] | None:
    title = re.search(paper.title, text)
    if title is None:
        return None
    years = {int(year) for year in _YEAR.findall(text)}
    author = re.search(rf"\b{paper.authors}\b", before)  # initials end sentences, too
    span = words.sentence.span(0, len(words.sentence.text))
    if author and years and years <= set(paper.years):
        return span, _as_published(paper)
    wrong = sorted(years - set(paper.years))
    if author and len(years) == 1 and wrong:
        true = f"published in {paper.years[0]}: {paper.reference}"
        evidence = Counterexample(f"cited with {wrong[0]}", true, "as it was published")
        year = str(paper.years[0])
        return span, Verdict(Ruling.REFUTED, true, (evidence,), f"published in {year}", (), year)
    return None


def _by_author(words: Wording, text: str, paper: Paper) -> tuple[Span, Verdict] | None:
    """“He et al. (2015)”, in a sentence about initialisation."""
    if not re.search(r"\binitiali[sz]", text):
        return None
    match = re.search(_AUTHOR_YEAR.format(authors=paper.authors), text)
    if match is None or int(match["year"]) not in paper.years:
        return None
    start = words.sentence.text.lower().find(match[0][:4])
    end = words.sentence.text.find(match["year"], max(start, 0)) + 4
    return (words.sentence.span(start, end), _as_published(paper)) if start >= 0 else None


def _as_published(paper: Paper) -> Verdict:
    evidence = Reproduction(f"compared with {paper.reference}", 1, 1)
    return Verdict(
        Ruling.CONFIRMED, f"as published: {paper.reference}", (evidence,), "as published"
    )


def _misread(wrong: re.Match[str], content: Content) -> Verdict:
    evidence = Counterexample(wrong[0], content.true, f"{content.because} ({content.reference})")
    return Verdict(Ruling.REFUTED, content.true, (evidence,), content.true[:80])

"""A page as its author lays it out: prose and displays in order, with the place of every claim.

In go sentences and drafts of claims, out comes a ``Note``'s text with offsets.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from random import Random

from .truth import Label, Truth

DELIMITERS: dict[str, tuple[str, str]] = {
    "$$": ("$$", "$$"),
    "$$ lines": ("$$\n", "\n$$"),
    r"\[": (r"\[", r"\]"),
    r"\[ lines": ("\\[\n", "\n\\]"),
    "equation": ("\\begin{equation}\n", "\n\\end{equation}"),
    "align*": ("\\begin{align*}\n", "\n\\end{align*}"),
    "inline $": ("$", "$"),
    r"inline \(": (r"\(", r"\)"),
}
SHOWN = ("$$", "$$ lines", r"\[", r"\[ lines")


@dataclass(frozen=True, slots=True)
class Draft:
    """A formula, or a sentence, and what is true of it, before it has a place."""

    source: str
    label: Label = Label.GIVEN
    what: str = ""
    fault: str = ""
    wrong_links: int = 0
    numeric: bool = False

    def placed(self, start: int) -> Truth:
        end = start + len(self.source)
        return Truth(start, end, self.label, self.what, self.fault, self.wrong_links, self.numeric)


@dataclass
class Page:
    """A growing text; ``delimiter`` and ``inline`` are its author's, ``joined`` says how several
    formulas that belong together are set."""

    delimiter: str = "$$"
    inline: str = "$"
    joined: str = "apart"  # apart | same line | one display | aligned | list (inline only)
    stop: bool = False  # a display ends with the sentence's full stop
    text: str = ""
    truths: list[Truth] = field(default_factory=list)

    def write(self, *sentences: str) -> None:
        """A paragraph of prose."""
        said = [sentence for sentence in sentences if sentence]
        if said:
            self.text += " ".join(said) + "\n\n"

    def heading(self, words: str, level: int = 2) -> None:
        self.text += f"{'#' * level} {words}\n\n"

    def place(self, draft: Draft) -> None:
        self.truths.append(draft.placed(len(self.text)))
        self.text += draft.source

    def remark(self, draft: Draft) -> None:
        """A sentence that is itself a claim, as a paragraph."""
        self.place(draft)
        self.text += "\n\n"

    def show(self, drafts: Sequence[Draft], lead: str = "", after: str = "") -> None:
        """Formulas after a few words, set as this author sets them."""
        if self.delimiter.startswith("inline"):
            self.show_inline(drafts, lead)
            return
        self.write(lead)
        if self.joined in ("one display", "aligned") and len(drafts) > 1:
            self.show_together(drafts)
        else:
            self.show_apart(drafts)
        self.write(after)

    def show_inline(self, drafts: Sequence[Draft], lead: str) -> None:
        start, end = DELIMITERS[self.delimiter]
        self.text += "- " * (self.joined == "list") + lead + " " * bool(lead)
        for index, draft in enumerate(drafts):
            self.text += ("" if not index else ", " if index < len(drafts) - 1 else " and ") + start
            self.place(draft)
            self.text += end
        self.text += ".\n\n"

    def show_apart(self, drafts: Sequence[Draft]) -> None:
        start, end = DELIMITERS[self.delimiter]
        between = " " if self.joined == "same line" and "\n" not in start else "\n\n"
        for index, draft in enumerate(drafts):
            self.text += (between if index else "") + start
            self.place(draft)
            self.text += ("." if self.stop else "") + end
        self.text += "\n\n"

    def show_together(self, drafts: Sequence[Draft]) -> None:
        start, end = DELIMITERS[self.delimiter]
        columns = self.joined == "aligned"
        between = " \\\\\n" if columns else r", \qquad "
        self.text += start + ("\\begin{aligned}\n" if columns else "")
        for index, draft in enumerate(drafts):
            self.text += between if index else ""
            source = draft.source.replace(" = ", " &= ", 1) if columns else draft.source
            self.place(replace(draft, source=source))
        self.text += ("\n\\end{aligned}" if columns else "") + "." * self.stop + end + "\n\n"

    def maths(self, latex: str) -> str:
        """Maths inside a sentence."""
        return f"\\({latex}\\)" if self.inline == r"\(" else f"${latex}$"


def draw_page(rng: Random) -> Page:
    delimiter = rng.choice((*SHOWN, *SHOWN, *DELIMITERS))
    ways = ("apart", "apart", "apart", "same line", "one display", "aligned")
    if delimiter.startswith("inline"):
        ways = ("apart", "list")
    return Page(
        delimiter=delimiter,
        inline=r"\(" if delimiter in (r"\[", r"\[ lines") and rng.random() < 0.6 else "$",
        joined=rng.choice(ways),
        stop=rng.random() < 0.2,
    )

"""The state of one walk over a LaTeX document, and what is known of it before the first step."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from . import tex_words as words
from .page import Page
from .scanner import escaped
from .tex_macros import defined, pairs

COMMENT = re.compile(r"\\.|%[^\r\n]*(?:(?:\r\n|\r|\n)(?![ \t]*(?:[\r\n]|\Z))[ \t]*)?", re.DOTALL)
BLANK = re.compile(r"(?:\r\n|\r|\n)[ \t]*(?=\r|\n)")
BODY = re.compile(r"\\begin\s*\{document\}")
THEOREM = re.compile(r"\\newtheorem\*?\s*\{([^{}]+)\}\s*(?:\[[^\]]*\])?\s*\{([^{}]+)\}")
OPTION = re.compile(r"\s*\[[^\[\]]{0,2000}\]")


class Scan:
    """One walk over a document, and what is known of it before the first step."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.page = Page(source)
        self.groups = pairs(source)
        self.macros, self.definitions = defined(source, self.groups)
        self.named = words.NAMED | dict(THEOREM.findall(source))
        self.comments = [m.span() for m in COMMENT.finditer(source) if m[0][0] == "%"]
        self.blanks = [match.start() for match in BLANK.finditer(source)]
        self.absent: dict[str, int] = {}
        self.headings = set[int]()  # braces that close a heading
        self.tables = 0  # that are open here
        body, last = BODY.search(source), source.rfind(r"\end{document}")
        self.start = body.end() if body else 0
        self.stop = last if last > self.start else len(source)

    def find(self, closing: str, at: int) -> int:
        """Where ``closing`` stands next, neither escaped nor in a comment; -1 if nowhere."""
        known = self.absent.get(closing, -1)
        found = known if known >= at else self.source.find(closing, at)
        while 0 <= found < self.stop and (escaped(self.source, found) or self._hidden(found)):
            found = self.source.find(closing, found + 1)
        self.absent[closing] = self.stop if found < 0 else found
        return found if found < self.stop else -1

    def _hidden(self, at: int) -> bool:
        before = bisect_right(self.comments, (at, len(self.source))) - 1
        return before >= 0 and at < self.comments[before][1]

    def blank(self, at: int) -> int:
        """Where the paragraph ends."""
        after = bisect_left(self.blanks, at)
        return self.blanks[after] if after < len(self.blanks) else self.stop

    def argument(self, at: int) -> int:
        """The end of the group that opens at ``at``, or -1."""
        close = self.groups.get(at, -1)
        return close if close < self.stop else -1

    def options(self, at: int) -> int:
        option = OPTION.match(self.source, at, self.stop)
        return option.end() if option else at

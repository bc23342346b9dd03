"""The same text as a file of each format: in cells, in comments, between the tags of a page."""

import json
from html import escape


def notebook(*cells: str) -> str:
    kinds = [(cell.startswith("%"), cell.removeprefix("%")) for cell in cells]
    body = [
        {
            "cell_type": "code" if code else "markdown",
            "metadata": {},
            "source": text.splitlines(keepends=True),
            **({"outputs": [], "execution_count": None} if code else {}),
        }
        for code, text in kinds
    ]
    return json.dumps({"cells": body, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}, indent=1)


def percent(*cells: str) -> str:
    """``%`` before a cell says that it is code."""
    return "".join(map(_percent, cells))


def _percent(cell: str) -> str:
    if cell.startswith("%"):
        return f"# %%\n{cell[1:]}\n\n"
    commented = "".join(f"# {line}" for line in cell.splitlines(keepends=True))
    return f"# %% [markdown]\n{commented}\n\n"


FILED = {
    ".ipynb": notebook,
    ".py": percent,
    ".html": lambda text: f"<p>{escape(text, quote=False)}</p>",
}


def filed(suffix: str, text: str) -> str:
    """A file of this kind that says ``text``."""
    return FILED.get(suffix, str)(text)

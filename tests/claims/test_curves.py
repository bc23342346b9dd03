"""Notes about activations: what is often wrong in them is found, what looks wrong and is not, not.

Each note says beside its formulas what it should be told.
"""

from pathlib import Path

import pytest

from ..expect import disappointments

NOTES = sorted((Path(__file__).parent / "curves").glob("*.md"))


@pytest.mark.parametrize("path", NOTES, ids=lambda path: path.stem)
def test_a_note_is_told_what_it_expects(path):
    assert disappointments(path.name, path.read_text("utf8")) == []

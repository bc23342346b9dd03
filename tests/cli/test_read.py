"""``initproofs read``: every formula of every note, however many notes there are."""

from initproofs.report import LISTING_FORMATS
from initproofs.report.style import Style

from .examples import DOCUMENT, READINGS, SOURCE, parsed


def test_what_is_read_is_listed(run, note):
    said = run("read", note("note.md", SOURCE))
    assert (said.status, said.err) == (0, "")
    assert said.out == LISTING_FORMATS["text"]([(DOCUMENT, READINGS)], [], Style())


def test_a_refused_note_does_not_hide_the_others(run, note):
    said = run("read", note("note.md", SOURCE), "none.md", "--format", "json")
    assert said.status == 2
    result = parsed(said.out)
    assert result["documents"][0]["spans"] == {"found": 2, "read": 1}
    assert [error["path"] for error in result["errors"]] == ["none.md"]


def test_a_note_without_maths_is_counted(run, note):
    assert run("read", note()).out == "0 spans of maths and code\n"

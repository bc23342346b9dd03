"""The contract of JSON version 1: names, types, places; additions are allowed, renames are not."""

from dataclasses import replace

import pytest

from initproofs.nouns import (
    Claim,
    Counterexample,
    Reason,
    Refusal,
    Report,
    Ruling,
    Simulation,
    Span,
    Verdict,
)
from initproofs.report import FORMATS, LISTING_FORMATS
from initproofs.report.style import Style

from .examples import DOCUMENT, FINDINGS, READINGS, REPORT, SOURCE, parsed

MAYBE_TEXT = (str, type(None))
PLACE = {"line": int, "column": int, "end_line": int, "end_column": int, "cell": type(None)}
CLAIM = {
    "id": str,
    **PLACE,
    "source": str,
    "kind": str,
    "status": {ruling.value for ruling in Ruling},
    "message": str,
    "assumptions": [str],
    "correction": MAYBE_TEXT,
    "counterexample": {},
    "evidence": [{"method": str}],
    "brief": str,
    "follows": MAYBE_TEXT,
}
CHECK = {
    "version": {1},
    "documents": [
        {
            "path": str,
            "spans": {"found": int, "read": int},
            "claims": [CLAIM],
            "unread": [{**PLACE, "reason": str}],
            "suppressed": [CLAIM],
            "remarks": [{**PLACE, "reason": str}],
        }
    ],
    "errors": [{"path": str, "line": (int, type(None)), "reason": str}],
    "summary": {ruling.value: int for ruling in Ruling},
}
NAME = {"name": str, "role": str, "said": str}
READ = {
    "version": {1},
    "documents": [
        {
            "path": str,
            "spans": {"found": int, "read": int},
            "readings": [
                {
                    "id": str,
                    **PLACE,
                    "source": str,
                    "status": str,
                    "reading": MAYBE_TEXT,
                    "names": [NAME],
                    "unread": [{**PLACE, "reason": str}],
                }
            ],
        }
    ],
    "errors": [],
}


def conforms(value, schema, where="$"):
    """Assert that a value has the names and types of a schema."""
    if isinstance(schema, dict):
        assert isinstance(value, dict), where
        for name, inner in schema.items():
            assert name in value, f"{where}.{name}"
            conforms(value[name], inner, f"{where}.{name}")
    elif isinstance(schema, list):
        assert isinstance(value, list), where
        for number, item in enumerate(value):
            conforms(item, schema[0] if schema else None, f"{where}[{number}]")
    elif isinstance(schema, set):
        assert value in schema, where
    else:
        assert isinstance(value, schema), where


def checked(*reports, refusals=()):
    return parsed(FORMATS["json"](list(reports), list(refusals), Style()))


def test_check_keeps_its_contract():
    refused = Refusal("other.md", "byte 0xE9 is not UTF-8", (12, 31))
    result = checked(replace(REPORT, suppressed=FINDINGS[:1]), refusals=[refused])
    conforms(result, CHECK)
    assert result["errors"][0] == {
        "path": "other.md",
        "line": 12,
        "column": 31,
        "reason": "byte 0xE9 is not UTF-8",
    }


def test_read_keeps_its_contract():
    result = parsed(LISTING_FORMATS["json"]([(DOCUMENT, READINGS)], [], Style()))
    conforms(result, READ)
    assert [row["status"] for row in result["documents"][0]["readings"]] == ["given", "not read"]


def test_a_schema_that_is_broken_is_noticed():
    result = checked(REPORT)
    del result["documents"][0]["claims"][0]["brief"]
    with pytest.raises(AssertionError, match=r"claims\[0\].brief"):
        conforms(result, CHECK)


def test_places_count_from_one_and_end_behind_the_last_character():
    lines = SOURCE.split("\n")
    for claim in checked(REPORT)["documents"][0]["claims"]:
        if claim["line"] == claim["end_line"]:
            found = lines[claim["line"] - 1][claim["column"] - 1 : claim["end_column"] - 1]
            assert found == claim["source"]


def test_a_finding_is_told_whole():
    claims = {claim["id"]: claim for claim in checked(REPORT)["documents"][0]["claims"]}
    assert len(claims) == len(FINDINGS)
    root = claims["note.md:5:3"]
    assert root["status"] == "refuted"
    assert root["counterexample"]["is"] == "dW = (2; 1)"
    assert root["counterexample"]["values"] == {"m": "3"}
    assert claims["note.md:7:83"]["follows"] == "note.md:7:8"
    twins = claims["note.md:9:1"]
    assert twins["assumptions"] == ["the two units have equal outgoing weights"]
    assert twins["brief"] != twins["message"]


def test_the_summary_counts_every_ruling():
    assert checked(REPORT)["summary"] == {
        "proved": 1,
        "confirmed": 1,
        "refuted": 3,
        "conditional": 1,
        "undecided": 2,
    }


def test_two_claims_at_one_place_have_two_names():
    first, second = FINDINGS[1], (replace(FINDINGS[1][0], kind="notation"), FINDINGS[1][1])
    result = checked(replace(REPORT, findings=(first, second)))
    names = [claim["id"] for claim in result["documents"][0]["claims"]]
    assert names == ["note.md:5:3", "note.md:5:3#2"]


def test_what_follows_names_its_root_by_its_own_name():
    """The second claim at a place is the one that is followed."""
    first = (replace(FINDINGS[1][0], span=Span(5, 9)), FINDINGS[1][1])
    root = (replace(FINDINGS[1][0], span=Span(5, 12)), FINDINGS[1][1])
    later = (FINDINGS[3][0], replace(FINDINGS[3][1], follows=root[0].span))
    claims = checked(replace(REPORT, findings=(first, root, later)))["documents"][0]["claims"]
    assert claims[2]["follows"] == claims[1]["id"] == "note.md:1:6#2"


@pytest.mark.parametrize("number", [float("nan"), float("inf"), -float("inf")])
def test_what_is_no_number_is_null(number):
    run = Simulation(number, 0.1, 10, 1, 0.1, 0.1, number)
    verdict = Verdict(Ruling.CONFIRMED, "holds", (run,))
    report = Report(DOCUMENT, ((Claim("moments", "x", Span(0, 1)), verdict),))
    assert checked(report)["documents"][0]["claims"][0]["evidence"][0]["estimate"] is None


def test_any_text_survives_and_nothing_but_ascii_is_sent():
    words = "σ √2 漢 \u202e \x1b[31m \udce9 “quoted”"
    verdict = Verdict(Ruling.UNDECIDED, words, (Reason(words), Counterexample("", words, "")))
    report = Report(DOCUMENT, ((Claim("moments", words, Span(0, 1)), verdict),))
    text = FORMATS["json"]([report], [], Style())
    assert text.isascii()
    claim = parsed(text)["documents"][0]["claims"][0]
    assert claim["message"] == claim["source"] == claim["evidence"][0]["why"] == words

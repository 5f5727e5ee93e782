from typing import Any

import pytest

from tests.cli.conftest import KON_RAY, Run


@pytest.fixture
def findings(run: Run) -> list[dict[str, Any]]:
    answer = run("check", KON_RAY, "--format", "json")
    assert answer.code == 1
    (file,) = answer.data["files"]
    assert (file["unit"], file["period"], file["forms"]) == ("huyện Kon Rẫy", "2023-6T", ["KR02", "NTM01"])
    errors: list[dict[str, Any]] = [item for item in file["findings"] if item["severity"] == "error"]
    return errors


def test_the_figure_with_a_wrong_digit_is_named_with_the_right_one(findings: list[dict[str, Any]]) -> None:
    (slip,) = [item for item in findings if item["stated"] == "26884"]
    assert (slip["form"], slip["row"], slip["column"], slip["cell"]) == ("KR02", "NTM", "3", "E13")
    assert (slip["expected"], slip["difference"], slip["unit"]) == ("26844", "40", "trieu_dong")
    first = slip["suspects"][0]
    assert (first["current"], first["proposed"]) == ("26884", "26844")
    assert slip["verdict"] == "sai"


def test_the_figure_with_two_digits_swapped_is_named(findings: list[dict[str, Any]]) -> None:
    (slip,) = [item for item in findings if item["stated"] == "4097"]
    assert (slip["row"], slip["column"], slip["expected"]) == ("DTTS", "10", "4079")
    assert slip["suspects"][0]["proposed"] == "4079"


def test_a_rate_that_does_not_follow_from_its_parts_is_named(findings: list[dict[str, Any]]) -> None:
    (rate,) = [item for item in findings if item["column"] == "15"]
    assert (rate["row"], rate["stated"], rate["unit"]) == ("GNBV", "10.8", "phan_tram")
    assert rate["expected"].startswith("20.31")


def test_what_follows_from_one_slip_is_folded_under_it(findings: list[dict[str, Any]]) -> None:
    assert len(findings) == 3
    (slip,) = [item for item in findings if item["stated"] == "26884"]
    assert {child["cell"] for child in slip["children"]} == {"E12", "R12"}
    assert [child["id"] for child in slip["children"]] == [f"{slip['id']}.1", f"{slip['id']}.2"]


def test_every_error_says_why_and_what_to_do(findings: list[dict[str, Any]]) -> None:
    for finding in findings:
        assert finding["why"]
        assert finding["law"]
        assert finding["todo"].endswith(".")
        assert finding["message"].endswith(".")

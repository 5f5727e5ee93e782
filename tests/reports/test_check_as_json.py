import json
from dataclasses import replace

from mtqg_xl.domain.findings import FileReport
from mtqg_xl.reports.check_json import check_object
from tests.cli import shapes


def test_one_finding_carries_every_key_down_to_its_suspects(full: FileReport) -> None:
    (file,) = check_object([full], "9.9")["files"]
    assert file.keys() == shapes.FILE
    error = file["findings"][0]
    assert error.keys() == shapes.FINDING
    assert [suspect.keys() for suspect in error["suspects"]] == [shapes.SUSPECT] * 2
    assert [child.keys() for child in error["children"]] == [shapes.FINDING]
    assert error["children"][0]["id"] == "F1.1"


def test_figures_are_plain_decimals_without_needless_zeros_or_exponents(full: FileReport) -> None:
    error = check_object([full], "9.9")["files"][0]["findings"][0]
    assert (error["stated"], error["expected"], error["difference"]) == ("26884.5", "26844", "40.5")
    assert [suspect["proposed"] for suspect in error["suspects"]] == ["26844", "0.0000001"]
    assert error["suspects"][1]["current"] is None


def test_a_finding_about_no_cell_of_the_form_has_empty_keys(full: FileReport) -> None:
    warning = check_object([full], "9.9")["files"][0]["findings"][1]
    assert (warning["form"], warning["row"], warning["column"]) == ("", "", "")
    assert (warning["stated"], warning["expected"], warning["difference"]) == (None, None, None)


def test_folded_findings_are_not_counted_again(full: FileReport) -> None:
    (file,) = check_object([full], "9.9")["files"]
    assert file["counts"] == {"error": 1, "warning": 1, "info": 11, "explained": 0}
    assert file["verdict"] == "invalid"


def test_what_was_explained_is_told_and_counts_as_that(full: FileReport) -> None:
    error, *others = full.findings
    answered = replace(full, findings=(replace(error, explanation="Theo Nghị quyết 12."), *others))
    (file,) = check_object([answered], "9.9")["files"]
    assert file["counts"] == {"error": 0, "warning": 1, "info": 11, "explained": 1}
    assert file["verdict"] == "warnings"
    assert [one["explanation"] for one in file["findings"][:2]] == ["Theo Nghị quyết 12.", None]
    assert file["findings"][0]["severity"] == "error"


def test_an_unreadable_file_has_every_key_too(unreadable: FileReport, clean: FileReport) -> None:
    lost, good = check_object([unreadable, clean], "9.9")["files"]
    assert lost.keys() == good.keys() == shapes.FILE
    assert (lost["verdict"], lost["reason"]) == ("unreadable", unreadable.reason)
    assert (good["verdict"], good["reason"]) == ("valid", None)


def test_what_was_not_checked_is_said(full: FileReport) -> None:
    (file,) = check_object([full], "9.9")["files"]
    assert file["unchecked"] == [{"rule": "KR02.9", "reason": "tệp không có BM11"}]


def test_the_object_is_json(full: FileReport, unreadable: FileReport) -> None:
    made = check_object([full, unreadable], "9.9")
    assert json.loads(json.dumps(made)) == made
    assert made["tool"] == {"name": "mtqg-xl", "version": "9.9"}

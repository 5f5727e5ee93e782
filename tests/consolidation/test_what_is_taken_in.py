from __future__ import annotations

import pickle
from decimal import Decimal

from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.findings import Severity
from tests.support.intakes import province, sent, taken
from tests.support.reports import submission_of
from tests.support.samples import real, report


def test_filled_cells_are_taken_in_and_blank_ones_are_not() -> None:
    given = {one.key: one.value for one in sent("huyện Bảo Lâm", {("DA2", "K4"): "8285"}).given}
    assert given[CellKey("BM16", "DA2", "K4")] == Decimal(8285)
    assert CellKey("BM16", "DA2", "K5") not in given
    assert CellKey("BM16", "DA1", "K4") not in given


def test_a_total_without_a_stored_result_is_taken_in_as_its_parts_give_it() -> None:
    given = {one.key: one.value for one in sent("huyện Bảo Lâm", {("DA2", "K4"): "8285"}).given}
    assert given[CellKey("BM16", "T", "K12")] == Decimal(8285)


def test_a_reported_zero_is_taken_in_and_a_blank_is_not() -> None:
    given = {one.key: one.value for one in sent("huyện Bảo Lâm", {("DA2", "G4"): "0"}).given}
    assert given[CellKey("BM16", "DA2", "G4")] == Decimal(0)
    assert CellKey("BM16", "DA2", "G5") not in given


def test_a_note_is_taken_in_as_text() -> None:
    intake = sent("huyện Bảo Lâm", {}, "BM03", texts={("A.2", "13"): "Cấp điện lưới quốc gia"})
    assert [(given.value, given.text) for given in intake.given] == [(None, "Cấp điện lưới quốc gia")]


def test_the_verdict_of_the_check_travels_along() -> None:
    intake = taken(real("kon_ray_2023-6T"))
    counts = report("kon_ray_2023-6T").counts
    assert intake.verdict == "invalid"
    assert (intake.errors, intake.warnings) == (counts[Severity.ERROR], counts[Severity.WARNING])


def test_an_intake_travels_between_processes() -> None:
    for intake in province("2024-KH"):
        assert pickle.loads(pickle.dumps(intake)) == intake


def test_whose_file_it_is_travels_along() -> None:
    submission = submission_of("BM16", {})
    intake = taken(submission)
    assert (intake.path, intake.sha256, intake.unit, intake.period, intake.filed, intake.forms) == (
        submission.path,
        submission.sha256,
        submission.unit,
        submission.period,
        submission.filed,
        ("BM16",),
    )

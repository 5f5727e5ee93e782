import json
from dataclasses import replace
from decimal import Decimal

import pytest

from mtqg_xl.catalogue import measures
from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.tracing import Origin, Traced
from mtqg_xl.reports.tracing import trace_lines, trace_object
from tests.cli import shapes


@pytest.fixture
def traced() -> Traced:
    return Traced(
        key=CellKey("KR02", "NTM", "1"),
        sheet="KR02",
        cell="C13",
        value=Decimal("1234.5"),
        measure=measures()["trieu_dong"],
        aggregation="sum",
        formula=None,
        row_label="Nông thôn mới",
        column_label="Kế hoạch",
        origins=(
            Origin("huyện Bảo Lâm", "a.xlsx", "ab" * 32, "KR02", "C13", Decimal("1234.5")),
            Origin("huyện Hạ Lang", "b.xlsx", "cd" * 32, "Biểu 2", "D9", "chưa có"),
        ),
        missing=("huyện Thạch An",),
    )


def lines(traced: Traced) -> str:
    return "\n".join(text for text, _ in trace_lines(traced))


def test_the_object_has_every_key_and_figures_as_strings(traced: Traced) -> None:
    made = trace_object(traced)
    assert made.keys() == shapes.TRACE
    assert made["cell"].keys() == shapes.TRACED_CELL
    assert [part.keys() for part in made["contributions"]] == [shapes.CONTRIBUTION] * 2
    assert made["cell"]["value"] == made["contributions"][0]["value"] == "1234.5"
    assert made["missing"] == ["huyện Thạch An"]
    assert json.loads(json.dumps(made)) == made


def test_a_cell_without_a_figure_has_its_keys_too(traced: Traced) -> None:
    made = trace_object(replace(traced, value=None, origins=(), missing=()))
    assert made.keys() == shapes.TRACE
    assert (made["cell"]["value"], made["contributions"], made["missing"]) == (None, [], [])


def test_a_person_reads_the_figure_its_parts_and_who_is_missing(traced: Traced) -> None:
    text = lines(traced)
    assert "KR02!C13" in text
    assert "1.234,5 triệu đồng" in text
    assert "Cộng từ 2 đơn vị" in text
    assert "b.xlsx  [Biểu 2!D9]" in text
    assert "Không có số ở ô này: huyện Thạch An" in text


def test_the_formula_of_a_computed_cell_is_shown(traced: Traced) -> None:
    assert "=SUM(C14:C16)" in lines(replace(traced, formula="SUM(C14:C16)"))
    assert "công thức" not in lines(traced)

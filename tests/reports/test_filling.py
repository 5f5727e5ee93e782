from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import pytest

from mtqg_xl.domain.cells import CellKey
from mtqg_xl.reports.filling import filling_lines, filling_object, shown, template_lines
from mtqg_xl.writing.entering import Cached, Entered, Kept, Written
from mtqg_xl.writing.into_template import IntoTemplate


def entered(
    written: tuple[Written, ...] = (),
    kept: tuple[Kept, ...] = (),
    unchanged: int = 0,
    cached: Cached | None = None,
    was_signed: bool = False,
) -> Entered:
    return Entered("a.xlsx", b"", written, kept, unchanged, cached or Cached(), was_signed)


def said(what: Entered, out: str = "") -> list[str]:
    return [text for text, _ in filling_lines(what, out)]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (12, "12"),
        (Decimal("26844.250"), "26844.25"),
        (Decimal("1E+3"), "1000"),
        (Decimal("0E-9"), "0"),
        (True, "TRUE"),
        (False, "FALSE"),
        (date(2023, 6, 30), "2023-06-30"),
        (datetime(2023, 6, 30, 14, 30), "2023-06-30T14:30:00"),
        (time(14, 30), "14:30:00"),
        ("chữ", "chữ"),
    ],
)
def test_a_value_is_told_as_text(value: Any, text: str) -> None:
    assert shown(value) == text


def test_nothing_done_is_told_with_every_key() -> None:
    wanted = {"out": "", "changes": [], "kept": [], "unchanged": 0, "updated": 0, "withheld": []}
    assert filling_object(entered(), "") == wanted
    assert said(entered()) == ["Sẽ ghi 0 ô (chưa ghi tệp nào)."]


def test_everything_is_told_by_its_place() -> None:
    what = entered(
        (Written("S", "B3", "12", Decimal("12.50")), Written("S", "B4", "", "=1+2", is_formula=True)),
        (Kept("S", "C1", Decimal(26884), "26844"),),
        3,
        Cached(7, {("S", 2, 28): "Vì thế."}),
    )
    assert filling_object(what, "b.xlsx") == {
        "out": "b.xlsx",
        "changes": [
            {"sheet": "S", "cell": "B3", "before": "12", "after": "12.5"},
            {"sheet": "S", "cell": "B4", "before": "", "after": "=1+2"},
        ],
        "kept": [{"sheet": "S", "cell": "C1", "given": "26884", "result": "26844", "differs": True}],
        "unchanged": 3,
        "updated": 7,
        "withheld": [{"sheet": "S", "cell": "AB2", "reason": "Vì thế."}],
    }
    lines = said(what, "b.xlsx")
    assert lines[0] == "Đã ghi 2 ô vào “b.xlsx”."
    assert "  S!C1: nêu 26884, công thức cho 26844" in lines
    assert "  S!AB2: Vì thế." in lines
    assert not [line for line in lines if "→" in line]


def test_before_writing_every_single_change_is_listed() -> None:
    written = tuple(Written("S", f"A{row}", "1", 2) for row in range(1, 101))
    assert len([line for line in said(entered(written)) if "1 → 2" in line]) == 100
    assert len(said(entered(written), "b.xlsx")) == 1


def many_differing(count: int) -> Entered:
    return entered(kept=tuple(Kept("S", f"A{row}", 5, "6") for row in range(1, count + 1)))


def many_withheld(count: int) -> Entered:
    return entered(cached=Cached(0, {("S", row, 1): "Vì thế." for row in range(1, count + 1)}))


@pytest.mark.parametrize("many", [many_differing, many_withheld])
@pytest.mark.parametrize(("count", "more"), [(20, None), (21, "  … và 1 ô nữa"), (50, "  … và 30 ô nữa")])
def test_a_long_list_is_cut_and_what_is_left_out_counted(
    many: Callable[[int], Entered], count: int, more: str | None
) -> None:
    lines = said(many(count))
    assert len([line for line in lines if line.startswith("  S!")]) == 20
    assert [line for line in lines if "nữa" in line] == ([more] if more else [])


@pytest.mark.parametrize(
    ("count", "places"), [(1, "(S!A1)"), (3, "(S!A1, S!A2, S!A3)"), (4, "(S!A1, S!A2, S!A3, …)")]
)
def test_formulas_kept_are_counted_and_the_first_named(count: int, places: str) -> None:
    kept = tuple(Kept("S", f"A{row}", 5, "5") for row in range(1, count + 1))
    (line,) = [line for line in said(entered(kept=kept)) if "giữ công thức" in line]
    assert line.startswith(f"{count} ô")
    assert places in line


@pytest.mark.parametrize(
    ("given", "result", "differs"),
    [
        (Decimal("0.3"), "0.30000000000000004", False),
        (0.3, "0.30000000000000004", False),
        (Decimal(26884), "26844", True),
        (5, "", True),
        (0, "0", False),
        (5, "#DIV/0!", True),
        (None, "5", False),
        ("chữ", "5", False),
        (True, "5", False),
    ],
)
def test_a_figure_differs_when_the_formula_gives_another(given: Any, result: str, differs: bool) -> None:
    assert Kept("S", "A1", given, result).differs is differs


def test_a_signature_lost_is_told_in_yellow() -> None:
    assert [
        style for text, style in filling_lines(entered(was_signed=True), "b.xlsx") if "chữ ký" in text
    ] == ["yellow"]


def test_what_a_template_could_not_take_is_told() -> None:
    keys = tuple(CellKey("BM16", f"DA{row}", "K1") for row in range(1, 23))
    lines = [text for text, _ in template_lines(IntoTemplate(entered(), ("KR02", "PL01"), (), keys))]
    assert lines[0] == "Biểu mẫu không có các biểu sau nên số liệu của chúng không ghi: KR02, PL01."
    assert lines[1].startswith(
        "22 số liệu không có chỗ trong biểu mẫu nên không ghi: BM16 DA1 K1; BM16 DA2 K1;"
    )
    assert lines[1].endswith("BM16 DA20 K1; ….")
    told = [text for text, _ in template_lines(IntoTemplate(entered(), (), (), ()))]
    assert len(told) == 1
    assert "Tổng quan" in told[0]

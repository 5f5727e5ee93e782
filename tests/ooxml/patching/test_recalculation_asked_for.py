"""The request to compute everything anew when the workbook is opened."""

from __future__ import annotations

import pytest

from tests.ooxml.patching.book import SHEET, WORKBOOK, Members, contents, members, opened, patch_of

BEFORE = ("definedNames",)
AFTER = (
    "oleSize",
    "customWorkbookViews",
    "pivotCaches",
    "smartTagPr",
    "webPublishing",
    "fileRecoveryPr",
    "webPublishObjects",
    "extLst",
)


def with_tail(tail: str, prefix: str = "") -> Members:
    parts = members("", prefix=prefix)
    mark = f"</{prefix}:workbook>" if prefix else "</workbook>"
    parts[WORKBOOK] = str(parts[WORKBOOK]).replace(mark, f"{tail}{mark}")
    return parts


def tail_after(parts: Members) -> str:
    """What stands behind the names of the workbook afterwards; all before is as it was."""
    patch = patch_of(parts)
    patch.recalculate_on_load()
    before, after = contents(patch.package.data), contents(patch.to_bytes())
    assert {name for name in after if after[name] != before[name]} <= {WORKBOOK}
    old, new = str(parts[WORKBOOK]), after[WORKBOOK].decode()
    at = old.index("definedNames>", old.index("definedNames>") + 1) + len("definedNames>")
    assert new.startswith(old[:at])
    return new[at : new.rindex("</")]


@pytest.mark.parametrize("name", AFTER)
def test_the_request_stands_before_whatever_must_follow_it(name: str) -> None:
    assert tail_after(with_tail(f"<{name}/>")) == f'<calcPr fullCalcOnLoad="1"/><{name}/>'


def test_all_that_may_follow_at_once_follows() -> None:
    tail = "".join(f"<{name}></{name}>" for name in AFTER)
    assert tail_after(with_tail(tail)) == f'<calcPr fullCalcOnLoad="1"/>{tail}'


def test_without_followers_it_stands_last_and_carries_the_prefix() -> None:
    assert tail_after(with_tail("")) == '<calcPr fullCalcOnLoad="1"/>'
    assert tail_after(with_tail("<x:extLst/>", "x")) == '<x:calcPr fullCalcOnLoad="1"/><x:extLst/>'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<calcPr calcId="191029"/>', '<calcPr calcId="191029" fullCalcOnLoad="1"/>'),
        ('<calcPr calcId="1"></calcPr>', '<calcPr calcId="1" fullCalcOnLoad="1"></calcPr>'),
        ("<calcPr/>", '<calcPr fullCalcOnLoad="1"/>'),
        ('<calcPr fullCalcOnLoad="0" x="1"/>', '<calcPr fullCalcOnLoad="1" x="1"/>'),
        ('<calcPr fullCalcOnLoad="false"/>', '<calcPr fullCalcOnLoad="1"/>'),
        ("<calcPr calcMode='manual' />", "<calcPr calcMode='manual' fullCalcOnLoad=\"1\" />"),
    ],
)
def test_what_is_said_about_calculation_already_is_kept(before: str, after: str) -> None:
    assert tail_after(with_tail(f"{before}<extLst/>")) == f"{after}<extLst/>"


@pytest.mark.parametrize("word", ["1", "true", "on"])
def test_a_request_that_is_there_leaves_the_workbook_as_it_is(word: str) -> None:
    tail = f'<calcPr fullCalcOnLoad="{word}"/>'
    assert tail_after(with_tail(tail)) == tail


def test_without_the_request_nothing_is_said() -> None:
    patch = opened('<row r="1"><c r="A1"><v>1</v></c></row>')
    patch.set(SHEET, "A1", 5)
    assert contents(patch.to_bytes())[WORKBOOK] == patch.package.read(WORKBOOK)

"""A colour, notes, links and a whole sheet are added to every workbook with a feature: nothing goes."""

import io
import warnings
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from mtqg_xl.messages import CellProblem
from mtqg_xl.ooxml.package import Package
from mtqg_xl.ooxml.patching import Patch
from tests.ooxml.features import findings
from tests.ooxml.features.additions import lost_by_adding
from tests.ooxml.features.builders import controls
from tests.ooxml.features.builders.everything import FEATURES
from tests.ooxml.features.oracle import contents
from tests.ooxml.features.readings import seen_by_ourselves
from tests.ooxml.features.soundness import unsound
from tests.ooxml.features.specimen import SHEET, Specimen


def _loaded(data: bytes) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            book = openpyxl.load_workbook(io.BytesIO(data))
            return book if len(book.sheetnames) > 1 else None
        except Exception:
            # It fails in as many ways as there are oddities; which one is not our concern.
            return None


@pytest.mark.parametrize("name", sorted(FEATURES))
def test_findings_are_added_and_nothing_is_lost(name: str) -> None:
    book = FEATURES[name]()
    before, data = contents(book.data), findings.added_to(book)
    after = contents(data)
    assert lost_by_adding(before, after, {"s", "lastEdited"}) == []
    assert unsound(before) == []
    assert unsound(after) == []
    assert seen_by_ourselves(data, findings.NAME, ["A3"]) == {"A3": Decimal("-1234.5")}
    if _loaded(book.data) is not None:
        _assert_seen_by_openpyxl(book, _loaded(data))


def _assert_seen_by_openpyxl(book: Specimen, loaded: Any) -> None:
    cell = loaded[book.sheet][book.text]
    assert cell.comment.text.endswith(findings.NOTE)
    assert cell.hyperlink.location == findings.PLACE
    assert loaded.sheetnames[-1] == findings.NAME
    assert loaded[findings.NAME]["A2"].value == book.number


def test_a_note_is_put_under_the_one_that_hangs_there_already() -> None:
    book = controls.notes_with_sizes()
    patch = Patch(Package(Path("biểu.xlsx"), book.data))
    patch.set_note(SHEET, "B2", findings.NOTE)
    data = patch.to_bytes()
    assert unsound(contents(data)) == []
    assert _loaded(data)[SHEET]["B2"].comment.text == f"Theo Quyết định 652\n{findings.NOTE}"


def test_a_conversation_is_not_mixed_with_a_note() -> None:
    book = controls.threaded_comments_and_persons()
    patch = Patch(Package(Path("biểu.xlsx"), book.data))
    patch.set_note(SHEET, "B3", findings.NOTE)
    with pytest.raises(CellProblem) as refused:
        patch.to_bytes()
    assert refused.value.code == "cell.note_threaded"
    assert "B3" in str(refused.value)
    assert SHEET in str(refused.value)

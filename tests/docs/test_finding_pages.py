"""The pages of the kinds of findings are those of the software as it is."""

from __future__ import annotations

import importlib
import re
import tomllib
from pathlib import Path

import pytest

from mtqg_xl.reconcile.kinds import KINDS
from tests.docs.pages import DOCS

#: The examples take long to find and are found once.
pytestmark = pytest.mark.xdist_group("finding pages")

FOLDER = DOCS / "phat_hien"
INDEX = DOCS / "phat_hien.md"
#: So many kinds have an example that was found in a workbook; the others say how they are worded.
LEAST_FOUND = 55


@pytest.fixture(scope="module")
def made() -> dict[Path, str]:
    patch = pytest.MonkeyPatch()
    patch.syspath_prepend(DOCS)
    try:
        pages: dict[Path, str] = importlib.import_module("make_finding_pages").pages()
    finally:
        patch.undo()
    return pages


def test_the_pages_are_up_to_date(made: dict[Path, str]) -> None:
    stale = [
        page.name for page, wanted in made.items() if not page.exists() or page.read_text("utf-8") != wanted
    ]
    assert not stale, "run python docs/make_finding_pages.py"
    assert set(FOLDER.glob("*.md")) == made.keys() - {INDEX}


def test_every_kind_has_its_page_and_stands_in_the_index_once(made: dict[Path, str]) -> None:
    for code, kind in KINDS.items():
        page = made[FOLDER / f"{code}.md"]
        assert page.startswith(f"# {kind.title()}\n")
        assert kind.meaning() in page
        assert made[INDEX].count(f"](phat_hien/{code}.md)") == 1


def test_what_is_no_error_is_said_for_every_kind_and_for_no_other() -> None:
    notes = tomllib.loads((FOLDER / "khong_phai_loi.toml").read_text(encoding="utf-8"))
    assert notes.keys() == KINDS.keys()
    for code, note in notes.items():
        assert re.fullmatch(r"[A-ZĐƯÔÂÁẤ].*\.", note), code


def test_most_examples_were_found_in_workbooks(made: dict[Path, str]) -> None:
    found = [page for page, text in made.items() if "## Ví dụ" in text]
    assert len(found) >= LEAST_FOUND
    for page in found:
        example = made[page].partition("## Ví dụ")[2]
        assert "…: " not in example.partition("\n\n- ")[0]
        assert "**Việc cần làm:**" in example


def test_no_page_shows_what_was_not_filled_in(made: dict[Path, str]) -> None:
    for page, text in made.items():
        assert not re.search(r"[{}]|\bNone\b", text), page.name

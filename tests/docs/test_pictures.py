"""The pictures of the templates show the templates that are kept. LibreOffice is not needed to know."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from tests.docs.pages import DOCS, FORM_PAGES, ROOT

PICTURES = DOCS / "anh" / "bieu_mau"
WORKBOOKS = ROOT / "workbook_templates"
SHOWN = json.loads((PICTURES / "manifest.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("page", FORM_PAGES, ids=lambda page: page.stem)
def test_the_picture_of_a_form_shows_its_kept_template(page: Path) -> None:
    kept = (WORKBOOKS / f"{page.stem}.xlsx").read_bytes()
    assert SHOWN[page.stem] == hashlib.sha256(kept).hexdigest(), "stale: run python docs/make_pictures.py"
    assert (PICTURES / f"{page.stem}.png").exists()


def test_there_is_no_picture_too_many() -> None:
    names = {page.stem for page in FORM_PAGES}
    assert set(SHOWN) == names
    assert {picture.stem for picture in PICTURES.glob("*.png")} == names

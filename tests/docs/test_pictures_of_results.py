"""The pictures of the guide: each is shown, with words for those who cannot see it, and is small."""

from __future__ import annotations

import re

from tests.docs.pages import DOCS, ROOT

PICTURES = sorted((DOCS / "anh").glob("*.png"))
PAGES = [ROOT / "README.md", DOCS / "huong_dan.md"]
_SHOWN = re.compile(r"!\[([^\]]*)\]\(([^)]+)\)")


def test_every_picture_is_shown_and_none_is_missing() -> None:
    shown = {
        (page.parent / place).resolve()
        for page in PAGES
        for _, place in _SHOWN.findall(page.read_text("utf-8"))
    }
    assert {picture.resolve() for picture in PICTURES} == shown


def test_every_picture_is_told_in_words() -> None:
    for page in PAGES:
        for words, place in _SHOWN.findall(page.read_text(encoding="utf-8")):
            assert len(words.split()) >= 5, (page.name, place)


def test_no_picture_weighs_more_than_a_page_should() -> None:
    assert len(PICTURES) >= 8
    assert {
        picture.name: picture.stat().st_size for picture in PICTURES if picture.stat().st_size > 200_000
    } == {}

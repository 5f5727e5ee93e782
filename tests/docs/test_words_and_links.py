from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest

from tests.docs.pages import DOCS, FORM_PAGES, PAGES, name, prose

GUIDE = DOCS / "huong_dan.md"
LARGEST_PICTURE = 250_000
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
#: Words of programmers that an office does not use.
FOREIGN = (
    "app argument bug button cell check click code column command console copy data database default demo "
    "directory download edit email enum error export file filter folder format function hash input json "
    "link list log macro menu mode module option output parameter parse parser paste path pdf popup "
    "prompt python regex report row run save script select server sheet shell string table template "
    "terminal text tool update upload version warning workbook worksheet yaml"
)


def slug(heading: str) -> str:
    kept = re.sub(r"[^\w\- ]", "", heading.strip().lower())
    return kept.replace(" ", "-")


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_link_and_picture_is_there(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for target in LINK.findall(text):
        if target.startswith("https://"):
            continue
        path, _, anchor = target.partition("#")
        place = (page.parent / path).resolve() if path else page
        assert place.exists(), target
        if anchor:
            headings = re.findall(r"^#+ (.+)$", place.read_text(encoding="utf-8"), re.MULTILINE)
            assert anchor in {slug(heading) for heading in headings}, target


@pytest.mark.parametrize("picture", sorted((DOCS / "anh").rglob("*.png")), ids=lambda path: path.name)
def test_a_picture_is_small_and_used(picture: Path) -> None:
    assert picture.read_bytes().startswith(b"\x89PNG\r\n")
    assert picture.stat().st_size < LARGEST_PICTURE
    shown = (page.read_text(encoding="utf-8") for page in (GUIDE, *FORM_PAGES))
    assert any(f"{picture.parent.name}/{picture.name})" in text for text in shown)


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_vietnamese_is_written_with_its_own_letters(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert unicodedata.is_normalized("NFC", text)
    # The letters of the Turkic Oi, taken for the Vietnamese U with a horn by bad conversions.
    assert not {chr(0x1A2), chr(0x1A3)} & set(text)
    assert "\u00a0" not in text
    assert "\u200b" not in text


@pytest.mark.parametrize("page", [GUIDE, DOCS / "bieu_mau.md", *FORM_PAGES], ids=name)
def test_a_page_for_officials_speaks_as_an_office_does(page: Path) -> None:
    told = re.sub(r"<!--.*?-->|<br>", " ", prose(page))
    words = {word.lower() for word in re.findall(r"[^\W\d_]+", told)}
    assert sorted(words & set(FOREIGN.split())) == []


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_no_page_knows_the_machine_it_was_written_on(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert not re.search(r"(?<![\w.])/(home|root|tmp|work|Users)/", text)

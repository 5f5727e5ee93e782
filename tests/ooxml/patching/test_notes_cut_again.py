"""Passages cut out of notes: the rest stays to the letter, a note with nothing left goes with its box."""

from __future__ import annotations

import re

from mtqg_xl.ooxml.patching import Parts
from mtqg_xl.ooxml.patching.grid import Grid
from mtqg_xl.ooxml.patching.markup import splice
from mtqg_xl.ooxml.patching.note_cutting import Stretches, cut_notes, notes_of
from tests.ooxml.features.soundness import unsound
from tests.ooxml.patching.book import PART, SHEET, contents, members, opened, patch_of
from tests.ooxml.patching.test_notes_hung_on_cells import COMMENTS, DRAWING, RELATED, ROWS, with_notes

OLD = "xl/comments7.xml"


def ours(text: str) -> Stretches:
    return [found.span() for found in re.finditer(r"\n?\[.*?\]", text, re.DOTALL)]


def cut(data: bytes) -> dict[str, bytes]:
    parts = Parts(patch_of(data).package)
    text = parts.read(PART)
    parts.write(PART, splice(text, cut_notes(Grid(text), parts, PART, ours, "mtqg_xl")))
    return contents(parts.to_bytes())


def noted(data: bytes) -> dict[str, str]:
    return notes_of(Parts(patch_of(data).package), PART)


def test_a_note_of_ours_goes_with_its_box_and_all_that_belongs_to_it() -> None:
    patch = opened(ROWS)
    patch.set_note(SHEET, "B2", "[F1]")
    after = cut(patch.to_bytes())
    assert COMMENTS not in after
    assert DRAWING not in after
    assert b"legacyDrawing" not in after[PART]
    assert b"comments" not in after[RELATED]
    assert unsound(after) == []


def test_a_note_of_the_users_is_as_it_was_to_the_byte() -> None:
    before = with_notes()
    patch = patch_of(before)
    patch.set_note(SHEET, "B2", "[F1\nhai dòng]")
    after = cut(patch.to_bytes())
    assert after[OLD].decode() == before[OLD]
    assert after["xl/drawings/old.vml"].decode() == before["xl/drawings/old.vml"]


def test_our_note_beside_one_of_the_users_goes_alone() -> None:
    before = with_notes()
    patch = patch_of(before)
    patch.set_note(SHEET, "D4", "[F1]")
    data = patch.to_bytes()
    assert set(noted(data)) == {"B2", "D4"}
    after = cut(data)
    assert after[OLD].decode() == before[OLD]
    assert after["xl/drawings/old.vml"].count(b"ObjectType") == 1
    assert b"old.vml" in after[RELATED]


def test_a_passage_may_run_over_stretches_of_several_fonts() -> None:
    runs = "".join(f"<r><t>{text}</t></r>" for text in ("trước [", "F1", "] sau"))
    after = cut(patch_of(with_notes(text=runs)).to_bytes())
    assert b"<text><r><t>tr\xc6\xb0\xe1\xbb\x9bc </t></r><r><t> sau</t></r></text>" in after[OLD]


def test_pictures_in_headers_and_other_shapes_stay() -> None:
    parts = with_notes(text="<t>[F1]</t>")
    drawing = str(parts["xl/drawings/old.vml"])
    parts["xl/drawings/old.vml"] = drawing.replace("<br>", '<v:line id="x"/><br>')
    after = cut(patch_of(parts).to_bytes())
    assert OLD not in after
    assert b"v:line" in after["xl/drawings/old.vml"]
    assert b"legacyDrawing" in after[PART]


def test_a_sheet_without_notes_has_none() -> None:
    data = patch_of(members(ROWS)).to_bytes()
    assert noted(data) == {}
    assert cut(data) == contents(data)


def test_letters_written_as_escapes_are_read_and_kept() -> None:
    before = with_notes(text="<t>a_x000A_b &amp; c[F1]</t>")
    data = patch_of(before).to_bytes()
    assert noted(data) == {"B2": "a\nb & c[F1]"}
    assert b"a\nb &amp; c</t>" in cut(data)[OLD]

"""What an edit did besides what was asked: everything found is a sentence, and none is allowed."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Final

from mtqg_xl.ooxml.package import Package
from mtqg_xl.ooxml.patching import Patch
from tests.ooxml.features.readings import seen_by_openpyxl, seen_by_ourselves
from tests.ooxml.features.sheets import other_bytes, other_meaning, same_but_recalculation
from tests.ooxml.features.specimen import SHEET, Specimen, decoded, part_of

NUMBER: Final = Decimal("1234567.89")
TEXT: Final = ' Xã "Đăk Tờ Re" & <mới>  hai dấu cách'
CACHED: Final = NUMBER * 2


@dataclass(frozen=True)
class Member:
    """A member of a zip file as it lies there: its entry in the list, and its own bytes."""

    entry: tuple[object, ...]
    record: bytes


def edited(book: Specimen, *, recalculate: bool = False) -> bytes:
    """The workbook after a number, a text and a result were written into it."""
    patch = Patch(Package(Path(f"biểu{book.suffix}"), book.data))
    patch.set(book.sheet, book.number, NUMBER)
    patch.set(book.sheet, book.text, TEXT)
    patch.set_cached(book.sheet, book.cached, CACHED)
    if recalculate:
        patch.recalculate_on_load()
    return patch.to_bytes()


def damage_by_writing_into(book: Specimen) -> list[str]:
    """Whatever the three edits changed besides their cells, and whatever they failed to write."""
    after = edited(book)
    asking = edited(book, recalculate=True)
    return [
        *absent(book),
        *damage(book, after),
        *unwritten(book, after),
        *damage_by_asking_for_recalculation(book, after, asking),
    ]


def absent(book: Specimen) -> list[str]:
    """What of the feature the workbook lacks from the start: it would prove nothing."""
    members = contents(book.data)
    sheet = decoded(members[sheet_part(book)])[1]
    return [
        *(
            f"{part} has no {element}"
            for part, element in book.kept
            if part not in members or part_of(members[part], element) is None
        ),
        *(f"the sheet does not hold {text}" for text in book.holds if text not in sheet),
    ]


def damage(book: Specimen, after: bytes, cells: Sequence[str] = ()) -> list[str]:
    """Where ``after`` differs from the workbook in anything but ``cells``, or the usual three."""
    old, new, sheet = contents(book.data), contents(after), sheet_part(book)
    if sheet not in new:
        return [f"{sheet} is gone"]
    cells = cells or (book.number, book.text, book.cached)
    return [
        *members_changed(book.data, after, {sheet}),
        *other_meaning(old[sheet], new[sheet], cells),
        *other_bytes(old[sheet], new[sheet], cells),
        *(
            f"{element or 'content'} of {part} changed"
            for part, element in book.kept
            if part_of(old[part], element) != part_of(new.get(part, b""), element)
        ),
        *(f"the sheet lost {text}" for text in book.holds if text not in decoded(new[sheet])[1]),
    ]


def unwritten(book: Specimen, after: bytes) -> list[str]:
    """Which of the three cells does not read as it was set."""
    cells = {book.number: NUMBER, book.text: TEXT, book.cached: CACHED}
    wrong = [
        f"{address} reads {found!r} instead of {cells[address]!r}"
        for address, found in seen_by_ourselves(after, book.sheet, tuple(cells)).items()
        if found != cells[address]
    ]
    if seen_by_openpyxl(book.data, book.sheet, tuple(cells)) is None:
        return wrong
    others = seen_by_openpyxl(after, book.sheet, tuple(cells))
    if others is None:
        return [*wrong, "openpyxl opens it no longer"]
    close = {address: value if value == TEXT else float(str(value)) for address, value in cells.items()}
    return [
        *wrong,
        *(f"openpyxl reads {found!r} in {at}" for at, found in others.items() if found != close[at]),
    ]


def damage_by_asking_for_recalculation(book: Specimen, after: bytes, asking: bytes) -> list[str]:
    """What asking for recalculation changed besides that one property of the workbook."""
    main = next(
        name for name in contents(book.data) if name.replace("\\", "/").lower().endswith("/workbook.xml")
    )
    old, new = contents(after), contents(asking)
    return [
        *members_changed(after, asking, {main}),
        *same_but_recalculation(old[main], new[main]),
    ]


def contents(data: bytes) -> dict[str, bytes]:
    """The members of a zip file, under the names written in it."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {info.orig_filename: archive.read(info) for info in archive.infolist()}


def sheet_part(book: Specimen) -> str:
    """The member that holds the first sheet."""
    ending = "worksheets/sheet1.xml" if book.sheet == SHEET else "worksheets/sheet2.xml"
    return next(name for name in contents(book.data) if name.replace("\\", "/").lower().endswith(ending))


def members_changed(before: bytes, after: bytes, edited_parts: set[str]) -> list[str]:
    """What changed in the archive besides the inside of the ``edited_parts``."""
    (old, old_comment), (new, new_comment) = _lying_in(before), _lying_in(after)
    found = []
    if list(old) != list(new):
        found.append(f"members were {list(old)} and are {list(new)}")
    if old_comment != new_comment:
        found.append("the comment of the zip file changed")
    for name in old.keys() & new.keys() - edited_parts:
        if old[name].entry != new[name].entry:
            found.append(f"entry of {name} changed from {old[name].entry} to {new[name].entry}")
        if old[name].record != new[name].record:
            found.append(f"packed bytes of {name} changed")
    return found


def _lying_in(data: bytes) -> tuple[dict[str, Member], bytes]:
    members = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for info in archive.infolist():
            entry = (info.compress_type, info.CRC, info.file_size, info.compress_size, info.flag_bits,
                     info.date_time, info.extra, info.comment, info.external_attr, info.internal_attr,
                     info.create_system, info.create_version, info.extract_version)  # fmt: skip
            at = info.header_offset
            names = sum(struct.unpack("<HH", data[at + 26 : at + 30]))
            end = at + 30 + names + info.compress_size
            # What follows a member of unknown size: mark, checksum and both sizes.
            end += 16 if info.flag_bits & 8 else 0
            members[info.orig_filename] = Member(entry, data[at:end])
        return members, archive.comment

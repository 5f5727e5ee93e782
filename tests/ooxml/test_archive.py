"""The zip container rewritten: what is not replaced keeps its bytes as they lie in the file."""

from __future__ import annotations

import io
import struct
import warnings
import zipfile
import zlib
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtqg_xl.ooxml import archive
from mtqg_xl.ooxml.archive import UnusualZipError, raw_members, rewrite

CONTENTS = {
    "[Content_Types].xml": b"<Types/>" * 40,
    "xl/workbook.xml": b"<workbook/>" * 30,
    "xl/worksheets/sheet1.xml": b"<c><v>1</v></c>" * 500,
    "xl/media/image1.png": bytes(range(256)) * 4,
}
NEW = b"<worksheet>" + b"new " * 700 + b"</worksheet>"
SHEET = "xl/worksheets/sheet1.xml"
WIDE = 0xFFFFFFFF


class Unseekable:
    """A stream that cannot go back, so that sizes follow their members."""

    def __init__(self) -> None:
        self.data = b""

    def write(self, piece: bytes) -> int:
        self.data += piece
        return len(piece)

    def flush(self) -> None:
        pass


def zipped(contents: dict[str, bytes] = CONTENTS, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as book:
        for at, (name, content) in enumerate(contents.items()):
            info = zipfile.ZipInfo(name, (2019 + at, 3, 4, 5, 6, 8))
            info.compress_type = method
            info.external_attr = 0o640 << 16 | at
            info.internal_attr = 1
            info.create_system = at % 4
            book.writestr(info, content)
    return stream.getvalue()


def laid_out(
    data: bytes,
    *,
    prefix: bytes = b"",
    gap: bytes = b"",
    comment: bytes = b"",
    wide: tuple[int, ...] = (),
    directory: Callable[[list[int]], list[int]] = lambda order: order,
    places: Callable[[list[int]], list[int]] = lambda places: places,
) -> bytes:
    """The members of ``data`` laid out anew; ``wide`` names the fields that stand in an extra field."""
    infos = zipfile.ZipFile(io.BytesIO(data)).infolist()
    at = zipfile.ZipFile(io.BytesIO(data)).start_dir
    records, out, starts = [], prefix, []
    ends = [*(info.header_offset for info in infos[1:]), at]
    for info, end in zip(infos, ends, strict=True):
        fields = list(struct.unpack_from("<4s4B4H3I5H2I", data, at))
        size = 46 + fields[12] + fields[13] + fields[14]
        records.append((fields, data[at + 46 : at + size]))
        at += size
        starts.append(len(out))
        out += data[info.header_offset : end] + gap
    starts = places(starts)
    start = len(out)
    for number in directory(list(range(len(records)))):
        fields, tail = records[number]
        fields[18] = starts[number]
        extra = b"".join(struct.pack("<Q", fields[field]) for field in wide)
        for field in wide:
            fields[field] = WIDE
        if extra:
            other = struct.pack("<2H4s", 0x7777, 4, b"keep")
            extra = other + struct.pack("<2H", 1, len(extra)) + extra
            name_end = fields[12]
            tail = tail[:name_end] + extra + tail[name_end:]
            fields[13] += len(extra)
        out += struct.pack("<4s4B4H3I5H2I", *fields) + tail
    total = len(records)
    end_record = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, total, total, len(out) - start, start, len(comment))
    return out + end_record + comment


def descriptors() -> bytes:
    stream = Unseekable()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as book:  # type: ignore[call-overload]
        for name, content in CONTENTS.items():
            book.writestr(name, content)
    return stream.data


def extra_fields() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as book:
        for name, content in CONTENTS.items():
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.extra = struct.pack("<2H5s", 0x5455, 5, b"\1time")
            info.comment = b"ghi chu"
            book.writestr(info, content)
    return stream.getvalue()


def old_names() -> bytes:
    """A name in the letters of old machines, without the mark for UTF-8."""
    return zipped({"xl/bi_u.xml": b"a", **CONTENTS}).replace(b"xl/bi_u.xml", b"xl/bi\x82u.xml")


ODDITIES = {
    "plain": zipped(),
    "stored": zipped(method=zipfile.ZIP_STORED),
    "something before the first member": laid_out(zipped(), prefix=b"#!/bin/sh\n" * 9),
    "something between members": laid_out(zipped(), gap=b"PK\0 between"),
    "a comment": laid_out(zipped(), comment="ghi chú của tệp".encode()),
    "places in extra fields": laid_out(zipped(), wide=(18,)),
    "sizes and places in extra fields": laid_out(zipped(), wide=(11, 10, 18)),
    "one size and the place in extra fields": laid_out(zipped(), wide=(11, 18)),
    "sizes in extra fields": laid_out(zipped(), wide=(11, 10)),
    "the directory in another order": laid_out(zipped(), directory=lambda order: order[::-1]),
    "sizes after the members": descriptors(),
    "extra fields and comments": extra_fields(),
    "Vietnamese names": zipped({"xl/ảnh/biểu đồ.xml": b"<a/>" * 50, **CONTENTS}),
    "names of old machines": old_names(),
    "folders": zipped({"xl/": b"", "xl/worksheets/": b"", **CONTENTS}),
    "all at once": laid_out(
        zipped(), prefix=b"%", gap=b"?", comment=b"!", wide=(18,), directory=lambda order: order[::-1]
    ),
}


def raw(data: bytes) -> dict[str, bytes]:
    """Each member from its header to its last compressed byte, or to the sizes that follow it."""
    found = {}
    for info in zipfile.ZipFile(io.BytesIO(data)).infolist():
        at = info.header_offset
        name, extra = struct.unpack_from("<2H", data, at + 26)
        end = at + 30 + name + extra + info.compress_size + (16 if info.flag_bits & 8 else 0)
        found[info.filename] = data[at:end]
    return found


def told(data: bytes, *without: str) -> list[tuple[object, ...]]:
    """What the directory says of each member in its order, but for its place."""
    return [
        (
            *(info.filename, info.date_time, info.compress_type, info.comment, info.create_system),
            *(info.create_version, info.extract_version, info.flag_bits, info.internal_attr),
            *(info.external_attr, info.CRC, info.compress_size, info.file_size),
        )
        for info in zipfile.ZipFile(io.BytesIO(data)).infolist()
        if info.filename not in without
    ]


def contents(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        assert book.testzip() is None
        return {name: book.read(name) for name in book.namelist()}


@pytest.fixture(params=ODDITIES)
def odd(request: pytest.FixtureRequest) -> bytes:
    return ODDITIES[request.param]


def test_a_member_gets_new_content_and_the_others_keep_their_bytes(odd: bytes) -> None:
    after = rewrite(odd, {SHEET: NEW})
    assert contents(after) == {**contents(odd), SHEET: NEW}
    before, now = raw(odd), raw(after)
    assert {name for name in now if now[name] != before[name]} == {SHEET}
    assert list(now) == list(before)


def test_the_directory_says_of_the_others_what_it_said(odd: bytes) -> None:
    assert told(rewrite(odd, {SHEET: NEW}), SHEET) == told(odd, SHEET)


def test_a_replaced_member_keeps_its_date_place_and_attributes(odd: bytes) -> None:
    def of_sheet(data: bytes) -> zipfile.ZipInfo:
        return zipfile.ZipFile(io.BytesIO(data)).getinfo(SHEET)

    before, after = of_sheet(odd), of_sheet(rewrite(odd, {SHEET: NEW}))
    for name in ("date_time", "compress_type", "comment", "create_system", "internal_attr", "external_attr"):
        assert getattr(after, name) == getattr(before, name)
    assert zlib.crc32(NEW) == after.CRC
    assert after.file_size == len(NEW)
    assert not after.flag_bits & 8


def test_what_lies_before_the_first_member_and_the_comment_stay(odd: bytes) -> None:
    after = rewrite(odd, {SHEET: NEW})
    first = min(info.header_offset for info in zipfile.ZipFile(io.BytesIO(odd)).infolist())
    assert after.startswith(odd[: first + 4])
    assert zipfile.ZipFile(io.BytesIO(after)).comment == zipfile.ZipFile(io.BytesIO(odd)).comment


def test_changing_nothing_gives_the_same_members_to_the_byte(odd: bytes) -> None:
    end = zipfile.ZipFile(io.BytesIO(odd)).start_dir
    assert rewrite(odd, {})[:end] == odd[:end]


def test_a_member_is_removed_and_the_others_keep_their_bytes(odd: bytes) -> None:
    after = rewrite(odd, {}, removed={SHEET})
    before, now = raw(odd), raw(after)
    assert before.pop(SHEET)
    assert now == before
    assert told(after) == told(odd, SHEET)
    assert SHEET.encode() not in after


def test_new_members_stand_behind_the_others_in_the_order_given(odd: bytes) -> None:
    added = {"xl/ghi chú.xml": b"<a/>" * 99, "xl/a.xml": b""}
    after = rewrite(odd, {}, added)
    assert contents(after) == {**contents(odd), **added}
    infos = zipfile.ZipFile(io.BytesIO(after)).infolist()
    assert [info.filename for info in infos][-2:] == list(added)
    assert [info.date_time for info in infos][-2:] == [(1980, 1, 1, 0, 0, 0)] * 2
    assert raw(after).items() >= raw(odd).items()


def test_everything_at_once_and_once_more(odd: bytes) -> None:
    once = rewrite(odd, {SHEET: NEW}, {"xl/more.xml": b"more"}, {"xl/media/image1.png"})
    again = rewrite(once, {"xl/more.xml": b"other", SHEET: CONTENTS[SHEET]})
    expected = {**contents(odd), "xl/more.xml": b"other"}
    del expected["xl/media/image1.png"]
    assert contents(again) == expected


def test_compressed_content_is_smaller_and_stored_content_is_not() -> None:
    assert len(rewrite(ODDITIES["plain"], {SHEET: NEW})) < len(NEW)
    assert NEW in rewrite(ODDITIES["stored"], {SHEET: NEW})
    assert len(rewrite(ODDITIES["stored"], {}, {"xl/a.xml": NEW})) < len(ODDITIES["stored"]) + 300


def test_raw_members_are_the_bytes_from_one_header_to_the_next() -> None:
    data = ODDITIES["something between members"]
    members = raw_members(data)
    assert b"".join(members.values()) == data[: zipfile.ZipFile(io.BytesIO(data)).start_dir]
    assert all(piece.startswith(b"PK\3\4") and piece.endswith(b"PK\0 between") for piece in members.values())
    assert all(members[name].startswith(piece) for name, piece in raw(data).items())


def test_extra_fields_of_a_replaced_member_stay_but_for_its_wide_sizes() -> None:
    after = rewrite(ODDITIES["sizes and places in extra fields"], {SHEET: NEW})
    assert zipfile.ZipFile(io.BytesIO(after)).getinfo(SHEET).extra == struct.pack("<2H4s", 0x7777, 4, b"keep")
    kept = struct.pack("<2H5s", 0x5455, 5, b"\1time")
    after = rewrite(ODDITIES["extra fields and comments"], {SHEET: NEW})
    info = zipfile.ZipFile(io.BytesIO(after)).getinfo(SHEET)
    assert info.extra == kept
    assert kept in after[info.header_offset : info.header_offset + 100]


def test_an_empty_zip_file_takes_a_member() -> None:
    assert contents(rewrite(zipped({}), {}, {"a.xml": b"<a/>"})) == {"a.xml": b"<a/>"}


def test_every_member_may_be_removed() -> None:
    assert contents(rewrite(zipped(), {}, removed=set(CONTENTS))) == {}


@pytest.mark.parametrize("change", [{"replaced": {"no.xml": b""}}, {"replaced": {}, "removed": ["no.xml"]}])
def test_a_member_that_is_not_there_is_an_error_of_the_caller(change: dict[str, dict[str, bytes]]) -> None:
    with pytest.raises(KeyError, match=r"no\.xml"):
        rewrite(zipped(), **change)


def test_two_folder_entries_of_one_name_both_stay() -> None:
    stream = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with zipfile.ZipFile(stream, "w") as book:
            for name, content in (("xl/", b""), ("xl/", b""), ("xl/a.xml", b"<a/>")):
                book.writestr(name, content)
    after = rewrite(stream.getvalue(), {"xl/a.xml": b"<b/>"})
    infos = zipfile.ZipFile(io.BytesIO(after)).infolist()
    assert [info.filename for info in infos] == ["xl/", "xl/", "xl/a.xml"]
    assert len({info.header_offset for info in infos}) == 3


def _header_spoilt() -> bytes:
    data = bytearray(zipped())
    data[zipfile.ZipFile(io.BytesIO(data)).getinfo(SHEET).header_offset] = 0
    return bytes(data)


UNUSUAL = {
    "a member without header": _header_spoilt(),
    "two members in one place": laid_out(zipped(), places=lambda places: [*places[:2], *places[:2]]),
    "a member inside another": laid_out(
        zipped({"a": zipped({"b": b"2"}), "b": b"2"}, zipfile.ZIP_STORED),
        places=lambda places: [places[0], places[0] + 31],
    ),
}


@pytest.mark.parametrize("sort", UNUSUAL)
def test_members_that_do_not_lie_as_they_should_are_refused(sort: str) -> None:
    with pytest.raises(UnusualZipError):
        rewrite(UNUSUAL[sort], {})
    with pytest.raises(UnusualZipError):
        raw_members(UNUSUAL[sort])


def test_a_file_too_long_for_plain_places_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    data = zipped(method=zipfile.ZIP_STORED)
    end = len(rewrite(data, {})) - 22
    monkeypatch.setattr(archive, "_WIDE", end + 1)
    assert contents(rewrite(data, {})) == CONTENTS
    monkeypatch.setattr(archive, "_WIDE", end)
    with pytest.raises(UnusualZipError):
        rewrite(data, {})


def test_more_members_than_a_plain_directory_counts_are_refused() -> None:
    most = rewrite(zipped({"a": b""}), {}, dict.fromkeys(map(str, range(0xFFFD)), b""))
    assert len(zipfile.ZipFile(io.BytesIO(most)).namelist()) == 0xFFFE
    with pytest.raises(UnusualZipError):
        rewrite(zipped({"a": b""}), {}, dict.fromkeys(map(str, range(0xFFFE)), b""))


names = st.text("aăbcđê/_.", min_size=1, max_size=6).filter(lambda name: not name.endswith("/"))
members = st.dictionaries(names, st.binary(max_size=80), min_size=1, max_size=6)


@given(members, st.data(), st.booleans(), st.binary(max_size=5), st.binary(max_size=3))
@settings(max_examples=80, deadline=None)
def test_whatever_is_changed_in_whatever_zip_the_rest_stays(
    contents_: dict[str, bytes], data: st.DataObject, stored: bool, prefix: bytes, gap: bytes
) -> None:
    method = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    before = laid_out(zipped(contents_, method), prefix=prefix, gap=gap, comment=gap)
    known = st.sampled_from(sorted(contents_))
    removed = data.draw(st.sets(known, max_size=len(contents_) - 1))
    replaced = data.draw(st.dictionaries(known, st.binary(max_size=80)))
    replaced = {name: content for name, content in replaced.items() if name not in removed}
    added = data.draw(st.dictionaries(names, st.binary(max_size=80), max_size=2))
    added = {name: content for name, content in added.items() if name not in contents_}
    after = rewrite(before, replaced, added, removed)
    kept = {name: content for name, content in contents_.items() if name not in removed}
    assert contents(after) == kept | replaced | added
    assert list(contents(after)) == [*kept, *added]
    old, new = raw_members(before), raw_members(after)
    for name in kept.keys() - replaced.keys():
        assert new[name] == old[name]

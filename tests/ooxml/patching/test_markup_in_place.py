"""Elements found and changed in the bytes of a part."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from mtqg_xl.ooxml.patching.markup import (
    Splice,
    attribute,
    attributes,
    cell_text,
    child,
    children,
    escaped,
    masked,
    quoted,
    root_of,
    splice,
    text_of,
    unescape,
    with_attributes,
)
from mtqg_xl.ooxml.texts import decode

# What XML can hold: controls other than tab and newlines stand in no part.
characters = st.characters(exclude_categories=("Cs",), exclude_characters="\ufffe\uffff").filter(
    lambda letter: letter >= " " or letter in "\t\n\r"
)
values = st.text(characters | st.sampled_from("\"'<>&=/ \n\t\r"), max_size=12)
plain_names = st.text("rstcmé", min_size=1, max_size=3)
names = plain_names | st.sampled_from(["r:id", "x14ac:dyDescent", "xml:space"])
every_text = st.text(
    st.characters(exclude_categories=("Cs",)) | st.sampled_from("_x0041Dd\x01\r"), max_size=20
)


def parsed(tag: bytes) -> dict[str, str]:
    """The attributes as an XML parser tells them."""
    return {str(name): str(value) for name, value in etree.fromstring(tag).attrib.items()}


@given(st.dictionaries(plain_names, values), st.booleans())
def test_attributes_read_as_they_were_written(told: dict[str, str], empty: bool) -> None:
    tag = with_attributes(b"<c/>" if empty else b"<c>", dict(told))
    assert attributes(tag) == told
    assert parsed(tag if empty else tag + b"</c>") == told


@given(st.dictionaries(names, values, max_size=4), st.dictionaries(names, st.none() | values, max_size=4))
def test_attributes_change_in_their_places_and_others_stay(
    told: dict[str, str], changes: dict[str, str | None]
) -> None:
    before = with_attributes(b"<x:row >", dict(told))
    after = with_attributes(before, changes)
    kept = {name: value for name, value in told.items() if name not in changes}
    new = {name: value for name, value in changes.items() if value is not None}
    assert attributes(after) == kept | new
    assert [name for name in attributes(after) if name in told] == [
        name for name in told if changes.get(name, "") is not None
    ]
    assert after.startswith(b"<x:row")
    assert after.endswith(b">")


def test_other_attributes_keep_their_wording() -> None:
    tag = b"""<c  r='B3'\ns = "4" note="it's > &#x41;" t='s' />"""
    assert attributes(tag) == {"r": "B3", "s": "4", "note": "it's > A", "t": "s"}
    assert with_attributes(tag, {"s": "5"}) == b"""<c  r='B3'\ns="5" note="it's > &#x41;" t='s' />"""
    assert with_attributes(tag, {"t": None}) == b"""<c  r='B3'\ns = "4" note="it's > &#x41;" />"""
    assert with_attributes(tag, {"cm": "1"}) == (
        b"""<c  r='B3'\ns = "4" note="it's > &#x41;" t='s' cm="1" />"""
    )
    assert with_attributes(tag, {"cm": None}) == tag
    assert attribute(tag, "note") == "it's > A"
    assert attribute(tag, "x") is None


def test_an_attribute_inside_the_value_of_another_is_none() -> None:
    tag = b"""<c note=" s='9' " s='4'>"""
    assert attribute(tag, "s") == "4"
    assert with_attributes(tag, {"s": "5"}) == b"""<c note=" s='9' " s='5'>"""
    assert attributes(with_attributes(tag, {"s": "it's"})) == {"note": " s='9' ", "s": "it's"}


@given(values)
def test_a_quoted_value_is_read_back_by_any_parser(value: str) -> None:
    assert parsed(b'<a v="' + quoted(value) + b'"/>') == {"v": value}


@given(values)
def test_an_escaped_text_is_read_back_by_any_parser_and_by_ours(text: str) -> None:
    assert (etree.fromstring(b"<a>" + escaped(text) + b"</a>").text or "") == text
    assert text_of(escaped(text)) == text


@given(every_text)
def test_any_text_of_a_cell_is_read_back(text: str) -> None:
    assert decode(etree.fromstring(b"<t>" + cell_text(text) + b"</t>").text or "") == text


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("\x01", "_x0001_"),
        ("a\x1fb", "a_x001F_b"),
        ("\ufffe", "_xFFFE_"),
        ("_x000D_", "_x005F_x000D_"),
        ("_x000d_", "_x005F_x000d_"),
        ("_x00D_", "_x00D_"),
        ("_x0041_x0042_", "_x005F_x0041_x005F_x0042_"),
        ("a\tb\nc", "a\tb\nc"),
        ("a\rb", "a&#13;b"),
        ("<&>", "&lt;&amp;&gt;"),
        ("=1+1", "=1+1"),
    ],
)
def test_texts_are_written_with_the_escapes_of_excel(text: str, written: str) -> None:
    assert cell_text(text).decode() == written


def test_an_escape_before_a_control_character_is_not_taken_for_one() -> None:
    text = "_x0041\x01"
    assert decode(cell_text(text).decode()) == text


def test_entities_of_every_sort_are_understood() -> None:
    assert unescape("&lt;&gt;&amp;&quot;&apos;&#65;&#x1F600;&amp;lt;") == "<>&\"'A😀&lt;"


def test_cdata_and_comments_in_a_text_are_understood() -> None:
    assert text_of(b"a<![CDATA[<&amp;>]]>&amp;<!-- no -->b<?no?>") == "a<&amp;>&b"


@pytest.mark.parametrize(
    "opaque",
    [b"<!-- <c r='A1'> -->", b"<![CDATA[</row><c>]]>", b"<?go <c/> ?>", "<!-- biểu\n<c/> -->".encode()],
)
def test_nothing_is_found_inside_comments_and_the_like_and_offsets_stay(opaque: bytes) -> None:
    data = b'<?xml version="1.0"?><a><b/>' + opaque + b"<c/></a>"
    scan = masked(data)
    assert len(scan) == len(data)
    assert scan[: data.index(b"<a>")].strip() in (b"", b'<?xml version="1.0"?>')
    assert scan.count(b"<c") == 1
    root = root_of(scan)
    assert [data[item.start : item.end] for item in children(scan, root.opened, root.closing)] == [
        b"<b/>",
        b"<c/>",
    ]


def test_a_comment_at_the_very_beginning_hides_its_tags_too() -> None:
    data = b"<!--<a/>--><b></b>"
    assert root_of(masked(data)).name == b"b"


@given(
    st.lists(st.sampled_from([b"<a>", b"</a>", b"<!--", b"-->", b"<![CDATA[", b"]]>", b"<?", b"?>", b" "]))
)
def test_masking_keeps_every_offset_and_what_is_outside(pieces: list[bytes]) -> None:
    data = b"".join(pieces)
    scan = masked(data)
    assert len(scan) == len(data)
    assert all(new in (old, 32) for old, new in zip(data, scan, strict=True))


def test_children_are_those_right_inside_whatever_nests() -> None:
    data = b"""<r><a><a x=">"><b/></a></a ><c/>text<x:d n='/'></x:d></r>"""
    root = root_of(data)
    found = list(children(data, root.opened, root.closing))
    assert [item.name for item in found] == [b"a", b"c", b"x:d"]
    assert [data[item.start : item.end] for item in found] == [
        b"""<a><a x=">"><b/></a></a >""",
        b"<c/>",
        b"<x:d n='/'></x:d>",
    ]
    assert [item.empty for item in found] == [False, True, False]
    last = found[-1]
    assert (last.local, last.prefix, last.tag(data)) == (b"d", b"x:", b"<x:d n='/'>")
    assert (found[0].local, found[0].prefix) == (b"a", b"")
    assert child(data, root, b"d") == last
    assert child(data, root, b"b") is None


@pytest.mark.parametrize("data", [b"", b"text", b"</a>", b"<a><b></b>", b"<a></a"])
def test_a_part_without_a_whole_root_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="root"):
        root_of(data)


def test_splices_may_come_in_any_order_and_touch() -> None:
    changes = [
        Splice(5, 6, b"Y"),
        Splice(0, 2, b""),
        Splice(2, 2, b"<"),
        Splice(2, 4, b"X"),
        Splice(9, 9, b"!"),
    ]
    assert splice(b"012345678", changes) == b"<X4Y678!"
    assert splice(b"abc", []) == b"abc"


@pytest.mark.parametrize(
    "changes",
    [
        [Splice(0, 3, b""), Splice(2, 4, b"")],
        [Splice(0, 9, b""), Splice(4, 4, b"x")],
        [Splice(3, 2, b"")],
        [Splice(1, 4, b"a"), Splice(1, 4, b"b")],
    ],
)
def test_splices_that_overlap_are_refused(changes: list[Splice]) -> None:
    with pytest.raises(ValueError, match="overlap"):
        splice(b"0123456789", changes)


@given(st.binary(max_size=30), st.data())
def test_bytes_between_splices_stay(data: bytes, draw: st.DataObject) -> None:
    ends = sorted(draw.draw(st.lists(st.integers(0, len(data)), max_size=6)))
    pairs = list(zip(ends[::2], ends[1::2], strict=False))
    made = splice(data, [Splice(start, end, b"\0new\0") for start, end in reversed(pairs)])
    kept, at = [], 0
    for start, end in pairs:
        kept.append(data[at:start])
        at = end
    assert made == b"\0new\0".join([*kept, data[at:]])

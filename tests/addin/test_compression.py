"""Compression of VBA sources, against the examples of the specification and an independent reader."""

import struct
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtqg_xl.addin.vba.compression import CHUNK, BrokenCompressionError, compress, decompress
from tests.addin.olevba import decompressed

#: The examples of [MS-OVBA] 3.2: plain text, compressed container.
NOTHING_REPEATS = (
    b"abcdefghijklmnopqrstuv.",
    "0119B000616263646566676800696A6B6C6D6E6F70007172737475762E",
)
MUCH_REPEATS = (
    b"#aaabcdefaaaaghijaaaaaklaaamnopqaaaaaaaaaaaarstuvwxyzaaa",
    "012FB000236161616263646582660070616768696A013808616B6C00306D6E6F700671027004107273747576107778797A003C",
)
ONE_LETTER = (b"a" * 73, "0103B002614500")
WORDS = st.lists(st.sampled_from(["Sub ", "End Sub", "\r\n", "Range", "(", ")", " = ", "a", "\t", "x1"]))


def test_the_examples_of_the_specification_come_out_byte_for_byte() -> None:
    for plain, container in (NOTHING_REPEATS, ONE_LETTER):
        assert compress(plain).hex().upper() == container


def test_where_repeats_are_equally_good_the_result_is_as_short_as_in_the_specification() -> None:
    plain, container = MUCH_REPEATS
    assert len(compress(plain)) == len(bytes.fromhex(container))


def test_the_examples_of_the_specification_are_read() -> None:
    for plain, container in (NOTHING_REPEATS, MUCH_REPEATS, ONE_LETTER):
        assert decompress(bytes.fromhex(container)) == plain


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.binary(max_size=3000), WORDS.map(lambda words: "".join(words * 40).encode())))
def test_what_is_compressed_comes_back_and_other_readers_agree(content: bytes) -> None:
    container = compress(content)
    assert decompress(container) == content
    if content:
        assert decompressed(container) == content


def test_every_length_around_a_chunk_comes_back() -> None:
    line = b"    ActiveSheet.Range(name).Value = 1\r\n"
    for length in (1, 2, 3, 4, 16, 17, 4094, 4095, 4096, 4097, 8191, 8192, 8193, 44_654):
        content = (line * (length // len(line) + 1))[:length]
        container = compress(content)
        assert decompress(container) == content
        assert decompressed(container) == content
        assert len(container) < 60 + length // 8


def test_every_place_in_a_chunk_can_be_copied_to_and_from() -> None:
    for gap in (1, 2, 15, 16, 17, 31, 32, 33, 1023, 1024, 1025, 2047, 2048, 2049, 4000):
        noise = bytes(Random(gap).choices(b"abcdefgh", k=gap))
        content = (b"#mtqg#" + noise + b"#mtqg#")[:CHUNK]
        assert decompress(compress(content)) == content
        assert decompressed(compress(content)) == content


def test_what_cannot_be_compressed_is_kept_as_it_is() -> None:
    noise = Random(1).randbytes(CHUNK)
    container = compress(noise)
    assert container[1:3] == struct.pack("<H", 0x3FFF)
    assert decompress(container) == noise


def test_a_short_end_without_repeats_comes_back_with_zeros_behind_as_specified() -> None:
    noise = Random(2).randbytes(CHUNK - 10)
    assert decompress(compress(noise)) == noise + bytes(10)


def test_bytes_that_are_no_container_are_refused() -> None:
    for broken in (
        "",
        "00",
        "02",
        "0119",
        "0119F000",
        "011990",
        "0105B001",
        "0102B0010000",
        "0102B003610000",
    ):
        with pytest.raises(BrokenCompressionError):
            decompress(bytes.fromhex(broken))


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_either_read_or_refused(content: bytes) -> None:
    try:
        found = decompress(b"\1" + content)
    except BrokenCompressionError:
        return
    assert len(found) <= 4096 * (len(content) // 2)

"""Compound files: what is put in comes out, and the file is as the specification wants it in every byte."""

import io
from random import Random

import olefile
import pytest

from mtqg_xl.addin.compound import CompoundTooLargeError, write_compound
from mtqg_xl.addin.compound.directory import Tree, directory
from tests.addin.compound_reader import RED, Compound

EDGES = (0, 1, 63, 64, 65, 511, 512, 513, 4095, 4096, 4097, 20_000)


def flat(tree: Tree, before: str = "") -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for name, content in tree.items():
        found |= {before + name: content} if isinstance(content, bytes) else flat(content, f"{before}{name}/")
    return found


def some_tree(seed: int, count: int) -> dict[str, bytes | Tree]:
    """A storage of ``count`` streams with names of all lengths, and two streams beside it."""
    chance = Random(seed)
    names = {f"{'Mo' * chance.randrange(12)}{at:x}"[-31:] for at in range(count)}
    inside = {name: chance.randbytes(chance.choice(EDGES)) for name in sorted(names)}
    return {"VBA": inside, "PROJECT": chance.randbytes(600), "PROJECTwm": b"x"}


def check_by_both_readers(tree: Tree) -> None:
    data = write_compound(tree)
    wanted = flat(tree)
    assert Compound(data).read() == wanted
    with olefile.OleFileIO(io.BytesIO(data), raise_defects=olefile.DEFECT_UNSURE) as file:
        assert not file.parsing_issues
        assert {"/".join(path) for path in file.listdir()} == set(wanted)
        for path, content in wanted.items():
            assert file.openstream(path).read() == content


def test_streams_of_every_edge_size_come_out_alone() -> None:
    for size in EDGES:
        check_by_both_readers({"A": Random(size).randbytes(size)})


def test_streams_of_all_edge_sizes_come_out_together() -> None:
    check_by_both_readers({"VBA": {f"S{size}": Random(size).randbytes(size) for size in EDGES}})


def test_one_to_a_hundred_and_fifty_streams_come_out_and_their_tree_is_sound() -> None:
    for count in (*range(1, 34), 63, 64, 65, 99, 127, 128, 150):
        check_by_both_readers(some_tree(count, count))


def test_a_file_without_streams_and_empty_storages_are_sound() -> None:
    check_by_both_readers({})
    check_by_both_readers({"VBA": {}, "B": b"1"})


def test_names_that_differ_only_after_a_shorter_one_are_ordered_by_length_first() -> None:
    entries = directory({"b": b"", "AA": b"", "c": b"", "AB": b"", "Zz": b"", "a": b""})
    assert [entry.name for entry in entries[1:]] == ["a", "b", "c", "AA", "AB", "Zz"]


def test_only_the_last_level_of_a_tree_that_is_not_full_is_red() -> None:
    def reds(count: int) -> int:
        return sum(entry.colour == RED for entry in directory({f"{at:04}": b"" for at in range(count)})[1:])

    assert [reds(count) for count in (1, 2, 3, 4, 5, 6, 7, 8)] == [0, 1, 0, 1, 2, 3, 0, 1]


def test_tables_of_several_sectors_are_sound_and_too_much_is_refused() -> None:
    for size in (127 * 512 - 2048, 127 * 512 - 1024, 127 * 512, 500_000):
        check_by_both_readers({"A": b"x" * size})
    assert len(write_compound({"A": b"x" * (6_900_000)})) < 109 * 128 * 512 + 512
    with pytest.raises(CompoundTooLargeError):
        write_compound({"A": b"x" * 7_200_000})


def test_names_that_no_compound_file_holds_are_refused() -> None:
    for names in (["x" * 32], [""], ["a/b"], ["a:b"], ["a\\b"], ["!a"], ["Abc", "aBC"]):
        with pytest.raises(ValueError, match="no compound file"):
            write_compound(dict.fromkeys(names, b""))


def test_the_same_streams_give_the_same_bytes_in_whatever_order_they_are_given() -> None:
    tree = {"B": b"1", "A": b"2" * 5000, "C": b"3"}
    assert write_compound(tree) == write_compound(dict(reversed(tree.items())))

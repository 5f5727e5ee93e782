import io
import zipfile

from tests.ooxml.features.builders import archives
from tests.ooxml.features.oracle import damage_by_writing_into


def test_back_slashes_in_the_names_of_members_stay() -> None:
    assert damage_by_writing_into(archives.back_slashes_in_names()) == []


def test_names_in_another_case_than_their_pointers_stay() -> None:
    assert damage_by_writing_into(archives.names_in_another_case()) == []


def test_members_that_are_not_compressed_stay_so() -> None:
    assert damage_by_writing_into(archives.members_not_compressed()) == []


def test_sizes_that_follow_their_members_stay_there() -> None:
    assert damage_by_writing_into(archives.sizes_after_the_members()) == []


def test_the_comment_of_the_archive_stays() -> None:
    assert damage_by_writing_into(archives.comment_of_the_archive()) == []


def test_folders_extra_fields_and_comments_of_members_stay() -> None:
    assert damage_by_writing_into(archives.folders_and_extra_fields()) == []


def test_members_keep_their_order() -> None:
    assert damage_by_writing_into(archives.members_in_reverse_order()) == []


def test_each_archive_is_as_odd_as_its_name_says() -> None:
    def infos(data: bytes) -> list[zipfile.ZipInfo]:
        return zipfile.ZipFile(io.BytesIO(data)).infolist()

    assert all("/" not in info.orig_filename for info in infos(archives.back_slashes_in_names().data))
    names = {info.filename for info in infos(archives.names_in_another_case().data)}
    assert "xl/Worksheets/Sheet1.xml" in names
    assert all(info.compress_type == 0 for info in infos(archives.members_not_compressed().data))
    assert all(info.flag_bits & 8 for info in infos(archives.sizes_after_the_members().data))
    assert zipfile.ZipFile(io.BytesIO(archives.comment_of_the_archive().data)).comment
    folders = infos(archives.folders_and_extra_fields().data)
    assert folders[0].is_dir()
    assert all(info.extra and info.comment for info in folders[1:])
    assert infos(archives.members_in_reverse_order().data)[-1].filename == "[Content_Types].xml"

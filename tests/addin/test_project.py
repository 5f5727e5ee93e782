"""A project read back: by olevba, by ourselves, and its plain lines as Excel writes them."""

import io

import olefile
import pytest

from mtqg_xl.addin import Sources, project_of
from mtqg_xl.addin.vba import BrokenProjectError, Kind, Module, Project, document, project_bytes, read_project
from mtqg_xl.addin.vba.encryption import decrypt, encrypt
from tests.addin.olevba import decompressed, sources_in

#: An id with the values that Excel wrote for it.
EXCELS_ID = "{318BEE36-5BE1-492A-826D-473DB19B0F30}"
EXCELS_VALUES = {
    "5D5F8AADDAA8DEA8DEA8DEA8DE": bytes(4),
    "5D5F8AADDAADDBADDBAD": bytes(1),
    "5D5F8AADDAADDBADDB52": b"\xff",
}


def stream(content: bytes, name: str) -> bytes:
    with olefile.OleFileIO(io.BytesIO(content)) as file:
        found: bytes = file.openstream(name).read()
    return found


@pytest.fixture(scope="module")
def project(sources: Sources) -> Project:
    return project_of(sources, 2)


@pytest.fixture(scope="module")
def content(project: Project) -> bytes:
    return project_bytes(project)


def test_olevba_reads_every_source_back_as_it_was(project: Project, content: bytes) -> None:
    endings = {Kind.STANDARD: "bas"}
    assert sources_in(content) == {
        f"{m.name}.{endings.get(m.kind, 'cls')}": m.source for m in project.modules
    }


def test_a_project_is_read_back_as_it_was(project: Project, content: bytes) -> None:
    assert read_project(content) == project


def test_the_same_project_gives_the_same_bytes(project: Project, content: bytes) -> None:
    assert project_bytes(project) == content


def test_no_version_of_office_finds_compiled_code_so_each_compiles_the_sources(content: bytes) -> None:
    assert stream(content, "VBA/_VBA_PROJECT").hex() == "cc61ffff000100"
    source = stream(content, "VBA/TryWork")
    assert decompressed(source).startswith(b'Attribute VB_Name = "TryWork"\r\n')


def test_a_standard_module_has_its_name_only_and_a_class_keeps_what_it_said_of_itself(
    project: Project,
) -> None:
    modules = {module.name: module for module in project.modules}
    assert modules["TryWork"].source.splitlines()[:2] == ['Attribute VB_Name = "TryWork"', "Option Explicit"]
    box = modules["TryBox"].source.splitlines()
    assert box[1] == 'Attribute VB_Base = "0{FCFB3D2A-A0FA-1068-A738-08002B3371B5}"'
    assert "Attribute VB_PredeclaredId = True" in box
    assert "Attribute VB_Exposed = False" in box
    assert box[8] == "Option Explicit"
    assert "Attribute Item.VB_UserMemId = 0" in box
    assert not [line for line in box if "MultiUse" in line]


def test_the_modules_of_workbook_and_sheets_have_their_base_and_flags(project: Project) -> None:
    book, sheet = (module.source.splitlines() for module in project.modules[:2])
    assert 'Attribute VB_Base = "0{00020819-0000-0000-C000-000000000046}"' in book
    assert 'Attribute VB_Base = "0{00020820-0000-0000-C000-000000000046}"' in sheet
    for flag in ("VB_PredeclaredId", "VB_Exposed", "VB_Customizable"):
        assert f"Attribute {flag} = True" in book


def test_the_project_lists_its_modules_by_kind(content: bytes) -> None:
    lines = stream(content, "PROJECT").decode("ascii").split("\r\n")
    assert lines[1:6] == [
        "Document=ThisWorkbook/&H00000000",
        "Document=Sheet1/&H00000000",
        "Document=Sheet2/&H00000000",
        "Class=TryBox",
        "Module=TryRibbon",
    ]
    assert 'Name="MtqgXl"' in lines
    assert "&H00000001={3832D640-CF90-11CF-8E43-00A0C911005A};VBE;&H00000000" in lines
    assert lines[-2:] == ["TryWork=0, 0, 0, 0, C", ""]


def test_the_project_says_that_it_is_neither_locked_nor_hidden(content: bytes) -> None:
    lines = dict(
        line.split("=", 1) for line in stream(content, "PROJECT").decode("ascii").split("\r\n") if "=" in line
    )
    values = {key: value.strip('"') for key, value in lines.items()}
    hidden = [decrypt(values[key], values["ID"]) for key in ("CMG", "DPB", "GC")]
    assert hidden == list(EXCELS_VALUES.values())


def test_names_stand_in_both_codings(content: bytes) -> None:
    names = stream(content, "PROJECTwm")
    assert names.startswith(b"ThisWorkbook\0" + "ThisWorkbook".encode("utf-16-le") + b"\0\0Sheet1\0")
    assert names.endswith(b"\0\0\0\0")


def test_what_excel_hid_is_found_and_hidden_again_alike() -> None:
    for digits, plain in EXCELS_VALUES.items():
        assert decrypt(digits, EXCELS_ID) == plain
        assert decrypt(encrypt(plain, EXCELS_ID, 0x5D), EXCELS_ID) == plain


def test_whatever_is_hidden_is_found_with_every_seed() -> None:
    for seed in range(256):
        assert decrypt(encrypt(b"mtqg", EXCELS_ID, seed), EXCELS_ID) == b"mtqg"
    with pytest.raises(ValueError, match="not hidden for this project"):
        decrypt(encrypt(b"mtqg", EXCELS_ID, 7), EXCELS_ID.replace("3", "4", 1))


def test_records_stand_in_the_order_of_the_specification(content: bytes) -> None:
    records = decompressed(stream(content, "VBA/dir"))
    ids, at = [], 0
    while at < len(records):
        id_ = int.from_bytes(records[at : at + 2], "little")
        size = int.from_bytes(records[at + 2 : at + 6], "little") + (2 if id_ == 9 else 0)
        ids.append(id_)
        at += 6 + size
    head = [0x01, 0x02, 0x14, 0x03, 0x04, 0x05, 0x40, 0x06, 0x3D, 0x07, 0x08, 0x09, 0x0C, 0x3C]
    reference = [0x16, 0x3E, 0x0D]
    module = [0x19, 0x47, 0x1A, 0x32, 0x1C, 0x48, 0x31, 0x1E, 0x2C]
    kinds = [0x22, 0x22, 0x22, 0x22, 0x21, 0x21]
    modules = [id_ for kind in kinds for id_ in (*module, kind, 0x2B)]
    assert ids == [*head, *reference, *reference, 0x0F, 0x13, *modules, 0x10]


def test_modules_of_one_name_are_refused() -> None:
    twice = (document("Sheet1"), Module("SHEET1", Kind.STANDARD, ""))
    with pytest.raises(ValueError, match="two modules of one name"):
        project_bytes(Project("A", twice))


def test_line_ends_of_any_system_give_the_same_module() -> None:
    text = 'Attribute VB_Name = "A"\nOption Explicit\n'
    modules = {Module.parse("A", Kind.STANDARD, text.replace("\n", end)) for end in ("\n", "\r\n", "\r")}
    assert [module.body for module in modules] == ["Option Explicit\n"]


def test_bytes_that_are_no_project_are_refused(content: bytes) -> None:
    for broken in (b"", b"PK\3\4", content[:1024], content.replace(b"d\0i\0r\0", b"d\0i\0x\0")):
        with pytest.raises(BrokenProjectError):
            read_project(broken)

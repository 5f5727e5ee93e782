"""Sources that must not be built: everything wrong is told at once, with module and line."""

from collections.abc import Callable

import pytest

from mtqg_xl.addin import Sources, SourcesProblem, check, refuse_faults
from mtqg_xl.addin.source_lines import statements
from mtqg_xl.addin.source_rules import RULES

Added = Callable[..., Sources]
HEAD = "Option Explicit\n"
#: Statements that must not be used, by the rule that forbids them.
FORBIDDEN = {
    "uses_declare": (
        'Private Declare PtrSafe Function Beep Lib "kernel32" (ByVal a As Long) As Long',
        'Declare Sub Sleep Lib "kernel32" (ByVal ms As Long)',
    ),
    "uses_auto_run": ("Sub Auto_Open()", "Private Sub Workbook_Open()", "Sub auto_close()"),
    "uses_editor": ("n = book.VBProject.Name", "Set a = Application.VBE", 'Set a = b("VBIDE.x")'),
    "uses_adodb": ('Set s = CreateObject("ADODB.Stream")', "Dim s As ADODB.Stream"),
    "uses_network": ('Set h = CreateObject("MSXML2.XMLHTTP")', 'u = "http://example.org/"'),
    "uses_shell": ("Shell path, 1", 'n = Shell("calc.exe")', 'If a Then Shell "b"'),
    "uses_console": ('run "cmd.exe /c dir"', 'run "cmd /k"', 'run "powershell -File a.ps1"'),
    "uses_keys": ('SendKeys "a"', 'Application.SendKeys "a"'),
    "uses_msgbox": ('MsgBox "a"', "If MsgBox(words) = 6 Then Stop"),
    "uses_inputbox": ("words = InputBox(question)",),
    "uses_dir": ("If Dir(path) = empty_ Then Stop", "name_ = Dir$( path )"),
    "uses_environ": ('path = Environ("TEMP")', 'path = Environ$("TEMP")'),
    "uses_file_statement": (
        "Open path For Input As #1",
        "Kill path",
        'If a Then Kill "b"',
        "MkDir path",
        "FileCopy one, other",
        "Name one As other",
        "Line Input #1, words",
        "Print #1, words",
        "n = FileLen(path)",
    ),
    "uses_strconv": ("words = StrConv(raw, 64)",),
}
#: What looks like something forbidden and is not.
ALLOWED = (
    "' MsgBox Dir(Environ) Shell(1) Kill all",
    "Rem MsgBox words",
    'words = "Open the file For Input, MsgBox, Kill path"',
    'Set shell = CreateObject("WScript.Shell")',
    "Dim shell As Object",
    "code = shell.Run(command, 0, True)",
    "If shell Is Nothing Then Exit Sub",
    "Set book = Workbooks.Open(path)",
    "Workbooks.Open Filename:=path",
    "answer = Application.InputBox(question)",
    "dirty = dir_ + direction(1)",
    "files.Kill path",
    "book.Name = other",
    "Name = other",
    "Debug.Print words",
)


def told(sources: Sources) -> list[tuple[str, int, str]]:
    """The faults but for names that these scraps of code leave undeclared."""
    faults = [(fault.file, fault.line, fault.code) for fault in check(sources)]
    return [fault for fault in faults if not fault[2].startswith(("name_", "call_"))]


def test_sound_sources_have_no_faults(sources: Sources) -> None:
    assert check(sources) == []
    refuse_faults(sources)


def test_every_rule_of_the_table_is_tried_here() -> None:
    assert {rule.code for rule in RULES} == set(FORBIDDEN)


def test_everything_forbidden_is_found_on_its_line(with_code: Added) -> None:
    for code, lines in FORBIDDEN.items():
        for line in lines:
            body = line if "Sub " in line and "Declare" not in line else f"{line}\nSub X()"
            found = told(with_code(f"{HEAD}\n{body}\nEnd Sub\n"))
            assert found == [("vba/TryMore.bas", 3, code)], line


def test_what_only_looks_forbidden_is_let_through(with_code: Added) -> None:
    body = "".join(f"    {line}\n" for line in ALLOWED)
    assert told(with_code(f"{HEAD}Sub X()\n{body}End Sub\n")) == []


def test_a_letter_outside_ascii_is_told_with_module_and_line(with_code: Added) -> None:
    spoiled = with_code(f"{HEAD}\nPublic Const A = 1 ' số liệu\n".encode())
    fault = next(one for one in check(spoiled) if one.code == "not_ascii")
    assert str(fault) == (
        "vba/TryMore.bas, dòng 3: có ký tự ngoài bảng chữ không dấu (byte 0xE1);"
        " chữ tiếng Việt phải đặt trong tệp câu chữ."
    )


def test_a_mark_at_the_beginning_of_the_file_is_outside_ascii_too(with_code: Added) -> None:
    assert told(with_code(b"\xef\xbb\xbf" + HEAD.encode())) == [("vba/TryMore.bas", 1, "not_ascii")]


def test_option_explicit_must_be_code_and_not_a_remark(with_code: Added) -> None:
    missing = [("vba/TryMore.bas", 0, "no_option_explicit")]
    assert told(with_code("Public a As Long\n")) == missing
    assert told(with_code("' Option Explicit\n")) == missing
    assert told(with_code("option  explicit\n")) == []


def test_names_that_excel_does_not_take_are_refused(with_code: Added) -> None:
    assert told(with_code(HEAD, "T" + "x" * 31 + ".bas"))[0][2] == "long_name"
    assert told(with_code(HEAD, "T" + "x" * 30 + ".bas")) == []
    for name in ("1Try.bas", "Try-More.bas", "_Try.bas"):
        assert told(with_code(HEAD, name))[0][2] == "bad_name", name
    for name in ("ThisWorkbook.cls", "sheet2.bas", "MtqgXl.bas"):
        assert told(with_code(HEAD, name))[0][2] == "reserved_name", name
    assert told(with_code(HEAD, "TRYWORK.bas"))[0][2] == "same_name"
    assert told(with_code(f'Attribute VB_Name = "Other"\n{HEAD}'))[0][2] == "other_name"


def test_lines_that_the_editor_does_not_take_are_refused(with_code: Added) -> None:
    assert told(with_code(f"{HEAD}' {'x' * 1030}\n"))[0][1:] == (2, "long_line")
    continued = f"{HEAD}Sub X()\n    a = 1" + " _\n    + 1" * 25 + "\nEnd Sub\n"
    assert told(with_code(continued))[0][2] == "too_many_continued"
    assert told(with_code(continued.replace(" _\n    + 1", "", 1))) == []
    assert told(with_code(f"{HEAD}a\x01b\n"))[0][1:] == (2, "control_sign")


def test_procedures_and_types_must_be_closed(with_code: Added) -> None:
    assert told(with_code(f"{HEAD}Sub X()\nSub Y()\nEnd Sub\n"))[0][1:] == (2, "not_closed")
    assert told(with_code(f"{HEAD}Sub X()\n"))[0][1:] == (2, "not_closed")
    assert told(with_code(f"{HEAD}Type A\n    b As Long\nEnd Sub\n"))[0][1:] == (4, "not_opened")
    assert told(with_code(f"{HEAD}End Function\n"))[0][1:] == (2, "not_opened")
    assert told(with_code(f"{HEAD}Private Type A\n    type As Long\nEnd Type\n")) == []


def test_all_faults_are_told_at_once_and_the_first_in_the_sentence(with_code: Added) -> None:
    spoiled = with_code("Private Const A = 1\nSub X()\n    MsgBox 1\n    Kill A\nEnd Sub\n")
    with pytest.raises(SourcesProblem) as caught:
        refuse_faults(spoiled)
    assert [fault.code for fault in caught.value.faults] == [
        "no_option_explicit",
        "uses_msgbox",
        "uses_file_statement",
    ]
    assert str(caught.value) == (
        "Mã nguồn của phần bổ sung còn 3 chỗ sai nên chưa dựng được;"
        " chỗ đầu tiên: vba/TryMore.bas: thiếu Option Explicit."
    )


def test_statements_are_joined_and_texts_kept_apart() -> None:
    source = 'a = "x ""y"" \' z" & _\n    b \' "c" _\n\nRem d _\nCall e: Rem f\n'
    found = [(one.line, one.code.split(), one.texts) for one in statements(source)]
    assert found == [(1, ["a", "=", '"0"', "&", "b"], ('x "y" \' z',)), (5, ["Call", "e"], ())]

"""What Excel's editor would refuse to compile is found without it: names and calls."""

from collections.abc import Callable

from mtqg_xl.addin import Sources, check

Added = Callable[..., Sources]
MODULE = """Option Explicit
Private Const LIMIT As Long = 3, OTHER As String = "x"
Public Enum TryWay
    WayOut = 1
End Enum
Private Type TryPair
    Name As String
    type As Long
End Type

Private Sub Work(ByVal book As Workbook, Optional ByVal count As Long = 1)
    Dim pairs(1 To LIMIT) As TryPair, cell As Range
    Dim way As TryWay
    On Error GoTo Failed
    For Each cell In book.Worksheets(1).UsedRange
        way = WayOut
        pairs(1).Name = cell.Value & ChrW$(&H1EA5) & vbLf & 1.5E-3
        cell.Find What:=OTHER, LookIn:=xlValues
    Next cell
    Exit Sub
Failed:
    Resume Next
End Sub

Public Function TryNames(Optional first As String = "a,(b", Optional n As Long = 2) As String()
    TryNames = Split(first & String$(n, "x"), ",")
End Function

Public Function TryAll(ParamArray values() As Variant) As Long
    ReDim found(1 To 2) As String
    TryAll = UBound(values)
End Function

Public Sub TryCalls()
    Work ActiveWorkbook
    Work ActiveWorkbook, 2: Work ActiveWorkbook
    If TryAll() + TryAll(1, (2 + 3), T("greeting")) > 0 Then Work ThisWorkbook, TryAll(1) Else TryAll
    Call TryWork.Greet(ActiveSheet, OTHER)
    TryWork.Greet ActiveSheet, TF("counted", TryAll(1, 2))
    If Len(T("greeting")) = 0 Then Exit Sub
End Sub
"""


def found(sources: Sources) -> list[tuple[str, object, int]]:
    return [(fault.code, fault.values.get("name"), fault.line) for fault in check(sources)]


def test_code_that_compiles_is_let_through(with_code: Added) -> None:
    assert found(with_code(MODULE)) == []


def test_a_name_that_nothing_declares_is_told_with_its_line(with_code: Added) -> None:
    for old, new, name in (
        ("way = WayOut", "way = WayIn", "WayIn"),
        ("For Each cell", "For Each sell", "sell"),
        ("As TryWay", "As TryVay", "TryVay"),
        ("1 To LIMIT", "1 To LIMITS", "LIMITS"),
        ("GoTo Failed", "GoTo Fail", "Fail"),
        ("ActiveWorkbook, 2", "ActivWorkbook, 2", "ActivWorkbook"),
        ("UBound(values)", "UBounds(values)", "UBounds"),
        ("& vbLf", "& vbLff", "vbLff"),
        ("Call TryWork.", "Call TryWrk.", "TryWrk"),
    ):
        assert old in MODULE
        spoiled = MODULE.replace(old, new, 1)
        line = next(at for at, text in enumerate(spoiled.splitlines(), 1) if new in text)
        assert found(with_code(spoiled)) == [("name_unknown", name, line)], new


def test_what_another_module_keeps_to_itself_is_not_seen(with_code: Added) -> None:
    assert found(with_code("Option Explicit\nSub X()\n    Set tab_ = Nothing\nEnd Sub\n")) == [
        ("name_unknown", "tab_", 3)
    ]


def test_a_variable_of_one_procedure_is_not_seen_in_another(with_code: Added) -> None:
    code = "Option Explicit\nSub X()\n    Dim a As Long\nEnd Sub\nSub Y()\n    a = 1\nEnd Sub\n"
    assert found(with_code(code)) == [("name_unknown", "a", 6)]


def test_calls_with_too_few_or_too_many_arguments_are_told(with_code: Added) -> None:
    for old, new, name in (
        ("    Work ActiveWorkbook\n", "    Work\n", "Work"),
        ("    Work ActiveWorkbook\n", "    Work ActiveWorkbook, 1, 2\n", "Work"),
        (": Work ActiveWorkbook", ": Work", "Work"),
        ("(ActiveSheet, OTHER)", "(ActiveSheet)", "Greet"),
        ('T("greeting")) >', 'T("greeting", 2)) >', "T"),
        ('TF("counted", TryAll(1, 2))', 'TF("counted")', "TF"),
        ('If Len(T("greeting")) = 0', 'If T("greeting", 1) = OTHER', "T"),
        ("Else TryAll", "Else Work", "Work"),
    ):
        assert old in MODULE
        assert [entry[:2] for entry in found(with_code(MODULE.replace(old, new, 1)))] == [
            ("call_arguments", name)
        ], new


def test_words_of_the_language_are_no_names(with_code: Added) -> None:
    for declaration in (
        "Dim next As Long",
        "Dim a As Long, string",
        "Const print = 1",
        "Static loop As Long",
    ):
        (fault,) = check(with_code(f"Option Explicit\nSub X()\n    {declaration}\nEnd Sub\n"))
        assert fault.code == "name_reserved", declaration
    (fault,) = check(with_code("Option Explicit\nSub X(ByVal get As Long)\nEnd Sub\n"))
    assert str(fault) == "vba/TryMore.bas, dòng 2: “get” là từ của VBA, không dùng làm tên được."


def test_a_name_declared_twice_in_one_place_is_told(with_code: Added) -> None:
    body = "    Dim A As Long\n    Dim b() As Long\n    ReDim b(3)\n"
    code = f"Option Explicit\nSub X(ByVal a As Long)\n{body}End Sub\n"
    assert found(with_code(code)) == [("name_twice", "A", 3)]
    assert ("name_twice", "X", 4) in found(
        with_code("Option Explicit\nPrivate Sub X()\nEnd Sub\nPrivate Sub X()\nEnd Sub\n")
    )


def test_a_variable_may_have_the_name_of_a_procedure_elsewhere(with_code: Added) -> None:
    code = "Option Explicit\nSub X()\n    Dim T(2) As Long\n    T(1) = 2\n    T(1) = T(2) + 1\nEnd Sub\n"
    assert found(with_code(code)) == []

Attribute VB_Name = "MtqgDiagnose"
Option Explicit
' What somebody who helps needs to know, in one text that can be copied and sent.

' Facts of Excel and of this add-in, a line each.
Public Function OwnFacts(ByVal book As Workbook) As String
    Dim told As String
    told = Fact("diagnose.excel", Application.Version & ", " & MtqgHost.Bits() & "-bit, " & Application.OperatingSystem)
    told = told & Fact("diagnose.addin", PathKind(ThisWorkbook.Path))
    If Not book Is Nothing Then
        told = told & Fact("diagnose.book", PathKind(book.Path))
        told = told & Fact("diagnose.structure", YesNo(book.ProtectStructure))
        told = told & Fact("diagnose.marked", YesNo(Not MemoryOf(book) Is Nothing))
    End If
    OwnFacts = told
End Function

Public Function EngineFacts() As String
    EngineFacts = Fact("diagnose.engine", LastEngineTold())
End Function

' Writes the facts into a sheet, a line each, as texts.
Public Sub WriteFacts(ByVal sheet As Worksheet, ByVal told As String)
    Dim lines As Variant
    Dim i As Long
    lines = Split(told, vbLf)
    sheet.Columns(1).ColumnWidth = 100
    For i = LBound(lines) To UBound(lines)
        sheet.Cells(i + 1, 1).value = GuardedText(lines(i))
    Next i
End Sub

' What sort of place a path is; the path itself may hold a person's name and is not told.
Public Function PathKind(ByVal path As String) As String
    Dim i As Long
    Dim code As Long
    If Len(path) = 0 Then
        PathKind = T("diagnose.path_none")
        Exit Function
    ElseIf InStr(path, "://") > 0 Then
        PathKind = T("diagnose.path_web")
    ElseIf Left$(path, 2) = "\\" Then
        PathKind = T("diagnose.path_share")
    Else
        PathKind = T("diagnose.path_local")
    End If
    For i = 1 To Len(path)
        code = AscW(Mid$(path, i, 1))
        If code < 32 Or code > 126 Then
            PathKind = PathKind & "; " & T("diagnose.path_letters")
            Exit Function
        End If
    Next i
End Function

Private Function Fact(ByVal key As String, ByVal value As String) As String
    Fact = T(key) & ": " & value & vbLf
End Function

Private Function YesNo(ByVal value As Boolean) As String
    YesNo = IIf(value, T("yes"), T("no"))
End Function

Option Explicit
' What the tests ask of the rules that run in VBA.

Private Const MARK As Long = &H241E

' The findings of the workbook in front: sheet, cell, rule, severity, title, figures; then the two sentences.
Public Function LiteRun() As String
    Dim i As Long
    Dim code As Long
    Dim made As String
    On Error GoTo Failed
    code = RunLite(ActiveWorkbook)
    made = code & ChrW(MARK) & LiteHeadline() & ChrW(MARK) & LiteLimits()
    For i = 1 To FoundCount
        made = made & ChrW(MARK) & Found(i).SheetName & vbTab & Found(i).CellName & vbTab & Found(i).Rule _
            & vbTab & Found(i).Severity & vbTab & Found(i).Title & vbTab & Found(i).Stated & vbTab _
            & Found(i).Expected & vbTab & Found(i).Message
    Next i
    LiteRun = made
    Exit Function
Failed:
    LiteRun = "problem: " & Err.Number & " " & Err.Description & " line " & Erl
End Function

' Figures as texts: with the digits that a cell shows, rounded and cut off at two decimals, as an office writes them.
Public Function LiteFigure(ByVal figure As Double) As String
    Dim value As Variant
    Dim decimals As Long
    TakeFigure figure, value, decimals
    LiteFigure = decimals & " " & PlainFigure(value) & " " & PlainFigure(RoundedTo(value, 2)) _
        & " " & PlainFigure(CutTo(value, 2)) & " " & OfficeFigure(value)
End Function

Public Function LiteFormat(ByVal code As String) As Long
    LiteFormat = FormatOf(code)
End Function

Public Function LiteMark(ByVal text As String) As Long
    LiteMark = MarkOf(Squeezed(text))
End Function

Public Function LiteDay(ByVal period As String) As String
    LiteDay = DayOf(period)
End Function

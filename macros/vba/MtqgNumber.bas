Attribute VB_Name = "MtqgNumber"
Option Explicit
' Figures of the exchange: digits with a point, whatever separators the computer is set to.

Private Const MOST_DIGITS As Long = 15

' Whether a text is a decimal such as -26844.5 with no more digits than a cell can hold.
Public Function IsDecimal(ByVal text As String) As Boolean
    Dim i As Long
    Dim digits As Long
    Dim points As Long
    Dim mark As String
    For i = 1 To Len(text)
        mark = Mid$(text, i, 1)
        If mark >= "0" And mark <= "9" Then
            If digits > 0 Or mark <> "0" Then digits = digits + 1
        ElseIf mark = "." Then
            points = points + 1
        ElseIf mark <> "-" Or i > 1 Then
            Exit Function
        End If
    Next i
    mark = Right$(text, 1)
    IsDecimal = points <= 1 And digits <= MOST_DIGITS And mark >= "0" And mark <= "9"
End Function

Public Function ToNumber(ByVal text As String) As Double
    ToNumber = Val(text)
End Function

' Figures as stored: what a format makes a day or a currency of is still the number.
Public Function RawValues(ByVal area As Range) As Variant
    Dim late As Object
    Set late = area
    On Error Resume Next
    RawValues = late.Value2
    If Err.Number <> 0 Or IsEmpty(RawValues) Then RawValues = area.value
    If VarType(RawValues) = vbDate Then RawValues = CDbl(RawValues)
    Err.Clear
End Function

' A figure for a list: a number when it is one that a cell can hold, else the text as it is.
Public Function ShownFigure(ByVal text As String) As Variant
    If IsDecimal(text) Then
        ShownFigure = ToNumber(text)
    Else
        ShownFigure = GuardedText(text)
    End If
End Function

' The format that shows a figure with just the decimals it has.
Public Function FigureFormat(ByVal text As String) As String
    Dim at As Long
    at = InStr(text, ".")
    FigureFormat = "#,##0"
    If at > 0 And IsDecimal(text) Then FigureFormat = "#,##0." & String$(Len(text) - at, "0")
End Function

' A text to be written into a cell: one that begins like a formula stays a text.
Public Function GuardedText(ByVal text As String) As String
    If Len(text) > 0 And InStr("=+-@'", Left$(text, 1)) > 0 Then
        GuardedText = "'" & text
    Else
        GuardedText = text
    End If
End Function

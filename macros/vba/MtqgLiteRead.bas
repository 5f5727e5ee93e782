Attribute VB_Name = "MtqgLiteRead"
Option Explicit
' The figures of one form on its sheet. What is not plainly a figure, or plainly none, counts as not read.

Public Const STATE_BLANK As Long = 1
Public Const STATE_FIGURE As Long = 2
Public Const STATE_UNREAD As Long = 3

' Cells by (row - 1) * ColumnCount + column, rows being the places of the binding.
Public CellState() As Long
Public CellFigure() As Variant
Public CellDecimals() As Long
Public CellComputed() As Boolean
Public CellKind() As String

Private Const ODD_FORMAT As Long = -1
Private Const PLAIN_FORMAT As Long = 0
Private Const PERCENT_FORMAT As Long = 2
Private Const MOST_ROWS As Long = 10000
Private Const MOST_COLUMNS As Long = 200

' What stands on a sheet, from A1: values and formulas. A stray cell at the end of a sheet is not worth the room
' that all before it would take; a form that does not end here is told as not known.
Public Sub TakeSheet(ByVal sheet As Worksheet, ByRef values As Variant, ByRef formulas As Variant)
    Dim used As Range
    Dim area As Range
    Set used = sheet.UsedRange
    Set area = sheet.Range("A1").Resize( _
        Smaller(used.Row + used.Rows.count, MOST_ROWS), Smaller(used.Column + used.Columns.count, MOST_COLUMNS))
    values = RawValues(area)
    formulas = area.Formula
End Sub

Private Function Smaller(ByVal one As Long, ByVal other As Long) As Long
    Smaller = IIf(one < other, one, other)
End Function

Public Sub ReadFigures(ByVal sheet As Worksheet, ByRef values As Variant, ByRef formulas As Variant)
    Dim place As Long
    Dim column As Long
    Dim cell As Long
    Dim formats() As Long
    ReDim CellState(1 To SpotCount * ColumnCount)
    ReDim CellFigure(1 To SpotCount * ColumnCount)
    ReDim CellDecimals(1 To SpotCount * ColumnCount)
    ReDim CellComputed(1 To SpotCount * ColumnCount)
    ReDim CellKind(1 To SpotCount * ColumnCount)
    ReDim formats(1 To ColumnCount)
    For column = 1 To ColumnCount
        formats(column) = CommonFormat(sheet, column)
    Next column
    For place = 1 To SpotCount
        For column = 1 To ColumnCount
            If ColumnSection(column) = BaseSection(SpotBase(place)) Then
                cell = CellOf(place, column)
                CellKind(cell) = ColumnKind(column)
                If CellKind(cell) = "" Then CellKind(cell) = BaseKind(SpotBase(place))
                ReadCell sheet, cell, SpotRow(place), ColumnAt(column), formats(column), values, formulas
            End If
        Next column
    Next place
End Sub

Public Function CellOf(ByVal place As Long, ByVal column As Long) As Long
    CellOf = (place - 1) * ColumnCount + column
End Function

Private Sub ReadCell(ByVal sheet As Worksheet, ByVal cell As Long, ByVal row As Long, ByVal column As Long, _
        ByVal common As Long, ByRef values As Variant, ByRef formulas As Variant)
    Dim found As Variant
    Dim formula As String
    Dim shape As Long
    CellState(cell) = STATE_BLANK
    If row > UBound(values, 1) Or column > UBound(values, 2) Then Exit Sub
    found = values(row, column)
    If VarType(formulas(row, column)) = vbString Then formula = formulas(row, column)
    If Left$(formula, 1) <> "=" Then formula = ""
    If Len(formula) > 0 Then CellComputed(cell) = Not Rounds(formula)
    If IsError(found) Then
        CellState(cell) = STATE_UNREAD
    ElseIf IsEmpty(found) Then
        ' A formula whose fault Calc does not hand over.
        If Len(formula) > 0 Then CellState(cell) = STATE_UNREAD
    ElseIf VarType(found) = vbString Then
        ReadWords cell, found
    ElseIf VarType(found) = vbBoolean Or VarType(found) = vbDate Then
        CellState(cell) = STATE_UNREAD
    Else
        shape = common
        If shape > PERCENT_FORMAT Then shape = FormatOf(sheet.Cells(row, column).NumberFormat)
        ReadNumber cell, found, shape
    End If
End Sub

Private Sub ReadNumber(ByVal cell As Long, ByVal found As Variant, ByVal shape As Long)
    CellState(cell) = STATE_UNREAD
    If shape = ODD_FORMAT Or Abs(found) > 1E+20 Then Exit Sub
    TakeFigure CDbl(found), CellFigure(cell), CellDecimals(cell)
    CellState(cell) = STATE_FIGURE
    If shape = PERCENT_FORMAT And CellKind(cell) = "r" Then
        CellFigure(cell) = CellFigure(cell) * 100
        CellDecimals(cell) = CellDecimals(cell) - 2
        If CellDecimals(cell) < 0 Then CellDecimals(cell) = 0
        CellFigure(cell) = RoundedTo(CellFigure(cell), CellDecimals(cell))
    End If
End Sub

Private Sub ReadWords(ByVal cell As Long, ByVal found As String)
    Dim words As String
    words = LCase$(Trim$(Replace(Replace(found, vbLf, " "), ChrW$(160), " ")))
    Do While InStr(words, "  ") > 0
        words = Replace(words, "  ", " ")
    Loop
    If Len(words) = 0 Then Exit Sub
    If InStr(words, "|") = 0 And InStr(ZeroWords, "|" & words & "|") > 0 Then
        CellState(cell) = STATE_FIGURE
        CellFigure(cell) = Exact(0)
    ElseIf InStr(words, "|") > 0 Or InStr(NothingWords, "|" & words & "|") = 0 Then
        If Not OnlyDashes(words) Then CellState(cell) = STATE_UNREAD
    End If
End Sub

Private Function OnlyDashes(ByVal words As String) As Boolean
    Dim i As Long
    Dim sign As Long
    For i = 1 To Len(words)
        sign = AscW(Mid$(words, i, 1))
        If sign <> 45 And sign <> 95 And (sign < &H2010 Or sign > &H2015) Then Exit Function
    Next i
    OnlyDashes = True
End Function

' Whether a formula rounds its own result, so that it has lost digits like a typed figure.
Private Function Rounds(ByVal formula As String) As Boolean
    Dim words As Variant
    Dim word As Variant
    Dim at As Long
    Dim before As String
    formula = UCase$(formula)
    words = Split("ROUND( ROUNDUP( ROUNDDOWN( TRUNC( INT(", " ")
    For Each word In words
        at = InStr(formula, word)
        Do While at > 0
            before = Mid$(formula, at - 1, 1)
            If Not (before Like "[A-Z0-9_.]") Then
                Rounds = True
                Exit Function
            End If
            at = InStr(at + 1, formula, word)
        Loop
    Next word
End Function

' How the figures of a whole column are shown, or more than any format when they are not all alike.
Private Function CommonFormat(ByVal sheet As Worksheet, ByVal column As Long) As Long
    Dim first As Long
    Dim last As Long
    Dim place As Long
    Dim code As Variant
    CommonFormat = PERCENT_FORMAT + 1
    For place = 1 To SpotCount
        If BaseSection(SpotBase(place)) = ColumnSection(column) Then
            If first = 0 Or SpotRow(place) < first Then first = SpotRow(place)
            If SpotRow(place) > last Then last = SpotRow(place)
        End If
    Next place
    If first = 0 Then Exit Function
    code = sheet.Range(sheet.Cells(first, ColumnAt(column)), sheet.Cells(last, ColumnAt(column))).NumberFormat
    If VarType(code) = vbString Then CommonFormat = FormatOf(code)
End Function

' Shown as it is, as a percentage, or in a way that makes another figure or a day of it.
Public Function FormatOf(ByVal code As Variant) As Long
    Dim bare As String
    Dim i As Long
    Dim mark As String
    If VarType(code) <> vbString Then
        FormatOf = ODD_FORMAT
        Exit Function
    End If
    bare = BareFormat(LCase$(code))
    If bare = "" Or bare = "general" Or bare = "standard" Or bare = "@" Then Exit Function
    For i = 1 To Len(bare)
        mark = Mid$(bare, i, 1)
        If InStr("ymdhs", mark) > 0 And InStr(bare, "general") = 0 Then FormatOf = ODD_FORMAT
        If mark = "%" And FormatOf = PLAIN_FORMAT Then FormatOf = PERCENT_FORMAT
        If mark = "," And InStr("0#?", Mid$("x" & bare, i, 1)) > 0 And EndsFigure(bare, i) Then FormatOf = ODD_FORMAT
    Next i
End Function

' Whether the commas at a place of a format stand behind the last digit, where they divide by a thousand.
Private Function EndsFigure(ByVal bare As String, ByVal at As Long) As Boolean
    Do While Mid$(bare, at, 1) = ","
        at = at + 1
    Loop
    EndsFigure = (at > Len(bare)) Or InStr("0#?", Mid$(bare & " ", at, 1)) = 0
End Function

' A format without what is only decoration: quoted, escaped, skipped, in brackets.
Private Function BareFormat(ByVal code As String) As String
    Dim i As Long
    Dim finish As Long
    i = 1
    Do While i <= Len(code)
        Select Case Mid$(code, i, 1)
            Case """", "["
                finish = InStr(i + 1, code, IIf(Mid$(code, i, 1) = "[", "]", """"))
                If finish = 0 Then Exit Do
                i = finish
            Case "\", "_", "*"
                i = i + 1
            Case Else
                BareFormat = BareFormat & Mid$(code, i, 1)
        End Select
        i = i + 1
    Loop
End Function

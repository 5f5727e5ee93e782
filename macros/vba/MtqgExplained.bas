Attribute VB_Name = "MtqgExplained"
Option Explicit
' What people wrote into the last column of the list, kept while the list is written anew. Keys are those of the
' engine: unit, rule, form, row, column and the figure that was explained, as a list in JSON.

Private Const MOST_COLUMNS As Long = 60
Private Const BETWEEN As String = """, """
Private Const FIGURE_AT As Long = 5
Private Const ALIKE As Double = 0.0000000000001

Private Type TSaid
    Key As String
    Text As String
    Place As String
    ' The cells of the line, where the list is laid out as ours are.
    Cells As Variant
    IsTaken As Boolean
End Type

' Counted from 1.
Private said() As TSaid
Public SaidCount As Long

' Remembers the explained lines of a list, of none when there is no list. The engine lays its lists out otherwise:
' the heads tell.
Public Sub KeepExplanations(ByVal sheet As Worksheet)
    Dim at As Long
    Dim explained As Long
    Dim cellColumn As Long
    SaidCount = 0
    ReDim said(1 To 1)
    If sheet Is Nothing Then Exit Sub
    For at = 1 To sheet.UsedRange.Row + sheet.UsedRange.Rows.count - 1
        If TextIn(sheet, at, 1) = HEAD_MARK Then
            explained = ColumnHeaded(sheet, at, COLUMN_EXPLANATION, "Explanation")
            cellColumn = ColumnHeaded(sheet, at, COLUMN_CELL, "Cell")
        ElseIf explained > 0 And Left$(TextIn(sheet, at, 1), 1) = "[" Then
            If Len(Trim$(TextIn(sheet, at, explained))) > 0 Then KeepLine sheet, at, explained, cellColumn
        End If
    Next at
End Sub

Private Sub KeepLine(ByVal sheet As Worksheet, ByVal at As Long, ByVal explained As Long, ByVal cellColumn As Long)
    SaidCount = SaidCount + 1
    ReDim Preserve said(1 To SaidCount)
    said(SaidCount).Key = TextIn(sheet, at, 1)
    said(SaidCount).Text = TextIn(sheet, at, explained)
    If cellColumn > 0 Then said(SaidCount).Place = TextIn(sheet, at, cellColumn)
    If explained = COLUMN_EXPLANATION And cellColumn = COLUMN_CELL Then
        said(SaidCount).Cells = sheet.Range("A" & at).Resize(1, COLUMN_EXPLANATION).value
    End If
End Sub

' What stands in a cell; nothing for a faulty value.
Private Function TextIn(ByVal sheet As Worksheet, ByVal row As Long, ByVal column As Long) As String
    Dim content As Variant
    content = sheet.Cells(row, column).value
    If Not IsError(content) Then TextIn = CStr(content)
End Function

' Where a list has the column that ours has at usual; 0 when it has none.
Private Function ColumnHeaded(ByVal sheet As Worksheet, ByVal row As Long, ByVal usual As Long, _
        ByVal english As String) As Long
    Dim heads As Variant
    Dim at As Long
    Dim head As String
    heads = Split(T("list.heads"), "|")
    For at = 2 To MOST_COLUMNS
        head = Trim$(TextIn(sheet, row, at))
        If head = heads(usual - 2) Or head = english Then
            ColumnHeaded = at
            Exit Function
        End If
    Next at
End Function

' All that was said of a finding; it stands with the finding now.
Public Function TakeExplanation(ByVal i As Long, ByVal unit As String) As String
    Dim own As String
    Dim k As Long
    own = KeyOf(i, unit)
    For k = 1 To SaidCount
        If IsSameKey(said(k).Key, own) Then
            said(k).IsTaken = True
            If TakeExplanation <> said(k).Text Then
                If Len(TakeExplanation) > 0 Then TakeExplanation = TakeExplanation & vbLf
                TakeExplanation = TakeExplanation & said(k).Text
            End If
        End If
    Next k
End Function

' What was said of something that is no longer found, or of another figure, is not thrown away. After a check of
' some rules only it may well be there: its line stays as it was.
Public Sub WriteFormer(ByVal sheet As Worksheet, ByRef last As Long, ByVal isPartly As Boolean)
    Dim k As Long
    For k = 1 To SaidCount
        If Not said(k).IsTaken Then
            last = last + 1
            sheet.Range("B" & last).Resize(1, COLUMN_CELL - 1).NumberFormat = "@"
            If isPartly And IsArray(said(k).Cells) Then
                WriteCells sheet, last, said(k).Cells
            Else
                sheet.Cells(last, 1).value = said(k).Key
                sheet.Cells(last, COLUMN_CELL).value = said(k).Place
                If Not isPartly Then sheet.Cells(last, COLUMN_WHY).value = T("list.former")
                sheet.Cells(last, COLUMN_EXPLANATION).value = GuardedText(said(k).Text)
            End If
        End If
    Next k
End Sub

Private Sub WriteCells(ByVal sheet As Worksheet, ByVal at As Long, ByVal contents As Variant)
    Dim column As Long
    For column = 1 To COLUMN_EXPLANATION
        If VarType(contents(1, column)) = vbString And (column = 1 Or column > COLUMN_CELL) Then
            sheet.Cells(at, column).value = GuardedText(contents(1, column))
        Else
            sheet.Cells(at, column).value = contents(1, column)
        End If
    Next column
End Sub

' Whether two keys are of the same finding. The rules that run in VBA know no unit, and keys of older lists no
' figure: what one of the two does not tell is not compared.
Private Function IsSameKey(ByVal kept As String, ByVal own As String) As Boolean
    Dim one As Variant
    Dim other As Variant
    Dim at As Long
    If kept = own Then
        IsSameKey = True
        Exit Function
    End If
    If Len(kept) < 4 Or Len(own) < 4 Then Exit Function
    one = Split(Mid$(kept, 3, Len(kept) - 4), BETWEEN)
    other = Split(Mid$(own, 3, Len(own) - 4), BETWEEN)
    If UBound(one) < FIGURE_AT - 1 Or UBound(other) < FIGURE_AT - 1 Then Exit Function
    For at = 1 To FIGURE_AT - 1
        If one(at) <> other(at) Then Exit Function
    Next at
    If one(0) <> other(0) And Len(one(0)) > 0 And Len(other(0)) > 0 Then Exit Function
    IsSameKey = True
    If UBound(one) >= FIGURE_AT And UBound(other) >= FIGURE_AT Then
        IsSameKey = IsSameFigure(one(FIGURE_AT), other(FIGURE_AT))
    End If
End Function

Private Function IsSameFigure(ByVal one As String, ByVal other As String) As Boolean
    If one = other Then
        IsSameFigure = True
    ElseIf Len(one) > 0 And Len(other) > 0 Then
        IsSameFigure = Abs(Val(one) - Val(other)) <= Abs(Val(one)) * ALIKE
    End If
End Function

' By what the engine knows a finding again, which it tells; for one of our own the same.
Public Function KeyOf(ByVal i As Long, ByVal unit As String) As String
    Dim rowKey As String
    Dim columnKey As String
    If Len(Found(i).Key) > 0 Then
        KeyOf = Found(i).Key
        Exit Function
    End If
    rowKey = Found(i).RowKey
    columnKey = Found(i).ColumnKey
    If Len(Found(i).FormCode) = 0 Then
        rowKey = Found(i).SheetName
        columnKey = Found(i).CellName
    End If
    KeyOf = "[" & Json(unit) & ", " & Json(Found(i).Rule) & ", " & Json(Found(i).FormCode) & ", " _
        & Json(rowKey) & ", " & Json(columnKey) & ", " & Json(Found(i).Stated) & "]"
End Function

Private Function Json(ByVal text As String) As String
    Dim i As Long
    Dim code As Long
    Dim made As String
    For i = 1 To Len(text)
        code = AscW(Mid$(text, i, 1))
        If code < 0 Then code = code + 65536
        If code = 34 Or code = 92 Then
            made = made & "\" & ChrW$(code)
        ElseIf code < 32 Or code > 126 Then
            made = made & "\u" & Right$("000" & LCase$(Hex$(code)), 4)
        Else
            made = made & ChrW$(code)
        End If
    Next i
    Json = """" & made & """"
End Function

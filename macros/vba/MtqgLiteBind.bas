Attribute VB_Name = "MtqgLiteBind"
Option Explicit
' Where a form stands on a sheet: as its template recorded, else by what is printed, and else not at all.

Private Const RECORD_SHEET As String = "_mtqg"
Private Const ENDING As String = "-het"
Private Const MODULUS As Double = 1677# * 10000 + 7213

' The rows of the form on the sheet, counted from 1: which row of the layout each is of, and where.
Public SpotCount As Long
Public SpotBase() As Long
Public SpotRow() As Long
Public SpotNext() As Long
Public BaseFirst() As Long
Public ColumnAt() As Long

Private records As Variant
Private recordCount As Long
Private recordedDay As String
Private printed() As String

' Reads what the template recorded in the workbook, if it did.
Public Sub LoadRecords(ByVal book As Workbook)
    Dim sheet As Worksheet
    Dim i As Long
    recordCount = 0
    recordedDay = ""
    Set sheet = SheetNamed(book, RECORD_SHEET)
    If sheet Is Nothing Then Exit Sub
    recordCount = sheet.UsedRange.Row + sheet.UsedRange.Rows.count - 1
    records = sheet.Range("A1:G" & recordCount).value
    If Recorded(1, 1) <> "mtqg_xl" Or Recorded(1, 2) <> "1" Then recordCount = 0
    For i = 1 To recordCount
        If Recorded(i, 1) = "period" Then recordedDay = DayOf(Recorded(i, 2))
    Next i
End Sub

Private Function Recorded(ByVal i As Long, ByVal field As Long) As String
    If Not IsError(records(i, field)) Then Recorded = CStr(records(i, field))
End Function

' The day whose rules are in force for a period such as 2023-6T; empty for any other text.
Public Function DayOf(ByVal period As String) As String
    Dim year As String
    Dim month As Long
    If Len(period) < 6 Or Mid$(period, 5, 1) <> "-" Or Not IsNumeric(Left$(period, 4)) Then Exit Function
    year = Left$(period, 4)
    Select Case Mid$(period, 6)
        Case "6T": DayOf = year & "-06-30"
        Case "N": DayOf = year & "-12-31"
        Case "KH": DayOf = year & "-01-01"
        Case Else
            If Mid$(period, 6, 1) <> "T" Or Not IsNumeric(Mid$(period, 7)) Then Exit Function
            month = CLng(Mid$(period, 7))
            DayOf = Format$(DateSerial(CLng(year), month + 1, 0), "yyyy-mm-dd")
    End Select
End Function

' Whether the template recorded a form on a sheet; then the form is taken up if it still stands there.
Public Function BindAsRecorded(ByVal sheetName As String, ByRef shown As Variant, ByRef known As Boolean) As Boolean
    Dim i As Long
    Dim layout As Long
    known = False
    For i = 1 To recordCount
        If Recorded(i, 1) = "form" And Recorded(i, 3) = sheetName Then
            known = True
            If recordedDay = "" Then Exit Function
            layout = FindLayout(Recorded(i, 2), recordedDay)
            If layout = 0 Then Exit Function
            TakeLayout layout, True
            BindAsRecorded = TakePlaces(i, shown)
            Exit Function
        End If
    Next i
End Function

' The records of one form stand together, below its own.
Private Function TakePlaces(ByVal first As Long, ByRef shown As Variant) As Boolean
    Dim i As Long
    Dim codeRow() As Long
    Dim section As Long
    Dim found As Long
    ReDim codeRow(1 To SectionCount + 1)
    StartPlaces recordCount
    section = 1
    codeRow(1) = NumberIn(first, 4)
    If Not StatesMeasure(shown, Recorded(first, 5), 1) Then Exit Function
    For i = first + 1 To recordCount
        Select Case Recorded(i, 1)
            Case "form": Exit For
            Case "table"
                section = section + 1
                If section > SectionCount Then Exit Function
                codeRow(section) = NumberIn(i, 3)
                If Not StatesMeasure(shown, Recorded(i, 4), section) Then Exit Function
            Case "column"
                found = ColumnKeyed(Recorded(i, 3))
                If found = 0 Then Exit Function
                ColumnAt(found) = NumberIn(i, 4)
                If ColumnSection(found) > SectionCount Then Exit Function
            Case "row"
                If Not TakePlace(i, shown) Then Exit Function
        End Select
    Next i
    If section <> SectionCount Then Exit Function
    TakePlaces = AllStand(codeRow, shown)
End Function

Private Function NumberIn(ByVal i As Long, ByVal field As Long) As Long
    If IsNumeric(records(i, field)) Then NumberIn = CLng(records(i, field))
End Function

Private Sub StartPlaces(ByVal most As Long)
    Dim i As Long
    SpotCount = 0
    ReDim SpotBase(1 To most)
    ReDim SpotRow(1 To most)
    ReDim SpotNext(1 To most)
    ReDim BaseFirst(1 To BaseCount)
    ReDim ColumnAt(1 To ColumnCount)
End Sub

Private Function ColumnKeyed(ByVal key As String) As Long
    Dim i As Long
    For i = 1 To ColumnCount
        If ColumnKey(i) = key Then
            ColumnKeyed = i
            Exit Function
        End If
    Next i
End Function

' The row of the layout that a row comes from; of a list or a zone the one that its key begins with.
Private Function BaseOf(ByVal key As String) As Long
    Dim i As Long
    For i = 1 To BaseCount
        If BaseKey(i) = key And BaseManner(i) <> "*" Then
            BaseOf = i
            Exit Function
        End If
    Next i
    For i = 1 To BaseCount
        If BaseManner(i) = "*" And Left$(key, Len(BaseKey(i)) + 1) = BaseKey(i) & "-" Then
            If BaseOf = 0 Then
                BaseOf = i
            ElseIf Len(BaseKey(i)) > Len(BaseKey(BaseOf)) Then
                BaseOf = i
            End If
        End If
    Next i
End Function

Private Function TakePlace(ByVal i As Long, ByRef shown As Variant) As Boolean
    Dim origin As Long
    Dim at As Long
    Dim number As String
    Dim label As String
    origin = BaseOf(Recorded(i, 3))
    at = NumberIn(i, 4)
    If origin = 0 Or at < 1 Or at > UBound(shown, 1) Then Exit Function
    number = ShownText(shown, at, 1)
    label = ShownText(shown, at, 2)
    If BaseManner(origin) = "|" Then
        If number <> Squeezed(Recorded(i, 6)) Then Exit Function
    ElseIf number <> Squeezed(Recorded(i, 5)) Then
        Exit Function
    ElseIf BaseManner(origin) <> "*" Or Recorded(i, 7) <> "" Then
        If label <> Squeezed(Recorded(i, 6)) Then Exit Function
    End If
    AddSpot origin, at
    TakePlace = True
End Function

Private Sub AddSpot(ByVal origin As Long, ByVal at As Long)
    Dim last As Long
    SpotCount = SpotCount + 1
    SpotBase(SpotCount) = origin
    SpotRow(SpotCount) = at
    If BaseFirst(origin) = 0 Then
        BaseFirst(origin) = SpotCount
        Exit Sub
    End If
    last = BaseFirst(origin)
    Do While SpotNext(last) > 0
        last = SpotNext(last)
    Loop
    SpotNext(last) = SpotCount
End Sub

Private Function AllStand(ByRef codeRow() As Long, ByRef shown As Variant) As Boolean
    Dim i As Long
    For i = 1 To ColumnCount
        If ColumnAt(i) < 1 Then Exit Function
        If ColumnText(i) <> "" Then
            If ShownText(shown, codeRow(ColumnSection(i)), ColumnAt(i)) <> ColumnText(i) Then Exit Function
        End If
    Next i
    For i = 1 To BaseCount
        If BaseManner(i) <> "*" And BaseFirst(i) = 0 Then Exit Function
    Next i
    AllStand = True
End Function

' Whether the unit of measure above a table is that of the form, or none is written there.
Private Function StatesMeasure(ByRef shown As Variant, ByVal address As String, ByVal section As Long) As Boolean
    Dim text As String
    Dim at As Long
    Dim column As Long
    StatesMeasure = True
    If Not IsAddress(address) Then Exit Function
    at = 1
    Do While Mid$(address, at, 1) > "9"
        column = column * 26 + Asc(UCase$(Mid$(address, at, 1))) - 64
        at = at + 1
    Loop
    text = ShownText(shown, CLng(Mid$(address, at)), column)
    If text = "" Then Exit Function
    at = InStrRev(text, ":")
    StatesMeasure = (Mid$(text, at + 1) = Squeezed(SectionMeasure(section)))
End Function

' A form with fixed rows that nobody recorded: every code and every row has to stand as printed, once.
Public Function BindAsPrinted(ByRef shown As Variant) As Long
    Dim layout As Long
    Dim found As Long
    Dim fitting As Long
    If Not TakePrint(shown) Then Exit Function
    layout = NextLayout(0)
    Do While layout > 0
        TakeLayout layout, False
        If FitsPrint() Then
            fitting = fitting + 1
            found = layout
        End If
        layout = NextLayout(layout)
    Loop
    BindAsPrinted = fitting
    If fitting <> 1 Then Exit Function
    TakeLayout found, True
    If Not FitsPrint() Then BindAsPrinted = 0
End Function

Private Function FitsPrint() As Boolean
    Dim section As Long
    Dim codeRow As Long
    Dim i As Long
    For i = 1 To BaseCount
        If BaseManner(i) = "*" Then Exit Function
    Next i
    StartPlaces BaseCount
    For section = 1 To SectionCount
        codeRow = CodesIn(section)
        If codeRow = 0 Then Exit Function
        If Not RowsBelow(section, codeRow) Then Exit Function
    Next section
    FitsPrint = True
End Function

' The only row that shows the codes of a table side by side; 0 when there is none, or more than one.
Private Function CodesIn(ByVal section As Long) As Long
    Dim first As Long
    Dim count As Long
    Dim i As Long
    Dim row As Long
    Dim column As Long
    For i = 1 To ColumnCount
        If ColumnSection(i) = section Then
            If first = 0 Then first = i
            count = count + 1
        End If
    Next i
    If count < 2 Then Exit Function
    For row = 1 To UBound(printed, 1)
        For column = StubWidth(section) + 1 To UBound(printed, 2) - count + 1
            If PrintedAt(row, column) = ColumnText(first) Then
                If CodesFrom(row, column, first, count) Then
                    If CodesIn > 0 Then
                        CodesIn = 0
                        Exit Function
                    End If
                    CodesIn = row
                    For i = 0 To count - 1
                        ColumnAt(first + i) = column + i
                    Next i
                End If
            End If
        Next column
    Next row
End Function

Private Function CodesFrom(ByVal row As Long, ByVal column As Long, _
        ByVal first As Long, ByVal count As Long) As Boolean
    Dim i As Long
    For i = 0 To count - 1
        If ColumnText(first + i) = "" Then Exit Function
        If PrintedAt(row, column + i) <> ColumnText(first + i) Then Exit Function
    Next i
    CodesFrom = True
End Function

Private Function RowsBelow(ByVal section As Long, ByVal codeRow As Long) As Boolean
    Dim i As Long
    Dim row As Long
    Dim stub As Long
    For i = 1 To ColumnCount
        If ColumnSection(i) = section And stub = 0 Then stub = ColumnAt(i) - StubWidth(section)
    Next i
    If stub < 1 Then Exit Function
    row = codeRow + 1
    For i = 1 To BaseCount
        If BaseSection(i) = section Then
            Do While row <= UBound(printed, 1)
                If PrintedAt(row, stub) & PrintedAt(row, stub + 1) <> "" Then Exit Do
                row = row + 1
            Loop
            If row > UBound(printed, 1) Then Exit Function
            If PrintedAt(row, stub) <> BaseNumber(i) Then Exit Function
            If BaseMark(i) > 0 Then
                If MarkOf(PrintedAt(row, stub + 1)) <> BaseMark(i) Then Exit Function
            End If
            AddSpot i, row
            row = row + 1
        End If
    Next i
    RowsBelow = True
End Function

' Takes up what a sheet shows; whether it could be a form: some row has to show codes such as 1 and 2 side by side.
Private Function TakePrint(ByRef shown As Variant) As Boolean
    Dim row As Long
    Dim column As Long
    Dim texts As Long
    Dim widest As Long
    ReDim printed(1 To UBound(shown, 1), 1 To UBound(shown, 2))
    For row = 1 To UBound(shown, 1)
        texts = 0
        For column = 1 To UBound(shown, 2)
            If Not IsEmpty(shown(row, column)) Then
                printed(row, column) = ShownText(shown, row, column)
                If Len(printed(row, column)) > 0 Then texts = texts + 1
            End If
        Next column
        If texts > widest Then widest = texts
    Next row
    TakePrint = (widest >= 4)
End Function

Private Function PrintedAt(ByVal row As Long, ByVal column As Long) As String
    If row >= 1 And column >= 1 Then
        If row <= UBound(printed, 1) And column <= UBound(printed, 2) Then PrintedAt = printed(row, column)
    End If
End Function

' The number that stands for a label in the table.
Public Function MarkOf(ByVal text As String) As Long
    Dim mark As Double
    Dim sign As Long
    Dim i As Long
    mark = 7
    For i = 1 To Len(text)
        sign = AscW(Mid$(text, i, 1))
        If sign < 0 Then sign = sign + 65536
        mark = mark * 131 + sign
        mark = mark - Int(mark / MODULUS) * MODULUS
    Next i
    MarkOf = mark + 1
End Function

' What a place shows, without blanks and in small letters.
Public Function ShownText(ByRef shown As Variant, ByVal row As Long, ByVal column As Long) As String
    If row < 1 Or column < 1 Or row > UBound(shown, 1) Or column > UBound(shown, 2) Then Exit Function
    If IsError(shown(row, column)) Then Exit Function
    If IsEmpty(shown(row, column)) Then Exit Function
    If VarType(shown(row, column)) = vbDouble Then
        ' A number such as 1.1 is printed with a point, whatever separator the computer is set to.
        ShownText = Trim$(Str$(shown(row, column)))
    Else
        ShownText = Squeezed(CStr(shown(row, column)))
    End If
End Function

Public Function Squeezed(ByVal text As String) As String
    Squeezed = Replace(Replace(Replace(text, vbLf, ""), vbCr, ""), vbTab, "")
    Squeezed = LCase$(Replace(Replace(Squeezed, ChrW$(160), ""), " ", ""))
End Function

Attribute VB_Name = "MtqgList"
Option Explicit
' The sheet of findings in the open workbook. Its hidden first column and its marks are those of the engine, so
' that explanations written there are known again by whatever checks the workbook next.

Private Const LIST_MARK As String = "mtqg_xl:kiem_tra"
Private Const HEAD_MARK As String = "mtqg_xl:khoa"
Private Const HEAD_ROW As Long = 5
Private Const COLUMN_CELL As Long = 7
Private Const COLUMN_STATED As Long = 8
Private Const COLUMN_DIFFERENCE As Long = 10
Private Const COLUMN_WHY As Long = 11
Private Const COLUMN_EXPLANATION As Long = 13
Private Const MOST_COLUMNS As Long = 60
Private Const LONGEST_CELL As Long = 8000

' The list of a workbook; Nothing when there is none.
Public Function ListOf(ByVal book As Workbook) As Worksheet
    Dim sheet As Worksheet
    For Each sheet In book.Worksheets
        If VarType(sheet.Range("A1").value) = vbString Then
            If sheet.Range("A1").value = LIST_MARK Then
                Set ListOf = sheet
                Exit Function
            End If
        End If
    Next sheet
End Function

' Writes the list anew; explanations are carried over. Gives a sentence when it could not be written.
Public Function WriteList(ByVal book As Workbook, ByVal unit As String, ByVal headline As String) As String
    Dim sheet As Worksheet
    Dim front As Object
    Dim keys() As String
    Dim texts() As String
    Dim places() As String
    Dim used() As Boolean
    Dim i As Long
    Dim last As Long
    If book.ProtectStructure Then
        WriteList = T("list.structure")
        Exit Function
    End If
    Set front = book.ActiveSheet
    KeepExplanations book, keys, texts, places
    Set sheet = NewList(book)
    WriteHead sheet, headline
    ReDim used(0 To UBound(keys))
    For i = 1 To FoundCount
        WriteLine book, sheet, HEAD_ROW + i, i, unit, keys, texts, used
    Next i
    last = HEAD_ROW + FoundCount
    For i = 1 To UBound(keys)
        If Not used(i) Then
            last = last + 1
            WriteFormer sheet, last, keys(i), texts(i), places(i)
        End If
    Next i
    LayOut sheet, last
    BringBack front, sheet
End Function

Public Sub RemoveList(ByVal book As Workbook)
    Dim sheet As Worksheet
    Set sheet = ListOf(book)
    If sheet Is Nothing Or book.ProtectStructure Then Exit Sub
    RemoveSheet sheet
End Sub

' Whether something has been written into the last column: then the list is not thrown away unasked.
Public Function HasExplanations(ByVal book As Workbook) As Boolean
    Dim keys() As String
    Dim texts() As String
    Dim places() As String
    KeepExplanations book, keys, texts, places
    HasExplanations = UBound(keys) > 0
End Function

Private Function NewList(ByVal book As Workbook) As Worksheet
    Dim sheet As Worksheet
    Dim listName As String
    Dim number As Long
    RemoveList book
    listName = T("list.sheet")
    number = 1
    Do While HasSheet(book, listName)
        number = number + 1
        listName = T("list.sheet") & " (" & number & ")"
    Loop
    Set sheet = book.Worksheets.Add()
    sheet.name = listName
    sheet.Move , book.Sheets(book.Sheets.count)
    Set NewList = SheetNamed(book, listName)
End Function

Private Function HasSheet(ByVal book As Workbook, ByVal name As String) As Boolean
    Dim sheet As Object
    For Each sheet In book.Sheets
        If StrComp(sheet.name, name, vbTextCompare) = 0 Then HasSheet = True
    Next sheet
End Function

' The sheet that was in front comes back to the front; if it was the former list, the new one does.
Private Sub BringBack(ByVal front As Object, ByVal sheet As Worksheet)
    On Error GoTo Gone
    front.Activate
    Exit Sub
Gone:
    sheet.Activate
End Sub

' Keys, explanations and cells of the list there is, from 1. The engine lays its lists out otherwise: heads tell.
Private Sub KeepExplanations(ByVal book As Workbook, ByRef keys() As String, ByRef texts() As String, _
        ByRef places() As String)
    Dim sheet As Worksheet
    Dim at As Long
    Dim last As Long
    Dim explained As Long
    Dim cellColumn As Long
    Dim count As Long
    Dim said As String
    ReDim keys(0 To 0)
    ReDim texts(0 To 0)
    ReDim places(0 To 0)
    Set sheet = ListOf(book)
    If sheet Is Nothing Then Exit Sub
    last = sheet.UsedRange.Row + sheet.UsedRange.Rows.count - 1
    For at = 1 To last
        If CStr(sheet.Cells(at, 1).value) = HEAD_MARK Then
            explained = ColumnHeaded(sheet, at, COLUMN_EXPLANATION, "Explanation")
            cellColumn = ColumnHeaded(sheet, at, COLUMN_CELL, "Cell")
        ElseIf explained > 0 And Left$(CStr(sheet.Cells(at, 1).value), 1) = "[" Then
            said = CStr(sheet.Cells(at, explained).value)
            If Len(Trim$(said)) > 0 Then
                count = count + 1
                ReDim Preserve keys(0 To count)
                ReDim Preserve texts(0 To count)
                ReDim Preserve places(0 To count)
                keys(count) = CStr(sheet.Cells(at, 1).value)
                texts(count) = said
                If cellColumn > 0 Then places(count) = CStr(sheet.Cells(at, cellColumn).value)
            End If
        End If
    Next at
End Sub

' Where a list has the column that ours has at usual; 0 when it has none.
Private Function ColumnHeaded(ByVal sheet As Worksheet, ByVal row As Long, ByVal usual As Long, _
        ByVal english As String) As Long
    Dim heads As Variant
    Dim at As Long
    Dim head As String
    heads = Split(T("list.heads"), "|")
    For at = 2 To MOST_COLUMNS
        head = Trim$(CStr(sheet.Cells(row, at).value))
        If head = heads(usual - 2) Or head = english Then
            ColumnHeaded = at
            Exit Function
        End If
    Next at
End Function

Private Sub WriteHead(ByVal sheet As Worksheet, ByVal headline As String)
    Dim heads As Variant
    sheet.Range("A1").value = LIST_MARK
    sheet.Range("B1").value = T("list.title")
    sheet.Range("B2").value = GuardedText(headline)
    sheet.Range("B3").value = T("list.guide")
    heads = Split(HEAD_MARK & "|" & T("list.heads"), "|")
    sheet.Range("A" & HEAD_ROW).Resize(1, COLUMN_EXPLANATION).value = heads
End Sub

Private Sub WriteLine(ByVal book As Workbook, ByVal sheet As Worksheet, ByVal at As Long, ByVal i As Long, _
        ByVal unit As String, ByRef keys() As String, ByRef texts() As String, ByRef used() As Boolean)
    Dim cell As Range
    Dim key As String
    Dim place As String
    Dim said As String
    Dim k As Long
    key = KeyOf(i, unit)
    Set cell = FoundCell(book, i)
    place = Found(i).SheetName
    If Len(Found(i).CellName) > 0 Then place = place & "!" & Found(i).CellName
    ' In cells of text a key such as 11 stays a text, and so does one that begins like a formula.
    sheet.Range("B" & at).Resize(1, COLUMN_CELL - 1).NumberFormat = "@"
    sheet.Range("A" & at).Resize(1, COLUMN_EXPLANATION).value = Array(key, Found(i).Id, _
        T("severity." & Found(i).Severity), Found(i).FormCode, Found(i).RowKey, _
        Found(i).ColumnKey, place, ShownFigure(Found(i).Stated), _
        ShownFigure(Found(i).Expected), ShownFigure(Found(i).Difference), _
        GuardedText(Cut(Trim$(Found(i).Message & " " & Found(i).Why), LONGEST_CELL)), _
        GuardedText(Cut(Found(i).Todo, LONGEST_CELL)), "")
    For k = 1 To UBound(keys)
        If IsSameKey(keys(k), key) Then
            If said <> texts(k) Then said = said & IIf(Len(said) > 0, vbLf, "") & texts(k)
            used(k) = True
        End If
    Next k
    If Len(said) > 0 Then sheet.Cells(at, COLUMN_EXPLANATION).value = GuardedText(said)
    If Not cell Is Nothing Then MtqgHost.LinkToCell sheet.Cells(at, COLUMN_CELL), cell
    ShowSeverity sheet.Cells(at, 3), i
    sheet.Cells(at, COLUMN_STATED).NumberFormat = FigureFormat(Found(i).Stated)
    sheet.Cells(at, COLUMN_STATED + 1).NumberFormat = FigureFormat(Found(i).Expected)
    sheet.Cells(at, COLUMN_DIFFERENCE).NumberFormat = FigureFormat(Found(i).Difference)
End Sub

' What was said of a finding, or of a figure, that is no longer there is not thrown away.
Private Sub WriteFormer(ByVal sheet As Worksheet, ByVal at As Long, ByVal key As String, ByVal text As String, _
        ByVal place As String)
    sheet.Cells(at, 1).value = key
    sheet.Cells(at, COLUMN_CELL).NumberFormat = "@"
    sheet.Cells(at, COLUMN_CELL).value = place
    sheet.Cells(at, COLUMN_WHY).value = T("list.former")
    sheet.Cells(at, COLUMN_EXPLANATION).value = GuardedText(text)
End Sub

' A key without a figure, as older lists have it, is for whatever figure stands there.
Private Function IsSameKey(ByVal kept As String, ByVal key As String) As Boolean
    IsSameKey = kept = key Or Left$(key, Len(kept) + 1) = Left$(kept, Len(kept) - 1) & ", "
End Function

Private Sub ShowSeverity(ByVal cell As Range, ByVal i As Long)
    If Found(i).Severity = "error" Then
        cell.Interior.Color = RGB(255, 199, 206)
        cell.Font.Bold = True
    ElseIf Found(i).Severity = "warning" Then
        cell.Interior.Color = RGB(255, 235, 156)
    End If
End Sub

' By what the engine knows a finding again, which it tells; for one of our own the same: unit, rule, place and
' figure, as a list in JSON.
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

Private Sub LayOut(ByVal sheet As Worksheet, ByVal last As Long)
    Dim widths As Variant
    Dim i As Long
    widths = Array(8, 8, 12, 10, 14, 10, 18, 13, 13, 12, 60, 44, 30)
    For i = 0 To UBound(widths)
        sheet.Columns(i + 1).ColumnWidth = widths(i)
    Next i
    sheet.Columns(1).Hidden = True
    With sheet.Range("A1").Resize(last, COLUMN_EXPLANATION)
        .Font.name = "Times New Roman"
        .Font.Size = 12
        .VerticalAlignment = xlTop
    End With
    sheet.Range("B1").Font.Size = 16
    sheet.Range("B1").Font.Bold = True
    sheet.Range("B2").Font.Bold = True
    sheet.Range("B3").Font.Italic = True
    DrawTable sheet, last
End Sub

Private Sub DrawTable(ByVal sheet As Worksheet, ByVal last As Long)
    With sheet.Range(sheet.Cells(HEAD_ROW, 2), sheet.Cells(last, COLUMN_EXPLANATION))
        .WrapText = True
        .Borders.LineStyle = xlContinuous
        .Borders.Weight = xlThin
    End With
    With sheet.Range(sheet.Cells(HEAD_ROW, 2), sheet.Cells(HEAD_ROW, COLUMN_EXPLANATION))
        .Font.Bold = True
        .HorizontalAlignment = xlCenter
        .Interior.Color = RGB(221, 235, 247)
    End With
    sheet.Range("A" & HEAD_ROW & ":A" & last).EntireRow.AutoFit
    PreparePrint sheet
End Sub

' As wide as a page lying down, heads on each. Without a printer Excel refuses all of it: the list stands anyway.
Private Sub PreparePrint(ByVal sheet As Worksheet)
    On Error Resume Next
    With sheet.PageSetup
        .Orientation = xlLandscape
        .Zoom = False
        .FitToPagesTall = False
        .FitToPagesWide = 1
        .PrintTitleRows = "$" & HEAD_ROW & ":$" & HEAD_ROW
    End With
    Err.Clear
End Sub

Attribute VB_Name = "MtqgList"
Option Explicit
' The sheet of findings in the open workbook. Its hidden first column and its marks are those of the engine, so
' that explanations written there are known again by whatever checks the workbook next.

Public Const HEAD_MARK As String = "mtqg_xl:khoa"
Public Const HEAD_ROW As Long = 5
Public Const COLUMN_CELL As Long = 7
Public Const COLUMN_WHY As Long = 11
Public Const COLUMN_EXPLANATION As Long = 13
Private Const LIST_MARK As String = "mtqg_xl:kiem_tra"
Private Const COLUMN_STATED As Long = 8
Private Const COLUMN_DIFFERENCE As Long = 10
Private Const LONGEST_CELL As Long = 8000

' The list of a workbook; Nothing when there is none.
Public Function ListOf(ByVal book As Workbook) As Worksheet
    Dim sheet As Worksheet
    For Each sheet In book.Worksheets
        If IsList(sheet) Then
            Set ListOf = sheet
            Exit Function
        End If
    Next sheet
End Function

Public Function IsList(ByVal sheet As Worksheet) As Boolean
    If VarType(sheet.Range("A1").value) = vbString Then IsList = (sheet.Range("A1").value = LIST_MARK)
End Function

' Writes the list anew; explanations are carried over, those of findings no longer there stand below. After a check
' of some rules only, explained lines of others stay as they are. Gives a sentence when it could not be written.
Public Function WriteList(ByVal book As Workbook, ByVal unit As String, ByVal headline As String, _
        ByVal isPartly As Boolean) As String
    Dim sheet As Worksheet
    Dim front As Object
    Dim last As Long
    Dim i As Long
    If book.ProtectStructure Then
        WriteList = T("list.structure")
        Exit Function
    End If
    Set front = book.ActiveSheet
    KeepExplanations ListOf(book)
    Set sheet = NewList(book)
    WriteHead sheet, headline
    For i = 1 To FoundCount
        WriteLine book, sheet, HEAD_ROW + i, i, unit
    Next i
    last = HEAD_ROW + FoundCount
    WriteFormer sheet, last, isPartly
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
    KeepExplanations ListOf(book)
    HasExplanations = SaidCount > 0
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
        ByVal unit As String)
    Dim cell As Range
    Dim key As String
    Dim place As String
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
        GuardedText(Cut(Found(i).Todo, LONGEST_CELL)), GuardedText(TakeExplanation(i, unit)))
    If Not cell Is Nothing Then MtqgHost.LinkToCell sheet.Cells(at, COLUMN_CELL), cell
    ShowSeverity sheet.Cells(at, 3), i
    sheet.Cells(at, COLUMN_STATED).NumberFormat = FigureFormat(Found(i).Stated)
    sheet.Cells(at, COLUMN_STATED + 1).NumberFormat = FigureFormat(Found(i).Expected)
    sheet.Cells(at, COLUMN_DIFFERENCE).NumberFormat = FigureFormat(Found(i).Difference)
End Sub

Private Sub ShowSeverity(ByVal cell As Range, ByVal i As Long)
    If Found(i).Severity = "error" Then
        cell.Interior.Color = RGB(255, 199, 206)
        cell.Font.Bold = True
    ElseIf Found(i).Severity = "warning" Then
        cell.Interior.Color = RGB(255, 235, 156)
    End If
End Sub

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

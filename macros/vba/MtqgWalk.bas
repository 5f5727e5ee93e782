Attribute VB_Name = "MtqgWalk"
Option Explicit
' From one wrong cell to the next, in the order of sheets and cells, round and round.

Private places() As Variant
Private titles() As String
Private placeCount As Long
Private hiddenCount As Long

' Goes to the next (or previous) cell; gives a sentence for the dialog, or nothing when all is well.
Public Function StepFrom(ByVal book As Workbook, ByVal forward As Boolean) As String
    Dim at As Long
    CollectPlaces book
    If placeCount = 0 Then
        StepFrom = IIf(hiddenCount > 0, TF("walk.all_hidden", hiddenCount), T("walk.none"))
        Exit Function
    End If
    SortPlaces
    at = NextPlace(book, forward)
    ShowPlace at
    If places(at).EntireRow.Hidden Or places(at).EntireColumn.Hidden Then
        StepFrom = TF("walk.unseen", PlaceLabel(places(at)), titles(at))
    End If
End Function

' What the status bar says of the cell last gone to.
Public Function WalkStatus(ByVal at As Long) As String
    WalkStatus = TF("walk.status", at, placeCount, PlaceLabel(places(at)), titles(at))
    If hiddenCount > 0 Then WalkStatus = WalkStatus & " " & TF("walk.skipped", hiddenCount)
End Function

Private Sub ShowPlace(ByVal at As Long)
    places(at).Worksheet.Activate
    Application.Goto places(at)
    Application.StatusBar = WalkStatus(at)
End Sub

' The cells to walk through: errors and warnings; from the memory, or else from the last check.
Private Sub CollectPlaces(ByVal book As Workbook)
    Dim memory As Worksheet
    Dim at As Long
    placeCount = 0
    hiddenCount = 0
    ReDim places(1 To 1)
    ReDim titles(1 To 1)
    Set memory = MemoryOf(book)
    If memory Is Nothing Then
        If IsFoundIn(book) Then CollectFound book
        Exit Sub
    End If
    For at = FirstRecord() To LastRecord(memory)
        If KindAt(memory, at) = KIND_FINDING Then
            If Len(TextAt(memory, at, 4)) = 0 Then
                AddPlace CellAt(memory, at), TextAt(memory, at, 2), _
                    "[" & TextAt(memory, at, 1) & "] " & TextAt(memory, at, 3)
            End If
        End If
    Next at
End Sub

Private Sub CollectFound(ByVal book As Workbook)
    Dim at As Long
    For at = 1 To FoundCount
        If Len(Found(at).ParentId) = 0 Then
            AddPlace FoundCell(book, at), Found(at).Severity, "[" & Found(at).Id & "] " & Found(at).Title
        End If
    Next at
End Sub

Private Sub AddPlace(ByVal cell As Range, ByVal severity As String, ByVal title As String)
    Dim i As Long
    If cell Is Nothing Then Exit Sub
    If severity <> "error" And severity <> "warning" Then Exit Sub
    If cell.Worksheet.Visible <> xlSheetVisible Then
        hiddenCount = hiddenCount + 1
        Exit Sub
    End If
    For i = 1 To placeCount
        If IsSame(places(i), cell) Then
            titles(i) = titles(i) & "; " & title
            Exit Sub
        End If
    Next i
    placeCount = placeCount + 1
    If placeCount > UBound(places) Then
        ReDim Preserve places(1 To placeCount + 50)
        ReDim Preserve titles(1 To placeCount + 50)
    End If
    Set places(placeCount) = cell
    titles(placeCount) = title
End Sub

Private Sub SortPlaces()
    Dim i As Long
    Dim at As Long
    Dim cell As Range
    Dim title As String
    For i = 2 To placeCount
        Set cell = places(i)
        title = titles(i)
        at = i - 1
        Do While at >= 1
            If Not IsAfter(places(at), cell.Worksheet.Index, cell.Row, cell.Column) Then Exit Do
            Set places(at + 1) = places(at)
            titles(at + 1) = titles(at)
            at = at - 1
        Loop
        Set places(at + 1) = cell
        titles(at + 1) = title
    Next i
End Sub

Private Function IsAfter(ByVal cell As Range, ByVal sheet As Long, ByVal rowNumber As Long, ByVal columnNumber As Long) As Boolean
    If cell.Worksheet.Index <> sheet Then
        IsAfter = cell.Worksheet.Index > sheet
    ElseIf cell.Row <> rowNumber Then
        IsAfter = cell.Row > rowNumber
    Else
        IsAfter = cell.Column > columnNumber
    End If
End Function

Private Function NextPlace(ByVal book As Workbook, ByVal forward As Boolean) As Long
    Dim sheet As Long
    Dim rowNumber As Long
    Dim columnNumber As Long
    Dim i As Long
    Dim isHere As Boolean
    WhereNow book, sheet, rowNumber, columnNumber
    NextPlace = IIf(forward, 1, placeCount)
    For i = 1 To placeCount
        isHere = places(i).Worksheet.Index = sheet And places(i).Row = rowNumber And places(i).Column = columnNumber
        If IsAfter(places(i), sheet, rowNumber, columnNumber) Then
            If forward Then NextPlace = i
            If forward Then Exit Function
        ElseIf Not isHere And Not forward Then
            NextPlace = i
        End If
    Next i
End Function

' The selected cell; on a chart sheet there is none, and the walk starts before its first cell.
Private Sub WhereNow(ByVal book As Workbook, ByRef sheet As Long, ByRef rowNumber As Long, ByRef columnNumber As Long)
    Dim cell As Range
    sheet = book.ActiveSheet.Index
    If TypeName(book.ActiveSheet) <> "Worksheet" Then Exit Sub
    Set cell = ActiveCell
    If cell Is Nothing Then Exit Sub
    Set cell = cell.MergeArea.Cells(1, 1)
    rowNumber = cell.Row
    columnNumber = cell.Column
End Sub

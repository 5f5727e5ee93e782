Attribute VB_Name = "MtqgPaint"
Option Explicit
' Marks the cells of the findings and takes the marks away again. Pressed twice, marks are replaced.

Private Const TEXT_FILL As Long = 1
Private Const TEXT_LEFT As Long = 2
Private Const TEXT_BOTTOM As Long = 3
Private Const TEXT_SEVERITY As Long = 4
Private Const TEXT_NOTE As Long = 5
Private Const RANK_ERROR As Long = 3
Private Const RANK_WARNING As Long = 2
Private Const RANK_INFO As Long = 1
' Where each finding stands in the workbook, as "sheet!cell"; empty for none.
Private labels() As String

' Marks what has been found; gives what could not be marked, in sentences, or nothing.
Public Function PaintFindings(ByVal book As Workbook) As String
    Dim memory As Worksheet
    Dim left_over As String
    OpenSheets book
    left_over = TakeMarks(book)
    If FoundCount = 0 Then
        PaintFindings = left_over
    ElseIf Not CanRemember(book) Then
        PaintFindings = T("paint.structure")
    Else
        Set memory = StartMemory(book)
        RememberFindings book, memory
        RememberProposals book, memory
        PaintFindings = PaintCells(book, memory)
    End If
    LockSheets
End Function

Private Function PaintCells(ByVal book As Workbook, ByVal memory As Worksheet) As String
    Dim i As Long
    Dim cell As Range
    Dim done As String
    Dim closed As String
    ReDim labels(1 To FoundCount)
    For i = 1 To FoundCount
        Set cell = FoundCell(book, i)
        If Not cell Is Nothing Then labels(i) = PlaceLabel(cell)
    Next i
    For i = 1 To FoundCount
        If Len(labels(i)) > 0 And InStr(done, vbLf & labels(i) & vbLf) = 0 Then
            done = done & vbLf & labels(i) & vbLf
            Set cell = FoundCell(book, i)
            If Not MarkCell(memory, cell, i) Then closed = WithName(closed, cell.Worksheet.name)
        End If
    Next i
    PaintCells = Joined(NoPlaceTold(book), IIf(Len(closed) > 0, TF("paint.closed", closed), ""))
End Function

' The cell of a finding as it is now; of merged cells the first. Nothing when it has none.
Public Function FoundCell(ByVal book As Workbook, ByVal i As Long) As Range
    Dim sheet As Worksheet
    Dim cell As Range
    If Len(Found(i).CellName) = 0 Then Exit Function
    Set sheet = SheetNamed(book, Found(i).SheetName)
    If sheet Is Nothing Then Exit Function
    Set cell = CellNamed(sheet, Found(i).CellName)
    If cell Is Nothing Then Exit Function
    Set FoundCell = cell.MergeArea.Cells(1, 1)
End Function

Private Function NoPlaceTold(ByVal book As Workbook) As String
    Dim i As Long
    Dim missing As String
    For i = 1 To FoundCount
        If Len(Found(i).SheetName) > 0 And Len(Found(i).CellName) > 0 Then
            If SheetNamed(book, Found(i).SheetName) Is Nothing Then missing = WithName(missing, Found(i).SheetName)
        End If
    Next i
    If Len(missing) > 0 Then NoPlaceTold = TF("paint.missing", missing)
End Function

' Marks a cell for all findings about it; false when its sheet does not let us.
Private Function MarkCell(ByVal memory As Worksheet, ByVal cell As Range, ByVal first As Long) As Boolean
    Dim worst As Long
    Dim note As String
    Dim i As Long
    Dim rank As Long
    For i = first To FoundCount
        If labels(i) = labels(first) Then
            rank = RankOf(i)
            If rank > worst Then worst = rank
            note = note & IIf(Len(note) > 0, vbLf & vbLf, "") & NoteOf(i)
        End If
    Next i
    MarkCell = PaintOne(memory, cell, worst, WholeNote(Cut(note, 3000)))
End Function

' How gravely the cell is marked, as the engine tells: what follows from another finding is not the error itself.
Private Function RankOf(ByVal i As Long) As Long
    Select Case Found(i).Mark
        Case "error": RankOf = RANK_ERROR
        Case "warning": RankOf = RANK_WARNING
        Case Else: RankOf = RANK_INFO
    End Select
End Function

Private Function PaintOne(ByVal memory As Worksheet, ByVal cell As Range, ByVal rank As Long, ByVal note As String) As Boolean
    Dim area As Range
    Dim leftEdge As String
    Dim bottomEdge As String
    Dim was As String
    Dim noted As String
    Set area = cell.MergeArea
    PaintOne = MayFormat(cell.Worksheet)
    If PaintOne And rank >= RANK_WARNING And CanPaint(cell) Then
        was = FillOf(cell)
        leftEdge = EdgeOf(area, xlEdgeLeft)
        bottomEdge = EdgeOf(area, xlEdgeBottom)
    End If
    ' Remembered before anything is changed: whatever happens then can be undone.
    Remember memory, KIND_MARK, cell, Array(was, leftEdge, bottomEdge, CStr(rank), note)
    If Len(was) > 0 Then
        Fill area, FillColour(rank)
        DrawEdge area, xlEdgeLeft, leftEdge, LineColour(rank)
        DrawEdge area, xlEdgeBottom, bottomEdge, LineColour(rank)
    End If
    If MayNote(cell.Worksheet) Then noted = PutNote(cell, note)
    If Len(noted) = 0 Then PaintOne = False
End Function

Private Function FillColour(ByVal rank As Long) As Long
    FillColour = IIf(rank = RANK_ERROR, RGB(255, 199, 206), RGB(255, 235, 156))
End Function

Private Function LineColour(ByVal rank As Long) As Long
    LineColour = IIf(rank = RANK_ERROR, RGB(156, 0, 6), RGB(156, 101, 0))
End Function

Private Function MayFormat(ByVal sheet As Worksheet) As Boolean
    Dim late As Object
    MayFormat = Not sheet.ProtectContents
    If MayFormat Then Exit Function
    Set late = sheet
    On Error Resume Next
    MayFormat = late.Protection.AllowFormattingCells
    Err.Clear
End Function

Private Function MayNote(ByVal sheet As Worksheet) As Boolean
    Dim late As Object
    If Not sheet.ProtectContents Then
        MayNote = True
        Exit Function
    End If
    Set late = sheet
    On Error Resume Next
    MayNote = Not late.ProtectDrawingObjects
    Err.Clear
End Function

Private Sub RememberFindings(ByVal book As Workbook, ByVal memory As Worksheet)
    Dim i As Long
    For i = 1 To FoundCount
        Remember memory, KIND_FINDING, FoundCell(book, i), _
            Array(Found(i).Id, Found(i).Severity, Found(i).Title, Found(i).ParentId)
    Next i
End Sub

Private Sub RememberProposals(ByVal book As Workbook, ByVal memory As Worksheet)
    Dim i As Long
    Dim sheet As Worksheet
    For i = 1 To OfferCount
        Set sheet = SheetNamed(book, Offers(i).SheetName)
        If Not sheet Is Nothing Then
            Remember memory, KIND_PROPOSAL, CellNamed(sheet, Offers(i).CellName), _
                Array(Offers(i).FindingId, Offers(i).Way, Offers(i).Current, Offers(i).Proposed, Offers(i).Kind, Offers(i).Label)
        End If
    Next i
End Sub

' Takes all marks away; gives what could not be, in a sentence, or nothing.
Public Function ClearMarks(ByVal book As Workbook) As String
    OpenSheets book
    ClearMarks = TakeMarks(book)
    LockSheets
End Function

Private Function TakeMarks(ByVal book As Workbook) As String
    Dim memory As Worksheet
    Dim at As Long
    Dim closed As String
    Set memory = MemoryOf(book)
    If memory Is Nothing Then Exit Function
    For at = LastRecord(memory) To FirstRecord() Step -1
        If KindAt(memory, at) = KIND_MARK Then
            If Not ClearRecord(memory, at) Then closed = WithName(closed, CellAt(memory, at).Worksheet.name)
        End If
    Next at
    If Len(closed) = 0 Then
        DropMemory memory
    Else
        ForgetKind memory, KIND_FINDING
        ForgetKind memory, KIND_PROPOSAL
        TakeMarks = TF("clear.closed", closed)
    End If
End Function

' Takes the mark of one cell away: the figure there has been corrected. Its sheet has to be open.
Public Sub ClearMarkOf(ByVal memory As Worksheet, ByVal cell As Range)
    Dim at As Long
    Dim target As Range
    For at = FirstRecord() To LastRecord(memory)
        If KindAt(memory, at) = KIND_MARK Then
            Set target = CellAt(memory, at)
            If Not target Is Nothing Then
                If IsSame(target, cell) Then ClearRecord memory, at
            End If
        End If
    Next at
End Sub

' False when the sheet does not let us; a cell that is gone needs nothing.
Private Function ClearRecord(ByVal memory As Worksheet, ByVal at As Long) As Boolean
    Dim cell As Range
    Dim area As Range
    Dim was As String
    ClearRecord = True
    Set cell = CellAt(memory, at)
    If Not cell Is Nothing Then
        was = TextAt(memory, at, TEXT_FILL)
        If Len(was) > 0 And Not MayFormat(cell.Worksheet) Then ClearRecord = False
        If Not MayNote(cell.Worksheet) And Not cell.Comment Is Nothing Then ClearRecord = False
        If Not ClearRecord Then Exit Function
        Set area = cell.MergeArea
        If Len(was) > 0 Then PutLookBack area, memory, at
        TakeNoteOut cell, TextAt(memory, at, TEXT_NOTE)
    End If
    Forget memory, at
End Function

' A fill that the user has changed since then is the user's.
Private Sub PutLookBack(ByVal area As Range, ByVal memory As Worksheet, ByVal at As Long)
    Dim rank As Long
    Dim colour As Long
    rank = Val(TextAt(memory, at, TEXT_SEVERITY))
    colour = area.Cells(1, 1).Interior.Color
    If colour = FillColour(rank) Then PutFillBack area, TextAt(memory, at, TEXT_FILL)
    PutEdgeBack area, xlEdgeLeft, TextAt(memory, at, TEXT_LEFT)
    PutEdgeBack area, xlEdgeBottom, TextAt(memory, at, TEXT_BOTTOM)
End Sub

Private Function WithName(ByVal names As String, ByVal name As String) As String
    Dim quoted As String
    quoted = ChrW$(&H201C) & name & ChrW$(&H201D)
    If InStr(names, quoted) > 0 Then
        WithName = names
    ElseIf Len(names) > 0 Then
        WithName = names & ", " & quoted
    Else
        WithName = quoted
    End If
End Function

Attribute VB_Name = "MtqgMemory"
Option Explicit
' What a marked workbook remembers, on a very hidden sheet of its own: how its cells looked, which findings
' stand where, what may be typed instead. One record a line: its kind, a formula that follows the cell, texts.

Public Const MEMORY_SHEET As String = "_mtqg_dau_excel"
Public Const KIND_MARK As String = "mark"
Public Const KIND_FINDING As String = "finding"
Public Const KIND_PROPOSAL As String = "proposal"
Public Const KIND_UNDO As String = "undo"
Private Const SIGNATURE As String = "mtqg_xl:dau_excel"
Private Const DONE As String = "-"
Private Const FIRST_RECORD As Long = 2
Private Const FIRST_TEXT As Long = 3
Private Const LAST_TEXT As Long = 12
Private Const LONGEST As Long = 30000

' The workbook whose memory was asked for last: Calc does not tell it from the sheet.
Private memoryBook As Workbook

' The memory of a workbook; Nothing when there is none.
Public Function MemoryOf(ByVal book As Workbook) As Worksheet
    Dim sheet As Worksheet
    Set memoryBook = book
    Set sheet = SheetNamed(book, MEMORY_SHEET)
    If sheet Is Nothing Then Exit Function
    If CStr(sheet.Range("A1").value) = SIGNATURE Then Set MemoryOf = sheet
End Function

Public Function CanRemember(ByVal book As Workbook) As Boolean
    If Not MemoryOf(book) Is Nothing Then
        CanRemember = True
    ElseIf SheetNamed(book, MEMORY_SHEET) Is Nothing Then
        CanRemember = Not book.ProtectStructure
    End If
End Function

' The memory, made when it is not there; the sheet in front stays in front.
Public Function StartMemory(ByVal book As Workbook) As Worksheet
    Dim memory As Worksheet
    Dim front As Object
    Set memory = MemoryOf(book)
    If memory Is Nothing Then
        Set front = book.ActiveSheet
        Set memory = book.Worksheets.Add()
        memory.name = MEMORY_SHEET
        memory.Move , book.Sheets(book.Sheets.count)
        Set memory = SheetNamed(book, MEMORY_SHEET)
        memory.Range("A1").value = SIGNATURE
        front.Activate
        memory.Visible = xlSheetVeryHidden
    End If
    Set StartMemory = memory
End Function

Public Sub Remember(ByVal memory As Worksheet, ByVal kind As String, ByVal target As Range, ByVal texts As Variant)
    Dim at As Long
    Dim i As Long
    at = LastRecord(memory) + 1
    memory.Cells(at, 1).value = kind
    If Not target Is Nothing Then memory.Cells(at, 2).Formula = ReferenceTo(target)
    For i = LBound(texts) To UBound(texts)
        PutText memory.Cells(at, FIRST_TEXT + i - LBound(texts)), CStr(texts(i))
    Next i
End Sub

' Text columns are formatted as text, so that nothing written there is ever a formula or a date.
Private Sub PutText(ByVal cell As Range, ByVal text As String)
    cell.NumberFormat = "@"
    cell.value = Left$(text, LONGEST)
End Sub

Public Function FirstRecord() As Long
    FirstRecord = FIRST_RECORD
End Function

Public Function LastRecord(ByVal memory As Worksheet) As Long
    LastRecord = memory.UsedRange.Row + memory.UsedRange.Rows.count - 1
End Function

Public Function KindAt(ByVal memory As Worksheet, ByVal at As Long) As String
    KindAt = CStr(memory.Cells(at, 1).value)
End Function

' Texts are numbered from 1.
Public Function TextAt(ByVal memory As Worksheet, ByVal at As Long, ByVal number As Long) As String
    TextAt = CStr(memory.Cells(at, FIRST_TEXT + number - 1).value)
End Function

Public Function CellAt(ByVal memory As Worksheet, ByVal at As Long) As Range
    Set CellAt = ReferredCell(memoryBook, CStr(memory.Cells(at, 2).Formula))
End Function

Public Sub Forget(ByVal memory As Worksheet, ByVal at As Long)
    memory.Cells(at, 1).value = DONE
    memory.Cells(at, 2).value = ""
End Sub

' Forgets all records of a kind.
Public Sub ForgetKind(ByVal memory As Worksheet, ByVal kind As String)
    Dim at As Long
    For at = FIRST_RECORD To LastRecord(memory)
        If KindAt(memory, at) = kind Then Forget memory, at
    Next at
End Sub

' Takes the memory out of the workbook; where sheets may not be removed it is emptied.
Public Sub DropMemory(ByVal memory As Worksheet)
    Dim book As Workbook
    Dim front As Object
    Set book = memoryBook
    If book.ProtectStructure Then
        memory.Range(memory.Cells(FIRST_RECORD, 1), memory.Cells(LastRecord(memory) + 1, LAST_TEXT)).ClearContents
        Exit Sub
    End If
    Set front = book.ActiveSheet
    RemoveSheet memory
    front.Activate
End Sub

' Removes a sheet without a question; a very hidden one cannot be removed as it is.
Public Sub RemoveSheet(ByVal sheet As Worksheet)
    sheet.Visible = xlSheetVisible
    Application.DisplayAlerts = False
    On Error Resume Next
    sheet.Delete
    Application.DisplayAlerts = True
    Err.Clear
End Sub

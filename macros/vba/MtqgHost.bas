Attribute VB_Name = "MtqgHost"
Option Explicit
' Calls of Excel that Calc does not have, each in a procedure of its own, so that the rest runs in both.

Private Const FOLDER_PICKER As Long = 4
Private Const TEXT_ANSWER As Long = 2

' Whether a cell is being edited, or Excel waits for something else.
Public Function IsBusy() As Boolean
    IsBusy = Not Application.Ready
End Function

Public Function IsReadOnly(ByVal book As Workbook) As Boolean
    IsReadOnly = book.ReadOnly
End Function

Public Sub SaveCopy(ByVal book As Workbook, ByVal path As String)
    book.SaveCopyAs path
End Sub

' Opens a sheet that was locked without a password and gives how it was locked; Empty when it cannot be opened.
' Any password opens such a sheet, and a wrong one fails without a question where there is one.
Public Function OpenSheet(ByVal sheet As Worksheet) As Variant
    Dim options As Variant
    With sheet.Protection
        options = Array(sheet.ProtectDrawingObjects, sheet.ProtectScenarios, sheet.ProtectionMode, _
            .AllowFormattingCells, .AllowFormattingColumns, .AllowFormattingRows, .AllowInsertingColumns, _
            .AllowInsertingRows, .AllowInsertingHyperlinks, .AllowDeletingColumns, .AllowDeletingRows, _
            .AllowSorting, .AllowFiltering, .AllowUsingPivotTables)
    End With
    On Error Resume Next
    sheet.Unprotect "-"
    Err.Clear
    If Not sheet.ProtectContents Then OpenSheet = options
End Function

Public Sub LockAgain(ByVal sheet As Worksheet, ByVal options As Variant)
    sheet.Protect DrawingObjects:=options(0), Contents:=True, Scenarios:=options(1), _
        UserInterfaceOnly:=options(2), AllowFormattingCells:=options(3), AllowFormattingColumns:=options(4), _
        AllowFormattingRows:=options(5), AllowInsertingColumns:=options(6), AllowInsertingRows:=options(7), _
        AllowInsertingHyperlinks:=options(8), AllowDeletingColumns:=options(9), AllowDeletingRows:=options(10), _
        AllowSorting:=options(11), AllowFiltering:=options(12), AllowUsingPivotTables:=options(13)
End Sub

' xlNone when the edge has no line; Null when the lines along it differ.
Public Function EdgeStyle(ByVal area As Range, ByVal edge As Long) As Variant
    EdgeStyle = area.Borders(edge).LineStyle
End Function

Public Sub RemoveEdge(ByVal area As Range, ByVal edge As Long)
    area.Borders(edge).LineStyle = xlNone
End Sub

Public Function HasThread(ByVal cell As Range) As Boolean
    Dim late As Object
    Dim thread As Object
    Set late = cell
    On Error Resume Next
    Set thread = late.CommentThreaded
    Err.Clear
    HasThread = Not thread Is Nothing
End Function

Public Function IsOfArray(ByVal cell As Range) As Boolean
    IsOfArray = cell.HasArray
End Function

' Cuts a stretch out of a note, keeping how the rest of it looks.
Public Sub CutNote(ByVal cell As Range, ByVal first As Long, ByVal count As Long)
    cell.Comment.Shape.TextFrame.Characters(first, count).Delete
End Sub

' Shows a note whole instead of in the usual small box.
Public Sub FitNote(ByVal cell As Range)
    On Error Resume Next
    With cell.Comment.Shape
        .Width = 260
        .Height = 22 + 13 * (UBound(Split(cell.Comment.text, vbLf)) + 1 + Len(cell.Comment.text) \ 52)
        If .Height > 320 Then .Height = 320
    End With
    Err.Clear
End Sub

Public Sub LinkToCell(ByVal at As Range, ByVal target As Range)
    Dim place As String
    place = "'" & Replace(target.Worksheet.name, "'", "''") & "'!" & target.Address(False, False)
    at.Worksheet.Hyperlinks.Add Anchor:=at, Address:="", SubAddress:=place
End Sub

Public Sub OfferUndo(ByVal label As String, ByVal macro As String)
    On Error Resume Next
    Application.OnUndo label, "'" & Replace(ThisWorkbook.name, "'", "''") & "'!" & macro
    Err.Clear
End Sub

Public Function PickFolder(ByVal title As String) As String
    Dim dialog As Object
    Set dialog = Application.FileDialog(FOLDER_PICKER)
    dialog.title = title
    dialog.AllowMultiSelect = False
    If dialog.Show = -1 Then PickFolder = dialog.SelectedItems(1)
End Function

Public Function PickNewFile(ByVal title As String, ByVal proposed As String, ByVal filter As String) As String
    Dim answer As Variant
    answer = Application.GetSaveAsFilename(InitialFileName:=proposed, FileFilter:=filter, title:=title)
    If VarType(answer) = vbString Then PickNewFile = answer
End Function

' False when the user cancels; otherwise what was typed stands in answer.
Public Function AskText(ByVal question As String, ByVal title As String, ByRef answer As String) As Boolean
    Dim typed As Variant
    typed = Application.InputBox(question, title, answer, Type:=TEXT_ANSWER)
    If VarType(typed) <> vbString Then Exit Function
    answer = Trim$(typed)
    AskText = True
End Function

Public Sub OpenBook(ByVal path As String)
    Application.Workbooks.Open path
End Sub

Public Function Bits() As String
    #If Win64 Then
        Bits = "64"
    #Else
        Bits = "32"
    #End If
End Function

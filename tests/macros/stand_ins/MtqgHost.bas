Option Explicit
' Stand-in for the calls that only Excel has, with the means of LibreOffice.

Public Busy As Boolean
Public Thread As String
Public Picked As String
Public Undo As String

Public Function IsBusy() As Boolean
    IsBusy = Busy
End Function

Public Function IsReadOnly(ByVal book As Workbook) As Boolean
    IsReadOnly = False
End Function

Private Function Document(ByVal book As Workbook) As Object
    Set Document = StarDesktop.CurrentComponent
End Function

Public Sub SaveCopy(ByVal book As Workbook, ByVal path As String)
    Dim how(0) As New com.sun.star.beans.PropertyValue
    how(0).Name = "FilterName"
    how(0).Value = "Calc MS Excel 2007 XML"
    Document(book).storeToURL ConvertToURL(path), how()
End Sub

Public Function OpenSheet(ByVal sheet As Worksheet) As Variant
    Dim target As Object
    Set target = StarDesktop.CurrentComponent.Sheets.getByName(sheet.Name)
    On Error Resume Next
    target.unprotect ""
    If Not target.isProtected() Then OpenSheet = Array(True)
End Function

Public Sub LockAgain(ByVal sheet As Worksheet, ByVal options As Variant)
    StarDesktop.CurrentComponent.Sheets.getByName(sheet.Name).protect ""
End Sub

' Calc's own model tells a missing line from a thin black one, its model of Excel does not.
Public Function EdgeStyle(ByVal area As Range, ByVal edge As Long) As Variant
    Dim sheet As Object
    Dim border As Object
    Dim width As Long
    Set sheet = StarDesktop.CurrentComponent.Sheets.getByName(area.Worksheet.Name)
    border = sheet.getCellByPosition(area.Column - 1, area.Row - 1).TableBorder2
    If edge = xlEdgeLeft Then width = border.LeftLine.OuterLineWidth
    If edge = xlEdgeBottom Then width = border.BottomLine.OuterLineWidth
    EdgeStyle = IIf(width = 0, xlNone, xlContinuous)
End Function

Public Sub RemoveEdge(ByVal area As Range, ByVal edge As Long)
    Dim cells As Object
    Dim border As Object
    Dim line As New com.sun.star.table.BorderLine2
    Set cells = StarDesktop.CurrentComponent.Sheets.getByName(area.Worksheet.Name).getCellRangeByPosition( _
        area.Column - 1, area.Row - 1, area.Column + area.Columns.Count - 2, area.Row + area.Rows.Count - 2)
    border = cells.TableBorder2
    If edge = xlEdgeLeft Then border.LeftLine = line
    If edge = xlEdgeLeft Then border.IsLeftLineValid = True
    If edge = xlEdgeBottom Then border.BottomLine = line
    If edge = xlEdgeBottom Then border.IsBottomLineValid = True
    cells.TableBorder2 = border
End Sub

Public Function HasThread(ByVal cell As Range) As Boolean
    HasThread = Thread = cell.Address(False, False)
End Function

Public Function IsOfArray(ByVal cell As Range) As Boolean
    IsOfArray = False
End Function

Public Sub CutNote(ByVal cell As Range, ByVal first As Long, ByVal count As Long)
End Sub

Public Sub FitNote(ByVal cell As Range)
End Sub

Public Sub LinkToCell(ByVal at As Range, ByVal target As Range)
    at.Worksheet.Hyperlinks.Add at, "#'" & target.Worksheet.Name & "'." & target.Address(False, False), "", "", at.Value
End Sub

Public Sub OfferUndo(ByVal label As String, ByVal macro As String)
    Undo = label & "|" & macro
End Sub

Public Function PickFolder(ByVal title As String) As String
    PickFolder = Picked
End Function

Public Function PickNewFile(ByVal title As String, ByVal proposed As String, ByVal filter As String) As String
    PickNewFile = Picked
End Function

Public Function AskText(ByVal question As String, ByVal title As String, ByRef answer As String) As Boolean
    AskText = False
End Function

Public Sub OpenBook(ByVal path As String)
End Sub

Public Function Bits() As String
    Bits = "64"
End Function

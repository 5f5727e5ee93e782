Attribute VB_Name = "MtqgPlaces"
Option Explicit
' Sheets and cells by their names, without ever taking a text of a file for anything else than a name.

' Nothing when the workbook has no such sheet (any more).
Public Function SheetNamed(ByVal book As Workbook, ByVal wanted As String) As Worksheet
    Dim sheet As Worksheet
    For Each sheet In book.Worksheets
        If StrComp(sheet.name, wanted, vbTextCompare) = 0 Then
            Set SheetNamed = sheet
            Exit Function
        End If
    Next sheet
End Function

' A cell by an address such as E9 or $E$9; Nothing for any other text.
Public Function CellNamed(ByVal sheet As Worksheet, ByVal address As String) As Range
    Dim plain As String
    plain = Replace(address, "$", "")
    If Not IsAddress(plain) Then Exit Function
    On Error Resume Next
    Set CellNamed = sheet.Range(plain)
    Err.Clear
End Function

Public Function IsAddress(ByVal text As String) As Boolean
    Dim i As Long
    Dim letters As Long
    Dim mark As String
    For i = 1 To Len(text)
        mark = UCase$(Mid$(text, i, 1))
        If mark >= "A" And mark <= "Z" And letters = i - 1 Then
            letters = i
        ElseIf mark < "0" Or mark > "9" Then
            Exit Function
        End If
    Next i
    IsAddress = letters >= 1 And letters <= 3 And Len(text) > letters And Len(text) - letters <= 7
End Function

' The reference formula that follows a cell when its sheet is renamed or lines are inserted above it.
Public Function ReferenceTo(ByVal cell As Range) As String
    ReferenceTo = "='" & Replace(cell.Worksheet.name, "'", "''") & "'!" & cell.address
End Function

' The cell that such a formula names now; Nothing when it is gone.
Public Function ReferredCell(ByVal book As Workbook, ByVal reference As String) As Range
    Dim at As Long
    Dim sheetName As String
    Dim sheet As Worksheet
    If Left$(reference, 1) <> "=" Then Exit Function
    at = InStrRev(reference, "!")
    If at < 3 Then Exit Function
    sheetName = Mid$(reference, 2, at - 2)
    If Left$(sheetName, 1) = "'" Then sheetName = Replace(Mid$(sheetName, 2, Len(sheetName) - 2), "''", "'")
    Set sheet = SheetNamed(book, sheetName)
    If sheet Is Nothing Then Exit Function
    Set ReferredCell = CellNamed(sheet, Mid$(reference, at + 1))
End Function

' "Sheet!E9", to be shown.
Public Function PlaceLabel(ByVal cell As Range) As String
    PlaceLabel = cell.Worksheet.name & "!" & cell.address(False, False)
End Function

Public Function IsSame(ByVal one As Range, ByVal other As Range) As Boolean
    IsSame = one.Worksheet.name = other.Worksheet.name And one.Row = other.Row And one.Column = other.Column
End Function

Attribute VB_Name = "MtqgLock"
Option Explicit
' Sheets locked without a password are opened while marks are set there or taken away, and locked again just as
' they were. Those locked with a password stay locked.

Private openedBook As Workbook
Private openedNames() As String
Private openedOptions() As Variant
Private openedCount As Long

Public Sub OpenSheets(ByVal book As Workbook)
    Dim sheet As Worksheet
    Dim options As Variant
    LockSheets
    Set openedBook = book
    ReDim openedNames(1 To book.Worksheets.count)
    ReDim openedOptions(1 To book.Worksheets.count)
    For Each sheet In book.Worksheets
        If sheet.ProtectContents Then
            options = MtqgHost.OpenSheet(sheet)
            If IsArray(options) Then
                openedCount = openedCount + 1
                openedNames(openedCount) = sheet.name
                openedOptions(openedCount) = options
            End If
        End If
    Next sheet
End Sub

' Also called after a failure: a sheet must never stay open because of us.
Public Sub LockSheets()
    Dim sheet As Worksheet
    Dim at As Long
    Do While openedCount > 0
        at = openedCount
        ' Counted off first: one that cannot be locked, in a workbook closed since, must not stop all later work.
        openedCount = openedCount - 1
        Set sheet = SheetNamed(openedBook, openedNames(at))
        If Not sheet Is Nothing Then MtqgHost.LockAgain sheet, openedOptions(at)
    Loop
End Sub

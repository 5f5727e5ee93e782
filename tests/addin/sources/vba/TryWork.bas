Attribute VB_Name = "TryWork"
Option Explicit

Public Sub Greet(sheet As Object, words As String)
    ' Don't "close" this: it isn't a text.
    sheet.Range("A1").Value = words & " """ & ChrW(&H1EA5) & """"
End Sub

Public Function T(key As String) As String
    Dim texts As Object
    Dim row As Long
    Set texts = ThisWorkbook.Worksheets("i18n")
    For row = 1 To 100
        If texts.Cells(row, 1).Value = key Then T = texts.Cells(row, 2).Value
    Next row
End Function

Public Function TF(key As String, value As Variant) As String
    TF = Replace(T(key), "{0}", CStr(value))
End Function

Attribute VB_Name = "MtqgText"
Option Explicit
' Sentences for the user, from the hidden sheet of this add-in: the sources stay plain ASCII.

Private Const TEXT_SHEET As String = "i18n"
Private texts As Variant
Private isLoaded As Boolean

Public Function T(ByVal key As String) As String
    Dim i As Long
    If Not isLoaded Then LoadTexts
    For i = 1 To UBound(texts, 1)
        If texts(i, 1) = key Then
            T = texts(i, 2)
            Exit Function
        End If
    Next i
    T = key
End Function

' The sentence with {0}, {1}... replaced. Values go in at once: a value that looks like a place stays.
Public Function TF(ByVal key As String, ParamArray values() As Variant) As String
    Dim pattern As String
    Dim made As String
    Dim at As Long
    Dim finish As Long
    Dim number As Long
    pattern = T(key)
    at = InStr(pattern, "{")
    Do While at > 0
        finish = InStr(at, pattern, "}")
        If finish = 0 Then Exit Do
        made = made & Left$(pattern, at - 1)
        number = Val(Mid$(pattern, at + 1, finish - at - 1))
        If number <= UBound(values) Then made = made & CStr(values(number))
        pattern = Mid$(pattern, finish + 1)
        at = InStr(pattern, "{")
    Loop
    TF = made & pattern
End Function

Private Sub LoadTexts()
    Dim sheet As Worksheet
    Dim last As Long
    Set sheet = ThisWorkbook.Worksheets(TEXT_SHEET)
    last = sheet.UsedRange.Row + sheet.UsedRange.Rows.count - 1
    texts = sheet.Range("A1:B" & last).value
    isLoaded = True
End Sub

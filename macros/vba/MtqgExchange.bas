Attribute VB_Name = "MtqgExchange"
Option Explicit
' The files exchanged with the engine: one record a line, fields parted by tabs, written \\ \t \n \r inside.

Public Function EscapeField(ByVal text As String) As String
    Dim made As String
    made = Replace(text, "\", "\\")
    made = Replace(made, vbTab, "\t")
    made = Replace(made, vbLf, "\n")
    EscapeField = Replace(made, vbCr, "\r")
End Function

Public Function UnescapeField(ByVal text As String) As String
    Dim made As String
    Dim start As Long
    Dim at As Long
    start = 1
    at = InStr(start, text, "\")
    Do While at > 0
        made = made & Mid$(text, start, at - start)
        Select Case Mid$(text, at + 1, 1)
            Case "t": made = made & vbTab
            Case "n": made = made & vbLf
            Case "r": made = made & vbCr
            Case Else: made = made & Mid$(text, at + 1, 1)
        End Select
        start = at + 2
        at = InStr(start, text, "\")
    Loop
    UnescapeField = made & Mid$(text, start)
End Function

' The lines of a file, without the mark at its beginning and without empty ones; none gives an array to -1.
Public Function LinesOf(ByVal text As String) As Variant
    Dim whole As String
    whole = text
    If IsMarkOfOrder(whole) Then whole = Mid$(whole, 2)
    whole = Replace(whole, vbCrLf, vbLf)
    Do While Right$(whole, 1) = vbLf
        whole = Left$(whole, Len(whole) - 1)
    Loop
    If Len(whole) = 0 Then
        LinesOf = Array()
    Else
        LinesOf = Split(whole, vbLf)
    End If
End Function

' Codes above 32767 come as negative numbers from Excel.
Private Function IsMarkOfOrder(ByVal text As String) As Boolean
    Dim code As Long
    If Len(text) = 0 Then Exit Function
    code = AscW(text)
    If code < 0 Then code = code + 65536
    IsMarkOfOrder = code = 65279
End Function

Public Function FieldsOf(ByVal recordLine As String) As Variant
    Dim parts As Variant
    Dim i As Long
    parts = Split(recordLine, vbTab)
    For i = LBound(parts) To UBound(parts)
        parts(i) = UnescapeField(parts(i))
    Next i
    FieldsOf = parts
End Function

' The value of a key in lines "key<TAB>value"; empty when it is not there.
Public Function ValueOf(ByVal text As String, ByVal key As String) As String
    Dim records As Variant
    Dim i As Long
    records = LinesOf(text)
    For i = LBound(records) To UBound(records)
        If Left$(records(i), Len(key) + 1) = key & vbTab Then
            ValueOf = UnescapeField(Mid$(records(i), Len(key) + 2))
            Exit Function
        End If
    Next i
End Function

Public Function Pair(ByVal key As String, ByVal value As String) As String
    Pair = key & vbTab & EscapeField(value) & vbCrLf
End Function

' Where a column stands in the head of a table; -1 when it is not there.
Public Function ColumnOf(ByVal heads As Variant, ByVal name As String) As Long
    Dim i As Long
    ColumnOf = -1
    For i = LBound(heads) To UBound(heads)
        If heads(i) = name Then
            ColumnOf = i
            Exit Function
        End If
    Next i
End Function

' A field of a record, by the name of its column; empty when the record is too short.
Public Function FieldNamed(ByVal heads As Variant, ByVal fields As Variant, ByVal name As String) As String
    Dim at As Long
    at = ColumnOf(heads, name)
    If at < 0 Then Exit Function
    If at <= UBound(fields) Then FieldNamed = fields(at)
End Function

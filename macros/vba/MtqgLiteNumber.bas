Attribute VB_Name = "MtqgLiteNumber"
Option Explicit
' Exact figures for the rules that run in VBA: decimals where the host has them, else doubles kept clean.

Private Const NEAR As Double = 2E-15
Private Const NOISE As Double = 1E-09
Private Const MOST_DECIMALS As Long = 18
Private Const DECIMAL_TYPE As Long = 14

Private isDecided As Boolean
Private hasDecimals As Boolean

Public Function Exact(ByVal figure As Variant) As Variant
    If Not isDecided Then FindOut
    If hasDecimals Then
        Exact = CDec(figure)
    Else
        Exact = CDbl(figure)
    End If
End Function

' Calc has decimals on some systems only.
Private Sub FindOut()
    Dim tried As Variant
    On Error Resume Next
    tried = CDec(1)
    hasDecimals = (Err.Number = 0)
    Err.Clear
    If hasDecimals Then hasDecimals = (VarType(tried) = DECIMAL_TYPE)
    isDecided = True
End Sub

Public Function PowerOfTen(ByVal count As Long) As Variant
    If Not isDecided Then FindOut
    If hasDecimals Then
        PowerOfTen = CDec("1" & String$(count, "0"))
    Else
        PowerOfTen = 10# ^ count
    End If
End Function

' A figure as a cell holds it, with no more digits than Excel shows, and how many of them are decimals.
Public Sub TakeFigure(ByVal figure As Double, ByRef value As Variant, ByRef decimals As Long)
    Dim text As String
    Dim digits As String
    Dim mark As String
    Dim i As Long
    decimals = 0
    If figure = Fix(figure) And Abs(figure) < 1E+15 Then
        value = Exact(figure)
        Exit Sub
    End If
    text = Format$(Abs(figure), "0.00000000000000E+00")
    For i = 1 To Len(text)
        mark = Mid$(text, i, 1)
        If mark = "E" Or mark = "e" Then Exit For
        If mark >= "0" And mark <= "9" Then digits = digits & mark
    Next i
    Do While Len(digits) > 1 And Right$(digits, 1) = "0"
        digits = Left$(digits, Len(digits) - 1)
    Loop
    decimals = Len(digits) - 1 - CLng(Mid$(text, i + 1))
    If decimals > MOST_DECIMALS Then
        ' Smaller than anything in a report: what arithmetic in twos leaves of nought.
        value = Exact(figure)
        decimals = MOST_DECIMALS
        Exit Sub
    End If
    value = Exact(digits)
    If decimals > 0 Then value = value / PowerOfTen(decimals)
    If decimals < 0 Then value = value * PowerOfTen(-decimals)
    If decimals < 0 Then decimals = 0
    If figure < 0 Then value = -value
End Sub

Public Function Largest(ByVal one As Variant, ByVal other As Variant) As Variant
    Largest = Abs(one)
    If Abs(other) > Largest Then Largest = Abs(other)
    If Largest < 1 Then Largest = Exact(1)
End Function

' -1, 0 or 1; what differs by less than the arithmetic itself gives is the same.
Public Function Compared(ByVal one As Variant, ByVal other As Variant) As Long
    If one = other Then Exit Function
    If Abs(one - other) <= NEAR * Largest(one, other) Then Exit Function
    Compared = IIf(one < other, -1, 1)
End Function

' Whether two figures differ by nothing but the arithmetic of a workbook.
Public Function OnlyNoise(ByVal one As Variant, ByVal other As Variant) As Boolean
    OnlyNoise = Abs(one - other) <= NOISE * Largest(one, other)
End Function

Public Function Slack(ByVal value As Variant) As Variant
    Slack = Exact(NOISE) * Largest(value, 0)
End Function

' A sum without the noise that adding doubles leaves behind; most is the largest of what was added.
Public Function Clean(ByVal total As Variant, ByVal most As Variant) As Variant
    Dim places As Long
    Clean = total
    If hasDecimals Or most = 0 Then Exit Function
    If total = Fix(total) Then Exit Function
    places = 15 - Len(CStr(Fix(most)))
    If places < 1 Then places = 1
    Clean = Fix(total * 10# ^ places + 0.5 * Sgn(total)) / 10# ^ places
End Function

' Halves away from zero, as offices round.
Public Function RoundedTo(ByVal value As Variant, ByVal decimals As Long) As Variant
    RoundedTo = AtDecimals(value, decimals, 0.5)
End Function

Public Function CutTo(ByVal value As Variant, ByVal decimals As Long) As Variant
    CutTo = AtDecimals(value, decimals, 0)
End Function

Private Function AtDecimals(ByVal value As Variant, ByVal decimals As Long, ByVal added As Double) As Variant
    Dim power As Variant
    Dim whole As Variant
    power = PowerOfTen(decimals)
    whole = Abs(value) * power
    whole = Fix(whole + added + NEAR * Largest(whole, 0)) / power
    AtDecimals = whole * Sgn(value)
End Function

' As the exchange writes figures: digits with a point.
Public Function PlainFigure(ByVal value As Variant) As String
    Dim text As String
    Dim figure As Variant
    Dim decimals As Long
    Dim power As Variant
    TakeFigure CDbl(value), figure, decimals
    If decimals > 6 Then decimals = 6
    power = PowerOfTen(decimals)
    text = CStr(Fix(Abs(RoundedTo(figure, decimals)) * power + 0.5))
    If decimals > 0 Then
        Do While Len(text) <= decimals
            text = "0" & text
        Loop
        text = Left$(text, Len(text) - decimals) & "." & Right$(text, decimals)
        Do While Right$(text, 1) = "0"
            text = Left$(text, Len(text) - 1)
        Loop
        If Right$(text, 1) = "." Then text = Left$(text, Len(text) - 1)
    End If
    If value < 0 And text <> "0" Then text = "-" & text
    PlainFigure = text
End Function

' As an office prints it: 26.884 or 10,8.
Public Function OfficeFigure(ByVal value As Variant) As String
    Dim plain As String
    Dim whole As String
    Dim tail As String
    Dim sign As String
    Dim at As Long
    plain = PlainFigure(value)
    If Left$(plain, 1) = "-" Then
        sign = "-"
        plain = Mid$(plain, 2)
    End If
    whole = plain
    at = InStr(plain, ".")
    If at > 0 Then
        whole = Left$(plain, at - 1)
        tail = "," & Mid$(plain, at + 1)
    End If
    at = Len(whole) - 3
    Do While at > 0
        whole = Left$(whole, at) & "." & Mid$(whole, at + 1)
        at = at - 3
    Loop
    OfficeFigure = sign & whole & tail
End Function

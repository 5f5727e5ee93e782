Attribute VB_Name = "MtqgLook"
Option Explicit
' How a cell looks behind its figure, written down and given back: its fill, its left and bottom edge.

Private Const MIXED As String = "mixed"
Private Const NO_LINE As String = "none"
Private Const FIRST_GRADIENT As Long = 4000
Private Const NO_THEME As Long = 0

' Numbers between semicolons: pattern, colour, index, colour and index of the pattern, theme, tint.
Public Function FillOf(ByVal cell As Range) As String
    With cell.Interior
        FillOf = Told(.pattern) & ";" & Told(.Color) & ";" & Told(.ColorIndex) & ";" & Told(.PatternColor) & ";" _
            & Told(.PatternColorIndex) & ";" & ThemeOf(cell.Interior)
    End With
End Function

' A fill that runs from one colour to another cannot be brought back exactly, so it is not painted over.
Public Function CanPaint(ByVal cell As Range) As Boolean
    If IsNull(cell.Interior.pattern) Then Exit Function
    CanPaint = cell.Interior.pattern < FIRST_GRADIENT
End Function

Public Sub Fill(ByVal area As Range, ByVal colour As Long)
    area.Interior.pattern = xlSolid
    area.Interior.Color = colour
End Sub

Public Sub PutFillBack(ByVal area As Range, ByVal was As String)
    Dim parts As Variant
    parts = Split(was, ";")
    If UBound(parts) < 6 Then Exit Sub
    If Val(parts(0)) = xlNone And Val(parts(2)) = xlNone Then
        area.Interior.ColorIndex = xlNone
        Exit Sub
    End If
    If Val(parts(0)) <> xlNone And Val(parts(0)) <> xlSolid Then
        area.Interior.pattern = Val(parts(0))
        If Val(parts(4)) = xlAutomatic Then
            area.Interior.PatternColorIndex = xlAutomatic
        Else
            area.Interior.PatternColor = Val(parts(3))
        End If
    End If
    If Val(parts(2)) = xlNone Then
        area.Interior.ColorIndex = xlNone
    Else
        area.Interior.Color = Val(parts(1))
        PutThemeBack area.Interior, Val(parts(5)), Val(parts(6))
    End If
End Sub

Public Function EdgeOf(ByVal area As Range, ByVal edge As Long) As String
    Dim style As Variant
    style = MtqgHost.EdgeStyle(area, edge)
    If IsNull(style) Then
        EdgeOf = MIXED
    ElseIf style = xlNone Then
        EdgeOf = NO_LINE
    ElseIf IsNull(area.Borders(edge).Color) Or IsNull(area.Borders(edge).Weight) Then
        EdgeOf = MIXED
    Else
        EdgeOf = Told(style) & ";" & Told(area.Borders(edge).Weight) & ";" & Told(area.Borders(edge).Color) & ";" _
            & Told(area.Borders(edge).ColorIndex) & ";" & ThemeOf(area.Borders(edge))
    End If
End Function

' Draws a thick edge, unless the lines there differ among themselves and could not be brought back.
Public Sub DrawEdge(ByVal area As Range, ByVal edge As Long, ByVal was As String, ByVal colour As Long)
    If was = MIXED Then Exit Sub
    area.Borders(edge).LineStyle = xlContinuous
    area.Borders(edge).Weight = xlThick
    area.Borders(edge).Color = colour
End Sub

Public Sub PutEdgeBack(ByVal area As Range, ByVal edge As Long, ByVal was As String)
    Dim parts As Variant
    If was = MIXED Or was = "" Then Exit Sub
    If was = NO_LINE Then
        MtqgHost.RemoveEdge area, edge
        Exit Sub
    End If
    parts = Split(was, ";")
    area.Borders(edge).LineStyle = Val(parts(0))
    area.Borders(edge).Weight = Val(parts(1))
    If Val(parts(3)) = xlAutomatic Then
        area.Borders(edge).ColorIndex = xlAutomatic
    Else
        area.Borders(edge).Color = Val(parts(2))
        PutThemeBack area.Borders(edge), Val(parts(4)), Val(parts(5))
    End If
End Sub

' Theme colour and tint; 0;0 where the colour is not one of the theme's.
Private Function ThemeOf(ByVal looks As Object) As String
    Dim theme As Variant
    Dim tint As Variant
    theme = NO_THEME
    tint = 0
    On Error Resume Next
    theme = looks.ThemeColor
    tint = looks.TintAndShade
    Err.Clear
    On Error GoTo 0
    If IsNull(theme) Or IsEmpty(theme) Then theme = NO_THEME
    If IsNull(tint) Or IsEmpty(tint) Then tint = 0
    ThemeOf = Told(theme) & ";" & Told(tint)
End Function

Private Sub PutThemeBack(ByVal looks As Object, ByVal theme As Long, ByVal tint As Double)
    On Error Resume Next
    If theme > NO_THEME Then looks.ThemeColor = theme
    If tint <> 0 Then looks.TintAndShade = tint
    Err.Clear
End Sub

' A number with a point, whatever separator the computer is set to.
Private Function Told(ByVal value As Variant) As String
    If IsNull(value) Or IsEmpty(value) Then
        Told = "0"
    Else
        Told = Trim$(Str$(value))
    End If
End Function

Attribute VB_Name = "MtqgLiteOpen"
Option Explicit
' Cells whose figure cannot be known from what is written: relations over them are not judged.

Private openState() As Long
Private lackingState() As Long
Private withheldInRow() As Boolean
Private withheldInColumn() As Boolean
Private someWithheldInColumn As Boolean
Private isSorted As Boolean

Public Sub StartOpen(ByVal cellCount As Long)
    ReDim openState(1 To cellCount)
    ReDim lackingState(1 To cellCount)
    ReDim withheldInRow(1 To cellCount)
    ReDim withheldInColumn(1 To cellCount)
    isSorted = False
    someWithheldInColumn = False
End Sub

' Whether the figure of a cell cannot be known from what is written.
Public Function IsOpen(ByVal cell As Long) As Boolean
    If openState(cell) = NOT_TRIED Then
        openState(cell) = NOT_KNOWN
        If CellState(cell) = STATE_UNREAD Then
            openState(cell) = IS_KNOWN
        ElseIf CellState(cell) <> STATE_FIGURE Then
            If Not isSorted Then SortWithheld
            If withheldInRow(cell) Then
                openState(cell) = IS_KNOWN
            ElseIf SomePartOpen(cell) Then
                openState(cell) = IS_KNOWN
            ElseIf Not IsEmpty(FigureOf(cell)) Then
                If LacksToldParts(cell) Then openState(cell) = IS_KNOWN
            End If
        End If
    End If
    IsOpen = (openState(cell) = IS_KNOWN)
End Function

Private Function SomePartOpen(ByVal cell As Long) As Boolean
    Dim relation As Long
    relation = FirstDefinition(cell)
    Do While relation > 0
        If RightOpen(relation) Then
            SomePartOpen = True
            Exit Function
        End If
        relation = NextDefinition(relation)
    Loop
End Function

' Whether a cell on the right side of a relation is open.
Public Function RightOpen(ByVal relation As Long) As Boolean
    Dim token As Long
    Dim k As Long
    Dim cell As Long
    cell = NextPart(relation, token, k)
    Do While cell > 0 And Not RightOpen
        If CellState(cell) <> STATE_FIGURE Then RightOpen = IsOpen(cell)
        cell = NextPart(relation, token, k)
    Loop
End Function

' Whether a blank total was made up without a part that its column tells only in a total row.
Private Function LacksToldParts(ByVal cell As Long) As Boolean
    Dim relation As Long
    If Not someWithheldInColumn Then Exit Function
    If lackingState(cell) = NOT_TRIED Then
        lackingState(cell) = NOT_KNOWN
        relation = FirstDefinition(cell)
        Do While relation > 0 And lackingState(cell) = NOT_KNOWN
            If RightLacks(relation) Then lackingState(cell) = IS_KNOWN
            relation = NextDefinition(relation)
        Loop
    End If
    LacksToldParts = (lackingState(cell) = IS_KNOWN)
End Function

Private Function RightLacks(ByVal relation As Long) As Boolean
    Dim token As Long
    Dim k As Long
    Dim cell As Long
    cell = NextPart(relation, token, k)
    Do While cell > 0 And Not RightLacks
        RightLacks = withheldInColumn(cell)
        If Not RightLacks And CellState(cell) <> STATE_FIGURE Then RightLacks = LacksToldParts(cell)
        cell = NextPart(relation, token, k)
    Loop
End Function

' Blank parts of a stated total of which no part is stated: not nothing, but not told.
Private Sub SortWithheld()
    Dim first As Long
    Dim relation As Long
    isSorted = True
    For first = 1 To RelationCount
        If FirstDefinition(RelationTarget(first)) = first Then
            If CellState(RelationTarget(first)) = STATE_FIGURE Then
                relation = first
                If CellFigure(RelationTarget(first)) = 0 Then relation = 0
                Do While relation > 0
                    If NoneKnown(relation) Then Withhold relation
                    relation = NextDefinition(relation)
                Loop
            End If
        End If
    Next first
End Sub

Private Function NoneKnown(ByVal relation As Long) As Boolean
    Dim token As Long
    Dim k As Long
    Dim cell As Long
    cell = NextPart(relation, token, k)
    Do While cell > 0
        If Not IsEmpty(FigureOf(cell)) Then Exit Function
        cell = NextPart(relation, token, k)
    Loop
    NoneKnown = True
End Function

Private Sub Withhold(ByVal relation As Long)
    Dim token As Long
    Dim k As Long
    Dim cell As Long
    Dim scope As String
    scope = RuleScope(LineRule(RelationLine(relation)))
    If scope = "c" Then someWithheldInColumn = True
    cell = NextPart(relation, token, k)
    Do While cell > 0
        If scope = "r" Then withheldInRow(cell) = True
        If scope = "c" Then withheldInColumn(cell) = True
        cell = NextPart(relation, token, k)
    Loop
End Sub

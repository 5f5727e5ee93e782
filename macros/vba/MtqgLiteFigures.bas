Attribute VB_Name = "MtqgLiteFigures"
Option Explicit
' The figures of one form as its rules see them: blank totals are made up from their parts.

' How far something is known: states of derived figures and of cells that cannot be known.
Public Const NOT_TRIED As Long = 0
Public Const NOT_KNOWN As Long = 1
Public Const IS_KNOWN As Long = 2

' By cell: the relation that gave a blank total its figure.
Public DerivedBy() As Long

Private derivedState() As Long
Private derivedFigure() As Variant
Private stack(1 To 2000) As Variant
Private opened(1 To 200) As Long
Private top As Long
Private depth As Long

Public Sub StartDerived(ByVal cellCount As Long)
    ReDim derivedState(1 To cellCount)
    ReDim derivedFigure(1 To cellCount)
    ReDim DerivedBy(1 To cellCount)
End Sub

' The figure written in a cell or, where none is, what its parts give; Empty when there is none.
Public Function FigureOf(ByVal cell As Long) As Variant
    FigureOf = Empty
    If CellState(cell) = STATE_FIGURE Then
        FigureOf = CellFigure(cell)
    ElseIf Derive(cell) Then
        FigureOf = derivedFigure(cell)
    End If
End Function

Public Function Derive(ByVal cell As Long) As Boolean
    Dim relation As Long
    Dim found As Variant
    If derivedState(cell) = NOT_TRIED Then
        derivedState(cell) = NOT_KNOWN
        relation = FirstDefinition(cell)
        Do While relation > 0
            found = RightSide(relation)
            If Not IsEmpty(found) Then
                derivedState(cell) = IS_KNOWN
                derivedFigure(cell) = found
                DerivedBy(cell) = relation
                Exit Do
            End If
            relation = NextDefinition(relation)
        Loop
    End If
    Derive = (derivedState(cell) = IS_KNOWN)
End Function

' What the right side of a relation gives; Empty when a part that it needs is blank, or a divisor is nought.
Public Function RightSide(ByVal relation As Long) As Variant
    Dim i As Long
    Dim entry As Long
    Dim place As Long
    entry = RelationLine(relation)
    For i = LineFirst(entry) To LineLast(entry)
        Select Case TokenKind(i)
            Case TOKEN_NUMBER: Push TokenNumber(i)
            Case TOKEN_NEGATE: If Not IsEmpty(stack(top)) Then stack(top) = -stack(top)
            Case TOKEN_TIMES
                top = top - 1
                If IsEmpty(stack(top)) Or IsEmpty(stack(top + 1)) Then
                    stack(top) = Empty
                Else
                    stack(top) = stack(top) * stack(top + 1)
                End If
            Case TOKEN_OVER: DivideTop
            Case TOKEN_OPEN
                depth = depth + 1
                opened(depth) = top
            Case TOKEN_SUM, TOKEN_STRICT: AddUp TokenKind(i) = TOKEN_SUM
            Case Else: PushCells relation, i
        End Select
    Next i
    RightSide = stack(top)
    top = top - 1
End Function

Private Sub Push(ByVal figure As Variant)
    top = top + 1
    stack(top) = figure
End Sub

Private Sub PushCells(ByVal relation As Long, ByVal token As Long)
    Dim cell As Long
    Dim k As Long
    k = 1
    cell = NthCell(relation, token, 1)
    Do While cell > 0
        If CellState(cell) = STATE_FIGURE Then
            top = top + 1
            stack(top) = CellFigure(cell)
        Else
            Push FigureOf(cell)
        End If
        k = k + 1
        cell = NthCell(relation, token, k)
    Loop
End Sub

Private Sub DivideTop()
    Dim known As Boolean
    top = top - 1
    known = Not (IsEmpty(stack(top)) Or IsEmpty(stack(top + 1)))
    If known Then known = (stack(top + 1) <> 0)
    If known Then
        stack(top) = stack(top) / stack(top + 1)
    Else
        stack(top) = Empty
    End If
End Sub

Private Sub AddUp(ByVal blanksCountNothing As Boolean)
    Dim total As Variant
    Dim most As Variant
    Dim known As Long
    Dim i As Long
    total = Exact(0)
    most = total
    For i = opened(depth) + 1 To top
        If Not IsEmpty(stack(i)) Then
            known = known + 1
            total = total + stack(i)
            If Abs(stack(i)) > most Then most = Abs(stack(i))
        End If
    Next i
    If known = 0 Or (known < top - opened(depth) And Not blanksCountNothing) Then
        total = Empty
    Else
        total = Clean(total, most)
    End If
    top = opened(depth)
    depth = depth - 1
    Push total
End Sub

Public Sub ClearStack()
    top = 0
    depth = 0
    ClearRanges
End Sub

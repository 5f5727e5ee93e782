Attribute VB_Name = "MtqgLiteRanges"
Option Explicit
' Printed figures as ranges with open and closed ends, and what sums, products and quotients make of them.

Private lowEnd(1 To 2000) As Variant
Private highEnd(1 To 2000) As Variant
Private lowOpen(1 To 2000) As Boolean
Private highOpen(1 To 2000) As Boolean
Private rangeOpened(1 To 200) As Long
Private rangeTop As Long
Private rangeDepth As Long
Private cutRates As Boolean

Public Sub ClearRanges()
    rangeTop = 0
    rangeDepth = 0
    cutRates = False
End Sub

' From now on typed rates also stand for all that gives them once digits are cut off, or no longer.
Public Sub AllowCutRates(ByVal allowed As Boolean)
    cutRates = allowed
End Sub

' What a figure may stand for, on top of the stack of intervals; an Empty end when it is not known.
Public Sub PushRange(ByVal cell As Long)
    Dim figure As Variant
    Dim half As Variant
    If CellState(cell) <> STATE_FIGURE Then
        If Derive(cell) Then
            PushRightRange DerivedBy(cell)
        Else
            PushEnds Empty, Empty, False, False
        End If
        Exit Sub
    End If
    figure = CellFigure(cell)
    If CellComputed(cell) Then
        half = Slack(figure)
        PushEnds figure - half, figure + half, False, False
    ElseIf CellKind(cell) = "c" Then
        PushEnds figure, figure, False, False
    Else
        half = Exact(5) / PowerOfTen(CellDecimals(cell) + 1)
        PushEnds figure - half, figure + half, figure <= 0, figure >= 0
        If cutRates And CellKind(cell) = "r" Then
            If figure <= 0 Then lowEnd(rangeTop) = figure - 2 * half
            If figure >= 0 Then highEnd(rangeTop) = figure + 2 * half
        End If
    End If
End Sub

Private Sub PushEnds(ByVal low As Variant, ByVal high As Variant, ByVal isLowOpen As Boolean, _
        ByVal isHighOpen As Boolean)
    rangeTop = rangeTop + 1
    lowEnd(rangeTop) = low
    highEnd(rangeTop) = high
    lowOpen(rangeTop) = isLowOpen
    highOpen(rangeTop) = isHighOpen
End Sub

Public Sub PushRightRange(ByVal relation As Long)
    Dim i As Long
    Dim k As Long
    Dim entry As Long
    entry = RelationLine(relation)
    For i = LineFirst(entry) To LineLast(entry)
        Select Case TokenKind(i)
            Case TOKEN_NUMBER: PushEnds TokenNumber(i), TokenNumber(i), False, False
            Case TOKEN_NEGATE: TurnRange
            Case TOKEN_TIMES: MultiplyRanges
            Case TOKEN_OVER
                InvertRange
                MultiplyRanges
            Case TOKEN_OPEN
                rangeDepth = rangeDepth + 1
                rangeOpened(rangeDepth) = rangeTop
            Case TOKEN_SUM, TOKEN_STRICT: AddRanges TokenKind(i) = TOKEN_SUM
            Case Else
                k = 1
                Do While NthCell(relation, i, k) > 0
                    PushRange NthCell(relation, i, k)
                    k = k + 1
                Loop
        End Select
    Next i
End Sub

Private Sub TurnRange()
    Dim kept As Variant
    Dim keptOpen As Boolean
    If IsEmpty(lowEnd(rangeTop)) Then Exit Sub
    kept = lowEnd(rangeTop)
    keptOpen = lowOpen(rangeTop)
    lowEnd(rangeTop) = -highEnd(rangeTop)
    lowOpen(rangeTop) = highOpen(rangeTop)
    highEnd(rangeTop) = -kept
    highOpen(rangeTop) = keptOpen
End Sub

' One over a range; not known when nought lies within.
Private Sub InvertRange()
    Dim kept As Variant
    Dim keptOpen As Boolean
    If IsEmpty(lowEnd(rangeTop)) Then Exit Sub
    If lowEnd(rangeTop) <= 0 And highEnd(rangeTop) >= 0 Then
        lowEnd(rangeTop) = Empty
        Exit Sub
    End If
    kept = lowEnd(rangeTop)
    keptOpen = lowOpen(rangeTop)
    lowEnd(rangeTop) = Exact(1) / highEnd(rangeTop)
    lowOpen(rangeTop) = highOpen(rangeTop)
    highEnd(rangeTop) = Exact(1) / kept
    highOpen(rangeTop) = keptOpen
End Sub

Private Sub MultiplyRanges()
    Dim low As Variant
    Dim high As Variant
    Dim isLowOpen As Boolean
    Dim isHighOpen As Boolean
    Dim a As Variant
    Dim aOpen As Boolean
    Dim b As Variant
    Dim bOpen As Boolean
    Dim corner As Variant
    Dim i As Long
    Dim order As Long
    rangeTop = rangeTop - 1
    If IsEmpty(lowEnd(rangeTop)) Or IsEmpty(lowEnd(rangeTop + 1)) Then
        lowEnd(rangeTop) = Empty
        Exit Sub
    End If
    For i = 0 To 3
        a = IIf(i < 2, lowEnd(rangeTop), highEnd(rangeTop))
        aOpen = IIf(i < 2, lowOpen(rangeTop), highOpen(rangeTop))
        b = IIf(i Mod 2 = 0, lowEnd(rangeTop + 1), highEnd(rangeTop + 1))
        bOpen = IIf(i Mod 2 = 0, lowOpen(rangeTop + 1), highOpen(rangeTop + 1))
        corner = a * b
        If i = 0 Then
            low = corner
            high = corner
            isLowOpen = aOpen Or bOpen
            isHighOpen = isLowOpen
        Else
            order = Compared(corner, low)
            If order < 0 Then isLowOpen = aOpen Or bOpen
            If order = 0 And Not (aOpen Or bOpen) Then isLowOpen = False
            If order < 0 Then low = corner
            order = Compared(corner, high)
            If order > 0 Then isHighOpen = aOpen Or bOpen
            If order = 0 And Not (aOpen Or bOpen) Then isHighOpen = False
            If order > 0 Then high = corner
        End If
    Next i
    rangeTop = rangeTop - 1
    PushEnds low, high, isLowOpen, isHighOpen
End Sub

Private Sub AddRanges(ByVal blanksCountNothing As Boolean)
    Dim low As Variant
    Dim high As Variant
    Dim isLowOpen As Boolean
    Dim isHighOpen As Boolean
    Dim most As Variant
    Dim known As Long
    Dim i As Long
    low = Exact(0)
    high = low
    most = low
    For i = rangeOpened(rangeDepth) + 1 To rangeTop
        If Not IsEmpty(lowEnd(i)) Then
            known = known + 1
            low = low + lowEnd(i)
            high = high + highEnd(i)
            isLowOpen = isLowOpen Or lowOpen(i)
            isHighOpen = isHighOpen Or highOpen(i)
            If Abs(lowEnd(i)) > most Then most = Abs(lowEnd(i))
            If Abs(highEnd(i)) > most Then most = Abs(highEnd(i))
        End If
    Next i
    If known = 0 Or (known < rangeTop - rangeOpened(rangeDepth) And Not blanksCountNothing) Then
        low = Empty
    Else
        low = Clean(low, most)
        high = Clean(high, most)
    End If
    rangeTop = rangeOpened(rangeDepth)
    rangeDepth = rangeDepth - 1
    PushEnds low, high, isLowOpen, isHighOpen
End Sub

' Takes the two uppermost ranges off: 1 when they share a value, 0 when not, -1 when one is not known.
Public Function RangesMeet() As Long
    rangeTop = rangeTop - 2
    If IsEmpty(lowEnd(rangeTop + 1)) Or IsEmpty(lowEnd(rangeTop + 2)) Then
        RangesMeet = -1
        Exit Function
    End If
    If MayReach(rangeTop + 1, rangeTop + 2) And MayReach(rangeTop + 2, rangeTop + 1) Then RangesMeet = 1
End Function

Private Function MayReach(ByVal small As Long, ByVal large As Long) As Boolean
    Dim order As Long
    order = Compared(lowEnd(small), highEnd(large))
    If order = 0 Then
        MayReach = Not (lowOpen(small) Or highOpen(large))
    Else
        MayReach = (order < 0)
    End If
End Function

Attribute VB_Name = "MtqgLiteRelations"
Option Explicit
' The relations of the form that has been taken up: its lines laid out over its rows and columns.

Public RelationCount As Long
Public RelationLine() As Long
Public RelationPlace() As Long
Public RelationColumn() As Long
Public RelationTarget() As Long
' The relations that give a blank cell its figure: the first for each cell, the next after each relation.
Public FirstDefinition() As Long
Public NextDefinition() As Long

Private Const KEY_STEP As Long = 10000
Private lastDefinition() As Long
Private nextLine As Long
Private pendingCount As Long
Private pendingLine() As Long
Private pendingKey() As Long

' Lays out a relation for every place of every line of the form that has been taken up.
Public Sub StartRelations()
    Dim cellCount As Long
    Dim i As Long
    cellCount = SpotCount * ColumnCount
    RelationCount = 0
    nextLine = 1
    ReDim pendingLine(1 To 400)
    ReDim pendingKey(1 To 400)
    ReDim RelationLine(1 To 200)
    ReDim RelationPlace(1 To 200)
    ReDim RelationColumn(1 To 200)
    ReDim RelationTarget(1 To 200)
    ReDim NextDefinition(1 To 200)
    ReDim FirstDefinition(1 To cellCount)
    ReDim lastDefinition(1 To cellCount)
    For i = 1 To RuleCount
        PlaceRule i
    Next i
    StartDerived cellCount
    StartOpen cellCount
    ClearStack
End Sub

' The places of a rule in the order of the form, whatever line each is of: rows downwards, or columns across.
Private Sub PlaceRule(ByVal rule As Long)
    Dim i As Long
    pendingCount = 0
    Do While nextLine <= LineCount
        If LineRule(nextLine) <> rule Then Exit Do
        PlaceLine nextLine
        nextLine = nextLine + 1
    Loop
    SortPending
    For i = 1 To pendingCount
        AddRelation pendingLine(i), pendingKey(i), RuleScope(rule) = "c"
    Next i
End Sub

Private Sub SortPending()
    Dim i As Long
    Dim at As Long
    Dim key As Long
    Dim entry As Long
    For i = 2 To pendingCount
        key = pendingKey(i)
        entry = pendingLine(i)
        at = i - 1
        Do While at >= 1
            If pendingKey(at) <= key Then Exit Do
            pendingKey(at + 1) = pendingKey(at)
            pendingLine(at + 1) = pendingLine(at)
            at = at - 1
        Loop
        pendingKey(at + 1) = key
        pendingLine(at + 1) = entry
    Next i
End Sub

Private Sub PlaceLine(ByVal entry As Long)
    Dim blocks As Variant
    Dim block As Variant
    Dim sides As Variant
    Dim rowList As Variant
    Dim columnList As Variant
    Dim r As Long
    Dim c As Long
    Dim place As Long
    blocks = Split(LinePlaces(entry), ";")
    For Each block In blocks
        sides = Split(block, "/")
        rowList = NumbersIn(sides(0))
        columnList = NumbersIn(sides(1))
        For r = 1 To UBound(rowList)
            place = BaseFirst(rowList(r))
            Do While place > 0
                For c = 1 To UBound(columnList)
                    AddPending entry, place, columnList(c)
                Next c
                place = SpotNext(place)
            Loop
        Next r
    Next block
End Sub

' The numbers in a text such as 3:5,9, counted from 1.
Private Function NumbersIn(ByVal text As String) As Variant
    Dim made() As Long
    Dim count As Long
    Dim runs As Variant
    Dim run As Variant
    Dim ends As Variant
    Dim i As Long
    ReDim made(0 To 400)
    runs = Split(text, ",")
    For Each run In runs
        ends = Split(run, ":")
        For i = CLng(ends(0)) To CLng(ends(UBound(ends)))
            count = count + 1
            If count > UBound(made) Then
                ReDim Preserve made(0 To count + 400)
            End If
            made(count) = i
        Next i
    Next run
    ReDim Preserve made(0 To count)
    NumbersIn = made
End Function

Private Sub AddPending(ByVal entry As Long, ByVal place As Long, ByVal column As Long)
    If HasNoParts(entry) Then Exit Sub
    pendingCount = pendingCount + 1
    If pendingCount > UBound(pendingKey) Then
        ReDim Preserve pendingKey(1 To pendingCount + 400)
        ReDim Preserve pendingLine(1 To pendingCount + 400)
    End If
    pendingLine(pendingCount) = entry
    pendingKey(pendingCount) = place * KEY_STEP + column
    If RuleScope(LineRule(entry)) = "c" Then pendingKey(pendingCount) = column * KEY_STEP + place
End Sub

Private Sub AddRelation(ByVal entry As Long, ByVal key As Long, ByVal isAcross As Boolean)
    Dim target As Long
    Dim place As Long
    Dim column As Long
    place = key \ KEY_STEP
    column = key Mod KEY_STEP
    If isAcross Then
        place = key Mod KEY_STEP
        column = key \ KEY_STEP
    End If
    RelationCount = RelationCount + 1
    If RelationCount > UBound(RelationLine) Then
        ReDim Preserve RelationLine(1 To RelationCount + 400)
        ReDim Preserve RelationPlace(1 To RelationCount + 400)
        ReDim Preserve RelationColumn(1 To RelationCount + 400)
        ReDim Preserve RelationTarget(1 To RelationCount + 400)
        ReDim Preserve NextDefinition(1 To RelationCount + 400)
    End If
    target = CellOf(place, column)
    RelationLine(RelationCount) = entry
    RelationPlace(RelationCount) = place
    RelationColumn(RelationCount) = column
    RelationTarget(RelationCount) = target
    If Not RuleDefines(LineRule(entry)) Then Exit Sub
    If FirstDefinition(target) = 0 Then
        FirstDefinition(target) = RelationCount
    Else
        NextDefinition(lastDefinition(target)) = RelationCount
    End If
    lastDefinition(target) = RelationCount
End Sub

' A sum over the rows of a list or a zone that has none says nothing.
Private Function HasNoParts(ByVal entry As Long) As Boolean
    Dim i As Long
    For i = LineFirst(entry) To LineLast(entry)
        If TokenKind(i) <= TOKEN_CELL Then Exit Function
        If TokenKind(i) = TOKEN_ALL Then
            If BaseFirst(TokenFrom(i)) > 0 Then Exit Function
        End If
    Next i
    HasNoParts = True
End Function

' The cells that a token of a relation names, one by one from 1; 0 behind the last.
Public Function NthCell(ByVal relation As Long, ByVal token As Long, ByVal k As Long) As Long
    Dim place As Long
    Dim i As Long
    Select Case TokenKind(token)
        Case TOKEN_COLUMNS
            i = TokenFrom(token) + k - 1
            If i <= TokenTo(token) Then NthCell = (RelationPlace(relation) - 1) * ColumnCount + i
        Case TOKEN_ROWS
            i = TokenFrom(token) + k - 1
            If i <= TokenTo(token) Then NthCell = (BaseFirst(i) - 1) * ColumnCount + RelationColumn(relation)
        Case TOKEN_CELL
            If k = 1 Then NthCell = CellOf(BaseFirst(TokenFrom(token)), TokenTo(token))
        Case TOKEN_ALL
            place = BaseFirst(TokenFrom(token))
            For i = 2 To k
                If place > 0 Then place = SpotNext(place)
            Next i
            If place > 0 Then NthCell = CellOf(place, RelationColumn(relation))
    End Select
End Function

' The cells on the right side of a relation, one each time; 0 behind the last. Both places begin at 0.
Public Function NextPart(ByVal relation As Long, ByRef token As Long, ByRef k As Long) As Long
    If token = 0 Then token = LineFirst(RelationLine(relation))
    Do While token <= LineLast(RelationLine(relation))
        If TokenKind(token) <= TOKEN_ALL Then
            k = k + 1
            NextPart = NthCell(relation, token, k)
            If NextPart > 0 Then Exit Function
        End If
        token = token + 1
        k = 0
    Loop
End Function

' Whether the right side is nothing but one cell.
Public Function IsCopy(ByVal relation As Long) As Boolean
    Dim first As Long
    Dim count As Long
    first = LineFirst(RelationLine(relation))
    count = LineLast(RelationLine(relation)) - first + 1
    If count = 3 And TokenKind(first) = TOKEN_OPEN Then
        first = first + 1
        count = 1
    End If
    If count = 1 Then IsCopy = (NthCell(relation, first, 2) = 0)
End Function

' Whether the workbook computed a figure that a relation speaks of.
Public Function AnyComputed(ByVal relation As Long) As Boolean
    Dim token As Long
    Dim k As Long
    Dim cell As Long
    cell = RelationTarget(relation)
    Do While cell > 0 And Not AnyComputed
        AnyComputed = CellComputed(cell)
        cell = NextPart(relation, token, k)
    Loop
End Function

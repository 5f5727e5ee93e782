Attribute VB_Name = "MtqgSuggest"
Option Explicit
' Types what is proposed for the selected cell, after asking; what stood there is kept.

Private Const TEXT_FINDING As Long = 1
Private Const TEXT_WAY As Long = 2
Private Const TEXT_CURRENT As Long = 3
Private Const TEXT_PROPOSED As Long = 4
Private Const TEXT_KIND As Long = 5
Private Const TEXT_LABEL As Long = 6
Private Const AS_FORMULA As String = "formula"
Private Const AS_NUMBER As String = "number"
Private Const AS_TEXT As String = "text"
Private Const AS_BLANK As String = "blank"

Private Const TEXT_STAMP As Long = 4

' Which of all typings the last one was.
Private typedLast As String

' Asks for each proposal about the cell in turn; gives a sentence for the dialog, or nothing.
Public Function Suggest(ByVal book As Workbook, ByVal cell As Range) As String
    Dim memory As Worksheet
    Dim at As Long
    Dim asked As Boolean
    Set memory = MemoryOf(book)
    If memory Is Nothing Then
        Suggest = T("suggest.unchecked")
        Exit Function
    End If
    For at = FirstRecord() To LastRecord(memory)
        If IsProposalFor(memory, at, cell) Then
            asked = True
            Select Case Choice(Question(memory, at, cell))
                Case AnswerYes
                    Suggest = AcceptWay(memory, at)
                    Exit Function
                Case AnswerCancel
                    Exit Function
            End Select
        End If
    Next at
    Suggest = IIf(asked, T("suggest.no_more"), TF("suggest.none", PlaceLabel(cell)))
End Function

Private Function IsProposalFor(ByVal memory As Worksheet, ByVal at As Long, ByVal cell As Range) As Boolean
    Dim target As Range
    If KindAt(memory, at) <> KIND_PROPOSAL Then Exit Function
    Set target = CellAt(memory, at)
    If target Is Nothing Then Exit Function
    IsProposalFor = IsSame(target.MergeArea.Cells(1, 1), cell.MergeArea.Cells(1, 1))
End Function

Private Function Question(ByVal memory As Worksheet, ByVal at As Long, ByVal cell As Range) As String
    Dim i As Long
    Dim others As String
    Question = TF("suggest.ask", PlaceLabel(cell), TextAt(memory, at, TEXT_LABEL))
    If Not HoldsStill(cell, TextAt(memory, at, TEXT_CURRENT)) Then Question = Joined(Question, T("suggest.changed"))
    For i = FirstRecord() To LastRecord(memory)
        If i <> at And IsSameWay(memory, i, at) Then others = others & vbLf & TextAt(memory, i, TEXT_LABEL)
    Next i
    If Len(others) > 0 Then Question = Joined(Question, T("suggest.together") & others)
    Question = Joined(Question, T("suggest.buttons"))
End Function

Private Function IsSameWay(ByVal memory As Worksheet, ByVal one As Long, ByVal other As Long) As Boolean
    If KindAt(memory, one) <> KIND_PROPOSAL Then Exit Function
    IsSameWay = TextAt(memory, one, TEXT_FINDING) = TextAt(memory, other, TEXT_FINDING) _
        And TextAt(memory, one, TEXT_WAY) = TextAt(memory, other, TEXT_WAY)
End Function

' Whether the cell still holds what it held when it was checked.
Private Function HoldsStill(ByVal cell As Range, ByVal was As String) As Boolean
    Dim value As Variant
    value = RawValues(cell.MergeArea.Cells(1, 1))
    If IsError(value) Then Exit Function
    If IsEmpty(value) Then
        HoldsStill = Len(was) = 0
    ElseIf VarType(value) <> vbString And IsNumeric(value) And IsDecimal(was) Then
        HoldsStill = Abs(value - ToNumber(was)) <= 0.000000001 * (1 + Abs(value))
    Else
        HoldsStill = CStr(value) = was
    End If
End Function

' Types all cells of a way, or none when one of them may not be typed into.
Private Function AcceptWay(ByVal memory As Worksheet, ByVal at As Long) As String
    Dim i As Long
    Dim refusal As String
    For i = FirstRecord() To LastRecord(memory)
        If IsSameWay(memory, i, at) Then
            refusal = Refused(memory, i)
            If Len(refusal) > 0 Then
                AcceptWay = refusal
                Exit Function
            End If
        End If
    Next i
    ForgetKind memory, KIND_UNDO
    typedLast = Format$(Now, "yyyymmddhhnnss") & " " & Rnd
    OpenSheets ActiveWorkbook
    For i = FirstRecord() To LastRecord(memory)
        If IsSameWay(memory, i, at) Then AcceptOne memory, CellAt(memory, i).MergeArea.Cells(1, 1), i
    Next i
    LockSheets
    ForgetFinding memory, TextAt(memory, at, TEXT_FINDING)
    MtqgHost.OfferUndo T("suggest.undo"), "MtqgSuggest.UndoLast"
End Function

Private Function Refused(ByVal memory As Worksheet, ByVal at As Long) As String
    Dim cell As Range
    Dim proposed As String
    Set cell = CellAt(memory, at)
    If cell Is Nothing Then
        Refused = T("suggest.gone")
        Exit Function
    End If
    Set cell = cell.MergeArea.Cells(1, 1)
    proposed = TextAt(memory, at, TEXT_PROPOSED)
    If cell.Worksheet.ProtectContents And cell.Locked Then
        Refused = TF("suggest.closed", PlaceLabel(cell))
    ElseIf MtqgHost.IsOfArray(cell) Then
        Refused = TF("suggest.formula", PlaceLabel(cell))
    ElseIf TextAt(memory, at, TEXT_KIND) = AS_FORMULA Then
        If Left$(proposed, 1) <> "=" Then Refused = TF("suggest.formula", PlaceLabel(cell))
    ElseIf cell.HasFormula Then
        Refused = TF("suggest.formula", PlaceLabel(cell))
    ElseIf TextAt(memory, at, TEXT_KIND) = AS_NUMBER And Not IsDecimal(proposed) Then
        Refused = TF("suggest.too_long", PlaceLabel(cell))
    End If
End Function

Private Sub AcceptOne(ByVal memory As Worksheet, ByVal cell As Range, ByVal at As Long)
    Remember memory, KIND_UNDO, cell, Array(ContentOf(cell), KindOf(cell), cell.NumberFormat, typedLast)
    TypeIn cell, TextAt(memory, at, TEXT_PROPOSED), TextAt(memory, at, TEXT_KIND)
    ClearMarkOf memory, cell
End Sub

' A number goes in as a number, never typed as text: separators of the computer play no part.
Public Sub TypeIn(ByVal cell As Range, ByVal text As String, ByVal kind As String)
    If kind <> AS_TEXT And cell.NumberFormat = "@" Then cell.NumberFormat = "General"
    Select Case kind
        Case AS_FORMULA: cell.Formula = text
        Case AS_NUMBER: cell.value = ToNumber(text)
        Case AS_BLANK: cell.value = Empty
        Case Else: TypeText cell, text
    End Select
End Sub

' In a cell of text nothing becomes a number or a formula; its format comes back afterwards.
Private Sub TypeText(ByVal cell As Range, ByVal text As String)
    Dim shown As String
    shown = cell.NumberFormat
    cell.NumberFormat = "@"
    cell.value = text
    cell.NumberFormat = shown
End Sub

Private Function KindOf(ByVal cell As Range) As String
    Dim value As Variant
    value = RawValues(cell)
    If cell.HasFormula Then
        KindOf = AS_FORMULA
    ElseIf IsEmpty(value) Then
        KindOf = AS_BLANK
    ElseIf VarType(value) = vbString Then
        KindOf = AS_TEXT
    ElseIf IsNumeric(value) And VarType(value) <> vbBoolean Then
        KindOf = AS_NUMBER
    Else
        ' TRUE, or a fault such as #N/A: typed again as it was typed.
        KindOf = AS_FORMULA
    End If
End Function

Private Function ContentOf(ByVal cell As Range) As String
    Select Case KindOf(cell)
        Case AS_FORMULA: ContentOf = cell.Formula
        Case AS_NUMBER: ContentOf = Trim$(Str$(CDbl(RawValues(cell))))
        Case AS_TEXT: ContentOf = CStr(cell.value)
    End Select
End Function

' What was proposed for a finding is done with once one way has been taken.
Private Sub ForgetFinding(ByVal memory As Worksheet, ByVal id As String)
    Dim at As Long
    For at = FirstRecord() To LastRecord(memory)
        If KindAt(memory, at) = KIND_PROPOSAL Or KindAt(memory, at) = KIND_FINDING Then
            If TextAt(memory, at, TEXT_FINDING) = id Then Forget memory, at
        End If
    Next at
End Sub

' Ctrl+Z: Excel offers it in every workbook, whichever was typed into.
Public Sub UndoLast()
    Dim book As Workbook
    On Error GoTo Failed
    For Each book In Application.Workbooks
        PutBack book
    Next book
    Exit Sub
Failed:
    MtqgActions.EndBadly Err.Number, Err.Description
End Sub

' Puts back what stood in the cells typed into last, where they are in this workbook.
Private Sub PutBack(ByVal book As Workbook)
    Dim memory As Worksheet
    Dim cell As Range
    Dim at As Long
    Set memory = MemoryOf(book)
    If memory Is Nothing Then Exit Sub
    OpenSheets book
    For at = FirstRecord() To LastRecord(memory)
        If KindAt(memory, at) = KIND_UNDO And TextAt(memory, at, TEXT_STAMP) = typedLast Then
            Set cell = CellAt(memory, at)
            If Not cell Is Nothing Then
                cell.NumberFormat = "General"
                TypeIn cell, TextAt(memory, at, 1), TextAt(memory, at, 2)
                cell.NumberFormat = TextAt(memory, at, 3)
            End If
            Forget memory, at
        End If
    Next at
    LockSheets
End Sub

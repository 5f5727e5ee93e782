Attribute VB_Name = "MtqgLite"
Option Explicit
' Sums, differences and rates of the forms, checked without any other program.

Private Const LITE_CLEAN As Long = 0
Private Const LITE_WRONG As Long = 1
Private Const LITE_NO_FORM As Long = 2

Private Const HOLDS As Long = 0
Private Const CUT_OFF As Long = 1
Private Const ROUNDED As Long = 2
Private Const FAILS As Long = 3
Private Const UNKNOWN As Long = 4
Private Const TOO_LARGE As Long = 5
Private Const MOST_NAMES As Long = 8

Private wrongCount As Long
Private errorCount As Long
Private formCount As Long
Private leftOutCount As Long
Private unreadCount As Long
Private unknownSheets As String
Private unknownCount As Long

' Checks every form of a workbook; what it finds stands in the list of findings. LITE_ numbers.
Public Function RunLite(ByVal book As Workbook) As Long
    Dim sheet As Worksheet
    StartFindings book
    StartReport
    RunLite = LITE_NO_FORM
    If Not LoadLiteTable() Then Exit Function
    LoadRecords book
    For Each sheet In book.Worksheets
        ' Taken by its name: in Calc only such a sheet knows its workbook.
        If Not IsOwnSheet(sheet) Then CheckSheet book.Worksheets(sheet.name)
    Next sheet
    If formCount = 0 Then Exit Function
    RunLite = IIf(errorCount > 0, LITE_WRONG, LITE_CLEAN)
End Function

Private Sub StartReport()
    wrongCount = 0
    errorCount = 0
    formCount = 0
    leftOutCount = 0
    unreadCount = 0
    unknownSheets = ""
    unknownCount = 0
End Sub

Private Sub CheckSheet(ByVal sheet As Worksheet)
    Dim values As Variant
    Dim formulas As Variant
    Dim isRecorded As Boolean
    Dim stands As Boolean
    TakeSheet sheet, values, formulas
    stands = BindAsRecorded(sheet.name, values, isRecorded)
    If Not stands And sheet.Visible = xlSheetVisible Then stands = (BindAsPrinted(values) = 1)
    If Not stands Then
        If isRecorded Or sheet.Visible = xlSheetVisible Then AddUnknown sheet.name
        Exit Sub
    End If
    formCount = formCount + 1
    ReadFigures sheet, values, formulas
    StartRelations
    JudgeAll sheet.name
    TellLeftOut sheet.name
End Sub

' The list has a line for each form with the rules that were not run.
Private Sub TellLeftOut(ByVal sheetName As String)
    Dim rules As Variant
    Dim title As String
    If Len(LeftOut) = 0 Then Exit Sub
    rules = Split(LeftOut, " ")
    leftOutCount = leftOutCount + UBound(rules) + 1
    title = TF("lite.left_out", UBound(rules) + 1, FormName)
    AddFinding "L" & (FoundCount + 1), "info", "", sheetName, "", "", "", _
        title, title & ": " & Join(rules, ", "), ""
    Found(FoundCount).FormCode = FormCode
End Sub

' Sheets that this add-in or the engine added to the workbook.
Private Function IsOwnSheet(ByVal sheet As Worksheet) As Boolean
    IsOwnSheet = Left$(sheet.name, 5) = "_mtqg" Or IsList(sheet)
End Function

Private Sub AddUnknown(ByVal name As String)
    unknownCount = unknownCount + 1
    If unknownCount > MOST_NAMES Then Exit Sub
    If Len(unknownSheets) > 0 Then unknownSheets = unknownSheets & ", "
    unknownSheets = unknownSheets & name
End Sub

Private Sub JudgeAll(ByVal sheetName As String)
    Dim relation As Long
    Dim verdict As Long
    Dim expected As Variant
    For relation = 1 To RelationCount
        verdict = VerdictOn(relation, expected)
        If verdict = TOO_LARGE Or AnyOpen(relation) Then
            unreadCount = unreadCount + 1
        ElseIf verdict <> HOLDS And verdict <> UNKNOWN Then
            AddVerdict sheetName, relation, verdict, expected
        End If
    Next relation
End Sub

Private Function AnyOpen(ByVal relation As Long) As Boolean
    AnyOpen = IsOpen(RelationTarget(relation))
    If Not AnyOpen Then AnyOpen = RightOpen(relation)
End Function

' How a relation comes out; figures too large for the arithmetic leave it open.
Private Function VerdictOn(ByVal relation As Long, ByRef expected As Variant) As Long
    Dim target As Long
    Dim written As Variant
    Dim tolerance As String
    Dim isWritten As Boolean
    On Error GoTo Failed
    VerdictOn = UNKNOWN
    ClearStack
    target = RelationTarget(relation)
    written = FigureOf(target)
    expected = RightSide(relation)
    If IsEmpty(written) Or IsEmpty(expected) Then Exit Function
    VerdictOn = HOLDS
    If Compared(written, expected) = 0 Then Exit Function
    If CellComputed(target) And OnlyNoise(written, expected) Then Exit Function
    tolerance = RuleTolerance(LineRule(RelationLine(relation)))
    If Len(tolerance) > 0 Then
        VerdictOn = IIf(Compared(Abs(written - expected), Exact(Val(tolerance))) <= 0, ROUNDED, FAILS)
        Exit Function
    End If
    isWritten = (CellState(target) = STATE_FIGURE And Not CellComputed(target))
    If isWritten And CellKind(target) <> "c" Then
        If Compared(RoundedTo(expected, CellDecimals(target)), written) = 0 Then Exit Function
        VerdictOn = CUT_OFF
        If Compared(CutTo(expected, CellDecimals(target)), written) = 0 Then Exit Function
    End If
    VerdictOn = OfRanges(relation, OnlyNoise(written, expected))
    Exit Function
Failed:
    VerdictOn = TOO_LARGE
    ClearStack
End Function

' A figure with decimals stands for a range: what no reading of the digits makes even fails.
Private Function OfRanges(ByVal relation As Long, ByVal isNoise As Boolean) As Long
    PushRange RelationTarget(relation)
    PushRightRange relation
    Select Case RangesMeet()
        Case 1: OfRanges = IIf(isNoise, HOLDS, ROUNDED)
        Case -1: OfRanges = UNKNOWN
        Case Else
            OfRanges = FAILS
            If IsCopy(relation) And Not AnyComputed(relation) Then Exit Function
            AllowCutRates True
            PushRange RelationTarget(relation)
            PushRightRange relation
            If RangesMeet() = 1 Then OfRanges = CUT_OFF
            AllowCutRates False
    End Select
End Function

Private Sub AddVerdict(ByVal sheetName As String, ByVal relation As Long, ByVal verdict As Long, _
        ByVal expected As Variant)
    Dim rule As Long
    Dim target As Long
    Dim severity As String
    Dim shown As String
    Dim stated As String
    Dim title As String
    Dim told As String
    rule = LineRule(RelationLine(relation))
    target = RelationTarget(relation)
    shown = ShownExpected(target, expected)
    stated = OfficeFigure(FigureOf(target))
    told = TF("lite.told", stated, RuleText(rule), shown)
    If verdict = FAILS Then
        severity = RuleSeverity(rule)
        wrongCount = wrongCount + 1
        If severity = "error" Then errorCount = errorCount + 1
        title = TF("lite.wrong", shown)
        If CellState(target) <> STATE_FIGURE Then
            title = T("lite.blank")
            told = TF("lite.blank_told", stated, RuleText(rule), shown)
        End If
        told = told & " " & T("lite.parts")
    Else
        severity = "info"
        title = T(IIf(verdict = CUT_OFF, "lite.cut_off", "lite.rounding"))
    End If
    AddFinding "L" & (FoundCount + 1), severity, RuleName(rule), sheetName, AddressIn(target), _
        PlainFigure(FigureOf(target)), PlainFigure(expected), title, told, ""
    If CellState(target) = STATE_FIGURE Then
        Found(FoundCount).Difference = PlainFigure(RoundedTo(FigureOf(target) - expected, 6))
    End If
    Found(FoundCount).FormCode = FormCode
    Found(FoundCount).ColumnKey = ColumnKey(RelationColumn(relation))
    Found(FoundCount).RowKey = BaseKey(SpotBase(RelationPlace(relation)))
End Sub

' Rates as they would be printed, sums to the last digit.
Private Function ShownExpected(ByVal target As Long, ByVal expected As Variant) As String
    Dim decimals As Long
    decimals = 6
    If CellKind(target) = "r" Then
        decimals = CellDecimals(target)
        If decimals < 2 Then decimals = 2
    End If
    ShownExpected = OfficeFigure(RoundedTo(expected, decimals))
End Function

Private Function AddressIn(ByVal cell As Long) As String
    Dim column As Long
    Dim letters As String
    column = ColumnAt((cell - 1) Mod ColumnCount + 1)
    Do While column > 0
        letters = Mid$("ABCDEFGHIJKLMNOPQRSTUVWXYZ", (column - 1) Mod 26 + 1, 1) & letters
        column = (column - 1) \ 26
    Loop
    AddressIn = letters & SpotRow((cell - 1) \ ColumnCount + 1)
End Function

' What the last run says in one sentence.
Public Function LiteHeadline() As String
    If formCount = 0 Then
        LiteHeadline = T("lite.unknown")
    ElseIf wrongCount > 0 Then
        LiteHeadline = TF("lite.found", wrongCount)
    Else
        LiteHeadline = T("lite.clean")
    End If
End Function

' What the last run did not check.
Public Function LiteLimits() As String
    LiteLimits = TF("lite.limits", leftOutCount)
    If unreadCount > 0 Then LiteLimits = LiteLimits & vbLf & TF("lite.unread", unreadCount)
    If unknownCount > 0 Then
        LiteLimits = LiteLimits & vbLf & TF("lite.sheets", unknownSheets & IIf(unknownCount > MOST_NAMES, "...", ""))
    End If
End Function

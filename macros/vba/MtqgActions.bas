Attribute VB_Name = "MtqgActions"
Option Explicit
' What each button does, from the first question to the last message.

Private Const STATUS_UNUSABLE As Long = 2
Private Const STATUS_FAULT As Long = 3
Private Const LITE_UNKNOWN As Long = 2
Private Const MOST_ORIGINS As Long = 25

' One door for all buttons: whatever fails behind it is told in a sentence, and Excel is left usable.
Public Sub Perform(ByVal action As String)
    On Error GoTo Failed
    If MtqgHost.IsBusy() Then
        Warn T("busy")
        Exit Sub
    End If
    If ActiveWorkbook Is Nothing And action <> "consolidate" And action <> "template" And action <> "diagnose" Then
        Warn T("no_book")
        Exit Sub
    End If
    Select Case action
        Case "check": CheckBook ActiveWorkbook
        Case "previous": WalkBook ActiveWorkbook, False
        Case "next": WalkBook ActiveWorkbook, True
        Case "suggest": SuggestHere ActiveWorkbook
        Case "minutes": MakeMinutes ActiveWorkbook
        Case "consolidate": ConsolidateFolder
        Case "template": MakeTemplate
        Case "trace": TraceHere ActiveWorkbook
        Case "clear": ClearBook ActiveWorkbook
        Case "diagnose": DiagnoseAll
    End Select
    EndRequest
    Exit Sub
Failed:
    EndBadly Err.Number, Err.Description
End Sub

' A procedure of its own: VBA minds no further "On Error" in one that an error has already stopped.
Public Sub EndBadly(ByVal number As Long, ByVal reason As String)
    On Error Resume Next
    Application.ScreenUpdating = True
    Application.DisplayAlerts = True
    Application.StatusBar = False
    LockSheets
    EndRequest
    TellFailure TF("failed", number, reason)
End Sub

Private Sub CheckBook(ByVal book As Workbook)
    Dim request As String
    Dim status As Long
    Application.StatusBar = T("working")
    request = BeginRequest("check", book)
    status = RunRequest(request)
    Application.StatusBar = False
    If status < 0 Then
        CheckWithoutEngine book, status
        Exit Sub
    End If
    If IsRefused(status) Then Exit Sub
    StartFindings book
    LoadFindings AnswerTable("findings.tsv")
    LoadProposals AnswerTable("proposals.tsv")
    ShowFindings book, Answer("unit"), Answer("message"), Answer("detail"), status, False
End Sub

' Paints, writes the list, tells how it ended.
Private Sub ShowFindings(ByVal book As Workbook, ByVal unit As String, ByVal headline As String, _
        ByVal detail As String, ByVal status As Long, ByVal isPartly As Boolean)
    Dim limits As String
    Application.ScreenUpdating = False
    limits = PaintFindings(book)
    If FoundCount > 0 Or HasExplanations(book) Then
        limits = Joined(limits, WriteList(book, unit, headline, isPartly))
    Else
        RemoveList book
    End If
    Application.ScreenUpdating = True
    If MtqgHost.IsReadOnly(book) Then limits = Joined(limits, T("read_only"))
    If FoundCount > 0 And MemoryOf(book) Is Nothing Then limits = Joined(limits, T("paint.walk_only"))
    If status = 0 Then
        Tell Joined(Joined(headline, detail), limits)
    Else
        Warn Joined(Joined(Joined(headline, detail), limits), IIf(OfferCount > 0, T("check.next"), T("check.walk")))
    End If
End Sub

' Where no other program may be started, the rules that are written in VBA still run.
Private Sub CheckWithoutEngine(ByVal book As Workbook, ByVal status As Long)
    Dim code As Long
    code = MtqgLite.RunLite(book)
    If code = LITE_UNKNOWN Then
        Warn Joined(EngineTrouble(status), T("lite.unknown"))
    Else
        ShowFindings book, "", MtqgLite.LiteHeadline(), MtqgLite.LiteLimits(), code, True
    End If
End Sub

Private Function EngineTrouble(ByVal status As Long) As String
    Select Case status
        Case ENGINE_BLOCKED: EngineTrouble = T("engine.blocked")
        Case ENGINE_SILENT: EngineTrouble = TF("engine.silent", LastEngineTold())
        Case Else: EngineTrouble = T("engine.none")
    End Select
End Function

' Tells why nothing could be done; true when there is nothing more to do.
Private Function IsRefused(ByVal status As Long) As Boolean
    IsRefused = True
    If status < 0 Then
        TellFailure EngineTrouble(status)
    ElseIf status = STATUS_UNUSABLE Then
        Warn Joined(Answer("message"), Answer("detail"))
    ElseIf status >= STATUS_FAULT Then
        TellFailure Joined(Answer("message"), Answer("detail"))
    Else
        IsRefused = False
    End If
End Function

Private Sub WalkBook(ByVal book As Workbook, ByVal forward As Boolean)
    Dim told As String
    told = StepFrom(book, forward)
    If Len(told) > 0 Then Tell told
End Sub

' The selected cell; Nothing, with a sentence, on a chart sheet.
Private Function SelectedCell(ByVal book As Workbook) As Range
    If TypeName(book.ActiveSheet) = "Worksheet" Then Set SelectedCell = ActiveCell
    If SelectedCell Is Nothing Then Warn T("no_cell")
End Function

Private Sub SuggestHere(ByVal book As Workbook)
    Dim cell As Range
    Dim told As String
    Set cell = SelectedCell(book)
    If cell Is Nothing Then Exit Sub
    told = Suggest(book, cell)
    If Len(told) > 0 Then Tell told
End Sub

' Where a new file goes; nothing when the user thinks better of it. Excel gives a name without asking whether a
' file that has it may be replaced.
Private Function PickedFile(ByVal title As String, ByVal proposed As String, ByVal filter As String) As String
    PickedFile = MtqgHost.PickNewFile(title, proposed, filter)
    If Len(PickedFile) = 0 Then Exit Function
    If Not IsFile(PickedFile) Then Exit Function
    If Not Agrees(TF("file.exists", PickedFile)) Then PickedFile = ""
End Function

Private Sub MakeMinutes(ByVal book As Workbook)
    Dim target As String
    target = PickedFile(T("minutes.pick"), StemOf(book.name) & T("minutes.ending"), T("minutes.filter"))
    If Len(target) = 0 Then Exit Sub
    Application.StatusBar = T("working")
    FinishWriting RunRequest(BeginRequest("minutes", book) & Pair("out", target)), False
End Sub

Private Sub ConsolidateFolder()
    Dim folder As String
    Dim target As String
    folder = MtqgHost.PickFolder(T("consolidate.pick"))
    If Len(folder) = 0 Then Exit Sub
    target = PickedFile(T("consolidate.save"), T("consolidate.name"), T("book.filter"))
    If Len(target) = 0 Then Exit Sub
    Application.StatusBar = T("working")
    FinishWriting RunRequest(BeginRequest("consolidate", Nothing) & Pair("input", folder) & Pair("out", target)), True
End Sub

Private Sub MakeTemplate()
    Dim forms As String
    Dim unit As String
    Dim period As String
    Dim target As String
    If Not MtqgHost.AskText(T("template.forms"), T("title"), forms) Then Exit Sub
    If Not MtqgHost.AskText(T("template.unit"), T("title"), unit) Then Exit Sub
    If Not MtqgHost.AskText(T("template.period"), T("title"), period) Then Exit Sub
    target = PickedFile(T("template.save"), T("template.name"), T("book.filter"))
    If Len(target) = 0 Then Exit Sub
    Application.StatusBar = T("working")
    FinishWriting RunRequest(BeginRequest("template", Nothing) & Pair("set", forms) & Pair("unit", unit) _
        & Pair("period", period) & Pair("out", target)), True
End Sub

' Tells what has been written; offers to open it when it is a workbook.
Private Sub FinishWriting(ByVal status As Long, ByVal isBook As Boolean)
    Dim told As String
    Application.StatusBar = False
    If IsRefused(status) Then Exit Sub
    told = Joined(Answer("message"), Answer("detail"))
    If isBook And Len(Answer("out")) > 0 Then
        If Agrees(Joined(told, T("open_now"))) Then MtqgHost.OpenBook Answer("out")
    Else
        Tell told
    End If
End Sub

Private Sub TraceHere(ByVal book As Workbook)
    Dim cell As Range
    Dim request As String
    Set cell = SelectedCell(book)
    If cell Is Nothing Then Exit Sub
    Application.StatusBar = T("working")
    request = BeginRequest("trace", book) & Pair("sheet", cell.Worksheet.name)
    request = request & Pair("cell", cell.MergeArea.Cells(1, 1).address(False, False))
    If IsRefused(RunRequest(request)) Then
        Application.StatusBar = False
        Exit Sub
    End If
    Application.StatusBar = False
    Tell Joined(Answer("message"), OriginLines(AnswerTable("trace.tsv")))
End Sub

' The units that a figure comes from, a line each; of very many the first.
Public Function OriginLines(ByVal table As String) As String
    Dim records As Variant
    Dim heads As Variant
    Dim i As Long
    records = LinesOf(table)
    If UBound(records) < 1 Then Exit Function
    heads = FieldsOf(records(0))
    For i = 1 To UBound(records)
        If i > MOST_ORIGINS Then
            OriginLines = OriginLines & TF("trace.more", UBound(records) - MOST_ORIGINS)
            Exit Function
        End If
        OriginLines = OriginLines & FieldNamed(heads, FieldsOf(records(i)), "label") & vbLf
    Next i
End Function

Private Sub ClearBook(ByVal book As Workbook)
    Dim told As String
    Dim wasMarked As Boolean
    wasMarked = (Not MemoryOf(book) Is Nothing) Or (Not ListOf(book) Is Nothing)
    Application.ScreenUpdating = False
    told = ClearMarks(book)
    If HasExplanations(book) Then
        Application.ScreenUpdating = True
        If Agrees(T("clear.list")) Then RemoveList book
    Else
        RemoveList book
    End If
    Application.ScreenUpdating = True
    Application.StatusBar = False
    StartFindings book
    If Len(told) > 0 Then
        Warn told
    Else
        Tell IIf(wasMarked, T("clear.done"), T("clear.nothing"))
    End If
End Sub

Private Sub DiagnoseAll()
    Dim told As String
    Dim status As Long
    told = OwnFacts(ActiveWorkbook)
    Application.StatusBar = T("working")
    status = RunRequest(BeginRequest("diagnose", Nothing))
    Application.StatusBar = False
    told = told & EngineFacts()
    If status < 0 Then
        told = told & EngineTrouble(status)
    Else
        told = told & Answer("message") & vbLf & Answer("detail")
    End If
    WriteFacts Application.Workbooks.Add().Worksheets(1), told
End Sub

' A workbook's name without its ending.
Public Function StemOf(ByVal name As String) As String
    Dim at As Long
    at = InStrRev(name, ".")
    StemOf = name
    If at > 1 Then StemOf = Left$(name, at - 1)
End Function

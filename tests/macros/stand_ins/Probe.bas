Option Explicit
' What the tests call: Calc swallows a fault in a macro, so each call keeps what went wrong.

Private failure As String

Public Sub Begin()
    failure = "the macro did not come to its end"
End Sub

Public Function Problem() As String
    Problem = failure
End Function

' Calc keeps no arrays from one call to the next, so what is needed of the findings is loaded with each call.
Private Sub LoadTables(ByVal findings As String, ByVal proposals As String)
    StartFindings ActiveWorkbook
    LoadFindings findings
    LoadProposals proposals
End Sub

Public Function Load(ByVal findings As String, ByVal proposals As String) As String
    Dim i As Long
    On Error GoTo Failed
    LoadTables findings, proposals
    For i = 1 To FoundCount
        Load = Load & Found(i).Id & "|" & Found(i).Title & "|" & Found(i).Message & ChrW(&H241E)
    Next i
    failure = ""
    Exit Function
Failed:
    failure = "Load: " & Err.Number & " " & Err.Description & " line " & Erl
End Function

Public Function Paint(ByVal findings As String, ByVal proposals As String) As String
    On Error GoTo Failed
    LoadTables findings, proposals
    Paint = PaintFindings(ActiveWorkbook)
    failure = ""
    Exit Function
Failed:
    failure = "Paint: " & Err.Number & " " & Err.Description & " line " & Erl
End Function

Public Function Clear() As String
    On Error GoTo Failed
    Clear = ClearMarks(ActiveWorkbook)
    failure = ""
    Exit Function
Failed:
    failure = "Clear: " & Err.Number & " " & Err.Description & " line " & Erl
End Function

Public Function Walk(ByVal forward As Boolean, ByVal findings As String) As String
    On Error GoTo Failed
    LoadTables findings, ""
    Walk = StepFrom(ActiveWorkbook, forward)
    failure = ""
    Exit Function
Failed:
    failure = "Walk: " & Err.Number & " " & Err.Description & " line " & Erl
End Function

' Walks through the workbook in front when what was found last is about another one.
Public Function WalkElsewhere(ByVal findings As String) As String
    On Error GoTo Failed
    StartFindings ThisWorkbook
    LoadFindings findings
    WalkElsewhere = StepFrom(ActiveWorkbook, True)
    failure = ""
    Exit Function
Failed:
    failure = "WalkElsewhere: " & Err.Number & " " & Err.Description & " line " & Erl
End Function

Public Function Suggested(ByVal answers As String) As String
    On Error GoTo Failed
    MtqgSystem.Messages = ""
    MtqgSystem.Answers = answers
    Suggested = Suggest(ActiveWorkbook, ActiveCell)
    failure = ""
    Exit Function
Failed:
    failure = "Suggest: " & Err.Number & " " & Err.Description & " line " & Erl
End Function

Public Function Undone() As String
    On Error GoTo Failed
    UndoLast
    Undone = MtqgHost.Undo
    failure = ""
    Exit Function
Failed:
    failure = "Undo: " & Err.Number & " " & Err.Description & " line " & Erl
End Function

Public Function Listed(ByVal findings As String, ByVal unit As String, ByVal headline As String) As String
    Listed = ListedPartly(findings, unit, headline, False)
End Function

Public Function ListedPartly(ByVal findings As String, ByVal unit As String, ByVal headline As String, _
        ByVal isPartly As Boolean) As String
    On Error GoTo Failed
    LoadTables findings, ""
    ListedPartly = WriteList(ActiveWorkbook, unit, headline, isPartly)
    failure = ""
    Exit Function
Failed:
    failure = "List: " & Err.Number & " " & Err.Description & " line " & Erl
End Function

Public Function Facts() As String
    On Error GoTo Failed
    Facts = OwnFacts(ActiveWorkbook)
    failure = ""
    Exit Function
Failed:
    failure = "Facts: " & Err.Number & " " & Err.Description & " line " & Erl
End Function

' Presses a button as the ribbon does; gives what was told, one message after another.
Public Function Press(ByVal action As String, ByVal answers As String) As String
    MtqgSystem.Messages = ""
    MtqgSystem.Answers = answers
    Perform action
    Press = MtqgSystem.Messages
    failure = ""
End Function

Public Sub Prepare(ByVal folder As String, ByVal script As String, ByVal failing As String)
    MtqgSystem.WorkFolder = folder
    MtqgSystem.Commands = ""
    MtqgSystem.EngineScript = script
    MtqgSystem.EngineFailure = Val(failing)
    failure = ""
End Sub

Public Sub Plan(ByVal picked As String, ByVal thread As String, ByVal busy As Boolean)
    MtqgHost.Picked = picked
    MtqgHost.Thread = thread
    MtqgHost.Busy = busy
    failure = ""
End Sub

Public Function CommandsRun() As String
    CommandsRun = MtqgSystem.Commands
    failure = ""
End Function

Public Function Filled(ByVal key As String, ByVal one As String, ByVal two As String) As String
    On Error GoTo Failed
    Filled = TF(key, one, two)
    failure = ""
    Exit Function
Failed:
    failure = "TF: " & Err.Number & " " & Err.Description & " line " & Erl
End Function

Public Function Fields(ByVal recordLine As String) As String
    Fields = Join(FieldsOf(recordLine), ChrW(&H241E))
    failure = ""
End Function

Public Function CountLines(ByVal text As String) As Long
    CountLines = UBound(LinesOf(text)) + 1
    failure = ""
End Function

Public Function RoundTrip(ByVal path As String, ByVal text As String) As String
    WriteUnicode path, text
    RoundTrip = ReadUnicode(path)
    failure = ""
End Function

' What the message boxes have said since the last button.
Public Function Said() As String
    Said = MtqgSystem.Messages
End Function

' As the user colours a cell.
Public Sub Colour(ByVal sheetName As String, ByVal address As String)
    ActiveWorkbook.Worksheets(sheetName).Range(address).Interior.Color = RGB(51, 102, 255)
    failure = ""
End Sub

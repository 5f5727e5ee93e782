Attribute VB_Name = "MtqgEngine"
Option Explicit
' The engine: the program beside this add-in, or the Python that an analyst has.

Public Const ENGINE_NONE As Long = -1
Public Const ENGINE_BLOCKED As Long = -2
Public Const ENGINE_SILENT As Long = -3
Public Const REQUEST_FILE As String = "request.tsv"
Public Const RESPONSE_FILE As String = "response.tsv"
Private Const NOTED_ENGINE As String = "mtqg_chuong_trinh.txt"
Private Const BLOCKED_ERROR As Long = 70

Private lastTold As String

' The ways to start the engine from the folder of this add-in, the best one first, as commands without what is
' asked of it.
Public Function EngineCommands(ByVal home As String) As Variant
    Dim program As String
    Dim found As String
    If Len(home) > 0 And InStr(home, "://") = 0 Then
        program = JoinPath(JoinPath(home, "mtqg_xl"), "mtqg_xl.exe")
        If IsFile(program) Then found = found & """" & program & """" & vbLf
        program = JoinPath(JoinPath(home, "python"), "python.exe")
        If IsFile(program) Then found = found & """" & program & """ -m mtqg_xl" & vbLf
        found = found & NotedCommand(JoinPath(home, NOTED_ENGINE))
    End If
    EngineCommands = Split(found & "py -3 -m mtqg_xl", vbLf)
End Function

' What "mtqg-xl addin install" noted down: the program, and on a second line the words behind it.
Private Function NotedCommand(ByVal path As String) As String
    Dim lines As Variant
    If Not IsFile(path) Then Exit Function
    lines = LinesOf(ReadUnicode(path))
    If UBound(lines) < 0 Then Exit Function
    If Not IsFile(lines(0)) Then Exit Function
    NotedCommand = """" & lines(0) & """"
    If UBound(lines) > 0 Then NotedCommand = NotedCommand & " " & lines(1)
    NotedCommand = NotedCommand & vbLf
End Function

' Runs the request in the folder; the exit code, or one of the ENGINE_ numbers.
Public Function RunEngine(ByVal folder As String) As Long
    Dim commands As Variant
    Dim i As Long
    Dim code As Long
    RunEngine = ENGINE_NONE
    lastTold = ""
    commands = EngineCommands(ThisWorkbook.Path)
    For i = LBound(commands) To UBound(commands)
        ' The last one is named without knowing that it is there.
        code = RunOne(commands(i), folder, i < UBound(commands))
        If code >= 0 Then
            If IsFile(JoinPath(folder, RESPONSE_FILE)) Then
                RunEngine = code
                Exit Function
            End If
            If i < UBound(commands) Then RunEngine = ENGINE_SILENT
        ElseIf code = ENGINE_BLOCKED And RunEngine = ENGINE_NONE Then
            RunEngine = ENGINE_BLOCKED
        End If
    Next i
End Function

' A program that is there and cannot be started is held back by somebody, whatever number the guard gives.
Private Function RunOne(ByVal starter As String, ByVal folder As String, ByVal isThere As Boolean) As Long
    Dim number As Long
    On Error GoTo Failed
    RunOne = MtqgSystem.RunHidden(starter & " ribbon run " & REQUEST_FILE, folder)
    TakeDown starter, RunOne
    If RunOne < 0 Then RunOne = 3
    Exit Function
Failed:
    number = Err.Number
    TakeDown starter, number
    RunOne = IIf(isThere Or number = BLOCKED_ERROR, ENGINE_BLOCKED, ENGINE_NONE)
End Function

Private Sub TakeDown(ByVal starter As String, ByVal code As Long)
    If Len(lastTold) > 0 Then lastTold = lastTold & "; "
    lastTold = lastTold & starter & " (" & code & ")"
End Sub

' What was tried last time, one program after another, each with its exit code or the number of its error.
Public Function LastEngineTold() As String
    LastEngineTold = lastTold
End Function
